"""Own tables in the making: on disk at once, with what was answered, until they go into the draft."""

from dataclasses import replace

import pytest
from desk_world import AN, READER, Office

from etl.desk.actor import NotAllowedError
from etl.desk.bring_in import open_draft, withdraw
from etl.desk.drafts import DraftError
from etl.desk.pending import INDEX, TABLES, content_of, keep, pending_tables, put_aside, take_away
from etl.desk.tables.limits import UPLOADS
from etl.errors import SourceError


def test_a_table_and_its_answers_are_there_for_who_comes_later(office: Office) -> None:
    draft = open_draft(office.desk, AN, "Telling").id
    table = put_aside(office.desk, AN, draft, "../../telling.csv", b"a;b")
    keep(office.desk, AN, draft, replace(table, target="residents", answers={"2": {"measure": "residents"}}))
    (found,) = pending_tables(office.desk, draft)
    assert (found.name, found.by, found.target) == ("telling.csv", "An", "residents")
    assert found.answers == {"2": {"measure": "residents"}}
    assert content_of(office.desk, draft, found) == b"a;b"


def test_the_same_table_again_keeps_its_answers(office: Office) -> None:
    draft = open_draft(office.desk, AN, "Telling").id
    table = put_aside(office.desk, AN, draft, "telling.csv", b"a;b")
    keep(office.desk, AN, draft, replace(table, period="2025"))
    assert put_aside(office.desk, AN, draft, "telling (2).csv", b"a;b").period == "2025"
    assert [entry.name for entry in pending_tables(office.desk, draft)] == ["telling (2).csv"]


def test_what_is_taken_away_is_gone(office: Office) -> None:
    draft = open_draft(office.desk, AN, "Telling").id
    table = put_aside(office.desk, AN, draft, "telling.csv", b"a;b")
    take_away(office.desk, AN, draft, table.sha256)
    assert pending_tables(office.desk, draft) == []
    with pytest.raises(DraftError, match="weg of beschadigd"):
        content_of(office.desk, draft, table)
    with pytest.raises(DraftError, match="intussen weggehaald"):
        keep(office.desk, AN, draft, table)


def test_a_spoilt_upload_is_told(office: Office) -> None:
    draft = open_draft(office.desk, AN, "Telling").id
    table = put_aside(office.desk, AN, draft, "telling.csv", b"a;b")
    (office.desk.drafts.folder_of(draft) / TABLES / table.sha256).write_bytes(b"a;c")
    with pytest.raises(DraftError, match="breng de tabel opnieuw in"):
        content_of(office.desk, draft, table)


def test_a_damaged_list_is_told(office: Office) -> None:
    draft = open_draft(office.desk, AN, "Telling").id
    (office.desk.drafts.folder_of(draft) / INDEX).write_text("{", encoding="utf-8")
    with pytest.raises(DraftError, match="niet te lezen"):
        pending_tables(office.desk, draft)


def test_what_is_too_large_closed_or_of_a_reader_is_refused(office: Office) -> None:
    draft = open_draft(office.desk, AN, "Telling").id
    with pytest.raises(SourceError):
        put_aside(office.desk, AN, draft, "groot.csv", bytes(UPLOADS.file_bytes + 1))
    with pytest.raises(NotAllowedError):
        put_aside(office.desk, READER, draft, "telling.csv", b"a;b")
    withdraw(office.desk, AN, draft, "dubbel werk")
    with pytest.raises(DraftError, match="ingetrokken"):
        put_aside(office.desk, AN, draft, "telling.csv", b"a;b")
    assert pending_tables(office.desk, draft) == []
