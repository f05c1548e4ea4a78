"""The commands of `python run.py etl`: help, mistakes and progress, all in Dutch."""

import io
import re

import pytest

from etl import cli
from etl.progress import Progress


@pytest.mark.parametrize("command", [["--help"], ["build", "--help"], ["fetch", "--help"]])
def test_help_is_in_dutch(capsys, command):
    with pytest.raises(SystemExit) as ended:
        cli.main(command)
    text = capsys.readouterr().out
    assert ended.value.code == 0
    assert text.startswith("gebruik: python run.py etl ")
    assert text.count("gebruik:") == 1
    assert not re.search("usage|options|positional|show this", text)


@pytest.mark.parametrize("command", [[], ["bouw"], ["build", "--bron"]])
def test_a_mistake_in_the_command_is_explained_in_dutch(capsys, command):
    with pytest.raises(SystemExit) as ended:
        cli.main(command)
    text = capsys.readouterr().err
    assert ended.value.code == 2
    assert text.startswith("Deze opdracht is niet te begrijpen")
    assert "gebruik: python run.py etl" in text
    assert "error" not in text


def test_a_folder_of_sources_that_is_not_there_is_named(capsys, tmp_path):
    assert cli.main(["build", "--sources", str(tmp_path / "weg")], tmp_path) == 1
    assert f"De map {tmp_path / 'weg'} bestaat niet." in capsys.readouterr().err


class Terminal(io.StringIO):
    def isatty(self) -> bool:
        return True


@pytest.mark.parametrize(
    ("stream", "written"),
    [
        (io.StringIO(), r"  bron: 3 rijen \(0,0 s\)\n"),
        (Terminal(), r"  bron …\r\x1b\[K  bron: 3 rijen \(0,0 s\)\n"),
    ],
)
def test_a_step_is_one_line_and_on_a_terminal_stands_there_from_the_start(stream, written):
    with Progress(stream).step("bron") as step:
        step.result = "3 rijen"
    assert re.fullmatch(written, stream.getvalue())


def test_a_step_that_fails_says_so():
    stream = io.StringIO()
    with pytest.raises(RuntimeError), Progress(stream).step("bron"):
        raise RuntimeError
    assert stream.getvalue() == "  bron: gestopt\n"
