"""The store: reading for everyone, writing for who has the right, and everything that was ever kept.

Nothing is overwritten or deleted: each change adds to the history, and what is withdrawn stays. Every writing
function takes the user and the moment; it checks the right and the content itself, whatever a page did.
"""

from collections.abc import Callable, Sequence
from dataclasses import replace
from datetime import UTC, date, datetime, time
from typing import Any

from pydantic import ValidationError
from sqlalchemy import select
from sqlalchemy.orm import Session

from streekmonitor.analysis.tables import Tables
from streekmonitor.objectives.agenda import Agenda, Recorded, agenda, recorded
from streekmonitor.objectives.checks import check_action, check_meeting, check_note, check_presentation
from streekmonitor.objectives.course import verdict, verdicts
from streekmonitor.objectives.faults import Fault, RefusedError
from streekmonitor.objectives.model import (
    PERSONS,
    Action,
    Kept,
    Meeting,
    Note,
    Objective,
    Record,
    SavedPresentation,
)
from streekmonitor.objectives.objective_checks import check_objective, with_release
from streekmonitor.objectives.register import Change, Register
from streekmonitor.objectives.rights import READER, Right, User
from streekmonitor.store.database import Database, newer
from streekmonitor.store.errors import StoreUnavailableError
from streekmonitor.store.keeping import find, keep, known_ids
from streekmonitor.store.mapping import KINDS, ROWS, to_record
from streekmonitor.store.tables import HistoryRow, JudgementRow, ObjectiveRow, PresentationRow


class Store:
    """The register in a database, to share between all sessions.

    Reading the register never raises: what can't be read, says so in its notice.
    """

    def __init__(self, database: Database) -> None:
        self.database = database
        self._last: tuple[object, Register] | None = None

    # --- reading -------------------------------------------------------------------------------------------

    def register(self, user: User = READER) -> Register:
        """All that is kept, as this user may see it; what was read last, when it can't be read now."""
        try:
            register = self._current()
        except StoreUnavailableError as error:
            known = self._last[1] if self._last else Register()
            seen = " U ziet wat het laatst gelezen werd." if self._last else ""
            register = replace(known, notice=f"{error}{seen}")
        if self.database.refusal and not register.notice:
            register = replace(register, notice=f"Alleen te lezen: {self.database.refusal}.")
        return register if user.may("edit") else register.impersonal

    def presentation(self, presentation_id: str) -> SavedPresentation | None:
        """A presentation with its content. Raises StoreUnavailableError."""
        with self.database.reading() as session:
            return find(session, SavedPresentation, presentation_id)

    def history(self, user: User, *, since: datetime | None = None, record: str = "") -> list[Change]:
        """What was changed after a moment, or of one record, oldest first. Raises StoreUnavailableError."""
        wanted = select(HistoryRow).order_by(HistoryRow.id)
        if since is not None:
            wanted = wanted.where(HistoryRow.at > since)
        if record:
            wanted = wanted.where(HistoryRow.record == record)
        with self.database.reading() as session:
            return [_change(row, persons=user.may("edit")) for row in session.scalars(wanted)]

    def recorded(self, day: date) -> dict[str, Recorded]:
        """For each objective the verdict that was recorded last up to a day. Raises StoreUnavailableError."""
        wanted = (
            select(JudgementRow).where(JudgementRow.day <= day).order_by(JudgementRow.day, JudgementRow.id)
        )
        with self.database.reading() as session:
            return {row.objective: Recorded.model_validate(row.content) for row in session.scalars(wanted)}

    def agenda(self, tables: Tables, user: User, *, since: date, today: date, until: date) -> Agenda:
        """What a meeting today has to know, since the previous and until the next (see `objectives.agenda`).

        What was kept on the day of the previous meeting, was known there. Raises StoreUnavailableError.
        """
        register = self.register(user)
        end_of_day = datetime.combine(since, time.max, UTC)
        return agenda(
            register,
            verdicts(register.objectives, tables),
            self.recorded(since),
            self.history(user, since=end_of_day),
            since=since,
            today=today,
            until=until,
        )

    # --- writing -------------------------------------------------------------------------------------------

    def save_objective(self, objective: Objective, tables: Tables, user: User, now: datetime) -> Objective:
        """Keep an objective, new or changed.

        Each of these functions raises NotAllowedError, RefusedError with all faults by field,
        EditConflictError, or StoreUnavailableError.
        """
        user.require("edit")
        with self.database.writing() as session:
            return _keep_objective(session, objective, tables, user, now)

    def save_action(self, action: Action, user: User, now: datetime) -> Action:
        """Keep an action."""
        user.require("edit")
        with self.database.writing() as session:
            _refuse(check_action(action, known_ids(session, Objective)))
            return keep(session, action, user, now)

    def save_note(self, note: Note, user: User, now: datetime) -> Note:
        """Keep a note; without author it is the user's."""
        user.require("edit")
        signed = note.with_(
            author=note.author or user.name or user.email, organisation=note.organisation or user.organisation
        )
        with self.database.writing() as session:
            _refuse(check_note(signed, known_ids(session, Action), now.date()))
            return keep(session, signed, user, now)

    def save_meeting(self, meeting: Meeting, user: User, now: datetime) -> Meeting:
        """Keep a meeting with its decisions."""
        user.require("edit")
        with self.database.writing() as session:
            ids = known_ids(session, Objective), known_ids(session, Action)
            _refuse(check_meeting(meeting, *ids))
            return keep(session, meeting, user, now)

    def save_presentation(
        self, presentation: SavedPresentation, user: User, now: datetime
    ) -> SavedPresentation:
        """Keep a presentation under its name, which no other has."""
        user.require("present")
        others = select(PresentationRow.name).where(
            PresentationRow.id != presentation.id, PresentationRow.withdrawn.is_(False)
        )
        with self.database.writing() as session:
            _refuse(check_presentation(presentation, session.scalars(others).all()))
            return keep(session, presentation, user, now)

    def withdraw(self, record: Kept, user: User, now: datetime, *, withdrawn: bool = True) -> Kept:
        """Take a record out of sight, or bring it back; it stays in the database with its history."""
        user.require(_right_for(record))
        with self.database.writing() as session:
            return keep(session, record.with_(withdrawn=withdrawn), user, now)

    def remove_examples(self, user: User, now: datetime) -> int:
        """Withdraw all that came with Streekmonitor; returns how many records that were."""
        user.require("edit")
        with self.database.writing() as session:
            examples = [
                record
                for model in ROWS.values()
                for row in session.scalars(select(model).where(model.example, model.withdrawn.is_(False)))
                for record in [to_record(row)]
            ]
            for record in examples:
                keep(session, record.with_(withdrawn=True), user, now)
            return len(examples)

    def save_all(self, records: Sequence[Record], tables: Tables, user: User, now: datetime) -> list[Record]:
        """Keep objectives and actions together, objectives first: all of them or none."""
        user.require("edit")
        with self.database.writing() as session:
            return [_keep_checked(session, record, tables, user, now) for record in records]

    def record_verdicts(self, tables: Tables, day: date, user: User, now: datetime) -> int:
        """Record the verdict on every objective for a meeting's day: what the next meeting compares with."""
        user.require("edit")
        with self.database.writing() as session:
            found = session.scalars(select(ObjectiveRow).where(ObjectiveRow.withdrawn.is_(False))).all()
            for row in found:
                objective = Objective.model_validate(dict(to_record(row)))
                content = recorded(objective, verdict(objective, tables), day).model_dump(mode="json")
                session.add(
                    JudgementRow(day=day, at=now, who=user.signature, objective=row.id, content=content)
                )
            return len(found)

    # --- within ---------------------------------------------------------------------------------------------

    def _current(self) -> Register:
        """The register with the names of persons; read again only when something was kept since."""
        with self.database.reading() as session:
            line = select(HistoryRow.id, HistoryRow.at).order_by(HistoryRow.id.desc()).limit(1)
            revision = tuple(session.execute(line).first() or ())
            if self._last is None or self._last[0] != revision:
                self._last = (revision, _read(session))
            return self._last[1]


def _read(session: Session) -> Register:
    """All that is kept. Raises StoreUnavailableError for what only a newer version understands."""
    try:
        records = [to_record(row) for model in ROWS.values() for row in session.scalars(select(model))]
    except ValidationError as error:
        raise StoreUnavailableError(f"Dit is niet gelezen: {newer('onbekend')}.") from error
    kept = [record for record in records if not record.withdrawn]

    def those(kind: type[Kept], order: Callable[[Kept], Any]) -> tuple[Kept, ...]:
        return tuple(sorted((record for record in kept if isinstance(record, kind)), key=order))

    presentations = those(SavedPresentation, lambda entry: entry.name.casefold())
    return Register(
        objectives=those(Objective, lambda entry: (entry.working_group, entry.title, entry.id)),
        actions=those(Action, lambda entry: (entry.title, entry.id)),
        notes=those(Note, lambda entry: (entry.day or date.min, entry.id)),
        meetings=those(Meeting, lambda entry: (entry.day or date.min, entry.id)),
        presentations=tuple(entry.with_(content={}) for entry in presentations),
        withdrawn=tuple(record for record in records if record.withdrawn),
    )


def _change(row: HistoryRow, *, persons: bool) -> Change:
    before, after = row.before, row.after
    if not persons and row.kind in KINDS:
        blank = dict.fromkeys(PERSONS[KINDS[row.kind]], "")
        before, after = before and {**before, **blank}, {**after, **blank}
    who = row.who if persons else ""
    return Change(row.at, row.kind, row.record, row.version, who, before, after)


def _keep_objective(
    session: Session, objective: Objective, tables: Tables, user: User, now: datetime
) -> Objective:
    before = find(session, Objective, objective.id)
    _refuse(check_objective(objective, tables, now.date(), before))
    return keep(session, with_release(objective, tables, before), user, now)


def _keep_checked(session: Session, record: Record, tables: Tables, user: User, now: datetime) -> Record:
    """Keep an objective or action of a list, checked like one that was typed."""
    if isinstance(record, Objective):
        return _keep_objective(session, record, tables, user, now)
    if isinstance(record, Action):
        _refuse(check_action(record, known_ids(session, Objective)))
    return keep(session, record, user, now)


def _refuse(faults: Sequence[Fault]) -> None:
    if faults:
        raise RefusedError(faults)


def _right_for(record: Record) -> Right:
    return "present" if isinstance(record, SavedPresentation) else "edit"
