"""The tested trend of a series, and series made from another."""

import math
from itertools import permutations

import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from streekmonitor.analysis.trend import (
    Derived,
    Trend,
    change_series,
    difference_series,
    index_series,
    mann_kendall,
    trend,
    trend_points,
)
from tests.fixtures.small_release import indicator_of, small_release

NBSP = "\u00a0"
RISING = [1.0, 2.0, 3.0, 4.0, 5.0]


def series(values: list[float], first: int = 2015, statuses: list[str] | None = None) -> pd.DataFrame:
    """Yearly figures, all observed unless told otherwise."""
    return pd.DataFrame(
        {
            "period": [str(first + step) for step in range(len(values))],
            "value": values,
            "status": statuses or ["observed"] * len(values),
        }
    )


def trend_of(rows: pd.DataFrame, name: str = "rate", broken: str = "") -> Trend:
    release = small_release(breaks={name: broken} if broken else None)
    return trend(release.catalog, indicator_of(release, name), rows)


def by_trying_all_orders(values: list[float]) -> float:
    """The share of all orders of the values whose S lies as far from zero as theirs."""

    def score(order: tuple[float, ...]) -> int:
        return sum(
            (later > earlier) - (later < earlier)
            for place, earlier in enumerate(order)
            for later in order[place + 1 :]
        )

    orders = list(permutations(values))
    least = abs(score(tuple(values)))
    return sum(abs(score(order)) >= least for order in orders) / len(orders)


# --- the test ---------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("values", "score", "p_value"),
    [
        (RISING, 10, 2 / 120),  # of 120 orders only this one and its reverse have |S| = 10
        (RISING[::-1], -10, 2 / 120),
        ([1, 2, 3, 5, 4], 8, 10 / 120),  # 1 + 4 orders with at most one falling pair, and their mirror
        ([1, 1, 2, 2], 4, 2 / 6),  # six orders of aabb; aabb and bbaa are the extremes
        ([7, 7, 7, 7, 7], 0, 1.0),
        ([3, 1, 2], -1, 1.0),
        ([5], 0, 1.0),
        ([], 0, 1.0),
    ],
)
def test_s_and_its_exact_p_value(values: list[float], score: int, p_value: float) -> None:
    assert mann_kendall(values) == (score, pytest.approx(p_value))


def test_the_published_table_of_kendall_for_ten_figures() -> None:
    # Kendall (1975), table A1, n = 10: P(S ≥ 23) = 0,023 and P(S ≥ 21) = 0,036.
    for falling, one_sided in ((11, 0.023), (12, 0.036)):
        order = list(range(10))
        swaps = falling
        while swaps:  # bubble the order until it has so many falling pairs
            for place in range(9):
                if swaps and order[place] < order[place + 1]:
                    order[place], order[place + 1] = order[place + 1], order[place]
                    swaps -= 1
        score, p_value = mann_kendall([float(value) for value in order])
        assert score == 45 - 2 * falling
        assert p_value / 2 == pytest.approx(one_sided, abs=0.0005)


@settings(deadline=None, max_examples=50)
@given(st.lists(st.integers(0, 5).map(float), min_size=1, max_size=6))
def test_the_p_value_is_the_share_of_all_orders_ties_included(values: list[float]) -> None:
    assert mann_kendall(values)[1] == pytest.approx(by_trying_all_orders(values))


@settings(deadline=None, max_examples=50)
@given(st.lists(st.floats(-1e6, 1e6), min_size=2, max_size=10))
def test_turning_the_series_round_turns_the_sign_only(values: list[float]) -> None:
    (score, p_value), (mirrored, same) = mann_kendall(values), mann_kendall(values[::-1])
    assert (mirrored, same) == (-score, p_value)
    assert 0 < p_value <= 1


def test_figures_that_differ_by_computation_only_are_equal() -> None:
    assert mann_kendall([0.3, 0.1 + 0.2, 0.3 + 1e-16, 0.3]) == (0, 1.0)


# --- which figures count, and the verdict -----------------------------------------------------------------


def test_five_figures_that_all_rise_are_a_trend() -> None:
    found = trend_of(series(RISING))
    assert (found.direction, found.n, found.periods[0], found.periods[-1]) == ("rising", 5, "2015", "2019")
    assert found.sentence == (
        "Stijgende trend tussen 2015 en 2019 (5 cijfers; toets van Mann-Kendall, p = 0,017)."
    )
    assert (found.words, found.reason) == ("stijgende trend", "")


def test_falling_and_none() -> None:
    falling = trend_of(series([10.0 - step for step in range(10)]))
    assert falling.direction == "falling"
    assert falling.sentence == (
        "Dalende trend tussen 2015 en 2024 (10 cijfers; toets van Mann-Kendall, p < 0,001)."
    )
    none = trend_of(series([1, 2, 3, 5, 4]))  # p = 10/120
    assert none.direction == "none"
    assert none.sentence == (
        "Geen duidelijke trend tussen 2015 en 2019 (5 cijfers; toets van Mann-Kendall, p = 0,083)."
    )


@pytest.mark.parametrize(
    ("count", "words"),
    [
        (0, "er is geen vastgesteld cijfer"),
        (1, "er is maar 1 vastgesteld cijfer"),
        (4, "er zijn maar 4 vastgestelde cijfers"),
    ],
)
def test_fewer_than_five_figures_give_no_verdict(count: int, words: str) -> None:
    found = trend_of(series(RISING[:count]))
    assert (found.direction, found.p_value, found.n) == ("undetermined", None, count)
    assert found.sentence == f"Trend niet te bepalen: {words}, en er zijn er minstens 5 nodig."
    assert found.reason == f"{words[0].upper()}{words[1:]}, en er zijn er minstens 5 nodig."


def test_a_projection_or_estimate_never_counts_a_provisional_figure_does() -> None:
    rows = series([*RISING, 9, 9], statuses=[*["observed"] * 4, "provisional", "estimated", "projected"])
    found = trend_of(rows)
    assert found.periods == ("2015", "2016", "2017", "2018", "2019")
    assert "(5 cijfers, waarvan 1 voorlopig; toets" in found.sentence
    hidden = series(
        [1, 2, math.nan, 4, 5], statuses=["observed", "observed", "confidential", *["observed"] * 2]
    )
    assert trend_of(hidden).n == 4


def test_only_the_last_ten_figures_count() -> None:
    found = trend_of(series([float(step) for step in range(12)], first=2010))
    assert (found.n, found.periods[0]) == (10, "2012")


def test_only_figures_since_the_last_break_count() -> None:
    rows = series([9, 8, 7, 6, 1, 2, 3, 4, 5])  # since 2019: 1 to 5
    assert trend_of(rows, broken="2019").direction == "rising"
    found = trend_of(rows, broken="2020")
    assert found.sentence == (
        "Trend niet te bepalen: er zijn maar 4 vastgestelde cijfers sinds de breuk in de reeks van 2020, "
        "en er zijn er minstens 5 nodig."
    )


def test_a_break_after_the_last_figure_changes_nothing() -> None:
    assert trend_of(series(RISING), broken="2030").direction == "rising"


def test_a_change_takes_over_the_breaks_of_what_changes() -> None:
    release = small_release(breaks={"events_per_1000": "2018"})
    indicator = indicator_of(release, "events_change")  # over one year: its windows do not overlap
    assert list(trend_points(release.catalog, indicator, series(RISING))["period"]) == ["2018", "2019"]


def test_of_quarters_only_the_same_quarter_counts() -> None:
    periods = [f"{year}-Q{quarter}" for year in range(2018, 2023) for quarter in (1, 2, 3, 4)]
    values = [quarter * 100.0 + year for year in range(5) for quarter in (1, 2, 3, 4)]
    rows = pd.DataFrame({"period": periods, "value": values, "status": "observed"})
    found = trend_of(rows, "quarterly_per_100")
    assert found.periods == tuple(f"{year}-Q4" for year in range(2018, 2023))
    assert found.sentence == (
        "Stijgende trend tussen het 4de kwartaal 2018 en het 4de kwartaal 2022 "
        "(5 cijfers, telkens hetzelfde kwartaal; toets van Mann-Kendall, p = 0,017)."
    )


def test_a_survey_and_overlapping_windows_have_no_test() -> None:
    survey = trend_of(series(RISING), "opinion")
    assert survey.sentence == (
        "Trend niet te bepalen: dit is een enquête, en haar foutenmarge is niet bekend."
    )
    growth = trend_of(series(RISING), "growth")
    assert growth.reason == "Elk cijfer gaat over 2 jaar, zodat opeenvolgende cijfers elkaar overlappen."


def test_the_order_of_the_rows_does_not_matter() -> None:
    assert trend_of(series(RISING).iloc[::-1]).direction == "rising"


# --- series made from another -----------------------------------------------------------------------------


def values(derived: Derived) -> dict[str, float]:
    return {
        period: round(value, 6)
        for period, value in zip(derived.rows["period"], derived.rows["value"], strict=True)
    }


def index_of(rows: pd.DataFrame, base: str, name: str = "median", broken: str = "") -> Derived:
    release = small_release(breaks={name: broken} if broken else None)
    return index_series(release.catalog, indicator_of(release, name), rows, base)


def test_an_index_sets_its_base_at_100() -> None:
    found = index_of(series([200, 250, math.nan, 150]), "2015")
    assert values(found) == {"2015": 100, "2016": 125, "2018": 75}
    assert (found.unit, found.decimals, found.reason) == ("index (2015 = 100)", 1, "")


@pytest.mark.parametrize(
    ("base", "reason"),
    [
        ("2015", "Het cijfer voor 2015 is nul: een index kan dan niet."),
        ("2016", "Het cijfer voor 2016 is negatief: een index kan dan niet."),
        ("2017", "Er is geen cijfer voor 2017, dus ook geen index met die basis."),
        ("1999", "Er is geen cijfer voor 1999, dus ook geen index met die basis."),
    ],
)
def test_an_index_is_refused_without_a_proper_base(base: str, reason: str) -> None:
    found = index_of(series([0, -5, math.nan, 150]), base)
    assert (len(found.rows), found.reason) == (0, reason)


def test_an_index_is_refused_on_a_small_base() -> None:
    few = "Het cijfer voor 2015 steunt op te weinig gevallen voor een index."
    assert index_of(series([49, 98]), "2015", "events").reason == few
    assert values(index_of(series([50, 98]), "2015", "events")) == {"2015": 100, "2016": 196}
    thin = series([4, 5]).assign(denominator=[49.0, 80.0])
    assert index_of(thin, "2015", "events_per_1000").reason == few
    assert index_of(thin, "2016", "events_per_1000").reason == ""


def test_an_index_stops_at_a_break() -> None:
    found = index_of(series([100, 110, 300, 330]), "2018", broken="2017")
    assert values(found) == {"2017": round(300 / 3.3, 6), "2018": 100}
    assert found.reason == ("De reeks is gebroken in 2017: cijfers aan de andere kant zijn weggelaten.")


def test_a_growth_has_no_index() -> None:
    assert "Een verandering heeft geen index" in index_of(series([2, 3]), "2015", "growth").reason


def change_of(
    rows: pd.DataFrame, name: str, years: int = 1, *, relative: bool = False, broken: str = ""
) -> Derived:
    release = small_release(breaks={name: broken} if broken else None)
    return change_series(release.catalog, indicator_of(release, name), rows, years, relative=relative)


def test_a_change_series_is_in_the_unit_of_differences() -> None:
    found = change_of(series([5.0, 5.5, 4.0]), "rate")
    assert values(found) == {"2016": 0.5, "2017": -1.5}
    assert (found.unit, found.reason) == ("procentpunt", "")
    assert values(change_of(series([5.0, 5.5, 4.0]), "rate", 2)) == {"2017": -1.0}


def test_a_change_has_the_worst_status_of_its_ends() -> None:
    rows = series([1, 2, 3], statuses=["provisional", "observed", "observed"])
    assert list(change_of(rows, "rate").rows["status"]) == ["provisional", "observed"]


def test_no_change_across_a_break_nor_over_a_gap() -> None:
    found = change_of(series([1, 2, 5, 6]), "rate", broken="2017")
    assert values(found) == {"2016": 1, "2018": 1}
    assert "breuk" in found.reason
    assert values(change_of(series([1, math.nan, 5, 6]), "rate")) == {"2018": 1}


def test_a_relative_change_needs_a_base() -> None:
    found = change_of(series([49, 98, 196]), "events", relative=True)
    assert values(found) == {"2017": 100}  # 49 is a small base, 98 is not
    assert (found.unit, "te kleine basis" in found.reason) == ("%", True)
    assert change_of(series([5, 6]), "rate", relative=True).reason == (
        "Een percentage verandert in procentpunt, niet in procent."
    )


def test_the_difference_from_another_series() -> None:
    release = small_release()
    found = difference_series(
        indicator_of(release, "rate"),
        series([5, 6, 7]),
        series([4, 4.5], first=2016, statuses=["estimated"] * 2),
    )
    assert values(found) == {"2016": 2, "2017": 2.5}
    assert (list(found.rows["status"]), found.unit) == (["estimated"] * 2, "procentpunt")
    apart = difference_series(indicator_of(release, "rate"), series([5]), series([5], first=1999))
    assert apart.reason == "Er is geen periode waarin beide een cijfer hebben."
    refused = difference_series(indicator_of(release, "events"), series([5]), series([5]))
    assert (len(refused.rows), "omvang" in refused.reason) == (0, True)


def made(values: list[float], basis: list[str]) -> pd.DataFrame:
    return series(values).assign(basis=basis)


def test_a_computed_and_a_published_figure_of_a_region_make_no_change() -> None:
    rows = made([10, 11, 15, 16], ["computed", "computed", "published", "published"])
    found = change_of(rows, "rate")
    assert values(found) == {"2016": 1, "2018": 1}  # 15 − 11 would be how they were counted
    assert "tussen een berekend en een gepubliceerd cijfer" in found.reason
    assert values(change_of(made([10, 11], ["summed", "published"]), "rate")) == {"2016": 1}


def test_an_index_leaves_out_what_was_made_otherwise_than_its_base() -> None:
    found = index_of(made([200, 210, 300], ["computed", "computed", "published"]), "2015")
    assert values(found) == {"2015": 100, "2016": 105}
    assert "anders dan dat van de basis" in found.reason


def test_the_test_of_a_trend_takes_what_was_made_as_the_last_figure() -> None:
    rows = made([1, 2, 3, 4, 5, 6], ["published", *["computed"] * 5])
    assert trend_of(rows).periods == ("2016", "2017", "2018", "2019", "2020")
