"""Every release that is there, newest first: since when, what it takes, and what it changed."""

import streamlit as st

from etl.desk.log import Entry, day_of
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
    for release in kept:
        _release(release, [entry for entry in entries if entry.release == release.id])


def _release(release: Kept, entries: list[Entry]) -> None:
    box = st.expander(_heading(release, entries), key=f"release_{release.id}", on_change="rerun")
    if not box.open:
        return
    with box:
        for entry in entries:
            st.markdown(f"- {_told(entry)}")
        st.markdown(readable(data.changes_of(release.id)) or "Bij deze release hoort geen wijzigingsverslag.")


def _heading(release: Kept, entries: list[Entry]) -> str:
    marks = ["in gebruik"] if release.in_force else []
    marks += ["met het project meegekomen"] if release.committed else []
    marks += [formats.day(day_of(entries[-1].when))] if entries else []
    size = formats.value(release.bytes / MEGABYTE, "MB", 1)
    return f"Release {release.id} · {' · '.join([*marks, size])}"


def _told(entry: Entry) -> str:
    """What brought it into force: when, and for those who work here by whom and why."""
    words = "Gepubliceerd" if entry.what == "published" else "Opnieuw in gebruik genomen"
    told = f"{words} op {formats.day(day_of(entry.when))}"
    if desk_room.is_staff():
        told += f" door {literal(entry.who)}"
        told += f": {literal(entry.why)}" if entry.why else ""
    return told
