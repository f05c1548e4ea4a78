"""What each cell of a sheet could be: an area, a period, a value; looked at once."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cached_property

from etl.desk.tables.labels import Found, Kind, Labels
from etl.desk.tables.notation import read_written
from etl.desk.tables.periods import Period, cell_period
from etl.desk.tables.sheets import Cell, Sheet

SHARE = 0.4  # of its cells beside values must be areas for a column to be one of areas
CONTEXT = 0.35  # a column with far fewer areas than another groups them: the arrondissement of each


@dataclass(frozen=True)
class AreaColumn:
    """A column in which areas were found: rows of the cells, and how many different municipalities."""

    column: int
    found: Mapping[int, Found]
    different: int

    @property
    def has_codes(self) -> bool:
        """Whether most of its cells are codes."""
        return 2 * sum(found.is_code for found in self.found.values()) > len(self.found)


class Seen:
    """A sheet with what its cells could be."""

    def __init__(self, sheet: Sheet, labels: Labels) -> None:
        self.sheet, self.labels = sheet, labels

    def text(self, row: int, column: int) -> str:
        """What a person sees at a place; "" for nothing."""
        cell = self.sheet.seen(row, column)
        if cell is None:
            return ""
        period = cell_period(cell) if isinstance(cell.value, float) else None
        return period.text if period else cell.text  # a year is not written as 2.024

    def period(self, row: int, column: int) -> Period | None:
        """The period of a cell that holds nothing else."""
        cell = self.sheet.seen(row, column)
        return cell_period(cell) if cell else None

    def is_value(self, row: int, column: int) -> bool:
        """Whether a cell could be a value: a number, or a word in place of one."""
        cell = self.sheet.cells.get((row, column))
        return cell is not None and could_be_value(cell)

    def is_number(self, row: int, column: int) -> bool:
        """Whether a cell holds a number that is no period."""
        cell = self.sheet.cells.get((row, column))
        if cell is None or isinstance(cell.value, date) or cell_period(cell):
            return False
        return isinstance(cell.value, float) or bool(cell.problem or read_written(cell.value).readings)

    @cached_property
    def value_rows(self) -> Mapping[int, frozenset[int]]:
        """The columns with a possible value, of each row that has any."""
        found = {
            row: frozenset(column for column, cell in cells.items() if could_be_value(cell))
            for row, cells in self.sheet.rows.items()
        }
        return {row: columns for row, columns in found.items() if columns}

    @cached_property
    def area_columns(self) -> Sequence[AreaColumn]:
        """The columns of areas, from left to right, without those that only group others."""
        beside: dict[int, int] = {}
        found: dict[int, dict[int, Found]] = {}
        hits: dict[int, int] = {}
        for row, cells in self.sheet.rows.items():
            values = self.value_rows.get(row, frozenset())
            for column, cell in cells.items() if len(cells) > 1 else ():
                is_beside = len(values) > (column in values)
                beside[column] = beside.get(column, 0) + is_beside
                area = self.labels.of_cell(cell)
                if area is not None and area.kind in (Kind.MUNICIPALITY, Kind.HIGHER):
                    hits[column] = hits.get(column, 0) + is_beside
                    found.setdefault(column, {})[row] = area
        kept = [
            _area_column(column, areas)
            for column, areas in sorted(found.items())
            if hits[column] and hits[column] >= SHARE * beside[column]
        ]
        most = max((column.different for column in kept), default=0)
        return [column for column in kept if column.different and column.different >= CONTEXT * most]

    @cached_property
    def names_areas(self) -> bool:
        """Whether the sheet names municipalities at all: three different ones somewhere."""
        found = {area.code for cell in self.sheet.cells.values() if (area := self.labels.of_cell(cell))}
        return sum(self.labels.areas.is_municipality(code) for code in found) >= 3

    @cached_property
    def different_areas(self) -> int:
        """How many areas the richest column holds: what tells which way a table is turned."""
        return max((column.different for column in self.area_columns), default=0)


def _area_column(column: int, found: Mapping[int, Found]) -> AreaColumn:
    municipal = {area.code for area in found.values() if area.kind == Kind.MUNICIPALITY}
    return AreaColumn(column, found, len(municipal) or len({area.code for area in found.values()}))


def could_be_value(cell: Cell) -> bool:
    """Whether a cell could be a value: a number, or a word in place of one; never a date."""
    if cell.problem or isinstance(cell.value, float):
        return True
    if isinstance(cell.value, date):
        return False
    written = read_written(cell.value)
    return bool(written.readings or written.status)
