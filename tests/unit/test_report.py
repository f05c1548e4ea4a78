"""`report`: files that are whole or not there, progress in Dutch, and errors that say what to do."""

import re
from collections.abc import Callable
from pathlib import Path

import pytest

from streekmonitor import cli, release
from streekmonitor.analysis.tables import Tables
from streekmonitor.report import batch, kinds
from streekmonitor.report import cli as report
from streekmonitor.report.kinds import Kind
from tests.fixtures.small_release import ALFA, BETA, DELTA, GAMMA, HAVEN, small_release, write_release

Make = Callable[[Tables, str, str], bytes]


def told(_: Tables, code: str, home: str) -> bytes:
    return f"{code} {home}".encode()


@pytest.fixture(autouse=True)
def _house(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A release of three municipalities, and two kinds of reports that are made at once."""
    write_release(small_release(("events", ALFA, "2020", 6)), tmp_path / "data" / "release")
    monkeypatch.setattr(cli, "ROOT", tmp_path)
    monkeypatch.delenv(release.SETTING, raising=False)
    monkeypatch.chdir(tmp_path)
    monkeypatch.setattr(report.signal, "signal", lambda *_: None)
    use(monkeypatch, told)


def use(monkeypatch: pytest.MonkeyPatch, make: Make) -> None:
    two = {
        "pdf": Kind("gemeentefiche", "gemeentefiche", ".pdf", make),
        "pptx": Kind("presentatie", "gemeente", ".pptx", make),
    }
    for module in (kinds, batch, report):
        monkeypatch.setattr(module, "KINDS", two)


def run(*arguments: str) -> int:
    return cli.main(["report", *arguments, "--processes", "1"])


def files(folder: Path) -> dict[str, str]:
    return {path.name: path.read_text(encoding="utf-8") for path in sorted(folder.iterdir())}


def test_one_municipality_in_two_kinds(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run("--area", ALFA, "--as", "pdf,pptx", "--to", "uit", "--home", "https://streek.test") == 0
    assert files(tmp_path / "uit") == {
        "gemeente-alfa.pptx": f"{ALFA} https://streek.test",
        "gemeentefiche-alfa.pdf": f"{ALFA} https://streek.test",
    }
    out, err = capsys.readouterr()
    assert out == f"2 bestanden in {tmp_path / 'uit'}\n"
    assert re.search(r"  1 van 2: gemeentefiche-alfa\.pdf \(\d+,\d s\)\n", err)


def test_all_municipalities_of_the_province(tmp_path: Path) -> None:
    assert run("--all-municipalities") == 0
    assert list(files(tmp_path / "rapporten")) == [
        f"gemeentefiche-{name}.pdf" for name in ("alfa", "beta", "gamma")
    ]


@pytest.mark.parametrize("asked", [GAMMA, "gamma", DELTA, "Delta"])
def test_a_former_municipality_gets_the_report_of_its_successor(
    asked: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run("--area", asked) == 0
    assert list(files(tmp_path / "rapporten")) == ["gemeentefiche-gamma.pdf"]
    former = "Delta hoort nu bij Gamma: die krijgt de fiche." in capsys.readouterr().err
    assert former == (asked in (DELTA, "Delta"))


def test_who_is_named_twice_gets_one_report(tmp_path: Path) -> None:
    assert run("--area", "Alfa", ALFA, "--area", "alfa", "--as", "pdf, PDF") == 0
    assert len(files(tmp_path / "rapporten")) == 1


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (("--area", "Alfaa"), "Alfa"),
        (("--area", HAVEN), f"“{HAVEN}” is geen gemeente van de provincie."),
        (("--area", "oost_brabant"), "“oost_brabant” is geen gemeente van de provincie."),
        (("--area", "Alfa", "--as", "docx"), "“docx” bestaat niet. Kies uit pdf, pptx"),
        (("--area", "Alfa", "--as", ","), "Bij --as: er staat niets."),
        (("--area", "Alfa", "--to", "bestand"), "bestand is een bestand. Geef met --to een map."),
    ],
)
def test_what_can_not_be_made_is_told_with_what_to_do(
    arguments: tuple[str, ...], message: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "bestand").write_text("")
    assert run(*arguments) == 1
    out, err = capsys.readouterr()
    assert (out, message in err, "Traceback" in err) == ("", True, False)
    assert not (tmp_path / "rapporten").exists()


@pytest.mark.parametrize("arguments", [(), ("--area", "Alfa", "--all-municipalities"), ("--soort", "pdf")])
def test_a_command_that_is_not_understood_shows_how_it_is_used(
    arguments: tuple[str, ...], capsys: pytest.CaptureFixture[str]
) -> None:
    with pytest.raises(SystemExit) as stopped:
        run(*arguments)
    assert stopped.value.code == 2
    assert "gebruik: python run.py report" in capsys.readouterr().err


def test_one_report_that_fails_does_not_stop_the_others(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    def make(tables: Tables, code: str, home: str) -> bytes:
        if code == BETA:
            raise RuntimeError("de kaart ontbreekt")
        return told(tables, code, home)

    use(monkeypatch, make)
    assert run("--all-municipalities") == 1
    assert list(files(tmp_path / "rapporten")) == ["gemeentefiche-alfa.pdf", "gemeentefiche-gamma.pdf"]
    out, err = capsys.readouterr()
    assert "gemeentefiche van Beta: niet gelukt. RuntimeError: de kaart ontbreekt" in err
    assert out.startswith("2 bestanden in ")


def test_a_disk_that_is_full_leaves_what_was_there(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run("--area", "Alfa") == 0

    def full(path: Path, content: bytes) -> int:
        with path.open("wb") as half:
            half.write(content[:2])
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(Path, "write_bytes", full)
    assert run("--area", "Alfa", "--home", "https://nieuw.test") == 1
    assert files(tmp_path / "rapporten") == {"gemeentefiche-alfa.pdf": f"{ALFA} "}
    assert "maak schijfruimte vrij" in capsys.readouterr().err


def test_a_stop_leaves_whole_files_only(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def make(tables: Tables, code: str, home: str) -> bytes:
        if code == GAMMA:
            raise KeyboardInterrupt
        return told(tables, code, home)

    use(monkeypatch, make)
    with pytest.raises(KeyboardInterrupt):
        run("--all-municipalities")
    assert list(files(tmp_path / "rapporten")) == ["gemeentefiche-alfa.pdf", "gemeentefiche-beta.pdf"]


def test_a_file_name_is_safe_on_every_system() -> None:
    kind = Kind("gemeentefiche", "gemeentefiche", ".pdf", told)
    assert kind.file_name("’s-Gravenvoeren (Luik)") == "gemeentefiche-s-gravenvoeren-luik.pdf"
    assert kind.file_name("St.-Pieters-Leeuw") == "gemeentefiche-sint-pieters-leeuw.pdf"
