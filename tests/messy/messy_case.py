"""What a case of a messy table is.

A case is a function that returns a Case. `refused` and `doubted` give, for every remark of that kind, the
address and words of its reason: no other remark of the kind may appear.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field

from messy_world import (
    AREAS,
    Truth,
    figures,
    province,
)

Y23, Y24 = "2023", "2024"
JOBS, RATE, INCOME = "jobseekers", "jobseeker_rate", "net_taxable_income"


@dataclass(frozen=True)
class Case:
    """A file, and what must come of it."""

    content: bytes
    target: str
    expected: Truth
    name: str = "tabel.xlsx"
    refused: Mapping[str, str] = field(default_factory=dict)
    doubted: Mapping[str, str] = field(default_factory=dict)
    mapped: Mapping[str, str] = field(default_factory=dict)


CASES: dict[str, Callable[[], Case]] = {}


def case(make: Callable[[], Case]) -> Callable[[], Case]:
    CASES[make.__name__] = make
    return make


def without(expected: Truth, *keys: tuple[str, ...]) -> Truth:
    """The truth without figures, each given by area and period."""
    return {key: value for key, value in expected.items() if (key[2], key[3]) not in keys}


def towns(measure: str = JOBS, *periods: str) -> list[str]:
    return province(measure, *(periods or (Y24,)))


def body(measure: str, codes: list[str], periods: list[str]) -> list[list[object]]:
    """Rows of a name and a value per period."""
    found = figures(measure)
    return [[AREAS.name(nis), *(found[nis, p] for p in periods)] for nis in codes]


def former(codes: list[str], letter: str, first_row: int) -> str:
    """Where the three parts of Pajottegem stand."""
    rows = sorted(first_row + codes.index(nis) for nis in ("23023", "23024", "23032"))
    return ", ".join(f"{letter}{row}" for row in rows)
