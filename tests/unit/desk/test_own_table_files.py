"""What arrives is distrusted: bombs, entities, macros, other kinds of file; and read to the digit."""

import io
import zipfile
from datetime import date

import openpyxl
import pytest
import xlsxwriter
from openpyxl.cell.rich_text import CellRichText, TextBlock
from openpyxl.cell.text import InlineFont

from etl.desk.tables import limits
from etl.desk.tables.reading import read_table, safe_name
from etl.desk.tables.sheets import Block, Cell
from etl.desk.tables.xlsx import NO_VALUE, WITH_MACROS
from etl.desk.tables.xlsx_styles import date_of, is_date_format, is_percent_format
from etl.errors import SourceError

CSV = "Gemeente;2024\nLeuven;5,4\n"


def workbook() -> bytes:
    book = openpyxl.Workbook()
    book.active.append(["Gemeente", 2024])
    book.active.append(["Leuven", 5.4])
    return saved(book)


def saved(book: openpyxl.Workbook) -> bytes:
    stream = io.BytesIO()
    book.save(stream)
    return stream.getvalue()


def changed(content: bytes, **parts: bytes) -> bytes:
    """A package with parts replaced or added; a slash in a name is written as two underscores."""
    stream = io.BytesIO()
    wanted = {name.replace("__", "/").replace("_dot_", "."): text for name, text in parts.items()}
    with (
        zipfile.ZipFile(io.BytesIO(content)) as old,
        zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as new,
    ):
        for member in old.namelist():
            if member not in wanted:
                new.writestr(member, old.read(member))
        for name, text in wanted.items():
            new.writestr(name, text)
    return stream.getvalue()


def part(content: bytes, name: str) -> bytes:
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        return archive.read(name)


def refusal(content: bytes, name: str = "tabel.xlsx") -> str:
    with pytest.raises(SourceError) as caught:
        read_table(content, name)
    text = str(caught.value)
    assert all(word in text for word in ("verwacht:", "gevonden:", "wat te doen:"))
    return text


# --- what is refused ----------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("content", "words"),
    [
        (b"", "een leeg bestand"),
        (b"  \n", "een leeg bestand"),
        (b"<!DOCTYPE html><html><body>Bent u een mens?</body></html>", "een webpagina"),
        (b'<?xml version="1.0"?><Workbook/>', "een XML-bestand"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600), "een oude Excel-werkmap"),
        (b"%PDF-1.7", "een PDF"),
        (b"PK\x03\x04 geen zip", "een afgebroken of beschadigde zip"),
        (b"naam;2024\nLeu\0ven;5", "bytes die geen tekst zijn"),
        (b"a;b\n\x81\x8d;\xff\n", "bytes die geen tekst zijn"),
        (b'a;b\n"Leuven;5\nHalle;6\n', "een aanhalingsteken te veel of te weinig"),
    ],
)
def test_another_kind_of_file_is_refused(content: bytes, words: str) -> None:
    assert words in refusal(content, "tabel.csv")


def test_a_file_that_is_too_large_is_refused_before_it_is_read() -> None:
    assert "21 MB" in refusal(b"a;b\n" * (21 * 2**18))


def test_a_zip_bomb_is_refused() -> None:
    bomb = changed(workbook(), xl__worksheets__sheet1_dot_xml=b" " * (130 * 2**20))
    assert "uitgepakt 130 MB" in refusal(bomb)


def test_a_member_that_lies_about_its_size_is_refused() -> None:
    content = bytearray(workbook())
    with zipfile.ZipFile(io.BytesIO(bytes(content))) as archive:
        size = archive.getinfo("xl/worksheets/sheet1.xml").file_size.to_bytes(4, "little")
    assert size in content
    assert "beschadigd" in refusal(bytes(content).replace(size, (7).to_bytes(4, "little")))


@pytest.mark.parametrize(
    "entities",
    [
        b'<!DOCTYPE w [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;">]>',
        b'<!DOCTYPE w [<!ENTITY a SYSTEM "file:///etc/passwd">]>',
        b'<!DOCTYPE w SYSTEM "http://example.org/x.dtd">',
    ],
)
@pytest.mark.parametrize("name", ["xl/workbook.xml", "xl/worksheets/sheet1.xml", "xl/styles.xml"])
def test_entities_are_refused(entities: bytes, name: str) -> None:
    content = workbook()
    old = part(content, name)
    start = old.index(b"?>") + 2 if old.startswith(b"<?xml") else 0
    key = name.replace("/", "__").replace(".", "_dot_")
    assert "documenttype" in refusal(changed(content, **{key: old[:start] + entities + old[start:]}))


def test_a_cell_that_is_too_long_is_refused_by_its_address() -> None:
    assert "cel B2" in refusal(f"a;b\nLeuven;{'x' * 40_000}\n".encode(), "a.csv")


def test_too_many_cells_are_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(limits, "MAX_CELLS", 3)
    assert "hoogstens 3 gevulde cellen" in refusal(workbook())
    assert "hoogstens 3 gevulde cellen" in refusal(CSV.encode(), "a.csv")


def test_one_long_text_in_many_cells_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(limits, "MAX_ALL_TEXT", 10)
    assert "in alle cellen samen" in refusal(workbook())


def test_a_cell_at_the_far_end_takes_no_room() -> None:
    book = openpyxl.Workbook()
    book.active["XFD1048576"] = "ver"
    (sheet,) = read_table(saved(book), "a.xlsx").sheets
    assert sheet.cells == {(1_048_576, 16_384): Cell("ver")}


def test_merged_cells_without_end_are_refused() -> None:
    book = openpyxl.Workbook()
    for address in ("A1", "A1000000", "C1"):
        book.active[address] = 1
    book.active.merge_cells("B2:C3")
    content = saved(book)
    sheet = part(content, "xl/worksheets/sheet1.xml").replace(b"B2:C3", b"B2:C1000000")
    assert "samengevoegde cellen" in refusal(changed(content, xl__worksheets__sheet1_dot_xml=sheet))


def test_a_path_that_leads_outside_the_package_leads_nowhere() -> None:
    content = workbook()
    old = part(content, "xl/_rels/workbook.xml.rels")
    wrong = old.replace(b"/xl/worksheets/sheet1.xml", b"../../../../etc/passwd")
    assert wrong != old
    assert "beschadigd" in refusal(changed(content, xl___rels__workbook_dot_xml_dot_rels=wrong))


@pytest.mark.filterwarnings("ignore:Duplicate name")
def test_a_part_that_is_there_twice_is_refused() -> None:
    stream = io.BytesIO(workbook())
    with zipfile.ZipFile(stream, "a") as archive:
        archive.writestr("xl/workbook.xml", b"<workbook/>")
    assert "meer dan één keer" in refusal(stream.getvalue())


def test_a_file_without_any_cell_is_refused() -> None:
    assert "geen enkele gevulde cel" in refusal(saved(openpyxl.Workbook()))


# --- what is read -------------------------------------------------------------------------------------------


def test_macros_are_told_and_not_read() -> None:
    found = read_table(changed(workbook(), xl__vbaProject_dot_bin=b"Sub Auto_Open()"), "a.xlsm")
    assert found.notices == (WITH_MACROS,)
    assert found.sheets[0].cells[2, 2] == Cell(5.4)


def test_cached_values_of_formulas_are_read_and_their_absence_is_told() -> None:
    stream = io.BytesIO()
    with xlsxwriter.Workbook(stream) as book:
        sheet = book.add_worksheet()
        sheet.write_formula("A1", "=1+1", None, 2)
        sheet.write_formula("A2", '="a"&"b"', None, "ab")
        sheet.write_formula("A3", "=NA()", None, "#N/A")
        sheet.write_formula("A4", '=""', None, "")
    plain = openpyxl.Workbook()
    plain.active["A1"] = "=1+1"
    (sheet,) = read_table(stream.getvalue(), "a.xlsx").sheets
    assert sheet.cells[1, 1] == Cell(2.0)
    assert sheet.cells[2, 1] == Cell("ab")
    assert sheet.cells[3, 1].problem == "de foutwaarde #N/A"
    (unknown,) = read_table(saved(plain), "a.xlsx").sheets
    assert unknown.cells == {(1, 1): Cell("", problem=NO_VALUE)}


def test_formats_tell_percentages_and_dates() -> None:
    book = openpyxl.Workbook()
    sheet = book.active
    for address, value, form in (
        ("A1", 0.123, "0.0%"), ("A2", 12.3, '0.0"%"'), ("A3", 45292, "yyyy"),
        ("A4", 45292.5, "d/m/yyyy h:mm"),
        ("A5", 1234.5, "#,##0.0"), ("A6", 1234, '"€ "#,##0'), ("A7", 5, "[Red]0"),
    ):  # fmt: skip
        sheet[address] = value
        sheet[address].number_format = form
    cells = read_table(saved(book), "a.xlsx").sheets[0].cells
    assert cells[1, 1] == Cell(0.123, percent=True)
    assert cells[2, 1] == Cell(12.3)
    assert cells[3, 1] == Cell(date(2024, 1, 1))
    assert str(cells[4, 1].value) == "2024-01-01 12:00:00"
    assert [cells[row, 1] for row in (5, 6, 7)] == [Cell(1234.5), Cell(1234.0), Cell(5.0)]


def test_number_formats() -> None:
    assert all(map(is_date_format, ("yyyy", "d mmm yy", "mm-dd-yy", "[$-813]d mmmm yyyy", "h:mm")))
    assert not any(map(is_date_format, ("General", "0.00", '0" dagen"', "0.00E+00", "#,##0\\ \\m", "@", "")))
    assert is_percent_format("0.0%")
    assert not is_percent_format('0.0"%"')
    assert not is_percent_format("0;-0%")


@pytest.mark.parametrize(
    ("serial", "from_1904", "expected"),
    [
        (1, False, date(1900, 1, 1)),
        (59, False, date(1900, 2, 28)),
        (61, False, date(1900, 3, 1)),
        (45292, False, date(2024, 1, 1)),
        (43830, True, date(2024, 1, 1)),
        (0, False, None),
        (3e6, False, None),
    ],
)
def test_dates_as_excel_counts_them(serial: float, from_1904: bool, expected: date | None) -> None:
    assert date_of(serial, from_1904=from_1904) == expected


def test_raised_digits_are_footnotes_and_no_digits() -> None:
    book = openpyxl.Workbook()
    book.active["A1"] = CellRichText("1.234", TextBlock(InlineFont(vertAlign="superscript"), "1"))
    stream = io.BytesIO()
    with xlsxwriter.Workbook(stream) as other:
        other.add_worksheet().write_rich_string("A1", "1.234", other.add_format({"font_script": 1}), "1")
    for content in (saved(book), stream.getvalue()):
        assert read_table(content, "a.xlsx").sheets[0].cells[1, 1] == Cell("1.234¹")


def test_merged_hidden_and_several_sheets() -> None:
    book = openpyxl.Workbook()
    book.active["A1"] = "titel"
    book.active["C5"] = 3
    book.active.merge_cells("A1:C2")
    book.active.row_dimensions[5].hidden = True
    book.active.column_dimensions["C"].hidden = True
    book.create_sheet("Geheim")["A1"] = 1
    book["Geheim"].sheet_state = "hidden"
    first, second = read_table(saved(book), "a.xlsx").sheets
    assert first.merged == (Block(1, 1, 2, 3),)
    assert (first.hidden_rows, first.hidden_columns) == ({5}, {3})
    assert first.seen(2, 3) == Cell("titel")
    assert (second.name, second.is_hidden) == ("Geheim", True)


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "cp1252", "utf-16", "utf-16-le", "utf-16-be"])
@pytest.mark.parametrize("separator", [";", ",", "\t", "|"])
def test_text_in_any_encoding_and_with_any_separator(encoding: str, separator: str) -> None:
    rows = [["Gemeente", "naïef"], ["Leuven", "5.4"], ["Halle", "=1+1"]]
    text = "\r\n".join(separator.join(row) for row in rows)
    (sheet,) = read_table(text.encode(encoding), "a.csv").sheets
    assert [[cell.value for cell in cells.values()] for cells in sheet.rows.values()] == rows


def test_decimal_commas_do_not_separate() -> None:
    (sheet,) = read_table(b"sep=;\nGemeente;2024\nLeuven;5,4\n", "a.csv").sheets
    assert sheet.cells[3, 2] == Cell("5,4")  # counted as a spreadsheet shows the file


def test_a_name_is_for_messages_only() -> None:
    assert safe_name("../../etc/passwd") == "passwd"
    assert safe_name("C:\\map\\cijfers 2024.xlsx") == "cijfers 2024.xlsx"
    assert safe_name("a\x00b\u202ec.csv") == "abc.csv"
    assert safe_name("") == "bestand"
    assert len(safe_name("x" * 1000 + ".xlsx")) <= 120
