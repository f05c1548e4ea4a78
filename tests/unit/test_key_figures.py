"""How an area stands and moved, and in how many key figures it stands better."""

from typing import Any

import pandas as pd
import pytest

from streekmonitor.analysis.key_figures import judged, last_period, standing, tally, tally_sentence
from tests.fixtures.small_release import small_catalog

CATALOG = small_catalog(("events_per_1000", "2016"))
RATE = CATALOG.indicator_by_id["rate"]
BROKEN = CATALOG.indicator_by_id["events_per_1000"]


def rows(*found: tuple[Any, ...]) -> pd.DataFrame:
    """(period, value[, status[, denominator]])"""
    full = [(*row, *("observed", 1000.0)[len(row) - 2 :]) for row in found]
    frame = pd.DataFrame(full, columns=["period", "value", "status", "denominator"])
    return frame.astype({"value": float, "denominator": float})


# --- the last period ---------------------------------------------------------------------------------------


def test_the_last_period_is_that_of_whoever_has_the_latest() -> None:
    assert last_period([rows(("2019", 1)), rows(("2020", 1), ("2021", None, "missing"))]) == "2020"


def test_a_projection_is_no_last_figure() -> None:
    assert last_period([rows(("2020", 1), ("2030", 2, "projected"))]) == "2020"


def test_without_any_figure_there_is_no_last_period() -> None:
    assert last_period([rows(("2020", None, "missing")), rows()]) is None


# --- change ------------------------------------------------------------------------------------------------

TEN_YEARS = rows(*[(str(year), year - 2000) for year in range(2011, 2021)])


@pytest.mark.parametrize(
    ("since", "start", "change"),
    [(None, "2015", 5), ("2012", "2012", 8), ("1990", "2011", 9), ("2019", "2019", 1)],
)
def test_the_change_is_since_five_years_earlier_or_the_chosen_year(
    since: str | None, start: str, change: float
) -> None:
    found = standing(CATALOG, RATE, TEN_YEARS, "2020", since)
    assert (found.value, found.since, found.change) == (20, start, change)


def test_since_the_same_year_there_is_no_change() -> None:
    found = standing(CATALOG, RATE, TEN_YEARS, "2020", "2020")
    assert (found.since, found.change, found.broken) == (None, None, None)


def test_without_a_figure_since_then_the_last_one_before_it_counts() -> None:
    found = standing(CATALOG, RATE, rows(("2014", 1), ("2017", 2), ("2026", 9)), "2026")
    assert (found.since, found.change) == ("2017", 7)


def test_without_a_value_there_is_nothing_to_tell() -> None:
    found = standing(CATALOG, RATE, rows(("2015", 1), ("2020", None, "missing")), "2020")
    assert (found.value, found.since, found.change) == (None, None, None)


def test_a_quarter_is_compared_with_the_same_quarter() -> None:
    found = standing(CATALOG, RATE, rows(("2019-Q1", 1), ("2019-Q3", 2), ("2020-Q3", 5)), "2020-Q3", "2019")
    assert (found.since, found.change) == ("2019-Q3", 3)


def test_no_change_reaches_over_a_break() -> None:
    found = standing(CATALOG, BROKEN, TEN_YEARS, "2020", "2012")
    assert (found.since, found.change) == ("2016", 4)


def test_a_break_that_leaves_no_start_is_named() -> None:
    found = standing(CATALOG, BROKEN, rows(("2014", 1), ("2015", 2), ("2016", 9)), "2016")
    assert (found.value, found.change, found.broken) == (9, None, "2016")


def test_a_change_starts_from_a_figure_that_was_made_alike() -> None:
    series = rows(("2015", 1), ("2016", 2), ("2020", 9)).assign(basis=["computed", "published", "published"])
    found = standing(CATALOG, RATE, series, "2020")
    assert (found.since, found.change) == ("2016", 7)
    assert standing(CATALOG, RATE, series.iloc[[0, 2]], "2020").change is None


def test_a_small_base_and_an_estimate_are_told() -> None:
    found = standing(CATALOG, BROKEN, rows(("2020", 9, "estimated", 49.0)), "2020")
    assert (found.small, found.status) == (True, "estimated")
    assert not standing(CATALOG, BROKEN, rows(("2020", 9, "observed", 50.0)), "2020").small


def test_a_region_tells_how_many_took_part() -> None:
    region = rows(("2020", 9)).assign(present=29, members=30)
    found = standing(CATALOG, RATE, region, "2020")
    assert (found.present, found.members) == (29, 30)


# --- better than a comparator ------------------------------------------------------------------------------


def test_only_what_has_a_polarity_and_is_no_survey_is_judged() -> None:
    names = ("rate", "median", "language", "opinion")  # lower, higher, none, higher but a survey
    assert [judged(CATALOG, CATALOG.indicator_by_id[name]) for name in names] == [True, True, False, False]


def test_the_tally_counts_what_is_better_and_seen_to_be() -> None:
    values = {
        "rate": {"a": 1.0, "b": 3.0, "v": 2.0},  # lower is better: a
        "median": {"a": 300.0, "b": 300.4, "v": 300.0},  # equal without decimals
        "wealth": {"a": 105.0, "b": 110.0, "v": 100.0},  # both
        "language": {"a": 1.0, "b": 1.0, "v": 2.0},  # nobody judges
        "growth": {"a": 1.0, "b": None, "v": 2.0},  # b has no figure
    }
    assert tally(CATALOG, values, ["a", "b"], "v") == (3, {"a": 2, "b": 1})


def test_the_tally_in_words() -> None:
    sentence = tally_sentence(4, {"Oost-Brabant": 3, "Halle-Vilvoorde": 0}, "het Vlaams Gewest")
    assert sentence == (
        "Van de 4 kerncijfers waarvan te zeggen is wat gunstig is, staan er 3 gunstiger in Oost-Brabant "
        "en geen in Halle-Vilvoorde dan in het Vlaams Gewest."
    )
    assert ", staat er 1 gunstiger in Rand dan in" in tally_sentence(2, {"Rand": 1}, "het Vlaams Gewest")
    assert tally_sentence(1, {"Rand": 1}, "het Vlaams Gewest") == ""
