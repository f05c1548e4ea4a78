"""The two files of the beginner's page, made from the release: boundaries as GeoJSON, and figures as CSV."""

import json
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import pandas as pd

from streekmonitor.analysis.tables import Tables
from streekmonitor.view import DEFAULT_SET

Point = tuple[float, float]


def write(tables: Tables, indicators: Sequence[str], folder: Path) -> None:
    """Write boundaries.geojson and figures.csv (indicator, nis, periode, waarde)."""
    shapes = geojson(tables.release.boundaries, "municipalities")
    (folder / "boundaries.geojson").write_text(json.dumps(shapes), encoding="utf-8")
    known = {shape["properties"]["nis"] for shape in shapes["features"]}
    frames = []
    for indicator in indicators:
        rows = tables.values(indicator, DEFAULT_SET).rows
        rows = rows[rows["area"].isin(known) & rows["value"].notna()]
        columns = {"area": "nis", "period": "periode", "value": "waarde"}
        frames.append(rows[[*columns]].rename(columns=columns).assign(indicator=indicator))
    pd.concat(frames).to_csv(folder / "figures.csv", index=False)


def geojson(topology: Any, layer: str) -> dict[str, Any]:
    """A layer of a topology with its shapes written out, border by border."""
    scale, move = topology["transform"]["scale"], topology["transform"]["translate"]
    arcs = [_absolute(arc, scale, move) for arc in topology["arcs"]]
    features = []
    for shape in topology["objects"][layer]["geometries"]:
        polygons = [shape["arcs"]] if shape["type"] == "Polygon" else shape["arcs"]
        rings = [[_ring(ring, arcs) for ring in polygon] for polygon in polygons]
        geometry = {"type": "MultiPolygon", "coordinates": rings}
        features.append({"type": "Feature", "properties": dict(shape["properties"]), "geometry": geometry})
    return {"type": "FeatureCollection", "features": features}


def _absolute(arc: Sequence[Sequence[int]], scale: Sequence[float], move: Sequence[float]) -> list[Point]:
    x = y = 0
    points = []
    for step_x, step_y in arc:
        x, y = x + step_x, y + step_y
        points.append((x * scale[0] + move[0], y * scale[1] + move[1]))
    return points


def _ring(numbers: Sequence[int], arcs: Sequence[list[Point]]) -> list[Point]:
    points: list[Point] = []
    for number in numbers:
        arc = arcs[number] if number >= 0 else arcs[~number][::-1]
        points += arc[1:] if points else arc
    return points
