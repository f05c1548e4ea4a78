"""The register as a workbook that can be filled in and read back, with what to choose from."""

from collections.abc import Mapping, Sequence
from datetime import date
from io import BytesIO
from typing import TYPE_CHECKING, Any

import pandas as pd

from streekmonitor.analysis.tables import Tables
from streekmonitor.export.cells import plain, printable
from streekmonitor.objectives.explain import METHOD
from streekmonitor.objectives.frames import objective_table
from streekmonitor.objectives.register import Register
from streekmonitor.objectives.verdict import Verdict
from streekmonitor.store.columns import SHEETS, Cell, Column, Names, choices_of

if TYPE_CHECKING:
    from xlsxwriter import Workbook
    from xlsxwriter.worksheet import Worksheet

LONGEST_CELL = 32_767
SETTINGS = {"strings_to_formulas": False, "strings_to_urls": False, "strings_to_numbers": False}
DAY_FORMAT = "dd/mm/yyyy"
STANDING, EXPLAINED = "Stand", "Uitleg"


def as_workbook(register: Register, verdicts: Mapping[str, Verdict], tables: Tables, today: date) -> bytes:
    """Sheets Doelstellingen and Acties to edit, Stand with the verdicts, Uitleg; an empty register is a form.

    No cell is ever a formula, whatever its text begins with.
    """
    import xlsxwriter

    target = BytesIO()
    names = Names.of(tables, register)
    records: dict[str, Sequence[Any]] = {"Doelstellingen": register.objectives, "Acties": register.actions}
    with xlsxwriter.Workbook(target, {"in_memory": True, **SETTINGS}) as book:
        for sheet_name, (_, columns) in SHEETS.items():
            _records_sheet(book, sheet_name, columns, records[sheet_name], names)
        standing = objective_table(register, verdicts, tables, today)
        if len(standing):
            _frame_sheet(book, standing)
        _explanation_sheet(book, names)
    return target.getvalue()


def _records_sheet(
    book: "Workbook", name: str, columns: Sequence[Column], records: Sequence[Any], names: Names
) -> None:
    sheet = book.add_worksheet(name)
    head = book.add_format({"bold": True, "text_wrap": True, "valign": "top", "bottom": 1})
    wrapped = book.add_format({"text_wrap": True, "valign": "top"})
    day = book.add_format({"num_format": DAY_FORMAT, "valign": "top"})
    for place, column in enumerate(columns):
        sheet.set_column(place, place, column.width)
        sheet.write_string(0, place, column.head, head)
        if column.help:
            sheet.write_comment(0, place, column.help)
        for row, record in enumerate(records, start=1):
            _write(sheet, (row, place), column.write(record, names), wrapped, day)
    sheet.freeze_panes(1, 3)


def _frame_sheet(book: "Workbook", frame: pd.DataFrame) -> None:
    """The verdicts with every component; only to read, for they follow from the figures."""
    sheet = book.add_worksheet(STANDING)
    head = book.add_format({"bold": True, "text_wrap": True, "valign": "top", "bottom": 1})
    wrapped = book.add_format({"text_wrap": True, "valign": "top"})
    for place, name in enumerate(frame.columns):
        sheet.set_column(place, place, 18)
        sheet.write_string(0, place, str(name), head)
        for row, value in enumerate(frame[name], start=1):
            _write(sheet, (row, place), plain(value), wrapped, wrapped)
    sheet.freeze_panes(1, 2)


def _explanation_sheet(book: "Workbook", names: Names) -> None:
    sheet = book.add_worksheet(EXPLAINED)
    bold, wrapped = book.add_format({"bold": True}), book.add_format({"text_wrap": True, "valign": "top"})
    sheet.set_column(0, 0, 34)
    sheet.set_column(1, 1, 100)
    row = 0
    for sheet_name, (_, columns) in SHEETS.items():
        sheet.write_string(row, 0, sheet_name, bold)
        for row, column in enumerate(columns, start=row + 1):  # noqa: B020 - goes on below
            sheet.write_string(row, 0, column.head)
            sheet.write_string(row, 1, column.help, wrapped)
        row += 2
    sheet.write_string(row, 0, "Hoe de stand wordt berekend", bold)
    sheet.write_string(row + 1, 1, METHOD, wrapped)
    row += 3
    for title, choices in choices_of(names):
        sheet.write_string(row, 0, title, bold)
        for place, choice in enumerate(choices, start=row + 1):
            sheet.write_string(place, 1, printable(choice), wrapped)
        row += len(choices) + 2


def _write(sheet: "Worksheet", where: tuple[int, int], cell: Cell, look: Any, day_look: Any) -> None:
    if isinstance(cell, date):
        sheet.write_datetime(*where, cell, day_look)
    elif isinstance(cell, str):
        sheet.write_string(*where, printable(cell)[:LONGEST_CELL], look)
    elif cell is not None:
        sheet.write_number(*where, cell, look)
