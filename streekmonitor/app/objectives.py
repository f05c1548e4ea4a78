"""The page Doelstellingen en acties: how they stand, the agenda of the next meeting, and the list itself."""

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import streamlit as st

from streekmonitor import formats
from streekmonitor.app import (
    agenda,
    controls,
    figure_tools,
    objectives_card,
    objectives_changes,
    objectives_draft,
    objectives_form,
    objectives_list,
    rights,
    state,
)
from streekmonitor.app.objectives_room import Room, attempt, draw_told, room_of
from streekmonitor.app.objectives_store import now, store
from streekmonitor.app.shell import open_page
from streekmonitor.figures.objectives import ActionsFigure, ObjectivesFigure, every_objective
from streekmonitor.objectives import course
from streekmonitor.objectives.explain import WORDS
from streekmonitor.objectives.model import Action, Objective
from streekmonitor.view import View

PAGE, TITLE = "doelstellingen", "Liggen we op schema, en wat doen we eraan?"
STYLE = Path(__file__).with_name("objectives.css").read_text(encoding="utf-8")
TAB = "tab_doelstellingen"
READING, AGENDA, LIST, CHANGES = "", "agenda", "lijst", "wijzigingen"
TABS = {READING: "Doelstellingen", AGENDA: "Agenda", LIST: "Lijst in Excel", CHANGES: "Wijzigingen"}
MOST_SHOWN = 20
READ_ONLY = (
    "Wie dit dashboard opent, kan lezen. Doelstellingen en acties bewerken kan een redacteur, na aanmelden."
)
EXAMPLES = "Hieronder staan voorbeelden: ze tonen hoe het werkt, en niemand heeft ze beslist."


def draw() -> None:
    """The whole page: one tab at a time, or what is being edited."""
    room = room_of(open_page(PAGE, TITLE))
    st.html(f"<style>{STYLE}</style>")
    draw_told()
    if room.register.notice:
        st.warning(room.register.notice)
    if objectives_draft.current() is not None and room.user.may("edit"):
        objectives_form.draw(room)
        return
    tab = _choose_tab(room)
    if tab == AGENDA:
        agenda.draw(room)
    elif tab == LIST:
        objectives_list.draw(room)
    elif tab == CHANGES:
        objectives_changes.draw(room)
    else:
        _draw_objectives(room)


def _choose_tab(room: Room) -> str:
    tabs = {name: label for name, label in TABS.items() if name != CHANGES or room.user.may("edit")}
    chosen = room.frame.view.tab if room.frame.view.tab in tabs else READING
    st.session_state[TAB] = chosen
    st.segmented_control(
        "Onderdeel",
        list(tabs),
        format_func=tabs.__getitem__,
        key=TAB,
        required=True,
        label_visibility="collapsed",
        on_change=state.choose(TAB, lambda view, tab: replace(view, tab=tab)),
    )
    return chosen


def _draw_objectives(room: Room) -> None:
    figure = ObjectivesFigure(room.frame)
    if figure.refusal and not room.register.objectives:
        st.markdown(f"**{figure.refusal}**")
    elif figure.refusal:
        st.markdown(f"**{figure.refusal}** Kies ruimer.")
    else:
        st.markdown(f"**{figure.sentence}**")
    _draw_editing(room)
    if room.register.objectives:
        _draw_filters(room)
    _draw_groups(room, figure)
    if not figure.refusal:
        with st.container(key="tabellen"):
            _draw_tables(room, figure)


def _draw_tables(room: Room, figure: ObjectivesFigure) -> None:
    """The files of the list and of its actions, and the way into a presentation."""
    st.caption("Deze doelstellingen, in één tabel:")
    figure_tools.draw(room.frame, "doelstellingen", figure.exported)
    actions = ActionsFigure(room.frame)
    if not actions.refusal:
        st.caption("De acties bij deze doelstellingen, in één tabel:")
        figure_tools.draw(room.frame, "acties", actions.exported)


def _draw_editing(room: Room) -> None:
    """What an editor can begin, or that somebody must log in to do so; and what is an example."""
    examples = room.register.examples
    with st.container(horizontal=True, vertical_alignment="center", key="bewerken"):
        if room.may_edit:
            group = room.frame.view.theme or ""
            st.button(
                "Nieuwe doelstelling",
                key="nieuwe_doelstelling",
                type="primary",
                on_click=objectives_draft.begin,
                args=(Objective(working_group=group),),
            )
            if room.register.objectives:
                st.button(
                    "Nieuwe actie", key="nieuwe_actie", on_click=objectives_draft.begin, args=(Action(),)
                )
        elif not room.register.notice:
            st.caption(READ_ONLY)
        if examples:
            st.caption(EXAMPLES)
            if room.may_edit:
                st.button("Verwijder de voorbeelden", key="weg_voorbeelden", on_click=_remove_examples)


def _remove_examples() -> None:
    here = rights.user()
    attempt(
        lambda: store().remove_examples(here, now()),
        "De voorbeelden zijn weg. Onder “Wijzigingen” brengt u er een terug.",
    )


def _draw_filters(room: Room) -> None:
    """Working group, area, status, overdue, and a text to look for; all of them in the address."""
    frame, view = room.frame, room.frame.view
    known = every_objective(frame)
    themes = frame.catalog.theme_by_id
    groups = {entry.working_group: entry.working_group for entry in known}
    groups = {name: themes[name].label if name in themes else name for name in groups}
    areas = dict.fromkeys(course.area_name(entry, frame.tables) for entry in known)
    with st.container(key="keuzes"):
        group, area, status, late, text = st.columns([2, 2, 1.6, 1.6, 2], vertical_alignment="bottom")
    with group:
        _filter(
            "Werkgroep",
            "Alle werkgroepen",
            view.theme or "",
            groups,
            lambda before, name: replace(before, theme=name or None),
        )
    with area:
        _filter(
            "Gebied",
            "Alle gebieden",
            view.where,
            {name: name for name in sorted(areas)},
            lambda before, name: replace(before, where=name),
        )
    with status:
        _filter(
            "Status",
            "Elke status",
            view.status,
            {str(status): words for status, words in WORDS.items()},
            lambda before, name: replace(before, status=name),
        )
    with late:
        st.session_state["over_tijd"] = view.overdue
        change = state.choose("over_tijd", lambda before, on: replace(before, overdue=on))
        st.toggle("Met acties over tijd", key="over_tijd", on_change=change)
    with text:
        st.session_state["zoektekst_doelen"] = view.sought
        change = state.choose("zoektekst_doelen", lambda before, typed: replace(before, sought=typed or ""))
        st.text_input(
            "Zoek",
            key="zoektekst_doelen",
            type="search",
            max_chars=40,
            placeholder="In titels en acties",
            on_change=change,
        )


def _filter(
    label: str, every: str, chosen: str, known: dict[str, str], change: Callable[[View, str], View]
) -> None:
    """A choice among what there is; one that the address asks for and isn't there, stays to be seen."""
    names = {"": every, **known}
    names.setdefault(chosen, chosen)
    controls.select(label, list(names), chosen, lambda name: formats.sentence(names[name]), change)


def _draw_groups(room: Room, figure: ObjectivesFigure) -> None:
    """The objectives by working group; of many the first, unless all are asked for."""
    view, shown = room.frame.view, figure.objectives
    if view.objective:
        shown = [entry for entry in shown if entry.id == view.objective] or shown
        st.button("Toon alle doelstellingen", key="alle_doelen", on_click=state.write, args=(_all(view),))
    themes, group = room.frame.catalog.theme_by_id, None
    for entry in shown if view.show_all else shown[:MOST_SHOWN]:
        if entry.working_group != group:
            group = entry.working_group
            st.subheader(themes[group].label if group in themes else group, anchor=False)
        objectives_card.draw(room, entry)
    if len(shown) > MOST_SHOWN and not view.show_all:
        left = len(shown) - MOST_SHOWN
        there = replace(view, show_all=True)
        st.button(f"Toon ook de andere {left}", key="meer_doelen", on_click=state.write, args=(there,))


def _all(view: View) -> View:
    return replace(view, objective="")
