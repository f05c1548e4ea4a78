"""What a figure carries when it leaves the dashboard: its charts, its numbers, and where they come from."""

import re
import unicodedata
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

import pandas as pd

from streekmonitor.export.native import NativeChart
from streekmonitor.export.native_table import NativeTable
from streekmonitor.formats import NBSP

LONGEST_STEM = 80


@dataclass(frozen=True)
class Drawing:
    """One chart of a figure; a map has a second one, its legend.

    `spec` is its Vega-Lite spec with named data, as on screen, and `datasets` the rows for it. `heading`
    stands above it, `caption` below. `key` explains what only a colour tells: (words, colour). `native` is
    the same chart, or `table` the same cells, for a program that has charts and tables of its own; without
    either such a program shows a picture.
    `parts` are the same in pieces that each fit a page, where the whole is too high for one.
    """

    spec: Mapping[str, Any]
    datasets: Mapping[str, pd.DataFrame]
    heading: str = ""
    caption: str = ""
    key: tuple[tuple[str, str], ...] = ()
    native: NativeChart | None = None
    table: NativeTable | None = None
    parts: tuple["Drawing", ...] = ()


@dataclass(frozen=True)
class NumberFormat:
    """How a column's numbers are shown in a workbook; the numbers themselves keep every digit."""

    decimals: int
    unit: str = ""


@dataclass(frozen=True)
class ExportedFigure:
    """One figure, complete.

    `drawings` stand below each other in the picture. `table` holds the same numbers with Dutch column names:
    numbers as numbers, what is missing empty, and a column that says why (see `tables.value_table`);
    `formats` the number format by column name. `definitions` are (name, text), `sources` one line each;
    `link` leads to exactly this view; `release` names the data. `label` says which figure of a page it is
    ("Kaart"), for several may have the same title. `summary` is a paragraph about who was
    chosen: level, change, rank, comparison, caveats.
    """

    title: str
    sentence: str
    drawings: tuple[Drawing, ...]
    table: pd.DataFrame
    sources: tuple[str, ...]
    release: str
    link: str
    formats: Mapping[str, NumberFormat] = field(default_factory=dict)
    notes: tuple[str, ...] = ()
    definitions: tuple[tuple[str, str], ...] = ()
    label: str = ""
    summary: str = ""

    @property
    def told(self) -> str:
        """What the figure says, for who does not see it: the paragraph, else the sentence."""
        return self.summary or self.sentence

    @property
    def file_stem(self) -> str:
        """A name for its files, safe on every system: title and label without accents and signs."""
        label = _ascii(self.label)
        title, end = _ascii(self.title).removesuffix(label), f"-{label}" if label else ""
        start = f"streekmonitor-{title.strip('-') or 'figuur'}"
        return start[: LONGEST_STEM - len(end)].rstrip("-") + end

    @property
    def credit(self) -> str:
        """Sources and release in one line."""
        return " · ".join([*self.sources, f"Streekmonitor, release{NBSP}{self.release}"])


def _ascii(text: str) -> str:
    """The letters and digits of a text, words parted by a hyphen."""
    plain = unicodedata.normalize("NFKD", text).encode("ascii", "ignore").decode()
    return re.sub(r"[^a-z0-9]+", "-", plain.lower()).strip("-")
