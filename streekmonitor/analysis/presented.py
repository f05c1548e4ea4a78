"""Figures shown as what they are, or as what was made of them: a change, an index, a difference.

Each of these is made of two figures of the same area, or of two areas in the same period; the rules for
when that may not be done are here, with the reason in Dutch.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np
import pandas as pd

from streekmonitor import formats
from streekmonitor.analysis import phrases
from streekmonitor.analysis.aggregate import is_small
from streekmonitor.analysis.quantities import basis_of, differently_made, worst_of
from streekmonitor.analysis.tables import Tables
from streekmonitor.analysis.traits import break_between, breaks_of, is_survey
from streekmonitor.catalog import Catalog, Indicator
from streekmonitor.forms import Change

VALUE, CHANGE, INDEX, DIFFERENCE, SIDE_BY_SIDE = "waarde", "verandering", "index", "verschil", "naast_elkaar"
SINCE = frozenset({CHANGE, INDEX, SIDE_BY_SIDE})
"""The ways of showing that start from an earlier period."""
CHANGE_YEARS = 5
INDEX_BASE = 100.0
AT_COLUMNS = ["value", "status", "basis", "denominator"]
SHOWN_COLUMNS = ["area", "value", "status", "basis", "small", "rank"]


@dataclass(frozen=True)
class Way:
    """How figures are shown: as one of the constants above, since a period or against another's rows.

    `other` has the columns period, value, status; only a difference needs it.
    """

    kind: str = VALUE
    since: str = ""
    other: pd.DataFrame | None = None

    @property
    def made(self) -> bool:
        """Whether what is shown is made of two figures."""
        return self.kind in (CHANGE, INDEX, DIFFERENCE)

    @property
    def centre(self) -> float:
        """The value that means: no different."""
        return INDEX_BASE if self.kind == INDEX else 0.0


def start_periods(periods: Sequence[str], period: str) -> list[str]:
    """The periods that a change up to this one can start from: earlier ones, of the same season."""
    return [start for start in periods if start < period and start[4:] == period[4:]]


def default_start(catalog: Catalog, indicator: Indicator, periods: Sequence[str], period: str) -> str:
    """Five years earlier or the first figure after that, not before the last break; "" without any."""
    starts = start_periods(periods, period)
    broken = [entry.period for entry in breaks_of(catalog, indicator) if entry.period <= period]
    since = max([formats.shift_years(period, -CHANGE_YEARS), *broken])
    return next((start for start in starts if start >= since), starts[-1] if starts else "")


def refusal(catalog: Catalog, indicator: Indicator, way: Way, period: str) -> str:
    """Why an indicator can't be shown in this way; "" when it can."""
    if not way.made:
        return "" if way.kind == VALUE or way.since else "Er is geen vroegere periode om ernaast te zetten."
    if is_survey(catalog, indicator):
        what = "een verschil" if way.kind == DIFFERENCE else "een verandering"
        return f"Dit is een enquête en haar foutenmarge is niet bekend: {what} kan toeval zijn."
    if way.kind == DIFFERENCE:
        return _no_difference(indicator, way)
    return _no_change(catalog, indicator, way, period)


def _no_change(catalog: Catalog, indicator: Indicator, way: Way, period: str) -> str:
    if not way.since:
        return "Er is geen vroegere periode om mee te vergelijken."
    if way.kind == INDEX and isinstance(indicator.form, Change):
        return "Een verandering heeft geen index: haar basis kan nul of negatief zijn."
    broken = break_between(catalog, indicator, way.since, period)
    if broken is None:
        return ""
    reference = catalog.main_measure(indicator).reference
    return (
        f"Met {phrases.named_period(way.since, reference)} is het niet te vergelijken: de reeks is gebroken "
        f"in {formats.period(broken.period)} ({broken.reason})."
    )


def _no_difference(indicator: Indicator, way: Way) -> str:
    if indicator.is_count:
        return "Een aantal hangt af van de omvang van het gebied; een verschil in aantal zegt daarom niets."
    return "Kies eerst bij “Vergelijk met” een gebied." if way.other is None else ""


def shown(tables: Tables, indicator: Indicator, way: Way, period: str, set_id: str) -> pd.DataFrame:
    """The municipalities on the map, shown in this way: area, value, status, basis, small, rank."""
    now = tables.shown(indicator.id, period, set_id)
    if not way.made:
        return now
    end = now.set_index("area")
    if way.kind == DIFFERENCE:
        start = _repeated(way.other, period, end.index)
    else:
        rows = tables.values(indicator.id, set_id).rows
        start = rows[rows["period"] == way.since].set_index("area").reindex(end.index)
        start["small"] = is_small(indicator, start["denominator"])
    made = combine(indicator, way, end, start)
    result = now.assign(
        value=made["value"].to_numpy(), status=made["status"].to_numpy(), small=made["small"].to_numpy()
    )
    result["rank"] = result["value"].rank(method="min", ascending=False)
    return result[SHOWN_COLUMNS]


def of_areas(indicator: Indicator, way: Way, rows: Mapping[str, pd.DataFrame], period: str) -> pd.DataFrame:
    """The figures of some areas in a period, shown in this way: value, status, small by code (index).

    `rows` gives those of each area by its code; without one in the period it is missing.
    """
    end = _at(indicator, rows, period)
    if not way.made:
        return end[["value", "status", "small"]]
    if way.kind == DIFFERENCE:
        return combine(indicator, way, end, _repeated(way.other, period, end.index))
    return combine(indicator, way, end, _at(indicator, rows, way.since))


def combine(indicator: Indicator, way: Way, end: pd.DataFrame, start: pd.DataFrame) -> pd.DataFrame:
    """Two figures made into one, row by row: value, status, small; both have these columns, maybe basis.

    An index has no value where its base is not above zero or is small. Neither has anything made of two ends
    in time where one is computed and the other the publisher's own.
    """
    before, after = start["value"].astype(float), end["value"].astype(float)
    few = [frame["small"].eq(other=True) for frame in (start, end)]
    status = pd.Series(worst_of(end["status"], start["status"]), index=end.index)
    if way.kind == INDEX:
        unfit = (before <= 0) | few[0]
        if indicator.is_count:
            unfit |= before < indicator.small_base
        value = (after / before * INDEX_BASE).mask(unfit)
        status = status.mask(unfit & before.notna() & after.notna(), "not_applicable")
    else:
        value = after - before
    if way.kind != DIFFERENCE:
        mixed = differently_made(basis_of(start), basis_of(end)) & value.notna()
        value, status = value.mask(mixed), status.mask(mixed, "missing")
    return pd.DataFrame({"value": value, "status": status, "small": (few[0] | few[1]) & value.notna()})


def _at(indicator: Indicator, rows: Mapping[str, pd.DataFrame], period: str) -> pd.DataFrame:
    """The figures of one period: value, status, basis, small by code."""
    found = []
    for own in rows.values():
        here = np.flatnonzero(own["period"].to_numpy() == period)
        if len(here):
            found.append([own[name].iloc[here[0]] for name in AT_COLUMNS])
        else:
            found.append([np.nan, "missing", "refused", np.nan])
    table = pd.DataFrame(found, columns=AT_COLUMNS, index=list(rows))
    table = table.astype({"value": float, "denominator": float})
    small = is_small(indicator, table["denominator"]) & table["value"].notna()
    return table.assign(small=small)[["value", "status", "basis", "small"]]


def _repeated(rows: pd.DataFrame | None, period: str, index: pd.Index) -> pd.DataFrame:
    """The one value of a comparator for every area."""
    here = rows[rows["period"] == period] if rows is not None else pd.DataFrame()
    value = float(here["value"].iloc[0]) if len(here) else np.nan
    status = str(here["status"].iloc[0]) if len(here) else "missing"
    return pd.DataFrame({"value": value, "status": status, "small": False}, index=index)
