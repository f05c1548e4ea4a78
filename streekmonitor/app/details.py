"""The second row of the indicator view: evolution, spread or breakdown, one at a time, with the table."""

from collections.abc import Callable
from dataclasses import replace
from functools import lru_cache, partial
from typing import Any

import pandas as pd
import streamlit as st

from streekmonitor import formats
from streekmonitor.analysis import presented, text
from streekmonitor.analysis import trend as trends
from streekmonitor.analysis.breakdown import breakdown_of
from streekmonitor.analysis.tables import Tables
from streekmonitor.analysis.traits import breaks_of
from streekmonitor.app import exports, figure_tools, spread, state
from streekmonitor.areas import Region
from streekmonitor.charts.frames import (
    UNITS_AT_THE_NUMBER,
    Amount,
    Notation,
    Series,
    unit_words,
    value_text,
)
from streekmonitor.charts.slim import slim
from streekmonitor.charts.theme import as_spec
from streekmonitor.charts.trend import trend_chart
from streekmonitor.charts.trend_frames import TrendAxis, mark_frame, trend_frames
from streekmonitor.figures.screen import Screen

TREND_HEIGHT = 250
TABLE_HEIGHT = 330


def draw(screen: Screen) -> None:
    """The tab that the address names, else the first."""
    tabs = _tabs(screen)
    chosen = screen.view.tab if screen.view.tab in tabs else next(iter(tabs))
    if len(tabs) > 1:
        st.session_state["tab"] = chosen
        change = state.choose("tab", lambda view, tab: replace(view, tab=tab))
        names = {name: label for name, (label, _) in tabs.items()}
        st.segmented_control(
            "Figuur",
            list(tabs),
            format_func=names.__getitem__,
            key="tab",
            required=True,
            label_visibility="collapsed",
            on_change=change,
        )
    tabs[chosen][1](screen)


def _tabs(screen: Screen) -> dict[str, tuple[str, Callable[[Screen], None]]]:
    """The tabs that this indicator has something to show in: id, label and what draws it."""
    tabs: dict[str, tuple[str, Callable[[Screen], None]]] = {}
    if len(screen.periods) > 1 or not screen.has_municipalities:
        tabs["evolutie"] = ("Evolutie", draw_trend)
    if screen.has_municipalities:
        tabs["spreiding"] = ("Spreiding", spread.draw)
    found = breakdown_of(screen.catalog, screen.indicator)
    if found:
        tabs["uitsplitsing"] = ("Uitsplitsing", partial(spread.draw_breakdown, breakdown=found))
    return tabs


def draw_trend(screen: Screen) -> None:
    """The regions, the comparators and the selected municipalities through time."""
    if len(screen.periods) == 1:
        st.caption(f"Er is één periode ({screen.period_words}): nog geen evolutie te tonen.")
        return
    rows, notation, left_out = _lines(screen)
    st.markdown(f"##### Evolutie ({unit_words(notation)})")
    from_zero = screen.symbols
    # Counts of a municipality and of a region share no readable axis: the selection goes before.
    own = screen.view.selected or screen.regions
    series = [entry for entry in screen.series if entry.code in rows]
    series = [entry for entry in series if entry.code in own or not from_zero]
    marked = [period for period in (screen.period, screen.way.since) if period]
    axis = TrendAxis(
        from_zero, TREND_HEIGHT, screen.reference, marked, breaks_of(screen.catalog, screen.indicator)
    )
    tables = _trend_tables(screen, notation, rows, series, axis)
    words = (
        "Evolutie van de regio’s en de gekozen gemeenten; de tabel bevat de cijfers van de gekozen periode."
    )
    spec = _trend_spec(from_zero=from_zero)
    st.vega_lite_chart(spec | {"datasets": slim(tables)}, key="evolutie", theme=None, alt=words)
    notes = [*left_out, *_trend_notes(screen, tables["punten"], from_zero=from_zero)]
    if notes:
        st.caption(" ".join(notes))
    drawn = {entry.code: rows[entry.code] for entry in series}
    figure_tools.draw(screen, lambda: exports.trend(screen, spec, tables, drawn), "evolutie")


def _trend_tables(
    screen: Screen, notation: Notation, rows: dict[str, pd.DataFrame], series: list[Series], axis: TrendAxis
) -> dict[str, pd.DataFrame]:
    """The data of the trend; of values themselves only the marks differ between periods."""
    if screen.way.made:
        return trend_frames(notation, rows, series, axis)
    lines = tuple((entry, screen.groups.get(entry.code, entry.code)) for entry in series)
    kept = screen.tables.kept(_value_trend, screen.indicator.id, screen.set_id, lines, axis.from_zero)
    return kept | {"merktekens": mark_frame(axis)}


def _value_trend(
    tables: Tables,
    indicator_id: str,
    set_id: str,
    lines: tuple[tuple[Series, str | Region], ...],
    from_zero: bool,
) -> dict[str, pd.DataFrame]:
    catalog = tables.release.catalog
    indicator = catalog.indicator_by_id[indicator_id]
    rows = {entry.code: tables.rows(indicator_id, area, set_id) for entry, area in lines}
    reference = catalog.main_measure(indicator).reference
    axis = TrendAxis(from_zero, TREND_HEIGHT, reference, breaks=breaks_of(catalog, indicator))
    return trend_frames(indicator, rows, [entry for entry, _ in lines], axis)


def _trend_of(tables: Tables, indicator_id: str, area: str | Region, set_id: str) -> trends.Trend:
    catalog = tables.release.catalog
    rows = tables.rows(indicator_id, area, set_id)
    return trends.trend(catalog, catalog.indicator_by_id[indicator_id], rows)


def _lines(screen: Screen) -> tuple[dict[str, pd.DataFrame], Notation, list[str]]:
    """The rows of each line as the way shows them, how they are written, and what was left out."""
    indicator, catalog, way = screen.indicator, screen.catalog, screen.way
    if way.kind == presented.INDEX:
        derive = partial(trends.index_series, catalog, indicator, base=way.since)
    elif way.kind == presented.DIFFERENCE and way.other is not None:
        derive = partial(trends.difference_series, indicator, other=way.other)
    else:
        return dict(screen.series_rows), indicator, []
    found = {code: derive(rows=rows) for code, rows in screen.series_rows.items()}
    if way.kind == presented.DIFFERENCE:
        found.pop(screen.comparators[0], None)
    reasons = {code: made.reason for code, made in found.items() if made.reason}
    same = set(reasons.values())
    told = (
        list(same)
        if len(same) == 1
        else [f"{screen.name(code)}: {reason}" for code, reason in reasons.items()]
    )
    rows = {code: made.rows for code, made in found.items() if len(made.rows)}
    return rows, screen.notation, told


def _trend_notes(screen: Screen, points: pd.DataFrame, *, from_zero: bool) -> list[str]:
    """What the eye must know, and the test of the trend of the selected or the regions."""
    notes = []
    if not from_zero:
        notes.append(exports.NOT_FROM_ZERO)
    if points["zacht"].any():
        notes.append("Open punten: voorlopig, geraamd of vooruitzicht.")
    if screen.ranked:
        codes = screen.view.selected or screen.regions
        for code in codes:
            area = screen.groups.get(code, code)
            found = screen.tables.kept(_trend_of, screen.indicator.id, area, screen.set_id)
            notes.append(f"{screen.name(code)}: {found.sentence[:1].lower()}{found.sentence[1:]}")
    return notes


def draw_table(screen: Screen) -> None:
    """The figures of map and ranking, and those of the regions and comparators, as text."""
    when = f"{screen.since_words} en {screen.period_words}" if screen.way.since else screen.period_words
    st.markdown(f"##### Tabel, {when}")
    columns = _columns(screen)
    codes = [*screen.regions, *screen.comparators]
    own = sorted(screen.shown["area"], key=screen.areas.name) if screen.has_municipalities else []
    own = [code for code in own if code not in codes]
    ranks = dict(zip(screen.shown["area"], screen.shown["rank"], strict=True))
    table: dict[str, list[str]] = {"Gebied": [screen.name(code) for code in (*codes, *own)]}
    if screen.ranked and own:
        table["Rang"] = [_rank_text(ranks.get(code, 0.0)) for code in (*codes, *own)]
    for head, column in columns.items():
        table[head] = _cells(column, codes, own)
    st.table(pd.DataFrame(table), hide_index=True, height=TABLE_HEIGHT, border="horizontal")
    figure_tools.draw(screen, lambda: exports.of_screen(screen, screen.title, []), "tabel")


def _columns(screen: Screen) -> dict[str, Screen]:
    """The columns of figures: the value, and what was made of it, or that of two periods."""
    plain = screen.plain
    head = _head(plain)
    if screen.way.kind == presented.SIDE_BY_SIDE:
        before = replace(plain, period=screen.way.since)
        short = [formats.short_period(name, screen.reference) for name in (screen.way.since, screen.period)]
        return {f"{head}, {short[0]}": before, short[1]: plain}
    if screen.way.made:
        return {_made_head(screen): screen, head: plain}
    return {head: plain}


def _head(screen: Screen) -> str:
    indicator = screen.indicator
    told = indicator.unit in UNITS_AT_THE_NUMBER or text.unit_is_told(indicator)
    return indicator.short_label + ("" if told else f" ({indicator.unit})")


def _made_head(screen: Screen) -> str:
    words = {
        presented.CHANGE: "Verandering",
        presented.INDEX: "Index",
        presented.DIFFERENCE: "Verschil",
    }[screen.way.kind]
    signed = isinstance(screen.notation, Amount) and screen.notation.signed
    return f"{words} ({unit_words(screen.notation)})" if signed else words


def _cells(screen: Screen, codes: list[str], own: list[str]) -> list[str]:
    """One column: the regions and comparators, then the municipalities."""
    cell = partial(value_text, screen.notation, unit_told=True)
    rows = screen.shown.set_index("area")
    cells = [cell(*screen.value(code), small=screen.small(code)) for code in codes]
    values = rows.reindex(own)[["value", "status", "small"]]
    values = values.assign(status=values["status"].fillna("missing"), small=values["small"].eq(other=True))
    return cells + [
        cell(value, status, small=small) for value, status, small in values.itertuples(index=False)
    ]


def _rank_text(rank: float) -> str:
    return formats.ordinal(int(rank)) if rank > 0 else ""


@lru_cache(maxsize=2)
def _trend_spec(*, from_zero: bool) -> dict[str, Any]:
    return as_spec(trend_chart(from_zero=from_zero, height=TREND_HEIGHT))
