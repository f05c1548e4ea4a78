"""The first visitor of a fresh server, by a deep link; by its name this file runs before the others here."""

import pytest
from playwright.sync_api import expect

from tests.browser.window import Window

pytestmark = pytest.mark.browser


def test_a_cold_deep_link_opens_inside_the_shell(window: Window) -> None:
    window.open("/werk?gemeenten=24062&periode=2020")
    expect(window.page.locator("header").get_by_text("Overzicht")).to_be_visible()
    expect(window.page.get_by_text("Werk en economie", exact=True).first).to_be_visible()
    assert window.path() == "/werk"
    assert window.query() == {"gemeenten": "24062", "periode": "2020"}
    expect(window.page.get_by_test_id("stMultiSelect").first.get_by_text("Leuven")).to_be_visible()
    assert window.chosen() == ["Leuven"]
    expect(window.page.get_by_text("in 2020", exact=False).first).to_be_visible()
    expect(window.on_map("Leuven")).to_be_visible()
    assert window.errors == []
