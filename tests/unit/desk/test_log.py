"""The log only grows, survives what breaks, and reads as a table."""

import json
from pathlib import Path

import pytest

from etl.desk.log import COLUMNS, VERBS, Entry, Log, rows

FIRST = Entry("2026-02-03T10:00:00.000+00:00", "An", "opened", "20260203-abcdef", why="eerste")
SECOND = Entry("2026-02-03T11:00:00.000+00:00", "Bo", "published", release="0123456789ab", sources="a b")


def test_entries_are_added_and_read_back(tmp_path: Path) -> None:
    log = Log(tmp_path / "map" / "log.jsonl")
    assert log.entries() == []
    log.write(FIRST)
    log.write(SECOND)
    assert log.entries() == [FIRST, SECOND]
    assert log.of_draft("20260203-abcdef") == [FIRST]
    table = rows(log.entries())
    assert [len(row) for row in table] == [len(COLUMNS)] * 2
    assert table[0][1:3] == ("Bo", VERBS["published"])


def test_a_line_that_was_broken_off_spoils_no_other(tmp_path: Path) -> None:
    log = Log(tmp_path / "log.jsonl")
    log.write(FIRST)
    with (tmp_path / "log.jsonl").open("ab") as stream:
        stream.write(b'{"when": "2026-02-03T10:')
    log.write(SECOND)
    assert log.entries() == [FIRST, SECOND]


def test_texts_stay_on_one_line_of_json(tmp_path: Path) -> None:
    log = Log(tmp_path / "log.jsonl")
    log.write(Entry("2026-02-03T10:00:00.000+00:00", "=1+1\n<b>", "refused", why="regel 1\nregel 2"))
    (line,) = (tmp_path / "log.jsonl").read_text(encoding="utf-8").splitlines()
    assert json.loads(line)["who"] == "=1+1\n<b>"


def test_a_full_disk_is_told(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    log = Log(tmp_path / "log.jsonl")
    log.write(FIRST)
    monkeypatch.setattr("etl.desk.log.os.write", lambda _file, content: len(content) // 2)
    with pytest.raises(OSError, match="vol"):
        log.write(SECOND)
