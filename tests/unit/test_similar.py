"""Which municipalities are alike, and which lie beside each other."""

import math
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from streekmonitor.analysis.similar import Profiles, Variable, adjacent, neighbours, profiles
from streekmonitor.analysis.tables import Tables
from streekmonitor.release import current_release, load_release
from tests.fixtures.small_release import ALFA, BETA, BRUSSEL, DELTA, GAMMA, small_release
from tests.fixtures.towns import CODES, A, B, C, D, L, each, town_release

NBSP = "\u00a0"
RATE = Variable("rate", "werk")
INCOME = Variable("median", "welvaart")


def cases(values: list[float]) -> list[Any]:
    """A published rate per town; its count makes it a proper indicator."""
    return [*each("rate", "2020", values), *each("cases", "2020", [10.0] * 12)]


def of(rows: list[Any], *variables: Variable, **options: Any) -> Profiles:
    return profiles(Tables(town_release(*rows, **options)), variables)


# A line of towns: the rate rises by one from town to town, the income is the same in pairs.
RATES = [float(step) for step in range(1, 13)]
INCOMES = [20000.0 + 1000 * (step // 2) for step in range(12)]


def test_a_variable_is_standardised_over_the_municipalities() -> None:
    found = of(cases(RATES), RATE)
    spread = math.sqrt(sum((value - 6.5) ** 2 for value in RATES) / 12)
    assert found.scores["rate"][A] == pytest.approx((1 - 6.5) / spread)
    assert found.scores["rate"].mean() == pytest.approx(0)
    assert found.values["rate"][L] == 12


def test_the_nearest_come_first_and_ties_in_the_order_of_their_codes() -> None:
    peers = of(cases(RATES), RATE).similar(C, 3)
    assert [peer.code for peer in peers] == [B, D, A]
    spread = math.sqrt(143 / 12)  # of 1 to 12
    assert [peer.distance for peer in peers] == pytest.approx([1 / spread, 1 / spread, 2 / spread])


def test_the_distance_is_the_root_of_the_mean_squared_difference() -> None:
    found = of([*cases(RATES), *each("median", "2020", INCOMES)], RATE, INCOME)
    rate, income = (found.scores[name][B] - found.scores[name][A] for name in ("rate", "median"))
    assert income == 0
    assert found.similar(A, 1)[0].distance == pytest.approx(math.sqrt((rate**2 + income**2) / 2))


def test_a_neighbour_says_in_what_it_is_alike_and_different() -> None:
    peer = of([*cases(RATES), *each("median", "2020", INCOMES)], RATE, INCOME).similar(A, 1)[0]
    assert (peer.alike, peer.different) == (("median", "rate"), ())
    third = Variable("stock_per_100", "voorraad")
    stock = each("stock", "2019", [20.0, 29.0] * 5 + [29.0, 20.0])
    rows = [*cases(RATES), *each("median", "2020", INCOMES), *stock]
    peer = next(peer for peer in of(rows, RATE, INCOME, third).similar(C, 11) if peer.code == L)
    assert (peer.alike, peer.different) == (("stock_per_100", "median"), ("rate",))
    assert peer.sentence == (
        f"L lijkt maar matig op C, het meest in “short_label van stock_per_100” (2,0{NBSP}% tegenover "
        f"2,0{NBSP}%) en “short_label van median” (€{NBSP}25.000 tegenover €{NBSP}21.000); het meest "
        f"verschillend is “short_label van rate” (12,0{NBSP}% tegenover 3,0{NBSP}%)."
    )


def test_a_variable_that_misses_more_than_a_twentieth_is_left_out_and_named() -> None:
    found = of([*cases(RATES), *each("median", "2020", INCOMES[:11])], RATE, INCOME, Variable("gone", "weg"))
    assert list(found.scores.columns) == ["rate"]
    assert found.left_out == (
        "“short_label van median”: geen periode met cijfers voor bijna elke gemeente.",
        "“gone”: deze release heeft die indicator niet.",
    )


def test_of_each_variable_the_last_full_period_counts() -> None:
    rows = [*each("median", "2020", INCOMES), *each("median", "2021", INCOMES[:6])]
    found = of([*rows, *each("median", "2022", INCOMES)[:0]], INCOME)
    assert [entry.period for entry in found.used] == ["2020"]
    projected = [(*row, "projected") for row in each("median", "2023", INCOMES)]
    assert [entry.period for entry in of([*rows, *projected], INCOME).used] == ["2020"]


def test_a_variable_that_is_the_same_everywhere_tells_nothing() -> None:
    assert of(cases([5.0] * 12), RATE).similar(A) == []


def test_of_what_is_skewed_the_logarithm_counts() -> None:
    people = {code: 1000 * 2**place for place, code in enumerate(CODES)}
    found = of([], Variable("population", "omvang", logarithm=True), residents=people)
    steps = found.scores["population"].diff().dropna()
    assert steps.tolist() == pytest.approx([steps.iloc[0]] * 11)


def test_a_municipality_of_which_too_little_is_known_has_no_peers() -> None:
    found = of([*cases(RATES), *each("median", "2020", INCOMES)], RATE, INCOME)
    scores = found.scores.copy()
    scores.loc[A, "median"] = math.nan
    partly = Profiles(found.values, scores, found.used, found.left_out, found.names)
    assert partly.similar(A) == []  # one variable of two is below three fifths
    assert A not in [peer.code for peer in partly.similar(B, 11)]
    assert found.similar("99999") == []


def test_the_method_is_told() -> None:
    said = of(cases(RATES), RATE).method
    assert "gestandaardiseerd over 12 gemeenten" in said
    assert "short_label van rate (2020): werk" in said


@settings(deadline=None, max_examples=25)
@given(st.lists(st.floats(0.5, 90), min_size=12, max_size=12, unique=True))
def test_likeness_is_mutual_and_no_one_resembles_itself(values: list[float]) -> None:
    found = of(cases(values), RATE)
    distances = {(code, peer.code): peer.distance for code in CODES for peer in found.similar(code, 11)}
    for (one, other), distance in distances.items():
        assert one != other
        assert distances[other, one] == pytest.approx(distance)
        assert distance >= 0


# --- neighbours -------------------------------------------------------------------------------------------


def shape(code: str, arcs: Any) -> dict[str, Any]:
    return {"properties": {"nis": code}, "arcs": arcs}


def boundaries() -> dict[str, Any]:
    """Arc 0 (100 m) lies between Alfa and Beta, 1 (10 m) between Beta and Gamma, 2 towards Brussel."""
    return {
        "transform": {"scale": [5.0, 5.0], "translate": [0.0, 0.0]},
        "arcs": [[[0, 0], [12, 16]], [[9, 9], [2, 0]], [[0, 0], [0, -20]], [[1, 1], [30, 0]]],
        "objects": {
            "municipalities": {
                "geometries": [
                    shape(ALFA, [[0, 2]]),
                    shape(BETA, [[[~0, 1]], [[3]]]),  # two pieces
                    shape(GAMMA, [[~1]]),
                ]
            },
            "brussels": {"geometries": [shape(BRUSSEL, [[~2]])]},
        },
    }


def test_neighbours_share_more_than_a_few_metres_of_border() -> None:
    assert adjacent(boundaries(), ["municipalities"]) == {ALFA: (BETA,), BETA: (ALFA,), GAMMA: ()}


def test_brussels_when_asked_and_former_municipalities_by_their_successor() -> None:
    tables = Tables(replace(small_release(), boundaries=boundaries()))
    assert neighbours(tables, ALFA) == (BETA,)
    assert neighbours(tables, ALFA, with_brussels=True) == (BRUSSEL, BETA)
    assert neighbours(tables, DELTA) == neighbours(tables, GAMMA) == ()


def test_the_neighbours_of_the_province_fit_the_published_list() -> None:
    release = load_release(current_release(Path(__file__).parents[2] / "data" / "release"))
    found = adjacent(release.boundaries, ["municipalities"])
    assert len(found) == 63
    assert sum(map(len, found.values())) == 2 * 135  # buurgemeenten.csv: 135 pairs
    assert [release.areas.name(code) for code in found["24062"]] == [
        "Bertem", "Bierbeek", "Haacht", "Herent", "Holsbeek", "Lubbeek", "Oud-Heverlee", "Rotselaar",
    ]  # fmt: skip
