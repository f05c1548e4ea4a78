"""A figure that is a table by itself: coloured cells, or key figures in rows, for programs with tables."""

from dataclasses import dataclass

import pandas as pd


@dataclass(frozen=True)
class Cell:
    """A text, its lines parted by line ends; the first line of `strong` cells is bold.

    `fill` and `ink` are colours, "" for none of its own. A number stands to the right.
    """

    text: str
    fill: str = ""
    ink: str = ""
    is_number: bool = False
    strong: bool = False


@dataclass(frozen=True)
class NativeTable:
    """Rows of cells below the names of columns; a row of one cell is a heading over all columns.

    `caption` stands below it where that of the drawing would not hold.
    """

    heads: tuple[str, ...]
    rows: tuple[tuple[Cell, ...], ...]
    caption: str | None = None


def heat_table(cells: pd.DataFrame, corner: str) -> NativeTable:
    """The cells of a heat map (`heat_frames`) with their colours; `corner` stands above the names of rows."""
    columns = list(dict.fromkeys(cells.sort_values("kolomorde")["naam"]))
    rows = [
        (Cell(str(name)), *(_heat_cell(row) for _, row in group.sort_values("kolomorde").iterrows()))
        for (_, name), group in cells.groupby(["rijorde", "rij"])
    ]
    return NativeTable((corner, *map(str, columns)), tuple(rows))


def _heat_cell(row: pd.Series) -> Cell:
    words = [str(row["tekst"]), str(row["tekst2"])]
    return Cell("\n".join(filter(None, words)), str(row["kleur"]), str(row["inkt"]), is_number=True)
