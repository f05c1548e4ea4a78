"""New in this release: new periods, revised figures and new series, with the whole report on demand."""

import streamlit as st

from streekmonitor import formats
from streekmonitor.analysis.news import news
from streekmonitor.app import data
from streekmonitor.app.screen import Frame


def draw(frame: Frame) -> None:
    """A few lines for each kind of change, and everything in a box that opens on demand."""
    report = data.change_report(frame.release.id)
    parts = news(report)
    if not parts:
        st.markdown("Deze release brengt geen nieuwe periodes of herziene cijfers.")
    for part in parts:
        st.html(f'<h2 class="sm-theme">{part.title}</h2>')
        lines = [*part.lines, *([f"… en nog {formats.number(part.left)}."] if part.left else [])]
        st.markdown("\n".join(f"- {line}" for line in lines))
    box = st.expander("Alle wijzigingen in deze release", on_change="rerun", key="alle_wijzigingen")
    if box.open:
        box.markdown(report.partition("\n")[2])
