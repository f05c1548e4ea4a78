"""Every page through dashboard.py: what an address asks for is shown; what makes no sense is said."""

import re
from dataclasses import replace

import pandas as pd
import pytest

from streekmonitor import formats
from streekmonitor.analysis import compare
from streekmonitor.analysis.tables import Tables
from streekmonitor.analysis.traits import is_survey
from streekmonitor.app import data
from streekmonitor.view import DEFAULT_COMPARATORS, DEFAULT_SET, MAX_SELECTED
from tests.app.dashboard import PAGES, THEME_PAGES, dataset, datasets, go, notices, open_page, specs, texts

LEUVEN, VILVOORDE, PAJOTTEGEM = "24062", "23088", "23106"
FORMER = {"23023", "23024", "23032"}
SETS = ["arrondissementen", "referentieregios", "vervoerregios", "streekwerking", "bijzondere_lijsten"]


# --- what an address asks for ------------------------------------------------------------------------------


@pytest.mark.parametrize("page", PAGES)
def test_opens_with_a_title_and_the_name_of_its_release(page: str, tables: Tables) -> None:
    app = open_page(page)
    assert not app.exception
    assert app.title[0].value.endswith("?")
    assert app.caption[-1].value.endswith(tables.release.id)
    assert not app.warning


@pytest.mark.parametrize("page", THEME_PAGES)
def test_deep_link_shows_what_it_asks_for(page: str, tables: Tables) -> None:
    theme = next(entry for entry in tables.release.catalog.themes if entry.page == page)
    indicator = tables.release.catalog.of_theme(theme.id)[-1]
    period = tables.periods(indicator.id, DEFAULT_SET)[0]
    app = open_page(
        page,
        indicator=indicator.id,
        periode=period,
        gemeenten=f"{LEUVEN},{VILVOORDE}",
        vergelijk="brussels_gewest",
        alle="ja",
    )
    assert not app.exception
    assert not app.warning
    reference = tables.release.catalog.main_measure(indicator).reference
    title = next(text for text in texts(app) if text.startswith(f"##### {indicator.short_label}"))
    assert formats.short_period(period, reference) in title
    assert app.multiselect(key="gemeenten").value == [LEUVEN, VILVOORDE]
    assert app.multiselect(key="vergelijk").value == ["brussels_gewest"]
    ranked = not is_survey(tables.release.catalog, indicator)  # a survey lists all, by name
    assert [toggle.value for toggle in app.toggle if toggle.key == "alle"] == [True] * ranked

    shown = tables.shown(indicator.id, period, DEFAULT_SET)
    on_map = dataset(app, "gebieden")
    assert sorted(on_map["nis"]) == sorted(shown["area"])
    assert sorted(on_map.loc[on_map["keuze"] != "", "nis"]) == [VILVOORDE, LEUVEN]
    ranked = dataset(app, "rijen")
    assert set(ranked["nis"]) - {""} == set(shown.dropna(subset=["value"])["area"])


def test_zooming_in_on_a_region_moves_the_map() -> None:
    province, region = open_page("werk"), open_page("werk", regio="oost_brabant")
    assert not region.exception
    assert specs(region)[0]["projection"] != specs(province)[0]["projection"]
    assert len(dataset(region, "gebieden")) == len(dataset(province, "gebieden"))


@pytest.mark.parametrize("set_id", SETS)
@pytest.mark.parametrize("page", ["werk", "overzicht"])
def test_a_set_shows_its_regions(set_id: str, page: str, tables: Tables) -> None:
    areas = tables.release.areas
    app = open_page(page, indeling=set_id)
    assert not app.exception
    assert app.selectbox(key="indeling").value == set_id
    names = [areas.name(code) for code in areas.sets[set_id].regions]
    if page == "werk":
        table = app.table[0].value["Gebied"]
        assert list(table[: len(names)]) == names
        assert set(names) <= set(dataset(app, "rijen")["naam"])
    else:
        heads = " ".join(entry.proto.body for entry in app.get("html") if "sm-head" in entry.proto.body)
        assert all(f">{name.replace('&', '&amp;')}<" in heads for name in names)


def test_these_are_all_sets_one_can_choose(tables: Tables) -> None:
    assert [entry.id for entry in tables.release.areas.sets.values() if entry.selectable] == SETS


def test_every_indicator_draws_and_offers_only_periods_with_figures(tables: Tables) -> None:
    catalog = tables.release.catalog
    for theme in catalog.themes:
        if theme.page not in THEME_PAGES:
            continue
        app = open_page(theme.page)
        for indicator in catalog.of_theme(theme.id):
            go(app, indicator=indicator.id)
            assert not app.exception, indicator.id
            periods = tables.periods(indicator.id, DEFAULT_SET)
            reference = catalog.main_measure(indicator).reference
            offered = app.selectbox(key="keuze_Periode").options
            assert offered == [formats.short_period(name, reference) for name in reversed(periods)]
            rows = tables.values(indicator.id, DEFAULT_SET).rows
            assert set(periods) <= set(rows.loc[rows["value"].notna(), "period"]), indicator.id
            shown = [tables.shown(indicator.id, period, DEFAULT_SET)["value"] for period in periods]
            if not any(values.notna().any() for values in shown):  # figures of arrondissements only
                continue
            assert all(values.notna().any() for values in shown), indicator.id
            drawn = dataset(app, "gebieden")
            assert (drawn["waarde"] != formats.STATUS_WORDS["missing"]).any(), indicator.id


@pytest.mark.parametrize("indicator", ["enterprise_survival_3y", "school_age_population"])
def test_without_figures_of_municipalities_a_sentence_stands_for_the_map(
    indicator: str, tables: Tables
) -> None:
    theme = tables.release.catalog.indicator_by_id[indicator].theme
    page = tables.release.catalog.theme_by_id[theme].page
    app = open_page(page, indicator=indicator, toon="verandering")
    assert not app.exception
    assert not {"gebieden", "rijen", "klassen"} & {name for name, _ in datasets(app)}
    assert "Deze cijfers bestaan niet per gemeente" in " ".join(texts(app))
    assert len(dataset(app, "punten"))
    assert list(app.table[0].value["Gebied"][:2]) == ["Oost-Brabant", "Halle-Vilvoorde"]
    assert "geen cijfers van gemeenten" in notices(app)


def test_a_theme_that_the_release_has_no_figures_of_says_so(
    tables: Tables, monkeypatch: pytest.MonkeyPatch
) -> None:
    catalog = tables.release.catalog
    others = tuple(entry for entry in catalog.indicators if entry.theme != "mobiliteit")
    release = replace(tables.release, catalog=catalog.model_copy(update={"indicators": others}))
    monkeypatch.setattr(data, "tables", lambda: Tables(release))
    app = open_page("mobiliteit")
    assert not app.exception
    assert "nog geen cijfers" in notices(app)
    assert not app.get("vega_lite_chart")


def test_an_indicator_of_another_theme_is_shown_with_the_name_of_its_page() -> None:
    app = open_page("werk", indicator="population")
    assert not app.exception
    assert "Bevolking en welzijn" in notices(app)
    assert app.selectbox(key="keuze_Indicator").value == "population"


# --- what makes no sense -----------------------------------------------------------------------------------


@pytest.mark.parametrize("page", PAGES)
@pytest.mark.parametrize(
    ("query", "wrong", "valid"),
    [
        ({"indicator": "jobseeker_rat"}, "jobseeker_rat", "jobseeker_rate"),
        ({"indeling": "provincies"}, "provincies", "arrondissementen"),
        ({"regio": "oost_vlaanderen"}, "oost_vlaanderen", "oost_brabant"),
        ({"gemeenten": "99999"}, "99999", "Kies uit de lijst"),
        ({"gemeenten": "11002"}, "11002", "Kies uit de lijst"),
        ({"vergelijk": "atlantis"}, "atlantis", "Kies uit de lijst"),
    ],
)
def test_an_unknown_name_is_said_with_valid_choices(
    page: str, query: dict[str, str], wrong: str, valid: str
) -> None:
    app = open_page(page, **query)
    assert not app.exception
    assert wrong in notices(app)
    assert valid in notices(app)


@pytest.mark.parametrize("period", ["1850", "2024-Q9", "gisteren", "'; drop table", "9" * 500])
def test_a_period_without_figures_becomes_the_latest_and_that_is_said(period: str, tables: Tables) -> None:
    periods = tables.periods("jobseeker_rate", DEFAULT_SET)
    app = open_page("werk", periode=period)
    assert not app.exception
    latest = compare.default_period(tables.values("jobseeker_rate", DEFAULT_SET), periods)
    assert app.selectbox(key="keuze_Periode").value == latest
    assert f"van {periods[0]} tot en met {periods[-1]}" in notices(app)


@pytest.mark.parametrize("page", PAGES)
@pytest.mark.parametrize("parameter", ["indicator", "periode", "gemeenten", "regio", "vergelijk", "indeling"])
def test_a_script_in_the_address_is_never_shown_as_markup(page: str, parameter: str) -> None:
    app = open_page(
        page, **{parameter: "<script>alert(1)</script><img src=x onerror=alert(2)>[a](javascript:3)"}
    )
    assert not app.exception
    shown = " ".join(texts(app))
    own = '<img class="sm-drawing" src="data:image/svg+xml,'
    assert not re.search(r"<script|<img|onerror=|\]\(javascript", shown.replace(own, ""))


def test_of_more_than_six_municipalities_six_stay(tables: Tables) -> None:
    eight = tables.release.by_residents[:8]
    app = open_page("werk", gemeenten=",".join(eight))
    assert not app.exception
    assert app.multiselect(key="gemeenten").value == eight[:MAX_SELECTED]
    assert (dataset(app, "gebieden")["keuze"] != "").sum() == MAX_SELECTED
    assert "hoogstens 6 gemeenten" in notices(app)


# --- absence, refusal, mergers -----------------------------------------------------------------------------


def test_before_the_merger_a_median_is_shown_of_the_former_municipalities() -> None:
    app = open_page("werk", indicator="median_income_per_return", periode="2017", gemeenten=PAJOTTEGEM)
    assert not app.exception
    on_map = set(dataset(app, "gebieden")["nis"])
    assert on_map >= FORMER
    assert PAJOTTEGEM not in on_map
    table = app.table[0].value.set_index("Gebied").iloc[:, -1]
    assert all("29" in table[name] or "€" in table[name] for name in ("Galmaarden", "Gooik", "Herne"))
    shown = " ".join(texts(app))
    assert "Pajottegem: geen gegevens" in shown
    assert "Pajottegem is een fusie van Galmaarden, Gooik en Herne" in shown


def test_a_sum_over_the_merger_is_shown_of_the_municipality_in_force() -> None:
    app = open_page("werk", indicator="income_per_inhabitant", periode="2017")
    on_map = set(dataset(app, "gebieden")["nis"])
    assert PAJOTTEGEM in on_map
    assert not on_map & FORMER


def test_a_former_municipality_leads_to_its_successor() -> None:
    for page in ("werk", "gemeente"):
        app = open_page(page, gemeenten="23023")
        assert not app.exception
        assert "Galmaarden is op 1 januari 2025 opgegaan in Pajottegem." in " ".join(texts(app))


def test_a_region_without_a_value_says_why(tables: Tables) -> None:
    indicator, period = "jobseeker_rate_men", tables.periods("jobseeker_rate_men", DEFAULT_SET)[-1]
    app = open_page("werk", indicator=indicator)
    assert not app.exception
    shown = " ".join(texts(app))
    assert "voor deze regio’s is er geen cijfer" in shown
    reason = tables.figure(indicator, "oost_brabant", period, DEFAULT_SET).reason
    assert reason
    own_name = tables.release.areas.regions["oost_brabant"].full_label
    assert reason.replace(own_name, "deze regio’s") in shown
    assert "Oost-Brabant" not in set(dataset(app, "rijen")["naam"])


def test_a_missing_figure_is_drawn_as_missing(tables: Tables, monkeypatch: pytest.MonkeyPatch) -> None:
    """In a colour of its own on the map, in the legend, and in words in the table; never in the ranking."""
    statuses = {LEUVEN: "missing", VILVOORDE: "confidential"}
    monkeypatch.setattr(data, "tables", lambda: _without(tables, "income_per_return", "2020", statuses))
    app = open_page("werk", indicator="income_per_return", periode="2020")
    assert not app.exception
    on_map = dataset(app, "gebieden").set_index("nis")
    words = {code: formats.STATUS_WORDS[status] for code, status in statuses.items()}
    assert on_map.loc[list(words), "waarde"].to_dict() == words
    colours = on_map.loc[list(words), "kleur"]
    assert colours.nunique() == 2
    assert not set(colours) & set(on_map.drop(index=list(words))["kleur"])
    legend = dataset(app, "klassen").set_index("kleur")["aantal"]
    assert legend.sum() == 63
    assert list(legend[colours]) == [1, 1]
    assert not set(words) & set(dataset(app, "rijen")["nis"])
    table = app.table[0].value.set_index("Gebied").iloc[:, -1]
    assert [table["Leuven"], table["Vilvoorde"]] == list(words.values())


def _without(tables: Tables, indicator: str, period: str, statuses: dict[str, str]) -> Tables:
    """The same release, without the numbers behind an indicator in one period for a few municipalities."""
    release = tables.release
    measures = {part.measure for part in release.catalog.indicator_by_id[indicator].quantities()}
    table = release.observations.copy()
    for code, status in statuses.items():
        rows = table["measure"].isin(measures) & (table["area"] == code) & (table["period"] == period)
        assert rows.any()
        table["status"] = table["status"].cat.set_categories({*table["status"].cat.categories, status})
        table.loc[rows, "value"] = float("nan")
        table.loc[rows, "status"] = status
    return Tables(replace(release, observations=table))


# --- the trend ---------------------------------------------------------------------------------------------


def test_the_trend_holds_the_regions_the_selected_and_the_comparators(tables: Tables) -> None:
    app = open_page("werk", gemeenten=LEUVEN)
    codes = [*tables.release.areas.sets[DEFAULT_SET].regions, LEUVEN, *DEFAULT_COMPARATORS]
    points = dataset(app, "punten")
    lines = {name for name in points["reeks"] if not name.startswith("doel ")}
    assert lines == {tables.release.areas.name(code) for code in codes}
    own = points[points["reeks"] == "Leuven"].dropna(subset=["waarde"])
    rows = tables.rows("jobseeker_rate", LEUVEN, DEFAULT_SET).dropna(subset=["value"])
    # A chart gets seven digits.
    assert list(own["waarde"]) == pytest.approx(list(rows.sort_values("period")["value"]))


# --- the computation ---------------------------------------------------------------------------------------


def test_the_computation_shows_numerator_denominator_and_release(tables: Tables) -> None:
    app = open_page("werk", indicator="income_per_inhabitant", periode="2020")
    assert not [text for text in texts(app) if "÷" in text]
    app.session_state["berekening"] = True
    app.run()
    assert not app.exception
    figure = tables.figure("income_per_inhabitant", "oost_brabant", "2020", DEFAULT_SET)
    box = next(text for text in texts(app) if "÷" in text)
    assert formats.number(figure.numerator, 1) in box
    assert formats.number(figure.denominator, 1) in box
    assert figure.text in box
    assert "Berekend op 30 van 30 gemeenten" in box
    assert tables.release.id in box


def test_the_computation_of_belgium_counts_areas_as_wallonia_is_no_municipality() -> None:
    app = open_page("werk", indicator="income_per_inhabitant", periode="2020", vergelijk="belgie")
    app.session_state["berekening"] = True
    app.run()
    app.selectbox(key="berekening_van").select("belgie").run()
    assert not app.exception
    box = next(text for text in texts(app) if "÷" in text)
    assert re.search(r"Berekend op \d+ van \d+ gebieden\.", box)


# --- choices -----------------------------------------------------------------------------------------------


def test_a_choice_in_a_list_changes_what_is_shown() -> None:
    app = open_page("werk")
    app.multiselect(key="gemeenten").select(LEUVEN).run()
    on_map = dataset(app, "gebieden")
    assert list(on_map.loc[on_map["keuze"] != "", "nis"]) == [LEUVEN]
    app.selectbox(key="keuze_Indicator").select("income_per_inhabitant").run()
    assert any("Inkomen per inwoner" in text for text in texts(app) if text.startswith("#####"))
    assert app.multiselect(key="gemeenten").value == [LEUVEN]
    app.selectbox(key="indeling").select("streekwerking").run()
    assert not app.exception
    assert "Dijleland" in set(dataset(app, "rijen")["naam"])
    assert app.multiselect(key="gemeenten").value == [LEUVEN]


def test_the_selection_goes_along_to_another_page() -> None:
    app = open_page("werk", gemeenten=LEUVEN, indeling="streekwerking", indicator="jobseekers")
    go(app.switch_page("pages/mobiliteit.py"))  # a link of the navigation has no query string
    assert not app.exception
    assert not app.info
    assert app.multiselect(key="gemeenten").value == [LEUVEN]
    assert app.selectbox(key="indeling").value == "streekwerking"
    app.multiselect(key="gemeenten").select(VILVOORDE).run()
    go(app.switch_page("pages/werk.py"))
    assert app.selectbox(key="keuze_Indicator").value == "jobseekers"
    assert app.multiselect(key="gemeenten").value == [LEUVEN, VILVOORDE]


# --- the charts' own language ------------------------------------------------------------------------------


@pytest.mark.parametrize("page", THEME_PAGES)
def test_charts_have_a_text_alternative_dutch_numbers_and_no_values_in_the_spec(page: str) -> None:
    app = open_page(page)
    for chart, spec in zip(app.get("vega_lite_chart"), specs(app), strict=True):
        assert chart.proto.alt
        assert spec["config"]["locale"]["number"]["decimal"] == ","
        assert spec["config"]["locale"]["number"]["thousands"] == "."
        assert "values" not in str(spec.get("datasets", ""))
    urls = set(re.findall(r"app/static/[^'\"]+", str(specs(app))))
    assert len(urls) == 1
    assert isinstance(dataset(app, "gebieden"), pd.DataFrame)
