"""Files of one name with other content: which of them is used, and why; none hides another in silence."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from etl.boundary_files import OPEN_SHAPES, SHAPES
from etl.files import SourceFiles
from etl.hashes import sha256
from etl.origin import day_of_arrival, origin_of
from etl.sources import MODULES
from streekmonitor.formats import day


@dataclass(frozen=True)
class Double:
    """The file in use, and the others of that name that hold something else."""

    used: Path
    others: tuple[Path, ...]


def doubles(files: SourceFiles) -> list[Double]:
    """Every file of a source that stands in several places with different content, in order of name."""
    patterns = [*(pattern for module in MODULES for pattern in module.FILES), OPEN_SHAPES]
    patterns += [f"{shape}.shp" for shape in SHAPES]
    found = {}
    for used, *rest in (same_name for pattern in patterns for same_name in files.by_name(pattern)):
        content = sha256(used) if rest else ""
        others = tuple(path for path in rest if sha256(path) != content)
        if others:
            found[used] = Double(used, others)
    return sorted(found.values(), key=lambda double: double.used.name)


def lines(found: Iterable[Double], files: SourceFiles) -> list[str]:
    """What an analyst reads about them (Dutch)."""
    told = []
    for double in found:
        told += [
            f"Let op: {double.used.name} staat op meer dan één plaats, met verschillende inhoud.",
            f"  gebruikt:       {_where(double.used)}, want {_why(double, files)}",
            *(f"  niet gebruikt:  {_where(path)}" for path in double.others),
            "  wat te doen:    verwijder wat niet geldt",
            "",
        ]
    return told


def _where(path: Path) -> str:
    came = "opgehaald" if origin_of(path) else "bewaard"
    return f"{path} ({came} op {day(date.fromisoformat(day_of_arrival(path)))})"


def _why(double: Double, files: SourceFiles) -> str:
    if not any(map(double.used.is_relative_to, files.arrivals)):
        return "de map die u met --sources gaf, gaat voor"
    if any(day_of_arrival(other) == day_of_arrival(double.used) for other in double.others):
        return "van dezelfde dag gaat data/inbox voor"
    return "het is het recentst"
