"""A desk over a small house (see etl_house) whose release is the committed one; nothing else is kept."""

from pathlib import Path

import pytest
from desk_world import Office
from etl_house import House

from streekmonitor.release import SETTING


@pytest.fixture
def office(built: House, monkeypatch: pytest.MonkeyPatch) -> Office:
    """Releases go to var/releases, and two persons are needed."""
    monkeypatch.delenv(SETTING, raising=False)
    monkeypatch.delenv("STREEKMONITOR_ONE_PERSON", raising=False)
    return Office(built.root)


@pytest.fixture
def originals() -> list[Path]:
    """The publishers' own files beside the project; none where they are not."""
    folder = Path(__file__).parents[4] / "shared" / "sources"
    return [path for path in sorted(folder.rglob("*")) if path.is_file()]
