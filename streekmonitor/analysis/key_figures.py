"""Key figures: how an area stands, how it moved, and in how many it stands better than a comparator."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from math import isnan

import pandas as pd

from streekmonitor import formats
from streekmonitor.analysis import phrases
from streekmonitor.analysis.aggregate import is_small
from streekmonitor.analysis.compare import verdict
from streekmonitor.analysis.quantities import basis_of
from streekmonitor.analysis.traits import breaks_of, is_survey
from streekmonitor.catalog import Catalog, Indicator

CHANGE_YEARS = 5
FEWEST_JUDGED = 2


@dataclass(frozen=True)
class Standing:
    """A figure of one area in one period.

    `value` is None without one; `small` flags a small base. `present` of `members` municipalities took part
    in the value of a region (both 0 for anything else). `since` is the period that `change` starts from, both
    None when there is none; `broken` is then the period of the break that forbids it, if one does.
    """

    value: float | None
    status: str
    small: bool
    present: int
    members: int
    since: str | None
    change: float | None
    broken: str | None


NOTHING = Standing(None, "missing", small=False, present=0, members=0, since=None, change=None, broken=None)
COUNTS = ("present", "members")


def last_period(several: Iterable[pd.DataFrame]) -> str | None:
    """The last period with a value that is no projection in any of these rows (period, value, status)."""
    periods = [
        str(rows.loc[known, "period"].max())
        for rows in several
        if (known := rows["value"].notna() & (rows["status"] != "projected")).any()
    ]
    return max(periods, default=None)


def standing(
    catalog: Catalog, indicator: Indicator, rows: pd.DataFrame, period: str, since: str | None = None
) -> Standing:
    """How an area stands in a period; `rows` are its own.

    The change is that since the year `since` (by default five years before): since the first figure from then
    on, of the same season, on this side of the last break in the series, and computed or published alike;
    without any, since the last one before.
    """
    # A page asks this a hundred times: plain lists are ten times as fast as masks on so few rows.
    known = {
        str(name): place
        for place, (name, value) in enumerate(zip(rows["period"], rows["value"], strict=True))
        if not isnan(value)
    }
    if period not in known:
        return NOTHING
    row = rows.iloc[known[period]]
    value = float(row["value"])
    small = bool(is_small(indicator, pd.Series([row["denominator"]], dtype=float)).iloc[0])
    present, members = (int(row[name]) if name in row and pd.notna(row[name]) else 0 for name in COUNTS)
    computed = list(basis_of(rows) == "computed")
    alike = sorted(name for name, place in known.items() if computed[place] == computed[known[period]])
    start, broken = _start(catalog, indicator, alike, period, since)
    change = None if start is None else value - float(rows["value"].iloc[known[start]])
    return Standing(value, str(row["status"]), small, present, members, start, change, broken)


def _start(
    catalog: Catalog, indicator: Indicator, known: Sequence[str], period: str, since: str | None
) -> tuple[str | None, str | None]:
    """Of the known periods the one that a change starts from; without one, the break that forbids it."""
    wanted = f"{since[:4]}{period[4:]}" if since else formats.shift_years(period, -CHANGE_YEARS)
    last_break = max(
        (entry.period for entry in breaks_of(catalog, indicator) if entry.period <= period), default=""
    )
    earlier = [name for name in known if name < period and name[4:] == period[4:]]
    if wanted >= period or not earlier:
        return None, None
    unbroken = [name for name in earlier if name >= last_break]
    if not unbroken:
        return None, last_break
    return next((name for name in unbroken if name >= wanted), unbroken[-1]), None


def judged(catalog: Catalog, indicator: Indicator) -> bool:
    """Whether one figure of it may be called better than another."""
    return bool(phrases.judgement(indicator, 1.0)) and not is_survey(catalog, indicator)


def tally(
    catalog: Catalog, values: Mapping[str, Mapping[str, float | None]], areas: Sequence[str], comparator: str
) -> tuple[int, dict[str, int]]:
    """In how many indicators each area stands better than the comparator, and out of how many.

    `values` gives per indicator id the value of each area and of the comparator. Only what may be judged
    counts, and of that only what all of them have a figure of; equal on screen is not better.
    """
    better = dict.fromkeys(areas, 0)
    judged_number = 0
    for name, by_area in values.items():
        indicator = catalog.indicator_by_id[name]
        known = [by_area.get(code) for code in (*areas, comparator)]
        if not judged(catalog, indicator) or any(value is None for value in known):
            continue
        judged_number += 1
        for code in areas:
            better[code] += _better(indicator, by_area[code], by_area[comparator])
    return judged_number, better


def _better(indicator: Indicator, value: float | None, other: float | None) -> bool:
    if value is None or other is None:
        return False
    gap = value - other
    return phrases.visible(indicator, gap) and verdict(indicator, gap) == "better"


def tally_sentence(number: int, better: Mapping[str, int], comparator: str) -> str:
    """The tally in a sentence; names as they read in one. "" when there is too little to tell."""
    if number < FEWEST_JUDGED:
        return ""
    (first, count), *rest = better.items()
    counts = [f"{count or 'geen'} gunstiger in {first}"] + [
        f"{count or 'geen'} in {name}" for name, count in rest
    ]
    verb = "staat er" if count <= 1 else "staan er"
    return (
        f"Van de {number} kerncijfers waarvan te zeggen is wat gunstig is, {verb} "
        f"{formats.listing(counts)} dan in {comparator}."
    )
