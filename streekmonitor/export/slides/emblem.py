"""The municipalities of the province as thin lines on the cover: this deck is about them."""

from collections.abc import Sequence
from typing import Any

from pptx.enum.shapes import MSO_SHAPE
from pptx.oxml import parse_xml
from pptx.slide import Slide

from streekmonitor.charts.geometry import Bounds, borders
from streekmonitor.export.chart_svg import Topology
from streekmonitor.export.slides import words
from streekmonitor.export.slides.colours import NO_FILL, A, Palette
from streekmonitor.export.slides.room import EMU, Box

COLOUR, INNER, OUTER = "#2f7b84", 0.5, 1.5


def draw_emblem(slide: Slide, palette: Palette, topology: Topology, box: Box) -> None:
    """All borders, and the outer one stronger, as large as fits the box."""
    if not topology:
        return
    inner, outer = borders(topology)
    xs, ys = zip(*(point for line in outer for point in line), strict=True)
    extent = (min(xs), min(ys), max(xs), max(ys))
    for lines, width, name in ((inner, INNER, "Gemeenten"), (outer, OUTER, "Provincie")):
        shape = slide.shapes.add_shape(MSO_SHAPE.RECTANGLE, *box.emu)
        shape.name = name
        _redraw(shape, [_placed(line, extent, box) for line in lines], box, palette.line(COLOUR, width))
        words.decorate(shape)


def _placed(line: Sequence[tuple[float, float]], extent: Bounds, box: Box) -> list[tuple[int, int]]:
    """Metres as units of the file from the corner of the box, at its right and its bottom, north on top."""
    x0, y0, x1, y1 = extent
    scale = min(box.width / (x1 - x0), box.height / (y1 - y0))
    left = box.width - (x1 - x0) * scale
    return [
        (round((left + (x - x0) * scale) * EMU), round((box.height - (y - y0) * scale) * EMU))
        for x, y in line
    ]


def _redraw(shape: Any, lines: Sequence[Sequence[tuple[int, int]]], box: Box, stroke: str) -> None:
    """All lines as the outline of one shape; python-pptx's own builder takes minutes for so many points."""
    moves = "".join(
        f"<a:moveTo>{_point(line[0])}</a:moveTo>"
        + "".join(f"<a:lnTo>{_point(place)}</a:lnTo>" for place in line[1:])
        for line in lines
    )
    _, _, width, height = box.emu
    path = (
        f'<a:custGeom xmlns:a="{A}"><a:avLst/><a:gdLst/><a:ahLst/><a:cxnLst/>'
        '<a:rect l="0" t="0" r="r" b="b"/><a:pathLst>'
        f'<a:path w="{width}" h="{height}" fill="none">{moves}</a:path></a:pathLst></a:custGeom>'
    )
    properties = shape._element.spPr
    properties.replace(properties.find("{*}prstGeom"), parse_xml(path))
    for part in (NO_FILL, stroke):
        properties.append(parse_xml(part))
    for style in shape._element.findall("{*}style"):
        shape._element.remove(style)


def _point(place: tuple[int, int]) -> str:
    return f'<a:pt x="{place[0]}" y="{place[1]}"/>'
