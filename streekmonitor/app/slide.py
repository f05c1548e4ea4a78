"""One slide of the show: the finding, the figure as large as the screen allows, and where it comes from."""

from dataclasses import dataclass
from html import escape

import streamlit as st

from streekmonitor import formats
from streekmonitor.analysis.tables import Tables
from streekmonitor.app import basket, slide_figure
from streekmonitor.app.slide_figure import Room
from streekmonitor.export.document import Shown
from streekmonitor.presentation.model import ChosenFigure, Item, Presentation, SectionHeading
from streekmonitor.view import DEFAULT_SET, INDICATOR, PERIOD, SET


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
        slide_figure.draw(Shown(entry.figure, item.heading, item.comment), room)
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
