"""Who did what, when and why: one line of JSON each, only ever added to, on the disk before it counts."""

import json
import os
from collections.abc import Iterable
from dataclasses import asdict, dataclass
from datetime import UTC, date, datetime
from pathlib import Path

from streekmonitor.formats import day

COLUMNS = ("tijdstip", "wie", "wat", "concept", "release", "toelichting", "bronnen")
VERBS = {
    "opened": "concept begonnen",
    "added": "bestand ingebracht",
    "own_table": "eigen tabel ingebracht",
    "removed": "bestand uit het concept gehaald",
    "fetched": "opgehaald bij de uitgever",
    "confirmed": "bevestigd",
    "checked": "nagekeken",
    "submitted": "voorgelegd",
    "sent_back": "teruggestuurd",
    "approved": "goedgekeurd",
    "approved_alone": "goedgekeurd door wie het voorlegde (één persoon volstaat hier)",
    "approved_unattended": "goedgekeurd zonder persoon: alle controles slaagden (geplande uitvoering)",
    "publishing": "begint te publiceren",
    "published": "gepubliceerd",
    "withdrawn": "concept ingetrokken",
    "taking_back": "begint terug te nemen",
    "taken_back": "teruggenomen naar deze release",
    "release_removed": "release verwijderd",
    "draft_removed": "gesloten concept verwijderd",
    "refused": "geweigerd",
}


@dataclass(frozen=True)
class Entry:
    """One thing that somebody did. `when` is ISO, in UTC; `what` a key of VERBS; `why` a reason or detail.

    sources: the ids of the sources that it is about, separated by spaces.
    """

    when: str
    who: str
    what: str
    draft: str = ""
    release: str = ""
    why: str = ""
    sources: str = ""

    def cells(self) -> tuple[str, ...]:
        """The entry in words, in the order of COLUMNS; texts are as people typed them."""
        what = VERBS.get(self.what, self.what)
        return moment(self.when), self.who, what, self.draft, self.release, self.why, self.sources


class Log:
    """The log in a file."""

    def __init__(self, path: Path) -> None:
        self._path = path

    def write(self, *entries: Entry) -> None:
        """Add entries; they are on the disk when this returns. Raises OSError, and then nothing counts."""
        lines = "".join(json.dumps(asdict(entry), ensure_ascii=False) + "\n" for entry in entries).encode()
        self._path.parent.mkdir(parents=True, exist_ok=True)
        descriptor = os.open(self._path, os.O_RDWR | os.O_APPEND | os.O_CREAT, 0o644)
        try:
            size = os.lseek(descriptor, 0, os.SEEK_END)
            if size and os.name != "nt" and os.pread(descriptor, 1, size - 1) != b"\n":
                lines = b"\n" + lines  # a line that was broken off stays broken, and spoils no other
            written = os.write(descriptor, lines)
            if written != len(lines):
                raise OSError(28, "De schijf is vol: het logboek kon niet worden aangevuld")
            os.fsync(descriptor)
        finally:
            os.close(descriptor)

    def entries(self) -> list[Entry]:
        """Everything that was done, oldest first; a line that was broken off is passed over."""
        try:
            lines = self._path.read_bytes().splitlines()
        except FileNotFoundError:
            return []
        return [entry for line in lines for entry in _entry(line)]

    def of_draft(self, draft: str) -> list[Entry]:
        """What was done with one draft."""
        return [entry for entry in self.entries() if entry.draft == draft]


def now() -> str:
    """The moment, ISO in UTC to the millisecond."""
    return datetime.now(UTC).isoformat(timespec="milliseconds")


def day_of(iso: str) -> date:
    """The day of a moment, here."""
    return datetime.fromisoformat(iso).astimezone().date()


def moment(iso: str) -> str:
    """A moment as people here say it."""
    when = datetime.fromisoformat(iso).astimezone()
    return f"{day(when.date())} {when:%H:%M:%S}"


def rows(entries: Iterable[Entry]) -> list[tuple[str, ...]]:
    """The log as a table below COLUMNS, the last first."""
    return [entry.cells() for entry in reversed(list(entries))]


def _entry(line: bytes) -> list[Entry]:
    try:
        return [Entry(**json.loads(line))]
    except (ValueError, TypeError):
        return []
