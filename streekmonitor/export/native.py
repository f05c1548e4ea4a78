"""A chart as numbers and looks, for programs that draw and edit charts of their own (PowerPoint).

Made by pure functions from the rows that the chart on screen is drawn from (`native_bars`, `native_lines`,
`native_points`), so that both hold the same numbers.
"""

from dataclasses import dataclass, replace
from typing import Literal

from streekmonitor import formats
from streekmonitor.charts.frames import UNITS_AT_THE_NUMBER, Amount, Notation

Kind = Literal["bars", "stacked", "grouped", "lines", "points"]
Side = Literal["", "above", "below"]

# Dutch separators. Office takes those of the computer, whatever a format code says: with Belgian or Dutch
# settings 1.234,5. What else reads the file (LibreOffice) follows this code for Dutch (Belgium) everywhere.
# Labels stay numbers, and not texts of our own, so that they follow when somebody edits the data.
DUTCH = "[$-813]"


@dataclass(frozen=True)
class Axis:
    """A scale of values: how its numbers are written, and what it measures.

    `origin` is where bars start. `from_zero` keeps zero in sight; `reverse` puts the lowest value on top, as
    of ranks; `hidden` leaves the scale out where every value is written at its mark.
    """

    notation: Notation
    title: str = ""
    origin: float = 0.0
    from_zero: bool = False
    reverse: bool = False
    hidden: bool = False


@dataclass(frozen=True)
class Point:
    """One number of a series and how it is drawn; without `y` a gap.

    `x` is for points only. `label` is its name beside it: on the `side` given, else where there is room,
    those of the most `weight` first. `remark` is what must be known of its value. `colour`, `edge` and `size`
    (the width of its mark in points) where they differ from the series. `soft` is lighter, or hollow:
    provisional, estimated, projected.
    """

    y: float | None
    x: float | None = None
    label: str = ""
    side: Side = ""
    weight: float = 0.0
    remark: str = ""
    colour: str = ""
    edge: str = ""
    size: float = 0.0
    soft: bool = False


@dataclass(frozen=True)
class NativeSeries:
    """Points that belong together: a line, the parts of one kind, or a cloud.

    `shape` as in `charts.theme`; empty draws no marks. `dash` 0 is a full line, 1-4 the dashes of
    comparators, 5 a projection, None draws no line.
    """

    name: str
    points: tuple[Point, ...]
    colour: str
    shape: str = ""
    dash: int | None = None
    width: float = 2.0
    named_at_end: bool = False
    regression: bool = False


@dataclass(frozen=True)
class NativeChart:
    """A chart that the reader can edit.

    `bars`: one series over `categories`, lying, the first on top. `stacked`: lying bars of parts of 100 %.
    `grouped`: lying bars of several series beside each other. `lines`: series over `categories` in time.
    `points`: x and y both numbers. `key` explains what only a colour tells: (words, colour). `part_of` is the
    chart whose scale and room for names it keeps, where a long ranking stands in columns. `caption` stands
    below it where that of the drawing would not hold.
    """

    kind: Kind
    series: tuple[NativeSeries, ...]
    y: Axis
    categories: tuple[str, ...] = ()
    x: Axis | None = None
    key: tuple[tuple[str, str], ...] = ()
    part_of: "NativeChart | None" = None
    caption: str | None = None

    def part(self, start: int, number: int) -> "NativeChart":
        """So many of its categories, on the scale of them all; empty ones behind the last fill it up."""
        points, names = (Point(None),) * number, ("",) * number
        series = tuple(
            replace(each, points=(each.points[start : start + number] + points)[:number])
            for each in self.series
        )
        categories = (self.categories[start : start + number] + names)[:number]
        return replace(self, series=series, categories=categories, part_of=self)


def number_code(notation: Notation, *, unit: bool = True, remark: str = "") -> str:
    """The number format of Office for values as `frames.short_text` writes them, with a remark behind."""
    digits = f"#,##0.{'0' * notation.decimals}" if notation.decimals else "#,##0"
    before = f'"€{formats.NBSP}"' if unit and notation.unit == "€" else ""
    signed = isinstance(notation, Amount) and notation.signed
    percent = unit and notation.unit == "%" and not signed
    after = _quoted((f"{formats.NBSP}%" if percent else "") + remark)
    signs = ('"+"', f'"{formats.MINUS}"', '"±"') if signed else ("", f'"{formats.MINUS}"')
    return ";".join(f"{DUTCH}{sign}{before}{digits}{after}" for sign in signs)


def written(notation: Notation, value: float) -> str:
    """About what `number_code` shows, to reckon with its width."""
    text = formats.number(value, notation.decimals)
    return f"{text} %" if notation.unit in UNITS_AT_THE_NUMBER else text


def _quoted(words: str) -> str:
    return f'"{words.replace(chr(34), "")}"' if words else ""
