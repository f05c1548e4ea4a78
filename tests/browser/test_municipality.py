"""The page of a municipality in a browser: its map, its drawings, and its print."""

import re

import pytest
from playwright.sync_api import expect

from tests import poppler
from tests.browser.window import Window

pytestmark = pytest.mark.browser

LEUVEN, TIENEN = "24062", "24107"


def test_a_click_on_the_map_opens_another_municipality(window: Window) -> None:
    window.open(f"/gemeente?gemeenten={LEUVEN}")
    window.page.locator('path[aria-label="Tienen"]').first.click()
    window.until(lambda: window.selected() == [TIENEN])
    window.settle()
    expect(window.page.get_by_role("heading", name="Tienen", exact=True)).to_be_visible()


@pytest.mark.parametrize("page", ["gemeente", "overzicht"])
def test_every_strip_and_sparkline_is_drawn(window: Window, page: str) -> None:
    """Streamlit lets no SVG into HTML, so they come as images: each must be one that the browser can draw."""
    window.open(f"/{page}")
    drawn = window.page.locator(".sm-grid img")
    expect(drawn.nth(30)).to_be_attached()
    sizes = drawn.evaluate_all("found => found.map(image => [image.complete, image.clientWidth])")
    assert all(complete and width > 0 for complete, width in sizes)
    alternatives = drawn.evaluate_all("found => found.map(image => image.alt)")
    assert sum(bool(re.match(r"\d+ gemeenten van ", text)) for text in alternatives) > 15


def test_on_paper_there_is_no_navigation_and_no_row_is_cut(window: Window) -> None:
    window.open(f"/gemeente?gemeenten={LEUVEN}")
    window.page.emulate_media(media="print")
    expect(window.page.locator("header").first).to_be_hidden()
    expect(window.page.locator('[data-testid="stSelectbox"]').first).to_be_hidden()
    expect(window.page.get_by_role("heading", name="Leuven", exact=True)).to_be_visible()
    rows = window.page.locator('.st-key-kerncijfers [data-testid="stHorizontalBlock"]')
    breaks = rows.evaluate_all("found => found.map(row => getComputedStyle(row).breakInside)")
    assert len(breaks) > 15
    assert set(breaks) == {"avoid"}


@poppler.needs_poppler
def test_on_paper_it_is_whole_and_takes_at_most_three_sheets(window: Window) -> None:
    window.open(f"/gemeente?gemeenten={LEUVEN}")
    expect(window.page.locator(".sm-grid img").nth(30)).to_be_attached()
    expect(window.page.get_by_text("De afstand tussen twee gemeenten")).to_be_visible()
    sheets = poppler.pages(window.page.pdf(prefer_css_page_size=True))
    assert 2 <= len(sheets) <= 3
    # First, middle and last of what stands on the page.
    for words in ("Leuven hoort bij", "Mediaan van de", "betalingsachterstand", "gegevensrelease"):
        assert any(words in sheet for sheet in sheets), words
    window.page.emulate_media(media="print")
    held = window.page.locator("html, body, .stApp, .stMain, .stMainBlockContainer")
    # A box that scrolls, or that is a flex box, ends the print where the window would have ended.
    assert set(held.evaluate_all("found => found.map(box => getComputedStyle(box).display)")) == {"block"}


def test_pointing_at_a_dot_names_its_municipality_and_a_click_opens_the_figure(window: Window) -> None:
    window.open("/overzicht")
    strip = window.page.locator("[data-stippen]").first
    expect(strip).to_be_visible()
    code, value = str(strip.get_attribute("data-stippen")).split("|")[0].split("=")
    names = str(window.page.locator("[data-namen]").get_attribute("data-namen")).split("|")
    name = dict(pair.split("=") for pair in names)[code]
    box = strip.bounding_box()
    assert box is not None
    # The lowest value stands at 3 % of the width, in the middle lane.
    spot = {"x": 0.03 * box["width"], "y": 30}
    strip.hover(position=spot)
    expect(window.page.locator(".sm-tip")).to_contain_text(f"{name} {value}")
    strip.click(position=spot)
    expect(window.page).to_have_url(re.compile(r"/werk\?indicator="))


def test_the_page_is_downloaded_as_a_fact_sheet(window: Window) -> None:
    window.open("/gemeente?gemeenten=24107")
    with window.page.expect_download() as downloading:
        window.page.get_by_role("button", name="Fiche van twee pagina’s (PDF)").click()
    assert downloading.value.suggested_filename == "gemeentefiche-tienen.pdf"
    assert downloading.value.path().read_bytes().startswith(b"%PDF")
