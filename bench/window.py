"""A Chromium window that measures what it does by the page's own clock."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Any

from playwright.sync_api import Browser, Locator, Page, sync_playwright

from bench.relay import Relay, relay
from bench.server import Server
from tests.chromium import ADVICE, find_chromium

# Notes the first input since it was armed, and the last change of the DOM: anywhere while a page loads, and
# in the page itself (not its lists of choices and tooltips) after an input.
CLOCK = """(() => {
    const clock = window.clock = {input: 0, last: 0, loading: true};
    const counts = change => clock.loading || (change.target.closest ? change.target :
        change.target.parentElement)?.closest('[data-testid=stMain]');
    new MutationObserver(changes => { if (changes.some(counts)) clock.last = performance.now(); })
        .observe(document, {subtree: true, childList: true, attributes: true, characterData: true});
    addEventListener('pointerdown', event => { clock.input ||= event.timeStamp; }, true);
})()"""
# A point of the screen at which a shape of the map can be clicked.
INSIDE = """shape => {
    const box = shape.getBoundingClientRect();
    for (let step = 1; step < 100; step++) {
        const x = box.left + box.width * ((step * 0.618) % 1);
        const y = box.top + box.height * ((step * 0.755) % 1);
        if (document.elementFromPoint(x, y) === shape) return [x, y];
    }
    return null;
}"""
STEP, QUIET, LONGEST = 50, 500, 60_000  # milliseconds
LEAST_REPLY = 100  # bytes: more than an answer to a ping, less than any answer to a change
SETTLED = f"""clock.last > clock.input && performance.now() - clock.last > {QUIET}
    && document.querySelector('[data-testid=stApp]')?.dataset.testScriptState === 'notRunning'
    && !document.querySelector('[data-testid=stSkeleton]')
    && [...document.querySelectorAll('[data-testid=stVegaLiteChart]')].every(
        chart => chart.querySelector('svg.marks, canvas'))"""
SIZE = {"width": 1280, "height": 720}
FLAGS = [
    "--no-sandbox",
    "--disable-gpu",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-sync",
]


@dataclass(frozen=True)
class Change:
    """What one change took: milliseconds in the browser, bytes on the wire, seconds of the server."""

    milliseconds: float
    size: int
    processor: float


class Timed:
    """A page in a fresh browser (nothing cached) on one server."""

    def __init__(self, page: Page, server: Server, passing: Relay) -> None:
        self.page = page
        self._server = server
        self._passing = passing
        page.add_init_script(CLOCK)

    def load(self, path: str) -> Change:
        """Open a page; from the navigation to the last change of the DOM."""
        return self._measured(
            lambda: self.page.goto(f"http://127.0.0.1:{self._passing.port}{path}"), start="0"
        )

    def click(self, x: float, y: float) -> Change:
        """Click at a point; from the input to the last change of the page."""
        self.page.evaluate("Object.assign(clock, {input: 0, loading: false})")
        return self._measured(lambda: self.page.mouse.click(x, y), start="clock.input")

    def _measured(self, action: Callable[[], Any], start: str) -> Change:
        before, sent, received = self._server.processor_time(), self._passing.sent, self._passing.received
        action()
        self._settle(received + LEAST_REPLY)
        taken = float(self.page.evaluate(f"clock.last - {start}"))
        if taken <= 0:
            raise RuntimeError(f"nothing changed on {self.page.url}")
        size = self._passing.sent - sent + self._passing.received - received
        return Change(taken, size, self._server.processor_time() - before)

    def _settle(self, received: int) -> None:
        """Wait for the reply; until no script runs, charts are drawn and the DOM was quiet for a while."""
        for _ in range(LONGEST // STEP):
            self.page.wait_for_timeout(STEP)
            if self._passing.received >= received and self.page.evaluate(SETTLED):
                return
        raise TimeoutError(f"{self.page.url} never comes to rest")

    # --- what there is to change ---------------------------------------------------------------------------

    def field(self, label: str) -> Locator | None:
        """A list of choices by its label; None when the page has none."""
        found = self.page.get_by_role("combobox", name=label, exact=True)
        return found.first if found.count() else None

    def options(self, label: str) -> list[str]:
        """The first choices of a list, as far as they are drawn."""
        self._open(label)
        names = self.page.get_by_role("option").all_inner_texts()
        self.page.keyboard.press("Escape")
        return names

    def choose(self, label: str, option: str) -> Change:
        """Choose from a list; the opening of the list does not count."""
        self._open(label)
        box = self.page.get_by_role("option", name=option, exact=True).bounding_box()
        if box is None:
            raise RuntimeError(f"{option} is not on screen")
        return self.click(box["x"] + box["width"] / 2, box["y"] + box["height"] / 2)

    def _open(self, label: str) -> None:
        field = self.field(label)
        if field is None:
            raise LookupError(label)
        field.scroll_into_view_if_needed()
        field.click()
        self.page.get_by_role("option").first.wait_for()
        self.page.wait_for_timeout(300)  # until the list stands still

    def shapes(self, count: int) -> int:
        """How many shapes of the first map there are to click on, at most `count`."""
        return min(self._drawn().count(), count)

    def click_shape(self, number: int) -> Change:
        """Click on a shape of the first map, where it lies now: what is above the map may have grown."""
        shape = self._drawn().nth(number)
        shape.scroll_into_view_if_needed()
        point = shape.evaluate(INSIDE)
        if point is None:
            raise RuntimeError(f"shape {number} of the map is covered")
        return self.click(*point)

    def _drawn(self) -> Locator:
        return self.page.locator('[aria-label^="Kaart"] path[aria-roledescription="geoshape"][aria-label]')


@contextmanager
def chromium() -> Iterator[Browser]:
    """The browser of this computer. Raises FileNotFoundError (Dutch) when there is none."""
    path = find_chromium()
    if path is None:
        raise FileNotFoundError(ADVICE)
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=path, args=FLAGS)
        yield browser
        browser.close()


@contextmanager
def fresh(browser: Browser, server: Server) -> Iterator[Timed]:
    """A window that never saw the server."""
    context = browser.new_context(viewport=SIZE, locale="nl-BE")  # type: ignore[arg-type]
    context.set_default_timeout(30_000)
    with relay(server.port) as passing:
        yield Timed(context.new_page(), server, passing)
    context.close()
