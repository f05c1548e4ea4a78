"""Two people changed the same: what differs field by field, and the choice between them."""

from datetime import datetime
from typing import Any
from zoneinfo import ZoneInfo

import streamlit as st

from streekmonitor import formats
from streekmonitor.app import objectives_draft
from streekmonitor.app.literal import literal
from streekmonitor.app.objectives_draft import Draft
from streekmonitor.objectives.words import value_words
from streekmonitor.store.columns import Names
from streekmonitor.store.errors import Difference

CHOICES = {"mine": "Wat u typte", "theirs": "Wat er nu staat"}


def draw(draft: Draft, names: Names) -> None:
    """Who was first, each difference with a choice, and what to do."""
    conflict = draft.conflict
    if conflict is None:
        return
    when = f" op {moment(conflict.at)}" if conflict.at else ""
    st.error(
        f"{conflict.who or 'Iemand anders'} heeft deze {draft.kind}{when} gewijzigd terwijl u typte. Er is "
        "nog niets van u bewaard, en niets verloren. Kies per veld wat geldt."
    )
    for difference in conflict.differences:
        _draw_difference(draft, difference, names)
    with st.container(horizontal=True, key="bewaren"):
        st.button("Bewaar deze keuze", type="primary", key="bewaar_keuze", on_click=_settle)
        st.button("Laat staan wat er nu staat", key="annuleer", on_click=objectives_draft.leave)


def moment(at: datetime) -> str:
    """A moment in Flanders: "3 maart 2026, 14:05"."""
    here = at.astimezone(ZoneInfo("Europe/Brussels"))
    return f"{formats.day(here)}, {here:%H:%M}"


def _draw_difference(draft: Draft, difference: Difference, names: Names) -> None:
    """The three versions of a field; where only one of the two changed it, that one is proposed."""
    proposed = "theirs" if difference.mine == difference.base else "mine"
    draft.choices.setdefault(difference.field, proposed)
    key = draft.key(f"keuze_{difference.field}")
    st.session_state[key] = draft.choices[difference.field]

    def change() -> None:
        draft.choices[difference.field] = st.session_state[key]

    words = {
        "mine": _words(difference.field, difference.mine, names),
        "theirs": _words(difference.field, difference.theirs, names),
    }
    st.radio(
        difference.label,
        list(CHOICES),
        format_func=lambda choice: f"{CHOICES[choice]}: {literal(words[choice])}",
        key=key,
        on_change=change,
    )
    if difference.both_changed and difference.base is not None:
        st.caption(f"Bij uw begin: {literal(_words(difference.field, difference.base, names))}")


def _words(field: str, value: Any, names: Names) -> str:
    """A value in words, with names for ids."""
    known = {
        "working_group": names.groups,
        "region": names.regions,
        "indicator": names.indicators,
        "municipalities": names.municipalities,
        "objectives": names.objectives,
    }.get(field)
    if known is None:
        return value_words(field, value)
    if isinstance(value, str):
        return known.get(value, value) or "leeg"
    return "; ".join(known.get(code, code) for code in value) or "leeg"


def _settle() -> None:
    draft = objectives_draft.current()
    if draft is not None:
        objectives_draft.settle(dict(draft.choices))
