"""A figure as PNG or SVG: title, finding, charts, caveats and source in one picture that can stand alone."""

from xml.etree import ElementTree as ET

from streekmonitor.charts.theme import MUTED
from streekmonitor.export.chart_svg import Topology, chart_svg, engine
from streekmonitor.export.exported import Drawing, ExportedFigure
from streekmonitor.export.sheet import WIDTH, Sheet

PRINT_SCALE, PRINT_DPI, SVG_DPI = 3.0, 300, 72
# Of a very tall picture (a ranking of hundreds) the resolution gives way, so that it can't take all memory.
MOST_PIXELS = 40_000_000


def as_png(figure: ExportedFigure, topology: Topology) -> bytes:
    """The figure at print resolution: 3 dots for a pixel on screen, 25 cm wide at 300 dots per inch."""
    picture = _picture(figure, topology)
    area = float(picture.attrib["width"]) * float(picture.attrib["height"])
    scale = min(PRINT_SCALE, (MOST_PIXELS / area) ** 0.5)
    # The converter reads `scale` on top of the ratio of its dots per inch to those of SVG.
    png: bytes = engine().svg_to_png(_text(picture), scale=scale * SVG_DPI / PRINT_DPI, ppi=PRINT_DPI)
    return png


def as_svg(figure: ExportedFigure, topology: Topology) -> bytes:
    """The figure as vectors in UTF-8, its text as text in the house font, with a title and a description."""
    return _text(_picture(figure, topology)).encode()


def _text(picture: ET.Element) -> str:
    return ET.tostring(picture, encoding="unicode")


def _picture(figure: ExportedFigure, topology: Topology) -> ET.Element:
    sheet = Sheet(figure.title, figure.sentence)
    sheet.write(figure.title, size=20, most=3, weight="600")
    sheet.gap(4)
    sheet.write(figure.sentence, size=15, most=6)
    sheet.gap(14)
    for number, drawing in enumerate(figure.drawings):
        _draw(sheet, drawing, chart_svg(drawing, topology, WIDTH, f"tekening{number}"))
    sheet.rule()
    for note in figure.notes:
        sheet.write(note, size=13, most=6, colour=MUTED)
    sheet.gap(4 if figure.notes else 0)
    sheet.write(figure.credit, size=12, most=6, colour=MUTED)
    return sheet.finish()


def _draw(sheet: Sheet, drawing: Drawing, chart: ET.Element) -> None:
    sheet.write(drawing.heading, size=13, most=2, weight="600")
    sheet.gap(6 if drawing.heading else 0)
    sheet.place(chart)
    sheet.gap(8)
    sheet.explain(drawing.key)
    sheet.write(drawing.caption, size=13, most=4, colour=MUTED)
    sheet.gap(10)
