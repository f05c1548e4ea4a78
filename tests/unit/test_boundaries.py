"""Boundaries of a tiny country of squares of 10 km, whose former municipalities were drawn a little off."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path
from typing import Any

import geopandas as gpd
import numpy as np
import pytest
import shapely
from shapely import MultiPolygon, Polygon, box

from etl.boundaries import (
    Boundaries,
    BoundaryError,
    build_boundaries,
    build_open_boundaries,
    topology_bytes,
)
from streekmonitor.area_files import load_areas
from streekmonitor.areas import Areas

KM = 1000
FILES = {
    "higher_areas.csv": """nis,name,name_fr,level,parent,valid_from,valid_to
01000,België,Belgique,country,,1977-01-01,
02000,Vlaams Gewest,Région flamande,region,01000,1977-01-01,
04000,Brussels Gewest,Région de Bruxelles,region,01000,1977-01-01,
20001,provincie Vlaams-Brabant,Brabant flamand,province,02000,1977-01-01,
21000,arrondissement Brussel,Bruxelles,arrondissement,04000,1977-01-01,
24000,arrondissement Leuven,Louvain,arrondissement,20001,1977-01-01,
""",
    "municipalities.csv": """nis,name,name_fr,valid_from,valid_to,arrondissement
21001,Anderlecht,Anderlecht,1977-01-01,,21000
24001,West,West,1977-01-01,,24000
24002,Noord,Noord,1977-01-01,2024-12-31,24000
24003,Zuid,Zuid,1977-01-01,2024-12-31,24000
24004,Fusie,Fusie,2025-01-01,,24000
""",
    "changes.csv": """date,former,successor,kind,source
2025-01-01,24002,24004,merger,toets
2025-01-01,24003,24004,merger,toets
""",
    "regions.yaml": """
sets:
  - {id: alle, label: Alle, selectable: true, regions: [geheel, oosten, land]}
regions:
  - {id: geheel, label: Geheel, full_label: Geheel, within: ["24000"], valid_from: 2025-01-01, source: toets}
  - {id: oosten, label: Oosten, full_label: O, municipalities: ["24004"], valid_from: 2025-01-01, source: t}
  - {id: land, label: Land, full_label: Het land, within: ["01000"], valid_from: 2025-01-01, source: toets}
""",
}


def square(column: float, row: float, width: float = 10, height: float = 10) -> Polygon:
    """Return a rectangle with a corner every kilometre; sizes in km."""
    x, y = 150 + column, 160 + row
    shape = box(x * KM, y * KM, (x + width) * KM, (y + height) * KM)
    return shapely.segmentize(shape, KM)


def wavy(shape: Polygon) -> Polygon:
    """Bend a shape by some ten metres, the same for every shape at the same place."""
    return shapely.transform(shape, lambda xy: xy + 15 * np.sin(xy[:, ::-1] / 700))


def write(path: Path, column: str, codes: list[Any], shapes: list[Polygon], crs: int = 31370) -> Path:
    gpd.GeoDataFrame({column: codes, "naam": codes}, geometry=shapes, crs=crs).to_file(path)
    return path


@pytest.fixture
def areas(tmp_path: Path) -> Areas:
    for name, text in FILES.items():
        (tmp_path / name).write_text(text, encoding="utf-8")
    return load_areas(tmp_path)


@pytest.fixture
def current(tmp_path: Path) -> Path:
    """West and Brussels on the left, the merged municipality, 20 km high, on the right."""
    shapes = [square(0, 0), square(0, 10), square(10, 0, 10, 20)]
    return write(tmp_path / "gemeente.shp", "geoitem", ["24001", "21001", "24004"], [wavy(s) for s in shapes])


@pytest.fixture
def older(tmp_path: Path) -> Path:
    """The two halves of the merged municipality, five metres off; codes are numbers, as published."""
    shapes = [square(0, 0), square(10.005, 10), square(10.005, 0)]
    return write(tmp_path / "gemeente2024.shp", "gemeente", [24001, 24002, 24003], [wavy(s) for s in shapes])


@pytest.fixture
def built(current: Path, older: Path, areas: Areas) -> Boundaries:
    return build_boundaries(current, older, areas)


def decode(topology: dict[str, Any], layer: str, key: str) -> dict[str, MultiPolygon]:
    """Return the shapes of a layer, as the browser makes them of the arcs."""
    (kx, ky), (dx, dy) = topology["transform"]["scale"], topology["transform"]["translate"]
    arcs = [np.cumsum(arc, axis=0) * [kx, ky] + [dx, dy] for arc in topology["arcs"]]

    def ring(numbers: list[int]) -> list[Any]:
        lines = [arcs[number] if number >= 0 else arcs[~number][::-1] for number in numbers]
        return [point for line in lines for point in line[:-1]] + [lines[-1][-1]]

    shapes = {}
    for geometry in topology["objects"][layer]["geometries"]:
        polygons = geometry["arcs"] if geometry["type"] == "MultiPolygon" else [geometry["arcs"]]
        rings = [[ring(numbers) for numbers in polygon] for polygon in polygons]
        shapes[geometry["properties"][key]] = MultiPolygon([(outer, inner) for outer, *inner in rings])
    return shapes


def test_layers_hold_what_the_map_draws(built: Boundaries) -> None:
    topology = built.topology
    assert sorted(decode(topology, "municipalities", "nis")) == ["24001", "24004"]
    assert sorted(decode(topology, "former", "nis")) == ["24002", "24003"]
    assert sorted(decode(topology, "brussels", "nis")) == ["21001"]
    # The country reaches outside the province and is not drawn.
    assert sorted(decode(topology, "regions", "id")) == ["geheel", "oosten"]


def test_neighbours_share_their_border(built: Boundaries) -> None:
    municipalities = decode(built.topology, "municipalities", "nis")
    assert shapely.coverage_is_valid(
        [*municipalities.values(), *decode(built.topology, "brussels", "nis").values()]
    )
    used = [
        {number if number >= 0 else ~number for number in np.ravel(geometry["arcs"])}
        for geometry in built.topology["objects"]["municipalities"]["geometries"]
    ]
    assert used[0] & used[1]


def test_former_municipalities_fill_the_merged_one_exactly(built: Boundaries) -> None:
    former = decode(built.topology, "former", "nis")
    merged = decode(built.topology, "municipalities", "nis")["24004"]
    assert shapely.coverage_is_valid(list(former.values()))
    assert shapely.union_all(list(former.values())).equals(merged)
    # Two halves of 20 × 10 km; the wave and the simplifying move the border by some ten metres.
    assert former["24002"].area / KM**2 == pytest.approx(100, abs=1)
    assert former["24003"].area / KM**2 == pytest.approx(100, abs=1)


def test_region_outlines_are_those_of_their_members(built: Boundaries) -> None:
    municipalities = decode(built.topology, "municipalities", "nis")
    regions = decode(built.topology, "regions", "id")
    assert regions["geheel"].equals(shapely.union_all(list(municipalities.values())))
    assert regions["oosten"].equals(municipalities["24004"])


def test_simplifying_keeps_the_shape_with_fewer_corners(built: Boundaries, current: Path) -> None:
    source = gpd.read_file(current).set_index("geoitem").geometry["24004"]
    drawn = decode(built.topology, "municipalities", "nis")["24004"]
    assert shapely.get_num_coordinates(drawn) < shapely.get_num_coordinates(source)
    assert shapely.hausdorff_distance(drawn, source) < 60


def test_labels_lie_inside(built: Boundaries) -> None:
    shapes = decode(built.topology, "municipalities", "nis")
    for geometry in built.topology["objects"]["municipalities"]["geometries"]:
        properties = geometry["properties"]
        assert shapes[properties["nis"]].contains(shapely.Point(properties["x"], properties["y"]))
        assert properties["name"] == {"24001": "West", "24004": "Fusie"}[properties["nis"]]


def test_surface_areas_are_those_of_the_shapes_as_published(built: Boundaries) -> None:
    surface = dict(zip(built.surface_area["area"], built.surface_area["value"], strict=True))
    assert sorted(surface) == ["21001", "24001", "24002", "24003", "24004"]
    assert surface["24001"] == pytest.approx(100, rel=0.002)
    assert surface["24004"] == pytest.approx(200, rel=0.002)


def test_bounds_hold_the_whole_shape(built: Boundaries) -> None:
    assert sorted(built.bounds) == ["geheel", "oosten", "province"]
    assert built.bounds["province"] == built.bounds["geheel"]
    for side, expected in zip(built.bounds["oosten"], (160_000, 160_000, 170_000, 180_000), strict=True):
        assert side == pytest.approx(expected, abs=50)


def test_the_same_files_give_the_same_bytes_in_another_process(
    built: Boundaries, current: Path, older: Path
) -> None:
    script = (
        "import sys; from pathlib import Path; from streekmonitor.area_files import load_areas;"
        "from etl.boundaries import build_boundaries, topology_bytes;"
        "folder = Path(sys.argv[1]);"
        "built = build_boundaries(folder/'gemeente.shp', folder/'gemeente2024.shp', load_areas(folder));"
        "sys.stdout.buffer.write(topology_bytes(built.topology))"
    )
    command = [sys.executable, "-c", script, str(current.parent)]
    root = str(Path(__file__).parents[2])
    done = subprocess.run(
        command, check=True, capture_output=True, cwd=root, env={**os.environ, "PYTHONHASHSEED": "7"}
    )
    assert done.stdout == topology_bytes(built.topology)


def test_without_mergers_there_are_no_former_municipalities(
    current: Path, older: Path, tmp_path: Path
) -> None:
    folder = tmp_path / "nu"
    folder.mkdir()
    for name, text in FILES.items():
        kept = [line for line in text.splitlines() if "2024-12-31" not in line and ",merger," not in line]
        (folder / name).write_text("\n".join(kept), encoding="utf-8")
    built = build_boundaries(current, older, load_areas(folder))
    assert "former" not in built.topology["objects"]
    assert sorted(decode(built.topology, "municipalities", "nis")) == ["24001", "24004"]


def test_a_missing_file_is_named(tmp_path: Path, older: Path, areas: Areas) -> None:
    with pytest.raises(BoundaryError, match=r"gemeente\.shp ontbreekt"):
        build_boundaries(tmp_path / "gemeente.shp", older, areas)


CODES = ("24001", "21001", "24004")
SQUARES = (square(0, 0), square(0, 10), square(10, 0, 10, 20))


@pytest.mark.parametrize(
    ("fault", "message"),
    [
        ({"column": "nis"}, 'verwacht een kolom "geoitem"'),
        ({"crs": 3812}, "verwacht coördinaten in EPSG:31370"),
        ({"codes": ["24001", "21001", "24001"]}, "code 24001 komt meer dan eens voor"),
        ({"codes": ["24001", "21001", "24099"]}, r"geen vorm voor Fusie \(24004\)"),
        ({"shapes": [SQUARES[0], square(0, 9.5), SQUARES[2]]}, "overlappen of sluiten niet aan"),
        (
            {"shapes": [SQUARES[0], SQUARES[1], square(10, 0, 15, 20)]},
            r"Noord, Zuid meten samen 200,0\skm², maar Fusie meet 300,0\skm²",
        ),
    ],
)
def test_shapes_that_cannot_be_used_stop_the_build(
    tmp_path: Path, older: Path, areas: Areas, fault: dict[str, Any], message: str
) -> None:
    right: dict[str, Any] = {"column": "geoitem", "codes": list(CODES), "shapes": list(SQUARES), "crs": 31370}
    path = write(tmp_path / "gemeente.shp", **(right | fault))
    with pytest.raises(BoundaryError, match=message):
        build_boundaries(path, older, areas)


def test_a_former_municipality_that_is_missing_is_named(current: Path, tmp_path: Path, areas: Areas) -> None:
    path = write(tmp_path / "oud.shp", "gemeente", [24002], [square(10, 10)])
    with pytest.raises(BoundaryError, match=r"oud\.shp: geen vorm voor Zuid \(24003\)"):
        build_boundaries(current, path, areas)


# --- boundaries for a release of open sources only ----------------------------------------------------------


def open_file(path: Path, codes: list[str], shapes: list[Polygon]) -> Path:
    return write(path / "ngi.gpkg", "mun_code", [f"['{code}']" for code in codes], shapes)


@pytest.fixture
def ngi(tmp_path: Path) -> Path:
    """West lies around Brussels, which the file does not have; the codes are lists of one."""
    around = square(0, 0, 30, 30).difference(square(10, 10))
    return open_file(tmp_path, ["24001", "24002", "24003"], [around, square(30, 10, 10, 20), square(30, 0)])


def test_open_boundaries_are_put_together_from_former_municipalities(ngi: Path, areas: Areas) -> None:
    built = build_open_boundaries(ngi, areas)
    municipalities = decode(built.topology, "municipalities", "nis")
    assert sorted(municipalities) == ["24001", "24004"]
    assert municipalities["24004"].equals(square(30, 0, 10, 30))
    assert sorted(decode(built.topology, "former", "nis")) == ["24002", "24003"]
    surface = built.surface_area.set_index("area")["value"].to_dict()
    assert surface == pytest.approx({"24001": 900 - 100, "24002": 200, "24003": 100, "24004": 200 + 100})


def test_brussels_is_the_hole_that_the_province_leaves(ngi: Path, areas: Areas) -> None:
    built = build_open_boundaries(ngi, areas)
    (brussels,) = decode(built.topology, "brussels", "nis").items()
    assert brussels[0] == "04000"
    assert brussels[1].equals(square(10, 10))
    everything = [*decode(built.topology, "municipalities", "nis").values(), brussels[1]]
    assert shapely.coverage_is_valid(everything)
    assert "04000" not in set(built.surface_area["area"])


def test_an_open_file_without_a_municipality_is_refused(tmp_path: Path, areas: Areas) -> None:
    path = open_file(tmp_path, ["24001", "24002"], [square(0, 0), square(10, 0)])
    with pytest.raises(BoundaryError, match=r"geen vorm voor Zuid \(24003\)"):
        build_open_boundaries(path, areas)
