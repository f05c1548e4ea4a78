"""The page of one municipality: who it is, how it stands and moves, and who resembles it. It prints."""

from collections.abc import Sequence
from functools import partial

import streamlit as st

from streekmonitor import formats
from streekmonitor.analysis.attention import Kind
from streekmonitor.analysis.similar import neighbours
from streekmonitor.app import attention, controls, drawing, figure_tools, key_figures, state
from streekmonitor.app.shell import open_page
from streekmonitor.figures import municipality
from streekmonitor.figures.frame import Frame
from streekmonitor.figures.municipality import Municipality, ProfileFigure, SimilarFigure
from streekmonitor.report.kinds import KINDS
from streekmonitor.view import View, former_notices

TITLE = "Hoe staat deze gemeente ervoor?"
MAP_WORDS = "Kaart van de provincie met de ligging van de gemeente; een klik opent een andere gemeente."
NONE_FOUND: dict[Kind, str] = {
    "strength": "Geen cijfer is gunstiger dan in het Vlaams Gewest én bewoog nog verder de goede kant op.",
    "concern": "Geen cijfer is ongunstiger dan in het Vlaams Gewest én bewoog nog verder de slechte kant op.",
}


def draw() -> None:
    """The whole page."""
    frame = municipality.municipality_of(open_page("gemeente", TITLE))
    profile = ProfileFigure(frame)
    with st.container(key="wie"):
        left, right = st.columns([1.15, 1.0], gap="large")
        with left:
            _choose(frame)
            _introduce(frame, profile)
        with right:
            _draw_map(frame, profile)
    _points(frame)
    key_figures.draw(municipality.key_figures_of(frame))
    if frame.in_force:
        _around(frame)


def _choose(frame: Municipality) -> None:
    options = controls.municipality_options(frame.areas)
    words = partial(controls.municipality_name, frame.areas)
    with st.container(key="kies_gemeente"):
        controls.select("Gemeente", options, frame.code, words, View.leading)


def _introduce(frame: Municipality, profile: ProfileFigure) -> None:
    """Its name and size, mergers before and after, and the regions it belongs to."""
    areas, code = frame.areas, frame.code
    st.markdown(f"## {areas.name(code)}")
    st.markdown(profile.size)
    for notice in former_notices(View(selected=(code,)), areas):
        st.info(f"{notice} De cijfers hieronder zijn die van de vroegere gemeente.")
        _steps(frame, "opvolger", [areas.current(code)], "Naar ")
    former = areas.former(code)
    if former:
        names = formats.listing([areas.name(nis) for nis in former])
        st.info(f"{areas.name(code)} is een fusie van {names}, die u ook nog apart kunt bekijken.")
        _steps(frame, "vroegere", former, "Naar ")
    st.markdown(f"{areas.name(code)} hoort bij {formats.listing(frame.memberships)}.")
    if frame.in_force:
        _fact_sheet(frame)


def _fact_sheet(frame: Municipality) -> None:
    """The page on two sides of A4, made when it is asked for."""
    sheet = KINDS["pdf"]
    with st.container(key="hulp_fiche"):
        st.download_button(
            "Fiche van twee pagina’s (PDF)",
            partial(sheet.make, frame.tables, frame.code, frame.home),
            file_name=sheet.file_name(frame.areas.name(frame.code)),
            mime="application/pdf",
            key="fiche",
            on_click="ignore",
            type="tertiary",
        )


def _steps(frame: Frame, kind: str, codes: Sequence[str], before: str = "") -> None:
    """Steps to other municipalities; a page link to this same page would leave the address as it was."""
    group = "_".join([kind, *codes])
    with st.container(horizontal=True, key=f"naar_{group}"):
        for nis in codes:
            there, label = frame.view.leading(nis), f"{before}{frame.areas.name(nis)}"
            st.button(label, key=f"{kind}_{nis}", type="tertiary", on_click=state.write, args=(there,))


def _draw_map(frame: Municipality, profile: ProfileFigure) -> None:
    """The province with the municipality filled; a click leads to another."""
    key = state.chart_key("ligging", frame.view.set_id)
    drawing.show(profile.drawing, key, MAP_WORDS, on_click=state.click(key, View.leading))
    figure_tools.draw(frame, "profiel", profile.exported)


def _points(frame: Municipality) -> None:
    """What goes well and what asks for attention, by the rules of the overview."""
    if not frame.in_force:
        return
    figure = municipality.points_of(frame)
    heads: dict[Kind, str] = {"strength": "Sterke punten", "concern": "Aandachtspunten"}
    with st.container(key="sterk_en_zwak"):
        for column, (kind, head) in zip(st.columns(2, gap="large"), heads.items(), strict=True):
            with column:
                st.html(f'<h2 class="sm-theme">{head}</h2>')
                found = figure.points(kind)
                for point in found:
                    attention.draw_point(frame, point, with_area=False)
                if not found:
                    st.markdown(NONE_FOUND[kind])
    if not figure.refusal:
        figure_tools.draw(frame, "sterk_en_zwak", figure.exported)


def _around(frame: Municipality) -> None:
    """Who resembles it and why, and who lies beside it."""
    left, right = st.columns([2.2, 1.0], gap="large")
    with left:
        _similar(frame)
    with right:
        st.html('<h2 class="sm-theme">Buurgemeenten</h2>')
        _steps(frame, "buur", neighbours(frame.tables, frame.code))
        with st.container(key="alle_cijfers"):
            _themes(frame)


def _themes(frame: Municipality) -> None:
    """The way to all figures of each theme; on paper it leads nowhere."""
    st.html('<h2 class="sm-theme">Alle cijfers</h2>')
    for theme in frame.catalog.themes:
        indicators = frame.catalog.of_theme(theme.id)
        if indicators:
            query = frame.view.of_indicator(indicators[0].id).to_query()
            st.page_link(f"pages/{theme.page}.py", label=theme.label, query_params=query)


def _similar(frame: Municipality) -> None:
    figure = SimilarFigure(frame)
    st.html('<h2 class="sm-theme">Gelijkaardige gemeenten</h2>')
    with st.container(key="gelijkaardig"):
        for peer in figure.peers:
            _steps(frame, "gelijk", [peer.code])
            st.markdown(peer.sentence)
    st.caption(figure.method)
    if not figure.refusal:
        figure_tools.draw(frame, "gelijkaardig", figure.exported)
