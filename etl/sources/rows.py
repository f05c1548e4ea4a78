"""Checks on whole rows of a file, which must hold before a source module adds rows up."""

from collections.abc import Iterable, Sequence
from pathlib import Path

import pandas as pd

from etl.errors import SourceError, listing
from etl.guard import ASK_PUBLISHER
from etl.sources.cells import expect_each


def expect_unique(table: pd.DataFrame, columns: Sequence[str], file: Path) -> None:
    """Check that no two rows agree in these columns. Raises SourceError with the first that repeats one."""
    repeated = table.duplicated(list(columns))
    if repeated.any():
        row = table[repeated].iloc[0]
        found = ", ".join(f"{name} {row[name]}" for name in columns)
        raise SourceError(
            file,
            f"rij {table.index[repeated][0]}",
            expected=f"elke combinatie van {', '.join(columns)} één keer",
            found=f"nog eens {found} (herhaalde rijen: {repeated.sum()})",
            action=ASK_PUBLISHER,
        )


def expect_among(column: pd.Series, known: Iterable[str], file: Path) -> pd.Series:
    """Return text without blanks around it. Raises SourceError with the first cell that is not known."""
    text = column.str.strip()
    wanted = list(known)
    return expect_each(text, text.isin(wanted), file, f"een van {listing(wanted)}")


def by_column(
    table: pd.DataFrame, index: Sequence[str], column: str, value: str, *, wanted: Iterable[str], file: Path
) -> pd.DataFrame:
    """Turn a long table into one with a row per `index` and a column per wanted value of `column`.

    NaN where there is no row. Raises SourceError when a row repeats another.
    """
    expect_unique(table, (*index, column), file)
    wide = table.set_index([*index, column])[value].unstack()  # noqa: PD010 - pivot_table averages
    return wide.reindex(columns=list(wanted))


def expect_complete(counts: pd.DataFrame, file: Path, what: str) -> pd.DataFrame:
    """Return what `by_column` gave, which has no empty cells: every area and period has every row.

    Raises SourceError with the first that lacks one.
    """
    empty = counts.isna()
    if empty.to_numpy().any():
        row = counts.index[empty.any(axis="columns")][0]
        column = counts.columns[empty.loc[row]][0]
        raise SourceError(
            file,
            "",
            expected=what,
            found=f"geen rij '{column}' bij {' '.join(map(str, row))} "
            f"(ontbrekende rijen: {int(empty.to_numpy().sum())})",
            action=ASK_PUBLISHER,
        )
    return counts
