"""What may be kept: each fault at its field with the reason, all at once, and nothing typed is changed."""

from datetime import date
from math import inf, nan
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from streekmonitor.analysis.tables import Tables
from streekmonitor.objectives.checks import check_action, check_meeting, check_note, check_presentation
from streekmonitor.objectives.faults import Fault
from streekmonitor.objectives.model import (
    Action,
    Decision,
    Measurement,
    Meeting,
    Milestone,
    Note,
    Objective,
    OwnMeasure,
    Partner,
    SavedPresentation,
    without_persons,
)
from streekmonitor.objectives.objective_checks import check_objective, with_baseline, with_release
from tests.fixtures.small_release import ALFA, BETA, DELTA, EAST, GAMMA, WEST, small_release

TODAY = date(2026, 3, 1)
EVENTS = [("events", ALFA, str(2020 + step), 12 - step) for step in range(5)]
TABLES = Tables(
    small_release(
        *EVENTS,
        ("events", ALFA, "2025", 7, "projected"),
        ("events", GAMMA, "2020", 3),
        *[("stock_quarterly", ALFA, f"2020-Q{quarter}", 100 + quarter) for quarter in range(1, 5)],
        ("rate", ALFA, "2020", 8.0),
        ("cases", ALFA, "2020", 80),
    )
)
OWN = OwnMeasure(unit="punten", decimals=1, measurements=(Measurement(day=date(2025, 1, 1), value=1.5),))
MEASURED = {
    "own": OWN,
    "indicator": "",
    "direction": "rise",
    "baseline_period": "2025-01-01",
    "baseline_value": 1.5,
    "target_period": "2029-12-31",
    "target_value": 4.0,
}


def objective(**changes: Any) -> Objective:
    plain = {
        "title": "Minder gevallen",
        "working_group": "thema",
        "municipalities": (ALFA,),
        "indicator": "events",
        "direction": "fall",
        "baseline_period": "2020",
        "baseline_value": 12,
        "target_period": "2030",
        "target_value": 6,
        "owner": "Gemeente Alfa",
    }
    return Objective.model_validate({**plain, **changes})


def faults_of(before: Objective | None = None, **changes: Any) -> list[Fault]:
    return check_objective(objective(**changes), TABLES, TODAY, before)


def milestones(*entries: tuple[str, float]) -> tuple[Milestone, ...]:
    return tuple(Milestone(period=period, value=value) for period, value in entries)


def test_what_fits_has_no_faults() -> None:
    assert faults_of() == []
    assert faults_of(milestones=milestones(("2024", 10), ("2027", 8)), decided_on=TODAY) == []
    assert faults_of(**MEASURED) == []
    assert faults_of(why="<script>alert(1)</script> & **vet** =1+1") == []  # text is text


@pytest.mark.parametrize(
    ("changes", "field", "reason"),
    [
        ({"title": "  "}, "title", "verplicht"),
        ({"owner": ""}, "owner", "verplicht"),
        ({"why": "x" * 100_000}, "why", "Hoogstens 4.000 tekens; dit zijn er 100.000."),
        ({"title": "a\x00b"}, "title", "niet getoond"),
        ({"title": "a\ud800b"}, "title", "niet getoond"),
        ({"working_group": "feest"}, "working_group", "Kies uit Thema."),
        ({"decided_on": date(2026, 3, 2)}, "decided_on", "2 maart 2026 ligt na vandaag"),
        # the area
        ({"municipalities": ()}, "region", "Kies een regio, of een of meer gemeenten."),
        ({"region": EAST}, "municipalities", "niet allebei"),
        ({"municipalities": (), "region": "atlantis"}, "region", "bestaat niet"),
        ({"municipalities": (DELTA,)}, "municipalities", "Delta is opgegaan in Gamma; kies die gemeente."),
        ({"municipalities": ("21001",)}, "municipalities", "geen gemeente van de provincie"),
        ({"municipalities": ("<b>",)}, "municipalities", "geen gemeente van de provincie"),
        ({"municipalities": (ALFA, ALFA)}, "municipalities", "twee keer"),
        # the figure
        ({"indicator": ""}, "indicator", "Kies een indicator, of vul een eigen meting in."),
        ({"indicator": "geluk"}, "indicator", "bestaat niet"),
        ({"indicator": "median"}, "indicator", "Er is geen cijfer voor Alfa"),
        ({"municipalities": (BETA,)}, "indicator", "Er is geen cijfer voor Beta"),
        ({"municipalities": (), "region": EAST}, "indicator", "Slechts 1 van 2 gemeenten"),
        ({"own": OWN}, "own", "niet allebei"),
        # periods
        ({"baseline_period": ""}, "baseline_period", "verplicht"),
        ({"baseline_period": "2020-Q1"}, "baseline_period", "Geef een jaar, zoals 2030."),
        ({"target_period": "2030-12-31"}, "target_period", "Geef een jaar, zoals 2030."),
        ({"target_period": "morgen"}, "target_period", "Geef een jaar"),
        ({"target_period": "2019"}, "target_period", "ligt niet na het vertrekpunt"),
        ({"target_period": "2020"}, "target_period", "ligt niet na het vertrekpunt"),
        ({"target_period": "2999"}, "target_period", "Hoogstens 50 jaar"),
        ({"milestones": milestones(("2027", 8), ("2024", 10))}, "milestones", "in volgorde"),
        ({"milestones": milestones(("2031", 8))}, "milestones", "tussen vertrekpunt en streefperiode"),
        ({"milestones": milestones(("2027-Q1", 8))}, "milestones", "Geef als periode een jaar"),
        # values
        ({"baseline_value": None}, "baseline_value", "verplicht"),
        ({"target_value": None}, "target_value", "verplicht"),
        ({"target_value": nan}, "target_value", "Geef een getal."),
        ({"target_value": inf}, "target_value", "Geef een getal."),
        ({"target_value": -1}, "target_value", "kan niet lager zijn dan 0"),
        ({"target_value": 6.5}, "target_value", "zonder decimalen"),
        ({"target_value": 13}, "target_value", "moet lager zijn dan het vertrekpunt: het moet dalen"),
        ({"direction": "rise"}, "target_value", "moet hoger zijn dan het vertrekpunt: het moet stijgen"),
        ({"milestones": milestones(("2027", 14))}, "milestones", "stap voor stap"),
        ({"milestones": milestones(("2027", nan))}, "milestones", "Geef een getal."),
        # the baseline is a figure of the release
        ({"baseline_value": 11}, "baseline_value", "In deze release is het cijfer van 2020 12"),
        ({"baseline_period": "2018"}, "baseline_period", "geen cijfer voor 2018. Wel voor 2020, 2021"),
        ({"baseline_period": "2025", "baseline_value": 7}, "baseline_period", "is een vooruitzicht"),
    ],
)
def test_a_fault_stands_at_its_field_with_the_reason(
    changes: dict[str, Any], field: str, reason: str
) -> None:
    found = faults_of(**changes)
    assert [fault.field for fault in found] == [field]
    assert reason in found[0].reason


@pytest.mark.parametrize(
    ("changes", "reason"),
    [
        ({"unit": ""}, "eenheid"),
        ({"decimals": 9}, "0 tot 4 decimalen"),
        ({"measurements": (*OWN.measurements, *OWN.measurements)}, "twee metingen op 1 januari 2025"),
        ({"measurements": (Measurement(day=date(2026, 4, 1), value=1),)}, "ligt na vandaag"),
        ({"measurements": (Measurement(day=TODAY, value=nan),)}, "Geef een getal."),
        ({"measurements": (Measurement(day=TODAY, value=1, evidence="file:///etc"),)}, "webadres"),
        ({"unit": "x" * 61}, "Hoogstens 60 tekens"),
    ],
)
def test_an_own_measurement_is_checked_too(changes: dict[str, Any], reason: str) -> None:
    own = OwnMeasure.model_validate({**dict(OWN), **changes})
    found = faults_of(**{**MEASURED, "own": own})
    assert {fault.field for fault in found} == {"own"}
    assert reason in found[0].reason


def test_periods_of_an_own_measurement_are_days() -> None:
    [fault] = faults_of(**{**MEASURED, "target_period": "2030"})
    assert (fault.field, fault.reason) == ("target_period", "Geef een dag, zoals 2030-12-31.")


def test_a_quarter_is_compared_with_the_same_quarter() -> None:
    quarterly = {
        "indicator": "quarterly_per_100", "direction": "rise", "baseline_period": "2020-Q1",
        "baseline_value": 101 / 600 * 100, "target_value": 20.0,
    }  # fmt: skip
    assert faults_of(**quarterly, target_period="2030-Q1") == []
    [fault] = faults_of(**quarterly, target_period="2030-Q4")
    assert fault.reason == "Kies hetzelfde kwartaal of dezelfde maand als het vertrekpunt."


def test_a_share_ends_at_a_hundred() -> None:
    share = {"indicator": "rate", "direction": "rise", "baseline_value": 8.0}
    assert faults_of(**share, target_value=100.0) == []
    assert faults_of(**share, target_value=100.5)[0].reason == "Dit cijfer kan niet hoger zijn dan 100."
    assert "1 decimaal" in faults_of(**share, target_value=9.25)[0].reason


def test_all_faults_are_told_at_once() -> None:
    fields = {
        fault.field
        for fault in faults_of(title="", owner="x" * 300, target_value=20, decided_on=date(2030, 1, 1))
    }
    assert fields == {"title", "owner", "target_value", "decided_on"}


def test_a_baseline_that_was_agreed_stays_when_the_figure_is_revised() -> None:
    agreed = objective(baseline_value=13, baseline_release="vorige", version=1)
    assert check_objective(agreed.with_(title="Anders"), TABLES, TODAY, agreed) == []
    [fault] = check_objective(agreed, TABLES, TODAY)
    assert fault.field == "baseline_value"
    assert (
        with_release(agreed.with_(baseline_release="verzonnen"), TABLES, agreed).baseline_release == "vorige"
    )
    assert with_release(agreed, TABLES, None).baseline_release == "toets"


def test_the_baseline_is_taken_from_the_release() -> None:
    assert with_baseline(objective(baseline_value=None), TABLES).baseline_value == 12
    assert with_baseline(objective(baseline_period="1999"), TABLES).baseline_value is None


def test_an_own_region_has_its_own_figure() -> None:
    both = {"municipalities": (ALFA, GAMMA), "region_name": "Ons gebied", "baseline_value": 15}
    assert faults_of(**both, target_value=7) == []
    assert faults_of(municipalities=(), region=WEST, baseline_value=3, target_value=2) == []


# --- actions, notes, meetings, presentations --------------------------------------------------------------


def action(**changes: Any) -> Action:
    plain = {"title": "Doen", "objectives": ("doel",), "responsible": "Gemeente Alfa"}
    return Action.model_validate({**plain, **changes})


@pytest.mark.parametrize(
    ("changes", "field", "reason"),
    [
        ({"title": ""}, "title", "verplicht"),
        ({"responsible": ""}, "responsible", "verplicht"),
        ({"objectives": ()}, "objectives", "minstens één doelstelling"),
        ({"objectives": ("doel", "weg")}, "objectives", "bestaat niet (meer): weg"),
        (
            {"start": date(2026, 2, 1), "due": date(2026, 1, 1)},
            "due",
            "ligt vóór het begin (1 februari 2026)",
        ),
        ({"evidence": "javascript:alert(1)"}, "evidence", "https://"),
        ({"evidence": "https://"}, "evidence", "https://"),
        ({"evidence": "http://["}, "evidence", "https://"),
        ({"budget": -1}, "budget", "lager zijn dan 0"),
        ({"budget": nan}, "budget", "Geef een getal."),
        ({"partners": (Partner(name=" ", kind="union"),)}, "partners", "geen naam"),
        (
            {"partners": tuple(Partner(name="x", kind="union") for _ in range(201))},
            "partners",
            "Hoogstens 200",
        ),
        ({"partners": (Partner(name="x" * 500, kind="union"),)}, "partners", "Hoogstens 200 tekens"),
    ],
)
def test_an_action(changes: dict[str, Any], field: str, reason: str) -> None:
    assert check_action(action(), {"doel"}) == []
    [fault] = check_action(action(**changes), {"doel"})
    assert fault.field == field
    assert reason in fault.reason


def test_a_note() -> None:
    note = Note(action="actie", day=TODAY, text="Klaar")
    assert check_note(note, {"actie"}, TODAY) == []
    found = check_note(Note(action="weg", day=date(2027, 1, 1)), {"actie"}, TODAY)
    assert {fault.field for fault in found} == {"text", "action", "day"}


def test_a_meeting() -> None:
    good = Meeting(
        day=TODAY, body="Taskforce", items=("Stand",), decisions=(Decision(text="Ja", actions=("a",)),)
    )
    assert check_meeting(good, {"doel"}, {"a"}) == []
    bad = Meeting(items=("",), decisions=(Decision(text="", objectives=("weg",)),))
    assert [fault.field for fault in check_meeting(bad, {"doel"}, set())] == [
        "day", "body", "items", "decisions", "decisions",
    ]  # fmt: skip


def test_a_presentation() -> None:
    assert check_presentation(SavedPresentation(name="Maart"), ["April"]) == []
    assert check_presentation(SavedPresentation(name="MAART "), ["Maart"])[0].field == "name"
    assert check_presentation(SavedPresentation(name=""), [])[0].field == "name"
    large = SavedPresentation(name="Groot", content={"x": "y" * 2_000_001})
    assert [fault.field for fault in check_presentation(large, [])] == ["content"]


def test_persons_are_left_out() -> None:
    assert without_persons(objective(contact="An")).contact == ""
    assert without_persons(objective(contact="An")).owner == "Gemeente Alfa"


PERIODS = st.text() | st.sampled_from(["2020", "2030", "2020-Q1", "2020-13", "2020-12-32", "0000", ""])


@given(PERIODS, PERIODS, st.floats(), st.floats(), st.sampled_from(["rise", "fall"]))
def test_any_draft_gets_an_answer(start: str, end: str, value: float, target: float, direction: str) -> None:
    draft = objective(
        title=end, baseline_period=start, target_period=end, baseline_value=value, target_value=target,
        direction=direction, milestones=milestones((end, value)),
    )  # fmt: skip
    for fault in check_objective(draft, TABLES, TODAY):
        assert fault.field in Objective.model_fields
        assert fault.reason.endswith((".", ")"))
