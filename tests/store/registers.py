"""A small release with yearly figures of Alfa, people with and without rights, and records that fit."""

from datetime import UTC, date, datetime
from typing import Any

from streekmonitor.analysis.tables import Tables
from streekmonitor.objectives.model import Action, Meeting, Note, Objective
from streekmonitor.objectives.rights import User
from tests.fixtures.small_release import ALFA, small_release

NOW = datetime(2026, 3, 1, 9, 30, tzinfo=UTC)
TODAY = NOW.date()
EDITOR = User("An Redacteur", "an@werkgroep.be", "Gemeente Alfa", frozenset({"editor"}))
OTHER = User("Bo Redacteur", "bo@werkgroep.be", "Vakbond", frozenset({"editor"}))
ANALYST = User("Cas", "cas@data.be", roles=frozenset({"analyst"}))
ADMIN = User("Dee", "dee@beheer.be", roles=frozenset({"admin"}))
FIGURES = {"2020": 12, "2021": 11, "2022": 10, "2023": 9, "2024": 9}


def tables_of(figures: dict[str, float] | None = None, **changes: float) -> Tables:
    """Events in Alfa: per 1.000 of its 600 residents they are 20, 18,3, 16,7, 15 and 15."""
    given = {**FIGURES, **(figures or {}), **changes}
    return Tables(small_release(*[("events", ALFA, period, value) for period, value in given.items()]))


TABLES = tables_of()


def objective(**changes: Any) -> Objective:
    """From 12 events in 2020 down to 6 in 2030."""
    plain = {
        "title": "Minder gevallen in Alfa",
        "working_group": "thema",
        "municipalities": (ALFA,),
        "indicator": "events",
        "direction": "fall",
        "baseline_period": "2020",
        "baseline_value": 12,
        "baseline_release": "toets",
        "target_period": "2030",
        "target_value": 6,
        "owner": "Gemeente Alfa",
        "contact": "An Redacteur",
    }
    return Objective.model_validate({**plain, **changes})


def action(*objectives: Objective, **changes: Any) -> Action:
    plain = {
        "title": "Kruispunt heraanleggen",
        "objectives": tuple(entry.id for entry in objectives),
        "responsible": "Gemeente Alfa",
        "contact": "An Redacteur",
        "start": date(2025, 9, 1),
        "due": date(2026, 6, 30),
    }
    return Action.model_validate({**plain, **changes})


def note(of: Action, **changes: Any) -> Note:
    return Note.model_validate({"action": of.id, "day": TODAY, "text": "De werken zijn begonnen.", **changes})


def meeting(**changes: Any) -> Meeting:
    return Meeting.model_validate({"day": TODAY, "body": "Taskforce", "items": ("Stand",), **changes})
