"""What is new in a release, in a few lines: read from the change report that was made with it."""

from collections.abc import Sequence
from dataclasses import dataclass

# Titles of the change report whose lines concern who looks at figures, with the words for them here.
SECTIONS = {
    "Periodes": "Nieuwe periodes",
    "Herziene waarden": "Herziene cijfers",
    "Maten": "Nieuwe reeksen",
    "Inhoud": "Inhoud",
}
MOST_LINES = 6


@dataclass(frozen=True)
class News:
    """Lines (Dutch, without ids) under a title; `left` is the number of lines that did not fit."""

    title: str
    lines: tuple[str, ...]
    left: int


def news(report: str, most: int = MOST_LINES) -> list[News]:
    """The parts of a change report that readers of figures want to know, the foremost lines of each."""
    found = []
    for section, title in SECTIONS.items():
        lines = [_plain(line) for line in _lines(report.splitlines(), section)]
        if lines:
            found.append(News(title, tuple(lines[:most]), len(lines[most:])))
    return found


def _lines(report: Sequence[str], section: str) -> list[str]:
    """The list items directly under a heading, up to what is not one."""
    heading = f"## {section}"
    if heading not in report:
        return []
    below = [line for line in report[report.index(heading) + 1 :] if line]
    items: list[str] = []
    for line in below:
        if not line.startswith("- "):
            break
        items.append(line)
    return items


def _plain(line: str) -> str:
    """An item without its dash, its id, and the word that its title says."""
    words = line.removeprefix("- ").removeprefix("Nieuw: ")
    before, mark, after = words.partition(" (`")
    return before + after.partition("`)")[2] if mark else words
