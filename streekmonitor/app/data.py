"""The release in force, loaded once for all sessions; a run of a page sees one release from start to end."""

import re
from pathlib import Path

import streamlit as st

from streekmonitor.analysis.tables import Tables
from streekmonitor.release import COMMITTED, InForce, load_release, releases_folder

ROOT = Path(__file__).resolve().parents[2]
IN_THIS_RUN = "_release"
RELEASE_NAME = re.compile(r"[0-9a-f]{12}")
_IN_FORCE = InForce(ROOT)


def start_run() -> None:
    """Move to the release in force. Called once per run, before a page draws. Raises ReleaseError."""
    st.session_state[IN_THIS_RUN] = str(_IN_FORCE.folder())


def tables() -> Tables:
    """The computed tables of the release of this run. Raises ReleaseError when there is none."""
    return _load(str(_in_this_run()))


def _in_this_run() -> Path:
    if IN_THIS_RUN not in st.session_state:
        start_run()
    return Path(st.session_state[IN_THIS_RUN])


def tables_of(release: str) -> Tables | None:
    """The tables of a release that stands in the folder of releases or came with the code; None without."""
    for root in (releases_folder(ROOT), ROOT / COMMITTED):
        if RELEASE_NAME.fullmatch(release) and (root / release / "manifest.json").is_file():
            folder = root / release
            return tables() if folder == _in_this_run() else _load_older(str(folder))
    return None


@st.cache_resource(max_entries=2, show_spinner="De cijfers worden geladen …")
def _load(folder: str) -> Tables:
    return Tables(load_release(Path(folder)))


@st.cache_resource(max_entries=2, show_spinner="Oudere cijfers worden geladen …")
def _load_older(folder: str) -> Tables:
    return Tables(load_release(Path(folder)))
