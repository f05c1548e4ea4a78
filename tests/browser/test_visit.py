"""A first visit, a way through the search, a region of one's own, and a file to take along."""

import re

import pytest
from playwright.sync_api import Browser, expect

from tests.browser.window import Window

pytestmark = pytest.mark.browser

OFFER = "Uitleg in drie stappen"
MEMBERS = "24062,24014,24038"


def test_the_explanation_is_offered_once(browser: Browser, address: str) -> None:
    stranger = browser.new_context()
    window = Window(stranger.new_page(), address)
    window.open("/zoeken")
    window.page.get_by_role("button", name=OFFER).click()
    dialog = window.page.get_by_role("dialog")
    expect(dialog).to_contain_text("1. Kies wat u wilt weten")
    dialog.get_by_role("button", name="Volgende").click()
    expect(dialog).to_contain_text("2. Kies over wie het gaat")
    dialog.get_by_role("button", name="Volgende").click()
    dialog.get_by_role("button", name="Aan de slag").click()
    expect(dialog).to_have_count(0)
    expect(window.page.get_by_role("button", name=OFFER)).to_have_count(0)
    # Another day, the same browser.
    window.until(lambda: bool(stranger.cookies()))
    window.open("/zoeken")
    expect(window.page.get_by_role("button", name=OFFER)).to_have_count(0)
    stranger.close()


def test_what_was_found_opens_in_the_same_session(window: Window) -> None:
    window.open("/zoeken")
    field = window.page.get_by_label("Een indicator of een gemeente")
    field.fill("gooik")
    field.press("Enter")
    window.page.get_by_role("link", name="Gooik (nu Pajottegem)").click()
    window.until(lambda: window.path() == "/gemeente")
    assert window.query()["gemeenten"] == "23024"


def test_an_own_region_is_used_and_travels_by_link(window: Window) -> None:
    window.open(f"/eigen_regio?eigen={MEMBERS}&naam=Proefstreek")
    window.page.get_by_role("button", name="Gebruik deze regio").click()
    window.until(lambda: window.query().get("indeling") == "eigen")
    window.open(f"/werk?{window.page.url.partition('?')[2]}")
    expect(window.page.get_by_text("Proefstreek").first).to_be_visible()


def test_a_file_is_made_when_it_is_asked_for(window: Window) -> None:
    window.open("/werk")
    window.page.get_by_role("button", name="Download").first.click()
    with window.page.expect_download() as downloading:
        window.page.get_by_text("CSV voor Excel").click()
    assert re.fullmatch(r"streekmonitor-.+-excel\.csv", downloading.value.suggested_filename)
    lines = downloading.value.path().read_text(encoding="utf-8-sig").splitlines()
    assert lines[0].startswith("Code;Gebied;Periode;")
    assert len(lines) > 63


def test_a_shared_link_shows_the_same_view(window: Window) -> None:
    window.open("/werk?gemeenten=24062")
    window.page.get_by_role("button", name="Deel", exact=True).first.click()
    link = window.page.locator("[data-testid=stCode]").inner_text().strip()
    assert link.startswith(f"{window.address}/werk?")
    window.page.context.grant_permissions(["clipboard-read", "clipboard-write"])
    window.page.get_by_role("button", name="Kopieer de link").click()
    expect(window.page.get_by_role("button", name="Gekopieerd")).to_be_visible()
    assert window.page.evaluate("navigator.clipboard.readText()") == link
    window.open(link.removeprefix(window.address))
    assert window.query()["gemeenten"] == "24062"
    assert window.query()["periode"]
