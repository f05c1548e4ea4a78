"""A figure, or a presentation, as an Excel workbook: numbers, definitions and sources, one table a sheet."""

from collections.abc import Mapping, Sequence
from io import BytesIO
from itertools import chain, count
from typing import TYPE_CHECKING

from streekmonitor.cells import LONGEST_CELL, WITHOUT_FORMULAS, Exact, sheet_name
from streekmonitor.export.cells import on_one_line, plain, printable, shortened
from streekmonitor.export.document import Document, Shown
from streekmonitor.export.exported import ExportedFigure, NumberFormat

if TYPE_CHECKING:
    from xlsxwriter import Workbook
    from xlsxwriter.format import Format
    from xlsxwriter.worksheet import Worksheet

LONGEST_HEAD = 255
ABOUT = "Definities en bronnen"
NARROWEST, WIDEST = 8, 60
TITLE = {"bold": True, "font_size": 14}

Cell = str | int | float | None


def as_workbook(figure: ExportedFigure) -> bytes:
    """Sheets Gegevens, Definities and Bronnen. No cell is ever a formula, whatever its text begins with."""
    import xlsxwriter

    target = BytesIO()
    with xlsxwriter.Workbook(target, {"in_memory": True, **WITHOUT_FORMULAS}) as book:
        _describe(book, figure.title, figure.credit)
        _data_sheet(book, "Gegevens", figure, (figure.title, figure.told))
        _text_sheet(book, "Definities", {"Begrip": 28, "Uitleg": 110}, _definitions(figure))
        _text_sheet(book, "Bronnen", {"Wat": 28, "Tekst": 110}, _sources(figure))
    return target.getvalue()


def as_book(document: Document) -> bytes:
    """A sheet for each figure with its numbers, and one with all definitions, caveats and sources.

    The sheets have the number of the figure and its title as their names. As in `as_workbook` no cell runs.
    """
    import xlsxwriter

    shown = [item for item in document.items if isinstance(item, Shown)]
    names = [_sheet_name(number, item.figure.title) for number, item in enumerate(shown, start=1)]
    target = BytesIO()
    with xlsxwriter.Workbook(target, {"in_memory": True, **WITHOUT_FORMULAS}) as book:
        _describe(book, document.title, " · ".join(filter(None, [document.organisation, document.date])))
        for name, item in zip(names, shown, strict=True):
            _data_sheet(book, name, item.figure, (item.figure.title, item.finding, item.comment))
        links = [(name, item.figure.link) for name, item in zip(names, shown, strict=True)]
        _text_sheet(book, ABOUT, {"Soort": 16, "Wat": 36, "Tekst": 100}, _about(document, links))
    return target.getvalue()


def _describe(book: "Workbook", title: str, comments: str) -> None:
    book.set_properties({"title": _text(title, LONGEST_HEAD), "comments": _text(comments, LONGEST_HEAD)})


def _sheet_name(number: int, title: str) -> str:
    """A name that Excel takes, and that no other figure has: they differ in their number."""
    return sheet_name(f"{number} {title}")


def _data_sheet(book: "Workbook", name: str, figure: ExportedFigure, above: Sequence[str]) -> None:
    """The numbers of a figure below its title and what else stands above them."""
    sheet = book.add_worksheet(name)
    for row, text in enumerate(above):
        sheet.write_string(row, 0, _text(text), None if row else book.add_format(TITLE))
    table = figure.table
    columns = [[plain(value) for value in table[head]] for head in table.columns]
    formats = [_number_format(book, figure.formats.get(str(head))) for head in table.columns]
    heads = _heads([str(head) for head in table.columns])
    top = len(above) + 1
    _table(sheet, top, heads, columns, formats)
    for place, (head, cells) in enumerate(zip(heads, columns, strict=True)):
        longest = max(len(head) + 3, *(len(_shown(cell)) for cell in cells), NARROWEST)
        sheet.set_column(place, place, min(longest + 1, WIDEST))
    sheet.freeze_panes(top + 1, 0)


def _text_sheet(
    book: "Workbook", name: str, widths: Mapping[str, int], rows: Sequence[tuple[str, ...]]
) -> None:
    """A table of texts with columns of these names and widths."""
    sheet = book.add_worksheet(name)
    wrapped = book.add_format({"text_wrap": True, "valign": "top"})
    for place, width in enumerate(widths.values()):
        sheet.set_column(place, place, width)
    columns: list[list[Cell]] = [[row[place] for row in rows] for place in range(len(widths))]
    _table(sheet, 0, list(widths), columns, [wrapped] * len(widths))
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


def _about(document: Document, links: Sequence[tuple[str, str]]) -> list[tuple[str, str, str]]:
    """What all figures rest on, each once, and where each is live; kind, what, text."""
    return [
        *(("Definitie", name, text) for name, text in document.definitions),
        *(("Let op", "", note) for note in document.notes),
        *(("Bron", "", source) for source in document.sources),
        *(("Release", "Streekmonitor", release) for release in document.releases),
        *(("Weergave", name, link) for name, link in links if link),
    ]
