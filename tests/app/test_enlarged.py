"""Figures for a projector: the same picture, with everything in it as much larger."""

import re
from xml.etree import ElementTree as ET

import pytest

from streekmonitor.analysis.tables import Tables
from streekmonitor.charts.enlarge import enlarged, enlarged_rows
from streekmonitor.export.chart_svg import SVG, chart_svg
from streekmonitor.export.exported import Drawing
from streekmonitor.figures.registry import KINDS, build_figure

QUERY = {"gemeenten": "24062,24107"}
OF_ONE_FIGURE = {"per_gemeente": {"indicator": "happiness_share"}, "tweede_kaart": {"toon": "naast_elkaar"}}
WIDTH, FACTOR = 800, 1.5
# Pixels that a spec leaves to Vega, as between an axis and its names, and that stay.
UNSAID = 14
# Figures that need a region of one's own, or a register.
WITHOUT = {"eigen_regio", "doelstellingen"}
PAIRS = [(kind.pages[0], kind.id) for kind in KINDS if kind.pages[0] not in WITHOUT]


def letters(picture: ET.Element) -> list[tuple[str, float]]:
    """Every text in a picture with the size of its letters."""
    found = []
    for node in picture.iter(f"{{{SVG}}}text"):
        size = re.search(r"([\d.]+)px", node.get("font-size", ""))
        found.append(("".join(node.itertext()), float(size[1]) if size else 0.0))
    return sorted(found)


@pytest.mark.parametrize(("page", "figure"), PAIRS)
def test_a_figure_is_the_same_but_larger(page: str, figure: str, tables: Tables) -> None:
    made = build_figure(tables, page, QUERY | OF_ONE_FIGURE.get(figure, {}), figure)
    topology = tables.release.boundaries
    for drawing in made.drawings:
        if drawing.spec.get("width") != "container":
            continue  # as wide as its columns ask, whatever the room
        larger = Drawing(enlarged(drawing.spec, FACTOR), enlarged_rows(drawing.datasets, FACTOR))
        before = chart_svg(drawing, topology, WIDTH, "a")
        after = chart_svg(larger, topology, round(WIDTH * FACTOR), "a")
        sizes = [(text, pytest.approx(size * FACTOR)) for text, size in letters(before)]
        assert letters(after) == sizes
        high = float(before.get("height", 0)) * FACTOR
        assert float(after.get("height", 0)) == pytest.approx(high, rel=0.03, abs=UNSAID)
