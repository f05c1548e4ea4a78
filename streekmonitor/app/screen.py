"""What the indicator view draws from: one indicator, one period, one selection."""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property

import pandas as pd
import streamlit as st

from streekmonitor import formats
from streekmonitor.analysis import compare, text
from streekmonitor.analysis.tables import Tables
from streekmonitor.areas import Areas
from streekmonitor.catalog import Catalog, Indicator
from streekmonitor.charts.frames import Series, styled
from streekmonitor.release import Release
from streekmonitor.view import View


@dataclass(frozen=True)
class Frame:
    """What the shell gives a page: the tables of the release in force, and what the visitor chose."""

    tables: Tables
    view: View

    @property
    def release(self) -> Release:
        """The release in force."""
        return self.tables.release

    @property
    def areas(self) -> Areas:
        """Its areas."""
        return self.release.areas

    @property
    def catalog(self) -> Catalog:
        """Its catalog."""
        return self.release.catalog

    @property
    def regions(self) -> tuple[str, ...]:
        """The regions of the chosen set."""
        return self.areas.sets[self.view.set_id].regions


@dataclass(frozen=True)
class Screen(Frame):
    """A frame with an indicator and a period that has figures."""

    indicator: Indicator
    periods: list[str]
    period: str

    @cached_property
    def shown(self) -> pd.DataFrame:
        """The municipalities on the map: area, value, status, basis, rank."""
        return self.tables.shown(self.indicator.id, self.period, self.view.set_id)

    @cached_property
    def series(self) -> list[Series]:
        """Comparators, regions and selected municipalities, in drawing order."""
        return styled(self.areas, self.regions, self.view.selected, self.view.comparators)

    @cached_property
    def rows(self) -> Mapping[str, pd.DataFrame]:
        """The rows of each of the series, by code."""
        set_id = self.view.set_id
        return {entry.code: self.tables.rows(self.indicator.id, entry.code, set_id) for entry in self.series}

    @property
    def bounds(self) -> list[float]:
        """The class bounds, as the release fixed them."""
        return list(self.release.manifest["classes"][self.indicator.id]["latest"])

    @property
    def period_words(self) -> str:
        """The period in words."""
        return formats.period(self.period, self.catalog.main_measure(self.indicator).reference)

    @property
    def title(self) -> str:
        """What, in which unit, when."""
        indicator = self.indicator
        told = text.unit_is_told(indicator) or (
            indicator.unit == "%" and "aandeel" in indicator.label.lower()
        )
        unit = "" if told else f" ({indicator.unit})"
        return f"{indicator.label}{unit}, {text.period_phrase(self.catalog, indicator, self.period)}"

    def value(self, code: str) -> tuple[float | None, str]:
        """Value and status of one of the series in this period."""
        rows = self.rows[code]
        here = rows[rows["period"] == self.period]
        if here.empty:
            return None, "missing"
        row = here.iloc[0]
        return (None if pd.isna(row["value"]) else float(row["value"])), row["status"]

    def reason(self, code: str) -> str:
        """Why one of the series has no value in this period; empty when it has one."""
        if self.value(code)[0] is not None:
            return ""
        return self.tables.figure(self.indicator.id, code, self.period, self.view.set_id).reason


def prepare(frame: Frame, indicator: Indicator) -> Screen:
    """The screen of an indicator; a period without figures becomes the latest, and that is said."""
    periods = frame.tables.periods(indicator.id, frame.view.set_id)
    asked = frame.view.period
    values = frame.tables.values(indicator.id, frame.view.set_id)
    period = asked if asked in periods else compare.default_period(values, periods)
    if asked and asked != period:
        known = periods[0] if len(periods) == 1 else f"{periods[0]} tot en met {periods[-1]}"
        st.warning(
            f"Voor de gevraagde periode zijn er geen cijfers; u ziet {period}. Er zijn cijfers van {known}."
        )
    return Screen(frame.tables, frame.view, indicator, periods, period)
