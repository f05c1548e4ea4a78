"""What asks for attention, and what goes well, each in a sentence: of all areas, or of one municipality."""

from dataclasses import dataclass
from functools import cached_property

import pandas as pd

from streekmonitor import formats
from streekmonitor.analysis import attention as analysis
from streekmonitor.analysis.attention import Kind, Point
from streekmonitor.export.exported import ExportedFigure
from streekmonitor.figures.figure import Figure
from streekmonitor.figures.frame import Frame
from streekmonitor.figures.of_indicators import Shown, of_indicators

HEADS: dict[Kind, str] = {"concern": "Aandachtspunten", "strength": "Sterke punten"}
KIND_WORDS: dict[Kind, str] = {"concern": "aandachtspunt", "strength": "sterk punt"}
EXPLAINED = (
    "Een aandachtspunt is ongunstiger dan in het Vlaams Gewest (of, zonder cijfer daarvan, de provincie) én "
    "bewoog in vijf jaar verder in ongunstige richting; een sterk punt is het omgekeerde. Enkel cijfers "
    "waarvan te zeggen is wat gunstig is, hoogstens drie jaar oud, geen enquêtes of aantallen. Eerst wat het "
    "verst afwijkt en het meest verandert, gemeten naar de spreiding tussen de gemeenten."
)
AT_FIRST, OF_ONE_INDICATOR, OF_ONE_AREA, EVERY = 8, 3, 3, 10_000
NO_POINTS = "Volgens de regels zijn er geen aandachtspunten en geen sterke punten."


@dataclass(frozen=True)
class AttentionFigure(Figure):
    """Both lists: of all municipalities and the regions, or of one municipality (`area`)."""

    frame: Frame
    area: str = ""

    @property
    def refusal(self) -> str:
        """Neither list has a point."""
        return "" if any(self.points(kind) for kind in HEADS) else NO_POINTS

    def every(self, kind: Kind) -> list[Point]:
        """All points of a kind, of the working group of the view, the foremost first."""
        return self._every[kind]

    def points(self, kind: Kind) -> list[Point]:
        """The points that are shown."""
        every = self.every(kind)
        if self.area or self.frame.view.show_all:
            return every
        return _varied(every)

    def exported(self) -> ExportedFigure:
        """The points that are shown, one to a line."""
        catalog, shown = self.frame.catalog, {kind: self.points(kind) for kind in HEADS}
        rows = [(kind, point) for kind, points in shown.items() for point in points]
        ids = dict.fromkeys(point.indicator for _, point in rows)
        table = pd.DataFrame([self._line(kind, point) for kind, point in rows])
        where = f" van {self.frame.areas.name(self.area)}" if self.area else ""
        figure = Shown(
            title=f"Aandachtspunten en sterke punten{where}",
            sentence=self._sentence,
            indicators=[catalog.indicator_by_id[name] for name in ids],
            drawings=(),
            table=table,
        )
        return of_indicators(self.frame, figure)

    @property
    def _sentence(self) -> str:
        words = {kind: (KIND_WORDS[kind], HEADS[kind].lower()) for kind in HEADS}
        told = [_counted(len(self.every(kind)), *words[kind]) for kind in HEADS]
        return f"{formats.sentence(' en '.join(told))}."

    def _line(self, kind: Kind, point: Point) -> dict[str, str]:
        indicator = self.frame.catalog.indicator_by_id[point.indicator]
        return {
            "Soort": KIND_WORDS[kind],
            "Code": point.area,
            "Gebied": self.frame.areas.name(point.area),
            "Indicator": indicator.label,
            "Periode": point.period,
            "Vanaf": point.start,
            "In woorden": point.sentence,
        }

    @cached_property
    def _every(self) -> dict[Kind, list[Point]]:
        frame = self.frame
        found = frame.tables.kept(analysis.attention, frame.set_id)
        areas, count = ([self.area], OF_ONE_AREA) if self.area else (None, EVERY)
        ranked = {
            kind: analysis.ranked(frame.tables, found, kind, areas=areas, count=count) for kind in HEADS
        }
        theme, indicators = frame.view.theme, frame.catalog.indicator_by_id
        if self.area or theme is None:
            return ranked
        return {
            kind: [point for point in points if indicators[point.indicator].theme == theme]
            for kind, points in ranked.items()
        }


def _varied(points: list[Point]) -> list[Point]:
    """The first few, of no indicator more than three: else one of them would fill the list."""
    kept: list[Point] = []
    for point in points:
        if sum(other.indicator == point.indicator for other in kept) < OF_ONE_INDICATOR:
            kept.append(point)
    return kept[:AT_FIRST]


def _counted(number: int, one: str, several: str) -> str:
    words = formats.number(number) if number else "geen"
    return f"{words} {one if number == 1 else several}"
