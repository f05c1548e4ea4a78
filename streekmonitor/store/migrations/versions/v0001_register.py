"""Objectives, actions with their notes, meetings, and the history of them all."""

from typing import Any

import sqlalchemy as sa
from alembic import op

revision = "0001"
down_revision = None

RECORD = (
    ("id", sa.String()),
    ("version", sa.Integer()),
    ("withdrawn", sa.Boolean()),
    ("example", sa.Boolean()),
)


def _record(name: str, *columns: sa.Column[Any] | sa.ForeignKeyConstraint) -> None:
    """A table of records; all texts, numbers and lists must be there unless told otherwise."""
    op.create_table(
        name,
        *(sa.Column(column, kind, nullable=False) for column, kind in RECORD),
        *columns,
        sa.PrimaryKeyConstraint("id", name=f"pk_{name}"),
    )


def _texts(*names: str) -> list[sa.Column[Any]]:
    return [sa.Column(name, sa.String(), nullable=False) for name in names]


def upgrade() -> None:
    """Make the tables."""
    _record(
        "objective",
        *_texts("title", "working_group", "region"),
        sa.Column("municipalities", sa.JSON(), nullable=False),
        *_texts("region_name", "indicator"),
        sa.Column("own", sa.JSON(), nullable=True),
        *_texts("direction", "baseline_period"),
        sa.Column("baseline_value", sa.Double(), nullable=True),
        *_texts("baseline_release", "target_period"),
        sa.Column("target_value", sa.Double(), nullable=True),
        sa.Column("milestones", sa.JSON(), nullable=False),
        *_texts("owner", "contact", "why"),
        sa.Column("decided_on", sa.Date(), nullable=True),
    )
    op.create_index("ix_objective_indicator", "objective", ["indicator"])
    _record(
        "action",
        *_texts("title", "responsible", "responsible_kind"),
        sa.Column("partners", sa.JSON(), nullable=False),
        *_texts("contact"),
        sa.Column("start", sa.Date(), nullable=True),
        sa.Column("due", sa.Date(), nullable=True),
        *_texts("status", "evidence"),
        sa.Column("budget", sa.Double(), nullable=True),
    )
    op.create_table(
        "action_objective",
        *_texts("action", "objective"),
        sa.Column("place", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("action", "objective", name="pk_action_objective"),
        sa.ForeignKeyConstraint(["action"], ["action.id"], name="fk_action_objective_action"),
        sa.ForeignKeyConstraint(["objective"], ["objective.id"], name="fk_action_objective_objective"),
    )
    op.create_index("ix_action_objective_objective", "action_objective", ["objective"])
    _record(
        "note",
        *_texts("action"),
        sa.Column("day", sa.Date(), nullable=True),
        *_texts("text", "author", "organisation"),
        sa.ForeignKeyConstraint(["action"], ["action.id"], name="fk_note_action"),
    )
    op.create_index("ix_note_action", "note", ["action"])
    _record(
        "meeting",
        sa.Column("day", sa.Date(), nullable=True),
        *_texts("body"),
        sa.Column("items", sa.JSON(), nullable=False),
        sa.Column("decisions", sa.JSON(), nullable=False),
    )
    op.create_table(
        "history",
        sa.Column("id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("at", sa.DateTime(), nullable=False),
        *_texts("who", "kind", "record"),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("before", sa.JSON(), nullable=True),
        sa.Column("after", sa.JSON(), nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_history"),
        sa.UniqueConstraint("kind", "record", "version", name="uq_history_kind"),
    )
    op.create_index("ix_history_at", "history", ["at"])


def downgrade() -> None:
    """There is no way back: an older program is given a backup of its own time."""
    raise NotImplementedError("Zet een back-up van de oudere versie terug: python run.py restore BESTAND")
