"""The committed release, and tables made from its real figures."""

import io
from collections.abc import Iterable, Mapping, Sequence
from functools import cache
from pathlib import Path
from typing import Any

import openpyxl
from openpyxl.worksheet.worksheet import Worksheet

from etl.desk.tables.layout import Target, target_of
from etl.desk.tables.outcome import CELL, Outcome, bring_in
from etl.desk.tables.reading import read_table
from etl.desk.tables.remarks import Kind, Role
from etl.desk.tables.sheets import Place, Sheet, column_of
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


def place(address: str) -> Place:
    letters = address.rstrip("0123456789")
    return int(address.removeprefix(letters)), column_of(letters)


def accounted_for(sheet: Sheet, outcome: Outcome) -> None:
    """Every cell that is not empty has one role; values are observations, and refusals have a remark."""
    assert set(outcome.roles) == set(sheet.cells)
    by_role = {role: {p for p, found in outcome.roles.items() if found == role} for role in Role}
    assert by_role[Role.VALUE] == {place(address) for address in outcome.observations[CELL]}
    assert len(by_role[Role.VALUE]) == len(outcome.observations)
    refused = {p for remark in outcome.of(Kind.REFUSED) for p in remark.places}
    assert by_role[Role.REFUSED] == refused & set(sheet.cells)
    assert by_role[Role.TOTAL] <= {p for remark in outcome.of(Kind.IGNORED) for p in remark.places}


def sheet_of(content: bytes, name: str, outcome: Outcome) -> Sheet:
    """The sheet that an outcome is about."""
    return next(sheet for sheet in read_table(content, name).sheets if sheet.name == outcome.sheet)
