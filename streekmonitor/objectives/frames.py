"""The register as tables, with Dutch column names: on screen, in files, on slides. Numbers stay numbers."""

from collections.abc import Mapping
from datetime import date

import pandas as pd

from streekmonitor.analysis.tables import Tables
from streekmonitor.objectives.course import area_name
from streekmonitor.objectives.explain import WORDS, components, sentence
from streekmonitor.objectives.model import (
    ACTION_STATUSES,
    DIRECTIONS,
    ORGANISATION_KINDS,
    Action,
    Objective,
)
from streekmonitor.objectives.periods import words
from streekmonitor.objectives.register import Register, by_due, is_overdue
from streekmonitor.objectives.verdict import Verdict
from streekmonitor.objectives.words import value_words

EXAMPLE, OVERDUE = "voorbeeld", "ja"


def objective_table(
    register: Register, verdicts: Mapping[str, Verdict], tables: Tables, today: date
) -> pd.DataFrame:
    """One row per objective that has a verdict: what was agreed, every component, the status, its reason."""
    rows = [
        {
            **_plan(objective, tables),
            **_outcome(verdicts[objective.id]),
            **_actions(register, objective, today),
        }
        for objective in register.objectives
        if objective.id in verdicts
    ]
    return pd.DataFrame(rows)


def action_table(register: Register, today: date) -> pd.DataFrame:
    """One row per action, the one due first in front, with its last note."""
    return pd.DataFrame([_action(register, action, today) for action in by_due(register.actions)])


def component_table(verdict: Verdict) -> pd.DataFrame:
    """Every component of a verdict: columns Onderdeel, Waarde (a number, where it is one), Tekst."""
    rows = [
        {
            "Onderdeel": part.name,
            "Waarde": part.value if isinstance(part.value, float) else None,
            "Tekst": part.text,
        }
        for part in components(verdict)
    ]
    return pd.DataFrame(rows).astype({"Waarde": float})


def _plan(objective: Objective, tables: Tables) -> dict[str, object]:
    themes = tables.release.catalog.theme_by_id
    theme = themes.get(objective.working_group)
    return {
        "Werkgroep": theme.label if theme else objective.working_group,
        "Doelstelling": objective.title,
        "Gebied": area_name(objective, tables),
        "Richting": DIRECTIONS[objective.direction],
        "Eigenaar": objective.owner,
        "Waarom": objective.why,
        "Beslist op": None if objective.decided_on is None else objective.decided_on.isoformat(),
        "Eigen meting": "eigen meting" if objective.own is not None else "",
        "Voorbeeld": EXAMPLE if objective.example else "",
    }


def _outcome(verdict: Verdict) -> dict[str, object]:
    course, outlook, latest = verdict.course, verdict.outlook, verdict.latest
    reference = course.series.reference
    return {
        "Indicator": course.series.label,
        "Eenheid": course.series.unit,
        "Vertrekpunt (periode)": words(course.baseline.period, reference),
        "Vertrekpunt": course.baseline.value,
        "Streefperiode": words(course.target.period, reference),
        "Streefwaarde": course.target.value,
        "Laatste periode": words(latest.period, reference) if latest else "",
        "Laatste cijfer": latest.value if latest else None,
        "Vereist pad": verdict.required,
        "Vereist tempo per jaar": verdict.required_pace,
        "Tempo tot nu per jaar": verdict.pace,
        "Nodig tempo vanaf nu per jaar": verdict.needed_pace,
        "Verwachting": outlook.expected if outlook else None,
        "Marge van": outlook.low if outlook else None,
        "Marge tot": outlook.high if outlook else None,
        "Status": WORDS[verdict.status],
        "Reden": sentence(verdict),
        "Let op": " ".join(course.cautions),
        "Bron": "; ".join(course.series.sources),
        "Release": course.release,
    }


def _actions(register: Register, objective: Objective, today: date) -> dict[str, object]:
    actions = register.actions_for(objective.id)
    overdue = [action for action in actions if is_overdue(action, today)]
    return {"Acties": len(actions), "Acties over tijd": len(overdue)}


def _action(register: Register, action: Action, today: date) -> dict[str, object]:
    served = [register.objective(objective_id) for objective_id in action.objectives]
    notes = register.notes_on(action.id)
    return {
        "Actie": action.title,
        "Doelstellingen": "; ".join(objective.title for objective in served if objective),
        "Verantwoordelijke": action.responsible,
        "Soort": ORGANISATION_KINDS[action.responsible_kind],
        "Partners": "; ".join(
            f"{partner.name} ({ORGANISATION_KINDS[partner.kind]})" for partner in action.partners
        ),
        "Begin": action.start.isoformat() if action.start else "",
        "Klaar tegen": action.due.isoformat() if action.due else "",
        "Status": ACTION_STATUSES[action.status],
        "Over tijd": OVERDUE if is_overdue(action, today) else "",
        "Laatste notitie": notes[0].text if notes else "",
        "Notitie van": value_words("day", notes[0].day) if notes else "",
        "Bewijs": action.evidence,
        "Budget (€)": action.budget,
        "Voorbeeld": EXAMPLE if action.example else "",
    }
