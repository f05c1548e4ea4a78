"""Where the desk of this installation is, and who sits at it.

Whether somebody may do something, is checked where the writing happens (`etl.desk`); here is only told who
it is.
"""

from collections.abc import Callable

import streamlit as st

from etl.desk.actor import Actor
from etl.desk.desk import Desk
from etl.errors import EtlError
from streekmonitor.app import data
from streekmonitor.objectives.rights import READER, User
from streekmonitor.release import ReleaseError

TOLD = "_gegevens_gezegd"
REFUSALS = (EtlError, ReleaseError, OSError)
"""What the desk says when something can't be done; the message is an instruction in Dutch."""


def desk() -> Desk:
    """The desk of this installation."""
    return Desk(data.ROOT)


def user() -> User:
    """Who is at work in this session."""
    return READER


def is_staff() -> bool:
    """Whether this session is of somebody who brings figures in: then names of persons are shown."""
    return user().may("publish")


def is_admin() -> bool:
    """Whether this session is of somebody who may also remove."""
    return user().may("administer")


def actor() -> Actor:
    """Who does something at the desk, as the log will name them."""
    here = user()
    return Actor(here.signature, frozenset(here.roles))


def attempt(do: Callable[[], object], done: str) -> bool:
    """Do something from a widget's callback. The page tells what came of it; whether it was done."""
    try:
        do()
    except REFUSALS as refusal:
        st.session_state[TOLD] = ("error", str(refusal))
        return False
    st.session_state[TOLD] = ("success", done)
    return True


def draw_told() -> None:
    """What came of the last attempt, once."""
    kind, words = st.session_state.pop(TOLD, ("", ""))
    if kind:
        (st.error if kind == "error" else st.success)(words)
