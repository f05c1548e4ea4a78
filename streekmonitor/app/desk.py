"""The page Gegevens: what is in, how complete it is, and every release with what it changed."""

from collections.abc import Callable
from dataclasses import replace

import streamlit as st

from etl.errors import EtlError
from streekmonitor.app import desk_coverage, desk_releases, desk_sources, state
from streekmonitor.app.shell import open_page
from streekmonitor.figures.frame import Frame
from streekmonitor.release import ReleaseError

PAGE = "gegevens"
TITLE = "Welke cijfers zijn er, en hoe vers zijn ze?"
PARTS: dict[str, tuple[str, Callable[[Frame], None]]] = {
    "bronnen": ("Wat erin zit", desk_sources.draw),
    "dekking": ("Dekking", desk_coverage.draw),
    "releases": ("Releases", desk_releases.draw),
}


def draw() -> None:
    """The whole page: one part at a time, as the address says."""
    frame = open_page(PAGE, TITLE)
    tab = frame.view.tab if frame.view.tab in PARTS else next(iter(PARTS))
    st.session_state["onderdeel"] = tab
    st.segmented_control(
        "Onderdeel",
        list(PARTS),
        format_func=lambda name: PARTS[name][0],
        key="onderdeel",
        required=True,
        label_visibility="collapsed",
        on_change=state.choose("onderdeel", lambda view, name: replace(view, tab=name)),
    )
    try:
        PARTS[tab][1](frame)
    except (EtlError, ReleaseError, OSError) as error:
        st.error(str(error))
