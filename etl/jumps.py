"""Jumps: changes far beyond what a series usually does."""

import pandas as pd

from streekmonitor.areas import PROVINCE
from streekmonitor.formats import shift_periods
from streekmonitor.release import Release

SERIES = ["measure", "category", "area"]
SAME_SEASON = {"year": 1, "quarter": 4, "month": 12}
"""How many periods back the one lies that a period is compared with."""

TIMES_USUAL = 5
SMALLEST_JUMP = 0.1  # of the earlier value
CHANCE = 4  # counts of a and b differ by chance by some times the root of their sum
FEWEST_CHANGES = 5  # earlier ones, to know what is usual


def jumps(release: Release, fresh: pd.MultiIndex | None) -> pd.DataFrame:
    """The jumps to periods that are `fresh`: an index of (measure, category, area, period); None: the latest.

    Columns SERIES, period, value, before (value of the same season a year or period earlier), usual (the
    median size of the series' other changes) and size (how many times that it is); the largest first. Of
    the areas of the province; surveys and projections are left out, and periods from which the catalog
    declares a break.
    """
    rows = _changes(release)
    key = pd.MultiIndex.from_frame(rows[[*SERIES, "period"]])
    is_fresh = key.isin(fresh) if fresh is not None else _is_latest(rows)
    change = (rows["value"] - rows["before"]).abs()
    groups = change.where(~is_fresh).groupby([rows[name] for name in SERIES])
    usual = groups.transform("median")
    chance = CHANCE * (rows["value"].abs() + rows["before"].abs()).where(rows["is_count"], 0) ** 0.5
    large = (
        (change > TIMES_USUAL * usual)
        & (change > SMALLEST_JUMP * rows["before"].abs())
        & (change > chance)
        & (groups.transform("count") >= FEWEST_CHANGES)
    )
    breaks = pd.MultiIndex.from_tuples(_breaks(release), names=["measure", "period"])
    declared = pd.MultiIndex.from_frame(rows[["measure", "period"]]).isin(breaks)
    sizes = change / usual.where(usual > 0, SMALLEST_JUMP * rows["before"].abs())
    found: pd.DataFrame = rows.assign(usual=usual, size=sizes)[is_fresh & large & ~declared]
    order = ["size", *SERIES, "period"]
    return found.sort_values(order, ascending=[False, True, True, True, True]).reset_index(drop=True)


def _changes(release: Release) -> pd.DataFrame:
    """Every figure that has one of the same season before it: SERIES, period, value, before, is_count."""
    catalog, areas = release.catalog, release.areas
    followed = [m for m in catalog.measures if m.nature != "survey" and m.frequency in SAME_SEASON]
    inside = {PROVINCE, *areas.within(PROVINCE), *_arrondissements(release)}
    table = release.observations
    wanted = table["measure"].isin([measure.id for measure in followed]) & table["area"].isin(list(inside))
    rows = table[wanted & table["value"].notna() & (table["status"] != "projected")]
    rows = rows[[*SERIES, "period", "value"]].astype(dict.fromkeys([*SERIES, "period"], "str"))
    steps = rows["measure"].map({measure.id: SAME_SEASON[measure.frequency] for measure in followed})
    pairs = pd.DataFrame({"period": rows["period"], "steps": steps}).drop_duplicates()
    shifted = [shift_periods(period, -step) for period, step in pairs.itertuples(index=False)]
    earlier = pd.Series(shifted, pairs.index, dtype="str")
    rows = rows.assign(steps=steps).merge(pairs.assign(earlier=earlier), on=["period", "steps"])
    before = rows[[*SERIES, "period", "value"]].rename(columns={"period": "earlier", "value": "before"})
    counts = [measure.id for measure in followed if measure.additive and measure.unit != "€"]
    rows = rows.merge(before, on=[*SERIES, "earlier"]).drop(columns=["steps"])
    return rows.assign(is_count=rows["measure"].isin(counts))


def _arrondissements(release: Release) -> list[str]:
    higher = release.areas.higher_areas
    return [code for code, area in higher.items() if area.parent == PROVINCE]


def _is_latest(rows: pd.DataFrame) -> pd.Series:
    return rows["period"] == rows.groupby("measure")["period"].transform("max")


def _breaks(release: Release) -> list[tuple[str, str]]:
    """The measures and periods at which the catalog says that figures can't be compared."""
    catalog = release.catalog
    return [
        (catalog.main_measure(indicator).id, entry.period)
        for indicator in catalog.indicators
        for entry in indicator.breaks
    ]
