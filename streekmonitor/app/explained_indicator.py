"""The sheet of one indicator: what it measures, how it is computed, from which source, for whom and when."""

from dataclasses import replace
from functools import lru_cache
from typing import Any, Literal

import pandas as pd
import streamlit as st

from streekmonitor import formats
from streekmonitor.analysis import explain
from streekmonitor.analysis.coverage import STATES, Coverage, coverage
from streekmonitor.app import controls, exports, figure_tools
from streekmonitor.app.computation import FORM_WORDS
from streekmonitor.catalog import Indicator
from streekmonitor.charts.coverage import coverage_chart, coverage_frame
from streekmonitor.charts.theme import as_spec
from streekmonitor.export.exported import Drawing, ExportedFigure
from streekmonitor.figures.frame import Frame

SHEET_AND_FACTS = (1.7, 1.0)
TABLE_HEIGHT = 330
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
    _coverage(frame, indicator)


def _sheet(frame: Frame, indicator: Indicator) -> None:
    st.markdown(f"##### {indicator.question}")
    st.markdown(indicator.definition)
    st.markdown(f"**Verwerking.** {indicator.processing}")
    st.markdown(f"**Berekening van een regio.** {formats.sentence(FORM_WORDS[indicator.form.kind])}.")
    terms = explain.parts(frame.catalog, frame.areas, indicator)
    st.markdown("\n".join(f"- **{term}**: {words}" for term, words in terms))
    notes = exports.notes(indicator)
    if notes:
        st.markdown("**Let op**\n\n" + "\n".join(f"- {note}" for note in notes))


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
        st.caption(f"{exports.source_line(frame, source)}. Nieuwe cijfers: {source.rhythm}.")
    query = replace(frame.view, indicator=indicator.id, period=None, tab="").to_query()
    st.page_link(f"pages/{theme.page}.py", label="Bekijk de cijfers", query_params=query)


def _coverage(frame: Frame, indicator: Indicator) -> None:
    """Municipality by period: a chart, and a table with the number of municipalities in each state."""
    found = coverage(frame.tables, indicator.id, frame.set_id)
    st.markdown("##### Voor welke gemeenten en periodes?")
    st.markdown(explain.coverage_sentence(found.counts))
    if found.counts.empty:
        return
    reference = frame.catalog.main_measure(indicator).reference
    rows = coverage_frame(
        found.cells, frame.areas.name, lambda period: formats.short_period(period, reference)
    )
    tables = {"cellen": rows}
    left, right = st.columns(SHEET_AND_FACTS, gap="large")
    with left:
        words = "Per gemeente en periode: een cijfer of de reden waarom niet; de tabel telt ze."
        st.vega_lite_chart(_spec() | {"datasets": tables}, key="dekking", theme=None, alt=words)
        figure_tools.draw(frame, lambda: _exported(frame, indicator, found, tables), "dekking")
    with right:
        st.table(_counted(found), hide_index=True, height=_height(found), border="horizontal")


def _height(found: Coverage) -> int | Literal["content"]:
    return TABLE_HEIGHT if len(found.counts) > 8 else "content"


def _counted(found: Coverage) -> pd.DataFrame:
    """The number of municipalities per period in each state that occurs, the latest period first."""
    counts = found.counts.loc[::-1, found.counts.any()]
    table = counts.rename(columns=STATES).astype(str).reset_index(names="Periode")
    return table.rename(columns=formats.sentence)


def _exported(
    frame: Frame, indicator: Indicator, found: Coverage, tables: dict[str, pd.DataFrame]
) -> ExportedFigure:
    cells = found.cells
    table = pd.DataFrame(
        {
            "Code": cells["area"].astype(str),
            "Gebied": [frame.areas.name(code) for code in cells["area"]],
            "Periode": cells["period"].astype(str),
            "Toestand": [STATES[state] for state in cells["state"]],
        }
    )
    return ExportedFigure(
        title=f"{indicator.label}: voor welke gemeenten en periodes",
        sentence=explain.coverage_sentence(found.counts),
        drawings=(Drawing(_spec(), tables),),
        table=table,
        sources=tuple(exports.source_line(frame, source) for source in frame.catalog.sources_of(indicator)),
        release=frame.release.id,
        link=frame.link,
        notes=exports.notes(indicator),
        definitions=exports.definitions(frame, indicator),
    )


@lru_cache(maxsize=1)
def _spec() -> dict[str, Any]:
    return as_spec(coverage_chart())
