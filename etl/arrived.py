"""What arrived from a publisher, before it is believed: whether it is the file that its name promises."""

import gzip
import json
import re
import zlib
from collections.abc import Callable
from pathlib import Path, PurePosixPath

from etl.errors import SourceError
from etl.guard import (
    BIFF_MAGIC,
    GZIP_MAGIC,
    PARQUET_MAGIC,
    first_bytes,
    member_bytes,
    not_a,
    open_zip,
)

BY_HAND = "bezoek de pagina van de uitgever in een browser en plaats het bestand in data/inbox"
SHAPE_MAGIC = b"\x00\x00\x27\x0a"
DBASE_MAGIC = (b"\x03", b"\x30", b"\x83")
SQLITE_MAGIC = b"SQLite format 3\x00"
TEXT_MEMBER = re.compile(r".*\.(txt|csv)", re.IGNORECASE)


def check_arrived(path: Path, name: str, header: str = "") -> None:
    """Check a download by the ending of `name`, the path that it is to get. Raises SourceError.

    `header` must stand in the first line: of the text itself, of the packed text, or of the text in a zip.
    """
    start = first_bytes(path)
    if not start:
        raise not_a(path, "een bestand met inhoud", start)
    check = CHECKS.get(PurePosixPath(name).suffix.lower(), _text)
    check(path, start, header)


def _zip(path: Path, _start: bytes, header: str) -> None:
    with open_zip(path) as archive:
        texts = [member for member in archive.infolist() if TEXT_MEMBER.fullmatch(member.filename)]
        for member in archive.infolist():
            content = member_bytes(path, archive, member)  # a truncated or spoilt member shows here
            if member in texts:
                _header(path, content[:65536].partition(b"\n")[0], header)


def _workbook(path: Path, _start: bytes, _header: str) -> None:
    with open_zip(path) as archive:
        if "[Content_Types].xml" not in archive.namelist():
            raise not_a(path, "een Excel-werkmap", b"PK, maar zonder inhoud van Excel")


def _old_workbook(path: Path, start: bytes, _header: str) -> None:
    if not start.startswith(BIFF_MAGIC):
        raise not_a(path, "een Excel-werkmap (.xls)", start)


def _parquet(path: Path, start: bytes, _header: str) -> None:
    if not start.startswith(PARQUET_MAGIC) or not path.read_bytes().endswith(PARQUET_MAGIC):
        raise not_a(path, "een volledig parquetbestand", start)


def _packed(path: Path, start: bytes, header: str) -> None:
    if not start.startswith(GZIP_MAGIC):
        raise not_a(path, "een gzip-bestand", start)
    try:
        with gzip.open(path) as stream:
            line = stream.readline(65536)
    except (OSError, EOFError, zlib.error) as error:
        raise not_a(path, "een volledig gzip-bestand", str(error).encode()) from error
    _header(path, line, header)


def _json(path: Path, start: bytes, _header: str) -> None:
    try:
        json.loads(path.read_bytes())
    except (ValueError, RecursionError) as error:
        raise not_a(path, "volledige JSON", start) from error


def _shapes(path: Path, start: bytes, _header: str) -> None:
    if not start.startswith(SHAPE_MAGIC):
        raise not_a(path, "een shapefile", start)


def _shape_table(path: Path, start: bytes, _header: str) -> None:
    if start[:1] not in DBASE_MAGIC or b"\r" not in path.read_bytes():
        raise not_a(path, "de tabel van een shapefile (.dbf)", start)


def _database(path: Path, start: bytes, _header: str) -> None:
    if not start.startswith(SQLITE_MAGIC):
        raise not_a(path, "een GeoPackage", start)


def _text(path: Path, start: bytes, header: str) -> None:
    if b"\0" in start and not start.startswith((b"\xff\xfe", b"\xfe\xff")):
        raise not_a(path, "een tekstbestand", start)
    with path.open("rb") as stream:
        _header(path, stream.readline(65536), header)


def _header(path: Path, line: bytes, header: str) -> None:
    """The first line holds `header`, in whichever encoding."""
    if header.encode() not in line.replace(b"\0", b""):
        raise SourceError(
            path,
            "kopregel",
            expected=f"een kopregel met '{header}'",
            found=f"'{line[:200].decode('utf-8', 'replace').strip()}'",
            action=BY_HAND + "; heeft de uitgever de kolommen veranderd, pas dan de bronmodule aan",
        )


CHECKS: dict[str, Callable[[Path, bytes, str], None]] = {
    ".zip": _zip,
    ".xlsx": _workbook,
    ".xls": _old_workbook,
    ".parquet": _parquet,
    ".gz": _packed,
    ".json": _json,
    ".shp": _shapes,
    ".shx": _shapes,
    ".dbf": _shape_table,
    ".gpkg": _database,
}
