"""Lying bars: a ranking, parts of a whole, and groups of bars."""

from typing import Any

from pptx.enum.chart import XL_AXIS_CROSSES, XL_TICK_LABEL_POSITION
from pptx.oxml import parse_xml

from streekmonitor.charts.theme import INK, text_on
from streekmonitor.export.lines import width_of
from streekmonitor.export.native import NativeChart, number_code, written
from streekmonitor.export.slides.colours import Palette
from streekmonitor.export.slides.marks import NAMESPACES, Label, bar_looks, dress, known, labels
from streekmonitor.export.slides.plot import hide, names_axis, place_plot, values_axis
from streekmonitor.export.slides.room import Box
from streekmonitor.export.slides.scale import room_for_labels, scale

LARGEST, SMALLEST = 14.0, 8.0
OF_A_ROW = 0.66
MOST_FOR_NAMES = 0.36
AFTER_NAME, AROUND_LABEL = 12.0, 12.0
GAP_WIDTH, GROUP_GAP = 38, 45
LEAST_LABELLED = 6.0
# Bars of a group that are thinner than this get an axis instead of labels.
LEAST_ROW, BELOW, AXIS_SIZE = 10.0, 22.0, 12.0
HIGHEST_ROW = 66.0


def bars(chart: Any, palette: Palette, native: NativeChart, frame: Box) -> None:
    """One bar in each row, with its value behind it."""
    whole = native.part_of or native
    size = _text_size(frame, len(native.categories))
    points, every = known(native.series[0].points), known(whole.series[0].points)
    texts = [written(native.y.notation, value) + point.remark for _, point, value in every]
    widest = max((width_of(text, size) for text in texts), default=0.0) + AROUND_LABEL
    plot = _rows(chart, palette, native, frame, size)
    share = min(widest / plot.width, 0.4)
    hide(chart.value_axis, *room_for_labels([value for _, _, value in every], native.y.origin, share))
    _cross(chart, native.y.origin)
    wanted = [
        Label(index, "outEnd", size, INK, code=number_code(native.y.notation, remark=point.remark))
        for index, point, _ in points
    ]
    _finish(chart, GAP_WIDTH)
    for drawn in chart._chartSpace.xpath(".//c:ser"):
        dress(drawn, [*bar_looks(palette, native.series[0]), labels(palette, wanted)])


def stacked(chart: Any, palette: Palette, native: NativeChart, frame: Box) -> None:
    """Parts of 100 %, with the larger ones told within."""
    size = min(_text_size(frame, len(native.categories)), LARGEST)
    _rows(chart, palette, native, frame, size)
    hide(chart.value_axis, 0.0, 100.0)
    _finish(chart, GAP_WIDTH)
    code = number_code(native.y.notation).replace("0.0", "0")
    for drawn, series in zip(chart._chartSpace.xpath(".//c:ser"), native.series, strict=True):
        wanted = [
            Label(index, "ctr", size, text_on(series.colour), code=code, bold=True)
            for index, _, value in known(series.points)
            if value >= LEAST_LABELLED
        ]
        dress(drawn, [*bar_looks(palette, series), labels(palette, wanted)])


def grouped(chart: Any, palette: Palette, native: NativeChart, frame: Box) -> None:
    """Bars of several areas beside each other, each with its value."""
    rows = len(native.categories) * (len(native.series) + 0.6)
    size, row = _text_size(frame, rows), frame.height / max(rows, 1)
    values = [value for series in native.series for _, _, value in known(series.points)]
    widest = max((width_of(written(native.y.notation, value), size) for value in values), default=0.0)
    labelled = row >= LEAST_ROW
    bottom = 0.0 if labelled else BELOW
    plot = _rows(chart, palette, native, frame, min(size + 3, LARGEST), bottom=bottom)
    if labelled:
        share = min((widest + AROUND_LABEL) / plot.width, 0.4)
        hide(chart.value_axis, *room_for_labels(values, native.y.origin, share))
    else:
        ends = scale(values, from_zero=True, numbers=7)
        values_axis(chart.value_axis, palette, ends, number_code(native.y.notation), AXIS_SIZE)
        chart.value_axis.tick_label_position = XL_TICK_LABEL_POSITION.HIGH
    _finish(chart, GROUP_GAP)
    for drawn, series in zip(chart._chartSpace.xpath(".//c:ser"), native.series, strict=True):
        wanted = [
            Label(index, "outEnd", size, INK, code=number_code(native.y.notation))
            for index, _, _ in known(series.points)
            if labelled
        ]
        dress(drawn, [*bar_looks(palette, series), labels(palette, wanted)])


def _rows(
    chart: Any, palette: Palette, native: NativeChart, frame: Box, size: float, *, bottom: float = 0.0
) -> Box:
    """The axis of names, the first on top, and the place of the plot beside it."""
    whole = native.part_of or native
    names = max((width_of(name, size) for name in whole.categories), default=0.0) + AFTER_NAME
    left = min(names, MOST_FOR_NAMES * frame.width)
    high = min(frame.height, HIGHEST_ROW * max(len(native.categories), 1))
    plot = Box(left, 2, frame.width - left - 4, high - 4 - bottom)
    place_plot(chart, frame, plot)
    axis = chart.category_axis
    axis.reverse_order = True
    names_axis(axis, palette, size)
    every = axis._element.find("{*}noMultiLvlLbl")
    step = parse_xml(f'<c:tickLblSkip {NAMESPACES} val="1"/>')
    if every is not None:
        every.addprevious(step)
    else:
        axis._element.append(step)
    return plot


def _cross(chart: Any, origin: float) -> None:
    """Bars start at a value other than zero, as of an index."""
    if origin:
        chart.value_axis.crosses = XL_AXIS_CROSSES.CUSTOM
        chart.value_axis.crosses_at = origin


def _finish(chart: Any, gap: int) -> None:
    plot = chart.plots[0]
    plot.gap_width, plot.vary_by_categories = gap, False


def _text_size(frame: Box, rows: float) -> float:
    """As large as rows allow."""
    row = min(frame.height / max(rows, 1), HIGHEST_ROW)
    return round(min(max(row * OF_A_ROW, SMALLEST), LARGEST) * 2) / 2
