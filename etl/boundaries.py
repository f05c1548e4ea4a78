"""Boundaries for the maps and surface areas, from the shapefiles of Provincies in Cijfers.

The municipalities, the former municipalities inside them and the regions around them are simplified together,
as one coverage, so that whatever shares a border keeps sharing it.
"""

from __future__ import annotations

import json
import math
import warnings
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import timedelta
from pathlib import Path
from typing import Any

import geopandas as gpd
import pandas as pd
import shapely
from shapely import LineString, Point, Polygon
from shapely.geometry.base import BaseGeometry
from topojson.core.topology import Topology

from etl.errors import EtlError
from streekmonitor.areas import PROVINCE, Areas
from streekmonitor.formats import value

BRUSSELS, FLANDERS = "04000", "02000"
CRS = 31370
"""Belgian Lambert 72: coordinates in metres."""

TOLERANCE = 40
"""Metres; corners whose triangle is smaller than the square of this disappear."""

GRID = 5
"""Metres; the grid on which the coordinates of the topology lie."""

_INSET = 25  # metres; how far two vintages of one border may lie apart, apart from true errors
_LARGEST_AREA_CHANGE = 0.02  # of a municipality, by simplifying, or between two vintages


class BoundaryError(EtlError):
    """Raised when shapes cannot be used; message in Dutch, names the file and says what to do."""


@dataclass(frozen=True)
class Boundaries:
    """What the maps need.

    `topology` is TopoJSON in metres (EPSG:31370), with the objects municipalities, former and brussels
    (properties nis, name, and x and y of a label point) and regions (properties id, label).
    `surface_area` has the columns area (NIS code, the key) and value (km²).
    `bounds` gives xmin, ymin, xmax, ymax in metres of each region drawn, and of "province".
    """

    topology: dict[str, Any]
    surface_area: pd.DataFrame
    bounds: dict[str, tuple[int, int, int, int]]


@dataclass(frozen=True)
class _Piece:
    """The smallest shape on the map: a municipality, or the former one that became part of it."""

    nis: str
    municipality: str
    shape: BaseGeometry


def build_boundaries(gemeente: Path, gemeente2024: Path, areas: Areas) -> Boundaries:
    """Build topology, surface areas and bounds of the province, with Brussels as context.

    Parameters
    ----------
    gemeente
        Shapefile of the municipalities in force (column geoitem).
    gemeente2024
        Shapefile of the municipalities before the latest mergers (column gemeente, a number).
    areas
        Municipalities, mergers and regions.

    Raises
    ------
    BoundaryError
        For a missing municipality, another projection, overlaps or gaps, or areas that do not
        fit.
    """
    current = read_shapes(gemeente, "geoitem")
    older = read_shapes(gemeente2024, "gemeente")
    shown = (*areas.within(PROVINCE), *areas.within(BRUSSELS))
    _check_present(gemeente, current, shown, areas)
    _check_coverage(gemeente, [current[nis] for nis in shown])
    pieces = [piece for nis in shown for piece in _pieces(nis, current, older, gemeente2024, areas)]
    return drawn(gemeente2024, pieces, {**older, **current}, areas)


def build_open_boundaries(file: Path, areas: Areas) -> Boundaries:
    """Build the same from the municipalities of NGI (CC BY), which come on the division before 2025.

    Merged municipalities are dissolved from their former ones. The file has no Brussels: the hole that it
    leaves in the province stands for it, as one area. Raises BoundaryError as `build_boundaries` does.
    """
    older = read_shapes(file, "mun_code")
    day_before = areas.change_days()[-1] - timedelta(days=1)
    former = {nis: areas.parts(nis, day_before) for nis in areas.within(FLANDERS)}
    _check_present(file, older, [code for codes in former.values() for code in codes], areas)
    current = {nis: _dissolve([older[code] for code in codes]) for nis, codes in former.items()}
    pieces = [_Piece(code, nis, older[code]) for nis in areas.within(PROVINCE) for code in former[nis]]
    outline = _dissolve([piece.shape for piece in pieces])
    holes = [Polygon(ring) for part in shapely.get_parts(outline) for ring in part.interiors]
    if holes:
        largest = max(holes, key=lambda hole: float(hole.area))
        pieces.append(_Piece(BRUSSELS, BRUSSELS, largest))
    return drawn(file, pieces, {**older, **current}, areas)


def drawn(file: Path, pieces: list[_Piece], shapes: Mapping[str, BaseGeometry], areas: Areas) -> Boundaries:
    """Simplify the pieces together and draw every layer; surface areas are of `shapes` as they are."""
    _check_coverage(file, [piece.shape for piece in pieces])
    layers = _layers(_simplified(pieces), areas)
    return Boundaries(
        topology=_topology(layers), surface_area=_surface_area(shapes, areas), bounds=_bounds(layers)
    )


def topology_bytes(topology: Mapping[str, Any]) -> bytes:
    """Return the topology as compact JSON: the same topology always gives the same bytes."""
    return json.dumps(topology, ensure_ascii=False, separators=(",", ":"), sort_keys=True).encode()


# --- reading and checking ----------------------------------------------------------------------------------


def read_shapes(path: Path, code_column: str) -> dict[str, BaseGeometry]:
    """Read the shapes of a file, by five-digit code, also when the file has numbers or lists of one."""
    if not path.is_file():
        raise BoundaryError(f"{path} ontbreekt. Plaats het bestand met zijn .dbf, .prj en .shx in die map.")
    try:
        with warnings.catch_warnings(record=True) as doubts:
            warnings.simplefilter("always")
            frame = gpd.read_file(path)
        if doubts:
            raise ValueError(doubts[0].message)
    except (OSError, ValueError, RuntimeError, shapely.errors.GEOSException) as error:
        raise BoundaryError(
            f"{path}: verwacht een leesbaar bestand met grenzen, gevonden: {error}. Haal het bestand opnieuw "
            "op, met zijn .dbf, .prj en .shx."
        ) from error
    if code_column not in frame.columns:
        found = ", ".join(str(column) for column in frame.columns)
        raise BoundaryError(
            f'{path}: verwacht een kolom "{code_column}" met de NIS-code, gevonden {found}. '
            "Kijk na of de uitgever de kolom hernoemde."
        )
    if frame.crs is None or frame.crs.to_epsg() != CRS:
        raise BoundaryError(
            f"{path}: verwacht coördinaten in EPSG:{CRS} (Belgisch Lambert 72), gevonden {frame.crs}. "
            "Haal het bestand opnieuw op, met zijn .prj, of zet het om naar die projectie."
        )
    codes = frame[code_column].astype(str).str.extract(r"(\d{4,5})")[0].fillna("").str.zfill(5)
    if not codes.is_unique:
        twice = ", ".join(sorted(codes[codes.duplicated()]))
        raise BoundaryError(f"{path}: code {twice} komt meer dan eens voor. Laat één vorm per gemeente over.")
    return dict(zip(codes, frame.geometry, strict=True))


def _check_present(
    path: Path, shapes: Mapping[str, BaseGeometry], wanted: Iterable[str], areas: Areas
) -> None:
    missing = [f"{areas.name(nis)} ({nis})" for nis in wanted if nis not in shapes]
    if missing:
        raise BoundaryError(
            f"{path}: geen vorm voor {', '.join(missing)}. Neem het bestand van de indeling in data/areas, "
            "of werk data/areas bij als de indeling veranderde."
        )


def _check_coverage(path: Path, shapes: list[BaseGeometry]) -> None:
    if not (all(shape.is_valid for shape in shapes) and shapely.coverage_is_valid(shapes)):
        raise BoundaryError(
            f"{path}: de vormen overlappen of sluiten niet aan. Haal het bestand opnieuw op; blijft de fout, "
            "herstel de grenzen dan in een GIS-programma."
        )


# --- former municipalities ---------------------------------------------------------------------------------


def _pieces(
    nis: str,
    current: Mapping[str, BaseGeometry],
    older: Mapping[str, BaseGeometry],
    older_path: Path,
    areas: Areas,
) -> list[_Piece]:
    """Return a municipality as it is, or, when the latest change merged it, its former municipalities."""
    day_before = areas.change_days()[-1] - timedelta(days=1) if areas.changes else None
    former = areas.parts(nis, day_before) if day_before else (nis,)
    if former == (nis,):
        return [_Piece(nis, nis, current[nis])]
    _check_present(older_path, older, former, areas)
    before, now = (area / 1e6 for area in (sum(older[code].area for code in former), current[nis].area))
    if abs(before / now - 1) > _LARGEST_AREA_CHANGE:
        raise BoundaryError(
            f"{older_path}: {', '.join(map(areas.name, former))} meten samen {value(before, 'km²', 1)}, "
            f"maar {areas.name(nis)} meet {value(now, 'km²', 1)}. Kijk de fusie na in data/areas/changes.csv."
        )
    shapes = _divide(current[nis], [older[code] for code in former])
    return [_Piece(code, nis, shape) for code, shape in zip(former, shapes, strict=True)]


def _divide(whole: BaseGeometry, parts: list[BaseGeometry]) -> list[BaseGeometry]:
    """Divide a shape along the borders between its parts, which come from a slightly different drawing.

    The borders are cut off a little before the outline of the whole and then led to its nearest corner, so
    that the outline itself gets no new corners and stays the same line as the neighbours have.
    """
    borders = shapely.union_all(
        [one.boundary & other.boundary for place, one in enumerate(parts) for other in parts[place + 1 :]]
    )
    inner = shapely.line_merge(shapely.intersection(borders, whole.buffer(-_INSET)))
    lines = [line for line in shapely.get_parts(inner) if isinstance(line, LineString)]
    corners = shapely.multipoints(shapely.get_coordinates(whole))
    ends = [Point(line.coords[place]) for line in lines for place in (0, -1)]
    links = [shapely.shortest_line(end, corners) for end in ends if ends.count(end) == 1]
    faces = shapely.get_parts(shapely.polygonize([shapely.union_all([whole.boundary, *lines, *links])]))
    owned: list[list[BaseGeometry]] = [[] for _ in parts]
    for face in faces:
        if whole.covers(face.representative_point()):
            overlaps = [face.intersection(part).area for part in parts]
            owned[overlaps.index(max(overlaps))].append(face)
    return [shapely.union_all(mine) for mine in owned]


# --- simplifying and dissolving ----------------------------------------------------------------------------


def _simplified(pieces: list[_Piece]) -> list[_Piece]:
    """Simplify all pieces together; shared borders stay shared."""
    shapes = shapely.coverage_simplify([piece.shape for piece in pieces], TOLERANCE)
    for piece, shape in zip(pieces, shapes, strict=True):
        if abs(shape.area / piece.shape.area - 1) > _LARGEST_AREA_CHANGE:
            raise BoundaryError(
                f"De vereenvoudigde grens van {piece.nis} verandert de oppervlakte met meer dan "
                f"{_LARGEST_AREA_CHANGE * 100:.0f} %. Verklein TOLERANCE in etl/boundaries.py."
            )
    return [_Piece(piece.nis, piece.municipality, shape) for piece, shape in zip(pieces, shapes, strict=True)]


def _layers(pieces: list[_Piece], areas: Areas) -> dict[str, gpd.GeoDataFrame]:
    """Return the layers of the map; every outline is made of the same simplified pieces."""
    province = areas.within(PROVINCE)
    municipalities = {
        nis: _dissolve([piece.shape for piece in pieces if piece.municipality == nis])
        for nis in sorted({piece.municipality for piece in pieces})
    }
    merged = [nis for nis in municipalities if sum(piece.municipality == nis for piece in pieces) > 1]
    regions = [region for region in areas.regions.values() if set(region.members) <= set(province)]
    return {
        "municipalities": _municipality_layer({nis: municipalities[nis] for nis in province}, areas),
        "former": _municipality_layer(
            {piece.nis: piece.shape for piece in pieces if piece.municipality in merged}, areas
        ),
        "brussels": _municipality_layer(
            {nis: shape for nis, shape in municipalities.items() if nis not in province}, areas
        ),
        "regions": _layer(
            [
                {
                    "id": region.id,
                    "label": region.label,
                    "geometry": _dissolve([municipalities[nis] for nis in region.members]),
                }
                for region in regions
            ]
        ),
    }


def _dissolve(shapes: list[BaseGeometry]) -> BaseGeometry:
    return shapes[0] if len(shapes) == 1 else shapely.coverage_union_all(shapes)


def _municipality_layer(shapes: Mapping[str, BaseGeometry], areas: Areas) -> gpd.GeoDataFrame:
    """Return shapes with code, name and a point for the label: the middle of the largest circle inside."""
    rows = []
    for nis, shape in sorted(shapes.items()):
        largest = max(shapely.get_parts(shape), key=lambda part: float(part.area))
        x, y = shapely.maximum_inscribed_circle(largest, tolerance=GRID).coords[0]
        rows.append({"nis": nis, "name": areas.name(nis), "x": round(x), "y": round(y), "geometry": shape})
    return _layer(rows)


def _layer(rows: list[dict[str, Any]]) -> gpd.GeoDataFrame:
    return gpd.GeoDataFrame(rows, columns=list(rows[0]) if rows else ["geometry"], crs=CRS)


# --- results -----------------------------------------------------------------------------------------------


def _topology(layers: Mapping[str, gpd.GeoDataFrame]) -> dict[str, Any]:
    """Return the layers as one TopoJSON, on a grid that does not depend on what is in them."""
    filled = {name: layer for name, layer in layers.items() if len(layer)}
    topology = Topology(
        list(filled.values()),
        object_name=list(filled),
        prequantize={"scale": [GRID, GRID], "translate": [0, 0]},
        ignore_index=True,
    )
    content: dict[str, Any] = topology.to_dict()
    del content["bbox"]  # `bounds` holds what the map needs, in whole metres
    for layer in content["objects"].values():
        for geometry in layer["geometries"]:
            del geometry["id"]  # a row number that means nothing
    return content


def _surface_area(shapes: Mapping[str, BaseGeometry], areas: Areas) -> pd.DataFrame:
    """Return km² of every municipality, from the shapes as published."""
    municipal = {nis: shape for nis, shape in shapes.items() if areas.is_municipality(nis)}
    rows = [(nis, shape.area / 1e6) for nis, shape in sorted(municipal.items())]
    return pd.DataFrame(rows, columns=["area", "value"])


def _bounds(layers: Mapping[str, gpd.GeoDataFrame]) -> dict[str, tuple[int, int, int, int]]:
    """Return the box around each region and around the province, in whole metres, nothing cut off."""

    def box(bounds: Iterable[float]) -> tuple[int, int, int, int]:
        xmin, ymin, xmax, ymax = bounds
        return math.floor(xmin), math.floor(ymin), math.ceil(xmax), math.ceil(ymax)

    regions = layers["regions"]
    boxes = {row.id: box(row.geometry.bounds) for row in regions.itertuples()}
    return {"province": box(layers["municipalities"].total_bounds), **boxes}
