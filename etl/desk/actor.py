"""Who does something at the desk, and whether that is allowed. The check sits where the writing happens."""

from dataclasses import dataclass, field

from etl.errors import EtlError

ANALYST, ADMIN = "analyst", "admin"
ROLES = {ANALYST: "analist", ADMIN: "beheerder"}


class NotAllowedError(EtlError):
    """Somebody may not do this; the message (Dutch) says who may."""


@dataclass(frozen=True)
class Actor:
    """A person, or a scheduled run, with its roles. `name` is what stands in the log."""

    name: str
    roles: frozenset[str] = field(default_factory=frozenset)


def require(actor: Actor, doing: str, *roles: str) -> None:
    """Let pass who has one of the roles. `doing` ends the sentence "… mag niet"."""
    if not actor.name.strip():
        raise NotAllowedError(f"Wie dit doet is niet bekend, en zonder naam kan niemand {doing}.")
    if actor.roles.isdisjoint(roles):
        who = " of ".join(ROLES[role] for role in roles)
        raise NotAllowedError(
            f"{actor.name} mag niet {doing}: daarvoor is de rol {who} nodig.\n"
            "  wat te doen: vraag het aan iemand met die rol, of vraag de beheerder om de rol"
        )
