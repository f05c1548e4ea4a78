"""Presentations under a name: kept by who may, opened by everyone."""

from pathlib import Path

import pytest
from streamlit.testing.v1 import AppTest

from streekmonitor.app import basket, objectives_store, rights
from streekmonitor.objectives.model import SavedPresentation
from streekmonitor.objectives.rights import LOCAL_EDITOR
from streekmonitor.presentation.link import PARAMETER, to_token
from streekmonitor.presentation.model import ChosenFigure, Presentation, SectionHeading
from streekmonitor.store import opening
from streekmonitor.store.opening import database_url
from tests.app.dashboard import open_page, texts

PAGE, MENU = "presentatie", "menu_Bewaarde presentaties"
MADE = Presentation(
    title="Overleg van maart",
    items=(
        SectionHeading(heading="Doelen"),
        ChosenFigure(page="doelstellingen", figure="doelstelling", query={}),
        ChosenFigure(page="doelstellingen", figure="doelstellingen", query={"thema": "werk"}),
    ),
)


@pytest.fixture(autouse=True)
def own_register(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv(opening.ADDRESS, f"sqlite:///{(tmp_path / 'register.db').as_posix()}")


def with_menu(**query: str) -> AppTest:
    app = open_page(PAGE, **query)
    app.session_state[MENU] = True
    return app.run()


def saved() -> tuple[SavedPresentation, ...]:
    store = objectives_store._store(database_url(objectives_store.FOLDER))
    return store.register(LOCAL_EDITOR).presentations


def test_a_presentation_is_kept_under_a_name_and_opened_by_a_reader(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(rights, "is_local_editor", lambda: True)
    app = with_menu(**{PARAMETER: to_token(MADE)})
    app = app.button("bewaar_presentatie").click().run()
    assert not app.exception
    assert [entry.name for entry in saved()] == ["Overleg van maart"]
    app = app.button("bewaar_presentatie").click().run()
    assert any("al een presentatie met deze naam" in entry.value for entry in app.error)

    monkeypatch.setattr(rights, "is_local_editor", lambda: False)
    reader = with_menu()
    keys = {button.key for button in reader.button}
    assert "bewaar_presentatie" not in keys
    assert not any(key and key.startswith("weg_") for key in keys)
    reader = reader.button(f"open_{saved()[0].id}").click().run()
    assert not reader.exception
    assert reader.session_state[basket.BASKET].items == MADE.items
    assert not [text for text in texts(reader) if "niet te tonen" in text]


def test_a_presentation_taken_out_of_the_list_is_not_lost(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(rights, "is_local_editor", lambda: True)
    app = with_menu(**{PARAMETER: to_token(MADE)})
    app = app.button("bewaar_presentatie").click().run()
    app = app.button(f"weg_{saved()[0].id}").click().run()
    assert not app.exception
    assert saved() == ()
    store = objectives_store._store(database_url(objectives_store.FOLDER))
    gone = [entry for entry in store.register(LOCAL_EDITOR).withdrawn if isinstance(entry, SavedPresentation)]
    assert gone[0].content["title"] == "Overleg van maart"
