"""Where the desk of this installation is, and who sits at it.

Whether somebody may do something, is checked where the writing happens (`etl.desk`); here is only told who
it is.
"""

from collections.abc import Callable

import streamlit as st

from etl.desk.actor import Actor
from etl.desk.desk import Desk
from etl.errors import EtlError
from streekmonitor.app import data, rights
from streekmonitor.app.literal import literal
from streekmonitor.objectives.rights import User
from streekmonitor.release import ReleaseError

TOLD = "_gegevens_gezegd"
REFUSALS = (EtlError, ReleaseError, OSError)
"""What the desk says when something can't be done; the message is an instruction in Dutch."""


def desk() -> Desk:
    """The desk of this installation."""
    return Desk(data.ROOT)


def user() -> User:
    """Who is at work in this session."""
    return rights.user()


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


def tell_refused(refusal: Exception) -> None:
    """Tell on the page, in its next run, why something can't be done."""
    st.session_state[TOLD] = ("error", words_of(refusal))


def words_of(refusal: Exception) -> str:
    """Why something can't be done, as Markdown that shows every sign as it is."""
    return as_told(str(refusal))


def as_told(text: str) -> str:
    """A message of the desk, which may name files and texts of others, with its lines below each other."""
    return literal(text).replace("\n", "  \n")


def attempt(do: Callable[[], object], done: str) -> bool:
    """Do something from a widget's callback. The page tells what came of it; whether it was done."""
    try:
        do()
    except REFUSALS as refusal:
        tell_refused(refusal)
        return False
    st.session_state[TOLD] = ("success", done)
    return True


def draw_told() -> None:
    """What came of the last attempt, once."""
    kind, words = st.session_state.pop(TOLD, ("", ""))
    if kind:
        (st.error if kind == "error" else st.success)(words)
