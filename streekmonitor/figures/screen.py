"""What the indicator view draws from: one indicator, one period, one selection."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from functools import cached_property

import pandas as pd

from streekmonitor import formats
from streekmonitor.analysis import compare, phrases, presented, text
from streekmonitor.analysis.classes import diverging_bounds
from streekmonitor.analysis.presented import Way
from streekmonitor.analysis.traits import is_survey
from streekmonitor.catalog import Indicator
from streekmonitor.charts.frames import Amount, Notation, Series, styled, unit_words
from streekmonitor.charts.theme import around, sequential
from streekmonitor.figures.frame import Frame
from streekmonitor.view import View

VALUES = Way()
FIGURES = ["value", "status", "small"]
WAY_WORDS = {
    presented.VALUE: "Waarde",
    presented.CHANGE: "Verandering",
    presented.INDEX: "Index",
    presented.DIFFERENCE: "Verschil",
    presented.SIDE_BY_SIDE: "Twee periodes",
}


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

    @property
    def exact_view(self) -> View:
        """The view with its indicator and periods, which a later release would choose otherwise."""
        since = self.way.since or self.view.since
        return replace(self.view, indicator=self.indicator.id, period=self.period, since=since)

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
            every = self.view.all_years or self.across_periods
            return list(bounds["all" if every else "latest"]), sequential(neutral=self.indicator.neutral_hue)
        values, notation = self.shown["value"], self.notation
        bounds, below = diverging_bounds(values, notation.decimals, self.way.centre)
        return bounds, around(self.indicator.polarity, below, len(bounds) + 1)

    @property
    def across_periods(self) -> bool:
        """Whether several periods are looked at, so that classes are always those of all."""
        return self.playing or self.way.kind == presented.SIDE_BY_SIDE

    @property
    def has_two_classes(self) -> bool:
        """Whether there is a choice: classes of the latest period, or of all."""
        bounds = self.release.manifest["classes"].get(self.indicator.id, {})
        free = self.way.kind == presented.VALUE and not self.playing and not self.symbols
        return free and bounds.get("all") != bounds.get("latest")

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

    @property
    def heading(self) -> str:
        """The title in short: name, how it is shown, unit and period."""
        indicator, way = self.indicator, self.way
        when = formats.short_period(self.period, self.reference)
        unit = unit_words(self.notation)
        if way.kind == presented.CHANGE:
            since = formats.short_period(way.since, self.reference)
            return f"{indicator.short_label}: verandering {since} – {when} ({unit})"
        if way.kind == presented.INDEX:
            return f"{indicator.short_label}: {unit}, {when}"
        if way.kind == presented.DIFFERENCE:
            return f"{indicator.short_label}: verschil met {self.name(self.comparators[0])} ({unit}), {when}"
        return f"{indicator.short_label}{'' if text.unit_is_told(indicator) else f' ({unit})'}, {when}"

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
        made = presented.of_areas(self.indicator, self.way, self.series_rows, self.period)[FIGURES]
        return {
            str(code): (None if pd.isna(value) else float(value), str(status), bool(small))
            for code, value, status, small in made.itertuples(name=None)
        }


def prepare(frame: Frame, indicator: Indicator) -> tuple[Screen, list[str]]:
    """The screen of an indicator, and a notice (Dutch) for each thing in the view that it can't show.

    A period without figures becomes the latest; a way of showing that makes no sense here, the values.
    """
    periods = frame.tables.periods(indicator.id, frame.set_id)
    asked = frame.view.period
    values = frame.tables.values(indicator.id, frame.set_id)
    period = asked if asked in periods else compare.default_period(values, periods)
    screen = Screen(
        frame.tables,
        frame.view,
        indicator,
        periods,
        period,
        page=frame.page,
        home=frame.home,
        followed=frame.followed,
    )
    way, notices = _way(screen)
    if asked and asked != period:
        known = periods[0] if len(periods) == 1 else f"{periods[0]} tot en met {periods[-1]}"
        instead = f"Voor de gevraagde periode zijn er geen cijfers; u ziet {period}."
        notices.insert(0, f"{instead} Er zijn cijfers van {known}.")
    return replace(screen, way=way), notices


def _way(screen: Screen) -> tuple[Way, list[str]]:
    """The way of showing that the view asks for; the values themselves when that one is refused, said why."""
    view = screen.view
    since, notices = _since(screen)
    way = Way(view.shown_as, since, _other(screen))
    reason = presented.refusal(screen.catalog, screen.indicator, way, screen.period)
    if not reason and way.made and not screen.has_municipalities:
        reason = "Er zijn geen cijfers van gemeenten."
    if not reason:
        return way, notices
    refused = f"{WAY_WORDS[view.shown_as]} is hier niet te tonen. {reason} U ziet de waarde."
    return VALUES, [*notices, refused]


def _since(screen: Screen) -> tuple[str, list[str]]:
    """The period that a change starts from, and what was asked for and can't be."""
    view = screen.view
    if view.shown_as not in presented.SINCE:
        return "", []
    starts = presented.start_periods(screen.periods, screen.period)
    start = presented.default_start(screen.catalog, screen.indicator, screen.periods, screen.period)
    if view.since in starts:
        return view.since or "", []
    told = bool(view.since and start)
    notice = f"Vanaf de gevraagde periode kan dit niet tot {screen.period}; u ziet het vanaf {start}."
    return start, [notice] if told else []


def _other(screen: Screen) -> pd.DataFrame | None:
    """The rows of the first comparator, for a difference from it."""
    if screen.view.shown_as != presented.DIFFERENCE or not screen.comparators:
        return None
    return screen.rows(screen.indicator.id, screen.comparators[0])
