"""Having a release do without an own source: its figures go when the draft is published."""

from functools import partial

import streamlit as st

from etl.desk.bring_in import LONGEST_TEXT, drop_own_source
from etl.desk.desk import Desk
from etl.desk.drafts import Draft
from etl.desk.own import OWN
from streekmonitor.app import desk_room
from streekmonitor.app.literal import literal
from streekmonitor.release import Release

CHOSEN, REASON = "bron_laten_vervallen", "reden_vervallen"


def draw(desk: Desk, draft: Draft, release: Release) -> None:
    """What goes with this draft already; and the choice of another own source, with the reason."""
    titles = {entry.id: entry.title for entry in release.catalog.sources if entry.id.startswith(OWN)}
    for name in draft.dropped:
        st.warning(f"**{literal(titles.get(name, name))}** vervalt met dit concept.")
    offered = [name for name in titles if name not in draft.dropped]
    if draft.is_closed or not offered:
        return
    with st.expander("Laat een eigen bron vervallen"):
        st.selectbox(
            "Eigen bron", offered, index=None, format_func=titles.__getitem__, placeholder="Kies", key=CHOSEN
        )
        st.text_input("Reden", key=REASON, max_chars=LONGEST_TEXT)
        st.button("Laat vervallen", key="laat_vervallen", on_click=partial(_drop, desk, draft.id))


def _drop(desk: Desk, draft: str) -> None:
    source, reason = st.session_state[CHOSEN] or "", str(st.session_state[REASON])
    do = lambda: drop_own_source(desk, desk_room.actor(), draft, source, reason)  # noqa: E731
    if desk_room.attempt(do, "Die bron vervalt als dit concept wordt gepubliceerd."):
        st.session_state[CHOSEN], st.session_state[REASON] = None, ""
