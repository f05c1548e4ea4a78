"""Putting a release in place: a run that is killed leaves the old release or the new one, never a mixture.

A release is a folder named after its content. It is written under a temporary name beside the others,
renamed when complete, and comes into force when one small file, `current`, is replaced.
"""

import hashlib
import json
import os
import secrets
import shutil
from collections.abc import Collection, Iterator
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


def publish(folder: Path, releases: Path, static: Path, in_use: Collection[str] = frozenset()) -> str:
    """Put a complete folder of `workplace` into force; returns its id.

    Its boundaries go to `static`. What the former release alone used is removed last, when the new one is in
    force; the boundaries in `in_use` stay as well.
    """
    boundaries = serve_boundaries(folder, static)
    release = install(folder, releases)
    point_to(release, releases)
    for old in releases.iterdir():
        if old.is_dir() and old.name != release:
            shutil.rmtree(old, ignore_errors=True)
    for unused in static.glob("boundaries-*.json"):
        if unused != boundaries and unused.name not in in_use:
            unused.unlink(missing_ok=True)
    return release


def install(folder: Path, releases: Path) -> str:
    """Give a complete folder of `workplace` its name, the id; an intact one that is there already stays."""
    release = content_id(folder)
    place = releases / release
    if place.exists() and content_id(place) == release:
        return release
    shutil.rmtree(place, ignore_errors=True)
    for path in folder.iterdir():
        _flush(path)
    folder.rename(place)
    _flush(releases)
    return release


def point_to(release: str, releases: Path) -> None:
    """Put a release of the folder into force, in one step."""
    write_whole(releases / POINTER, f"{release}\n".encode())


def boundaries_of(folder: Path) -> str:
    """The name of the file in `static` with the boundaries of a release."""
    return str(json.loads((folder / "manifest.json").read_text(encoding="utf-8"))["boundaries"]["file"])


def boundaries_named(releases: Path) -> set[str]:
    """The files in `static` that the releases of a folder name; none when there is no folder."""
    return {boundaries_of(manifest.parent) for manifest in releases.glob("[!.]*/manifest.json")}


def serve_boundaries(folder: Path, static: Path) -> Path:
    """Have the browser find the boundaries of a release in `static`, under the name that has their hash."""
    place = static / boundaries_of(folder)
    content = (folder / "boundaries.json").read_bytes()
    if not place.is_file() or place.read_bytes() != content:
        static.mkdir(parents=True, exist_ok=True)
        write_whole(place, content)
    return place


def write_whole(path: Path, content: bytes) -> None:
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
