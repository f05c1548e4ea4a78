"""The drafts: figures on their way in, each to open; and a new one to begin."""

from dataclasses import replace
from functools import partial

import streamlit as st

from etl.desk.bring_in import LONGEST_TEXT, open_draft
from etl.desk.desk import Desk
from etl.desk.drafts import STATES, Draft
from etl.desk.keep import forget_draft
from etl.desk.log import moment
from streekmonitor import formats
from streekmonitor.app import desk_draft, desk_room, state
from streekmonitor.app.literal import literal
from streekmonitor.figures.frame import Frame
from streekmonitor.formats import MONTHS
from streekmonitor.view import View

NEW_TITLE = "nieuw_concept"


def draw(frame: Frame) -> None:
    """The draft that the address names; without one the list."""
    desk = desk_room.desk()
    if frame.view.draft:
        desk_draft.draw(frame, desk)
        return
    _begin(desk, frame.view)
    drafts = desk.drafts.all()
    waiting = [draft for draft in drafts if not draft.is_closed]
    st.markdown("##### Open concepten")
    if not waiting:
        st.markdown("Er zijn er geen.")
    _list(frame.view, waiting, desk)
    closed = [draft for draft in drafts if draft.is_closed]
    if closed:
        with st.expander(f"Gepubliceerd of ingetrokken ({formats.number(len(closed))})"):
            _list(frame.view, closed, desk)


def _begin(desk: Desk, view: View) -> None:
    """A title is enough to begin; what is brought in afterwards stays in the draft, also after a reload."""
    st.session_state.setdefault(NEW_TITLE, f"Cijfers van {MONTHS[desk.today.month - 1]} {desk.today.year}")
    with st.container(horizontal=True, vertical_alignment="bottom"):
        st.text_input("Titel van een nieuw concept", key=NEW_TITLE, max_chars=LONGEST_TEXT, width=420)
        st.button("Begin een concept", type="primary", key="begin_concept", on_click=_begun, args=(view,))


def _begun(view: View) -> None:
    made: list[Draft] = []
    begin = lambda: made.append(  # noqa: E731
        open_draft(desk_room.desk(), desk_room.actor(), str(st.session_state[NEW_TITLE]))
    )
    if desk_room.attempt(begin, "Het concept is begonnen. Breng hieronder de bestanden in."):
        state.write(replace(view, tab=desk_draft.FIRST, draft=made[0].id))


def _list(view: View, drafts: list[Draft], desk: Desk) -> None:
    """A row per draft with its way in."""
    for draft in drafts:
        with st.container(horizontal=True, vertical_alignment="center", key=f"rij_{draft.id}"):
            there = replace(view, tab=desk_draft.FIRST, draft=draft.id)
            st.button(
                literal(draft.title),
                key=f"open_{draft.id}",
                type="tertiary",
                on_click=state.write,
                args=(there,),
            )
            st.caption(f"{STATES[draft.state]} · {literal(draft.by)} · {moment(draft.made)}")
            if draft.is_closed and desk_room.is_admin():
                gone = partial(_remove, desk, draft.id)
                st.button("Verwijder", key=f"verwijder_{draft.id}", type="tertiary", on_click=gone)


def _remove(desk: Desk, name: str) -> None:
    do = lambda: forget_draft(desk, desk_room.actor(), name)  # noqa: E731
    desk_room.attempt(do, f"Concept {name} is verwijderd; wat ervan gepubliceerd werd, blijft.")
