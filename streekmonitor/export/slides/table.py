"""Native tables: the numbers of a figure in words, or a figure that is a table, with its colours."""

from typing import Any

import pandas as pd
from pptx.enum.text import MSO_ANCHOR, PP_ALIGN
from pptx.oxml import parse_xml
from pptx.slide import Slide
from pptx.util import Pt

from streekmonitor import formats
from streekmonitor.charts.theme import INK, MUTED
from streekmonitor.export.cells import plain
from streekmonitor.export.exported import ExportedFigure, NumberFormat
from streekmonitor.export.native_table import Cell, NativeTable
from streekmonitor.export.slides import words
from streekmonitor.export.slides.colours import NO_FILL, A, Palette
from streekmonitor.export.slides.grid import BETWEEN, LAST_LINE, Page, Plan
from streekmonitor.export.slides.room import EMU, Box, Fitted
from streekmonitor.export.slides.template import PALE
from streekmonitor.export.tables import columns_to_read

NO_STYLE = "{2D5ABB26-0587-4C30-8999-92F81FD0307C}"
RULE, GROUND = "#d5dbe1", "#ffffff"
MORE_SIZES = (13.0, 12.0, 11.0)


def table_of(figure: ExportedFigure) -> NativeTable:
    """The numbers in words, without what tells nothing in a room: codes, and a status that all share."""
    table = figure.table
    shown = columns_to_read(table)
    columns = [_column(table[name], figure.formats.get(name)) for name in shown]
    return NativeTable(tuple(shown), tuple(zip(*columns, strict=True)))


class Table:
    """A table on a slide, while it is filled."""

    def __init__(self, palette: Palette, table: NativeTable, plan: Plan) -> None:
        self._palette, self._table, self._plan = palette, table, plan

    def add(self, slide: Slide, page: Page, room: Box) -> Any:
        """One page of it in the room, and how many rows it leaves out; returns its frame."""
        plan = self._plan
        heights = [plan.head, *(plan.height(row) for row in page.rows)]
        place = Box(room.left, room.top, sum(plan.widths), sum(heights))
        frame = slide.shapes.add_table(len(heights), len(plan.widths), *place.emu)
        drawn: Any = frame.table
        _plain(drawn)
        for number, height in enumerate(heights):
            drawn.rows[number].height = round(height * EMU)
        for column, width in enumerate(plan.widths):
            drawn.columns[column].width = round(width * EMU)
            self._head(drawn.cell(0, column), column)
        for number, row in enumerate(page.rows, start=1):
            self._row(drawn, number, row)
        if page.left_out:
            more = f"… en {formats.number(page.left_out)} meer in het werkblad"
            below = Box(room.left, place.bottom + 4, room.width, LAST_LINE - 4)
            words.add(slide, below, more, MORE_SIZES, colour=MUTED, name="Meer")
        return frame

    def _head(self, cell: Any, column: int) -> None:
        is_number = any(row[column].is_number for row in self._table.rows if len(row) > column)
        found = self._plan.fit_head(self._table.heads[column], column)
        self._write(cell, found, Cell("", ink=MUTED, is_number=is_number, strong=True), column)
        cell.vertical_anchor = MSO_ANCHOR.BOTTOM
        self._look(cell, self._palette.line(INK, 1.25), NO_FILL)

    def _row(self, drawn: Any, number: int, row: tuple[Cell, ...]) -> None:
        if len(row) < len(self._plan.widths):
            drawn.cell(number, 0).merge(drawn.cell(number, len(self._plan.widths) - 1))
        for column, cell in enumerate(row):
            target = drawn.cell(number, column)
            is_heading = len(row) < len(self._plan.widths)
            found = self._plan.fit_heading(cell) if is_heading else self._plan.fit(cell, column)
            self._write(target, found, cell, column)
            fill = self._palette.fill(cell.fill or PALE) if cell.fill or is_heading else NO_FILL
            edge = self._palette.line(GROUND if cell.fill else RULE, 1.5 if cell.fill else 0.75)
            self._look(target, edge, fill, framed=bool(cell.fill))

    def _write(self, target: Any, found: Fitted, cell: Cell, column: int) -> None:
        """A text in a cell of the slide, no wider and no higher than it."""
        filled = bool(cell.fill)
        target.margin_left = 0 if column == 0 and not filled else round(BETWEEN / 2 * EMU)
        target.margin_right = round(BETWEEN / 2 * EMU)
        target.margin_top = target.margin_bottom = 0
        target.vertical_anchor = MSO_ANCHOR.MIDDLE
        words.write(target.text_frame, found.text)
        side = PP_ALIGN.CENTER if filled else PP_ALIGN.RIGHT if cell.is_number else PP_ALIGN.LEFT
        for place, paragraph in enumerate(target.text_frame.paragraphs):
            paragraph.alignment = side
            for run in paragraph.runs:
                run.font.size, run.font.bold = Pt(found.size), cell.strong and place == 0
                colour = cell.ink or (MUTED if cell.strong and place else INK)
                run._r.rPr.insert(0, parse_xml(self._palette.fill(colour)))

    def _look(self, cell: Any, line: str, fill: str, *, framed: bool = False) -> None:
        """A line below a cell, or all around a coloured one, and its fill, in the order of the schema."""
        properties = cell._tc.get_or_add_tcPr()
        for side in ("lnL", "lnR", "lnT", "lnB") if framed else ("lnB",):
            edge = line.replace("<a:ln ", f"<a:{side} ", 1).removesuffix("</a:ln>") + f"</a:{side}>"
            properties.append(parse_xml(edge))
        properties.append(parse_xml(fill))


def _plain(table: Any) -> None:
    """No style of PowerPoint's own."""
    table.horz_banding = False
    style = table._tbl.tblPr.find(f"{{{A}}}tableStyleId")
    if style is not None:
        style.text = NO_STYLE


def _column(cells: pd.Series, kind: NumberFormat | None) -> list[Cell]:
    is_number = bool(pd.api.types.is_numeric_dtype(cells) and not pd.api.types.is_bool_dtype(cells))
    return [Cell(_words(value, kind), is_number=is_number) for value in cells]


def _words(value: object, kind: NumberFormat | None) -> str:
    """A value in Dutch with its decimals, nothing as a dash."""
    cell = plain(value)
    if cell is None:
        return "–"
    if isinstance(cell, str):
        return cell
    if kind is None:
        return formats.number(cell, 0 if float(cell).is_integer() else 1)
    if kind.unit in ("€", "%"):
        return formats.value(cell, kind.unit, kind.decimals)
    return formats.number(cell, kind.decimals)
