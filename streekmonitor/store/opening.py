"""Opens the store of this installation."""

import os
from collections.abc import Callable
from datetime import datetime
from pathlib import Path

from sqlalchemy.orm import Session

from streekmonitor.objectives.examples import load_examples
from streekmonitor.objectives.rights import User
from streekmonitor.store.database import Database
from streekmonitor.store.keeping import keep
from streekmonitor.store.store import Store

ADDRESS = "STREEKMONITOR_DATABASE"
DEFAULT_FILE = "streekmonitor.db"
MAKER = User(name="Streekmonitor")


def database_url(folder: Path) -> str:
    """Where the register is: what STREEKMONITOR_DATABASE says, else a file in the folder."""
    return os.environ.get(ADDRESS) or f"sqlite:///{(folder / DEFAULT_FILE).absolute().as_posix()}"


def open_store(url: str, examples: Path | None, clock: Callable[[], datetime]) -> Store:
    """The store at a URL; its database is made on first use, with the examples in it.

    Raises StoreUnavailableError for a URL that can't be one; what else is wrong, is told when it is used.
    """

    def begin(session: Session) -> None:
        for record in load_examples(examples) if examples else []:
            keep(session, record, MAKER, clock())

    return Store(Database(url, begin))
