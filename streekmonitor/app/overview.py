"""The overview: the regions side by side per working group, what asks for attention, and what is new."""

from collections.abc import Mapping
from dataclasses import replace

import streamlit as st

from streekmonitor import formats
from streekmonitor.analysis import key_figures as analysis
from streekmonitor.analysis.tables import Tables
from streekmonitor.app import attention, controls, key_figures, news, objectives_beside, state
from streekmonitor.app.shell import open_page
from streekmonitor.catalog import Theme
from streekmonitor.figures import overview
from streekmonitor.figures.frame import Frame
from streekmonitor.figures.key_figures import areas_only
from streekmonitor.figures.overview import BENCHMARK
from streekmonitor.view import View

TITLE = "Hoe staan onze regio’s ervoor?"
TABS = {"": "Kerncijfers", "aandacht": "Aandachtspunten", "nieuw": "Nieuw in deze release"}
EVERY_GROUP = "Alle werkgroepen"
TAB_KEY = "tab_overzicht"


def draw() -> None:
    """The whole page."""
    frame = open_page("overzicht", TITLE)
    answer, group, since = st.columns([3.4, 1.3, 1.1], vertical_alignment="bottom")
    with group:
        _choose_group(frame, overview.groups(frame))
    with since:
        _choose_since(frame)
    with answer:
        _answer(frame)
        objectives_beside.draw_summary(frame)
    st.session_state[TAB_KEY] = TABS.get(frame.view.tab, TABS[""])
    open_tab = {label: name for name, label in TABS.items()}
    change = lambda view, label: replace(view, tab=open_tab[label])  # noqa: E731
    figures, points, fresh = st.tabs(
        list(TABS.values()), key=TAB_KEY, on_change=state.choose(TAB_KEY, change)
    )
    with figures:
        if figures.open:
            key_figures.draw(overview.key_figures_of(frame))
    with points:
        if points.open:
            attention.draw(frame)
    with fresh:
        if fresh.open:
            news.draw(frame)


def _choose_group(frame: Frame, themes: list[Theme]) -> None:
    names = {"": EVERY_GROUP, **{theme.id: theme.label for theme in themes}}
    change = lambda view, chosen: replace(view, theme=chosen or None)  # noqa: E731
    controls.select("Themawerkgroep", list(names), frame.view.theme or "", names.__getitem__, change)


def _choose_since(frame: Frame) -> None:
    """The year that changes start from; by default five years before each figure."""
    for notice in overview.notices(frame):
        st.warning(notice)
    names = {
        "": f"{formats.sentence('vijf jaar eerder')}",
        **{year: year for year in overview.start_years(frame)},
    }
    change = lambda view, chosen: replace(view, since=chosen or None)  # noqa: E731
    controls.select("Verandering sinds", list(names), overview.since(frame) or "", names.__getitem__, change)


def _answer(frame: Frame) -> None:
    """In how many key figures each region stands better than Flanders, and which regions these are."""
    sentence = frame.tables.kept(_tally, areas_only(frame.view))
    if sentence:
        st.markdown(f"**{sentence}**")
    definitions = " · ".join(frame.groups[code].full_label for code in frame.regions)
    st.caption(f"Regio’s: {definitions}.")


def _tally(tables: Tables, areas: View) -> str:
    """The sentence; `areas` is a view with its regions only."""
    frame = Frame(tables, areas)
    values: dict[str, Mapping[str, float | None]] = {}
    for indicator in frame.catalog.indicators:
        if indicator.key_figure and analysis.judged(frame.catalog, indicator):
            values[indicator.id] = _values(frame, indicator.id)
    number, better = analysis.tally(frame.catalog, values, frame.regions, BENCHMARK)
    named = {frame.phrase(code): count for code, count in better.items()}
    return analysis.tally_sentence(number, named, frame.areas.phrase(BENCHMARK))


def _values(frame: Frame, indicator: str) -> dict[str, float | None]:
    """The values of the regions and of Flanders in the last period that a region has a figure of."""
    rows = {code: frame.rows(indicator, code) for code in (*frame.regions, BENCHMARK)}
    period = analysis.last_period([rows[code] for code in frame.regions])
    if period is None:
        return {}
    entry = frame.catalog.indicator_by_id[indicator]
    return {
        code: analysis.standing(frame.catalog, entry, found, period).value for code, found in rows.items()
    }
