"""The page of one municipality: who it is, how it stands and moves, and who resembles it. It prints."""

from collections.abc import Sequence
from dataclasses import replace
from functools import lru_cache, partial
from typing import Any

import pandas as pd
import streamlit as st

from streekmonitor import formats
from streekmonitor.analysis.attention import Kind
from streekmonitor.analysis.groups import known_profiles
from streekmonitor.analysis.similar import neighbours
from streekmonitor.app import attention, controls, figure_tools, key_figures, state
from streekmonitor.app.key_figure_table import exported
from streekmonitor.app.key_figures import Columns
from streekmonitor.app.shell import open_page
from streekmonitor.areas import Region
from streekmonitor.charts import geometry
from streekmonitor.charts.locator import locator_chart
from streekmonitor.charts.map_frames import label_frame
from streekmonitor.charts.theme import (
    CONTEXT,
    REGION_COLOURS,
    REGION_SHAPES,
    SELECTION_COLOURS,
    as_spec,
)
from streekmonitor.figures.frame import Frame
from streekmonitor.view import View, former_notices

TITLE = "Hoe staat deze gemeente ervoor?"
FIRST = "24062"
PROVINCE_REGION, BENCHMARK = "vlaams_brabant", "vlaams_gewest"
LOOK = (SELECTION_COLOURS[0], "diamond")
MAP_HEIGHT = 250
MAP_SIZE, NARROW_MAP_SIZE = (520.0, 240.0), (330.0, 240.0)
POINTS_SHOWN = 3
NONE_FOUND: dict[Kind, str] = {
    "strength": "Geen cijfer is gunstiger dan in het Vlaams Gewest én bewoog nog verder de goede kant op.",
    "concern": "Geen cijfer is ongunstiger dan in het Vlaams Gewest én bewoog nog verder de slechte kant op.",
}
BRUSSELS = "21004"


def draw() -> None:
    """The whole page."""
    frame = open_page("gemeente", TITLE)
    code = frame.view.selected[0] if frame.view.selected else FIRST
    frame = replace(frame, view=frame.view.leading(code))
    region = _region(frame, code)
    with st.container(key="wie"):
        left, right = st.columns([1.15, 1.0], gap="large")
        with left:
            _choose(frame, code)
            _introduce(frame, code)
        with right:
            _draw_map(frame, code)
    _points(frame, code)
    columns = _columns(frame, code, region)
    key_figures.draw(frame, columns, frame.catalog.themes)
    figure_tools.draw(frame, partial(exported, frame, columns, frame.catalog.themes), "kerncijfers")
    if frame.areas.current(code) == code:
        _around(frame, code)


def _region(frame: Frame, code: str) -> Region | None:
    """The region of the chosen set (or the visitor's own) that the municipality lies in."""
    current = frame.areas.current(code)
    return next((region for region in frame.view.regions(frame.areas) if current in region.members), None)


def _columns(frame: Frame, code: str, region: Region | None) -> Columns:
    letters = ((PROVINCE_REGION, "P"), (BENCHMARK, "V"))
    against = region.id if region else PROVINCE_REGION
    if region is None:
        return Columns(((code, *LOOK),), letters, None, code, against)
    place = frame.regions.index(region.id)
    looks = ((code, *LOOK), (region.id, REGION_COLOURS[place], REGION_SHAPES[place]))
    return Columns(looks, ((region.id, "R"), *letters), None, code, against)


def _choose(frame: Frame, code: str) -> None:
    options = controls.municipality_options(frame.areas)
    words = partial(controls.municipality_name, frame.areas)
    with st.container(key="kies_gemeente"):
        controls.select("Gemeente", options, code, words, View.leading)


def _introduce(frame: Frame, code: str) -> None:
    """Its name and size, mergers before and after, and the regions it belongs to."""
    areas = frame.areas
    st.markdown(f"## {areas.name(code)}")
    st.markdown(_size(frame, code))
    for notice in former_notices(View(selected=(code,)), areas):
        st.info(f"{notice} De cijfers hieronder zijn die van de vroegere gemeente.")
        _steps(frame, "opvolger", [areas.current(code)], "Naar ")
    former = areas.former(code)
    if former:
        names = formats.listing([areas.name(nis) for nis in former])
        st.info(f"{areas.name(code)} is een fusie van {names}, die u ook nog apart kunt bekijken.")
        _steps(frame, "vroegere", former, "Naar ")
    st.markdown(f"{areas.name(code)} hoort bij {formats.listing(_memberships(frame, code))}.")


def _size(frame: Frame, code: str) -> str:
    """Residents and surface, each with its day."""
    density = frame.tables.figure("population_density", code, None, frame.set_id)
    if density.numerator is None or density.denominator is None:
        return ""
    residents, surface = formats.number(density.numerator), formats.number(density.denominator, 1)
    return f"**{residents} inwoners** op {density.period_label}, op **{surface} km²**: {density.text}."


def _steps(frame: Frame, kind: str, codes: Sequence[str], before: str = "") -> None:
    """Steps to other municipalities; a page link to this same page would leave the address as it was."""
    group = "_".join([kind, *codes])
    with st.container(horizontal=True, key=f"naar_{group}"):
        for nis in codes:
            there, label = frame.view.leading(nis), f"{before}{frame.areas.name(nis)}"
            st.button(label, key=f"{kind}_{nis}", type="tertiary", on_click=state.write, args=(there,))


def _memberships(frame: Frame, code: str) -> list[str]:
    areas, current = frame.areas, frame.areas.current(code)
    regions = [areas.regions[i] for entry in areas.sets.values() if entry.selectable for i in entry.regions]
    return [region.full_label for region in regions if current in region.members]


def _draw_map(frame: Frame, code: str) -> None:
    """The province with the municipality filled; a click leads to another."""
    areas, points = frame.areas, frame.release.label_points
    on_map = [nis for nis in frame.release.by_residents if nis != areas.current(code)]
    on_map += [code] if areas.current(code) == code else areas.former(areas.current(code))
    x0, y0, x1, y1 = frame.release.manifest["boundaries"]["bounds"]["province"]
    box = (x0, y0, x1, y1)
    rows = pd.DataFrame(
        [(nis, areas.name(nis), LOOK[0] if nis == code else CONTEXT) for nis in on_map],
        columns=["nis", "naam", "kleur"],
    )
    named = [(areas.name(nis), points[nis]) for nis in dict.fromkeys([code, *on_map[:6]])]
    fitting = {False: MAP_SIZE, True: NARROW_MAP_SIZE}
    names = [
        label_frame(named, [("Brussel", points[BRUSSELS])], box, size).assign(smal=narrow)
        for narrow, size in fitting.items()
    ]
    key = state.chart_key("ligging", frame.view.set_id)
    spec = _map_spec(frame.release.manifest["boundaries"]["file"], frame.regions, box)
    st.vega_lite_chart(
        spec | {"datasets": {"gebieden": rows, "opschriften": pd.concat(names)}},
        key=key,
        theme=None,
        on_select=state.click(key, View.leading),
        alt="Kaart van de provincie met de ligging van de gemeente; een klik opent een andere gemeente.",
    )


@lru_cache(maxsize=16)
def _map_spec(file: str, regions: tuple[str, ...], box: geometry.Bounds) -> dict[str, Any]:
    return as_spec(locator_chart(geometry.in_browser(file), regions, box, height=MAP_HEIGHT))


def _points(frame: Frame, code: str) -> None:
    """What goes well and what asks for attention, by the rules of the overview."""
    if frame.areas.current(code) != code:
        return
    heads: dict[Kind, str] = {"strength": "Sterke punten", "concern": "Aandachtspunten"}
    with st.container(key="sterk_en_zwak"):
        for column, (kind, head) in zip(st.columns(2, gap="large"), heads.items(), strict=True):
            with column:
                st.html(f'<h2 class="sm-theme">{head}</h2>')
                found = attention.of_area(frame, code, kind, POINTS_SHOWN)
                for point in found:
                    attention.draw_point(frame, point, with_area=False)
                if not found:
                    st.markdown(NONE_FOUND[kind])


def _around(frame: Frame, code: str) -> None:
    """Who resembles it and why, and who lies beside it."""
    left, right = st.columns([2.2, 1.0], gap="large")
    with left:
        st.html('<h2 class="sm-theme">Gelijkaardige gemeenten</h2>')
        profiles = known_profiles(frame.tables)
        with st.container(key="gelijkaardig"):
            for peer in profiles.similar(code):
                _steps(frame, "gelijk", [peer.code])
                st.markdown(peer.sentence)
        st.caption(profiles.method)
    with right:
        st.html('<h2 class="sm-theme">Buurgemeenten</h2>')
        _steps(frame, "buur", neighbours(frame.tables, code))
        st.html('<h2 class="sm-theme">Alle cijfers</h2>')
        for theme in frame.catalog.themes:
            if frame.catalog.of_theme(theme.id):
                query = frame.view.of_indicator(frame.catalog.of_theme(theme.id)[0].id).to_query()
                st.page_link(f"pages/{theme.page}.py", label=theme.label, query_params=query)
