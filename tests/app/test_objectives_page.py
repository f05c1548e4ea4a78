"""The page Doelstellingen en acties: what stands there, what can be chosen, and how an editor changes it."""

import re
from datetime import date
from pathlib import Path

import pytest
import streamlit as st
from streamlit.testing.v1 import AppTest

from streekmonitor.analysis.tables import Tables
from streekmonitor.app import objectives_draft, objectives_store, rights
from streekmonitor.app.objectives_draft import Draft
from streekmonitor.figures.frame import Frame
from streekmonitor.figures.objectives import ObjectiveFigure
from streekmonitor.objectives.explain import WORDS
from streekmonitor.objectives.model import Objective
from streekmonitor.objectives.rights import LOCAL_EDITOR
from streekmonitor.store import opening
from streekmonitor.store.opening import database_url
from streekmonitor.store.store import Store
from streekmonitor.view import View
from tests.app.dashboard import EXAMPLES, FOLLOWED, open_page, texts

PAGE = "doelstellingen"
LATE = "voorbeeld-jobbeurs"
TOO_SLOW = "voorbeeld-werkzoekenden-oost-brabant"
BURDENS = "<script>alert(1)</script> **vet**"


@pytest.fixture(autouse=True)
def own_register(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Every test begins with the examples."""
    monkeypatch.setenv(opening.ADDRESS, f"sqlite:///{(tmp_path / 'register.db').as_posix()}")


@pytest.fixture
def as_editor(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(rights, "is_local_editor", lambda: True)


def register_store() -> Store:
    return objectives_store._store(database_url(objectives_store.FOLDER))


def kept(objective_id: str = TOO_SLOW) -> Objective:
    found = register_store().register(LOCAL_EDITOR).objective(objective_id)
    assert found is not None
    return found


def draft(app: AppTest) -> Draft:
    found: Draft = app.session_state[objectives_draft.DRAFT]
    return found


def words(app: AppTest) -> str:
    return " ".join(texts(app)).replace("\u00a0", " ")


def fill(app: AppTest, **cells: str) -> AppTest:
    """Type in the form."""
    for name, text in cells.items():
        key = draft(app).key(name)
        boxes = [box for box in [*app.text_input, *app.text_area] if box.key == key]
        app = boxes[0].set_value(text).run()
    return app


# --- reading -----------------------------------------------------------------------------------------------


def test_every_objective_stands_there_with_its_status_in_words_and_shape() -> None:
    app = open_page(PAGE)
    assert not app.exception
    told = words(app)
    goals = [entry for entry in EXAMPLES if isinstance(entry, Objective)]
    assert all(entry.title in told for entry in goals)
    bodies = [entry.proto.body for entry in app.get("html")]
    heads = [body for body in bodies if 'class="sm-objective"' in body]
    assert len(heads) == len(goals)
    for body in heads:
        assert 'class="sm-example"' in body
        assert any(f"> {word}</span>" in body for word in WORDS.values())
        assert "<img" in body  # its shape


def test_a_reader_gets_nothing_to_write_with() -> None:
    app = open_page(PAGE)
    keys = {button.key for button in app.button}
    assert not keys & {"nieuwe_doelstelling", "nieuwe_actie", "weg_voorbeelden"}
    assert "Wijzigingen" not in words(app)
    assert "redacteur" in words(app)


@pytest.mark.parametrize(
    ("query", "found"),
    [
        ({"thema": "ruimte"}, {"voorbeeld-vergunningen"}),
        ({"status": "too_slow"}, {TOO_SLOW}),
        ({"over_tijd": "ja"}, {TOO_SLOW, "voorbeeld-werkzoekenden-halle-vilvoorde"}),
        ({"zoek": "MOBILITEITSPUNTEN"}, {"voorbeeld-eigen-meting"}),
        ({"gebied": "Oost-Brabant", "thema": "werk"}, {TOO_SLOW, "voorbeeld-vestigingen"}),
        ({"doelstelling": "voorbeeld-vestigingen"}, {"voorbeeld-vestigingen"}),
        ({"zoek": "bestaat niet"}, set()),
    ],
)
def test_the_address_chooses_what_is_shown(query: dict[str, str], found: set[str]) -> None:
    app = open_page(PAGE, **query)
    assert not app.exception
    buttons = {button.key for button in app.button}
    shown = {key.removeprefix("presentatie_doelstelling_") for key in buttons if "_doelstelling_" in key}
    assert shown == found


def test_a_register_that_can_not_be_read_is_told_on_its_page_and_stops_no_other(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    (tmp_path / "stuk.db").write_bytes(b"geen databank" * 100)
    monkeypatch.setenv(opening.ADDRESS, f"sqlite:///{(tmp_path / 'stuk.db').as_posix()}")
    app = open_page(PAGE)
    assert not app.exception
    assert "beschadigd" in app.warning[0].value
    assert not open_page("werk").exception


@pytest.mark.parametrize("tab", ["agenda", "lijst"])
def test_every_tab_opens(tab: str) -> None:
    app = open_page(PAGE, tab=tab)
    assert not app.exception
    assert not app.warning


def test_the_agenda_lists_what_is_overdue_since_the_chosen_day() -> None:
    app = open_page(PAGE, tab="agenda", vanaf="2026-01-01")
    told = words(app)
    assert "Wat is er veranderd sinds 1 januari 2026" in told
    late = next(entry for entry in EXAMPLES if entry.id == LATE)
    assert getattr(late, "title", "") in told


# --- writing -----------------------------------------------------------------------------------------------


def test_the_local_editor_needs_an_address_that_only_this_computer_reaches(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setenv(rights.LOCAL, "1")
    for address, allowed in (("127.0.0.1", True), ("0.0.0.0", False), (None, False)):  # noqa: S104
        monkeypatch.setattr(st, "get_option", lambda _name, address=address: address)
        assert rights.is_local_editor() == allowed
    monkeypatch.delenv(rights.LOCAL)
    monkeypatch.setattr(st, "get_option", lambda _name: "127.0.0.1")
    assert not rights.is_local_editor()


def test_a_draft_in_the_session_of_a_reader_is_neither_shown_nor_kept() -> None:
    app = open_page(PAGE)
    app.session_state[objectives_draft.DRAFT] = Draft(kept(), {}, 1)
    app.run()
    assert not app.exception
    assert "bewaar" not in {button.key for button in app.button}


@pytest.mark.usefixtures("as_editor")
def test_every_fault_stands_at_its_field_and_nothing_typed_is_lost() -> None:
    app = open_page(PAGE)
    app = app.button("nieuwe_doelstelling").click().run()
    app = fill(app, title=BURDENS, why="x" * 5000, target_value="veel", milestones="2027 zonder waarde")
    app = app.button("bewaar").click().run()
    assert not app.exception
    assert app.error[0].value.startswith("Niet bewaard.")
    faults = [entry.proto.body for entry in app.get("html") if "sm-fault" in entry.proto.body]
    assert any("“veel” is geen getal" in fault for fault in faults)
    assert any("Hoogstens 4.000 tekens" in fault for fault in faults)
    assert any("2027 zonder waarde" in fault for fault in faults)
    assert sum("Dit veld is verplicht" in fault for fault in faults) == 2
    cells = draft(app).cells
    assert (cells["title"], len(cells["why"]), cells["target_value"]) == (BURDENS, 5000, "veel")
    app = app.switch_page("pages/werk.py").run()
    app = app.switch_page("pages/doelstellingen.py").run()
    assert draft(app).cells["title"] == BURDENS


@pytest.mark.usefixtures("as_editor")
def test_an_edit_conflict_shows_the_difference_and_keeps_what_is_chosen(tables: Tables) -> None:
    app = open_page(PAGE)
    app = app.button(f"Bewerk_{TOO_SLOW}").click().run()
    app = fill(app, owner="Wij", why="Onze reden")
    other = kept().with_(owner="Zij", target_value=4.4)
    register_store().save_objective(other, tables, LOCAL_EDITOR, objectives_store.now())
    app = app.button("bewaar").click().run()
    assert not app.exception
    assert "terwijl u typte" in app.error[0].value
    choices = {radio.label: radio.value for radio in app.radio}
    assert choices == {"Eigenaar": "mine", "Waarom": "mine", "Streefwaarde": "theirs"}
    owner = next(radio for radio in app.radio if radio.label == "Eigenaar")
    app = owner.set_value("theirs").run()
    app = app.button("bewaar_keuze").click().run()
    assert not app.exception
    now = kept()
    assert (now.owner, now.why, now.target_value) == ("Zij", "Onze reden", 4.4)


@pytest.mark.usefixtures("as_editor")
def test_examples_go_in_one_click_and_come_back_one_by_one() -> None:
    app = open_page(PAGE)
    app = app.button("weg_voorbeelden").click().run()
    assert "Er zijn nog geen doelstellingen." in words(app)
    app = open_page(PAGE, tab="wijzigingen")
    app = app.button(f"breng_terug_{TOO_SLOW}").click().run()
    assert not app.exception
    assert kept().withdrawn is False


@pytest.mark.usefixtures("as_editor")
def test_a_meeting_is_made_with_a_decision_and_closed() -> None:
    app = open_page(PAGE, tab="agenda")
    app = app.button("nieuwe_vergadering").click().run()
    app = app.date_input(draft(app).key("day")).set_value(date(2026, 3, 2)).run()
    app = fill(app, body="Burgemeestersoverleg", items="Stand van zaken\nVaria")
    app = app.button("nog_een_beslissing").click().run()
    app = app.text_area(draft(app).key("beslissing_0_text")).set_value("We doen voort.").run()
    app = app.multiselect(draft(app).key("beslissing_0_objectives")).select(TOO_SLOW).run()
    app = app.button("bewaar").click().run()
    assert not app.exception
    meeting = register_store().register(LOCAL_EDITOR).meetings[0]
    assert meeting.items == ("Stand van zaken", "Varia")
    assert meeting.decisions[0].objectives == (TOO_SLOW,)
    app = app.button(f"sluit_{meeting.id}").click().run()
    assert not app.exception
    assert register_store().recorded(date(2026, 3, 2))[TOO_SLOW].status == "too_slow"
    assert "Afgesloten" in words(app)


@pytest.mark.usefixtures("as_editor")
def test_an_action_gets_a_note_of_today() -> None:
    app = open_page(PAGE, doelstelling=TOO_SLOW)
    app = app.button(f"Notitie_{TOO_SLOW}_{LATE}").click().run()
    app = fill(app, text="De zaal is vol.")
    app = app.button("bewaar").click().run()
    assert not app.exception
    note = register_store().register(LOCAL_EDITOR).notes_on(LATE)[0]
    assert (note.text, note.day, note.author) == (
        "De zaal is vol.",
        objectives_store.today(),
        LOCAL_EDITOR.name,
    )
    assert "De zaal is vol." in words(app)


# --- beside the figures ------------------------------------------------------------------------------------


def test_an_objective_stands_beside_its_indicator_in_the_trend_and_in_the_table() -> None:
    app = open_page("werk", indicator="jobseeker_rate")
    assert re.search(r"Doel Oost-Brabant: hoogstens 4,5 % in 2030 .*? te traag</span>", words(app))
    table = app.table[0].value
    goals = dict(zip(table["Gebied"], table["Doel"].str.replace("\u00a0", " "), strict=True))
    assert goals["Oost-Brabant"] == "hoogstens 4,5 % in 2030 (voorbeeld)"
    assert goals["Vlaams Gewest"] == ""
    assert any(text.startswith("doel Oost-Brabant") for text in texts(app))


def test_the_page_of_a_municipality_shows_the_objectives_of_its_regions_only() -> None:
    leuven = words(open_page("gemeente", gemeenten="24062"))
    assert "Doel Oost-Brabant: hoogstens 4,5 %" in leuven
    assert "Doel Halle-Vilvoorde" not in leuven


def test_the_chart_draws_the_figures_the_path_and_the_target(tables: Tables) -> None:
    figure = ObjectiveFigure(Frame(tables, View(), followed=FOLLOWED), kept())
    points = figure.drawing.datasets["punten"]
    path = points[points["reeks"] == "vereist pad"]
    assert list(path["x"]) == [2019, 2030]
    assert list(path["waarde"]) == [5.6, 4.5]
    margin = figure.drawing.datasets["marge"]
    assert margin["laag"].iloc[0] < margin["hoog"].iloc[0]
    assert set(figure.exported().table["Onderdeel"]) >= {"cijfers", "vereist pad", "Tempo tot nu per jaar"}
