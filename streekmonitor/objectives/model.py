"""What the register holds: objectives, actions with their notes, meetings, saved presentations.

These are drafts as well as records: only types are enforced here, so that what somebody typed can always be
held, checked (`checks.py`) and shown again. `version` is 0 until the store has kept it.
"""

from datetime import date
from typing import Any, Literal, Self, TypeVar
from uuid import uuid4

from pydantic import BaseModel, ConfigDict, Field

Direction = Literal["rise", "fall"]
ActionStatus = Literal["planned", "running", "done", "stopped"]
OrganisationKind = Literal["municipality", "union", "employers", "province", "expert", "other"]

DIRECTIONS: dict[Direction, str] = {"rise": "stijgen", "fall": "dalen"}
ACTION_STATUSES: dict[ActionStatus, str] = {
    "planned": "gepland",
    "running": "lopend",
    "done": "afgerond",
    "stopped": "stopgezet",
}
ORGANISATION_KINDS: dict[OrganisationKind, str] = {
    "municipality": "gemeente",
    "union": "vakbond",
    "employers": "werkgeversorganisatie",
    "province": "provincie",
    "expert": "expert",
    "other": "andere",
}
CLOSED: frozenset[ActionStatus] = frozenset({"done", "stopped"})
"""Statuses of an action that cannot be overdue any more."""


Kept = TypeVar("Kept", bound="Record")


def new_id() -> str:
    """An id for a new record; a form keeps it, so that sending twice does not make two records."""
    return uuid4().hex


class Entry(BaseModel):
    """Base of all that is kept: frozen, and refusing keys it does not know."""

    model_config = ConfigDict(extra="forbid", frozen=True)


class Record(Entry):
    """Something with a history of its own. Nothing is deleted: what is withdrawn stays, and says so.

    `example` marks what came with Streekmonitor and claims nothing on behalf of anybody.
    """

    id: str = Field(default_factory=new_id)
    version: int = 0
    withdrawn: bool = False
    example: bool = False

    def with_(self, **changes: Any) -> Self:
        """The same record with other values, which must have the right types."""
        return type(self).model_validate({**dict(self), **changes})


class Milestone(Entry):
    """An intermediate target."""

    period: str
    value: float


class Measurement(Entry):
    """One value of an own measurement, with a link to what proves it."""

    day: date
    value: float
    evidence: str = ""


class OwnMeasure(Entry):
    """A measurement by the working group itself, where no statistic exists; its periods are days."""

    unit: str = ""
    decimals: int = 0
    measurements: tuple[Measurement, ...] = ()


class Objective(Record):
    """What a working group wants to reach, measurably.

    The area is a `region` by its id, or `municipalities`: one, or several that make a region of their own,
    named `region_name`. The figure is an `indicator` by its id, or the group's `own` measurement. The
    baseline is a figure of the release `baseline_release`. Periods are those of the indicator ("2024",
    "2025-Q3"), or days for an own measurement. `owner` is an organisation; `contact` a person, shown to
    editors only.
    """

    title: str = ""
    working_group: str = ""
    region: str = ""
    municipalities: tuple[str, ...] = ()
    region_name: str = ""
    indicator: str = ""
    own: OwnMeasure | None = None
    direction: Direction = "rise"
    baseline_period: str = ""
    baseline_value: float | None = None
    baseline_release: str = ""
    target_period: str = ""
    target_value: float | None = None
    milestones: tuple[Milestone, ...] = ()
    owner: str = ""
    contact: str = ""
    why: str = ""
    decided_on: date | None = None


class Partner(Entry):
    """An organisation that takes part in an action."""

    name: str
    kind: OrganisationKind


class Action(Record):
    """What is done for one or more objectives, by whom, by when. `budget` is in euro."""

    title: str = ""
    objectives: tuple[str, ...] = ()
    responsible: str = ""
    responsible_kind: OrganisationKind = "other"
    partners: tuple[Partner, ...] = ()
    contact: str = ""
    start: date | None = None
    due: date | None = None
    status: ActionStatus = "planned"
    evidence: str = ""
    budget: float | None = None


class Note(Record):
    """Progress of an action on a day. A record of its own, so that two people who note do not collide."""

    action: str
    day: date | None = None
    text: str = ""
    author: str = ""
    organisation: str = ""


class Decision(Entry):
    """A decision of a meeting, with the ids of the objectives and actions that it is about."""

    text: str
    objectives: tuple[str, ...] = ()
    actions: tuple[str, ...] = ()


class Meeting(Record):
    """A meeting of a body: its items, and what was decided."""

    day: date | None = None
    body: str = ""
    items: tuple[str, ...] = ()
    decisions: tuple[Decision, ...] = ()


class SavedPresentation(Record):
    """A presentation kept under a name; `content` is its file as JSON."""

    name: str = ""
    content: dict[str, Any] = Field(default_factory=dict)


PERSONS: dict[type[Record], tuple[str, ...]] = {
    Objective: ("contact",),
    Action: ("contact",),
    Note: ("author",),
    Meeting: (),
    SavedPresentation: (),
}
"""The fields of each kind that name a person: left out for who is not an editor."""

LABELS = {
    "title": "Titel",
    "working_group": "Werkgroep",
    "region": "Regio",
    "municipalities": "Gemeenten",
    "region_name": "Naam van de eigen regio",
    "indicator": "Indicator",
    "own": "Eigen meting",
    "direction": "Richting",
    "baseline_period": "Periode van het vertrekpunt",
    "baseline_value": "Waarde van het vertrekpunt",
    "baseline_release": "Release van het vertrekpunt",
    "target_period": "Streefperiode",
    "target_value": "Streefwaarde",
    "milestones": "Tussendoelen",
    "owner": "Eigenaar",
    "contact": "Contactpersoon",
    "why": "Waarom",
    "decided_on": "Beslist op",
    "objectives": "Doelstellingen",
    "responsible": "Verantwoordelijke",
    "responsible_kind": "Soort verantwoordelijke",
    "partners": "Partners",
    "start": "Begin",
    "due": "Klaar tegen",
    "status": "Status",
    "evidence": "Bewijs (link)",
    "budget": "Budget (€)",
    "action": "Actie",
    "day": "Datum",
    "text": "Tekst",
    "author": "Auteur",
    "organisation": "Organisatie",
    "body": "Orgaan",
    "items": "Agendapunten",
    "decisions": "Beslissingen",
    "name": "Naam",
    "content": "Inhoud",
    "withdrawn": "Ingetrokken",
    "example": "Voorbeeld",
}
"""The fields of all kinds as a reader knows them: on forms, in files, beside a refusal or a difference."""


def without_persons(record: Kept) -> Kept:
    """The record as somebody who is not an editor sees it."""
    return record.model_copy(update=dict.fromkeys(PERSONS[type(record)], ""))
