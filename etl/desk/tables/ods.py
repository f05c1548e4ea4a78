"""Reads an OpenDocument spreadsheet (.ods): cached values only, and no room for empty cells that repeat."""

from collections.abc import Mapping
from datetime import date, datetime
from math import isfinite
from pathlib import Path

from etl.desk.tables.limits import MAX_COLUMN, MAX_ROW, MAX_SHEETS, UPLOADS, Counter
from etl.desk.tables.sheets import Block, Cell, Place, Sheet, Sheets, letters, tidy
from etl.desk.tables.xlsx import NO_VALUE, WITH_MACROS
from etl.desk.tables.xml_parts import read_xml
from etl.guard import member_bytes, zip_of

MIMETYPE = b"application/vnd.oasis.opendocument.spreadsheet"
_NUMBERS = frozenset({"float", "currency", "percentage"})
_SPACES = {"tab": "\t", "line-break": "\n"}


def is_ods(file: Path, content: bytes) -> bool:
    """Whether a package says that it is an OpenDocument spreadsheet."""
    with zip_of(file, content, UPLOADS) as archive:
        if "mimetype" not in archive.namelist():
            return False
        return member_bytes(file, archive, archive.getinfo("mimetype")).strip() == MIMETYPE


def read_ods(file: Path, content: bytes) -> Sheets:
    """The sheets of a spreadsheet. Raises SourceError when it is broken or too large."""
    with zip_of(file, content, UPLOADS) as archive:
        names = archive.namelist()
        if len(set(names)) != len(names):
            raise ValueError("een onderdeel staat er meer dan één keer in")
        sheets = _Reader(Counter(file)).read(member_bytes(file, archive, archive.getinfo("content.xml")))
    has_macros = any(name.startswith(("Basic/", "Scripts/")) for name in names)
    return Sheets(file.name, tuple(sheets), (WITH_MACROS,) if has_macros else ())


class _Reader:
    """Reads content.xml, cell by cell."""

    def __init__(self, counter: Counter) -> None:
        self._counter = counter
        self._sheets: list[Sheet] = []
        self._hidden_styles: set[str] = set()
        self._style = self._name = ""
        self._is_hidden = self._takes = False
        self._cells: dict[Place, Cell] = {}
        self._merged: list[Block] = []
        self._hidden_rows: set[int] = set()
        self._hidden_columns: list[range] = []
        self._row = self._rows = self._column = self._columns = 0
        self._given: Mapping[str, str] = {}
        self._row_cells: dict[int, Cell] = {}
        self._text: list[str] = []
        self._notes = 0

    def read(self, content: bytes) -> list[Sheet]:
        read_xml(content, self._start, self._end, self._piece)
        return self._sheets

    def _start(self, name: str, given: Mapping[str, str]) -> None:
        if name in ("table-cell", "covered-table-cell"):
            self._given, self._columns = given, _count(given.get("number-columns-repeated"))
            self._text.clear()
        elif name == "annotation":
            self._notes += 1
        elif name == "p":
            self._takes = not self._notes
            self._text += ["\n"] if self._text and self._takes else []
        elif name in ("s", *_SPACES):
            self._text += [_SPACES.get(name, " ")] if self._takes else []
        elif name == "table-row":
            self._begin_row(given)
        elif name == "table-column":
            self._columns_given(given)
        elif name == "table":
            self._begin_sheet(given)
        elif name == "style":
            self._style = given.get("name", "")
        elif name == "table-properties" and given.get("display") == "false":
            self._hidden_styles.add(self._style)

    def _end(self, name: str) -> None:
        if name in ("table-cell", "covered-table-cell"):
            self._finish_cell()
        elif name == "annotation":
            self._notes -= 1
        elif name == "p":
            self._takes = False
        elif name == "table-row":
            self._finish_row()
        elif name == "table":
            self._finish_sheet()

    def _piece(self, piece: str) -> None:
        if self._takes:
            self._text.append(piece)

    # --- sheets and rows -----------------------------------------------------------------------------------

    def _begin_sheet(self, given: Mapping[str, str]) -> None:
        if len(self._sheets) == MAX_SHEETS:
            self._counter.stop("", f"hoogstens {MAX_SHEETS} bladen", "meer dan dat")
        self._name, self._is_hidden = (
            tidy(given.get("name", "")),
            given.get("style-name") in self._hidden_styles,
        )
        self._cells, self._merged, self._hidden_rows, self._hidden_columns = {}, [], set(), []
        self._row = self._column = 0

    def _columns_given(self, given: Mapping[str, str]) -> None:
        count = _count(given.get("number-columns-repeated"))
        if given.get("visibility", "visible") != "visible":
            self._hidden_columns.append(range(self._column + 1, min(self._column + count, MAX_COLUMN) + 1))
        self._column += count

    def _begin_row(self, given: Mapping[str, str]) -> None:
        self._row += 1
        self._rows, self._column, self._row_cells = _count(given.get("number-rows-repeated")), 0, {}
        if given.get("visibility", "visible") != "visible" and self._rows <= MAX_SHEETS:
            self._hidden_rows.update(range(self._row, self._row + self._rows))

    def _finish_row(self) -> None:
        """Put a row's cells in the sheet, as often as the row repeats; an empty row takes no room."""
        for row in range(self._row, self._row + self._rows) if self._row_cells else ():
            for column, cell in self._row_cells.items():
                self._put(row, column, cell)
        self._row += self._rows - 1

    def _finish_sheet(self) -> None:
        last = max((column for _, column in self._cells), default=0)
        hidden = {column for columns in self._hidden_columns for column in columns if column <= last}
        self._sheets.append(
            Sheet(
                self._name,
                self._cells,
                tuple(self._merged),
                self._is_hidden,
                frozenset(self._hidden_rows),
                frozenset(hidden),
            )
        )

    # --- cells ---------------------------------------------------------------------------------------------

    def _finish_cell(self) -> None:
        """Keep a cell, as often as it repeats; an empty one takes no room."""
        cell = self._cell(tidy("".join(self._text)))
        start = self._column + 1
        self._column += self._columns
        wide, high = (
            _count(self._given.get("number-columns-spanned")),
            _count(self._given.get("number-rows-spanned")),
        )
        if wide > 1 or high > 1:
            self._merged.append(Block(self._row, start, self._row + high - 1, start + wide - 1))
        if cell.value == "" and not cell.problem:
            return
        for column in range(start, start + self._columns):
            self._check(self._row, column)
            self._counter.add("", f"{letters(column)}{self._row}")  # before a row repeats: a bomb ends here
            self._row_cells[column] = cell

    def _put(self, row: int, column: int, cell: Cell) -> None:
        self._check(row, column)
        text = cell.value if isinstance(cell.value, str) else ""
        self._counter.add(text, f"{letters(column)}{row}")
        self._cells[row, column] = cell

    @staticmethod
    def _check(row: int, column: int) -> None:
        if not (1 <= row <= MAX_ROW and 1 <= column <= MAX_COLUMN):
            raise ValueError("een cel buiten het blad")

    def _cell(self, text: str) -> Cell:
        kind = self._given.get("value-type", "")
        if kind in _NUMBERS:
            value = float(self._given["value"])
            if not isfinite(value):
                return Cell(text, problem="een getal dat niet bestaat")
            return Cell(value, percent=kind == "percentage")
        if kind == "date":
            return Cell(_day(self._given["date-value"]))
        if text.startswith("#") and "formula" in self._given:
            return Cell(text, problem=f"de foutwaarde {text}")
        if not text and "formula" in self._given and not kind:
            return Cell("", problem=NO_VALUE)
        return Cell(text)


def _count(text: str | None) -> int:
    count = int(text or "1")
    if count < 1:
        raise ValueError("een cel die minder dan één keer staat")
    return count


def _day(text: str) -> date:
    """The day (or moment) of a date in a file: 2024-01-01 or 2024-01-01T12:00:00."""
    moment = datetime.fromisoformat(text)
    return moment if "T" in text and moment.time() != datetime.min.time() else moment.date()
