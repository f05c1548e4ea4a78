"""What goes wrong around a database: nothing is half kept, the reason is told, and reading goes on."""

import os
import sqlite3
import subprocess
import sys
import time
from pathlib import Path

import pytest
from registers import EDITOR, NOW, TABLES, action, objective
from sqlalchemy import event

from streekmonitor.objectives.rights import READER
from streekmonitor.store.errors import StoreUnavailableError
from streekmonitor.store.opening import database_url, open_store
from streekmonitor.store.store import Store
from tests.postgres import Server

ROOT = Path(__file__).parents[2]
POSIX = pytest.mark.skipif(os.name == "nt", reason="works with rights of POSIX")
WRITE_ON = """
import sys
sys.path[:0] = ["tests/store", "."]
from registers import EDITOR, NOW, note
from streekmonitor.store.opening import open_store

store = open_store(sys.argv[1], None, lambda: NOW)
deed = store.register(EDITOR).actions[0]
print("begonnen", flush=True)
while True:
    deed = store.save_action(deed.with_(title=f"Versie {deed.version + 1}"), EDITOR, NOW)
    store.save_note(note(deed, text="x" * 3000), EDITOR, NOW)
"""
READ_ONLY = """
import os, sys
sys.path[:0] = ["tests/store", "."]
from registers import EDITOR, NOW, TABLES, objective
from streekmonitor.store.errors import StoreUnavailableError
from streekmonitor.store.opening import open_store

if os.geteuid() == 0:
    os.seteuid(65534)  # root may write anywhere
store = open_store(sys.argv[1], None, lambda: NOW)
register = store.register(EDITOR)
print(len(register.objectives), register.notice)
try:
    store.save_objective(objective(), TABLES, EDITOR, NOW)
except StoreUnavailableError as error:
    print(error)
"""


def file_url(path: Path) -> str:
    return f"sqlite:///{path.as_posix()}"


def filled(store: Store) -> None:
    goal = store.save_objective(objective(), TABLES, EDITOR, NOW)
    store.save_action(action(goal), EDITOR, NOW)


def test_killed_at_any_moment_every_version_is_whole(store: Store, url: str) -> None:
    """Each version of a record has its line in the history, and there are no lines without."""
    filled(store)
    store.database.close()
    for wait in (0.05, 0.2, 0.4):
        process = subprocess.Popen(
            [sys.executable, "-c", WRITE_ON, url], cwd=ROOT, stdout=subprocess.PIPE, text=True
        )
        with process:
            if process.stdout is None or process.stdout.readline() != "begonnen\n":
                raise AssertionError("the writer did not begin")
            time.sleep(wait)
            process.kill()
        register, lines = store.register(EDITOR), store.history(EDITOR)
        assert register.notice == ""
        [deed] = register.actions
        versions = [line.version for line in lines if line.record == deed.id]
        assert versions == list(range(1, deed.version + 1))
        assert deed.version == 1 or deed.title == f"Versie {deed.version}"
        assert {line.record for line in lines if line.kind == "note"} == {
            entry.id for entry in register.notes
        }
    assert deed.version > 1
    assert store.save_action(deed.with_(title="Verder"), EDITOR, NOW).version == deed.version + 1


def test_what_fails_halfway_is_not_kept_at_all(store: Store) -> None:
    good, bad = objective(), objective(title="")
    with pytest.raises(ValueError, match="Titel"):
        store.save_all([good, bad], TABLES, EDITOR, NOW)
    assert store.register(EDITOR).objectives == ()
    assert store.history(EDITOR) == []


def test_a_full_disk(tmp_path: Path) -> None:
    """As many pages as there are, and not one more."""
    store = open_store(file_url(tmp_path / "register.db"), None, lambda: NOW)
    filled(store)
    before = store.register(EDITOR)
    limit = event.listens_for(store.database._ready(), "begin")
    limit(lambda connection: connection.exec_driver_sql("PRAGMA max_page_count=1"))

    def go_on() -> None:
        for place in range(50):
            store.save_objective(objective(title=f"Doel {place}", why="x" * 4000), TABLES, EDITOR, NOW)

    with pytest.raises(StoreUnavailableError, match="de schijf is vol"):
        go_on()
    register = store.register(EDITOR)
    assert len(register.objectives) == len(store.history(EDITOR)) - 1  # and one of the action
    assert register.actions == before.actions
    assert register.notice == ""


@POSIX
@pytest.mark.parametrize("what", ["bestand", "map"])
def test_a_database_that_may_only_be_read(tmp_path: Path, what: str) -> None:
    path = tmp_path / "map" / "register.db"
    path.parent.mkdir()
    store = open_store(file_url(path), None, lambda: NOW)
    filled(store)
    store.database.close()
    for folder in (path.parent, tmp_path, *tmp_path.parents[:3]):  # pytest's own are closed to others
        folder.chmod(0o755)
    path.chmod(0o444)
    if what == "map":
        path.parent.chmod(0o555)
    command = [sys.executable, "-c", READ_ONLY, file_url(path)]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, encoding="utf-8", check=False)
    path.parent.chmod(0o755)
    assert done.returncode == 0, done.stderr
    read, refused = done.stdout.splitlines()
    assert read.startswith("1 Alleen te lezen: ")
    assert refused.startswith("Dit is niet bewaard: ")
    assert "alleen-lezen" in refused or "rechten" in refused


def test_a_folder_that_can_not_be_made(tmp_path: Path) -> None:
    (tmp_path / "map").write_text("een bestand", encoding="utf-8")
    store = open_store(file_url(tmp_path / "map" / "register.db"), None, lambda: NOW)
    assert "kan niet gemaakt worden" in store.register().notice
    with pytest.raises(StoreUnavailableError, match="kan niet gemaakt worden"):
        store.save_objective(objective(), TABLES, EDITOR, NOW)


def test_a_damaged_file(tmp_path: Path) -> None:
    path = tmp_path / "register.db"
    path.write_bytes(b"geen databank" * 500)
    store = open_store(file_url(path), None, lambda: NOW)
    assert "beschadigd" in store.register().notice
    with pytest.raises(StoreUnavailableError, match="restore"):
        store.save_objective(objective(), TABLES, EDITOR, NOW)
    assert path.read_bytes() == b"geen databank" * 500


def test_somebody_who_writes_on_and_on(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A writer waits, and then says why; a reader does not wait."""
    monkeypatch.setattr("streekmonitor.store.database.SECONDS_TO_WAIT", 0.2)
    path = tmp_path / "register.db"
    store = open_store(file_url(path), None, lambda: NOW)
    filled(store)
    other = sqlite3.connect(path, isolation_level=None)
    other.execute("BEGIN IMMEDIATE")
    with pytest.raises(StoreUnavailableError, match="aan het schrijven"):
        store.save_objective(objective(), TABLES, EDITOR, NOW)
    assert len(store.register(EDITOR).objectives) == 1
    other.close()
    store.save_objective(objective(title="Nu wel"), TABLES, EDITOR, NOW)


def test_a_server_that_goes_away_and_comes_back(postgres: Server) -> None:
    store = open_store(postgres.new_schema(), None, lambda: NOW)
    filled(store)
    before = store.register(READER)
    postgres.stop()
    try:
        away = store.register(READER)
        assert away.objectives == before.objectives
        assert "geen verbinding met PostgreSQL" in away.notice
        assert "laatst gelezen" in away.notice
        with pytest.raises(StoreUnavailableError, match="niet bewaard: er is geen verbinding"):
            store.save_objective(objective(), TABLES, EDITOR, NOW)
        first = open_store(store.database.url.render_as_string(hide_password=False), None, lambda: NOW)
        assert first.register(READER).objectives == ()
        assert "geen verbinding" in first.register(READER).notice
    finally:
        postgres.start()
    assert store.register(READER) == before
    assert first.register(READER).objectives == before.objectives
    store.save_objective(objective(title="Verder"), TABLES, EDITOR, NOW)
    for opened in (store, first):
        opened.database.close()


def test_a_server_that_may_only_be_read(postgres: Server) -> None:
    store = open_store(postgres.new_database(), None, lambda: NOW)
    filled(store)
    with store.database.writing() as session:
        name = store.database.url.database
        session.connection().exec_driver_sql(f"ALTER DATABASE {name} SET default_transaction_read_only = on")
    store.database.close()
    assert len(store.register(READER).objectives) == 1
    with pytest.raises(StoreUnavailableError, match="alleen lezen"):
        store.save_objective(objective(), TABLES, EDITOR, NOW)
    store.database.close()


@pytest.mark.parametrize(
    "url", ["", "iets", "mysql://x/y", "sqlite://", "sqlite:///:memory:", "postgresql//x"]
)
def test_an_address_that_is_none(url: str) -> None:
    with pytest.raises(StoreUnavailableError, match="verwacht"):
        open_store(url, None, lambda: NOW)


def test_the_address_is_a_file_unless_told_otherwise(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("STREEKMONITOR_DATABASE", raising=False)
    assert database_url(tmp_path) == file_url(tmp_path / "streekmonitor.db")
    monkeypatch.setenv("STREEKMONITOR_DATABASE", "postgresql://server/register")
    assert database_url(tmp_path) == "postgresql://server/register"


def test_a_password_is_never_told(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("streekmonitor.store.database.SECONDS_TO_CONNECT", 1)
    store = open_store("postgresql://jan:geheim@127.0.0.1:1/register", None, lambda: NOW)
    told = store.register().notice
    assert "geen verbinding" in told
    assert "geheim" not in told
