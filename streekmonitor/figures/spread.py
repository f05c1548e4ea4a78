"""The distribution of an indicator: every municipality a dot, lines for whom they are compared with."""

from dataclasses import dataclass, replace
from functools import cached_property, lru_cache
from typing import Any

import pandas as pd

from streekmonitor.charts.frames import unit_words
from streekmonitor.charts.spread import spread_chart
from streekmonitor.charts.spread_frames import drawable, spread_frames
from streekmonitor.charts.theme import as_spec
from streekmonitor.export.exported import Drawing, ExportedFigure
from streekmonitor.export.native_points import spread
from streekmonitor.figures.figure import Figure
from streekmonitor.figures.of_screen import no_municipalities, of_screen
from streekmonitor.figures.ranking import compared
from streekmonitor.figures.screen import Screen

HEIGHT = 280
READING = "Elke stip is een gemeente; het grijze vlak omvat de middelste helft."
# Office draws the middle half as a frame, and every value where it lies.
READING_FRAME = "Elke stip is een gemeente; het kader omvat de middelste helft."
BEYOND = "Een pijl ligt verder dan de tekening reikt."


@dataclass(frozen=True)
class SpreadFigure(Figure):
    """Every municipality a dot, the selected in their look."""

    screen: Screen

    @property
    def refusal(self) -> str:
        """No municipalities."""
        return no_municipalities(self.screen)

    @property
    def heading(self) -> str:
        """What stands above it."""
        return f"Spreiding van de gemeenten ({unit_words(self.screen.notation)})"

    @cached_property
    def drawing(self) -> Drawing:
        """The dots as on screen, with how to read them."""
        tables = self._tables()
        arrows = tables["stippen"]["vorm"].isin(["triangle-right", "triangle-left"]).any()
        return Drawing(_spec(), drawable(tables), caption=f"{READING} {BEYOND}" if arrows else READING)

    def exported(self) -> ExportedFigure:
        """The same dots, with their numbers."""
        native = spread(self.screen.notation, self._tables(whole=True), caption=READING_FRAME)
        drawing = replace(self.drawing, heading=self.heading, native=native)
        return of_screen(self.screen, self.screen.title, [drawing])

    def _tables(self, *, whole: bool = False) -> dict[str, pd.DataFrame]:
        screen = self.screen
        shown = screen.shown.assign(naam=[screen.name(code) for code in screen.shown["area"]])
        others = compared(screen)
        return spread_frames(
            screen.notation, shown, others, screen.series, name_outliers=screen.ranked, whole=whole
        )


@lru_cache(maxsize=1)
def _spec() -> dict[str, Any]:
    return as_spec(spread_chart(HEIGHT))
