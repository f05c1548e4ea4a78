"""One slide of the show: the finding, the figure as large as the screen allows, and where it comes from."""

from dataclasses import dataclass
from html import escape
from typing import Any

import pandas as pd
import streamlit as st

from streekmonitor import formats
from streekmonitor.analysis.tables import Tables
from streekmonitor.app import basket
from streekmonitor.app.drawing import show as show_drawing
from streekmonitor.charts.enlarge import enlarged, enlarged_rows
from streekmonitor.export.document import Shown
from streekmonitor.export.exported import Drawing, ExportedFigure
from streekmonitor.presentation.model import ChosenFigure, Item, Presentation, SectionHeading
from streekmonitor.view import DEFAULT_SET, INDICATOR, PERIOD, SET

# A slide is laid out for a projector of this many pixels, and grows with what is larger.
WIDTH, HEIGHT = 1280, 720
# Charts are made for letters of 13 pixels; this much larger they can be read from the back of a room.
LARGER, LEGEND_LARGER = 1.7, 1.4
# Where a chart has many rows its letters may take so much more of the room of a row.
DENSER = 1.35
# What the words around a figure take, in pixels of the projector: all but the finding, and a line of that.
WORDS, LINE, LETTERS_IN_LINE = 168, 36, 76
GAP = 12


@dataclass(frozen=True)
class Room:
    """The size of the screen in pixels."""

    width: int
    height: int

    @property
    def scale(self) -> float:
        """How much larger than a projector it is."""
        return max(0.35, min(self.width / WIDTH, self.height / HEIGHT))


@dataclass(frozen=True)
class Periods:
    """The periods that a slide can show, the one it shows, and what they refer to."""

    known: tuple[str, ...]
    shown: str
    reference: str

    def words(self, period: str) -> str:
        """A period as it is chosen."""
        return formats.short_period(period, self.reference)


def draw_cover(presentation: Presentation) -> None:
    """The title, and for whom and when."""
    _words(
        presentation.title or "Streekmonitor",
        presentation.subtitle,
        presentation.organisation,
        presentation.date,
    )


def draw(item: Item, room: Room, other: str | None) -> Periods | None:
    """The slide of an item, in the period `other` when the presenter asks for one; returns what can be asked.

    What the presenter said of a figure is not said of another period: there the generated sentence stands.
    """
    if isinstance(item, SectionHeading):
        _words(item.heading, item.comment)
        return None
    periods = _periods(item, basket.tables(), other) if isinstance(item, ChosenFigure) else None
    if isinstance(item, ChosenFigure) and periods is not None and other:
        query = {**item.query, PERIOD: periods.shown}
        item = item.model_copy(update={"query": query, "heading": "", "comment": ""})
    entry = basket.built(item)
    if entry.figure is None:
        _words("Deze figuur is niet te tonen", entry.reason)
    else:
        _figure(Shown(entry.figure, item.heading, item.comment), room)
    return periods


def _words(title: str, *lines: str) -> None:
    below = "".join(f"<p>{escape(line)}</p>" for line in lines if line)
    st.html(f'<div class="sm-cover"><h1>{escape(title)}</h1>{below}</div>')


def _periods(item: ChosenFigure, tables: Tables, other: str | None) -> Periods | None:
    """None where a figure has no indicator, or no period to choose."""
    catalog = tables.release.catalog
    indicator, period = item.query.get(INDICATOR, ""), item.query.get(PERIOD, "")
    if indicator not in catalog.indicator_by_id or not period:
        return None
    known = tuple(tables.periods(indicator, item.query.get(SET, DEFAULT_SET)))
    shown = other if other in known else period
    if shown not in known or len(known) < 2:
        return None
    return Periods(known, shown, catalog.main_measure(catalog.indicator_by_id[indicator]).reference)


def _figure(shown: Shown, room: Room) -> None:
    figure = shown.figure
    st.html(f'<h1 class="sm-slide-heading">{escape(shown.finding)}</h1>')
    if figure.drawings and shown.heading:
        st.html(f'<p class="sm-slide-title">{escape(figure.title)}</p>')
    if shown.comment:
        st.html(f'<p class="sm-slide-comment">{escape(shown.comment)}</p>')
    if figure.drawings:
        _drawings(figure, room, _height(shown, room))
    else:
        _table(figure, _height(shown, room))
    st.html(f'<p class="sm-slide-source">{escape(_source(figure))}</p>')


def _source(figure: ExportedFigure) -> str:
    """What a chart must say, who published it, and its release; licences and dates stand in the files."""
    names = dict.fromkeys(source.partition(" (")[0] for source in figure.sources)
    captions = [drawing.caption for drawing in figure.drawings if drawing.caption]
    return " · ".join([*captions, *names, f"Streekmonitor, release {figure.release}"])


def _height(shown: Shown, room: Room) -> float:
    """What is left for the figure, in pixels."""
    lines = sum(-(-len(text) // LETTERS_IN_LINE) for text in (shown.finding, shown.comment) if text)
    lines += 1 if shown.figure.drawings and shown.heading else 0
    return room.height - (WORDS + LINE * lines) * room.scale


def _drawings(figure: ExportedFigure, room: Room, height: float) -> None:
    """The first takes the room that the others leave; letters are as large as its rows allow."""
    first, *others = figure.drawings
    legend = LEGEND_LARGER * room.scale
    left = max(height - sum(_natural(drawing) * legend + GAP for drawing in others), 0.3 * height)
    natural = _natural(first)
    factor = min(LARGER * room.scale, DENSER * left / natural) if natural else LARGER * room.scale
    _draw(first, "dia_figuur", factor, left if natural else None, figure.sentence)
    for number, drawing in enumerate(others):
        _draw(drawing, f"dia_legende_{number}", legend, None, drawing.heading)


def _natural(drawing: Drawing) -> float:
    """Its height on a page; 0 where its rows decide."""
    height = drawing.spec.get("height")
    return float(height) if isinstance(height, int | float) else 0.0


def _draw(drawing: Drawing, key: str, factor: float, height: float | None, alt: str) -> None:
    spec: dict[str, Any] = enlarged(drawing.spec, factor)
    if height is not None:
        spec["height"] = height
    show_drawing(Drawing(spec, enlarged_rows(drawing.datasets, factor)), key, alt)


def _table(figure: ExportedFigure, height: float) -> None:
    """All rows, of which the presenter scrolls to what does not fit."""
    names = [str(name) for name in figure.table.columns if name != "Code"]
    columns = [[_cell(figure, name, cell) for cell in figure.table[name]] for name in names]
    head = "".join(f"<th>{escape(name)}</th>" for name in names)
    lines = zip(*columns, strict=True)
    rows = "".join(f"<tr>{''.join(f'<td>{escape(cell)}</td>' for cell in line)}</tr>" for line in lines)
    table = f'<table class="sm-slide-table"><thead><tr>{head}</tr></thead><tbody>{rows}</tbody></table>'
    st.html(f'<div class="sm-slide-rows" tabindex="0" style="max-height:{height:.0f}px">{table}</div>')


def _cell(figure: ExportedFigure, name: str, cell: Any) -> str:
    if isinstance(cell, str):
        return cell
    known = figure.formats.get(name)
    return formats.number(None if pd.isna(cell) else float(cell), known.decimals if known else 0)
