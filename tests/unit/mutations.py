"""Ways in which a publisher's file goes wrong, chosen by a seeded generator."""

import gzip
import io
import random
import re
import sqlite3
import zipfile
from collections.abc import Callable
from contextlib import closing
from pathlib import Path
from tempfile import TemporaryDirectory

import openpyxl
import pandas as pd

JUNK = ("", " ", "x", "*", "-1", "1,5", "1.234", "1e400", "nan", "=1+1", "0x10", "99999", "24062", "2016",
        "Leuven", "é\u200b", "\U0001f600", "'", '"', "NULL", "True", "1" * 40)  # fmt: skip
Change = Callable[[bytes, random.Random], bytes]
PAGE = b"<!DOCTYPE html><html><body>Are you human?</body></html>"


def mutate(path: Path, chance: random.Random) -> str:
    """Spoil a file in one way, or two; returns what was done."""
    kind = path.suffix.lower()
    containers = {".xlsx": _workbook, ".parquet": _parquet, ".gz": _packed, ".zip": _zip}
    inside = containers.get(kind, _plain if kind in (".csv", ".txt", ".json") else _bytes)
    done = (_bytes if chance.random() < 0.3 else inside)(path, chance)
    return f"{path.name}: {done}"


# --- bytes --------------------------------------------------------------------------------------------------


def _bytes(path: Path, chance: random.Random) -> str:
    name, change = chance.choice(BYTES)
    path.write_bytes(change(path.read_bytes(), chance))
    return name


def _flip(data: bytes, chance: random.Random) -> bytes:
    changed = bytearray(data)
    for _ in range(chance.randint(1, 4)):
        if changed:
            changed[chance.randrange(len(changed))] ^= 1 << chance.randrange(8)
    return bytes(changed)


def _truncate(data: bytes, chance: random.Random) -> bytes:
    return data[: chance.randrange(len(data) + 1)]


def _insert(data: bytes, chance: random.Random) -> bytes:
    place = chance.randrange(len(data) + 1)
    return data[:place] + chance.randbytes(chance.randint(1, 40)) + data[place:]


def _repeat(data: bytes, chance: random.Random) -> bytes:
    start, end = sorted(chance.randrange(len(data) + 1) for _ in range(2))
    return data[:end] + data[start:]


BYTES: tuple[tuple[str, Change], ...] = (
    ("bytes flipped", _flip),
    ("bytes flipped", _flip),
    ("truncated", _truncate),
    ("bytes inserted", _insert),
    ("a part repeated", _repeat),
    ("empty", lambda _data, _chance: b""),
    ("a web page", lambda _data, _chance: PAGE),
)


# --- text ---------------------------------------------------------------------------------------------------


def _plain(path: Path, chance: random.Random) -> str:
    name, content = _text(path.read_bytes(), chance)
    path.write_bytes(content)
    return name


def _packed(path: Path, chance: random.Random) -> str:
    name, content = _text(gzip.decompress(path.read_bytes()), chance)
    path.write_bytes(gzip.compress(content))
    return name


def _text(data: bytes, chance: random.Random) -> tuple[str, bytes]:
    name, change = chance.choice(TEXTS)
    return name, change(data, chance)


def _lines(
    change: Callable[[list[bytes], random.Random], list[bytes]],
) -> Callable[[bytes, random.Random], bytes]:
    def changed(data: bytes, chance: random.Random) -> bytes:
        return b"\n".join(change(data.split(b"\n"), chance))

    return changed


def _drop(lines: list[bytes], chance: random.Random) -> list[bytes]:
    return [line for line in lines if chance.random() > 0.2]


def _double(lines: list[bytes], chance: random.Random) -> list[bytes]:
    return [each for line in lines for each in [line] * (1 + (chance.random() < 0.2))]


def _shuffle(lines: list[bytes], chance: random.Random) -> list[bytes]:
    return [*lines[:1], *chance.sample(lines[1:], len(lines) - 1)]


def _mixed_encodings(lines: list[bytes], chance: random.Random) -> list[bytes]:
    codes = ("latin-1", "cp1252", "utf-16", "utf-8-sig", "cp850")
    return [
        (line.decode("utf-8", "replace") + chance.choice(("", "é"))).encode(chance.choice(codes), "replace")
        if chance.random() < 0.3
        else line
        for line in lines
    ]


def _separator(data: bytes) -> bytes:
    first = data.partition(b"\n")[0]
    return max((b",", b";", b"|", b"\t"), key=first.count)


def _cells(
    change: Callable[[list[list[bytes]], random.Random], None],
) -> Callable[[bytes, random.Random], bytes]:
    def changed(data: bytes, chance: random.Random) -> bytes:
        mark = _separator(data)
        rows = [line.split(mark) for line in data.split(b"\n")]
        change(rows, chance)
        return b"\n".join(mark.join(row) for row in rows)

    return changed


def _junk(rows: list[list[bytes]], chance: random.Random) -> None:
    for _ in range(chance.randint(1, 3)):
        row = chance.choice(rows)
        row[chance.randrange(len(row))] = chance.choice(JUNK).encode()


def _move_column(rows: list[list[bytes]], chance: random.Random) -> None:
    width = len(rows[0])
    start, end = chance.randrange(width), chance.randrange(width)
    for row in rows:
        if len(row) == width:
            row.insert(end, row.pop(start))


def _drop_column(rows: list[list[bytes]], chance: random.Random) -> None:
    place = chance.randrange(len(rows[0]))
    for row in rows:
        if len(row) > place:
            del row[place]


def _rename_column(rows: list[list[bytes]], chance: random.Random) -> None:
    rows[0][chance.randrange(len(rows[0]))] += chance.choice((b"_2", b" ", b"\xc2\xa0", b"x"))


def _numbers_as_text(data: bytes, chance: random.Random) -> bytes:
    """Numbers in other notations: 1.234, 1 234, '12, 12,0, 1E+2."""
    forms = (
        b"%s.0",
        b"%s,0",
        b"'%s",
        b" %s ",
        b"%s E",
        b"+%s",
        b"0%s",
        b"%s-",
        b"1.%s",
        b"1 %s",
        b"\xc2\xa0%s",
    )

    def other(match: re.Match[bytes]) -> bytes:
        return chance.choice(forms) % match[0] if chance.random() < 0.2 else match[0]

    return re.sub(rb"\d+", other, data)


TEXTS: tuple[tuple[str, Change], ...] = (
    ("lines dropped", _lines(_drop)),
    ("lines doubled", _lines(_double)),
    ("lines shuffled", _lines(_shuffle)),
    ("encodings mixed", _lines(_mixed_encodings)),
    ("cells replaced", _cells(_junk)),
    ("cells replaced", _cells(_junk)),
    ("a column moved", _cells(_move_column)),
    ("a column dropped", _cells(_drop_column)),
    ("a column renamed", _cells(_rename_column)),
    ("numbers as text", _numbers_as_text),
    ("bytes flipped", _flip),
    ("truncated", _truncate),
    ("other line ends", lambda data, chance: data.replace(b"\n", chance.choice((b"\r\n", b"\r", b"\n\n")))),
    ("another separator", lambda data, _: data.replace(_separator(data), b"\t")),
)


# --- containers ---------------------------------------------------------------------------------------------


def _zip(path: Path, chance: random.Random) -> str:
    with zipfile.ZipFile(path) as archive:
        members = {info.filename: archive.read(info) for info in archive.infolist()}
    name = chance.choice(list(members))
    if members[name].startswith(b"SQLite"):
        done, members[name] = _sqlite(members[name], chance)
    else:
        done, members[name] = _text(members[name], chance)
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        for member, content in members.items():
            archive.writestr(member, content)
    return f"{name}: {done}"


def _sqlite(data: bytes, chance: random.Random) -> tuple[str, bytes]:
    if chance.random() < 0.3:
        return "bytes flipped", _flip(data, chance)
    with TemporaryDirectory() as folder:
        file = Path(folder) / "a.sqlite"
        file.write_bytes(data)
        with closing(sqlite3.connect(file)) as connection, connection:
            tables = [
                name for (name,) in connection.execute("SELECT name FROM sqlite_master WHERE type = 'table'")
            ]
            table = chance.choice(tables)
            columns = [row[1] for row in connection.execute(f'PRAGMA table_info("{table}")')]
            column = chance.choice(columns)
            statement, values = chance.choice(
                (
                    (f'UPDATE "{table}" SET "{column}" = ? WHERE rowid % 2 = 1', (chance.choice(JUNK),)),  # noqa: S608
                    (f'DELETE FROM "{table}" WHERE rowid % 3 = 1', ()),  # noqa: S608
                    (f'INSERT INTO "{table}" SELECT * FROM "{table}"', ()),  # noqa: S608
                    (f'ALTER TABLE "{table}" RENAME TO "{table}_2"', ()),
                    (f'ALTER TABLE "{table}" RENAME COLUMN "{column}" TO "{column}_2"', ()),
                )
            )
            connection.execute(statement, values)
        return statement, file.read_bytes()


WORKBOOKS = ("a row dropped", "a column dropped", "a column added", "cells replaced", "cells replaced",
             "a number as text", "the sheet renamed", "a row added")  # fmt: skip


def _workbook(path: Path, chance: random.Random) -> str:
    book = openpyxl.load_workbook(path)
    sheet = chance.choice(book.worksheets)
    row, column = chance.randint(1, sheet.max_row), chance.randint(1, sheet.max_column)
    done = chance.choice(WORKBOOKS)
    if done == "a row dropped":
        sheet.delete_rows(row)
    elif done == "a column dropped":
        sheet.delete_cols(column)
    elif done == "a column added":
        sheet.insert_cols(column)
    elif done == "a row added":
        sheet.insert_rows(row)
    elif done == "the sheet renamed":
        sheet.title = sheet.title[:28] + "_2"
    elif done == "a number as text":
        cell = sheet.cell(row, column)
        cell.value = f"'{cell.value}"
    else:
        sheet.cell(row, column).value = (
            chance.choice((*JUNK, 1e12, -1, None, 0.5)).__str__().replace("\u200b", "")
        )
    book.save(path)
    return f"{sheet.title}: {done} at row {row}, column {column}"


def _parquet(path: Path, chance: random.Random) -> str:
    table = pd.read_parquet(path)
    column = chance.choice(list(table.columns))
    changes: dict[str, Callable[[], pd.DataFrame]] = {
        "rows dropped": lambda: table.iloc[[row for row in range(len(table)) if chance.random() > 0.3]],
        "rows doubled": lambda: pd.concat([table, table.head(2)]),
        "a column moved": lambda: table[[column, *(name for name in table if name != column)]],
        "a column dropped": lambda: table.drop(columns=column),
        "a column renamed": lambda: table.rename(columns={column: f"{column}_2"}),
        "a column as text": lambda: table.assign(**{column: table[column].astype("str")}),
        "a cell absent": lambda: table.assign(**{column: table[column].where(table.index != table.index[0])}),
        "a column negative": lambda: table.assign(
            **{column: -table[column] if table[column].dtype.kind in "fi" else "x"}
        ),
    }
    done = chance.choice(list(changes))
    stream = io.BytesIO()
    changes[done]().to_parquet(stream)
    path.write_bytes(stream.getvalue())
    return f"{done} ({column})"
