"""The register as a whole, as one reader sees it at one moment: plain records, and the links between them."""

from collections.abc import Iterable
from dataclasses import dataclass, field, replace
from datetime import date, datetime
from typing import Any

from streekmonitor.objectives.model import (
    CLOSED,
    Action,
    Meeting,
    Note,
    Objective,
    Record,
    SavedPresentation,
    without_persons,
)


@dataclass(frozen=True)
class Change:
    """One line of the history: `before` and `after` are the record as JSON has it; None for what was new.

    `who` is empty for who is not an editor.
    """

    at: datetime
    kind: str
    record: str
    version: int
    who: str
    before: dict[str, Any] | None
    after: dict[str, Any]


@dataclass(frozen=True)
class Register:
    """What is kept and not withdrawn; that is in `withdrawn`. Presentations come without their content.

    `notice` (Dutch) says why this may not be the latest, or why nothing can be kept now; "" when all is well.
    """

    objectives: tuple[Objective, ...] = ()
    actions: tuple[Action, ...] = ()
    notes: tuple[Note, ...] = ()
    meetings: tuple[Meeting, ...] = ()
    presentations: tuple[SavedPresentation, ...] = ()
    withdrawn: tuple[Record, ...] = ()
    notice: str = ""

    def objective(self, objective_id: str) -> Objective | None:
        """The objective with this id."""
        return next((entry for entry in self.objectives if entry.id == objective_id), None)

    def action(self, action_id: str) -> Action | None:
        """The action with this id."""
        return next((entry for entry in self.actions if entry.id == action_id), None)

    def of_indicator(self, indicator: str) -> tuple[Objective, ...]:
        """The objectives that are measured by an indicator."""
        return tuple(entry for entry in self.objectives if entry.indicator == indicator)

    def actions_for(self, objective_id: str) -> tuple[Action, ...]:
        """The actions that serve an objective, the one due first in front."""
        serving = [action for action in self.actions if objective_id in action.objectives]
        return by_due(serving)

    def notes_on(self, action_id: str) -> tuple[Note, ...]:
        """The notes on an action, the newest first, in whatever order they were written."""
        notes = [note for note in self.notes if note.action == action_id]
        return tuple(sorted(notes, key=lambda note: (note.day or date.min, note.id), reverse=True))

    @property
    def examples(self) -> tuple[Record, ...]:
        """What came with Streekmonitor, and can be taken out."""
        records: tuple[Record, ...] = (*self.objectives, *self.actions, *self.notes, *self.meetings)
        return tuple(record for record in records if record.example)

    @property
    def impersonal(self) -> "Register":
        """The register without names of persons, for who is not an editor."""
        return replace(
            self,
            objectives=tuple(map(without_persons, self.objectives)),
            actions=tuple(map(without_persons, self.actions)),
            notes=tuple(map(without_persons, self.notes)),
            withdrawn=(),
        )


@dataclass(frozen=True)
class Followed:
    """What figures show of the register, as it is on a day. It can be a key: see `followed`."""

    register: Register = field(default_factory=Register)
    today: date = date.min


def followed(register: Register, today: date) -> Followed:
    """The register as figures may show it: no names of persons, nothing withdrawn, no presentations."""
    return Followed(replace(register.impersonal, presentations=(), notice=""), today)


def by_due(actions: Iterable[Action]) -> tuple[Action, ...]:
    """The actions by the day they are due; those without one last."""
    return tuple(sorted(actions, key=lambda action: (action.due or date.max, action.title, action.id)))


def is_overdue(action: Action, today: date) -> bool:
    """Whether an action should have been finished before today."""
    return action.due is not None and action.due < today and action.status not in CLOSED


def is_due(action: Action, today: date, until: date) -> bool:
    """Whether an action that is not finished is due from today up to a day."""
    return action.due is not None and today <= action.due <= until and action.status not in CLOSED
