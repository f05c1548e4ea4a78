"""Quantities of the catalog as rows per area and period, alone or beside another quantity."""

import numpy as np
import pandas as pd

from streekmonitor.catalog import Measure
from streekmonitor.formats import shift_periods
from streekmonitor.forms import Quantity, Ratio
from streekmonitor.release import STATUSES, WITHOUT_VALUE, Release

KEY = ["area", "period"]
MIXED_ENDS = (
    "Van begin en einde is het ene cijfer berekend uit de gemeenten en het andere overgenomen van de "
    "uitgever; het verschil is dan geen verandering."
)


def quantity_rows(release: Release, quantity: Quantity) -> pd.DataFrame:
    """A quantity per area and period: columns area, period, value, status, basis.

    Over several categories the values are added; one without value leaves the sum without.
    """
    wanted = quantity.categories or ("",)
    stacked = pd.concat([_plain(release.measure(quantity.measure, category)) for category in wanted])
    if len(wanted) == 1:
        return stacked
    stacked = stacked.assign(severity=severity(stacked["status"]), summed=stacked["basis"] == "summed")
    sums = stacked.groupby(KEY).agg(
        value=("value", "sum"),
        known=("value", "count"),
        severity=("severity", "max"),
        summed=("summed", "any"),
    )
    result = pd.DataFrame(
        {
            "value": sums["value"].where(sums["known"] == len(wanted)),
            "status": status_of(sums["severity"]),
            "basis": np.where(sums["summed"], "summed", "published"),
        },
        index=sums.index,
    )
    return with_reason(result.reset_index())


def with_partner(release: Release, rows: pd.DataFrame, partner: Quantity, periods: pd.Series) -> pd.DataFrame:
    """Add `partner` (value) and `partner_status` of another quantity at the given periods."""
    other = quantity_rows(release, partner).rename(columns={"value": "partner", "status": "partner_status"})
    rows = rows.assign(partner_period=periods)
    if release.catalog.measure_by_id[partner.measure].frequency == "constant":
        other = other.sort_values("period").drop_duplicates("area", keep="last")
        return rows.merge(other[["area", "partner", "partner_status"]], on="area", how="left")
    other = other.rename(columns={"period": "partner_period"})
    columns = ["area", "partner_period", "partner", "partner_status"]
    return rows.merge(other[columns], on=["area", "partner_period"], how="left")


def denominator_periods(release: Release, form: Ratio, periods: pd.Series) -> pd.Series:
    """The period of the denominator that belongs to each period of the numerator.

    What is measured at the end of a period is set against the residents at the start of the next.
    """
    numerator = release.catalog.measure_by_id[form.numerator.measure]
    denominator = release.catalog.measure_by_id[form.denominator.measure]
    offset = form.denominator_offset
    if offset is None:
        offset = int(numerator.reference == "end" and denominator.reference == "start")
    return aligned_periods(periods, denominator, offset)


def aligned_periods(periods: pd.Series, other: Measure, offset: int = 0) -> pd.Series:
    """Shift by `offset` periods; from a quarter or month to its year where the other measure is yearly."""
    names = {name: shift_periods(name, offset) for name in periods.unique()}
    if other.frequency == "year":
        names = {name: shifted[:4] for name, shifted in names.items()}
    return periods.map(names)


def severity(statuses: pd.Series) -> pd.Series:
    """The place of each status in STATUSES: the higher, the more it weighs."""
    return statuses.map({status: rank for rank, status in enumerate(STATUSES)}).astype(int)


def status_of(severities: pd.Series) -> np.ndarray:
    """The opposite of `severity`."""
    statuses: np.ndarray = np.array(STATUSES, dtype=object)
    return statuses.take(severities.to_numpy())


def worst_of(first: pd.Series, second: pd.Series) -> np.ndarray:
    """The status of what is computed from two values; a row that is not there is missing."""
    one, other = (severity(statuses.fillna("missing")) for statuses in (first, second))
    return status_of(one.where(one >= other, other))


def differently_made(first: pd.Series, second: pd.Series) -> pd.Series:
    """Where one of two values was computed from municipalities and the other is the publisher's own.

    A difference in how they were counted is no change. Takes what `basis` says of both, row by row.
    """
    return first.eq("computed") != second.eq("computed")


def basis_of(rows: pd.DataFrame) -> pd.Series:
    """How each value was made; "published" for rows that do not say it."""
    return rows["basis"] if "basis" in rows else pd.Series("published", index=rows.index)


def with_reason(rows: pd.DataFrame) -> pd.DataFrame:
    """Give every row without a value a status that says why; a denominator of zero allows no value."""
    unexplained = rows["value"].isna() & ~rows["status"].isin(WITHOUT_VALUE)
    status = rows["status"].mask(unexplained, "missing")
    if "denominator" in rows.columns:
        status = status.mask(unexplained & (rows["denominator"] == 0), "not_applicable")
    return rows.assign(status=status)


def _plain(rows: pd.DataFrame) -> pd.DataFrame:
    """Text keys as text: joins and groupings then never carry unused categories along."""
    return rows.astype({"area": object, "period": object, "status": object, "basis": object})
