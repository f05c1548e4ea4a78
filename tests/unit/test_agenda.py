"""Since the previous meeting: which statuses changed and why, which actions moved, what is due."""

from datetime import UTC, date, datetime
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from streekmonitor.analysis.tables import Tables
from streekmonitor.objectives.agenda import Agenda, Recorded, agenda, recorded
from streekmonitor.objectives.course import verdict
from streekmonitor.objectives.frames import action_table, component_table, objective_table
from streekmonitor.objectives.model import Action, Decision, Meeting, Note, Objective, Partner
from streekmonitor.objectives.register import Change, Register
from tests.fixtures.small_release import ALFA, small_release

SINCE, TODAY, NEXT = date(2026, 1, 15), date(2026, 3, 15), date(2026, 5, 15)
OLD = {"2020": 20, "2021": 19, "2022": 18, "2023": 18}
NBSP = "\u00a0"


def tables_of(figures: dict[str, float]) -> Tables:
    return Tables(small_release(*[("events", ALFA, period, value) for period, value in figures.items()]))


def objective(**changes: Any) -> Objective:
    plain = {
        "id": "doel", "version": 1, "title": "Minder gevallen", "working_group": "thema",
        "municipalities": (ALFA,), "indicator": "events", "direction": "fall", "baseline_period": "2020",
        "baseline_value": 20, "target_period": "2030", "target_value": 10, "owner": "Gemeente Alfa",
    }  # fmt: skip
    return Objective.model_validate({**plain, **changes})


def action(name: str, **changes: Any) -> Action:
    plain = {"id": name, "version": 1, "title": name, "objectives": ("doel",), "responsible": "Gemeente Alfa"}
    return Action.model_validate({**plain, **changes})


def before(goal: Objective | None = None, figures: dict[str, float] | None = None) -> dict[str, Recorded]:
    goal = goal or objective()
    return {goal.id: recorded(goal, verdict(goal, tables_of(figures or OLD)), SINCE)}


def held(
    goal: Objective | None = None,
    figures: dict[str, float] | None = None,
    *,
    then: dict[str, Recorded] | None = None,
    changes: tuple[Change, ...] = (),
    **rest: Any,
) -> Agenda:
    """The agenda of today; unless told otherwise nothing happened since."""
    goal = goal or objective()
    register = Register(objectives=(goal,), **rest)
    verdicts = {goal.id: verdict(goal, tables_of(figures or OLD))}
    known = before() if then is None else then
    return agenda(register, verdicts, known, changes, since=SINCE, today=TODAY, until=NEXT)


def change(entry: Action, earlier: Action | None, version: int = 2) -> Change:
    plain = None if earlier is None else earlier.model_dump(mode="json")
    moment = datetime(2026, 2, 1, tzinfo=UTC)
    return Change(moment, "action", entry.id, version, "", plain, entry.model_dump(mode="json"))


# --- objectives -------------------------------------------------------------------------------------------


def test_when_nothing_happened_there_is_nothing_to_tell() -> None:
    found = held()
    assert (found.turned, found.shifted, found.unrecorded, found.moved) == ((), (), (), ())


def test_a_new_figure_turns_the_status() -> None:
    """Paces of 1, 1 and 2/3 make too slow; 10 in 2024 reaches the target."""
    found = held(figures={**OLD, "2024": 10})
    [turned] = found.turned
    assert turned.sentence == "Van te traag naar behaald. Nieuw cijfer: 10 gevallen in 2024.".replace(
        " gev", f"{NBSP}gev"
    )


def test_a_new_figure_that_turns_nothing_is_told_too() -> None:
    [shifted] = held(figures={**OLD, "2024": 18}).shifted
    assert shifted.sentence.startswith("Blijft te traag. Nieuw cijfer: 18")


def test_a_revised_figure() -> None:
    [turned] = held(figures={**OLD, "2023": 10}).turned
    assert turned.reasons == (f"Herzien cijfer: 2023 van 18{NBSP}gevallen naar 10{NBSP}gevallen.",)


def test_a_figure_that_is_gone() -> None:
    [turned] = held(figures={key: OLD[key] for key in ("2020", "2021", "2022")}).turned
    assert turned.reasons == ("Telt niet meer mee: 2023.",)
    assert turned.sentence.startswith("Van te traag naar te vroeg.")


def test_a_changed_target() -> None:
    [turned] = held(objective(version=2, target_value=18)).turned
    assert turned.reasons == (f"Gewijzigd doel: van 10{NBSP}gevallen in 2030 naar 18{NBSP}gevallen in 2030.",)
    assert turned.sentence.startswith("Van te traag naar behaald.")


def test_a_changed_baseline_does_not_make_old_figures_new() -> None:
    [changed] = (
        *(found := held(objective(baseline_period="2021", baseline_value=19))).turned,
        *found.shifted,
    )
    assert changed.reasons[0].startswith("Gewijzigd vertrekpunt: van 20")
    assert not any("cijfer" in reason for reason in changed.reasons)


def test_another_figure_or_area_is_told_as_that() -> None:
    then = before(objective(indicator="events_per_1000", baseline_value=33.3, target_value=16.7))
    [changed] = (*(found := held(then=then)).turned, *found.shifted)
    assert "Gewijzigde doelstelling: een andere indicator of een ander gebied." in changed.reasons
    assert not any("Herzien" in reason or "Nieuw" in reason for reason in changed.reasons)
    reversed_ = before(objective(direction="rise", target_value=30))
    assert "de richting is omgekeerd" in held(then=reversed_).turned[0].reasons[0]


def test_a_break_that_was_found_since() -> None:
    goal = objective()
    broken = Tables(
        small_release(
            *[("events", ALFA, year, value) for year, value in OLD.items()], breaks={"events": "2022"}
        )
    )
    register = Register(objectives=(goal,))
    found = agenda(
        register, {"doel": verdict(goal, broken)}, before(), (), since=SINCE, today=TODAY, until=NEXT
    )
    assert found.turned[0].reasons[-1].startswith("Niet meer te bepalen: de reeks is gebroken in 2022")


def test_another_way_of_judging_is_a_reason_too() -> None:
    then = {"doel": before()["doel"].model_copy(update={"status": "on_track"})}
    assert held(then=then).turned[0].reasons == (
        "De beschrijving van de indicator of de manier van beoordelen is veranderd.",
    )


def test_what_was_not_recorded_is_said() -> None:
    assert held(then={}).unrecorded == (objective(),)


def test_what_is_recorded_goes_through_json() -> None:
    then = before()["doel"]
    assert Recorded.model_validate_json(then.model_dump_json()) == then


# --- actions ----------------------------------------------------------------------------------------------


def test_what_became_of_an_action_over_all_its_changes() -> None:
    first = action("een", due=date(2026, 3, 1), budget=100)
    second = first.with_(status="running", due=date(2026, 4, 30), version=2)
    third = second.with_(budget=None, partners=(Partner(name="ACV", kind="union"),), contact="An", version=3)
    changes = (change(third, second, 3), change(second, first, 2))  # in any order
    [moved] = held(actions=(third,), changes=changes).moved
    assert moved.lines == (
        "Status: van gepland naar lopend.",
        "Klaar tegen: van 1 maart 2026 naar 30 april 2026.",
        "Partners: van leeg naar ACV, vakbond.",
        "Budget (€): van 100 naar leeg.",
    )


def test_a_new_action_and_one_with_new_notes() -> None:
    new, old, quiet = action("nieuw"), action("oud"), action("stil")
    notes = (
        Note(id="a", action="oud", day=date(2026, 1, 10), text="vroeger"),
        Note(id="b", action="oud", day=date(2026, 2, 10), text="sindsdien"),
        Note(id="c", action="oud", day=date(2026, 3, 1), text="laatst"),
    )
    found = held(actions=(new, old, quiet), notes=notes, changes=(change(new, None, 1),))
    told = {entry.action.id: (entry.lines, [note.id for note in entry.notes]) for entry in found.moved}
    assert told == {"nieuw": (("Nieuwe actie.",), []), "oud": ((), ["c", "b"])}


@settings(deadline=None, max_examples=30)  # each computes a verdict
@given(st.permutations(range(6)))
def test_the_order_of_notes_and_changes_does_not_matter(order: list[int]) -> None:
    deed = action("een")
    notes = [Note(id=str(n), action="een", day=date(2026, 2, 1 + n // 2), text=str(n)) for n in range(6)]
    versions = [deed.with_(title=str(n), version=n) for n in range(1, 8)]
    changes = [change(versions[n + 1], versions[n], n + 2) for n in range(6)]
    straight = held(actions=(versions[-1],), notes=tuple(notes), changes=tuple(changes))
    mixed = held(
        actions=(versions[-1],),
        notes=tuple(notes[place] for place in order),
        changes=tuple(changes[place] for place in order),
    )
    assert mixed == straight


@pytest.mark.parametrize(
    ("due", "status", "where"),
    [
        (date(2026, 3, 14), "running", "overdue"),
        (date(2026, 3, 14), "planned", "overdue"),
        (date(2026, 3, 14), "done", ""),
        (date(2026, 3, 14), "stopped", ""),
        (TODAY, "running", "due"),
        (NEXT, "running", "due"),
        (date(2026, 5, 16), "running", ""),
        (None, "running", ""),
    ],
)
def test_what_is_due_before_the_next_meeting_and_what_is_overdue(
    due: date | None, status: str, where: str
) -> None:
    deed = action("een", due=due, status=status)
    found = held(actions=(deed,))
    assert found.overdue == ((deed,) if where == "overdue" else ())
    assert found.due == ((deed,) if where == "due" else ())


def test_the_previous_meeting_with_its_decisions() -> None:
    decision = Decision(text="Doorgaan", objectives=("doel",))
    meetings = (
        Meeting(id="a", day=date(2025, 11, 1), body="Taskforce"),
        Meeting(id="b", day=SINCE, body="Taskforce", decisions=(decision,)),
        Meeting(id="c", day=NEXT, body="Taskforce"),
    )
    found = held(meetings=meetings)
    assert (found.previous, found.decisions) == (meetings[1], (decision,))
    assert held().previous is None


# --- as tables --------------------------------------------------------------------------------------------


def test_the_register_as_tables() -> None:
    """2 actions, one of them a day late; E = 18 + 7 × pace, pace = −(1·1 + 2·2 + 2·3) / 14."""
    goal, tables = objective(), tables_of(OLD)
    late = action("laat", due=date(2026, 3, 14), partners=(Partner(name="ACV", kind="union"),))
    notes = (Note(id="n", action="laat", day=date(2026, 2, 1), text="Bijna", author="An"),)
    register = Register(objectives=(goal,), actions=(late, action("later")), notes=notes)
    verdicts = {"doel": verdict(goal, tables)}
    [row] = objective_table(register, verdicts, tables, TODAY).to_dict("records")
    assert (row["Gebied"], row["Status"], row["Streefwaarde"]) == ("Alfa", "te traag", 10)
    assert row["Tempo tot nu per jaar"] == pytest.approx(-11 / 14)
    assert row["Verwachting"] == pytest.approx(18 - 7 * 11 / 14)
    assert (row["Acties"], row["Acties over tijd"]) == (2, 1)
    first, second = action_table(register, TODAY).to_dict("records")
    assert (first["Actie"], first["Over tijd"], first["Laatste notitie"]) == ("laat", "ja", "Bijna")
    assert (first["Partners"], second["Over tijd"]) == ("ACV (vakbond)", "")
    assert "An" not in str(first)
    parts = component_table(verdicts["doel"]).set_index("Onderdeel")
    assert parts.loc["Streefwaarde (2030)", "Waarde"] == 10
    assert parts.loc["Status", "Tekst"] == "te traag"


def test_an_empty_register_gives_empty_tables() -> None:
    assert objective_table(Register(), {}, tables_of(OLD), TODAY).empty
    assert action_table(Register(), TODAY).empty
