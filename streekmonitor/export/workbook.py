"""A figure as an Excel workbook: the numbers, the definitions and the sources, one table on each sheet."""

from collections.abc import Sequence
from io import BytesIO
from itertools import chain, count
from typing import TYPE_CHECKING

from streekmonitor.export.cells import on_one_line, plain, printable, shortened
from streekmonitor.export.exported import ExportedFigure, NumberFormat

if TYPE_CHECKING:
    from xlsxwriter import Workbook
    from xlsxwriter.format import Format
    from xlsxwriter.worksheet import Worksheet

LONGEST_CELL = 32_767  # what Excel allows
LONGEST_HEAD = 255
NARROWEST, WIDEST = 8, 60
HEAD_ROW = 3
PLAIN = {"strings_to_formulas": False, "strings_to_urls": False, "strings_to_numbers": False}

Cell = str | int | float | None


class Exact(float):
    """A number that is written with all its digits; XlsxWriter formats to 16, one too few for some."""

    def __format__(self, spec: str) -> str:
        return repr(float(self))


def as_workbook(figure: ExportedFigure) -> bytes:
    """Sheets Gegevens, Definities and Bronnen. No cell is ever a formula, whatever its text begins with."""
    import xlsxwriter

    target = BytesIO()
    with xlsxwriter.Workbook(target, {"in_memory": True, **PLAIN}) as book:
        title = _text(figure.title, LONGEST_HEAD)
        book.set_properties({"title": title, "comments": _text(figure.credit, LONGEST_HEAD)})
        _data_sheet(book, figure)
        _pairs_sheet(book, "Definities", ("Begrip", "Uitleg"), _definitions(figure))
        _pairs_sheet(book, "Bronnen", ("Wat", "Tekst"), _sources(figure))
    return target.getvalue()


def _data_sheet(book: "Workbook", figure: ExportedFigure) -> None:
    sheet = book.add_worksheet("Gegevens")
    sheet.write_string(0, 0, _text(figure.title), book.add_format({"bold": True, "font_size": 14}))
    sheet.write_string(1, 0, _text(figure.sentence))
    columns = [[plain(value) for value in figure.table[name]] for name in figure.table.columns]
    formats = [_number_format(book, figure.formats.get(str(name))) for name in figure.table.columns]
    heads = _heads([str(name) for name in figure.table.columns])
    _table(sheet, HEAD_ROW, heads, columns, formats)
    for place, (head, cells) in enumerate(zip(heads, columns, strict=True)):
        longest = max(len(head) + 3, *(len(_shown(cell)) for cell in cells), NARROWEST)
        sheet.set_column(place, place, min(longest + 1, WIDEST))
    sheet.freeze_panes(HEAD_ROW + 1, 0)


def _pairs_sheet(
    book: "Workbook", name: str, heads: tuple[str, str], pairs: Sequence[tuple[str, str]]
) -> None:
    sheet = book.add_worksheet(name)
    sheet.set_column(0, 0, 28)
    sheet.set_column(1, 1, 110)
    wrapped = book.add_format({"text_wrap": True, "valign": "top"})
    columns: list[list[Cell]] = [[pair[0] for pair in pairs], [pair[1] for pair in pairs]]
    _table(sheet, 0, heads, columns, [wrapped, wrapped])
    sheet.freeze_panes(1, 0)


def _table(
    sheet: "Worksheet",
    top: int,
    heads: Sequence[str],
    columns: Sequence[Sequence[Cell]],
    formats: Sequence["Format | None"],
) -> None:
    """A table of Excel's own, with a head that filters, sorts and is read out."""
    bottom = top + max(1, *(len(cells) for cells in columns))
    named = [{"header": head} for head in heads]
    sheet.add_table(top, 0, bottom, len(heads) - 1, {"columns": named, "style": "Table Style Light 1"})
    for place, (cells, look) in enumerate(zip(columns, formats, strict=True)):
        for row, cell in enumerate(cells, start=top + 1):
            if isinstance(cell, str):
                sheet.write_string(row, place, _text(cell), look)
            elif cell is not None:
                sheet.write_number(row, place, Exact(cell), look)
    # NIS codes and years are texts on purpose.
    sheet.ignore_errors({"number_stored_as_text": f"A{top + 1}:XFD{bottom + 1}"})


def _heads(names: Sequence[str]) -> list[str]:
    """Column names as Excel wants them: not empty, not too long, no two alike."""
    heads: list[str] = []
    for name in names:
        short = _text(on_one_line(name), LONGEST_HEAD - 8).strip() or "Kolom"
        known = {head.lower() for head in heads}
        numbered = (f"{short} ({number})" for number in count(2))
        heads.append(next(head for head in chain([short], numbered) if head.lower() not in known))
    return heads


def _number_format(book: "Workbook", wanted: NumberFormat | None) -> "Format | None":
    """Decimals, thousands, and the units that stand at the number; Excel puts the Dutch signs in."""
    if wanted is None:
        return None
    digits = f"#,##0.{'0' * wanted.decimals}" if wanted.decimals else "#,##0"
    patterns = {"€": f'"€ "{digits}', "%": f'{digits}" %"'}
    return book.add_format({"num_format": patterns.get(wanted.unit, digits)})


def _text(text: str, most: int = LONGEST_CELL) -> str:
    return shortened(printable(text), most)


def _shown(cell: Cell) -> str:
    """About what a cell shows: a number has few decimals."""
    return f"{cell:,.2f}" if isinstance(cell, float) else str(cell or "")


def _definitions(figure: ExportedFigure) -> list[tuple[str, str]]:
    return [*figure.definitions, *(("Let op", note) for note in figure.notes)]


def _sources(figure: ExportedFigure) -> list[tuple[str, str]]:
    origins = [("Bron", source) for source in figure.sources]
    return [*origins, ("Release van Streekmonitor", figure.release), ("Deze weergave", figure.link)]
