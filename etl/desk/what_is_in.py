"""What is in: per source periods, age, next edition, coverage, origin, who published it; overdue first."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from etl.desk.desk import Desk
from etl.desk.log import Entry
from etl.desk.own import OWN
from etl.inputs import source_files
from etl.status import SourceStatus, statuses
from streekmonitor.release import Release, ReleaseError, load_release


@dataclass(frozen=True)
class SourceLine:
    """One source of the release in force.

    status: see `etl.status.SourceStatus` (periods, age, next edition, files); covered, wanted: of the
    province's municipalities in force those with a figure in the last period, at the least of its measures;
    own: an own table; published: who published it like this and when, None when it came with the project.
    """

    status: SourceStatus
    covered: int
    wanted: int
    own: bool
    published: Entry | None


def what_is_in(desk: Desk) -> list[SourceLine]:
    """Every source of the release in force, the one that is overdue longest first."""
    release = desk.release_in_force()
    found = statuses(release, source_files(None, desk.root), desk.today)
    published = [entry for entry in reversed(desk.log.entries()) if entry.what == "published"]
    manifests = _Manifests(desk)
    return [
        SourceLine(
            status=status,
            own=status.source.id.startswith(OWN),
            published=_publisher(status.source.id, release, published, manifests),
            **_coverage(status.source.id, release),
        )
        for status in found
    ]


class _Manifests:
    """What releases of the past were made of; each read once."""

    def __init__(self, desk: Desk) -> None:
        self._desk = desk
        self._known: dict[str, Mapping[str, Any]] = {}

    def files(self, release: str, source: str) -> object:
        """The files of a source in a release; None when that release is gone."""
        if release not in self._known:
            try:
                self._known[release] = load_release(self._desk.store.find(release)).manifest
            except ReleaseError:
                self._known[release] = {"sources": {}}
        return self._known[release]["sources"].get(source, {}).get("files")


def _publisher(source: str, release: Release, published: list[Entry], manifests: _Manifests) -> Entry | None:
    """The last publication that brought the files of a source as they are in this release."""
    here = release.manifest["sources"][source]["files"]
    for entry in published:
        if source in entry.sources.split() and manifests.files(entry.release, source) == here:
            return entry
    return None


def _coverage(source: str, release: Release) -> dict[str, int]:
    """Of the last period of each measure the fewest municipalities of the province that have a figure."""
    found = [
        coverage[max(coverage)]
        for measure in release.catalog.measures
        if source in measure.sources
        for coverage in [release.manifest["measures"][measure.id]["coverage"]["province"]]
        if coverage
    ]
    covered, wanted = min(found, default=(0, 0))
    return {"covered": int(covered), "wanted": int(wanted)}
