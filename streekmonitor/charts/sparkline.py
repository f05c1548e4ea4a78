"""A sparkline: a few series as thin lines in plain SVG, for beside a figure that says the numbers."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from html import escape
from itertools import pairwise

import pandas as pd

from streekmonitor.charts.frames import place_in_time
from streekmonitor.charts.strip import NAMESPACE, image

WIDTH, HEIGHT, EDGE = 1000, 40, 5
POINT, DOT = 4, 6
LOOK = 'fill="none" stroke-linecap="round"'


@dataclass(frozen=True)
class Line:
    """One series: stretches of (year with its fraction, value) without a hole, in its colour."""

    stretches: tuple[tuple[tuple[float, float], ...], ...]
    colour: str


def stretches(
    rows: pd.DataFrame, until: str, breaks: Sequence[str] = ()
) -> tuple[tuple[tuple[float, float], ...], ...]:
    """The figures up to a period, cut where a period is missing and where the series is broken.

    `rows` has the columns period, value; missing is what the usual step between periods leaves out.
    """
    known = rows[rows["value"].notna() & (rows["period"] <= until)].sort_values("period")
    found: list[list[tuple[float, float]]] = []
    periods = [str(period) for period in known["period"]]
    places = [place_in_time(period) for period in periods]
    steps = [after - before for before, after in pairwise(places)]
    usual = min(steps, default=0.0)
    for number, (place, value) in enumerate(zip(places, known["value"], strict=True)):
        hole = number > 0 and steps[number - 1] > 1.5 * usual
        broken = number > 0 and any(periods[number - 1] < entry <= periods[number] for entry in breaks)
        if number == 0 or hole or broken:
            found.append([])
        found[-1].append((place, float(value)))
    return tuple(tuple(stretch) for stretch in found)


def sparkline(lines: Sequence[Line], description: str) -> str:
    """The lines on one scale, each with a dot at its end; "" when there are no two points in time."""
    points = [point for line in lines for stretch in line.stretches for point in stretch]
    years, values = {x for x, _ in points}, [y for _, y in points]
    if len(years) < 2:
        return ""
    left, right, low, high = min(years), max(years), min(values), max(values)

    def at(point: tuple[float, float]) -> str:
        x = 15 + (WIDTH - 30) * (point[0] - left) / (right - left)
        y = EDGE + (HEIGHT - 2 * EDGE) * ((high - point[1]) / (high - low) if high > low else 0.5)
        return f"{x:.0f} {y:.1f}"

    drawn = "".join(_line(line, at) for line in lines)
    box = f'width="100%" height="{HEIGHT}" viewBox="0 0 {WIDTH} {HEIGHT}" preserveAspectRatio="none" {LOOK}'
    return image(f"<svg {NAMESPACE} {box}>{drawn}</svg>", description)


def _line(line: Line, at: Callable[[tuple[float, float]], str]) -> str:
    """The stretches as one path, and as points the figures that stand alone and the last one."""
    if not line.stretches:
        return ""
    path = "".join(f"M{'L'.join(map(at, stretch))}" for stretch in line.stretches if len(stretch) > 1)
    alone = "".join(f"M{at(stretch[0])}h0" for stretch in line.stretches if len(stretch) == 1)
    end = f"M{at(line.stretches[-1][-1])}h0"
    widths = ((path, 2), (alone, POINT), (end, DOT))
    strokes = "".join(_stroke(outline, width) for outline, width in widths if outline)
    return f'<g stroke="{escape(line.colour)}">{strokes}</g>'


def _stroke(path: str, width: int) -> str:
    return f'<path d="{path}" vector-effect="non-scaling-stroke" stroke-width="{width}"/>'
