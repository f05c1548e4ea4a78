"""The analysts' desk of an installation: its releases, drafts, log and settings, for the rooms beside it.

Whoever writes gives the actor; the right is checked where the writing happens, and what is done is in the
log before it counts.
"""

import os
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from pathlib import Path
from typing import Any

from etl.desk import log as logbook
from etl.desk.drafts import REPORT, Draft, Drafts
from etl.desk.lay_out import Brought
from etl.desk.log import Entry, Log
from etl.desk.report import Report
from etl.desk.store import Store
from etl.fingerprint import digest
from etl.hashes import sha256
from streekmonitor.release import Release, load_release

PLACE = Path("var", "desk")
SETTING = "STREEKMONITOR_DESK"
"""The setting that names another folder for drafts and log than var/desk."""
ONE_PERSON = "STREEKMONITOR_ONE_PERSON"
"""The setting with which one person is enough: "ja" or "1". The log then says so at every approval."""


@dataclass(frozen=True)
class Desk:
    """The desk of the installation in `root`. `now` gives this moment, ISO in UTC."""

    root: Path
    now: Callable[[], str] = logbook.now
    store: Store = field(init=False)
    drafts: Drafts = field(init=False)
    log: Log = field(init=False)

    def __post_init__(self) -> None:
        object.__setattr__(self, "store", Store(self.root))
        object.__setattr__(self, "drafts", Drafts(self.place / "drafts"))
        object.__setattr__(self, "log", Log(self.place / "log.jsonl"))

    @property
    def place(self) -> Path:
        """Where the drafts and the log stand."""
        return Path(os.environ.get(SETTING) or self.root / PLACE)

    @property
    def one_person_is_enough(self) -> bool:
        """Whether who submits may approve."""
        return os.environ.get(ONE_PERSON, "").strip().lower() in ("1", "ja", "true")

    @property
    def today(self) -> date:
        """The day of `now`, here."""
        return datetime.fromisoformat(self.now()).astimezone().date()

    def note(
        self, who: str, what: str, draft: str = "", *, release: str = "", why: str = "", sources: str = ""
    ) -> None:
        """Write in the log. Raises OSError, and then what it is about may not happen."""
        self.log.write(Entry(self.now(), who, what, draft, release, why, sources))

    def release_in_force(self) -> Release:
        """The release in force, in memory."""
        return load_release(self.store.in_force())

    def report_of(self, draft: Draft) -> Report | None:
        """What the last check of a draft said; None before the first, or when it can't be read."""
        return Report.load(self.drafts.folder_of(draft.id) / REPORT)

    def is_current(self, report: Report, draft: Draft) -> bool:
        """Whether a report is about the draft as it is, against the release that is in force."""
        in_force = self.store.in_force().name
        return report.base == in_force and report.fingerprint == fingerprint(draft, in_force)

    def brought(self, draft: Draft) -> list[Brought]:
        """What a draft brings in, by source. Raises DraftError when an upload was lost."""
        return [self._of_source(draft, source) for source in draft.sources]

    def kept_file(self, file: Mapping[str, Any]) -> Path | None:
        """A file of an earlier release (as in its manifest), kept, in the inbox or in the downloads."""
        kept = self.store.input(file["sha256"])
        if kept is not None:
            return kept
        for folder in (self.root / "data" / "inbox", self.root / "data" / "raw"):
            for place in (folder / file["path"], folder / Path(file["path"]).name):
                if (
                    place.is_file()
                    and place.stat().st_size == file["bytes"]
                    and sha256(place) == file["sha256"]
                ):
                    return place
        return None

    def _of_source(self, draft: Draft, source: str) -> Brought:
        files = [file for file in draft.files if file.source == source]
        return Brought(
            source=source,
            files={path: self.drafts.file(draft.id, file.sha256) for file in files for path in file.paths},
            names={path: file.name for file in files for path in file.paths},
            received=max(file.received[:10] for file in files),
            adds=all(file.adds for file in files),
            displaces=tuple(pattern for file in files for pattern in file.displaces),
        )


def fingerprint(draft: Draft, base: str) -> str:
    """Of what a check depends on: the release in force, the files and their places, what was confirmed."""
    files = [(file.sha256, file.paths, file.received[:10]) for file in draft.files]
    confirmed = [(entry.key, entry.reason) for entry in draft.confirmed]
    return digest([base, files, confirmed, draft.dropped])
