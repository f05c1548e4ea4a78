"""What the rows between and below the data are: headings of a period, repeated heads, notes, empty groups."""

from collections.abc import Mapping

from etl.desk.tables.blocks import Blocks
from etl.desk.tables.periods import only_period
from etl.desk.tables.seen import Seen

ALL = 0
"""The column of a period that a heading gives to every column."""


def period_rows(seen: Seen, blocks: Blocks, columns: frozenset[int]) -> dict[int, dict[int, tuple[str, str]]]:
    """Rows that head a part of the data: row -> column (0 for all) -> period and moment.

    Such a row has no area. Either it names one period and has no values ("Jaar 2023" above its block), or
    it is a second header, with a period above each column.
    """
    found: dict[int, dict[int, tuple[str, str]]] = {}
    for row in _without_area(seen, blocks):
        filled = seen.sheet.rows[row].keys() & columns
        named = {column: period for column in filled if (period := seen.period(row, column))}
        values = [column for column in filled if seen.is_number(row, column)]
        if named and not values and len(named) == len(filled):
            found[row] = {column: (period.text, period.moment) for column, period in named.items()}
        elif not values and (only := _only_one(seen, row)):
            found[row] = {ALL: only}
    above = _heading_above(seen, blocks, columns)
    return {**above, **found} if found else {}


def _heading_above(
    seen: Seen, blocks: Blocks, columns: frozenset[int]
) -> dict[int, dict[int, tuple[str, str]]]:
    """The heading of the first block, which stands above the first row of data."""
    rows = [row for row in seen.sheet.rows if row < blocks.first_row]
    for row in reversed(rows):
        named = {column: period for column in columns if (period := seen.period(row, column))}
        if named:
            return {row: {column: (period.text, period.moment) for column, period in named.items()}}
        if only := _only_one(seen, row):
            return {row: {ALL: only}}
    return {}


def _only_one(seen: Seen, row: int) -> tuple[str, str] | None:
    """The period of a row that says little else: one cell (or merged cells) with one period."""
    cells = seen.sheet.rows[row]
    period = only_period(next(iter(cells.values())).text) if len(cells) == 1 else None
    if period is None and len(cells) == 1:
        only = next(iter(cells))
        period = seen.period(row, only)
    return (period.text, period.moment) if period else None


def ignored_rows(
    seen: Seen,
    blocks: Blocks,
    columns: frozenset[int],
    headings: Mapping[int, Mapping[int, tuple[str, str]]],
) -> dict[int, str]:
    """Rows inside the data that hold no figures, with what they are (Dutch)."""
    heads = _head_texts(seen, blocks)
    found = {}
    for row in _without_area(seen, blocks):
        if row in headings:
            continue
        texts = tuple(cell.text for cell in seen.sheet.rows[row].values())
        if texts in heads:
            found[row] = "een herhaalde kop"
        elif not seen.sheet.rows[row].keys() & columns:
            found[row] = "een tussenkop of voetnoot zonder cijfers"
    return found


def _without_area(seen: Seen, blocks: Blocks) -> list[int]:
    known = {row for column in seen.area_columns for row in column.found}
    return [row for row in seen.sheet.rows if blocks.first_row <= row <= blocks.last_row and row not in known]


def _head_texts(seen: Seen, blocks: Blocks) -> set[tuple[str, ...]]:
    """The rows above the data, as the texts of their cells."""
    return {
        tuple(cell.text for cell in cells.values())
        for row, cells in seen.sheet.rows.items()
        if row < blocks.first_row
    }
