"""Keeping one version of a record, with its line in the history, or telling what stands in the way."""

from datetime import datetime
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from streekmonitor.objectives.faults import Fault, RefusedError
from streekmonitor.objectives.model import LABELS, Kept, Record
from streekmonitor.objectives.rights import User
from streekmonitor.store.errors import Difference, EditConflictError
from streekmonitor.store.mapping import KINDS, ROWS, fill, kind_of, plain, to_record
from streekmonitor.store.tables import HistoryRow

NOT_CONTENT = frozenset({"id", "version"})


def keep(session: Session, record: Kept, user: User, now: datetime) -> Kept:
    """Keep a record as the next version and return it so; what did not change is not kept again.

    Raises EditConflictError when another version was kept since this one was read, and RefusedError for
    a record that was never kept but says it was.
    """
    before = find(session, type(record), record.id)
    if before is None and record.version:
        raise RefusedError([Fault("", "Dit bestaat niet in deze databank; ze is misschien teruggezet.")])
    if before is not None and _content(before) == _content(record):
        return before
    if before is not None and before.version != record.version:
        raise _conflict(session, record, before)
    after = record.model_copy(update={"version": record.version + 1})
    model = ROWS[type(record)]
    row = session.get(model, record.id) or model(id=record.id)
    fill(row, after)
    session.add(row)
    session.add(
        HistoryRow(
            at=now,
            who=user.signature,
            kind=kind_of(record),
            record=record.id,
            version=after.version,
            before=None if before is None else plain(before),
            after=plain(after),
        )
    )
    session.flush()
    return after


def find(session: Session, kind: type[Kept], record_id: str) -> Kept | None:
    """The record of a kind with this id as it is kept now."""
    row = session.get(ROWS[kind], record_id)
    found = None if row is None else to_record(row)
    return found if isinstance(found, kind) else None


def known_ids(session: Session, kind: type[Record]) -> set[str]:
    """The ids of all records of a kind, withdrawn ones too: links to those stay."""
    return set(session.scalars(select(ROWS[kind].id)))


def _content(record: Record) -> dict[str, Any]:
    return {name: value for name, value in plain(record).items() if name not in NOT_CONTENT}


def _conflict(session: Session, mine: Record, theirs: Record) -> EditConflictError:
    """What differs between what was typed and what somebody else kept meanwhile."""
    lines = select(HistoryRow).where(HistoryRow.kind == kind_of(mine), HistoryRow.record == mine.id)
    by_version = {line.version: line for line in session.scalars(lines)}
    base_line, their_line = by_version.get(mine.version), by_version.get(theirs.version)
    base = None if base_line is None else KINDS[kind_of(mine)].model_validate(base_line.after)
    differences = tuple(
        Difference(
            field=name,
            label=LABELS[name],
            base=None if base is None else getattr(base, name),
            theirs=getattr(theirs, name),
            mine=getattr(mine, name),
        )
        for name in type(mine).model_fields
        if name not in NOT_CONTENT and getattr(theirs, name) != getattr(mine, name)
    )
    who, at = (their_line.who, their_line.at) if their_line else ("", None)
    return EditConflictError(mine, theirs, differences, who, at)
