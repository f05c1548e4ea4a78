"""The value of a field as a reader knows it, from a record or from what the history keeps of it."""

from collections.abc import Mapping
from datetime import date
from typing import Any

from pydantic import BaseModel

from streekmonitor import formats
from streekmonitor.objectives.model import ACTION_STATUSES, DIRECTIONS, ORGANISATION_KINDS

EMPTY = "leeg"
CHOICES: Mapping[str, Mapping[Any, str]] = {
    "status": ACTION_STATUSES,
    "direction": DIRECTIONS,
    "responsible_kind": ORGANISATION_KINDS,
    "kind": ORGANISATION_KINDS,
}
MOST_DECIMALS = 6
DAYS = frozenset({"start", "due", "day", "decided_on"})


def value_words(field: str, value: Any) -> str:
    """A value in Dutch: "lopend", "31 maart 2027", "4,5"; "leeg" for nothing."""
    if value is None or value in ("", [], (), {}):
        return EMPTY
    if isinstance(value, BaseModel):
        value = value.model_dump(mode="json")
    if isinstance(value, list | tuple):
        return "; ".join(value_words(field, part) for part in value)
    if isinstance(value, Mapping):
        return ", ".join(value_words(str(name), part) for name, part in value.items() if part)
    return _single(field, value)


def _single(field: str, value: Any) -> str:
    if field in CHOICES:
        return CHOICES[field].get(value, str(value))
    if field in DAYS:
        return formats.day(value if isinstance(value, date) else date.fromisoformat(str(value)))
    if isinstance(value, bool):
        return "ja" if value else "nee"
    return _number(float(value)) if isinstance(value, int | float) else str(value)


def _number(value: float) -> str:
    """With as many decimals as it has."""
    fitting = (places for places in range(MOST_DECIMALS) if round(value, places) == value)
    return formats.number(value, next(fitting, MOST_DECIMALS))
