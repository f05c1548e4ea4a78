"""What the indicator view draws from: one indicator, one period, one selection."""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property

import pandas as pd
import streamlit as st

from streekmonitor import formats
from streekmonitor.analysis import compare, text
from streekmonitor.analysis.figure import Figure
from streekmonitor.analysis.groups import comparator
from streekmonitor.analysis.tables import Tables
from streekmonitor.analysis.traits import is_survey
from streekmonitor.areas import Areas, Region
from streekmonitor.catalog import Catalog, Indicator
from streekmonitor.charts.frames import Series, styled
from streekmonitor.release import Release
from streekmonitor.view import DEFAULT_SET, OWN, View


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

    @cached_property
    def groups(self) -> Mapping[str, Region]:
        """What stands for several municipalities, by id: the regions of the set, and the comparators."""
        regions = {region.id: region for region in self.view.regions(self.areas)}
        found = {code: comparator(self.tables, self.view, code) for code in self.view.comparators}
        return regions | {code: region for code, region in found.items() if region is not None}

    @property
    def regions(self) -> tuple[str, ...]:
        """The ids of the regions of the chosen set."""
        return tuple(region.id for region in self.view.regions(self.areas))

    @property
    def comparators(self) -> tuple[str, ...]:
        """The comparators that there are, without the regions on screen and what stands for one of them."""
        shown = {*self.regions, *self.view.selected}
        known = [
            code for code in self.view.comparators if code in self.groups or self.areas.is_municipality(code)
        ]
        return tuple(
            code for code in known if (self.groups[code].id if code in self.groups else code) not in shown
        )

    @property
    def set_id(self) -> str:
        """The set whose regions are the own ones of municipalities; a visitor's own region has none."""
        return DEFAULT_SET if self.view.set_id == OWN else self.view.set_id

    def name(self, code: str) -> str:
        """The name of a municipality, a region or a group."""
        return self.groups[code].label if code in self.groups else self.areas.name(code)

    def phrase(self, code: str) -> str:
        """The name within a sentence."""
        return self.groups[code].phrase if code in self.groups else self.areas.phrase(code)

    def rows(self, indicator_id: str, code: str) -> pd.DataFrame:
        """The rows (period, value, status ...) of a municipality, a region or a group."""
        return self.tables.rows(indicator_id, self.groups.get(code, code), self.set_id)

    def figure(self, indicator_id: str, code: str, period: str) -> Figure:
        """One figure with its computation."""
        return self.tables.figure(indicator_id, self.groups.get(code, code), period, self.set_id)


@dataclass(frozen=True)
class Screen(Frame):
    """A frame with an indicator and a period that has figures."""

    indicator: Indicator
    periods: list[str]
    period: str

    @cached_property
    def shown(self) -> pd.DataFrame:
        """The municipalities on the map: area, value, status, basis, rank."""
        return self.tables.shown(self.indicator.id, self.period, self.set_id)

    @cached_property
    def series(self) -> list[Series]:
        """Comparators, regions and selected municipalities, in drawing order."""
        return styled(self.name, self.regions, self.view.selected, self.comparators)

    @cached_property
    def series_rows(self) -> Mapping[str, pd.DataFrame]:
        """The rows of each of the series, by code."""
        return {entry.code: self.rows(self.indicator.id, entry.code) for entry in self.series}

    @property
    def ranked(self) -> bool:
        """Whether municipalities are ranked: not by a survey, whose margin is not in its file."""
        return not is_survey(self.catalog, self.indicator)

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
        rows = self.series_rows[code]
        here = rows[rows["period"] == self.period]
        if here.empty:
            return None, "missing"
        row = here.iloc[0]
        return (None if pd.isna(row["value"]) else float(row["value"])), row["status"]

    def reason(self, code: str) -> str:
        """Why one of the series has no value in this period; empty when it has one."""
        if self.value(code)[0] is not None:
            return ""
        return self.figure(self.indicator.id, code, self.period).reason


def prepare(frame: Frame, indicator: Indicator) -> Screen:
    """The screen of an indicator; a period without figures becomes the latest, and that is said."""
    periods = frame.tables.periods(indicator.id, frame.set_id)
    asked = frame.view.period
    values = frame.tables.values(indicator.id, frame.set_id)
    period = asked if asked in periods else compare.default_period(values, periods)
    if asked and asked != period:
        known = periods[0] if len(periods) == 1 else f"{periods[0]} tot en met {periods[-1]}"
        st.warning(
            f"Voor de gevraagde periode zijn er geen cijfers; u ziet {period}. Er zijn cijfers van {known}."
        )
    return Screen(frame.tables, frame.view, indicator, periods, period)
