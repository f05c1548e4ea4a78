"""What goes back to the analyst: the file with remarks, the list, and templates that read clean."""

import csv
import io
import sys
import zipfile
from pathlib import Path

import openpyxl
import pytest

sys.path.append(str(Path(__file__).parents[2] / "messy"))

from messy_tables import CASES
from messy_world import AREAS, figures, province, read, release, saved, truth, values, workbook

from etl.desk.tables.annotated import (
    LIST_HEAD,
    LIST_NAME,
    remark_rows,
    remarks_csv,
    remarks_workbook,
    with_remarks,
)
from etl.desk.tables.heads import REMARKS_HEAD
from etl.desk.tables.layout import measures_of, target_of
from etl.desk.tables.reading import read_table
from etl.desk.tables.remarks import Kind
from etl.desk.tables.template import next_periods, template

RUNS = ("=", "+", "-", "@")


def annotated(content: bytes, target: str, name: str = "tabel.xlsx") -> bytes:
    return with_remarks(read_table(content, name), read(content, target, name))


def test_remarks_stand_beside_their_rows() -> None:
    codes = province("jobseekers", "2024")
    rows = [["Gemeente", 2024], *([AREAS.name(nis), figures("jobseekers")[nis, "2024"]] for nis in codes)]
    rows[3][1] = "zie nota"
    sheet = openpyxl.load_workbook(io.BytesIO(annotated(saved(workbook(rows)), "jobseekers"))).worksheets[0]
    assert sheet["D3"].value == REMARKS_HEAD
    assert sheet["D4"].value.startswith("geweigerd, B4: ")
    assert "zie nota" in sheet["D4"].value
    assert [sheet.cell(row, 4).value for row in (5, 6, 7)] == [None] * 3
    assert sheet["B4"].fill.start_color.rgb != sheet["B5"].fill.start_color.rgb


def test_nothing_in_the_files_can_run() -> None:
    codes = province("jobseekers", "2024")
    rows = [["Gemeente", "2024"], *([AREAS.name(nis), "=cmd|' /C calc'!A0"] for nis in codes[2:])]
    rows[1:1] = [[AREAS.name(nis), 5] for nis in codes[:2]]
    rows.append(["@SUM(1)", "+1+1"])
    content = "\n".join(";".join(map(str, row)) for row in rows).encode()
    outcome = read(content, "jobseekers", "-a.csv")
    for file in (with_remarks(read_table(content, "a.csv"), outcome), remarks_workbook(outcome)):
        with zipfile.ZipFile(io.BytesIO(file)) as archive:
            sheets = [archive.read(part) for part in archive.namelist() if "worksheets/" in part]
        assert sheets
        assert not any(b"<f>" in sheet or b"hyperlink" in sheet for sheet in sheets)
    cells = [
        cell
        for row in csv.reader(io.StringIO(remarks_csv(outcome).decode("utf-8-sig")), delimiter=";")
        for cell in row
    ]
    assert any("cmd|" in cell for cell in cells)
    assert not any(cell.startswith(RUNS) for cell in cells)


def test_the_list_has_every_remark() -> None:
    made = CASES["names_sorted_without_their_codes"]()
    outcome = read(made.content, made.target)
    rows = list(csv.reader(io.StringIO(remarks_csv(outcome).decode("utf-8-sig")), delimiter=";"))
    assert tuple(rows[0]) == LIST_HEAD
    assert len(rows) == 1 + len(outcome.remarks)
    book = openpyxl.load_workbook(io.BytesIO(remarks_workbook(outcome)))
    listed = [
        tuple(cell or "" for cell in row) for row in book[LIST_NAME].iter_rows(min_row=2, values_only=True)
    ]
    assert listed == remark_rows(outcome)
    assert listed[0][0] == "geweigerd"


def filled(content: bytes, values_of: dict[tuple[str, str], list[float]]) -> bytes:
    """A template with values typed in, by NIS code and column."""
    book = openpyxl.load_workbook(io.BytesIO(content))
    sheet = book.worksheets[0]
    for row in sheet.iter_rows(min_row=4):
        for place, value in enumerate(values_of.get(row[0].value, [])):
            row[2 + place].value = value
    return saved(book)


def test_a_template_reads_back_clean_and_to_the_digit() -> None:
    codes = province("jobseekers", "2023", "2024")
    target = target_of("jobseekers", release().catalog)
    empty = template(target, AREAS, release().catalog, ["2023", "2024"])
    found = figures("jobseekers")
    outcome = read(
        filled(empty, {nis: [found[nis, p] for p in ("2023", "2024")] for nis in codes}), "jobseekers"
    )
    assert values(outcome) == truth("jobseekers", codes, ["2023", "2024"])
    assert outcome.is_clean
    assert not outcome.remarks


def test_a_template_of_two_measures_and_one_of_categories() -> None:
    codes = province("jobseeker_rate", "2024")
    target = target_of("jobseeker_rate", release().catalog)
    empty = template(target, AREAS, release().catalog, ["2024"])
    both = {nis: [figures(m)[nis, "2024"] for m in ("jobseeker_rate", "jobseekers")] for nis in codes}
    expected = {**truth("jobseeker_rate", codes, ["2024"]), **truth("jobseekers", codes, ["2024"])}
    found = read(filled(empty, both), "jobseeker_rate")
    assert (values(found), found.remarks) == (expected, ())

    measure = "residents_by_nationality"
    parts = ["", *(category.id for category in release().catalog.categories(measure))]
    codes = province(measure, "2025")
    target = target_of(measure, release().catalog)
    empty = template(target, AREAS, release().catalog, ["2025"])
    rows = {nis: [figures(measure, part)[nis, "2025"] for part in parts] for nis in codes}
    wanted = {key: value for part in parts for key, value in truth(measure, codes, ["2025"], part).items()}
    found = read(filled(empty, rows), measure)
    assert (values(found), found.remarks) == (wanted, ())


def kinds() -> list[str]:
    """An indicator of each kind: form, breakdown, frequency and moment."""
    found: dict[object, str] = {}
    for indicator in release().catalog.indicators:
        if indicator.form.kind != "flow_share":
            measures = measures_of(indicator, release().catalog)
            kind = {(len(measures), m.dimension, m.frequency, m.reference) for m in measures}
            found.setdefault((indicator.form.kind, *sorted(map(str, kind))), indicator.id)
    return list(found.values())


@pytest.mark.parametrize("indicator", kinds())
def test_every_template_reads_back_every_figure(indicator: str) -> None:
    target = target_of(indicator, release().catalog)
    periods = next_periods(target, release())
    if not periods:
        return
    book = openpyxl.load_workbook(io.BytesIO(template(target, AREAS, release().catalog, periods)))
    sheet, typed = book.worksheets[0], 0
    for row in sheet.iter_rows(min_row=4, min_col=1):
        if str(row[0].value).isdigit():
            for cell in row[2:]:
                cell.value, typed = 10 + typed % 80, typed + 1
    outcome = read(saved(book), indicator, compared=False)
    assert len(outcome.observations) == typed
    assert typed >= 63
    assert list(outcome.observations["value"]) == [10 + place % 80 for place in range(typed)]
    assert not outcome.of(Kind.REFUSED)


def test_a_template_needs_a_period_and_a_table() -> None:
    catalog = release().catalog
    with pytest.raises(ValueError, match="minstens één periode"):
        template(target_of("jobseekers", catalog), AREAS, catalog, [])
    with pytest.raises(ValueError, match="komt uit stromen"):
        template(target_of("commuters_to_brussels_share", catalog), AREAS, catalog, ["2021"])
