"""New in this release: new periods, revised figures and new series, with the way to the whole change log."""

import streamlit as st

from streekmonitor import formats
from streekmonitor.analysis.news import news
from streekmonitor.figures.frame import Frame
from streekmonitor.view import View


def draw(frame: Frame) -> None:
    """A few lines for each kind of change, and the link to everything."""
    parts = news(frame.release.changes)
    if not parts:
        st.markdown("Deze release brengt geen nieuwe periodes of herziene cijfers.")
    for part in parts:
        st.html(f'<h2 class="sm-theme">{part.title}</h2>')
        lines = [*part.lines, *([f"… en nog {formats.number(part.left)}."] if part.left else [])]
        st.markdown("\n".join(f"- {line}" for line in lines))
    everything = View(tab="wijzigingen").to_query()
    st.page_link("pages/toelichting.py", label="Alle wijzigingen in deze release", query_params=everything)
