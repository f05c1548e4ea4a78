"""The register of this installation, opened once for all sessions."""

import time
from datetime import UTC, date, datetime
from zoneinfo import ZoneInfo

import streamlit as st

from streekmonitor.app import data
from streekmonitor.objectives.register import Followed, Register
from streekmonitor.objectives.register import followed as as_followed
from streekmonitor.objectives.rights import READER, User
from streekmonitor.store.errors import StoreUnavailableError
from streekmonitor.store.opening import database_url, open_store
from streekmonitor.store.store import Store

FOLDER = data.ROOT / "var"
EXAMPLES = data.ROOT / "data" / "examples" / "register.yaml"
# A server that does not answer holds up who asks; pages that only show objectives beside figures ask less.
SECONDS_OF_PATIENCE = 30
_TROUBLE: dict[str, tuple[float, Register | None]] = {}


def now() -> datetime:
    """The moment that it is."""
    return datetime.now(UTC)


def today() -> date:
    """The day in Flanders."""
    return now().astimezone(ZoneInfo("Europe/Brussels")).date()


@st.cache_resource(show_spinner=False)
def _store(url: str) -> Store:
    return open_store(url, EXAMPLES, now)


def store() -> Store:
    """The register. Raises StoreUnavailableError when its address can't be one."""
    return _store(database_url(FOLDER))


def register(user: User = READER) -> Register:
    """The register as this user may see it; what can't be read, says so in its notice."""
    try:
        return store().register(user)
    except StoreUnavailableError as error:
        return Register(notice=str(error))


def followed() -> Followed:
    """What figures of any page may show; what was known last, or nothing, when it can't be read now."""
    url = database_url(FOLDER)
    since, known = _TROUBLE.get(url, (0.0, None))
    if known is None or time.monotonic() - since > SECONDS_OF_PATIENCE:
        known = register()
        _TROUBLE[url] = (time.monotonic(), known if known.notice and not is_read_only() else None)
    return as_followed(known, today())


def is_read_only() -> bool:
    """Whether it can be read and not be written."""
    try:
        return bool(store().database.refusal)
    except StoreUnavailableError:
        return False
