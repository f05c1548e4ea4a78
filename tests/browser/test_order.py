"""Bars stand in the order of the data, also when other data come into the same drawing."""

import pytest
from playwright.sync_api import Locator

from tests.browser.window import Window

pytestmark = pytest.mark.browser


PLACES = """bars => bars.map(bar => {
    const box = bar.getBoundingClientRect();
    return [box.y, bar.getAttribute("aria-label"), box.width];
})"""


def bars(figure: Locator) -> list[tuple[str, float]]:
    """Name with value, and length, of each bar from top to bottom."""
    return [(label, width) for _, label, width in sorted(figure.evaluate_all(PLACES))]


def ranks(window: Window) -> list[int]:
    labels = [label.partition(". ") for label, _ in bars(window.ranking.locator("path[aria-label]"))]
    return [int(rank) for rank, dot, _ in labels if dot and rank.isdigit()]


def test_the_ranking_keeps_its_order_through_the_periods(window: Window) -> None:
    """From 2024 to 2022 some rows stay the same: they must not stay where they were."""
    window.open("/werk?periode=2024&vergelijk=geen")
    for year in ("2022", "2019"):
        window.until(lambda: len(ranks(window)) > 8)
        before = bars(window.ranking.locator("path[aria-label]"))
        window.choose("keuze_Periode", year)
        window.until(lambda before=before: bars(window.ranking.locator("path[aria-label]")) != before)
        window.until(lambda: ranks(window) == sorted(ranks(window)))


def test_the_partners_of_commuters_stand_from_many_to_few(window: Window) -> None:
    window.open("/pendel?gemeenten=24107")
    figure = window.figure("De gebieden met de grootste").first.locator("path[aria-label]")
    for name in ("Asse", "Affligem"):
        window.until(lambda: len(bars(figure)) == 10)
        before = bars(figure)
        window.choose("keuze_Regio-of-gemeente", name)
        window.until(lambda before=before: bars(figure) != before)
        window.until(lambda: _falling([length for _, length in bars(figure)]))


def _falling(lengths: list[float]) -> bool:
    return lengths == sorted(lengths, reverse=True)
