"""bench/RESULTS.md: one section per benchmark, with the machine it ran on (never its name)."""

import os
import platform
import re
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from streekmonitor.formats import number

FILE = Path(__file__).resolve().parent / "RESULTS.md"
BUSY = 0.5
HEAD = "# Metingen\n\nElk deel wordt geschreven door `python run.py bench NAAM`.\n"


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
        limit = "" if self.limit is None else f"{number(self.limit, 1)} {self.unit}"
        verdict = "" if self.limit is None else "ja" if self.kept else "**nee**"
        return f"| {self.label} | {number(self.amount, self.decimals)} {self.unit} | {limit} | {verdict} |"


def table(measurements: Sequence[Measurement]) -> list[str]:
    """The measurements as a table."""
    head = ["| meting | uitkomst | hoogstens | gehaald |", "|---|---|---|---|"]
    return [*head, *(measurement.row() for measurement in measurements)]


def machine() -> str:
    """Cores, memory, system and Python, in words."""
    parts = [f"{os.cpu_count()} kernen"]
    if hasattr(os, "sysconf"):
        memory = os.sysconf("SC_PAGE_SIZE") * os.sysconf("SC_PHYS_PAGES")
        parts.append(f"{number(memory / 2**30)} GB geheugen")
    return ", ".join([*parts, platform.system(), f"Python {platform.python_version()}"])


def busy() -> str:
    """How busy other programs keep the cores, when they do: times are then longer than on a quiet machine."""
    load = os.getloadavg()[0] if hasattr(os, "getloadavg") else 0.0
    if load < BUSY:
        return ""
    return f" Andere programma's deden mee: bij het begin wachtten er {number(load, 1)} op een kern."


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
