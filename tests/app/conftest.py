"""What the app tests start from: the release in force, and a server that had its first visitor."""

from typing import Any

import pytest
from streamlit.runtime.pages_manager import PagesManager

from streekmonitor.analysis.tables import Tables
from tests.app.dashboard import IN_FORCE


@pytest.fixture(scope="session")
def tables() -> Tables:
    """The figures of the release, read past the dashboard."""
    return Tables(IN_FORCE)


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
