"""Known faults and confirmed changes, written as data by people in data/corrections."""

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Annotated, Any, Literal, TypeVar

import yaml
from pydantic import Field, TypeAdapter, ValidationError, model_validator

from etl.errors import SourceError
from streekmonitor.forms import Entry

Text = Annotated[str, Field(min_length=1)]
E = TypeVar("E", bound=Entry)


class Correction(Entry):
    """A known fault in one cell of a publisher, and what to do with it.

    override: `value` (and `status`, else observed) takes its place; drop: the row is left out; flag: the
    value stays, with another status. `expect` is what the file holds now (null: no value), in `rows` rows;
    once it holds something else the build stops. Of several rows of one cell, drop leaves out one that holds
    `expect`. `reported` tells when, and to whom, the fault was reported.
    """

    source: Text
    measure: Text
    category: str = ""
    area: Text
    period: Text
    action: Literal["override", "drop", "flag"]
    expect: float | None
    rows: int = Field(default=1, ge=1)
    value: float | None = None
    status: Literal["observed", "estimated", "provisional", "projected"] | None = None
    reason: Text
    reported: Text

    @model_validator(mode="after")
    def _complete(self) -> "Correction":
        needs = {"override": self.value, "flag": self.status, "drop": True}[self.action]
        if needs is None:
            raise ValueError(
                f"'{self.action}' vraagt een {'value' if self.action == 'override' else 'status'}"
            )
        if self.value is not None and self.action != "override":
            raise ValueError(f"'{self.action}' verandert de waarde niet: laat 'value' weg")
        if self.action == "flag" and self.expect is None:
            raise ValueError("'flag' geeft een waarde een andere status: noem die waarde bij 'expect'")
        if self.rows > 1 and self.action != "drop":
            raise ValueError("van dubbele rijen kan alleen een worden weggelaten: 'rows' hoort bij 'drop'")
        return self


class Spelling(Entry):
    """A code or name in a source that stands for an area and that nobody else writes like that."""

    source: Text
    text: Text
    area: Text
    reason: Text
    reported: Text


class KnownDifference(Entry):
    """How much the sum of municipalities differs from the publisher's row of a higher area, and why."""

    source: Text
    measure: Text
    category: str = ""
    area: Text
    period: Text
    difference: float
    tolerance: float = Field(default=0, ge=0)
    reason: Text


class ConfirmedChange(Entry):
    """A large change against one release that somebody found right."""

    release: Text
    measure: Text
    period: Text
    reason: Text


class Overlap(Entry):
    """How far two sources of one measure may lie apart where both have a period, in per cent, and why."""

    measure: Text
    source: Text
    tolerance: float = Field(gt=0)
    reason: Text


@dataclass(frozen=True)
class Corrections:
    """Everything in data/corrections."""

    corrections: tuple[Correction, ...] = ()
    known_differences: tuple[KnownDifference, ...] = ()
    confirmed_changes: tuple[ConfirmedChange, ...] = ()
    overlaps: tuple[Overlap, ...] = ()
    spellings: tuple[Spelling, ...] = ()

    def of(self, source: str) -> tuple[Correction | KnownDifference | Spelling, ...]:
        """What concerns the table of one source by itself."""
        entries: tuple[Correction | KnownDifference | Spelling, ...] = (
            *self.corrections,
            *self.known_differences,
            *self.spellings,
        )
        return tuple(entry for entry in entries if entry.source == source)

    def spellings_of(self, source: str) -> dict[str, str]:
        """The area that each spelling of a source stands for."""
        return {entry.text: entry.area for entry in self.spellings if entry.source == source}


def load_corrections(folder: Path) -> Corrections:
    """Read data/corrections. Raises SourceError that names the file, the entry and what is wrong with it."""
    return Corrections(
        corrections=_read(folder / "corrections.yaml", Correction),
        known_differences=_read(folder / "known_differences.yaml", KnownDifference),
        confirmed_changes=_read(folder / "confirmed_changes.yaml", ConfirmedChange),
        overlaps=_read(folder / "overlaps.yaml", Overlap),
        spellings=_read(folder / "spellings.yaml", Spelling),
    )


def _read(path: Path, model: type[E]) -> tuple[E, ...]:
    expected = f"een lijst met per punt de sleutels {', '.join(model.model_fields)}"
    action = "verbeter het bestand; bovenaan staat hoe een punt eruitziet"
    try:
        content = yaml.safe_load(path.read_text(encoding="utf-8"))
        return tuple(TypeAdapter(list[model]).validate_python(content))  # type: ignore[valid-type]
    except (OSError, yaml.YAMLError) as error:
        raise SourceError(path, "", expected=expected, found=str(error), action=action) from error
    except ValidationError as error:
        first = error.errors()[0]
        where = "punt " + " → ".join(str(part) for part in first["loc"])
        raise SourceError(path, where, expected=expected, found=_told(first), action=action) from error


def _told(problem: Mapping[str, Any]) -> str:
    """What is wrong with an entry: in our words when one of our models said it."""
    return str(problem.get("ctx", {}).get("error", problem["msg"]))
