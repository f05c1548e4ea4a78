"""Key figures in rows: each is one link and one block of HTML with two small drawings in it.

Every text from the data is escaped.
"""

from html import escape
from pathlib import Path

import streamlit as st

from streekmonitor import formats
from streekmonitor.analysis import phrases
from streekmonitor.analysis.compare import verdict
from streekmonitor.analysis.tables import Tables
from streekmonitor.app import figure_tools, objectives_beside
from streekmonitor.areas import PROVINCE
from streekmonitor.catalog import Indicator, Theme
from streekmonitor.charts import sparkline, strip
from streekmonitor.figures.frame import Frame
from streekmonitor.figures.key_figure_rows import KeyFiguresFigure
from streekmonitor.figures.key_figures import Columns, Row, areas_only, of_theme
from streekmonitor.view import View

HOVER = Path(__file__).with_name("strip_hover.html").read_text(encoding="utf-8")
LABEL_AND_FIGURES = (1.0, 3.8)


def draw(figure: KeyFiguresFigure) -> None:
    """The key figures of some themes."""
    frame, columns = figure.frame, figure.columns
    with st.container(key="kerncijfers"):
        for theme in figure.themes:
            indicators = of_theme(frame, theme)
            if not indicators:
                continue
            _heading(frame, columns, theme)
            for indicator in indicators:
                _draw_row(frame, columns, indicator)
        st.html(_names(frame))
        st.html(HOVER, unsafe_allow_javascript=True)
    figure_tools.draw(frame, "kerncijfers", figure.exported)


def _heading(frame: Frame, columns: Columns, theme: Theme) -> None:
    """The theme, and the names of the areas above their columns, in their colours and with their shapes."""
    with st.container(key=f"thema_{theme.id}"):
        left, right = st.columns(LABEL_AND_FIGURES, vertical_alignment="bottom")
    left.html(f'<h2 class="sm-theme">{escape(theme.label)}</h2>')
    heads = "".join(
        f'<div class="sm-head" style="color:{escape(colour)}">{strip.shape(shape, colour)}'
        f"{escape(frame.name(code))}</div>"
        for code, (colour, shape) in columns.main.items()
    )
    heads += '<div class="sm-head">Elke stip een gemeente</div><div class="sm-head">Evolutie</div>'
    right.html(_grid(columns, heads, "sm-heads"))


def _draw_row(frame: Frame, columns: Columns, indicator: Indicator) -> None:
    stand, figures = frame.tables.kept(_row, areas_only(frame.view), columns, indicator.id)
    left, right = st.columns(LABEL_AND_FIGURES)
    with left:
        page = frame.catalog.theme_by_id[indicator.theme].page
        query = frame.view.of_indicator(indicator.id).to_query()
        st.page_link(f"pages/{page}.py", label=f"**{indicator.label}**", query_params=query)
        st.caption(stand)
        objectives_beside.draw_small(frame, indicator.id)
    right.html(figures)


def _row(tables: Tables, areas: View, columns: Columns, indicator_id: str) -> tuple[str, str]:
    """What stands below the label, and the HTML beside it; `areas` is a view with its regions only."""
    row = Row(Frame(tables, areas), columns, tables.release.catalog.indicator_by_id[indicator_id])
    cells = _across(row.refusal) if row.refusal else "".join(_cell(row, code) for code in columns.main)
    return row.stand, _grid(columns, f"{cells}{_place(row)}{_course(row)}")


def _grid(columns: Columns, cells: str, look: str = "") -> str:
    return f'<div class="sm-grid sm-of-{len(columns.main)} {look}">{cells}</div>'


def _across(reason: str) -> str:
    return f'<div class="sm-figure sm-across"><strong>–</strong><span>{escape(reason)}</span></div>'


def _cell(row: Row, code: str) -> str:
    """The value of an area, its change, and what must be known of it."""
    # Below each other on a narrow screen, and for who hears the page, each value needs its name.
    name = f'<span class="sm-area">{escape(row.frame.name(code))}</span>'
    if row.standings[code].value is None:
        why = escape(row.reason(code))
        return f'<div class="sm-figure">{name}<strong>–</strong><span>{why}</span></div>'
    lines = "".join(f"<span>{escape(line)}</span>" for line in row.cautions(code))
    value = escape(row.value(code))
    return f'<div class="sm-figure">{name}<strong>{value}</strong>{_change(row, code)}{lines}</div>'


def _change(row: Row, code: str) -> str:
    """The change, with a verdict where the indicator has one."""
    words, since = row.change(code)
    if not since:
        return f"<span>{escape(words)}</span>" if words else ""
    change = row.standings[code].change or 0.0
    visible = phrases.visible(row.indicator, change)
    look = verdict(row.indicator, change) if visible and row.judged else ""
    style = f' class="sm-{look}"' if look else ""
    return f"<span>{escape(words)}</span><span{style}>{escape(since)}</span>"


def _place(row: Row) -> str:
    """The strip: where the areas lie among all municipalities, and those they are compared with."""
    told = f'<p class="sm-told">{escape(row.told)}</p>' if row.told else ""
    letters = "".join(
        f"<span><b>{escape(letter)}</b> {escape(words)}</span>" for letter, words in row.compared
    )
    absent = f'<p class="sm-absent">{escape(row.absent)}</p>' if row.absent else ""
    legend = f'<div class="sm-ticks">{told}{letters}{absent}</div>'
    if row.shown.empty:
        return f"<div><div>Geen cijfers per gemeente.</div>{legend}</div>"
    drawing = strip.strip(list(row.shown["value"]), row.marks, row.ticks, row.description)
    low, high = (f"<span>{escape(end)}</span>" for end in row.ends)
    dots = escape("|".join(f"{code}={words}" for code, words in row.dots))
    strip_of = f'<div class="sm-dots" data-stippen="{dots}">{drawing}</div>'
    return f'<div class="sm-place">{strip_of}<div class="sm-ends">{low}{high}</div>{legend}</div>'


def _names(frame: Frame) -> str:
    """Who the dots of the strips are, once for all of them."""
    areas = frame.areas
    codes = [code for nis in areas.within(PROVINCE) for code in (nis, *areas.former(nis))]
    names = escape("|".join(f"{code}={areas.name(code)}" for code in codes))
    return f'<div hidden data-namen="{names}"></div>'


def _course(row: Row) -> str:
    """The sparkline with its first and last year, or that there is but one."""
    years = row.years
    if years is None or years[0] == years[1]:
        return '<div class="sm-none">één meting</div>' if years else "<div></div>"
    first, last = int(years[0]), int(years[1])
    names = formats.listing([row.frame.name(code) for code in row.moving])
    drawing = sparkline.sparkline(list(row.lines.values()), f"Evolutie van {first} tot {last}: {names}.")
    ends = f'<div class="sm-ends"><span>{first}</span><span>{last}</span></div>'
    return f'<div class="sm-course">{drawing}{ends}</div>'
