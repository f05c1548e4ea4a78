"""The file of the analyst with the remarks beside its rows, and the list of remarks; nothing can run."""

import csv
from collections.abc import Iterable, Mapping, Sequence
from datetime import date, datetime
from io import BytesIO, StringIO
from typing import TYPE_CHECKING

from etl.desk.tables.heads import REMARKS_HEAD
from etl.desk.tables.outcome import Outcome
from etl.desk.tables.remarks import KIND_WORDS, Kind, Remark
from etl.desk.tables.sheets import Block, Cell, Sheet, Sheets
from etl.desk.tables.xlsx import NO_VALUE
from streekmonitor.cells import (
    LONGEST_CELL,
    WITHOUT_FORMULAS,
    Exact,
    harmless,
    printable,
    sheet_name,
    shortened,
)

if TYPE_CHECKING:
    from xlsxwriter import Workbook
    from xlsxwriter.format import Format
    from xlsxwriter.worksheet import Worksheet

LIST_NAME = "Opmerkingen"
LIST_HEAD = ("Ernst", "Bestand", "Blad", "Cel", "Gebied", "Periode", "Gevonden", "Verwacht", "Wat te doen")
COLOURS = {Kind.REFUSED: "#F4B6B0", Kind.SUSPICIOUS: "#FBE0A6", Kind.MAPPED: "#CFE3F5"}
SEVERAL_ROWS = 1_000  # a remark about more rows than this stands at the first only
LARGEST_BLOCK = 10_000  # cells of a merged block that is merged again
WIDTHS = (12, 20, 16, 14, 26, 10, 60, 40, 60)


def with_remarks(sheets: Sheets, outcome: Outcome) -> bytes:
    """The sheets as a workbook (.xlsx), remarks in a last column and by colour, and all of them listed.

    Values stay numbers, texts stay texts: a cell that begins with = + - or @ is text and cannot run.
    """
    import xlsxwriter

    target = BytesIO()
    with xlsxwriter.Workbook(target, {"in_memory": True, **WITHOUT_FORMULAS}) as book:
        names = _names([sheet.name for sheet in sheets.sheets])
        for sheet, name in zip(sheets.sheets, names, strict=True):
            remarks = outcome.remarks if sheet.name == outcome.sheet else ()
            _SheetWriter(book, book.add_worksheet(name), sheet).write(remarks)
        _list_sheet(book, outcome, names)
    return target.getvalue()


def remarks_workbook(outcome: Outcome) -> bytes:
    """The list of remarks as a workbook (.xlsx)."""
    import xlsxwriter

    target = BytesIO()
    with xlsxwriter.Workbook(target, {"in_memory": True, **WITHOUT_FORMULAS}) as book:
        _list_sheet(book, outcome, [])
    return target.getvalue()


def remarks_csv(outcome: Outcome) -> bytes:
    """The list of remarks as CSV for Excel in Dutch: semicolons, a byte order mark."""
    target = StringIO()
    writer = csv.writer(target, delimiter=";", lineterminator="\r\n")
    writer.writerow(LIST_HEAD)
    writer.writerows([harmless(text) for text in row] for row in remark_rows(outcome))
    return ("\ufeff" + target.getvalue()).encode()


def remark_rows(outcome: Outcome) -> list[tuple[str, ...]]:
    """The remarks as rows under LIST_HEAD, the most serious first."""
    return [
        (
            KIND_WORDS[remark.kind],
            outcome.file,
            remark.sheet,
            remark.where,
            remark.area,
            remark.period,
            remark.found,
            remark.expected,
            remark.action,
        )
        for remark in outcome.remarks
    ]


class _SheetWriter:
    """Writes one sheet again, as it was read."""

    def __init__(self, book: "Workbook", target: "Worksheet", sheet: Sheet) -> None:
        self.book, self.target, self.sheet = book, target, sheet
        self._looks: dict[tuple[str, Kind | None], Format] = {}

    def write(self, remarks: Sequence[Remark]) -> None:
        """Write the cells, with the remarks in a column of their own."""
        marked = _marked(remarks)
        self._merge()
        for (row, column), cell in self.sheet.cells.items():
            self._write_cell(row, column, cell, marked.get((row, column)))
        self._write_remarks(remarks)

    def _merge(self) -> None:
        taken: set[tuple[int, int]] = set()
        for block in self.sheet.merged:
            places = set(_places(block)) if _size(block) <= LARGEST_BLOCK else set()
            if len(places) > 1 and not places & taken:  # merged cells that overlap are not allowed in a file
                taken |= places
                self.target.merge_range(block.top - 1, block.left - 1, block.bottom - 1, block.right - 1, "")

    def _write_cell(self, row: int, column: int, cell: Cell, kind: Kind | None) -> None:
        place = (row - 1, column - 1)
        if isinstance(cell.value, date):
            shown = "d mmm yyyy hh:mm" if isinstance(cell.value, datetime) else "d mmm yyyy"
            look = self._look(shown, kind)
            self.target.write_datetime(*place, cell.value, look)
        elif isinstance(cell.value, float):
            look = self._look("0.0###############%" if cell.percent else "General", kind)
            self.target.write_number(*place, Exact(cell.value), look)
        else:
            text = f"({NO_VALUE})" if cell.problem == NO_VALUE else cell.value
            self.target.write_string(*place, _text(text), self._look("General", kind))

    def _look(self, number_format: str, kind: Kind | None) -> "Format":
        """A format, made once."""
        if (number_format, kind) not in self._looks:
            given = {"num_format": number_format}
            if kind in COLOURS:
                given["bg_color"] = COLOURS[kind]
            self._looks[number_format, kind] = self.book.add_format(given)
        return self._looks[number_format, kind]

    def _write_remarks(self, remarks: Sequence[Remark]) -> None:
        per_row = _per_row(remarks)
        column = max(self.sheet.columns, default=0) + 1
        wrapped = self.book.add_format({"text_wrap": True, "valign": "top"})
        head = min(per_row, default=1) - 1
        if per_row and head:
            self.target.write_string(head - 1, column, REMARKS_HEAD, self.book.add_format({"bold": True}))
        for row, texts in per_row.items():
            self.target.write_string(row - 1, column, _text("\n".join(texts)), wrapped)
        self.target.set_column(column, column, 90)


def _marked(remarks: Iterable[Remark]) -> dict[tuple[int, int], Kind]:
    """The most serious remark of each cell."""
    found: dict[tuple[int, int], Kind] = {}
    for remark in remarks:
        for place in remark.places:
            found.setdefault(place, remark.kind)  # they come with the most serious first
    return found


def _per_row(remarks: Iterable[Remark]) -> Mapping[int, list[str]]:
    """What is said at each row of the file, from top to bottom."""
    found: dict[int, list[str]] = {}
    for remark in remarks:
        rows = sorted({row for row, _ in remark.places})
        for row in rows if len(rows) <= SEVERAL_ROWS else rows[:1]:
            found.setdefault(row, []).append(f"{KIND_WORDS[remark.kind]}, {remark.where}: {remark.sentence}")
    return dict(sorted(found.items()))


def _list_sheet(book: "Workbook", outcome: Outcome, taken: Sequence[str]) -> None:
    target = book.add_worksheet(_names([*taken, LIST_NAME])[-1])
    bold, wrapped = book.add_format({"bold": True}), book.add_format({"text_wrap": True, "valign": "top"})
    for column, (head, width) in enumerate(zip(LIST_HEAD, WIDTHS, strict=True)):
        target.set_column(column, column, width)
        target.write_string(0, column, head, bold)
    for row, cells in enumerate(remark_rows(outcome), start=1):
        for column, text in enumerate(cells):
            target.write_string(row, column, _text(text), wrapped)
    target.freeze_panes(1, 0)


def _names(wanted: Sequence[str]) -> list[str]:
    """Names that Excel takes for sheets, no two alike."""
    found: list[str] = []
    for place, name in enumerate(wanted, start=1):
        fitting = sheet_name(name) or "Tabel"
        known = {other.lower() for other in found}
        found.append(fitting if fitting.lower() not in known else sheet_name(f"{place} {fitting}"))
    return found


def _text(text: str) -> str:
    return shortened(printable(text), LONGEST_CELL)


def _size(block: Block) -> int:
    return (block.bottom - block.top + 1) * (block.right - block.left + 1)


def _places(block: Block) -> Iterable[tuple[int, int]]:
    return (
        (row, column)
        for row in range(block.top, block.bottom + 1)
        for column in range(block.left, block.right + 1)
    )
