"""What colours and sizes mean, as shapes and text that a colleague can edit."""

from collections.abc import Sequence
from math import pi, sqrt
from typing import Any

import pandas as pd
from pptx.enum.shapes import MSO_CONNECTOR, MSO_SHAPE
from pptx.enum.text import MSO_ANCHOR, PP_ALIGN
from pptx.oxml import parse_xml
from pptx.slide import Slide

from streekmonitor import formats
from streekmonitor.charts.legend import CLASSES, SIZES
from streekmonitor.charts.theme import INK, MUTED, OUTLINE
from streekmonitor.export.cells import on_one_line
from streekmonitor.export.exported import Drawing
from streekmonitor.export.lines import width_of
from streekmonitor.export.slides import words
from streekmonitor.export.slides.colours import NO_LINE, Palette
from streekmonitor.export.slides.room import EMU, SAFE, Box, fitted

SIZES_OF_TEXT = (13.0, 12.0, 11.0, 10.0, 9.0)
SWATCH, SWATCH_HEIGHT, AFTER = 26.0, 16.0, 9.0
ROW, CHOSEN_ROW, HEAD = 23.0, 36.0, 22.0
COUNT = 40.0
KEY_SIZE, KEY_ROW, BETWEEN_KEYS = 13.0, 20.0, 14.0
DOT = 9.0


def explains(drawing: Drawing) -> bool:
    """Whether a drawing is the legend of another."""
    return bool({CLASSES, SIZES} & set(drawing.datasets))


class Legend:
    """A legend that is filled from top to bottom, in one group."""

    def __init__(self, slide: Slide, palette: Palette, box: Box) -> None:
        self._slide, self._palette, self._box = slide, palette, box
        self.height = 0.0

    @property
    def rest(self) -> Box:
        """What is left of its place."""
        return self._box.below(self.height)

    def head(self, text: str) -> None:
        """What the rows below count or measure."""
        if text:
            words.add(self._slide, self._next(HEAD), text, SIZES_OF_TEXT[:3], colour=MUTED, name="Legende")

    def classes(self, drawing: Drawing) -> None:
        """A swatch for each class, with its bounds, the number of municipalities, and the chosen in it."""
        rows = drawing.datasets[CLASSES]
        sizes = (_shared_size(rows, box_width=self._box.width),)
        for _, row in rows.iterrows():
            chosen = str(row["keuze"])
            box = self._next(CHOSEN_ROW if chosen else ROW)
            self._swatch(Box(box.left, box.top + 2, SWATCH, SWATCH_HEIGHT), str(row["kleur"]))
            left = Box(box.left + SWATCH + AFTER, box.top, box.width - SWATCH - AFTER - COUNT, ROW - 3)
            self._text(left, str(row["klasse"]), sizes=sizes)
            count = Box(left.right, box.top, COUNT, ROW - 3)
            self._text(count, formats.number(row["aantal"]), colour=MUTED, align=PP_ALIGN.RIGHT, sizes=sizes)
            if chosen:
                name = Box(left.left, box.top + ROW - 4, box.width - SWATCH - AFTER, CHOSEN_ROW - ROW)
                self._text(name, chosen, bold=True, sizes=SIZES_OF_TEXT[1:])

    def circles(self, drawing: Drawing, zoom: float) -> None:
        """A circle for each round value, as large as on the map beside it."""
        rows = drawing.datasets[SIZES]
        widths = [2 * sqrt(float(surface) / pi) * zoom for surface in rows["omvang"]]
        widest = max(widths, default=0.0)
        for width, label, colour in zip(widths, rows["label"], rows["kleur"], strict=True):
            box = self._next(max(width + 6, ROW))
            middle = box.top + box.height / 2
            place = Box(box.left + (widest - width) / 2, middle - width / 2, width, width)
            circle = self._slide.shapes.add_shape(MSO_SHAPE.OVAL, *place.emu)
            self._paint(circle, str(colour), alpha=0.8)
            self._text(
                Box(box.left + widest + AFTER, box.top, box.width - widest - AFTER, box.height), str(label)
            )

    def strokes(self, key: Sequence[tuple[str, str]]) -> None:
        """A stroke for each outline on the map."""
        for told, colour in key:
            box = self._next(ROW)
            middle = box.top + ROW / 2 - 1
            self._stroke(box.left, box.left + SWATCH, middle, colour)
            self._text(Box(box.left + SWATCH + AFTER, box.top, box.width - SWATCH - AFTER, ROW - 3), told)

    def gap(self, height: float) -> None:
        """Leave room."""
        self.height += height

    def _next(self, height: float) -> Box:
        box = self.rest.upper(height)
        self.height += height
        return box

    def _swatch(self, box: Box, colour: str) -> None:
        shape = self._slide.shapes.add_shape(MSO_SHAPE.RECTANGLE, *box.emu)
        self._paint(shape, colour)

    def _paint(self, shape: Any, colour: str, alpha: float = 1.0) -> None:
        paint(shape, self._palette, colour, alpha)

    def _stroke(self, left: float, right: float, height: float, colour: str) -> None:
        ends = (round(side * EMU) for side in (left, height, right, height))
        line = self._slide.shapes.add_connector(MSO_CONNECTOR.STRAIGHT, *ends)
        for style in line._element.findall("{*}style"):
            line._element.remove(style)
        line._element.spPr.append(parse_xml(self._palette.line(colour, 3)))
        line.name = "Kleur"
        words.decorate(line)

    def _text(
        self,
        box: Box,
        text: str,
        *,
        colour: str = INK,
        bold: bool = False,
        align: PP_ALIGN = PP_ALIGN.LEFT,
        sizes: Sequence[float] = SIZES_OF_TEXT,
    ) -> None:
        words.add(
            self._slide, box, on_one_line(text), sizes,
            colour=colour, bold=bold, align=align, anchor=MSO_ANCHOR.MIDDLE, name="Legende",
        )  # fmt: skip


def paint(shape: Any, palette: Palette, colour: str, alpha: float = 1.0, *, edge: bool = True) -> None:
    """Give a shape one colour, with or without a thin edge; it says nothing by itself."""
    properties = shape._element.spPr
    for name in ("solidFill", "ln"):
        for old in properties.findall(f"{{*}}{name}"):
            properties.remove(old)
    properties.append(parse_xml(palette.fill(colour, alpha)))
    properties.append(parse_xml(palette.line(OUTLINE, 0.5) if edge else NO_LINE))
    for style in shape._element.findall("{*}style"):
        shape._element.remove(style)
    shape.name = "Kleur"
    words.decorate(shape)


def _shared_size(rows: pd.DataFrame, box_width: float) -> float:
    """One size at which the words of all classes fit."""
    left = Box(0, 0, box_width - SWATCH - AFTER - COUNT, ROW - 3)
    return min(
        (fitted(str(name), left, SIZES_OF_TEXT).size for name in rows["klasse"]), default=SIZES_OF_TEXT[0]
    )


def colour_key(slide: Slide, palette: Palette, box: Box, key: Sequence[tuple[str, str]]) -> None:
    """Dots with what their colours mean, beside each other in the upper part of a box."""
    for (told, colour), place in zip(key, _places(box, key), strict=True):
        dot = Box(place.left, place.top + (KEY_ROW - DOT) / 2, DOT, DOT)
        paint(slide.shapes.add_shape(MSO_SHAPE.OVAL, *dot.emu), palette, colour)
        text = Box(place.left + DOT + 6, place.top, place.width - DOT - 6, KEY_ROW)
        words.add(
            slide, text, on_one_line(told), SIZES_OF_TEXT,
            colour=INK, anchor=MSO_ANCHOR.MIDDLE, name="Legende",
        )  # fmt: skip


def key_height(box: Box, key: Sequence[tuple[str, str]]) -> float:
    """The height that a key takes, with room below it."""
    return max((place.bottom for place in _places(box, key)), default=box.top - 6) - box.top + 6


def _places(box: Box, key: Sequence[tuple[str, str]]) -> list[Box]:
    """Where each entry stands, as many in a row as there is room for."""
    found: list[Box] = []
    x, y = box.left, box.top
    for told, _ in key:
        wide = min(DOT + 6 + width_of(on_one_line(told), KEY_SIZE) / SAFE + 1, box.width)
        if x > box.left and x + wide > box.right:
            x, y = box.left, y + KEY_ROW
        found.append(Box(x, y, wide, KEY_ROW))
        x += wide + BETWEEN_KEYS
    return found
