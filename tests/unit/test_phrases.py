"""Pieces of Dutch sentences about figures, and the traits that decide what may be said."""

from pathlib import Path

import pytest

from streekmonitor.analysis import phrases
from streekmonitor.analysis.traits import break_between, breaks_of, is_old, is_survey
from streekmonitor.catalog import Indicator
from streekmonitor.catalog_files import load_catalog
from tests.fixtures.small_release import ALFA, indicator_of, small_release

NBSP = "\u00a0"
RELEASE = small_release(("events", ALFA, "2024", 5))
CATALOG = load_catalog(Path(__file__).parents[2] / "data" / "catalog")


@pytest.mark.parametrize(
    ("value", "unit", "decimals", "text"),
    [
        (62.34, "%", 1, f"62,3{NBSP}%"),
        (1, "%", 0, f"1{NBSP}%"),
        (36653, "€", 0, f"€{NBSP}36.653"),
        (2, "inwoners per km²", 0, f"2{NBSP}inwoners per km²"),
        (1, "inwoners per km²", 0, f"1{NBSP}inwoner per km²"),
        (1.0, "gevallen per 1.000 inwoners", 1, f"1,0{NBSP}gevallen per 1.000 inwoners"),
        (1, "ernstige slachtoffers per 1.000 inwoners", 0, f"1{NBSP}ernstig slachtoffer per 1.000 inwoners"),
        (21, "personen", 0, f"21{NBSP}personen"),
        (104, "index (België = 100)", 0, "104"),
        (None, "personen", 0, "–"),
    ],
)
def test_an_amount(value: float | None, unit: str, decimals: int, text: str) -> None:
    assert phrases.amount(value, unit, decimals) == text


def unit_of(unit: str, decimals: int, label: str = "Iets") -> Indicator:
    rate = indicator_of(RELEASE, "rate")
    return rate.model_copy(update={"unit": unit, "decimals": decimals, "label": label})


@pytest.mark.parametrize(
    ("difference", "unit", "decimals", "plain", "signed"),
    [
        (-0.61, "%", 1, f"0,6{NBSP}procentpunt", f"−0,6{NBSP}procentpunt"),
        (1, "%", 0, f"1{NBSP}procentpunt", f"+1{NBSP}procentpunt"),
        (-310, "€", 0, f"€{NBSP}310", f"−€{NBSP}310"),
        (1, "€", 0, f"€{NBSP}1", f"+€{NBSP}1"),
        (2, "index (België = 100)", 0, f"2{NBSP}punten", f"+2{NBSP}punten"),
        (1, "index (België = 100)", 0, f"1{NBSP}punt", f"+1{NBSP}punt"),
        (-1, "personen", 0, f"1{NBSP}persoon", f"−1{NBSP}persoon"),
        (-12, "personen", 0, f"12{NBSP}personen", f"−12{NBSP}personen"),
        (0, "personen", 0, f"0{NBSP}personen", f"±0{NBSP}personen"),
    ],
)
def test_the_difference_between_two_values(
    difference: float, unit: str, decimals: int, plain: str, signed: str
) -> None:
    indicator = unit_of(unit, decimals)
    assert (phrases.distance(indicator, difference), phrases.signed(indicator, difference)) == (plain, signed)


@pytest.mark.parametrize(
    ("unit", "label", "plain", "signed"),
    [
        ("inwoners", "Inwoners", "1", "−1"),
        ("per 1.000 inwoners", "Nieuwkomers per 1.000 inwoners", "1", "−1"),
        ("index (België = 100)", "Welvaartsindex", f"1{NBSP}punt", f"−1{NBSP}punt"),
    ],
)
def test_a_difference_in_a_unit_that_the_label_names(unit: str, label: str, plain: str, signed: str) -> None:
    indicator = unit_of(unit, 0, label)
    assert (phrases.distance(indicator, -1), phrases.signed(indicator, -1)) == (plain, signed)


def test_a_unit_that_the_label_names_is_not_repeated() -> None:
    residents = indicator_of(RELEASE, "population").model_copy(update={"label": "Inwoners"})
    assert phrases.told(residents, 1200) == "1.200"
    assert phrases.told(indicator_of(RELEASE, "population"), 1200) == f"1.200{NBSP}inwoners"


def test_every_unit_of_the_catalog_reads_well_for_one() -> None:
    units = {entry.unit for entry in (*CATALOG.measures, *CATALOG.flows, *CATALOG.indicators)}
    unknown = [
        unit
        for unit in sorted(units)
        if phrases.singular(unit) == unit and unit.split(maxsplit=1)[0] not in phrases.SAME_FOR_ONE
    ]
    assert not unknown, f"add their singular to phrases.SINGULAR (or SAME_FOR_ONE): {unknown}"


def test_a_difference_below_the_precision_of_the_figures_is_not_visible() -> None:
    assert phrases.visible(unit_of("%", 1), -0.06)
    assert not phrases.visible(unit_of("%", 1), 0.04)
    assert not phrases.visible(unit_of("%", 0), 0.4)


def test_words_of_order() -> None:
    rate, events = indicator_of(RELEASE, "rate"), indicator_of(RELEASE, "events")
    assert (phrases.order(rate, 1), phrases.order(rate, -1)) == ("hoger", "lager")
    assert (phrases.order(events, 1), phrases.order(events, -1)) == ("meer", "minder")
    assert phrases.order(unit_of("dagen", 0), 1) == "meer"


def test_words_of_judgement() -> None:
    rate = indicator_of(RELEASE, "rate")
    assert (phrases.judgement(rate, 1), phrases.judgement(rate, -1)) == ("ongunstig", "gunstig")
    assert (phrases.judgement(indicator_of(RELEASE, "density"), 1), phrases.judgement(rate, 0)) == ("", "")
    assert phrases.judgement(rate.model_copy(update={"neutral_hue": True}), 1) == ""


@pytest.mark.parametrize(
    ("start", "end", "reference", "text"),
    [
        ("2015", "2024", "flow", "tussen 2015 en 2024"),
        ("2015", "2024", "start", "tussen 1 januari 2015 en 1 januari 2024"),
        ("2015", "2016", "school_year", "tussen het schooljaar 2015-2016 en het schooljaar 2016-2017"),
        ("2015-Q1", "2016-Q1", "end", "tussen het 1ste kwartaal 2015 en het 1ste kwartaal 2016"),
        ("2015-04", "2016-04", "end", "tussen april 2015 en april 2016"),
    ],
)
def test_a_span_of_time(start: str, end: str, reference: str, text: str) -> None:
    assert phrases.span(start, end, reference) == text


def test_a_number_of_municipalities() -> None:
    assert [phrases.in_municipalities(number) for number in (1, 63)] == ["1 gemeente", "63 gemeenten"]


def test_a_survey_is_one_by_any_of_its_measures() -> None:
    assert is_survey(RELEASE.catalog, indicator_of(RELEASE, "opinion"))
    assert not is_survey(RELEASE.catalog, indicator_of(RELEASE, "rate"))
    assert not is_survey(RELEASE.catalog, indicator_of(RELEASE, "to_brussels"))
    assert not is_survey(RELEASE.catalog, indicator_of(RELEASE, "growth"))


def test_breaks_between_two_periods() -> None:
    catalog = small_release(breaks={"population": "2021"}).catalog
    growth = catalog.indicator_by_id["growth"]
    assert [entry.period for entry in breaks_of(catalog, growth)] == ["2021"]
    assert break_between(catalog, growth, "2021", "2024") is None  # 2021 itself is already the new series
    assert break_between(catalog, growth, "2018", "2020") is None
    for pair in (("2020", "2021"), ("2024", "2020")):  # in either order
        found = break_between(catalog, growth, *pair)
        assert found is not None
        assert found.period == "2021"


def test_a_figure_is_old_after_three_years() -> None:
    assert RELEASE.latest_year == 2025
    assert is_old(RELEASE, "2021")
    assert not is_old(RELEASE, "2022-Q1")
