"""Own tables in the making: an upload with all that was answered and typed so far, on disk in its draft."""

import json
from collections.abc import Mapping
from dataclasses import asdict, dataclass, field, replace
from pathlib import Path
from typing import Any

from etl.desk.actor import ADMIN, ANALYST, Actor, require
from etl.desk.desk import Desk
from etl.desk.drafts import DraftError, reopened
from etl.desk.intake import safe_name
from etl.desk.tables.limits import UPLOADS
from etl.guard import too_large
from etl.hashes import sha256
from etl.publish import write_whole

TABLES, INDEX = "tables", "tables.json"
NEW = "+"
"""The target of a table that comes with an indicator of its own."""


@dataclass(frozen=True)
class Pending:
    """A table that was uploaded and is not in the draft yet.

    target: id of the indicator or measure that it is for, NEW for one that `form` defines, "" while nobody
    said; sheet: the one chosen, ""
    for the likeliest; period: that of all figures where the table does not say it; answers: what columns
    are, by their number (see `etl.desk.tables.answered.Answer`); source: fields of its source; form: fields
    of a new indicator (see `etl.desk.indicator_form` for both).
    """

    sha256: str
    name: str
    by: str
    received: str
    target: str = ""
    sheet: str = ""
    period: str = ""
    answers: Mapping[str, Mapping[str, Any]] = field(default_factory=dict)
    source: Mapping[str, str] = field(default_factory=dict)
    form: Mapping[str, Any] = field(default_factory=dict)


def put_aside(desk: Desk, actor: Actor, draft: str, name: str, content: bytes) -> Pending:
    """Keep an uploaded table. The same bytes again are the same table, with what was answered before.

    Raises NotAllowedError, DraftError or SourceError (too large).
    """
    require(actor, "een eigen tabel inbrengen", ANALYST, ADMIN)
    reopened(desk.drafts.get(draft))
    told = safe_name(name)
    if len(content) > UPLOADS.file_bytes:
        raise too_large(Path(told), f"{len(content) // 2**20} MB", UPLOADS)
    with desk.drafts.locked(draft) as folder:
        (folder / TABLES).mkdir(exist_ok=True)
        temporary = folder / TABLES / ".new"
        write_whole(temporary, content)
        digest = sha256(temporary)
        temporary.replace(folder / TABLES / digest)
        known = {table.sha256: table for table in _read(folder)}
        table = known.get(digest) or Pending(digest, told, actor.name, desk.now())
        _write(folder, {**known, digest: replace(table, name=told)})
    return table


def pending_tables(desk: Desk, draft: str) -> list[Pending]:
    """The tables in the making, in the order in which they came."""
    return _read(desk.drafts.folder_of(draft))


def content_of(desk: Desk, draft: str, table: Pending) -> bytes:
    """The upload itself. Raises DraftError when it was lost or spoilt."""
    place = desk.drafts.folder_of(draft) / TABLES / table.sha256
    if not place.is_file() or sha256(place) != table.sha256:
        raise DraftError(
            f"{table.name} is weg of beschadigd.\n"
            "  wat te doen: breng de tabel opnieuw in; uw antwoorden zijn er nog"
        )
    return place.read_bytes()


def keep(desk: Desk, actor: Actor, draft: str, table: Pending) -> None:
    """Keep what was answered or typed. Raises NotAllowedError, or DraftError for a table that is gone."""
    require(actor, "een eigen tabel inbrengen", ANALYST, ADMIN)
    with desk.drafts.locked(draft) as folder:
        known = {entry.sha256: entry for entry in _read(folder)}
        if table.sha256 not in known:
            raise DraftError(f"{table.name} is intussen weggehaald; breng de tabel opnieuw in.")
        _write(folder, {**known, table.sha256: table})


def take_away(desk: Desk, actor: Actor, draft: str, digest: str) -> None:
    """Leave out a table: it went into the draft, or it was a mistake."""
    require(actor, "een eigen tabel weghalen", ANALYST, ADMIN)
    with desk.drafts.locked(draft) as folder:
        _write(folder, {table.sha256: table for table in _read(folder) if table.sha256 != digest})
        (folder / TABLES / digest).unlink(missing_ok=True)


def _read(folder: Path) -> list[Pending]:
    """What stands there; nothing when the list is absent. Raises DraftError when it is damaged."""
    try:
        return [Pending(**entry) for entry in json.loads((folder / INDEX).read_text(encoding="utf-8"))]
    except FileNotFoundError:
        return []
    except (OSError, ValueError, TypeError) as error:
        raise DraftError(
            f"De lijst van eigen tabellen van dit concept is niet te lezen ({error}).\n"
            f"  wat te doen: de tabellen zelf staan in {folder / TABLES}; breng ze opnieuw in"
        ) from error


def _write(folder: Path, tables: Mapping[str, Pending]) -> None:
    entries = [asdict(table) for table in tables.values()]
    write_whole(folder / INDEX, (json.dumps(entries, ensure_ascii=False, indent=1) + "\n").encode())
