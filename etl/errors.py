"""What stops a build: errors that tell an analyst, in Dutch, where to look and what to do."""

from collections.abc import Sequence
from functools import partial
from pathlib import Path
from typing import Any

EXAMPLES_SHOWN = 5


class EtlError(Exception):
    """Base of everything that stops a build on purpose. Its text is meant for an analyst."""


class SourceError(EtlError):
    """A publisher's file is not what it should be.

    `file` is the path as it was opened, `where` the sheet, row or column (empty for the whole file);
    `expected`, `found` and `action` are Dutch sentences or parts of one, without closing full stop.
    """

    def __init__(self, file: Path | str, where: str, *, expected: str, found: str, action: str) -> None:
        self.file = str(file)
        self.where = where
        self.expected = expected
        self.found = found
        self.action = action
        place = f"{self.file}, {where}" if where else self.file
        super().__init__(f"{place}\n  verwacht: {expected}\n  gevonden: {found}\n  wat te doen: {action}")

    def __reduce__(self) -> tuple[Any, ...]:
        """How it travels from one process to another."""
        named = partial(type(self), expected=self.expected, found=self.found, action=self.action)
        return named, (self.file, self.where)


class CheckError(EtlError):
    """A check over a whole table failed.

    `subject` names what was checked (and, once known, the files), `problems` every finding: one Dutch line
    each, with the measure, area and period that identify the rows.
    """

    def __init__(self, subject: str, *, expected: str, problems: Sequence[str], action: str) -> None:
        self.subject = subject
        self.expected = expected
        self.problems = tuple(problems)
        self.action = action
        super().__init__(
            f"{subject}\n  verwacht: {expected}\n  gevonden:\n{_bullets(problems)}\n  wat te doen: {action}"
        )

    def __reduce__(self) -> tuple[Any, ...]:
        """How it travels from one process to another."""
        named = partial(type(self), expected=self.expected, problems=self.problems, action=self.action)
        return named, (self.subject,)

    def in_files(self, files: Sequence[str]) -> "CheckError":
        """The same error, with the files that the table came from."""
        subject = f"{', '.join(files)}: {self.subject}"
        return CheckError(subject, expected=self.expected, problems=self.problems, action=self.action)


def listing(items: Sequence[str]) -> str:
    """The first items in quotes, separated by commas, and how many more there are."""
    shown = ", ".join(f"'{item}'" for item in items[:EXAMPLES_SHOWN])
    more = len(items) - EXAMPLES_SHOWN
    return f"{shown} en nog {more}" if more > 0 else shown


def _bullets(lines: Sequence[str]) -> str:
    shown = [f"    - {line}" for line in lines[:EXAMPLES_SHOWN]]
    if len(lines) > EXAMPLES_SHOWN:
        shown.append(f"    - … en nog {len(lines) - EXAMPLES_SHOWN}")
    return "\n".join(shown)
