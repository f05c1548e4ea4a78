"""What only a browser can show: clicks on figures, the address bar, numbers as drawn, and what is fetched."""

import re
from urllib.parse import urlsplit

import pytest
from playwright.sync_api import expect

from tests.app.dashboard import PAGES
from tests.browser.window import Window

pytestmark = pytest.mark.browser

LEUVEN, TIENEN, VILVOORDE = "24062", "24107", "23088"
MARKED = "#c2185b"  # the first colour of a selection


# --- one selection -----------------------------------------------------------------------------------------


def test_a_click_on_the_map_selects_and_a_second_click_lets_go(window: Window) -> None:
    window.open("/werk")
    window.on_map("Leuven").click()
    window.until(lambda: window.selected() == [LEUVEN])
    window.settle()
    window.until(lambda: window.chosen() == ["Leuven"])
    expect(window.bar("Leuven")).to_have_attribute("fill", MARKED)
    expect(window.map.locator(f'path[stroke="{MARKED}"]')).to_have_count(1)
    window.on_map("Leuven").click()
    window.until(lambda: window.selected() == [])
    window.until(lambda: window.chosen() == [])
    expect(window.bar("Leuven")).not_to_have_attribute("fill", MARKED)


def test_a_click_on_a_name_or_a_symbol_of_the_map_selects_what_lies_below(window: Window) -> None:
    window.open("/bevolking?indicator=population")
    name = window.map.locator("text", has_text="Leuven").last
    box = name.bounding_box()
    assert box is not None
    window.page.mouse.click(box["x"] + box["width"] / 2, box["y"] + box["height"] / 2)
    window.until(lambda: window.selected() == [LEUVEN])
    window.settle()
    window.map.locator('path[aria-label^="Vilvoorde: "]').last.click()
    window.until(lambda: window.selected() == [LEUVEN, VILVOORDE])


def test_a_click_on_a_bar_selects(window: Window) -> None:
    window.open("/werk")
    window.bar("Tienen").click()
    window.until(lambda: window.selected() == [TIENEN])
    window.until(lambda: window.chosen() == ["Tienen"])
    expect(window.map.locator(f'path[stroke="{MARKED}"]')).to_have_count(1)
    window.settle()
    window.bar("Tienen").click()
    window.until(lambda: window.selected() == [])


def test_a_choice_elsewhere_does_not_swallow_the_next_click(window: Window) -> None:
    """A by click, B in the search box, A by click again: A goes out."""
    window.open("/werk")
    window.on_map("Leuven").click()
    window.until(lambda: window.selected() == [LEUVEN])
    window.settle()
    window.search("Tienen")
    window.until(lambda: window.selected() == [LEUVEN, TIENEN])
    window.settle()
    window.on_map("Leuven").click()
    window.until(lambda: window.selected() == [TIENEN])
    window.until(lambda: window.chosen() == ["Tienen"])


def test_zooming_in_and_out_forgets_no_selection_and_swallows_no_click(window: Window) -> None:
    window.open("/werk")
    window.on_map("Leuven").click()
    window.until(lambda: window.selected() == [LEUVEN])
    window.settle()
    window.choose("keuze_Kaart-van", "Oost-Brabant")
    window.until(lambda: window.query().get("regio") == "oost_brabant")
    window.settle()
    window.choose("keuze_Kaart-van", "Hele provincie")
    window.until(lambda: "regio" not in window.query())
    window.settle()
    assert window.selected() == [LEUVEN]
    window.on_map("Leuven").click()
    window.until(lambda: window.selected() == [])


# --- language ----------------------------------------------------------------------------------------------


def test_the_page_is_dutch_in_an_english_browser(window: Window) -> None:
    window.open("/bevolking?indicator=population&gemeenten=24062")
    expect(window.page.locator("html")).to_have_attribute("lang", "nl")
    expect(window.trend.get_by_text("100.000", exact=True)).to_be_visible()
    window.open("/werk?indicator=jobseekers_share_18_64&vergelijk=geen")
    expect(window.trend.get_by_text("Oost-Brabant", exact=True)).to_be_visible()
    decimals = [text for text in window.trend.locator("text").all_text_contents() if re.search(r"[.,]", text)]
    assert decimals
    assert all(re.fullmatch(r"\d+,\d+", text) for text in decimals)


def test_lists_to_choose_from_speak_dutch(window: Window) -> None:
    window.open("/werk")
    search = window.page.locator(".st-key-gemeenten input")
    search.click()
    expect(window.page.get_by_role("option").first).to_have_text("Aarschot")
    search.fill("qqqq")
    empty = window.page.locator("[role=listbox][data-empty=true] [role=option] span")
    shown = empty.evaluate("e => [getComputedStyle(e).fontSize, getComputedStyle(e, '::after').content]")
    assert shown == ["0px", '"Niets (meer) te kiezen"']


# --- what is fetched, and what goes wrong ------------------------------------------------------------------


@pytest.mark.parametrize("page", PAGES)
def test_a_page_gives_no_error_asks_nothing_of_other_hosts_and_fits_a_phone(
    window: Window, page: str
) -> None:
    window.open(f"/{page}?gemeenten=24062")
    window.page.set_viewport_size({"width": 390, "height": 844})
    window.page.wait_for_timeout(300)
    boxes = window.page.locator("html, body, [data-testid=stMain]")
    assert max(boxes.evaluate_all("found => found.map(box => box.scrollWidth)")) <= 390
    assert window.errors == []
    hosts = {urlsplit(url).netloc for url in window.requests if url.startswith("http")}
    assert hosts == {urlsplit(window.address).netloc}


def test_another_period_keeps_the_map_and_fetches_no_boundaries(window: Window) -> None:
    window.open("/werk?periode=2020")
    expect(window.on_map("Leuven")).to_be_visible()
    fetched = [url for url in window.requests if "/boundaries-" in url]
    assert 0 < len(fetched) <= 4  # once for each layer: municipalities, former ones, regions, Brussels
    window.map.evaluate("drawing => { drawing.isTheSame = true }")
    before = window.on_map("Leuven").get_attribute("aria-label")
    window.choose("keuze_Periode", "2015")
    window.until(lambda: window.query().get("periode") == "2015")
    window.until(lambda: window.on_map("Leuven").get_attribute("aria-label") != before)
    assert window.map.evaluate("drawing => drawing.isTheSame === true")
    assert [url for url in window.requests if "/boundaries-" in url] == fetched


# --- playing -----------------------------------------------------------------------------------------------


def test_playing_goes_on_by_itself_and_leaves_its_last_period_in_the_address(window: Window) -> None:
    window.open("/werk?periode=2021")
    told = window.on_map("Leuven").get_attribute("aria-label")
    window.page.get_by_role("button", name="Speel af").click()
    title = window.page.get_by_role("heading", name="Werkzoekendengraad (%), 2023")
    expect(title).to_be_visible()
    assert window.query()["periode"] == "2021"
    assert window.on_map("Leuven").get_attribute("aria-label") != told
    window.until(lambda: window.query().get("periode") == "2024")  # the last: it stops there
    expect(window.page.get_by_role("button", name="Speel af")).to_be_visible()
    assert window.errors == []


def test_pointing_at_a_class_of_the_legend_shows_its_municipalities(window: Window) -> None:
    window.open("/werk?gemeenten=24062")
    faded = window.map.locator('path[aria-roledescription="geoshape"][opacity="0.2"]')
    shapes = window.map.locator('path[aria-roledescription="geoshape"][aria-label]')
    expect(faded).to_have_count(0)
    box = window.map.bounding_box()
    assert box is not None
    window.page.mouse.move(box["x"] + 60, box["y"] + box["height"] - 26)  # the lowest class
    window.until(lambda: 0 < faded.count() < shapes.count())
    window.page.mouse.move(box["x"] + 2, box["y"] + 2)
    expect(faded).to_have_count(0)


# --- the address -------------------------------------------------------------------------------------------


def test_another_page_keeps_selection_and_set_and_back_returns(window: Window) -> None:
    window.open("/werk?gemeenten=24062&indeling=streekwerking&periode=2020")
    window.page.locator("header").get_by_text("Thema’s").click()
    window.page.get_by_role("menuitem", name="Mobiliteit").click()
    window.until(lambda: window.path() == "/mobiliteit")
    window.until(lambda: window.query() == {"gemeenten": LEUVEN, "indeling": "streekwerking"})
    window.settle()
    assert window.chosen() == ["Leuven"]
    window.page.go_back()
    window.until(lambda: window.path() == "/werk")
    window.settle()
    window.until(lambda: window.query().get("periode") == "2020")
    assert window.selected() == [LEUVEN]


def test_back_undoes_a_choice(window: Window) -> None:
    window.open("/werk")
    window.on_map("Leuven").click()
    window.until(lambda: window.selected() == [LEUVEN])
    window.settle()
    window.page.go_back()
    window.until(lambda: window.selected() == [])
    window.until(lambda: window.chosen() == [])


def test_a_key_figure_leads_to_its_indicator_with_the_selection(window: Window) -> None:
    window.open("/?gemeenten=24062")
    window.page.get_by_role("link", name="Gemiddeld netto belastbaar inkomen per inwoner").click()
    window.until(lambda: window.path() == "/werk")
    window.settle()
    assert window.query() == {"indicator": "income_per_inhabitant", "gemeenten": LEUVEN}
    window.page.go_back()
    window.until(lambda: window.path() == "/")
    window.settle()
    expect(window.page.get_by_role("heading", level=1)).to_have_text("Hoe staan onze regio’s ervoor?")


def test_former_and_new_municipality_lead_to_each_other(window: Window) -> None:
    window.open("/gemeente?gemeenten=23023")
    window.page.get_by_role("button", name="Naar Pajottegem").click()
    window.until(lambda: window.selected() == ["23106"])
    window.settle()
    window.page.get_by_role("button", name="Naar Galmaarden").click()
    window.until(lambda: window.selected() == ["23023"])


# --- room --------------------------------------------------------------------------------------------------


def test_on_a_laptop_the_answer_stands_without_scrolling(window: Window) -> None:
    window.open("/werk")
    page = window.page
    answer = page.get_by_text("Werkzoekendengraad (jaargemiddelde) in").first
    for part in (page.get_by_role("heading", level=1), answer, window.map, window.bar("Tienen")):
        expect(part).to_be_in_viewport(ratio=0.99)
    drawn, frame = (
        window.map.bounding_box(),
        page.locator("[data-testid=stMainBlockContainer]").bounding_box(),
    )
    assert drawn is not None
    assert frame is not None
    assert drawn["width"] > frame["width"] / 2
