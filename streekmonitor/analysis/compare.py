"""Areas side by side: who is on the map, ranks, differences and changes."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import pandas as pd

from streekmonitor.analysis.aggregate import Values, is_small
from streekmonitor.analysis.quantities import MIXED_ENDS, basis_of
from streekmonitor.areas import PROVINCE, Areas
from streekmonitor.catalog import Indicator


@dataclass(frozen=True)
class ValueChange:
    """A change between two periods; `amount` is None when it can't be told, and `reason` then says why."""

    start: str
    end: str
    amount: float | None
    reason: str = ""


def shown_municipalities(values: Values, areas: Areas, period: str) -> pd.DataFrame:
    """The municipalities of the province on the map of a period: area, value, status, basis, small, rank.

    Those in force; where a merged one has no value but its former municipalities do, those instead. `small`
    flags a small base. `rank` counts from the highest value, ties share a rank; NaN without a value.
    """
    rows = values.rows[values.rows["period"] == period].set_index("area")
    with_value = set(rows.index[rows["value"].notna()])
    shown: list[str] = []
    for nis in areas.within(PROVINCE):
        former = [code for code in areas.former(nis) if code in with_value]
        shown += former if nis not in with_value and former else [nis]
    rows = rows.assign(small=is_small(values.indicator, rows["denominator"])).reindex(shown)
    result = rows[["value", "status", "basis"]].astype({"status": object, "basis": object})
    result["status"] = result["status"].fillna("missing")
    result["small"] = rows["small"].eq(other=True) & result["value"].notna()
    result["rank"] = result["value"].rank(method="min", ascending=False)
    return result.rename_axis("area").reset_index()


def periods_with_data(values: Values, areas: Areas) -> list[str]:
    """The periods, oldest first, in which a municipality of the province has a value.

    Where none ever has (a figure of arrondissements or provinces only), those in which any area has.
    """
    province = {code for nis in areas.within(PROVINCE) for code in (nis, *areas.former(nis))}
    rows = values.rows[values.rows["value"].notna()]
    inside = rows[rows["area"].isin(province)]
    return sorted((inside if len(inside) else rows)["period"].unique())


def default_period(values: Values, periods: Sequence[str]) -> str:
    """The latest of these periods that is no projection; the latest of all when all are."""
    rows = values.rows[values.rows["value"].notna() & (values.rows["status"] != "projected")]
    known = set(rows["period"])
    return next((period for period in reversed(periods) if period in known), periods[-1])


def change(indicator: Indicator, rows: pd.DataFrame, start: str, end: str) -> ValueChange:
    """The difference between two periods of one area's rows (columns period, value, maybe basis).

    None when a period has no value, across a break in the series, or between a computed and a published one.
    """
    values = rows.set_index("period")["value"]
    for broken in indicator.breaks:
        if start < broken.period <= end:
            return ValueChange(start, end, None, f"Reeks gebroken in {broken.period}: {broken.reason}")
    first, last = values.get(start, np.nan), values.get(end, np.nan)
    if pd.isna(first) or pd.isna(last):
        return ValueChange(start, end, None, "Geen cijfer in een van beide periodes.")
    computed = basis_of(rows).eq("computed").set_axis(values.index)
    if computed[start] != computed[end]:
        return ValueChange(start, end, None, MIXED_ENDS)
    return ValueChange(start, end, float(last - first))


def verdict(indicator: Indicator, difference: float | None) -> str:
    """Tell "better" or "worse" of a difference by the indicator's polarity; "" where it has none."""
    if pd.isna(difference) or difference == 0 or indicator.polarity == "none":
        return ""
    return "better" if (difference > 0) == (indicator.polarity == "higher_is_better") else "worse"
