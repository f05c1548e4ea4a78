"""Why something could not be kept or read, in Dutch, and what to do."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy.exc import DBAPIError, SQLAlchemyError

from streekmonitor.objectives.model import Record

# SQLite tells by its words, PostgreSQL by its code; both lists go from the first that fits.
SQLITE_REASONS = (
    ("readonly", "de databank of haar map is alleen-lezen; geef dit programma het recht om er te schrijven"),
    ("disk is full", "de schijf is vol; maak plaats en probeer opnieuw"),
    ("is locked", "iemand anders is aan het schrijven; probeer het over enkele seconden opnieuw"),
    ("unable to open", "het bestand van de databank is niet te openen; kijk de map en haar rechten na"),
    ("disk i/o error", "de schijf geeft een fout; kijk ze na, of herstel met: python run.py restore BESTAND"),
    ("malformed", "de databank is beschadigd; herstel ze met: python run.py restore BESTAND"),
    ("not a database", "de databank is beschadigd; herstel ze met: python run.py restore BESTAND"),
)
POSTGRES_REASONS = (
    ("25006", "PostgreSQL laat hier alleen lezen toe"),
    ("53100", "de schijf van PostgreSQL is vol; maak plaats en probeer opnieuw"),
    ("42501", "de gebruiker van PostgreSQL mist een recht; vraag het de beheerder"),
    ("28", "PostgreSQL weigert de aanmelding; kijk gebruiker en wachtwoord na"),
    ("3D000", "de databank bestaat niet in PostgreSQL; maak ze aan"),
    ("40", "twee mensen schreven tegelijk; probeer opnieuw"),
)
NO_CONNECTION = "er is geen verbinding met PostgreSQL; kijk het netwerk en de server na"


class StoreUnavailableError(RuntimeError):
    """The store can't be read or written now; the message (Dutch) says why. Nothing was half written.

    `beyond_us` tells that waiting does not help: the database is damaged, or of a newer version.
    """

    def __init__(self, message: str, *, beyond_us: bool = False) -> None:
        super().__init__(message)
        self.beyond_us = beyond_us


@dataclass(frozen=True)
class Difference:
    """A field in which two versions differ; `base` is the one that both began with (None when not known)."""

    field: str
    label: str
    base: Any
    theirs: Any
    mine: Any

    @property
    def both_changed(self) -> bool:
        """Whether a choice is needed: else only one of the two changed this field."""
        return self.base not in (self.theirs, self.mine)


class EditConflictError(RuntimeError):
    """Somebody else kept the same record first. Nothing is lost: `mine` is what was typed.

    `theirs` is what is kept now, by `who` at a moment; `differences` are the fields in which it differs from
    `mine`. To keep `mine` after all: give it the version of `theirs`.
    """

    def __init__(
        self, mine: Record, theirs: Record, differences: tuple[Difference, ...], who: str, at: datetime | None
    ) -> None:
        self.mine, self.theirs, self.differences = mine, theirs, differences
        self.who, self.at = who, at
        labels = ", ".join(difference.label for difference in differences)
        super().__init__(
            f"{who or 'Iemand anders'} heeft dit intussen gewijzigd. Verschil in: {labels or 'niets'}. "
            "Wat u typte, is niet bewaard en niet verloren: kies per veld."
        )


def is_damaged(error: SQLAlchemyError) -> bool:
    """Whether a file of SQLite is none, or none any more."""
    words = str(getattr(error, "orig", "")).lower()
    return "malformed" in words or "not a database" in words


def reason_of(error: SQLAlchemyError) -> str:
    """What is the matter with the database, in Dutch, from what its driver says."""
    if not isinstance(error, DBAPIError) or error.orig is None:
        return "de databank antwoordt niet op tijd; probeer opnieuw"
    code = getattr(error.orig, "sqlstate", None)
    if code:
        known = (reason for start, reason in POSTGRES_REASONS if code.startswith(start))
        lost = NO_CONNECTION if code.startswith(("08", "57P")) else ""
        return next(known, lost or f"PostgreSQL meldt: {error.orig}")
    words = str(error.orig).lower()
    if type(error.orig).__module__.startswith("psycopg"):
        return f"{NO_CONNECTION} ({' '.join(str(error.orig).split())})"
    return next((reason for sign, reason in SQLITE_REASONS if sign in words), f"SQLite meldt: {error.orig}")
