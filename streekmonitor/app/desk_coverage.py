"""The coverage matrix: for how many municipalities each indicator of a theme has a figure, year by year."""

from dataclasses import replace

import streamlit as st

from streekmonitor.analysis.coverage_matrix import coverage_matrix
from streekmonitor.app import controls, drawing
from streekmonitor.app.colour_key import draw_key
from streekmonitor.charts.coverage_matrix import MATRIX_KEY, matrix_cells, matrix_chart
from streekmonitor.charts.heat_frames import as_table
from streekmonitor.charts.theme import as_spec
from streekmonitor.export.exported import Drawing
from streekmonitor.figures.frame import Frame

EXPLANATION = (
    "Elke cel telt de gemeenten van de provincie met een cijfer in de laatste periode van dat jaar. "
    "Vertrouwelijke en ontbrekende cijfers tellen niet mee; een gefuseerde gemeente telt één keer."
)


def draw(frame: Frame) -> None:
    """Choice of a theme, its matrix, and the same numbers as a table."""
    themes = frame.catalog.theme_by_id
    theme = frame.view.theme or next(iter(themes))
    change = lambda view, chosen: replace(view, theme=chosen)  # noqa: E731
    with st.columns([1, 2])[0]:
        controls.select("Themawerkgroep", list(themes), theme, lambda name: themes[name].label, change)
    matrix = coverage_matrix(frame.release, frame.catalog.of_theme(theme))
    if matrix.empty:
        st.info(f"Voor {themes[theme].label} zijn er geen cijfers per gemeente.")
        return
    cells = matrix_cells(matrix)
    draw_key(MATRIX_KEY)
    with st.container(key="breed_dekking"):
        words = "Per indicator en jaar het aantal gemeenten met een cijfer; de tabel eronder zegt hetzelfde."
        picture = Drawing(as_spec(matrix_chart()), {"cellen": cells})
        drawing.show(picture, "dekkingsmatrix", words, width="content")
        # Within the part that scrolls on a narrow screen: with it the keyboard gets there too.
        with st.expander("Als tabel"):
            st.table(as_table(cells, "Indicator"), hide_index=True, border="horizontal")
    st.caption(EXPLANATION)
