"""What all charts on slides share: the place of the plot within its frame, and quiet axes."""

from typing import Any

from pptx.enum.chart import XL_TICK_LABEL_POSITION, XL_TICK_MARK
from pptx.oxml import parse_xml

from streekmonitor.charts.theme import INK, LINE, MUTED
from streekmonitor.export.slides.colours import NO_LINE, Palette
from streekmonitor.export.slides.marks import AS_IT_FITS, NAMESPACES, rich, shape, text_look
from streekmonitor.export.slides.room import Box
from streekmonitor.export.slides.scale import Scale

GRID = "#e3e7ea"


def place_plot(chart: Any, frame: Box, plot: Box) -> None:
    """Put the plot at a place in points from the frame's corner, so that labels can be reckoned with."""
    sides = (
        plot.left / frame.width,
        plot.top / frame.height,
        plot.width / frame.width,
        plot.height / frame.height,
    )
    edges = "".join(f'<c:{name} val="{side:.5f}"/>' for name, side in zip("xywh", sides, strict=True))
    layout = (
        f'<c:layout {NAMESPACES}><c:manualLayout><c:layoutTarget val="inner"/><c:xMode val="edge"/>'
        f'<c:yMode val="edge"/>{edges}</c:manualLayout></c:layout>'
    )
    area = chart._chartSpace.xpath("./c:chart/c:plotArea")[0]
    for old in area.findall("{*}layout"):
        area.remove(old)
    area.insert(0, parse_xml(layout))


def names_axis(axis: Any, palette: Palette, size: float, angle: int = AS_IT_FITS) -> None:
    """An axis of names: no line, no ticks, every name shown."""
    axis.has_major_gridlines = False
    axis.major_tick_mark = axis.minor_tick_mark = XL_TICK_MARK.NONE
    axis.tick_label_position = XL_TICK_LABEL_POSITION.LOW
    _look(axis, NO_LINE, text_look(palette, size, INK, angle=angle))


def values_axis(
    axis: Any, palette: Palette, ends: Scale, code: str, size: float, *, grid: bool = True
) -> None:
    """An axis of values with its numbers and thin lines across the plot."""
    axis.minimum_scale, axis.maximum_scale, axis.major_unit = ends.low, ends.high, ends.step
    axis.has_major_gridlines, axis.has_minor_gridlines = grid, False
    if grid:
        lines = axis._element.find("{*}majorGridlines")
        lines.append(parse_xml(shape(palette.line(GRID, 0.75))))
    axis.major_tick_mark = axis.minor_tick_mark = XL_TICK_MARK.NONE
    axis.tick_labels.number_format, axis.tick_labels.number_format_is_linked = code, False
    axis.tick_label_position = XL_TICK_LABEL_POSITION.LOW
    _look(axis, NO_LINE if grid else palette.line(LINE, 1), text_look(palette, size, MUTED))


def hide(axis: Any, low: float, high: float) -> None:
    """No axis, where each value is written at its mark."""
    axis.minimum_scale, axis.maximum_scale = low, high
    axis.has_major_gridlines = axis.has_minor_gridlines = False
    axis.visible = False


def entitle(axis: Any, palette: Palette, words: str, size: float) -> None:
    """What a lying axis measures, below it."""
    axis.has_title = True
    title = axis._element.find("{*}title")
    for child in list(title):
        title.remove(child)
    title.append(parse_xml(rich(palette, words, size, MUTED)))
    title.append(parse_xml(f'<c:overlay {NAMESPACES} val="0"/>'))


def _look(axis: Any, line: str, text: str) -> None:
    element = axis._element
    for name in ("spPr", "txPr"):
        for old in element.findall(f"{{*}}{name}"):
            element.remove(old)
    before = element.find("{*}crossAx")
    before.addprevious(parse_xml(shape(line)))
    before.addprevious(parse_xml(text))
