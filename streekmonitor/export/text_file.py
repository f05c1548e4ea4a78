"""A figure's numbers as CSV: for Excel in Dutch, and for programs."""

import csv
from io import StringIO

from streekmonitor.export.cells import harmless, plain
from streekmonitor.export.exported import ExportedFigure

BOM = "\ufeff"


def as_excel_csv(figure: ExportedFigure) -> bytes:
    """Semicolons, decimal commas and a byte order mark: what Excel opens well with Dutch settings."""
    return (BOM + _rows(figure, separator=";", decimal=",", line_end="\r\n")).encode()


def as_plain_csv(figure: ExportedFigure) -> bytes:
    """Commas, decimal points, UTF-8: the same numbers for a program."""
    return _rows(figure, separator=",", decimal=".", line_end="\n").encode()


def _rows(figure: ExportedFigure, *, separator: str, decimal: str, line_end: str) -> str:
    target = StringIO()
    writer = csv.writer(target, delimiter=separator, lineterminator=line_end)
    table = figure.table
    writer.writerow([harmless(str(name)) for name in table.columns])
    columns = [[_cell(value, decimal) for value in table[name]] for name in table.columns]
    writer.writerows(zip(*columns, strict=True))
    return target.getvalue()


def _cell(value: object, decimal: str) -> str:
    """A number with all its digits, a text that can't run, or nothing; a negative number stays a number."""
    cell = plain(value)
    if isinstance(cell, str):
        return harmless(cell)
    if isinstance(cell, float):
        return repr(int(cell) if cell.is_integer() else cell).replace(".", decimal)
    return "" if cell is None else str(cell)
