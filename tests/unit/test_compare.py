"""Areas side by side: who is on the map, ranks, changes and verdicts."""

import math

import pandas as pd
import pytest

from streekmonitor.analysis.aggregate import Values, indicator_values, region_values
from streekmonitor.analysis.compare import (
    change,
    default_period,
    periods_with_data,
    shown_municipalities,
    verdict,
)
from streekmonitor.release import Release
from tests.fixtures.small_release import (
    ALFA,
    BETA,
    DELTA,
    EAST,
    EPSILON,
    GAMMA,
    HAVEN,
    indicator_of,
    small_release,
)


def values_of(release: Release, name: str) -> Values:
    return indicator_values(release, indicator_of(release, name))


def shown(release: Release, name: str, period: str = "2020") -> pd.DataFrame:
    return shown_municipalities(values_of(release, name), release.areas, period).set_index("area")


def test_the_municipalities_in_force_with_their_rank() -> None:
    rows = [
        ("events", code, "2020", count) for code, count in {ALFA: 5, BETA: 9, GAMMA: 5, HAVEN: 99}.items()
    ]
    table = shown(small_release(*rows), "events")
    assert table["rank"].to_dict() == {
        ALFA: 2,
        BETA: 1,
        GAMMA: 2,
    }  # a tie shares its rank, who is outside has none


def test_former_municipalities_stand_in_for_a_merger_that_cannot_be_added() -> None:
    release = small_release(
        ("median", ALFA, "2020", 10), ("median", DELTA, "2020", 20), ("median", EPSILON, "2020", 30)
    )
    table = shown(release, "median")
    assert set(table.index) == {ALFA, BETA, DELTA, EPSILON}
    assert table.loc[EPSILON, "rank"] == 1
    assert (table.loc[BETA, "status"], math.isnan(table.loc[BETA, "rank"])) == ("missing", True)


def test_a_merger_with_a_value_of_its_own_is_shown_whole() -> None:
    rows = [("events", DELTA, "2020", 3), ("events", EPSILON, "2020", 4), ("events", GAMMA, "2020", 7)]
    assert DELTA not in shown(small_release(*rows), "events").index


def test_a_merger_without_any_value_is_shown_whole_with_its_reason() -> None:
    release = small_release(("events", GAMMA, "2020", math.nan, "confidential"))
    assert shown(release, "events").loc[GAMMA, "status"] == "confidential"


def test_a_period_without_rows_shows_everyone_as_missing() -> None:
    table = shown(small_release(("events", ALFA, "2020", 5)), "events", "2021")
    assert set(table["status"]) == {"missing"}


def test_periods_with_data_are_those_of_the_province() -> None:
    rows = [("events", HAVEN, "2018", 1), ("events", DELTA, "2019", 1), ("events", ALFA, "2021", 5)]
    release = small_release(*rows, ("events", BETA, "2022", math.nan, "missing"))
    assert periods_with_data(values_of(release, "events"), release.areas) == ["2019", "2021"]


def test_a_change_is_the_difference_between_two_periods() -> None:
    release = small_release(
        *[("rate", "24000", period, value) for period, value in (("2020", 5.0), ("2022", 7.5))]
    )
    rows = region_values(release, indicator_of(release, "rate"), release.areas.regions[EAST])
    found = change(indicator_of(release, "rate"), rows, "2020", "2022")
    assert (found.amount, found.reason, found.start, found.end) == (2.5, "", "2020", "2022")


@pytest.mark.parametrize(("start", "end"), [("2019", "2022"), ("2020", "2021"), ("2020", "2030")])
def test_a_change_needs_both_values(start: str, end: str) -> None:
    rows = pd.DataFrame({"period": ["2020", "2021", "2022"], "value": [5.0, math.nan, 7.0]})
    found = change(indicator_of(small_release(), "rate"), rows, start, end)
    assert found.amount is None
    assert found.reason


def test_no_change_is_computed_across_a_break() -> None:
    indicator = indicator_of(small_release(breaks={"rate": "2021"}), "rate")
    rows = pd.DataFrame({"period": ["2020", "2021", "2022"], "value": [5.0, 6.0, 7.0]})
    across = change(indicator, rows, "2020", "2022")
    assert across.amount is None
    assert "2021" in across.reason
    assert "andere telling" in across.reason
    assert change(indicator, rows, "2021", "2022").amount == 1


@pytest.mark.parametrize(
    ("name", "difference", "expected"),
    [
        ("rate", 1.0, "worse"),  # lower is better
        ("rate", -1.0, "better"),
        ("growth", 1.0, "better"),  # higher is better
        ("growth", -1.0, "worse"),
        ("population", 1.0, ""),  # judges nothing
        ("rate", 0.0, ""),
        ("rate", None, ""),
    ],
)
def test_verdicts_follow_the_polarity(name: str, difference: float | None, expected: str) -> None:
    assert verdict(indicator_of(small_release(), name), difference) == expected


def test_a_difference_that_is_not_a_number_gets_no_verdict() -> None:
    assert verdict(indicator_of(small_release(), "rate"), math.nan) == ""


def test_a_figure_of_higher_areas_only_has_their_periods() -> None:
    release = small_release(("median", "20001", "2020", 30_000), ("median", "20001", "2021", 31_000))
    assert periods_with_data(values_of(release, "median"), release.areas) == ["2020", "2021"]


def test_the_default_period_is_the_latest_that_is_no_projection() -> None:
    rows = [("events", ALFA, "2020", 1), ("events", ALFA, "2021", 2, "projected")]
    assert default_period(values_of(small_release(*rows), "events"), ["2020", "2021"]) == "2020"
    assert default_period(values_of(small_release(rows[1]), "events"), ["2021"]) == "2021"


def test_no_change_between_a_computed_and_a_published_figure() -> None:
    rows = pd.DataFrame({"period": ["2020", "2021", "2022"], "value": [10.0, 11.0, 15.0]})
    rows["basis"] = ["computed", "computed", "published"]
    rate = indicator_of(small_release(), "rate")
    assert change(rate, rows, "2020", "2021").amount == 1.0
    mixed = change(rate, rows, "2020", "2022")
    assert mixed.amount is None
    assert "berekend uit de gemeenten" in mixed.reason
