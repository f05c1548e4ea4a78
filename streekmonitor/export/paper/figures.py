"""A figure as a template takes it: its drawings sized for the page, its texts, and a table that fits."""

from collections.abc import Sequence
from dataclasses import replace
from math import sqrt
from typing import Any
from urllib.parse import quote, urlsplit
from xml.etree import ElementTree as ET

import pandas as pd

from streekmonitor import formats
from streekmonitor.export.cells import on_one_line, plain, printable
from streekmonitor.export.chart_svg import Topology, chart_svg
from streekmonitor.export.exported import Drawing, ExportedFigure, NumberFormat
from streekmonitor.export.sheet import WIDTH
from streekmonitor.export.tables import columns_to_read

PAGE_WIDTH, PAGE_HEIGHT = 481.9, 742.7  # points between the margins of A4: 170 by 262 mm
# A chart is drawn at this many pixels, and so its letters of 13 pixels become 8 points; names on maps are
# placed for maps of at most this width.
PIXELS = 780
POINTS = PAGE_WIDTH / PIXELS
# Drawings leave so much of a page for heading, comment and source.
MOST_DRAWN = 0.78 * PAGE_HEIGHT
SHORT_TABLE, MOST_COLUMNS = 15, 12
# A column with words of at most this many letters, and such a head, takes what it needs; the others share
# the rest.
SHORT_TEXT, SHORT_HEAD = 15, 24
ANY_DECIMALS = 2
URL_SIGNS = ":/?&=#%+,;@!$'()*~-._[]"


def drawings_of(
    figure: ExportedFigure, topology: Topology, name: str
) -> tuple[list[dict[str, Any]], dict[str, ET.Element]]:
    """The drawings with their sizes in points, and the pictures by name (which begins with `name`)."""
    pictures: dict[str, ET.Element] = {}
    entries: list[dict[str, Any]] = []
    for number, drawing in enumerate(_in_parts(figure.drawings)):
        key = f"{name}-{number}"
        pictures[key] = chart_svg(_for_page(drawing), topology, PIXELS, key)
        entries.append(_entry(drawing, key, pictures[key], figure))
    # Parts flow over pages, each of them whole; all else of a figure stands together.
    heights = [entry["height"] for entry in entries]
    highest = max(heights, default=0.0) if len(entries) > len(figure.drawings) else sum(heights)
    shrink = min(1.0, MOST_DRAWN / (highest or 1.0))
    for entry in entries:
        entry["width"], entry["height"] = entry["width"] * shrink, entry["height"] * shrink
    return entries, pictures


def table_of(figure: ExportedFigure) -> dict[str, Any] | None:
    """The table with Dutch numbers, and a share of the width for its wide columns; None with too many."""
    heads = columns_to_read(figure.table)
    table = figure.table[heads]
    if table.empty or len(heads) > MOST_COLUMNS:
        return None
    columns = [_cells(table[name], figure.formats.get(str(name))) for name in table.columns]
    return {
        "heads": heads,
        "numeric": [bool(pd.api.types.is_numeric_dtype(table[name])) for name in table.columns],
        "widths": [_width(head, cells) for head, cells in zip(heads, columns, strict=True)],
        "rows": [list(row) for row in zip(*columns, strict=True)],
    }


def is_short(figure: ExportedFigure) -> bool:
    """Whether its table takes a small part of a page."""
    return len(figure.table) <= SHORT_TABLE


def safe_link(address: str) -> str:
    """An address of the web in signs that every reader takes; "" for anything else."""
    try:
        known = urlsplit(address).scheme in {"http", "https"} and bool(urlsplit(address).netloc)
    except ValueError:
        return ""
    return quote(printable(address), safe=URL_SIGNS, errors="replace") if known else ""


def _in_parts(drawings: Sequence[Drawing]) -> list[Drawing]:
    """The drawings; of one that has parts these, for it is too high for a page."""
    return [part for drawing in drawings for part in drawing.parts or (drawing,)]


def _for_page(drawing: Drawing) -> Drawing:
    """A map keeps its proportions on a narrower sheet; other charts keep their height."""
    height = drawing.spec.get("height")
    if "projection" not in drawing.spec or not isinstance(height, int | float):
        return drawing
    return replace(drawing, spec={**drawing.spec, "height": round(height * PIXELS / WIDTH)})


def _entry(drawing: Drawing, key: str, picture: ET.Element, figure: ExportedFigure) -> dict[str, Any]:
    width, height = float(picture.attrib["width"]), float(picture.attrib["height"])
    points = min(POINTS, PAGE_WIDTH / width)
    return {
        "picture": key,
        "width": width * points,
        "height": height * points,
        "alt": on_one_line(f"{drawing.heading or figure.title}. {figure.told}"),
        "heading": on_one_line(drawing.heading),
        "caption": drawing.caption,
        "key": [{"words": on_one_line(words), "colour": colour} for words, colour in drawing.key],
    }


def _cells(column: pd.Series, wanted: NumberFormat | None) -> list[str]:
    return [_cell(plain(value), wanted) for value in column]


def _cell(value: str | int | float | None, wanted: NumberFormat | None) -> str:
    if value is None:
        return "–"
    if isinstance(value, str):
        return on_one_line(value)
    return formats.number(value, wanted.decimals if wanted else _decimals(value))


def _decimals(value: float) -> int:
    """As many as a number without a format has, at most two."""
    return next((some for some in range(ANY_DECIMALS) if round(value, some) == value), ANY_DECIMALS)


def _width(head: str, cells: Sequence[str]) -> float:
    """The share of a wide column, that grows slower than its longest text; 0 for one that takes its need."""
    longest = max(len(text) for text in [*cells, *head.split()])
    return 0.0 if longest <= SHORT_TEXT and len(head) <= SHORT_HEAD else sqrt(max(longest, SHORT_TEXT))
