"""Tables of releases are loaded once, make room for newer ones, and are ready before somebody looks."""

from pathlib import Path

import pytest

from streekmonitor.analysis import aggregate
from streekmonitor.analysis.shelf import Shelf
from streekmonitor.release import ReleaseError
from streekmonitor.view import DEFAULT_SET
from tests.fixtures.small_release import ALFA, small_release, write_release


def written(folder: Path, events: float) -> Path:
    return write_release(
        small_release(("events", ALFA, "2020", events), ("residents", ALFA, "2020", 100)), folder
    )


def test_a_release_is_loaded_once_and_makes_room_for_newer_ones(tmp_path: Path) -> None:
    folders = [written(tmp_path / name, number) for number, name in enumerate("abc")]
    shelf = Shelf()
    first = shelf.of(folders[0])
    assert shelf.of(folders[0]) is first
    shelf.of(folders[1])
    shelf.of(folders[2])
    assert shelf.of(folders[0]) is not first
    with pytest.raises(ReleaseError):
        shelf.of(tmp_path / "weg")


def test_what_was_asked_is_computed_before_somebody_asks_again(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    old, new = written(tmp_path / "oud", 6), written(tmp_path / "nieuw", 7)
    shelf = Shelf()
    assert shelf.of(old).figure("events", ALFA, "2020", DEFAULT_SET).value == 6
    shelf.prepare(new)
    monkeypatch.setattr(aggregate, "indicator_values", lambda *_: pytest.fail("opnieuw berekend"))
    assert shelf.of(new).figure("events", ALFA, "2020", DEFAULT_SET).value == 7
    assert shelf.of(old).figure("events", ALFA, "2020", DEFAULT_SET).value == 6


def test_what_a_new_release_does_not_have_is_passed_over(tmp_path: Path) -> None:
    shelf = Shelf()
    with pytest.raises(KeyError):
        shelf.of(written(tmp_path / "oud", 6)).values("weg", DEFAULT_SET)
    new = written(tmp_path / "nieuw", 7)
    shelf.prepare(new)
    assert shelf.of(new).figure("events", ALFA, "2020", DEFAULT_SET).value == 7
