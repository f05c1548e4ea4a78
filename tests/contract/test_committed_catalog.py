"""The committed catalog: what the project promises to show, in correct and careful Dutch."""

import re
from collections.abc import Iterator
from pathlib import Path

import pytest

from streekmonitor.catalog import Catalog, Indicator, catalog_from_dict, load_catalog
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
THEMES = ("werk", "mobiliteit", "onderwijs", "ruimte", "bevolking")
THEME_OF = {"jobseeker": "werk", "income": "werk", "wealth": "werk", "median_income": "werk"} | {
    "road_casualties": "mobiliteit",
    "commuters": "mobiliteit",
    "home_language": "onderwijs",
    "non_belgian": "onderwijs",
    "youth_non_belgian": "onderwijs",
    "population": "bevolking",
}
KEY_FIGURES = {
    "jobseeker_rate",
    "income_per_inhabitant",
    "road_casualties_per_1000",
    "commuters_to_brussels_share",
    "home_language_not_dutch_primary",
    "non_belgian_origin_share",
    "population",
    "population_growth_10y",
}
LOWER_IS_BETTER = ("jobseeker", "road_casualties")
HIGHER_IS_BETTER = ("income_per", "median_income", "wealth_index")
NEUTRAL = re.compile(r"home_language|origin|non_belgian|newcomers")
DECIMALS = {
    "%": 1,
    "€": 0,
    "personen": 0,
    "inwoners": 0,
    "slachtoffers": 0,
    "slachtoffers per 1.000 inwoners": 1,
    "inwoners per km²": 0,
    "index (België = 100)": 0,
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
    assert tuple(theme.id for theme in catalog.themes) == THEMES
    assert tuple(theme.page for theme in catalog.themes) == THEMES
    assert all(theme.question.endswith("?") for theme in catalog.themes)


def test_each_indicator_stands_with_its_working_group(catalog: Catalog) -> None:
    placed = {name: catalog.indicator_by_id[name].theme for name in FORMS}
    meant = {name: theme for name in FORMS for start, theme in THEME_OF.items() if name.startswith(start)}
    assert placed == meant


def test_the_key_figures_of_the_first_path_are_few_per_working_group(catalog: Catalog) -> None:
    assert {name for name in FORMS if catalog.indicator_by_id[name].key_figure} == KEY_FIGURES
    for theme in THEMES:
        assert sum(entry.key_figure for entry in catalog.of_theme(theme)) <= 3


def test_only_what_is_good_or_bad_has_a_polarity(catalog: Catalog) -> None:
    for name in FORMS:
        meant = "none"
        if name.startswith(LOWER_IS_BETTER):
            meant = "lower_is_better"
        elif name.startswith(HIGHER_IS_BETTER):
            meant = "higher_is_better"
        assert (name, catalog.indicator_by_id[name].polarity) == (name, meant)


def test_language_and_origin_judge_nothing(catalog: Catalog) -> None:
    chosen = [entry for entry in catalog.indicators if NEUTRAL.search(entry.id)]
    assert len(chosen) >= 4
    for entry in catalog.indicators:
        is_neutral = entry in chosen
        assert (entry.id, entry.neutral_hue) == (entry.id, is_neutral)
        if is_neutral:
            assert (entry.id, entry.polarity) == (entry.id, "none")


def test_unit_and_decimals_fit_what_is_measured(catalog: Catalog) -> None:
    for name in FORMS:
        entry = catalog.indicator_by_id[name]
        assert (name, entry.unit in DECIMALS) == (name, True)
        assert (name, entry.decimals) == (name, DECIMALS[entry.unit])
        if isinstance(entry.form, Sum):
            assert (name, entry.decimals) == (name, 0)
        if isinstance(entry.form, ImpliedRatio | WeightedMean | FlowShare):
            assert (name, entry.unit) == (name, "%")


def test_a_value_and_the_measure_it_shows_have_the_same_unit(catalog: Catalog) -> None:
    for entry in catalog.indicators:
        if isinstance(entry.form, Sum | Published | ImpliedRatio | WeightedMean):
            assert (entry.id, entry.unit) == (entry.id, catalog.main_measure(entry).unit)


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
        ("median_income_per_return", "Pajottegem"),
        ("wealth_index", "Pajottegem"),
        ("jobseekers", "31 december"),
        ("road_casualties", "coronajaar"),
        ("road_casualties_per_1000", "coronajaar"),
        ("commuters_to_brussels_share", "onbekende werkplaats pro rata verdeeld (bewerking UGent)"),
        ("commuters_to_brussels_share", "buitenland"),
    ],
)
def test_a_known_caveat_stands_beside_the_figure(catalog: Catalog, name: str, caveat: str) -> None:
    assert any(caveat in note for note in catalog.indicator_by_id[name].notes)


def test_the_catalog_of_a_release_is_the_committed_one(catalog: Catalog) -> None:
    assert catalog_from_dict(catalog.model_dump(mode="json")) == catalog
