"""What asks for attention: worse than a comparator and moving the wrong way. Strengths are the mirror image.

An indicator takes part when it has a polarity, is no count and no survey, and has a measured figure of at
most three years old for at least half of the municipalities of the province, and one of about so many years
earlier with no break between. A figure on a small base takes no part, nor does a difference or change that
can't be seen at the precision of the figures.

Score: the distance from the comparator, divided by the standard deviation of the value over the
municipalities of the province, plus the change, divided by the standard deviation of the change. So
indicators in different units can stand in one list, and both halves weigh the same.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Literal

import numpy as np
import pandas as pd

from streekmonitor import formats
from streekmonitor.analysis import phrases, text
from streekmonitor.analysis.aggregate import is_small
from streekmonitor.analysis.quantities import basis_of, differently_made
from streekmonitor.analysis.tables import Tables
from streekmonitor.analysis.traits import OLD_YEARS, TRUSTED, break_between, breaks_of, is_old, is_survey
from streekmonitor.area_records import Region
from streekmonitor.areas import PROVINCE
from streekmonitor.catalog import Indicator
from streekmonitor.view import DEFAULT_SET

YEARS = 5
COMPARATORS = ("vlaams_gewest", "vlaams_brabant")
NEEDED_SHARE = 0.5
METHOD = (
    "Een aandachtspunt is een cijfer dat minder gunstig is dan dat van de vergelijking én ongunstig "
    f"evolueert over ongeveer {YEARS} jaar; een sterkte is het spiegelbeeld. Alleen cijfers waarvan hoger of "
    f"lager beter is, doen mee, van hoogstens {OLD_YEARS} jaar oud; geen aantallen, geen enquêtes, geen "
    "kleine groepen, en geen veranderingen over een breuk in de reeks. De volgorde volgt uit het verschil "
    "plus de verandering, elk gedeeld door de standaardafwijking over de gemeenten van de provincie."
)
COLUMNS = [
    "kind", "indicator", "area", "period", "start", "comparator",
    "value", "compared", "gap", "change", "score",
]  # fmt: skip

Kind = Literal["concern", "strength"]


@dataclass(frozen=True)
class Attention:
    """All concerns and strengths, the highest score first.

    `points`: kind, indicator, area, period, start (the period it is set against), comparator (a region),
    value, compared (the comparator's value), gap, change, score; key (indicator, area). `left_out` gives for
    each indicator that takes no part the reason, in Dutch; `names` what areas are called in a sentence.
    """

    points: pd.DataFrame
    left_out: Mapping[str, str]
    names: Mapping[str, str]


@dataclass(frozen=True)
class Point:
    """One concern or strength with its sentence (Dutch), and the ids that a link to it needs."""

    kind: Kind
    indicator: str
    area: str
    period: str
    start: str
    comparator: str
    score: float
    sentence: str


def attention(
    tables: Tables,
    set_id: str = DEFAULT_SET,
    *,
    regions: Sequence[Region] | None = None,
    comparators: Sequence[str | Region] = COMPARATORS,
    years: int = YEARS,
) -> Attention:
    """The concerns and strengths of all municipalities of the province and of some regions.

    `regions` (by default those of the set) may be a visitor's own; of `comparators` each indicator takes the
    first that has a figure. Slow the first time, some milliseconds per indicator: keep what it returns.
    """
    areas = tables.release.areas
    if regions is None:
        regions = [areas.regions[code] for code in areas.sets[set_id].regions]
    against = [entry if isinstance(entry, Region) else areas.regions[entry] for entry in comparators]
    found: list[pd.DataFrame] = []
    left_out: dict[str, str] = {}
    for indicator in tables.release.catalog.indicators:
        points = _no_part(tables, indicator) or _points(tables, indicator, (set_id, regions, against), years)
        if isinstance(points, str):
            left_out[indicator.id] = points
        else:
            found.append(points)
    every = pd.concat(found, ignore_index=True) if found else pd.DataFrame(columns=COLUMNS)
    order = ["score", "indicator", "area"]
    every = every.sort_values(order, ascending=[False, True, True], ignore_index=True)
    names = {code: areas.phrase(code) for code in every["area"].unique() if areas.is_municipality(code)}
    return Attention(every, left_out, names | {region.id: region.phrase for region in (*regions, *against)})


def ranked(
    tables: Tables,
    found: Attention,
    kind: Kind,
    *,
    areas: Sequence[str] | None = None,
    count: int = 10,
    distinct: bool = True,
) -> list[Point]:
    """The `count` foremost concerns or strengths, of some areas or of all.

    With `distinct` an area appears once per group of indicators: its rates by sex and age say nearly the
    same, and would fill the list.
    """
    points = found.points[found.points["kind"] == kind]
    if areas is not None:
        points = points[points["area"].isin(list(areas))]
    if distinct:
        indicators = tables.release.catalog.indicator_by_id
        groups = [f"{indicators[name].theme} {indicators[name].group}" for name in points["indicator"]]
        points = points[~points.assign(group=groups).duplicated(["area", "group"])]
    return [_point(tables, kind, row, found.names) for _, row in points.head(count).iterrows()]


def _no_part(tables: Tables, indicator: Indicator) -> str:
    if indicator.polarity == "none" or indicator.neutral_hue:
        return "Van dit cijfer is hoger noch lager beter."
    if indicator.is_count:
        return "Een aantal hangt af van de omvang van de gemeente."
    if is_survey(tables.release.catalog, indicator):
        return "Dit is een enquête, en haar foutenmarge is niet bekend."
    return ""


def _points(
    tables: Tables,
    indicator: Indicator,
    chosen: tuple[str, Sequence[Region], Sequence[Region]],
    years: int,
) -> pd.DataFrame | str:
    """The points of one indicator, or why it takes no part; `chosen` are set, regions and comparators."""
    set_id, regions, comparators = chosen
    rows = _trusted(tables.values(indicator.id, set_id).rows)
    rows = rows[rows["area"].isin(tables.release.areas.within(PROVINCE))]
    span = _span(tables, indicator, rows, years)
    if isinstance(span, str):
        return span
    start, end = span
    comparator, compared = _compared(tables, indicator, comparators, end)
    if comparator is None:
        return f"Er is geen cijfer om mee te vergelijken in {formats.period(end)}."
    inside = _ends(indicator, rows, start, end)
    spreads = [float(amounts.std(ddof=0)) for amounts in (inside["value"], inside["value"] - inside["first"])]
    if not min(spreads) > 0:
        return "Alle gemeenten staan of bewegen gelijk."
    others = [
        _trusted(tables.region_rows(indicator.id, region)).assign(area=region.id)
        for region in regions
        if region.id != comparator
    ]
    every = pd.concat([inside, *[_ends(indicator, rows, start, end) for rows in others]])
    gap, change = every["value"] - compared, every["value"] - every["first"]
    better = 1.0 if indicator.polarity == "higher_is_better" else -1.0
    same_way = (np.sign(gap) == np.sign(change)) & _visible(gap, indicator) & _visible(change, indicator)
    points = every.assign(
        kind=np.where(gap * better > 0, "strength", "concern"),
        indicator=indicator.id,
        period=end,
        start=start,
        comparator=comparator,
        compared=compared,
        gap=gap,
        change=change,
        score=gap.abs() / spreads[0] + change.abs() / spreads[1],
    )
    kept: pd.DataFrame = points.loc[same_way, COLUMNS]
    return kept


def _trusted(rows: pd.DataFrame) -> pd.DataFrame:
    return rows[rows["value"].notna() & rows["status"].isin(TRUSTED)]


def _span(tables: Tables, indicator: Indicator, rows: pd.DataFrame, years: int) -> tuple[str, str] | str:
    """The last period and the one of `years` earlier, or as near to it as half that span; or why not."""
    release = tables.release
    counts = rows.groupby("period").size()
    needed = NEEDED_SHARE * len(release.areas.within(PROVINCE))
    full = [str(period) for period in counts[counts >= needed].index]
    if not full:
        return "Er is geen periode met een cijfer voor minstens de helft van de gemeenten."
    end = max(full)
    if is_old(release, end):
        return f"Het laatste cijfer is dat van {formats.period(end)}, meer dan {OLD_YEARS} jaar oud."
    first, latest = formats.shift_years(end, -years), formats.shift_years(end, -((years + 1) // 2))
    starts = [period for period in sorted(full) if first <= period <= latest and period[4:] == end[4:]]
    if not starts:
        return f"Er is geen cijfer van ongeveer {years} jaar voor {formats.period(end)}."
    unbroken = [period for period in starts if break_between(release.catalog, indicator, period, end) is None]
    if not unbroken:
        last = [entry for entry in breaks_of(release.catalog, indicator) if entry.period <= end][-1]
        return f"De reeks is gebroken in {formats.period(last.period)}."
    return unbroken[0], end


def _compared(
    tables: Tables, indicator: Indicator, comparators: Sequence[Region], period: str
) -> tuple[str | None, float]:
    """The first comparator with a measured value in the period, and that value."""
    for region in comparators:
        rows = _trusted(tables.region_rows(indicator.id, region))
        here = rows.loc[rows["period"] == period, "value"]
        if len(here):
            return region.id, float(here.iloc[0])
    return None, np.nan


def _ends(indicator: Indicator, rows: pd.DataFrame, start: str, end: str) -> pd.DataFrame:
    """Columns area, value (at the end) and first (at the start), of areas with both on no small base.

    Not of a region whose value is computed at one end and the publisher's own at the other.
    """
    rows = rows[~is_small(indicator, rows["denominator"].astype(float))]
    rows = rows.assign(basis=basis_of(rows))
    last, first = (rows.loc[rows["period"] == period, ["area", "value", "basis"]] for period in (end, start))
    both = last.merge(first.rename(columns={"value": "first"}), on="area", suffixes=("", "_first"))
    return both.loc[~differently_made(both["basis_first"], both["basis"]), ["area", "value", "first"]]


def _visible(differences: pd.Series, indicator: Indicator) -> pd.Series:
    return differences.abs().round(indicator.decimals) > 0


def _point(tables: Tables, kind: Kind, row: pd.Series, names: Mapping[str, str]) -> Point:
    catalog = tables.release.catalog
    indicator = catalog.indicator_by_id[str(row["indicator"])]
    area, period, start, comparator = (str(row[name]) for name in ("area", "period", "start", "comparator"))
    order = phrases.order(indicator, float(row["gap"]))
    gap, change = (phrases.distance(indicator, float(row[name])) for name in ("gap", "change"))
    sentence = (
        f"{indicator.label} in {names[area]}: "
        f"{phrases.amount(float(row['value']), indicator.unit, indicator.decimals)} "
        f"{text.period_phrase(catalog, indicator, period)}, {gap} {order} dan in {names[comparator]} "
        f"en {change} {order} dan {text.period_phrase(catalog, indicator, start)}."
    )
    return Point(kind, indicator.id, area, period, start, comparator, float(row["score"]), sentence)
