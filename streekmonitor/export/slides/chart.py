"""A native chart on a slide: bars, lines or points that a colleague can edit."""

from typing import Any

from pptx.chart.data import CategoryChartData, XyChartData
from pptx.enum.chart import XL_CHART_TYPE
from pptx.oxml import parse_xml
from pptx.slide import Slide

from streekmonitor.charts.theme import INK
from streekmonitor.export.cells import on_one_line
from streekmonitor.export.native import NativeChart, Point, number_code
from streekmonitor.export.slides import bar_chart, line_chart, point_chart
from streekmonitor.export.slides.colours import Palette
from streekmonitor.export.slides.data_sheet import put_data
from streekmonitor.export.slides.marks import NAMESPACES, text_look
from streekmonitor.export.slides.room import Box

KINDS = {
    "bars": XL_CHART_TYPE.BAR_CLUSTERED,
    "stacked": XL_CHART_TYPE.BAR_STACKED,
    "grouped": XL_CHART_TYPE.BAR_CLUSTERED,
    "lines": XL_CHART_TYPE.LINE_MARKERS,
    "points": XL_CHART_TYPE.XY_SCATTER,
}
ARRANGE = {
    "bars": bar_chart.bars,
    "stacked": bar_chart.stacked,
    "grouped": bar_chart.grouped,
    "lines": line_chart.lines,
    "points": point_chart.points,
}
TEXT_SIZE = 13.0


def add_chart(slide: Slide, palette: Palette, native: NativeChart, box: Box) -> Any:
    """The chart in a box of the slide; returns its frame."""
    native = point_chart.levelled(native, box)
    data = _points(native) if native.kind == "points" else _categories(native)
    frame = slide.shapes.add_chart(KINDS[native.kind], *box.emu, data)
    chart: Any = frame.chart
    chart.has_legend = chart.has_title = False
    _frame_look(chart._chartSpace, text_look(palette, TEXT_SIZE, INK))
    ARRANGE[native.kind](chart, palette, native, box)
    put_data(chart, native)
    return frame


def _categories(native: NativeChart) -> CategoryChartData:
    data = CategoryChartData(number_format=number_code(native.y.notation))
    data.categories = [on_one_line(name) for name in native.categories]
    for series in native.series:
        data.add_series(on_one_line(series.name), [point.y for point in series.points])
    return data


def _points(native: NativeChart) -> XyChartData:
    data = XyChartData(number_format=number_code(native.y.notation))
    for series in native.series:
        added = data.add_series(on_one_line(series.name))
        for point in series.points:
            added.add_data_point(*_place(point))
    return data


def _place(point: Point) -> tuple[float, float]:
    if point.x is None or point.y is None:
        raise ValueError("a point of a cloud has an x and a y")
    return point.x, point.y


def _frame_look(space: Any, text: str) -> None:
    """The look of all text, straight corners, and gaps that stay gaps; each where the schema wants it."""
    for name in ("txPr", "roundedCorners"):
        for old in space.findall(f"{{*}}{name}"):
            space.remove(old)
    chart = space.find("{*}chart")
    chart.addnext(parse_xml(text))
    chart.addprevious(parse_xml(f'<c:roundedCorners {NAMESPACES} val="0"/>'))
    for name in ("dispBlanksAs", "showDLblsOverMax"):
        for old in chart.findall(f"{{*}}{name}"):
            chart.remove(old)
    chart.append(parse_xml(f'<c:dispBlanksAs {NAMESPACES} val="gap"/>'))
