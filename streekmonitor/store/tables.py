"""The tables of the store. What is changed here, needs a migration in `migrations/versions`."""

from datetime import UTC, date, datetime
from typing import Any, ClassVar

from sqlalchemy import JSON, BigInteger, DateTime, Double, ForeignKey, Integer, MetaData, UniqueConstraint
from sqlalchemy.engine import Dialect
from sqlalchemy.orm import DeclarativeBase, Mapped, mapped_column, relationship
from sqlalchemy.types import TypeDecorator

# Every constraint has a name, so that a migration can change it.
NAMES = {
    "pk": "pk_%(table_name)s",
    "fk": "fk_%(table_name)s_%(column_0_name)s",
    "uq": "uq_%(table_name)s_%(column_0_name)s",
    "ix": "ix_%(table_name)s_%(column_0_name)s",
}


class Moment(TypeDecorator[datetime]):
    """A moment in UTC: SQLite knows no time zones."""

    impl = DateTime
    cache_ok = True

    def process_bind_param(self, value: datetime | None, dialect: Dialect) -> datetime | None:  # noqa: ARG002
        """Keep it without its zone. Raises ValueError for a moment that has none: it could be any."""
        if value is None:
            return None
        if value.tzinfo is None:
            raise ValueError(f"{value} heeft geen tijdzone.")
        return value.astimezone(UTC).replace(tzinfo=None)

    def process_result_value(self, value: datetime | None, dialect: Dialect) -> datetime | None:  # noqa: ARG002
        """Give the zone back."""
        return None if value is None else value.replace(tzinfo=UTC)


class Base(DeclarativeBase):
    """Base of all tables."""

    metadata = MetaData(naming_convention=NAMES)
    type_annotation_map: ClassVar[dict[Any, Any]] = {
        list[Any]: JSON,
        dict[str, Any]: JSON,
        datetime: Moment,
        float: Double,
    }


class RecordRow(Base):
    """What all records have; see `objectives.model.Record`."""

    __abstract__ = True

    id: Mapped[str] = mapped_column(primary_key=True)
    version: Mapped[int]
    withdrawn: Mapped[bool]
    example: Mapped[bool]


class ObjectiveRow(RecordRow):
    """See `model.Objective`."""

    __tablename__ = "objective"

    title: Mapped[str]
    working_group: Mapped[str]
    region: Mapped[str]
    municipalities: Mapped[list[Any]]
    region_name: Mapped[str]
    indicator: Mapped[str] = mapped_column(index=True)
    own: Mapped[dict[str, Any] | None] = mapped_column(JSON(none_as_null=True))
    direction: Mapped[str]
    baseline_period: Mapped[str]
    baseline_value: Mapped[float | None]
    baseline_release: Mapped[str]
    target_period: Mapped[str]
    target_value: Mapped[float | None]
    milestones: Mapped[list[Any]]
    owner: Mapped[str]
    contact: Mapped[str]
    why: Mapped[str]
    decided_on: Mapped[date | None]


class ActionObjectiveRow(Base):
    """An objective that an action serves, in the order of the action."""

    __tablename__ = "action_objective"

    action: Mapped[str] = mapped_column(ForeignKey("action.id"), primary_key=True)
    objective: Mapped[str] = mapped_column(ForeignKey("objective.id"), primary_key=True, index=True)
    place: Mapped[int]


class ActionRow(RecordRow):
    """See `model.Action`."""

    __tablename__ = "action"

    title: Mapped[str]
    responsible: Mapped[str]
    responsible_kind: Mapped[str]
    partners: Mapped[list[Any]]
    contact: Mapped[str]
    start: Mapped[date | None]
    due: Mapped[date | None]
    status: Mapped[str]
    evidence: Mapped[str]
    budget: Mapped[float | None]
    links: Mapped[list[ActionObjectiveRow]] = relationship(
        cascade="all, delete-orphan", order_by=ActionObjectiveRow.place, lazy="selectin"
    )


class NoteRow(RecordRow):
    """See `model.Note`."""

    __tablename__ = "note"

    action: Mapped[str] = mapped_column(ForeignKey("action.id"), index=True)
    day: Mapped[date | None]
    text: Mapped[str]
    author: Mapped[str]
    organisation: Mapped[str]


class MeetingRow(RecordRow):
    """See `model.Meeting`. Decisions are part of the minutes; their links are checked when they are kept."""

    __tablename__ = "meeting"

    day: Mapped[date | None]
    body: Mapped[str]
    items: Mapped[list[Any]]
    decisions: Mapped[list[Any]]


class PresentationRow(RecordRow):
    """See `model.SavedPresentation`."""

    __tablename__ = "presentation"

    name: Mapped[str]
    content: Mapped[dict[str, Any]]


class HistoryRow(Base):
    """A change: who made what of what, when. `before` is null for what is new. Never changed, never deleted.

    One row per version of a record: whatever goes wrong, no version can be written twice.
    """

    __tablename__ = "history"
    __table_args__ = (UniqueConstraint("kind", "record", "version"),)

    id: Mapped[int] = mapped_column(BigInteger().with_variant(Integer, "sqlite"), primary_key=True)
    at: Mapped[datetime] = mapped_column(index=True)
    who: Mapped[str]
    kind: Mapped[str]
    record: Mapped[str]
    version: Mapped[int]
    before: Mapped[dict[str, Any] | None] = mapped_column(JSON(none_as_null=True))
    after: Mapped[dict[str, Any]]


class JudgementRow(Base):
    """The verdict on an objective as it was on a day; see `agenda.Recorded`."""

    __tablename__ = "judgement"

    id: Mapped[int] = mapped_column(BigInteger().with_variant(Integer, "sqlite"), primary_key=True)
    day: Mapped[date] = mapped_column(index=True)
    at: Mapped[datetime]
    who: Mapped[str]
    objective: Mapped[str] = mapped_column(ForeignKey("objective.id"), index=True)
    content: Mapped[dict[str, Any]]
