"""Keeping and reading, on both databases: what goes in comes out, with its history; nobody loses work."""

import multiprocessing
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from datetime import date, timedelta
from typing import Any

import pytest
from registers import (
    ADMIN,
    ANALYST,
    EDITOR,
    NOW,
    OTHER,
    TABLES,
    TODAY,
    action,
    meeting,
    note,
    objective,
    tables_of,
)

from streekmonitor.objectives.faults import RefusedError
from streekmonitor.objectives.model import Decision, Milestone, Partner, SavedPresentation
from streekmonitor.objectives.rights import READER, NotAllowedError
from streekmonitor.store.errors import EditConflictError
from streekmonitor.store.opening import open_store
from streekmonitor.store.store import Store

LATER = NOW + timedelta(hours=1)


def kept_pair(store: Store) -> tuple[Any, Any]:
    goal = store.save_objective(objective(), TABLES, EDITOR, NOW)
    return goal, store.save_action(action(goal), EDITOR, NOW)


def test_what_goes_in_comes_out(store: Store) -> None:
    draft = objective(
        why="<b>omdat</b> & zo; 'DROP TABLE'",
        decided_on=date(2026, 2, 1),
        milestones=(Milestone(period="2025", value=9.0),),
    )
    goal = store.save_objective(draft, TABLES, EDITOR, NOW)
    partners = (Partner(name="ACV", kind="union"),)
    deed = store.save_action(action(goal, partners=partners, budget=1250.5), EDITOR, NOW)
    remark = store.save_note(note(deed), EDITOR, NOW)
    decision = Decision(text="Doorgaan", objectives=(goal.id,), actions=(deed.id,))
    held = store.save_meeting(meeting(decisions=(decision,)), EDITOR, NOW)
    shown = store.save_presentation(SavedPresentation(name="Maart", content={"dia's": [1, 2]}), EDITOR, NOW)
    register = store.register(EDITOR)
    assert (register.objectives, register.actions, register.notes) == ((goal,), (deed,), (remark,))
    assert register.meetings == (held,)
    assert [entry.name for entry in register.presentations] == ["Maart"]
    assert store.presentation(shown.id) == shown
    assert (goal.version, remark.author, remark.organisation) == (1, "An Redacteur", "Gemeente Alfa")
    assert register.notice == ""


def test_another_store_on_the_same_database_sees_the_same(store: Store, url: str) -> None:
    goal, deed = kept_pair(store)
    other = open_store(url, None, lambda: NOW)
    register = other.register(EDITOR)
    assert (register.objectives, register.actions) == ((goal,), (deed,))
    changed = store.save_objective(goal.with_(title="Nog minder gevallen"), TABLES, EDITOR, LATER)
    assert other.register(EDITOR).objectives == (changed,)
    other.database.close()


def test_every_change_stays_in_the_history(store: Store) -> None:
    goal, _ = kept_pair(store)
    changed = store.save_objective(goal.with_(target_value=5.0), TABLES, OTHER, LATER)
    withdrawn = store.withdraw(changed, OTHER, LATER)
    lines = store.history(EDITOR, record=goal.id)
    assert [(line.version, line.who, line.at) for line in lines] == [
        (1, "an@werkgroep.be", NOW),
        (2, "bo@werkgroep.be", LATER),
        (3, "bo@werkgroep.be", LATER),
    ]
    assert lines[0].before is None
    assert lines[1].before is not None
    assert (lines[1].before["target_value"], lines[1].after["target_value"]) == (6.0, 5.0)
    assert store.register(EDITOR).objectives == ()
    assert store.register(EDITOR).withdrawn == (withdrawn,)
    back = store.withdraw(withdrawn, EDITOR, LATER, withdrawn=False)
    assert store.register(EDITOR).objectives == (back,)
    assert [line.version for line in store.history(EDITOR, since=NOW)] == [2, 3, 4]


def test_keeping_the_same_twice_makes_one_version(store: Store) -> None:
    draft = objective()
    first = store.save_objective(draft, TABLES, EDITOR, NOW)
    assert store.save_objective(draft, TABLES, EDITOR, LATER) == first  # the button was pressed twice
    assert store.save_objective(first, TABLES, EDITOR, LATER) == first
    assert len(store.history(EDITOR)) == 1


def test_the_second_writer_is_shown_the_difference_and_loses_nothing(store: Store) -> None:
    goal, _ = kept_pair(store)
    store.save_objective(goal.with_(target_value=5.0, owner="Vakbond"), TABLES, OTHER, LATER)
    mine = goal.with_(target_value=4.0, why="omdat")
    with pytest.raises(EditConflictError) as conflict:
        store.save_objective(mine, TABLES, EDITOR, LATER)
    found = {entry.field: entry for entry in conflict.value.differences}
    assert set(found) == {"target_value", "owner", "why"}
    target, why = found["target_value"], found["why"]
    assert (target.base, target.theirs, target.mine, target.both_changed) == (6.0, 5.0, 4.0, True)
    assert (why.base, why.theirs, why.mine, why.both_changed) == ("", "", "omdat", False)
    assert (conflict.value.mine, conflict.value.who) == (mine, "bo@werkgroep.be")
    assert "Streefwaarde" in str(conflict.value)
    agreed = conflict.value.theirs.with_(target_value=4.0, why="omdat")
    assert store.save_objective(agreed, TABLES, EDITOR, LATER).version == 3
    assert store.register(EDITOR).objectives[0].owner == "Vakbond"


def test_of_many_who_write_at_once_one_wins_and_the_others_hear(store: Store) -> None:
    goal, _ = kept_pair(store)

    def attempt(number: int) -> str:
        try:
            store.save_objective(goal.with_(target_value=float(number)), TABLES, EDITOR, LATER)
        except EditConflictError:
            return "verschil"
        return "bewaard"

    with ThreadPoolExecutor(6) as pool:
        outcomes = list(pool.map(attempt, range(6)))
    assert sorted(outcomes) == ["bewaard", *["verschil"] * 5]
    assert len(store.history(EDITOR, record=goal.id)) == 2


def add_notes(url: str, action_id: str, author: str, number: int) -> None:
    """In a process of its own: as many notes, one after the other."""
    store = open_store(url, None, lambda: NOW)
    deed = store.register(EDITOR).action(action_id)
    if deed is None:
        raise LookupError(action_id)
    for place in range(number):
        store.save_note(note(deed, text=f"{author} {place}"), EDITOR, NOW)
    store.database.close()


def test_two_processes_that_write_at_once_lose_nothing(store: Store, url: str) -> None:
    _, deed = kept_pair(store)
    spawn = multiprocessing.get_context("spawn")
    processes = [spawn.Process(target=add_notes, args=(url, deed.id, name, 15)) for name in ("een", "twee")]
    for process in processes:
        process.start()
    for process in processes:
        process.join(60)
    assert [process.exitcode for process in processes] == [0, 0]
    texts = {entry.text for entry in store.register(EDITOR).notes}
    assert texts == {f"{name} {place}" for name in ("een", "twee") for place in range(15)}


def test_two_first_users_at_once_make_one_database(url: str) -> None:
    stores = [open_store(url, None, lambda: NOW) for _ in range(4)]
    with ThreadPoolExecutor(4) as pool:
        notices = list(pool.map(lambda store: store.register().notice, stores))
    assert notices == [""] * 4
    for store in stores:
        store.database.close()


def test_links_must_lead_somewhere(store: Store) -> None:
    goal, deed = kept_pair(store)
    with pytest.raises(RefusedError, match="Dit bestaat niet"):
        store.save_action(action(objective()), EDITOR, NOW)
    with pytest.raises(RefusedError, match="Dit bestaat niet"):
        store.save_note(note(action(goal)), EDITOR, NOW)
    with pytest.raises(RefusedError, match="Dit bestaat niet"):
        store.save_meeting(meeting(decisions=(Decision(text="x", actions=("weg",)),)), EDITOR, NOW)
    store.save_action(deed.with_(objectives=(goal.id, goal.id)), EDITOR, NOW)
    assert store.register(EDITOR).actions[0].objectives == (goal.id,)


def test_a_name_of_a_presentation_is_taken_once(store: Store) -> None:
    first = store.save_presentation(SavedPresentation(name="Maart"), EDITOR, NOW)
    with pytest.raises(RefusedError, match="al een presentatie"):
        store.save_presentation(SavedPresentation(name=" maart "), EDITOR, NOW)
    store.withdraw(first, EDITOR, NOW)
    assert store.save_presentation(SavedPresentation(name="Maart"), EDITOR, NOW).version == 1


def test_a_draft_with_faults_is_not_kept_and_all_are_told(store: Store) -> None:
    with pytest.raises(RefusedError) as refused:
        store.save_objective(objective(title="", owner="x" * 100_000, target_value=20), TABLES, EDITOR, NOW)
    assert {fault.field for fault in refused.value.faults} == {"title", "owner", "target_value"}
    assert store.register().objectives == ()


# --- rights -----------------------------------------------------------------------------------------------


WRITING = {
    "objective": lambda store, user: store.save_objective(objective(), TABLES, user, NOW),
    "action": lambda store, user: store.save_action(action(objective()), user, NOW),
    "note": lambda store, user: store.save_note(note(action()), user, NOW),
    "meeting": lambda store, user: store.save_meeting(meeting(), user, NOW),
    "withdraw": lambda store, user: store.withdraw(objective(), user, NOW),
    "examples": lambda store, user: store.remove_examples(user, NOW),
    "list": lambda store, user: store.save_all([objective()], TABLES, user, NOW),
    "verdicts": lambda store, user: store.record_verdicts(TABLES, TODAY, user, NOW),
}


@pytest.mark.parametrize("what", WRITING)
@pytest.mark.parametrize("user", [READER, ANALYST], ids=["lezer", "analist"])
def test_without_the_right_nothing_is_kept(store: Store, what: str, user: Any) -> None:
    with pytest.raises(NotAllowedError, match="geen recht om doelstellingen en acties te bewerken"):
        WRITING[what](store, user)
    assert store.history(EDITOR) == []


def test_an_analyst_keeps_presentations_and_a_reader_does_not(store: Store) -> None:
    assert store.save_presentation(SavedPresentation(name="Maart"), ANALYST, NOW).version == 1
    with pytest.raises(NotAllowedError):
        store.save_presentation(SavedPresentation(name="April"), READER, NOW)


def test_only_editors_see_who(store: Store) -> None:
    _, deed = kept_pair(store)
    store.save_note(note(deed), EDITOR, NOW)
    for user in (READER, ANALYST):
        register = store.register(user)
        told = repr((register, store.history(user)))
        assert "An Redacteur" not in told
        assert "an@werkgroep.be" not in told
        assert register.notes[0].organisation == "Gemeente Alfa"
    assert "An Redacteur" in repr(store.register(EDITOR))
    assert "an@werkgroep.be" in repr(store.history(ADMIN))


# --- what was recorded ------------------------------------------------------------------------------------


def test_the_verdict_recorded_last_before_a_day(store: Store) -> None:
    """15 a year ago, 9 events in 2024; then 6 in 2025: the target."""
    goal, _ = kept_pair(store)
    store.record_verdicts(TABLES, date(2025, 3, 1), EDITOR, NOW)
    newer = tables_of({"2025": 6})
    store.record_verdicts(newer, date(2026, 3, 1), EDITOR, NOW)
    assert store.recorded(date(2025, 2, 28)) == {}
    before, after = store.recorded(date(2025, 12, 31))[goal.id], store.recorded(date(2026, 3, 1))[goal.id]
    assert (before.status, after.status) == ("on_track", "achieved")
    assert after.points == {**before.points, "2025": 6}


def test_the_order_in_which_notes_were_written_does_not_matter(store: Store) -> None:
    _, deed = kept_pair(store)
    days = [TODAY - timedelta(days=back) for back in (3, 1, 2)]
    for day in days:
        store.save_note(note(deed, day=day), EDITOR, NOW)
    register = store.register()
    told = [entry.day for entry in register.notes_on(deed.id)]
    assert told == sorted(days, reverse=True)
    turned = replace(register, notes=register.notes[::-1])
    assert turned.notes_on(deed.id) == register.notes_on(deed.id)


def test_the_agenda_of_a_meeting(store: Store) -> None:
    """Recorded in January; in February the action began and 2025 came in with 6 events: the target."""
    goal, deed = kept_pair(store)
    january, february = date(2026, 1, 15), NOW - timedelta(days=20)
    store.record_verdicts(TABLES, january, EDITOR, NOW)
    store.save_action(deed.with_(status="running", due=date(2026, 2, 20)), EDITOR, february)
    found = store.agenda(tables_of({"2025": 6}), READER, since=january, today=TODAY, until=date(2026, 5, 1))
    [turned] = found.turned
    assert (turned.objective.id, turned.before.status, turned.now.status) == (goal.id, "on_track", "achieved")
    assert turned.reasons[0].startswith("Nieuw cijfer: 6")
    assert [(move.action.id, move.lines[0]) for move in found.moved] == [(deed.id, "Nieuwe actie.")]
    assert [entry.id for entry in found.overdue] == [deed.id]
