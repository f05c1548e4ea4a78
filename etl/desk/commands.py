"""What the commands of the desk do. Each gives the text to print, and an exit code."""

import argparse
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path

from etl.change_words import count
from etl.desk import keep, log, report
from etl.desk.actor import ADMIN, ANALYST, Actor
from etl.desk.bring_in import add_file, bring_again, confirm, open_draft, withdraw
from etl.desk.desk import Desk
from etl.desk.drafts import STATES, Draft, DraftError
from etl.desk.examine import check_draft
from etl.desk.recognise import recognise, stand
from etl.desk.report import KINDS, Report
from etl.desk.sign_off import approve, publish, send_back, submit, take_back
from etl.desk.spreadsheet import as_csv, as_xlsx
from etl.desk.unattended import run_scheduled
from etl.desk.what_is_in import what_is_in
from etl.errors import EtlError, SourceError
from etl.fetch import report as told_of
from etl.progress import Progress
from etl.status import lines as status_lines
from streekmonitor.formats import listing, number

FOR_A_PERSON = 3
LAST_LINES = 30
SHOWN = 25
MEGABYTE = 2**20


@dataclass(frozen=True)
class Told:
    """The text of a command and its exit code."""

    text: str
    code: int = 0


def run(options: argparse.Namespace, desk: Desk, progress: Progress) -> Told:
    """Do one command. Raises EtlError, CatalogError, AreaFileError, ReleaseError or OSError."""
    return COMMANDS[options.command](options, desk, progress)


def _actor(options: argparse.Namespace) -> Actor:
    """Who may run commands here, may do everything: the files are theirs anyway."""
    return Actor(f"{options.who} (opdracht)", frozenset({ANALYST, ADMIN}))


def _recognise(options: argparse.Namespace, desk: Desk, _progress: Progress) -> Told:
    release = desk.release_in_force()
    lines, refused = [], 0
    for path in options.files:
        try:
            found = recognise(path, path.name)
        except SourceError as error:
            refused += 1
            lines += [str(error), ""]
            continue
        what = f"bron {found.source}: {listing(found.paths)}" if found.source else found.what
        periods = f"\n  periodes: {found.periods[0]} tot {found.periods[-1]}" if found.periods else ""
        standing = f"\n  {stand(found, release).text}" if found.source else ""
        lines += [f"{path}\n  {what}{periods}{standing}", ""]
    return Told("\n".join(lines).rstrip(), 1 if refused else 0)


def _bring_in(options: argparse.Namespace, desk: Desk, progress: Progress) -> Told:
    actor = _actor(options)
    names = listing([path.name for path in options.files])
    draft = options.draft or open_draft(desk, actor, options.title or names).id
    problems = []
    for path in options.files:
        try:
            add_file(desk, actor, draft, path.name, path)
        except (SourceError, DraftError) as error:
            problems.append(str(error))
    made = check_draft(desk, actor, draft, progress)
    told = _told_draft(desk, desk.drafts.get(draft), made)
    return Told("\n\n".join([*problems, told]), 1 if problems or not made.candidate else 0)


def _bring_again(options: argparse.Namespace, desk: Desk, progress: Progress) -> Told:
    draft = bring_again(desk, _actor(options), options.release)
    made = check_draft(desk, _actor(options), draft.id, progress)
    return Told(_told_draft(desk, desk.drafts.get(draft.id), made), 0 if made.candidate else 1)


def _drafts(_options: argparse.Namespace, desk: Desk, _progress: Progress) -> Told:
    drafts = desk.drafts.all()
    lines = [
        f"{d.id}  {STATES[d.state]:<14} {d.title} ({d.by}, {listing(d.sources) or 'leeg'})" for d in drafts
    ]
    return Told("\n".join(lines) or "Er zijn geen concepten.")


def _draft(options: argparse.Namespace, desk: Desk, _progress: Progress) -> Told:
    draft = desk.drafts.get(options.draft)
    made = desk.report_of(draft)
    if options.remarks and made:
        options.remarks.write_bytes(
            _file(options.remarks, "Opmerkingen", report.COLUMNS, report.rows(made.remarks))
        )
        return Told(
            f"{count(len(made.remarks), 'opmerking', 'opmerkingen')} geschreven naar {options.remarks}."
        )
    return Told(_told_draft(desk, draft, made))


def _check(options: argparse.Namespace, desk: Desk, progress: Progress) -> Told:
    made = check_draft(desk, _actor(options), options.draft, progress)
    return Told(_told_draft(desk, desk.drafts.get(options.draft), made), 0 if made.candidate else 1)


def _confirm(options: argparse.Namespace, desk: Desk, _progress: Progress) -> Told:
    confirm(desk, _actor(options), options.draft, options.keys, options.reason)
    return Told(f"Bevestigd. Kijk het concept opnieuw na: etl check-draft {options.draft}")


def _submit(options: argparse.Namespace, desk: Desk, _progress: Progress) -> Told:
    submit(desk, _actor(options), options.draft)
    return Told(f"Concept {options.draft} is voorgelegd; een tweede persoon keurt het goed.")


def _approve(options: argparse.Namespace, desk: Desk, _progress: Progress) -> Told:
    approve(desk, _actor(options), options.draft)
    return Told(f"Concept {options.draft} is goedgekeurd. In gebruik nemen: etl publish {options.draft}")


def _send_back(options: argparse.Namespace, desk: Desk, _progress: Progress) -> Told:
    send_back(desk, _actor(options), options.draft, options.reason)
    return Told(f"Concept {options.draft} is teruggestuurd.")


def _publish(options: argparse.Namespace, desk: Desk, _progress: Progress) -> Told:
    release = publish(desk, _actor(options), options.draft)
    return Told(
        f"Release {release} is in gebruik. Elk open dashboard neemt ze bij de volgende handeling over."
    )


def _withdraw(options: argparse.Namespace, desk: Desk, _progress: Progress) -> Told:
    withdraw(desk, _actor(options), options.draft, options.reason)
    return Told(f"Concept {options.draft} is ingetrokken.")


def _take_back(options: argparse.Namespace, desk: Desk, _progress: Progress) -> Told:
    take_back(desk, _actor(options), options.release, options.reason)
    return Told(f"Release {options.release} is opnieuw in gebruik.")


def _releases(options: argparse.Namespace, desk: Desk, _progress: Progress) -> Told:
    if options.remove:
        keep.remove_release(desk, _actor(options), options.remove)
    gone = keep.tidy(desk, _actor(options), options.keep) if options.keep is not None else []
    lines = [f"Opgeruimd: {listing(gone)}."] if gone else []
    for kept in desk.store.releases():
        marks = [
            word for word, on in (("in gebruik", kept.in_force), ("van het project", kept.committed)) if on
        ]
        lines.append(f"{kept.id}  {_megabytes(kept.bytes):>9}  {', '.join(marks)}".rstrip())
    used = keep.usage(desk)
    summary = (
        f"Releases {_megabytes(used.releases)}, ingebrachte bestanden {_megabytes(used.inputs)}, concepten "
        f"{_megabytes(used.drafts)}; nog vrij: {_megabytes(used.free)}. Ze staan in {desk.store.folder}."
    )
    return Told("\n".join([*lines, "", summary]))


def _log(options: argparse.Namespace, desk: Desk, _progress: Progress) -> Told:
    rows = log.rows(desk.log.entries())
    if options.to:
        options.to.write_bytes(_file(options.to, "Logboek", log.COLUMNS, rows))
        return Told(f"{count(len(rows), 'regel', 'regels')} geschreven naar {options.to}.")
    return Told(
        "\n".join(" · ".join(filter(None, row)) for row in rows[:LAST_LINES]) or "Het logboek is leeg."
    )


def _sources(_options: argparse.Namespace, desk: Desk, _progress: Progress) -> Told:
    lines = []
    for line in what_is_in(desk):
        lines += status_lines([line.status])[:-1]
        entry = line.published
        who = f"{entry.who}, {log.moment(entry.when)}" if entry else "met het project meegekomen"
        covered = f"{line.covered} van {line.wanted} gemeenten" if line.wanted else "geen gemeenten"
        lines += [f"  dekking:          {covered} in de laatste periode", f"  gepubliceerd:     {who}", ""]
    return Told("\n".join(lines).rstrip())


def _scheduled(options: argparse.Namespace, desk: Desk, progress: Progress) -> Told:
    done = run_scheduled(desk, options.names, progress)
    fetched = told_of(done.outcomes)
    if done.result == "nothing_new":
        return Told(f"{fetched}\n\nEr is niets nieuws; release {done.release} blijft in gebruik.")
    if done.result == "published":
        return Told(f"{fetched}\n\nAlle controles slaagden: release {done.release} is in gebruik.")
    draft = desk.drafts.get(done.draft)
    return Told(f"{fetched}\n\n{_told_draft(desk, draft, desk.report_of(draft))}", FOR_A_PERSON)


def _told_draft(desk: Desk, draft: Draft, made: Report | None) -> str:
    """A draft in words: its files, the weightiest remarks, and what to do next."""
    release = desk.release_in_force()
    lines = [
        f"Concept {draft.id}: {draft.title} ({STATES[draft.state]}, {draft.by}, {log.moment(draft.made)})"
    ]
    lines += [f"  {file.name} · {file.source}: {stand(file, release).text}" for file in draft.files]
    if made is None:
        return "\n".join([*lines, "", f"Nog niet nagekeken: etl check-draft {draft.id}"])
    weighty = made.of("refused", "confirm", "suspicious")
    lines += ["", *(f"- {_told_remark(row)}" for row in weighty[:SHOWN])]
    if len(weighty) > SHOWN:
        lines.append(
            f"- … en nog {number(len(weighty) - SHOWN)}: etl draft {draft.id} --remarks opmerkingen.csv"
        )
    return "\n".join([*lines, "", _next(draft, made)])


def _told_remark(remark: report.Remark) -> str:
    place = " · ".join(filter(None, (remark.source, remark.file, remark.where)))
    key = f" [sleutel: {remark.key}]" if remark.key else ""
    expected = f" (verwacht: {remark.expected})" if remark.expected else ""
    return f"{KINDS[remark.kind]}: {place}: {remark.found}{expected}{key}"


def _next(draft: Draft, made: Report) -> str:
    if draft.is_closed:
        return f"Dit concept is {STATES[draft.state]}."
    if not made.candidate:
        return "Er kan nog geen release van worden gemaakt: los op wat hierboven staat."
    if made.of("confirm"):
        return (
            f"Bevestig wat klopt (etl confirm {draft.id} SLEUTEL --reason …) of breng een ander bestand in."
        )
    return f"Het wordt release {made.candidate}. Voorleggen: etl submit {draft.id}"


def _file(path: Path, name: str, columns: Sequence[str], rows: Sequence[Sequence[str]]) -> bytes:
    if path.suffix.lower() == ".xlsx":
        return as_xlsx(name, columns, rows)
    if path.suffix.lower() == ".csv":
        return as_csv(columns, rows)
    raise EtlError(f"Kies een bestand op .csv of .xlsx, niet '{path.name}'.")


def _megabytes(size: float) -> str:
    return f"{number(size / MEGABYTE, 1)} MB"


COMMANDS: dict[str, Callable[[argparse.Namespace, Desk, Progress], Told]] = {
    "recognise": _recognise,
    "bring-in": _bring_in,
    "bring-again": _bring_again,
    "drafts": _drafts,
    "draft": _draft,
    "check-draft": _check,
    "confirm": _confirm,
    "submit": _submit,
    "approve": _approve,
    "send-back": _send_back,
    "publish": _publish,
    "withdraw": _withdraw,
    "take-back": _take_back,
    "releases": _releases,
    "log": _log,
    "sources": _sources,
    "scheduled": _scheduled,
}
