"""The sheet of one indicator: what it measures, how it is computed, from which source, for whom and when."""

from dataclasses import replace
from typing import Literal

import streamlit as st

from streekmonitor import formats
from streekmonitor.analysis import explain
from streekmonitor.app import controls, drawing, figure_tools
from streekmonitor.catalog import Indicator
from streekmonitor.figures.coverage import CoverageFigure, coverage_of
from streekmonitor.figures.frame import Frame
from streekmonitor.figures.origin import FORM_WORDS, notes, source_line

SHEET_AND_FACTS = (1.7, 1.0)
TABLE_HEIGHT, ROWS_IN_VIEW = 330, 8
NATURE_WORDS = {
    "register": "uit een register",
    "census": "uit een volkstelling",
    "survey": "uit een bevraging",
    "model": "uit een model",
    "plan": "uit plannen",
}
POLARITY_WORDS = {
    "higher_is_better": "hoger is gunstiger",
    "lower_is_better": "lager is gunstiger",
    "none": "geen oordeel",
}


def draw(frame: Frame) -> None:
    """Choice of an indicator, and its sheet."""
    indicators = frame.catalog.indicators
    code = frame.view.indicator or indicators[0].id
    with st.columns(SHEET_AND_FACTS)[0]:
        change = lambda view, chosen: replace(view, indicator=chosen)  # noqa: E731
        known, themes = frame.catalog.indicator_by_id, frame.catalog.theme_by_id
        words = lambda chosen: f"{known[chosen].label} · {themes[known[chosen].theme].label}"  # noqa: E731
        ids = [indicator.id for indicator in indicators]
        controls.select("Uitleg bij de indicator", ids, code, words, change)
    indicator = frame.catalog.indicator_by_id[code]
    left, right = st.columns(SHEET_AND_FACTS, gap="large")
    with left:
        _sheet(frame, indicator)
    with right:
        _facts(frame, indicator)
    _coverage(coverage_of(frame))


def _sheet(frame: Frame, indicator: Indicator) -> None:
    st.markdown(f"##### {indicator.question}")
    st.markdown(indicator.definition)
    st.markdown(f"**Verwerking.** {indicator.processing}")
    st.markdown(f"**Berekening van een regio.** {formats.sentence(FORM_WORDS[indicator.form.kind])}.")
    terms = explain.parts(frame.catalog, frame.areas, indicator)
    st.markdown("\n".join(f"- **{term}**: {words}" for term, words in terms))
    caveats = notes(indicator)
    if caveats:
        st.markdown("**Let op**\n\n" + "\n".join(f"- {note}" for note in caveats))


def _facts(frame: Frame, indicator: Indicator) -> None:
    measure = frame.catalog.main_measure(indicator)
    periods = frame.tables.periods(indicator.id, frame.set_id)
    theme = frame.catalog.theme_by_id[indicator.theme]
    facts = [
        ("Thema", f"{theme.label}, {indicator.group.lower()}"),
        ("Eenheid", indicator.unit),
        ("Periodes", explain.period_span(periods, measure.reference)),
        ("Aard", NATURE_WORDS[measure.nature]),
        ("Oordeel", POLARITY_WORDS[indicator.polarity]),
    ]
    st.markdown("\n".join(f"- **{term}**: {words}" for term, words in facts))
    for source in frame.catalog.sources_of(indicator):
        st.markdown(f"**{source.publisher}**: [{source.title}]({source.url})")
        st.caption(f"{source_line(frame, source)}. Nieuwe cijfers: {source.rhythm}.")
    query = replace(frame.view, indicator=indicator.id, period=None, tab="").to_query()
    st.page_link(f"pages/{theme.page}.py", label="Bekijk de cijfers", query_params=query)


def _coverage(figure: CoverageFigure) -> None:
    """Municipality by period: a chart, and a table with the number of municipalities in each state."""
    st.markdown("##### Voor welke gemeenten en periodes?")
    st.markdown(figure.sentence)
    if figure.refusal:
        return
    left, right = st.columns(SHEET_AND_FACTS, gap="large")
    with left:
        words = "Per gemeente en periode: een cijfer of de reden waarom niet; de tabel telt ze."
        drawing.show(figure.drawing, "dekking", words)
        figure_tools.draw(figure.frame, "dekking", figure.exported)
    with right:
        counted = figure.counted
        height: int | Literal["content"] = TABLE_HEIGHT if len(counted) > ROWS_IN_VIEW else "content"
        st.table(counted, hide_index=True, height=height, border="horizontal")
