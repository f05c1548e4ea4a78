"""What came out of checking a draft: remarks one by one, and the release that it would become."""

import json
from collections.abc import Iterable, Sequence
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any, Literal

from etl.errors import CheckError, EtlError, SourceError
from etl.publish import write_whole

Kind = Literal["refused", "confirm", "suspicious", "mapped", "set_aside", "note"]
KINDS = {
    "refused": "geweigerd",
    "confirm": "te bevestigen",
    "suspicious": "verdacht",
    "mapped": "omgezet",
    "set_aside": "opzijgezet",
    "note": "ter informatie",
}
COLUMNS = ("soort", "bron", "bestand", "plaats", "gevonden", "verwacht", "wat te doen")


@dataclass(frozen=True)
class Remark:
    """One thing to know about a draft. `key` names what can be confirmed; `where` is sheet, row, column."""

    kind: Kind
    source: str
    file: str
    where: str
    found: str
    expected: str = ""
    action: str = ""
    key: str = ""

    def cells(self) -> tuple[str, ...]:
        """The remark in words, in the order of COLUMNS."""
        return KINDS[self.kind], self.source, self.file, self.where, self.found, self.expected, self.action


@dataclass(frozen=True)
class Report:
    """The outcome of a check. `fingerprint` tells of which files and decisions; `candidate` the release.

    candidate is "" when something was refused: then there is nothing to see or publish.
    """

    fingerprint: str
    base: str
    candidate: str
    when: str
    remarks: tuple[Remark, ...]

    def of(self, *kinds: Kind) -> list[Remark]:
        """The remarks of some kinds."""
        return [remark for remark in self.remarks if remark.kind in kinds]

    @property
    def passes(self) -> bool:
        """Whether it can be published without anybody looking: nothing is refused, doubtful or suspicious."""
        return bool(self.candidate) and not self.of("refused", "confirm", "suspicious")

    @property
    def can_be_submitted(self) -> bool:
        """Whether a person can ask another to approve it: nothing is refused, every doubt is confirmed."""
        return bool(self.candidate) and not self.of("refused", "confirm")

    def save(self, path: Path) -> None:
        """Write it in one step."""
        write_whole(path, (json.dumps(asdict(self), ensure_ascii=False, indent=1) + "\n").encode())

    @classmethod
    def load(cls, path: Path) -> "Report | None":
        """What was saved; None when there is none, or it can't be read."""
        try:
            content: dict[str, Any] = json.loads(path.read_text(encoding="utf-8"))
            remarks = tuple(Remark(**remark) for remark in content.pop("remarks"))
            return cls(**content, remarks=remarks)
        except (OSError, ValueError, TypeError, KeyError):
            return None


def rows(remarks: Iterable[Remark]) -> list[tuple[str, ...]]:
    """All remarks as a table below COLUMNS, the weightiest first."""
    order = list(KINDS)
    return [remark.cells() for remark in sorted(remarks, key=lambda remark: order.index(remark.kind))]


def refusals(error: EtlError, source: str, names: Sequence[tuple[str, str]] = ()) -> list[Remark]:
    """An error as remarks: one per finding. names: pairs of a path and the name that the analyst knows."""
    if isinstance(error, SourceError):
        found = [(error.file, error.where, error.found)]
        expected, action = error.expected, error.action
    elif isinstance(error, CheckError):
        found = [("", error.subject, problem) for problem in error.problems]
        expected, action = error.expected, error.action
    else:
        found, expected, action = [("", "", str(error))], "", ""
    return [
        Remark(
            "refused", source, _told(file, names), _told(where, names), _told(text, names), expected, action
        )
        for file, where, text in found
    ]


def _told(text: str, names: Sequence[tuple[str, str]]) -> str:
    for path, name in names:
        text = text.replace(path, name)
    return text
