"""Putting a release in place: a run that is killed leaves the old release or the new one, never a mixture.

A release is a folder named after its content. It is written under a temporary name beside the others,
renamed when complete, and comes into force when one small file, `current`, is replaced.
"""

import hashlib
import os
import secrets
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from streekmonitor.release import POINTER

BUILDING = ".building-"
REPORT = "changes.md"  # tells how a release was reached; the same content may be reached from several
ID_LENGTH = 12


@contextmanager
def workplace(releases: Path) -> Iterator[Path]:
    """A new empty folder beside the releases, removed at the end unless it became a release."""
    releases.mkdir(parents=True, exist_ok=True)
    folder = releases / f"{BUILDING}{secrets.token_hex(8)}"
    folder.mkdir()
    try:
        yield folder
    finally:
        shutil.rmtree(folder, ignore_errors=True)


def content_id(folder: Path) -> str:
    """The id of a release: a hash over the names and bytes of its files, the report left out."""
    digest = hashlib.sha256()
    for path in sorted(folder.iterdir()):
        if path.name != REPORT:
            content = path.read_bytes()
            digest.update(f"{path.name}\0{len(content)}\0".encode())
            digest.update(content)
    return digest.hexdigest()[:ID_LENGTH]


def publish(folder: Path, releases: Path, boundaries: Path) -> str:
    """Put a complete folder of `workplace` into force; returns its id.

    boundaries: the file in `static` that the release names. What the former release alone used is removed
    last, when the new one is in force.
    """
    release = content_id(folder)
    static = boundaries.parent
    static.mkdir(parents=True, exist_ok=True)
    _write(boundaries, (folder / "boundaries.json").read_bytes())
    _install(folder, releases / release)
    _write(releases / POINTER, f"{release}\n".encode())
    for old in releases.iterdir():
        if old.is_dir() and old.name != release:
            shutil.rmtree(old, ignore_errors=True)
    for unused in static.glob("boundaries-*.json"):
        if unused != boundaries:
            unused.unlink(missing_ok=True)
    return release


def _install(folder: Path, place: Path) -> None:
    """Give a complete folder its name; an intact one that is there already stays."""
    if place.exists() and content_id(place) == place.name:
        return
    shutil.rmtree(place, ignore_errors=True)
    for path in folder.iterdir():
        _flush(path)
    folder.rename(place)
    _flush(place.parent)


def _write(path: Path, content: bytes) -> None:
    """Replace a file in one step."""
    temporary = path.with_name(f".{path.name}.new")
    temporary.write_bytes(content)
    _flush(temporary)
    temporary.replace(path)
    _flush(path.parent)


def _flush(path: Path) -> None:
    """Have the disk write a file, or the names in a folder (Windows can't, and does so by itself)."""
    if path.is_dir() and os.name == "nt":
        return
    descriptor = os.open(path, os.O_RDONLY if os.name != "nt" else os.O_RDWR)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)
