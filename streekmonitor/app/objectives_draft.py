"""What somebody is typing: kept in the session cell by cell, so that no error and no rerun loses it."""

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any

import streamlit as st
from pydantic import ValidationError

from streekmonitor.analysis.tables import Tables
from streekmonitor.app import data, objectives_store, rights
from streekmonitor.app.objectives_fields import cells_of, fields_of, made_of
from streekmonitor.app.objectives_room import tell
from streekmonitor.objectives.checks import check_action, check_meeting, check_note
from streekmonitor.objectives.course import course_of
from streekmonitor.objectives.faults import Fault, RefusedError
from streekmonitor.objectives.model import Action, Meeting, Note, Objective, Record
from streekmonitor.objectives.objective_checks import check_objective
from streekmonitor.objectives.register import Register
from streekmonitor.objectives.rights import NotAllowedError
from streekmonitor.objectives.verdict import Verdict, judge
from streekmonitor.store.cells import CellError
from streekmonitor.store.columns import Names
from streekmonitor.store.errors import EditConflictError, StoreUnavailableError

DRAFT, NUMBER = "_doelstellingen_concept", "_doelstellingen_concept_nummer"
KINDS: dict[type[Record], str] = {
    Objective: "doelstelling",
    Action: "actie",
    Note: "notitie",
    Meeting: "vergadering",
}


@dataclass
class Draft:
    """A record as it was when the editing began, what was typed since, and what came of keeping it.

    `number` tells drafts of one session apart, so that no widget shows what belonged to another.
    """

    record: Record
    cells: dict[str, Any]
    number: int
    faults: tuple[Fault, ...] = ()
    trouble: str = ""
    conflict: EditConflictError | None = None
    choices: dict[str, str] = field(default_factory=dict)

    @property
    def kind(self) -> str:
        """What it is, in Dutch."""
        return KINDS[type(self.record)]

    @property
    def is_new(self) -> bool:
        """Whether it was never kept."""
        return self.record.version == 0

    def key(self, name: str) -> str:
        """The key of a widget of this draft."""
        return f"concept_{self.number}_{name}"

    def reasons(self, name: str) -> list[str]:
        """Why a field can't be kept."""
        return [fault.reason for fault in self.faults if fault.field == name]


def current() -> Draft | None:
    """What is being typed in this session."""
    draft: Draft | None = st.session_state.get(DRAFT)
    return draft


def begin(record: Record) -> None:
    """Edit a record, new or kept."""
    if isinstance(record, Note) and record.day is None:
        record = record.with_(day=objectives_store.today())
    number = st.session_state.get(NUMBER, 0) + 1
    st.session_state[NUMBER] = number
    st.session_state[DRAFT] = Draft(record, cells_of(record, names()), number)


def leave() -> None:
    """Let go of what was typed."""
    st.session_state.pop(DRAFT, None)


def typed(name: str, key: str) -> Callable[[], None]:
    """A widget's callback: what it holds now, belongs to the draft."""

    def callback() -> None:
        draft = current()
        if draft is not None:
            draft.cells[name] = st.session_state[key]

    return callback


def names() -> Names:
    """Ids with their words, of what there is to choose from."""
    return Names.of(data.tables(), _register())


def read(draft: Draft) -> tuple[Record, list[Fault]]:
    """The record as typed, and a fault for each cell that means nothing; there the record keeps its own."""
    values: dict[str, Any] = {}
    faults: list[Fault] = []
    known = names()
    for entry in fields_of(draft.record):
        try:
            values[entry.name] = entry.read(draft.cells[entry.name], known)
        except (CellError, ValidationError) as error:
            reason = str(error) if isinstance(error, CellError) else "Dit is niet te begrijpen."
            faults.append(Fault(entry.name, reason))
    return made_of(draft.record, values, data.tables()), faults


def all_faults(record: Record, cell_faults: list[Fault], before: Record | None) -> list[Fault]:
    """The faults of cells, and of the other fields what the store would refuse."""
    found = _check(record, before, data.tables())
    known = {fault.field for fault in cell_faults}
    return [*cell_faults, *(fault for fault in found if fault.field not in known)]


def preview(draft: Draft) -> Verdict | None:
    """The verdict on an objective as it is typed; None as long as it can't be kept."""
    record, faults = read(draft)
    if not isinstance(record, Objective) or all_faults(record, faults, _before(draft)):
        return None
    return judge(course_of(record, data.tables()))


def save() -> None:
    """Keep what was typed, or say beside each field why not; what was typed stays."""
    draft = current()
    if draft is None:
        return
    record, faults = read(draft)
    draft.conflict, draft.trouble = None, ""
    draft.faults = tuple(all_faults(record, faults, _before(draft)) if faults else ())
    if not faults:
        _keep(draft, record)


def settle(choices: dict[str, str]) -> None:
    """After a conflict: of each field mine or theirs, then keep it upon the version of the other."""
    draft = current()
    if draft is None or draft.conflict is None:
        return
    conflict = draft.conflict
    theirs = {name: getattr(conflict.theirs, name) for name, choice in choices.items() if choice == "theirs"}
    record = conflict.mine.with_(version=conflict.theirs.version, **theirs)
    draft.record, draft.cells = record, cells_of(record, names())
    draft.number = st.session_state[NUMBER] = st.session_state[NUMBER] + 1
    draft.conflict = None
    _keep(draft, record)


def _keep(draft: Draft, record: Record) -> None:
    try:
        _write(record)
    except RefusedError as refused:
        draft.faults = refused.faults
    except EditConflictError as conflict:
        draft.conflict = conflict
    except (NotAllowedError, StoreUnavailableError) as error:
        draft.trouble = str(error)
    else:
        tell(f"Bewaard: {draft.kind}.")
        leave()


def _write(record: Record) -> None:
    store, here, moment = objectives_store.store(), rights.user(), objectives_store.now()
    if isinstance(record, Objective):
        store.save_objective(record, data.tables(), here, moment)
    elif isinstance(record, Action):
        store.save_action(record, here, moment)
    elif isinstance(record, Note):
        store.save_note(record, here, moment)
    elif isinstance(record, Meeting):
        store.save_meeting(record, here, moment)


def _check(record: Record, before: Record | None, tables: Tables) -> list[Fault]:
    """What the store would refuse; it checks again itself."""
    register = _register()
    goals = {entry.id for entry in (*register.objectives, *register.withdrawn)}
    deeds = {entry.id for entry in (*register.actions, *register.withdrawn)}
    if isinstance(record, Objective):
        kept = before if isinstance(before, Objective) else None
        return check_objective(record, tables, objectives_store.today(), kept)
    if isinstance(record, Action):
        return check_action(record, goals)
    if isinstance(record, Note):
        return check_note(record, deeds, objectives_store.today())
    return check_meeting(record, goals, deeds) if isinstance(record, Meeting) else []


def _before(draft: Draft) -> Record | None:
    return None if draft.is_new else draft.record


def _register() -> Register:
    return objectives_store.register(rights.user())
