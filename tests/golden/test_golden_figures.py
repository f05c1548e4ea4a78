"""Figures that others published, reproduced through the same functions as `python run.py value`.

golden_figures.csv holds the lines as they were handed over; further figures come from the checks beside the
descriptions of the sources.
"""

import csv
from pathlib import Path

import pytest

from streekmonitor.analysis.figure import Figure, figure, find_indicator
from streekmonitor.release import Release, current_release, load_release

ROOT = Path(__file__).parents[2]
LEUVEN, PAJOTTEGEM, MACHELEN, KEERBERGEN = "24062", "23106", "23047", "24048"
EAST, WEST, PROVINCE, FLANDERS = "oost_brabant", "halle_vilvoorde", "vlaams_brabant", "vlaams_gewest"

MONTHS_TO_MAY = tuple(f"2010-{month:02d}" for month in range(1, 6))

# The indicator or measure, the area and the period of each line. A pair of measures is the share of the first
# in the second, in per cent; several periods are added up.
WHERE: dict[str, tuple[str | tuple[str, str], str, str | tuple[str, ...]]] = {
    "g01": ("new_dwellings", EAST, "2023"),
    "g02": ("new_dwellings", WEST, "2023"),
    "g03": ("new_dwellings", PROVINCE, "2024"),
    "g04": ("new_dwellings", FLANDERS, "2022"),
    "g05": ("new_dwellings", PAJOTTEGEM, "2022"),
    "g06": ("new_apartments", LEUVEN, "2023"),
    "g07": ("new_residential_buildings_monthly", FLANDERS, MONTHS_TO_MAY),
    "g08": ("income_per_return", EAST, "2017"),
    "g09": ("income_per_return", WEST, "2016"),
    "g10": ("income_per_inhabitant", PROVINCE, "2017"),
    "g11": ("income_per_inhabitant", FLANDERS, "2017"),
    "g12": ("income_per_return", LEUVEN, "2017"),
    "g13": ("income_per_inhabitant", KEERBERGEN, "2018"),
    "g14": ("median_income_per_return", WEST, "2017"),
    "g15": ("median_income_per_return", LEUVEN, "2017"),
    "g16": ("population", WEST, "2018"),
    "g17": ("population", EAST, "2016"),
    "g18": ("population", FLANDERS, "2016"),
    "g19": ("residents_by_nationality:non_belgian", "vlaamse_rand", "2016"),
    "g20": (("residents_by_nationality:non_belgian", "residents_by_nationality"), FLANDERS, "2022"),
    "g21": ("buildings", EAST, "2025"),
    "g22": ("dwellings", PROVINCE, "2025"),
    "g23": ("buildings", PAJOTTEGEM, "2025"),
    "g24": ("house_sales", PROVINCE, "2024"),
    "g25": ("median_house_price:attached_houses", PROVINCE, "2018"),
    "g26": ("borrowers", PROVINCE, "2021"),
    "g27": ("road_casualties:dead_30_days", "belgie", "2020"),
    "g28": (("residents_15_64_census", "residents_by_nationality"), PROVINCE, "2021"),
    "g29": ("surface_area", PAJOTTEGEM, "2025"),
}
with (Path(__file__).parent / "golden_figures.csv").open(encoding="utf-8", newline="") as lines:
    GOLDEN = {line["id"]: line for line in csv.DictReader(lines)}


@pytest.fixture(scope="module")
def release() -> Release:
    return load_release(current_release(ROOT / "data" / "release"))


def of(release: Release, name: str, area: str, period: str) -> Figure:
    """As the command does: the area by a code, an id or a name."""
    return figure(release, find_indicator(release, name), release.areas.resolve(area), period)


def value(release: Release, name: str, area: str, period: str) -> float:
    found = of(release, name, area, period)
    assert found.value is not None, found.reason
    return found.value


def test_every_line_is_reproduced() -> None:
    assert set(GOLDEN) == set(WHERE)


@pytest.mark.parametrize("line", GOLDEN.values(), ids=GOLDEN)
def test_a_golden_figure(line: dict[str, str], release: Release) -> None:
    name, area, asked = WHERE[line["id"]]
    periods = (asked,) if isinstance(asked, str) else asked
    names = (name,) if isinstance(name, str) else name
    totals = [sum(value(release, each, area, period) for period in periods) for each in names]
    found = totals[0] if len(totals) == 1 else totals[0] / totals[1] * 100
    assert found == pytest.approx(float(line["value"]), abs=float(line["tolerance"].split()[0]) + 1e-9)


def test_a_median_is_read_and_never_computed(release: Release) -> None:
    """g14: the arrondissement's own row; the Vlaamse Rand has none, so it is refused with the reason."""
    found = of(release, "median_income_per_return", WEST, "2017")
    assert (found.basis, found.took_part, found.numerator) == ("published", ("23000",), None)
    for region in ("vlaamse_rand", "referentieregio_oost_brabant", "faciliteitengemeenten"):
        refused = of(release, "median_income_per_return", region, "2017")
        assert (refused.value, refused.basis) == (None, "refused")
        assert "kan niet uit gemeentecijfers worden berekend" in refused.reason
    sold = of(release, "median_house_price:attached_houses", EAST, "2018")
    assert (sold.value, sold.basis) == (None, "refused")


def test_a_region_of_35_then_is_a_region_of_33_now(release: Release) -> None:
    """g09 and g16 were published for 35 municipalities; the merger added three of them up."""
    found = of(release, "population", WEST, "2018")
    assert (len(found.took_part), found.coverage, found.basis) == (33, 1, "computed")
    assert PAJOTTEGEM in found.took_part
    merged = of(release, "population", PAJOTTEGEM, "2018")
    assert (merged.basis, merged.took_part) == ("summed", ("23023", "23024", "23032"))


@pytest.mark.parametrize(
    ("name", "area", "period", "expected", "tolerance"),
    [
        # fiscal income, and table C.1
        ("net_taxable_income", LEUVEN, "2017", 2_099_532_771.17, 0.01),
        ("tax_returns", LEUVEN, "2017", 57_281, 0),
        ("income_per_inhabitant", FLANDERS, "2018", 20_125, 0.5),
        ("median_income_per_return", LEUVEN, "2014", 25_874, 0),
        ("median_income_per_return", LEUVEN, "2015", 25_639, 0),
        ("median_income_per_return", LEUVEN, "2016", 25_539, 0),
        # population by origin and by nationality
        ("population", LEUVEN, "2025", 104_906, 0),
        ("population", PAJOTTEGEM, "2025", 25_287, 0),
        ("population", PAJOTTEGEM, "2022", 24_941, 0),
        ("population", PAJOTTEGEM, "2024", 25_283, 0),
        ("population", "belgie", "2009", 10_753_080, 0),
        ("population", "belgie", "2025", 11_825_551, 0),
        ("residents_by_origin:belgian", "belgie", "2024", 7_618_446, 0),
        ("residents_by_nationality:non_belgian", PROVINCE, "2009", 76_533, 0),
        ("residents_by_nationality:non_belgian", PROVINCE, "2025", 145_067, 0),
        ("residents_by_nationality:non_belgian", LEUVEN, "2025", 23_978, 0),
        ("non_belgian_origin_share", "belgie", "2024", 100 - 64.8, 0.05),
        ("non_belgian_origin_share", "belgie", "2020", 100 - 67.9, 0.05),
        ("non_belgian_origin_share", MACHELEN, "2025", 67.7, 0.05),
        # road casualties: slightly and seriously injured, dead within 30 days
        ("road_casualties", "belgie", "2020", 33_645 + 2_968 + 499, 0),
        ("road_casualties:slight", PROVINCE, "2020", 2_790, 0),
        ("road_casualties:serious", PROVINCE, "2020", 223, 0),
        ("road_casualties:dead_30_days", PROVINCE, "2020", 32, 0),
        ("road_casualties", LEUVEN, "2020", 409 + 24 + 1, 0),
        # commuting in 2011: own region, and Brussels
        ("commuters_within_region_share", WEST, "2011", 44.0, 0.05),
        ("commuters_to_brussels_share", WEST, "2011", 37.7, 0.05),
        ("commuters_within_region_share", EAST, "2011", 56.2, 0.05),
        ("commuters_to_brussels_share", EAST, "2011", 14.9, 0.05),
        # housing and space
        ("new_dwellings", PROVINCE, "2021", 6_032, 0),
        ("new_dwellings", LEUVEN, "2021", 358, 0),
        ("new_dwellings", PROVINCE, "2025", 3_799, 0),
        ("buildings", LEUVEN, "2025", 34_377, 0),
        ("dwellings", LEUVEN, "2025", 67_629, 0),
        ("median_house_price", LEUVEN, "2010", 252_250, 0),
        ("house_sales", LEUVEN, "2024", 753, 0),
        ("land_area", PROVINCE, "2015", 210_614.6, 0.05),
        ("land_area:built_up", PROVINCE, "2015", 41_916, 0.5),
        ("permit_applications", LEUVEN, "2023", 1_385, 0),
        ("permit_applications", PROVINCE, "2021", 16_414, 0),
        ("households", PROVINCE, "2010", 444_249, 0),
        ("households", PROVINCE, "2040", 539_317, 0),
        # work and welfare
        ("vacancies_received", LEUVEN, "2024", 7_816, 0),
        ("vacancies_received", WEST, "2024", 19_124, 0),
        ("newcomers", PROVINCE, "2024", 9_805, 0),
        ("claimant_jobseekers", PROVINCE, "2017", 20_156, 0.5),
        ("claimant_jobseekers", WEST, "2024", 8_006, 0.5),
        ("unemployment_rate_15_64", LEUVEN, "2024", 5.8, 0),
        ("employment_rate_15_64", EAST, "2021", 72.3, 0.05),
        ("employment_rate_15_64", WEST, "2021", 71.4, 0.05),
        ("establishments", WEST, "2023", 86_036, 0),
        ("enterprises", EAST, "2019", 46_350, 0),
        ("enterprises_first_registered", PROVINCE, "2018", 8_580, 0),
        ("borrowers_in_arrears", LEUVEN, "2021", 1_374, 0),
        # schools, trains, survey, population of 2026
        ("pupils_primary", PROVINCE, "2025", 71_928, 0),
        ("pupils_secondary", LEUVEN, "2025", 13_568, 0),
        ("train_boardings_weekday", PROVINCE, "2023", 106_093, 0),
        ("train_boardings_weekday", "belgie", "2023", 890_055, 0),
        ("car_commute_share", LEUVEN, "2023", 29, 0),
        ("population", PROVINCE, "2026", 1_210_797, 0),
        ("age_65_plus_share", EAST, "2026", 22.0, 0.05),
        # jobseekers, yearly averages
        ("jobseekers", EAST, "2024", 13_388, 0),
        ("jobseekers", WEST, "2024", 15_606, 0),
        ("jobseekers", FLANDERS, "2024", 208_915, 0),
        ("jobseekers", PAJOTTEGEM, "2024", 434, 0),
        ("jobseekers", PROVINCE, "2014", 34_666, 0),
        ("jobseekers", LEUVEN, "2024", 3_983, 0),
        ("jobseekers_31_december", LEUVEN, "2024", 3_717, 0),
        ("jobseeker_rate", LEUVEN, "2024", 7.8, 0.05),
        # home language, and youth of foreign origin
        ("home_language_not_dutch_primary", LEUVEN, "2014", 20.1, 0.05),
        ("home_language_not_dutch_primary", LEUVEN, "2024", 36.8, 0.05),
        ("home_language_not_dutch_primary", MACHELEN, "2024", 68.7, 0.05),
        ("home_language_not_dutch_primary", PAJOTTEGEM, "2014", 9.5, 0.05),
        ("home_language_not_dutch_secondary", LEUVEN, "2014", 14.7, 0.05),
        ("home_language_not_dutch_secondary", LEUVEN, "2024", 26.4, 0.05),
        ("home_language_not_dutch_primary", PAJOTTEGEM, "2024", 15.4, 0.05),
        ("youth_non_belgian_origin", LEUVEN, "2024", 15_349, 0),
        # areas of the simplified boundaries
        ("surface_area", PROVINCE, "2025", 2_118.39, 0.1),
        ("surface_area", WEST, "2025", 949.13, 0.1),
        ("surface_area", EAST, "2025", 1_169.25, 0.1),
    ],
)
def test_a_check_figure_of_a_source(
    release: Release, *, name: str, area: str, period: str, expected: float, tolerance: float
) -> None:
    assert value(release, name, area, period) == pytest.approx(expected, abs=tolerance + 1e-6)


def test_residents_of_foreign_origin_in_flanders(release: Release) -> None:
    """Published on 1 January 2022: 1.677.000."""
    found = of(release, "non_belgian_origin_share", FLANDERS, "2022")
    assert found.numerator == 1_677_131


def test_machelen_has_the_highest_share_of_foreign_origin_in_the_province(release: Release) -> None:
    shares = {
        code: value(release, "non_belgian_origin_share", code, "2025")
        for code in release.areas.regions[PROVINCE].members
    }
    assert max(shares, key=lambda code: shares[code]) == MACHELEN


def test_residents_who_work_and_where(release: Release) -> None:
    """Employed residents of Halle-Vilvoorde 259.386 and of the arrondissement Leuven 216.315, in 2011."""
    for area, employed in ((WEST, 259_386), (EAST, 216_315), (PROVINCE, 475_701)):
        found = of(release, "commuters_to_brussels_share", area, "2011")
        assert found.denominator == pytest.approx(employed, abs=1)
    stay = of(release, "commuters_own_municipality_share", LEUVEN, "2011")
    assert stay.numerator == pytest.approx(20_974, abs=1)


def test_an_average_and_a_day_are_never_one_series(release: Release) -> None:
    """Leuven 2024: 3.983 jobseekers on average, 3.717 on 31 December; the latter begin in 2015."""
    assert (
        find_indicator(release, "jobseekers").form != find_indicator(release, "jobseekers_31_december").form
    )
    periods = {str(period) for period in release.measure("jobseekers_31_december")["period"].unique()}
    assert "2014" not in periods


def test_a_regional_rate_without_counts_is_refused(release: Release) -> None:
    for name in ("jobseeker_rate_men", "jobseeker_rate_18_24"):
        found = of(release, name, EAST, "2024")
        assert (found.value, found.basis) == (None, "refused")
    approximate = of(release, "jobseeker_rate", EAST, "2024")
    assert approximate.approximation
    assert approximate.numerator == 13_388
