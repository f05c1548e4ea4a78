"""The page Pendel: the commuters of a municipality or a region, on a map, in bars and in a matrix."""

from dataclasses import replace
from html import escape

import streamlit as st

from streekmonitor import formats
from streekmonitor.analysis.commuting import Direction
from streekmonitor.app import controls, drawing, figure_tools, state
from streekmonitor.app.shell import open_page
from streekmonitor.areas import PROVINCE
from streekmonitor.catalog import FlowMeasure
from streekmonitor.figures import commuting
from streekmonitor.figures.commuting import DIRECTION_WORDS, DIRECTIONS, Centre
from streekmonitor.figures.figure import FigureUnavailable
from streekmonitor.figures.frame import Frame
from streekmonitor.view import THRESHOLDS

TITLE = "Wie werkt waar?"
PAGE = "pendel"
TABLE_HEIGHT = 330
WIDE_AND_NARROW = (1.55, 1.0)
PARTNER_FIGURES: dict[Direction, str] = {"out": "bestemmingen", "in": "herkomsten"}


def draw() -> None:
    """The whole page."""
    frame = open_page(PAGE, TITLE)
    try:
        centre = commuting.centre_of(frame)
    except FigureUnavailable as reason:
        st.info(str(reason))
        return
    _controls(centre)
    st.markdown(f"**{centre.result.sentence}**")
    if centre.result.totals is None:
        return
    left, right = st.columns(WIDE_AND_NARROW, gap="medium")
    with left:
        _map(centre)
    with right:
        _shares(centre)
        _partners(centre, centre.direction)
    left, right = st.columns(WIDE_AND_NARROW, gap="medium")
    with left:
        _totals(centre)
        _table(centre)
    with right:
        _partners(centre, "in" if centre.direction == "out" else "out")
    left, right = st.columns(WIDE_AND_NARROW, gap="medium")
    with left:
        _matrix(centre)
    with right:
        _explanation(centre, centre.flow)


def _controls(centre: Centre) -> None:
    areas, view = centre.areas, centre.view
    area, direction, threshold = st.columns([2, 2, 1.4])
    with area:
        options = [*centre.regions, *sorted(areas.within(PROVINCE), key=areas.name)]
        controls.select("Regio of gemeente", options, centre.code, centre.name, commuting.centred)
    with direction:
        change = lambda view, way: replace(view, direction=way)  # noqa: E731
        controls.select("Richting", list(DIRECTIONS), view.direction, DIRECTION_WORDS.__getitem__, change)
    with threshold:
        words = {str(least): f"{formats.number(least)} werkenden" for least in THRESHOLDS}
        change = lambda view, least: replace(view, threshold=int(least))  # noqa: E731
        controls.select("Stromen vanaf", list(words), str(view.threshold), words.__getitem__, change)


def _map(centre: Centre) -> None:
    figure = commuting.FlowMapFigure(centre)
    st.markdown(f"##### {figure.title}")
    key = state.chart_key("pendelkaart", centre.view.set_id)
    words = "Kaart van de pendelstromen; de tabel eronder bevat dezelfde cijfers."
    drawing.show(figure.drawing, key, words, on_click=state.click(key, commuting.centred))
    drawing.caption(figure.remark)
    figure_tools.draw(centre, "pendelkaart", figure.exported)


def _shares(centre: Centre) -> None:
    figure = commuting.SharesFigure(centre)
    st.markdown(f"##### {commuting.SHARES_TITLE} (%)")
    words = "Gestapelde balken met de aandelen van eigen gemeente, eigen regio, Brussel en elders."
    drawing.show(figure.drawing, "aandelen", words)
    figure_tools.draw(centre, "pendelaandelen", figure.exported)


def _partners(centre: Centre, direction: Direction) -> None:
    figure = commuting.PartnersFigure(centre, direction)
    st.markdown(f"##### {figure.heading}")
    words = "De gebieden met de grootste pendelstromen, ook in de tabel."
    drawing.show(figure.drawing, f"partners_{direction}", words)
    figure_tools.draw(centre, PARTNER_FIGURES[direction], figure.exported)


def _totals(centre: Centre) -> None:
    figure = commuting.TotalsFigure(centre)
    figures = figure.words
    for cell, (words, number) in zip(st.columns(len(figures)), figures.items(), strict=True):
        text = f"<strong>{escape(number)}</strong><span>{escape(words)}</span>"
        cell.html(f'<div class="sm-figure">{text}</div>')
    figure_tools.draw(centre, "pendelcijfers", figure.exported)


def _table(centre: Centre) -> None:
    figure = commuting.FlowTableFigure(centre)
    st.markdown("##### Tabel (werkenden)")
    st.table(figure.rows, hide_index=True, height=TABLE_HEIGHT, border="horizontal")
    figure_tools.draw(centre, "pendeltabel", figure.exported)


def _matrix(centre: Centre) -> None:
    figure = commuting.MatrixFigure(centre)
    st.markdown(f"##### {commuting.MATRIX_TITLE}")
    if figure.refusal:
        st.info(figure.refusal)
        return
    with st.container(key="breed_matrix"):
        words = "Pendelstromen tussen de regio’s, Brussel en elders; elke cel toont haar aantal."
        drawing.show(figure.drawing, "matrix", words, width="content")
    drawing.caption(figure.drawing.caption)
    figure_tools.draw(centre, "pendelmatrix", figure.exported)


def _explanation(frame: Frame, flow: FlowMeasure) -> None:
    source = next(entry for entry in frame.catalog.sources if entry.id == flow.source)
    st.markdown("##### Let op")
    st.markdown("\n".join(f"- {note}" for note in source.notes))
    link = f"[naar de bron]({source.url})"
    st.caption(f"{flow.label}. {source.attribution} · {source.title} · {source.licence} · {link}")
