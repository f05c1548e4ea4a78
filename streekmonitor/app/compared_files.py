"""The figures of the page Vergelijken as files: the same charts, their numbers, and where they come from."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

import pandas as pd

from streekmonitor import formats
from streekmonitor.analysis.relation import Relation
from streekmonitor.app.compared_frame import Comparison
from streekmonitor.app.exports import definitions, notes, source_line
from streekmonitor.catalog import Indicator
from streekmonitor.export.exported import Drawing, ExportedFigure, NumberFormat

# The caveats of many indicators would bury a picture: they go with the definitions then.
MOST_WITH_NOTES = 2
MANY = "Elk kerncijfer heeft zijn bijzonderheden: ze staan in de werkmap en bij Toelichting."


@dataclass(frozen=True)
class ComparedFigure:
    """A figure of the page: what it shows, of which indicators, as a drawing and as numbers."""

    title: str
    sentence: str
    indicators: Sequence[Indicator]
    drawing: Drawing
    table: pd.DataFrame
    formats: Mapping[str, NumberFormat] = field(default_factory=dict)


def of_areas(comparison: Comparison, figure: ComparedFigure) -> ExportedFigure:
    """One figure with the sources, caveats and definitions of all its indicators."""
    sources = {
        source.id: source_line(comparison, source)
        for indicator in figure.indicators
        for source in comparison.catalog.sources_of(indicator)
    }
    caveats = [(indicator, notes(indicator)) for indicator in figure.indicators]
    many = len(caveats) > MOST_WITH_NOTES
    below = [MANY] if many else dict.fromkeys(note for _, known in caveats for note in known)
    told = dict.fromkeys(
        entry for indicator in figure.indicators for entry in definitions(comparison, indicator)
    )
    return ExportedFigure(
        title=figure.title,
        sentence=figure.sentence,
        drawings=(figure.drawing,),
        table=figure.table,
        sources=tuple(sources.values()),
        release=comparison.release.id,
        link=comparison.link,
        formats=figure.formats,
        notes=tuple(below),
        definitions=(
            *told,
            *((f"Let op bij {entry.label}", " ".join(known)) for entry, known in caveats if many and known),
        ),
    )


def pair_table(
    found: Relation, x: Indicator, y: Indicator, names: Mapping[str, str]
) -> tuple[pd.DataFrame, dict[str, NumberFormat]]:
    """Two indicators of each area as numbers."""
    heads = [
        f"{entry.label} ({entry.unit}, {period})"
        for entry, period in ((x, found.x_period), (y, found.y_period))
    ]
    table = pd.DataFrame(
        {
            "Code": found.rows["area"],
            "Gebied": [names[code] for code in found.rows["area"]],
            heads[0]: found.rows["x"],
            heads[1]: found.rows["y"],
        }
    )
    kinds = [NumberFormat(entry.decimals, entry.unit) for entry in (x, y)]
    return table, dict(zip(heads, kinds, strict=True))


def key_figure_table(
    rows: pd.DataFrame, indicators: Mapping[str, Indicator], names: Mapping[str, str]
) -> pd.DataFrame:
    """Areas by key figures in long form."""
    return pd.DataFrame(
        {
            "Code": rows["area"],
            "Gebied": [names[code] for code in rows["area"]],
            "Indicator": [indicators[name].label for name in rows["indicator"]],
            "Eenheid": [indicators[name].unit for name in rows["indicator"]],
            "Periode": rows["period"],
            "Waarde": rows["value"].astype(float),
            "Status": [formats.STATUS_WORDS[str(status)] for status in rows["status"]],
            "Afstand tot het gemiddelde (standaardafwijkingen)": rows["position"].astype(float),
        }
    )


def rank_table(ranks: pd.DataFrame, names: Mapping[str, str]) -> pd.DataFrame:
    """Ranks in long form."""
    return pd.DataFrame(
        {
            "Code": ranks["area"],
            "Gebied": [names[code] for code in ranks["area"]],
            "Periode": ranks["period"],
            "Plaats": ranks["rank"].astype(int),
            "Aantal gemeenten": ranks["ranked"].astype(int),
            "Waarde": ranks["value"].astype(float),
        }
    )
