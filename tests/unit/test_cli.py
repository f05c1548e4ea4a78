"""`value`: one figure as JSON, or a Dutch message and exit code 1, never a stack trace."""

import json
import math
import re
import runpy
import sys
from pathlib import Path

import pytest

from streekmonitor import cli, release
from tests.fixtures.small_release import ALFA, BETA, EAST, GAMMA, small_release, write_release

RELEASE = small_release(
    ("events", ALFA, "2020", 6),
    ("events", BETA, "2020", 8),
    ("events", BETA, "2021", math.nan, "confidential"),
    ("residents", ALFA, "2018", 1200),
    ("kinds:a", ALFA, "2020", 3),
)


@pytest.fixture(autouse=True)
def _release_on_disk(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    write_release(RELEASE, tmp_path / "data" / "release")
    monkeypatch.setattr(cli, "ROOT", tmp_path)
    monkeypatch.delenv(release.SETTING, raising=False)


def test_a_figure_as_json(capsys: pytest.CaptureFixture[str]) -> None:
    assert cli.main(["value", "events_per_1000", EAST, "2020"]) == 0
    out, err = capsys.readouterr()
    found = json.loads(out)
    assert err == ""
    assert {key: found[key] for key in ("value", "unit", "status", "form", "basis")} == {
        "value": 14.0,
        "unit": "gevallen per 1.000 inwoners",
        "status": "observed",
        "form": "ratio",
        "basis": "computed",
    }
    assert (found["numerator"], found["denominator"], found["factor"]) == (14, 1000, 1000)
    assert (found["took_part"], found["absent"], found["release"]) == ([ALFA, BETA], [], RELEASE.id)
    assert found["sources"][0]["publisher"] == "Uitgever"


@pytest.mark.parametrize("area", [ALFA, "alfa", " ALFA "])
def test_an_area_by_code_or_name(area: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert cli.main(["value", "events", area]) == 0
    assert json.loads(capsys.readouterr().out)["value"] == 6


def test_a_region_by_name_and_a_measure_by_category(capsys: pytest.CaptureFixture[str]) -> None:
    assert cli.main(["value", "events", "Oost-Brabant", "2020"]) == 0
    assert json.loads(capsys.readouterr().out)["area"] == EAST
    assert cli.main(["value", "kinds:a", ALFA]) == 0
    assert json.loads(capsys.readouterr().out)["value"] == 3


def test_a_refusal_is_an_answer(capsys: pytest.CaptureFixture[str]) -> None:
    assert cli.main(["value", "events", EAST, "2021"]) == 0
    found = json.loads(capsys.readouterr().out)
    assert (found["value"], found["basis"]) == (None, "refused")
    assert found["reason"]
    assert [entry["area"] for entry in found["absent"]] == [ALFA, BETA]


def test_a_decline_is_written_as_dutch_and_as_a_number(capsys: pytest.CaptureFixture[str]) -> None:
    assert cli.main(["value", "growth", ALFA, "2020"]) == 0
    found = json.loads(capsys.readouterr().out)
    assert (found["value"], found["text"]) == (-50, "−50,0\u00a0%")


@pytest.mark.parametrize(
    ("arguments", "expected"),
    [
        (("evnts", ALFA), "Bedoelt u: events"),
        (("events", "Alfaa"), "Bedoelde u Alfa"),
        (("events", ALFA, "1999"), "Wel: 2020, 2021."),
        (("events", ALFA, "<script>"), "Wel: 2020, 2021."),
        (("kinds", ALFA), "heeft geen totaal"),
        (("kinds:z", ALFA), "Wel: a, b."),
        (("median", GAMMA), "nog geen cijfers"),
        (("", ALFA), "Er is geen indicator ''"),
        (("events", ""), "Onbekend gebied"),
    ],
)
def test_what_is_unknown_gets_the_valid_choices(
    arguments: tuple[str, ...], expected: str, capsys: pytest.CaptureFixture[str]
) -> None:
    assert cli.main(["value", *arguments]) == 1
    out, err = capsys.readouterr()
    assert out == ""
    assert expected in err
    assert "Traceback" not in err


@pytest.mark.parametrize(
    "name", ["current", "toets/manifest.json", "toets/observations.parquet", "toets/catalog.json"]
)
def test_a_damaged_release_is_explained(
    name: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "data" / "release" / name).write_text("{}", encoding="utf-8")
    assert cli.main(["value", "events", ALFA]) == 1
    assert capsys.readouterr().err.strip()


@pytest.mark.parametrize(
    "arguments", [[], ["events"], ["events", ALFA, "2020", "te veel"], ["--formaat", "events", ALFA]]
)
def test_a_command_that_does_not_fit_is_explained_in_dutch(
    arguments: list[str], capsys: pytest.CaptureFixture[str]
) -> None:
    with pytest.raises(SystemExit) as stopped:
        cli.main(["value", *arguments])
    err = capsys.readouterr().err
    assert stopped.value.code == 2
    assert "gebruik: python run.py value [-h] INDICATOR GEBIED [PERIODE]" in err
    assert not re.search("usage|error|required|arguments", err)


def test_its_help_is_in_dutch(capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit) as stopped:
        cli.main(["value", "--help"])
    assert stopped.value.code == 0
    assert not re.search("usage|options|positional|show this", capsys.readouterr().out)


def test_ctrl_c_shows_no_code(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    def interrupted(_folder: Path) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr(release, "load_release", interrupted)
    monkeypatch.setattr(sys, "argv", ["cli.py", "value", "events", ALFA])
    monkeypatch.delitem(sys.modules, "streekmonitor.cli")
    with pytest.raises(SystemExit) as stopped:
        runpy.run_module("streekmonitor.cli", run_name="__main__")
    assert stopped.value.code == 130
    assert capsys.readouterr().err == ""


def test_without_a_release_it_says_how_to_build_one(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "data" / "release" / "current").unlink()
    assert cli.main(["value", "events", ALFA]) == 1
    assert "etl build" in capsys.readouterr().err


def test_the_etl_gets_its_own_arguments(capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit) as stopped:
        cli.main(["etl", "--help"])
    assert stopped.value.code == 0
    assert "build" in capsys.readouterr().out
