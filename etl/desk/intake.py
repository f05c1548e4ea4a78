"""Distrust of what somebody uploads, before anything parses it: size, kind, archives, macros, markup."""

import re
import zipfile
from pathlib import Path, PurePosixPath, PureWindowsPath
from typing import Literal

from etl.errors import SourceError
from etl.guard import (
    BIFF_MAGIC,
    GZIP_MAGIC,
    PARQUET_MAGIC,
    ZIP_MAGIC,
    first_bytes,
    member_bytes,
    not_a,
    open_zip,
)

Kind = Literal["text", "gzip", "zip", "workbook", "old_workbook", "parquet", "sqlite", "shape", "dbase"]

MAGIC: tuple[tuple[bytes, Kind], ...] = (
    (GZIP_MAGIC, "gzip"),
    (BIFF_MAGIC, "old_workbook"),
    (PARQUET_MAGIC, "parquet"),
    (b"SQLite format 3\0", "sqlite"),
    (b"\x00\x00\x27\x0a", "shape"),
)
REFUSED = {
    b"%PDF": "een PDF",
    b"MZ": "een programma",
    b"\x7fELF": "een programma",
    b"\x89PNG": "een afbeelding",
    b"\xff\xd8\xff": "een afbeelding",
    b"7z\xbc\xaf": "een 7-Zip-archief",
    b"Rar!": "een RAR-archief",
    b"{\\rtf": "een tekstdocument (RTF)",
}
DATA_FILE = (
    "een gegevensbestand: CSV of tekst (ook ingepakt met gzip of zip), Excel, JSON, parquet, GeoPackage "
    "of shapefile"
)
SAVE_AS = "bewaar de tabel als XLSX of CSV en breng dat bestand in"
DBASE = re.compile(rb"\x03[\x00-\xff]{3}[\x00-\xff]{4}[\x00-\xff]{2}[\x00-\xff]{2}\x00{16}", re.DOTALL)
DECLARATION = re.compile(rb"<!(DOCTYPE|ENTITY)", re.IGNORECASE)
CONTENT_TYPES = "[Content_Types].xml"
XML = (".xml", ".rels", ".vml")
LONGEST_NAME = 120


def kind_of(path: Path) -> Kind:
    """What a file is, by its first bytes. Raises SourceError for what can't be figures, or is unsafe."""
    start = first_bytes(path)
    if not start:
        raise not_a(path, DATA_FILE, start)
    if start.startswith(ZIP_MAGIC):
        return _archive(path)
    for magic, kind in MAGIC:
        if start.startswith(magic):
            return kind
    if DBASE.match(start):
        return "dbase"
    for magic, found in REFUSED.items():
        if start.startswith(magic):
            raise SourceError(path, "", expected=DATA_FILE, found=found, action=SAVE_AS)
    if b"\0" in start and not start.startswith((b"\xff\xfe", b"\xfe\xff")):
        raise not_a(path, DATA_FILE, start)
    return "text"


def safe_name(name: str) -> str:
    """The name of an upload without folders and signs that do not belong in a name; for people to read."""
    last = PureWindowsPath(PurePosixPath(name.replace("\0", "")).name).name
    kept = "".join(sign if sign.isprintable() and sign not in '<>:"|?*' else "_" for sign in last).strip(" .")
    if len(kept) > LONGEST_NAME:
        kept = kept[: LONGEST_NAME - 20] + "…" + kept[-19:]
    return kept or "bestand"


def _archive(path: Path) -> Kind:
    """Whether a zip is a workbook. Its members have plain names, and no XML declares anything of its own."""
    with open_zip(path) as archive:
        names = archive.namelist()
        for name in names:
            _expect_plain_name(path, name)
        if CONTENT_TYPES not in names:
            return "zip"
        _expect_no_macros(path, archive)
        for member in archive.infolist():
            if member.filename.lower().endswith(XML):
                _expect_no_declaration(path, member.filename, member_bytes(path, archive, member))
    return "workbook"


def _expect_plain_name(path: Path, name: str) -> None:
    """No member whose name leads out of the archive: nothing is unpacked by name, and nobody needs one."""
    parts = PureWindowsPath(name)
    if parts.is_absolute() or parts.drive or name.startswith("/") or ".." in parts.parts or "\0" in name:
        raise SourceError(
            path,
            f"deel '{safe_name(name)}'",
            expected="een archief waarvan de delen gewone namen hebben",
            found="een naam die buiten het archief wijst",
            action="gebruik dit bestand niet: het is kwaadwillig gemaakt; download het opnieuw",
        )


def _expect_no_macros(path: Path, archive: zipfile.ZipFile) -> None:
    types = member_bytes(path, archive, archive.getinfo(CONTENT_TYPES)).lower()
    code = [name for name in archive.namelist() if name.lower().endswith(("vbaproject.bin", ".bin.vba"))]
    if code or b"macroenabled" in types or b"vbaproject" in types:
        raise SourceError(
            path, "", expected="een werkmap zonder macro's (.xlsx)", found="een werkmap met macro's",
            action="bewaar ze in Excel als 'Excel-werkmap (.xlsx)' en breng dat bestand in",
        )  # fmt: skip


def _expect_no_declaration(path: Path, member: str, content: bytes) -> None:
    if DECLARATION.search(content.replace(b"\0", b"")):
        raise SourceError(
            path,
            f"deel '{safe_name(member)}'",
            expected="XML zonder eigen declaraties",
            found="een DOCTYPE of ENTITY, die Excel nooit schrijft",
            action="gebruik dit bestand niet: het is kwaadwillig gemaakt; " + SAVE_AS,
        )
