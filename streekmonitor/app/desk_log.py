"""The log of the desk: who did what, when and why, to read and to take along."""

from functools import partial

import pandas as pd
import streamlit as st

from etl.desk import log
from etl.desk.spreadsheet import as_csv, as_xlsx
from streekmonitor import formats
from streekmonitor.app import desk_room
from streekmonitor.figures.frame import Frame

SHOWN = 200


def draw(_frame: Frame) -> None:
    """The last lines on screen, everything in the files."""
    rows = log.rows(desk_room.desk().log.entries())
    if not rows:
        st.markdown("Er is nog niets gebeurd: het logboek is leeg.")
        return
    less = f"; de laatste {SHOWN} staan hieronder" if len(rows) > SHOWN else ""
    st.markdown(f"**{formats.number(len(rows))} {'regel' if len(rows) == 1 else 'regels'}**{less}.")
    with st.container(horizontal=True):
        for label, suffix, make in (
            ("Download als Excel", "xlsx", partial(as_xlsx, "Logboek", log.COLUMNS, rows)),
            ("Download als CSV", "csv", partial(as_csv, log.COLUMNS, rows)),
        ):
            st.download_button(
                label,
                make,
                file_name=f"streekmonitor-logboek.{suffix}",
                key=f"logboek_{suffix}",
                on_click="ignore",
                type="tertiary",
            )
    shown = pd.DataFrame(rows[:SHOWN], columns=[formats.sentence(name) for name in log.COLUMNS])
    st.dataframe(shown, hide_index=True)
