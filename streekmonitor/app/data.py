"""The release in force, loaded once for all sessions; a run of a page sees one release from start to end."""

import re
import threading
import time
from contextlib import suppress
from functools import cache
from pathlib import Path

import streamlit as st

from streekmonitor.analysis.shelf import Shelf
from streekmonitor.analysis.tables import Tables
from streekmonitor.catalog import CatalogError
from streekmonitor.release import COMMITTED, InForce, ReleaseError, releases_folder

ROOT = Path(__file__).resolve().parents[2]
IN_THIS_RUN = "_release"
RELEASE_NAME = re.compile(r"[0-9a-f]{12}")
BETWEEN_LOOKS = 2.0
"""Seconds between looks at which release is in force."""

_IN_FORCE = InForce(ROOT)
SHELF = Shelf()


def start_run() -> None:
    """Move to the release in force. Called once per run, before a page draws. Raises ReleaseError."""
    st.session_state[IN_THIS_RUN] = str(_IN_FORCE.folder())
    _watch()


def prepare() -> None:
    """Make the release in force ready for those who come. Raises ReleaseError or CatalogError."""
    SHELF.prepare(_IN_FORCE.folder())


def tables() -> Tables:
    """The computed tables of the release of this run. Raises ReleaseError when there is none."""
    return SHELF.of(_in_this_run())


def _in_this_run() -> Path:
    if IN_THIS_RUN not in st.session_state:
        start_run()
    return Path(st.session_state[IN_THIS_RUN])


def tables_of(release: str) -> Tables | None:
    """The tables of a release that stands in the folder of releases or came with the code; None without."""
    folder = _folder_of(release)
    if folder is None:
        return None
    return tables() if folder == _in_this_run() else _load_older(str(folder))


def changes_of(release: str) -> str:
    """What was new in a release that stands there; "" without it or without a report."""
    folder = _folder_of(release)
    report = folder / "changes.md" if folder else None
    return report.read_text(encoding="utf-8") if report and report.is_file() else ""


def _folder_of(release: str) -> Path | None:
    roots = (releases_folder(ROOT), ROOT / COMMITTED) if RELEASE_NAME.fullmatch(release) else ()
    return next((root / release for root in roots if (root / release / "manifest.json").is_file()), None)


@cache
def _watch() -> None:
    """From now on, make a new release ready as soon as it is in force, before a session moves to it."""
    threading.Thread(target=_look, daemon=True, name="release").start()


def _look() -> None:
    last = None
    while True:
        with suppress(ReleaseError, CatalogError, OSError):  # who comes, is told
            folder = _IN_FORCE.folder()
            if folder != last:
                SHELF.prepare(folder)
                last = folder
        time.sleep(BETWEEN_LOOKS)


@st.cache_resource(max_entries=2, show_spinner="Oudere cijfers worden geladen …")
def _load_older(folder: str) -> Tables:
    return Shelf().of(Path(folder))
