"""What an area is: a municipality, a higher area, a change, a region; each as a plain record too.

The look-ups over all of them are in `areas.py`.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import asdict, dataclass
from datetime import date
from typing import Any

_DATES = frozenset({"date", "valid_from", "valid_to"})


@dataclass(frozen=True, slots=True)
class Municipality:
    """A municipality under one code; `valid_to` is its last day, None while it is in force."""

    nis: str
    name: str
    name_fr: str
    valid_from: date
    valid_to: date | None
    arrondissement: str
    successor: str | None

    @property
    def in_force(self) -> bool:
        """Whether the municipality exists today."""
        return self.valid_to is None

    def valid_on(self, day: date) -> bool:
        """Tell whether the municipality existed on `day`."""
        return self.valid_from <= day and (self.valid_to is None or day <= self.valid_to)


@dataclass(frozen=True, slots=True)
class HigherArea:
    """An arrondissement, province, region (gewest) or country; `valid_to` None while it exists."""

    nis: str
    name: str
    name_fr: str
    level: str
    parent: str | None
    valid_from: date
    valid_to: date | None


@dataclass(frozen=True, slots=True)
class Change:
    """On `date` the municipality `former` went over into `successor`; `kind` is merger or recode."""

    date: date
    former: str
    successor: str
    kind: str
    source: str


@dataclass(frozen=True, slots=True)
class Region:
    """A named, dated, sourced set of areas; `members` are sorted codes in force.

    `phrase` is the name within a running sentence: "het Vlaams Gewest".
    """

    id: str
    label: str
    full_label: str
    phrase: str
    set_id: str
    members: tuple[str, ...]
    published_area: str | None
    valid_from: date
    source: str


@dataclass(frozen=True, slots=True)
class RegionSet:
    """Regions that are shown together, in display order; `selectable` when it is a choice on screen."""

    id: str
    label: str
    regions: tuple[str, ...]
    selectable: bool


def plain(record: Any) -> dict[str, Any]:
    """Return a record with its dates as ISO text and its tuples as lists."""

    def written(value: Any) -> Any:
        if isinstance(value, date):
            return value.isoformat()
        return list(value) if isinstance(value, tuple) else value

    return {name: written(value) for name, value in asdict(record).items()}


def typed(row: Mapping[str, Any]) -> dict[str, Any]:
    """Return the values of a plain record with dates and tuples again: the opposite of `plain`."""

    def read(name: str, value: Any) -> Any:
        if name in _DATES and value is not None:
            return date.fromisoformat(value)
        return tuple(value) if isinstance(value, list) else value

    return {name: read(name, value) for name, value in row.items()}
