"""The first visitor of a fresh server, by a deep link."""

from collections.abc import Iterator

import pytest
from playwright.sync_api import BrowserContext, expect

from tests.browser.conftest import open_window, running_server
from tests.browser.window import Window

pytestmark = pytest.mark.browser


@pytest.fixture
def window(context: BrowserContext, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Window]:
    """A window on a server that nobody asked for a page yet."""
    with running_server(tmp_path_factory) as address:
        yield from open_window(context, address)


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
