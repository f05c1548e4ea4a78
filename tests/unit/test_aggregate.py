"""Published values, and what holds for every form of indicator."""

import math
from functools import lru_cache
from itertools import pairwise

import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from streekmonitor.analysis.aggregate import (
    indicator_values,
    needed_coverage,
    region_values,
)
from streekmonitor.area_records import Region
from streekmonitor.forms import Quantity
from streekmonitor.release import WITHOUT_VALUE, Release
from tests.fixtures.small_release import (
    ALFA,
    BETA,
    BRUSSEL,
    DELTA,
    EAST,
    EDGE,
    EPSILON,
    FLOWS,
    FORMS,
    GAMMA,
    HAVEN,
    START,
    WEST,
    area_row,
    each,
    indicator_of,
    region_row,
    small_release,
)

NAN = math.nan
APPROX = pytest.approx


# --- published ---------------------------------------------------------------------------------------------


def test_a_published_value_of_a_region_is_the_publishers_own_row() -> None:
    row = region_row(
        small_release(*each("median", a=20, b=30), ("median", "24000", "2020", 24)), "median", EAST
    )
    assert (row["value"], row["basis"], row["reason"]) == (24, "published", "")


def test_a_published_value_is_refused_where_the_publisher_gives_none() -> None:
    release = small_release(*each("median", a=20, b=30, g=10), ("median", "24000", "2020", 24))
    for region in (WEST, EDGE):
        row = region_row(release, "median", region)
        assert math.isnan(row["value"])
        assert row["basis"] == "refused"
        assert "kan niet uit gemeentecijfers worden berekend" in row["reason"]
        assert release.areas.regions[region].full_label in row["reason"]


def test_a_merger_of_what_cannot_be_added_leaves_a_gap() -> None:
    release = small_release(("median", DELTA, "2020", 20), ("median", EPSILON, "2020", 30))
    areas = set(indicator_values(release, indicator_of(release, "median")).rows["area"])
    assert areas == {DELTA, EPSILON}


# --- what holds for every form -----------------------------------------------------------------------------


@lru_cache
def everything() -> Release:
    """Two years of every measure, with a gap and a merger."""
    rows = [
        row
        for year in ("2020", "2021", "2022")
        for measure in ("events", "stock", "rate", "cases", "language", "kinds:a", "kinds:b")
        for row in each(measure, year, a=4, b=8, g=6)
    ]
    surfaces = [("surface", code, "2025", 10) for code in (ALFA, BETA, GAMMA)]
    quarters = [("stock_quarterly", code, "2020-Q4", 10) for code in (ALFA, BETA, GAMMA)]
    medians = [*each("median", a=20, b=30), ("median", "24000", "2020", 24)]
    hidden = ("events", HAVEN, "2020", NAN, "confidential")
    return small_release(*rows, *surfaces, *quarters, *medians, hidden, flows=FLOWS)


@pytest.mark.parametrize("name", FORMS)
def test_every_form_gives_the_same_columns_with_one_row_per_key(name: str) -> None:
    release = everything()
    values = indicator_values(release, indicator_of(release, name))
    assert list(values.rows.columns) == [
        "area",
        "period",
        "value",
        "status",
        "basis",
        "numerator",
        "denominator",
        "part_status",
    ]
    assert not values.rows.duplicated(["area", "period"]).any()
    assert values.rows["value"].notna().any()
    assert (values.rows["value"].isna() == values.rows["status"].isin(WITHOUT_VALUE)).all()


@pytest.mark.parametrize("name", FORMS)
@pytest.mark.parametrize("region", [EAST, WEST, EDGE, "belgie"])
def test_every_region_has_a_value_or_a_reason_in_every_period(name: str, region: str) -> None:
    release = everything()
    rows = region_values(release, indicator_of(release, name), release.areas.regions[region])
    columns = {
        "period",
        "value",
        "status",
        "numerator",
        "denominator",
        "present",
        "members",
        "coverage",
        "basis",
    }
    assert columns | {"reason"} == set(rows.columns)
    assert not rows["period"].duplicated().any()
    refused = rows["basis"] == "refused"
    assert (rows["value"].isna() == refused).all()
    assert ((rows["reason"] != "") == refused).all()
    assert (rows["value"].isna() == rows["status"].isin(WITHOUT_VALUE)).all()
    assert rows["coverage"].between(0, 1).all()


@pytest.mark.parametrize("name", FORMS)
def test_every_value_follows_from_its_numerator_and_denominator(name: str) -> None:
    release = everything()
    values = indicator_values(release, indicator_of(release, name))
    rows = values.rows.dropna(subset=["value", "denominator"])
    if values.scale is not None:
        found = rows["numerator"] / rows["denominator"] * values.scale
        assert found.to_list() == APPROX(rows["value"].to_list())
    known = region_values(release, indicator_of(release, name), release.areas.regions[EAST])
    known = known.dropna(subset=["value", "denominator"])
    if values.scale is not None:
        assert (known["numerator"] / known["denominator"] * values.scale).to_list() == APPROX(
            known["value"].to_list()
        )


@pytest.mark.parametrize("name", sorted(set(FORMS) - {"within"}))
def test_a_region_of_one_member_has_the_value_of_that_member(name: str) -> None:
    release = everything()
    alone = region_values(release, indicator_of(release, name), region_of(BETA))
    rows = indicator_values(release, indicator_of(release, name)).rows
    member = rows[rows["area"] == BETA].set_index("period")["value"]
    if indicator_of(release, name).form.kind == "published":
        assert (alone["basis"] == "refused").all()
        return
    found = alone.set_index("period")["value"]
    assert found.dropna().to_dict() == APPROX(member.dropna().to_dict())


def test_needed_coverage_is_strict_for_sums() -> None:
    release = small_release()
    needed = {
        name: needed_coverage(indicator_of(release, name))
        for name in ("events", "events_per_1000", "language")
    }
    assert needed == {"events": 0.999, "events_per_1000": 0.95, "language": 0.95}


def test_releases_are_read_and_never_changed() -> None:
    release = everything()
    before = release.observations.copy(), release.flows.copy()
    for name in FORMS:
        region_values(release, indicator_of(release, name), release.areas.regions[EAST])
    assert before[0].equals(release.observations)
    assert before[1].equals(release.flows)


# --- properties --------------------------------------------------------------------------------------------

UNHURRIED = settings(deadline=None, max_examples=40)  # each example builds a release
COUNTS = st.integers(0, 10**7)
PEOPLE = st.integers(1, 10**6)
TRIPLE = st.tuples(COUNTS, COUNTS, COUNTS)


def region_of(*members: str) -> Region:
    return Region("eigen", "Eigen", "Eigen streek", "de eigen streek", "eigen", members, None, START, "toets")


def value_of(release: Release, name: str, *members: str) -> float:
    return float(region_values(release, indicator_of(release, name), region_of(*members))["value"].iloc[0])


@UNHURRIED
@given(TRIPLE, st.tuples(PEOPLE, PEOPLE, PEOPLE))
def test_a_ratio_of_a_region_lies_between_those_of_its_members(
    counts: tuple[int, ...], people: tuple[int, ...]
) -> None:
    codes = (ALFA, BETA, GAMMA)
    rows = [("events", code, "2020", count) for code, count in zip(codes, counts, strict=True)]
    rows += [("residents", code, "2020", count) for code, count in zip(codes, people, strict=True)]
    release = small_release(*rows, residents=False)
    ratios = [count / number * 1000 for count, number in zip(counts, people, strict=True)]
    found = value_of(release, "events_per_1000", *codes)
    assert min(ratios) * (1 - 1e-9) <= found <= max(ratios) * (1 + 1e-9)


@UNHURRIED
@given(TRIPLE)
def test_two_disjoint_regions_add_up_to_their_union(counts: tuple[int, ...]) -> None:
    codes = (ALFA, BETA, GAMMA)
    release = small_release(*[("events", code, "2020", n) for code, n in zip(codes, counts, strict=True)])
    parts = value_of(release, "events", ALFA) + value_of(release, "events", BETA, GAMMA)
    assert parts == value_of(release, "events", *codes) == sum(counts)


@UNHURRIED
@given(st.tuples(*[st.integers(1, 1000)] * 3), st.tuples(*[st.integers(1, 5000)] * 3))
def test_an_implied_ratio_lies_between_the_rates_of_the_members(
    rates: tuple[int, ...], counts: tuple[int, ...]
) -> None:
    codes = (ALFA, BETA, GAMMA)
    rows = [("rate", code, "2020", rate / 10) for code, rate in zip(codes, rates, strict=True)]
    rows += [("cases", code, "2020", count) for code, count in zip(codes, counts, strict=True)]
    found = value_of(small_release(*rows), "rate", *codes)
    assert min(rates) / 10 - 1e-6 <= found <= max(rates) / 10 + 1e-6


@UNHURRIED
@given(st.lists(st.integers(0, 900), min_size=4, max_size=4))
def test_the_share_within_a_region_grows_with_the_region(flows: list[int]) -> None:
    stay, cross, back, away = flows
    assume(stay + cross + away > 0 and back > 0)
    release = small_release(
        flows=[(ALFA, ALFA, stay), (ALFA, BETA, cross), (ALFA, BRUSSEL, away), (BETA, ALFA, back)]
    )
    shares = [value_of(release, "within", ALFA), value_of(release, "within", ALFA, BETA)]
    inside = (stay + cross + back) / (stay + cross + away + back) * 100
    assert shares == APPROX([stay / (stay + cross + away) * 100, inside])


def test_severity_ranks_absence_above_every_uncertainty() -> None:
    """A ratio of a projected and a confidential value is confidential, not projected."""
    order = ["observed", "estimated", "provisional", "projected", "not_applicable", "missing", "confidential"]
    for milder, graver in pairwise(order):
        value = NAN if graver in WITHOUT_VALUE else 1.0
        first = NAN if milder in WITHOUT_VALUE else 1.0
        release = small_release(
            ("kinds:a", ALFA, "2020", first, milder), ("kinds:b", ALFA, "2020", value, graver)
        )
        assert area_row(release, "both_kinds", ALFA)["status"] == graver


def test_a_quantity_without_rows_is_empty() -> None:
    release = small_release()
    assert release.measure(Quantity(measure="events").measure).empty
    assert indicator_values(release, indicator_of(release, "events")).rows.empty
    assert region_values(release, indicator_of(release, "events"), release.areas.regions[EAST]).empty


def test_a_member_with_a_zero_denominator_does_not_make_its_region_not_applicable() -> None:
    rows = [("events", ALFA, "2020", 6), ("events", BETA, "2020", 0)]
    none = [("residents", ALFA, "2020", 600), ("residents", BETA, "2020", 0)]
    found = region_row(small_release(*rows, *none, residents=False), "events_per_1000", EAST)
    assert (found["value"], found["status"], found["present"]) == (10, "observed", 2)
