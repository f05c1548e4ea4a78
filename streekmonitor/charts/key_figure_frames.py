"""From key figures to the places of a chart of them: every text, dot, tick and line in pixels."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from textwrap import wrap
from typing import Any, Literal

import pandas as pd

from streekmonitor.charts import strip
from streekmonitor.charts.frames import apart
from streekmonitor.charts.sparkline import Line
from streekmonitor.charts.theme import INK, MUTED
from streekmonitor.formats import NBSP

RULES, TEXTS, DOTS, MARKS, TICKS, LINES = (
    "scheidingen", "teksten", "stippen", "merken", "streepjes", "lijnen",
)  # fmt: skip
COLUMNS = {
    RULES: ["x", "x2", "y"],
    TEXTS: ["x", "y", "tekst", "stijl", "kant", "kleur"],
    DOTS: ["x", "y", "naam", "label"],
    MARKS: ["x", "y", "kleur", "vorm", "naam", "label"],
    TICKS: ["x", "y", "y2"],
    LINES: ["x", "y", "lijn", "volgorde", "kleur", "punt"],
}
# Size and weight of each style of text.
STYLES: dict[str, tuple[int, Literal[400, 600]]] = {
    "kop": (17, 600),
    "label": (13, 600),
    "waarde": (16, 600),
    "klein": (12, 400),
}
WIDTH = 960
LABEL, EVOLUTION, GAP = 195.0, 95.0, 16.0
WIDEST_FIGURE, NARROWEST_STRIP = 116.0, 250.0
HEADING, ROW = 44.0, 74.0
# The width of a letter of each style, on the wide side.
LETTERS = {"kop": 9.6, "label": 7.4, "klein": 6.5}
# The room that marks take across, and how far apart lanes are.
DOT_ROOM, MARK_ROOM, LETTER_ROOM = 5.0, 13.0, 12.0
LANE, MARK_LANE = 5.0, 9.0
MOST_LANES = 3


@dataclass(frozen=True)
class Cell:
    """The figure of one area: its value, and what stands below it."""

    value: str
    below: Sequence[str] = ()


@dataclass(frozen=True)
class Dot:
    """A municipality on a strip: its name, its value in words, and the value."""

    name: str
    label: str
    value: float


@dataclass(frozen=True)
class KeyFigure:
    """A row: what it is, the figures of the main areas, the municipalities, and the evolution.

    `marks` are the main areas on the strip, each with its name and its value in words.
    """

    label: str
    stand: str
    cells: Sequence[Cell]
    municipalities: Sequence[Dot] = ()
    marks: Sequence[tuple[strip.Mark, str, str]] = ()
    ticks: Sequence[strip.Tick] = ()
    ends: tuple[str, str] = ("", "")
    compared: str = ""
    lines: Sequence[Line] = ()


@dataclass(frozen=True)
class Heading:
    """A theme, above its rows and the names of the areas: (name, colour)."""

    label: str
    areas: Sequence[tuple[str, str]]


@dataclass
class _Sheet:
    """What has been placed so far, and where the next row begins."""

    areas: int
    y: float = 0.0
    rows: dict[str, list[tuple[Any, ...]]] = field(default_factory=lambda: {name: [] for name in COLUMNS})

    @property
    def figure(self) -> float:
        """The width of the column of one area."""
        room = WIDTH - LABEL - NARROWEST_STRIP - EVOLUTION - 2 * GAP
        return min(WIDEST_FIGURE, room / max(self.areas, 1))

    @property
    def strip(self) -> tuple[float, float]:
        """Where strips begin and end."""
        return LABEL + self.areas * self.figure + GAP, WIDTH - EVOLUTION - GAP

    def write(
        self, place: tuple[float, float], text: str, style: str, *, side: str = "left", colour: str = INK
    ) -> None:
        """A text at a place: from the left of the sheet, and below the top of the row."""
        x, y = place
        if text:
            self.rows[TEXTS].append((x, self.y + y, text, style, side, colour))


def key_figure_frames(
    entries: Iterable[Heading | KeyFigure], areas: int
) -> tuple[dict[str, pd.DataFrame], int]:
    """The rows for `key_figure_sheet`, and its height; `areas` is the number of main areas."""
    sheet = _Sheet(areas)
    for entry in entries:
        if isinstance(entry, Heading):
            _heading(sheet, entry)
            sheet.y += HEADING
        else:
            _row(sheet, entry)
            sheet.y += ROW
    frames = {name: pd.DataFrame(sheet.rows[name], columns=COLUMNS[name]) for name in COLUMNS}
    return frames, round(sheet.y)


def _heading(sheet: _Sheet, entry: Heading) -> None:
    lines = _wrapped(entry.label, "kop", LABEL)
    sheet.write((0, 26 if len(lines) == 1 else 16), "\n".join(lines), "kop")
    for place, (name, colour) in enumerate(entry.areas):
        words = "\n".join(_wrapped(name, "label", sheet.figure))
        sheet.write((LABEL + place * sheet.figure, 22), words, "label", colour=colour)


def _row(sheet: _Sheet, entry: KeyFigure) -> None:
    sheet.rows[RULES].append((0.0, float(WIDTH), sheet.y))
    label = _wrapped(entry.label, "label", LABEL)
    sheet.write((0, 16), "\n".join(label), "label")
    stand = "\n".join(_wrapped(entry.stand, "klein", LABEL))
    sheet.write((0, 16 + 17 * len(label)), stand, "klein", colour=MUTED)
    for place, cell in enumerate(entry.cells):
        x = LABEL + place * sheet.figure
        sheet.write((x, 18), cell.value, "waarde")
        lines = [line for words in cell.below for line in _wrapped(words, "klein", sheet.figure)]
        sheet.write((x, 36), "\n".join(lines[:3]), "klein", colour=MUTED)
    _strip(sheet, entry)
    _evolution(sheet, entry.lines)


def _wrapped(text: str, style: str, width: float) -> list[str]:
    """The text in at most two lines of so many pixels; only what is too long for one parts from its unit."""
    most = int(width / LETTERS[style])
    breakable = text if len(text) <= most else text.replace(NBSP, " ")
    return [line.rstrip(" &") for line in wrap(breakable, most, break_long_words=False)[:2]]


def _strip(sheet: _Sheet, entry: KeyFigure) -> None:
    """All municipalities on one line; letters and shapes are moved apart where they would touch."""
    left, right = sheet.strip
    sheet.write((left, 67), entry.compared, "klein", colour=MUTED)
    if not entry.municipalities:
        return
    values = [dot.value for dot in entry.municipalities]
    marked = [*(mark.value for mark, _, _ in entry.marks), *(tick.value for tick in entry.ticks)]
    scale, middle = strip.axis(values, marked), sheet.y + 28

    def across(found: Iterable[float]) -> list[float]:
        return [left + (right - left) * scale.place(value) / 100 for value in found]

    inside = [dot for dot in entry.municipalities if scale.holds(dot.value)]
    places = across(dot.value for dot in inside)
    lanes = strip.lanes(places, DOT_ROOM, MOST_LANES)
    sheet.rows[DOTS] += [
        (x, middle + LANE * lane, dot.name, dot.label)
        for dot, x, lane in zip(inside, places, lanes, strict=True)
    ]
    _ticks(sheet, entry.ticks, across(sorted(tick.value for tick in entry.ticks)), middle)
    shapes = across(mark.value for mark, _, _ in entry.marks)
    spread = strip.lanes(shapes, MARK_ROOM, 1)
    sheet.rows[MARKS] += [
        (x, middle + MARK_LANE * lane, mark.colour, mark.shape, name, label)
        for (mark, name, label), x, lane in zip(entry.marks, shapes, spread, strict=True)
    ]
    low, high = entry.ends
    sheet.write((left, 52), low, "klein", colour=MUTED)
    sheet.write((right, 52), high, "klein", side="right", colour=MUTED)


def _ticks(sheet: _Sheet, ticks: Sequence[strip.Tick], places: Sequence[float], middle: float) -> None:
    """A line for each, with its letter above it, moved aside where letters would touch."""
    ordered = sorted(ticks, key=lambda tick: tick.value)
    sheet.rows[TICKS] += [(x, middle - 16, middle + 16) for x in places]
    for tick, x in zip(ordered, apart(places, LETTER_ROOM), strict=True):
        sheet.write((x, 7), tick.letter, "klein", side="center", colour=MUTED)


def _evolution(sheet: _Sheet, lines: Sequence[Line]) -> None:
    """The lines on one scale, with the first and the last year below."""
    points = [point for line in lines for stretch in line.stretches for point in stretch]
    years, values = sorted({x for x, _ in points}), [value for _, value in points]
    left, right = WIDTH - EVOLUTION, WIDTH - 6.0
    if len(years) < 2:
        sheet.write((left, 28), "één meting" if years else "", "klein", colour=MUTED)
        return
    low, high, top, bottom = min(values), max(values), sheet.y + 8, sheet.y + 36
    for number, line in enumerate(lines):
        drawn = [(part, *point) for part, stretch in enumerate(line.stretches) for point in stretch]
        for place, (part, year, value) in enumerate(drawn):
            x = left + (right - left) * (year - years[0]) / (years[-1] - years[0])
            share = (high - value) / (high - low) if high > low else 0.5
            alone = len(line.stretches[part]) == 1
            shown = alone or place == len(drawn) - 1
            y = top + (bottom - top) * share
            sheet.rows[LINES].append((x, y, f"{sheet.y:.0f} {number} {part}", year, line.colour, shown))
    sheet.write((left, 52), str(int(years[0])), "klein", colour=MUTED)
    sheet.write((right, 52), str(int(years[-1])), "klein", side="right", colour=MUTED)
