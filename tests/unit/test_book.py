"""The workbook of a presentation: a sheet for each figure with every digit, and one that explains all."""

import io
import re
from typing import Any

import openpyxl
import pytest
from exported_figure import ANY_TEXT, VALUE, figure, table
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from streekmonitor.export.document import Document, Section, Shown
from streekmonitor.export.workbook import as_book

PATIENT = settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.too_slow])


def book(*items: Section | Shown, title: str = "Vergadering") -> openpyxl.Workbook:
    return openpyxl.load_workbook(io.BytesIO(as_book(Document(title, items))))


def cells(sheet: Any) -> list[list[Any]]:
    return [[cell.value for cell in row] for row in sheet.iter_rows()]


def test_each_figure_has_a_sheet_named_by_its_number_and_title() -> None:
    made = book(Section("Werk"), Shown(figure(title="Inkomen")), Shown(figure(title="Werk/loos [2024]: *?")))
    assert made.sheetnames == ["1 Inkomen", "2 Werk loos 2024", "Definities en bronnen"]


def test_a_sheet_tells_what_it_shows_and_holds_the_numbers_to_the_last_digit() -> None:
    found = cells(
        book(Shown(figure(), heading="Het daalt", comment="Volgens de werkgroep."))[
            "1 Werkzoekendengraad (%), in 2…"
        ]
    )
    assert [row[0] for row in found[:4]] == [
        "Werkzoekendengraad (%), in 2024",
        "Het daalt",
        "Volgens de werkgroep.",
        None,
    ]
    place = found[4].index(VALUE)
    assert [row[place] for row in found[5:]] == [0.1 + 0.2, 0, -1234.5, None, None]
    assert [row[0] for row in found[5:]] == list(table()["Code"])


def test_the_last_sheet_explains_each_thing_once() -> None:
    rate = ("Graad", "Per honderd.")
    first = figure(definitions=(rate,), notes=("Let wel.",), sources=("VDAB",), link="https://a.test/1")
    second = figure(definitions=(rate,), notes=("Let wel.",), sources=("VDAB", "Statbel"), link="")
    head, *rows = cells(book(Shown(first), Shown(second))["Definities en bronnen"])
    assert head == ["Soort", "Wat", "Tekst"]
    assert rows == [
        ["Definitie", *rate],
        ["Let op", "", "Let wel."],
        ["Bron", "", "VDAB"],
        ["Bron", "", "Statbel"],
        ["Release", "Streekmonitor", "abc123"],
        ["Weergave", "1 Werkzoekendengraad (%), in 2…", "https://a.test/1"],
    ]


def test_a_presentation_without_figures_is_a_workbook_too() -> None:
    assert book(Section("Leeg")).sheetnames == ["Definities en bronnen"]


@PATIENT
@given(
    titles=st.lists(
        st.one_of(ANY_TEXT, st.sampled_from(["History", "'a'", "A" * 40, "a" * 40, ""])), max_size=4
    )
)
def test_any_titles_give_sheets_that_excel_opens(titles: list[str]) -> None:
    made = book(*[Shown(figure(title=title)) for title in titles])
    *names, last = made.sheetnames
    assert len({name.lower() for name in names}) == len(titles)
    assert last == "Definities en bronnen"
    for name in names:
        assert re.fullmatch(r"[^\[\]:*?/\\\x00-\x1f]{1,31}", name)
        assert name == name.strip("'")


@PATIENT
@given(heading=ANY_TEXT, comment=ANY_TEXT, title=ANY_TEXT)
def test_no_text_of_a_presentation_can_run(heading: str, comment: str, title: str) -> None:
    made = book(Shown(figure(title=title), heading=heading, comment=comment), title=title)
    for sheet in made.worksheets:
        for row in sheet.iter_rows():
            assert all(cell.data_type != "f" for cell in row)


@pytest.mark.parametrize("text", ["=1+1", "@SUM(A1)", "+1"])
def test_a_formula_in_a_comment_shows_as_text(text: str) -> None:
    (sheet, _) = book(Shown(figure(), comment=text)).worksheets
    assert (sheet["A3"].value, sheet["A3"].data_type) == (text, "s")
