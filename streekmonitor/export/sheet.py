"""The sheet on which a figure's texts and charts are placed, as SVG."""

from collections.abc import Sequence
from math import ceil
from xml.etree import ElementTree as ET

from streekmonitor.charts.theme import FONT, GROUND, INK, LINE
from streekmonitor.export.cells import on_one_line, printable
from streekmonitor.export.chart_svg import SVG
from streekmonitor.export.lines import width_of, wrap

WIDTH, MARGIN = 960, 16
LINE_HEIGHT, BELOW_BASELINE = 1.4, 0.3
SWATCH, AFTER_SWATCH, BETWEEN_KEYS = 18, 6, 22


class Sheet:
    """A picture that is filled from top to bottom."""

    def __init__(self, title: str, description: str) -> None:
        self.root = ET.Element(_tag("svg"), {"role": "graphics-document", "lang": "nl", "font-family": FONT})
        for name, text in (("title", title), ("desc", description)):
            self._add(name, {}).text = on_one_line(text)
        self._ground = self._add("rect", {"fill": GROUND})
        self._y: float = MARGIN

    def gap(self, height: float) -> None:
        """Leave room."""
        self._y += height

    def write(self, text: str, *, size: int, most: int, colour: str = INK, weight: str = "400") -> None:
        """A paragraph of at most so many lines."""
        look = {"font-size": f"{size}px", "font-weight": weight, "fill": colour}
        for line in wrap(printable(text), WIDTH, size, most):
            self._y += round(size * LINE_HEIGHT)
            self._line(line, MARGIN, self._y - size * BELOW_BASELINE, look)

    def place(self, chart: ET.Element) -> None:
        """A chart, made smaller when it does not fit the width."""
        width, height = float(chart.attrib["width"]), float(chart.attrib["height"])
        scale = min(1.0, WIDTH / width)
        where = f"translate({MARGIN},{self._y:g}) scale({scale:g})"
        self._add("g", {"transform": where}).extend(list(chart))
        self._y += height * scale

    def explain(self, key: Sequence[tuple[str, str]]) -> None:
        """What colours mean: a stroke of each with its words, in as many rows as needed."""
        x, size = float(WIDTH), 13
        look = {"font-size": f"{size}px", "fill": INK}
        for words, colour in key:
            text = on_one_line(words)
            wide = SWATCH + AFTER_SWATCH + width_of(text, size)
            if x + wide > WIDTH:
                x = 0.0
                self._y += round(size * LINE_HEIGHT)
            baseline = self._y - size * BELOW_BASELINE
            self._stroke(MARGIN + x, MARGIN + x + SWATCH, baseline - size * 0.35, colour, 3)
            self._line(text, MARGIN + x + SWATCH + AFTER_SWATCH, baseline, look)
            x += wide + BETWEEN_KEYS

    def rule(self) -> None:
        """A thin line over the whole width."""
        self._stroke(MARGIN, MARGIN + WIDTH, self._y, LINE, 1)
        self._y += 4

    def finish(self) -> ET.Element:
        """The picture, as high as what stands in it."""
        size = {"width": f"{WIDTH + 2 * MARGIN}", "height": f"{ceil(self._y + MARGIN)}"}
        self._ground.attrib.update(size)
        self.root.attrib.update(size, viewBox=f"0 0 {size['width']} {size['height']}")
        return self.root

    def _line(self, text: str, x: float, y: float, look: dict[str, str]) -> None:
        self._add("text", {"x": f"{x:g}", "y": f"{y:g}", **look}).text = text

    def _stroke(self, x: float, end: float, y: float, colour: str, width: int) -> None:
        ends = {"x1": f"{x:g}", "x2": f"{end:g}", "y1": f"{y:g}", "y2": f"{y:g}"}
        self._add("line", {**ends, "stroke": colour, "stroke-width": f"{width}"})

    def _add(self, name: str, attributes: dict[str, str]) -> ET.Element:
        return ET.SubElement(self.root, _tag(name), attributes)


def _tag(name: str) -> str:
    return f"{{{SVG}}}{name}"
