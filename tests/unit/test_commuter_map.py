"""What the map, the bars, the shares and the matrix of commuters draw."""

from itertools import pairwise

import pandas as pd
import pytest

from streekmonitor.analysis.commuter_map import Commuters, members_of
from streekmonitor.analysis.commuting import BRUSSELS
from streekmonitor.charts import flow_frames, heat_frames
from streekmonitor.charts.flow_frames import FlowLook
from streekmonitor.charts.placing import Named, placed
from tests.fixtures.small_release import (
    ALFA,
    BETA,
    BRUSSEL,
    DELTA,
    EAST,
    EPSILON,
    GAMMA,
    HAVEN,
    WALLONIA,
    WEST,
    small_release,
)

ANTWERP = "10000"
FLOWS = [
    (ALFA, ALFA, 50),
    (ALFA, BETA, 20),
    (ALFA, BRUSSEL, 100),
    (ALFA, HAVEN, 30),
    (BETA, BETA, 10),
    (BETA, HAVEN, 5),
    (DELTA, ALFA, 7),
    (EPSILON, ALFA, 8),
    (WALLONIA, ALFA, 40),
]
RELEASE = small_release(flows=FLOWS)
COMMUTERS = Commuters(RELEASE)
CORNERS = {ALFA: (100.0, 100.0), BETA: (300.0, 100.0), GAMMA: (200.0, 300.0), BRUSSEL: (150.0, 200.0)}
POINTS = flow_frames.partner_points(RELEASE.areas, CORNERS)
BOX = (0.0, 0.0, 1000.0, 500.0)


def look(direction: str = "out", largest: float = 100) -> FlowLook:
    return FlowLook((ALFA,), "in" if direction == "in" else "out", largest)


def test_what_lies_outside_the_province_is_bundled() -> None:
    rows = COMMUTERS.bundles((ALFA,), "out")
    assert dict(zip(rows["area"], rows["value"], strict=True)) == {BRUSSELS: 100, ANTWERP: 30, BETA: 20}
    assert rows["share"].to_list() == [50, 15, 10]  # of the 200 residents of Alfa who work
    back = COMMUTERS.bundles((ALFA,), "in")
    assert dict(zip(back["area"], back["value"], strict=True)) == {WALLONIA: 40, GAMMA: 15}


def test_a_threshold_leaves_lines_out_and_says_how_much_is_drawn() -> None:
    lines = COMMUTERS.lines((ALFA,), "out", at_least=30)
    assert lines.rows["area"].to_list() == [BRUSSELS, ANTWERP]
    assert "2 stromen van minstens 30 werkenden naar andere gebieden: samen 130 van de 150 (87\u00a0%)" in (
        lines.sentence
    )
    assert COMMUTERS.lines((ALFA,), "out", 101).sentence == (
        "Er zijn geen stromen van minstens 101 werkenden."
    )
    assert "1 stroom van" in COMMUTERS.lines((ALFA,), "in", 40).sentence


def test_a_region_has_no_flows_to_its_own_municipalities() -> None:
    rows = COMMUTERS.bundles((ALFA, BETA), "out")
    assert dict(zip(rows["area"], rows["value"], strict=True)) == {BRUSSELS: 100, ANTWERP: 35}


def test_the_widest_line_is_the_largest_flow_of_both_directions() -> None:
    assert COMMUTERS.largest((ALFA,)) == 100
    assert COMMUTERS.largest((GAMMA,)) == 15


def test_both_ways_beside_each_other_with_the_bundles_last() -> None:
    rows = COMMUTERS.both_ways((ALFA,)).set_index("name")
    assert list(rows.index) == [
        "Brussels Gewest",
        "Waals Gewest",
        "Haven",
        "Beta",
        "Gamma",
        "provincie Antwerpen",
    ]
    assert rows.loc["Waals Gewest", ["out", "in"]].to_list() == [0, 40]
    assert rows.loc["Beta", ["out", "in"]].to_list() == [20, 0]
    assert list(COMMUTERS.both_ways((ALFA,), 40)["name"]) == ["Brussels Gewest", "Waals Gewest"]


def test_the_members_of_a_municipality_a_merged_one_and_a_region() -> None:
    areas = RELEASE.areas
    regions = [areas.regions[EAST], areas.regions[WEST]]
    assert members_of(areas, ALFA, regions) == (ALFA,)
    assert members_of(areas, DELTA, regions) == (GAMMA,)
    assert members_of(areas, EAST, regions) == (ALFA, BETA)


# --- frames -----------------------------------------------------------------------------------------------


def test_lines_run_the_way_people_travel_as_wide_as_they_are_many() -> None:
    rows = COMMUTERS.bundles((ALFA,), "out")
    drawn = flow_frames.flow_lines(look(), rows, POINTS, BOX).set_index("gebied")
    assert drawn.loc["Beta", ["x0", "y0", "x1", "y1"]].to_list() == [100, 100, 300, 100]
    assert drawn["dik"].to_list() == pytest.approx([18, 5.4, 3.6])  # of 100, 30 and 20
    assert drawn.loc["Brussels Gewest", "label"] == "100 werkenden (50,0\u00a0%)"
    back = flow_frames.flow_lines(look("in"), COMMUTERS.bundles((ALFA,), "in"), POINTS, BOX)
    assert back.set_index("gebied").loc["Gamma", ["x0", "y0", "x1", "y1"]].to_list() == [200, 300, 100, 100]


def test_a_flow_that_leaves_the_map_ends_at_its_edge() -> None:
    outer = flow_frames.outer_box(BOX)
    assert flow_frames.place_of(ANTWERP, POINTS, BOX) == (500, outer[3])
    assert flow_frames.place_of(WALLONIA, POINTS, BOX)[1] == outer[1]  # type: ignore[index]
    assert flow_frames.place_of(BRUSSELS, POINTS, BOX) == (150, 200)
    assert flow_frames.place_of("99999", POINTS, BOX) is None


def test_names_stand_on_the_map_and_never_on_each_other() -> None:
    rows = COMMUTERS.bundles((ALFA,), "out")
    names = flow_frames.flow_names(rows, ("Alfa", (100.0, 100.0)), POINTS, BOX, (800, 400))
    assert names["opschrift"].to_list() == ["Alfa", "prov. Antwerpen 30", "Brussel 100", "Beta 20"]
    tight = flow_frames.flow_names(rows, ("Alfa", (100.0, 100.0)), POINTS, BOX, (60, 40))
    assert len(tight) < len(names)


def test_a_municipality_tells_both_ways() -> None:
    names = {code: RELEASE.areas.name(code) for code in (ALFA, BETA, GAMMA)}
    rows = flow_frames.flow_areas(look(), names, COMMUTERS.both_ways((ALFA,))).set_index("naam")
    assert rows.loc["Beta", "waarde"] == "20 gaan erheen, 0 komen ervandaan"
    assert rows.loc["Alfa", "kleur"] != rows.loc["Beta", "kleur"]


def test_bars_of_the_largest_partners() -> None:
    rows = flow_frames.partner_bars(COMMUTERS.partners((ALFA,), "out"))
    assert rows["naam"].to_list() == ["Brussels Gewest", "Haven", "Beta"]
    assert rows["label"].to_list() == ["100 (50,0\u00a0%)", "30 (15,0\u00a0%)", "20 (10,0\u00a0%)"]


def test_shares_stack_to_a_hundred_with_their_names_apart() -> None:
    result = COMMUTERS.commuting((ALFA,), "Alfa", RELEASE.areas.regions[EAST])
    bars = flow_frames.share_bars(result.shares)
    parts = bars["delen"][bars["delen"]["rij"] == "Waar inwoners werken"]
    assert parts[["van", "tot"]].to_numpy().tolist() == [[0, 25], [25, 35], [35, 85], [85, 100]]
    assert parts["opschrift"].to_list() == ["25\u00a0%", "10\u00a0%", "50\u00a0%", "15\u00a0%"]
    places = bars["namen"]["x"].to_list()
    assert min(b - a for a, b in pairwise(places)) >= flow_frames.NAMES_APART - 1e-9
    assert 10 <= min(places) <= max(places) <= 90
    small = bars["delen"][bars["delen"]["waarde"] == "0 werkenden (0,0\u00a0%)"]
    assert set(small["opschrift"]) == {""}


def test_a_matrix_is_coloured_by_the_share_of_its_row() -> None:
    regions = tuple(RELEASE.areas.regions[code] for code in (EAST, WEST))
    cells = heat_frames.matrix_cells(COMMUTERS.matrix(regions)).set_index(["rij", "naam"])
    own = cells.loc[("Oost-Brabant", "Oost-Brabant")]
    assert (own["tekst"], own["tekst2"]) == ("80", "37,2\u00a0%")  # 50 + 20 + 10 of 215
    assert own["label"] == "80 werkenden, 37,2\u00a0% van wie in Oost-Brabant woont"
    elsewhere = cells.loc[("Elders", "Oost-Brabant")]
    assert (elsewhere["tekst"], elsewhere["tekst2"], elsewhere["kleur"]) == ("40", "", "#ffffff")
    assert ("Elders", "Elders") not in cells.index


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        ("Oost-Brabant", "Oost-Brabant"),
        ("Halle-Vilvoorde", "Halle-|Vilvoorde"),
        ("Brussels Gewest", "Brussels|Gewest"),
    ],
)
def test_long_names_take_two_lines(name: str, expected: str) -> None:
    assert heat_frames.in_lines(name) == expected


# --- placing names ----------------------------------------------------------------------------------------


def test_the_first_name_stands_above_and_the_next_where_it_is_free() -> None:
    spots = placed([Named("aaaa", 100, 100), Named("bbbb", 100, 100)], (200, 200))
    assert spots[0] is not None
    assert spots[1] is not None
    assert spots[0].y > 100 > spots[1].y


def test_a_name_without_room_is_left_out() -> None:
    assert placed([Named("a" * 40, 100, 100)], (200, 200)) == [None]
    everywhere = (0.0, 0.0, 200.0, 200.0)
    assert placed([Named("a", 100, 100)], (200, 200), taken=[everywhere]) == [None]


def test_an_empty_table_of_flows_gives_no_lines() -> None:
    empty = Commuters(small_release()).bundles((ALFA,), "out")
    assert empty.empty
    frame = flow_frames.flow_lines(look(), empty, POINTS, BOX)
    assert isinstance(frame, pd.DataFrame)
    assert frame.empty
