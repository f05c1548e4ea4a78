"""The data sheet inside a chart: the very numbers, in which no text can become a formula."""

import re
from io import BytesIO
from typing import Any

import xlsxwriter

from streekmonitor.cells import WITHOUT_FORMULAS, Exact
from streekmonitor.export.cells import on_one_line
from streekmonitor.export.native import NativeChart, number_code

SHEET = "Gegevens"
NAMES = "Naam"
REFERENCE = re.compile(r"^[^!]+!\$([A-Z]+)\$(\d+)(?::\$[A-Z]+\$(\d+))?$")


def put_data(chart: Any, native: NativeChart) -> None:
    """Replace the sheet that python-pptx made: it rounds numbers to 16 digits and lets "=…" run."""
    target = BytesIO()
    with xlsxwriter.Workbook(target, {"in_memory": True, **WITHOUT_FORMULAS}) as book:
        sheet = book.add_worksheet(SHEET)
        sheet.set_column(0, 0, 32)
        sheet.set_column(1, max(len(native.series), 2), 16)
        looks = [book.add_format({"num_format": number_code(axis.notation)}) for axis in _axes(native)]
        for number, series in enumerate(chart._chartSpace.xpath(".//c:ser")):
            _write(sheet, series, looks)
            if native.x is not None:
                _write_names(sheet, series, native, number)
        for formula in chart._chartSpace.iter("{*}f"):
            formula.text = f"{SHEET}!{formula.text.partition('!')[2]}"
    chart.part.chart_workbook.update_from_xlsx_blob(target.getvalue())


def _axes(native: NativeChart) -> list[Any]:
    return [native.y] if native.x is None else [native.y, native.x]


def _write(sheet: Any, series: Any, looks: list[Any]) -> None:
    """What the chart refers to, where it refers to."""
    for reference in series.iter("{*}strRef", "{*}numRef"):
        column, first = _place(reference)
        across = reference.getparent().tag.endswith("}xVal")
        for point in reference.iter("{*}pt"):
            row, text = first + int(point.get("idx")), point.findtext("{*}v") or ""
            if reference.tag.endswith("}numRef"):
                sheet.write_number(row, column, Exact(text), looks[-1 if across else 0])
            else:
                sheet.write_string(row, column, text)


def _write_names(sheet: Any, series: Any, native: NativeChart, number: int) -> None:
    """The names of points beside their numbers, under a head."""
    column, first = _place(series.find("{*}yVal/{*}numRef"))
    sheet.write_string(first - 1, column - 1, on_one_line(native.x.title) if native.x else "")
    sheet.write_string(first - 1, column + 1, NAMES)
    for row, point in enumerate(native.series[number].points, start=first):
        sheet.write_string(row, column + 1, on_one_line(point.label))


def _place(reference: Any) -> tuple[int, int]:
    """Column and first row, from zero, of "Sheet1!$B$2:$B$9"."""
    found = REFERENCE.match(reference.findtext("{*}f") or "")
    if found is None:
        raise ValueError(f"not a reference to cells: {reference.findtext('{*}f')}")
    letters, first, _ = found.groups()
    column = 0
    for letter in letters:
        column = column * 26 + ord(letter) - ord("A") + 1
    return column - 1, int(first) - 1
