"""The workbook of a group: out and in again, and for each refused row the column and the reason."""

import csv
import io
import zipfile
from collections.abc import Sequence
from datetime import date, datetime
from typing import Any

import openpyxl
import pytest
from hypothesis import given
from hypothesis import strategies as st
from registers import EDITOR, NOW, TABLES, TODAY, action, objective

from streekmonitor import cli
from streekmonitor.objectives.course import verdict
from streekmonitor.objectives.model import Measurement, Milestone, OwnMeasure, Partner
from streekmonitor.objectives.register import Register
from streekmonitor.store.cells import CellError, as_day, as_number
from streekmonitor.store.columns import ACTION_COLUMNS, OBJECTIVE_COLUMNS
from streekmonitor.store.reading import Reading, WorkbookError, read_workbook
from streekmonitor.store.store import Store
from streekmonitor.store.workbook import as_workbook
from tests.fixtures.small_release import EAST, write_release

OWN = OwnMeasure(
    unit="punten",
    decimals=1,
    measurements=(
        Measurement(day=date(2025, 1, 1), value=1.5, evidence="https://bewijs.be/a:b"),
        Measurement(day=date(2025, 7, 1), value=2.25),
    ),
)
GOALS = (
    objective(
        version=3,
        why="=1+1",
        decided_on=date(2026, 2, 1),
        milestones=(Milestone(period="2025", value=9.0),),
    ),
    objective(
        version=1,
        title="+Eigen meting",
        indicator="",
        own=OWN,
        municipalities=(),
        region=EAST,
        direction="rise",
        baseline_period="2025-01-01",
        baseline_value=1.5,
        baseline_release="",
        target_period="2029-12-31",
        target_value=4.0,
    ),
)
PARTNERS = (Partner(name="ACV", kind="union"), Partner(name="X (Y)", kind="other"))
DEEDS = (
    action(*GOALS, version=2, partners=PARTNERS),
    action(GOALS[0], version=1, title="Tweede", start=None, due=None, budget=12.5, evidence="https://x.be"),
)
REGISTER = Register(objectives=GOALS, actions=DEEDS)


def written(register: Register = REGISTER) -> bytes:
    verdicts = {entry.id: verdict(entry, TABLES) for entry in register.objectives}
    return as_workbook(register, verdicts, TABLES, TODAY)


def read(content: bytes, register: Register = REGISTER) -> Reading:
    return read_workbook(content, register, TABLES, TODAY)


def list_of(goals: Sequence[dict[str, Any]] = (), deeds: Sequence[dict[str, Any]] = ()) -> bytes:
    """A workbook by hand: cells by the head of their column."""
    book = openpyxl.Workbook()
    book.remove(book.active)
    for name, rows in (("Doelstellingen", goals), ("Acties", deeds)):
        sheet = book.create_sheet(name)
        heads = list(dict.fromkeys(head for row in rows for head in row))
        sheet.append(heads)
        for row in rows:
            sheet.append([row.get(head) for head in heads])
    target = io.BytesIO()
    book.save(target)
    return target.getvalue()


NEW_GOAL = {
    "Titel": "Nieuw",
    "Werkgroep": "thema",
    "Gemeenten": "Alfa",
    "Indicator": "Indicator events",
    "Richting": "dalen",
    "Periode van het vertrekpunt": 2020,
    "Streefperiode": 2030,
    "Streefwaarde": "6,0",
    "Eigenaar": "Gemeente Alfa",
}
NEW_DEED = {"Titel": "Iets doen", "Doelstellingen": "Nieuw", "Verantwoordelijke": "Gemeente Alfa"}


def test_what_is_written_can_be_read_and_changes_nothing() -> None:
    assert read(written()) == Reading((), ())


def test_what_is_changed_in_the_workbook_is_what_comes_in() -> None:
    book = openpyxl.load_workbook(io.BytesIO(written()))
    heads = [cell.value for cell in book["Doelstellingen"][1]]
    book["Doelstellingen"].cell(2, heads.index("Streefwaarde") + 1).value = 5
    heads = [cell.value for cell in book["Acties"][1]]
    book["Acties"].cell(3, heads.index("Klaar tegen") + 1).value = datetime(2027, 3, 31)
    target = io.BytesIO()
    book.save(target)
    found = read(target.getvalue())
    assert found.refused == ()
    assert found.records == (GOALS[0].with_(target_value=5.0), DEEDS[1].with_(due=date(2027, 3, 31)))


def test_a_new_row_takes_its_baseline_from_the_release() -> None:
    found = read(list_of([NEW_GOAL], [NEW_DEED]))
    assert found.refused == ()
    goal, deed = found.records
    assert (goal.version, goal.baseline_value, goal.baseline_release) == (0, 12, "toets")
    assert (goal.municipalities, goal.target_value, goal.direction) == (("24001",), 6.0, "fall")
    assert (deed.objectives, deed.status, deed.responsible_kind) == ((goal.id,), "planned", "other")


def test_columns_that_are_absent_leave_what_is_kept() -> None:
    found = read(list_of([{"Id": GOALS[0].id, "Versie": 3, "Titel": "Anders"}]))
    assert found.records == (GOALS[0].with_(title="Anders"),)


@pytest.mark.parametrize(
    ("changes", "column", "reason"),
    [
        ({"Titel": ""}, "Titel", "verplicht"),
        ({"Titel": "x" * 32_000}, "Titel", "Hoogstens 200 tekens"),
        ({"Werkgroep": "Feest"}, "Werkgroep", "geen keuze. Kies uit Thema"),
        ({"Indicator": "<script>"}, "Indicator", "geen keuze"),
        ({"Gemeenten": "Gooik"}, "Gemeenten", "geen keuze"),
        ({"Streefwaarde": "veel"}, "Streefwaarde", "“veel” is geen getal; verwacht iets als 4,5."),
        ({"Streefwaarde": 20}, "Streefwaarde", "moet lager zijn dan het vertrekpunt"),
        ({"Streefperiode": 2019}, "Streefperiode", "ligt niet na het vertrekpunt"),
        ({"Periode van het vertrekpunt": 1999}, "Periode van het vertrekpunt", "geen cijfer voor 1999"),
        ({"Tussendoelen": "2025 9"}, "Tussendoelen", "verwacht periode: waarde"),
        ({"Beslist op": "gisteren"}, "Beslist op", "geen datum; verwacht iets als 31/3/2027"),
        ({"Beslist op": datetime(2099, 1, 1)}, "Beslist op", "ligt na vandaag"),
        ({"Id": "weg"}, "Id", "bestaat niet in het register"),
        ({"Id": GOALS[0].id}, "Versie", "Neem de versie over"),
        ({"Id": GOALS[0].id, "Versie": 2}, "Versie", "het register heeft versie 3, dit bestand 2"),
        ({"Titel": GOALS[0].title.upper()}, "Titel", "Dit bestaat al"),
    ],
)
def test_a_row_is_refused_with_its_column_and_reason(
    changes: dict[str, Any], column: str, reason: str
) -> None:
    found = read(list_of([{**NEW_GOAL, "Titel": "Een andere"}, {**NEW_GOAL, **changes}]))
    assert [entry.title for entry in found.records] == ["Een andere"]
    told = [entry for entry in found.refused if entry.column == column]
    assert told, found.refused
    assert (told[0].sheet, told[0].row) == ("Doelstellingen", 3)
    assert reason in told[0].reason


def test_all_cells_of_a_row_that_are_wrong_are_told() -> None:
    found = read(list_of([{**NEW_GOAL, "Streefwaarde": "x", "Beslist op": "y", "Richting": "z"}]))
    assert {entry.column for entry in found.refused} == {"Streefwaarde", "Beslist op", "Richting"}


@pytest.mark.parametrize(
    ("changes", "column"),
    [
        ({"Doelstellingen": "Onbekend"}, "Doelstellingen"),
        ({"Doelstellingen": None}, "Doelstellingen"),
        ({"Begin": "1/6/2026", "Klaar tegen": "1/5/2026"}, "Klaar tegen"),
        ({"Bewijs (link)": "javascript:alert(1)"}, "Bewijs (link)"),
        ({"Budget (€)": -5}, "Budget (€)"),
        ({"Status": "bijna"}, "Status"),
        ({"Partners": "X (vriend)"}, "Partners"),
    ],
)
def test_an_action_is_refused_with_its_column(changes: dict[str, Any], column: str) -> None:
    found = read(list_of([NEW_GOAL], [{**NEW_DEED, **changes}]))
    assert len(found.records) == 1
    assert [(entry.sheet, entry.row, entry.column) for entry in found.refused] == [("Acties", 2, column)]


def test_an_action_for_a_refused_objective_is_refused() -> None:
    found = read(list_of([{**NEW_GOAL, "Streefwaarde": 99}], [NEW_DEED]))
    assert [entry.sheet for entry in found.refused] == ["Doelstellingen", "Acties"]


@pytest.mark.parametrize(
    ("content", "reason"),
    [
        (b"", "geen Excel-bestand"),
        (b"Titel;Werkgroep\n", "geen Excel-bestand"),
        (b"x" * 5_000_001, "groter dan 5 MB"),
    ],
)
def test_a_file_that_is_no_list(content: bytes, reason: str) -> None:
    with pytest.raises(WorkbookError, match=reason):
        read(content)


def test_a_bomb_is_not_unpacked() -> None:
    target = io.BytesIO()
    with zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("xl/workbook.xml", b"0" * 70_000_000)
    with pytest.raises(WorkbookError, match="veel te groot"):
        read(target.getvalue())


def test_heads_that_are_not_ours() -> None:
    with pytest.raises(WorkbookError, match="onbekende kolom “Wat”"):
        read(list_of([{"Wat": "iets"}]))
    book = openpyxl.Workbook()
    target = io.BytesIO()
    book.save(target)
    with pytest.raises(WorkbookError, match="geen werkblad"):
        read(target.getvalue())


def test_no_cell_can_run() -> None:
    book = openpyxl.load_workbook(io.BytesIO(written()))
    cells = [cell for sheet in book for row in sheet.iter_rows() for cell in row]
    assert any(cell.value == "=1+1" for cell in cells)
    assert {cell.data_type for cell in cells} <= {"s", "n", "d"}  # no "f": a formula


def test_two_objectives_of_one_name_are_told_apart() -> None:
    twins = (objective(version=1), objective(version=1))
    register = Register(objectives=twins, actions=(action(twins[1], version=1),))
    assert read(written(register), register) == Reading((), ())


def test_every_field_has_its_column() -> None:
    own = {"own"} | {"own_unit", "own_decimals", "own_points"}
    for columns, model in ((OBJECTIVE_COLUMNS, GOALS[0]), (ACTION_COLUMNS, DEEDS[0])):
        fields = set(type(model).model_fields) - {"withdrawn", "example"}
        assert {column.field for column in columns} - own == fields - own


@pytest.mark.parametrize(
    ("cell", "number"),
    [
        ("4,5", 4.5),
        ("1.234,5", 1234.5),
        ("4.5", 4.5),
        ("1.234", 1234),
        ("€ 12", 12),
        ("−3 %", -3),
        (7, 7),
        ("", None),
    ],
)
def test_numbers_as_people_type_them(cell: Any, number: float | None) -> None:
    assert as_number(cell) == number


@given(st.text() | st.floats() | st.dates() | st.none() | st.booleans())
def test_any_cell_is_understood_or_refused(cell: Any) -> None:
    for meaning in (as_number, as_day):
        try:
            meaning(cell)
        except CellError as error:
            assert "verwacht" in str(error)  # noqa: PT017 - refusing is one of two good outcomes


def test_the_commands(store: Store, tmp_path, monkeypatch, capsys) -> None:
    """Out, changed, in; half of it only when asked; to CSV; into a backup and back."""
    (tmp_path / "data").mkdir()
    write_release(TABLES.release, tmp_path / "data" / "release")
    monkeypatch.setattr(cli, "ROOT", tmp_path)
    monkeypatch.setattr(cli, "EXAMPLES", "geen.yaml")
    url = store.database.url.render_as_string(hide_password=False)
    monkeypatch.setenv("STREEKMONITOR_DATABASE", url)
    store.save_objective(objective(), TABLES, EDITOR, NOW)
    path = tmp_path / "lijst.xlsx"
    path.write_bytes(list_of([NEW_GOAL, {**NEW_GOAL, "Titel": ""}], [NEW_DEED]))
    assert cli.main(["import", str(path)]) == 1
    assert "Doelstellingen, rij 3, Titel: Dit veld is verplicht." in capsys.readouterr().out
    assert len(store.register(EDITOR).objectives) == 1
    assert cli.main(["import", str(path), "--partial"]) == 1
    assert len(store.register(EDITOR).objectives) == 2
    assert [entry.title for entry in store.register(EDITOR).actions] == ["Iets doen"]
    assert cli.main(["export", str(tmp_path / "uit.csv")]) == 0
    rows = list(csv.reader((tmp_path / "uit.csv").read_text("utf-8-sig").splitlines(), delimiter=";"))
    assert {"Status", "Verwachting", "Reden"} <= set(rows[0])
    assert len(rows) == 3
    assert cli.main(["export", str(tmp_path / "uit.xlsx")]) == 0
    assert cli.main(["import", str(tmp_path / "uit.xlsx")]) == 0
    assert "Ingelezen: 0" in capsys.readouterr().out
    assert cli.main(["backup", str(tmp_path / "b.zip")]) == 0
    assert cli.main(["restore", str(tmp_path / "b.zip")]) == 0
    assert "van de back-up van" in capsys.readouterr().out
    assert cli.main(["export", str(tmp_path / "uit.txt")]) == 1
    assert "moet eindigen op" in capsys.readouterr().err
