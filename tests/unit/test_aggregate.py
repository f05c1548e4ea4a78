"""Every form of indicator, for areas and for regions, on sums that can be done by heart."""

import math
from functools import lru_cache
from itertools import pairwise

import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from streekmonitor.analysis.aggregate import (
    indicator_values,
    members_with_value,
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
    DOK,
    EAST,
    EDGE,
    EPSILON,
    FORMS,
    GAMMA,
    HAVEN,
    PROVINCE_REGION,
    START,
    WALLONIA,
    WEST,
    area_row,
    indicator_of,
    region_row,
    small_release,
)

NAN = math.nan
APPROX = pytest.approx


def each(measure: str, period: str = "2020", **values: float) -> list[tuple[str, str, str, float]]:
    """Rows of a measure for Alfa, Beta and Gamma, by their first letters."""
    codes = {"a": ALFA, "b": BETA, "g": GAMMA}
    return [(measure, codes[letter], period, value) for letter, value in values.items()]


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


# --- implied ratio and weighted mean -----------------------------------------------------------------------


def test_an_implied_ratio_weighs_by_the_denominators_that_follow_from_it() -> None:
    release = small_release(*each("rate", a=10, b=5), *each("cases", a=40, b=10))
    row = region_row(release, "rate", EAST)
    assert row["numerator"] == 50
    assert row["denominator"] == 600  # 40 / 10 % + 10 / 5 % = 400 + 200
    assert row["value"] == APPROX(8.3333, abs=1e-4)  # 50 / 600
    assert area_row(release, "rate", ALFA)["value"] == 10  # as published


def test_a_rate_of_zero_gives_no_denominator() -> None:
    release = small_release(*each("rate", a=10, b=0), *each("cases", a=40, b=0))
    beta = area_row(release, "rate", BETA)
    assert (beta["value"], beta["status"]) == (0, "observed")
    assert math.isnan(beta["denominator"])
    assert region_row(release, "rate", EAST)["basis"] == "refused"  # Alfa holds 60 % of the residents


def test_a_published_rate_stands_without_its_count_but_takes_no_part() -> None:
    release = small_release(
        *each("rate", a=10, b=5), *each("cases", a=40), ("cases", BETA, "2020", NAN, "confidential")
    )
    beta = area_row(release, "rate", BETA)
    assert (beta["value"], beta["status"]) == (5, "observed")
    assert region_row(release, "rate", EAST)["present"] == 1


def test_a_weighted_mean_weighs_by_residents() -> None:
    row = region_row(small_release(*each("language", a=10, b=20)), "language", EAST)
    assert row["value"] == APPROX(14)  # (10 × 600 + 20 × 400) / 1.000


def test_a_weighted_mean_leaves_out_the_weight_of_who_is_absent() -> None:
    residents = [("residents", ALFA, "2020", 9600), ("residents", BETA, "2020", 400)]
    row = region_row(small_release(*residents, *each("language", a=10), residents=False), "language", EAST)
    assert (row["value"], row["denominator"]) == (APPROX(10), 9600)


def test_a_provisional_count_makes_the_rate_of_the_region_provisional_and_leaves_that_of_the_area() -> None:
    release = small_release(
        *each("rate", a=10, b=5), *each("cases", a=40), ("cases", BETA, "2020", 10, "provisional")
    )
    assert area_row(release, "rate", BETA)["status"] == "observed"  # as published
    assert region_row(release, "rate", EAST)["status"] == "provisional"


def test_a_provisional_weight_makes_the_mean_of_the_region_provisional() -> None:
    residents = [("residents", ALFA, "2020", 600), ("residents", BETA, "2020", 400, "provisional")]
    release = small_release(*residents, *each("language", a=10, b=20), residents=False)
    assert area_row(release, "language", BETA)["status"] == "observed"
    row = region_row(release, "language", EAST)
    assert (row["value"], row["status"]) == (APPROX(14), "provisional")


# --- change ------------------------------------------------------------------------------------------------

TWO_YEARS = (
    ("residents", ALFA, "2020", 100), ("residents", ALFA, "2022", 110),
    ("residents", BETA, "2020", 300), ("residents", BETA, "2022", 390),
)  # fmt: skip


def test_relative_change_of_a_region_is_that_of_its_own_values() -> None:
    release = small_release(*TWO_YEARS, residents=False)
    assert area_row(release, "growth", ALFA, "2022")["value"] == APPROX(10)
    assert area_row(release, "growth", BETA, "2022")["value"] == APPROX(30)
    row = region_row(release, "growth", EAST, "2022")
    assert row["value"] == APPROX(25)  # 400 → 500
    assert (row["numerator"], row["denominator"], row["basis"]) == (100, 400, "computed")


def test_absolute_change_is_a_difference() -> None:
    release = small_release(*each("events", a=6, b=8), *each("events", "2021", a=12, b=8))
    assert area_row(release, "events_change", ALFA, "2021")["value"] == APPROX(10)  # 10 → 20 per 1.000
    assert region_row(release, "events_change", EAST, "2021")["value"] == APPROX(6)  # 14 → 20 per 1.000


def test_there_is_no_change_across_a_break() -> None:
    release = small_release(*TWO_YEARS, residents=False, breaks={"population": "2021"})
    assert math.isnan(area_row(release, "growth", ALFA, "2022")["value"])
    row = region_row(release, "growth", EAST, "2022")
    assert math.isnan(row["value"])
    assert row["basis"] == "refused"
    assert "gebroken" in row["reason"]


def test_a_break_at_the_first_period_leaves_the_change() -> None:
    release = small_release(*TWO_YEARS, residents=False, breaks={"population": "2020"})
    assert area_row(release, "growth", ALFA, "2022")["value"] == APPROX(10)


def test_there_is_no_growth_from_nothing() -> None:
    rows = [("residents", ALFA, "2020", 0), ("residents", ALFA, "2022", 10)]
    row = area_row(small_release(*rows, residents=False), "growth", ALFA, "2022")
    assert math.isnan(row["value"])
    assert row["status"] == "not_applicable"


def test_a_change_is_refused_where_one_end_is_refused() -> None:
    release = small_release(*TWO_YEARS[1:], residents=False)  # Alfa has no residents in 2020
    row = region_row(release, "growth", EAST, "2022")
    assert math.isnan(row["value"])
    assert (row["basis"], bool(row["reason"])) == ("refused", True)


def test_a_change_is_refused_between_a_computed_and_a_published_end() -> None:
    published = [("residents", "24000", year, total) for year, total in (("2020", 430), ("2022", 500))]
    release = small_release(*TWO_YEARS[1:], *published, residents=False)  # Alfa has no residents in 2020
    population = region_values(release, indicator_of(release, "population"), release.areas.regions[EAST])
    bases = dict(zip(population["period"], population["basis"], strict=True))
    assert bases == {"2020": "published", "2022": "computed"}
    row = region_row(release, "growth", EAST, "2022")
    assert math.isnan(row["value"])  # not 500 against 430
    assert (row["basis"], row["status"]) == ("refused", "missing")
    assert "overgenomen van de uitgever" in row["reason"]


def test_a_change_between_published_ends_is_published() -> None:
    published = [("residents", "24000", year, total) for year, total in (("2020", 400), ("2022", 500))]
    release = small_release(*published, ("residents", ALFA, "2022", 110), residents=False)
    row = region_row(release, "growth", EAST, "2022")
    assert (row["value"], row["basis"]) == (APPROX(25), "published")


def test_a_change_states_the_lower_coverage_of_both_ends() -> None:
    """Of 1.000 residents 970 live in Alfa: enough for a ratio of which Beta lacks the numerator."""
    residents = [("residents", code, year, size) for year in ("2020", "2021")
                 for code, size in ((ALFA, 970), (BETA, 30))]  # fmt: skip
    for gap, full in (("2020", "2021"), ("2021", "2020")):
        rows = [*each("events", gap, a=97), *each("events", full, a=97, b=3)]
        release = small_release(*residents, *rows, residents=False)
        row = region_row(release, "events_change", EAST, "2021")
        assert (row["value"], row["basis"]) == (APPROX(0), "computed")  # 100 per 1.000 at both ends
        assert (row["coverage"], row["present"], row["members"]) == (APPROX(0.97), 1, 2)


def test_a_change_gives_the_reason_of_the_end_that_is_refused() -> None:
    row = region_row(small_release(*TWO_YEARS[1:], residents=False), "growth", EAST, "2022")
    assert row["reason"].startswith("Slechts 1 van 2 gemeenten")


def test_a_change_without_any_first_period_has_no_rows() -> None:
    release = small_release(("residents", ALFA, "2022", 10), residents=False)
    assert indicator_values(release, indicator_of(release, "growth")).rows.empty
    assert region_values(release, indicator_of(release, "growth"), release.areas.regions[EAST]).empty


# --- flow share --------------------------------------------------------------------------------------------

FLOWS = (
    (ALFA, ALFA, 50), (ALFA, BETA, 10), (ALFA, BRUSSEL, 40),
    (BETA, BETA, 30), (BETA, ALFA, 20), (BETA, GAMMA, 25), (BETA, BRUSSEL, 25),
    (DELTA, DELTA, 10), (DELTA, EPSILON, 5), (DELTA, BRUSSEL, 5), (EPSILON, DELTA, 5), (EPSILON, ALFA, 15),
    (WALLONIA, WALLONIA, 900), (WALLONIA, BRUSSEL, 100), (HAVEN, HAVEN, 60), (DOK, HAVEN, 40),
)  # fmt: skip


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
