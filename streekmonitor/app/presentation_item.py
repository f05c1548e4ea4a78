"""One item of the presentation: the presenter's own words, and the figure as it stands now."""

from collections.abc import Mapping

import streamlit as st

from streekmonitor.app import basket
from streekmonitor.app.drawing import show as show_drawing
from streekmonitor.presentation.model import (
    LONGEST_COMMENT,
    LONGEST_HEADING,
    ChosenFigure,
    Presentation,
    SectionHeading,
)
from streekmonitor.presentation.rebuild import Built


def chosen(presentation: Presentation) -> int:
    """The place of the item that is worked on."""
    return int(min(st.session_state.get(basket.SELECTED, 0), len(presentation.items) - 1))


def choose(position: int) -> None:
    """Work on the item in this place."""
    st.session_state[basket.SELECTED] = position


def draw(presentation: Presentation, built: list[Built]) -> None:
    """The words of the chosen item, and its figure below."""
    position = chosen(presentation)
    entry = built[position]
    is_section = isinstance(entry.item, SectionHeading)
    finding = entry.figure.sentence if entry.figure else ""
    _text(position, "heading", "Tussentitel" if is_section else "Kop", LONGEST_HEADING, finding)
    _text(position, "comment", "Toelichting", LONGEST_COMMENT, "Wat u erbij wilt zeggen (hoeft niet)")
    if entry.reason:
        st.warning(f"Deze figuur is niet te tonen en blijft weg uit de presentatie. {entry.reason}")
    if entry.figure is None:
        return
    if isinstance(entry.item, ChosenFigure) and entry.figure.drawings:
        key = f"tabel_{position}"
        st.session_state[key] = entry.item.whole_table
        st.toggle("Met alle cijfers als tabel", key=key, on_change=_set, args=(position, "whole_table", key))
    st.markdown(f"##### {entry.figure.title}")
    for number, drawing in enumerate(entry.figure.drawings):
        show_drawing(drawing, f"voorbeeld_{position}_{number}", entry.figure.sentence)
    if not entry.figure.drawings:
        st.dataframe(entry.figure.table, hide_index=True, height=320)
    st.caption(entry.figure.credit)
    if isinstance(entry.item, ChosenFigure):
        _link(entry.item.page, entry.item.query)


def _link(page: str, query: Mapping[str, str]) -> None:
    st.page_link(f"pages/{page}.py", label="Naar deze figuur op haar pagina", query_params=dict(query))


def _text(position: int, name: str, label: str, longest: int, example: str) -> None:
    key = f"{name}_{position}"
    st.session_state[key] = getattr(basket.current().items[position], name)
    field = st.text_area if name == "comment" else st.text_input
    field(label, key=key, max_chars=longest, placeholder=example, on_change=_set, args=(position, name, key))


def _set(position: int, name: str, key: str) -> None:
    """A choice or text of the presenter, put in the item."""
    presentation = basket.current()
    value = st.session_state[key]
    item = presentation.items[position].model_copy(update={name: "" if value is None else value})
    basket.keep(presentation.replaced(position, item))
