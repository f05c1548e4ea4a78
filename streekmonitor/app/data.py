"""The release in force, loaded once for all sessions."""

from pathlib import Path

import streamlit as st

from streekmonitor.analysis.tables import Tables
from streekmonitor.release import current_release, load_release

ROOT = Path(__file__).resolve().parents[2]
RELEASES = ROOT / "data" / "release"


def tables() -> Tables:
    """The computed tables of the release in force. Raises ReleaseError when there is none."""
    return _load(str(current_release(RELEASES)))


@st.cache_resource(max_entries=2, show_spinner="De cijfers worden geladen …")
def _load(folder: str) -> Tables:
    return Tables(load_release(Path(folder)))
