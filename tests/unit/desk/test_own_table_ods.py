"""OpenDocument spreadsheets: values to the digit, and no room for what repeats."""

import io
import zipfile
from datetime import date
from xml.sax.saxutils import escape

import pytest

from etl.desk.tables.reading import read_table
from etl.desk.tables.sheets import Block, Cell
from etl.desk.tables.xlsx import NO_VALUE, WITH_MACROS
from etl.errors import SourceError

HEAD = (
    '<office:document-content xmlns:office="urn:oasis:names:tc:opendocument:xmlns:office:1.0"'
    ' xmlns:table="urn:oasis:names:tc:opendocument:xmlns:table:1.0"'
    ' xmlns:text="urn:oasis:names:tc:opendocument:xmlns:text:1.0"'
    ' xmlns:style="urn:oasis:names:tc:opendocument:xmlns:style:1.0">'
    '<office:automatic-styles><style:style style:name="weg"><style:table-properties table:display="false"/>'
    "</style:style></office:automatic-styles><office:body><office:spreadsheet>"
)
TAIL = "</office:spreadsheet></office:body></office:document-content>"


def spreadsheet(rows: str, *, before: str = "", style: str = "", **parts: str) -> bytes:
    stream = io.BytesIO()
    sheet = f'<table:table table:name="Blad"{style}>{rows}</table:table>'
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("mimetype", "application/vnd.oasis.opendocument.spreadsheet", zipfile.ZIP_STORED)
        archive.writestr("content.xml", f'<?xml version="1.0"?>{before}{HEAD}{sheet}{TAIL}')
        for name, text in parts.items():
            archive.writestr(name.replace("__", "/"), text)
    return stream.getvalue()


def text(value: str, given: str = "") -> str:
    shown = f"<text:p>{escape(value)}</text:p>"
    return f'<table:table-cell office:value-type="string"{given}>{shown}</table:table-cell>'


def value(number: float, kind: str = "float", given: str = "") -> str:
    written = f'office:value-type="{kind}" office:value="{number}"{given}'
    return f"<table:table-cell {written}><text:p>x</text:p></table:table-cell>"


def row(*cells: str, given: str = "") -> str:
    return f"<table:table-row{given}>{''.join(cells)}</table:table-row>"


def read(content: bytes):
    return read_table(content, "a.ods").sheets[0]


def test_values_texts_percentages_and_dates() -> None:
    day = '<table:table-cell office:value-type="date" office:date-value="2024-01-01"/>'
    sheet = read(spreadsheet(row(text("Leuven  & Halle"), value(5.4), value(0.123, "percentage"), day)))
    assert sheet.cells == {
        (1, 1): Cell("Leuven & Halle"),
        (1, 2): Cell(5.4),
        (1, 3): Cell(0.123, percent=True),
        (1, 4): Cell(date(2024, 1, 1)),
    }


def test_formulas_have_their_cached_value_or_none() -> None:
    formula = ' table:formula="of:=1+1"'
    bare = f"<table:table-cell{formula}/>"
    wrong = f'<table:table-cell{formula} office:value-type="string"><text:p>#N/A</text:p></table:table-cell>'
    sheet = read(spreadsheet(row(value(2, given=formula), bare, wrong)))
    assert sheet.cells[1, 1] == Cell(2.0)
    assert sheet.cells[1, 2] == Cell("", problem=NO_VALUE)
    assert sheet.cells[1, 3].problem == "de foutwaarde #N/A"


def test_what_repeats_stands_as_often_and_empty_cells_take_no_room() -> None:
    far = '<table:table-cell table:number-columns-repeated="16383"/>'
    rows = row(far, text("ver")) + row(
        value(7, given=' table:number-columns-repeated="2"'), given=' table:number-rows-repeated="2"'
    )
    rows += row("<table:table-cell/>", given=' table:number-rows-repeated="1000000"') + row(text("onder"))
    found = {(1, 16_384): "ver", (2, 1): 7.0, (2, 2): 7.0, (3, 1): 7.0, (3, 2): 7.0, (1_000_004, 1): "onder"}
    assert {place: cell.value for place, cell in read(spreadsheet(rows)).cells.items()} == found


def test_merged_hidden_and_notes_on_cells() -> None:
    note = "<office:annotation><text:p>een nota</text:p></office:annotation>"
    spanned = ' table:number-columns-spanned="2" table:number-rows-spanned="2"'
    rows = '<table:table-column/><table:table-column table:visibility="collapse"/>'
    rows += row(f"<table:table-cell{spanned}>{note}<text:p>titel</text:p></table:table-cell>")
    rows += row(text("a"), text("b"), given=' table:visibility="filter"')
    sheet = read(spreadsheet(rows, style=' table:style-name="weg"'))
    assert sheet.cells[1, 1] == Cell("titel")
    assert sheet.merged == (Block(1, 1, 2, 2),)
    assert (sheet.hidden_rows, sheet.hidden_columns, sheet.is_hidden) == ({2}, {2}, True)


def test_macros_are_told_and_not_read() -> None:
    found = read_table(spreadsheet(row(text("a")), Basic__script="Sub Main"), "a.ods")
    assert found.notices == (WITH_MACROS,)


@pytest.mark.parametrize(
    ("rows", "words"),
    [
        (row(value(1, given=' table:number-columns-repeated="999999999"')), "buiten het blad"),
        (row(value(1), given=' table:number-rows-repeated="999999999"'), "gevulde cellen"),
        (
            row(
                value(1, given=' table:number-columns-repeated="16000"'),
                given=' table:number-rows-repeated="9999"',
            ),
            "gevulde cellen",
        ),
        (row(value(1, given=' table:number-columns-repeated="-1"')), "minder dan één keer"),
        (row('<table:table-cell office:value-type="float" office:value="x"/>'), "beschadigd"),
    ],
)
def test_bombs_and_nonsense_are_refused(rows: str, words: str) -> None:
    with pytest.raises(SourceError, match=words):
        read(spreadsheet(rows))


def test_entities_are_refused() -> None:
    entity = '<!DOCTYPE w [<!ENTITY a SYSTEM "file:///etc/passwd">]>'
    with pytest.raises(SourceError, match="documenttype"):
        read(spreadsheet(row(text("a")), before=entity))
