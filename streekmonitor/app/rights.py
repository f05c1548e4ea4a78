"""Who is at work: somebody who logged in, the editor of this computer, or a reader.

Which rights that gives, is checked where the writing happens (`store.Store`); here is only told who it is.
"""

import os
from collections.abc import Iterable

import streamlit as st

from streekmonitor.app import objectives_store
from streekmonitor.objectives.rights import (
    LOCAL_EDITOR,
    READER,
    ROLE_WORDS,
    Rights,
    RightsError,
    User,
    load_rights,
    rights_file,
)

# Set by `run.py --local-editor`, which also binds to loopback; without both nobody is the local editor.
LOCAL = "STREEKMONITOR_LOCAL_EDITOR"
LOOPBACK = ("127.0.0.1", "localhost", "::1")
LOCAL_WORDS = "Lokale redacteur: u schrijft in het register. Alleen deze computer kan dit dashboard openen."
EXPOSED = (
    "Dit dashboard is gestart als lokale redacteur, maar andere computers kunnen het openen: er kan niets "
    "bewaard worden. Start het met: python run.py --local-editor"
)
NO_ROLE = "U bent aangemeld, maar hebt geen rol: u kunt lezen. Vraag een rol aan de beheerder."
GROUP_CLAIMS = ("groups", "roles")


def user() -> User:
    """Who is at work in this session; a reader when that can't be told."""
    if is_local_editor():
        return LOCAL_EDITOR
    if not login_is_configured() or not st.user.is_logged_in:
        return READER
    try:
        rights = load_rights(rights_file(objectives_store.FOLDER))
    except RightsError:
        rights = Rights()
    claims = st.user.to_dict()
    # Who does not say that an address was verified, may let anybody fill it in: then groups count only.
    verified = claims.get("email_verified") in (True, "true")
    email = str(claims.get("email") or "")
    name = str(claims.get("name") or email)
    return rights.user(name, email, _groups(claims.get(claim) for claim in GROUP_CLAIMS), verified=verified)


def is_local_editor() -> bool:
    """Whether this was started for its own computer only, to write in."""
    return _asked_for_local_editor() and st.get_option("server.address") in LOOPBACK


def login_is_configured() -> bool:
    """Whether there is an [auth] in `.streamlit/secrets.toml`."""
    return st.secrets.load_if_toml_exists() and "auth" in st.secrets


def is_told() -> bool:
    """Whether a page tells who is at work: not where nobody can be anything but a reader."""
    return _asked_for_local_editor() or login_is_configured()


def draw() -> None:
    """Who is at work, on every page; with the way in or out where there is one."""
    if _asked_for_local_editor():
        with st.container(key="aangemeld"):
            st.caption(LOCAL_WORDS if is_local_editor() else EXPOSED)
    elif login_is_configured():
        with st.container(key="aangemeld", horizontal=True, vertical_alignment="center"):
            _draw_login()


def _draw_login() -> None:
    if not st.user.is_logged_in:
        st.button("Aanmelden", type="tertiary", key="aanmelden", on_click=st.login)
        return
    here = user()
    roles = ", ".join(ROLE_WORDS[role] for role in sorted(here.roles)) or "lezer"
    st.caption(f"{here.email or 'Aangemeld'} ({roles})", help=None if here.roles else NO_ROLE)
    st.button("Afmelden", type="tertiary", key="afmelden", on_click=st.logout)
    try:
        load_rights(rights_file(objectives_store.FOLDER))
    except RightsError as error:
        st.caption(f"Niemand heeft nu rechten: {error}")


def _asked_for_local_editor() -> bool:
    return os.environ.get(LOCAL) == "1"


def _groups(claims: Iterable[object]) -> list[str]:
    """The groups in claims: a list of texts, or one text."""
    found: list[str] = []
    for claim in claims:
        if isinstance(claim, str):
            found.append(claim)
        elif isinstance(claim, list | tuple):
            found += [str(name) for name in claim]
    return found
