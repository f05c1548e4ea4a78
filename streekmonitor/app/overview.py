"""The overview: the regions side by side, with the key figures of every working group."""

import streamlit as st

from streekmonitor.app import key_figures
from streekmonitor.app.shell import open_page
from streekmonitor.view import DEFAULT_COMPARATORS

TITLE = "Hoe staan onze regio’s ervoor?"


def draw() -> None:
    """The whole page."""
    frame = open_page("overzicht", TITLE)
    release, view = frame.release, frame.view
    regions = release.areas.sets[view.set_id].regions
    codes = [*regions, *DEFAULT_COMPARATORS]
    definitions = " · ".join(release.areas.regions[code].full_label for code in regions)
    st.caption(f"Per themawerkgroep de kerncijfers, telkens de laatste periode. Regio’s: {definitions}.")
    for theme in release.catalog.themes:
        if any(indicator.key_figure for indicator in release.catalog.of_theme(theme.id)):
            st.header(theme.label, anchor=False)
            key_figures.heading(key_figures.region_colours(release, view, codes))
            key_figures.theme_rows(release, view, theme, codes, main=len(regions))
