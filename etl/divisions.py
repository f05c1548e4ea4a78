"""The divisions into municipalities that a table can be on: one per day on which the division changed."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import date, timedelta

import pandas as pd

from etl.errors import CheckError
from streekmonitor.areas import PROVINCE, Areas

COUNTRY, FLANDERS, WALLONIA, BRUSSELS = "01000", "02000", "03000", "04000"
COVERAGE = {
    "belgium": (COUNTRY,),
    "flanders": (FLANDERS,),
    "flanders_brussels": (FLANDERS, BRUSSELS),
    "flemish_brabant": (PROVINCE,),
}
"""The higher areas whose municipalities a source of this coverage holds."""


@dataclass(frozen=True)
class Division:
    """The municipalities from `day` on; `members` gives those of each higher area."""

    day: date
    members: Mapping[str, frozenset[str]]

    def covered(self, coverage: str) -> frozenset[str]:
        """The municipalities of a source of this coverage."""
        return frozenset().union(*(self.members[area] for area in COVERAGE[coverage]))


def divisions(areas: Areas) -> tuple[Division, ...]:
    """Every division that the area tables know, the newest first."""
    changes = areas.change_days()
    days = (changes[0] - timedelta(days=1), *changes)
    return tuple(_division(areas, day) for day in reversed(days))


def _division(areas: Areas, day: date) -> Division:
    members: dict[str, set[str]] = {code: set() for code in areas.higher_areas}
    for nis, municipality in areas.municipalities.items():
        if municipality.valid_on(day):
            for higher in areas.ancestors(nis):
                members[higher].add(nis)
    return Division(day, {code: frozenset(found) for code, found in members.items()})


def municipal_rows(table: pd.DataFrame, areas: Areas) -> pd.DataFrame:
    """The rows of municipalities, of any vintage."""
    return table[table["area"].isin(list(areas.municipalities))]


def division_of(codes: Collection[str], known: tuple[Division, ...]) -> Division | None:
    """The newest division in which all these municipalities exist side by side."""
    wanted = frozenset(codes)
    return next((division for division in known if wanted <= division.members[COUNTRY]), None)


def divisions_used(observations: pd.DataFrame, areas: Areas) -> dict[tuple[str, str], Division]:
    """The division of each (measure, period) that has rows of municipalities.

    Raises CheckError when municipalities of different divisions stand side by side: their sum would count
    people twice.
    """
    known = divisions(areas)
    used: dict[tuple[str, str], Division] = {}
    problems = []
    municipal = municipal_rows(observations, areas)
    area = municipal["area"].astype(object)  # many groups: Arrow's text is slow to walk through
    for (measure, period), codes in area.groupby([municipal["measure"], municipal["period"]]):
        division = division_of(set(codes), known)
        if division is None:
            problems.append(f"{measure}, {period}: {_strangers(codes, known, areas)}")
        else:
            used[(str(measure), str(period))] = division
    if problems:
        raise CheckError(
            "Gemeenten van verschillende indelingen",
            expected="per maat en periode de gemeenten van één indeling (vóór 2019, 2019-2024 of vanaf 2025)",
            problems=problems,
            action="kijk na of het bestand twee edities mengt; splits ze in de bronmodule",
        )
    return used


def _strangers(codes: pd.Series, known: tuple[Division, ...], areas: Areas) -> str:
    """The municipalities outside the division that fits best."""
    found = set(codes)
    fitting = max(known, key=lambda division: len(found & division.members[COUNTRY]))
    strangers = sorted(found - fitting.members[COUNTRY])
    names = ", ".join(f"{areas.name(nis)} ({nis})" for nis in strangers[:3])
    return f"{names} bestaat niet naast de andere gemeenten (indeling van {fitting.day.year})"
