"""The file of a presentation: its views, the figures they need, and the name of the release they are from.

A zip archive. `presentatie.json` stands first, so that a file that was cut off still gives the views.
"""

import hashlib
import io
import json
import struct
import zipfile
import zlib
from collections.abc import Mapping
from dataclasses import dataclass

from streekmonitor.presentation.carried import CarriedError, pack, unpack
from streekmonitor.presentation.lenient import read_presentation
from streekmonitor.presentation.model import Presentation
from streekmonitor.release import Release

EXTENSION = "streekmonitor"
MIME = "application/zip"
FORMAT = 1
VIEWS = "presentatie.json"
FOLDER = "cijfers/"
LARGEST_FILE = 20_000_000
MOST_UNPACKED = 150_000_000
HEADER = struct.Struct("<4sHHHHHIIIHH")
# A moment that every zip program accepts: the same presentation gives the same bytes.
MOMENT = (2020, 1, 1, 0, 0, 0)


@dataclass(frozen=True)
class Opened:
    """What was in a file: `release` holds the figures it carries, None when they can't be used.

    `left_out` says (Dutch) what could not be opened, and why.
    """

    presentation: Presentation
    release: Release | None
    left_out: tuple[str, ...]


class NoPresentationError(ValueError):
    """The file holds no presentation; the message (Dutch) says what was found and what to do."""


def write_file(presentation: Presentation, release: Release, asked: set[str]) -> bytes:
    """The file of a presentation, with the measures and flows that its figures asked of the release."""
    parts = {FOLDER + name: content for name, content in pack(release, asked).items()}
    views = {
        "format": FORMAT,
        "release": release.id,
        "presentation": presentation.content() | {"release": release.id},
        "sha256": {name: hashlib.sha256(content).hexdigest() for name, content in parts.items()},
    }
    target = io.BytesIO()
    with zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as archive:
        text = json.dumps(views, ensure_ascii=False, indent=1)
        for name, content in {VIEWS: text.encode(), **parts}.items():
            archive.writestr(zipfile.ZipInfo(name, MOMENT), content, zipfile.ZIP_DEFLATED)
    return target.getvalue()


def open_file(content: bytes) -> Opened:
    """The presentation in a file, as far as it goes. Raises NoPresentationError."""
    if len(content) > LARGEST_FILE:
        raise NoPresentationError(
            f"Het bestand is te groot ({len(content) / 1e6:.0f} MB; hoogstens {LARGEST_FILE / 1e6:.0f} MB). "
            "Kies een bestand dat u met “Download” op de pagina Presentatie maakte."
        )
    files, damage = _files(content)
    views = _views(files)
    presentation, left_out = read_presentation(views.get("presentation"))
    if views.get("format") != FORMAT:
        left_out.insert(0, "Het bestand komt van een andere versie van de Streekmonitor.")
    left_out += damage
    try:
        release = _release(views, files) if not damage else None
    except CarriedError as error:
        release = None
        left_out.append(str(error))
    if release is None:
        left_out.append("De cijfers in het bestand zijn niet gebruikt: u ziet die van de release van nu.")
    return Opened(presentation, release, tuple(dict.fromkeys(left_out)))


def _files(content: bytes) -> tuple[dict[str, bytes], list[str]]:
    """The files in the archive by name, and what is wrong with it. Raises NoPresentationError."""
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            return _unpacked(archive), []
    except NoPresentationError:
        raise
    except (zipfile.BadZipFile, zlib.error, EOFError, OSError, RuntimeError, NotImplementedError, ValueError):
        return {VIEWS: _first(content)}, ["Het bestand is beschadigd of niet volledig."]


def _unpacked(archive: zipfile.ZipFile) -> dict[str, bytes]:
    files: dict[str, bytes] = {}
    left = MOST_UNPACKED
    for entry in archive.infolist():
        if entry.filename != VIEWS and not entry.filename.startswith(FOLDER):
            continue
        with archive.open(entry) as opened:
            files[entry.filename] = opened.read(left + 1)
        left -= len(files[entry.filename])
        if left < 0:
            raise NoPresentationError(
                f"Het bestand wordt uitgepakt groter dan {MOST_UNPACKED / 1e6:.0f} MB en is daarom niet "
                "geopend. Kies een bestand dat u met “Download” op de pagina Presentatie maakte."
            )
    return files


def _first(content: bytes) -> bytes:
    """The first file of an archive that was cut off: what stands in front of the missing list of files."""
    if len(content) < HEADER.size:
        return b""
    sign, _, _, method, _, _, _, _, _, name, extra = HEADER.unpack_from(content)
    start = HEADER.size + name + extra
    if sign != b"PK\x03\x04" or method != zipfile.ZIP_DEFLATED:
        return b""
    try:
        return zlib.decompressobj(-zlib.MAX_WBITS).decompress(content[start:], MOST_UNPACKED)
    except zlib.error:
        return b""


def _views(files: Mapping[str, bytes]) -> dict[str, object]:
    try:
        views = json.loads(files.get(VIEWS, b""))
    except (ValueError, RecursionError):
        views = None
    if not isinstance(views, dict):
        raise NoPresentationError(
            "In dit bestand staat geen presentatie van de Streekmonitor. Kies een bestand op "
            f".{EXTENSION} dat u met “Download” op de pagina Presentatie maakte."
        )
    return views


def _release(views: Mapping[str, object], files: Mapping[str, bytes]) -> Release:
    """The figures in the file, when they are still those that were put in it. Raises CarriedError."""
    sums = views.get("sha256")
    carried = {name: content for name, content in files.items() if name.startswith(FOLDER)}
    found = {name: hashlib.sha256(content).hexdigest() for name, content in carried.items()}
    if not carried or found != sums:
        raise CarriedError("De cijfers in het bestand zijn gewijzigd of onvolledig.")
    return unpack(
        str(views.get("release")), {name.removeprefix(FOLDER): part for name, part in carried.items()}
    )
