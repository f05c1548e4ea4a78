"""An open draft: what it is, the step at hand, and the ways to give it up."""

from collections.abc import Callable, Mapping
from dataclasses import replace
from functools import partial

import streamlit as st

from etl.desk.bring_in import withdraw
from etl.desk.desk import Desk
from etl.desk.drafts import STATES, Draft
from etl.desk.log import moment
from streekmonitor.app import (
    desk_check,
    desk_fetch,
    desk_files,
    desk_room,
    desk_see,
    desk_sign,
    desk_table,
    state,
)
from streekmonitor.app.literal import literal
from streekmonitor.figures.frame import Frame

Part = Callable[[Frame, Desk, Draft], None]
WAYS: dict[str, tuple[str, Part]] = {
    "inbrengen": ("Bestanden van uitgevers", desk_files.draw),
    "ophalen": ("Ophalen bij uitgevers", desk_fetch.draw),
    "tabel": ("Eigen tabel", desk_table.draw),
}
AFTERWARDS: dict[str, tuple[str, Part]] = {
    "nakijken": ("2. Nakijken", desk_check.draw),
    "bekijken": ("3. Bekijken", desk_see.draw),
    "publiceren": ("4. Voorleggen en publiceren", desk_sign.draw),
}
STEPS = {**WAYS, **AFTERWARDS}
"""Where one can be in a draft, as the address names it; the ways to bring in are one step together."""
FIRST = next(iter(WAYS))
FIRST_WORDS = "1. Inbrengen"


def draw(frame: Frame, desk: Desk) -> None:
    """The head of the draft, and the step that the address names."""
    st.button(
        "Alle concepten", key="alle_concepten", type="tertiary", on_click=state.write,
        args=(replace(frame.view, tab="concepten", draft=""),),
    )  # fmt: skip
    draft = desk.drafts.get(frame.view.draft)
    _head(desk, draft)
    here = frame.view.tab if frame.view.tab in STEPS else FIRST
    words = {FIRST: FIRST_WORDS, **{name: label for name, (label, _) in AFTERWARDS.items()}}
    _choice("Stap", words, FIRST if here in WAYS else here)
    if here in WAYS:
        _choice("Manier van inbrengen", {name: label for name, (label, _) in WAYS.items()}, here)
    STEPS[here][1](frame, desk, draft)


def _choice(label: str, words: Mapping[str, str], here: str) -> None:
    """A row of places in the draft; a choice goes there."""
    key = f"keuze_{label}"
    st.session_state[key] = here
    st.segmented_control(
        label,
        list(words),
        format_func=words.__getitem__,
        key=key,
        required=True,
        label_visibility="collapsed",
        on_change=state.choose(key, lambda view, name: replace(view, tab=name)),
    )


def _head(desk: Desk, draft: Draft) -> None:
    title, menu = st.columns([4, 1], vertical_alignment="center")
    title.markdown(f"##### {literal(draft.title)}")
    begun = f"begonnen door {literal(draft.by)}, {moment(draft.made)}"
    title.caption(f"Concept {draft.id} · {STATES[draft.state]} · {begun}")
    if not draft.is_closed:
        with menu.popover("Trek in", type="tertiary", key="menu_intrekken"):
            st.text_input("Reden om dit concept in te trekken", key="reden_intrekken")
            st.button("Trek in", key="intrekken", on_click=partial(_withdraw, desk, draft.id))


def _withdraw(desk: Desk, name: str) -> None:
    reason = str(st.session_state["reden_intrekken"])
    do = lambda: withdraw(desk, desk_room.actor(), name, reason)  # noqa: E731
    desk_room.attempt(do, "Het concept is ingetrokken; het blijft leesbaar in de lijst.")
