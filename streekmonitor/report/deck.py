"""A municipality as a presentation: who it is, and per working group where it stands and how it moves."""

from collections.abc import Iterator

from streekmonitor.analysis.tables import Tables
from streekmonitor.export.document import Document, Section, Shown
from streekmonitor.figures.figure import FigureUnavailable
from streekmonitor.figures.frame import Frame
from streekmonitor.figures.key_figures import of_theme
from streekmonitor.figures.municipality import municipality_of
from streekmonitor.figures.registry import build_figure
from streekmonitor.view import View

PAGE = "gemeente"
ABOUT = ("profiel", "kerncijfers", "sterk_en_zwak")
PER_THEME = ("kaart", "evolutie")
LAST = ("gelijkaardig",)


def deck_of(tables: Tables, code: str, home: str = "") -> Document:
    """The presentation of a municipality in force; figures that it has not are left out.

    `home` is the address of the dashboard, "" for none.
    """
    view = View(selected=(code,))
    frame = municipality_of(Frame(tables, view, page=PAGE, home=home))
    items = (
        *_figures(tables, PAGE, view, ABOUT, home),
        *_themes(frame, view),
        *_figures(tables, PAGE, view, LAST, home),
    )
    return Document(
        title=frame.areas.name(code),
        subtitle="Hoe staat deze gemeente ervoor?",
        organisation="Streekmonitor",
        items=items,
    )


def _themes(frame: Frame, view: View) -> Iterator[Section | Shown]:
    """Of every working group the first key figure, on the map and over time."""
    for theme in frame.catalog.themes:
        first = next(iter(of_theme(frame, theme)), None)
        if first is not None:
            yield Section(theme.label)
            yield from _figures(frame.tables, theme.page, view.of_indicator(first.id), PER_THEME, frame.home)


def _figures(tables: Tables, page: str, view: View, figures: tuple[str, ...], home: str) -> Iterator[Shown]:
    for name in figures:
        try:
            yield Shown(build_figure(tables, page, view.to_query(), name, home))
        except FigureUnavailable:
            continue
