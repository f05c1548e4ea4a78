"""The first row of the indicator view: the map with its legend, and the ranking."""

from contextlib import nullcontext
from dataclasses import replace

import streamlit as st

from streekmonitor.app import controls, drawing, figure_tools, playback, state
from streekmonitor.figures.map import MapFigure
from streekmonitor.figures.ranking import RankingFigure
from streekmonitor.figures.screen import Screen

RANKING_HEIGHT = 430
TITLE_HEIGHT = 32  # of the choices beside the title of a map
FIRST_MAP, SECOND_MAP = "kaart", "tweede_kaart"
RANKED, BY_NAME = "rangschikking", "per_gemeente"
MAP_WORDS = "Kaart van de gemeenten met haar legende; de tabel bij de figuren bevat dezelfde cijfers."


def draw_map(screen: Screen, name: str = FIRST_MAP) -> None:
    """The municipalities by class, or by symbol for a count, with the legend below.

    `name` tells maps on one page apart.
    """
    figure = MapFigure(screen, second=name == SECOND_MAP)
    heading, choice = st.columns([3, 1.6], vertical_alignment="center")
    heading.markdown(f"##### {figure.heading}")
    if name == FIRST_MAP:
        with choice, st.container(horizontal=True, vertical_alignment="center", horizontal_alignment="right"):
            playback.draw_button(screen)
            controls.draw_region(screen)
    else:
        with choice:
            st.space(TITLE_HEIGHT)
    key = state.chart_key(name, screen.view.set_id, *figure.box, *figure.kinds.values())
    with st.container(key=f"kaartvak_{'hoog' if screen.view.region else 'breed'}_{name}"):
        if screen.playing:
            drawing.show(figure.on_screen, f"{key}-stil", MAP_WORDS, height="stretch")
        else:
            drawing.show(figure.on_screen, key, MAP_WORDS, on_click=state.click(key), height="stretch")
    drawing.caption(" ".join(figure.remarks))
    if screen.playing:
        return
    tools, classes = st.columns([1.6, 1], vertical_alignment="center")
    with tools:
        figure_tools.draw(screen, name, figure.exported)
    if screen.has_two_classes:
        with classes:
            _toggle_classes(screen)


def _toggle_classes(screen: Screen) -> None:
    st.session_state["klassen"] = screen.view.all_years
    change = state.choose("klassen", lambda view, on: replace(view, all_years=on))
    st.toggle("Klassen van alle jaren", key="klassen", on_change=change)


def draw_ranking(screen: Screen) -> None:
    """The municipalities from high to low, between the regions and comparators; by name for a survey."""
    figure = RankingFigure(screen)
    heading, switch = st.columns([1.6, 1], vertical_alignment="center")
    heading.markdown(f"##### {figure.heading}")
    if screen.ranked:
        with switch:
            _toggle_all(screen, disabled=screen.playing)
    rows = len(figure.drawing.datasets["rijen"])
    key = state.chart_key("rangschikking", rows, figure.paired)
    order = "Rangschikking van de gemeenten" if screen.ranked else "De gemeenten op naam"
    words = f"{order}; de tabel bij de figuren bevat dezelfde cijfers."
    # All 63 scroll in a box of their own, beside the map on which a click shows.
    box = st.container(height=RANKING_HEIGHT, border=False, key="alle_rijen") if figure.in_full else None
    with box or nullcontext():
        if screen.playing:
            drawing.show(figure.drawing, f"{key}-stil", words)
        else:
            drawing.show(figure.drawing, key, words, on_click=state.click(key))
    drawing.caption(figure.drawing.caption)
    if not screen.playing:
        figure_tools.draw(screen, RANKED if screen.ranked else BY_NAME, figure.exported)


def _toggle_all(screen: Screen, *, disabled: bool) -> None:
    st.session_state["alle"] = screen.view.show_all
    change = state.choose("alle", lambda view, on: replace(view, show_all=on))
    st.toggle("Toon alle", key="alle", on_change=change, disabled=disabled)
