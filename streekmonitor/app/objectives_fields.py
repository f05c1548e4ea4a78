"""The fields of the forms: what each asks, how a record fills it in, and what is read back from it.

Objectives and actions are read as the rows of a group's own workbook are (`store.columns`): the same words
are understood in both, and refused for the same reasons.
"""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from typing import Any, Literal

from streekmonitor.analysis.tables import Tables
from streekmonitor.objectives.model import (
    LABELS,
    Action,
    Decision,
    Meeting,
    Note,
    Objective,
    Record,
)
from streekmonitor.objectives.objective_checks import with_baseline
from streekmonitor.store.cells import as_day, as_lines, as_text
from streekmonitor.store.columns import ACTION_COLUMNS, OBJECTIVE_COLUMNS, Column, Names, own_measure

Kind = Literal["text", "area", "day", "choice", "many", "decisions"]
CHOICES = ("working_group", "region", "indicator", "direction", "status", "responsible_kind")
MANY = ("municipalities", "objectives")
AREAS = ("milestones", "partners", "own_points", "why", "text", "items")
DAYS = ("decided_on", "start", "due", "day")
NOT_TYPED = ("id", "version", "baseline_release")


@dataclass(frozen=True)
class Field:
    """A field: `show` gives its cell from a record, `read` the value of a cell. Raises CellError."""

    name: str
    kind: Kind
    label: str
    help: str
    show: Callable[[Any, Names], Any]
    read: Callable[[Any, Names], Any]


def fields_of(record: Record) -> tuple[Field, ...]:
    """The fields of a kind of record, in the order of its form."""
    return FIELDS[type(record)]


def cells_of(record: Record, names: Names) -> dict[str, Any]:
    """What the fields show of a record."""
    return {entry.name: entry.show(record, names) for entry in fields_of(record)}


def made_of(record: Record, values: dict[str, Any], tables: Tables) -> Record:
    """The record with these values; the baseline of an indicator is taken from the release."""
    if not isinstance(record, Objective):
        return record.with_(**values)
    if values.get("indicator"):
        values = {name: value for name, value in values.items() if not name.startswith("own_")} | {
            "own": None
        }
    made = record.with_(**own_measure(values))
    if made.own is not None or (record.version and _measured(made) == _measured(record)):
        return made
    return with_baseline(made, tables)


def _measured(objective: Objective) -> tuple[object, ...]:
    names = ("indicator", "region", "municipalities", "baseline_period")
    return tuple(getattr(objective, name) for name in names)


def _kind(name: str) -> Kind:
    kinds: list[tuple[tuple[str, ...], Kind]] = [
        (CHOICES, "choice"), (MANY, "many"), (AREAS, "area"), (DAYS, "day"),
    ]  # fmt: skip
    return next((kind for names, kind in kinds if name in names), "text")


def _of_column(column: Column) -> Field:
    """A field that holds what a column of the workbook holds; choices by their ids."""
    kind = _kind(column.field)
    if kind == "choice":
        show: Callable[[Any, Names], Any] = lambda record, _names: getattr(record, column.field)  # noqa: E731
        read = column.read
    elif kind == "many":
        show = lambda record, _names: list(getattr(record, column.field))  # noqa: E731
        read = lambda cell, _names: tuple(cell)  # noqa: E731
    elif kind == "day":
        show, read = column.write, column.read
    else:
        show, read = lambda record, names: _text(column.write(record, names)), column.read
    return Field(column.field, kind, column.head, column.help, show, read)


def _text(cell: Any) -> str:
    """A number as people write it, with a comma."""
    if isinstance(cell, float):
        return f"{cell:.10g}".replace(".", ",")
    return as_text(cell)


def _plain(name: str, help_text: str, read: Callable[[Any], Any]) -> Field:
    return Field(
        name,
        _kind(name),
        LABELS[name],
        help_text,
        lambda record, _names: getattr(record, name),
        lambda cell, _names: read(cell),
    )


def _items() -> Field:
    return Field(
        "items",
        "area",
        LABELS["items"],
        "één per regel",
        lambda record, _names: "\n".join(record.items),
        lambda cell, _names: tuple(as_lines(cell)),
    )


def _decisions() -> Field:
    """Decisions as the form holds them: a dictionary for each."""

    def read(cell: list[dict[str, Any]], _names: Names) -> tuple[Decision, ...]:
        written = [entry for entry in cell if entry["text"] or entry["objectives"] or entry["actions"]]
        return tuple(Decision.model_validate(entry) for entry in written)

    return Field(
        "decisions",
        "decisions",
        LABELS["decisions"],
        "elk met de doelstellingen en acties waarover ze gaat",
        lambda record, _names: [
            {"text": entry.text, "objectives": list(entry.objectives), "actions": list(entry.actions)}
            for entry in record.decisions
        ],
        read,
    )


def _day_of_baseline(cell: Any, _names: Names) -> str:
    """A period, or a day in the way that people write it."""
    text = as_text(cell)
    if "/" in text:
        found = as_day(text)
        return found.isoformat() if isinstance(found, date) else ""
    return text


def _period(column: Column) -> Field:
    return Field(column.field, "text", column.head, column.help, column.write, _day_of_baseline)


def _objective_fields() -> tuple[Field, ...]:
    typed = [column for column in OBJECTIVE_COLUMNS if column.field not in NOT_TYPED]
    periods = ("baseline_period", "target_period")
    return tuple(_period(column) if column.field in periods else _of_column(column) for column in typed)


FIELDS: dict[type[Record], tuple[Field, ...]] = {
    Objective: _objective_fields(),
    Action: tuple(_of_column(column) for column in ACTION_COLUMNS if column.field not in NOT_TYPED),
    Note: (
        _plain("day", "wanneer dit zo was", as_day),
        _plain("text", "wat er vooruitging, of niet", as_text),
        _plain("organisation", "namens wie; leeg: de uwe", as_text),
    ),
    Meeting: (
        _plain("day", "wanneer", as_day),
        _plain("body", "wie vergadert, zoals een werkgroep of het burgemeestersoverleg", as_text),
        _items(),
        _decisions(),
    ),
}
