"""Bars as native charts: the ranking, partners of commuters, and parts of a whole."""

from collections.abc import Iterator, Sequence

import pandas as pd

from streekmonitor.charts.frames import Amount, Notation, short_text, unit_words
from streekmonitor.charts.theme import BAR, COMPARATOR_COLOUR
from streekmonitor.export.native import Axis, NativeChart, NativeSeries, Point

PER_CENT = Amount("%", 1)
GREYS = (COMPARATOR_COLOUR, "#8795a1", "#b4bec7", "#d5dbe1")


def bars(notation: Notation, rows: pd.DataFrame, *, name: str, origin: float = 0.0) -> NativeChart:
    """One bar for each row of `ranking_frame` or `partner_bars` that was made with a centre of zero.

    A row without value stands for those that were left out.
    """
    soft = rows["zacht"] if "zacht" in rows else [False] * len(rows)
    points = tuple(
        _bar(notation, value, label, str(colour), soft=bool(light))
        for value, label, colour, light in zip(
            rows["waarde"], rows["label"], rows["kleur"], soft, strict=True
        )
    )
    return NativeChart(
        kind="bars",
        series=(NativeSeries(name, points, BAR),),
        y=Axis(notation, unit_words(notation), origin=origin, from_zero=True, hidden=True),
        categories=tuple(map(str, rows["naam"])),
    )


def stacked(wholes: Sequence[str], parts: Sequence[tuple[str, str, Sequence[float]]]) -> NativeChart:
    """Shares of 100 %: what they are shares of, and each part as (name, colour, its shares in per cent)."""
    series = tuple(
        NativeSeries(name, tuple(Point(_number(share)) for share in shares), colour)
        for name, colour, shares in parts
    )
    return NativeChart(
        kind="stacked",
        series=series,
        y=Axis(PER_CENT, "%", from_zero=True, hidden=True),
        categories=tuple(wholes),
        key=tuple((name, colour) for name, colour, _ in parts),
    )


def grouped(notation: Notation, rows: pd.DataFrame) -> NativeChart:
    """Bars beside each other from `points_frame`: its parts are the categories, its areas the series."""
    shown = rows.sort_values("volgorde", kind="stable")
    categories = list(dict.fromkeys(shown["deel"]))
    greys = iter(GREYS)
    series = tuple(
        _group(str(area), own, categories, greys) for area, own in rows.groupby("gebied", sort=False)
    )
    return NativeChart(
        kind="grouped",
        series=series,
        y=Axis(notation, unit_words(notation), from_zero=True, hidden=True),
        categories=tuple(map(str, categories)),
        key=tuple((entry.name, entry.colour) for entry in series),
    )


def _bar(notation: Notation, value: float, label: str, colour: str, *, soft: bool) -> Point:
    known = _number(value)
    if known is None:
        return Point(None)
    return Point(known, remark=label.removeprefix(short_text(notation, known)), colour=colour, soft=soft)


def _group(area: str, rows: pd.DataFrame, categories: Sequence[str], greys: Iterator[str]) -> NativeSeries:
    """An area's bars; of comparators, which on screen their marks tell apart, each in a grey of its own."""
    values = dict(zip(rows["deel"], rows["x"], strict=True))
    points = tuple(Point(_number(values.get(entry))) for entry in categories)
    colour = str(rows["kleur"].iloc[0])
    return NativeSeries(area, points, next(greys) if colour == COMPARATOR_COLOUR else colour)


def _number(value: float | None) -> float | None:
    return None if value is None or pd.isna(value) else float(value)
