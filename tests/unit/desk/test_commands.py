"""Each step of the desk as a command: the same checks and log, a text to read, an exit code for a script."""

import csv
import io
import re
from pathlib import Path

import pandas as pd
import pytest
from desk_world import CHEF, Office, origin, road

from etl import cli
from etl.desk import unattended
from etl.desk.sign_off import take_back
from etl.fetch import Fetcher, Outcome
from etl.hashes import sha256
from etl.origin import Origin, write_origin
from streekmonitor.release import release_in_force

DRAFT = re.compile(r"\d{8}-[0-9a-f]{6}")


@pytest.fixture
def told(office: Office, capsys: pytest.CaptureFixture[str]):
    """Runs a command; gives its exit code and all that it told."""

    def run(*arguments: object) -> tuple[int, str]:
        code = cli.main([str(argument) for argument in arguments], office.root)
        out, err = capsys.readouterr()
        return code, out + err

    return run


def on_disk(folder: Path, upload: tuple[str, bytes]) -> Path:
    path = folder / upload[0]
    path.write_bytes(upload[1])
    return path


def test_from_a_file_to_a_release_and_back_by_hand(office: Office, told, tmp_path: Path) -> None:
    committed = office.desk.store.in_force().name
    file = on_disk(tmp_path, road(2021))
    code, text = told("recognise", file)
    assert code == 0
    assert "statbel_road_casualties" in text
    assert "een nieuwere uitgave, met 2021" in text
    code, text = told("bring-in", file, "--as", "An", "--title", "Ongevallen")
    assert code == 0
    draft = DRAFT.search(text)[0]
    assert f"etl submit {draft}" in text
    assert told("submit", draft, "--as", "An")[0] == 0
    code, text = told("approve", draft, "--as", "An")
    assert code == 1
    assert "een tweede persoon" in text
    assert told("publish", draft, "--as", "Bo")[0] == 1
    assert told("approve", draft, "--as", "Bo")[0] == 0
    code, text = told("publish", draft, "--as", "Bo")
    assert code == 0
    release = office.desk.store.in_force().name
    assert release in text
    assert "gepubliceerd" in told("drafts")[1]
    code, text = told("releases")
    assert re.search(rf"{release}.*in gebruik", text)
    assert re.search(rf"{committed}.*van het project", text)
    assert "Bo (opdracht)" in told("sources")[1]
    assert release in told("status")[1]
    assert told("check")[0] == 0
    code, _ = told("take-back", committed, "--reason", "een vergissing", "--as", "Chef")
    assert code == 0
    assert release_in_force(office.root).name == committed
    code, text = told("releases", "--remove", release, "--as", "Chef")
    assert code == 0
    assert release not in text
    assert told("take-back", release, "--reason", "toch maar", "--as", "Chef")[0] == 1


def test_a_doubt_is_confirmed_by_its_key(office: Office, told, tmp_path: Path) -> None:
    code, text = told("bring-in", on_disk(tmp_path, road(2020, leuven=300)))
    assert code == 0
    draft, key = DRAFT.search(text)[0], re.search(r"sleutel: ([^\]]+)\]", text)[1]
    assert told("submit", draft)[0] == 1
    assert told("confirm", draft, key, "--reason", "gemeld door de uitgever")[0] == 0
    assert told("check-draft", draft)[0] == 0
    assert told("submit", draft)[0] == 0
    assert told("send-back", draft, "--reason", "welke melding?", "--as", "Bo")[0] == 0
    assert told("withdraw", draft, "--reason", "niet meer nodig")[0] == 0
    assert "ingetrokken" in told("draft", draft)[1]


def test_what_is_refused_gives_an_exit_code_and_stays_a_draft(office: Office, told, tmp_path: Path) -> None:
    unknown = on_disk(tmp_path, ("lijst.csv", b"naam;boodschappen\nAn;melk\n"))
    code, text = told("recognise", unknown)
    assert code == 1
    assert "boodschappen" in text
    code, text = told("bring-in", unknown, on_disk(tmp_path, road(2021, leuven=-1)))
    assert code == 1
    assert "geweigerd" in text
    assert len(office.desk.drafts.all()) == 1
    for arguments in (
        ("draft", "bestaat-niet"),
        ("publish", "../../x"),
        ("take-back", "weg", "--reason", "een reden"),
    ):
        code, text = told(*arguments)
        assert code == 1
        assert "De vorige release blijft ongewijzigd in gebruik." in text


def test_remarks_and_log_are_files_in_which_nothing_runs(office: Office, told, tmp_path: Path) -> None:
    code, text = told(
        "bring-in", on_disk(tmp_path, road(2020, leuven=300)), "--title", "=1+1", "--as", "@SUM(A1)"
    )
    draft = DRAFT.search(text)[0]
    assert told("draft", draft, "--remarks", tmp_path / "opmerkingen.xlsx")[0] == 0
    remarks = pd.read_excel(tmp_path / "opmerkingen.xlsx", dtype=str, engine="calamine")
    assert remarks["soort"][0] == "te bevestigen"
    assert told("log", "--to", tmp_path / "log.csv")[0] == 0
    lines = list(csv.reader(io.StringIO((tmp_path / "log.csv").read_text("utf-8-sig")), delimiter=";"))
    assert lines[0][:3] == ["tijdstip", "wie", "wat"]
    assert {line[1] for line in lines[1:]} == {"'@SUM(A1) (opdracht)"}
    assert any(line[5] == "'=1+1" for line in lines[1:])
    assert told("log", "--to", tmp_path / "log.xlsx")[0] == 0
    book = pd.read_excel(tmp_path / "log.xlsx", dtype=str, engine="calamine")
    assert len(book) == len(lines) - 1
    assert told("log", "--to", tmp_path / "log.pdf")[0] == 1
    assert code == 0


# --- the scheduled run --------------------------------------------------------------------------------------


@pytest.fixture
def publisher(monkeypatch: pytest.MonkeyPatch):
    """What the publishers offer: uploads by source, put in data/raw as a download is."""
    offered: dict[str, bytes] = {}

    def source(fetcher: Fetcher, module, _source) -> list[Outcome]:
        if module.SOURCE not in offered:
            return [Outcome(module.SOURCE, "x", "failed", "de website antwoordt niet")]
        file = module.FILES[0].replace("*", "2021")
        path = fetcher.raw / file
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(offered[module.SOURCE])
        day = fetcher.today.isoformat()
        write_origin(path, Origin("https://uitgever.be/x", sha256(path), path.stat().st_size, day, day))
        return [Outcome(module.SOURCE, file, "new")]

    monkeypatch.setattr(Fetcher, "source", source)
    return offered


def test_a_scheduled_run_publishes_what_passes_every_check(office: Office, told, publisher) -> None:
    publisher["statbel_road_casualties"] = road(2021)[1]
    code, text = told("scheduled")
    assert code == 0, text
    assert "de website antwoordt niet" in text  # of the others
    assert office.value("road_casualties", "24062", "2021") == [5]
    entries = {entry.what: entry for entry in office.desk.log.entries()}
    assert entries["approved_unattended"].who == unattended.SCHEDULED.name
    code, text = told("scheduled", "statbel_road_casualties")
    assert code == 0
    assert "niets nieuws" in text
    assert office.is_sound()


@pytest.mark.parametrize("leuven", [300, -1])
def test_a_scheduled_run_leaves_a_draft_for_a_person(office: Office, told, publisher, leuven: int) -> None:
    in_force = office.desk.store.in_force()
    publisher["statbel_road_casualties"] = road(2020, leuven)[1]
    code, text = told("scheduled", "statbel_road_casualties")
    assert code == 3
    assert office.desk.store.in_force() == in_force
    (draft,) = office.desk.drafts.all()
    assert draft.state == "open"
    assert draft.id in text


def test_a_scheduled_run_goes_on_when_a_file_is_not_what_it_should_be(
    office: Office, told, publisher
) -> None:
    publisher["statbel_road_casualties"] = road(2021)[1]
    publisher["statbel_origin"] = b"<html>captcha</html>"
    assert told("scheduled")[0] == 0
    assert office.value("road_casualties", "24062", "2021") == [5]


def test_what_was_brought_in_goes_on_after_a_new_release_of_the_project(office: Office, told) -> None:
    office.published(road(2021))
    published = office.published(origin((2025,), belgians=60))
    committed = next(kept.id for kept in office.desk.store.releases() if kept.committed)
    take_back(office.desk, CHEF, committed, "een nieuwe release van het project")
    code, text = told("bring-again", published)
    assert code == 0, text
    draft = DRAFT.search(text)[0]
    for arguments in (("submit", draft, "--as", "An"), ("approve", draft, "--as", "Bo"), ("publish", draft)):
        assert told(*arguments)[0] == 0
    assert office.value("road_casualties", "24062", "2021") == [5]
    rows = office.desk.release_in_force().measure("residents_by_origin", "belgian")
    assert rows[rows["area"] == "24062"]["value"].tolist() == [60]
    assert told("bring-again", published)[0] == 1  # nothing is left to bring in
