"""The figures of the page Pendel as files: the same charts, their numbers, and where they come from."""

from dataclasses import dataclass

import pandas as pd

from streekmonitor.analysis.commuting import ELSEWHERE, Matrix
from streekmonitor.app.exports import source_line
from streekmonitor.catalog import FlowMeasure
from streekmonitor.export.exported import Drawing, ExportedFigure, NumberFormat
from streekmonitor.figures.frame import Frame

WORKERS, PER_CENT = NumberFormat(0), NumberFormat(1, "%")


@dataclass(frozen=True)
class FlowFigure:
    """A figure of the page: what it shows, as a drawing and as numbers."""

    title: str
    sentence: str
    drawing: Drawing
    table: pd.DataFrame


def of_flows(frame: Frame, flow: FlowMeasure, figure: FlowFigure) -> ExportedFigure:
    """A figure of commuters; columns of its table that end in % are shares, the other numbers workers."""
    source = next(entry for entry in frame.catalog.sources if entry.id == flow.source)
    numbers = figure.table.select_dtypes("number").columns
    return ExportedFigure(
        title=figure.title,
        sentence=figure.sentence,
        drawings=(figure.drawing,),
        table=figure.table,
        sources=(source_line(frame, source),),
        release=frame.release.id,
        link=frame.link,
        formats={name: PER_CENT if str(name).endswith("%)") else WORKERS for name in numbers},
        notes=source.notes,
        definitions=((flow.label, source.table),),
    )


def partner_table(both: pd.DataFrame, period: str) -> pd.DataFrame:
    """Both directions of every partner as numbers."""
    return pd.DataFrame(
        {
            "Code": both["area"],
            "Gebied": both["name"],
            "Periode": period,
            "Gaan erheen": both["out"],
            "Deel van de werkende inwoners (%)": both["out_share"],
            "Komen ervandaan": both["in"],
            "Deel van wie hier werkt (%)": both["in_share"],
        }
    )


def share_table(shares: pd.DataFrame, rows: dict[str, str], period: str) -> pd.DataFrame:
    """The shares of both directions as numbers."""
    return pd.DataFrame(
        {
            "Wie": shares["direction"].map(rows),
            "Waar": shares["label"],
            "Periode": period,
            "Werkenden": shares["value"],
            "Deel (%)": shares["share"],
        }
    )


def matrix_table(matrix: Matrix, period: str) -> pd.DataFrame:
    """The flows between the regions as numbers."""
    rows = matrix.rows
    return pd.DataFrame(
        {
            "Woont in": rows["origin"].map(matrix.labels),
            "Werkt in": rows["destination"].map(matrix.labels),
            "Periode": period,
            "Werkenden": rows["value"],
            "Deel van de werkende inwoners (%)": rows["share"].where(rows["origin"] != ELSEWHERE),
        }
    )
