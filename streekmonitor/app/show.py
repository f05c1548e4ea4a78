"""The show: one figure a slide, full screen, by keyboard or presenter's remote, and still alive."""

from collections.abc import Callable
from pathlib import Path

import streamlit as st

from streekmonitor.app import basket, slide
from streekmonitor.app.slide import Periods
from streekmonitor.app.slide_figure import HEIGHT, WIDTH, Room

SLIDE = "dia"
EAR = "toonstelling"
OTHER_PERIODS = "_dia_periodes"
KEYS = Path(__file__).with_name("show.js").read_text(encoding="utf-8")
STYLE = Path(__file__).with_name("show.css").read_text(encoding="utf-8")


def is_running() -> bool:
    """Whether the address asks for a slide of a presentation that there is."""
    return SLIDE in st.query_params and bool(basket.current().items)


def start() -> None:
    """Begin at the first slide."""
    st.session_state[OTHER_PERIODS] = {}
    _go(1)


def draw() -> None:
    """The slide that the address names, with its controls."""
    presentation = basket.current()
    # What can't be shown stays away from a meeting; the page of the presentation tells it.
    items = [item for item in presentation.items if not basket.built(item).reason]
    slides = len(items) + 1
    number = min(max(_number(), 1), slides)
    room = _room()
    _listen(number, slides)
    st.html(f"<style>{STYLE}</style>")
    others: dict[int, str] = st.session_state.setdefault(OTHER_PERIODS, {})
    with st.container(key="dia"):
        if number == 1:
            slide.draw_cover(presentation)
            periods = None
        else:
            periods = slide.draw(items[number - 2], room, others.get(number))
    with st.container(key="dia_bediening", horizontal=True, vertical_alignment="center"):
        _controls(number, slides, periods)


def _number() -> int:
    asked = st.query_params.get(SLIDE, "1")
    return int(asked) if asked.isdecimal() and len(asked) < 5 else 1


def _go(number: int) -> None:
    st.query_params[SLIDE] = str(number)


def _close() -> None:
    st.query_params.pop(SLIDE, None)


def _listen(number: int, slides: int) -> None:
    ear = st.components.v2.component("streekmonitor_toonstelling", js=KEYS)
    ear(
        data={"slide": number, "slides": slides, "sized": EAR in st.session_state and _told() is not None},
        key=EAR,
        on_slide_change=lambda: _go(int(st.session_state[EAR]["slide"])),
        on_size_change=lambda: None,
        on_closed_change=_close,
    )


def _told() -> list[int] | None:
    """The size that the browser told."""
    size = st.session_state.get(EAR, {}).get("size")
    known = isinstance(size, list) and len(size) == 2 and all(isinstance(side, int) for side in size)
    return size if known else None


def _room() -> Room:
    width, height = _told() or (WIDTH, HEIGHT)
    return Room(min(max(width, 300), 8000), min(max(height, 300), 5000))


def _controls(number: int, slides: int, periods: Periods | None) -> None:
    """For who has no keyboard at hand; and the counter."""
    st.button("Vorige", key="dia_vorige", disabled=number == 1, on_click=_go, args=(number - 1,))
    st.button("Volgende", key="dia_volgende", disabled=number == slides, on_click=_go, args=(number + 1,))
    st.markdown(f"{number} / {slides}")
    if periods is not None:
        _choose_period(number, periods)
    st.space("stretch")
    st.button("Sluit", key="dia_sluit", on_click=_close)


def _choose_period(number: int, periods: Periods) -> None:
    """Another period for this slide, as long as the show runs."""
    key = f"dia_periode_{number}"
    st.session_state[key] = periods.shown
    st.selectbox(
        "Periode",
        periods.known[::-1],
        format_func=periods.words,
        key=key,
        label_visibility="collapsed",
        width=230,
        on_change=_other_period(number, key),
    )


def _other_period(number: int, key: str) -> Callable[[], None]:
    def changed() -> None:
        st.session_state[OTHER_PERIODS][number] = st.session_state[key]

    return changed
