"""The overview: both regions side by side, what asks for attention, and what is new."""

import re
from typing import Any
from urllib.parse import parse_qs

import pytest
from streamlit.testing.v1 import AppTest

from streekmonitor.analysis import key_figures
from streekmonitor.analysis.tables import Tables
from streekmonitor.catalog import Indicator
from streekmonitor.charts.frames import short_text
from streekmonitor.figures.frame import Frame
from streekmonitor.figures.key_figure_rows import KeyFiguresFigure
from streekmonitor.figures.key_figures import Columns
from streekmonitor.view import DEFAULT_SET, View
from tests.app.dashboard import IN_FORCE, go, notices, open_page, texts

REGIONS = ("oost_brabant", "halle_vilvoorde")
KEYS = [
    entry
    for theme in IN_FORCE.catalog.themes
    for entry in IN_FORCE.catalog.of_theme(theme.id)
    if entry.key_figure
]
TABS = {"": "Kerncijfers", "aandacht": "Aandachtspunten", "nieuw": "Nieuw in deze release"}


def links_of(app: AppTest) -> list[Any]:
    """The links to figures: the one to the objectives stands above them."""
    return [link for link in app.get("page_link") if link.proto.label != "Naar de doelstellingen"]


def rows_of(app: AppTest) -> list[str]:
    """The HTML of the rows, in their order."""
    found = [entry.proto.body for entry in app.get("html")]
    return [body for body in found if body.startswith('<div class="sm-grid') and "sm-heads" not in body]


def cells(row: str) -> list[str]:
    """What stands in bold in a row: the value of each area."""
    return re.findall(r"<strong>(.*?)</strong>", row)


def alternatives(row: str) -> list[str]:
    """What a screen reader says of the drawings in a row."""
    return re.findall(r'src="[^"]*" alt="([^"]*)"', row)


def row_of(app: AppTest, indicator: str) -> str:
    links = [link.proto.label.strip("*") for link in links_of(app)]
    return rows_of(app)[links.index(IN_FORCE.catalog.indicator_by_id[indicator].label)]


def latest(tables: Tables, indicator: Indicator) -> str:
    """The last period with a figure for a region."""
    found = [tables.rows(indicator.id, code, DEFAULT_SET) for code in REGIONS]
    return key_figures.last_period(found) or tables.periods(indicator.id, DEFAULT_SET)[-1]


def test_every_key_figure_stands_there_with_the_values_of_both_regions(tables: Tables) -> None:
    app = open_page("overzicht")
    assert not app.exception
    links = [link.proto.label.strip("*") for link in links_of(app)]
    assert links == [entry.label for entry in KEYS]
    for indicator, row in zip(KEYS, rows_of(app), strict=True):
        period = latest(tables, indicator)
        expected = []
        for code in REGIONS:
            found = tables.rows(indicator.id, code, DEFAULT_SET)
            value = found.loc[(found["period"] == period) & found["value"].notna(), "value"]
            expected.append(short_text(indicator, float(value.iloc[0])) if len(value) else "–")
        assert cells(row) == (expected if set(expected) != {"–"} else ["–"]), indicator.id


def test_a_row_shows_its_place_among_all_municipalities_and_its_course() -> None:
    row = row_of(open_page("overzicht"), "jobseeker_rate")
    place, course = alternatives(row)
    assert place.startswith("63 gemeenten van ")
    named = re.findall(r'data-stippen="([^"]*)"', row)[0].split("|")
    assert len(named) == 63  # for who points at a dot, from low to high
    assert all(re.fullmatch(r"\d{5}=[\d,]+\s%", entry) for entry in named)
    names = ("Oost-Brabant", "Halle-Vilvoorde", "Vlaams-Brabant", "Vlaams Gewest", "13 centrumsteden")
    assert all(name in place for name in names)
    assert re.fullmatch(r"Evolutie van \d{4} tot \d{4}: Oost-Brabant en Halle-Vilvoorde\.", course)


def test_the_count_of_a_region_lies_on_no_strip_of_municipalities() -> None:
    place = alternatives(row_of(open_page("overzicht"), "population"))[0]
    assert re.fullmatch(r"63 gemeenten van [\d.]+ tot [\d.]+\.", place)


def test_a_refusal_is_said_once_across() -> None:
    row = row_of(open_page("overzicht"), "median_house_price")
    assert row.count("sm-figure") == 1
    assert "sm-across" in row
    assert "deze regio’s" in row
    assert "63 gemeenten" in row or "62 gemeenten" in row


def test_an_old_figure_says_so() -> None:
    app = open_page("overzicht")
    assert any(text.startswith("laatste cijfer: 1 januari 2011") for text in texts(app))


def test_only_a_figure_with_a_polarity_is_judged() -> None:
    app = open_page("overzicht")
    for indicator, row in zip(KEYS, rows_of(app), strict=True):
        if indicator.polarity == "none":
            assert "sm-better" not in row, indicator.id
            assert "sm-worse" not in row, indicator.id


def test_the_change_starts_from_the_chosen_year(tables: Tables) -> None:
    app = open_page("overzicht")
    assert "sinds 2019" in row_of(app, "jobseeker_rate")
    app.selectbox(key="keuze_Verandering sinds").select("2015").run()
    assert "".join(app.query_params["vanaf"]) == "2015"
    assert "sinds 2015" in row_of(app, "jobseeker_rate")
    indicator = IN_FORCE.catalog.indicator_by_id["jobseeker_rate"]
    rows = tables.rows("jobseeker_rate", "oost_brabant", DEFAULT_SET).set_index("period")["value"]
    change = key_figures.standing(
        IN_FORCE.catalog,
        indicator,
        tables.rows("jobseeker_rate", "oost_brabant", DEFAULT_SET),
        "2024",
        "2015",
    ).change
    assert change == pytest.approx(rows["2024"] - rows["2015"])


@pytest.mark.parametrize("since", ["1850", "9999", "gisteren", "<b>", "2015-Q9-x"])
def test_a_year_without_figures_is_said(since: str) -> None:
    app = open_page("overzicht", vanaf=since)
    assert not app.exception
    assert "u ziet de verandering over vijf jaar" in notices(app)
    assert "sinds 2019" in row_of(app, "jobseeker_rate")


def test_one_working_group_shows_its_own_key_figures_only() -> None:
    app = open_page("overzicht", thema="mobiliteit")
    links = [link.proto.label.strip("*") for link in links_of(app)]
    assert links == [entry.label for entry in KEYS if entry.theme == "mobiliteit"]
    app.selectbox(key="keuze_Themawerkgroep").select("").run()
    assert len(rows_of(app)) == len(KEYS)
    assert "thema" not in app.query_params


def test_an_unknown_working_group_is_said() -> None:
    app = open_page("overzicht", thema="toerisme")
    assert "De themawerkgroep “toerisme” bestaat niet" in notices(app)
    assert len(rows_of(app)) == len(KEYS)


def test_a_link_of_the_overview_asks_for_its_indicator_and_keeps_the_areas() -> None:
    app = open_page("overzicht", gemeenten="24062", indeling="referentieregios", thema="werk", vanaf="2015")
    query = parse_qs(links_of(app)[0].proto.query_string)
    assert query == {
        "indicator": ["jobseeker_rate"], "gemeenten": ["24062"], "indeling": ["referentieregios"]
    }  # fmt: skip


def test_an_own_region_has_its_own_overview() -> None:
    app = open_page("overzicht", indeling="eigen", eigen="24062,24086", naam="Rond Leuven")
    assert not app.exception
    heads = " ".join(entry.proto.body for entry in app.get("html") if "sm-heads" in entry.proto.body)
    assert ">Rond Leuven<" in heads
    assert len(rows_of(app)) == len(KEYS)


def test_the_key_figures_can_be_downloaded_as_numbers(tables: Tables) -> None:
    frame = Frame(tables, View())
    looks = tuple((code, "#000000", "circle") for code in REGIONS)
    themes = tuple(theme for theme in IN_FORCE.catalog.themes if theme.id == "werk")
    made = KeyFiguresFigure(frame, Columns(looks, (("vlaams_gewest", "V"),)), themes).exported()
    table = made.table[made.table["Indicator"] == "Werkzoekendengraad (jaargemiddelde)"].set_index("Gebied")
    assert list(table.index) == ["Oost-Brabant", "Halle-Vilvoorde", "Vlaams Gewest"]
    rows = tables.rows("jobseeker_rate", "oost_brabant", DEFAULT_SET).set_index("period")["value"]
    own = table.loc["Oost-Brabant"]
    assert (own["Periode"], own["Vanaf"]) == ("2024", "2019")
    assert own["Waarde"] == pytest.approx(rows["2024"])
    assert own["Verandering"] == pytest.approx(rows["2024"] - rows["2019"])
    without = made.table[made.table["Waarde"].isna()]
    assert set(without["Status"]) == {"geen gegevens"}  # the census figure of Flanders
    assert made.sources
    assert IN_FORCE.id == made.release


# --- attention ---------------------------------------------------------------------------------------------


def points(app: AppTest) -> list[str]:
    return [link.proto.label.strip("*") for link in links_of(app)]


def test_attention_lists_sentences_that_lead_to_their_figure() -> None:
    app = open_page("overzicht", tab="aandacht")
    assert not app.exception
    assert not rows_of(app)  # what is not on screen is not made
    first = links_of(app)[0].proto
    name, _, label = first.label.strip("*").partition(": ")
    query = parse_qs(first.query_string)
    indicator = IN_FORCE.catalog.indicator_by_id[query["indicator"][0]]
    assert label == indicator.short_label
    sentence = next(entry.value for entry in app.markdown if entry.value.startswith(indicator.label))
    assert name in sentence
    assert "ongunstig" in " ".join(texts(app))


def test_no_indicator_fills_the_list_and_all_can_be_asked_for() -> None:
    app = open_page("overzicht", tab="aandacht")
    few = points(app)
    for indicator in IN_FORCE.catalog.indicators:
        ours = [label for label in few if label.endswith(f": {indicator.short_label}")]
        assert len(ours) <= 6, indicator.id  # three concerns and three strengths
    app.toggle(key="alle").set_value(True).run()
    assert "".join(app.query_params["alle"]) == "ja"
    assert set(few) < set(points(app))


def test_attention_of_one_working_group() -> None:
    app = open_page("overzicht", tab="aandacht", thema="ruimte", alle="ja")
    ids = [parse_qs(link.proto.query_string)["indicator"][0] for link in links_of(app)]
    assert ids
    assert {IN_FORCE.catalog.indicator_by_id[name].theme for name in ids} == {"ruimte"}


# --- news --------------------------------------------------------------------------------------------------


def test_news_are_a_few_lines_with_the_way_to_everything() -> None:
    app = open_page("overzicht", tab="nieuw")
    assert not app.exception
    assert "Te doen" not in " ".join(texts(app))
    link = links_of(app)[0].proto
    assert (link.page, parse_qs(link.query_string)) == ("toelichting", {"tab": ["wijzigingen"]})


def test_an_unknown_tab_is_the_first() -> None:
    app = open_page("overzicht", tab="onzin")
    assert not app.exception
    assert len(rows_of(app)) == len(KEYS)


@pytest.mark.parametrize("tab", TABS)
def test_every_tab_has_an_address(tab: str) -> None:
    app = go(open_page("overzicht"), tab=tab)
    assert not app.exception
    assert [entry.label for entry in app.tabs] == list(TABS.values())
