"""Plays through the periods: map and ranking of one period after another, on classes that stay the same.

While it plays only a fragment of the page runs, and the address stays as it was; when it stops, the period on
screen goes there. Any other choice stops it.
"""

from collections.abc import Callable
from dataclasses import dataclass, replace

import streamlit as st

from streekmonitor.analysis import presented
from streekmonitor.app import state
from streekmonitor.figures.screen import Screen
from streekmonitor.view import View

PLAYING = "_speelt"
SECONDS = 1.2
FEWEST_PERIODS = 3

Draw = Callable[[Screen], None]


@dataclass
class Playing:
    """What plays: the view it started from, and the place of the period on screen."""

    view: View
    place: int


def draw(screen: Screen, figures: Draw) -> None:
    """The figures of the period on screen, or of one period after another."""
    playing: Playing | None = st.session_state.get(PLAYING)
    if playing is not None and playing.view != screen.view:
        del st.session_state[PLAYING]
        playing = None
    if playing is None:
        figures(screen)
        return
    st.fragment(_step, run_every=SECONDS)(screen, figures)


def draw_button(screen: Screen) -> None:
    """The button that starts or stops; nothing where there is too little to play."""
    if screen.way.kind != presented.VALUE or len(screen.periods) < FEWEST_PERIODS:
        return
    if PLAYING in st.session_state:
        st.button("Stop", key="afspelen", type="tertiary", on_click=_stop, args=(screen,))
    else:
        st.button("Speel af", key="afspelen", type="tertiary", on_click=_start, args=(screen,))


def _start(screen: Screen) -> None:
    place = screen.periods.index(screen.period)
    last = len(screen.periods) - 1
    st.session_state[PLAYING] = Playing(screen.view, 0 if place == last else place)


def _stop(screen: Screen) -> None:
    """Leave the period that was on screen in the address."""
    st.session_state.pop(PLAYING, None)
    state.write(replace(screen.view, period=screen.period))


def _step(screen: Screen, figures: Draw) -> None:
    """One period; the next tick shows the next one, and after the last the whole page runs again."""
    playing: Playing | None = st.session_state.get(PLAYING)
    if playing is None:
        st.rerun()
    here = replace(screen, period=screen.periods[playing.place], playing=True)
    figures(here)
    if playing.place + 1 < len(screen.periods):
        playing.place += 1
    else:
        _stop(here)
        st.rerun()
