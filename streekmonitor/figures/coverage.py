"""For which municipalities and periods an indicator has figures, and why not for the others."""

from dataclasses import dataclass, replace
from functools import cached_property, lru_cache
from typing import Any

import pandas as pd

from streekmonitor import formats
from streekmonitor.analysis import explain
from streekmonitor.analysis.coverage import STATES, Coverage, coverage
from streekmonitor.catalog import Indicator
from streekmonitor.charts.coverage import coverage_chart, coverage_frame
from streekmonitor.charts.theme import as_spec
from streekmonitor.export.exported import Drawing, ExportedFigure
from streekmonitor.figures.figure import Figure
from streekmonitor.figures.frame import Frame
from streekmonitor.figures.of_indicators import Shown, of_indicators


@dataclass(frozen=True)
class CoverageFigure(Figure):
    """Municipality by period: a figure, or the reason why there is none."""

    frame: Frame
    indicator: Indicator

    @property
    def refusal(self) -> str:
        """No period at all."""
        return self.sentence if self._found.counts.empty else ""

    @property
    def sentence(self) -> str:
        """How full it is."""
        return explain.coverage_sentence(self._found.counts)

    @cached_property
    def drawing(self) -> Drawing:
        """The cells as on screen."""
        reference = self.frame.catalog.main_measure(self.indicator).reference
        rows = coverage_frame(
            self._found.cells,
            self.frame.areas.name,
            lambda period: formats.short_period(period, reference),
        )
        return Drawing(_spec(), {"cellen": rows})

    @property
    def counted(self) -> pd.DataFrame:
        """The number of municipalities per period in each state that occurs, the latest period first."""
        counts = self._found.counts
        table = counts.loc[::-1, counts.any()].rename(columns=STATES).astype(str)
        return table.reset_index(names="Periode").rename(columns=formats.sentence)

    def exported(self) -> ExportedFigure:
        """The same cells, with the state of each in words."""
        cells = self._found.cells
        table = pd.DataFrame(
            {
                "Code": cells["area"].astype(str),
                "Gebied": [self.frame.areas.name(code) for code in cells["area"]],
                "Periode": cells["period"].astype(str),
                "Toestand": [STATES[state] for state in cells["state"]],
            }
        )
        title = f"{self.indicator.label}: voor welke gemeenten en periodes"
        shown = Shown(title, self.sentence, [self.indicator], (self.drawing,), table)
        return of_indicators(self.frame, shown)

    @cached_property
    def _found(self) -> Coverage:
        return coverage(self.frame.tables, self.indicator.id, self.frame.set_id)


def coverage_of(frame: Frame) -> CoverageFigure:
    """The coverage of the indicator of the view, or of the first of the catalog."""
    known = frame.catalog.indicator_by_id
    indicator = known[frame.view.indicator or next(iter(known))]
    # A later release may have another first indicator.
    named = replace(frame, view=replace(frame.view, indicator=indicator.id))
    return CoverageFigure(named, indicator)


@lru_cache(maxsize=1)
def _spec() -> dict[str, Any]:
    return as_spec(coverage_chart())
