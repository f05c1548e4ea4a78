"""The second row of the indicator view: evolution, spread or breakdown, one at a time, with the table."""

from collections.abc import Callable
from dataclasses import replace
from functools import partial

import streamlit as st

from streekmonitor.analysis.breakdown import Breakdown, breakdown_of
from streekmonitor.app import drawing, figure_tools, state
from streekmonitor.app.colour_key import draw_key
from streekmonitor.figures.breakdown import BreakdownFigure
from streekmonitor.figures.screen import Screen
from streekmonitor.figures.spread import SpreadFigure
from streekmonitor.figures.table import TableFigure
from streekmonitor.figures.trend import TrendFigure

TABLE_HEIGHT = 330
TREND_WORDS = (
    "Evolutie van de regio’s en de gekozen gemeenten; de tabel bevat de cijfers van de gekozen periode."
)
WHY_INDEX = (
    "Aantallen van grote en kleine gebieden passen niet op één as; de index laat zien waar ze sneller "
    "veranderen."
)
SPREAD_WORDS = "Spreiding van de gemeenten; de tabel hiernaast bevat dezelfde cijfers."
STACKED_WORDS, POINTS_WORDS = "Aandeel van elk deel per gebied.", "Per deel een punt voor elk gebied."


def draw(screen: Screen) -> None:
    """The tab that the address names, else the first."""
    tabs = _tabs(screen)
    chosen = screen.view.tab if screen.view.tab in tabs else next(iter(tabs))
    if len(tabs) > 1:
        st.session_state["tab"] = chosen
        change = state.choose("tab", lambda view, tab: replace(view, tab=tab))
        names = {name: label for name, (label, _) in tabs.items()}
        st.segmented_control(
            "Figuur",
            list(tabs),
            format_func=names.__getitem__,
            key="tab",
            required=True,
            label_visibility="collapsed",
            on_change=change,
        )
    tabs[chosen][1](screen)


def _tabs(screen: Screen) -> dict[str, tuple[str, Callable[[Screen], None]]]:
    """The tabs that this indicator has something to show in: id, label and what draws it."""
    tabs: dict[str, tuple[str, Callable[[Screen], None]]] = {}
    if len(screen.periods) > 1 or not screen.has_municipalities:
        tabs["evolutie"] = ("Evolutie", draw_trend)
    if screen.has_municipalities:
        tabs["spreiding"] = ("Spreiding", draw_spread)
    found = breakdown_of(screen.catalog, screen.indicator)
    if found:
        draw_parts = partial(draw_breakdown, breakdown=found)
        tabs["uitsplitsing"] = ("Uitsplitsing", draw_parts)
    return tabs


def draw_trend(screen: Screen) -> None:
    """The regions, the comparators and the selected municipalities through time."""
    figure = TrendFigure(screen)
    if figure.refusal:
        st.caption(figure.refusal)
        return
    st.markdown(f"##### {figure.heading}")
    drawing.show(figure.drawing, "evolutie", TREND_WORDS)
    drawing.caption(" ".join(figure.remarks))
    if figure.as_index is not None:
        st.markdown(f"##### {figure.as_index.heading}")
        drawing.show(figure.as_index.drawing, "evolutie_index", TREND_WORDS)
        drawing.caption(f"{WHY_INDEX} {figure.as_index.drawing.caption}")
    figure_tools.draw(screen, "evolutie", figure.exported)


def draw_spread(screen: Screen) -> None:
    """Every municipality a dot, the selected in their look, and lines for whom they are compared with."""
    figure = SpreadFigure(screen)
    st.markdown(f"##### {figure.heading}")
    drawing.show(figure.drawing, "spreiding", SPREAD_WORDS)
    drawing.caption(figure.drawing.caption)
    figure_tools.draw(screen, "spreiding", figure.exported)


def draw_breakdown(screen: Screen, breakdown: Breakdown) -> None:
    """The parts of the selected areas, or of the regions, beside those they are compared with."""
    figure = BreakdownFigure(screen, breakdown)
    st.markdown(f"##### {figure.heading}")
    if figure.refusal:
        st.caption(figure.refusal)
        return
    draw_key(figure.key)
    drawing.caption(figure.drawing.caption)
    words = STACKED_WORDS if breakdown.stacked else POINTS_WORDS
    drawing.show(figure.drawing, "uitsplitsing", words)
    drawing.caption(figure.absent)
    figure_tools.draw(screen, "uitsplitsing", figure.exported)


def draw_table(screen: Screen) -> None:
    """The figures of map and ranking, and those of the regions and comparators, as text."""
    figure = TableFigure(screen)
    st.markdown(f"##### {figure.heading}")
    st.table(figure.rows, hide_index=True, height=TABLE_HEIGHT, border="horizontal")
    figure_tools.draw(screen, "tabel", figure.exported)
