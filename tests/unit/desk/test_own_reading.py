"""An own table in the making, read by what was typed and answered so far, and taken into a draft."""

from dataclasses import replace
from typing import Any

import pytest
from desk_world import AN, QUIET, Office

from etl.desk.bring_in import add_own_table, open_draft
from etl.desk.examine import check_draft
from etl.desk.own_reading import Meant, meant, own_table, read
from etl.desk.pending import NEW, Pending
from etl.desk.tables.remarks import Kind
from etl.errors import SourceError

TODAY = "2026-11-23"
SOURCE = {
    "title": "Onze telling",
    "publisher": "Werkgroep mobiliteit",
    "licence": "eigen cijfers",
    "url": "https://example.be",
}
TABLE = b"Gemeente;2022\nLeuven;7\nTienen;3\nDiest;2\n"
INDICATOR: dict[str, Any] = {
    "label": "Fietsenrekken",
    "theme": "mobiliteit",
    "group": "Fiets",
    "question": "Hoeveel fietsenrekken zijn er?",
    "definition": "Geteld door de werkgroep.",
    "processing": "Voor een regio opgeteld.",
    "unit": "rekken",
}


def pending(**changes: Any) -> Pending:
    table = Pending("0" * 64, "telling.csv", "An", TODAY, target="road_casualties", source=SOURCE)
    return replace(table, **changes)


def wanted(office: Office, table: Pending) -> Meant:
    return meant(table, office.desk.release_in_force(), TODAY)


def test_a_table_for_a_known_measure_is_read(office: Office) -> None:
    table = pending()
    goal = wanted(office, table)
    found = read(TABLE, table, goal, office.desk.release_in_force()).outcome
    assert goal.faults == {}
    figures = found.observations.set_index("area")["value"].to_dict()
    assert figures == {"24062": 7.0, "24107": 3.0, "24020": 2.0}
    assert set(found.observations["period"]) == {"2022"}
    assert own_table(goal, found.observations).id == "eigen_onze_telling"


def test_what_a_person_answers_counts(office: Office) -> None:
    table = pending(answers={"2": {"measure": ""}})
    reading = read(TABLE, table, wanted(office, table), office.desk.release_in_force())
    assert reading.outcome.observations.empty
    assert reading.layout is not None
    assert 2 in reading.layout.ignored_columns


def test_a_table_without_municipalities_says_what_to_do(office: Office) -> None:
    table = pending()
    reading = read(b"a;b\n1;2\n", table, wanted(office, table), office.desk.release_in_force())
    assert reading.layout is None
    assert reading.outcome.of(Kind.REFUSED)


def test_a_source_that_lacks_something_is_told_by_field(office: Office) -> None:
    faults = wanted(office, pending(source={**SOURCE, "publisher": ""})).faults
    assert "source.publisher" in faults


def test_a_new_indicator_is_read_for_once_its_form_is_right(office: Office) -> None:
    table = pending(target=NEW, form={**INDICATOR, "unit": ""})
    assert wanted(office, table).target is None
    assert "indicator.unit" in wanted(office, table).faults
    with pytest.raises(ValueError, match="waarvoor"):
        read(TABLE, table, wanted(office, table), office.desk.release_in_force())
    whole = pending(target=NEW, form=INDICATOR)
    goal = wanted(office, whole)
    assert goal.faults == {}
    found = read(TABLE, whole, goal, office.desk.release_in_force()).outcome
    assert len(found.observations) == 3

    draft = open_draft(office.desk, AN, "Fietsenrekken").id
    add_own_table(office.desk, AN, draft, own_table(goal, found.observations), name="telling.csv")
    report = check_draft(office.desk, AN, draft, QUIET)
    assert report.can_be_submitted, report.remarks


def test_a_file_that_is_no_table_is_refused(office: Office) -> None:
    table = pending()
    with pytest.raises(SourceError):
        read(b"%PDF-1.7", table, wanted(office, table), office.desk.release_in_force())


def test_a_sheet_that_is_not_there_is_said(office: Office) -> None:
    table = pending(sheet="Blad9")
    with pytest.raises(ValueError, match="Blad9"):
        read(TABLE, table, wanted(office, table), office.desk.release_in_force())
