"""The presentation that a visitor is collecting: in this session, and remembered by the browser."""

import json
from collections.abc import Mapping

import streamlit as st

from streekmonitor.analysis.tables import Tables
from streekmonitor.app import data, objectives_store, state
from streekmonitor.objectives.register import Followed
from streekmonitor.presentation.file import Opened
from streekmonitor.presentation.lenient import read_presentation
from streekmonitor.presentation.link import PARAMETER, from_token
from streekmonitor.presentation.model import MOST_ITEMS, ChosenFigure, Item, Presentation
from streekmonitor.presentation.rebuild import Built, build, changed

PAGE = "presentatie"
BASKET, FORMER, OWN_FIGURES, SELECTED = "_mand", "_mand_vorige", "_mand_cijfers", "_mand_gekozen"
NOTICES, RESTORED = "_mand_meldingen", "_mand_hersteld"
# The longest that a browser keeps for us; what is longer is kept in this session only.
MOST_REMEMBERED = 400_000
# Constant text. A window first tells what the browser has: only then may it be replaced by what is `kept`.
MEMORY = """
const KEY = "streekmonitor_presentatie";
export default function ({ data, setTriggerValue }) {
  try {
    const kept = localStorage.getItem(KEY);
    const tell = (times) => {  // once more when a busy server let it go by
      if (!times || !window.streekmonitorWaits) return;
      setTriggerValue("found", kept);
      setTimeout(tell, 3000, times - 1);
    };
    if (!window.streekmonitorTold) {
      window.streekmonitorTold = true;
      window.streekmonitorWaits = Boolean(kept) && kept !== data.kept && !data.heard;
      if (window.streekmonitorWaits) tell(4);
    }
    if (data.heard) window.streekmonitorWaits = false;
    if (window.streekmonitorWaits || data.kept === null) return;
    if (data.kept) localStorage.setItem(KEY, data.kept); else localStorage.removeItem(KEY);
  } catch { /* a browser that keeps nothing */ }
}
"""


def current() -> Presentation:
    """The presentation of this session; empty when nothing was collected."""
    presentation: Presentation = st.session_state.get(BASKET, Presentation())
    return presentation


def keep(presentation: Presentation) -> None:
    """Make this the presentation of the session; the former one can be had back with `undo`."""
    st.session_state[FORMER] = (current(), st.session_state.get(OWN_FIGURES))
    st.session_state[BASKET] = presentation


def undo() -> None:
    """Go back to the presentation before the last change; once more undoes that."""
    if FORMER in st.session_state:
        before, figures = st.session_state[FORMER]
        keep(before)
        st.session_state[OWN_FIGURES] = figures


def can_undo() -> bool:
    """Whether there is a former presentation."""
    return FORMER in st.session_state


def add(item: Item) -> None:
    """Put an item at the end, and tell it."""
    try:
        keep(current().added(item).changed(release=tables().release.id))
    except ValueError as full:
        st.toast(str(full))
        return
    number = len(current().items)
    words = "één onderdeel" if number == 1 else f"{number} onderdelen"
    st.toast(f"Toegevoegd. Uw presentatie telt {words}.")


def add_figure(page: str, figure_id: str, query: Mapping[str, str]) -> None:
    """Put a figure of a page, as its view is now, at the end."""
    add(ChosenFigure(page=page, figure=figure_id, query=dict(query)))


def tables() -> Tables:
    """What the figures of the presentation are built from: what an opened file carried, else the release."""
    carried: Tables | None = st.session_state.get(OWN_FIGURES)
    return carried or data.tables()


def shows_older() -> bool:
    """Whether the presentation shows the figures of another release than the one in force."""
    return tables().release.id != data.tables().release.id


def changed_items() -> int:
    """How many figures have other numbers in the release in force."""
    items = [item.model_dump_json() for item in current().figures]
    followed = objectives_store.followed()
    return sum(tables().kept(_changed, item, data.tables(), followed) for item in items)


def take_current_figures() -> None:
    """Show the figures of the release in force from now on."""
    keep(current().changed(release=data.tables().release.id))
    st.session_state[OWN_FIGURES] = None


def open_presentation(opened: Opened) -> None:
    """Show what a file or a link holds, with the figures of its own release where they can be had."""
    keep(opened.presentation)
    name = opened.presentation.release
    notices = list(opened.left_out)
    figures = data.tables_of(name) or (Tables(opened.release) if opened.release else None)
    if figures is None and name and name != data.tables().release.id:
        notices.append(
            f"De presentatie is gemaakt met release {name}, die hier niet meer is. U ziet de cijfers van nu."
        )
    st.session_state[OWN_FIGURES] = figures
    st.session_state[NOTICES] = notices
    st.session_state[SELECTED] = 0


def open_link() -> None:
    """Take the presentation out of the address, when there is one in it."""
    token = st.query_params.get(PARAMETER)
    if token is None:
        return
    del st.query_params[PARAMETER]
    presentation, left_out = from_token(token)
    open_presentation(Opened(presentation, None, tuple(left_out)))


def notices() -> list[str]:
    """What could not be opened as it was; told until something else is opened."""
    found: list[str] = st.session_state.get(NOTICES, [])
    return found


def built(item: Item) -> Built:
    """An item with its figure, computed once for all who show it."""
    return tables().kept(_build, item.model_dump_json(), state.home(PAGE), objectives_store.followed())


def _build(reading: Tables, content: str, home: str, followed: Followed) -> Built:
    presentation, _ = read_presentation({"items": [json.loads(content)]})
    return build(presentation.items[0], reading, home, data.tables_of, followed)


def _changed(shown: Tables, content: str, now: Tables, followed: Followed) -> bool:
    presentation, _ = read_presentation({"items": [json.loads(content)]})
    return changed(presentation.items[0], shown, now, followed)


def remember() -> None:
    """Let the browser keep the presentation, so that a reload or another day loses nothing."""
    kept = None
    if BASKET in st.session_state:
        text = json.dumps(current().content(), ensure_ascii=False) if current() != Presentation() else ""
        kept = text if len(text) <= MOST_REMEMBERED else None
    browser = st.components.v2.component("streekmonitor_geheugen", js=MEMORY)
    browser(
        data={"kept": kept, "heard": RESTORED in st.session_state}, key="geheugen", on_found_change=_restore
    )


def _restore() -> None:
    """What the browser remembered; figures that were collected before it told come after it."""
    if RESTORED in st.session_state:
        return  # told twice
    st.session_state[RESTORED] = True
    try:
        presentation, left_out = read_presentation(json.loads(st.session_state["geheugen"]["found"]))
    except (ValueError, KeyError, TypeError, RecursionError):
        return
    if NOTICES in st.session_state:  # a link or a file was opened meanwhile: `undo` gives this one back
        st.session_state[FORMER] = (presentation, None)
        return
    collected = current().items
    open_presentation(Opened(presentation, None, tuple(left_out)))
    if collected:
        keep(current().with_items((*current().items, *collected)[:MOST_ITEMS]))
