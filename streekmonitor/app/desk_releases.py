"""Every release that is there, newest first: since when, what it takes, and what it changed."""

from functools import partial

import streamlit as st

from etl.desk import keep
from etl.desk.bring_in import bring_again
from etl.desk.desk import Desk
from etl.desk.log import Entry, day_of
from etl.desk.sign_off import take_back
from etl.desk.store import Kept
from streekmonitor import formats
from streekmonitor.app import data, desk_room
from streekmonitor.app.explanation import readable
from streekmonitor.app.literal import literal
from streekmonitor.figures.frame import Frame

MEGABYTE = 2**20
IN_FORCE_BY = ("published", "taken_back")


def draw(_frame: Frame) -> None:
    """A box per release with its change report, which is read when the box opens."""
    desk = desk_room.desk()
    kept = desk.store.releases()
    entries = [entry for entry in desk.log.entries() if entry.what in IN_FORCE_BY]
    st.markdown(
        f"**Er {'is 1 release' if len(kept) == 1 else f'zijn {len(kept)} releases'}.** Een release legt elk "
        "cijfer vast: wie naar een oudere verwijst, ziet later nog hetzelfde."
    )
    if desk_room.is_staff():
        _disk(desk)
    for release in kept:
        _release(desk, release, [entry for entry in entries if entry.release == release.id])


def _release(desk: Desk, release: Kept, entries: list[Entry]) -> None:
    box = st.expander(_heading(release, entries), key=f"release_{release.id}", on_change="rerun")
    if not box.open:
        return
    with box:
        if desk_room.is_staff() and not release.in_force:
            _take_back(desk, release)
            _bring_again(desk, release)
        for entry in entries:
            st.markdown(f"- {_told(entry)}")
        st.markdown(readable(data.changes_of(release.id)) or "Bij deze release hoort geen wijzigingsverslag.")


def _disk(desk: Desk) -> None:
    """What everything takes of the disk, and how many releases stay."""
    used = keep.usage(desk)
    st.caption(
        f"Op schijf: releases {_size(used.releases)}, ingebrachte bestanden {_size(used.inputs)}, concepten "
        f"{_size(used.drafts)}; nog vrij: {_size(used.free)}."
    )
    if desk_room.is_admin() and keep.removable(desk):
        with st.container(horizontal=True, vertical_alignment="bottom"):
            st.number_input(
                "Releases die blijven", min_value=1, value=keep.KEEP, key="bewaartermijn", width=180
            )
            st.button("Ruim oudere releases op", key="opruimen", on_click=partial(_tidy, desk))


def _tidy(desk: Desk) -> None:
    kept = int(st.session_state["bewaartermijn"])
    words = f"De oudste releases zijn opgeruimd; hoogstens {kept} zijn gebleven, naast wat in gebruik is."
    desk_room.attempt(lambda: keep.tidy(desk, desk_room.actor(), kept), words)


def _take_back(desk: Desk, release: Kept) -> None:
    """Put it in force again, with a reason, which stays on screen when it is refused."""
    key = f"reden_{release.id}"
    with st.container(horizontal=True, vertical_alignment="bottom"):
        st.text_input(
            "Reden om deze release terug in gebruik te nemen",
            key=key,
            placeholder="Bijvoorbeeld: de uitgever verbetert zijn bestand",
        )
        st.button(
            "Neem terug in gebruik",
            key=f"terug_{release.id}",
            on_click=partial(_return_to, desk, release.id, key),
        )


def _bring_again(desk: Desk, release: Kept) -> None:
    """A draft with what was brought in for this release and is not in the one in force."""
    st.button(
        "Begin een concept met wat hierin zat en nu ontbreekt",
        key=f"opnieuw_{release.id}",
        type="tertiary",
        on_click=_begin_again,
        args=(desk, release.id),
    )


def _begin_again(desk: Desk, release: str) -> None:
    words = "Er is een concept begonnen met wat hier werd ingebracht; u vindt het bij “Concepten”."
    desk_room.attempt(lambda: bring_again(desk, desk_room.actor(), release), words)


def _return_to(desk: Desk, release: str, key: str) -> None:
    reason = str(st.session_state[key])
    words = f"Release {release} is opnieuw in gebruik."
    if desk_room.attempt(lambda: take_back(desk, desk_room.actor(), release, reason), words):
        st.session_state[key] = ""


def _size(size: float) -> str:
    return formats.value(size / MEGABYTE, "MB", 1)


def _heading(release: Kept, entries: list[Entry]) -> str:
    marks = ["in gebruik"] if release.in_force else []
    marks += ["met het project meegekomen"] if release.committed else []
    marks += [formats.day(day_of(entries[-1].when))] if entries else []
    return f"Release {release.id} · {' · '.join([*marks, _size(release.bytes)])}"


def _told(entry: Entry) -> str:
    """What brought it into force: when, and for those who work here by whom and why."""
    words = "Gepubliceerd" if entry.what == "published" else "Opnieuw in gebruik genomen"
    told = f"{words} op {formats.day(day_of(entry.when))}"
    if desk_room.is_staff():
        told += f" door {literal(entry.who)}"
        told += f": {literal(entry.why)}" if entry.why else ""
    return told
