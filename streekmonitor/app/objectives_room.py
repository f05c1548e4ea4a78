"""What every part of the page Doelstellingen en acties works with, and what it tells its visitor."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

import streamlit as st

from streekmonitor.app import objectives_store, rights
from streekmonitor.figures.frame import Frame
from streekmonitor.objectives.faults import RefusedError
from streekmonitor.objectives.model import Record
from streekmonitor.objectives.register import Register
from streekmonitor.objectives.rights import NotAllowedError, User
from streekmonitor.store.errors import EditConflictError, StoreUnavailableError

TOLD = "_doelstellingen_gemeld"
TROUBLE = (NotAllowedError, RefusedError, EditConflictError, StoreUnavailableError)


@dataclass(frozen=True)
class Room:
    """A frame, who is at work, and the register as that person may see it."""

    frame: Frame
    user: User
    register: Register

    @property
    def may_edit(self) -> bool:
        """Whether to show what changes something; the store checks it again."""
        return self.user.may("edit") and not self.register.notice


def room_of(frame: Frame) -> Room:
    """The room of this run."""
    here = rights.user()
    return Room(frame, here, objectives_store.register(here))


def attempt(do: Callable[[], object], done: str) -> None:
    """Change something in the register, and tell what came of it in the next run."""
    try:
        do()
    except TROUBLE as error:
        tell(str(error), failed=True)
    else:
        tell(done)


def tell(words: str, *, failed: bool = False) -> None:
    """Say something at the top of the page in the next run."""
    st.session_state[TOLD] = (words, failed)


def draw_told() -> None:
    """What had to be told, once."""
    words, failed = st.session_state.pop(TOLD, ("", False))
    if words:
        (st.error if failed else st.success)(words)


def withdraw(record: Record, *, withdrawn: bool = True) -> None:
    """Take a record out of sight, or bring it back."""
    done = "Ingetrokken; onder “Wijzigingen” brengt u het terug." if withdrawn else "Teruggebracht."
    here = rights.user()

    def change() -> Any:
        moment = objectives_store.now()
        return objectives_store.store().withdraw(record, here, moment, withdrawn=withdrawn)

    attempt(change, done)
