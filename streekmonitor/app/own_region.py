"""Eigen regio: municipalities of one's own choice, named, shared by link, and set against the definitions."""

from dataclasses import replace

import streamlit as st

from streekmonitor.app import controls, drawing, explained_regions, figure_tools, state
from streekmonitor.app.shell import open_page
from streekmonitor.areas import PROVINCE
from streekmonitor.figures.own_region import OwnRegionFigure, official_regions
from streekmonitor.view import DEFAULT_SET, LONGEST_NAME, OWN, View, own_region

TITLE = "Welke gemeenten horen bij uw regio?"
MAP_AND_CHOICES = (1.7, 1.0)
NOT_OFFICIAL = ""
MAP_WORDS = "Kaart om de gemeenten van uw regio aan te klikken; de lijst ernaast doet hetzelfde."


def draw() -> None:
    """The map to click on, beside name and members; then the difference from the official regions."""
    frame = open_page("eigen_regio", TITLE)
    figure = OwnRegionFigure(frame)
    left, right = st.columns(MAP_AND_CHOICES, gap="medium")
    with left:
        _map(figure)
    with right:
        _choices(figure)
    if frame.view.own_members:
        _differences(figure)


def _choices(figure: OwnRegionFigure) -> None:
    frame, view, areas = figure.frame, figure.frame.view, figure.frame.areas
    official = official_regions(frame)
    same = next((code for code, region in official.items() if region.members == view.own_members), "")
    otherwise = "Zelf samengesteld" if view.own_members else "Kies een regio"
    words = {NOT_OFFICIAL: otherwise, **{code: region.full_label for code, region in official.items()}}
    start = lambda view, code: view.with_own(official[code].members if code else ())  # noqa: E731
    controls.select("Begin met", list(words), same, words.__getitem__, start)
    st.session_state["eigen_gemeenten"] = list(view.own_members)
    st.multiselect(
        "Gemeenten van uw regio",
        sorted(areas.within(PROVINCE), key=areas.name),
        format_func=areas.name,
        key="eigen_gemeenten",
        select_all=False,
        placeholder="Zoek of klik op de kaart",
        on_change=state.choose("eigen_gemeenten", View.with_own),
    )
    st.session_state["eigen_naam"] = view.own_name
    st.text_input(
        "Naam",
        key="eigen_naam",
        max_chars=LONGEST_NAME,
        placeholder="Eigen regio",
        disabled=not view.own_members,
        on_change=state.choose("eigen_naam", lambda view, name: replace(view, own_name=name or "")),
    )
    _use(figure)


def _use(figure: OwnRegionFigure) -> None:
    """Put the region in force on every page, and leave it again."""
    frame, view = figure.frame, figure.frame.view
    if not view.own_members:
        st.markdown("Klik gemeenten aan op de kaart, zoek ze op naam, of begin met een bestaande regio.")
        return
    st.markdown(f"**{own_region(view.own_members, view.own_name).label}**: {figure.described}")
    if view.set_id == OWN:
        st.markdown("Deze regio geldt nu op alle pagina’s.")
        there = view.with_set(DEFAULT_SET)
        st.button("Terug naar de arrondissementen", type="tertiary", on_click=state.write, args=(there,))
    else:
        st.button("Gebruik deze regio", type="primary", on_click=state.write, args=(view.with_set(OWN),))
    if figure.refusal:
        figure_tools.share(frame, "afbakening")
    else:
        figure_tools.draw(frame, "afbakening", figure.exported)


def _map(figure: OwnRegionFigure) -> None:
    """The province; a click puts a municipality in the region or takes it out."""
    key = state.chart_key("kaart_eigen_regio", figure.frame.view.set_id)
    drawing.show(figure.drawing, key, MAP_WORDS, on_click=state.click(key, View.own_toggled))


def _differences(figure: OwnRegionFigure) -> None:
    """Against the official regions that look most like it, for one key figure."""
    st.markdown("##### Wat verschilt met de officiële regio’s?")
    with st.columns(MAP_AND_CHOICES)[0]:
        explained_regions.choose_indicator(figure.frame)
    if figure.refusal:
        st.markdown(figure.refusal)
        return
    if figure.sentence:
        st.markdown(figure.sentence)
    with st.container(key="tekst_verschil"):
        st.table(figure.rows, hide_index=True, border="horizontal")
    drawing.caption(figure.remark)
