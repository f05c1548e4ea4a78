"""Bringing in by fetching: from the publishers that offer their files for download."""

from collections.abc import Iterable
from functools import partial

import streamlit as st

from etl.change_words import count
from etl.desk.bring_in import fetch
from etl.desk.desk import Desk
from etl.desk.drafts import Draft
from etl.fetch import ARRIVED, Outcome
from etl.progress import Progress
from etl.sources import MODULES
from streekmonitor.app import desk_jobs, desk_room
from streekmonitor.app.desk_sources import stock
from streekmonitor.figures.frame import Frame

CHOSEN = "bronnen_ophalen"


def draw(frame: Frame, desk: Desk, draft: Draft) -> None:
    """Choice of sources, those that are overdue first chosen; the job, and what came of it."""
    if draft.is_closed:
        st.markdown("Dit concept is gesloten.")
        return
    titles = {source.id: f"{source.publisher}: {source.title}" for source in frame.catalog.sources}
    offered = [m.SOURCE for m in MODULES if getattr(m, "ADDRESS", ()) and m.SOURCE in titles]
    if CHOSEN not in st.session_state:
        overdue = {line.status.source.id for line in stock(frame, desk) if line.status.overdue}
        st.session_state[CHOSEN] = [name for name in offered if name in overdue]
    st.multiselect(
        "Bronnen om op te halen",
        sorted(offered, key=titles.__getitem__),
        format_func=titles.__getitem__,
        key=CHOSEN,
        placeholder="Kies",
    )
    key = f"ophalen_{draft.id}"
    st.button(
        "Haal op",
        type="primary",
        key="ophalen",
        disabled=desk_jobs.is_running(key) or not st.session_state[CHOSEN],
        on_click=partial(_begin, desk, draft.id, key),
    )
    desk_jobs.draw(key)


def _begin(desk: Desk, draft: str, key: str) -> None:
    actor, chosen = desk_room.actor(), tuple(st.session_state[CHOSEN])

    def work(progress: Progress) -> str:
        return told(fetch(desk, actor, draft, chosen, progress))

    desk_jobs.JOBS.start(key, "De bestanden worden opgehaald", work)


def told(outcomes: Iterable[Outcome]) -> str:
    """What arrived, what failed, and what a person has to get: then upload it in the same draft."""
    listed = list(outcomes)
    arrived = [outcome for outcome in listed if outcome.kind in ARRIVED]
    fresh = sum(outcome.kind == "new" for outcome in arrived)
    lines = [f"{count(fresh, 'nieuw bestand', 'nieuwe bestanden')}, {len(arrived) - fresh} ongewijzigd."]
    for outcome in listed:
        if outcome.kind == "failed":
            lines.append(
                f"{outcome.source}, {outcome.name}: {outcome.reason}. Download het zelf op {outcome.page} en "
                "breng het in als bestand van een uitgever."
            )
        elif outcome.kind == "by_hand":
            lines.append(f"{outcome.source}: {outcome.reason}")
    return "\n".join(lines)
