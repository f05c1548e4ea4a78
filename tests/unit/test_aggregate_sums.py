"""Sums and ratios of areas and regions, on sums that can be done by heart."""

import math

import pytest

from streekmonitor.analysis.aggregate import (
    indicator_values,
    members_with_value,
)
from streekmonitor.release import WITHOUT_VALUE
from tests.fixtures.small_release import (
    ALFA,
    BETA,
    DELTA,
    EAST,
    EDGE,
    EPSILON,
    GAMMA,
    WEST,
    area_row,
    each,
    indicator_of,
    region_row,
    small_release,
)

NAN = math.nan
APPROX = pytest.approx


# --- sum ---------------------------------------------------------------------------------------------------


def test_sum_of_a_region_is_the_sum_of_its_members() -> None:
    row = region_row(small_release(*each("events", a=7, b=5)), "events", EAST)
    assert (row["value"], row["basis"], row["present"], row["members"]) == (12, "computed", 2, 2)
    assert row["coverage"] == 1


def test_sum_over_a_merger_says_so_and_counts_in_its_region_once() -> None:
    release = small_release(
        ("events", DELTA, "2020", 3),
        ("events", EPSILON, "2020", 4),
        ("events", GAMMA, "2020", 7, "observed", "summed"),
    )
    assert area_row(release, "events", GAMMA)["basis"] == "summed"
    assert area_row(release, "events", DELTA)["value"] == 3
    assert region_row(release, "events", WEST)["value"] == 7


def test_a_sum_is_refused_when_a_member_is_absent() -> None:
    row = region_row(small_release(*each("events", a=7)), "events", EAST)
    assert math.isnan(row["value"])
    assert (row["basis"], row["status"], row["present"]) == ("refused", "missing", 1)
    assert row["coverage"] == APPROX(0.6)
    assert row["reason"].startswith("Slechts 1 van 2 gemeenten")
    assert "60,0 % van de inwoners" in row["reason"]
    assert "99,9 %" in row["reason"]


def test_a_sum_forgives_an_absent_member_of_less_than_a_thousandth() -> None:
    residents = [("residents", ALFA, "2020", 9995), ("residents", BETA, "2020", 5)]
    release = small_release(*residents, ("events", ALFA, "2020", 7), residents=False)
    row = region_row(release, "events", EAST)
    assert (row["value"], row["basis"]) == (7, "computed")
    assert row["coverage"] == APPROX(0.9995)


def test_the_publishers_row_steps_in_where_members_are_absent() -> None:
    row = region_row(small_release(*each("events", a=7), ("events", "24000", "2020", 13)), "events", EAST)
    assert (row["value"], row["basis"], row["status"], row["reason"]) == (13, "published", "observed", "")


def test_the_members_go_before_the_publishers_row() -> None:
    row = region_row(
        small_release(*each("events", a=7, b=5), ("events", "24000", "2020", 13)), "events", EAST
    )
    assert (row["value"], row["basis"]) == (12, "computed")


def test_the_publishers_row_of_another_area_never_steps_in() -> None:
    row = region_row(small_release(*each("events", g=7), ("events", "23000", "2020", 13)), "events", EDGE)
    assert row["basis"] == "refused"


def test_population_itself_is_refused_where_a_member_is_absent() -> None:
    """Who is absent must weigh, also where the residents of that year are what is absent."""
    residents = [
        ("residents", ALFA, "2020", 600),
        ("residents", ALFA, "2021", 600),
        ("residents", BETA, "2021", 400),
    ]
    release = small_release(*residents, residents=False)
    row = region_row(release, "population", EAST, "2020")
    assert (row["basis"], row["coverage"]) == ("refused", APPROX(0.6))
    assert region_row(release, "population", EAST, "2021")["value"] == 1000


def test_a_member_without_residents_in_any_year_weighs_as_the_others() -> None:
    release = small_release(("residents", ALFA, "2020", 600), ("events", ALFA, "2020", 7), residents=False)
    assert region_row(release, "events", EAST)["coverage"] == APPROX(0.5)


def test_without_any_residents_a_region_needs_all_its_members() -> None:
    complete = small_release(*each("events", a=7, b=5), residents=False)
    assert region_row(complete, "events", EAST)["value"] == 12
    assert (
        region_row(small_release(*each("events", a=7), residents=False), "events", EAST)["basis"] == "refused"
    )


def test_zero_is_a_value() -> None:
    release = small_release(*each("events", a=0, b=0))
    assert area_row(release, "events", ALFA)["status"] == "observed"
    row = region_row(release, "events", EAST)
    assert (row["value"], row["basis"]) == (0, "computed")


@pytest.mark.parametrize("status", sorted(WITHOUT_VALUE))
def test_what_has_no_value_says_why_and_takes_no_part(status: str) -> None:
    release = small_release(*each("events", a=7), ("events", BETA, "2020", NAN, status))
    row = area_row(release, "events", BETA)
    assert math.isnan(row["value"])
    assert row["status"] == status
    values = indicator_values(release, indicator_of(release, "events"))
    assert members_with_value(values, release.areas.regions[EAST], "2020") == [ALFA]
    assert region_row(release, "events", EAST)["basis"] == "refused"


@pytest.mark.parametrize("status", ["estimated", "provisional", "projected"])
def test_a_region_bears_the_status_of_its_least_certain_member(status: str) -> None:
    release = small_release(*each("events", a=7), ("events", BETA, "2020", 5, status))
    assert region_row(release, "events", EAST)["status"] == status
    assert region_row(release, "events_per_1000", EAST)["status"] == status


def test_the_sum_of_categories_lacks_what_one_of_them_lacks() -> None:
    release = small_release(
        ("kinds:a", ALFA, "2020", 3), ("kinds:b", ALFA, "2020", 4, "provisional"),
        ("kinds:a", BETA, "2020", 3), ("kinds:b", BETA, "2020", NAN, "confidential"),
        ("kinds:a", GAMMA, "2020", 3, "observed", "summed"),
    )  # fmt: skip
    alfa, beta, gamma = (area_row(release, "both_kinds", code) for code in (ALFA, BETA, GAMMA))
    assert (alfa["value"], alfa["status"], alfa["basis"]) == (7, "provisional", "published")
    assert math.isnan(beta["value"])
    assert beta["status"] == "confidential"
    assert math.isnan(gamma["value"])
    assert (gamma["status"], gamma["basis"]) == ("missing", "summed")


# --- ratio -------------------------------------------------------------------------------------------------


def test_a_ratio_is_recomputed_and_never_a_mean_of_ratios() -> None:
    release = small_release(*each("events", a=6, b=8))
    assert area_row(release, "events_per_1000", ALFA)["value"] == 10  # 6 / 600 × 1.000
    assert area_row(release, "events_per_1000", BETA)["value"] == 20  # 8 / 400 × 1.000
    row = region_row(release, "events_per_1000", EAST)
    assert row["value"] == 14  # (6 + 8) / (600 + 400) × 1.000; the mean would be 15
    assert (row["numerator"], row["denominator"]) == (14, 1000)


def test_a_ratio_leaves_out_numerator_and_denominator_of_the_same_member() -> None:
    residents = [("residents", ALFA, "2020", 9600), ("residents", BETA, "2020", 400)]
    release = small_release(*residents, *each("events", a=96), residents=False)
    row = region_row(release, "events_per_1000", EAST)
    assert (row["value"], row["denominator"], row["basis"]) == (10, 9600, "computed")
    assert (row["present"], row["members"], row["coverage"]) == (1, 2, APPROX(0.96))


def test_a_ratio_needs_members_with_95_per_cent_of_the_residents() -> None:
    residents = [("residents", ALFA, "2020", 9400), ("residents", BETA, "2020", 600)]
    row = region_row(
        small_release(*residents, *each("events", a=94), residents=False), "events_per_1000", EAST
    )
    assert row["basis"] == "refused"
    assert "nodig is 95,0 %" in row["reason"]


def test_the_publishers_row_of_a_ratio_is_the_ratio_of_its_rows() -> None:
    release = small_release(
        *each("events", a=6), ("events", "24000", "2020", 30), ("residents", "24000", "2020", 1000)
    )
    row = region_row(release, "events_per_1000", EAST)
    assert (row["value"], row["basis"], row["numerator"]) == (30, "published", 30)


def test_the_end_of_a_year_takes_the_residents_of_the_next_day() -> None:
    rows = [("residents", ALFA, "2020", 100), ("residents", ALFA, "2021", 200), ("stock", ALFA, "2020", 50)]
    release = small_release(*rows, residents=False)
    assert area_row(release, "stock_per_100", ALFA)["value"] == 25  # 50 / 200 × 100
    assert area_row(release, "stock_same_day", ALFA)["value"] == 0.5  # the catalog says otherwise: 50 / 100


def test_what_happens_during_a_year_takes_the_residents_at_its_start() -> None:
    rows = [("residents", ALFA, "2020", 100), ("residents", ALFA, "2021", 200), ("events", ALFA, "2020", 5)]
    assert area_row(small_release(*rows, residents=False), "events_per_1000", ALFA)["value"] == 50


@pytest.mark.parametrize(("quarter", "share"), [("2020-Q1", 50.0), ("2020-Q3", 50.0), ("2020-Q4", 25.0)])
def test_the_end_of_a_quarter_takes_the_residents_of_the_year_the_next_lies_in(
    quarter: str, share: float
) -> None:
    rows = [
        ("residents", ALFA, "2020", 100),
        ("residents", ALFA, "2021", 200),
        ("stock_quarterly", ALFA, quarter, 50),
    ]
    assert (
        area_row(small_release(*rows, residents=False), "quarterly_per_100", ALFA, quarter)["value"] == share
    )


def test_a_ratio_without_its_denominator_is_missing() -> None:
    row = area_row(small_release(*each("stock", "2025", a=50)), "stock_per_100", ALFA, "2025")
    assert math.isnan(row["value"])
    assert row["status"] == "missing"


def test_what_does_not_change_serves_every_period() -> None:
    release = small_release(("surface", ALFA, "2025", 12), ("surface", BETA, "2025", 8))
    assert [area_row(release, "density", ALFA, year)["value"] for year in ("2020", "2024")] == [50, 50]
    assert region_row(release, "density", EAST)["value"] == 50  # 1.000 / 20
    assert area_row(release, "density", BETA)["value"] == 50


def test_a_denominator_of_zero_gives_no_value_but_stays_in_the_region() -> None:
    release = small_release(
        ("surface", ALFA, "2020", 0), ("surface", BETA, "2020", 4), *each("events", a=0, b=8)
    )
    alfa = area_row(release, "events_per_km2", ALFA)
    assert math.isnan(alfa["value"])
    assert alfa["status"] == "not_applicable"
    row = region_row(release, "events_per_km2", EAST)
    assert (row["value"], row["present"], row["basis"]) == (2, 2, "computed")  # (0 + 8) / (0 + 4)


def test_denominators_that_are_all_zero_refuse_the_region() -> None:
    release = small_release(
        ("surface", ALFA, "2020", 0), ("surface", BETA, "2020", 0), *each("events", a=1, b=8)
    )
    row = region_row(release, "events_per_km2", EAST)
    assert math.isnan(row["value"])
    assert (row["basis"], bool(row["reason"])) == ("refused", True)


def test_a_ratio_is_as_uncertain_as_its_denominator() -> None:
    rows = [("residents", ALFA, "2020", 600, "projected"), ("events", ALFA, "2020", 6)]
    row = area_row(small_release(*rows, residents=False), "events_per_1000", ALFA)
    assert (row["value"], row["status"]) == (10, "projected")


def test_a_confidential_numerator_stays_confidential() -> None:
    release = small_release(("events", ALFA, "2020", NAN, "confidential"))
    assert area_row(release, "events_per_1000", ALFA)["status"] == "confidential"
