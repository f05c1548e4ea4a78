"""How fresh every source is: periods, age, next edition, and where its files came from."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

from etl.files import SourceFiles
from etl.hashes import sha256
from etl.origin import origin_of
from streekmonitor.catalog import Source
from streekmonitor.formats import MONTHS, day, listing
from streekmonitor.release import Release
from streekmonitor.rhythm import NEVER, next_edition

DAYS_OF_A_MONTH = 30.44
INDENT = " " * 20


@dataclass(frozen=True)
class SourceStatus:
    """What is known of one source in a release, on a given day.

    `retrieved` is the day of the download when `fetched`, else the date in the catalog, whose last note says
    what it means; `following` is the next edition, see `streekmonitor.rhythm`.
    """

    source: Source
    periods: tuple[str, ...]
    retrieved: date
    fetched: bool
    age: int
    following: date | None
    overdue: bool
    places: tuple[str, ...]


def statuses(release: Release, files: SourceFiles, today: date) -> list[SourceStatus]:
    """Every source of a release, those whose next edition is overdue longest first."""
    found = [
        _status(release.catalog.source_by_id[name], entry, files, today)
        for name, entry in release.manifest["sources"].items()
        if name in release.catalog.source_by_id
    ]
    return sorted(found, key=lambda status: (status.following or NEVER, status.source.id))


def lines(found: Iterable[SourceStatus]) -> list[str]:
    """The statuses in words, a paragraph per source."""
    told = []
    for status in found:
        span = " tot ".join(dict.fromkeys(status.periods)) or "geen periodes"
        told += [
            f"{status.source.title} ({status.source.id})",
            f"  uitgever:         {status.source.publisher}",
            f"  periodes:         {span}",
            *_dated(status),
            f"  volgende editie:  {following_words(status)}",
            f"  bestanden:        {listing(status.places)}",
            "",
        ]
    return told


def _dated(status: SourceStatus) -> list[str]:
    """The day of a file, and what that day is where nobody downloaded it."""
    when = f"{day(status.retrieved)}, {age_words(status.age)} geleden"
    if status.fetched:
        return [f"  opgehaald:        {when}"]
    return [f"  dagtekening:      {when}", *(f"{INDENT}{note}" for note in status.source.notes[-1:])]


def _status(source: Source, entry: dict[str, Any], files: SourceFiles, today: date) -> SourceStatus:
    retrieved = date.fromisoformat(entry["retrieved"])
    following = next_edition(source.rhythm, retrieved)
    places = dict.fromkeys(_place(file, files) for file in entry["files"])
    return SourceStatus(
        source=source,
        periods=tuple(entry["periods"]),
        retrieved=retrieved,
        fetched=entry["retrieved"] != source.retrieved,
        age=max(0, (today - retrieved).days),
        following=following,
        overdue=following is not None and following <= today,
        places=tuple(places),
    )


def _place(file: dict[str, Any], files: SourceFiles) -> str:
    """Where a file of the release stands now, and whether it is still the same."""
    found = files.existing(file["path"])
    if not found:
        return "niet meer aanwezig (de cijfers staan in de release)"
    path: Path = found[0]
    origin = origin_of(path)
    where = f"van {origin.url}" if origin else f"in {_folder(path, files)}"
    return where if sha256(path) == file["sha256"] else f"{where}: anders dan in de release, bouw opnieuw"


def _folder(path: Path, files: SourceFiles) -> str:
    return next(
        (str(folder) for folder in files.all_folders if path.is_relative_to(folder)), str(path.parent)
    )


def age_words(days: int) -> str:
    """An age in the largest unit that says enough."""
    months = int(days / DAYS_OF_A_MONTH)
    if months >= 24:
        return f"{months // 12} jaar"
    if months >= 2:
        return f"{months} maanden"
    return "1 dag" if days == 1 else f"{days} dagen"


def following_words(status: SourceStatus) -> str:
    """When the next edition of a source is to be expected."""
    if status.following == NEVER:
        return f"geen ({status.source.rhythm})"
    if status.following is None:
        return f"niet te voorspellen ({status.source.rhythm})"
    when = f"{MONTHS[status.following.month - 1]} {status.following.year} ({status.source.rhythm})"
    return f"verwacht sinds {when}: kijk of ze er is" if status.overdue else f"vanaf {when}"
