"""bench/RESULTS.md: one section per benchmark, with the machine it ran on (never its name)."""

import os
import platform
import re
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

FILE = Path(__file__).resolve().parent / "RESULTS.md"
BUSY = 0.5
HEAD = "# Results\n\nEach section is written by `python run.py bench NAME`.\n"


@dataclass(frozen=True)
class Measurement:
    """A number beside the most that it may be (None: no limit)."""

    label: str
    amount: float
    unit: str
    limit: float | None
    decimals: int = 1

    @property
    def kept(self) -> bool:
        """Whether the limit is kept."""
        return self.limit is None or self.amount <= self.limit

    def row(self) -> str:
        """A row of the table."""
        limit = "" if self.limit is None else f"{self.limit:,.1f} {self.unit}"
        verdict = "" if self.limit is None else yes_or_no(self.kept)
        return f"| {self.label} | {self.amount:,.{self.decimals}f} {self.unit} | {limit} | {verdict} |"


def yes_or_no(kept: bool) -> str:
    """Whether a limit is kept; in bold when it is not."""
    return "yes" if kept else "**no**"


def table(measurements: Sequence[Measurement]) -> list[str]:
    """The measurements as a table."""
    head = ["| measurement | result | at most | kept |", "|---|---|---|---|"]
    return [*head, *(measurement.row() for measurement in measurements)]


def machine() -> str:
    """Cores, memory, system and Python, in words."""
    parts = [f"{os.cpu_count()} cores"]
    if hasattr(os, "sysconf"):
        memory = os.sysconf("SC_PAGE_SIZE") * os.sysconf("SC_PHYS_PAGES")
        parts.append(f"{memory / 2**30:.0f} GB of memory")
    return ", ".join([*parts, platform.system(), f"Python {platform.python_version()}"])


def busy() -> str:
    """How busy other programs keep the cores, when they do: times are then longer than on a quiet machine."""
    load = os.getloadavg()[0] if hasattr(os, "getloadavg") else 0.0
    if load < BUSY:
        return ""
    return f" Other programs took part: at the start {load:.1f} of them waited for a core."


def write_section(name: str, lines: Sequence[str], others: str) -> str:
    """Put a section in the place of an earlier one of the same name; returns its text.

    others: what `busy` said before the measurements began.
    """
    section = "\n".join([f"## {name}", "", f"Machine: {machine()}.{others}", "", *lines, ""])
    text = FILE.read_text(encoding="utf-8") if FILE.is_file() else HEAD
    earlier = re.compile(rf"^## {re.escape(name)}\n.*?(?=^## |\Z)", re.DOTALL | re.MULTILINE)
    before, *rest = earlier.split(text, 1)
    text = "\n\n".join(part.strip() for part in (before, section, *rest) if part.strip())
    FILE.write_text(text.rstrip() + "\n", encoding="utf-8", newline="\n")
    return section
