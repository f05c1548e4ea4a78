"""The list as a workbook: to download, to fill in elsewhere, and to read back with every refusal said."""

from functools import partial

import pandas as pd
import streamlit as st

from streekmonitor import formats
from streekmonitor.app import objectives_store, rights
from streekmonitor.app.literal import literal
from streekmonitor.app.objectives_room import Room, attempt
from streekmonitor.export.exported import ExportedFigure
from streekmonitor.export.text_file import as_excel_csv
from streekmonitor.objectives.course import verdicts
from streekmonitor.objectives.frames import objective_table
from streekmonitor.objectives.register import Register
from streekmonitor.store.reading import LARGEST_FILE, Reading, WorkbookError, read_workbook
from streekmonitor.store.workbook import as_workbook

XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
UPLOAD = "ingelezen_lijst"
ABOUT = (
    "De werkmap heeft een blad voor de doelstellingen, een voor de acties, de stand met elke stap van de "
    "berekening, en uitleg. Ze is ook het sjabloon om een lijst in te lezen."
)


def draw(room: Room) -> None:
    """Downloads for everyone; reading a list in for editors."""
    left, right = st.columns(2, gap="large")
    with left:
        st.subheader("Download", anchor=False)
        st.markdown(ABOUT)
        _draw_downloads(room)
    with right:
        st.subheader("Lees een lijst in", anchor=False)
        if room.may_edit:
            _draw_reading(room)
        else:
            st.markdown("Een redacteur kan een ingevulde werkmap inlezen, na aanmelden.")


def _draw_downloads(room: Room) -> None:
    for label, make, name, mime in (
        ("De lijst (Excel)", partial(_workbook, room, room.register), "doelstellingen.xlsx", XLSX),
        ("Een lege werkmap (Excel)", partial(_workbook, room, Register()), "doelstellingen-leeg.xlsx", XLSX),
        ("De stand (CSV)", partial(_csv, room), "doelstellingen.csv", "text/csv"),
    ):
        st.download_button(
            label, make, file_name=name, mime=mime, key=f"download_{name}", on_click="ignore", type="tertiary"
        )


def _workbook(room: Room, register: Register) -> bytes:
    tables = room.frame.tables
    return as_workbook(register, verdicts(register.objectives, tables), tables, objectives_store.today())


def _csv(room: Room) -> bytes:
    tables, register = room.frame.tables, room.register
    table = objective_table(register, verdicts(register.objectives, tables), tables, objectives_store.today())
    return as_excel_csv(
        ExportedFigure("Doelstellingen", "", (), table, (), tables.release.id, room.frame.link)
    )


def _draw_reading(room: Room) -> None:
    given = st.file_uploader(
        "Werkmap (.xlsx)", type="xlsx", key=UPLOAD, max_upload_size=LARGEST_FILE // 1_000_000
    )
    if given is None:
        return
    try:
        reading = read_workbook(given.getvalue(), room.register, room.frame.tables, objectives_store.today())
    except WorkbookError as error:
        st.error(str(error))
        return
    _draw_refused(reading)
    number = len(reading.records)
    if not number:
        st.info("Er staat niets nieuws of gewijzigds in dat kan worden ingelezen.")
        return
    lines = "één regel" if number == 1 else f"{formats.number(number)} regels"
    titles = "\n".join(f"- {literal(record.title)}" for record in reading.records[:20])
    st.markdown(f"Nieuw of gewijzigd: {lines}.\n\n{titles}")
    label = "Lees de andere in" if reading.refused else "Lees in"
    st.button(f"{label} ({number})", type="primary", key="lees_in", on_click=_save, args=(room, reading))


def _draw_refused(reading: Reading) -> None:
    """Every refused row with its reason, to see and to take along."""
    if not reading.refused:
        return
    rows = [(entry.sheet, entry.row, entry.column, entry.reason) for entry in reading.refused]
    table = pd.DataFrame(rows, columns=["Werkblad", "Rij", "Kolom", "Reden"])
    count = len({(entry.sheet, entry.row) for entry in reading.refused})
    st.warning(f"{'Eén rij is' if count == 1 else f'{count} rijen zijn'} geweigerd.")
    with st.container(key="tekst_bronnen"):
        st.table(table, hide_index=True, border="horizontal")
    refused = ExportedFigure("Geweigerde rijen", "", (), table, (), "", "")
    st.download_button(
        "Download de geweigerde rijen (CSV)",
        partial(as_excel_csv, refused),
        file_name="geweigerde-rijen.csv",
        mime="text/csv",
        key="geweigerd",
        on_click="ignore",
        type="tertiary",
    )


def _save(room: Room, reading: Reading) -> None:
    store, here, moment = objectives_store.store(), rights.user(), objectives_store.now()
    attempt(
        lambda: store.save_all(reading.records, room.frame.tables, here, moment),
        f"Ingelezen: {len(reading.records)} nieuwe of gewijzigde regels.",
    )
