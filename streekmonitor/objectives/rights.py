"""Who may write: roles by e-mail or group, and what each role allows. Everyone may read.

The roles stand in a YAML file, by default `var/rights.yaml`:

    editor:                       # working groups: objectives, actions, notes, meetings
      emails: [jan@example.be]
      groups: [werkgroep-mobiliteit]
    analyst:                      # brings figures in
      groups: [data]
    admin:                        # everything, examples and restoring included
      emails: [beheer@example.be]

Without the file nobody may write.
"""

import os
import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, Literal, get_args

import yaml

Role = Literal["editor", "analyst", "admin"]
Right = Literal["edit", "present", "publish", "administer"]

GRANTED: dict[Role, frozenset[Right]] = {
    "editor": frozenset({"edit", "present"}),
    "analyst": frozenset({"publish", "present"}),
    "admin": frozenset({"edit", "present", "publish", "administer"}),
}
RIGHT_WORDS: dict[Right, str] = {
    "edit": "doelstellingen en acties te bewerken",
    "present": "presentaties te bewaren",
    "publish": "cijfers te publiceren",
    "administer": "het register te beheren",
}
ROLE_WORDS: dict[Role, str] = {"editor": "redacteur", "analyst": "analist", "admin": "beheerder"}
EMAIL = re.compile(r"[^@\s]+@[^@\s]+\.[^@\s]+")
KEYS = ("emails", "groups")
ADDRESS, DEFAULT_FILE = "STREEKMONITOR_RIGHTS", "rights.yaml"


class RightsError(ValueError):
    """The file of rights is not valid; the message (Dutch) says where, and what was expected."""


class NotAllowedError(PermissionError):
    """The user lacks a right; the message (Dutch) says which, and who has it."""

    def __init__(self, right: Right) -> None:
        holders = [ROLE_WORDS[role] for role, rights in GRANTED.items() if right in rights]
        super().__init__(
            f"U hebt geen recht om {RIGHT_WORDS[right]}. Dat kan een {' of '.join(holders)}; meld u aan, of "
            "vraag het recht aan de beheerder."
        )


@dataclass(frozen=True)
class User:
    """Who is at work. `name` stands in the history; without roles one may only read."""

    name: str = ""
    email: str = ""
    organisation: str = ""
    roles: frozenset[Role] = frozenset()

    def may(self, right: Right) -> bool:
        """Whether one of the user's roles gives this right."""
        return any(right in GRANTED[role] for role in self.roles)

    def require(self, right: Right) -> None:
        """Do nothing, or raise NotAllowedError."""
        if not self.may(right):
            raise NotAllowedError(right)

    @property
    def signature(self) -> str:
        """How the user is named in the history."""
        return self.email or self.name or "onbekend"


READER = User()
# Who starts the dashboard for this computer only, owns its files anyway.
LOCAL_EDITOR = User(name="lokale redacteur", roles=frozenset({"editor", "analyst", "admin"}))
COMMAND_LINE = User(name="opdrachtregel", roles=frozenset({"admin"}))


@dataclass(frozen=True)
class Rights:
    """The roles that e-mail addresses (in small letters) and groups have."""

    by_email: Mapping[str, frozenset[Role]] = field(default_factory=dict)
    by_group: Mapping[str, frozenset[Role]] = field(default_factory=dict)

    def user(self, name: str, email: str, groups: Iterable[str] = (), *, verified: bool = True) -> User:
        """Whoever logged in with these claims; an address that is not `verified` gives no role."""
        address = email.strip().lower()
        roles = [self.by_group.get(group, frozenset()) for group in groups]
        if verified:
            roles.append(self.by_email.get(address, frozenset()))
        return User(name=name, email=address, roles=frozenset().union(*roles))


def rights_file(folder: Path) -> Path:
    """Where the roles stand: what STREEKMONITOR_RIGHTS says, else a file in the folder."""
    return Path(os.environ.get(ADDRESS) or folder / DEFAULT_FILE)


def load_rights(path: Path) -> Rights:
    """Read the file of rights; without it nobody has any. Raises RightsError."""
    try:
        text = path.read_text(encoding="utf-8")
    except FileNotFoundError:
        return Rights()
    except (OSError, ValueError) as error:
        raise RightsError(f"{path} is niet te lezen ({error}).") from error
    try:
        content = yaml.safe_load(text) or {}
    except yaml.YAMLError as error:
        raise RightsError(f"{path} is geen geldige YAML: {error}") from error
    if not isinstance(content, dict):
        raise RightsError(
            f"{path}: verwacht rollen ({_listed(get_args(Role))}) met hun e-mailadressen en groepen."
        )
    return _rights(path, content)


def _rights(path: Path, content: dict[Any, Any]) -> Rights:
    found: dict[str, dict[str, set[Role]]] = {key: {} for key in KEYS}
    for role, holders in content.items():
        if role not in GRANTED:
            raise RightsError(f"{path}: onbekende rol '{role}'. Kies uit {_listed(get_args(Role))}.")
        if not isinstance(holders, dict) or set(holders) - set(KEYS):
            raise RightsError(f"{path}, rol '{role}': verwacht enkel de sleutels {_listed(KEYS)}.")
        for key in KEYS:
            for holder in _texts(path, role, key, holders.get(key)):
                found[key].setdefault(holder, set()).add(role)
    frozen = {
        key: {name: frozenset(roles) for name, roles in entries.items()} for key, entries in found.items()
    }
    return Rights(frozen["emails"], frozen["groups"])


def _texts(path: Path, role: str, key: str, given: object) -> list[str]:
    """The addresses or groups of a role, checked."""
    if given is None:
        return []
    if not isinstance(given, list) or not all(isinstance(text, str) and text.strip() for text in given):
        raise RightsError(f"{path}, rol '{role}': verwacht bij '{key}' een lijst van teksten.")
    texts = [text.strip() for text in given]
    if key != "emails":
        return texts
    for text in texts:
        if not EMAIL.fullmatch(text):
            raise RightsError(f"{path}, rol '{role}': '{text}' is geen e-mailadres.")
    return [text.lower() for text in texts]


def _listed(words: Iterable[str]) -> str:
    return ", ".join(f"'{word}'" for word in words)
