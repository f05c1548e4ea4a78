"""Boundaries as chart data: fetched once by the browser, or put inside a chart that leaves the house."""

from collections import Counter
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from typing import Any

import altair as alt
import pandas as pd

Geometry = Callable[[str], alt.UrlData | alt.InlineData]
Bounds = tuple[float, float, float, float]
Point = tuple[float, float]
# An outline that we draw ourselves has this many steps from side to side: finer than a map can show.
OUTLINE_STEPS = 400


def in_browser(file: str) -> Geometry:
    """Geometry by relative address: it holds below any path, and the browser keeps it."""
    return lambda name: alt.UrlData(url=f"app/static/{file}", format=_topojson(name))


def inside(topology: dict[str, Any]) -> Geometry:
    """Geometry within the chart itself, for where there is no server to ask."""
    return lambda name: alt.InlineData(values=topology, format=_topojson(name))


def fit(bounds: Bounds, margin: float = 0.01, below: str = "0") -> alt.Projection:
    """A projection that fits a box of projected metres in the view, whatever its size.

    `below` is an expression for the pixels at the bottom that stay free.
    """
    x0, y0, x1, y1 = bounds
    pad = margin * max(x1 - x0, y1 - y0)
    high = "height" if below == "0" else f"(height-({below}))"
    scale = f"min(width/{x1 - x0 + 2 * pad:.0f},{high}/{y1 - y0 + 2 * pad:.0f})"
    x, y = (x0 + x1) / 2, (y0 + y1) / 2
    return alt.Projection(
        type="identity",
        reflectY=True,
        scale=alt.ExprRef(scale),
        translate=alt.ExprRef(f"[width/2-{scale}*{x:.0f},{high}/2+{scale}*{y:.0f}]"),
    )


def outline(topology: Mapping[str, Any], codes: Collection[str]) -> pd.DataFrame:
    """The outline of some municipalities together, as lines: lijn, volgorde, x, y (metres).

    In a topology neighbours share the arc between them; what only one of these municipalities uses is the
    outline of them all.
    """
    lines = _lines(topology, [arc for arc, times in _uses(topology, codes).items() if times == 1])
    rows = [(number, order, *point) for number, line in lines.items() for order, point in enumerate(line)]
    table = pd.DataFrame(rows, columns=["lijn", "volgorde", "x", "y"])
    return table.astype({"lijn": "int16", "volgorde": "int16", "x": "int32", "y": "int32"})


def borders(topology: Mapping[str, Any]) -> tuple[list[list[Point]], list[list[Point]]]:
    """The borders between municipalities, and those around them all: lines of points (metres), each once."""
    shapes = topology["objects"]["municipalities"]["geometries"]
    uses = _uses(topology, {shape["properties"]["nis"] for shape in shapes})
    lines = _lines(topology, uses)
    inner = [line for arc, line in lines.items() if uses[arc] > 1]
    return inner, [line for arc, line in lines.items() if uses[arc] == 1]


def bounds_of(lines: pd.DataFrame) -> Bounds:
    """The box around an outline."""
    return (
        float(lines["x"].min()),
        float(lines["y"].min()),
        float(lines["x"].max()),
        float(lines["y"].max()),
    )


def _uses(topology: Mapping[str, Any], codes: Collection[str]) -> Counter[int]:
    """How many of some municipalities have each border, by the number of its arc."""
    shapes = topology["objects"]["municipalities"]["geometries"]
    members = [shape for shape in shapes if shape["properties"]["nis"] in codes]
    return Counter(arc if arc >= 0 else ~arc for shape in members for arc in _flat(shape["arcs"]))


def _lines(topology: Mapping[str, Any], arcs: Iterable[int]) -> dict[int, list[Point]]:
    """The points of arcs in the order of their numbers, no finer than a drawing of them all can show."""
    lines = {arc: _points(topology, arc) for arc in sorted(arcs)}
    every = [point for line in lines.values() for point in line]
    extent = max(max(values) - min(values) for values in zip(*every, strict=True))
    return {arc: _thinned(line, extent / OUTLINE_STEPS) for arc, line in lines.items()}


def _flat(arcs: Sequence[Any]) -> Iterator[int]:
    for entry in arcs:
        if isinstance(entry, int):
            yield entry
        else:
            yield from _flat(entry)


def _points(topology: Mapping[str, Any], arc: int) -> list[Point]:
    """The points of an arc; of a quantised one its steps, added up and scaled."""
    if "transform" not in topology:
        return [(x, y) for x, y in topology["arcs"][arc]]
    scale, translate = topology["transform"]["scale"], topology["transform"]["translate"]
    x = y = 0.0
    points = []
    for step in topology["arcs"][arc]:
        x, y = x + step[0], y + step[1]
        points.append((x * scale[0] + translate[0], y * scale[1] + translate[1]))
    return points


def _thinned(points: Sequence[Point], step: float) -> list[Point]:
    """Without points nearer to the one before than can be seen; both ends stay, so that arcs meet."""
    kept = [points[0]]
    for x, y in points[1:-1]:
        if abs(x - kept[-1][0]) + abs(y - kept[-1][1]) >= step:
            kept.append((x, y))
    return [*kept, points[-1]]


def _topojson(name: str) -> alt.TopoDataFormat:
    return alt.TopoDataFormat(type="topojson", feature=name)
