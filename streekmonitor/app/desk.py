"""The page Gegevens: what is in, how complete it is, and every release with what it changed.

Who brings figures in, sees the log too.
"""

from collections.abc import Callable
from dataclasses import replace

import streamlit as st

from streekmonitor.app import desk_coverage, desk_log, desk_releases, desk_room, desk_sources, state
from streekmonitor.app.shell import open_page
from streekmonitor.figures.frame import Frame

PAGE = "gegevens"
TITLE = "Welke cijfers zijn er, en hoe vers zijn ze?"
PARTS: dict[str, tuple[str, Callable[[Frame], None]]] = {
    "bronnen": ("Wat erin zit", desk_sources.draw),
    "dekking": ("Dekking", desk_coverage.draw),
    "releases": ("Releases", desk_releases.draw),
}
FOR_STAFF: dict[str, tuple[str, Callable[[Frame], None]]] = {
    "logboek": ("Logboek", desk_log.draw),
}


def draw() -> None:
    """The whole page: one part at a time, as the address says."""
    frame = open_page(PAGE, TITLE)
    parts = PARTS | FOR_STAFF if desk_room.is_staff() else PARTS
    tab = frame.view.tab if frame.view.tab in parts else next(iter(parts))
    st.session_state["onderdeel"] = tab
    st.segmented_control(
        "Onderdeel",
        list(parts),
        format_func=lambda name: parts[name][0],
        key="onderdeel",
        required=True,
        label_visibility="collapsed",
        on_change=state.choose("onderdeel", lambda view, name: replace(view, tab=name)),
    )
    desk_room.draw_told()
    try:
        parts[tab][1](frame)
    except desk_room.REFUSALS as refusal:
        st.error(str(refusal))
