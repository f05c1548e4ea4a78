"""The first row of the indicator view: the map with its legend, and the ranking."""

from contextlib import nullcontext
from dataclasses import replace

import streamlit as st

from streekmonitor.app import controls, drawing, figure_tools, playback, state
from streekmonitor.figures.map import MapFigure
from streekmonitor.figures.ranking import RankingFigure
from streekmonitor.figures.screen import Screen

RANKING_HEIGHT = 430
FIRST_MAP, SECOND_MAP = "kaart", "tweede_kaart"
RANKED, BY_NAME = "rangschikking", "per_gemeente"
MAP_WORDS = "Kaart van de gemeenten; de tabel bij de figuren bevat dezelfde cijfers."
SIZES, CLASSES = "Legende: de maat van de cirkels.", "Legende: aantal gemeenten per klasse."


def draw_map(screen: Screen, name: str = FIRST_MAP) -> None:
    """The municipalities by class, or by symbol for a count, with the legend below.

    `name` tells maps on one page apart.
    """
    figure = MapFigure(screen, second=name == SECOND_MAP)
    heading, play, choice = st.columns([3, 0.5, 1.1], vertical_alignment="center")
    heading.markdown(f"##### {figure.title}")
    if name == FIRST_MAP:
        with play:
            playback.draw_button(screen)
        with choice:
            controls.draw_region(screen)
    key = state.chart_key(name, screen.view.set_id, *figure.box, *figure.kinds.values())
    if screen.playing:
        drawing.show(figure.drawing, f"{key}-stil", MAP_WORDS)
    else:
        drawing.show(figure.drawing, key, MAP_WORDS, on_click=state.click(key))
    words = SIZES if figure.kinds["symbols"] else CLASSES
    drawing.show(figure.legend, f"legende_{name}", words)
    drawing.caption(" ".join(figure.remarks))
    if not screen.playing:
        figure_tools.draw(screen, name, figure.exported)


def draw_ranking(screen: Screen) -> None:
    """The municipalities from high to low, between the regions and comparators; by name for a survey."""
    figure = RankingFigure(screen)
    heading, switch = st.columns([1.6, 1], vertical_alignment="center")
    heading.markdown(f"##### {figure.heading}")
    if screen.ranked:
        with switch:
            _toggle_all(screen, disabled=screen.playing)
    rows = len(figure.drawing.datasets["rijen"])
    key = state.chart_key("rangschikking", rows)
    order = "Rangschikking van de gemeenten" if screen.ranked else "De gemeenten op naam"
    words = f"{order}; de tabel bij de figuren bevat dezelfde cijfers."
    # All 63 scroll in a box of their own, beside the map on which a click shows.
    box = st.container(height=RANKING_HEIGHT, border=False, key="alle_rijen") if figure.in_full else None
    with box or nullcontext():
        if screen.playing:
            drawing.show(figure.drawing, f"{key}-stil", words)
        else:
            drawing.show(figure.drawing, key, words, on_click=state.click(key))
    if not screen.playing:
        figure_tools.draw(screen, RANKED if screen.ranked else BY_NAME, figure.exported)


def _toggle_all(screen: Screen, *, disabled: bool) -> None:
    st.session_state["alle"] = screen.view.show_all
    change = state.choose("alle", lambda view, on: replace(view, show_all=on))
    st.toggle("Toon alle", key="alle", on_change=change, disabled=disabled)
