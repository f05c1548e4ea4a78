"""The page of a municipality: all 63 and the three former ones."""

import re
from urllib.parse import parse_qs

from streamlit.testing.v1 import AppTest

from streekmonitor.analysis.tables import Tables
from streekmonitor.areas import PROVINCE
from streekmonitor.catalog import Indicator
from streekmonitor.charts.frames import short_text
from streekmonitor.view import DEFAULT_SET
from tests.app.dashboard import IN_FORCE, dataset, go, open_page, texts

LEUVEN, PAJOTTEGEM, GALMAARDEN = "24062", "23106", "23023"
FORMER = (GALMAARDEN, "23024", "23032")
KEYS = [
    entry
    for theme in IN_FORCE.catalog.themes
    for entry in IN_FORCE.catalog.of_theme(theme.id)
    if entry.key_figure
]
MARKED = "#c2185b"


def rows_of(app: AppTest) -> list[str]:
    found = [entry.proto.body for entry in app.get("html")]
    return [body for body in found if body.startswith('<div class="sm-grid') and "sm-heads" not in body]


def row_of(app: AppTest, indicator: str) -> str:
    return rows_of(app)[[entry.id for entry in KEYS].index(indicator)]


def buttons(app: AppTest) -> list[str]:
    return [entry.label for entry in app.button]


def _latest(tables: Tables, indicator: Indicator, code: str) -> str:
    """The value in the last period with one that is no projection, as it is shown."""
    rows = tables.rows(indicator.id, code, DEFAULT_SET)
    rows = rows[rows["value"].notna() & (rows["status"] != "projected")].sort_values("period")
    return short_text(indicator, float(rows["value"].iloc[-1])) if len(rows) else "–"


def test_every_municipality_has_its_page(tables: Tables) -> None:
    areas = tables.release.areas
    codes = [*areas.within(PROVINCE), *FORMER]
    assert len(codes) == 63 + 3
    app = open_page("gemeente")
    for code in codes:
        go(app, gemeenten=code)
        assert not app.exception, code
        assert not app.warning, code
        shown = [entry.value for entry in app.markdown]
        assert f"## {areas.name(code)}" in shown, code
        assert any(f"{areas.name(code)} hoort bij" in text for text in shown), code
        on_map = dataset(app, "gebieden")
        assert list(on_map.loc[on_map["kleur"] == MARKED, "nis"]) == [code]
        for indicator, row in zip(KEYS, rows_of(app), strict=True):
            value = re.findall(r"<strong>(.*?)</strong>", row)[0]
            assert value == _latest(tables, indicator, code), (code, indicator.id)


def test_a_municipality_says_how_large_it_is() -> None:
    size = next(text for text in texts(open_page("gemeente")) if "km²" in text)
    assert re.match(r"\*\*[\d.]+ inwoners\*\* op 1 januari \d{4}, op \*\*57,5 km²\*\*: [\d.]+\s", size)


def test_rank_and_judgement_are_told_in_words() -> None:
    app = open_page("gemeente", gemeenten=LEUVEN)
    row = row_of(app, "jobseeker_rate")
    assert re.search(
        r"<p class=\"sm-told\">2de hoogste van 63 gemeenten; ongunstiger dan Oost-Brabant\.</p>", row
    )
    without_polarity = row_of(app, "non_belgian_origin_share")
    assert "hoger dan Oost-Brabant" in without_polarity
    assert "gunstig" not in without_polarity


def test_a_count_is_not_set_against_that_of_a_region() -> None:
    row = row_of(open_page("gemeente", gemeenten=LEUVEN), "population")
    assert "Het hoogst van 63 gemeenten." in row
    assert "dan Oost-Brabant" not in row


def test_without_a_region_in_the_set_it_is_judged_by_the_province() -> None:
    app = open_page("gemeente", gemeenten=LEUVEN, indeling="bijzondere_lijsten")
    assert not app.exception
    assert "dan Vlaams-Brabant" in row_of(app, "jobseeker_rate")


def test_a_former_municipality_keeps_its_figures_and_leads_to_its_successor() -> None:
    app = open_page("gemeente", gemeenten=GALMAARDEN)
    assert "Naar Pajottegem" in buttons(app)
    assert "De cijfers hieronder zijn die van de vroegere gemeente" in " ".join(texts(app))
    on_map = set(dataset(app, "gebieden")["nis"])
    assert set(FORMER) <= on_map
    assert PAJOTTEGEM not in on_map
    next(button for button in app.button if button.label == "Naar Pajottegem").click().run()
    assert "".join(app.query_params["gemeenten"]) == PAJOTTEGEM
    assert {"Naar Galmaarden", "Naar Gooik", "Naar Herne"} <= set(buttons(app))


def test_similar_municipalities_and_neighbours_lead_to_their_pages() -> None:
    app = open_page("gemeente", gemeenten=LEUVEN)
    assert {"Herent", "Bierbeek"} <= set(buttons(app))  # share a border with Leuven
    sentences = [entry.value for entry in app.markdown if " op Leuven, het meest in " in entry.value]
    assert len(sentences) == 5
    assert all(sentence.split(" lijkt ")[0] in buttons(app) for sentence in sentences)
    next(button for button in app.button if button.label == "Herent").click().run()
    assert "## Herent" in [entry.value for entry in app.markdown]


def test_links_lead_to_figures_with_the_municipality_selected() -> None:
    app = open_page("gemeente", gemeenten=LEUVEN)
    queries = [parse_qs(link.proto.query_string) for link in app.get("page_link")]
    assert all(query["gemeenten"] == [LEUVEN] for query in queries)
    assert {entry.id for entry in KEYS} <= {query["indicator"][0] for query in queries}


def test_strengths_and_concerns_are_its_own() -> None:
    app = open_page("gemeente", gemeenten="24107")  # Tienen
    sentences = [entry.value for entry in app.markdown if " in Tienen: " in entry.value]
    assert sentences
    heads = " ".join(entry.proto.body for entry in app.get("html"))
    assert heads.index("Sterke punten") < heads.index("Aandachtspunten")
