"""A page of a themed working group: its question, and the indicator view."""

from streekmonitor.app import data, indicator_view
from streekmonitor.app.shell import open_page, require_shell


def draw(theme_id: str) -> None:
    """The page of one theme."""
    require_shell()
    theme = data.tables().release.catalog.theme_by_id[theme_id]
    indicator_view.draw(open_page(theme.page, theme.question, theme.label), theme)
