"""Eigen regio: municipalities of one's own choice, named, shared by link, and set against the definitions."""

from collections.abc import Mapping
from dataclasses import replace
from functools import lru_cache
from typing import Any

import pandas as pd
import streamlit as st

from streekmonitor import formats
from streekmonitor.analysis import phrases
from streekmonitor.analysis.coverage import DefinitionDifference, definition_difference
from streekmonitor.app import controls, explained_regions, figure_tools, state
from streekmonitor.app.shell import open_page
from streekmonitor.areas import PROVINCE, Region
from streekmonitor.catalog import Indicator
from streekmonitor.charts import geometry
from streekmonitor.charts.map import map_chart
from streekmonitor.charts.map_frames import label_frame
from streekmonitor.charts.theme import CONTEXT, REGION_COLOURS, as_spec
from streekmonitor.figures.frame import Frame
from streekmonitor.view import DEFAULT_SET, LONGEST_NAME, OWN, View, own_region

TITLE = "Welke gemeenten horen bij uw regio?"
MAP_AND_CHOICES = (1.7, 1.0)
MAP_HEIGHT = 380
MAP_SIZE = (720.0, MAP_HEIGHT)
NOT_OFFICIAL = ""
MOST_COMPARED = 5
MOST_NAMED = 4
MOST_TOLD = 8
LIGHT_OWN = "#b5d6d3"


def draw() -> None:
    """The map to click on, beside name and members; then the difference from the official regions."""
    frame = open_page("eigen_regio", TITLE)
    left, right = st.columns(MAP_AND_CHOICES, gap="medium")
    with left:
        _map(frame)
    with right:
        _choices(frame)
    if frame.view.own_members:
        _differences(frame)


def _choices(frame: Frame) -> None:
    view, areas = frame.view, frame.areas
    official = _official(frame)
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
    _use(frame)


def _use(frame: Frame) -> None:
    """Put the region in force on every page, and leave it again."""
    view = frame.view
    if not view.own_members:
        st.markdown("Klik gemeenten aan op de kaart, zoek ze op naam, of begin met een bestaande regio.")
        return
    st.markdown(f"**{own_region(view.own_members, view.own_name).label}**: {_described(frame)}")
    if view.set_id == OWN:
        st.markdown("Deze regio geldt nu op alle pagina’s.")
        there = view.with_set(DEFAULT_SET)
        st.button("Terug naar de arrondissementen", type="tertiary", on_click=state.write, args=(there,))
    else:
        st.button("Gebruik deze regio", type="primary", on_click=state.write, args=(view.with_set(OWN),))
    figure_tools.share(frame, "eigen_regio")


def _described(frame: Frame) -> str:
    """How many municipalities and residents."""
    view, residents = frame.view, frame.release.residents_by_year
    year = residents.columns.max()
    people = residents[year].reindex(list(view.own_members)).sum()
    number = phrases.in_municipalities(len(view.own_members))
    return f"{number}, {formats.number(people)} inwoners op 1 januari {year}."


def _map(frame: Frame) -> None:
    """The province; a click puts a municipality in the region or takes it out."""
    boundaries = frame.release.manifest["boundaries"]
    x0, y0, x1, y1 = boundaries["bounds"]["province"]
    box = (x0, y0, x1, y1)
    official = () if frame.view.set_id == OWN else frame.regions
    spec = _map_spec(boundaries["file"], official, box)
    tables = {"gebieden": _municipalities(frame), "opschriften": _labels(frame, box)}
    key = state.chart_key("kaart_eigen_regio", frame.view.set_id)
    st.vega_lite_chart(
        spec | {"datasets": tables},
        key=key,
        theme=None,
        on_select=state.click(key, View.own_toggled),
        alt="Kaart om de gemeenten van uw regio aan te klikken; de lijst ernaast doet hetzelfde.",
    )


def _municipalities(frame: Frame) -> pd.DataFrame:
    codes, points = list(frame.areas.within(PROVINCE)), frame.release.label_points
    inside = [code in frame.view.own_members for code in codes]
    return pd.DataFrame(
        {
            "nis": codes,
            "naam": [frame.areas.name(code) for code in codes],
            "waarde": ["in uw regio" if own else "niet in uw regio" for own in inside],
            "kleur": [LIGHT_OWN if own else CONTEXT for own in inside],
            "keuze": [REGION_COLOURS[0] if own else "" for own in inside],
            "x": [points[code][0] for code in codes],
            "y": [points[code][1] for code in codes],
            "omvang": 0.0,
            "zacht": False,
        }
    )


def _labels(frame: Frame, box: geometry.Bounds) -> pd.DataFrame:
    """As many names as fit, those of the region first."""
    codes = dict.fromkeys([*frame.view.own_members, *frame.release.by_residents])
    names = [(frame.areas.name(code), frame.release.label_points[code]) for code in codes]
    wide = label_frame(names, [], box, MAP_SIZE)
    narrow = label_frame(names, [], box, (350.0, MAP_HEIGHT))
    return pd.concat([wide.assign(smal=False), narrow.assign(smal=True)])


def _differences(frame: Frame) -> None:
    """Against the official regions that look most like it, for one key figure."""
    st.markdown("##### Wat verschilt met de officiële regio’s?")
    with st.columns(MAP_AND_CHOICES)[0]:
        indicator = explained_regions.choose_indicator(frame)
    period = frame.tables.latest(indicator.id, DEFAULT_SET)
    if period is None:
        st.markdown("Voor deze indicator zijn er geen cijfers.")
        return
    own = own_region(frame.view.own_members, frame.view.own_name)
    nearest = _nearest(frame)
    found = {
        region: definition_difference(frame.tables, indicator.id, region, own, period) for region in nearest
    }
    first = found[nearest[0]]
    if len(first.gone) + len(first.added) <= MOST_TOLD:
        st.markdown(first.sentence)
    with st.container(key="tekst_verschil"):
        st.table(_table(frame, indicator, found), hide_index=True, border="horizontal")
    reasons = dict.fromkeys(entry.reason for entry in found.values() if entry.reason)
    if reasons:
        st.caption(" ".join(reasons))


def _table(frame: Frame, indicator: Indicator, found: Mapping[Region, DefinitionDifference]) -> pd.DataFrame:
    rows = [
        {
            "Officiële regio": region.full_label,
            "Komt erbij": _names(frame, entry.added),
            "Valt weg": _names(frame, entry.gone),
            f"{indicator.short_label} daar": phrases.told(indicator, entry.first),
            "Uw regio": phrases.told(indicator, entry.second),
            "Verschil": formats.difference(entry.difference, indicator.unit, indicator.decimals),
        }
        for region, entry in found.items()
    ]
    return pd.DataFrame(rows)


def _names(frame: Frame, codes: tuple[str, ...]) -> str:
    """A few by name, many by number."""
    names = [frame.areas.name(code) for code in codes]
    if not names:
        return "–"
    return formats.listing(names) if len(names) <= MOST_NAMED else phrases.in_municipalities(len(names))


def _nearest(frame: Frame) -> list[Region]:
    """The official regions that share most with the visitor's own, as a part of what both hold."""
    own = set(frame.view.own_members)

    def likeness(region: Region) -> float:
        return len(own & set(region.members)) / len(own | set(region.members))

    sharing = [region for region in _official(frame).values() if own & set(region.members)]
    return sorted(sharing, key=likeness, reverse=True)[:MOST_COMPARED]


def _official(frame: Frame) -> dict[str, Region]:
    """The regions of the sets to choose from."""
    areas = frame.areas
    return {
        code: areas.regions[code]
        for entry in areas.sets.values()
        if entry.selectable
        for code in entry.regions
    }


@lru_cache(maxsize=8)
def _map_spec(file: str, regions: tuple[str, ...], box: geometry.Bounds) -> dict[str, Any]:
    return as_spec(map_chart(geometry.in_browser(file), regions, box, height=MAP_HEIGHT, symbols=False))
