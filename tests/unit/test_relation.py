"""Two indicators against each other, areas by indicators, and ranks through time."""

import math
from dataclasses import replace
from typing import Any

import numpy as np
import pandas as pd
import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from streekmonitor.analysis.relation import (
    CAUTION,
    Relation,
    correlation,
    heat_map,
    province,
    rank_over_time,
    relation,
)
from streekmonitor.analysis.tables import Tables
from tests.fixtures.small_release import ALFA, DELTA, EPSILON, GAMMA, small_release
from tests.fixtures.towns import CODES, A, B, C, L, each, town_release

STEPS = [float(step) for step in range(1, 13)]


def rates(period: str, values: list[float]) -> list[Any]:
    return [*each("rate", period, values), *each("cases", period, [10.0] * 12)]


def related(rows: list[Any], x: str = "median", y: str = "rate", **options: Any) -> Relation:
    return relation(Tables(town_release(*rows)), x, y, CODES, **options)


# --- the coefficients -------------------------------------------------------------------------------------


def test_pearson_by_hand() -> None:
    x, y = pd.Series([1.0, 2.0, 3.0]), pd.Series([1.0, 3.0, 2.0])
    assert correlation(x, y) == pytest.approx(0.5)  # Σ = 1 over √(2 × 2)


@settings(deadline=None, max_examples=50)
@given(st.lists(st.tuples(st.integers(-99, 99), st.integers(-99, 99)), min_size=3, max_size=20))
def test_pearson_as_numpy_has_it(pairs: list[tuple[int, int]]) -> None:
    x, y = (pd.Series(values, dtype=float) for values in zip(*pairs, strict=True))
    assume(x.min() < x.max() and y.min() < y.max())
    assert correlation(x, y) == pytest.approx(np.corrcoef(x, y)[0, 1])
    assert correlation(x, -y) == pytest.approx(-correlation(x, y))


def test_spearman_looks_at_ranks_only_and_shares_them_among_ties() -> None:
    cubes = related([*each("median", "2020", [step**3 for step in STEPS]), *rates("2020", STEPS)])
    assert cubes.spearman == pytest.approx(1)
    assert cubes.pearson is not None
    assert cubes.pearson < 0.95
    tied = related([*each("median", "2020", [1.0] * 6 + [2.0] * 6), *rates("2020", STEPS)])
    # ranks 3,5 and 9,5 against 1 to 12: Σ = 6 × 3 × 3 × 2 = 108, over √(12 × 9 × 143)
    assert tied.spearman == pytest.approx(108 / math.sqrt(12 * 9 * 143))


# --- what is said, and what is refused --------------------------------------------------------------------


def test_a_sentence_with_strength_direction_and_n() -> None:
    found = related([*each("median", "2020", STEPS), *rates("2020", STEPS[::-1])])
    assert found.sentence == (
        "Tussen “short_label van median” en “short_label van rate” is er een sterke negatieve samenhang "
        "(Pearson r = −1,00, Spearman rho = −1,00, 12 gemeenten): waar het eerste hoger is, is het tweede "
        "doorgaans lager."
    )
    assert (found.n, found.caution, found.reason, found.same_year) == (12, CAUTION, "", True)


@pytest.mark.parametrize(
    ("swapped", "word"),
    [
        (STEPS, "een sterke positieve"),
        (
            [7.0, 8, 3, 4, 11, 12, 1, 2, 5, 6, 9, 10],
            "Spearman rho = 0,10, 12 gemeenten).",
        ),  # weak: no more said
        ([6.0, 5, 4, 3, 2, 1, 1, 2, 3, 4, 5, 6], "nagenoeg geen lineaire"),
    ],
)
def test_the_words_for_its_strength(swapped: list[float], word: str) -> None:
    assert word in related([*each("median", "2020", STEPS), *rates("2020", swapped)]).sentence


def test_counts_are_refused() -> None:
    one = related([*each("events", "2020", STEPS), *rates("2020", STEPS)], "events")
    assert (one.pearson, one.spearman, one.n) == (None, None, 12)
    assert one.sentence.startswith(
        "Geen samenhang berekend. “short_label van events” is een aantal: grote gemeenten"
    )
    both = related([*each("events", "2020", STEPS)], "events", "population")
    assert "“short_label van events” en “short_label van population” zijn aantallen" in both.reason


def test_fewer_than_ten_areas_are_refused() -> None:
    nine = related([*each("median", "2020", STEPS[:9]), *rates("2020", STEPS)])
    assert nine.reason == "9 gemeenten hebben beide cijfers; voor een samenhang zijn er minstens 10 nodig."
    assert len(nine.rows) == 9
    one = related([*each("median", "2020", STEPS[:1]), *rates("2020", STEPS)])
    assert one.reason.startswith("1 gemeente heeft beide cijfers")
    assert related([*each("median", "2020", STEPS[:10]), *rates("2020", STEPS)]).pearson == pytest.approx(1)


def test_other_refusals() -> None:
    same = related(rates("2020", STEPS), "rate", "rate")
    assert "zichzelf" in same.reason
    flat = related([*each("median", "2020", [7.0] * 12), *rates("2020", STEPS)])
    assert flat.reason == "Een van beide cijfers is overal hetzelfde."
    nothing = related(rates("2020", STEPS))
    assert nothing.reason == "Een van beide indicatoren heeft geen cijfers."
    assert (nothing.x_period, nothing.same_year, len(nothing.rows)) == (None, False, 0)


def test_a_mismatch_of_years_is_told() -> None:
    found = related([*each("median", "2018", STEPS), *rates("2021", STEPS), *rates("2024", STEPS)])
    assert (found.x_period, found.y_period, found.same_year) == ("2018", "2021", False)
    assert found.caution == (
        f"{CAUTION} De cijfers zijn niet van hetzelfde jaar: “short_label van median” is van 2018 en "
        "“short_label van rate” is van 2021."
    )


def test_the_nearest_periods_are_taken_then_the_latest_or_the_wanted() -> None:
    rows = [
        row
        for year in ("2019", "2020", "2021")
        for row in (*each("median", year, STEPS), *rates(year, STEPS))
    ]
    rows += rates("2024", STEPS)
    assert (related(rows).x_period, related(rows).y_period) == ("2021", "2021")
    assert related(rows, period="2019").x_period == "2019"
    assert related(rows, period="2024").y_period == "2021"  # of the same year goes before nearer


def test_a_projection_is_taken_only_when_wanted() -> None:
    ahead = [(*row, "projected") for row in (*each("median", "2023", STEPS), *rates("2023", STEPS))]
    rows = [*each("median", "2020", STEPS), *rates("2020", STEPS), *ahead]
    assert related(rows).x_period == "2020"
    assert related(rows, period="2023").x_period == "2023"


def test_of_quarters_the_last_of_the_year() -> None:
    rows = [*each("stock_quarterly", "2020-Q1", STEPS), *each("stock_quarterly", "2020-Q3", STEPS)]
    found = related([*rows, *rates("2020", STEPS[::-1])], "quarterly_per_100")
    assert (found.x_period, found.same_year) == ("2020-Q3", True)


def test_a_shared_denominator_and_a_survey_are_warned_of() -> None:
    rows = [*each("events", "2020", STEPS), *each("stock", "2020", STEPS)]
    found = related(rows, "events_per_1000", "stock_same_day")
    assert "Beide zijn gedeeld door hetzelfde (“Measure residents”)" in found.caution
    asked = related([*each("asked", "2020", STEPS), *rates("2020", STEPS)], "opinion")
    assert asked.caution.endswith("“short_label van opinion” komt uit een enquête met een foutenmarge.")


def test_a_region_is_in_the_rows_and_not_in_the_correlation() -> None:
    tables = Tables(town_release(*each("events", "2020", STEPS), *rates("2020", STEPS)))
    found = relation(tables, "events_per_1000", "rate", [*CODES, "oost_brabant"])
    assert (found.n, len(found.rows)) == (12, 13)
    region = found.rows.set_index("area").loc["oost_brabant"]
    assert (region["counted"], region["x"]) == (False, pytest.approx(21 / 6))  # Σ 1..6 over 6.000, per 1.000


def test_an_own_region_stands_beside_the_municipalities() -> None:
    tables = Tables(town_release(*each("events", "2020", STEPS), *rates("2020", STEPS)))
    own = replace(tables.release.areas.regions["oost_brabant"], id="eigen", members=(A, B))
    rows = relation(tables, "events_per_1000", "rate", [*CODES, own]).rows.set_index("area")
    assert rows["x"]["eigen"] == pytest.approx(1.5)  # 1 + 2 of 2.000
    table = heat_map(tables, [own, A], ["events_per_1000"])
    assert list(zip(table["area"], table["value"], strict=True)) == [("eigen", 1.5), (A, 1)]


def test_who_lacks_one_of_both_is_left_out_and_the_order_is_kept() -> None:
    rows = [row for row in each("median", "2020", STEPS) if row[1] != B]
    tables = Tables(town_release(*rows, *rates("2020", STEPS)))
    assert list(relation(tables, "median", "rate", [L, B, A, A]).rows["area"]) == [L, A]
    assert province(tables) == CODES


# --- areas by indicators ----------------------------------------------------------------------------------


def heat(rows: list[Any], codes: list[str], indicators: list[str]) -> dict[tuple[str, str], dict[str, Any]]:
    table = heat_map(Tables(town_release(*rows)), codes, indicators)
    return {(row["area"], row["indicator"]): dict(row) for _, row in table.iterrows()}


def test_a_cell_has_its_position_among_the_municipalities_and_its_judgement() -> None:
    cells = heat(rates("2020", STEPS), [L, A], ["rate"])
    spread = math.sqrt(143 / 12)
    assert cells[L, "rate"]["position"] == pytest.approx((12 - 6.5) / spread)
    assert [cells[code, "rate"]["judgement"] for code in (L, A)] == ["worse", "better"]
    assert [(cells[code, "rate"]["rank"], cells[code, "rate"]["ranked"]) for code in (L, A)] == [
        (1, 12),
        (12, 12),
    ]


def test_no_polarity_no_judgement_a_count_no_position_a_survey_no_rank() -> None:
    rows = [*each("events", "2020", STEPS), *each("asked", "2020", STEPS), *each("stock", "2020", STEPS)]
    cells = heat(rows, [L], ["stock_same_day", "events", "opinion"])
    assert cells[L, "stock_same_day"]["judgement"] == ""
    count, survey = cells[L, "events"], cells[L, "opinion"]
    assert (math.isnan(count["position"]), count["judgement"], count["rank"]) == (True, "", 1)
    assert (math.isnan(survey["rank"]), survey["judgement"], survey["ranked"]) == (True, "", 0)


def test_a_region_has_a_position_and_no_rank() -> None:
    cells = heat(each("events", "2020", STEPS), ["oost_brabant"], ["events_per_1000"])
    region = cells["oost_brabant", "events_per_1000"]
    assert region["position"] == pytest.approx((3.5 - 6.5) / math.sqrt(143 / 12))
    assert math.isnan(region["rank"])


def test_the_rows_stand_in_the_order_asked_and_say_why_there_is_no_value() -> None:
    rows = [("rate", B, "2020", math.nan, "confidential"), *rates("2020", STEPS)[:1], ("cases", A, "2020", 1)]
    table = heat_map(Tables(town_release(*rows)), [C, B, A], ["rate", "median"])
    assert list(table["area"]) == [C, B, A]  # an indicator without any figure has no rows
    assert list(table["status"]) == ["missing", "confidential", "observed"]


def test_projections_do_not_fill_the_heat_map() -> None:
    ahead = [(*row, "projected") for row in rates("2023", STEPS)]
    assert heat([*rates("2020", STEPS), *ahead], [A], ["rate"])[A, "rate"]["period"] == "2020"


# --- ranks through time -----------------------------------------------------------------------------------


def test_ranks_per_period() -> None:
    table = rank_over_time(
        Tables(town_release(*rates("2020", STEPS), *rates("2021", STEPS[::-1]))), "rate", [A]
    )
    assert list(zip(table["period"], table["rank"], table["ranked"], strict=True)) == [
        ("2020", 12, 12),
        ("2021", 1, 12),
    ]


def test_former_municipalities_are_ranked_where_their_merger_has_no_value() -> None:
    release = small_release(
        ("median", ALFA, "2020", 10), ("median", DELTA, "2020", 20), ("median", EPSILON, "2020", 30)
    )
    table = rank_over_time(Tables(release), "median", [DELTA, GAMMA])
    assert list(table["area"]) == [DELTA]
    assert list(table["rank"]) == [2]


def test_a_survey_and_an_indicator_without_figures_have_no_ranks() -> None:
    tables = Tables(town_release(*each("asked", "2020", STEPS)))
    assert rank_over_time(tables, "opinion", [A]).empty
    assert rank_over_time(tables, "rate", [A]).empty
