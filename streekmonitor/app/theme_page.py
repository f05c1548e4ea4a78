"""A page of a themed working group: its question, and the indicator view."""

import streamlit as st

from streekmonitor.app import data, indicator_view
from streekmonitor.app.shell import open_page, require_shell


def draw(theme_id: str) -> None:
    """The page of one theme."""
    require_shell()
    theme = data.release().catalog.theme_by_id[theme_id]
    frame = open_page(theme.page, theme.question)
    if not frame.release.catalog.of_theme(theme_id):
        st.info(f"Voor het thema {theme.label} bevat deze release nog geen cijfers.")
        return
    indicator_view.draw(frame.release, frame.view, theme)
