"""The page Gegevens: what is in, how complete it is, and every release with what it changed.

Who brings figures in, sees the drafts and the log too.
"""

from collections.abc import Callable
from dataclasses import replace

import streamlit as st

from streekmonitor.app import (
    desk_coverage,
    desk_draft,
    desk_drafts,
    desk_log,
    desk_releases,
    desk_room,
    desk_sources,
    state,
)
from streekmonitor.app.shell import open_page
from streekmonitor.figures.frame import Frame

PAGE = "gegevens"
FOR_READERS = "Nieuwe cijfers inbrengen kan een analist of een beheerder, na aanmelden."
TITLE = "Welke cijfers zijn er, en hoe vers zijn ze?"
PARTS: dict[str, tuple[str, Callable[[Frame], None]]] = {
    "bronnen": ("Wat erin zit", desk_sources.draw),
    "dekking": ("Dekking", desk_coverage.draw),
    "releases": ("Releases", desk_releases.draw),
}
FOR_STAFF: dict[str, tuple[str, Callable[[Frame], None]]] = {
    "concepten": ("Concepten", desk_drafts.draw),
    "logboek": ("Logboek", desk_log.draw),
}


def draw() -> None:
    """The whole page: one part at a time, as the address says."""
    frame = open_page(PAGE, TITLE)
    parts = PARTS | FOR_STAFF if desk_room.is_staff() else PARTS
    tab = "concepten" if frame.view.tab in desk_draft.STEPS else frame.view.tab
    tab = tab if tab in parts else next(iter(parts))
    st.session_state["onderdeel"] = tab
    st.segmented_control(
        "Onderdeel",
        list(parts),
        format_func=lambda name: parts[name][0],
        key="onderdeel",
        required=True,
        label_visibility="collapsed",
        on_change=state.choose("onderdeel", lambda view, name: replace(view, tab=name, draft="")),
    )
    desk_room.draw_told()
    try:
        parts[tab][1](frame)
    except desk_room.REFUSALS as refusal:
        st.error(desk_room.words_of(refusal))
    if not desk_room.is_staff():
        st.caption(FOR_READERS)
