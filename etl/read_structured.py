"""Readers of publishers' files that are no table of text: JSON of be.STAT, SQLite in a zip.

Distrust and results are those of `etl.read`: text columns, whose index is the number of the row.
"""

import json
import sqlite3
from collections.abc import Sequence
from contextlib import closing
from pathlib import Path
from tempfile import TemporaryDirectory

import pandas as pd

from etl.errors import SourceError, listing
from etl.guard import DOWNLOAD_AGAIN, file_bytes, not_a, too_large
from etl.read import MAX_CELLS, SEE_LAYOUT, check_columns, zip_member

SQLITE_MAGIC = b"SQLite format 3\0"


def read_facts(path: Path, columns: Sequence[str]) -> pd.DataFrame:
    """The facts of a be.STAT view, `{"facts": [{...}, ...]}`; index = number of the fact, from 1.

    Numbers keep the digits of the file ("12.0"). A key that a fact lacks (be.STAT leaves it out in rows of
    subtotals) or that is null gives "". Raises SourceError when no fact at all has one of the columns, or a
    cell is no text or number.
    """
    facts = _facts(path)
    if len(facts) * len(columns) > MAX_CELLS:
        raise too_large(path, f"{len(facts)} feiten")
    found = list(dict.fromkeys(key for fact in facts for key in fact))
    check_columns(path, "facts", columns, found)
    rows = [
        [_text(path, number, key, fact.get(key)) for key in columns] for number, fact in enumerate(facts, 1)
    ]
    return pd.DataFrame(rows, pd.RangeIndex(1, len(rows) + 1), list(columns), dtype="str")


def read_zip_sqlite(
    path: Path, table: str, columns: Sequence[str], *, member: str = r".*\.(sqlite|sqlite3|db)"
) -> pd.DataFrame:
    """These columns of a table in the one SQLite file inside a zip, as text (null is ""); index from 1.

    Views are not read: they are code of the file. Raises SourceError.
    """
    data = zip_member(path, member)
    if not data.startswith(SQLITE_MAGIC):
        raise not_a(path, "een SQLite-databank in de zip", data)
    with TemporaryDirectory(prefix="streekmonitor-") as folder:
        file = Path(folder) / "bron.sqlite"
        file.write_bytes(data)
        try:
            with closing(sqlite3.connect(f"{file.as_uri()}?mode=ro", uri=True)) as connection:
                return _sqlite_table(path, connection, table, columns)
        except sqlite3.Error as error:
            raise SourceError(
                path, f"tabel '{table}'", expected="een volledige SQLite-databank", found=str(error),
                action=DOWNLOAD_AGAIN,
            ) from error  # fmt: skip


def _facts(path: Path) -> list[dict[str, object]]:
    expected = 'JSON van be.STAT: {"facts": [{…}, …]}'
    try:
        content = json.loads(file_bytes(path).decode("utf-8-sig"), parse_float=str, parse_int=str)
    except (ValueError, RecursionError) as error:
        raise SourceError(path, "", expected=expected, found=str(error), action=DOWNLOAD_AGAIN) from error
    facts = content.get("facts") if isinstance(content, dict) else None
    if not isinstance(facts, list) or not all(isinstance(fact, dict) for fact in facts):
        keys = listing(list(content)) if isinstance(content, dict) else type(content).__name__
        raise SourceError(path, "", expected=expected, found=f"JSON met {keys}", action=SEE_LAYOUT)
    return facts


def _text(path: Path, number: int, key: str, cell: object) -> str:
    if cell is None or isinstance(cell, str):
        return cell or ""
    raise SourceError(
        path,
        f"feit {number}, '{key}'",
        expected="tekst of een getal",
        found=f"'{cell}'",
        action=SEE_LAYOUT,
    )


def _sqlite_table(
    path: Path, connection: sqlite3.Connection, table: str, columns: Sequence[str]
) -> pd.DataFrame:
    connection.execute("PRAGMA query_only = ON")
    connection.execute("PRAGMA trusted_schema = OFF")
    tables = [name for (name,) in connection.execute("SELECT name FROM sqlite_master WHERE type = 'table'")]
    if table not in tables:
        raise SourceError(
            path,
            "",
            expected=f"een tabel '{table}'",
            found=listing(tables) or "geen tabel",
            action=SEE_LAYOUT,
        )
    header = [row[1] for row in connection.execute(f"PRAGMA table_info({_quoted(table)})")]
    check_columns(path, f"tabel '{table}'", columns, header)
    (count,) = connection.execute(f"SELECT count(*) FROM {_quoted(table)}").fetchone()  # noqa: S608 - quoted
    if count * len(columns) > MAX_CELLS:
        raise too_large(path, f"{count} rijen in tabel '{table}'")
    cells = ", ".join(f"coalesce(CAST({_quoted(column)} AS TEXT), '')" for column in columns)
    rows = connection.execute(f"SELECT {cells} FROM {_quoted(table)}").fetchall()  # noqa: S608 - quoted
    return pd.DataFrame(rows, pd.RangeIndex(1, len(rows) + 1), list(columns), dtype="str")


def _quoted(name: str) -> str:
    """A name of a table or column for use in SQL, whatever characters it has."""
    escaped = name.replace('"', '""')
    return f'"{escaped}"'
