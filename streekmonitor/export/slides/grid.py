"""How a table takes its room: widths of columns, heights of rows, and what goes on the next slide."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from streekmonitor.export.cells import printable
from streekmonitor.export.lines import width_of
from streekmonitor.export.native_table import Cell, NativeTable
from streekmonitor.export.slides.room import LINE_HEIGHT, SAFE, Box, Fitted, fitted

# A text in more lines can be read from the back of a room, one that is smaller cannot.
SIZES, SMALLEST = (16.0, 15.0, 14.0), 9.0
WRAPPED_SIZES = (14.0, 13.0, 12.0, 11.0, 10.0, SMALLEST)
HEAD_SIZE = 12.0
BETWEEN, ABOVE_AND_BELOW = 16.0, 6.0
NARROWEST, WIDEST, MOST_WIDENED = 40.0, 420.0, 1.3
LONGEST_WORD = 130.0
MOST_LINES = 9
LAST_LINE = 24.0
EVENING = 6.0


@dataclass(frozen=True)
class Plan:
    """The widths of the columns, the size of the text, and the height of the head."""

    widths: tuple[float, ...]
    size: float
    head: float

    def fit(self, cell: Cell, column: int) -> Fitted:
        """The text of a cell as it fits its column."""
        return _fit(cell.text, self._width(column), self.size, MOST_LINES)

    def fit_heading(self, cell: Cell) -> Fitted:
        """The text of a heading over all columns, on one line."""
        return _fit(cell.text, sum(self.widths) - BETWEEN, self.size, 1)

    def fit_head(self, text: str, column: int) -> Fitted:
        """The name of a column."""
        return _fit(text, self._width(column), min(self.size, HEAD_SIZE), MOST_LINES)

    def height(self, row: Sequence[Cell]) -> float:
        """The height that a row needs; a heading goes over all columns."""
        if len(row) < len(self.widths):
            return self.size * LINE_HEIGHT + ABOVE_AND_BELOW
        return max(self.fit(cell, column).height for column, cell in enumerate(row)) + ABOVE_AND_BELOW

    def _width(self, column: int) -> float:
        return max(self.widths[column] - BETWEEN, 1.0)


@dataclass(frozen=True)
class Page:
    """Rows that fit a slide, and how many come after them on no slide."""

    rows: tuple[tuple[Cell, ...], ...]
    left_out: int = 0


def planned(table: NativeTable, room: Box) -> Plan:
    """Columns as wide as their texts where those fit; else narrower ones, whose texts take more lines."""
    for size in SIZES:
        widths = [_natural(table, column, size) for column in range(len(table.heads))]
        if sum(widths) <= room.width:
            wider = min(room.width / sum(widths), MOST_WIDENED)
            return _with_head(table, [width * wider for width in widths], size)
    tried = ([_least(table, column, size) for column in range(len(table.heads))] for size in WRAPPED_SIZES)
    fitting = (
        (least, size) for least, size in zip(tried, WRAPPED_SIZES, strict=True) if sum(least) <= room.width
    )
    smallest = [_least(table, column, SMALLEST) for column in range(len(table.heads))]
    least, size = next(fitting, (smallest, SMALLEST))
    return _with_head(table, _shared(table, least, size, room.width), size)


def pages(table: NativeTable, plan: Plan, room: Box, *, whole: bool) -> list[Page]:
    """The rows in pages that fit the room; without `whole` only the first, with the number of the others."""
    most = room.height - plan.head
    every = list(_filled(table.rows, plan, most))
    if whole or len(every) == 1:
        return [Page(rows) for rows in _evened(table.rows, plan, most, len(every))]
    first = next(_filled(table.rows, plan, room.height - plan.head - LAST_LINE))
    return [Page(first, len(table.rows) - len(first))]


def _evened(
    rows: Sequence[tuple[Cell, ...]], plan: Plan, most: float, number: int
) -> list[tuple[tuple[Cell, ...], ...]]:
    """The rows in so many pages that are about as full as each other, so that no row is left alone."""
    height = sum(plan.height(row) for row in rows) / number
    while height < most:
        pages = list(_filled(rows, plan, height))
        if len(pages) <= number:
            return pages
        height += EVENING
    return list(_filled(rows, plan, most))


def _filled(
    rows: Sequence[tuple[Cell, ...]], plan: Plan, height: float
) -> Iterator[tuple[tuple[Cell, ...], ...]]:
    """Rows until the height is used, at least one at a time; an empty table has one empty page."""
    page: list[tuple[Cell, ...]] = []
    used = 0.0
    for row in rows:
        high = plan.height(row)
        if page and used + high > height:
            # A heading goes with what follows it.
            kept = [page.pop()] if len(page) > 1 and len(page[-1]) < len(plan.widths) else []
            yield tuple(page)
            page, used = kept, sum(plan.height(each) for each in kept)
        page.append(row)
        used += high
    yield tuple(page)


def _with_head(table: NativeTable, widths: Sequence[float], size: float) -> Plan:
    plan = Plan(tuple(widths), size, 0.0)
    heights = [plan.fit_head(head, column).height for column, head in enumerate(table.heads)]
    return Plan(plan.widths, size, max(heights, default=0.0) + ABOVE_AND_BELOW)


def _shared(table: NativeTable, least: Sequence[float], size: float, room: float) -> list[float]:
    """The room over the columns: what each needs at least, and the rest by how much more it would take."""
    wanted = [_natural(table, column, size) - width for column, width in enumerate(least)]
    rest = room - sum(least)
    if rest <= 0:
        return [width * room / sum(least) for width in least]
    total = sum(max(more, 0.0) for more in wanted) or 1.0
    return [width + rest * max(more, 0.0) / total for width, more in zip(least, wanted, strict=True)]


def _natural(table: NativeTable, column: int, size: float) -> float:
    """The width of the longest line of a column, and of its head in two lines."""
    cells = max((_wide(line, size) for line in _texts(table, column)), default=0.0)
    head = max(_wide(table.heads[column], HEAD_SIZE) * 0.62, _longest_word(table.heads[column], HEAD_SIZE))
    return min(max(cells, head, NARROWEST), WIDEST * size / SIZES[0]) + BETWEEN


def _least(table: NativeTable, column: int, size: float) -> float:
    """The width of the longest word; numbers never break."""
    texts = _texts(table, column)
    numbers = any(row[column].is_number for row in table.rows if len(row) > column)
    longest = max(
        (_wide(text, size) if numbers else _longest_word(text, size) for text in texts), default=0.0
    )
    head = _longest_word(table.heads[column], min(size, HEAD_SIZE))
    return min(max(longest, head, NARROWEST), LONGEST_WORD) + BETWEEN


def _texts(table: NativeTable, column: int) -> list[str]:
    """The lines of a column; a heading over all columns has no column."""
    cells = [row[column] for row in table.rows if len(row) == len(table.heads)]
    return [line for cell in cells for line in printable(cell.text).split("\n")]


def _longest_word(text: str, size: float) -> float:
    return max((_wide(word, size) for word in text.split(" ")), default=0.0)


def _wide(text: str, size: float) -> float:
    # One point more, for what rounding takes.
    return width_of(text, size) / SAFE + 1


def _fit(text: str, width: float, size: float, lines: int) -> Fitted:
    return fitted(printable(text), Box(0, 0, width, size * LINE_HEIGHT * lines + 0.1), (size,))
