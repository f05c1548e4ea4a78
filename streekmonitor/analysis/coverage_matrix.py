"""For how many municipalities each indicator has a figure, year by year, as the manifest counted them."""

from collections.abc import Iterable

import pandas as pd

from streekmonitor.catalog import Indicator
from streekmonitor.formats import year_of
from streekmonitor.release import Release

COLUMNS = ("indicator", "label", "year", "period", "covered", "wanted")


def coverage_matrix(release: Release, indicators: Iterable[Indicator]) -> pd.DataFrame:
    """A row per indicator and year, in the order given: COLUMNS.

    `period` is the last of the year in which any municipality has a figure, `covered` of the `wanted`
    municipalities of the province those that have one. An indicator without figures of municipalities has no
    row. Counted is the measure whose periods the indicator has.
    """
    rows = []
    for indicator in indicators:
        measure = release.catalog.main_measure(indicator).id
        counted = release.manifest["measures"].get(measure, {}).get("coverage", {}).get("province", {})
        last = {year_of(period): period for period in sorted(counted) if counted[period][0]}
        rows += [
            (indicator.id, indicator.short_label, year, period, *counted[period])
            for year, period in last.items()
        ]
    return pd.DataFrame(rows, columns=list(COLUMNS))
