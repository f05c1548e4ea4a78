"""The overview: the regions side by side, with the key figures of every working group."""

import streamlit as st

from streekmonitor.app import key_figures
from streekmonitor.app.shell import open_page
from streekmonitor.view import DEFAULT_COMPARATORS

TITLE = "Hoe staan onze regio’s ervoor?"


def draw() -> None:
    """The whole page."""
    frame = open_page("overzicht", TITLE)
    definitions = " · ".join(frame.groups[code].full_label for code in frame.regions)
    st.caption(f"Per themawerkgroep de kerncijfers, telkens de laatste periode. Regio’s: {definitions}.")
    key_figures.draw(frame, [*frame.regions, *DEFAULT_COMPARATORS], main=len(frame.regions))
