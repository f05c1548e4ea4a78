"""What the colours and shapes of a chart stand for, in a line of words above it."""

from html import escape

import streamlit as st

from streekmonitor.figures.figure import Key


def draw_key(entries: Key) -> None:
    """Each as its sign in its colour, and its words."""
    spans = [
        f'<span><span style="color:{escape(colour)}">{escape(sign)}</span> {escape(words)}</span>'
        for words, colour, sign in entries
    ]
    st.html(f'<div class="sm-key">{" ".join(spans)}</div>')
