"""Opens a file that somebody brings in, and distrusts it first."""

import re
import unicodedata
from collections.abc import Callable
from pathlib import Path, PurePosixPath

from etl.desk.tables.limits import MAX_MERGED, SAVE_AGAIN, UPLOADS
from etl.desk.tables.ods import is_ods, read_ods
from etl.desk.tables.sheets import Sheets
from etl.desk.tables.text import read_text
from etl.desk.tables.xlsx import read_xlsx
from etl.errors import EtlError, SourceError
from etl.guard import BIFF_MAGIC, GZIP_MAGIC, HTML, PARQUET_MAGIC, UTF8_MARK, ZIP_MAGIC, too_large

KINDS = "een Excel-werkmap (.xlsx), een ODS- of een CSV-bestand"
LONGEST_NAME = 120
_OTHER_KINDS = {
    BIFF_MAGIC: "een oude Excel-werkmap (.xls) of een werkmap met een wachtwoord",
    GZIP_MAGIC: "een ingepakt bestand (gzip)",
    PARQUET_MAGIC: "een parquetbestand",
    b"%PDF": "een PDF",
    b"{\\rtf": "een tekst uit een tekstverwerker (RTF)",
    b"SQLite": "een databank",
    b"\x89PNG": "een afbeelding",
    b"\xff\xd8\xff": "een afbeelding",
}
_XML = re.compile(rb"\s*<(\?xml|[A-Za-z!])")


def read_table(content: bytes, name: str) -> Sheets:
    """The sheets of an uploaded file; what it is follows from its content, `name` serves for messages only.

    Nothing is evaluated, followed or written. Raises SourceError (an instruction in Dutch) for a file that
    is too large, broken, a bomb, of another kind, or without any cell.
    """
    file = Path(safe_name(name))
    _refuse_strangers(file, content)
    try:
        sheets = _reader(file, content)(file, content)
        _refuse_merged_bomb(file, sheets)
    except EtlError:
        raise
    except Exception as error:
        raise _unreadable(file, error) from error
    if not any(sheet.cells for sheet in sheets.sheets):
        raise SourceError(file, "", expected="een tabel", found="geen enkele gevulde cel", action=SAVE_AGAIN)
    return sheets


def _reader(file: Path, content: bytes) -> Callable[[Path, bytes], Sheets]:
    """What reads a file, by its first bytes."""
    if not content.startswith(ZIP_MAGIC):
        return read_text
    return read_ods if is_ods(file, content) else read_xlsx


def safe_name(name: str) -> str:
    """The last part of a path, without signs that cannot be printed; never empty."""
    last = PurePosixPath(name.replace("\\", "/")).name
    printed = "".join(sign for sign in last if unicodedata.category(sign)[0] != "C").strip()
    return printed[-LONGEST_NAME:] or "bestand"


def _refuse_strangers(file: Path, content: bytes) -> None:
    if len(content) > UPLOADS.file_bytes:
        raise too_large(file, f"{len(content) // 2**20} MB", UPLOADS)
    if not content.strip():
        raise SourceError(file, "", expected=KINDS, found="een leeg bestand", action=SAVE_AGAIN)
    if HTML.match(content[:1024].removeprefix(UTF8_MARK)):
        raise SourceError(file, "", expected=KINDS, found="een webpagina (HTML)", action=SAVE_AGAIN)
    if _XML.match(content.removeprefix(UTF8_MARK)):
        raise SourceError(file, "", expected=KINDS, found="een XML-bestand", action=SAVE_AGAIN)
    for magic, kind in _OTHER_KINDS.items():
        if content.startswith(magic):
            raise SourceError(file, "", expected=KINDS, found=kind, action=SAVE_AGAIN)


def _refuse_merged_bomb(file: Path, sheets: Sheets) -> None:
    for sheet in sheets.sheets:
        rows, columns = max(sheet.rows, default=0), max(sheet.columns, default=0)
        places = sum(
            max(0, min(block.bottom, rows) - block.top + 1)
            * max(0, min(block.right, columns) - block.left + 1)
            for block in sheet.merged
        )
        if places > MAX_MERGED:
            raise SourceError(
                file,
                f"blad '{sheet.name}'",
                expected=f"hoogstens {MAX_MERGED} plaatsen in samengevoegde cellen",
                found=f"{places}",
                action=SAVE_AGAIN,
            )


def _unreadable(file: Path, error: Exception) -> SourceError:
    return SourceError(
        file,
        "",
        expected=KINDS,
        found=f"een beschadigd of ander bestand ({str(error)[:200] or type(error).__name__})",
        action=SAVE_AGAIN,
    )
