"""The outline of some municipalities together, from the arcs that only one of them uses."""

from streekmonitor.charts.geometry import bounds_of, outline

# Two squares of 1 km side by side; arc 0 is the border between them, 1 the rest of the left one, 2 the right.
TOPOLOGY = {
    "type": "Topology",
    "transform": {"scale": [10.0, 10.0], "translate": [1000.0, 0.0]},
    "arcs": [
        [[100, 0], [0, 100]],
        [[100, 100], [-100, 0], [0, -100], [100, 0]],
        [[100, 0], [100, 0], [0, 100], [-100, 0]],
    ],
    "objects": {
        "municipalities": {
            "geometries": [
                {"type": "Polygon", "arcs": [[0, 1]], "properties": {"nis": "L"}},
                {"type": "MultiPolygon", "arcs": [[[2, -1]]], "properties": {"nis": "R"}},
            ]
        }
    },
}


def test_of_two_neighbours_the_border_between_them_is_no_outline() -> None:
    lines = outline(TOPOLOGY, {"L", "R"})
    assert lines["lijn"].unique().tolist() == [1, 2]
    assert bounds_of(lines) == (1000.0, 0.0, 3000.0, 1000.0)


def test_of_one_the_border_is_part_of_the_outline() -> None:
    lines = outline(TOPOLOGY, {"L"})
    assert lines["lijn"].unique().tolist() == [0, 1]
    assert lines.loc[lines["lijn"] == 0, ["x", "y"]].to_numpy().tolist() == [[2000.0, 0.0], [2000.0, 1000.0]]
    assert bounds_of(lines) == (1000.0, 0.0, 2000.0, 1000.0)
