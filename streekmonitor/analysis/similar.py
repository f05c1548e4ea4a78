"""Which municipalities resemble a municipality, and which lie beside it.

Likeness is a distance that anyone can recompute: every variable is standardised over the municipalities of
the province (minus their mean, divided by their standard deviation; of what is skewed by size the logarithm
first), and the distance is the root of the mean squared difference over the variables that both have. One
is: on average one standard deviation apart.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import chain, permutations
from math import hypot
from typing import Any

import numpy as np
import pandas as pd

from streekmonitor import formats
from streekmonitor.analysis import phrases
from streekmonitor.analysis.tables import Tables
from streekmonitor.areas import PROVINCE
from streekmonitor.catalog import Indicator
from streekmonitor.view import DEFAULT_SET

# A variable must tell of nearly all municipalities, and two municipalities must share most variables.
NEEDED_MUNICIPALITIES, NEEDED_VARIABLES = 0.95, 0.6
HOW_MANY = 5
MOST_NAMED = 2
FAR = 1.0
LEAST_BORDER = 50.0


@dataclass(frozen=True)
class Variable:
    """An indicator that likeness is measured by, with the reason (Dutch) why it is one."""

    indicator: str
    reason: str
    logarithm: bool = False


VARIABLES = (
    Variable("population", "een kleine en een grote gemeente hebben andere opdrachten", logarithm=True),
    Variable("population_density", "stedelijk of landelijk bepaalt wonen en mobiliteit", logarithm=True),
    Variable("income_per_inhabitant", "de welvaart van de inwoners"),
    Variable("non_belgian_origin_share", "de samenstelling van de bevolking naar herkomst"),
    Variable("commuters_to_brussels_share", "hoe sterk de gemeente op Brussel gericht is"),
    Variable("jobseeker_rate", "de toestand op de arbeidsmarkt"),
    Variable("age_65_plus_share", "de leeftijdsopbouw"),
)


@dataclass(frozen=True)
class Peer:
    """A municipality that resembles another.

    `alike` and `different` are the indicators on which the two lie nearest and furthest, `sentence` (Dutch)
    says so with the values.
    """

    code: str
    distance: float
    alike: tuple[str, ...]
    different: tuple[str, ...]
    sentence: str


@dataclass(frozen=True)
class UsedVariable:
    """A variable as it was used: in which period, and the values as they are shown."""

    indicator: Indicator
    reason: str
    period: str


@dataclass(frozen=True)
class Profiles:
    """What the municipalities of the province are like.

    `values` and `scores` (standardised) have a row per municipality in force and a column per used variable,
    NaN where unknown; `left_out` names (Dutch) each variable that could not be used, and why.
    """

    values: pd.DataFrame
    scores: pd.DataFrame
    used: tuple[UsedVariable, ...]
    left_out: tuple[str, ...]
    names: Mapping[str, str]

    @property
    def method(self) -> str:
        """How likeness is measured, in Dutch, with every variable, its period and its reason."""
        listed = "; ".join(
            f"{entry.indicator.short_label} ({entry.period}): {entry.reason}" for entry in self.used
        )
        return (
            "De afstand tussen twee gemeenten is de wortel van het gemiddelde gekwadrateerde verschil, nadat "
            f"elk kenmerk is gestandaardiseerd over {phrases.in_municipalities(len(self.values))}. "
            f"Kenmerken: {listed}. Van inwoners en dichtheid telt de logaritme."
        )

    @cached_property
    def _columns(self) -> Mapping[str, UsedVariable]:
        return {entry.indicator.id: entry for entry in self.used}

    def similar(self, code: str, count: int = HOW_MANY) -> list[Peer]:
        """The municipalities most like `code`, the nearest first; empty when too little is known of it."""
        if code not in self.scores.index:
            return []
        gaps = (self.scores - self.scores.loc[code]).abs().drop(index=code)
        shared = gaps.notna().sum(axis="columns")
        distances = np.sqrt((gaps**2).mean(axis="columns"))
        known = distances[shared >= max(1.0, NEEDED_VARIABLES * len(self.used))]
        nearest = known.sort_index().sort_values(kind="stable").head(count)
        return [self._peer(code, str(peer), gaps.loc[peer]) for peer in nearest.index]

    def _peer(self, code: str, peer: str, gaps: pd.Series) -> Peer:
        order = [str(name) for name in gaps.dropna().sort_index().sort_values(kind="stable").index]
        alike = tuple(order[:MOST_NAMED])
        different = tuple(reversed(order[len(alike) :]))[:MOST_NAMED]
        distance = float(np.sqrt((gaps**2).mean()))
        likeness = "lijkt op" if distance < FAR else "lijkt maar matig op"
        text = f"{self.names[peer]} {likeness} {self.names[code]}, het meest in "
        text += self._pairs(peer, code, alike)
        if different:
            text += f"; het meest verschillend is {self._pairs(peer, code, different[:1])}"
        return Peer(peer, distance, alike, different, f"{text}.")

    def _pairs(self, peer: str, code: str, variables: Sequence[str]) -> str:
        return formats.listing([self._pair(peer, code, variable) for variable in variables])

    def _pair(self, peer: str, code: str, variable: str) -> str:
        indicator = self._columns[variable].indicator
        unit = "" if indicator.unit.lower() in indicator.short_label.lower() else indicator.unit
        both = [
            phrases.amount(self.values[variable][area], unit, indicator.decimals).rstrip(formats.NBSP)
            for area in (peer, code)
        ]
        return f"“{indicator.short_label}” ({both[0]} tegenover {both[1]})"


def profiles(
    tables: Tables, variables: Sequence[Variable] = VARIABLES, set_id: str = DEFAULT_SET
) -> Profiles:
    """The profiles of the municipalities of the province on those variables that tell of nearly all."""
    areas, catalog = tables.release.areas, tables.release.catalog
    codes = list(areas.within(PROVINCE))
    used: list[UsedVariable] = []
    left_out: list[str] = []
    columns, scores = {}, {}
    for variable in variables:
        indicator = catalog.indicator_by_id.get(variable.indicator)
        if indicator is None:
            left_out.append(f"“{variable.indicator}”: deze release heeft die indicator niet.")
            continue
        period, values = _latest(tables, variable.indicator, codes, set_id)
        score = _standardised(values, logarithm=variable.logarithm)
        if period is None or score is None:
            left_out.append(f"“{indicator.short_label}”: geen periode met cijfers voor bijna elke gemeente.")
            continue
        used.append(UsedVariable(indicator, variable.reason, period))
        columns[variable.indicator], scores[variable.indicator] = values, score
    names = {code: areas.name(code) for code in codes}
    index = pd.Index(codes)
    return Profiles(
        pd.DataFrame(columns, index=index),
        pd.DataFrame(scores, index=index),
        tuple(used),
        tuple(left_out),
        names,
    )


def _latest(
    tables: Tables, indicator: str, codes: Sequence[str], set_id: str
) -> tuple[str | None, pd.Series]:
    """The last period that is no projection with values for nearly all municipalities, and those values."""
    rows = tables.values(indicator, set_id).rows
    rows = rows[rows["area"].isin(codes) & rows["value"].notna() & (rows["status"] != "projected")]
    counts = rows.groupby("period").size()
    enough = counts[counts >= NEEDED_MUNICIPALITIES * len(codes)]
    if enough.empty:
        return None, pd.Series(np.nan, index=pd.Index(codes))
    period = str(enough.index.max())
    return period, rows[rows["period"] == period].set_index("area")["value"].reindex(list(codes))


def _standardised(values: pd.Series, *, logarithm: bool) -> pd.Series | None:
    """Minus the mean, divided by the standard deviation; None where all are the same."""
    if logarithm:
        values = pd.Series(np.log(values.where(values > 0)), index=values.index)
    spread = float(values.std(ddof=0))
    if not spread > 0:
        return None
    return (values - values.mean()) / spread


def adjacent(boundaries: Mapping[str, Any], layers: Sequence[str]) -> dict[str, tuple[str, ...]]:
    """The areas of some layers of the boundaries that share a border with each area, sorted by code.

    The topology writes each border once: who share arcs (in either direction) are neighbours, when those are
    together longer than `LEAST_BORDER` metres. A meeting at a point is none.
    """
    owners: dict[int, set[str]] = {}
    for layer in layers:
        for shape in boundaries["objects"].get(layer, {}).get("geometries", []):
            for arc in _flat(shape["arcs"]):
                owners.setdefault(arc if arc >= 0 else ~arc, set()).add(shape["properties"]["nis"])
    borders: dict[tuple[str, str], float] = {}
    for arc, codes in owners.items():
        for pair in permutations(codes, 2):
            borders[pair] = borders.get(pair, 0.0) + _length(boundaries, arc)
    found: dict[str, list[str]] = {code: [] for code in chain.from_iterable(owners.values())}
    for (code, other), metres in sorted(borders.items()):
        if metres > LEAST_BORDER:
            found[code].append(other)
    return {code: tuple(others) for code, others in sorted(found.items())}


def _length(boundaries: Mapping[str, Any], arc: int) -> float:
    """Metres along an arc, which is written as a first point and the steps from there, in grid units."""
    across, up = boundaries["transform"]["scale"]
    return sum(hypot(step[0] * across, step[1] * up) for step in boundaries["arcs"][arc][1:])


def neighbours(tables: Tables, code: str, *, with_brussels: bool = False) -> tuple[str, ...]:
    """The municipalities in force of the province (and of Brussels) beside a municipality of any vintage."""
    layers = ("municipalities", "brussels") if with_brussels else ("municipalities",)
    release = tables.release
    return adjacent(release.boundaries, layers).get(release.areas.current(code), ())


def _flat(arcs: Any) -> list[int]:
    """The arcs of a polygon or of several, however deep the rings are nested."""
    return [arcs] if isinstance(arcs, int) else [arc for part in arcs for arc in _flat(part)]
