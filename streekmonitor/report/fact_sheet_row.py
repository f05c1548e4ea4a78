"""A key figure as a row of the fact sheet: its words and its two small drawings."""

from typing import Any
from xml.etree import ElementTree as ET

from streekmonitor import formats
from streekmonitor.analysis import phrases
from streekmonitor.analysis.compare import verdict
from streekmonitor.export.paper.strips import SPARK, STRIP, spark_picture, strip_picture
from streekmonitor.figures.key_figures import Row

JUDGED = {"better": "gunstig", "worse": "ongunstig", "": ""}


def row_of(row: Row) -> dict[str, Any]:
    """The words of a row; `strip` and `spark` name its pictures, None where there is nothing to draw."""
    code = row.columns.told
    change, since = row.change(code)
    judged = _verdict(row, code)
    missing = row.standings[code].value is None
    return {
        "label": row.indicator.label,
        "stand": row.stand,
        "value": row.value(code),
        "change": " ".join(filter(None, [change, since])),
        "verdict": judged,
        "judged": JUDGED[judged],
        "cautions": ", ".join(row.cautions(code)) if not missing else "",
        "reason": row.reason(code) if missing else "",
        "others": [row.value(other) for other in row.columns.ticks],
        "told": row.told,
        "strip": None if row.shown.empty else _strip(row),
        "spark": _spark(row),
    }


def pictures_of(row: Row) -> dict[str, ET.Element]:
    """The strip of a row and its sparkline, where it has them."""
    found = {}
    if not row.shown.empty:
        found[f"stippen-{row.indicator.id}"] = strip_picture(list(row.shown["value"]), row.marks, row.ticks)
    if _moves(row):
        found[f"lijn-{row.indicator.id}"] = spark_picture(
            [line for line in row.lines.values() if line.stretches]
        )
    return found


def _verdict(row: Row, code: str) -> str:
    """Whether the change is for the better, where that can be said and seen."""
    change = row.standings[code].change
    if change is None or not row.judged or not phrases.visible(row.indicator, change):
        return ""
    return verdict(row.indicator, change)


def _strip(row: Row) -> dict[str, Any]:
    low, high = row.ends
    width, height = STRIP
    return {
        "picture": f"stippen-{row.indicator.id}",
        "width": width,
        "height": height,
        "alt": f"{row.indicator.label}. {row.description}",
        "low": low,
        "high": high,
    }


def _spark(row: Row) -> dict[str, Any] | None:
    if not _moves(row) or row.years is None:
        return None
    first, last = (int(year) for year in row.years)
    names = formats.listing([row.frame.name(code) for code in row.moving])
    width, height = SPARK
    return {
        "picture": f"lijn-{row.indicator.id}",
        "width": width,
        "height": height,
        "alt": f"{row.indicator.label}, evolutie van {first} tot {last}: {names}.",
        "first": str(first),
        "last": str(last),
    }


def _moves(row: Row) -> bool:
    return row.years is not None and row.years[0] < row.years[1]
