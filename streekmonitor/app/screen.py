"""What the indicator view draws from: one indicator, one period, one selection."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from functools import cached_property

import pandas as pd
import streamlit as st

from streekmonitor import formats
from streekmonitor.analysis import compare, phrases, presented, text
from streekmonitor.analysis.classes import diverging_bounds
from streekmonitor.analysis.figure import Figure
from streekmonitor.analysis.groups import comparator
from streekmonitor.analysis.presented import Way
from streekmonitor.analysis.tables import Tables
from streekmonitor.analysis.traits import is_survey
from streekmonitor.areas import Areas, Region
from streekmonitor.catalog import Catalog, Indicator
from streekmonitor.charts.frames import Amount, Notation, Series, styled, unit_words
from streekmonitor.charts.theme import around, sequential
from streekmonitor.release import Release
from streekmonitor.view import DEFAULT_SET, OWN, View

VALUES = Way()
WAY_WORDS = {
    presented.VALUE: "Waarde",
    presented.CHANGE: "Verandering",
    presented.INDEX: "Index",
    presented.DIFFERENCE: "Verschil",
    presented.SIDE_BY_SIDE: "Twee periodes",
}


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
    """A frame with an indicator and a period that has figures, shown in a way that can be.

    While `playing` through the periods nothing can be clicked, and classes are those of all periods.
    """

    indicator: Indicator
    periods: list[str]
    period: str
    way: Way = VALUES
    playing: bool = False

    @cached_property
    def shown(self) -> pd.DataFrame:
        """The municipalities on the map: area, value, status, basis, small, rank; as the way shows them."""
        return presented.shown(self.tables, self.indicator, self.way, self.period, self.set_id)

    @cached_property
    def has_municipalities(self) -> bool:
        """Whether any municipality ever has a figure: otherwise there is nothing to map or rank."""
        return self.tables.latest(self.indicator.id, self.set_id) is not None

    @cached_property
    def series(self) -> list[Series]:
        """Comparators, regions and selected municipalities, in drawing order."""
        return styled(self.name, self.regions, self.view.selected, self.comparators)

    @cached_property
    def series_rows(self) -> Mapping[str, pd.DataFrame]:
        """The rows of each of the series, by code, as the source or we have them."""
        return {entry.code: self.rows(self.indicator.id, entry.code) for entry in self.series}

    @property
    def ranked(self) -> bool:
        """Whether municipalities are ranked: not by a survey, whose margin is not in its file."""
        return not is_survey(self.catalog, self.indicator)

    @property
    def symbols(self) -> bool:
        """Whether the map shows symbols: of counts and their changes, but not of their index."""
        return self.indicator.is_count and self.way.kind != presented.INDEX

    @property
    def notation(self) -> Notation:
        """How the values on screen are written."""
        if self.way.kind == presented.INDEX:
            return Amount(f"index ({formats.period(self.way.since)} = 100)", 1)
        if self.way.made:
            return Amount(self.indicator.unit, self.indicator.decimals, signed=True)
        return self.indicator

    @property
    def as_shown(self) -> Indicator:
        """The indicator with the name, unit and decimals of what is on screen, for a table of it."""
        if not self.way.made:
            return self.indicator
        label = f"{WAY_WORDS[self.way.kind].lower()} van {self.indicator.label}"
        unit, decimals = unit_words(self.notation), self.notation.decimals
        return self.indicator.model_copy(update={"label": label, "unit": unit, "decimals": decimals})

    @cached_property
    def classes(self) -> tuple[list[float], tuple[str, ...]]:
        """The class bounds and their colours: those of the release, or around the centre of a change."""
        if not self.way.made:
            bounds = self.release.manifest["classes"][self.indicator.id]
            every = self.playing or self.way.kind == presented.SIDE_BY_SIDE
            return list(bounds["all" if every else "latest"]), sequential(neutral=self.indicator.neutral_hue)
        values, notation = self.shown["value"], self.notation
        bounds, below = diverging_bounds(values, notation.decimals, self.way.centre)
        return bounds, around(self.indicator.polarity, below, len(bounds) + 1)

    @property
    def reference(self) -> str:
        """What the periods refer to."""
        return self.catalog.main_measure(self.indicator).reference

    @property
    def period_words(self) -> str:
        """The period in words."""
        return formats.period(self.period, self.reference)

    @property
    def since_words(self) -> str:
        """The period that a change starts from, in words."""
        return phrases.named_period(self.way.since, self.reference)

    @property
    def title(self) -> str:
        """What, in which unit, when; and how it is shown."""
        indicator = self.indicator
        told = text.unit_is_told(indicator) or (
            indicator.unit == "%" and "aandeel" in indicator.label.lower()
        )
        unit = "" if told and not self.way.made else f" ({unit_words(self.notation)})"
        when = text.period_phrase(self.catalog, indicator, self.period)
        if self.way.kind == presented.CHANGE:
            until = phrases.named_period(self.period, self.reference)
            return f"{indicator.label}: verandering van {self.since_words} tot {until}{unit}"
        if self.way.kind == presented.INDEX:
            return f"{indicator.label}: {unit_words(self.notation)}, {when}"
        if self.way.kind == presented.DIFFERENCE:
            return f"{indicator.label}: verschil met {self.phrase(self.comparators[0])}{unit}, {when}"
        return f"{indicator.label}{unit}, {when}"

    def value(self, code: str) -> tuple[float | None, str]:
        """Value and status of one of the series in this period, as the way shows it."""
        value, status, _ = self._shown_of[code]
        return value, status

    def small(self, code: str) -> bool:
        """Whether the value of one of the series rests on few."""
        return self._shown_of[code][2]

    def reason(self, code: str) -> str:
        """Why one of the series has no value in this period; empty when it has one."""
        if self.plain.value(code)[0] is not None:
            return ""
        return self.figure(self.indicator.id, code, self.period).reason

    @cached_property
    def plain(self) -> "Screen":
        """The same screen with the values themselves."""
        return self if self.way.kind == presented.VALUE else replace(self, way=VALUES)

    @cached_property
    def _shown_of(self) -> dict[str, tuple[float | None, str, bool]]:
        """Value, status and smallness of each of the series, as the way shows them."""
        made = presented.of_areas(self.indicator, self.way, self.series_rows, self.period)
        return {
            str(code): (None if pd.isna(value) else float(value), str(status), bool(small))
            for code, value, status, small in made.itertuples(name=None)
        }


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
    screen = Screen(frame.tables, frame.view, indicator, periods, period)
    return replace(screen, way=_way(screen))


def _way(screen: Screen) -> Way:
    """The way of showing that the view asks for; the values themselves when that one is refused, said why."""
    view = screen.view
    way = Way(view.shown_as, _since(screen), _other(screen))
    reason = presented.refusal(screen.catalog, screen.indicator, way, screen.period)
    if not reason and way.made and not screen.has_municipalities:
        reason = "Er zijn geen cijfers van gemeenten."
    if reason:
        st.warning(f"{WAY_WORDS[view.shown_as]} is hier niet te tonen. {reason} U ziet de waarde.")
        return VALUES
    return way


def _since(screen: Screen) -> str:
    view = screen.view
    if view.shown_as not in presented.SINCE:
        return ""
    starts = presented.start_periods(screen.periods, screen.period)
    start = presented.default_start(screen.catalog, screen.indicator, screen.periods, screen.period)
    if view.since and view.since not in starts and start:
        st.warning(f"Vanaf de gevraagde periode kan dit niet tot {screen.period}; u ziet het vanaf {start}.")
    return view.since if view.since in starts else start


def _other(screen: Screen) -> pd.DataFrame | None:
    """The rows of the first comparator, for a difference from it."""
    if screen.view.shown_as != presented.DIFFERENCE or not screen.comparators:
        return None
    return screen.rows(screen.indicator.id, screen.comparators[0])
