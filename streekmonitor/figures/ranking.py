"""The ranking of an indicator: municipalities from high to low; of a survey, by name."""

from dataclasses import dataclass, replace
from functools import cached_property, lru_cache, partial
from typing import Any

import pandas as pd

from streekmonitor import formats
from streekmonitor.analysis import presented
from streekmonitor.charts.ranking import ranking_chart
from streekmonitor.charts.ranking_frames import alphabet_frame, ranking_frame, shared_status
from streekmonitor.charts.theme import as_spec
from streekmonitor.export.exported import Drawing, ExportedFigure
from streekmonitor.export.native_bars import bars
from streekmonitor.figures.figure import Figure
from streekmonitor.figures.map import NO_RANKING
from streekmonitor.figures.of_screen import no_municipalities, of_screen
from streekmonitor.figures.screen import Screen

TOO_LARGE = (
    "Regio’s en vergelijkingen staan niet tussen aantallen van gemeenten: zij zijn veel groter. De evolutie "
    "vergelijkt ze als index, de tabel geeft hun aantal."
)
ONLY_OF_SURVEYS = "Alleen een enquête staat op naam: van dit cijfer is er een rangschikking."


@dataclass(frozen=True)
class RankingFigure(Figure):
    """The municipalities from high to low, between the regions and comparators."""

    screen: Screen

    @property
    def refusal(self) -> str:
        """No municipalities, or a survey."""
        return no_municipalities(self.screen) or ("" if self.screen.ranked else NO_RANKING)

    @property
    def heading(self) -> str:
        """What stands above it, with the status that all figures share."""
        status = shared_status(self.screen.shown)
        remark = f" ({formats.STATUS_WORDS[status]})" if status else ""
        when = f", {formats.short_period(self.screen.period, self.screen.reference)}" if self.paired else ""
        return f"{'Rangschikking' if self.screen.ranked else 'Per gemeente'}{when}{remark}"

    @property
    def in_full(self) -> bool:
        """Whether all municipalities are in it."""
        return self.screen.view.show_all or not self.screen.ranked

    @cached_property
    def drawing(self) -> Drawing:
        """A bar for each, as on screen."""
        rows = self._rows(self.screen.way.centre)
        return Drawing(
            _ranking_spec(len(rows), before=self.paired), {"rijen": rows}, caption=" ".join(self._remarks)
        )

    @property
    def paired(self) -> bool:
        """Whether each bar also shows its value in an earlier period."""
        return self.screen.way.kind == presented.SIDE_BY_SIDE

    @property
    def _remarks(self) -> list[str]:
        """What the strokes are, and why regions and comparators are not among counts."""
        screen = self.screen
        found = [f"Streepje: {screen.since_words}."] if self.paired else []
        return [*found, TOO_LARGE] if screen.symbols else found

    @cached_property
    def _before(self) -> dict[str, float]:
        """The values of the earlier of two periods."""
        earlier = replace(self.screen.plain, period=self.screen.way.since)
        own = dict(zip(earlier.shown["area"], earlier.shown["value"].astype(float), strict=True))
        groups = {code: earlier.value(code)[0] for code in earlier.series_rows}
        return own | {code: value for code, value in groups.items() if value is not None}

    def exported(self) -> ExportedFigure:
        """The same bars, with the numbers of all municipalities."""
        screen = self.screen
        native = bars(screen.notation, self._rows(0.0), name=screen.title, origin=screen.way.centre)
        return of_screen(screen, screen.title, [replace(self.drawing, native=native)])

    def _rows(self, centre: float) -> pd.DataFrame:
        """The rows in sight, with what each value lies from a centre."""
        screen = self.screen
        shown = screen.shown.assign(naam=[screen.name(code) for code in screen.shown["area"]])
        others = compared(screen)
        if self.paired:
            shown, others = (rows.assign(before=rows["area"].map(self._before)) for rows in (shown, others))
        arrange = partial(ranking_frame, centre=centre) if screen.ranked else alphabet_frame
        return arrange(screen.notation, shown, others, screen.series, show_all=self.in_full)


@dataclass(frozen=True)
class ListFigure(RankingFigure):
    """The municipalities of a survey, by name."""

    @property
    def refusal(self) -> str:
        """No municipalities, or no survey."""
        return no_municipalities(self.screen) or (ONLY_OF_SURVEYS if self.screen.ranked else "")


def compared(screen: Screen) -> pd.DataFrame:
    """The regions and comparators beside the municipalities; of a count none, it would dwarf them."""
    groups = [] if screen.symbols else [code for code in screen.series_rows if code in screen.groups]
    rows = [(code, screen.name(code), *screen.value(code), screen.small(code)) for code in groups]
    columns = ["area", "naam", "value", "status", "small"]
    return pd.DataFrame(rows, columns=columns).astype({"value": float, "small": bool})


@lru_cache(maxsize=64)
def _ranking_spec(rows_in_view: int, *, before: bool) -> dict[str, Any]:
    return as_spec(ranking_chart(rows_in_view, before=before))
