"""Backup and restore: everything comes back, in either kind of database, and what was there stays beside."""

import json
import zipfile
from pathlib import Path

import pytest
from registers import ADMIN, EDITOR, NOW, TABLES, action, meeting, note, objective
from sqlalchemy import text

from streekmonitor.objectives.model import SavedPresentation
from streekmonitor.objectives.rights import NotAllowedError
from streekmonitor.store.backup import BackupError, backup, restore
from streekmonitor.store.database import Database
from streekmonitor.store.opening import open_store
from streekmonitor.store.store import Store
from tests.fixtures import register_0001
from tests.postgres import Server


def fill(store: Store) -> None:
    """One of everything, changed once."""
    goal = store.save_objective(objective(why="‘één’\n=1+1"), TABLES, EDITOR, NOW)
    deed = store.save_action(action(goal), EDITOR, NOW)
    store.save_note(note(deed), EDITOR, NOW)
    store.save_meeting(meeting(), EDITOR, NOW)
    store.save_presentation(SavedPresentation(name="Maart", content={"dia's": [1.5, None]}), EDITOR, NOW)
    store.record_verdicts(TABLES, NOW.date(), EDITOR, NOW)
    store.save_action(deed.with_(status="running"), EDITOR, NOW)


def everything(store: Store) -> tuple[object, ...]:
    register = store.register(EDITOR)
    shown = [store.presentation(entry.id) for entry in register.presentations]
    history = [line for line in store.history(EDITOR) if line.kind != "restore"]
    return register, shown, history, store.recorded(NOW.date())


def test_everything_comes_back(store: Store, tmp_path: Path) -> None:
    fill(store)
    before = everything(store)
    # objective, action, link, note, meeting, presentation, verdict; and six lines of history
    assert backup(store.database, tmp_path / "b.zip", ADMIN, NOW) == 7 + 6
    goal = store.register(EDITOR).objectives[0]
    store.save_objective(goal.with_(title="Intussen gewijzigd"), TABLES, EDITOR, NOW)
    done = restore(store.database, tmp_path / "b.zip", ADMIN, NOW)
    assert done.rows == 13
    assert everything(store) == before
    assert store.history(EDITOR)[-1].kind == "restore"
    store.save_objective(goal.with_(title="Verder"), TABLES, EDITOR, NOW)  # numbers go on after the last
    assert done.kept is not None
    restore(store.database, done.kept, ADMIN, NOW)  # and what was there before, can be had back
    assert store.register(EDITOR).objectives[0].title == "Intussen gewijzigd"


def test_from_one_kind_of_database_to_the_other(postgres: Server, tmp_path: Path) -> None:
    file = open_store(f"sqlite:///{(tmp_path / 'a.db').as_posix()}", None, lambda: NOW)
    server = open_store(postgres.new_schema(), None, lambda: NOW)
    fill(file)
    backup(file.database, tmp_path / "een.zip", ADMIN, NOW)
    restore(server.database, tmp_path / "een.zip", ADMIN, NOW)
    assert everything(server) == everything(file)
    backup(server.database, tmp_path / "twee.zip", ADMIN, NOW)
    restore(file.database, tmp_path / "twee.zip", ADMIN, NOW)
    assert everything(server) == everything(file)
    for store in (file, server):
        store.database.close()


def test_the_same_content_gives_the_same_bytes_of_content(store: Store, tmp_path: Path) -> None:
    fill(store)
    for name in ("een.zip", "twee.zip"):
        backup(store.database, tmp_path / name, ADMIN, NOW)
    een, twee = (zipfile.ZipFile(tmp_path / name).read("register.json") for name in ("een.zip", "twee.zip"))
    assert een == twee


def test_a_backup_of_an_earlier_version(store: Store, tmp_path: Path) -> None:
    rows = {table: [dict(row) for row in rows] for table, rows in register_0001.ROWS.items()}
    for number, line in enumerate(rows["history"], start=1):
        line["id"] = number
    body = json.dumps(rows).encode()
    write(tmp_path / "oud.zip", body, version="0001")
    restore(store.database, tmp_path / "oud.zip", ADMIN, NOW)
    register = store.register(EDITOR)
    assert {entry.id for entry in register.objectives} == {"doel-1", "doel-2"}
    assert register.actions[0].objectives == ("doel-2", "doel-1")
    assert len(store.history(EDITOR, record="doel-1")) == 2


def write(path: Path, body: bytes, **changes: object) -> None:
    """A backup by hand, with the right checksum unless told otherwise."""
    import hashlib

    manifest = {
        "format": 1,
        "version": "0002",
        "made": NOW.isoformat(),
        "sha256": hashlib.sha256(body).hexdigest(),
    }
    with zipfile.ZipFile(path, "w") as archive:
        archive.writestr("manifest.json", json.dumps({**manifest, **changes}))
        archive.writestr("register.json", body)


@pytest.mark.parametrize(
    ("changes", "reason"),
    [
        ({"sha256": "0" * 64}, "controlegetal"),
        ({"version": "9999"}, "andere versie"),
        ({"format": 2}, "andere versie"),
        ({}, "niet de inhoud van versie 0002"),
    ],
)
def test_what_can_not_be_restored_changes_nothing(
    store: Store, tmp_path: Path, changes: dict[str, object], reason: str
) -> None:
    fill(store)
    before = everything(store)
    write(tmp_path / "b.zip", b'{"objective": [{"id": 1}]}', **changes)
    with pytest.raises(BackupError, match=reason):
        restore(store.database, tmp_path / "b.zip", ADMIN, NOW)
    assert everything(store) == before


@pytest.mark.parametrize("content", [b"", b"PK\x03\x04half", b"geen zip"])
def test_a_file_that_is_no_backup(store: Store, tmp_path: Path, content: bytes) -> None:
    (tmp_path / "b.zip").write_bytes(content)
    with pytest.raises(BackupError, match="geen back-up"):
        restore(store.database, tmp_path / "b.zip", ADMIN, NOW)
    with pytest.raises(BackupError, match="geen back-up"):
        restore(store.database, tmp_path / "weg.zip", ADMIN, NOW)


def test_a_damaged_database_is_set_aside(tmp_path: Path) -> None:
    path = tmp_path / "register.db"
    store = open_store(f"sqlite:///{path.as_posix()}", None, lambda: NOW)
    fill(store)
    before = everything(store)
    backup(store.database, tmp_path / "b.zip", ADMIN, NOW)
    store.database.close()
    path.write_bytes(b"geen databank" * 500)
    done = restore(store.database, tmp_path / "b.zip", ADMIN, NOW)
    assert everything(store) == before
    assert done.kept is not None
    assert done.kept.read_bytes() == b"geen databank" * 500


def test_a_newer_database_is_set_aside_too(tmp_path: Path) -> None:
    store = open_store(f"sqlite:///{(tmp_path / 'register.db').as_posix()}", None, lambda: NOW)
    fill(store)
    backup(store.database, tmp_path / "b.zip", ADMIN, NOW)
    with store.database.writing() as session:
        session.execute(text("UPDATE alembic_version SET version_num = '9999'"))
    done = restore(store.database, tmp_path / "b.zip", ADMIN, NOW)
    assert len(store.register(EDITOR).objectives) == 1
    assert done.kept is not None
    assert done.kept.exists()


def test_a_server_that_is_away_is_not_restored(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("streekmonitor.store.database.SECONDS_TO_CONNECT", 1)
    away = Database("postgresql://tests@127.0.0.1:1/weg", lambda _session: None)
    write(tmp_path / "b.zip", json.dumps({table: [] for table in TABLE_NAMES}).encode())
    with pytest.raises(Exception, match="geen verbinding met PostgreSQL"):
        restore(away, tmp_path / "b.zip", ADMIN, NOW)


TABLE_NAMES = (
    "objective", "action", "action_objective", "note", "meeting", "history", "presentation", "judgement",
)  # fmt: skip


def test_a_backup_that_can_not_be_written(store: Store, tmp_path: Path) -> None:
    with pytest.raises(BackupError, match="kon niet worden geschreven"):
        backup(store.database, tmp_path / "geen map" / "b.zip", ADMIN, NOW)


def test_only_an_administrator(store: Store, tmp_path: Path) -> None:
    for command in (backup, restore):
        with pytest.raises(NotAllowedError, match="het register te beheren"):
            command(store.database, tmp_path / "b.zip", EDITOR, NOW)
    assert list(tmp_path.glob("*.zip")) == []
