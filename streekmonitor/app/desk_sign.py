"""The last step of a draft: submit it, have a second person approve it, and publish."""

from collections.abc import Callable
from functools import partial

import streamlit as st

from etl.desk.actor import Actor
from etl.desk.bring_in import LONGEST_TEXT
from etl.desk.desk import Desk
from etl.desk.drafts import Draft, Signed
from etl.desk.log import moment, rows
from etl.desk.sign_off import approve, publish, send_back, submit
from etl.progress import Progress
from streekmonitor.app import desk_jobs, desk_room
from streekmonitor.app.literal import literal
from streekmonitor.figures.frame import Frame

Signing = Callable[[Actor, str, str], Draft]
NOTE, REASON = "toelichting_tekenen", "reden_terugsturen"
ONE_IS_ENOUGH = (
    "Hier volstaat één persoon: wie voorlegt, mag ook goedkeuren. Het logboek vermeldt dat bij elke "
    "goedkeuring."
)


def draw(_frame: Frame, desk: Desk, draft: Draft) -> None:
    """Where the draft is, what can be done now, and what was done before."""
    if desk.one_person_is_enough:
        st.caption(ONE_IS_ENOUGH)
    for words, signed in (("Voorgelegd", draft.submitted), ("Goedgekeurd", draft.approved)):
        if signed is not None:
            _signed(words, signed)
    if draft.state == "open":
        _submit(desk, draft)
    elif draft.state == "submitted":
        _judge(desk, draft)
    elif draft.state == "approved":
        _publish(desk, draft)
    elif draft.state == "published":
        st.markdown(f"Dit concept is gepubliceerd als release {draft.release}.")
    else:
        st.markdown("Dit concept is ingetrokken.")
    _history(desk, draft)


def _signed(words: str, signed: Signed) -> None:
    note = f": {literal(signed.note)}" if signed.note else ""
    st.markdown(
        f"**{words}** door {literal(signed.by)}, {moment(signed.when)}, als release {signed.release}{note}"
    )


def _submit(desk: Desk, draft: Draft) -> None:
    report = desk.report_of(draft)
    if report is None or not desk.is_current(report, draft) or not report.can_be_submitted:
        st.markdown(
            "Er is nog werk: laat het concept nakijken en los op wat daar geweigerd of te bevestigen is."
        )
        return
    st.markdown(f"Het concept wordt release {report.candidate}. Een tweede persoon keurt het goed.")
    _note("Wat moet wie goedkeurt weten? (mag leeg blijven)")
    words = "Voorgelegd: een tweede persoon keurt het goed."
    do = partial(_with_note, partial(submit, desk), draft.id, words)
    st.button("Leg voor", type="primary", key="voorleggen", on_click=do)


def _judge(desk: Desk, draft: Draft) -> None:
    """Approve or send back; who submitted it may only look, unless one person is enough."""
    own = draft.submitted is not None and draft.submitted.by == desk_room.actor().name
    if own and not desk.one_person_is_enough:
        st.markdown("U legde dit concept zelf voor: een andere analist of een beheerder keurt het goed.")
    else:
        st.markdown("Bekijk in de vorige stap wat er verandert. Klopt het?")
        _note("Toelichting bij de goedkeuring (mag leeg blijven)")
        words = "Goedgekeurd: het kan gepubliceerd worden."
        do = partial(_with_note, partial(approve, desk), draft.id, words)
        st.button("Keur goed", type="primary", key="goedkeuren", on_click=do)
    _send_back(desk, draft)


def _publish(desk: Desk, draft: Draft) -> None:
    key = f"publiceren_{draft.id}"
    st.markdown(
        "Publiceren neemt de release in één stap in gebruik: elk open dashboard stapt bij de volgende "
        "handeling over. Een vroegere release terugnemen kan altijd, bij “Releases”."
    )
    st.button(
        "Publiceer",
        type="primary",
        key="publiceren",
        disabled=desk_jobs.is_running(key),
        on_click=partial(_begin_publishing, desk, draft.id, key),
    )
    desk_jobs.draw(key)
    _send_back(desk, draft)


def _begin_publishing(desk: Desk, draft: str, key: str) -> None:
    actor = desk_room.actor()

    def work(_progress: Progress) -> str:
        return f"Release {publish(desk, actor, draft)} is in gebruik."

    desk_jobs.JOBS.start(key, "De release wordt in gebruik genomen", work)


def _send_back(desk: Desk, draft: Draft) -> None:
    with st.container(horizontal=True, vertical_alignment="bottom"):
        st.text_input("Wat klopt er niet?", key=REASON, max_chars=LONGEST_TEXT)
        st.button("Stuur terug", key="terugsturen", on_click=partial(_returned, desk, draft.id))


def _returned(desk: Desk, draft: str) -> None:
    reason = str(st.session_state[REASON])
    do = lambda: send_back(desk, desk_room.actor(), draft, reason)  # noqa: E731
    if desk_room.attempt(do, "Teruggestuurd: het concept is weer in bewerking."):
        st.session_state[REASON] = ""


def _note(label: str) -> None:
    st.text_input(label, key=NOTE, max_chars=LONGEST_TEXT)


def _with_note(do: Signing, draft: str, done: str) -> None:
    note = str(st.session_state.get(NOTE, "")).strip()
    if desk_room.attempt(lambda: do(desk_room.actor(), draft, note), done):
        st.session_state[NOTE] = ""


def _history(desk: Desk, draft: Draft) -> None:
    """What was done with this draft."""
    with st.expander("Wat met dit concept gebeurde"):
        for when, who, what, _draft, _release, why, _sources in rows(desk.log.of_draft(draft.id)):
            reason = f": {literal(why)}" if why else ""
            st.markdown(f"- {when} · {literal(who)} · {what}{reason}")
