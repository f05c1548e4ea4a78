"""By what the files of the publishers are known: columns, sheets and cells, never their name."""

import re
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field

from etl.desk.sniff import Seen

EDITION = "{edition}"
YEAR = re.compile(r"(?<!\d)(?:19|20)\d\d(?!\d)")
Periods = Callable[[Seen, str], Sequence[str]]
"""The periods in a file, from what was seen of it and the name that it was uploaded with."""


@dataclass(frozen=True)
class Slot:
    """A place for a file of a source, and by what a file shows that it belongs there.

    paths: where its source module looks for it; {edition} is the last period in the file
    (and {next} the year after it). columns: names
    that must all be there (`renamed` gives other names for them). displaces: files of the source (patterns)
    that it takes the place of. adds: it holds some periods beside those of other files, so that a file
    with an earlier period is no older edition of all. source "" is for what is known, but holds no
    figures; `what` then says what it is (Dutch).
    """

    source: str
    paths: tuple[str, ...]
    kinds: tuple[str, ...]
    periods: Periods
    columns: tuple[str, ...] = ()
    renamed: Mapping[str, str] = field(default_factory=dict)
    fits: Callable[[Seen], bool] | None = None
    displaces: tuple[str, ...] = ()
    adds: bool = False
    what: str = ""

    def share(self, seen: Seen) -> float:
        """How much of the layout a file shows: 1 when it is this file."""
        if seen.kind not in self.kinds:
            return 0.0
        absent = self.absent(seen)
        special = self.fits is None or self.fits(seen)
        if not absent and special:
            return 1.0
        found = len(self.columns) - len(absent)
        return 0.9 * found / len(self.columns) if self.columns else 0.0

    def absent(self, seen: Seen) -> list[str]:
        """The columns that a file lacks."""
        found = {self.renamed.get(name, name) for name in seen.columns}
        return [name for name in self.columns if name not in found]


def years_in(column: str, **others: str) -> Periods:
    """The years in a column, which another layout calls otherwise: `years_in("CD_YEAR", y="CD_YEAR")`."""

    def periods(seen: Seen, _name: str) -> Sequence[str]:
        here = next((other for other in others if column not in seen.columns), column)
        return _years(cell for (cell,) in seen.cells(here))

    return periods


def combined(columns: Sequence[str], period: Callable[..., str]) -> Periods:
    """Periods made of the cells of several columns; what gives no period is passed over."""

    def periods(seen: Seen, _name: str) -> Sequence[str]:
        found = {period(*cells) for cells in seen.cells(*columns)}
        return sorted(found - {""})

    return periods


def fixed(*periods: str) -> Periods:
    """What the file does not say and its layout does."""
    return lambda _seen, _name: periods


def years_in_header(seen: Seen, _name: str) -> Sequence[str]:
    """The years behind the last bar of the column names: `nieuwkomers|2014`."""
    return _years(name.rpartition("|")[2] for name in seen.columns)


def years_in_row(row: int) -> Periods:
    """The years in a row of the first sheet, numbered as Excel does."""
    return lambda seen, _name: _years(seen.top[row - 1]) if len(seen.top) >= row else ()


def years_of_sheets(seen: Seen, _name: str) -> Sequence[str]:
    """The sheets that are a year, or the years in the names of tables."""
    return _years(seen.sheets)


def year_in_names(seen: Seen, name: str) -> Sequence[str]:
    """The year in the name of the member of an archive, or else in the name of the upload."""
    return _years([seen.member])[:1] or _years([name])[:1]


def year_in_column_or_names(column: str) -> Periods:
    """The years in a column that older files have; otherwise the one in a name."""

    def periods(seen: Seen, name: str) -> Sequence[str]:
        return years_in(column)(seen, name) if column in seen.columns else year_in_names(seen, name)

    return periods


def first_cells(*texts: str) -> Callable[[Seen], bool]:
    """Whether the first row begins with these cells."""
    return lambda seen: seen.top[:1] != () and seen.top[0][: len(texts)] == texts


def first_sheet(name: str, title: str) -> Callable[[Seen], bool]:
    """Whether the first sheet has this name, and this title in its first cell."""
    return lambda seen: seen.sheets[:1] == (name,) and first_cells(title)(seen)


def _years(texts: Iterable[str]) -> list[str]:
    return sorted({match[0] for text in texts if (match := YEAR.search(text))})
