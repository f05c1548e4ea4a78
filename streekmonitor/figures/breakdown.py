"""What a figure is made up of: its parts as stacked shares, or as a row of points for each."""

from dataclasses import dataclass, replace
from functools import cached_property, lru_cache
from typing import Any

import pandas as pd

from streekmonitor import formats
from streekmonitor.analysis.breakdown import Breakdown, breakdown_of, parts_of, periods_of
from streekmonitor.charts.breakdown import points_chart, stacked_chart
from streekmonitor.charts.breakdown_frames import (
    MOST_ROWS,
    largest_first,
    part_colours,
    points_frame,
    stacked_frame,
)
from streekmonitor.charts.frames import Series
from streekmonitor.charts.theme import as_spec
from streekmonitor.export import native_bars
from streekmonitor.export.exported import Drawing, ExportedFigure, NumberFormat
from streekmonitor.export.native import NativeChart
from streekmonitor.figures.figure import Figure, FigureUnavailable, Key
from streekmonitor.figures.of_screen import Numbers, of_screen
from streekmonitor.figures.screen import Screen

GLYPHS = {
    "circle": "●", "square": "■", "triangle-up": "▲", "diamond": "◆", "cross": "✚", "triangle-down": "▼",
}  # fmt: skip
# The strokes of comparators.
STROKE_GLYPHS = "|×+−"
NO_PARTS = "Dit cijfer bestaat niet uit delen waarvan de bron cijfers geeft."
NO_PARTS_HERE = "Voor deze gebieden geeft de bron geen uitsplitsing. Kies een gemeente."
OF_TOTAL = "Aandeel in het totaal, in procent."


@dataclass(frozen=True)
class BreakdownFigure(Figure):
    """The parts of the selected areas, or of the regions, beside those they are compared with."""

    screen: Screen
    breakdown: Breakdown

    @property
    def refusal(self) -> str:
        """No area with parts."""
        return "" if self._known else NO_PARTS_HERE

    @property
    def heading(self) -> str:
        """What, and when: the period on screen, or where its parts are not known the last before it."""
        return f"{self.breakdown.title}, {formats.period(self._period, self.screen.reference)}"

    @cached_property
    def drawing(self) -> Drawing:
        """Bars of shares that add up, else points; with what must be known to read them."""
        if self.breakdown.stacked:
            rows = stacked_frame(self._parts, self._drawn)
            return Drawing(_stacked_spec(len(self._drawn)), {"delen": rows})
        rows = points_frame(self.screen.indicator, self._shown, self._known, shares=self.breakdown.shares)
        spec = _points_spec(rows["volgorde"].nunique())
        return Drawing(spec, {"deelpunten": rows}, caption=" ".join(self._reading))

    @property
    def key(self) -> Key:
        """What colours and shapes stand for: parts in bars, areas in points."""
        if self.breakdown.stacked:
            labels = self._parts[self._drawn[0].code]["label"]
            return [
                (label, colour, "■") for label, colour in zip(labels, part_colours(len(labels)), strict=True)
            ]
        return [(entry.name, entry.colour, _glyph(entry)) for entry in self._known]

    @property
    def absent(self) -> str:
        """Who has no parts, in a sentence; "" when all have."""
        names = [entry.name for entry in self._order if entry not in self._known]
        return f"Zonder uitsplitsing: {formats.listing(names)}." if names else ""

    def exported(self) -> ExportedFigure:
        """The same chart with its key, and all parts as numbers."""
        key = tuple((words, colour) for words, colour, _ in self.key)
        caption = " ".join(filter(None, [self.drawing.caption, self.absent]))
        drawing = replace(self.drawing, key=key, caption=caption, native=self._native)
        return of_screen(self.screen, self.heading, [drawing], self._numbers)

    @property
    def _native(self) -> NativeChart:
        """The same bars, or bars instead of points."""
        if not self.breakdown.stacked:
            notation = native_bars.PER_CENT if self.breakdown.shares else self.screen.indicator
            return native_bars.grouped(notation, self.drawing.datasets["deelpunten"])
        parts = [
            (label, colour, [self._parts[entry.code]["share"].iloc[place] for entry in self._drawn])
            for place, (label, colour, _) in enumerate(self.key)
        ]
        return native_bars.stacked([entry.name for entry in self._drawn], parts)

    @cached_property
    def _period(self) -> str:
        periods = periods_of(self.screen.tables, self.breakdown)
        earlier = [period for period in periods if period <= self.screen.period]
        return (earlier or periods or [self.screen.period])[-1]

    @cached_property
    def _parts(self) -> dict[str, pd.DataFrame]:
        screen = self.screen
        return {
            entry.code: parts_of(
                screen.tables,
                self.breakdown,
                screen.groups.get(entry.code, entry.code),
                self._period,
                screen.set_id,
            )
            for entry in screen.series
        }

    @cached_property
    def _order(self) -> list[Series]:
        screen = self.screen
        own = [*screen.view.selected, *screen.regions, *screen.comparators]
        return sorted(screen.series, key=lambda entry: own.index(entry.code))

    @cached_property
    def _known(self) -> list[Series]:
        column = "share" if self.breakdown.shares else "value"
        return [entry for entry in self._order if self._parts[entry.code][column].notna().any()]

    @property
    def _drawn(self) -> list[Series]:
        """Who has all parts, as a bar needs."""
        return [entry for entry in self._known if self._parts[entry.code]["share"].notna().all()]

    @property
    def _many(self) -> bool:
        return len(self.breakdown.parts) > MOST_ROWS

    @property
    def _shown(self) -> dict[str, pd.DataFrame]:
        return largest_first(self._parts, self._known[0].code) if self._many else self._parts

    @property
    def _reading(self) -> list[str]:
        found = [OF_TOTAL] if self.breakdown.shares else []
        if self._many:
            first, total = self.screen.phrase(self._known[0].code), len(self.breakdown.parts)
            found.append(f"De {MOST_ROWS} grootste van {total} in {first}.")
        return found

    @property
    def _numbers(self) -> Numbers:
        """Every part of every area; what is not known is empty."""
        unit, decimals = self._unit
        value, share = f"Waarde ({unit})", "Aandeel (%)"
        rows = pd.concat([self._parts[entry.code].assign(area=entry.code) for entry in self._known])
        table = pd.DataFrame(
            {
                "Code": rows["area"],
                "Gebied": [self.screen.name(code) for code in rows["area"]],
                "Periode": self._period,
                "Deel": rows["label"],
                value: rows["value"].astype(float),
                share: rows["share"].astype(float),
            }
        ).reset_index(drop=True)
        kinds = {value: NumberFormat(decimals, unit), share: NumberFormat(1, "%")}
        if not self.breakdown.shares:
            return table.drop(columns=share), {value: kinds[value]}
        return table, kinds

    @property
    def _unit(self) -> tuple[str, int]:
        """Unit and decimals of the parts: of the measure whose categories they are, else the indicator's."""
        screen, measure = self.screen, self.breakdown.measure
        if measure is None:
            return screen.indicator.unit, screen.indicator.decimals
        return screen.catalog.measure_by_id[measure].unit, 0


def _glyph(entry: Series) -> str:
    return STROKE_GLYPHS[entry.dash - 1] if entry.dash else GLYPHS[entry.shape]


def breakdown(screen: Screen) -> BreakdownFigure:
    """The breakdown of the indicator on screen. Raises FigureUnavailable when it has none."""
    found = breakdown_of(screen.catalog, screen.indicator)
    if found is None:
        raise FigureUnavailable(NO_PARTS)
    return BreakdownFigure(screen, found)


@lru_cache(maxsize=16)
def _stacked_spec(bars: int) -> dict[str, Any]:
    return as_spec(stacked_chart(bars))


@lru_cache(maxsize=32)
def _points_spec(rows: int) -> dict[str, Any]:
    return as_spec(points_chart(rows))
