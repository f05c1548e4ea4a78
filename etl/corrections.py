"""Known faults and confirmed changes, written as data by people in data/corrections."""

from dataclasses import dataclass
from pathlib import Path
from typing import Annotated, TypeVar

import yaml
from pydantic import Field, TypeAdapter, ValidationError

from etl.errors import SourceError
from streekmonitor.forms import Entry

Text = Annotated[str, Field(min_length=1)]
E = TypeVar("E", bound=Entry)


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

    known_differences: tuple[KnownDifference, ...] = ()
    confirmed_changes: tuple[ConfirmedChange, ...] = ()
    overlaps: tuple[Overlap, ...] = ()

    def of(self, source: str) -> tuple[KnownDifference, ...]:
        """What concerns the table of one source by itself."""
        return tuple(entry for entry in self.known_differences if entry.source == source)


def load_corrections(folder: Path) -> Corrections:
    """Read data/corrections. Raises SourceError that names the file, the entry and what is wrong with it."""
    return Corrections(
        known_differences=_read(folder / "known_differences.yaml", KnownDifference),
        confirmed_changes=_read(folder / "confirmed_changes.yaml", ConfirmedChange),
        overlaps=_read(folder / "overlaps.yaml", Overlap),
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
        raise SourceError(path, where, expected=expected, found=first["msg"], action=action) from error
