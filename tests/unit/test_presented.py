"""Change, index and difference: made of two figures, or refused with the reason."""

import math

import pandas as pd
import pytest

from streekmonitor.analysis import presented
from streekmonitor.analysis.presented import CHANGE, DIFFERENCE, INDEX, SIDE_BY_SIDE, Way
from streekmonitor.analysis.tables import Tables
from tests.fixtures.small_release import ALFA, BETA, DELTA, EAST, GAMMA, indicator_of, small_release

SET = "arrondissementen"
RELEASE = small_release(
    ("events", ALFA, "2020", 100.0),
    ("events", BETA, "2020", 40.0),
    ("events", GAMMA, "2020", 50.0),
    ("events", ALFA, "2023", 160.0),
    ("events", BETA, "2023", 50.0, "provisional"),
    ("events", GAMMA, "2023", 50.0),
    ("median", ALFA, "2020", 1000.0),
    ("median", DELTA, "2020", 900.0),
    ("median", ALFA, "2023", 1500.0),
    ("median", GAMMA, "2023", 800.0),
    ("asked", ALFA, "2020", 40.0),
    ("asked", ALFA, "2023", 60.0),
    breaks={"events_per_1000": "2022"},
)
TABLES = Tables(RELEASE)
EVENTS = indicator_of(RELEASE, "events")


def shown(name: str, way: Way, period: str = "2023") -> pd.DataFrame:
    return presented.shown(TABLES, indicator_of(RELEASE, name), way, period, SET).set_index("area")


def refused(name: str, way: Way) -> str:
    return presented.refusal(RELEASE.catalog, indicator_of(RELEASE, name), way, "2023")


def test_a_change_is_the_difference_of_two_periods_and_ranked() -> None:
    rows = shown("events", Way(CHANGE, since="2020"))
    assert rows["value"].to_dict() == {GAMMA: 0.0, ALFA: 60.0, BETA: 10.0}
    assert rows["rank"].to_dict() == {GAMMA: 3.0, ALFA: 1.0, BETA: 2.0}
    assert rows["status"].to_dict() == {GAMMA: "observed", ALFA: "observed", BETA: "provisional"}


def test_an_index_has_no_value_on_a_small_base() -> None:
    rows = shown("events", Way(INDEX, since="2020"))
    assert rows.loc[ALFA, "value"] == 160.0
    assert rows.loc[GAMMA, "value"] == 100.0  # 50 is not under the threshold of 50
    assert math.isnan(rows.loc[BETA, "value"])  # 40 is
    assert rows.loc[BETA, "status"] == "not_applicable"


def test_a_merged_municipality_without_a_figure_before_has_no_change() -> None:
    rows = shown("median", Way(CHANGE, since="2020"))
    assert rows.loc[ALFA, "value"] == 500.0
    assert math.isnan(rows.loc[GAMMA, "value"])
    assert rows.loc[GAMMA, "status"] == "missing"


def test_a_difference_is_with_the_same_period_of_the_other() -> None:
    other = TABLES.rows("median", ALFA, SET)
    rows = shown("median", Way(DIFFERENCE, other=other))
    assert rows["value"].dropna().to_dict() == {ALFA: 0.0, GAMMA: -700.0}


def test_one_area_is_shown_in_the_same_way_as_all() -> None:
    rows = {EAST: TABLES.rows("events", EAST, SET), ALFA: TABLES.rows("events", ALFA, SET)}
    plain = presented.of_areas(EVENTS, Way(), rows, "2023")
    made = presented.of_areas(EVENTS, Way(CHANGE, since="2020"), rows, "2023")
    assert list(plain) == list(made) == ["value", "status", "small"]
    assert made["value"].to_dict() == {EAST: 70.0, ALFA: 60.0}  # (160 + 50) − (100 + 40), 160 − 100
    assert made["status"].to_dict() == {EAST: "provisional", ALFA: "observed"}
    index = presented.of_areas(EVENTS, Way(INDEX, since="2020"), rows, "2023")
    assert index["value"].to_dict() == {EAST: 150.0, ALFA: 160.0}
    other = Way(DIFFERENCE, other=rows[ALFA])
    assert presented.of_areas(EVENTS, other, rows, "2023")["value"].to_dict() == {EAST: 50.0, ALFA: 0.0}


def test_an_area_without_a_figure_in_a_period_is_missing() -> None:
    rows = {EAST: TABLES.rows("events", EAST, SET)}
    for way, period in (
        (Way(), "1999"),
        (Way(CHANGE, since="1999"), "2023"),
        (Way(CHANGE, since="2020"), "1999"),
    ):
        made = presented.of_areas(EVENTS, way, rows, period)
        assert made["value"].isna().all()
        assert made["status"].to_list() == ["missing"]


@pytest.mark.parametrize(
    ("name", "way", "reason"),
    [
        ("events", Way(), ""),
        ("events", Way(CHANGE, since="2020"), ""),
        ("events", Way(INDEX, since="2020"), ""),
        ("events", Way(SIDE_BY_SIDE, since="2020"), ""),
        ("events", Way(SIDE_BY_SIDE), "geen vroegere periode"),
        ("events", Way(CHANGE), "geen vroegere periode"),
        ("events", Way(DIFFERENCE), "omvang van het gebied"),
        ("median", Way(DIFFERENCE), "Kies eerst"),
        ("opinion", Way(CHANGE, since="2020"), "enquête"),
        ("opinion", Way(DIFFERENCE), "enquête"),
        ("opinion", Way(SIDE_BY_SIDE, since="2020"), ""),
        ("growth", Way(INDEX, since="2020"), "Een verandering heeft geen index"),
        ("events_per_1000", Way(CHANGE, since="2020"), "gebroken in 2022"),
        ("events_per_1000", Way(CHANGE, since="2022"), ""),
    ],
)
def test_what_may_not_be_made_is_refused_with_the_reason(name: str, way: Way, reason: str) -> None:
    said = refused(name, way)
    assert reason in said if reason else said == ""


def test_a_change_starts_five_years_earlier_or_with_the_first_figure_after_that() -> None:
    catalog = RELEASE.catalog
    years = ["2010", "2015", "2019", "2020"]
    assert presented.default_start(catalog, EVENTS, years, "2020") == "2015"
    assert presented.default_start(catalog, EVENTS, ["2010", "2020"], "2020") == "2010"
    assert presented.default_start(catalog, EVENTS, ["2020"], "2020") == ""
    broken = indicator_of(RELEASE, "events_per_1000")
    assert presented.default_start(catalog, broken, ["2020", "2022", "2023"], "2023") == "2022"


def test_only_the_same_quarter_is_compared() -> None:
    assert presented.start_periods(["2023-Q1", "2023-Q2", "2024-Q1"], "2024-Q1") == ["2023-Q1"]


def made(value: float, basis: str) -> pd.DataFrame:
    return pd.DataFrame({"value": [value], "status": ["observed"], "basis": [basis], "small": [False]})


@pytest.mark.parametrize("kind", [CHANGE, INDEX])
def test_nothing_is_made_of_a_computed_and_a_published_end(kind: str) -> None:
    way = Way(kind, since="2020")
    mixed = presented.combine(EVENTS, way, made(120, "published"), made(100, "computed"))
    assert math.isnan(mixed["value"].iloc[0])
    assert list(mixed["status"]) == ["missing"]
    alike = presented.combine(EVENTS, way, made(120, "computed"), made(100, "computed"))
    assert list(alike["value"]) == [20.0 if kind == CHANGE else 120.0]


def test_a_difference_may_be_with_a_published_figure() -> None:
    found = presented.combine(EVENTS, Way(DIFFERENCE), made(120, "published"), made(100, "computed"))
    assert list(found["value"]) == [20.0]
