"""The page of a municipality in a browser: its map, its drawings, and its print."""

import re

import pytest
from playwright.sync_api import expect

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
