"""From values to the rows that charts draw."""

import math
from itertools import pairwise

import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from streekmonitor.catalog import Indicator
from streekmonitor.charts import theme
from streekmonitor.charts.frames import Amount, apart, short_text, styled, unit_words, value_text
from streekmonitor.charts.map_frames import (
    MapLook,
    label_frame,
    legend_frame,
    map_frame,
    mark_frame,
    place_frame,
    symbol_frame,
)
from streekmonitor.charts.ranking_frames import alphabet_frame, ranking_frame, shared_status
from streekmonitor.charts.trend_frames import PROJECTED, TrendAxis, trend_frames
from tests.fixtures.small_release import (
    ALFA,
    BETA,
    DELTA,
    EAST,
    EPSILON,
    GAMMA,
    WEST,
    indicator_of,
    small_release,
)

RELEASE = small_release(breaks={"rate": "2022"})
AREAS, POINTS = RELEASE.areas, RELEASE.label_points
RATE, COUNT, MONEY = (indicator_of(RELEASE, name) for name in ("rate", "events", "median"))
NAN = math.nan
NBSP = "\u00a0"
SHOWN = pd.DataFrame(
    {
        "area": [ALFA, BETA, DELTA, EPSILON],
        "naam": ["Alfa", "Beta", "Delta", "Epsilon"],
        "value": [4.0, 8.0, NAN, NAN],
        "status": ["observed", "provisional", "confidential", "missing"],
        "rank": [2.0, 1.0, NAN, NAN],
    }
)


def look(
    indicator: Indicator = RATE, bounds: tuple[float, ...] = (5.0,), selected: tuple[str, ...] = ()
) -> MapLook:
    scale = theme.sequential(neutral=indicator.neutral_hue)
    return MapLook(indicator, bounds, scale, selected, largest=8.0 if indicator.is_count else None)


# --- words -------------------------------------------------------------------------------------------------


def test_a_value_in_words_says_what_it_is_or_why_it_is_not() -> None:
    assert value_text(RATE, 7.8, "observed") == f"7,8{NBSP}%"
    assert value_text(RATE, 7.8, "provisional") == f"7,8{NBSP}% (voorlopig)"
    assert value_text(RATE, 7.8, "projected") == f"7,8{NBSP}% (vooruitzicht)"
    assert value_text(RATE, 0.0, "observed") == f"0,0{NBSP}%"
    assert value_text(RATE, NAN, "confidential") == "vertrouwelijk"
    assert value_text(RATE, None, "missing") == "geen gegevens"


def test_what_rests_on_few_says_so() -> None:
    assert value_text(RATE, 7.8, "observed", small=True) == f"7,8{NBSP}% (klein aantal)"
    assert value_text(RATE, 7.8, "provisional", small=True) == f"7,8{NBSP}% (voorlopig, klein aantal)"
    assert value_text(RATE, NAN, "missing", small=True) == "geen gegevens"


def test_a_difference_shows_its_sign_and_its_own_unit() -> None:
    points = Amount("%", 1, signed=True)
    assert value_text(points, -0.6, "observed") == f"−0,6{NBSP}procentpunt"
    assert short_text(points, 0.6) == "+0,6"
    assert unit_words(points) == "procentpunt"
    assert short_text(Amount("€", 0, signed=True), -310.0) == f"−€{NBSP}310"
    assert short_text(Amount("index (2020 = 100)", 1), 104.31) == "104,3"


def test_within_a_chart_only_the_short_units_stay() -> None:
    assert short_text(RATE, 7.8) == f"7,8{NBSP}%"
    assert short_text(MONEY, 36653) == f"€{NBSP}36.653"
    assert short_text(COUNT, 1234) == "1.234"


# --- looks -------------------------------------------------------------------------------------------------


def test_each_role_has_its_look() -> None:
    series = styled(AREAS.name, (EAST, WEST), (ALFA, BETA), ("vlaams_brabant", "vlaams_gewest"))
    looks = {entry.code: entry for entry in series}
    assert [entry.code for entry in series] == ["vlaams_brabant", "vlaams_gewest", EAST, WEST, ALFA, BETA]
    assert (looks[EAST].colour, looks[WEST].colour) == theme.REGION_COLOURS[:2]
    assert (looks[ALFA].colour, looks[BETA].colour) == theme.SELECTION_COLOURS[:2]
    assert looks[ALFA].shape != looks[BETA].shape
    assert looks["vlaams_brabant"].colour == looks["vlaams_gewest"].colour
    assert (looks["vlaams_brabant"].dash, looks["vlaams_gewest"].dash, looks[EAST].dash) == (1, 2, 0)
    assert looks[EAST].name == "Oost-Brabant"


def test_a_comparator_that_is_a_region_on_screen_is_drawn_once() -> None:
    assert [entry.code for entry in styled(AREAS.name, (EAST,), (), ("belgie",))] == ["belgie", EAST]


# --- map and legend ----------------------------------------------------------------------------------------


def test_a_share_fills_its_class() -> None:
    rows = map_frame(look(), SHOWN, AREAS, POINTS).set_index("nis")
    low, high = look().colours
    assert rows["kleur"].to_dict() == {
        ALFA: low,
        BETA: high,
        DELTA: theme.CONFIDENTIAL,
        EPSILON: theme.NO_DATA,
    }
    assert rows.loc[BETA, "waarde"] == f"8,0{NBSP}% (voorlopig)"
    assert rows.loc[DELTA, "waarde"] == "vertrouwelijk"
    assert (rows["omvang"] == 0).all()
    assert (rows.loc[ALFA, "x"], rows.loc[ALFA, "y"]) == POINTS[ALFA]


def test_missing_confidential_and_the_lowest_class_all_look_different() -> None:
    assert len({theme.NO_DATA, theme.CONFIDENTIAL, *look().colours}) == 4


def test_a_count_is_never_a_choropleth() -> None:
    shown = SHOWN.assign(value=[4.0, 8.0, 0.0, NAN])
    rows = map_frame(look(COUNT), shown, AREAS, POINTS).set_index("nis")
    assert rows["kleur"].to_dict() == {
        ALFA: theme.CONTEXT, BETA: theme.CONTEXT, DELTA: theme.CONTEXT, EPSILON: theme.NO_DATA
    }  # fmt: skip
    sizes = rows["omvang"]
    assert sizes[BETA] == 2 * sizes[ALFA] > 0  # the surface of a symbol grows with the count
    assert (sizes[DELTA], sizes[EPSILON]) == (0, 0)


def test_the_selected_bear_the_colour_of_their_place() -> None:
    rows = map_frame(look(selected=(BETA, GAMMA, ALFA)), SHOWN, AREAS, POINTS).set_index("nis")
    first, _, third = theme.SELECTION_COLOURS[:3]
    assert rows["keuze"].to_dict() == {ALFA: third, BETA: first, DELTA: "", EPSILON: ""}


def test_fewer_classes_spread_over_the_scale() -> None:
    whole = look(bounds=(1, 2, 3, 4)).colours
    assert whole == list(theme.sequential(neutral=False))
    assert look(bounds=(1,)).colours == [whole[0], whole[-1]]
    assert len(look(bounds=()).colours) == 1


def test_what_nobody_should_judge_has_a_hue_of_its_own() -> None:
    neutral = RATE.model_copy(update={"neutral_hue": True})
    assert not set(look(neutral).colours) & set(look().colours)


def test_the_legend_counts_the_municipalities_of_each_class_and_the_absent() -> None:
    rows = legend_frame(look(selected=(BETA, DELTA)), SHOWN, AREAS)
    assert rows["klasse"].to_list() == ["minder dan 5", "5 of meer", "vertrouwelijk", "geen gegevens"]
    assert rows["aantal"].to_list() == [1, 1, 1, 1]
    assert rows["keuze"].to_list() == ["", "Beta", "Delta", ""]
    assert rows["label"].to_list() == ["1 gemeente"] * 4
    assert rows["aantal"].sum() == len(SHOWN)


def test_a_legend_without_absent_areas_has_only_classes() -> None:
    rows = legend_frame(look(), SHOWN.iloc[:2], AREAS)
    assert rows["klasse"].to_list() == ["minder dan 5", "5 of meer"]


def test_the_legend_marks_the_chosen_above_their_class_and_names_who_fits() -> None:
    chosen = look(selected=(BETA, ALFA))
    rows, legend = map_frame(chosen, SHOWN, AREAS, POINTS), legend_frame(chosen, SHOWN, AREAS)
    assert set(rows["groep"]) == set(legend["groep"])
    marks = mark_frame(chosen, rows, legend, 720.0)
    # Four bars: the first class in the first quarter of the width, the second in the second.
    assert marks["naam"].to_list() == ["Beta", "Alfa"]
    assert marks["plaats"].to_list() == pytest.approx([3 / 8, 1 / 8])
    assert marks["kleur"].to_list() == list(theme.SELECTION_COLOURS[:2])
    assert marks["opschrift"].to_list() == ["Beta", "Alfa"]
    assert mark_frame(chosen, rows, legend, 100.0)["opschrift"].to_list() == ["", ""]


def test_a_provisional_value_has_a_soft_edge_and_a_missing_one_has_not() -> None:
    rows = map_frame(look(), SHOWN, AREAS, POINTS).set_index("nis")
    assert rows["zacht"].to_dict() == {ALFA: False, BETA: True, DELTA: False, EPSILON: False}


def test_circles_of_less_have_another_colour_and_the_same_scale() -> None:
    change = MapLook(Amount("gevallen", 0, signed=True), (), [""], (), largest=8.0)
    rows = map_frame(change, SHOWN.assign(value=[-4.0, 8.0, 0.0, NAN]), AREAS, POINTS).set_index("nis")
    assert rows["omvang"].to_list()[:2] == [550.0, 1100.0]
    assert rows["symbool"].to_list() == [theme.SYMBOL_LESS, theme.SYMBOL, theme.SYMBOL, theme.SYMBOL]


def test_the_legend_of_circles_has_round_values_and_one_of_less() -> None:
    counts = MapLook(COUNT, (), [""], (), largest=105_357.0)
    rows = symbol_frame(counts, pd.Series([2279.0, 105_357.0]))
    assert rows["label"].to_list() == ["100.000", "40.000", "10.000"]
    assert rows["omvang"].iloc[1] == pytest.approx(1100 * 40_000 / 105_357)
    change = MapLook(Amount("gevallen", 0, signed=True), (), [""], (), largest=45.0)
    assert symbol_frame(change, pd.Series([-12.0, 45.0]))["label"].to_list()[0] == "−10"


def test_stations_stand_where_they_are_the_largest_below() -> None:
    places = pd.DataFrame(
        {
            "name": ["Klein", "Groot", "Dicht"],
            "x": [1.0, 2.0, 3.0],
            "y": [4.0, 5.0, 6.0],
            "value": [2.0, 8.0, NAN],
        }
    )
    rows = place_frame(look(COUNT), places, "Station")
    assert rows["naam"].to_list() == ["Station Groot", "Station Klein"]
    assert rows["omvang"].to_list() == [1100.0, 275.0]


def test_names_on_the_map_never_cover_each_other_and_the_first_go_first() -> None:
    box, size = (0.0, 0.0, 1000.0, 500.0), (1000.0, 500.0)
    candidates = [("Leuven", (500.0, 250.0)), ("Herent", (505.0, 252.0)), ("Halle", (100.0, 100.0))]
    rows = label_frame(candidates, [("Brussel", (300.0, 250.0))], box, size)
    assert rows["opschrift"].to_list() == ["Brussel", "Leuven", "Halle"]
    assert rows["grijs"].to_list() == [True, False, False]


# --- ranking -----------------------------------------------------------------------------------------------


def many(number: int) -> pd.DataFrame:
    """Municipalities g01 (highest) ... with values number, number - 1, ..."""
    codes = [f"g{place:02d}" for place in range(1, number + 1)]
    values = [float(number - place) for place in range(number)]
    ranks = [float(place) for place in range(1, number + 1)]
    return pd.DataFrame({"area": codes, "naam": codes, "value": values, "status": "observed", "rank": ranks})


NOBODY = pd.DataFrame({"area": [], "naam": [], "value": pd.Series(dtype=float), "status": []})


def chosen(*codes: str) -> list[object]:
    entries = styled(AREAS.name, (), tuple([ALFA] * len(codes)), ())
    return [
        type(entry)(code, code, entry.colour, entry.shape, 0, 2.0)
        for entry, code in zip(entries, codes, strict=True)
    ]


def test_a_long_ranking_shows_both_ends_and_the_chosen_with_their_neighbours() -> None:
    rows = ranking_frame(RATE, many(63), NOBODY, chosen("g30"), show_all=False)  # type: ignore[arg-type]
    ends = [f"{place}. g{place:02d}" for place in (1, 2, 3, 4, 5)]
    middle = [f"{place}. g{place:02d}" for place in (29, 30, 31)]
    last = [f"{place}. g{place:02d}" for place in (59, 60, 61, 62, 63)]
    assert rows["naam"].to_list() == [*ends, "…", *middle, "…", *last]
    gap = rows[rows["naam"] == "…"]
    assert gap["waarde"].isna().all()
    assert set(gap["nis"]) == set(gap["label"]) == {""}
    assert rows["volgorde"].to_list() == list(range(len(rows)))


def test_a_ranking_in_full_leaves_nobody_out() -> None:
    rows = ranking_frame(RATE, many(63), NOBODY, [], show_all=True)
    assert len(rows) == 63
    assert rows["waarde"].is_monotonic_decreasing
    assert "…" not in set(rows["naam"])


def test_a_short_ranking_is_whole() -> None:
    assert len(ranking_frame(RATE, many(10), NOBODY, [], show_all=False)) == 10


def test_regions_stand_among_the_municipalities_without_a_rank() -> None:
    others = pd.DataFrame({"area": [EAST], "naam": ["Oost-Brabant"], "value": [30.5], "status": ["observed"]})
    series = styled(AREAS.name, (EAST,), (), ())
    rows = ranking_frame(RATE, many(63), others, series, show_all=False)
    here = rows[rows["naam"] == "Oost-Brabant"].iloc[0]
    assert (here["nis"], here["kleur"], here["label"]) == ("", theme.REGION_COLOURS[0], f"30,5{NBSP}%")
    assert rows["waarde"].dropna().is_monotonic_decreasing


def test_a_bar_of_two_periods_tells_what_it_was() -> None:
    rows = ranking_frame(RATE, SHOWN.assign(before=[6.0, NAN, 1.0, NAN]), NOBODY, [], show_all=True)
    assert rows["label"].to_list() == [f"8,0{NBSP}% (voorlopig)", f"4,0{NBSP}% (was 6,0{NBSP}%)"]
    assert rows["eerder"].fillna(0).to_list() == [0.0, 6.0]


def test_a_bar_says_that_it_is_provisional_or_rests_on_few() -> None:
    few = SHOWN.assign(small=[True, False, False, False])
    rows = ranking_frame(RATE, few, NOBODY, [], show_all=True)
    assert rows["label"].to_list() == [f"8,0{NBSP}% (voorlopig)", f"4,0{NBSP}% (klein aantal)"]
    assert rows["zacht"].to_list() == [True, False]


def test_what_all_bars_share_is_told_once_above_them() -> None:
    shown = many(3).assign(status="projected")
    assert shared_status(shown) == "projected"
    assert shared_status(SHOWN) == ""
    rows = ranking_frame(RATE, shown, NOBODY, [], show_all=True)
    assert rows["label"].to_list()[0] == f"3,0{NBSP}%"
    assert rows["zacht"].all()


def test_bars_of_an_index_start_at_its_base() -> None:
    rows = ranking_frame(
        Amount("index", 1), many(3).assign(value=[104.0, 100.0, 98.0]), NOBODY, [], show_all=True, centre=100
    )
    assert rows["waarde"].to_list() == [4.0, 0.0, -2.0]
    assert rows["label"].to_list() == ["104,0", "100,0", "98,0"]


def test_who_has_no_value_is_not_ranked() -> None:
    rows = ranking_frame(RATE, SHOWN, NOBODY, [], show_all=True)
    assert rows["naam"].to_list() == ["1. Beta", "2. Alfa"]


# --- trend -------------------------------------------------------------------------------------------------

AXIS = TrendAxis(from_zero=False, height=200, marked=("2021",), breaks=RATE.breaks)
SERIES = styled(AREAS.name, (EAST,), (ALFA,), ())


def lines(
    alfa: dict[str, float], east: dict[str, float], indicator: Indicator = RATE
) -> dict[str, pd.DataFrame]:
    rows = {
        code: pd.DataFrame({"period": list(values), "value": list(values.values()), "status": "observed"})
        for code, values in ((ALFA, alfa), (EAST, east))
    }
    return trend_frames(indicator, rows, SERIES, AXIS)


def test_a_line_stops_where_a_year_is_missing() -> None:
    points = lines({"2018": 1.0, "2019": 2.0, "2021": 4.0}, {"2018": 1.0})["punten"]
    alfa = points[points["reeks"] == "Alfa"]
    assert alfa["x"].to_list() == [2018, 2019, 2020, 2021]
    assert alfa["waarde"].isna().to_list() == [False, False, True, False]
    assert alfa["label"].to_list()[2] == "geen gegevens"


def test_a_line_begins_and_ends_with_a_figure() -> None:
    points = lines({"2018": NAN, "2019": 2.0, "2020": 4.0, "2021": NAN}, {"2018": 1.0})["punten"]
    assert points.loc[points["reeks"] == "Alfa", "x"].to_list() == [2019, 2020]


def test_an_area_without_figures_draws_no_line() -> None:
    frames = lines({"2018": NAN}, {"2018": 1.0})
    assert set(frames["punten"]["reeks"]) == set(frames["uiteinden"]["opschrift"]) == {"Oost-Brabant"}


def test_no_figures_at_all_give_empty_tables() -> None:
    frames = lines({"2018": NAN}, {"2018": NAN})
    assert frames["punten"].empty
    assert frames["uiteinden"].empty
    assert len(frames["merktekens"]) == 2


def test_a_break_and_the_period_on_screen_are_marked() -> None:
    marks = lines({"2020": 1.0}, {"2020": 1.0})["merktekens"]
    assert marks["x"].to_list() == [2022, 2021]
    assert marks["opschrift"].to_list() == ["breuk in de reeks", ""]


def test_quarters_and_months_have_their_place_in_the_year() -> None:
    points = lines({"2020-Q1": 1.0, "2020-Q4": 2.0}, {"2020-01": 1.0, "2020-07": 2.0})["punten"]
    assert points.groupby("reeks")["x"].apply(list).to_dict() == {
        "Alfa": [2020, 2020.75],
        "Oost-Brabant": [2020, 2020.5],
    }


def test_what_is_not_observed_is_drawn_softly() -> None:
    rows = pd.DataFrame(
        {"period": ["2020", "2021"], "value": [1.0, 2.0], "status": ["observed", "projected"]}
    )
    points = trend_frames(RATE, {ALFA: rows, EAST: rows}, SERIES, AXIS)["punten"]
    alfa = points[points["reeks"] == "Alfa"].drop_duplicates("x", keep="last")
    assert alfa.set_index("x")["zacht"].to_dict() == {2020: False, 2021: True}


def test_a_projection_is_a_dashed_line_that_starts_at_the_last_figure() -> None:
    rows = pd.DataFrame(
        {
            "period": ["2019", "2020", "2021"],
            "value": [1.0, 2.0, 3.0],
            "status": ["observed", "observed", "projected"],
        }
    )
    points = trend_frames(RATE, {ALFA: rows, EAST: rows}, SERIES, AXIS)["punten"]
    alfa = points[points["reeks"] == "Alfa"]
    assert alfa.loc[alfa["streep"] == 0, "x"].to_list() == [2019, 2020]
    assert alfa.loc[alfa["streep"] == PROJECTED, "x"].to_list() == [2020, 2021]
    assert alfa["lijn"].nunique() == 2


def test_a_line_stops_at_a_break() -> None:
    points = lines({"2020": 1.0, "2021": 2.0, "2022": 7.0, "2023": 8.0}, {"2020": 1.0})["punten"]
    alfa = points[points["reeks"] == "Alfa"]
    assert alfa["x"].to_list() == [2020, 2021, 2021.5, 2022, 2023]
    assert alfa["waarde"].isna().to_list() == [False, False, True, False, False]


def test_lines_are_named_at_their_end() -> None:
    ends = lines({"2020": 1.0, "2021": 9.0}, {"2020": 1.0, "2021": 5.0})["uiteinden"].set_index("opschrift")
    assert ends["y"].to_dict() == {"Alfa": 9.0, "Oost-Brabant": 5.0}
    assert set(ends["x"]) == {2021}


def test_names_of_lines_that_end_together_are_moved_apart() -> None:
    ends = lines({"2020": 0.0, "2021": 10.0}, {"2020": 1.0, "2021": 10.0})["uiteinden"]["y"].sort_values()
    assert ends.iloc[1] - ends.iloc[0] > 0.5
    assert ends.mean() == pytest.approx(10)


PLACES = st.lists(st.floats(-1000, 1000), max_size=12).map(sorted)


@given(PLACES, st.floats(0.01, 100))
def test_apart_keeps_order_and_distance(places: list[float], least: float) -> None:
    moved = apart(places, least)
    assert len(moved) == len(places)
    assert all(after - before >= least * (1 - 1e-6) - 1e-9 for before, after in pairwise(moved))
    assert sum(moved) == pytest.approx(sum(places), abs=1e-6)


@given(st.lists(st.integers(-100, 100), unique=True, max_size=12).map(sorted))
def test_what_lies_apart_stays(places: list[int]) -> None:
    assert apart([float(place) for place in places], 1.0) == pytest.approx(places)


def test_without_a_ranking_the_rows_stand_by_name_and_say_no_rank() -> None:
    named = {"area": [BETA, ALFA], "naam": ["Beta", "Alfa"]}
    shown = pd.DataFrame({**named, "value": [9.0, 1.0], "status": "observed", "rank": [1, 2]})
    others = pd.DataFrame({"area": [EAST], "naam": ["Oost-Brabant"], "value": [5.0], "status": ["observed"]})
    rows = alphabet_frame(RATE, shown, others, SERIES, show_all=True)
    assert rows["naam"].to_list() == ["Oost-Brabant", "Alfa", "Beta"]
    assert rows["nis"].to_list() == ["", ALFA, BETA]
    chosen = alphabet_frame(RATE, shown, others, SERIES, show_all=False)
    assert chosen["naam"].to_list() == ["Oost-Brabant", "Alfa"]
