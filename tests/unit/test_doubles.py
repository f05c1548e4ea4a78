"""Two files of one name: the one of the latest day is used, and nothing is hidden without a word."""

import os
from datetime import datetime
from pathlib import Path

import pytest
from etl_house import ROAD, ROAD_ROWS, write, write_road

from etl import cli
from etl.doubles import doubles, lines
from etl.files import SourceFiles
from etl.hashes import sha256
from etl.inputs import source_files
from etl.origin import Origin, write_origin

NAME = Path(ROAD).name


def saved(path: Path, day: str, content: bytes = b"x") -> Path:
    """A file that a person saved on a day."""
    write(path, content)
    moment = datetime.fromisoformat(day).timestamp()
    os.utime(path, (moment, moment))
    return path


def downloaded(path: Path, day: str, content: bytes = b"x") -> Path:
    """A file that `etl fetch` got on a day; when it was last touched says nothing."""
    saved(path, "2030-01-01", content)
    write_origin(path, Origin("https://uitgever.test", sha256(path), len(content), day, day))
    return path


@pytest.fixture
def inbox(tmp_path):
    return tmp_path / "data" / "inbox"


@pytest.fixture
def raw(tmp_path):
    return tmp_path / "data" / "raw"


@pytest.mark.parametrize(
    ("placed", "fetched", "winner"),
    [
        ("2026-05-01", "2026-06-01", ROAD),
        ("2026-06-01", "2026-05-01", NAME),
        ("2026-06-01", "2026-06-01", NAME),  # who placed it by hand meant it
    ],
)
def test_the_file_that_came_last_is_used(tmp_path, placed, fetched, winner):
    by_hand = saved(tmp_path / "data" / "inbox" / NAME, placed, b"met de hand")
    download = downloaded(tmp_path / "data" / "raw" / ROAD, fetched, b"opgehaald")
    expected = by_hand if winner == NAME else download
    files = source_files(None, tmp_path)
    assert files.path(ROAD) == expected
    assert files.paths("statbel/road_casualties/TF_*.zip") == (expected,)


def test_the_folder_that_is_given_goes_before_what_came_later(tmp_path, inbox):
    given = saved(tmp_path / "bronnen" / ROAD, "2020-01-01", b"oud")
    saved(inbox / NAME, "2026-06-01", b"nieuw")
    files = source_files(tmp_path / "bronnen", tmp_path)
    assert files.path(ROAD) == given
    (told,) = doubles(files)
    assert (told.used, told.others) == (given, (inbox / NAME,))
    assert "want de map die u met --sources gaf, gaat voor" in "\n".join(lines([told], files))


def test_what_is_told_names_both_files_with_their_days_and_what_to_do(tmp_path, inbox, raw):
    by_hand = saved(inbox / NAME, "2026-05-03", b"met de hand")
    download = downloaded(raw / ROAD, "2026-06-01", b"opgehaald")
    files = source_files(None, tmp_path)
    assert lines(doubles(files), files)[:4] == [
        f"Let op: {NAME} staat op meer dan één plaats, met verschillende inhoud.",
        f"  gebruikt:       {download} (opgehaald op 1 juni 2026), want het is het recentst",
        f"  niet gebruikt:  {by_hand} (bewaard op 3 mei 2026)",
        "  wat te doen:    verwijder wat niet geldt",
    ]


def test_the_same_content_twice_is_no_matter(tmp_path, inbox, raw):
    saved(inbox / NAME, "2026-05-03")
    downloaded(raw / ROAD, "2026-06-01")
    assert doubles(source_files(None, tmp_path)) == []


def test_a_file_of_no_source_is_no_matter(tmp_path):
    for folder, content in (("a", b"x"), ("b", b"y")):
        write(tmp_path / folder / "nota.txt", content)
    assert doubles(SourceFiles((tmp_path / "a",), arrivals=(tmp_path / "b",))) == []


def three_in_the_inbox(house) -> Path:
    path = house.root / "data" / "inbox" / NAME
    write_road(path, rows=(*ROAD_ROWS, ("2020-07-08", "24062", "1", "0", "1", "0", "0")))
    return path


@pytest.mark.parametrize("command", ["build", "check", "status"])
def test_the_commands_tell_it(built, capsys, command):
    hidden = three_in_the_inbox(built)
    assert cli.main([command, "--sources", str(built.sources)], built.root) == 0
    text = capsys.readouterr().out
    assert f"gebruikt:       {built.sources / ROAD} (bewaard op " in text
    assert f"niet gebruikt:  {hidden} (bewaard op " in text


def test_a_build_that_stops_tells_it_too(built, capsys):
    three_in_the_inbox(built)
    write(built.sources / ROAD, b"<html>Captcha</html>")
    assert built.build() == 1
    shown = capsys.readouterr()
    assert "webpagina" in shown.err
    assert f"Let op: {NAME} staat op meer dan één plaats" in shown.out
