"""What asks for attention, and what goes well: ranked, each in a sentence with the way to its figure."""

from dataclasses import replace

import streamlit as st

from streekmonitor import formats
from streekmonitor.analysis.attention import Kind, Point
from streekmonitor.app import figure_tools, state
from streekmonitor.figures.attention import EXPLAINED, HEADS, AttentionFigure
from streekmonitor.figures.frame import Frame


def draw(frame: Frame) -> None:
    """Both lists for all municipalities and the regions, or of one working group."""
    figure = AttentionFigure(frame)
    explanation, switch = st.columns([4, 1], vertical_alignment="center")
    explanation.caption(EXPLAINED)
    with switch:
        st.session_state["alle"] = frame.view.show_all
        change = state.choose("alle", lambda view, on: replace(view, show_all=on))
        st.toggle("Toon alle", key="alle", on_change=change)
    for column, kind in zip(st.columns(2, gap="large"), HEADS, strict=True):
        with column:
            _draw_list(figure, kind)
    if not figure.refusal:
        figure_tools.draw(frame, "aandachtspunten", figure.exported)


def draw_point(frame: Frame, point: Point, *, with_area: bool) -> None:
    """A link to the figure, and the sentence."""
    indicator = frame.catalog.indicator_by_id[point.indicator]
    page = frame.catalog.theme_by_id[indicator.theme].page
    label = f"{frame.areas.name(point.area)}: {indicator.short_label}" if with_area else indicator.short_label
    view = frame.view.of_indicator(indicator.id)
    if frame.areas.is_municipality(point.area):
        view = view.leading(point.area)
    st.page_link(
        f"pages/{page}.py", label=f"**{label}**", query_params=replace(view, period=point.period).to_query()
    )
    st.markdown(point.sentence)


def _draw_list(figure: AttentionFigure, kind: Kind) -> None:
    every, shown = figure.every(kind), figure.points(kind)
    st.html(f'<h2 class="sm-theme">{HEADS[kind]} ({formats.number(len(every))})</h2>')
    if not every:
        st.markdown("Geen, volgens deze regels.")
    with st.container(key=f"punten_{kind}"):
        for point in shown:
            draw_point(figure.frame, point, with_area=True)
    left = len(every) - len(shown)
    if left > 0:
        st.caption(f"En nog {formats.number(left)}: zet “Toon alle” aan.")
