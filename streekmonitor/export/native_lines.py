"""Lines in time as native charts: the trend, compared areas, and ranks."""

from collections.abc import Mapping
from itertools import pairwise

import pandas as pd

from streekmonitor.charts.frames import Notation, unit_words
from streekmonitor.charts.trend_frames import PROJECTED
from streekmonitor.export.native import Axis, NativeChart, NativeSeries, Point

MONTHS = 12
PROJECTION = "vooruitzicht"


def lines(
    notation: Notation, frames: Mapping[str, pd.DataFrame], *, from_zero: bool, ranks: bool = False
) -> NativeChart:
    """Lines from `trend_frames`, or with `ranks` from `rank_lines`.

    Each period between the first and the last has its place, also one without figures: the line stops there.
    """
    drawn = frames["punten"].assign(place=[round(x * MONTHS) for x in frames["punten"]["x"]])
    words = _periods(drawn)
    parts = list(drawn.groupby("lijn", sort=False))
    last = {str(rows["reeks"].iloc[0]): name for name, rows in parts}
    series = tuple(
        _line(rows, list(words), at_end=last[str(rows["reeks"].iloc[0])] == name) for name, rows in parts
    )
    axis = Axis(notation, unit_words(notation), from_zero=from_zero, reverse=ranks)
    return NativeChart(kind="lines", series=series, y=axis, categories=tuple(words.values()))


def _periods(drawn: pd.DataFrame) -> dict[int, str]:
    """The places on the axis in months, in order, each with its words; a break has a place without any."""
    told = {
        place: _short(words, place)
        for place, words in zip(drawn["place"], drawn["periode"], strict=True)
        if words
    }
    known = sorted(told)
    step = min((after - before for before, after in pairwise(known)), default=MONTHS)
    between = {
        place: _short("", place)
        for before, after in pairwise(known)
        if after - before > 1.5 * step
        for place in range(before + step, after, step)
    }
    breaks = {
        place: ""
        for place, words in zip(drawn["place"], drawn["periode"], strict=True)
        if not words and not any(abs(place - other) < step for other in between)
    }
    return dict(sorted({**breaks, **between, **told}.items()))


def _short(words: str, place: int) -> str:
    """A period for below an axis: the year alone where every period is one, as on screen."""
    if place % MONTHS == 0 and not any(word in words for word in ("kwartaal", "schooljaar")):
        return words if words.startswith("januari") else str(place // MONTHS)
    return words.removeprefix("schooljaar ")


def _line(rows: pd.DataFrame, places: list[int], *, at_end: bool) -> NativeSeries:
    first = rows.iloc[0]
    projected = int(first["streep"]) == PROJECTED
    points = {
        place: Point(float(value), soft=bool(soft))
        for place, value, soft in zip(rows["place"], rows["waarde"], rows["zacht"], strict=True)
        if pd.notna(value)
    }
    return NativeSeries(
        name=f"{first['reeks']} ({PROJECTION})" if projected else str(first["reeks"]),
        points=tuple(points.get(place, Point(None)) for place in places),
        colour=str(first["kleur"]),
        shape=str(first["vorm"]),
        dash=int(first["streep"]),
        width=float(first["dik"]),
        named_at_end=at_end,
    )
