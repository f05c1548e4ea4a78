"""Shares of flows of areas and regions, on flows that can be counted by heart."""

import math

import pytest

from streekmonitor.analysis.aggregate import (
    indicator_values,
)
from streekmonitor.release import Release
from tests.fixtures.small_release import (
    ALFA,
    BETA,
    BRUSSEL,
    DELTA,
    EAST,
    EDGE,
    EPSILON,
    FLOWS,
    GAMMA,
    HAVEN,
    PROVINCE_REGION,
    WALLONIA,
    WEST,
    area_row,
    indicator_of,
    region_row,
    small_release,
)

NAN = math.nan
APPROX = pytest.approx


@pytest.fixture(scope="module")
def commuting() -> Release:
    return small_release(flows=FLOWS)


def test_share_to_the_own_municipality(commuting: Release) -> None:
    assert area_row(commuting, "own", ALFA)["value"] == 50  # 50 / (50 + 10 + 40)
    row = region_row(commuting, "own", EAST)
    assert row["value"] == 40  # (50 + 30) / (100 + 100)


def test_a_merged_municipality_counts_the_flows_between_its_parts_once_and_inside(commuting: Release) -> None:
    row = area_row(commuting, "own", GAMMA)
    assert row["value"] == 50  # (10 + 5 + 5) / (10 + 5 + 5 + 5 + 15)
    assert (row["denominator"], row["basis"]) == (40, "summed")
    assert region_row(commuting, "own", WEST)["value"] == 50
    areas = set(indicator_values(commuting, indicator_of(commuting, "own")).rows["area"])
    assert not areas & {DELTA, EPSILON}


def test_a_municipality_that_kept_its_code_takes_in_the_flows_of_what_joined_it(commuting: Release) -> None:
    row = area_row(commuting, "own", HAVEN)
    assert (row["value"], row["basis"]) == (100, "summed")


def test_share_to_a_region(commuting: Release) -> None:
    assert area_row(commuting, "to_brussels", ALFA)["value"] == 40
    assert region_row(commuting, "to_brussels", EAST)["value"] == 32.5  # (40 + 25) / 200
    assert region_row(commuting, "to_brussels", WEST)["value"] == 12.5  # 5 / 40


def test_the_own_region_of_a_municipality_is_that_of_the_chosen_set(commuting: Release) -> None:
    assert area_row(commuting, "within", BETA)["value"] == 50  # to Beta and Alfa: (30 + 20) / 100
    other_set = area_row(commuting, "within", BETA, set_id="lijsten")
    assert other_set["value"] == APPROX(55)  # to Beta and Gamma: (30 + 25) / 100


def test_of_two_regions_of_a_set_the_first_is_the_own_one(commuting: Release) -> None:
    """Beta lies in both; the page of a municipality shows the first too."""
    own = commuting.areas.region_of(BETA, "lijsten")
    assert own is not None
    assert own.id == EDGE


def test_the_share_within_a_region_is_recomputed_inside_that_very_region(commuting: Release) -> None:
    assert region_row(commuting, "within", EAST)["value"] == APPROX(55)  # (60 + 50) / 200
    assert region_row(commuting, "within", EDGE)["value"] == APPROX(75 / 140 * 100)  # (55 + 20) / (100 + 40)
    everyone = region_row(commuting, "within", PROVINCE_REGION)["value"]
    assert everyone == APPROX((60 + 75 + 35) / 240 * 100)


def test_an_area_of_many_municipalities_has_no_own_municipality(commuting: Release) -> None:
    row = region_row(commuting, "own", "belgie")
    assert row["basis"] == "refused"
    rows = indicator_values(commuting, indicator_of(commuting, "own")).rows
    assert WALLONIA not in set(rows["area"])


def test_a_flow_without_a_value_leaves_its_origin_without() -> None:
    release = small_release(flows=[(ALFA, ALFA, 50), (ALFA, BRUSSEL, NAN, "confidential"), (BETA, BETA, 10)])
    row = area_row(release, "own", ALFA)
    assert math.isnan(row["value"])
    assert row["status"] == "confidential"
    assert area_row(release, "own", BETA)["value"] == 100


def test_a_breakdown_of_a_flow_is_not_counted_beside_its_total() -> None:
    men = (ALFA, ALFA, 50, "observed", "men")
    release = small_release(flows=[(ALFA, ALFA, 60), men, (ALFA, BRUSSEL, 40)])
    row = area_row(release, "own", ALFA)
    assert (row["value"], row["denominator"]) == (60, 100)


def test_who_lies_in_no_region_of_the_set_has_no_own_region(commuting: Release) -> None:
    rows = indicator_values(commuting, indicator_of(commuting, "within")).rows
    assert set(rows["area"]) == {ALFA, BETA, GAMMA}


def test_a_provisional_flow_makes_a_provisional_share() -> None:
    release = small_release(flows=[(ALFA, ALFA, 50), (ALFA, BETA, 50, "provisional"), (BETA, BETA, 10)])
    assert area_row(release, "own", ALFA)["status"] == "provisional"
    assert region_row(release, "own", EAST)["status"] == "provisional"
