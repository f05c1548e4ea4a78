"""Where the data of a sheet stand: blocks of area columns with value columns, and the rows of the data."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from etl.desk.tables.labels import Kind
from etl.desk.tables.seen import AreaColumn, Seen
from streekmonitor.area_names import normalise_name

HEADS = frozenset(
    {"gemeente", "gemeenten", "gemeentenaam", "naam", "nis", "niscode", "nis5", "code", "refnis", "gebied"}
    | {"gebiedsnaam", "regio", "streek", "entiteit", "geo", "geografie", "commune", "municipality", "area"}
    | {"plaats", "locatie", "gem", "lau", "lokaal", "jaar", "periode"},
)
MAX_HEADS = 30  # rows above the data that may hold headings
AGREE = 0.5  # of the rows that both name must be the same for two columns to name one area


@dataclass(frozen=True)
class Blocks:
    """The area columns (with those that name the same area again), the possible value columns, the rows."""

    areas: Mapping[int, tuple[int, ...]]
    columns: Sequence[int]
    first_row: int
    last_row: int

    @property
    def all_areas(self) -> frozenset[int]:
        """Every column with areas."""
        return frozenset(self.areas) | {column for beside in self.areas.values() for column in beside}

    def areas_of(self, column: int) -> int:
        """The area column that a value column belongs to: the nearest to its left, else the first."""
        left = [area for area, beside in self.areas.items() if min(area, *beside, area) < column]
        return max(left, default=min(self.areas))


def find_blocks(seen: Seen) -> Blocks | None:
    """The blocks of a sheet; None when no row has both an area and a value."""
    found = seen.area_columns
    if not found:
        return None
    taken = {column.column for column in found}
    rows = sorted({row for column in found for row in column.found if seen.sheet.rows[row].keys() - taken})
    used = {column for row in rows for column in seen.value_rows.get(row, ())} - taken
    if not used:
        return None
    first = _first_row(seen, rows[0], taken, used)
    last = max([rows[-1], *(row for row, values in seen.value_rows.items() if values & used)])
    columns = sorted(
        {column for row, cells in seen.sheet.rows.items() if first <= row <= last for column in cells} - taken
    )
    return Blocks(_grouped(found, used), columns, first, last)


def _first_row(seen: Seen, first: int, taken: set[int], used: set[int]) -> int:
    """The first row of the data: also rows above the first known area, when they hold figures.

    Otherwise a first row whose name was misspelt would be taken for a heading, and its figures vanish.
    """
    above = [row for row in seen.sheet.rows if row < first]
    for row in reversed(above[-MAX_HEADS:]):
        filled = used & seen.sheet.rows[row].keys()
        if any(seen.is_number(row, column) for column in filled) or _is_data_of_years(
            seen, row, taken, filled
        ):
            first = row
    return first


def _is_data_of_years(seen: Seen, row: int, taken: set[int], used: set[int]) -> bool:
    """Whether a row of numbers that look like years has a name, and years above it: 2.011 jobseekers."""
    named = [seen.text(row, column) for column in taken if seen.text(row, column)]
    is_head = not named or any(_is_head(text) for text in named)
    years = [column for column in used if seen.period(row, column)]
    if is_head or not years:
        return False
    above = [other for other in seen.sheet.rows if other < row][-MAX_HEADS:]
    return any(seen.period(other, column) for other in above for column in years)


def _is_head(text: str) -> bool:
    return any(word in HEADS for word in normalise_name(text).split())


def _grouped(found: Sequence[AreaColumn], used: set[int]) -> dict[int, tuple[int, ...]]:
    """Area columns by block: a column that names the same areas again is checked against the first."""
    groups: list[list[AreaColumn]] = []
    for column in found:
        if groups and (_agree(groups[-1][0], column) or not _between(groups[-1][-1], column, used)):
            groups[-1].append(column)
        else:
            groups.append([column])
    result = {}
    for group in groups:
        main = max(group, key=lambda column: (len(column.found), column.has_codes))
        result[main.column] = tuple(column.column for column in group if column is not main)
    return result


def _between(left: AreaColumn, right: AreaColumn, used: set[int]) -> bool:
    return any(left.column < column < right.column for column in used)


def _agree(one: AreaColumn, other: AreaColumn) -> bool:
    both = [
        (one.found[row].code, other.found[row].code)
        for row in one.found.keys() & other.found.keys()
        if one.found[row].kind == Kind.MUNICIPALITY
    ]
    return bool(both) and sum(a == b for a, b in both) >= AGREE * len(both)
