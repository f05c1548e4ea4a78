"""Records as rows, and back."""

from typing import Any

from streekmonitor.objectives.model import Action, Meeting, Note, Objective, Record, SavedPresentation
from streekmonitor.store.tables import (
    ActionObjectiveRow,
    ActionRow,
    MeetingRow,
    NoteRow,
    ObjectiveRow,
    PresentationRow,
    RecordRow,
)

KINDS: dict[str, type[Record]] = {
    "objective": Objective,
    "action": Action,
    "note": Note,
    "meeting": Meeting,
    "presentation": SavedPresentation,
}
ROWS: dict[type[Record], type[RecordRow]] = {
    Objective: ObjectiveRow,
    Action: ActionRow,
    Note: NoteRow,
    Meeting: MeetingRow,
    SavedPresentation: PresentationRow,
}
# Kept as they are in Python; all other fields are kept as JSON has them.
AS_DATE = frozenset({"decided_on", "start", "due", "day"})


def kind_of(record: Record) -> str:
    """The name of a record's kind in the history."""
    return next(kind for kind, model in KINDS.items() if isinstance(record, model))


def plain(record: Record) -> dict[str, Any]:
    """A record as JSON has it: what the history keeps."""
    return record.model_dump(mode="json")


def fill(row: RecordRow, record: Record) -> None:
    """Put a record in its row."""
    values = plain(record)
    if isinstance(row, ActionRow):
        _link(row, values.pop("objectives"))
    for name, value in values.items():
        setattr(row, name, getattr(record, name) if name in AS_DATE else value)


def to_record(row: RecordRow) -> Record:
    """The record in a row."""
    values = {name: getattr(row, name) for name in row.__mapper__.columns.keys()}  # noqa: SIM118
    if isinstance(row, ActionRow):
        values["objectives"] = tuple(link.objective for link in row.links)
    model = next(model for model, rows in ROWS.items() if isinstance(row, rows))
    return model.model_validate(values)


def _link(row: ActionRow, objectives: list[str]) -> None:
    """Bring the links of an action up to date, keeping those that stay."""
    known = {link.objective: link for link in row.links}
    wanted = list(dict.fromkeys(objectives))
    row.links = [known.get(i) or ActionObjectiveRow(action=row.id, objective=i, place=0) for i in wanted]
    for place, link in enumerate(row.links):
        link.place = place
