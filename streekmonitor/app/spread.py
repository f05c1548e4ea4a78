"""The distribution and the breakdown of an indicator: who lies where, and what figures are made up of."""

from functools import lru_cache
from html import escape
from typing import Any

import pandas as pd
import streamlit as st

from streekmonitor import formats
from streekmonitor.analysis.breakdown import Breakdown, parts_of, periods_of
from streekmonitor.app import exports, figure_tools
from streekmonitor.app.figures import compared
from streekmonitor.charts.breakdown import points_chart, stacked_chart
from streekmonitor.charts.breakdown_frames import (
    MOST_ROWS,
    largest_first,
    part_colours,
    points_frame,
    stacked_frame,
)
from streekmonitor.charts.frames import Series, unit_words
from streekmonitor.charts.slim import slim
from streekmonitor.charts.spread import spread_chart
from streekmonitor.charts.spread_frames import spread_frames
from streekmonitor.charts.theme import as_spec
from streekmonitor.export.exported import Drawing
from streekmonitor.figures.screen import Screen

HEIGHT = 280
GLYPHS = {
    "circle": "●", "square": "■", "triangle-up": "▲", "diamond": "◆", "cross": "✚", "triangle-down": "▼",
    "stroke": "┃",
}  # fmt: skip


def draw(screen: Screen) -> None:
    """Every municipality a dot, the selected in their look, and lines for whom they are compared with."""
    st.markdown(f"##### Spreiding van de gemeenten ({unit_words(screen.notation)})")
    shown = screen.shown.assign(naam=[screen.name(code) for code in screen.shown["area"]])
    tables = spread_frames(
        screen.notation, shown, compared(screen), screen.series, name_outliers=screen.ranked
    )
    spec = _spread_spec()
    words = "Spreiding van de gemeenten; de tabel hiernaast bevat dezelfde cijfers."
    st.vega_lite_chart(spec | {"datasets": slim(tables)}, key="spreiding", theme=None, alt=words)
    notes = "Elke stip is een gemeente; het grijze vlak omvat de middelste helft."
    arrows = tables["stippen"]["vorm"].isin(["triangle-right", "triangle-left"]).any()
    if arrows:
        notes += " Een pijl ligt verder dan de tekening reikt."
    st.caption(notes)
    drawing = Drawing(spec, tables)
    figure_tools.draw(screen, lambda: exports.of_screen(screen, screen.title, [drawing]), "spreiding")


def draw_breakdown(screen: Screen, breakdown: Breakdown) -> None:
    """The parts of the selected areas, or of the regions, beside those they are compared with."""
    period = _period(screen, breakdown)
    st.markdown(f"##### {breakdown.title}, {formats.period(period, screen.reference)}")
    parts = {
        entry.code: parts_of(
            screen.tables, breakdown, screen.groups.get(entry.code, entry.code), period, screen.set_id
        )
        for entry in screen.series
    }
    column = "share" if breakdown.shares else "value"
    own = [*screen.view.selected, *screen.regions, *screen.comparators]
    order = sorted(screen.series, key=lambda entry: own.index(entry.code))
    known = [entry for entry in order if parts[entry.code][column].notna().any()]
    if not known:
        st.caption("Voor deze gebieden geeft de bron geen uitsplitsing. Kies een gemeente.")
        return
    if breakdown.stacked:
        _stacked(parts, [entry for entry in known if parts[entry.code]["share"].notna().all()])
    else:
        _points(screen, breakdown, parts, known)
    absent = [entry.name for entry in order if entry not in known]
    if absent:
        st.caption(f"Zonder uitsplitsing: {formats.listing(absent)}.")


def _period(screen: Screen, breakdown: Breakdown) -> str:
    """The period on screen, or where its parts are not known the last before it that has them."""
    periods = periods_of(screen.tables, breakdown)
    earlier = [period for period in periods if period <= screen.period]
    return (earlier or periods or [screen.period])[-1]


def _stacked(parts: dict[str, pd.DataFrame], series: list[Series]) -> None:
    labels = parts[series[0].code]["label"]
    key(zip(labels, part_colours(len(labels)), ["■"] * len(labels), strict=True))
    tables = {"delen": stacked_frame(parts, series)}
    words = "Aandeel van elk deel per gebied."
    st.vega_lite_chart(
        _stacked_spec(len(series)) | {"datasets": slim(tables)}, key="uitsplitsing", theme=None, alt=words
    )


def _points(
    screen: Screen, breakdown: Breakdown, parts: dict[str, pd.DataFrame], series: list[Series]
) -> None:
    key((entry.name, entry.colour, GLYPHS["stroke" if entry.dash else entry.shape]) for entry in series)
    many = len(breakdown.parts) > MOST_ROWS
    shown = largest_first(parts, series[0].code) if many else parts
    frame = points_frame(screen.indicator, shown, series, shares=breakdown.shares)
    notes = ["Aandeel in het totaal, in procent."] if breakdown.shares else []
    if many:
        total = len(breakdown.parts)
        notes.append(f"De {MOST_ROWS} grootste van {total} in {screen.phrase(series[0].code)}.")
    if notes:
        st.caption(" ".join(notes))
    rows = frame["volgorde"].nunique()
    words = "Per deel een punt voor elk gebied."
    st.vega_lite_chart(
        _points_spec(rows) | {"datasets": slim({"deelpunten": frame})},
        key="uitsplitsing",
        theme=None,
        alt=words,
    )


def key(entries: Any) -> None:
    """What colours and shapes stand for, as (words, colour, glyph)."""
    spans = [
        f'<span><span style="color:{escape(colour)}">{escape(glyph)}</span> {escape(words)}</span>'
        for words, colour, glyph in entries
    ]
    st.html(f'<div class="sm-key">{" ".join(spans)}</div>')


@lru_cache(maxsize=1)
def _spread_spec() -> dict[str, Any]:
    return as_spec(spread_chart(HEIGHT))


@lru_cache(maxsize=16)
def _stacked_spec(bars: int) -> dict[str, Any]:
    return as_spec(stacked_chart(bars))


@lru_cache(maxsize=32)
def _points_spec(rows: int) -> dict[str, Any]:
    return as_spec(points_chart(rows))
