"""Clouds of points as native charts: two indicators against each other, and the distribution of one."""

from collections.abc import Mapping, Sequence
from math import pi, sqrt

import pandas as pd

from streekmonitor.charts.frames import Amount, Notation
from streekmonitor.charts.spread import BOX
from streekmonitor.charts.theme import BAR, INK
from streekmonitor.export.native import Axis, NativeChart, NativeSeries, Point

DOT = 9.0
LARGEST_SYMBOL, SMALLEST_SYMBOL = 30.0, 7.0
REGION_SYMBOL = 13.0
CHOSEN, REGION = 100.0, 200.0
BOX_EDGE = "#c3cad1"


def scatter(
    axes: tuple[Axis, Axis], points: pd.DataFrame, key: Sequence[tuple[str, str]] = (), *, caption: str = ""
) -> NativeChart:
    """Points from `scatter_points`; `axes` are those of x and y.

    Municipalities are one series, so that Office can draw the line of least squares through them; regions
    another. Names of regions and the chosen come first, then of who lies furthest out.
    """
    shown = points.assign(out=_outness(points["x"]) + _outness(points["y"])).sort_values("naam")
    own, others = shown[shown["vorm"] == "circle"], shown[shown["vorm"] != "circle"]
    series = [NativeSeries("Gemeenten", _cloud(own), BAR, "circle", regression=bool(own["telt"].any()))]
    series += [NativeSeries("Regio’s", _cloud(others), BAR, "diamond")] if len(others) else []
    return NativeChart(
        kind="points", series=tuple(series), x=axes[0], y=axes[1], key=tuple(key), caption=caption
    )


def spread(notation: Notation, frames: Mapping[str, pd.DataFrame], *, caption: str = "") -> NativeChart:
    """A dot for each municipality from `spread_frames` of the whole; lines for those compared with."""
    dots = frames["stippen"]
    named = set(frames["namen"]["opschrift"]) | set(dots.loc[dots["gekozen"], "naam"])
    cloud = tuple(
        Point(
            float(y),
            float(x),
            label=str(name) if name in named else "",
            weight=CHOSEN * chosen,
            colour=str(colour),
            size=DOT + 3 * chosen,
        )
        for x, y, name, colour, chosen in zip(
            *(dots[name] for name in ("x", "y", "naam", "kleur", "gekozen")), strict=True
        )
    )
    rules = [_rule(*row) for row in frames["lijnen"][["x", "y", "opschrift", "kleur", "streep"]].to_numpy()]
    return NativeChart(
        kind="points",
        # The longest series first: LibreOffice draws none that has fewer points than the last.
        series=(NativeSeries("Gemeenten", cloud, BAR, "circle"), *_quartiles(frames["kwartielen"]), *rules),
        x=Axis(notation),
        y=Axis(Amount("", 0), hidden=True),
        caption=caption,
    )


def _cloud(points: pd.DataFrame) -> tuple[Point, ...]:
    columns = ["x", "y", "naam", "kleur", "rand", "omvang", "vorm", "out"]
    return tuple(
        Point(
            float(y),
            float(x),
            label=str(name),
            weight=float(out) + CHOSEN * bool(edge) + REGION * (shape != "circle"),
            colour=str(colour),
            edge=str(edge),
            size=_diameter(float(size)) if shape == "circle" else REGION_SYMBOL,
        )
        for x, y, name, colour, edge, size, shape, out in points[columns].itertuples(index=False)
    )


def _diameter(surface: float) -> float:
    """The width of a circle of so many square pixels on screen, within what Office draws."""
    return min(max(2 * sqrt(surface / pi), SMALLEST_SYMBOL), LARGEST_SYMBOL)


def _outness(values: pd.Series) -> pd.Series:
    """How far values lie from the middle one, squared, in their spread."""
    return ((values - float(values.median())) / (float(values.std(ddof=0)) or 1.0)) ** 2


def _rule(x: float, y: float, words: str, colour: str, dash: int) -> NativeSeries:
    """An upright line at a value, from below the dots up to its words."""
    ends = (Point(BOX[0], float(x)), Point(float(y), float(x), label=str(words), side="above"))
    return NativeSeries(str(words), ends, str(colour), dash=int(dash))


def _quartiles(found: pd.DataFrame) -> list[NativeSeries]:
    """The outline around the middle half of the municipalities, and the median."""
    if found.empty:
        return []
    first, median, third = (float(found[name].iloc[0]) for name in ("q1", "mediaan", "q3"))
    low, high = BOX
    corners = [(first, low), (third, low), (third, high), (first, high), (first, low)]
    outline = tuple(Point(y, x) for x, y in corners)
    words = str(found["opschrift"].iloc[0])
    line = (Point(high, median), Point(low, median, label=words, side="below"))
    return [
        NativeSeries("Middelste helft van de gemeenten", outline, BOX_EDGE, dash=0),
        NativeSeries("Mediaan", line, INK, dash=0),
    ]
