"""What all frames of charts share: the look of each area, values as words, and places that do not collide."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date

import numpy as np
import pandas as pd

from streekmonitor import formats
from streekmonitor.catalog import Indicator
from streekmonitor.charts.theme import (
    COMPARATOR_COLOUR,
    REGION_COLOURS,
    SELECTION_COLOURS,
    SELECTION_SHAPES,
)

LETTER_WIDTH, LETTER_HEIGHT = 7.6, 17.0
UNITS_AT_THE_NUMBER = ("%", "€")
SMALL = "klein aantal"


@dataclass(frozen=True)
class Amount:
    """How numbers made of an indicator's are written; `signed` for differences, which show their sign."""

    unit: str
    decimals: int
    signed: bool = False


Notation = Indicator | Amount


@dataclass(frozen=True)
class Series:
    """An area as charts show it: its role decides colour, shape and dash."""

    code: str
    name: str
    colour: str
    shape: str
    dash: int
    width: float


def styled(
    name: Callable[[str], str], regions: Sequence[str], selected: Sequence[str], comparators: Sequence[str]
) -> list[Series]:
    """The areas of a view in drawing order, each in the look of its role."""
    series = [
        Series(code, name(code), COMPARATOR_COLOUR, "circle", number, 1.5)
        for number, code in enumerate(comparators, start=1)
    ]
    series += [
        Series(code, name(code), REGION_COLOURS[place % len(REGION_COLOURS)], "circle", 0, 3.0)
        for place, code in enumerate(regions)
    ]
    series += [
        Series(code, name(code), SELECTION_COLOURS[place], SELECTION_SHAPES[place], 0, 2.0)
        for place, code in enumerate(selected)
    ]
    return series


def value_text(
    notation: Notation, value: float | None, status: str, *, unit_told: bool = False, small: bool = False
) -> str:
    """A value with its unit, or the word for its absence; what is not simply observed says so.

    With `unit_told`, as in a column whose head names the unit, only % and € stay with the number. `small`
    says that it rests on few.
    """
    if value is None or np.isnan(value):
        return formats.STATUS_WORDS[status]
    text = short_text(notation, value) if unit_told else _full_text(notation, value)
    remarks = [] if status == "observed" else [formats.STATUS_WORDS[status]]
    remarks += [SMALL] if small else []
    return f"{text} ({', '.join(remarks)})" if remarks else text


def short_text(notation: Notation, value: float) -> str:
    """A value for within a chart whose title names the unit: only % and € stay with the number."""
    if isinstance(notation, Amount) and notation.signed:
        # A difference of percentages is in percentage points, which the title names.
        unit = "€" if notation.unit == "€" else ""
        return formats.difference(value, unit, notation.decimals).rstrip(formats.NBSP)
    unit = notation.unit if notation.unit in UNITS_AT_THE_NUMBER else ""
    return formats.value(value, unit, notation.decimals).rstrip(formats.NBSP)


def unit_words(notation: Notation) -> str:
    """The unit as a title or a column head names it."""
    if isinstance(notation, Amount) and notation.signed:
        return formats.difference_unit(notation.unit)
    return notation.unit


def texts(notation: Notation, rows: pd.DataFrame) -> list[str]:
    """The values of rows (value, status and perhaps small) with their units."""
    few = rows["small"] if "small" in rows else [False] * len(rows)
    return [
        value_text(notation, value, status, small=bool(small))
        for value, status, small in zip(rows["value"], rows["status"], few, strict=True)
    ]


def _full_text(notation: Notation, value: float) -> str:
    if isinstance(notation, Amount) and notation.signed:
        return formats.difference(value, notation.unit, notation.decimals)
    return formats.value(value, notation.unit, notation.decimals)


def apart(places: Sequence[float], least: float) -> list[float]:
    """Ascending places moved as little as needed to lie at least `least` apart, around their middle."""
    moved: list[list[float]] = []
    for place in places:
        cluster = [place]
        while moved and _low(cluster, least) < _high(moved[-1], least) + least:
            cluster = moved.pop() + cluster
        moved.append(cluster)
    return [_low(cluster, least) + number * least for cluster in moved for number in range(len(cluster))]


def _low(cluster: Sequence[float], least: float) -> float:
    return sum(cluster) / len(cluster) - least * (len(cluster) - 1) / 2


def _high(cluster: Sequence[float], least: float) -> float:
    return sum(cluster) / len(cluster) + least * (len(cluster) - 1) / 2


def place_in_time(period: str) -> float:
    """A period as a number of years: the start of a quarter or month, or a day; else the year."""
    year, rest = formats.year_of(period), period[5:]
    if "-" in rest:
        return year + (date.fromisoformat(period) - date(year, 1, 1)).days / 365.25
    if rest.startswith("Q"):
        return year + (int(rest[1:]) - 1) / 4
    return year + (int(rest) - 1) / 12 if rest else float(year)
