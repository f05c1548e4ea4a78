"""The first step of a draft: publishers' files as they were downloaded, recognised by what they hold."""

from functools import partial

import streamlit as st
from streamlit.runtime.uploaded_file_manager import UploadedFile

from etl.desk.bring_in import add_file, remove_file
from etl.desk.desk import Desk
from etl.desk.drafts import Draft, DraftFile
from etl.desk.recognise import stand
from etl.desk.spreadsheet import as_csv
from etl.guard import MAX_FILE_BYTES
from streekmonitor import formats
from streekmonitor.app import desk_drop, desk_room
from streekmonitor.app.literal import literal
from streekmonitor.figures.frame import Frame
from streekmonitor.release import Release

TAKEN = "_gegevens_aangenomen"
"""Of each file that came into the box: "" once it is in the draft, or why it is not."""
MEGABYTE = 2**20


def draw(frame: Frame, desk: Desk, draft: Draft) -> None:
    """Where to put files, what was refused just now, and what the draft holds."""
    refused = [] if draft.is_closed else _upload(desk, draft)
    for name, reason in refused:
        st.error(f"**{literal(name)}** is niet opgenomen.  \n{desk_room.as_told(reason)}")
    if refused:
        st.download_button(
            "Download wat geweigerd is als CSV",
            partial(as_csv, ("Bestand", "Reden en wat te doen"), refused),
            file_name=f"geweigerd-{draft.id}.csv",
            key="geweigerd_csv",
            on_click="ignore",
            type="tertiary",
        )
    _files(desk, draft, frame.release)


def _upload(desk: Desk, draft: Draft) -> list[tuple[str, str]]:
    """Files go into the draft on disk at once; names and reasons of those in the box that are refused.

    The box is left as it is: emptying it would lose the files that are still on their way to it. A file is
    taken once, also when somebody clicks on while others are being read.
    """
    given = st.file_uploader(
        "Bestanden van uitgevers, zoals u ze hebt gedownload",
        accept_multiple_files=True,
        max_upload_size=MAX_FILE_BYTES // MEGABYTE,
        key=f"bestanden_{draft.id}",
    )
    taken: dict[str, str] = st.session_state.setdefault(TAKEN, {})
    fresh = [file for file in given if file.file_id not in taken]
    if fresh:
        with st.status("De bestanden worden herkend …") as status:
            for place, file in enumerate(fresh, 1):
                status.update(label=f"{literal(file.name)} wordt herkend ({place} van {len(fresh)}) …")
                taken[file.file_id] = _added(desk, draft, file)
        st.rerun()
    return [(file.name, taken[file.file_id]) for file in given if taken[file.file_id]]


def _added(desk: Desk, draft: Draft, file: UploadedFile) -> str:
    """Bring one file in; the reason when it is refused."""
    try:
        add_file(desk, desk_room.actor(), draft.id, file.name, file.getvalue())
    except desk_room.REFUSALS as refusal:
        return str(refusal)
    return ""


def _files(desk: Desk, draft: Draft, release: Release) -> None:
    """What is in the draft, each with what it is and how it stands to the release in force."""
    if not draft.files:
        st.markdown("Dit concept heeft nog geen bestanden.")
    titles = {source.id: source.title for source in release.catalog.sources}
    for file in _shown(draft):
        with st.container(horizontal=True, vertical_alignment="center", key=f"bestand_{file.sha256[:12]}"):
            found = stand(file, release)
            source = literal(titles.get(file.source, file.source))
            size = formats.value(file.bytes / MEGABYTE, "MB", 1)
            words = f"**{literal(file.name)}** ({size}) · {source}: {literal(found.text)}"
            if found.kind == "older":
                st.warning(words)
            else:
                st.markdown(words, width="stretch")
            if not draft.is_closed:
                st.button(
                    "Haal eruit",
                    key=f"eruit_{file.sha256[:12]}",
                    type="tertiary",
                    on_click=partial(_remove, desk, draft.id, file),
                )

    desk_drop.draw(desk, draft, release)


def _shown(draft: Draft) -> list[DraftFile]:
    """The files that people brought in: of an own table the first of its two."""
    found = {file.source if file.own else file.sha256: file for file in reversed(draft.files)}
    return list(found.values())[::-1]


def _remove(desk: Desk, draft: str, file: DraftFile) -> None:
    do = lambda: remove_file(desk, desk_room.actor(), draft, file.sha256)  # noqa: E731
    desk_room.attempt(do, f"{literal(file.name)} is uit het concept gehaald.")
