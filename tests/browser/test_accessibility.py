"""WCAG 2.2, level A and AA: axe-core on every page in all its tabs, the keyboard, and the language."""

import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any, NamedTuple

import pytest
from playwright.sync_api import BrowserContext, Locator, expect

from tests.app.dashboard import PAGES
from tests.browser.window import Window

pytestmark = pytest.mark.browser

AXE = (Path(__file__).parent / "axe" / "axe.min.js").read_text(encoding="utf-8")
LEVELS = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"]
QUERY = "?gemeenten=24062,23088"
LEUVEN = "24062"


class Known(NamedTuple):
    """A violation that Streamlit itself causes: the rule, what its element looks like, and its issue."""

    rule: str
    html: str
    issue: str


# Kept exact: a violation that is not here fails, and so does an entry that occurs nowhere any more.
OF_STREAMLIT: list[Known] = []


class Found(NamedTuple):
    rule: str
    html: str
    told: str


def violations(window: Window) -> set[Found]:
    """What axe finds on the page as it stands."""
    if not window.page.evaluate("() => 'axe' in window"):
        window.page.evaluate(AXE)
    options = {"runOnly": {"type": "tag", "values": LEVELS}, "resultTypes": ["violations"]}
    result: dict[str, Any] = window.page.evaluate("options => axe.run(document, options)", options)
    return {
        Found(rule["id"], node["html"], node["failureSummary"])
        for rule in result["violations"]
        for node in rule["nodes"]
    }


def with_every_tab(window: Window) -> Iterator[None]:
    """The page as it opens, then with each of its other tabs open, all charts drawn."""
    tabs = window.page.locator("[role=tab], [data-testid=stButtonGroup] [role=radio]")
    drawn(window)
    yield
    for number in range(tabs.count()):
        tabs.nth(number).click()
        drawn(window)
        yield


def drawn(window: Window) -> None:
    window.settle()
    window.until(lambda: window.page.locator("[data-testid=stSkeleton]").count() == 0)


@pytest.fixture(scope="module")
def found(context: BrowserContext, address: str) -> dict[str, set[Found]]:
    """The violations of each page, in all its tabs."""
    everything: dict[str, set[Found]] = {}
    for page in PAGES:
        opened = context.new_page()
        opened.set_viewport_size({"width": 1280, "height": 720})
        window = Window(opened, address)
        window.open(f"/{page}{QUERY}")
        everything[page] = {each for _ in with_every_tab(window) for each in violations(window)}
        opened.close()
    return everything


def is_known(violation: Found) -> bool:
    return any(
        entry.rule == violation.rule and re.search(entry.html, violation.html) for entry in OF_STREAMLIT
    )


@pytest.mark.parametrize("page", PAGES)
def test_a_page_has_no_violation_of_ours(page: str, found: dict[str, set[Found]]) -> None:
    assert [each for each in found[page] if not is_known(each)] == []


def test_every_violation_of_streamlit_still_occurs(found: dict[str, set[Found]]) -> None:
    """One that Streamlit mended goes off the list."""
    seen = [each for page in found.values() for each in page]
    for entry in OF_STREAMLIT:
        assert any(entry.rule == each.rule and re.search(entry.html, each.html) for each in seen), entry


def test_axe_finds_what_is_wrong(window: Window) -> None:
    """The check itself works: an image without a text, text without contrast, and a field without a name."""
    window.open("/overzicht")
    window.page.evaluate(
        "document.querySelector('[data-testid=stMain]').insertAdjacentHTML('afterbegin',"
        '\'<img src="x.png"><p style="color:#bbb;background:#fff">bleek</p><input>\')'
    )
    assert {"image-alt", "color-contrast", "label"} <= {each.rule for each in violations(window)}


@pytest.mark.parametrize("page", PAGES)
def test_a_page_tells_its_language_and_has_one_title(window: Window, page: str) -> None:
    window.open(f"/{page}")
    expect(window.page.locator("html")).to_have_attribute("lang", "nl")
    expect(window.page.get_by_role("heading", level=1)).to_have_count(1)


# --- the keyboard ------------------------------------------------------------------------------------------

CONTROLS = "input:not([type=hidden]), button, a[href], [role=tab], [tabindex='0'], summary"
SCROLLING_TABLE = "Scrollable table"  # so does Streamlit name it
OUT_OF_ORDER = (
    "[data-testid=stElementToolbar] *",  # hidden: Streamlit's own tools of a chart, in English
    "[data-tag] button",  # Streamlit leaves this to Backspace, and to the arrows between names (#16200)
    ".react-aria-ComboBox button",  # the arrow of a list, which opens from its field with the down arrow
)


class Stop(NamedTuple):
    """What has the focus: a number that stays with the element, and its label."""

    number: str
    label: str


def focus(window: Window) -> Stop | None:
    """What has the focus; None when nothing has."""
    number, label = window.page.evaluate(
        """() => {
            const at = document.activeElement;
            if (!at || at === document.body) return ['', ''];
            at.dataset.order ||= String(document.querySelectorAll('[data-order]').length + 1);
            return [at.dataset.order, at.ariaLabel || ''];
        }"""
    )
    return Stop(number, label) if number else None


def reached(window: Window) -> list[Stop]:
    """What Tab reaches, in order, from the top of the page until it starts again."""
    drawn(window)
    stops: list[Stop] = []
    window.page.evaluate("document.activeElement.blur()")
    for _ in range(200):
        window.page.keyboard.press("Tab")
        stop = focus(window)
        if stop is None or stop in stops:
            break
        stops.append(stop)
    return stops


def test_the_keyboard_reaches_every_control(window: Window) -> None:
    window.open(f"/werk{QUERY}")
    assert len(reached(window)) > 12
    excluded = ", ".join(OUT_OF_ORDER)
    missed = window.page.locator(CONTROLS).evaluate_all(
        """(all, excluded) => all.filter(each => each.checkVisibility({visibilityProperty: true})
              && !each.matches(excluded) && !each.disabled && !each.dataset.order
              && !(each.matches('[role=tab], [type=radio]') && each.tabIndex < 0)
              && !each.matches('[role=radio][aria-checked=false]'))
            .map(each => each.outerHTML.slice(0, 200))""",
        excluded,
    )
    assert missed == []


def test_the_arrows_lead_to_the_other_figures(window: Window) -> None:
    """Of a row of choices only the chosen one is a stop of Tab; the arrows go on from there."""
    window.open("/werk")
    window.page.locator("[data-testid=stButtonGroup] [role=radio][aria-checked=true]").focus()
    window.page.keyboard.press("ArrowRight")
    window.page.keyboard.press("Enter")
    window.until(lambda: window.query().get("tab") == "spreiding")


def test_the_order_is_that_of_reading(window: Window) -> None:
    """Navigation, choices from left to right, figures from top to bottom: no jump back up by a screen."""
    window.open(f"/werk{QUERY}")
    labels = [stop.label for stop in reached(window)]
    fields = ["Indicator", "Periode", "Toon", "Gemeenten", "Vergelijk met", "Kaart van"]
    places = [labels.index(name) for name in [*fields, SCROLLING_TABLE]]
    assert places == sorted(places)


def test_the_focus_is_seen(window: Window) -> None:
    """Each control looks different when it has the focus; the blinking caret does not count."""
    window.open(f"/werk{QUERY}")
    unseen = []
    for stop in reached(window):
        element = window.page.locator(f"[data-order='{stop.number}']")
        if not element.is_visible():
            continue
        element.scroll_into_view_if_needed()
        window.page.evaluate("document.activeElement.blur()")
        without = _picture(window, element)
        element.focus()
        window.page.keyboard.press("Shift")  # the browser shows the focus to who uses the keyboard
        if _picture(window, element) == without:
            unseen.append(element.evaluate("each => each.outerHTML.slice(0, 200)"))
    assert unseen == []


def _picture(window: Window, element: Locator) -> bytes:
    """What an element looks like, with a little around it."""
    window.page.wait_for_timeout(250)  # until colours have changed
    box = element.bounding_box()
    assert box is not None
    x, y = max(box["x"] - 12, 0), max(box["y"] - 12, 0)
    width = min(box["width"] + 24, 1280 - x)
    height = min(box["height"] + 24, 720 - y)
    return window.page.screenshot(clip={"x": x, "y": y, "width": width, "height": height}, caret="hide")


def test_the_map_has_an_equal_for_the_keyboard(window: Window) -> None:
    """What a click on the map does, the search box does; what the map tells, the table tells."""
    window.open("/werk")
    window.page.get_by_label("Gemeenten", exact=True).first.focus()
    window.page.keyboard.type("Leuv")
    window.page.keyboard.press("ArrowDown")
    window.page.keyboard.press("Enter")
    window.until(lambda: window.selected() == [LEUVEN])
    window.settle()
    drawn = window.on_map("Leuven").get_attribute("aria-label") or ""
    row = window.page.locator("[data-testid=stTable] tr", has_text="Leuven").last
    assert drawn.removeprefix("Leuven: ") in row.inner_text()
