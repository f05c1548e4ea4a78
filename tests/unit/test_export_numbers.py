"""A figure's numbers as workbook and as CSV: every digit, nothing that runs, absence explained."""

import csv
import io
import zipfile
from typing import Any

import openpyxl
import pandas as pd
import pytest
from exported_figure import ANY_TEXT, IN_A_FRAME, NASTY, VALUE, figure, table
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from streekmonitor.export.exported import ExportedFigure, NumberFormat
from streekmonitor.export.tables import value_table
from streekmonitor.export.text_file import as_excel_csv, as_plain_csv
from streekmonitor.export.workbook import as_workbook
from tests.fixtures.small_release import indicator_of, small_release

PATIENT = settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.too_slow])
NUMBERS = st.floats(allow_nan=False, allow_infinity=False)
RUNS = ("=", "+", "-", "@", "\t", "\r")


def workbook(made: ExportedFigure) -> openpyxl.Workbook:
    return openpyxl.load_workbook(io.BytesIO(as_workbook(made)))


def cells(sheet: Any) -> list[list[Any]]:
    return [[cell.value for cell in row] for row in sheet.iter_rows()]


def parsed(content: bytes, separator: str) -> list[list[str]]:
    return list(csv.reader(io.StringIO(content.decode("utf-8-sig"), newline=""), delimiter=separator))


def test_a_workbook_has_the_numbers_to_the_last_digit() -> None:
    rows = cells(workbook(figure())["Gegevens"])
    assert rows[0][0] == figure().title
    assert rows[1][0] == figure().sentence
    assert rows[3] == ["Code", "Gebied", "Periode", VALUE, "Status"]
    assert rows[4] == ["24062", "Leuven", "2024", 0.30000000000000004, "vastgesteld"]
    assert [row[3] for row in rows[5:]] == [0, -1234.5, None, None]
    assert [row[4] for row in rows[7:]] == ["vertrouwelijk", "geen gegevens"]


def test_a_workbook_explains_and_names_its_sources() -> None:
    book = workbook(figure())
    assert book.sheetnames == ["Gegevens", "Definities", "Bronnen"]
    assert cells(book["Definities"])[1:] == [
        ["Werkzoekendengraad", "Werkzoekenden per 100 inwoners van de beroepsbevolking."],
        ["Let op", "Een raming is geen telling."],
    ]
    assert cells(book["Bronnen"])[1:] == [
        ["Bron", "Bron: VDAB"],
        ["Release van Streekmonitor", "abc123"],
        ["Deze weergave", "https://streekmonitor.test/werk?indicator=jobseeker_rate"],
    ]


def test_each_sheet_has_one_table_with_a_head_that_stays_in_sight() -> None:
    book = workbook(figure())
    tables = {sheet.title: [found.ref for found in sheet.tables.values()] for sheet in book}
    assert tables == {"Gegevens": ["A4:E9"], "Definities": ["A1:B3"], "Bronnen": ["A1:B4"]}
    assert [sheet.freeze_panes for sheet in book] == ["A5", "A2", "A2"]


def test_columns_are_wide_enough_for_what_stands_in_them() -> None:
    sheet = workbook(figure())["Gegevens"]
    widths = [sheet.column_dimensions[letter].width for letter in "ABCDE"]
    longest = [len("Code"), len("’s-Gravenvoeren"), len("Periode"), len(VALUE), len("vertrouwelijk")]
    assert all(width >= length + 1 for width, length in zip(widths, longest, strict=True))
    assert max(widths) <= 62


@pytest.mark.parametrize(
    ("wanted", "shown"),
    [
        (NumberFormat(1, "%"), '#,##0.0" %"'),
        (NumberFormat(0, "€"), '"€ "#,##0'),
        (NumberFormat(2, "per km²"), "#,##0.00"),
    ],
)
def test_numbers_are_shown_with_the_decimals_and_the_unit_of_their_column(
    wanted: NumberFormat, shown: str
) -> None:
    sheet = workbook(figure(formats={VALUE: wanted}))["Gegevens"]
    assert sheet["D5"].number_format == shown
    assert sheet["A5"].number_format == "General"


def test_a_table_without_rows_is_a_workbook_too() -> None:
    rows = cells(workbook(figure(table=table().head(0), definitions=(), notes=()))["Gegevens"])
    assert rows[3][:2] == ["Code", "Gebied"]


def test_columns_of_the_same_name_are_told_apart() -> None:
    alike = pd.DataFrame([[1, 2, 3, 4]], columns=["Waarde (2)", "Waarde", "waarde", ""])
    assert cells(workbook(figure(table=alike))["Gegevens"])[3] == [
        "Waarde (2)",
        "Waarde",
        "waarde (3)",
        "Kolom",
    ]


@PATIENT
@given(text=IN_A_FRAME, head=IN_A_FRAME, note=ANY_TEXT, number=NUMBERS)
def test_no_text_of_a_workbook_can_run(text: str, head: str, note: str, number: float) -> None:
    made = figure(
        title=note,
        sentence=note,
        table=pd.DataFrame({head: [text, "x"], head + "A": [number, None], (head + "a"): ["x", text]}),
        definitions=((note, note),),
        notes=(note,),
        sources=(note,),
        release=note,
        link=note,
    )
    content = as_workbook(made)
    with zipfile.ZipFile(io.BytesIO(content)) as parts:
        sheets = [parts.read(name) for name in parts.namelist() if "worksheets/sheet" in name]
    assert len(sheets) == 3
    assert not [sheet for sheet in sheets if b"<f>" in sheet or b"<hyperlink" in sheet]
    book = openpyxl.load_workbook(io.BytesIO(content))
    assert {cell.data_type for sheet in book for row in sheet.iter_rows() for cell in row} <= {"s", "n"}
    assert book["Gegevens"]["B5"].value == number


def test_a_text_is_cut_at_what_excel_holds() -> None:
    long = cells(workbook(figure(notes=("a" * 40_000,)))["Definities"])[2][1]
    assert len(long) == 32_767
    assert long.endswith("…")


def test_a_csv_for_excel_opens_with_dutch_settings() -> None:
    content = as_excel_csv(figure())
    assert content.startswith(b"\xef\xbb\xbf")
    lines = content.decode("utf-8-sig").split("\r\n")
    assert lines[0] == f"Code;Gebied;Periode;{VALUE};Status"
    assert lines[1] == "24062;Leuven;2024;0,30000000000000004;vastgesteld"
    assert lines[2] == "23002;Asse;2024;0;vastgesteld"
    assert lines[3] == "24107;Tienen;2024;-1234,5;raming"
    assert lines[4] == "23088;’s-Gravenvoeren;2024;;vertrouwelijk"
    assert lines[5:] == ["02000;Vlaams Gewest;2024;;geen gegevens", ""]


def test_a_plain_csv_is_read_back_as_it_was() -> None:
    back = pd.read_csv(io.BytesIO(as_plain_csv(figure())), dtype={"Code": str, "Periode": str})
    pd.testing.assert_frame_equal(back, table(), check_exact=True)


@PATIENT
@given(numbers=st.lists(NUMBERS, min_size=1))
def test_every_number_of_a_csv_is_the_number_it_was(numbers: list[float]) -> None:
    made = figure(table=pd.DataFrame({"Waarde": numbers}))
    plain = [float(row[0]) for row in parsed(as_plain_csv(made), ",")[1:]]
    excel = [float(row[0].replace(",", ".")) for row in parsed(as_excel_csv(made), ";")[1:]]
    assert plain == excel == numbers


@pytest.mark.parametrize("written", [",", ";"])
@pytest.mark.parametrize("opened", [",", ";", "\t"])
@PATIENT
@given(text=IN_A_FRAME)
def test_no_text_of_a_csv_can_run_whichever_separator_a_program_takes(
    written: str, opened: str, text: str
) -> None:
    make = {",": as_plain_csv, ";": as_excel_csv}[written]
    content = make(figure(table=pd.DataFrame({text: [text], "Waarde": [-1.5]})))
    found = [cell for row in parsed(content, opened) for cell in row]
    numbers = ("-1.5", "-1,5", "-1")
    assert not [cell for cell in found if cell.lstrip().startswith(RUNS) and cell.lstrip() not in numbers]


@pytest.mark.parametrize(
    "text", ["Leuven", "Sint-Genesius-Rode", "’s-Gravenvoeren", 'een "woord", en; meer', "5-9"]
)
def test_ordinary_text_of_a_csv_is_left_as_it_is(text: str) -> None:
    made = figure(table=pd.DataFrame({"Gebied": [text]}))
    assert parsed(as_plain_csv(made), ",") == parsed(as_excel_csv(made), ";") == [["Gebied"], [text]]


@pytest.mark.parametrize("text", NASTY[:6])
def test_a_formula_shows_as_text(text: str) -> None:
    made = figure(table=pd.DataFrame({"Gebied": [text]}))
    [[cell]] = parsed(as_plain_csv(made), ",")[1:]
    assert cell.startswith("'")
    assert text.strip() in cell


def test_a_table_tells_zero_confidential_and_missing_apart() -> None:
    release = small_release()
    rows = pd.DataFrame(
        {
            "area": ["24001", "24002", "23003"],
            "period": "2020",
            "value": [0.0, None, None],
            "status": ["observed", "confidential", "missing"],
        }
    )
    names = {"24001": "Alfa", "24002": "Beta", "23003": "Gamma"}
    made, formats = value_table(indicator_of(release, "events_per_1000"), rows, names)
    head = "Indicator events_per_1000 (gevallen per 1.000 inwoners)"
    assert list(made.columns) == ["Code", "Gebied", "Periode", head, "Status"]
    assert made.iloc[0].to_list() == ["24001", "Alfa", "2020", 0.0, "vastgesteld"]
    assert made[head].isna().to_list() == [False, True, True]
    assert made["Status"].to_list() == ["vastgesteld", "vertrouwelijk", "geen gegevens"]
    assert formats == {head: NumberFormat(1, "gevallen per 1.000 inwoners")}
