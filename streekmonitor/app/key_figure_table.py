"""The key figures on screen as a table that can be downloaded: numbers, with when, what and where from."""

from collections.abc import Iterator, Sequence

import pandas as pd

from streekmonitor import formats
from streekmonitor.app import exports
from streekmonitor.app.key_figures import Columns, Row, of_theme
from streekmonitor.catalog import Theme
from streekmonitor.export.exported import ExportedFigure
from streekmonitor.figures.frame import Frame

HEADS = ["Werkgroep", "Indicator", "Eenheid", "Gebied", "Periode", "Waarde", "Status", "Vanaf", "Verandering"]


def exported(frame: Frame, columns: Columns, themes: Sequence[Theme]) -> ExportedFigure:
    """Every figure of the rows, one to a line; without a value its cell is empty and Status says so."""
    indicators = [indicator for theme in themes for indicator in of_theme(frame, theme)]
    table = pd.DataFrame(list(_lines(frame, columns, themes)), columns=HEADS)
    sources = {source.id: source for entry in indicators for source in frame.catalog.sources_of(entry)}
    return ExportedFigure(
        title=f"Kerncijfers van {formats.listing([frame.name(code) for code in columns.main])}",
        sentence="Per indicator het laatste cijfer, en de verandering sinds een vroegere periode.",
        drawings=(),
        table=table.astype({"Waarde": float, "Verandering": float}),
        sources=tuple(exports.source_line(frame, source) for source in sources.values()),
        release=frame.release.id,
        link=frame.link,
        notes=tuple(f"{entry.label}: {note}" for entry in indicators for note in entry.notes),
        definitions=tuple((entry.label, entry.definition) for entry in indicators),
    )


def _lines(frame: Frame, columns: Columns, themes: Sequence[Theme]) -> Iterator[tuple[object, ...]]:
    for theme in themes:
        for indicator in of_theme(frame, theme):
            row = Row(frame, columns, indicator)
            for code, standing in row.standings.items():
                status = formats.STATUS_WORDS[standing.status]
                head = (theme.label, indicator.label, indicator.unit, frame.name(code), row.period)
                yield (*head, standing.value, status, standing.since or "", standing.change)
