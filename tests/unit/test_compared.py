"""Areas beside each other: which ones, what is said of them, and what the charts draw."""

import json
import math
from dataclasses import replace
from typing import Any

import numpy as np
import pandas as pd
import pytest

from streekmonitor.analysis import compared
from streekmonitor.analysis.relation import heat_map, province, rank_over_time, relation
from streekmonitor.analysis.tables import Tables
from streekmonitor.area_records import Region
from streekmonitor.charts import comparison_frames, heat_frames, theme
from streekmonitor.charts.comparison_frames import ScatterLook, compared_looks
from streekmonitor.charts.scatter import ROOM
from streekmonitor.charts.trend_frames import TrendAxis
from streekmonitor.view import MAX_COMPARED, OWN, View
from tests.fixtures.small_release import ALFA, BETA, EAST, GAMMA, WEST, indicator_of, small_release
from tests.fixtures.towns import CODES, A, B, C, G, L, each, town_release
from tests.unit.colour_science import VISIONS, apart

NBSP = "\u00a0"
SMALL = Tables(small_release())
STEPS = [float(step) for step in range(1, 13)]
TOWNS = Tables(
    town_release(
        *each("median", "2019", STEPS[::-1]),
        *each("median", "2020", STEPS),
        *each("rate", "2020", STEPS),
        *each("cases", "2020", [10.0] * 12),
        *each("asked", "2020", STEPS),
        residents={A: 4000},
    )
)
CATALOG, NAME = TOWNS.release.catalog, TOWNS.release.areas.name
REGIONS = (EAST, WEST)


def indicator(name: str) -> Any:
    return indicator_of(TOWNS.release, name)


# --- which areas ------------------------------------------------------------------------------------------


def test_without_a_choice_regions_selection_and_comparators_are_compared() -> None:
    view = View(selected=(ALFA,), comparators=("vlaams_brabant", BETA))
    assert list(compared.compared(SMALL, view)) == [EAST, WEST, ALFA, "vlaams_brabant", BETA]


def test_a_choice_of_areas_is_all_there_is() -> None:
    assert list(compared.compared(SMALL, View(selected=(ALFA,), compared=(GAMMA, "belgie")))) == [
        GAMMA,
        "belgie",
    ]


def test_an_own_region_and_the_other_region_are_areas_too() -> None:
    view = View(
        selected=(ALFA,),
        compared=(OWN, "andere_regio", WEST),
        own_members=(ALFA, GAMMA),
        own_name="Ons gebied",
    )
    found = compared.compared(SMALL, view)
    assert list(found) == [OWN, "andere_regio"]  # the other region is Halle-Vilvoorde: not twice
    own = found[OWN]
    assert isinstance(own, Region)
    assert (own.label, own.members) == ("Ons gebied", (GAMMA, ALFA))


def test_what_relates_to_nothing_is_left_out() -> None:
    assert list(compared.compared(SMALL, View(compared=(ALFA, "buren", "andere_regio")))) == [ALFA]
    assert list(compared.compared(SMALL, View(compared=(ALFA, OWN)))) == [ALFA]


def test_at_most_ten_areas() -> None:
    assert len(compared.compared(TOWNS, View(compared=tuple(CODES)))) == MAX_COMPARED


def test_a_click_changes_the_compared_or_else_the_selection() -> None:
    assert compared.toggled(View(), ALFA) == View(selected=(ALFA,))
    chosen = View(compared=(EAST, ALFA))
    assert compared.toggled(chosen, ALFA) == replace(chosen, compared=(EAST,))
    assert compared.toggled(chosen, BETA) == replace(chosen, compared=(EAST, ALFA, BETA))
    full = View(compared=tuple(CODES[:MAX_COMPARED]))
    assert len(compared.toggled(full, L).compared) == MAX_COMPARED


def test_a_second_indicator_is_a_key_figure_with_figures_of_about_that_time() -> None:
    found = compared.second_choice(TOWNS, indicator("rate"), "arrondissementen")
    assert found.id != "rate"


# --- an index ---------------------------------------------------------------------------------------------


def rows_of(*values: tuple[str, float]) -> pd.DataFrame:
    frame = pd.DataFrame(values, columns=["period", "value"])
    return frame.assign(status="observed", denominator=math.nan)


def test_an_index_starts_from_the_first_period_that_all_have() -> None:
    rows = {ALFA: rows_of(("2019", 4), ("2020", 5), ("2021", 6)), BETA: rows_of(("2020", 50), ("2021", 40))}
    assert compared.common_base(rows, None) == "2020"
    assert compared.common_base(rows, "2021") == "2021"
    assert compared.common_base(rows, "2019") == "2020"  # Beta has none then
    made = compared.as_index(SMALL.release.catalog, indicator("median"), rows, "2020")
    assert made[ALFA].rows["value"].to_list() == [80, 100, 120]
    assert made[BETA].rows["value"].to_list() == [100, 80]
    assert compared.common_base({ALFA: rows_of(("2019", 4)), BETA: rows_of(("2020", 5))}, None) == ""


# --- sentences --------------------------------------------------------------------------------------------


def test_what_key_figures_say_of_the_first_areas() -> None:
    rows = pd.DataFrame(
        {
            "area": ["a", "a", "a", "b"],
            "judgement": ["better", "worse", "worse", ""],
            "position": [0.4, -0.5, -2.0, 3.0],
        }
    )
    assert compared.heat_sentence(rows, str.upper) == (
        "Van de kerncijfers met een oordeel zijn er, tegenover het gemiddelde van de gemeenten van de "
        "provincie, in A geen duidelijk gunstiger en 2 duidelijk ongunstiger (van 3)."
    )
    middling = rows.assign(area=["a", "a", "b", "b"], position=0.1, judgement="better")
    assert compared.heat_sentence(middling, str.upper).endswith(
        "in A geen duidelijk gunstiger of ongunstiger (van 2) en in B geen van beide (van 2)."
    )
    assert "geen kerncijfers" in compared.heat_sentence(rows[rows["area"] == "b"], str.upper)


def test_what_ranks_say_of_the_first_municipalities() -> None:
    ranks = rank_over_time(TOWNS, "median", [A, L])
    said = compared.rank_sentence(CATALOG, indicator("median"), ranks, [A, L], NAME)
    assert said == (
        "A ging tussen 2019 en 2020 van de 1ste naar de 12de van 12 gemeenten. "
        "L ging tussen 2019 en 2020 van de 12de naar de 1ste van 12 gemeenten. "
        "De eerste plaats is de hoogste waarde."
    )
    last = ranks[ranks["period"] == "2020"]
    told = compared.rank_sentence(CATALOG, indicator("median"), last, [L], NAME)
    assert told.startswith("L is in 2020 de 1ste van 12 gemeenten.")


def test_the_highest_municipalities() -> None:
    assert compared.highest(TOWNS, "median", "arrondissementen", 2) == [L, CODES[10]]


# --- looks ------------------------------------------------------------------------------------------------


def looks(codes: list[str], selected: tuple[str, ...] = ()) -> Any:
    return compared_looks(str, codes, REGIONS, ["vlaams_brabant", "vlaams_gewest"], selected)


def test_regions_benchmarks_and_selected_keep_their_look() -> None:
    found = {entry.code: entry for entry in looks([EAST, WEST, B, A, "vlaams_gewest"], selected=(A, B))}
    assert (found[EAST].colour, found[WEST].colour) == theme.REGION_COLOURS[:2]
    assert (found[A].colour, found[B].colour) == theme.SELECTION_COLOURS[:2]
    assert (found["vlaams_gewest"].colour, found["vlaams_gewest"].dash) == (theme.COMPARATOR_COLOUR, 1)


def test_a_selected_place_stays_free_for_who_holds_it() -> None:
    found = {entry.code: entry for entry in looks([C, A], selected=(A,))}
    assert found[A].colour == theme.SELECTION_COLOURS[0]
    assert found[C].colour == theme.SELECTION_COLOURS[1]


@pytest.mark.parametrize(
    "codes",
    [CODES[:10], [EAST, WEST, *CODES[:8]], [EAST, *CODES[:5], "vlaams_brabant", "vlaams_gewest", G, L]],
)
@pytest.mark.parametrize("vision", VISIONS)
def test_ten_areas_are_told_apart_by_colour_or_by_dash_shape_and_width(codes: list[str], vision: str) -> None:
    found = looks(codes)
    assert len(found) == 10
    for place, one in enumerate(found):
        for other in found[:place]:
            colours = apart(one.colour, other.colour, vision) >= 10
            marks = (one.dash, one.shape, one.width) != (other.dash, other.shape, other.width)
            assert colours or marks, (one, other)


# --- scatter ----------------------------------------------------------------------------------------------


def points(x: str = "median", y: str = "rate", chosen: Any = ()) -> pd.DataFrame:
    found = relation(TOWNS, x, y, [*province(TOWNS), EAST])
    people = dict.fromkeys(CODES, 1000.0) | {A: 4000.0}
    look = ScatterLook(TOWNS.release.areas.name, people, dict.fromkeys(CODES, "#123456"), chosen)
    return comparison_frames.scatter_points(found, indicator(x), indicator(y), look)


def test_a_point_per_municipality_as_large_as_its_residents() -> None:
    rows = points().set_index("naam")
    assert rows.loc["A", "omvang"] == 900
    assert rows.loc["B", "omvang"] == 225  # a quarter of the residents, a quarter of the area
    assert rows.loc["B", ["xtekst", "ytekst"]].to_list() == [f"€{NBSP}2", f"2,0{NBSP}%"]
    assert rows["telt"].all()


def test_the_chosen_have_an_edge_and_a_refused_correlation_no_line() -> None:
    rows = points("population", "rate", looks([EAST, A])).set_index("naam")
    assert rows.loc["A", "rand"] == theme.SELECTION_COLOURS[0]
    assert (rows.drop(index="A")["rand"] == "").all()
    region = rows.loc["Oost-Brabant"]
    assert (region["nis"], region["vorm"]) == ("", "diamond")
    assert not rows["telt"].any()


def test_names_of_a_scatter_do_not_collide_with_each_other_or_with_points() -> None:
    rows = points(chosen=looks([A, L]))
    size = (600.0, 400.0)
    names = comparison_frames.scatter_names(rows, size)
    assert names["opschrift"].to_list()[0] in {"A", "L"}
    across = ROOM + (names["x"] - 1) / 11 * (size[0] - 2 * ROOM) + names["dx"]
    up = ROOM + (names["y"] - 1) / 11 * (size[1] - 2 * ROOM) - names["dy"]
    for one in range(len(names)):
        for other in range(one):
            far = abs(across[one] - across[other]) >= 7.6 or abs(up[one] - up[other]) >= 17
            assert far, (names.iloc[one], names.iloc[other])
    assert comparison_frames.scatter_names(rows.iloc[:0], size).empty


# --- heat map ---------------------------------------------------------------------------------------------


def test_colours_of_judgement_only_where_there_is_one() -> None:
    rows = heat_map(TOWNS, [A, L], ["median", "rate", "population"])
    known = {name: indicator(name) for name in ("median", "rate", "population")}
    names = {A: "A", L: "L"}
    found = heat_frames.key_figure_cells(rows, known, names, dict.fromkeys(known, "2020"), {})
    found = found.assign(key=rows["indicator"] + found["naam"]).set_index("key")
    # The highest median is better, the highest rate is worse; a count has no colour.
    assert found.loc["medianL", "kleur"] == found.loc["rateA", "kleur"] == heat_frames.JUDGED[-1]
    assert found.loc["medianA", "kleur"] == found.loc["rateL", "kleur"] == heat_frames.JUDGED[0]
    assert found.loc["populationA", "kleur"] == theme.GROUND
    assert found.loc["rateL", "label"] == (
        f"12,0{NBSP}%; veel hoger dan gemiddeld, veel ongunstiger; 1ste van 12 gemeenten"
    )


def test_a_survey_is_coloured_without_judgement() -> None:
    rows = heat_map(TOWNS, [L], ["opinion"])
    found = heat_frames.key_figure_cells(
        rows, {"opinion": indicator("opinion")}, {L: "L"}, {"opinion": "2020"}, {}
    )
    assert found["kleur"].to_list() == [heat_frames.NEUTRAL[-1]]
    assert "gunstig" not in found["label"][0]
    assert "gemeenten" not in found["label"][0]  # no rank


def test_what_is_absent_is_grey_and_says_why() -> None:
    rows = heat_map(TOWNS, [A, EAST], ["median"])
    known, names = {"median": indicator("median")}, {A: "A", EAST: "Oost-Brabant"}
    reasons = {(EAST, "median"): "Een mediaan kan niet worden opgeteld."}
    found = heat_frames.key_figure_cells(rows, known, names, {"median": "2020"}, reasons).set_index("naam")
    assert found.loc["Oost-Brabant", ["kleur", "tekst", "label"]].to_list() == [
        theme.NO_DATA,
        "niet berekend",
        "Een mediaan kan niet worden opgeteld.",
    ]
    table = heat_frames.as_table(found.reset_index(), "Kerncijfer")
    assert table.columns.to_list() == ["Kerncijfer", "A", "Oost-Brabant"]
    assert table.iloc[0].to_list() == ["short_label van median, 2020", f"€{NBSP}1", "niet berekend"]


# --- ranks ------------------------------------------------------------------------------------------------


def test_lines_of_ranks_bear_their_place_and_value() -> None:
    ranks = rank_over_time(TOWNS, "median", [A, L])
    keys = zip(ranks["area"], ranks["period"], ranks["value"], strict=True)
    values = {(area, period): f"{value:.0f} euro" for area, period, value in keys}
    series = compared_looks(TOWNS.release.areas.name, [A, L], (), ())
    drawn = comparison_frames.rank_lines(ranks, values, series, TrendAxis(from_zero=False, height=400))
    first = drawn["punten"][drawn["punten"]["reeks"] == "A"]
    assert first["waarde"].to_list() == [1, 12]
    assert first["label"].to_list() == ["1ste van 12 (12 euro)", "12de van 12 (1 euro)"]
    assert set(drawn["uiteinden"]["opschrift"]) == {"A (12de)", "L (1ste)"}


def test_frames_are_plain_enough_for_the_browser() -> None:
    assert json.dumps(points().replace({np.nan: None}).to_dict("list"))


def test_kept_key_figures_are_those_of_the_heat_map_in_the_order_asked() -> None:
    areas = [L, TOWNS.release.areas.regions[EAST], A]
    kept = compared.key_figures(TOWNS, areas, ("median", "rate"), "arrondissementen")
    pd.testing.assert_frame_equal(kept, heat_map(TOWNS, areas, ["median", "rate"]), check_dtype=False)
