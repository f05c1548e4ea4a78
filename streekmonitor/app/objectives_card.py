"""One objective: how it stands in words and shape, its course, and the actions that serve it.

Every text from the register is escaped: it is text, whatever it looks like.
"""

from dataclasses import replace
from html import escape

import streamlit as st

from streekmonitor import formats
from streekmonitor.app import drawing, figure_tools, objectives_changes, objectives_draft
from streekmonitor.app.objectives_room import Room, withdraw
from streekmonitor.charts import strip
from streekmonitor.charts.objective import STATUS_LOOKS
from streekmonitor.charts.theme import BETTER, MUTED, WORSE
from streekmonitor.figures.objectives import ObjectiveFigure
from streekmonitor.objectives.explain import METHOD, WORDS, components, reason, sentences
from streekmonitor.objectives.model import (
    ACTION_STATUSES,
    ORGANISATION_KINDS,
    Action,
    ActionStatus,
    Note,
    Objective,
    Record,
)
from streekmonitor.objectives.register import is_overdue
from streekmonitor.objectives.verdict import Status, Verdict

CHART_WORDS = "Verloop van de doelstelling; “Toon berekening” bevat dezelfde cijfers."
ACTION_LOOKS: dict[ActionStatus, tuple[str, str]] = {
    "planned": ("diamond", MUTED),
    "running": ("triangle-up", BETTER[3]),
    "done": ("circle", BETTER[4]),
    "stopped": ("cross", MUTED),
}
LATE = ("square", WORSE[3])
EXAMPLE = '<span class="sm-example">voorbeeld</span>'
NO_ACTIONS = "Nog geen acties."


def draw(room: Room, objective: Objective) -> None:
    """The whole card."""
    frame = replace(room.frame, view=replace(room.frame.view, objective=objective.id))
    figure = ObjectiveFigure(frame, objective)
    with st.container(key=f"doel_{objective.id}"):
        told, drawn = st.columns([1, 1.2], gap="large")
        with told:
            _draw_words(room, figure)
        with drawn:
            if figure.unseen:
                st.caption(figure.unseen)
            else:
                drawing.show(figure.drawing, f"verloop_{objective.id}", f"{figure.title}. {CHART_WORDS}")
                st.caption(figure.drawing.caption)
        _draw_actions(room, objective)
        _draw_tools(room, figure)


def status_mark(status: Status) -> str:
    """A status as HTML: its shape, and its word."""
    return f'<span class="sm-status">{strip.shape(*STATUS_LOOKS[status])} {WORDS[status]}</span>'


def example_mark(record: Record) -> str:
    """HTML that marks an example; nothing for what is none."""
    return EXAMPLE if record.example else ""


def _draw_words(room: Room, figure: ObjectiveFigure) -> None:
    objective, verdict = figure.objective, figure.verdict
    st.html(
        f'<h3 class="sm-objective">{escape(objective.title)}</h3>'
        f"<p>{status_mark(verdict.status)} {example_mark(objective)}</p>"
        f"<p>{escape(formats.sentence(figure.aim))}</p>"
        f"{''.join(f'<p>{escape(line)}</p>' for line in _lines(verdict))}"
        f'<p class="sm-meta">{"<br>".join(_meta(room, objective))}</p>'
    )


def _lines(verdict: Verdict) -> list[str]:
    """The verdict first, then what must be said beside it."""
    return [reason(verdict), *sentences(verdict)[1:]]


def _meta(room: Room, objective: Objective) -> list[str]:
    """Owner, when it was decided and why; the contact for editors only: the register leaves it out."""
    kept = room.register.objective(objective.id) or objective
    decided = formats.day(kept.decided_on) if kept.decided_on else "niet ingevuld"
    lines = [("Eigenaar", kept.owner), ("Beslist op", decided), ("Waarom", kept.why)]
    lines += [("Contact (enkel voor redacteurs)", kept.contact)]
    return [f"<b>{label}:</b> {escape(text)}" for label, text in lines if text]


def _draw_actions(room: Room, objective: Objective) -> None:
    actions = room.register.actions_for(objective.id)
    st.html(f'<h4 class="sm-actions">Acties ({len(actions)})</h4>')
    if not actions:
        st.caption(NO_ACTIONS)
    for action in actions:
        words, buttons = st.columns([5, 2] if room.may_edit else [7, 0.1], vertical_alignment="center")
        words.html(_action(room, action))
        if room.may_edit:
            with buttons:
                _draw_action_tools(room, objective, action)


def _action(room: Room, action: Action) -> str:
    """An action in one block of HTML: status, what, who, by when, and the last note."""
    late = is_overdue(action, room.frame.followed.today)
    looks = LATE if late else ACTION_LOOKS[action.status]
    due = f"klaar tegen {formats.day(action.due)}" if action.due else "zonder einddatum"
    status = f"{ACTION_STATUSES[action.status]}{', over tijd' if late else ''}"
    partners = [f"{entry.name} ({ORGANISATION_KINDS[entry.kind]})" for entry in action.partners]
    who = action.responsible + (f", met {formats.listing(partners)}" if partners else "")
    budget = f"budget {formats.value(action.budget, '€', 0)}" if action.budget is not None else ""
    facts = " · ".join(escape(fact) for fact in (who, due, budget, action.contact) if fact)
    notes = room.register.notes_on(action.id)
    last = _note(notes[0]) if notes else ""
    evidence = (
        f' · <a href="{escape(action.evidence)}" target="_blank" rel="noopener noreferrer">bewijs</a>'
        if action.evidence.startswith(("https://", "http://"))
        else ""
    )
    return (
        f'<div class="sm-action{" sm-late" if late else ""}">'
        f'<span class="sm-status">{strip.shape(*looks)} {status}</span> '
        f"<b>{escape(action.title)}</b> {example_mark(action)}<br>"
        f'<span class="sm-meta">{facts}{evidence}</span>{last}</div>'
    )


def _note(note: Note) -> str:
    day = formats.day(note.day) if note.day else ""
    who = " · ".join(filter(None, [day, note.organisation, note.author]))
    return (
        f'<br><span class="sm-note">{escape(note.text)} <span class="sm-meta">({escape(who)})</span></span>'
    )


def _draw_action_tools(room: Room, objective: Objective, action: Action) -> None:
    one = f"{objective.id}_{action.id}"
    with st.container(horizontal=True, vertical_alignment="center", key=f"actie_{one}"):
        for label, record in (("Bewerk", action), ("Notitie", Note(action=action.id, day=None))):
            st.button(
                label, key=f"{label}_{one}", type="tertiary", on_click=objectives_draft.begin, args=(record,)
            )
        notes = room.register.notes_on(action.id)
        menu = st.popover("Meer", type="tertiary", key=f"meer_{one}", on_change="rerun")
        if menu.open:
            with menu:
                for note in notes:
                    _draw_note(note, one)
                objectives_changes.draw_history(room, action)
                st.button("Trek de actie in", key=f"intrekken_{one}", on_click=withdraw, args=(action,))


def _draw_note(note: Note, one: str) -> None:
    st.html(f"<div>{_note(note).removeprefix('<br>')}</div>")
    with st.container(horizontal=True):
        st.button(
            "Bewerk de notitie",
            key=f"notitie_{one}_{note.id}",
            type="tertiary",
            on_click=objectives_draft.begin,
            args=(note,),
        )
        st.button("Trek in", key=f"weg_{one}_{note.id}", type="tertiary", on_click=withdraw, args=(note,))


def _draw_tools(room: Room, figure: ObjectiveFigure) -> None:
    """The computation, the files, and for editors what changes it."""
    objective = figure.objective
    with st.container(horizontal=True, vertical_alignment="center", key=f"hulp_doel_{objective.id}"):
        menu = st.popover(
            "Toon berekening",
            type="tertiary",
            key=f"berekening_{objective.id}",
            on_change="rerun",
            width="content",
        )
        if menu.open:
            with menu:
                _draw_computation(figure.verdict)
        figure_tools.draw(figure.frame, "doelstelling", figure.exported, objective.id)
        if room.may_edit:
            _draw_editing(room, room.register.objective(objective.id) or objective)


def _draw_editing(room: Room, objective: Objective) -> None:
    for label, record in (
        ("Bewerk", objective),
        ("Voeg een actie toe", Action(objectives=(objective.id,))),
    ):
        st.button(
            label,
            key=f"{label}_{objective.id}",
            type="tertiary",
            on_click=objectives_draft.begin,
            args=(record,),
        )
    menu = st.popover("Meer", type="tertiary", key=f"meer_{objective.id}", on_change="rerun")
    if menu.open:
        with menu:
            objectives_changes.draw_history(room, objective)
            st.button(
                "Trek de doelstelling in",
                key=f"intrekken_{objective.id}",
                on_click=withdraw,
                args=(objective,),
            )


def _draw_computation(verdict: Verdict) -> None:
    """Every component of the verdict, and the method."""
    rows = "".join(
        f"<tr><th>{escape(part.name)}</th><td>{escape(part.text)}</td></tr>" for part in components(verdict)
    )
    st.html(f'<table class="sm-components">{rows}</table>')
    st.caption(METHOD)
