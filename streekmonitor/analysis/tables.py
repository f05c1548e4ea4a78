"""The computed tables of a release, each computed once and shared by all who look."""

import time
from collections import deque
from collections.abc import Callable, Hashable
from contextlib import suppress
from functools import lru_cache
from typing import Any, ParamSpec, TypeVar, cast

import pandas as pd

from streekmonitor.analysis import aggregate, compare, figure
from streekmonitor.area_records import Region
from streekmonitor.areas import PROVINCE
from streekmonitor.catalog import Indicator
from streekmonitor.release import Release
from streekmonitor.view import DEFAULT_SET

Kept = TypeVar("Kept")
Asked = ParamSpec("Asked")
MOST_ASKED = 800


class Tables:
    """Values, region values and figures of a release. Frames are shared: read them, never change them.

    Indicators, areas and sets are named by their ids; a region by its id, or given itself when it is not one
    of the release. An indicator's rows have the columns of `aggregate.Values.rows`, a region's those of
    `aggregate.region_values`.
    """

    def __init__(self, release: Release) -> None:
        self.release = release
        self._asked: deque[tuple[str, tuple[Any, ...], dict[str, Any]]] = deque(maxlen=MOST_ASKED)
        self.values = self._once("values", self._values, 400)
        self._region_rows = self._once("_region_rows", self._compute_region_rows, 4000)
        self.figure = self._once("figure", self._figure, 2000)
        self.periods = self._once("periods", self._periods, 400)
        self.latest = self._once("latest", self._latest, 400)
        self.shown = self._once("shown", self._shown, 2000)
        self.largest_count = self._once("largest_count", self._largest_count, 400)
        self._keep = self._once("_keep", self._make, 6000)

    def _once(self, name: str, compute: Callable[Asked, Kept], most: int) -> Callable[Asked, Kept]:
        """The function, whose results are kept, and which remembers what it was asked."""

        def first_time(*arguments: Asked.args, **options: Asked.kwargs) -> Kept:
            self._asked.append((name, arguments, options))
            return compute(*arguments, **options)

        return cast("Callable[Asked, Kept]", lru_cache(maxsize=most)(first_time))

    def ask_again(self, former: "Tables", seconds: float) -> None:
        """Compute what was last asked of another release's tables, so that who comes next need not wait."""
        until = time.monotonic() + seconds
        for name, arguments, options in [*former._asked]:
            if time.monotonic() > until:
                return
            with suppress(Exception):  # an indicator or area may have gone: who asks for it is told
                getattr(self, name)(*arguments, **options)

    def rows(self, indicator_id: str, area: str | Region, set_id: str) -> pd.DataFrame:
        """The rows (period, value, status ...) of a region, a municipality or a higher area."""
        if isinstance(area, Region) or area in self.release.areas.regions:
            return self.region_rows(indicator_id, area)
        rows = self.values(indicator_id, set_id).rows
        return rows[rows["area"] == area]

    def kept(self, make: Callable[..., Kept], *arguments: Hashable) -> Kept:
        """What `make` gives for these tables and arguments, made once: it goes when the release goes."""
        return cast("Kept", self._keep(make, *arguments))

    def _make(self, make: Callable[..., object], *arguments: Hashable) -> object:
        return make(self, *arguments)

    def _values(self, indicator_id: str, set_id: str) -> aggregate.Values:
        return aggregate.indicator_values(self.release, self._indicator(indicator_id), set_id)

    def region_rows(self, indicator_id: str, region: str | Region) -> pd.DataFrame:
        """The rows of a region."""
        known = region if isinstance(region, Region) else self.release.areas.regions[region]
        return self._region_rows(indicator_id, known)

    def _compute_region_rows(self, indicator_id: str, region: Region) -> pd.DataFrame:
        values = self._values_within(indicator_id, region)
        return aggregate.region_values(self.release, self._indicator(indicator_id), region, values)

    def _values_within(self, indicator_id: str, region: Region) -> aggregate.Values:
        """The values that a region's value is made of."""
        indicator = self._indicator(indicator_id)
        if aggregate.differs_by_region(indicator):
            return aggregate.values_within(self.release, indicator, region)
        return self.values(indicator_id, DEFAULT_SET)

    def _figure(
        self, indicator_id: str, area: str | Region, period: str | None, set_id: str
    ) -> figure.Figure:
        region = figure.as_region(self.release, area)
        if region is None:
            rows = self.rows(indicator_id, area, set_id)
            return figure.figure_of(self.release, self.values(indicator_id, set_id), rows, str(area), period)
        values, rows = self._values_within(indicator_id, region), self.region_rows(indicator_id, region)
        return figure.figure_of(self.release, values, rows, region, period)

    def _periods(self, indicator_id: str, set_id: str) -> list[str]:
        """The periods with a value in the province, oldest first."""
        return compare.periods_with_data(self.values(indicator_id, set_id), self.release.areas)

    def _latest(self, indicator_id: str, set_id: str) -> str | None:
        """The last period with a value in the province that is no projection; None without any."""
        rows = self.values(indicator_id, set_id).rows
        inside = rows["area"].isin(self.release.areas.within(PROVINCE)) & rows["value"].notna()
        periods = rows.loc[inside & (rows["status"] != "projected"), "period"]
        return str(periods.max()) if len(periods) else None

    def _shown(self, indicator_id: str, period: str, set_id: str) -> pd.DataFrame:
        """The municipalities on the map of a period, see `compare.shown_municipalities`."""
        return compare.shown_municipalities(self.values(indicator_id, set_id), self.release.areas, period)

    def _largest_count(self, indicator_id: str, set_id: str) -> float:
        """The largest value in the province over all periods: symbols keep their meaning over time."""
        rows = self.values(indicator_id, set_id).rows
        return float(rows.loc[rows["area"].isin(self.release.areas.within(PROVINCE)), "value"].max())

    def _indicator(self, indicator_id: str) -> Indicator:
        return self.release.catalog.indicator_by_id[indicator_id]
