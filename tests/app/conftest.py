"""What the app tests start from: the release in force, and a server that had its first visitor."""

from collections.abc import Iterator
from typing import Any

import pytest
from streamlit.runtime.pages_manager import PagesManager

from streekmonitor.analysis.tables import Tables
from streekmonitor.app import rights
from streekmonitor.store import opening
from tests.app.dashboard import IN_FORCE


@pytest.fixture(scope="session")
def tables() -> Tables:
    """The figures of the release, read past the dashboard."""
    return Tables(IN_FORCE)


@pytest.fixture(scope="session", autouse=True)
def register(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """A register of the tests' own, with the examples in it, and nobody who may write."""
    address = f"sqlite:///{(tmp_path_factory.mktemp('register') / 'register.db').as_posix()}"
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv(opening.ADDRESS, address)
        patch.delenv(rights.LOCAL, raising=False)
        yield address


@pytest.fixture(autouse=True)
def warm_server(monkeypatch: pytest.MonkeyPatch) -> None:
    """Pages run through dashboard.py, as on a server after its first page.

    AppTest forgets between runs that dashboard.py called st.navigation, finds `pages/` and would run the page
    alone. The cold server is for the browser tests.
    """
    start = PagesManager.__init__

    def start_warm(self: PagesManager, *arguments: Any, **options: Any) -> None:
        start(self, *arguments, **options)
        PagesManager.uses_pages_directory = False

    monkeypatch.setattr(PagesManager, "__init__", start_warm)
