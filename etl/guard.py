"""Distrust before opening: sizes, first bytes, web pages in disguise, archives that are broken or bombs."""

import gzip
import io
import re
import zipfile
import zlib
from dataclasses import dataclass
from pathlib import Path

from etl.errors import SourceError

MAX_FILE_BYTES = 200 * 2**20
MAX_UNPACKED_BYTES = 600 * 2**20
MAX_RATIO = 200  # text of the publishers packs 10 to 50 times smaller; a bomb a thousand times
MAX_MEMBERS = 2_000
CHUNK = 1 << 20

ZIP_MAGIC = b"PK\x03\x04"
GZIP_MAGIC = b"\x1f\x8b"
BIFF_MAGIC = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
PARQUET_MAGIC = b"PAR1"
UTF8_MARK = b"\xef\xbb\xbf"
HTML = re.compile(rb"^\s*<.*?(doctype\s+html|html\b|head\b|script\b)", re.IGNORECASE | re.DOTALL)

DOWNLOAD_AGAIN = "download het bestand opnieuw in een browser en plaats het in data/inbox"
ASK_PUBLISHER = (
    f"{DOWNLOAD_AGAIN}; staat het zo bij de uitgever, meld het hem dan en gebruik zolang zijn vorige bestand"
)


@dataclass(frozen=True)
class Limits:
    """How large a file may be, before and after unpacking, and what to do when it is larger (Dutch)."""

    file_bytes: int = MAX_FILE_BYTES
    unpacked_bytes: int = MAX_UNPACKED_BYTES
    action: str = "gebruik dit bestand niet: het is beschadigd of kwaadwillig; " + DOWNLOAD_AGAIN


PUBLISHERS = Limits()


def first_bytes(path: Path) -> bytes:
    """The first bytes of a file of acceptable size that is not a web page."""
    if not path.is_file():
        raise SourceError(
            path, "", expected="een bestand", found="niets op deze plaats", action=DOWNLOAD_AGAIN
        )
    if path.stat().st_size > MAX_FILE_BYTES:
        raise too_large(path, f"{path.stat().st_size // 2**20} MB")
    with path.open("rb") as stream:
        start = stream.read(1024)
    if HTML.match(start.removeprefix(UTF8_MARK)):
        raise SourceError(
            path,
            "",
            expected="een gegevensbestand",
            found="een webpagina (HTML): waarschijnlijk een captcha- of foutpagina van de uitgever",
            action=DOWNLOAD_AGAIN,
        )
    return start


def not_a(path: Path, expected: str, start: bytes) -> SourceError:
    """The error for a file of another kind than expected (Dutch)."""
    found = f"een bestand dat begint met {start[:8]!r}" if start else "een leeg bestand"
    return SourceError(path, "", expected=expected, found=found, action=DOWNLOAD_AGAIN)


def too_large(path: Path, found: str, limits: Limits = PUBLISHERS) -> SourceError:
    """The error for a file that is too large, or would be once unpacked."""
    return SourceError(
        path,
        "",
        expected=f"hoogstens {limits.file_bytes // 2**20} MB, en uitgepakt hoogstens "
        f"{limits.unpacked_bytes // 2**20} MB en {MAX_RATIO} keer zo groot als ingepakt",
        found=found,
        action=limits.action,
    )


def file_bytes(path: Path) -> bytes:
    """The whole content of a file that may be text, unpacked when it is packed with gzip."""
    start = first_bytes(path)
    if not start:
        raise not_a(path, "een tekstbestand", start)
    return _unpacked(path) if start.startswith(GZIP_MAGIC) else path.read_bytes()


def _unpacked(path: Path) -> bytes:
    """What a gzip file holds; never more than the limits allow, and its checksum must hold."""
    limit = min(MAX_UNPACKED_BYTES, MAX_RATIO * path.stat().st_size)
    try:
        with gzip.open(path) as stream:
            content = stream.read(limit + 1)
    except (OSError, EOFError, zlib.error) as error:
        raise SourceError(
            path,
            "",
            expected="een volledig gzip-bestand",
            found=f"een afgebroken of beschadigd bestand ({error})",
            action=DOWNLOAD_AGAIN,
        ) from error
    if len(content) > limit:
        raise too_large(path, f"uitgepakt meer dan {limit // 2**20} MB")
    return content


def open_zip(path: Path) -> zipfile.ZipFile:
    """An archive whose declared sizes are acceptable."""
    start = first_bytes(path)
    if not start.startswith(ZIP_MAGIC):
        raise not_a(path, "een zip", start)
    return _sound(path, path, path.stat().st_size, PUBLISHERS)


def zip_of(path: Path, content: bytes, limits: Limits) -> zipfile.ZipFile:
    """An archive that is in memory, whose declared sizes are acceptable; `path` is its name in messages."""
    return _sound(path, io.BytesIO(content), len(content), limits)


def _sound(path: Path, opened: Path | io.BytesIO, size: int, limits: Limits) -> zipfile.ZipFile:
    try:
        archive = zipfile.ZipFile(opened)
    except (zipfile.BadZipFile, OSError, ValueError) as error:
        raise _broken_zip(path, error) from error
    members = archive.infolist()
    unpacked = sum(member.file_size for member in members)
    ratio = unpacked / max(size, 1)
    if unpacked > limits.unpacked_bytes or ratio > MAX_RATIO or len(members) > MAX_MEMBERS:
        archive.close()
        found = f"{len(members)} delen, uitgepakt {unpacked // 2**20} MB ({ratio:.0f} keer)"
        raise too_large(path, found, limits)
    return archive


def _broken_zip(path: Path, error: Exception) -> SourceError:
    return SourceError(
        path,
        "",
        expected="een volledige zip",
        found=f"een afgebroken of beschadigde zip ({error})",
        action=DOWNLOAD_AGAIN,
    )


def member_bytes(path: Path, archive: zipfile.ZipFile, member: zipfile.ZipInfo) -> bytes:
    """The bytes of one member; never more than it declares, and its checksum must hold."""
    if member.flag_bits & 0x1:
        raise _broken_zip(path, ValueError("met een wachtwoord"))
    parts = []
    try:
        with archive.open(member) as stream:
            while part := stream.read(CHUNK):
                parts.append(part)
    except (zipfile.BadZipFile, OSError, EOFError, ValueError, NotImplementedError, zlib.error) as error:
        raise _broken_zip(path, error) from error
    return b"".join(parts)
