"""What several source modules ask: which files, and codes, years and whole counts in a column."""

import re
from collections.abc import Callable, Iterable, Sequence
from pathlib import Path, PurePosixPath

import pandas as pd

from etl.errors import SourceError
from etl.files import SourceFiles
from etl.guard import DOWNLOAD_AGAIN
from etl.parsed import SetAside, combine
from etl.read import SEE_LAYOUT, to_number

CONFIDENTIAL = {"*": "confidential"}
"""Statbel's sign for a value that is not published."""


def first_existing(files: SourceFiles, names: Sequence[str]) -> tuple[str, Path]:
    """Return the first of several files, of which each alone would do, with its name.

    Raises SourceError that names them all when there is none of them.
    """
    for name in names:
        if files.existing(name):
            return name, files.path(name)
    raise files.absent(*names)


def first_of_each_period(
    tables: Iterable[pd.DataFrame], reason: str
) -> tuple[pd.DataFrame, tuple[SetAside, ...]]:
    """Put tables with a column period below each other; of a period in several, only the first one's rows.

    What is left out is counted under `reason`.
    """
    kept, known, repeated = [], set[str](), 0
    for table in tables:
        older = table["period"].isin(known)
        known |= set(table["period"])
        repeated += int(older.sum())
        kept.append(table[~older])
    return combine(kept), (SetAside(reason, repeated),) if repeated else ()


def relative_names(pattern: str, paths: Iterable[Path]) -> tuple[str, ...]:
    """Return files that were found by a pattern as paths relative to the folder of sources."""
    return tuple(str(PurePosixPath(pattern).with_name(path.name)) for path in paths)


def year_in_name(path: Path) -> str:
    """Return the year that is part of a file's name, such as X_2020.zip. Raises SourceError without one."""
    found = re.search(r"(?<!\d)(?:19|20)\d\d(?!\d)", path.stem)
    if found is None:
        raise SourceError(
            path,
            "",
            expected="een jaartal in de naam van het bestand",
            found="geen jaartal",
            action=f"geef het bestand zijn eigen naam terug of {DOWNLOAD_AGAIN}",
        )
    return found[0]


def per_value(column: pd.Series, convert: Callable[[pd.Series, Path], pd.Series], file: Path) -> pd.Series:
    """Convert each distinct cell of a long column once; an error names the row where it comes first."""
    distinct = column.drop_duplicates()
    numbers, _ = pd.factorize(column, use_na_sentinel=False)  # in the order of first occurrence, as above
    return convert(distinct, file).take(numbers).set_axis(column.index)


def nis_codes(column: pd.Series, file: Path) -> pd.Series:
    """Return NIS codes as text of five characters; a leading zero that the file lost is put back.

    Raises SourceError with the row of the first cell that is no code.
    """
    text = column.astype("str").str.strip()
    return expect_each(text, text.str.fullmatch(r"\d{4,5}"), file, "een NIS-code van vijf cijfers").str.zfill(
        5
    )


def years(column: pd.Series, file: Path) -> pd.Series:
    """Return years as text of four characters. Raises SourceError with the row of the first that is none."""
    text = column.astype("str").str.strip()
    return expect_each(text, text.str.fullmatch(r"(19|20)\d\d"), file, "een jaartal van vier cijfers")


def whole_counts(column: pd.Series, file: Path) -> pd.Series:
    """Return counts as float64, whichever way the file stores them: whole and not negative.

    Cast before anything is summed: some files hold float32, which cannot add up persons exactly.
    """
    counts = column.astype("float64")
    whole = counts.ge(0) & (counts % 1).eq(0)
    return expect_each(counts, whole, file, "een geheel aantal van nul of meer")


def counts_of(column: pd.Series, file: Path) -> pd.Series:
    """Return a column of text as whole counts. Raises SourceError with the row of the first that is none."""
    return whole_counts(to_number(column, file)[0], file)


def expect_sum(parts: pd.DataFrame, total: pd.Series, file: Path) -> None:
    """Check in every row that the parts add up to the total, to the unit.

    Raises SourceError with the first row in which they do not.
    """
    sums = parts.sum(axis="columns")
    wanted = " + ".join(f"'{name}'" for name in parts)
    expect_each(
        total, sums.eq(total), file, f"de som van {wanted} ({sums[sums.ne(total)].head(1).sum():.0f})"
    )


def expect_each(column: pd.Series, right: pd.Series, file: Path, expected: str) -> pd.Series:
    """Return the column itself when every cell is right. Raises SourceError about the first that is not."""
    wrong = column[~right.fillna(value=False).astype(bool)]
    if wrong.empty:
        return column
    raise SourceError(
        file,
        f"rij {wrong.index[0]}, kolom '{column.name}'",
        expected=expected,
        found=f"'{wrong.iloc[0]}' ({len(wrong)} zulke cellen in deze kolom)",
        action=SEE_LAYOUT,
    )
