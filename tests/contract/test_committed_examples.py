"""The committed examples: they fit the committed release, show what they can, and say what they are."""

from datetime import date
from pathlib import Path

import pytest

from streekmonitor.analysis.tables import Tables
from streekmonitor.objectives.checks import check_action, check_note
from streekmonitor.objectives.course import verdict
from streekmonitor.objectives.examples import load_examples
from streekmonitor.objectives.model import Action, Note, Objective
from streekmonitor.objectives.objective_checks import check_objective
from streekmonitor.release import current_release, load_release

ROOT = Path(__file__).parents[2]
TODAY = date(2026, 11, 23)
RECORDS = load_examples(ROOT / "data" / "examples" / "register.yaml")
OBJECTIVES = [record for record in RECORDS if isinstance(record, Objective)]
ACTIONS = [record for record in RECORDS if isinstance(record, Action)]


@pytest.fixture(scope="module")
def tables() -> Tables:
    return Tables(load_release(current_release(ROOT / "data" / "release")))


@pytest.mark.parametrize("objective", OBJECTIVES, ids=lambda entry: entry.id)
def test_an_example_could_have_been_typed(objective: Objective, tables: Tables) -> None:
    assert check_objective(objective, tables, TODAY) == []


def test_actions_and_notes_belong_to_examples() -> None:
    ids = {entry.id for entry in OBJECTIVES}
    for action in ACTIONS:
        assert check_action(action, ids) == []
    for note in RECORDS:
        if isinstance(note, Note):
            assert check_note(note, {entry.id for entry in ACTIONS}, TODAY) == []


def test_they_show_every_status(tables: Tables) -> None:
    shown = {verdict(objective, tables).status for objective in OBJECTIVES}
    assert shown == {"achieved", "on_track", "too_slow", "wrong_direction", "too_early", "undetermined"}


def test_they_say_that_they_are_examples_and_name_nobody() -> None:
    for record in RECORDS:
        assert record.example
        assert record.id.startswith("voorbeeld-")
        assert not getattr(record, "contact", "")
    for titled in (*OBJECTIVES, *ACTIONS):
        assert titled.title.startswith("Voorbeeld")
    assert all("voorbeeld" in entry.owner for entry in OBJECTIVES)
    assert all("voorbeeld" in entry.responsible for entry in ACTIONS)
