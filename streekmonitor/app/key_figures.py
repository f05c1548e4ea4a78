"""Key figures in rows: an indicator, and its value with change for each of a few areas."""

from collections.abc import Sequence
from dataclasses import replace
from html import escape

import pandas as pd
import streamlit as st

from streekmonitor import formats
from streekmonitor.analysis import compare, text
from streekmonitor.analysis.traits import is_survey
from streekmonitor.app.screen import Frame
from streekmonitor.catalog import Indicator, Theme
from streekmonitor.charts.theme import INK, REGION_COLOURS

CHANGE_YEARS = 5
OLD_YEARS = 3
LABEL_WIDTH, MAIN_WIDTH, WIDTH = 2.2, 1.3, 1.0


def draw(frame: Frame, codes: Sequence[str], main: int) -> None:
    """The key figures of every theme for some areas; the first `main` areas large and with their change."""
    with st.container(key="kerncijfers"):
        for theme in frame.catalog.themes:
            indicators = [entry for entry in frame.catalog.of_theme(theme.id) if entry.key_figure]
            if indicators:
                _heading(frame, theme, codes, main)
            for indicator in indicators:
                _row(frame, indicator, codes, main)


def _columns(codes: Sequence[str], main: int) -> list[float]:
    """Widths: the indicator, the main areas with room for their change, and the others."""
    return [LABEL_WIDTH, *(MAIN_WIDTH if place < main else WIDTH for place in range(len(codes)))]


def _heading(frame: Frame, theme: Theme, codes: Sequence[str], main: int) -> None:
    """The theme, and the names of the areas above their columns, the regions in their colours."""
    colours = dict(zip(frame.regions, REGION_COLOURS, strict=False))
    cells = st.columns(_columns(codes, main), vertical_alignment="bottom")
    cells[0].html(f'<h2 class="sm-theme">{escape(theme.label)}</h2>')
    for cell, code in zip(cells[1:], codes, strict=True):
        name, colour = escape(frame.name(code)), escape(colours.get(code, INK))
        cell.html(f'<div class="sm-head" style="color:{colour}">{name}</div>')


def _row(frame: Frame, indicator: Indicator, codes: Sequence[str], main: int) -> None:
    period = _latest(frame, indicator, codes[0])
    cells = st.columns(_columns(codes, main), vertical_alignment="top")
    with cells[0]:
        page = frame.catalog.theme_by_id[indicator.theme].page
        query = replace(frame.view, indicator=indicator.id, period=None).to_query()
        st.page_link(f"pages/{page}.py", label=f"**{indicator.label}**", query_params=query)
        st.caption(_stand(frame, indicator, period))
    for place, (cell, code) in enumerate(zip(cells[1:], codes, strict=True)):
        cell.html(_cell(frame, indicator, code, period, large=place < main))


def _latest(frame: Frame, indicator: Indicator, code: str) -> str:
    """The last period with a figure for this area; of any, when it has none at all."""
    rows = frame.rows(indicator.id, code)
    known = rows.loc[rows["value"].notna() & (rows["status"] != "projected"), "period"]
    return str(known.max()) if len(known) else frame.tables.periods(indicator.id, frame.set_id)[-1]


def _stand(frame: Frame, indicator: Indicator, period: str) -> str:
    """The period of a key figure, which says so when it is an old one, and its unit."""
    words = formats.period(period, frame.catalog.main_measure(indicator).reference)
    old = formats.year_of(period) < frame.release.latest_year - OLD_YEARS
    unit = "" if indicator.unit in ("%", "€") or text.unit_is_told(indicator) else f" · {indicator.unit}"
    return f"{'laatste cijfer: ' if old else ''}{words}{unit}"


def _cell(frame: Frame, indicator: Indicator, code: str, period: str, *, large: bool) -> str:
    """One value as HTML, every text of it escaped."""
    rows = frame.rows(indicator.id, code)
    here = rows.loc[(rows["period"] == period) & rows["value"].notna(), "value"]
    # On a narrow screen the columns lie below each other, and the names above them say nothing any more.
    name = f'<span class="sm-area">{escape(frame.name(code))}</span>'
    if here.empty:
        why = frame.figure(indicator.id, code, period).reason
        return f'<div class="sm-figure">{name}<strong>–</strong><span>{escape(why)}</span></div>'
    unit = indicator.unit if indicator.unit in ("%", "€") else ""
    value = formats.value(float(here.iloc[0]), unit, indicator.decimals).rstrip(formats.NBSP)
    below = _change(indicator, rows, period) + _rank(frame, indicator, code, period) if large else ""
    look = "sm-figure" if large else "sm-figure sm-small"
    return f'<div class="{look}">{name}<strong>{escape(value)}</strong>{below}</div>'


def _change(indicator: Indicator, rows: pd.DataFrame, period: str) -> str:
    """The change over five years, or since the first figure; with a verdict where the indicator has one."""
    known = sorted(rows.loc[rows["value"].notna(), "period"])
    wanted = formats.shift_years(period, -CHANGE_YEARS)
    start = next((name for name in known if name >= wanted), period)
    if start == period:
        return ""
    moved = compare.change(indicator, rows, start, period)
    if moved.amount is None:
        return f"<span>{escape(moved.reason)}</span>"
    words = formats.difference(moved.amount, indicator.unit, indicator.decimals)
    verdict = compare.verdict(indicator, moved.amount)
    style = f' class="sm-{verdict}"' if verdict else ""
    return f"<span>{escape(words)}</span><span{style}>sinds {escape(start)}</span>"


def _rank(frame: Frame, indicator: Indicator, code: str, period: str) -> str:
    """The place of a municipality among those of the province; nothing for a region."""
    if not frame.areas.is_municipality(code) or is_survey(frame.catalog, indicator):
        return ""
    place = text.place(frame.tables.shown(indicator.id, period, frame.set_id), code)
    return f"<span>{escape(place)}</span>" if place else ""
