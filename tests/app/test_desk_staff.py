"""Gegevens, as who brings figures in sees it: the log, what the disk holds, and taking a release back."""

import json
import shutil
import time
from dataclasses import replace
from pathlib import Path

import pytest

from etl.desk.actor import Actor
from etl.desk.bring_in import add_own_table, open_draft
from etl.desk.desk import Desk
from etl.desk.drafts import Draft
from etl.desk.own_reading import meant, own_table, read
from etl.desk.pending import NEW, content_of, pending_tables, put_aside
from etl.publish import content_id
from streekmonitor.analysis.tables import Tables
from streekmonitor.app import desk_jobs, desk_room
from streekmonitor.app.desk_draft import STEPS
from streekmonitor.app.literal import literal
from streekmonitor.objectives.rights import READER, User
from streekmonitor.release import SETTING
from tests.app.dashboard import ROOT, open_page, texts
from tests.app.test_language import faults

PAGE = "gegevens"
AN = User(name="An", email="an@example.be", roles=frozenset({"analyst"}))
SECONDS = 60
SOURCE = {
    "title": "Onze telling",
    "publisher": "Werkgroep mobiliteit",
    "licence": "eigen cijfers",
    "url": "https://example.be",
}
INDICATOR = {
    "label": "Fietsenrekken",
    "theme": "mobiliteit",
    "group": "Fiets",
    "question": "Hoeveel fietsenrekken zijn er?",
    "definition": "Geteld door de werkgroep.",
    "processing": "Voor een regio opgeteld.",
    "unit": "rekken",
}
CHIEF = User(name="Bo", email="bo@example.be", roles=frozenset({"admin"}))


@pytest.fixture
def desk(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Desk:
    """A desk of the tests' own, with a second release that is in force."""
    monkeypatch.setenv(SETTING, str(tmp_path / "releases"))
    for name in ("data/catalog", "data/areas", "data/corrections", "data/release"):
        shutil.copytree(ROOT / name, tmp_path / name)
    (tmp_path / "static").mkdir()
    here = Desk(tmp_path)
    monkeypatch.setattr(desk_room, "desk", lambda: here)
    monkeypatch.setattr(desk_room, "user", lambda: AN)
    return here


def test_a_reader_has_no_log(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    desk.note("an@example.be", "opened", why="geheim")
    monkeypatch.setattr(desk_room, "user", lambda: READER)
    app = open_page(PAGE, tab="logboek")
    assert app.session_state["onderdeel"] == "bronnen"
    assert "an@example.be" not in "\n".join(texts(app))


def test_the_log_tells_who_did_what_and_can_be_taken_along(desk: Desk) -> None:
    desk.note("an@example.be", "opened", "20261123-aaaaaa", why="=1+1")
    app = open_page(PAGE, tab="logboek")
    assert not app.exception
    (row,) = app.dataframe[0].value.to_dict("records")
    assert (row["Wie"], row["Wat"], row["Toelichting"]) == ("an@example.be", "concept begonnen", "=1+1")
    assert {button.proto.label for button in app.get("download_button")} == {
        "Download als Excel",
        "Download als CSV",
    }


def test_an_empty_log_says_so(desk: Desk) -> None:
    assert "logboek is leeg" in "\n".join(texts(open_page(PAGE, tab="logboek")))


def test_the_disk_is_told_to_who_brings_in(desk: Desk) -> None:
    app = open_page(PAGE, tab="releases")
    assert any("nog vrij" in text for text in texts(app))
    assert not app.number_input, "an analyst can't remove"


def another_release(desk: Desk) -> str:
    """A release that is there but not in force: the committed one, of which a source is a day older."""
    (committed,) = (kept for kept in desk.store.releases() if kept.committed)
    place = desk.store.folder / "new"
    shutil.copytree(committed.folder, place)
    manifest = json.loads((place / "manifest.json").read_text(encoding="utf-8"))
    manifest["sources"]["statbel_building_permits"]["retrieved"] = "2022-01-01"
    (place / "manifest.json").write_text(json.dumps(manifest), encoding="utf-8")
    (place / "changes.md").write_text("# Wijzigingen\n\nEen proefrelease.\n", encoding="utf-8")
    name = content_id(place)
    place.rename(desk.store.folder / name)
    return name


def test_taking_back_asks_for_a_reason_and_keeps_what_was_typed(desk: Desk) -> None:
    other, before = another_release(desk), desk.store.in_force().name
    app = open_page(PAGE, tab="releases")
    app.session_state[f"release_{other}"] = True
    app.run()
    assert "Een proefrelease." in "\n".join(texts(app))
    app.text_input(key=f"reden_{other}").input("ja")
    app.button(key=f"terug_{other}").click().run()
    assert "Geef een reden" in app.error[0].value
    assert app.text_input(key=f"reden_{other}").value == "ja"
    assert desk.store.in_force().name == before

    app.text_input(key=f"reden_{other}").input("de uitgever verbetert zijn bestand")
    app.button(key=f"terug_{other}").click().run()
    assert not app.exception
    assert app.success[0].value == f"Release {other} is opnieuw in gebruik."
    assert desk.store.in_force().name == other
    last = desk.log.entries()[-1]
    assert (last.who, last.what, last.release) == ("an@example.be", "taken_back", other)


def test_only_an_administrator_removes_and_what_is_in_force_stays(
    desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    other = another_release(desk)
    monkeypatch.setattr(desk_room, "user", lambda: CHIEF)
    app = open_page(PAGE, tab="releases")
    app.number_input(key="bewaartermijn").set_value(1)
    app.button(key="opruimen").click().run()
    assert not app.exception
    assert not app.error
    assert other not in {kept.id for kept in desk.store.releases()}
    assert [box.label.split(" · ")[1] for box in app.expander] == ["in gebruik"]


# --- drafts -----------------------------------------------------------------------------------------------


def begun(desk: Desk) -> Draft:
    return open_draft(desk, Actor("an@example.be", frozenset({"analyst"})), "Mei")


def own_sheet(rows: list[str]) -> bytes:
    """A table as somebody types it: 63 municipalities would do as well as these three."""
    return ("\n".join(["Gemeente;2025", *rows]) + "\n").encode()


def test_a_draft_is_begun_with_a_title_and_stands_in_the_address(desk: Desk) -> None:
    app = open_page(PAGE, tab="concepten")
    app.text_input(key="nieuw_concept").input("Cijfers *van* mei")
    app.button(key="begin_concept").click().run()
    assert not app.exception
    (draft,) = desk.drafts.all()
    assert (draft.title, draft.by, draft.state) == ("Cijfers *van* mei", "an@example.be", "open")
    assert app.query_params["concept"] == draft.id
    assert "Cijfers \\*van\\* mei" in "\n".join(texts(app))


def test_a_draft_without_a_title_is_refused_and_the_list_stays(desk: Desk) -> None:
    app = open_page(PAGE, tab="concepten")
    app.text_input(key="nieuw_concept").input(" ")
    app.button(key="begin_concept").click().run()
    assert "titel" in app.error[0].value
    assert desk.drafts.all() == []


def test_a_strange_file_is_refused_with_its_reason_and_the_draft_stays(desk: Desk) -> None:
    made = begun(desk)
    app = open_page(PAGE, tab="inbrengen", concept=made.id)
    app.get("file_uploader")[0].upload("vreemd.csv", b"a;b\n1;2\n").run()
    assert not app.exception
    assert "vreemd.csv" in app.error[0].value
    assert "verwacht" in app.error[0].value
    assert not desk.drafts.get(made.id).files


def test_a_draft_is_given_up_with_a_reason(desk: Desk) -> None:
    made = begun(desk)
    app = open_page(PAGE, tab="inbrengen", concept=made.id)
    app.text_input(key="reden_intrekken").input("dubbel werk")
    app.button(key="intrekken").click().run()
    assert desk.drafts.get(made.id).state == "withdrawn"
    assert not app.get("file_uploader")


def test_a_draft_that_is_not_there_is_said(desk: Desk) -> None:
    app = open_page(PAGE, tab="inbrengen", concept="20260101-000000")
    assert not app.exception
    assert "geen concept" in app.error[0].value


@pytest.mark.parametrize("step", STEPS)
def test_each_step_opens_in_an_empty_draft(desk: Desk, step: str, tables: Tables) -> None:
    made = begun(desk)
    app = open_page(PAGE, tab=step, concept=made.id)
    assert not app.exception
    said = [text.replace(literal(made.id), "") for text in texts(app)]  # its number is a name, no figure
    assert {text: wrong for text in said if (wrong := faults(text, tables.release.id))} == {}


def test_an_own_table_is_kept_at_once_and_what_was_answered_survives_a_new_session(desk: Desk) -> None:
    made = begun(desk)
    app = open_page(PAGE, tab="tabel", concept=made.id)
    content = own_sheet(["Leuven;12", "Tienen;7", "Diest;5"])
    app.get("file_uploader")[0].upload("telling.csv", content).run()
    assert not app.exception
    (table,) = pending_tables(desk, made.id)
    assert content_of(desk, made.id, table) == content
    key = f"tabel_voor_{table.sha256[:12]}"
    app.selectbox(key=key).select("population").run()
    app.text_input(key=f"source_title_{table.sha256[:12]}").input("Onze telling").run()
    assert not app.exception

    again = open_page(PAGE, tab="tabel", concept=made.id)
    assert not again.exception
    assert again.selectbox(key=key).value == "population"
    assert again.text_input(key=f"source_title_{table.sha256[:12]}").value == "Onze telling"


# --- from check to publication ------------------------------------------------------------------------------


def with_own_table(desk: Desk) -> Draft:
    """A draft with three figures of an indicator of the tests' own."""
    made, analyst = begun(desk), Actor("an@example.be", frozenset({"analyst"}))
    content = own_sheet(["Leuven;12", "Tienen;7", "Diest;5"])
    table = put_aside(desk, analyst, made.id, "telling.csv", content)
    table = replace(table, target=NEW, source=SOURCE, form=INDICATOR)
    release = desk.release_in_force()
    wanted = meant(table, release, "2026-11-23")
    figures = read(content, table, wanted, release).outcome.observations
    return add_own_table(desk, analyst, made.id, own_table(wanted, figures), name="telling.csv")


def wait_for(key: str) -> None:
    """Until the job is done; fails when that takes too long."""
    for _ in range(SECONDS * 20):
        if not desk_jobs.is_running(key):
            return
        time.sleep(0.05)
    raise TimeoutError(key)


def test_a_draft_is_checked_seen_approved_by_a_second_person_and_published(
    desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    made = with_own_table(desk)
    app = open_page(PAGE, tab="nakijken", concept=made.id)
    app.button(key="nakijken").click().run()
    wait_for(f"nakijken_{made.id}")
    app.run()
    assert not app.exception
    assert not app.error
    report = desk.report_of(desk.drafts.get(made.id))
    assert report is not None
    assert report.can_be_submitted, report.remarks

    app = open_page(PAGE, tab="bekijken", concept=made.id)
    assert not app.exception
    assert "1 indicator verandert" in "\n".join(texts(app))
    assert "Geen enkele doelstelling krijgt een andere status" in "\n".join(texts(app))

    app = open_page(PAGE, tab="publiceren", concept=made.id)
    app.button(key="voorleggen").click().run()
    assert desk.drafts.get(made.id).state == "submitted"
    assert not [button for button in app.button if button.key == "goedkeuren"]

    monkeypatch.setattr(desk_room, "user", lambda: CHIEF)
    app = open_page(PAGE, tab="publiceren", concept=made.id)
    app.button(key="goedkeuren").click().run()
    app.button(key="publiceren").click().run()
    wait_for(f"publiceren_{made.id}")
    app.run()
    assert not app.exception
    assert desk.store.in_force().name == report.candidate
    assert desk.drafts.get(made.id).state == "published"
    done = [(entry.who, entry.what) for entry in desk.log.of_draft(made.id)]
    assert done[-4:] == [
        ("an@example.be", "submitted"),
        ("bo@example.be", "approved"),
        ("bo@example.be", "publishing"),
        ("bo@example.be", "published"),
    ]
