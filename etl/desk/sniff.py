"""What a file holds, without parsing it whole: the names of its columns, sheets, members, and some cells."""

import csv
import io
import json
import sqlite3
import struct
import zlib
from collections.abc import Iterator, Sequence
from contextlib import closing
from dataclasses import dataclass, field
from functools import cached_property
from pathlib import Path
from tempfile import TemporaryDirectory

import pyarrow as pa
import pyarrow.csv
import pyarrow.parquet
from python_calamine import CalamineError, CalamineWorkbook

from etl.desk.intake import Kind, kind_of
from etl.errors import SourceError, listing
from etl.guard import DOWNLOAD_AGAIN, MAX_FILE_BYTES, UTF8_MARK, file_bytes, member_bytes, open_zip
from etl.read_structured import SQLITE_MAGIC

SEPARATORS = ",;|\t"
ENCODINGS = ("utf-8-sig", "cp1252")
UTF_16 = (b"\xff\xfe", b"\xfe\xff")
TOP_ROWS = 12
LONGEST_HEADER = 1 << 20


@dataclass(frozen=True)
class Seen:
    """A file as it was found.

    kind: see `etl.desk.intake`, with what a zip or text holds worked out: "zip_text", "zip_sqlite" and
    "json" besides. columns: of a text table, parquet file, first sheet, first fact, or dBASE table; sheets:
    names of sheets, or tables of a database; top: first rows of the first sheet or text; member: what was
    read inside an archive; records: of a shapefile.
    """

    path: Path
    kind: str
    columns: tuple[str, ...] = ()
    sheets: tuple[str, ...] = ()
    top: tuple[tuple[str, ...], ...] = ()
    member: str = ""
    separator: str = ","
    records: int = 0
    _text: list[bytes] = field(default_factory=list, repr=False, compare=False)

    def cells(self, *columns: str) -> list[tuple[str, ...]]:
        """The different combinations of cells in these columns, in whatever order."""
        if self.kind in ("text", "gzip", "zip_text"):
            return _distinct(self._text[0], columns, self.separator)
        if self.kind == "parquet":
            return _combinations(pyarrow.parquet.read_table(self.path, columns=list(columns)))
        if self.kind == "workbook":
            return self._sheet_cells(columns)
        facts = (tuple(str(fact.get(column) or "") for column in columns) for fact in self._facts)
        return list(dict.fromkeys(facts))

    def _sheet_cells(self, columns: Sequence[str]) -> list[tuple[str, ...]]:
        rows = CalamineWorkbook.from_path(str(self.path)).get_sheet_by_index(0).to_python()
        header = [_cell(cell) for cell in rows[0]]
        places = [header.index(column) for column in columns]
        return list(dict.fromkeys(tuple(_cell(row[place]) for place in places) for row in rows[1:]))

    @cached_property
    def _facts(self) -> list[dict[str, object]]:
        content = json.loads(self._text[0])
        return [fact for fact in content["facts"] if isinstance(fact, dict)]


def look_into(path: Path) -> Seen:
    """See what a file holds. Raises SourceError when it is unsafe, damaged, or holds nothing to recognise."""
    kind = kind_of(path)
    looks = {
        "text": _text_file,
        "gzip": _text_file,
        "zip": _zip,
        "workbook": _workbook,
        "old_workbook": _workbook,
        "parquet": _parquet,
        "sqlite": _database,
        "shape": _shape,
        "dbase": _dbase,
    }
    try:
        return looks[kind](path, kind)
    except (
        CalamineError, OSError, ValueError, LookupError, struct.error, zlib.error, EOFError, RecursionError,
        pa.ArrowException, sqlite3.Error, csv.Error,
    ) as error:  # fmt: skip
        raise SourceError(
            path, "", expected="een volledig en leesbaar bestand", found=f"niet te lezen ({error})"[:300],
            action=DOWNLOAD_AGAIN,
        ) from error  # fmt: skip


def _text_file(path: Path, kind: Kind) -> Seen:
    content = file_bytes(path)
    if kind == "text" and content.removeprefix(UTF8_MARK).lstrip()[:1] in (b"{", b"["):
        return _json(path, content)
    return _table(path, kind, content)


def _table(path: Path, kind: str, content: bytes, member: str = "") -> Seen:
    content = _as_utf8(content)
    first = next(_lines(content), "")
    separator = max(SEPARATORS, key=first.count)
    rows = [
        tuple(cell.strip() for cell in next(csv.reader([line], delimiter=separator), []))
        for _, line in zip(range(TOP_ROWS), _lines(content), strict=False)
    ]
    header = rows[0] if rows else ()
    return Seen(path, kind, header, top=tuple(rows), member=member, separator=separator, _text=[content])


def _as_utf8(content: bytes) -> bytes:
    encodings = ("utf-16",) if content.startswith(UTF_16) else ENCODINGS
    for encoding in encodings:
        try:
            text = content.decode(encoding)
        except UnicodeDecodeError:
            continue
        return text.encode("utf-8")
    return content.decode("utf-8", "replace").encode("utf-8")


def _lines(content: bytes) -> Iterator[str]:
    stream = io.BytesIO(content)
    while line := stream.readline(LONGEST_HEADER):
        yield line.decode("utf-8", "replace").rstrip("\r\n")


def _distinct(content: bytes, columns: Sequence[str], separator: str) -> list[tuple[str, ...]]:
    table = pyarrow.csv.read_csv(
        io.BytesIO(content),
        parse_options=pyarrow.csv.ParseOptions(delimiter=separator, newlines_in_values=False),
        convert_options=pyarrow.csv.ConvertOptions(
            column_types=dict.fromkeys(columns, pa.string()), include_columns=list(columns)
        ),
    )
    return _combinations(table)


def _combinations(table: pa.Table) -> list[tuple[str, ...]]:
    rows = table.group_by(table.column_names).aggregate([]).to_pylist()
    return [tuple(str(cell) for cell in row.values()) for row in rows]


def _json(path: Path, content: bytes) -> Seen:
    found = json.loads(content.decode("utf-8-sig"))
    facts = found.get("facts") if isinstance(found, dict) else None
    if not isinstance(facts, list):
        raise ValueError(f"JSON met {listing([str(key) for key in found][:5])}")  # noqa: TRY004 - a layout
    keys = dict.fromkeys(key for fact in facts if isinstance(fact, dict) for key in fact)
    return Seen(path, "json", tuple(keys), _text=[content.removeprefix(UTF8_MARK)])


def _zip(path: Path, _kind: Kind) -> Seen:
    """A zip is known by its one table; other members (a licence, a description) may stand beside it."""
    with open_zip(path) as archive:
        tables = [
            member
            for member in archive.infolist()
            if member.filename.lower().endswith((".txt", ".csv", ".sqlite", ".sqlite3", ".db"))
        ]
        if len(tables) != 1:
            raise SourceError(
                path,
                "",
                expected="een zip met één tabel (.txt, .csv of .sqlite)",
                found=listing(archive.namelist()) or "een lege zip",
                action="breng elk bestand uit de zip apart in, of download opnieuw bij de uitgever",
            )
        content = member_bytes(path, archive, tables[0])
    name = tables[0].filename
    if content.startswith(SQLITE_MAGIC):
        return Seen(path, "zip_sqlite", sheets=tuple(_tables(content)), member=name)
    return _table(path, "zip_text", content, name)


def _tables(content: bytes) -> list[str]:
    with TemporaryDirectory(prefix="streekmonitor-") as folder:
        file = Path(folder) / "bron.sqlite"
        file.write_bytes(content)
        return _tables_in(file)


def _tables_in(file: Path) -> list[str]:
    with closing(sqlite3.connect(f"{file.as_uri()}?mode=ro&immutable=1", uri=True)) as connection:
        rows = connection.execute("SELECT name FROM sqlite_master WHERE type = 'table'").fetchall()
        return [str(name) for (name,) in rows]


def _workbook(path: Path, kind: Kind) -> Seen:
    workbook = CalamineWorkbook.from_path(str(path))
    names = tuple(str(name) for name in workbook.sheet_names)
    rows = workbook.get_sheet_by_index(0).to_python(skip_empty_area=False, nrows=TOP_ROWS) if names else []
    top = tuple(tuple(_cell(cell) for cell in row) for row in rows)
    header = next((row for row in top if any(row)), ())
    return Seen(path, kind, header, names, top)


def _cell(cell: object) -> str:
    whole = isinstance(cell, float) and cell.is_integer()
    return str(int(cell)) if whole else str(cell).strip()  # type: ignore[call-overload]


def _parquet(path: Path, kind: Kind) -> Seen:
    return Seen(path, kind, tuple(pyarrow.parquet.ParquetFile(path).schema_arrow.names))


def _database(path: Path, kind: Kind) -> Seen:
    return Seen(path, kind, sheets=tuple(_tables_in(path.resolve())))


def _shape(path: Path, kind: Kind) -> Seen:
    """A shapefile or its index: both have the same head; the index has eight bytes per shape."""
    content = path.read_bytes()
    words = struct.unpack(">i", content[24:28])[0]
    if 2 * words != len(content):
        raise ValueError(f"de kop belooft {2 * words} bytes, het bestand heeft er {len(content)}")
    index = (len(content) - 100) // 8
    if (len(content) - 100) % 8 == 0 and _is_index(content, index):
        return Seen(path, kind, sheets=("index",), records=index)
    return Seen(path, kind, sheets=("shapes",), records=_shapes(content))


def _is_index(content: bytes, records: int) -> bool:
    """An index gives, shape by shape, where it begins: the first at word 50, the next after it."""
    if records == 0 or struct.unpack(">i", content[100:104])[0] != 50:
        return False
    pairs = struct.unpack(f">{2 * records}i", content[100:])
    starts, lengths = pairs[::2], pairs[1::2]
    return all(starts[place] + lengths[place] + 4 == starts[place + 1] for place in range(records - 1))


def _shapes(content: bytes) -> int:
    count, place = 0, 100
    while place + 8 <= len(content):
        _, words = struct.unpack(">ii", content[place : place + 8])
        if words < 0:
            raise ValueError("een vorm met een negatieve lengte")
        place += 8 + 2 * words
        count += 1
    return count


def _dbase(path: Path, kind: Kind) -> Seen:
    content = path.read_bytes()[:MAX_FILE_BYTES]
    records, head = struct.unpack("<IH", content[4:10])
    fields: Sequence[bytes] = [content[place : place + 11] for place in range(32, min(head, 4096) - 1, 32)]
    columns = tuple(name.split(b"\0")[0].decode("latin-1") for name in fields)
    return Seen(path, kind, columns, records=int(records))
