"""The tabs of the page Vergelijken: areas through time, two indicators, key figures, and ranks."""

from collections.abc import Sequence
from typing import Literal

import pandas as pd
import streamlit as st

from streekmonitor import formats
from streekmonitor.analysis import compared
from streekmonitor.app import drawing, figure_tools, state
from streekmonitor.app.colour_key import draw_key
from streekmonitor.catalog import Indicator
from streekmonitor.figures.compared_indicators import HeatMapFigure, ScatterFigure
from streekmonitor.figures.compared_time import ComparedTrendFigure, RanksFigure
from streekmonitor.figures.comparison import Comparison

TABLE_HEIGHT, ROWS_IN_VIEW = 430, 12
WIDE_AND_NARROW = (1.9, 1.0)
TREND_WORDS = "Lijnen van de gebieden door de tijd; de tabel bevat het eerste en het laatste cijfer."
RANK_WORDS = "De plaats van elke gemeente door de tijd; de tabel bevat dezelfde plaatsen."
POINT_WORDS = "Een punt per gemeente volgens twee indicatoren; de tabel bevat dezelfde cijfers."
HEAT_WORDS = "Kerncijfers per gebied: elke cel toont de waarde, ook in de tabel eronder."


def draw_trend(comparison: Comparison) -> None:
    """A line for each area, and its first and last figure in a table."""
    figure = ComparedTrendFigure(comparison)
    if figure.refusal:
        st.info(figure.refusal)
        return
    rest = _say(figure.sentence)
    left, right = st.columns(WIDE_AND_NARROW, gap="medium")
    with left:
        st.markdown(f"##### {figure.title}")
        drawing.show(figure.drawing, "vergelijk_lijnen", TREND_WORDS)
        drawing.caption(figure.drawing.caption)
        figure_tools.draw(comparison, "lijnen", figure.exported)
    with right:
        _table(figure.ends)
        st.markdown(rest)
    _explain(comparison, [comparison.indicator])


def draw_ranks(comparison: Comparison) -> None:
    """The rank of each municipality through time; without a choice those of the highest ones."""
    figure = RanksFigure(comparison)
    if figure.refusal:
        st.info(figure.refusal)
        return
    rest = _say(figure.sentence)
    if rest:
        st.markdown(rest)
    drawing.caption(figure.remark)
    left, right = st.columns(WIDE_AND_NARROW, gap="medium")
    with left:
        st.markdown(f"##### {figure.title}")
        drawing.show(figure.drawing, "vergelijk_rangen", RANK_WORDS)
        figure_tools.draw(comparison, "rangorde", figure.exported)
    with right:
        _table(figure.places)
    _explain(comparison, [comparison.indicator])


def draw_scatter(comparison: Comparison) -> None:
    """A point for each municipality of the province, and a diamond for the regions of the set."""
    figure = ScatterFigure(comparison)
    _say(figure.found.sentence)
    if figure.refusal:
        return
    left, right = st.columns(WIDE_AND_NARROW, gap="medium")
    with left:
        st.markdown(f"##### {figure.up}")
        key = state.chart_key("spreiding")
        drawing.show(figure.drawing, key, POINT_WORDS, on_click=state.click(key, compared.toggled))
        st.markdown(f"##### {figure.across}")
        drawing.caption(figure.remarks)
        figure_tools.draw(comparison, "samenhang", figure.exported)
    with right:
        _table(figure.pairs)
    _explain(comparison, [comparison.indicator, comparison.second])


def draw_key_figures(comparison: Comparison) -> None:
    """A heat map of key figures by areas, told in words and numbers as well as in colours."""
    figure = HeatMapFigure(comparison)
    if figure.refusal:
        st.info(figure.refusal)
        return
    _say(figure.sentence)
    with st.container(key="breed_kerncijfers"):
        drawing.show(figure.drawing, "kerncijfers_cellen", HEAT_WORDS, width="content")
    draw_key(figure.key)
    drawing.caption(figure.drawing.caption)
    figure_tools.draw(comparison, "vergelijking", figure.exported)
    _credit(comparison, list(figure.indicators.values()))
    box = st.expander("Als tabel", on_change="rerun", key="kerncijfers_tabel")
    if box.open:
        with box:
            st.table(figure.cells, hide_index=True, border="horizontal")


def _say(sentence: str) -> str:
    """The first sentence, the answer; the rest is for below the figure."""
    first, dot, rest = sentence.partition(". ")
    st.markdown(f"**{first}{dot.strip()}**")
    return rest


def _table(rows: pd.DataFrame) -> None:
    """The numbers of a figure beside it."""
    st.markdown("##### Tabel")
    height: int | Literal["content"] = TABLE_HEIGHT if len(rows) > ROWS_IN_VIEW else "content"
    st.table(rows, hide_index=True, height=height, border="horizontal")


def _explain(comparison: Comparison, indicators: Sequence[Indicator]) -> None:
    """Definition, caveats and sources of each indicator."""
    for column, indicator in zip(st.columns(len(indicators)), indicators, strict=True):
        with column:
            st.markdown(f"##### Wat meet “{indicator.short_label}”?")
            st.markdown(indicator.definition)
            if indicator.notes:
                st.markdown("\n".join(f"- {note}" for note in indicator.notes))
            for source in comparison.catalog.sources_of(indicator):
                link = f"[naar de bron]({source.url})"
                st.caption(f"{source.attribution} · {source.title} · {source.licence} · {link}")


def _credit(comparison: Comparison, indicators: Sequence[Indicator]) -> None:
    """Who published many indicators; each is explained on a page of its own."""
    found = {
        source.publisher for indicator in indicators for source in comparison.catalog.sources_of(indicator)
    }
    st.caption(
        f"Bronnen: {formats.listing(sorted(found))}. Bij Toelichting staat van elk kerncijfer wat het meet."
    )
