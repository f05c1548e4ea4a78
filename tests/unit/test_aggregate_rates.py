"""Implied ratios, weighted means and changes of areas and regions, on sums that can be done by heart."""

import math

import pytest

from streekmonitor.analysis.aggregate import (
    indicator_values,
    region_values,
)
from tests.fixtures.small_release import (
    ALFA,
    BETA,
    EAST,
    area_row,
    each,
    indicator_of,
    region_row,
    small_release,
)

NAN = math.nan
APPROX = pytest.approx


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
