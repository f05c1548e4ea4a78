"""Key figures in rows: an indicator, and its value with change for each of a few areas."""

from collections.abc import Sequence
from dataclasses import replace
from html import escape

import pandas as pd
import streamlit as st

from streekmonitor import formats
from streekmonitor.analysis import compare
from streekmonitor.app import data
from streekmonitor.catalog import Indicator, Theme
from streekmonitor.charts.theme import INK, REGION_COLOURS
from streekmonitor.release import Release
from streekmonitor.view import View

CHANGE_YEARS = 5
LABEL_WIDTH = 2.2


def area_rows(release: Release, view: View, indicator: Indicator, code: str) -> pd.DataFrame:
    """The rows (period, value, status ...) of an indicator for a region or a municipality."""
    if code in release.areas.regions:
        return data.region_rows(release, release.id, indicator.id, code)
    rows = data.values(release, release.id, indicator.id, view.set_id).rows
    return rows[rows["area"] == code]


def heading(names: Sequence[tuple[str, str]]) -> None:
    """The names of the areas above their columns; (name, colour of its role)."""
    cells = st.columns([LABEL_WIDTH, *[1.0] * len(names)])
    for cell, (name, colour) in zip(cells[1:], names, strict=True):
        cell.html(f'<div class="sm-head" style="color:{escape(colour)}">{escape(name)}</div>')


def region_colours(release: Release, view: View, codes: Sequence[str]) -> list[tuple[str, str]]:
    """The names of areas with the colour of their role: the house colours for the regions of the set."""
    regions = release.areas.sets[view.set_id].regions
    colours = dict(zip(regions, REGION_COLOURS, strict=False))
    return [(release.areas.name(code), colours.get(code, INK)) for code in codes]


def theme_rows(release: Release, view: View, theme: Theme, codes: Sequence[str], main: int) -> None:
    """The key figures of a theme; the first `main` areas large and with their change."""
    for indicator in release.catalog.of_theme(theme.id):
        if indicator.key_figure:
            _row(release, view, theme, indicator, codes, main)


def _row(
    release: Release, view: View, theme: Theme, indicator: Indicator, codes: Sequence[str], main: int
) -> None:
    period = data.periods(release, release.id, indicator.id, view.set_id)[-1]
    cells = st.columns([LABEL_WIDTH, *[1.0] * len(codes)], vertical_alignment="top")
    reference = release.catalog.main_measure(indicator).reference
    with cells[0]:
        query = replace(view, indicator=indicator.id, period=None).to_query()
        st.page_link(f"pages/{theme.page}.py", label=f"**{indicator.label}**", query_params=query)
        st.caption(_stand(formats.period(period, reference), period, indicator))
    for place, (cell, code) in enumerate(zip(cells[1:], codes, strict=True)):
        cell.html(_cell(release, view, indicator, code, period, large=place < main))


def _stand(words: str, period: str, indicator: Indicator) -> str:
    unit = "" if indicator.unit in ("%", "€") else f" · {indicator.unit}"
    return f"{words}{unit}"


def _cell(release: Release, view: View, indicator: Indicator, code: str, period: str, *, large: bool) -> str:
    rows = area_rows(release, view, indicator, code)
    here = rows[(rows["period"] == period) & rows["value"].notna()]
    if here.empty:
        reason = rows.loc[rows["period"] == period, "reason"] if "reason" in rows else pd.Series(dtype=str)
        why = reason.iloc[0] if len(reason) and reason.iloc[0] else formats.STATUS_WORDS["missing"]
        return f'<div class="sm-figure"><strong>–</strong><span>{escape(why)}</span></div>'
    unit = indicator.unit if indicator.unit in ("%", "€") else ""
    value = formats.value(float(here["value"].iloc[0]), unit, indicator.decimals).rstrip(formats.NBSP)
    size = "" if large else " sm-small"
    return f'<div class="sm-figure{size}"><strong>{escape(value)}</strong>{_change(indicator, rows, period, large)}</div>'


def _change(indicator: Indicator, rows: pd.DataFrame, period: str, large: bool) -> str:
    """The change over five years, or since the first figure; with a verdict where the indicator has one."""
    known = sorted(rows.loc[rows["value"].notna(), "period"])
    wanted = formats.shift_years(period, -CHANGE_YEARS)
    start = next((name for name in known if name >= wanted), period)
    if not large or start == period:
        return ""
    moved = compare.change(indicator, rows, start, period)
    if moved.amount is None:
        return f"<span>{escape(moved.reason)}</span>"
    words = formats.difference(moved.amount, indicator.unit, indicator.decimals)
    verdict = compare.verdict(indicator, moved.amount)
    style = f' class="sm-{verdict}"' if verdict else ""
    return f"<span{style}>{escape(words)} sinds {escape(start)}</span>"
