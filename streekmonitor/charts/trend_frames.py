"""Rows for the trend: lines that stop at gaps and breaks, projections apart, and names at their ends."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise

import numpy as np
import pandas as pd

from streekmonitor import formats
from streekmonitor.catalog import Break
from streekmonitor.charts.frames import LETTER_HEIGHT, Notation, Series, apart, place_in_time, value_text

POINT_COLUMNS = [
    "reeks", "lijn", "x", "periode", "waarde", "label", "kleur", "vorm", "streep", "dik", "zacht",
]  # fmt: skip
END_COLUMNS = ["x", "y", "opschrift", "kleur"]
PROJECTED = 5
BROKEN = "breuk in de reeks"


@dataclass(frozen=True)
class TrendAxis:
    """The axes of a trend, and what is marked on them.

    Whether values begin at zero, height in pixels, what periods refer to, the periods on screen, and the
    breaks in the series.
    """

    from_zero: bool
    height: int
    reference: str = "average"
    marked: Sequence[str] = ()
    breaks: Sequence[Break] = ()


def trend_frames(
    notation: Notation, rows: Mapping[str, pd.DataFrame], series: Sequence[Series], axis: TrendAxis
) -> dict[str, pd.DataFrame]:
    """Rows for `trend_chart`; `rows` gives per code the columns period, value, status."""
    points = [point for entry in series for point in _line(notation, rows[entry.code], entry, axis)]
    all_points = pd.DataFrame(points, columns=POINT_COLUMNS)
    return {
        "punten": all_points,
        "uiteinden": _line_ends(all_points, axis),
        "merktekens": mark_frame(axis),
    }


def mark_frame(axis: TrendAxis) -> pd.DataFrame:
    """The breaks in the series, and the periods on screen with an empty text."""
    marks = [(place_in_time(entry.period), BROKEN) for entry in axis.breaks]
    marks += [(place_in_time(period), "") for period in axis.marked]
    return pd.DataFrame(marks, columns=["x", "opschrift"])


@dataclass(frozen=True)
class _Point:
    """A figure in time; without a period and a value it is a hole in the line."""

    x: float
    period: str = ""
    value: float = np.nan
    status: str = "missing"


# Plain loops: for a few dozen figures per line they are ten times as fast as frames.
def _line(notation: Notation, rows: pd.DataFrame, entry: Series, axis: TrendAxis) -> list[tuple[object, ...]]:
    """One series; what is projected is a line of its own that starts at the last point before it."""
    columns = (rows[name].tolist() for name in ("period", "value", "status"))
    points = sorted(
        (
            _Point(place_in_time(period), period, value, status)
            for period, value, status in zip(*columns, strict=True)
        ),
        key=lambda point: point.x,
    )
    known = [place for place, point in enumerate(points) if not np.isnan(point.value)]
    if not known:
        return []
    inside = points[known[0] : known[-1] + 1]
    first = next((place for place, point in enumerate(inside) if point.status == "projected"), len(inside))
    parts = [(inside[:first], entry.dash), (inside[max(first - 1, 0) :], PROJECTED)]
    return [
        _drawn(notation, point, entry, (f"{entry.name} {number}", dash), axis.reference)
        for number, (part, dash) in enumerate(parts if first < len(inside) else parts[:1])
        for point in _with_holes(part, axis.breaks)
    ]


def _with_holes(points: Sequence[_Point], breaks: Sequence[Break]) -> list[_Point]:
    """With an empty point wherever a period is missing or the series breaks, so that the line stops there."""
    steps = [after.x - before.x for before, after in pairwise(points)]
    usual = min(steps, default=0.0)
    cuts = [place_in_time(entry.period) for entry in breaks]
    found = list(points[:1])
    for point, step in zip(points[1:], steps, strict=True):
        if step > 1.5 * usual or any(point.x - step < cut <= point.x for cut in cuts):
            found.append(_Point(point.x - step / 2))
        found.append(point)
    return found


def _drawn(
    notation: Notation, point: _Point, entry: Series, line: tuple[str, int], reference: str
) -> tuple[object, ...]:
    """A point as a row of `punten`."""
    return (
        entry.name,
        line[0],
        point.x,
        formats.period(point.period, reference) if point.period else "",
        point.value,
        value_text(notation, point.value, point.status),
        entry.colour,
        entry.shape,
        line[1],
        entry.width,
        point.status != "observed",
    )


def _line_ends(points: pd.DataFrame, axis: TrendAxis) -> pd.DataFrame:
    """A name at the end of each line, moved apart so that none covers another."""
    known = points.dropna(subset=["waarde"])
    if known.empty:
        return pd.DataFrame(columns=END_COLUMNS)
    ends = known.sort_values("x").groupby("reeks", sort=False).tail(1).sort_values("waarde")
    low = min(0.0, known["waarde"].min()) if axis.from_zero else known["waarde"].min()
    least = (known["waarde"].max() - low or 1.0) * LETTER_HEIGHT / axis.height
    labels = ends[["reeks", "kleur"]].rename(columns={"reeks": "opschrift"})
    return labels.assign(x=known["x"].max(), y=apart(ends["waarde"].to_list(), least))[END_COLUMNS]
