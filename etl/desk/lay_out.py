"""The files that a source is made of, laid out as its module looks for them: brought in, or kept."""

import shutil
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from fnmatch import fnmatchcase
from pathlib import Path, PurePosixPath
from typing import Any

from etl.selection import BOUNDARIES
from streekmonitor.release import Release


@dataclass(frozen=True)
class Brought:
    """What a draft brings in of one source: files by the path where its module looks for them.

    names: what the analyst calls each; received: the last day (ISO) on which one arrived; adds: all of them
    hold some periods beside others, which are then taken from the release; displaces: patterns of earlier
    files that are not read again.
    """

    source: str
    files: Mapping[str, Path]
    names: Mapping[str, str]
    received: str
    adds: bool = False
    displaces: tuple[str, ...] = ()


@dataclass(frozen=True)
class Laid:
    """A folder with files; `absent` are those of the release (as in its manifest) that are not in it.

    keeps_absent: their figures stay, taken from the release.
    """

    folder: Path
    absent: list[dict[str, Any]] = field(default_factory=list)
    keeps_absent: bool = False


Keeper = Callable[[Mapping[str, Any]], Path | None]
"""Finds a file of an earlier release (path, sha256 and bytes, as in its manifest); None when it is gone."""


def nothing_kept(_file: Mapping[str, Any]) -> None:
    """A keeper that has nothing."""


def lay_out(folder: Path, part: Brought, brought: Iterable[Brought], base: Release, kept: Keeper) -> Laid:
    """Lay out what is brought in, and of the release's other files of the source those that are kept.

    Boundaries come along for every source: some need them to place points.
    """
    folder.mkdir(parents=True)
    earlier = [file for file in _files(part.source, base) if file["path"] not in part.files]
    other_slots = [file for file in earlier if not _makes_room(file["path"], part)]
    for file in (*other_slots, *_files(BOUNDARIES, base)):
        place = kept(file)
        if place is not None:
            _place(folder, file["path"], place)
    for other in brought:
        if other.source in (BOUNDARIES, part.source):
            for path, place in other.files.items():
                _place(folder, path, place)
    absent = [file for file in earlier if not (folder / PurePosixPath(file["path"])).is_file()]
    return Laid(folder, absent, keeps_absent=part.adds)


def _files(source: str, base: Release) -> list[dict[str, Any]]:
    return list(base.manifest["sources"].get(source, {}).get("files", []))


def _makes_room(path: str, part: Brought) -> bool:
    """Whether an earlier file gives way to what is brought in."""
    return any(fnmatchcase(path, pattern) for pattern in part.displaces)


def _place(folder: Path, relative: str, file: Path) -> None:
    place = folder / PurePosixPath(relative)
    place.parent.mkdir(parents=True, exist_ok=True)
    shutil.copyfile(file, place)
