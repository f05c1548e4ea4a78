"""Every figure of every page goes on a slide, and its native chart holds the numbers of its table."""

from dataclasses import replace
from io import BytesIO

import pytest
from pptx import Presentation

from streekmonitor.analysis.tables import Tables
from streekmonitor.export.document import Document, Shown
from streekmonitor.export.exported import ExportedFigure
from streekmonitor.export.native import NativeChart
from streekmonitor.export.slides.deck import make_slides
from streekmonitor.figures.registry import KINDS
from tests.app.dashboard import PAGES
from tests.app.test_every_figure import VIEWS, built

# What a chart says that no column of the table holds: the heights of dots, and a frame around half of them.
NOT_IN_TABLE = ("Middelste helft van de gemeenten", "Mediaan")
AS_PICTURES = {"kaart", "tweede_kaart", "profiel", "afbakening", "dekking", "pendelkaart"}


def figures(tables: Tables, query: dict[str, str]) -> dict[str, ExportedFigure]:
    """The figures that the view has, each on the first page that it stands on."""
    made = {
        kind.id: built(tables, page, query, kind.id)
        for kind in KINDS
        for page in kind.pages[:1]
        if page in PAGES
    }
    return {name: figure for name, figure in made.items() if figure is not None}


def slides(tables: Tables, made: list[ExportedFigure]) -> list:
    document = Document("Alle figuren", tuple(Shown(figure) for figure in made))
    deck = make_slides(document, {tables.release.id: tables.release.boundaries})
    return list(Presentation(BytesIO(deck)).slides)


def values(chart: NativeChart) -> set[float]:
    """The figures in a chart; of the distribution only what lies along its axis."""
    points = [point for series in chart.series if series.name not in NOT_IN_TABLE for point in series.points]
    known = {point.x for point in points} if chart.y.hidden and chart.x else set()
    known |= {point.y for point in points} if not known else set()
    known |= {point.x for point in points}
    return {value for value in known if value is not None}


@pytest.mark.parametrize("query", VIEWS.values(), ids=VIEWS)
def test_a_native_chart_holds_numbers_of_the_table_to_the_last_digit(query, tables):
    seen = 0
    for name, figure in figures(tables, query).items():
        numbers = {float(value) for value in figure.table.select_dtypes("number").to_numpy().ravel()}
        for drawing in figure.drawings:
            if drawing.native is not None:
                seen += 1
                assert values(drawing.native) <= numbers, name
    assert seen >= 5


@pytest.mark.parametrize("view", ["ordinary", "survey", "change", "own region"])
def test_charts_of_any_view_go_on_slides(view, tables):
    made = [
        replace(figure, drawings=drawings)
        for figure in figures(tables, VIEWS[view]).values()
        if (drawings := tuple(each for each in figure.drawings if each.native is not None or each.table))
    ]
    opened = slides(tables, made)
    charts = [shape.chart for slide in opened for shape in slide.shapes if shape.has_chart]
    drawn = [drawing.native for figure in made for drawing in figure.drawings if drawing.native is not None]
    assert len(charts) >= len(drawn)


def test_only_maps_are_pictures(tables):
    without = {
        name
        for name, figure in figures(tables, {}).items()
        if any(drawing.native is None and drawing.table is None for drawing in figure.drawings)
    }
    assert without <= AS_PICTURES
