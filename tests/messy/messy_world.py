"""The committed release, and tables made from its real figures."""

import io
from collections.abc import Iterable, Mapping, Sequence
from functools import cache
from pathlib import Path
from typing import Any

import openpyxl
from openpyxl.worksheet.worksheet import Worksheet

from etl.desk.tables.layout import Target, target_of
from etl.desk.tables.outcome import Outcome, bring_in
from etl.desk.tables.reading import read_table
from streekmonitor.area_files import load_areas
from streekmonitor.areas import PROVINCE, Areas
from streekmonitor.release import Release, current_release, load_release

ROOT = Path(__file__).parents[2]
AREAS: Areas = load_areas(ROOT / "data" / "areas")
Truth = Mapping[tuple[str, str, str, str], float]
"""Values by measure, category, area and period."""


@cache
def release() -> Release:
    return load_release(current_release(ROOT / "data" / "release"))


@cache
def figures(measure: str, category: str = "") -> Mapping[tuple[str, str], float]:
    """The figures of a measure by area and period, as published: no sums over a merger."""
    rows = release().measure(measure, category)
    rows = rows[rows["value"].notna() & (rows["basis"] == "published")]
    return {
        (str(area), str(period)): float(value)
        for area, period, value in zip(rows["area"], rows["period"], rows["value"], strict=True)
    }


def province(measure: str, *periods: str) -> list[str]:
    """The municipalities of the province that have a figure in all these periods, in Dutch order."""
    found = figures(measure)
    inside = [nis for nis in AREAS.municipalities if PROVINCE in AREAS.ancestors(nis)]
    return sorted((nis for nis in inside if all((nis, p) in found for p in periods)), key=AREAS.name)


def truth(measure: str, areas: Iterable[str], periods: Sequence[str], category: str = "") -> Truth:
    found = figures(measure, category)
    return {(measure, category, nis, p): found[nis, p] for nis in areas for p in periods}


def workbook(*sheets: Sequence[Sequence[Any]], names: Sequence[str] = ()) -> openpyxl.Workbook:
    """A workbook of these rows of cells."""
    book = openpyxl.Workbook()
    book.remove(book.active)
    for place, rows in enumerate(sheets):
        sheet = book.create_sheet(names[place] if names else f"Blad{place + 1}")
        for row in rows:
            sheet.append(list(row))
    return book


def saved(book: openpyxl.Workbook) -> bytes:
    stream = io.BytesIO()
    book.save(stream)
    return stream.getvalue()


def first(book: openpyxl.Workbook) -> Worksheet:
    return book.worksheets[0]


def csv_of(rows: Sequence[Sequence[Any]], separator: str = ";", encoding: str = "utf-8-sig") -> bytes:
    """A text table; texts with a separator in them are quoted."""
    lines = [separator.join(_quoted(str(cell), separator) for cell in row) for row in rows]
    return "\r\n".join(lines).encode(encoding)


def _quoted(text: str, separator: str) -> str:
    return f'"{text}"' if separator in text or "\n" in text else text


def read(content: bytes, target: str, name: str = "tabel.xlsx", *, compared: bool = True) -> Outcome:
    """What comes of a file, for an indicator or measure."""
    wanted: Target = target_of(target, release().catalog)
    sheets = read_table(content, name)
    _, outcome = bring_in(sheets, wanted, AREAS, release().catalog, previous=release() if compared else None)
    return outcome


def values(outcome: Outcome) -> dict[tuple[str, str, str, str], float]:
    """The observations with a value, by measure, category, area and period."""
    rows = outcome.observations
    rows = rows[rows["value"].notna()]
    keys = zip(rows["measure"], rows["category"], rows["area"], rows["period"], strict=True)
    return dict(zip(keys, rows["value"], strict=True))


def dutch(value: float, decimals: int | None = None) -> str:
    """A number as Dutch people type it: 1.234,5."""
    text = f"{value:,.{decimals}f}" if decimals is not None else f"{value:,}".removesuffix(".0")
    return text.translate(str.maketrans(",.", ".,"))
