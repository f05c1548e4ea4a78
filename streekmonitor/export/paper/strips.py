"""The small drawings of a key figure on paper: its strip and its sparkline, at a fixed size.

On screen both stretch with their column; here they have points, for paper knows its width.
"""

from collections.abc import Sequence
from itertools import chain
from xml.etree import ElementTree as ET

from streekmonitor.charts.frames import apart
from streekmonitor.charts.sparkline import Line
from streekmonitor.charts.strip import MOST_LANES, SHAPES, Mark, Tick, axis, lanes
from streekmonitor.charts.theme import BAR, FONT, GROUND, INK
from streekmonitor.export.chart_svg import SVG

STRIP = (114.0, 25.0)
SPARK = (50.0, 22.0)
LETTERS, LINES_FROM, MIDDLE = 6.2, 8.0, 16.5
DOT, LANE, LETTER, LETTER_SIZE = 2.5, 2.5, 6.5, 6.5
MARK_SCALE = 0.56
EDGE = 3.0

Point = tuple[float, float]


def strip_picture(values: Sequence[float], marks: Sequence[Mark], ticks: Sequence[Tick]) -> ET.Element:
    """Every municipality a dot, a few areas marked, those they are compared with as lettered lines."""
    width, height = STRIP
    scale = axis(values, [*(mark.value for mark in marks), *(tick.value for tick in ticks)])
    picture = _picture(STRIP)
    inside = [value for value in values if scale.low <= value <= scale.high]
    places = [scale.place(value) * width / 100 for value in inside]
    for x, lane in zip(places, lanes(places, DOT, MOST_LANES), strict=True):
        _add(picture, "circle", cx=x, cy=MIDDLE + LANE * lane, r=DOT / 2, fill=BAR)
    ordered = sorted(ticks, key=lambda tick: tick.value)
    at = [scale.place(tick.value) * width / 100 for tick in ordered]
    for tick, x, letter in zip(ordered, at, apart(at, LETTER), strict=True):
        _add(picture, "line", x1=x, x2=x, y1=LINES_FROM, y2=height, stroke=INK, stroke_width=0.8)
        look = {"text_anchor": "middle", "font_size": f"{LETTER_SIZE}", "font_weight": "600", "fill": INK}
        _add(picture, "text", x=letter, y=LETTERS, **look).text = tick.letter
    for mark in marks:
        where = f"translate({scale.place(mark.value) * width / 100:.2f},{MIDDLE}) scale({MARK_SCALE})"
        look = {"fill": mark.colour, "stroke": GROUND, "stroke_width": "1.8"}
        _add(picture, "path", d=SHAPES[mark.shape], transform=where, **look)
    return picture


def spark_picture(lines: Sequence[Line]) -> ET.Element:
    """The lines on one scale of their own, each with a dot at its end."""
    picture = _picture(SPARK)
    points = [point for line in lines for point in chain.from_iterable(line.stretches)]
    for line in lines:
        for stretch in line.stretches:
            placed = [_placed(point, points) for point in stretch]
            path = "M" + "L".join(f"{x:.2f} {y:.2f}" for x, y in placed)
            _add(picture, "path", d=path, fill="none", stroke=line.colour, stroke_width=1.1)
        alone = [stretch[0] for stretch in line.stretches if len(stretch) == 1]
        for point, size in [*((point, 0.9) for point in alone), (line.stretches[-1][-1], 1.8)]:
            x, y = _placed(point, points)
            _add(picture, "circle", cx=x, cy=y, r=size, fill=line.colour)
    return picture


def _placed(point: Point, points: Sequence[Point]) -> Point:
    (width, height), (xs, ys) = SPARK, zip(*points, strict=True)
    across = (point[0] - min(xs)) / (max(xs) - min(xs) or 1.0)
    up = (point[1] - min(ys)) / (max(ys) - min(ys)) if max(ys) > min(ys) else 0.5
    return EDGE + (width - 2 * EDGE) * across, height - EDGE - (height - 2 * EDGE) * up


def _picture(size: Point) -> ET.Element:
    width, height = size
    about = {"width": f"{width:g}", "height": f"{height:g}", "viewBox": f"0 0 {width:g} {height:g}"}
    return ET.Element(f"{{{SVG}}}svg", {**about, "font-family": FONT})


def _add(parent: ET.Element, name: str, **attributes: str | float) -> ET.Element:
    told = {
        key.replace("_", "-"): value if isinstance(value, str) else f"{value:.5g}"
        for key, value in attributes.items()
    }
    return ET.SubElement(parent, f"{{{SVG}}}{name}", told)
