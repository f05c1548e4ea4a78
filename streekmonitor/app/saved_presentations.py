"""Presentations kept under a name in the register: to save, to open again, and to take out of the list."""

import streamlit as st

from streekmonitor.app import basket, objectives_store, rights
from streekmonitor.app.literal import literal
from streekmonitor.app.objectives_room import TROUBLE
from streekmonitor.objectives.model import SavedPresentation
from streekmonitor.presentation.file import Opened
from streekmonitor.presentation.lenient import read_presentation
from streekmonitor.presentation.model import Presentation
from streekmonitor.store.errors import EditConflictError, StoreUnavailableError

OPENED, TOLD, NAME = "_bewaarde_presentatie", "_bewaarde_presentatie_gemeld", "naam_presentatie"
NONE_KEPT = "Er zijn nog geen presentaties bewaard."
LOG_IN = "Bewaren kan een redacteur, een analist of de beheerder, na aanmelden."


def draw(presentation: Presentation) -> None:
    """What can be opened, and for who may keep presentations what to save this one as."""
    here = rights.user()
    register = objectives_store.register(here)
    words, failed = st.session_state.pop(TOLD, ("", False))
    if words:
        (st.error if failed else st.success)(words)
    if register.notice:
        st.warning(register.notice)
    if not register.presentations:
        st.markdown(NONE_KEPT)
    for entry in register.presentations:
        with st.container(horizontal=True, vertical_alignment="center", key=f"bewaard_{entry.id}"):
            st.button(
                literal(entry.name), key=f"open_{entry.id}", type="tertiary", on_click=_open, args=(entry,)
            )
            if here.may("present"):
                st.button(
                    "Haal weg", key=f"weg_{entry.id}", type="tertiary", on_click=_withdraw, args=(entry,)
                )
    if not here.may("present"):
        st.caption(LOG_IN)
    elif presentation.items:
        _draw_saving(presentation)


def _draw_saving(presentation: Presentation) -> None:
    """A name for a new one; and the same again under the name that it was opened by."""
    known: SavedPresentation | None = st.session_state.get(OPENED)
    if known is not None:
        st.button(f"Bewaar als “{literal(known.name)}”", key="bewaar_weer", on_click=_save, args=(known,))
    st.session_state.setdefault(NAME, presentation.title)
    st.text_input("Bewaar onder een nieuwe naam", key=NAME)
    st.button("Bewaar", key="bewaar_presentatie", type="primary", on_click=_save_new)


def _save_new() -> None:
    _save(SavedPresentation(name=st.session_state[NAME].strip()))


def _save(record: SavedPresentation) -> None:
    """Keep what is on screen under a name; of somebody else's later version it is told, and nothing lost."""
    content = basket.current().content()
    here, moment = rights.user(), objectives_store.now()
    try:
        kept = objectives_store.store().save_presentation(record.with_(content=content), here, moment)
    except EditConflictError as conflict:
        _tell(
            f"{conflict.who or 'Iemand anders'} heeft deze presentatie intussen bewaard. Bewaar de uwe "
            "onder een andere naam, of open die van de ander.",
            failed=True,
        )
    except TROUBLE as error:
        _tell(str(error), failed=True)
    else:
        st.session_state[OPENED] = kept
        _tell(f"Bewaard als “{kept.name}”.")


def _open(entry: SavedPresentation) -> None:
    try:
        found = objectives_store.store().presentation(entry.id)
    except StoreUnavailableError as error:
        _tell(str(error), failed=True)
        return
    if found is None:
        _tell("Deze presentatie bestaat niet meer.", failed=True)
        return
    opened, left_out = read_presentation(found.content)
    basket.open_presentation(Opened(opened, None, tuple(left_out)))
    st.session_state[OPENED] = found
    _tell(f"Geopend: “{found.name}”.")


def _withdraw(entry: SavedPresentation) -> None:
    here, moment = rights.user(), objectives_store.now()
    try:
        store = objectives_store.store()
        whole = store.presentation(entry.id) or entry
        store.withdraw(whole.with_(version=entry.version), here, moment)
    except TROUBLE as error:
        _tell(str(error), failed=True)
    else:
        _tell(
            "Uit de lijst gehaald. Een redacteur kan ze terugbrengen bij Doelstellingen, onder “Wijzigingen”."
        )


def _tell(words: str, *, failed: bool = False) -> None:
    st.session_state[TOLD] = (words, failed)
