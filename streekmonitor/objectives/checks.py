"""What may be kept of actions, notes, meetings and presentations; objectives have a module of their own."""

from collections.abc import Collection, Iterator
from datetime import date

from streekmonitor import formats
from streekmonitor.objectives.faults import (
    Fault,
    bad_amount,
    bad_url,
    missing,
    not_after,
    text_faults,
    unknown_links,
)
from streekmonitor.objectives.model import Action, Meeting, Note, SavedPresentation

LARGEST_PRESENTATION = 2_000_000


def check_action(action: Action, objectives: Collection[str]) -> list[Fault]:
    """The faults of an action; `objectives` are the ids of those that exist."""
    faults = [
        *text_faults(action),
        *missing(action, "title", "responsible"),
        *unknown_links("objectives", action.objectives, objectives),
        *bad_url("evidence", action.evidence),
        *bad_amount("budget", action.budget, least=0),
    ]
    if not action.objectives:
        faults.append(Fault("objectives", "Kies minstens één doelstelling."))
    if any(not partner.name.strip() for partner in action.partners):
        faults.append(Fault("partners", "Een partner heeft geen naam."))
    if action.start and action.due and action.due < action.start:
        begins = formats.day(action.start)
        faults.append(Fault("due", f"{formats.day(action.due)} ligt vóór het begin ({begins})."))
    return faults


def check_note(note: Note, actions: Collection[str], today: date) -> list[Fault]:
    """The faults of a note; `actions` are the ids of those that exist."""
    return [
        *text_faults(note),
        *missing(note, "day", "text"),
        *unknown_links("action", [note.action], actions),
        *not_after("day", note.day, today),
    ]


def check_meeting(meeting: Meeting, objectives: Collection[str], actions: Collection[str]) -> list[Fault]:
    """The faults of a meeting; the collections are the ids of what exists."""
    return [
        *text_faults(meeting),
        *missing(meeting, "day", "body"),
        *_empty_lines(meeting),
        *unknown_links("decisions", [i for entry in meeting.decisions for i in entry.objectives], objectives),
        *unknown_links("decisions", [i for entry in meeting.decisions for i in entry.actions], actions),
    ]


def check_presentation(presentation: SavedPresentation, names: Collection[str]) -> list[Fault]:
    """The faults of a presentation; `names` are those of the others."""
    faults = [*text_faults(presentation), *missing(presentation, "name")]
    if presentation.name.strip().casefold() in {name.strip().casefold() for name in names}:
        faults.append(Fault("name", "Er is al een presentatie met deze naam; kies een andere."))
    if len(presentation.model_dump_json()) > LARGEST_PRESENTATION:
        most = formats.number(LARGEST_PRESENTATION / 1e6)
        faults.append(Fault("content", f"De presentatie is te groot: hoogstens {most} MB."))
    return faults


def _empty_lines(meeting: Meeting) -> Iterator[Fault]:
    if any(not item.strip() for item in meeting.items):
        yield Fault("items", "Een agendapunt is leeg.")
    if any(not entry.text.strip() for entry in meeting.decisions):
        yield Fault("decisions", "Een beslissing is leeg.")
