"""What a figure is made up of: its parts by sector, age, origin, dwelling type, or by sex and age.

Either the categories of the measure behind an indicator, or the indicators of a group that is named after
its own ("Werkloosheid" and "Werkloosheid naar geslacht en leeftijd").
"""

from dataclasses import dataclass
from functools import lru_cache

import pandas as pd

from streekmonitor.analysis.tables import Tables
from streekmonitor.area_records import Region
from streekmonitor.catalog import Catalog, Indicator, Measure
from streekmonitor.formats import sentence
from streekmonitor.view import DEFAULT_SET

MOST_STACKED = 7
# Dimensions whose categories hold one another ("alle huizen"): their shares do not add up to anything.
OVERLAPPING = frozenset({"dwelling_type"})
BY = " naar "
PART_COLUMNS = ["category", "label", "value", "share"]


@dataclass(frozen=True)
class Breakdown:
    """The parts of a figure: of `measure` by its categories, or `measure` None: other indicators.

    `parts` are (id, label); `shares` says that they add up to a whole.
    """

    title: str
    parts: tuple[tuple[str, str], ...]
    measure: str | None = None
    shares: bool = False

    @property
    def stacked(self) -> bool:
        """Whether the shares are few enough to be stacked in one bar."""
        return self.shares and len(self.parts) <= MOST_STACKED


def breakdown_of(catalog: Catalog, indicator: Indicator) -> Breakdown | None:
    """How an indicator can be broken down; None when it can't."""
    measure = catalog.main_measure(indicator)
    categories = catalog.categories(measure.id) if isinstance(measure, Measure) else ()
    if isinstance(measure, Measure) and measure.dimension and len(categories) > 1:
        dimension = catalog.dimension_by_id[measure.dimension].label
        shares = measure.additive and measure.dimension not in OVERLAPPING
        parts = tuple((entry.id, sentence(entry.label)) for entry in categories)
        title = measure.label if BY in measure.label else f"{measure.label}{BY}{_within(dimension)}"
        return Breakdown(title, parts, measure.id, shares)
    return _by_indicators(catalog, indicator)


def _by_indicators(catalog: Catalog, indicator: Indicator) -> Breakdown | None:
    group = indicator.group if BY in indicator.group else f"{indicator.group}{BY}"
    related = [
        entry
        for entry in catalog.of_theme(indicator.theme)
        if entry.group.startswith(group) and entry.unit == indicator.unit
    ]
    if not related:
        return None
    return Breakdown(related[0].group, tuple((entry.id, entry.short_label) for entry in related))


def parts_of(
    tables: Tables, breakdown: Breakdown, area: str | Region, period: str, set_id: str = DEFAULT_SET
) -> pd.DataFrame:
    """The parts of one area in a period: category, label, value, and share of their sum in per cent.

    NaN where a part is not known; shares only when all are. A region's part is the sum over its members, or
    without one of those the publisher's own row.
    """
    ids = [part for part, _ in breakdown.parts]
    if breakdown.measure is None:
        values = [_value(tables, part, area, period, set_id) for part in ids]
        table = pd.Series(values, index=ids, dtype=float)
    else:
        table = _measured(tables, breakdown.measure, area, period).reindex(ids)
    total = table.sum()
    share = (
        table / total * 100
        if breakdown.shares and total > 0 and table.notna().all()
        else table * float("nan")
    )
    rows = pd.DataFrame({"category": ids, "label": [label for _, label in breakdown.parts]})
    return rows.assign(value=table.to_numpy(), share=share.to_numpy())[PART_COLUMNS]


def periods_of(tables: Tables, breakdown: Breakdown) -> list[str]:
    """The periods that have parts, oldest first."""
    if breakdown.measure is None:
        return tables.periods(breakdown.parts[0][0], DEFAULT_SET)
    rows = tables.release.measure(breakdown.measure, breakdown.parts[0][0])
    return sorted(rows.loc[rows["value"].notna(), "period"].astype(str).unique())


def _value(tables: Tables, indicator: str, area: str | Region, period: str, set_id: str) -> float:
    rows = tables.rows(indicator, area, set_id)
    here = rows.loc[rows["period"] == period, "value"]
    return float(here.iloc[0]) if len(here) else float("nan")


def _measured(tables: Tables, measure: str, area: str | Region, period: str) -> pd.Series:
    by_area = _by_area(tables, measure, period)
    areas = tables.release.areas
    region = area if isinstance(area, Region) else areas.regions.get(area)
    if region is None:
        return by_area.reindex([area]).iloc[0]
    members = by_area.reindex(list(region.members))
    additive = tables.release.catalog.measure_by_id[measure].additive
    if additive and members.notna().all(axis=None):
        return members.sum()
    return by_area.reindex([region.published_area or ""]).iloc[0]


@lru_cache(maxsize=64)
def _by_area(tables: Tables, measure: str, period: str) -> pd.DataFrame:
    """Values per area (index) and category (columns)."""
    release = tables.release
    columns = {}
    for category in release.catalog.categories(measure):
        rows = release.measure(measure, category.id)
        rows = rows[rows["period"] == period]
        columns[category.id] = pd.Series(rows["value"].to_numpy(), index=rows["area"].astype(str))
    return pd.DataFrame(columns, dtype=float)


def _within(label: str) -> str:
    """A dimension's name within a sentence."""
    return label[:1].lower() + label[1:]
