"""Boundaries as chart data: fetched once by the browser, or put inside a chart that leaves the house."""

from collections.abc import Callable
from typing import Any

import altair as alt

Geometry = Callable[[str], alt.UrlData | alt.InlineData]
Bounds = tuple[float, float, float, float]


def in_browser(file: str) -> Geometry:
    """Geometry by relative address: it holds below any path, and the browser keeps it."""
    return lambda name: alt.UrlData(url=f"app/static/{file}", format=_topojson(name))


def inside(topology: dict[str, Any]) -> Geometry:
    """Geometry within the chart itself, for where there is no server to ask."""
    return lambda name: alt.InlineData(values=topology, format=_topojson(name))


def fit(bounds: Bounds, margin: float = 0.01) -> alt.Projection:
    """A projection that fits a box of projected metres in the view, whatever its width."""
    x0, y0, x1, y1 = bounds
    pad = margin * max(x1 - x0, y1 - y0)
    scale = f"min(width/{x1 - x0 + 2 * pad:.0f},height/{y1 - y0 + 2 * pad:.0f})"
    x, y = (x0 + x1) / 2, (y0 + y1) / 2
    return alt.Projection(
        type="identity",
        reflectY=True,
        scale=alt.ExprRef(scale),
        translate=alt.ExprRef(f"[width/2-{scale}*{x:.0f},height/2+{scale}*{y:.0f}]"),
    )


def _topojson(name: str) -> alt.TopoDataFormat:
    return alt.TopoDataFormat(type="topojson", feature=name)
