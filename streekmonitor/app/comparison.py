"""The page Vergelijken: areas through time, two indicators, key figures and ranks, one at a time."""

from collections.abc import Callable
from dataclasses import replace
from functools import partial

import streamlit as st

from streekmonitor.app import compared_figures, controls, state
from streekmonitor.app.shell import open_page
from streekmonitor.figures.compared_time import only_as_index
from streekmonitor.figures.comparison import BENCHMARKS, Comparison, comparison_of
from streekmonitor.view import MAX_COMPARED, OWN, RELATIVE_COMPARATORS, View

TITLE = "Hoe verhouden gebieden zich tot elkaar?"
PAGE = "vergelijken"
TABS: dict[str, tuple[str, Callable[[Comparison], None]]] = {
    "tijd": ("Door de tijd", compared_figures.draw_trend),
    "samenhang": ("Twee indicatoren", compared_figures.draw_scatter),
    "kerncijfers": ("Kerncijfers", compared_figures.draw_key_figures),
    "rangorde": ("Rangorde", compared_figures.draw_ranks),
}


def draw() -> None:
    """The whole page."""
    frame = open_page(PAGE, TITLE)
    comparison = comparison_of(frame)
    if not frame.catalog.indicators:
        st.info("In deze release staan er geen cijfers.")
        return
    tab = comparison.view.tab if comparison.view.tab in TABS else next(iter(TABS))
    _areas(comparison)
    left, right = st.columns([1, 1.4], vertical_alignment="bottom")
    with left:
        _tabs(tab)
    with right:
        _indicators(comparison, tab)
    TABS[tab][1](comparison)


def _areas(comparison: Comparison) -> None:
    """The areas to compare; a change of the default makes them a choice of their own."""
    st.session_state["gebieden"] = list(comparison.chosen)
    st.multiselect(
        "Gebieden",
        _options(comparison),
        format_func=partial(_name, comparison),
        key="gebieden",
        max_selections=MAX_COMPARED,
        select_all=False,
        placeholder="Zoek een gemeente, regio of groep",
        on_change=state.choose("gebieden", lambda view, codes: replace(view, compared=tuple(codes))),
    )


def _options(comparison: Comparison) -> list[str]:
    """Benchmarks, groups around the first selected municipality, regions, and municipalities."""
    areas, view = comparison.areas, comparison.view
    regions = [code for entry in areas.sets.values() if entry.selectable for code in entry.regions]
    own = [OWN] if view.own_members else []
    relative = list(RELATIVE_COMPARATORS) if view.selected else []
    known = [*own, *areas.sets[BENCHMARKS].regions, *relative, *regions]
    return list(dict.fromkeys([*known, *controls.municipality_options(areas), *comparison.chosen]))


def _name(comparison: Comparison, code: str) -> str:
    """The name in the list of choices, where regions of several sets may bear the same."""
    if code in comparison.regions:
        return comparison.name(code)
    known = comparison.groups.get(code) or comparison.areas.regions.get(code)
    if known is not None:
        return known.full_label
    if code == OWN:
        return comparison.view.own_name or "Eigen regio"
    return RELATIVE_COMPARATORS.get(code) or controls.municipality_name(comparison.areas, code)


def _tabs(tab: str) -> None:
    st.session_state["tabblad"] = tab
    st.segmented_control(
        "Vergelijk",
        list(TABS),
        format_func=lambda name: TABS[name][0],
        key="tabblad",
        required=True,
        label_visibility="collapsed",
        on_change=state.choose("tabblad", lambda view, name: replace(view, tab=name)),
    )


def _indicators(comparison: Comparison, tab: str) -> None:
    """What each tab shows: one indicator, two, or all key figures."""
    if tab == "kerncijfers":
        return
    first, second = st.columns(2, vertical_alignment="bottom")
    ids = [entry.id for theme in comparison.catalog.themes for entry in comparison.catalog.of_theme(theme.id)]
    themes = comparison.catalog.theme_by_id
    known = comparison.catalog.indicator_by_id
    words = {name: f"{known[name].short_label} · {themes[known[name].theme].label}" for name in ids}
    with first:
        change: Callable[[View, str], View] = lambda view, name: replace(view, indicator=name)  # noqa: E731
        label = "Horizontaal" if tab == "samenhang" else "Indicator"
        controls.select(label, ids, comparison.indicator.id, words.__getitem__, change)
    with second:
        if tab == "samenhang":
            against: Callable[[View, str], View] = lambda view, name: replace(view, second=name)  # noqa: E731
            controls.select("Verticaal", ids, comparison.second.id, words.__getitem__, against)
        if tab == "tijd":
            _index(comparison)


def _index(comparison: Comparison) -> None:
    """Values or an index; counts of areas of another order have no common axis and are an index anyway."""
    forced = only_as_index(comparison)
    st.session_state["als_index"] = forced or comparison.view.shown_as == "index"
    st.toggle(
        "Als index",
        key="als_index",
        disabled=forced,
        on_change=state.choose(
            "als_index", lambda view, on: replace(view, shown_as="index" if on else "waarde")
        ),
    )
