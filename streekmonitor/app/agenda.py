"""The standing item of a meeting: what changed since the one before, what is late, and what is due next."""

from collections.abc import Iterable, Sequence
from dataclasses import replace
from datetime import date, timedelta
from functools import partial
from html import escape

import streamlit as st

from streekmonitor import formats
from streekmonitor.app import objectives_draft, objectives_store, rights, state
from streekmonitor.app.objectives_card import example_mark, status_mark
from streekmonitor.app.objectives_room import Room, attempt, withdraw
from streekmonitor.export.files import FORMATS
from streekmonitor.figures.agenda import SECTIONS, agenda_figure
from streekmonitor.figures.objectives import verdict_on
from streekmonitor.objectives.agenda import ActionMove, Agenda, StatusChange
from streekmonitor.objectives.explain import reason
from streekmonitor.objectives.model import ACTION_STATUSES, Action, Decision, Meeting, Objective
from streekmonitor.store.errors import StoreUnavailableError

DAYS_WITHOUT_MEETING = 91
NOTHING = "Niets."
EXPLAINED = (
    "De status wordt bij elke vergadering vastgelegd. Wat hier staat, is het verschil tussen toen en de "
    "cijfers van nu."
)


def draw(room: Room) -> None:
    """The agenda since a day, then the meetings."""
    held, coming = _around(room)
    since = _choose_since(room, held)
    until = (
        coming.day if coming and coming.day else room.frame.followed.today + timedelta(DAYS_WITHOUT_MEETING)
    )
    try:
        found = objectives_store.store().agenda(
            room.frame.tables, room.user, since=since, today=room.frame.followed.today, until=until
        )
    except StoreUnavailableError as error:
        st.warning(str(error))
        return
    with st.container(key="agenda"):
        _draw_agenda(room, found, until)
    _draw_files(room, found, until)
    _draw_meetings(room)


def _around(room: Room) -> tuple[Meeting | None, Meeting | None]:
    """The last meeting before today, and the next from today on."""
    today = room.frame.followed.today
    dated = sorted((entry for entry in room.register.meetings if entry.day), key=_day)
    before = [entry for entry in dated if _day(entry) < today]
    after = [entry for entry in dated if _day(entry) >= today]
    return (before[-1] if before else None), (after[0] if after else None)


def _choose_since(room: Room, held: Meeting | None) -> date:
    """The day that the address asks for, else that of the previous meeting, else three months ago."""
    today = room.frame.followed.today
    default = held.day if held and held.day else today - timedelta(DAYS_WITHOUT_MEETING)
    since = min(_asked(room.frame.view.since) or default, today)
    words, choice = st.columns([4, 1.3], vertical_alignment="bottom")
    body = f" ({held.body})" if held and held.day == since else ""
    words.html(
        f"<p><b>Wat is er veranderd sinds {escape(formats.day(since) + body)}?</b><br>"
        f'<span class="sm-meta">{EXPLAINED}</span></p>'
    )
    with choice:
        st.session_state["agenda_sinds"] = since
        change = state.choose(
            "agenda_sinds",
            lambda view, day: replace(view, since=day.isoformat() if isinstance(day, date) else None),
        )
        st.date_input("Sinds", key="agenda_sinds", format="DD/MM/YYYY", max_value=today, on_change=change)
    return since


def _asked(text: str | None) -> date | None:
    try:
        return date.fromisoformat(text or "")
    except ValueError:
        return None


def _draw_agenda(room: Room, found: Agenda, until: date) -> None:
    _section(SECTIONS["turned"], [_change(entry) for entry in found.turned])
    _section(SECTIONS["shifted"], [_change(entry) for entry in found.shifted], needed=False)
    _section(SECTIONS["moved"], [_move(entry) for entry in found.moved])
    _section(SECTIONS["overdue"], [_action(entry) for entry in found.overdue])
    _section(f"{SECTIONS['due']} {formats.day(until)}", [_action(entry) for entry in found.due])
    new = [_unrecorded(room, entry) for entry in found.unrecorded]
    _section(SECTIONS["unrecorded"], new, needed=False)
    if found.previous is not None:
        decisions = [_decision(room, entry) for entry in found.decisions]
        day = formats.day(found.previous.day or found.since)
        _section(f"Beslist op {day} ({found.previous.body})", decisions)


def _section(title: str, lines: Sequence[str], *, needed: bool = True) -> None:
    """A heading with its lines (HTML); one that need not be there goes when it is empty."""
    if lines or needed:
        st.subheader(f"{title} ({len(lines)})" if lines else title, anchor=False)
        st.html(f'<div class="sm-agenda">{"".join(f"<p>{line}</p>" for line in lines) or NOTHING}</div>')


def _change(entry: StatusChange) -> str:
    was, is_ = status_mark(entry.before.status), status_mark(entry.now.status)
    status = f"{was} → {is_}" if entry.turned else is_
    return f"{_name(entry.objective)}<br>{status} · {escape(' '.join(entry.reasons))}"


def _unrecorded(room: Room, entry: Objective) -> str:
    verdict = verdict_on(room.frame, entry)
    return f"{_name(entry)}<br>{status_mark(verdict.status)} · {escape(reason(verdict))}"


def _name(entry: Objective | Action) -> str:
    return f"<b>{escape(entry.title)}</b> {example_mark(entry)}"


def _move(entry: ActionMove) -> str:
    notes = [f"{formats.day(note.day)}: {note.text}" for note in entry.notes if note.day]
    return f"{_name(entry.action)}<br>{'<br>'.join(map(escape, [*entry.lines, *notes]))}"


def _action(entry: Action) -> str:
    due = formats.day(entry.due) if entry.due else ""
    facts = f"{ACTION_STATUSES[entry.status]} · {entry.responsible} · klaar tegen {due}"
    return f"{_name(entry)}<br>{escape(facts)}"


def _decision(room: Room, entry: Decision) -> str:
    """A decision with the titles of what it is about."""
    register = room.register
    about: Iterable[Objective | Action | None] = (
        *map(register.objective, entry.objectives),
        *map(register.action, entry.actions),
    )
    titles = formats.listing([f"“{known.title}”" for known in about if known])
    return escape(entry.text) + (f'<br><span class="sm-meta">Over {escape(titles)}</span>' if titles else "")


def _draw_files(room: Room, found: Agenda, until: date) -> None:
    menu = st.popover("Download", type="tertiary", key="download_agenda", on_change="rerun")
    if not menu.open:
        return
    made = agenda_figure(room.frame, found, until)
    with menu:
        for number, kind in enumerate(FORMATS):
            if not kind.is_picture:
                st.download_button(
                    kind.label,
                    partial(kind.make, made, room.frame.release.boundaries),
                    file_name=kind.file_name(made),
                    mime=kind.mime,
                    key=f"bestand_agenda_{number}",
                    on_click="ignore",
                    type="tertiary",
                )


def _draw_meetings(room: Room) -> None:
    """Every meeting with its items and decisions, the latest first; editors begin, change and close one."""
    st.subheader("Vergaderingen", anchor=False)
    if room.may_edit:
        st.button(
            "Nieuwe vergadering",
            key="nieuwe_vergadering",
            on_click=objectives_draft.begin,
            args=(Meeting(),),
        )
    if not room.register.meetings:
        st.markdown("Er zijn nog geen vergaderingen.")
    for meeting in sorted(room.register.meetings, key=_day, reverse=True):
        with st.container(key=f"vergadering_{meeting.id}"):
            _draw_meeting(room, meeting)


def _draw_meeting(room: Room, meeting: Meeting) -> None:
    items = "".join(f"<li>{escape(item)}</li>" for item in meeting.items)
    decisions = "".join(f"<li>{_decision(room, entry)}</li>" for entry in meeting.decisions)
    st.html(
        f'<div class="sm-agenda"><p><b>{escape(formats.day(_day(meeting)))} · {escape(meeting.body)}</b> '
        f"{example_mark(meeting)}</p>{f'Agenda<ul>{items}</ul>' if items else ''}"
        f"{f'Beslissingen<ul>{decisions}</ul>' if decisions else ''}</div>"
    )
    if not room.may_edit:
        return
    with st.container(horizontal=True, vertical_alignment="center"):
        st.button(
            "Bewerk",
            key=f"bewerk_{meeting.id}",
            type="tertiary",
            on_click=objectives_draft.begin,
            args=(meeting,),
        )
        if _day(meeting) <= room.frame.followed.today:
            _draw_closing(room, meeting)
        st.button(
            "Trek in", key=f"intrekken_{meeting.id}", type="tertiary", on_click=withdraw, args=(meeting,)
        )


def _draw_closing(room: Room, meeting: Meeting) -> None:
    """Record how every objective stands, for the next meeting to compare with."""
    try:
        known = objectives_store.store().recorded(_day(meeting))
    except StoreUnavailableError:
        return
    if any(entry.day == meeting.day for entry in known.values()):
        st.caption("Afgesloten: de status van elke doelstelling is vastgelegd.")
        return
    st.button(
        "Sluit af en leg de status vast",
        key=f"sluit_{meeting.id}",
        type="tertiary",
        on_click=_close,
        args=(room, meeting),
    )


def _close(room: Room, meeting: Meeting) -> None:
    store, here, moment = objectives_store.store(), rights.user(), objectives_store.now()
    attempt(
        lambda: store.record_verdicts(room.frame.tables, _day(meeting), here, moment),
        "Vastgelegd: de volgende vergadering vergelijkt hiermee.",
    )


def _day(meeting: Meeting) -> date:
    return meeting.day or date.min
