"""Who changed what and when, for editors; and what was withdrawn, to bring back."""

from collections.abc import Iterable
from html import escape

import streamlit as st

from streekmonitor.app import objectives_conflict, objectives_store
from streekmonitor.app.objectives_room import Room, withdraw
from streekmonitor.objectives.model import LABELS, Meeting, Note, Record
from streekmonitor.objectives.register import Change
from streekmonitor.objectives.words import value_words
from streekmonitor.store.errors import StoreUnavailableError

KINDS = {
    "objective": "doelstelling",
    "action": "actie",
    "note": "notitie",
    "meeting": "vergadering",
    "presentation": "presentatie",
    "restore": "herstelde back-up",
}
NOT_TOLD = ("id", "version", "content", "baseline_release", "example")
MOST_SHOWN = 100
LONGEST = 300


def draw(room: Room) -> None:
    """The latest changes of everything, and what was withdrawn."""
    changed, gone = st.columns([1.6, 1], gap="large")
    with changed:
        st.subheader("Wie, wanneer, wat", anchor=False)
        _draw_lines(room, "")
    with gone:
        st.subheader("Ingetrokken", anchor=False)
        if not room.register.withdrawn:
            st.markdown("Niets.")
        for record in room.register.withdrawn:
            with st.container(horizontal=True, vertical_alignment="center", key=f"terug_{record.id}"):
                st.html(f"<p>{escape(_name(record))}</p>")
                st.button(
                    "Breng terug",
                    key=f"breng_terug_{record.id}",
                    type="tertiary",
                    on_click=withdraw,
                    args=(record,),
                    kwargs={"withdrawn": False},
                )


def draw_history(room: Room, record: Record) -> None:
    """The changes of one record."""
    st.markdown("**Geschiedenis**")
    _draw_lines(room, record.id)


def _draw_lines(room: Room, record: str) -> None:
    try:
        found = objectives_store.store().history(room.user, record=record)
    except StoreUnavailableError as error:
        st.warning(str(error))
        return
    lines = "".join(_line(change, with_name=not record) for change in found[::-1][:MOST_SHOWN])
    st.html(f'<div class="sm-history">{lines}</div>')
    if len(found) > MOST_SHOWN:
        st.caption(f"De laatste {MOST_SHOWN} van {len(found)} wijzigingen.")


def _line(change: Change, *, with_name: bool) -> str:
    """A change as HTML: when, who, and each field from what to what."""
    name = change.after.get("title") or change.after.get("body") or change.after.get("name") or ""
    what = (
        f"{KINDS.get(change.kind, change.kind)} “{name}”"
        if with_name and name
        else KINDS.get(change.kind, "")
    )
    head = f"<b>{escape(objectives_conflict.moment(change.at))}</b> · {escape(change.who)}"
    told = "; ".join(_differences(change)) or "bewaard"
    return f"<p>{head} · {escape(what)}<br>{escape(told)}</p>"


def _differences(change: Change) -> Iterable[str]:
    if change.before is None:
        yield "gemaakt"
        return
    for field, value in change.after.items():
        before = change.before.get(field)
        if before != value and field not in NOT_TOLD:
            was, is_ = (_short(value_words(field, part)) for part in (before, value))
            yield f"{LABELS.get(field, field)}: van {was} naar {is_}"


def _short(text: str) -> str:
    return text if len(text) <= LONGEST else f"{text[:LONGEST]} …"


def _name(record: Record) -> str:
    """A withdrawn record by its kind and title."""
    if isinstance(record, Note):
        return f"Notitie: {_short(record.text)}"
    if isinstance(record, Meeting):
        return f"Vergadering: {record.body}, {value_words('day', record.day)}"
    title = getattr(record, "title", "") or getattr(record, "name", "")
    kind = KINDS[type(record).__name__.lower().removeprefix("saved")]
    return f"{kind.capitalize()}: {title}"
