"""The page Vergelijken: areas through time, two indicators, key figures and ranks."""

from streekmonitor.app.shell import open_page

TITLE = "Hoe verhouden gebieden zich tot elkaar?"


def draw() -> None:
    """The whole page."""
    open_page("vergelijken", TITLE)
