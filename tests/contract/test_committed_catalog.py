"""The committed catalog: what the project promises to show, in correct and careful Dutch."""

import re
from collections.abc import Iterator
from itertools import groupby
from pathlib import Path

import pytest

from streekmonitor.catalog import Catalog, Indicator
from streekmonitor.catalog_files import catalog_from_dict, load_catalog
from streekmonitor.forms import Change, FlowShare, ImpliedRatio, Published, Quantity, Ratio, Sum, WeightedMean

FOLDER = Path(__file__).parents[2] / "data" / "catalog"
NBSP = "\u00a0"


def q(measure: str, *categories: str) -> Quantity:
    return Quantity(measure=measure, categories=categories)


FOREIGN_ORIGIN = q("residents_by_origin", "neighbouring", "eu", "non_eu")
FORMS = {
    "jobseeker_rate": ImpliedRatio(rate=q("jobseeker_rate"), count=q("jobseekers")),
    "jobseekers": Sum(quantity=q("jobseekers")),
    "jobseekers_share_18_64": ImpliedRatio(
        rate=q("jobseekers_share_18_64"), count=q("jobseekers_31_december")
    ),
    "jobseeker_rate_men": Published(quantity=q("jobseeker_rate_men")),
    "jobseeker_rate_women": Published(quantity=q("jobseeker_rate_women")),
    "jobseeker_rate_18_24": Published(quantity=q("jobseeker_rate_18_24")),
    "jobseeker_rate_25_59": Published(quantity=q("jobseeker_rate_25_59")),
    "jobseeker_rate_60_64": Published(quantity=q("jobseeker_rate_60_64")),
    "income_per_inhabitant": Ratio(numerator=q("net_taxable_income"), denominator=q("residents_income")),
    "income_per_return": Ratio(numerator=q("net_taxable_income"), denominator=q("tax_returns")),
    "median_income_per_return": Published(quantity=q("median_income_per_return")),
    "wealth_index": Published(quantity=q("wealth_index")),
    "home_language_not_dutch_primary": WeightedMean(
        rate=q("home_language_not_dutch_primary"), weight=q("residents")
    ),
    "home_language_not_dutch_secondary": WeightedMean(
        rate=q("home_language_not_dutch_secondary"), weight=q("residents")
    ),
    "non_belgian_origin_share": Ratio(numerator=FOREIGN_ORIGIN, denominator=q("residents"), factor=100),
    "youth_non_belgian_origin": Sum(quantity=q("youth_non_belgian_origin")),
    "population": Sum(quantity=q("residents")),
    "population_density": Ratio(numerator=q("residents"), denominator=q("surface_area")),
    "population_growth_10y": Change(of="population", span=10, relative=True),
    "road_casualties": Sum(quantity=q("road_casualties")),
    "road_casualties_per_1000": Ratio(
        numerator=q("road_casualties"), denominator=q("residents"), factor=1000
    ),
    "commuters_own_municipality_share": FlowShare(flow="commuters", destination="own_municipality"),
    "commuters_to_brussels_share": FlowShare(flow="commuters", destination="brussels_gewest"),
    "commuters_within_region_share": FlowShare(flow="commuters", destination="own_region"),
}
# What every working group asked for, in the theme that shows it; more may stand beside it.
ASKED = {
    "werk": """
        jobseeker_rate jobseekers jobseekers_share_18_64 jobseeker_rate_men jobseeker_rate_women
        jobseeker_rate_18_24 jobseeker_rate_25_59 jobseeker_rate_60_64 jobseekers_non_eu_origin_share
        claimant_jobseekers unemployment_rate_15_64 employment_rate_15_64 vacancies_received vacancies_open
        labour_market_tension workplace_ratio income_per_inhabitant income_per_return
        median_income_per_return wealth_index establishments establishments_per_1000 enterprises_per_1000
        enterprises_by_sector enterprise_birth_rate enterprise_death_rate enterprise_survival_3y""",
    "mobiliteit": """
        commuters_own_municipality_share commuters_to_brussels_share commuters_within_region_share
        car_commute_share safe_cycling_share cycling_infrastructure_share public_transport_sufficient_share
        telework_share transit_pass_share car_sharing_member_share e_bike_share car_ownership_share
        works_in_own_municipality_share train_boardings_weekday train_boardings_per_1000 road_casualties
        road_casualties_per_1000 road_deaths_serious_per_1000
        planned_mobility_investment_per_inhabitant""",
    "onderwijs": """
        home_language_not_dutch_primary home_language_not_dutch_secondary non_belgian_origin_share
        neighbouring_origin_share other_eu_origin_share non_eu_origin_share youth_non_belgian_origin
        non_belgian_nationality_share newcomers_per_1000 newcomers_non_eu_per_1000 pupils_preschool
        pupils_primary pupils_secondary""",
    "ruimte": """
        new_dwellings new_dwellings_per_1000 new_apartments_share renovations_per_1000 median_house_price
        median_apartment_price median_house_price_quarterly house_sales apartment_share_of_dwellings
        dwellings_before_1946_share built_up_land_share farmland_share woodland_share permit_applications
        permit_duration_days households single_person_household_share household_growth_projection""",
    "bevolking": """
        population population_density population_growth_10y age_0_19_share age_65_plus_share
        age_80_plus_share dependency_ratio payment_arrears_share financial_difficulty_share
        subjective_poverty_share""",
}
KEY_FIGURES = {
    "werk": {
        "jobseeker_rate",
        "employment_rate_15_64",
        "labour_market_tension",
        "income_per_inhabitant",
    },
    "mobiliteit": {
        "commuters_to_brussels_share",
        "road_casualties_per_1000",
        "train_boardings_per_1000",
        "planned_mobility_investment_per_inhabitant",
    },
    "onderwijs": {"home_language_not_dutch_primary", "non_belgian_origin_share", "newcomers_per_1000"},
    "ruimte": {
        "new_dwellings_per_1000",
        "median_house_price",
        "apartment_share_of_dwellings",
        "permit_duration_days",
    },
    "bevolking": {"population", "population_growth_10y", "age_65_plus_share", "payment_arrears_share"},
}
JUDGED = {
    "lower_is_better": """
        jobseeker_rate jobseekers jobseekers_share_18_64 jobseeker_rate_men jobseeker_rate_women
        jobseeker_rate_18_24 jobseeker_rate_25_59 jobseeker_rate_60_64 claimant_jobseekers
        unemployment_rate_15_64 road_casualties road_casualties_per_1000 road_deaths_serious_per_1000
        permit_duration_days payment_arrears_share""",
    "higher_is_better": """
        income_per_inhabitant income_per_return median_income_per_return wealth_index employment_rate_15_64
        enterprise_survival_3y""",
}
NEUTRAL = re.compile(r"home_language|origin|non_belgian|newcomers|divers|living_together")
# A survey gives whole percentages; every other share one decimal.
DECIMALS = {
    "%": 1,
    "werkzoekenden per vacature": 1,
    "vestigingen per 1.000 inwoners": 1,
    "ondernemingen per 1.000 inwoners": 1,
    "slachtoffers per 1.000 inwoners": 1,
    "ernstige slachtoffers per 1.000 inwoners": 2,
    "per 1.000 inwoners van 18 jaar en ouder": 1,
    "per 1.000 niet-EU-inwoners van 18 jaar en ouder": 1,
    "woningen per 1.000 inwoners": 1,
    "gebouwen per 1.000 inwoners": 1,
    "per 100 inwoners van 20-64 jaar": 1,
}
ENGLISH = re.compile(
    r"\b(the|and|with|from|share|rate|income|unemployment|jobseekers?|years?|municipality|municipalities|"
    r"regions?|average|population|figures?|sources?|published|value|missing|commuters)\b",
    re.IGNORECASE,
)
# 1,234 for 1.234; 3.5 for 3,5; 12345 for 12.345; a percent sign that is not held to its number.
NOT_DUTCH_NUMBER = re.compile(rf"\d,\d{{3}}\b|\d\.\d{{1,2}}\b|\b\d{{5,}}\b|\d(?!{NBSP}) ?%")


@pytest.fixture(scope="module")
def catalog() -> Catalog:
    return load_catalog(FOLDER)


def sentences(indicator: Indicator) -> Iterator[str]:
    yield from (indicator.definition, indicator.processing, *indicator.notes)
    yield from (entry.reason for entry in indicator.breaks)


def names(indicator: Indicator) -> tuple[str, ...]:
    return (indicator.label, indicator.short_label, indicator.group)


def texts(catalog: Catalog) -> Iterator[tuple[str, str]]:
    """Every text people read, with the id of its entry."""
    for theme in catalog.themes:
        yield from ((theme.id, text) for text in (theme.label, theme.question))
    for indicator in catalog.indicators:
        for text in (*names(indicator), indicator.question, *sentences(indicator)):
            yield indicator.id, text
    for dimension in catalog.dimensions:
        yield dimension.id, dimension.label
        yield from ((dimension.id, category.label) for category in dimension.categories)
    for measure in (*catalog.measures, *catalog.flows):
        yield measure.id, measure.label
    for source in catalog.sources:
        yield from ((source.id, note) for note in source.notes)


def test_the_indicators_of_the_first_path_are_there_with_their_forms(catalog: Catalog) -> None:
    forms = {name: catalog.indicator_by_id[name].form for name in FORMS if name in catalog.indicator_by_id}
    assert forms == FORMS


def test_the_working_groups_stand_in_order_and_each_has_its_page_and_question(catalog: Catalog) -> None:
    assert [theme.id for theme in catalog.themes] == list(ASKED)
    assert [theme.page for theme in catalog.themes] == list(ASKED)
    for theme in catalog.themes:
        assert theme.question.endswith("?")
        assert len(theme.question) <= 62, theme.id


@pytest.mark.parametrize("theme", ASKED)
def test_what_a_working_group_asked_for_stands_on_its_page(catalog: Catalog, theme: str) -> None:
    assert set(ASKED[theme].split()) <= {entry.id for entry in catalog.of_theme(theme)}


@pytest.mark.parametrize("theme", ASKED)
def test_a_group_of_indicators_stands_together(catalog: Catalog, theme: str) -> None:
    headings = [heading for heading, _ in groupby(entry.group for entry in catalog.of_theme(theme))]
    assert len(headings) == len(set(headings))


@pytest.mark.parametrize("theme", KEY_FIGURES)
def test_the_key_figures_are_few(catalog: Catalog, theme: str) -> None:
    chosen = {entry.id for entry in catalog.of_theme(theme) if entry.key_figure}
    assert chosen == KEY_FIGURES[theme]
    assert len(chosen) <= 4


def test_only_what_is_good_or_bad_has_a_polarity(catalog: Catalog) -> None:
    meant = {name: polarity for polarity, names in JUDGED.items() for name in names.split()}
    assert {entry.id: entry.polarity for entry in catalog.indicators if entry.polarity != "none"} == meant


def surveys(catalog: Catalog) -> list[Indicator]:
    return [entry for entry in catalog.indicators if catalog.main_measure(entry).nature == "survey"]


def test_a_survey_is_quoted_as_asked_and_gets_no_verdict(catalog: Catalog) -> None:
    assert len(surveys(catalog)) >= 12
    for entry in surveys(catalog):
        measure = catalog.main_measure(entry)
        assert entry.form == Published(quantity=q(measure.id)), entry.id
        assert (entry.polarity, entry.key_figure, entry.breaks) == ("none", False, ()), entry.id
        assert f"“{measure.label}”" in entry.definition, entry.id
        assert any("steekproef" in note and "rangschikking" in note for note in entry.notes), entry.id


def test_a_plan_is_never_called_spending(catalog: Catalog) -> None:
    plans = [entry for entry in catalog.indicators if entry.id.startswith("planned_")]
    assert plans
    for entry in plans:
        assert "gepland" in entry.label.lower(), entry.id
        assert any("geen uitgaven" in note for note in entry.notes), entry.id
        # Three plans, never one line.
        assert [item.period for item in entry.breaks] == ["2020", "2026"], entry.id


def test_the_claimants_break_off_when_their_benefit_became_limited_in_time(catalog: Catalog) -> None:
    assert [item.period for item in catalog.indicator_by_id["claimant_jobseekers"].breaks] == ["2026"]


def test_language_and_origin_judge_nothing(catalog: Catalog) -> None:
    chosen = [entry for entry in catalog.indicators if NEUTRAL.search(entry.id)]
    assert len(chosen) >= 4
    for entry in catalog.indicators:
        is_neutral = entry in chosen
        assert (entry.id, entry.neutral_hue) == (entry.id, is_neutral)
        if is_neutral:
            assert (entry.id, entry.polarity) == (entry.id, "none")


def test_unit_and_decimals_fit_what_is_measured(catalog: Catalog) -> None:
    asked_about = {entry.id for entry in surveys(catalog)}
    for entry in catalog.indicators:
        decimals = 0 if entry.id in asked_about else DECIMALS.get(entry.unit, 0)
        assert (entry.id, entry.decimals) == (entry.id, decimals)
        if isinstance(entry.form, WeightedMean | FlowShare):
            assert (entry.id, entry.unit) == (entry.id, "%")


def test_the_factor_of_a_ratio_is_that_of_its_unit(catalog: Catalog) -> None:
    for entry in catalog.indicators:
        if isinstance(entry.form, Ratio | ImpliedRatio):
            factor = 1000 if "per 1.000" in entry.unit else 100 if re.match("%|per 100 ", entry.unit) else 1
            assert (entry.id, entry.form.factor) == (entry.id, factor)


def test_a_value_and_the_measure_it_shows_have_the_same_unit(catalog: Catalog) -> None:
    for entry in catalog.indicators:
        if isinstance(entry.form, Sum | Published | ImpliedRatio | WeightedMean):
            assert (entry.id, entry.unit) == (entry.id, catalog.main_measure(entry).unit)


def test_every_indicator_says_what_to_beware_of(catalog: Catalog) -> None:
    assert [entry.id for entry in catalog.indicators if not entry.notes] == []


def test_sentences_are_whole(catalog: Catalog) -> None:
    for entry in catalog.indicators:
        assert entry.question.endswith("?"), entry.id
        for text in sentences(entry):
            assert text.endswith("."), (entry.id, text)
            assert text[0].isupper() or text[0].isdigit(), (entry.id, text)


def test_labels_are_names_and_short_ones_fit_an_axis(catalog: Catalog) -> None:
    for entry in catalog.indicators:
        assert len(entry.short_label) <= 28, entry.id
        for text in names(entry):
            assert text[-1] not in "?!:;,", (entry.id, text)
            assert text[0].isupper() or text[0].isdigit(), (entry.id, text)
    labels = [entry.label for entry in catalog.indicators]
    assert len(set(labels)) == len(labels)
    shorts = [entry.short_label for entry in catalog.indicators]
    assert len(set(shorts)) == len(shorts)


def test_texts_are_dutch_and_tidy(catalog: Catalog) -> None:
    for name, text in texts(catalog):
        assert text == text.strip(), (name, text)
        assert "  " not in text, (name, text)
        assert "\n" not in text, (name, text)
        assert "{" not in text, (name, text)
        assert not ENGLISH.search(text), (name, text)
        assert not NOT_DUTCH_NUMBER.search(text), (name, text)


@pytest.mark.parametrize("text", ["1,234 personen", "3.5 keer", "12345 euro", "10 %", "10%"])
def test_the_check_on_numbers_sees_another_notation(text: str) -> None:
    assert NOT_DUTCH_NUMBER.search(text)


@pytest.mark.parametrize("text", ["1.234 personen", "3,5 keer", f"10{NBSP}%", "per 1.000 inwoners in 2011"])
def test_the_check_on_numbers_lets_dutch_notation_pass(text: str) -> None:
    assert not NOT_DUTCH_NUMBER.search(text)


def test_an_approximation_says_so_and_a_published_value_says_where_it_ends(catalog: Catalog) -> None:
    for entry in catalog.indicators:
        if isinstance(entry.form, ImpliedRatio | WeightedMean):
            assert "benadering" in entry.processing, entry.id
            assert any("benadering" in note for note in entry.notes), entry.id
        if isinstance(entry.form, Published):
            assert "geen cijfer" in entry.processing, entry.id


@pytest.mark.parametrize(
    ("name", "caveat"),
    [
        ("home_language_not_dutch_primary", "2022-2023"),
        ("home_language_not_dutch_secondary", "2022-2023"),
        ("home_language_not_dutch_primary", "Nederlandstalige scholen"),
        ("income_per_inhabitant", "internationale instellingen"),
        ("income_per_inhabitant", "niet gecorrigeerd voor prijsstijgingen"),
        ("median_income_per_return", "Pajottegem"),
        ("wealth_index", "Pajottegem"),
        ("jobseekers", "31 december"),
        ("jobseekers_non_eu_origin_share", "31 december"),
        ("jobseekers_non_eu_origin_share", "houdt de bron verborgen"),
        ("claimant_jobseekers", "maart 2026"),
        ("claimant_jobseekers", "tot en met juli"),
        ("claimant_jobseekers", "VDAB"),
        ("unemployment_rate_15_64", "werkzoekendengraad van de VDAB"),
        ("employment_rate_15_64", "20 tot en met 64 jaar"),
        ("vacancies_open", "omschrijft het begrip vacature niet"),
        ("vacancies_received", "tussen 2020 en 2021"),
        ("workplace_ratio", "bewerking UGent"),
        ("establishments", "geen jobs"),
        ("enterprises_by_sector", "waar haar zetel is"),
        ("enterprises_per_1000", "btw-plichtig"),
        ("enterprise_survival_3y", "alleen per provincie"),
        ("road_casualties", "coronajaar"),
        ("road_casualties_per_1000", "coronajaar"),
        ("road_deaths_serious_per_1000", "coronajaar"),
        ("commuters_to_brussels_share", "onbekende werkplaats pro rata verdeeld (bewerking UGent)"),
        ("commuters_to_brussels_share", "buitenland"),
        ("train_boardings_weekday", "Eén telperiode"),
        ("non_belgian_origin_share", "2021"),
        ("other_eu_origin_share", "buurland"),
        ("non_belgian_nationality_share", "twee edities"),
        ("newcomers_non_eu_per_1000", "niet alle inwoners"),
        ("pupils_primary", "gemeente van de school"),
        ("pupils_secondary", "Alleen gewoon onderwijs"),
        ("new_dwellings", "Voor 2017"),
        ("new_dwellings", "voorlopig"),
        ("renovations_per_1000", "Voor 2017"),
        ("median_house_price", "minder dan 16 verkopen"),
        ("house_sales", "2014 en 2019"),
        ("dwellings_before_1946_share", "telt gebouwen, geen woningen"),
        ("built_up_land_share", "geen verharding"),
        ("woodland_share", "Vanaf 2018"),
        ("permit_duration_days", "lijkt daardoor korter"),
        ("permit_applications", "elf maanden"),
        ("households", "vanaf 2024"),
        ("household_growth_projection", "vooruitzichten"),
        ("age_65_plus_share", "ontbreken"),
        ("payment_arrears_share", "peildag"),
    ],
)
def test_a_known_caveat_stands_beside_the_figure(catalog: Catalog, name: str, caveat: str) -> None:
    assert any(caveat in note for note in catalog.indicator_by_id[name].notes)


def test_the_catalog_of_a_release_is_the_committed_one(catalog: Catalog) -> None:
    assert catalog_from_dict(catalog.model_dump(mode="json")) == catalog
