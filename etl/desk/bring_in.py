"""Bringing figures into a draft: an upload, a fetch, or an own table; and what is decided about it."""

from collections.abc import Iterable, Mapping
from dataclasses import replace
from pathlib import Path, PurePosixPath
from typing import Any

from etl.desk.actor import ADMIN, ANALYST, Actor, require
from etl.desk.desk import Desk
from etl.desk.drafts import Confirmed, Draft, DraftError, DraftFile, reopened
from etl.desk.intake import safe_name
from etl.desk.own import OWN, OwnTable, own_paths
from etl.desk.recognise import Recognised, recognise
from etl.errors import SourceError
from etl.fetch import Fetcher, Outcome
from etl.guard import MAX_FILE_BYTES, too_large
from etl.origin import origin_of
from etl.progress import Progress
from etl.sources import MODULES
from streekmonitor.catalog_files import load_catalog
from streekmonitor.release import load_release

LONGEST_TEXT = 2_000
SHORTEST_REASON = 5


def open_draft(desk: Desk, actor: Actor, title: str) -> Draft:
    """Begin a draft. Raises NotAllowedError or DraftError."""
    require(actor, "een concept beginnen", ANALYST, ADMIN)
    told = _text(title, "de titel")
    draft = desk.drafts.begin(told, actor.name, desk.now())
    desk.note(actor.name, "opened", draft.id, why=told)
    return draft


def add_file(
    desk: Desk, actor: Actor, draft: str, name: str, content: bytes | Path
) -> tuple[Draft, Recognised]:
    """Bring in a publisher's file as it was downloaded; it is recognised by its layout.

    It takes the place of a file that was in the draft for the same purpose. Raises NotAllowedError,
    DraftError, or SourceError (NotRecognisedError) with what was found and what to do; the draft then stays
    as it was.
    """
    require(actor, "bestanden inbrengen", ANALYST, ADMIN)
    reopened(desk.drafts.get(draft))
    size = content.stat().st_size if isinstance(content, Path) else len(content)
    if size > MAX_FILE_BYTES:
        raise too_large(Path(safe_name(name)), f"{size // 2**20} MB")
    place = desk.drafts.store(draft, content)
    try:
        found = recognise(place, name)
        if not found.source:
            raise DraftError(f"{found.name}: {found.what}. Het bestand is niet opgenomen in het concept.")
    except (SourceError, DraftError) as error:
        _forget_unused(desk, draft, place)
        desk.note(actor.name, "refused", draft, why=f"{safe_name(name)}: {_first_line(error)}")
        raise
    return _added(desk, actor, draft, found, origin=""), found


def fetch(desk: Desk, actor: Actor, draft: str, sources: Iterable[str], progress: Progress) -> list[Outcome]:
    """Fetch sources from their publishers, and bring in what is not in the release in force already.

    Returns what became of each file; what failed is told there and left out.
    """
    require(actor, "cijfers ophalen", ANALYST, ADMIN)
    reopened(desk.drafts.get(draft))
    catalog = load_catalog(desk.root / "data" / "catalog")
    modules = {module.SOURCE: module for module in MODULES if module.SOURCE in catalog.source_by_id}
    raw = desk.root / "data" / "raw"
    fetcher = Fetcher(raw, progress, desk.today)
    outcomes: list[Outcome] = []
    for source in sources:
        if source not in modules:
            raise DraftError(f"Bron '{source[:60]}' bestaat niet of heeft geen adres om op te halen.")
        outcomes += fetcher.source(modules[source], catalog.source_by_id[source])
    known = _hashes_in_force(desk)
    return [
        outcome
        if _is_known(raw / outcome.file, outcome, known)
        else _brought(desk, actor, draft, outcome, raw)
        for outcome in outcomes
    ]


def add_own_table(
    desk: Desk,
    actor: Actor,
    draft: str,
    table: OwnTable,
    *,
    name: str,
    original: bytes | Path | None = None,
) -> Draft:
    """Bring in an own table that was read and confirmed; `name` and `original` are the upload it came from.

    Its figures take the place of those of its source in the same periods; other periods stay.
    """
    require(actor, "een eigen tabel inbrengen", ANALYST, ADMIN)
    reopened(desk.drafts.get(draft))
    source = table.id
    if table.observations.empty:
        raise DraftError(f"{safe_name(name)}: er is geen enkel cijfer om in te brengen.")
    if original is not None:
        desk.drafts.store(draft, original)  # kept beside the figures that were read from it
    content = (table.table_bytes(), table.entries_bytes())
    periods = tuple(sorted(set(table.observations["period"])))
    files = [
        DraftFile(
            name=safe_name(name),
            sha256=place.name,
            bytes=len(part),
            source=source,
            paths=(path,),
            received=desk.now(),
            by=actor.name,
            periods=periods,
            adds=True,
            own=True,
        )
        for path, part in zip(own_paths(source), content, strict=True)
        for place in [desk.drafts.store(draft, part)]
    ]

    def change(before: Draft) -> Draft:
        others = tuple(file for file in before.files if file.source != source)
        desk.note(actor.name, "own_table", draft, why=safe_name(name), sources=source)
        return replace(reopened(before), files=(*others, *files))

    return desk.drafts.change(draft, change)


def bring_again(desk: Desk, actor: Actor, release: str) -> Draft:
    """Begin a draft with what was brought in for another release and the one in force lacks.

    So what analysts brought in goes on after a new release of the project is put in force. Raises DraftError
    when there is nothing, or the files are gone; ReleaseError when there is no such release.
    """
    require(actor, "bestanden inbrengen", ANALYST, ADMIN)
    known = _hashes_in_force(desk)
    sources = load_release(desk.store.find(release)).manifest["sources"]
    lacking = [
        (source, file, place)
        for source, entry in sources.items()
        for file in entry["files"]
        if file["sha256"] not in known and (place := desk.store.input(file["sha256"])) is not None
    ]
    if not lacking:
        raise DraftError(f"Wat voor release {release} werd ingebracht, heeft de release in gebruik al.")
    draft = open_draft(desk, actor, f"Opnieuw ingebracht uit release {release}")
    for source, file, place in lacking:
        stored = desk.drafts.store(draft.id, place)
        if source.startswith(OWN):
            draft = _put(desk, actor, draft.id, _own_file(desk, actor, source, file, stored))
        else:
            found = recognise(stored, PurePosixPath(file["path"]).name)
            draft = _added(desk, actor, draft.id, found, origin="")
    return draft


def _own_file(desk: Desk, actor: Actor, source: str, file: Mapping[str, Any], stored: Path) -> DraftFile:
    """A file of an own table, as `add_own_table` made it."""
    return DraftFile(
        name=PurePosixPath(file["path"]).name,
        sha256=stored.name,
        bytes=file["bytes"],
        source=source,
        paths=(file["path"],),
        received=desk.now(),
        by=actor.name,
        adds=True,
        own=True,
    )


def drop_own_source(desk: Desk, actor: Actor, draft: str, source: str, reason: str) -> Draft:
    """Have the release that this draft becomes do without an own source that is in force."""
    require(actor, "een eigen bron laten vervallen", ANALYST, ADMIN)
    told = reason_of(reason)
    if not source.startswith(OWN) or source not in desk.release_in_force().manifest["sources"]:
        raise DraftError(f"'{source[:60]}' is geen eigen bron van de release in gebruik.")

    def change(before: Draft) -> Draft:
        desk.note(actor.name, "removed", draft, why=told, sources=source)
        files = tuple(file for file in before.files if file.source != source)
        return replace(reopened(before), files=files, dropped=tuple({*before.dropped, source}))

    return desk.drafts.change(draft, change)


def remove_file(desk: Desk, actor: Actor, draft: str, digest: str) -> Draft:
    """Take a file out of a draft; of an own table all of it."""
    require(actor, "bestanden uit een concept halen", ANALYST, ADMIN)

    def change(before: Draft) -> Draft:
        gone = [file for file in before.files if file.sha256 == digest]
        if not gone:
            raise DraftError(f"Dat bestand zit niet in concept {draft}.")
        desk.note(actor.name, "removed", draft, why=gone[0].name, sources=gone[0].source)
        own = gone[0].source if gone[0].own else None
        files = tuple(f for f in before.files if f.sha256 != digest and (own is None or f.source != own))
        return replace(reopened(before), files=files)

    return desk.drafts.change(draft, change)


def confirm(desk: Desk, actor: Actor, draft: str, keys: Iterable[str], reason: str) -> Draft:
    """Write down why remarks are right after all, by their keys; the draft is then to be checked again."""
    require(actor, "opmerkingen bevestigen", ANALYST, ADMIN)
    told, wanted = reason_of(reason), list(dict.fromkeys(keys))
    report = desk.report_of(desk.drafts.get(draft))
    known = {remark.key for remark in report.of("confirm")} if report else set()
    strange = [key for key in wanted if key not in known]
    if strange or not wanted:
        raise DraftError(
            "Er is niets te bevestigen: laat het concept nakijken en kies een opmerking uit de lijst."
        )

    def change(before: Draft) -> Draft:
        desk.note(actor.name, "confirmed", draft, why=f"{', '.join(wanted)}: {told}")
        others = tuple(entry for entry in before.confirmed if entry.key not in wanted)
        fresh = tuple(Confirmed(key, told, actor.name, desk.now()) for key in wanted)
        return replace(reopened(before), confirmed=(*others, *fresh))

    return desk.drafts.change(draft, change)


def withdraw(desk: Desk, actor: Actor, draft: str, reason: str) -> Draft:
    """Give a draft up; it can still be read."""
    require(actor, "een concept intrekken", ANALYST, ADMIN)
    told = reason_of(reason)

    def change(before: Draft) -> Draft:
        changed = replace(reopened(before), state="withdrawn")
        desk.note(actor.name, "withdrawn", draft, why=told)
        return changed

    return desk.drafts.change(draft, change)


def _added(desk: Desk, actor: Actor, draft: str, found: Recognised, origin: str) -> Draft:
    file = DraftFile(
        name=found.name,
        sha256=found.sha256,
        bytes=found.bytes,
        source=found.source,
        paths=_known_paths(desk, found) or found.paths,
        received=desk.now(),
        by=actor.name,
        periods=found.periods,
        displaces=found.displaces,
        adds=found.adds,
        origin=origin,
    )
    return _put(desk, actor, draft, file)


def _known_paths(desk: Desk, found: Recognised) -> tuple[str, ...]:
    """The places that the very same file has in the release in force."""
    entry = desk.release_in_force().manifest["sources"].get(found.source, {"files": []})
    return tuple(file["path"] for file in entry["files"] if file["sha256"] == found.sha256)


def _put(desk: Desk, actor: Actor, draft: str, file: DraftFile) -> Draft:
    """A file in its place in a draft, and in the log."""

    def change(before: Draft) -> Draft:
        others = tuple(other for other in before.files if set(other.paths).isdisjoint(file.paths))
        desk.note(
            actor.name, "fetched" if file.origin else "added", draft, why=file.name, sources=file.source
        )
        return replace(reopened(before), files=(*others, file))

    return desk.drafts.change(draft, change)


def _is_known(path: Path, outcome: Outcome, known: set[str]) -> bool:
    """Whether there is nothing to bring in: nothing was fetched, or what the release has already."""
    origin = origin_of(path) if outcome.kind in ("new", "unchanged") and path.is_file() else None
    return origin is None or origin.sha256 in known


def _brought(desk: Desk, actor: Actor, draft: str, outcome: Outcome, raw: Path) -> Outcome:
    """Bring in a file that was fetched."""
    path = raw / outcome.file
    origin = origin_of(path)
    try:
        found = recognise(desk.drafts.store(draft, path), path.name)
    except SourceError as error:
        return replace(outcome, kind="failed", reason=str(error))
    _added(desk, actor, draft, found, origin.url if origin else "")
    return outcome


def _hashes_in_force(desk: Desk) -> set[str]:
    sources = desk.release_in_force().manifest["sources"]
    return {file["sha256"] for entry in sources.values() for file in entry["files"]}


def _forget_unused(desk: Desk, draft: str, place: Path) -> None:
    if place.name not in {file.sha256 for file in desk.drafts.get(draft).files}:
        place.unlink(missing_ok=True)


def _text(text: str, what: str) -> str:
    told = " ".join("".join(sign if sign.isprintable() else " " for sign in text).split())
    if not told or len(told) > LONGEST_TEXT:
        raise DraftError(f"Vul {what} in, met hoogstens {LONGEST_TEXT} tekens (nu: {len(told)}).")
    return told


def reason_of(text: str) -> str:
    """A reason as typed, on one line. Raises DraftError when there is none that says anything."""
    told = _text(text, "de reden")
    if len(told) < SHORTEST_REASON:
        raise DraftError("Geef een reden die iemand anders begrijpt: een paar woorden.")
    return told


def _first_line(error: Exception) -> str:
    found = error.found if isinstance(error, SourceError) else str(error)
    return found.splitlines()[0][:300] if found else type(error).__name__
