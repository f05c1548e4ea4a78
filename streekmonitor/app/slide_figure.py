"""The figure of a slide with the words around it: as large as the screen allows, its source in sight."""

from dataclasses import dataclass
from html import escape
from typing import Any

import pandas as pd
import streamlit as st

from streekmonitor import formats
from streekmonitor.app.drawing import show
from streekmonitor.charts.enlarge import enlarged, enlarged_rows
from streekmonitor.export.document import Shown
from streekmonitor.export.exported import Drawing, ExportedFigure
from streekmonitor.export.native_table import Cell, NativeTable
from streekmonitor.export.tables import columns_to_read

# A slide is laid out for a projector of this many pixels, and grows with what is larger.
WIDTH, HEIGHT = 1280, 720
# Charts are made for letters of 13 pixels; this much larger they can be read from the back of a room.
LARGER, LEGEND_LARGER = 1.7, 1.4
# Where a chart has many rows its letters may take so much more of the room of a row.
DENSER = 1.35
# Of a figure with more sources the show names the first.
MOST_SOURCES = 4
# Pixels of the projector: margins and controls, and between two things below each other.
AROUND, GAP = 96, 10


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
class Words:
    """A paragraph of a slide: its class in show.css, the height of a line, the letters that fit in one."""

    kind: str
    text: str
    line: int
    letters: int
    tag: str = "p"

    @property
    def height(self) -> int:
        """Its height on a projector, with the room below it."""
        return -(-len(self.text) // self.letters) * self.line + GAP

    def draw(self) -> None:
        """Put it on the slide, as text whatever it holds."""
        st.html(f'<{self.tag} class="sm-slide-{self.kind}">{escape(self.text)}</{self.tag}>')


def draw(shown: Shown, room: Room) -> None:
    """Finding, comment, figure and source."""
    figure = shown.figure
    above, below = _above(shown), _below(figure)
    key = next((drawing.key for drawing in figure.drawings if drawing.key), ())
    taken = AROUND + sum(words.height for words in (*above, *below)) + (36 if key else 0)
    height = room.height - taken * room.scale
    for words in above:
        words.draw()
    _key(key)
    native = figure.drawings[0].table if figure.drawings else None
    if native is not None:
        _table(_native_rows(native), height)
    elif figure.drawings:
        _drawings(figure, room, height)
    else:
        _table(_plain_rows(figure), height)
    for words in below:
        words.draw()


def _above(shown: Shown) -> list[Words]:
    figure, drawings = shown.figure, shown.figure.drawings
    found = [Words("heading", shown.finding, 36, 76, tag="h1")]
    if drawings and shown.heading:
        found.append(Words("title", figure.title, 27, 110))
    if shown.comment:
        found.append(Words("comment", shown.comment, 33, 88))
    if drawings and drawings[0].heading not in ("", figure.title):
        found.append(Words("title", drawings[0].heading, 27, 110))
    return found


def _below(figure: ExportedFigure) -> list[Words]:
    """What a chart must say, who published it, and its release; licences and dates stand in the files."""
    names = list(dict.fromkeys(source.partition(" (")[0] for source in figure.sources))
    if len(names) > MOST_SOURCES:
        names = [*names[: MOST_SOURCES - 1], f"nog {len(names) - MOST_SOURCES + 1} bronnen, zie de bestanden"]
    captions = [_caption(drawing) for drawing in figure.drawings]
    told = " ".join(filter(None, captions)), " · ".join([*names, f"Streekmonitor, release {figure.release}"])
    return [Words("source", text, 25, 122) for text in told if text]


def _caption(drawing: Drawing) -> str:
    """What stands below it; as a table it may say something else."""
    table = drawing.table
    return drawing.caption if table is None or table.caption is None else table.caption


def _key(entries: tuple[tuple[str, str], ...]) -> None:
    """What only a colour tells."""
    if entries:
        spans = [
            f'<span><i style="background:{escape(colour)}"></i>{escape(words)}</span>'
            for words, colour in entries
        ]
        st.html(f'<div class="sm-slide-key">{"".join(spans)}</div>')


def _drawings(figure: ExportedFigure, room: Room, height: float) -> None:
    """The first takes the room that the others leave; letters are as large as its rows allow."""
    first, *others = figure.drawings
    legend = LEGEND_LARGER * room.scale
    left = max(height - sum(_natural(drawing) * legend + GAP for drawing in others), 0.3 * height)
    natural = _natural(first)
    factor = min(LARGER * room.scale, DENSER * left / natural) if natural else LARGER * room.scale
    _draw(first, "dia_figuur", factor, left if natural else None, figure.told)
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
    show(Drawing(spec, enlarged_rows(drawing.datasets, factor)), key, alt)


Rows = list[tuple[Cell, ...]]


def _native_rows(table: NativeTable) -> Rows:
    return [tuple(Cell(head, strong=True) for head in table.heads), *table.rows]


def _plain_rows(figure: ExportedFigure) -> Rows:
    """The numbers of a figure as they are written."""
    names = columns_to_read(figure.table)
    columns = [[_cell(figure, name, value) for value in figure.table[name]] for name in names]
    return [tuple(Cell(name, strong=True) for name in names), *zip(*columns, strict=True)]


def _cell(figure: ExportedFigure, name: str, value: Any) -> Cell:
    if isinstance(value, str):
        return Cell(value)
    known = figure.formats.get(name)
    number = None if pd.isna(value) else float(value)
    return Cell(formats.number(number, known.decimals if known else 0), is_number=True)


def _table(rows: Rows, height: float) -> None:
    """All rows, of which the presenter scrolls to what does not fit."""
    head, *body = rows
    lines = [f"<tr>{''.join(_html(cell, len(head) // len(row)) for cell in row)}</tr>" for row in body if row]
    names = "".join(f"<th>{escape(cell.text)}</th>" for cell in head)
    table = f"<thead><tr>{names}</tr></thead><tbody>{''.join(lines)}</tbody>"
    st.html(
        f'<div class="sm-slide-rows" tabindex="0" style="max-height:{height:.0f}px">'
        f'<table class="sm-slide-table">{table}</table></div>'
    )


def _html(cell: Cell, columns: int) -> str:
    """A cell; a row of one cell is a heading over all columns."""
    colours = {"background": cell.fill, "color": cell.ink, "text-align": "right" if cell.is_number else ""}
    look = ";".join(f"{name}:{escape(value)}" for name, value in colours.items() if value)
    first, *others = cell.text.split("\n")
    words = "<br>".join([f"<b>{escape(first)}</b>" if cell.strong else escape(first), *map(escape, others)])
    return f'<td colspan="{columns}" style="{look}">{words}</td>'
