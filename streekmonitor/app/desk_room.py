"""Where the desk of this installation is, and who sits at it.

Whether somebody may do something, is checked where the writing happens (`etl.desk`); here is only told who
it is.
"""

from etl.desk.desk import Desk
from streekmonitor.app import data
from streekmonitor.objectives.rights import READER, User


def desk() -> Desk:
    """The desk of this installation."""
    return Desk(data.ROOT)


def user() -> User:
    """Who is at work in this session."""
    return READER


def is_staff() -> bool:
    """Whether this session is of somebody who brings figures in: then names of persons are shown."""
    return user().may("publish")
