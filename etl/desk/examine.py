"""Checking a draft and looking at what it would change."""

import secrets
import shutil
from dataclasses import replace

from etl.desk.actor import ADMIN, ANALYST, Actor, require
from etl.desk.assemble import Wish
from etl.desk.check import Outcome, check
from etl.desk.compare import Comparison, compare
from etl.desk.desk import Desk, fingerprint
from etl.desk.drafts import CANDIDATES, REPORT, Draft, DraftError
from etl.desk.report import Remark, Report
from etl.desk.store import is_intact
from etl.lock import held
from etl.progress import Progress
from streekmonitor.release import Release, load_release

WORK = ".work-"
NOTHING = Remark(
    "refused", "", "", "", "het concept brengt niets in", "minstens één bestand of eigen tabel",
    "breng de bestanden van de uitgever of een eigen tabel in",
)  # fmt: skip
SAME = Remark(
    "note", "", "", "", "dit concept verandert geen enkel cijfer aan de release in gebruik",
    action="trek het in, of breng een nieuwere uitgave in",
)  # fmt: skip


def check_draft(desk: Desk, actor: Actor, name: str, progress: Progress) -> Report:
    """Make the release that a draft would become and report on it; what is wrong is in the remarks.

    Raises NotAllowedError, DraftError (closed, changed meanwhile, an upload lost) or ReleaseError.
    """
    require(actor, "een concept laten nakijken", ANALYST, ADMIN)
    folder = desk.drafts.folder_of(name)
    draft = desk.drafts.get(name)
    if draft.is_closed:
        raise DraftError(f"Concept {name} is gesloten: er is niets meer na te kijken.")
    busy = f"Concept {name} wordt op dit moment al nagekeken.\n  wat te doen: wacht tot dat klaar is"
    with held(folder / ".check", busy):
        for left in folder.glob(f"{WORK}*"):
            shutil.rmtree(left, ignore_errors=True)  # of a check that was killed
        work = folder / f"{WORK}{secrets.token_hex(4)}"
        work.mkdir()
        try:
            base_folder = desk.store.in_force()
            base = load_release(base_folder)
            wish = Wish(
                root=desk.root,
                base=base,
                base_folder=base_folder,
                brought=desk.brought(draft),
                dropped=draft.dropped,
                confirmed={entry.key: entry.reason for entry in draft.confirmed},
                kept=desk.kept_file,
            )
            outcome = (
                check(work, wish, progress) if draft.files or draft.dropped else Outcome(None, (NOTHING,))
            )
            report = _saved(desk, draft, base, outcome)
        finally:
            shutil.rmtree(work, ignore_errors=True)
    desk.note(actor.name, "checked", name, release=report.candidate, why=_told(report))
    return report


def see(desk: Desk, name: str) -> Comparison:
    """What a draft would change. Raises DraftError when it was not checked, or something changed since."""
    draft = desk.drafts.get(name)
    report = current_report(desk, draft)
    if not report.candidate:
        raise DraftError(f"Concept {name} geeft nog geen release: los eerst op wat geweigerd is.")
    return compare(desk.release_in_force(), candidate(desk, draft, report))


def current_report(desk: Desk, draft: Draft) -> Report:
    """The report of a draft as it is. Raises DraftError when it has to be checked (again)."""
    report = desk.report_of(draft)
    if report is None:
        raise DraftError(f"Concept {draft.id} is nog niet nagekeken.\n  wat te doen: laat het nakijken")
    if not desk.is_current(report, draft):
        raise DraftError(
            f"Sinds het nazicht van concept {draft.id} is het concept of de release in gebruik veranderd.\n"
            "  wat te doen: laat het opnieuw nakijken en bekijk wat er nu zou veranderen"
        )
    return report


def candidate(desk: Desk, draft: Draft, report: Report) -> Release:
    """The release that a draft would become. Raises DraftError when it was lost or spoilt."""
    folder = desk.drafts.folder_of(draft.id) / CANDIDATES / report.candidate
    if not folder.is_dir() or not is_intact(folder):
        raise DraftError(
            f"De release die concept {draft.id} zou worden, is weg of beschadigd.\n"
            "  wat te doen: laat het concept opnieuw nakijken"
        )
    return load_release(folder)


def _saved(desk: Desk, draft: Draft, base: Release, outcome: Outcome) -> Report:
    """Keep the release made and the report, unless the draft changed while it was checked."""
    made = outcome.made
    same = made is not None and made.release.id == base.id
    report = Report(
        fingerprint=fingerprint(draft, base.id),
        base=base.id,
        candidate=made.release.id if made and not same else "",
        when=desk.now(),
        remarks=(SAME, *outcome.remarks) if same else outcome.remarks,
    )
    with desk.drafts.locked(draft.id) as folder:
        now = desk.drafts.get(draft.id)
        if replace(now, title="") != replace(draft, title=""):
            raise DraftError(
                f"Concept {draft.id} is veranderd terwijl het werd nagekeken.\n"
                "  wat te doen: laat het opnieuw nakijken"
            )
        if made and not same:
            place = folder / CANDIDATES / made.release.id
            shutil.rmtree(place, ignore_errors=True)
            place.parent.mkdir(exist_ok=True)
            made.folder.rename(place)
        report.save(folder / REPORT)
        for other in (folder / CANDIDATES).glob("*"):
            if other.name != report.candidate:
                shutil.rmtree(other, ignore_errors=True)
    return report


def _told(report: Report) -> str:
    counts = {kind: len(report.of(kind)) for kind in ("refused", "confirm", "suspicious")}
    return (
        f"{counts['refused']} geweigerd, {counts['confirm']} te bevestigen, {counts['suspicious']} verdacht; "
        f"vergeleken met {report.base}"
    )
