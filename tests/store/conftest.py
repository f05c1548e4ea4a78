"""Every test of the store runs on SQLite and on PostgreSQL."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from registers import NOW

from streekmonitor.store.opening import open_store
from streekmonitor.store.store import Store
from tests.postgres import ADVICE, Server, find_postgres


@pytest.fixture(scope="session")
def postgres() -> Iterator[Server]:
    """A server for all tests; without PostgreSQL they are skipped, which `--no-skip` refuses."""
    programs = find_postgres()
    if programs is None:
        pytest.skip(ADVICE)
    server = Server(programs)
    yield server
    server.close()


@pytest.fixture(params=["sqlite", "postgresql"])
def url(request: pytest.FixtureRequest, tmp_path: Path) -> str:
    """An empty database of either kind."""
    if request.param == "sqlite":
        return f"sqlite:///{(tmp_path / 'register.db').as_posix()}"
    server: Server = request.getfixturevalue("postgres")
    return server.new_schema()


@pytest.fixture
def store(url: str) -> Iterator[Store]:
    """A store without examples."""
    store = open_store(url, None, lambda: NOW)
    yield store
    store.database.close()
