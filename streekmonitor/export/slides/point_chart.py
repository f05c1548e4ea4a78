"""Clouds of points, with as many names as have room."""

from dataclasses import replace
from math import inf
from typing import Any

from pptx.enum.chart import XL_AXIS_CROSSES

from streekmonitor.charts.placing import Named, placed
from streekmonitor.charts.spread import LOWEST
from streekmonitor.charts.theme import INK, MUTED
from streekmonitor.export.lines import width_of
from streekmonitor.export.native import NativeChart, NativeSeries, Point, number_code, written
from streekmonitor.export.slides.colours import Palette
from streekmonitor.export.slides.marks import Label, cloud_looks, dress, labels, regression
from streekmonitor.export.slides.plot import entitle, hide, place_plot, values_axis
from streekmonitor.export.slides.room import Box
from streekmonitor.export.slides.scale import Scale, scale

SIZE, NAME_SIZE = 13.0, 12.0
# Names are placed in pixels of a chart whose text is this large.
TEXT_ON_SCREEN = 13.0
BELOW, TITLE, EDGE = 24.0, 22.0, 14.0
MOST_NAMES = 28
# Heights of words above a distribution, where the dots lie around zero.
LEVELS = (8.4, 9.8, 11.2, 12.6, 14.0)
ABOVE_ALL = 1.6
SIDES = {(0, 1): "t", (0, -1): "b", (1, 0): "r", (-1, 0): "l"}
FIXED = {"above": "t", "below": "b"}


def points(chart: Any, palette: Palette, native: NativeChart, frame: Box) -> None:
    """Points over two axes, or over one when the heights only keep them apart."""
    if native.x is None:
        raise ValueError("a cloud of points needs an axis for x")
    across, up, plot = _geometry(native, frame)
    place_plot(chart, frame, plot)
    _axes(chart, palette, native, (across, up))
    wanted = _names(native, (across, up), plot)
    for number, (drawn, series) in enumerate(
        zip(chart._chartSpace.xpath(".//c:ser"), native.series, strict=True)
    ):
        line = regression(palette, MUTED) if series.regression else ""
        dress(drawn, [*cloud_looks(palette, series), labels(palette, wanted[number]), line])


def levelled(native: NativeChart, frame: Box) -> NativeChart:
    """The same with the upright lines of a distribution as high as keeps their words apart at this size."""
    if native.x is None or not native.y.hidden:
        return native
    across, _, plot = _geometry(native, frame)
    ends = dict.fromkeys(LEVELS, -inf)
    tops: dict[int, float] = {}
    rules = {number: top for number, series in enumerate(native.series) if (top := _top(series)) is not None}
    for number in sorted(rules, key=lambda number: rules[number].x or 0.0):
        point = rules[number]
        half = width_of(point.label, NAME_SIZE) / 2
        middle = across.share(point.x or 0.0) * plot.width
        free = [level for level, end in ends.items() if end < middle - half]
        level = free[0] if free else min(ends, key=lambda each: ends[each])
        ends[level], tops[number] = middle + half, level
    series = (
        replace(
            each, points=tuple(replace(p, y=tops[number]) if p.side == "above" else p for p in each.points)
        )
        if number in tops
        else each
        for number, each in enumerate(native.series)
    )
    return replace(native, series=tuple(series))


def _top(series: NativeSeries) -> Point | None:
    """The upper end of a line with words above it."""
    return next((point for point in series.points if point.side == "above"), None)


def _geometry(native: NativeChart, frame: Box) -> tuple[Scale, Scale, Box]:
    """Both scales, and the place of the plot in its frame."""
    points = _all(native)
    across = scale([point.x for point in points if point.x is not None], numbers=7)
    up = (
        Scale(LOWEST, max((point.y or 0.0 for point in points), default=0.0) + ABOVE_ALL, 1.0)
        if native.y.hidden
        else scale([point.y for point in points if point.y is not None])
    )
    numbers = max(width_of(written(native.y.notation, end), SIZE) for end in (up.low, up.high))
    left = EDGE if native.y.hidden else numbers + 10
    bottom = BELOW + (TITLE if native.x and native.x.title else 0)
    plot = Box(left, EDGE, frame.width - left - EDGE * 1.5, frame.height - EDGE - bottom)
    return across, up, plot


def _all(native: NativeChart) -> list[Point]:
    return [point for series in native.series for point in series.points]


def _axes(chart: Any, palette: Palette, native: NativeChart, ends: tuple[Scale, Scale]) -> None:
    x, y = native.x, native.y
    if x is None:
        return
    chart.value_axis.crosses = chart.category_axis.crosses = XL_AXIS_CROSSES.MINIMUM
    values_axis(chart.category_axis, palette, ends[0], number_code(x.notation), SIZE, grid=not y.hidden)
    if x.title:
        entitle(chart.category_axis, palette, x.title, SIZE)
    if y.hidden:
        hide(chart.value_axis, ends[1].low, ends[1].high)
        return
    values_axis(chart.value_axis, palette, ends[1], number_code(y.notation), SIZE)


def _names(native: NativeChart, ends: tuple[Scale, Scale], plot: Box) -> list[list[Label]]:
    """The labels of each series: fixed ones, and the most important others that cover nothing."""
    found: list[list[Label]] = [[] for _ in native.series]
    free = []
    for number, series in enumerate(native.series):
        for index, point in enumerate(series.points):
            if point.side and point.label:
                colour = INK if series.dash is None else series.colour
                found[number].append(
                    Label(
                        index,
                        FIXED[point.side],
                        NAME_SIZE,
                        colour,
                        words=point.label,
                        bold=point.side == "above",
                        on_white=True,
                    )
                )
            elif point.label:
                free.append((number, index, point))
    free = sorted(free, key=lambda entry: -entry[2].weight)[:MOST_NAMES]
    zoom = TEXT_ON_SCREEN / NAME_SIZE
    size = plot.width * zoom, plot.height * zoom
    dots = [_dot(point, ends, size, zoom) for _, _, point in free]
    marks = [
        _dot(point, ends, size, zoom)
        for series in native.series
        if series.dash is None
        for point in series.points
    ]
    taken = [
        (
            dot.x - dot.radius * 0.7,
            dot.y - dot.radius * 0.7,
            dot.x + dot.radius * 0.7,
            dot.y + dot.radius * 0.7,
        )
        for dot in marks
    ]
    for (number, index, point), spot in zip(free, placed(dots, size, taken), strict=True):
        if spot is not None:
            bold = bool(point.edge) or number > 0
            found[number].append(Label(index, SIDES[spot.side], NAME_SIZE, INK, words=point.label, bold=bold))
    return found


def _dot(point: Point, ends: tuple[Scale, Scale], size: tuple[float, float], zoom: float) -> Named:
    across, up = ends
    return Named(
        point.label,
        across.share(point.x or 0.0) * size[0],
        up.share(point.y or 0.0) * size[1],
        (point.size or 8.0) / 2 * zoom,
    )
