"""An indicator before and after a draft: two maps and two trends beside each other."""

from collections.abc import Sequence
from dataclasses import replace

import streamlit as st

from etl.desk.compare import Comparison
from streekmonitor import formats
from streekmonitor.analysis.tables import Tables
from streekmonitor.app import controls, drawing
from streekmonitor.app.figures import MAP_WORDS
from streekmonitor.figures.frame import Frame
from streekmonitor.figures.map import MapFigure
from streekmonitor.figures.screen import Screen, prepare
from streekmonitor.figures.trend import TrendFigure

TREND_WORDS = "Lijnen door de tijd per regio; de tabel met herziene cijfers zegt wat verandert."
SIDES = (("voor", "Nu in gebruik"), ("na", "Met dit concept"))


def draw(frame: Frame, found: Comparison) -> None:
    """Choice of an indicator and a period, then both releases beside each other."""
    st.markdown("##### Voor en na")
    indicator = _indicator(frame, found.indicators, found.new)
    periods = found.new.periods(indicator, frame.set_id)
    if not periods:
        st.markdown("Deze indicator heeft geen cijfers in de gekozen regio’s.")
        return
    period = frame.view.period if frame.view.period in periods else periods[-1]
    _period(found.new, indicator, periods, period)
    for column, (name, words), tables in zip(
        st.columns(2, gap="medium"), SIDES, (found.old, found.new), strict=True
    ):
        with column:
            st.markdown(f"**{words}**")
            _side(replace(frame, tables=tables, view=replace(frame.view, period=period)), indicator, name)


def _indicator(frame: Frame, changed: Sequence[str], tables: Tables) -> str:
    known = tables.release.catalog.indicator_by_id
    shown = frame.view.indicator if frame.view.indicator in changed else changed[0]
    change = lambda view, code: replace(view, indicator=code, period=None)  # noqa: E731
    with st.columns(2)[0]:
        controls.select("Indicator", list(changed), shown, lambda code: known[code].label, change)
    return str(shown)


def _period(tables: Tables, indicator: str, periods: list[str], period: str) -> None:
    catalog = tables.release.catalog
    reference = catalog.main_measure(catalog.indicator_by_id[indicator]).reference
    words = {name: formats.short_period(name, reference) for name in periods}
    change = lambda view, chosen: replace(view, period=chosen)  # noqa: E731
    with st.columns(4)[0]:
        controls.select("Periode", periods[::-1], period, words.__getitem__, change)


def _side(frame: Frame, indicator: str, name: str) -> None:
    """Map and trend of one release; what it lacks, it says."""
    known = frame.catalog.indicator_by_id.get(indicator)
    if known is None:
        st.markdown("Deze indicator bestaat hier nog niet.")
        return
    if not frame.tables.periods(indicator, frame.set_id):
        st.markdown("Deze indicator heeft hier nog geen cijfers.")
        return
    screen, _notices = prepare(frame, known)
    if screen.period != frame.view.period:
        st.caption(f"Deze periode is er hier nog niet; u ziet {screen.period_words}.")
    _map(screen, name)
    trend = TrendFigure(screen)
    if trend.refusal:
        st.markdown(trend.refusal)
        return
    st.markdown(trend.heading)
    drawing.show(trend.drawing, f"trend_{name}", TREND_WORDS)


def _map(screen: Screen, name: str) -> None:
    figure = MapFigure(screen)
    if figure.refusal:
        st.markdown(figure.refusal)
        return
    st.markdown(figure.heading)
    with st.container(key=f"kaartvak_breed_{name}"):
        drawing.show(figure.on_screen, f"kaart_{name}", MAP_WORDS, height="stretch")
