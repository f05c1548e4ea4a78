"""How the change report says things: parts, names of areas, spans of periods, what may be counted."""

from collections.abc import Sequence
from dataclasses import dataclass

from streekmonitor.areas import PROVINCE
from streekmonitor.catalog import Catalog, FlowMeasure, Measure
from streekmonitor.formats import listing, number
from streekmonitor.release import Release

AREAS_SHOWN = 5


@dataclass(frozen=True)
class Part:
    """A part of the report: a title, its lines, what to do about it, and a few words for the summary."""

    title: str
    lines: Sequence[str]
    to_do: str = ""
    summary: str = ""


def count(amount: int, one: str, more: str) -> str:
    """`1, "nieuwe periode", "nieuwe periodes"` -> "1 nieuwe periode"."""
    return f"{number(amount)} {one if amount == 1 else more}"


def span(periods: Sequence[str]) -> str:
    """One period, two, or the first and last of several with their number."""
    if len(periods) <= 2:
        return listing(list(periods))
    return f"{periods[0]} tot {periods[-1]} ({len(periods)} periodes)"


def entries(catalog: Catalog) -> dict[str, Measure | FlowMeasure]:
    """Measures and flows by their id."""
    return {**catalog.measure_by_id, **catalog.flow_by_id}


def series_name(measure: str, category: str, release: Release) -> str:
    """A measure by its label, with its category: "Verkeersslachtoffers (zwaargewond)"."""
    label = entries(release.catalog)[measure].label
    if not category:
        return label
    labels = {entry.id: entry.label for entry in release.catalog.categories(measure)}
    return f"{label} ({labels.get(category, category)})"


def area_name(code: str, release: Release) -> str:
    """An area by its name."""
    return release.areas.name(code) if release.areas.is_known(code) else code


def area_names(codes: Sequence[str], release: Release) -> str:
    """The first areas by name, those of the province before the others, and how many more."""
    ordered = sorted(set(codes), key=lambda code: (not in_province(code, release), code))
    names = [area_name(code, release) for code in ordered[:AREAS_SHOWN]]
    if len(ordered) > AREAS_SHOWN:
        names.append(count(len(ordered) - AREAS_SHOWN, "ander gebied", "andere gebieden"))
    return listing(names)


def in_province(code: str, release: Release) -> bool:
    """Whether an area is a municipality of the province, of any division."""
    return release.areas.is_municipality(code) and PROVINCE in release.areas.ancestors(code)
