"""A figure of several indicators as it leaves the dashboard: their sources, caveats and definitions."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

import pandas as pd

from streekmonitor.catalog import Indicator
from streekmonitor.export.exported import Drawing, ExportedFigure, NumberFormat
from streekmonitor.figures.frame import Frame
from streekmonitor.figures.origin import meaning, notes, regions, source_line

# The caveats of many indicators would bury a picture: they go with the definitions then.
MOST_WITH_NOTES = 2
MANY = "Elk kerncijfer heeft zijn bijzonderheden: ze staan in de werkmap en bij Toelichting."


@dataclass(frozen=True)
class Shown:
    """What a figure shows: its title, its finding, of which indicators, as drawings and as numbers."""

    title: str
    sentence: str
    indicators: Sequence[Indicator]
    drawings: tuple[Drawing, ...]
    table: pd.DataFrame
    formats: Mapping[str, NumberFormat] = field(default_factory=dict)


def of_indicators(frame: Frame, shown: Shown) -> ExportedFigure:
    """One figure with the sources, caveats and definitions of all its indicators."""
    sources = {
        source.id: source_line(frame, source)
        for indicator in shown.indicators
        for source in frame.catalog.sources_of(indicator)
    }
    caveats = [(indicator, notes(indicator)) for indicator in shown.indicators]
    many = len(caveats) > MOST_WITH_NOTES
    below = [MANY] if many else dict.fromkeys(note for _, known in caveats for note in known)
    several = len(shown.indicators) > 1
    told = [entry for known in shown.indicators for entry in meaning(known, one_of_many=several)]
    apart = [(f"Let op bij {entry.label}", " ".join(known)) for entry, known in caveats if many and known]
    return ExportedFigure(
        title=shown.title,
        sentence=shown.sentence,
        drawings=shown.drawings,
        table=shown.table,
        sources=tuple(sources.values()),
        release=frame.release.id,
        link=frame.link,
        formats=shown.formats,
        notes=tuple(below),
        definitions=(*told, *regions(frame), *apart),
    )
