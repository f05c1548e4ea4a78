"""From every earlier version to that of today, on filled databases; a newer one is only read."""

import shutil
from datetime import UTC, date, datetime
from pathlib import Path

import pytest
from alembic.autogenerate import compare_metadata
from alembic.config import Config
from alembic.migration import MigrationContext
from alembic.script import ScriptDirectory
from registers import EDITOR, NOW, TABLES, note, objective
from sqlalchemy import text
from sqlalchemy.exc import SQLAlchemyError

from streekmonitor.objectives.model import Action, Partner
from streekmonitor.objectives.rights import READER
from streekmonitor.store import database as database_module
from streekmonitor.store.database import HEAD, MIGRATIONS, VERSIONS, Database, upgrade
from streekmonitor.store.errors import StoreUnavailableError
from streekmonitor.store.opening import open_store
from streekmonitor.store.store import Store
from streekmonitor.store.tables import Base
from tests.fixtures import register_0001

FILLED = {"0001": register_0001.fill}


@pytest.fixture(params=sorted(FILLED))
def old(request: pytest.FixtureRequest, url: str, monkeypatch: pytest.MonkeyPatch) -> Store:
    """A store on a filled database of an earlier version."""
    with monkeypatch.context() as then:
        then.setattr(database_module, "HEAD", request.param)
        made = Database(url, lambda _session: None)
        with made.writing() as session:
            FILLED[request.param](session.connection())
        made.close()
    return open_store(url, None, lambda: NOW)


def test_every_earlier_version_has_a_filled_database() -> None:
    assert set(FILLED) == set(VERSIONS[:-1])


def test_the_versions_are_the_migrations() -> None:
    config = Config()
    config.set_main_option("script_location", str(MIGRATIONS))
    config.set_main_option("version_locations", str(MIGRATIONS / "versions"))
    config.set_main_option("path_separator", "os")
    script = ScriptDirectory.from_config(config)
    assert [entry.revision for entry in script.walk_revisions()][::-1] == list(VERSIONS)
    assert script.get_heads() == [HEAD]


def test_migrating_keeps_everything(old: Store) -> None:
    register = old.register(EDITOR)
    assert register.notice == ""
    first, measured = register.objective("doel-1"), register.objective("doel-2")
    assert first is not None
    assert measured is not None
    assert first.title == register_0001.OBJECTIVE["title"]
    assert (first.why, first.decided_on) == ("Regel één\nregel twee", date(2025, 1, 31))
    assert first.own is None
    assert measured.own is not None
    assert measured.own.measurements[0].evidence == "https://bewijs.be"
    [deed] = register.actions
    assert isinstance(deed, Action)
    assert (deed.objectives, deed.partners) == (("doel-2", "doel-1"), (Partner(name="ACV", kind="union"),))
    assert (deed.start, deed.due, deed.budget) == (date(2025, 2, 1), None, 1250.5)
    assert [entry.text for entry in register.notes] == ["Begonnen"]
    assert register.meetings[0].decisions[0].actions == ("actie-1",)
    lines = old.history(EDITOR)
    assert [(line.version, line.at) for line in lines] == [
        (1, datetime(2025, 1, 31, 10, tzinfo=UTC)),
        (2, datetime(2025, 2, 28, 23, 59, 59, tzinfo=UTC)),
    ]
    old.database.close()


def test_after_migrating_one_writes_on(old: Store) -> None:
    deed = old.register(EDITOR).actions[0]
    assert old.save_note(note(deed), EDITOR, NOW).version == 1
    assert old.record_verdicts(TABLES, NOW.date(), EDITOR, NOW) == 2
    assert [line.kind for line in old.history(EDITOR)][-1] == "note"
    old.database.close()


def test_the_tables_are_those_of_the_code(url: str) -> None:
    store = open_store(url, None, lambda: NOW)
    with store.database.reading() as session:
        context = MigrationContext.configure(session.connection(), opts={"compare_type": True})
        assert compare_metadata(context, Base.metadata) == []
    store.database.close()


def test_a_migration_that_fails_leaves_what_was(old: Store, monkeypatch: pytest.MonkeyPatch) -> None:
    def half(connection, version):
        upgrade(connection, version)
        raise SQLAlchemyError("de stroom viel uit")

    with monkeypatch.context() as broken:
        broken.setattr(database_module, "upgrade", half)
        assert "niet gelezen" in old.register().notice
    assert old.register(EDITOR).objective("doel-1") is not None  # and this time it goes well
    old.database.close()


def test_a_database_of_a_newer_version_is_read_and_not_written(store: Store, url: str) -> None:
    kept = store.save_objective(objective(), TABLES, EDITOR, NOW)
    with store.database.writing() as session:
        session.execute(text("UPDATE alembic_version SET version_num = '9999'"))
    older = open_store(url, None, lambda: NOW)
    for opened in (older, store):  # opened after and before the other program brought it further
        with pytest.raises(StoreUnavailableError, match=r"nieuwere versie \(9999\)"):
            opened.save_objective(kept.with_(title="Anders"), TABLES, EDITOR, NOW)
        assert opened.register(EDITOR).objectives == (kept,)
    assert "werk Streekmonitor bij" in older.register(READER).notice
    older.database.close()


def test_a_newer_version_that_can_not_be_understood_says_so(store: Store, url: str) -> None:
    store.save_objective(objective(), TABLES, EDITOR, NOW)
    with store.database.writing() as session:
        session.execute(text("UPDATE objective SET direction = 'sideways'"))
        session.execute(text("UPDATE alembic_version SET version_num = '9999'"))
    older = open_store(url, None, lambda: NOW)
    assert "nieuwere versie" in older.register(EDITOR).notice
    older.database.close()


def test_migrations_come_with_the_program_wherever_it_stands(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Also in a folder with a space and a per cent sign."""
    moved = tmp_path / "100 % map" / "migrations"
    shutil.copytree(MIGRATIONS, moved)
    monkeypatch.setattr(database_module, "MIGRATIONS", moved)
    store = open_store(f"sqlite:///{(tmp_path / 'a b%20c.db').as_posix()}", None, lambda: NOW)
    assert store.register().notice == ""
    store.database.close()
