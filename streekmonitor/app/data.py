"""The release in force, loaded once for all sessions; a run of a page sees one release from start to end."""

from pathlib import Path

import streamlit as st

from streekmonitor.analysis.tables import Tables
from streekmonitor.release import InForce, load_release

ROOT = Path(__file__).resolve().parents[2]
IN_THIS_RUN = "_release"
_IN_FORCE = InForce(ROOT)


def start_run() -> None:
    """Move to the release in force. Called once per run, before a page draws. Raises ReleaseError."""
    st.session_state[IN_THIS_RUN] = str(_IN_FORCE.folder())


def tables() -> Tables:
    """The computed tables of the release of this run. Raises ReleaseError when there is none."""
    if IN_THIS_RUN not in st.session_state:
        start_run()
    return _load(st.session_state[IN_THIS_RUN])


@st.cache_resource(max_entries=2, show_spinner="De cijfers worden geladen …")
def _load(folder: str) -> Tables:
    return Tables(load_release(Path(folder)))
