"""The agenda of a meeting as a table that can leave the dashboard."""

from collections.abc import Iterator
from datetime import date

import pandas as pd

from streekmonitor import formats
from streekmonitor.export.exported import ExportedFigure
from streekmonitor.figures.frame import Frame
from streekmonitor.figures.objectives import KEPT, verdict_on
from streekmonitor.objectives.agenda import Agenda
from streekmonitor.objectives.explain import METHOD, sentence
from streekmonitor.objectives.model import ACTION_STATUSES, Action

SECTIONS = {
    "turned": "Doelstellingen met een andere status",
    "shifted": "Zelfde status, andere cijfers of ander doel",
    "moved": "Acties waaraan iets veranderde",
    "overdue": "Acties over tijd",
    "due": "Acties die klaar moeten zijn tegen",
    "unrecorded": "Doelstellingen waarvan toen nog geen status was vastgelegd",
}
COLUMNS = ["Onderdeel", "Wat", "Uitleg"]


def agenda_figure(frame: Frame, agenda: Agenda, until: date) -> ExportedFigure:
    """One row for everything on the agenda: columns Onderdeel, Wat, Uitleg."""
    rows = pd.DataFrame(list(_rows(frame, agenda, until)), columns=COLUMNS)
    turned, late = len(agenda.turned), len(agenda.overdue)
    return ExportedFigure(
        title=f"Agenda: wat veranderde er sinds {formats.day(agenda.since)}?",
        sentence=(
            f"Doelstellingen met een andere status: {formats.number(turned)}; acties over tijd: "
            f"{formats.number(late)}."
        ),
        drawings=(),
        table=rows,
        sources=(KEPT,),
        release=frame.release.id,
        link=frame.link,
        definitions=(("Hoe de status is berekend", METHOD),),
        label="Agenda",
    )


def _rows(frame: Frame, agenda: Agenda, until: date) -> Iterator[tuple[str, str, str]]:
    for name, changes in (("turned", agenda.turned), ("shifted", agenda.shifted)):
        for change in changes:
            yield SECTIONS[name], change.objective.title, change.sentence
    for move in agenda.moved:
        notes = [f"{formats.day(note.day)}: {note.text}" for note in move.notes if note.day]
        yield SECTIONS["moved"], move.action.title, " ".join([*move.lines, *notes])
    for action in agenda.overdue:
        yield SECTIONS["overdue"], action.title, _action(action)
    for action in agenda.due:
        yield f"{SECTIONS['due']} {formats.day(until)}", action.title, _action(action)
    for objective in agenda.unrecorded:
        yield SECTIONS["unrecorded"], objective.title, sentence(verdict_on(frame, objective))
    for decision in agenda.decisions:
        yield "Beslissingen van de vorige vergadering", decision.text, ""


def _action(action: Action) -> str:
    due = formats.day(action.due) if action.due else "zonder einddatum"
    return f"{ACTION_STATUSES[action.status]}; {action.responsible}; klaar tegen {due}."
