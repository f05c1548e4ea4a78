"""The numbers of a figure as native tables: what does not fit a slide goes on, or is counted."""

from dataclasses import dataclass
from typing import Any

import pandas as pd
from pptx.enum.text import MSO_ANCHOR, PP_ALIGN
from pptx.oxml import parse_xml
from pptx.slide import Slide
from pptx.util import Pt

from streekmonitor import formats
from streekmonitor.charts.theme import INK, MUTED
from streekmonitor.export.cells import on_one_line, plain
from streekmonitor.export.exported import ExportedFigure, NumberFormat
from streekmonitor.export.lines import width_of
from streekmonitor.export.slides import words
from streekmonitor.export.slides.colours import NO_FILL, A, Palette
from streekmonitor.export.slides.room import EMU, SAFE, Box, fitted

NO_STYLE = "{2D5ABB26-0587-4C30-8999-92F81FD0307C}"
SIZES, HEAD_SIZE = (14.0, 13.0, 12.0, 11.0, 10.0, 9.0), 12.0
ROW, HEAD_ROW, LAST_LINE = 22.0, 36.0, 24.0
BETWEEN = 16.0
NARROWEST, WIDEST, MOST_WIDENED = 44.0, 330.0, 1.3
OBSERVED = formats.STATUS_WORDS["observed"]
RULE = "#d5dbe1"


@dataclass(frozen=True)
class Column:
    """A column as text: numbers stand to the right."""

    name: str
    cells: tuple[str, ...]
    is_number: bool


@dataclass(frozen=True)
class Page:
    """Rows of a table that fit a slide, and how many come after them on no slide."""

    columns: tuple[Column, ...]
    left_out: int = 0


def columns_of(figure: ExportedFigure) -> tuple[Column, ...]:
    """The table in words, without what tells nothing in a room: codes, and a status that all share."""
    table = figure.table
    shown = [str(name) for name in table.columns if not _says_nothing(str(name), table[name])]
    return tuple(_column(name, table[name], figure.formats.get(name)) for name in shown)


def pages(columns: tuple[Column, ...], room: Box, *, whole: bool) -> list[Page]:
    """The rows in pages that fit the room; only the first without `whole`."""
    rows = len(columns[0].cells) if columns else 0
    fits = max(int((room.height - HEAD_ROW) / ROW), 1)
    if rows <= fits:
        return [Page(columns)]
    fits = max(int((room.height - HEAD_ROW - LAST_LINE) / ROW), 1)
    starts = range(0, rows, fits) if whole else range(1)
    return [Page(_rows(columns, start, start + fits), 0 if whole else rows - fits) for start in starts]


def add_table(slide: Slide, palette: Palette, page: Page, room: Box) -> Any:
    """The page as a table in the room, with a line below it for what it leaves out; returns its frame."""
    rows = len(page.columns[0].cells) + 1
    widths, size = _widths(page.columns, room.width)
    place = Box(room.left, room.top, sum(widths), HEAD_ROW + ROW * (rows - 1))
    frame = slide.shapes.add_table(rows, len(page.columns), *place.emu)
    table: Any = frame.table
    _plain(table)
    table.rows[0].height = round(HEAD_ROW * EMU)
    for row in range(1, rows):
        table.rows[row].height = round(ROW * EMU)
    for number, (column, width) in enumerate(zip(page.columns, widths, strict=True)):
        table.columns[number].width = round(width * EMU)
        look = Look(palette, column.is_number, number == 0)
        inner = width - BETWEEN
        look.write(table.cell(0, number), column.name, Box(0, 0, inner, HEAD_ROW - 4), head=True, size=size)
        for row, text in enumerate(column.cells, start=1):
            look.write(table.cell(row, number), text, Box(0, 0, inner, ROW - 4), head=False, size=size)
    if page.left_out:
        more = f"… en {formats.number(page.left_out)} meer in het werkblad"
        below = Box(room.left, place.bottom + 4, room.width, LAST_LINE - 4)
        words.add(slide, below, more, (13.0,), colour=MUTED, name="Meer")
    return frame


@dataclass(frozen=True)
class Look:
    """How the cells of a column look."""

    palette: Palette
    is_number: bool
    is_first: bool

    def write(self, cell: Any, text: str, box: Box, *, head: bool, size: float) -> None:
        """A text in a cell, no wider and no higher than it."""
        usual = min(size, HEAD_SIZE) if head else size
        found = fitted(on_one_line(text), box, [usual, *(smaller for smaller in SIZES if smaller < usual)])
        cell.margin_left = 0 if self.is_first else round(BETWEEN / 2 * EMU)
        cell.margin_right = round(BETWEEN / 2 * EMU)
        cell.margin_top = cell.margin_bottom = 0
        cell.vertical_anchor = MSO_ANCHOR.BOTTOM if head else MSO_ANCHOR.MIDDLE
        words.write(cell.text_frame, found.text)
        paragraph = cell.text_frame.paragraphs[0]
        paragraph.alignment = PP_ALIGN.RIGHT if self.is_number else PP_ALIGN.LEFT
        for run in words.runs(cell.text_frame):
            run.font.size, run.font.bold = Pt(found.size), head
            run._r.rPr.insert(0, parse_xml(self.palette.fill(MUTED if head else INK)))
        self._edge(cell, strong=head)

    def _edge(self, cell: Any, *, strong: bool) -> None:
        """A line below each row, a stronger one below the head, and no fill."""
        line = self.palette.line(INK if strong else RULE, 1.25 if strong else 0.75)
        below = line.replace("<a:ln ", "<a:lnB ", 1).removesuffix("</a:ln>") + "</a:lnB>"
        properties = cell._tc.get_or_add_tcPr()
        properties.append(parse_xml(below))
        properties.append(parse_xml(NO_FILL))


def _plain(table: Any) -> None:
    """No style of PowerPoint's own."""
    table.horz_banding = False
    style = table._tbl.tblPr.find(f"{{{A}}}tableStyleId")
    if style is not None:
        style.text = NO_STYLE


def _says_nothing(name: str, cells: pd.Series) -> bool:
    return name == "Code" or (name == "Status" and bool((cells == OBSERVED).all()))


def _column(name: str, cells: pd.Series, kind: NumberFormat | None) -> Column:
    is_number = pd.api.types.is_numeric_dtype(cells) and not pd.api.types.is_bool_dtype(cells)
    return Column(name, tuple(_cell(value, kind) for value in cells), is_number)


def _cell(value: object, kind: NumberFormat | None) -> str:
    """A cell as text: numbers in Dutch with their decimals, nothing as a dash."""
    cell = plain(value)
    if cell is None:
        return "–"
    if isinstance(cell, str):
        return cell
    if kind is None:
        return formats.number(cell, 0 if float(cell).is_integer() else 1)
    return (
        formats.value(cell, kind.unit, kind.decimals)
        if kind.unit in ("€", "%")
        else formats.number(cell, kind.decimals)
    )


def _rows(columns: tuple[Column, ...], start: int, end: int) -> tuple[Column, ...]:
    return tuple(Column(column.name, column.cells[start:end], column.is_number) for column in columns)


def _widths(columns: tuple[Column, ...], room: float) -> tuple[list[float], float]:
    """Widths that fit the room, in proportion to the longest cells, and the size of text."""
    tried = ([_wanted(column, size) for column in columns] for size in SIZES)
    found = ((wanted, size) for wanted, size in zip(tried, SIZES, strict=True) if sum(wanted) <= room)
    wanted, size = next(found, ([_wanted(column, SIZES[-1]) for column in columns], SIZES[-1]))
    wider = min(room / sum(wanted), MOST_WIDENED)
    return [width * wider for width in wanted], size


def _wanted(column: Column, size: float) -> float:
    """The width of the longest cell, and of a head in two lines."""
    cells = max((width_of(on_one_line(cell), size) for cell in column.cells), default=0.0)
    longest_word = max((width_of(word, HEAD_SIZE) for word in column.name.split()), default=0.0)
    head = max(width_of(on_one_line(column.name), HEAD_SIZE) * 0.62, longest_word)
    return min(max(cells / SAFE, head / SAFE, NARROWEST), WIDEST) + BETWEEN + 1
