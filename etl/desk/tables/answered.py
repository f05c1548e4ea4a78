"""A proposed layout with the answers of a person: which columns hold what, and of which period."""

import re
from collections.abc import Mapping
from dataclasses import asdict, dataclass, replace
from typing import Any

from etl.desk.tables.layout import Layout, ValueColumn
from etl.desk.tables.notation import Notation

SKIPPED = "overgeslagen op verzoek"
_PERIOD = re.compile(r"(19|20)\d\d(-Q[1-4]|-(0[1-9]|1[0-2]))?")


def period_in(text: str) -> str:
    """A period as somebody typed it, "" for none. Raises ValueError (Dutch) for anything else."""
    told = text.strip().upper()
    if told and not _PERIOD.fullmatch(told):
        raise ValueError(
            f"‘{text[:20]}’ is geen periode: schrijf een jaar (2025), kwartaal (2025-Q3) of maand (2025-07)."
        )
    return told


@dataclass(frozen=True)
class Answer:
    """What a column is: figures of a measure, or nothing to read when `measure` is "".

    category, period, notation and scale are as in `etl.desk.tables.layout.ValueColumn`.
    """

    measure: str = ""
    category: str | None = ""
    period: str | None = None
    notation: Notation | None = None
    scale: float | None = None

    def as_json(self) -> dict[str, Any]:
        """The answer as JSON keeps it."""
        return asdict(self)

    @classmethod
    def from_json(cls, content: Mapping[str, Any]) -> "Answer":
        """What `as_json` gave. Raises TypeError or ValueError for anything else."""
        notation = content.get("notation")
        return cls(**{**content, "notation": Notation(notation) if notation else None})


def proposed(layout: Layout) -> dict[int, Answer]:
    """What every column with values is according to a layout; "" for those left out or not placed yet."""
    read = {
        value.column: Answer(value.measure, value.category, value.period, value.notation, value.scale)
        for value in layout.value_columns
    }
    left = {column: Answer() for column in (*layout.unclear, *layout.ignored_columns)}
    return dict(sorted({**left, **read}.items()))


def answered(layout: Layout, answers: Mapping[int, Answer], period: str = "") -> Layout:
    """The layout with the columns as a person said they are, and the period of all when one was given.

    Columns without an answer stay as they were proposed.
    """
    known = {value.column: value for value in layout.value_columns}
    for column, answer in answers.items():
        if answer.measure:
            before = known.get(column) or ValueColumn(column, _areas_beside(column, layout), "")
            known[column] = replace(
                before,
                measure=answer.measure,
                category=answer.category,
                period=answer.period,
                notation=answer.notation,
                scale=answer.scale,
            )
        else:
            known.pop(column, None)
    skipped = {column: SKIPPED for column, answer in answers.items() if not answer.measure}
    return replace(
        layout,
        value_columns=tuple(known[column] for column in sorted(known)),
        unclear={column: why for column, why in layout.unclear.items() if column not in answers},
        ignored_columns={
            **{column: why for column, why in layout.ignored_columns.items() if column not in answers},
            **skipped,
        },
        period=period or layout.period,
        moment="" if period else layout.moment,
    )


def _areas_beside(column: int, layout: Layout) -> int:
    """The nearest column with areas on the left, else the first."""
    return max((place for place in layout.areas if place < column), default=min(layout.areas))
