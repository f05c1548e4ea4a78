"""What a visitor does in a browser window, and what the browser noticed meanwhile."""

import re
from collections.abc import Callable
from urllib.parse import parse_qs, urlsplit

from playwright.sync_api import ConsoleMessage, Locator, Page, expect

STEP = 50  # milliseconds between two looks
LONGEST_WAIT = 10_000
FIRST_WAIT = 30_000  # the first page of a server reads the release first
# On a deep link Streamlit first asks below the page's own path whether the server lives there; it does not.
LOOK_UPS = re.compile(r"^/[a-z_]+/_stcore/(health|host-config)$")


class Window:
    """A browser window on the dashboard."""

    def __init__(self, page: Page, address: str) -> None:
        self.page = page
        self.address = address
        self.errors: list[str] = []
        self.requests: list[str] = []
        page.on("console", self._note)
        page.on("pageerror", lambda error: self.errors.append(str(error)))
        page.on("request", lambda request: self.requests.append(request.url))

    def _note(self, message: ConsoleMessage) -> None:
        if message.type != "error":
            return
        url = message.location.get("url", "")
        if not (message.text.startswith("Failed to load resource") and LOOK_UPS.match(urlsplit(url).path)):
            self.errors.append(f"{message.text} ({url})")

    def open(self, path: str) -> None:
        self.page.goto(self.address + path)
        self.settle()

    def settle(self) -> None:
        """Wait until the page ran to its end: the line that every page closes with, and nothing running."""
        expect(self.page.get_by_text("gegevensrelease")).to_be_visible(timeout=FIRST_WAIT)
        self.until(
            lambda: self.page.locator("[data-testid=stApp][data-test-script-state=running]").count() == 0
        )

    def until(self, fulfilled: Callable[[], bool]) -> None:
        for _ in range(LONGEST_WAIT // STEP):
            if fulfilled():
                return
            self.page.wait_for_timeout(STEP)
        raise AssertionError(f"Dit werd niet vervuld; het adres is {self.page.url}")

    def query(self) -> dict[str, str]:
        return {name: values[0] for name, values in parse_qs(urlsplit(self.page.url).query).items()}

    def path(self) -> str:
        return urlsplit(self.page.url).path

    def selected(self) -> list[str]:
        """The municipalities in the address."""
        return [code for code in self.query().get("gemeenten", "").split(",") if code]

    # --- the figures ---------------------------------------------------------------------------------------

    def figure(self, beginning: str) -> Locator:
        """The drawing of a figure, by the beginning of its text alternative."""
        return self.page.locator(f'[aria-label^="{beginning}"] svg.marks')

    @property
    def map(self) -> Locator:
        return self.figure("Kaart")

    @property
    def ranking(self) -> Locator:
        return self.figure("Rangschikking")

    @property
    def trend(self) -> Locator:
        return self.figure("Evolutie")

    def on_map(self, name: str) -> Locator:
        return self.map.locator(f'path[aria-label^="{name}: "]').first

    def bar(self, name: str) -> Locator:
        return self.ranking.locator(f'path[aria-label*=". {name}: "]')

    # --- the controls --------------------------------------------------------------------------------------

    def chosen(self) -> list[str]:
        """What the search box shows as chosen."""
        tags = self.page.locator(".st-key-gemeenten .react-aria-ComboBox [data-tag]")
        return [text.strip() for text in tags.all_inner_texts()]

    def search(self, name: str) -> None:
        box = self.page.locator(".st-key-gemeenten input")
        box.fill(name)
        self.page.get_by_role("option", name=name, exact=True).click()
        self.page.keyboard.press("Escape")

    def choose(self, key: str, option: str) -> None:
        self.page.locator(f".st-key-{key} input").click()
        self.page.get_by_role("option", name=option, exact=True).click()
