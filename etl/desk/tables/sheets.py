"""A table as it stands in a file: cells by row and column, counted from 1 as a person sees them."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace
from datetime import date
from functools import cached_property

from streekmonitor.formats import day, number

Place = tuple[int, int]
"""Row and column, both from 1."""

# No-break and other spaces that look like one, and signs that cannot be seen at all.
_BLANKS = re.compile(r"[\s\u00a0\u2000-\u200a\u202f\u205f\u3000]+")
_UNSEEN = dict.fromkeys(map(ord, "\u200b\u200c\u200d\u2060\ufeff\u00ad"))


def tidy(text: str) -> str:
    """The text as it is seen: one plain space for any blanks, none around it, nothing invisible."""
    return _BLANKS.sub(" ", text.translate(_UNSEEN)).strip()


@dataclass(frozen=True, slots=True)
class Cell:
    """One cell with something in it.

    `value` is text (tidied), a number or a date, as stored; `percent` says that a number is shown as a
    percentage (0.123 as 12,3 %). `problem` (Dutch) says why the cell cannot be read, and is "" when it can.
    """

    value: str | float | date
    percent: bool = False
    problem: str = ""

    @property
    def text(self) -> str:
        """What a person sees, about; for messages and for matching words."""
        if isinstance(self.value, str):
            return self.value
        if isinstance(self.value, date):
            return day(self.value)
        if self.percent:
            return f"{plain_number(self.value * 100)} %"
        return plain_number(self.value)


@dataclass(frozen=True, slots=True)
class Block:
    """A rectangle of cells, ends included: merged cells."""

    top: int
    left: int
    bottom: int
    right: int

    def turned(self) -> "Block":
        """The same block with rows and columns exchanged."""
        return Block(self.left, self.top, self.right, self.bottom)


@dataclass(frozen=True)
class Sheet:
    """One sheet: only cells with something in them. A CSV file is one sheet without a name.

    `is_turned` says that rows and columns were exchanged to read it; addresses stay those of the file.
    """

    name: str
    cells: Mapping[Place, Cell]
    merged: tuple[Block, ...] = ()
    is_hidden: bool = False
    hidden_rows: frozenset[int] = frozenset()
    hidden_columns: frozenset[int] = frozenset()
    is_turned: bool = False

    def turned(self) -> "Sheet":
        """The same sheet with rows and columns exchanged."""
        return replace(
            self,
            cells={(column, row): cell for (row, column), cell in self.cells.items()},
            merged=tuple(block.turned() for block in self.merged),
            hidden_rows=self.hidden_columns,
            hidden_columns=self.hidden_rows,
            is_turned=not self.is_turned,
        )

    def address(self, place: Place) -> str:
        """The address of a cell as a spreadsheet names it: C14."""
        row, column = reversed(place) if self.is_turned else place
        return f"{letters(column)}{row}"

    def column_name(self, column: int) -> str:
        """How to point at a column: "kolom C", or "rij 3" when the sheet is turned."""
        return f"rij {column}" if self.is_turned else f"kolom {letters(column)}"

    def row_name(self, row: int) -> str:
        """How to point at a row: "rij 14", or "kolom N" when the sheet is turned."""
        return f"kolom {letters(row)}" if self.is_turned else f"rij {row}"

    @cached_property
    def rows(self) -> Mapping[int, Mapping[int, Cell]]:
        """The cells of each row that has any, by column, from top to bottom."""
        found: dict[int, dict[int, Cell]] = {}
        for row, column in sorted(self.cells):
            found.setdefault(row, {})[column] = self.cells[row, column]
        return found

    @cached_property
    def columns(self) -> tuple[int, ...]:
        """The columns that have any cell, from left to right."""
        return tuple(sorted({column for _, column in self.cells}))

    @cached_property
    def covered(self) -> Mapping[Place, Place]:
        """Each place inside merged cells, with the place (top left) that holds their content."""
        return {place: corner for block in self.merged for place, corner in _covered(block, self)}

    def seen(self, row: int, column: int) -> Cell | None:
        """The cell that a person sees at a place: that of the merged cells it lies in, or its own."""
        return self.cells.get(self.covered.get((row, column), (row, column)))


@dataclass(frozen=True)
class Sheets:
    """What is in a file: its name (only for messages), its sheets, and notices (Dutch) about the whole."""

    file: str
    sheets: tuple[Sheet, ...]
    notices: tuple[str, ...] = field(default=())


def _covered(block: Block, sheet: Sheet) -> Iterator[tuple[Place, Place]]:
    """The places of a block, as far as the sheet reaches; a block may claim a million empty rows."""
    last_row = max(sheet.rows, default=0)
    last_column = sheet.columns[-1] if sheet.columns else 0
    corner = (block.top, block.left)
    for row in range(block.top, min(block.bottom, last_row) + 1):
        for column in range(block.left, min(block.right, last_column) + 1):
            yield (row, column), corner


def letters(column: int) -> str:
    """The letters of a column: 3 -> "C", 28 -> "AB"."""
    text = ""
    while column:
        column, rest = divmod(column - 1, 26)
        text = chr(ord("A") + rest) + text
    return text


def column_of(name: str) -> int:
    """The number of a column: "C" -> 3. Raises ValueError."""
    found = 0
    for letter in name.upper():
        if not "A" <= letter <= "Z":
            raise ValueError(f"geen kolom: '{name}'")
        found = found * 26 + ord(letter) - ord("A") + 1
    return found


def plain_number(value: float) -> str:
    """A number in Dutch with the decimals that it has, at most ten: 1234.5 -> "1.234,5"."""
    for decimals in range(10):  # 0.1 + 0.2 is written with ten
        if round(value, decimals) == value:
            return number(value, decimals)
    return number(value, 10)
