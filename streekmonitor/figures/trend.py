"""The evolution of an indicator: regions, comparators and selected municipalities through time."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from functools import cached_property, lru_cache, partial
from typing import Any

import pandas as pd

from streekmonitor.analysis import presented
from streekmonitor.analysis import trend as trends
from streekmonitor.analysis.compare import default_period
from streekmonitor.analysis.presented import Way
from streekmonitor.analysis.tables import Tables
from streekmonitor.analysis.traits import breaks_of
from streekmonitor.area_records import Region
from streekmonitor.charts.frames import Notation, Series, unit_words
from streekmonitor.charts.objective import with_goals
from streekmonitor.charts.theme import as_spec
from streekmonitor.charts.trend import trend_chart
from streekmonitor.charts.trend_frames import TrendAxis, mark_frame, trend_frames
from streekmonitor.export import native_lines
from streekmonitor.export.exported import Drawing, ExportedFigure, NumberFormat
from streekmonitor.figures.figure import Figure
from streekmonitor.figures.goals import Goal, goals_of, with_paths
from streekmonitor.figures.of_screen import COLUMNS, NOT_FROM_ZERO, Numbers, numbers_of, of_screen
from streekmonitor.figures.screen import Screen

HEIGHT = 250
GOALS = "Stippellijn met ruiten: het pad naar het doel van een doelstelling."
SOFT = "Open punten: voorlopig, geraamd of vooruitzicht."


@dataclass(frozen=True)
class Lines:
    """The rows of each line as the way shows them, how they are written, and what was left out."""

    rows: Mapping[str, pd.DataFrame]
    notation: Notation
    left_out: tuple[str, ...] = ()


@dataclass(frozen=True)
class TrendFigure(Figure):
    """A line for each of the series of a screen."""

    screen: Screen

    @property
    def refusal(self) -> str:
        """One period is no evolution."""
        if len(self.screen.periods) > 1:
            return ""
        return f"Er is één periode ({self.screen.period_words}): nog geen evolutie te tonen."

    @property
    def heading(self) -> str:
        """What stands above it."""
        unit = unit_words(self._lines.notation)
        return f"Evolutie, {unit}" if unit.startswith("index") else f"Evolutie ({unit})"

    @property
    def from_zero(self) -> bool:
        """Whether the axis begins at zero: of counts."""
        return self.screen.symbols

    @cached_property
    def drawing(self) -> Drawing:
        """The lines as on screen, with what the eye must know."""
        return Drawing(_spec(from_zero=self.from_zero), self._tables, caption=" ".join(self._cautions))

    @cached_property
    def as_index(self) -> "TrendFigure | None":
        """Of counts the same lines as an index, with the regions and comparators that are left out of them.

        None where there is nothing to compare with, or no index can be made.
        """
        screen = self.screen
        if (
            not self.from_zero
            or screen.way.kind != presented.VALUE
            or len(self._series) == len(screen.series)
        ):
            return None
        catalog, indicator = screen.catalog, screen.indicator
        latest = default_period(screen.tables.values(indicator.id, screen.set_id), screen.periods)
        way = Way(presented.INDEX, presented.default_start(catalog, indicator, screen.periods, latest))
        if presented.refusal(catalog, indicator, way, latest):
            return None
        # Only its base is marked: so the drawing stays the same whatever period is on screen.
        return TrendFigure(replace(screen, way=way, period=way.since))

    @property
    def remarks(self) -> list[str]:
        """What the eye must know, and the test of the trend of the selected or of the regions."""
        return [*self._cautions, *self._tested] if self.screen.ranked else self._cautions

    def exported(self) -> ExportedFigure:
        """The same lines, with the figures of all their periods; of counts as an index too."""
        screen, lines, index = self.screen, self._lines, self.as_index
        shown = self._series if index is None else screen.series
        rows = trend_rows({entry.code: lines.rows[entry.code] for entry in shown})
        written = screen.indicator if lines.notation is screen.indicator else screen.as_shown
        numbers, drawings = numbers_of(screen, rows, written), [self._with_native]
        if index is not None:
            numbers = _with_index(numbers, rows, index)
            drawings = [replace(part._with_native, heading=part.heading) for part in (self, index)]
        table = with_paths(numbers[0], self._goals, numbers[0].columns[3])
        return of_screen(screen, f"{screen.indicator.label}: evolutie", drawings, (table, numbers[1]))

    @property
    def _with_native(self) -> Drawing:
        drawn = with_goals(self._lines_only, [goal.drawn for goal in self._goals], HEIGHT, filled=True)
        native = native_lines.lines(self._lines.notation, drawn, from_zero=self.from_zero)
        return replace(self.drawing, native=native)

    @property
    def _cautions(self) -> list[str]:
        """What was left out, what the axis hides, and what open points mean."""
        found = [*self._lines.left_out, *([] if self.from_zero else [NOT_FROM_ZERO])]
        found += [GOALS] if self._goals else []
        return [*found, SOFT] if self._tables["punten"]["zacht"].any() else found

    @property
    def _tested(self) -> list[str]:
        screen, found = self.screen, []
        for code in screen.view.selected or screen.regions:
            area = screen.groups.get(code, code)
            words = screen.tables.kept(_trend_of, screen.indicator.id, area, screen.set_id).sentence
            found.append(f"{screen.name(code)}: {words[:1].lower()}{words[1:]}")
        return found

    @cached_property
    def _lines(self) -> Lines:
        screen, way = self.screen, self.screen.way
        if way.kind == presented.INDEX:
            derive = partial(trends.index_series, screen.catalog, screen.indicator, base=way.since)
        elif way.kind == presented.DIFFERENCE and way.other is not None:
            derive = partial(trends.difference_series, screen.indicator, other=way.other)
        else:
            return Lines(screen.series_rows, screen.indicator)
        found = {code: derive(rows=rows) for code, rows in screen.series_rows.items()}
        if way.kind == presented.DIFFERENCE:
            found.pop(screen.comparators[0], None)
        reasons = {code: made.reason for code, made in found.items() if made.reason}
        same = set(reasons.values())
        named = [f"{screen.name(code)}: {reason}" for code, reason in reasons.items()]
        rows = {code: made.rows for code, made in found.items() if len(made.rows)}
        return Lines(rows, screen.notation, tuple(same if len(same) == 1 else named))

    @cached_property
    def _series(self) -> list[Series]:
        """Counts of a municipality and of a region share no readable axis: the selection goes before."""
        screen = self.screen
        own = screen.view.selected or screen.regions
        drawn = [entry for entry in screen.series if entry.code in self._lines.rows]
        return [entry for entry in drawn if entry.code in own or not self.from_zero]

    @cached_property
    def _goals(self) -> list[Goal]:
        """The objectives on these lines."""
        drawn = {entry.code for entry in self._series}
        return [goal for goal in goals_of(self.screen) if goal.code in drawn]

    @cached_property
    def _tables(self) -> dict[str, pd.DataFrame]:
        """The data of the trend, with the path to the target of each objective."""
        goals = [goal.drawn for goal in self._goals]
        return with_goals(self._lines_only, goals, HEIGHT) if goals else self._lines_only

    @cached_property
    def _lines_only(self) -> dict[str, pd.DataFrame]:
        """The data of the trend; of values themselves only the marks differ between periods."""
        screen = self.screen
        marked = [period for period in (screen.period, screen.way.since) if period]
        breaks = breaks_of(screen.catalog, screen.indicator)
        axis = TrendAxis(self.from_zero, HEIGHT, screen.reference, marked, breaks)
        if screen.way.made:
            return trend_frames(self._lines.notation, self._lines.rows, self._series, axis)
        lines = tuple((entry, screen.groups.get(entry.code, entry.code)) for entry in self._series)
        kept = screen.tables.kept(_value_trend, screen.indicator.id, screen.set_id, lines, self.from_zero)
        return kept | {"merktekens": mark_frame(axis)}


def _with_index(numbers: Numbers, rows: pd.DataFrame, index: TrendFigure) -> Numbers:
    """The table with a column more: each figure as an index; empty where there is none."""
    table, kinds = numbers
    lines, column = index._lines, unit_words(index._lines.notation).capitalize()
    known = {
        (code, period): value
        for code, own in lines.rows.items()
        for period, value in zip(own["period"], own["value"], strict=True)
    }
    keys = zip(rows["area"], rows["period"], strict=True)
    values = [known.get(key, float("nan")) for key in keys]
    kind = NumberFormat(lines.notation.decimals, "")
    return table.assign(**{column: values}), {**kinds, column: kind}


def trend_rows(lines: Mapping[str, pd.DataFrame]) -> pd.DataFrame:
    """All periods of some lines: area, period, value, status."""
    found = [rows.assign(area=code)[COLUMNS].sort_values("period") for code, rows in lines.items()]
    return pd.concat(found, ignore_index=True) if found else pd.DataFrame(columns=COLUMNS)


def _value_trend(
    tables: Tables,
    indicator_id: str,
    set_id: str,
    lines: tuple[tuple[Series, str | Region], ...],
    from_zero: bool,
) -> dict[str, pd.DataFrame]:
    catalog = tables.release.catalog
    indicator = catalog.indicator_by_id[indicator_id]
    rows = {entry.code: tables.rows(indicator_id, area, set_id) for entry, area in lines}
    reference = catalog.main_measure(indicator).reference
    axis = TrendAxis(from_zero, HEIGHT, reference, breaks=breaks_of(catalog, indicator))
    return trend_frames(indicator, rows, [entry for entry, _ in lines], axis)


def _trend_of(tables: Tables, indicator_id: str, area: str | Region, set_id: str) -> trends.Trend:
    catalog = tables.release.catalog
    rows = tables.rows(indicator_id, area, set_id)
    return trends.trend(catalog, catalog.indicator_by_id[indicator_id], rows)


@lru_cache(maxsize=2)
def _spec(*, from_zero: bool) -> dict[str, Any]:
    return as_spec(trend_chart(from_zero=from_zero, height=HEIGHT))
