"""The lists of the desk (remarks, log) as CSV and XLSX files in which nothing can run."""

import csv
from collections.abc import Sequence
from io import BytesIO, StringIO

from streekmonitor.cells import LONGEST_CELL, WITHOUT_FORMULAS, harmless, on_one_line, shortened

WIDEST = 80
MARK = b"\xef\xbb\xbf"


def as_csv(columns: Sequence[str], rows: Sequence[Sequence[str]]) -> bytes:
    """A table for a Dutch Excel: semicolons, UTF-8 with its mark."""
    target = StringIO()
    writer = csv.writer(target, delimiter=";", lineterminator="\r\n")
    writer.writerows([harmless(cell) for cell in row] for row in (columns, *rows))
    return MARK + target.getvalue().encode()


def as_xlsx(name: str, columns: Sequence[str], rows: Sequence[Sequence[str]]) -> bytes:
    """A workbook of one sheet; every cell is text."""
    import xlsxwriter

    target = BytesIO()
    with xlsxwriter.Workbook(target, {"in_memory": True, **WITHOUT_FORMULAS}) as book:
        sheet = book.add_worksheet(name)
        head = book.add_format({"bold": True})
        wrap = book.add_format({"text_wrap": True, "valign": "top"})
        for place, column in enumerate(columns):
            texts = [shortened(on_one_line(row[place]), LONGEST_CELL) for row in rows]
            longest = max([len(column), *(len(text) for text in texts)])
            sheet.set_column(place, place, min(longest + 2, WIDEST))
            sheet.write_string(0, place, column, head)
            for number, text in enumerate(texts, 1):
                sheet.write_string(number, place, text, wrap)
        sheet.freeze_panes(1, 0)
    return target.getvalue()
