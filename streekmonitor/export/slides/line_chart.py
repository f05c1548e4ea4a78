"""Lines in time, named at their ends."""

from dataclasses import dataclass
from math import ceil
from typing import Any

from pptx.enum.chart import XL_AXIS_CROSSES, XL_TICK_LABEL_POSITION
from pptx.oxml import parse_xml

from streekmonitor.charts.frames import apart
from streekmonitor.charts.theme import MUTED
from streekmonitor.export.lines import width_of
from streekmonitor.export.native import NativeChart, NativeSeries, number_code, written
from streekmonitor.export.slides.colours import Palette
from streekmonitor.export.slides.marks import (
    ALMOST_LEVEL,
    AS_IT_FITS,
    NAMESPACES,
    Label,
    dress,
    known,
    labels,
    line_looks,
)
from streekmonitor.export.slides.plot import names_axis, place_plot, values_axis
from streekmonitor.export.slides.room import Box
from streekmonitor.export.slides.scale import Scale, scale

SIZE, END_SIZE, LEAST_END = 13.0, 14.0, 9.0
MOST_FOR_NAMES = 0.38
BELOW, ABOVE = 24.0, 10.0
AFTER_POINT = 12.0
BETWEEN = 1.25
MOST_PERIODS = 14


@dataclass(frozen=True)
class End:
    """The last point of a line that is named there."""

    series: int
    index: int
    value: float
    text: str


def lines(chart: Any, palette: Palette, native: NativeChart, frame: Box) -> None:
    """Lines whose names and last values stand at their ends, moved apart where they would touch."""
    values = [value for series in native.series for _, _, value in known(series.points)]
    ranks = native.y.reverse
    ends = (
        Scale(0.0, max(values, default=1.0) + 1, _rank_step(values))
        if ranks
        else scale(values, from_zero=native.y.from_zero)
    )
    named = _ends(native)
    size = min(END_SIZE, max((frame.height - BELOW - ABOVE) / max(len(named), 1) / BETWEEN, LEAST_END))
    left = max(width_of(written(native.y.notation, end), SIZE) for end in (ends.low, ends.high)) + 10
    right = max((width_of(end.text, size) for end in named), default=0.0) + AFTER_POINT + 6
    right = min(right, MOST_FOR_NAMES * frame.width)
    plot = Box(left, ABOVE, frame.width - left - right, frame.height - ABOVE - BELOW)
    place_plot(chart, frame, plot)
    skip = _skip(native, plot.width)
    names_axis(chart.category_axis, palette, SIZE, AS_IT_FITS if skip == 1 else ALMOST_LEVEL)
    _thin_out(chart.category_axis, skip)
    code = f"{number_code(native.y.notation)};" if not ranks else "0;;"
    values_axis(chart.value_axis, palette, ends, code.rstrip(";") if not ranks else code, SIZE)
    if ranks:
        chart.value_axis.reverse_order = True
        chart.value_axis.crosses = XL_AXIS_CROSSES.MAXIMUM
        chart.category_axis.tick_label_position = XL_TICK_LABEL_POSITION.HIGH
    shifts = _shifts(named, ends, plot, size, reverse=ranks)
    for number, (drawn, series) in enumerate(
        zip(chart._chartSpace.xpath(".//c:ser"), native.series, strict=True)
    ):
        wanted = [
            Label(
                end.index,
                "r",
                size,
                series.colour if _can_be_read(series) else MUTED,
                code=_end_code(native, end.value),
                with_name=True,
                bold=series.width > 2,
                shift=shift / frame.height,
            )
            for end, shift in zip(named, shifts, strict=True)
            if end.series == number
        ]
        dress(drawn, [*line_looks(palette, series), labels(palette, wanted)])


def _ends(native: NativeChart) -> list[End]:
    found = []
    for number, series in enumerate(native.series):
        points = known(series.points)
        if series.named_at_end and points:
            index, _, value = points[-1]
            text = f"{series.name} {written(native.y.notation, value)}"
            found.append(End(number, index, value, text))
    return found


def _shifts(named: list[End], ends: Scale, plot: Box, size: float, *, reverse: bool) -> list[float]:
    """How far each name moves down, in points, so that none covers another and all stay in the plot."""
    heights = [
        (ends.share(end.value) if reverse else 1 - ends.share(end.value)) * plot.height for end in named
    ]
    order = sorted(range(len(named)), key=lambda number: heights[number])
    least = size * BETWEEN
    moved = apart([heights[number] for number in order], least)
    room = plot.height - least / 2
    overflow = max(moved[-1] - room, 0.0) if moved else 0.0
    moved = [place - overflow for place in moved]
    under = max(-moved[0], 0.0) if moved else 0.0
    places = dict(zip(order, [place + under for place in moved], strict=True))
    return [places[number] - heights[number] for number in range(len(named))]


def _skip(native: NativeChart, width: float) -> int:
    """Every how many periods one is named below the axis, as room allows."""
    widest = max((width_of(name, SIZE) for name in native.categories), default=1.0) + 10
    most = min(max(int(width / widest), 1), MOST_PERIODS)
    return max(ceil(len(native.categories) / most), 1)


def _thin_out(axis: Any, skip: int) -> None:
    for name in ("tickLblSkip", "tickMarkSkip"):
        element = parse_xml(f'<c:{name} {NAMESPACES} val="{skip}"/>')
        axis._element.find("{*}noMultiLvlLbl").addprevious(element)


def _rank_step(values: list[float]) -> float:
    most = max(values, default=1.0)
    return next(step for step in (1.0, 2.0, 5.0, 10.0, 20.0, 50.0, 1000.0) if most / step <= 8)


def _end_code(native: NativeChart, value: float) -> str:
    """The last value; of a rank its ordinal."""
    if not native.y.reverse:
        return number_code(native.y.notation)
    from streekmonitor.formats import ordinal

    return f'"("0"{ordinal(int(value)).lstrip("0123456789")})"'


def _can_be_read(series: NativeSeries) -> bool:
    return series.colour != ""
