"""Gegevens, as who brings figures in sees it: the log, what the disk holds, and taking a release back."""

import json
import shutil
from pathlib import Path

import pytest

from etl.desk.desk import Desk
from etl.publish import content_id
from streekmonitor.app import desk_room
from streekmonitor.objectives.rights import READER, User
from streekmonitor.release import SETTING
from tests.app.dashboard import ROOT, open_page, texts

PAGE = "gegevens"
AN = User(name="An", email="an@example.be", roles=frozenset({"analyst"}))
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
