"""The change report: what is different between two releases, and what to do about it (Dutch Markdown)."""

from collections.abc import Sequence

from etl.change_figures import (
    areas_gained_and_lost,
    jump_lines,
    measures_come_and_gone,
    new_and_lost_periods,
    revised_values,
)
from etl.change_open import on_common_ground, open_release
from etl.change_rest import flows_changed, places_changed, statuses_changed
from etl.change_sources import correction_lines, files_changed, overlap_lines, rows_set_aside
from etl.change_words import Part, entries, span
from etl.side_by_side import side_by_side
from streekmonitor.formats import listing
from streekmonitor.release import Release


def change_report(old: Release | None, new: Release) -> str:
    """Tell, as a colleague would, what changed from one release to the next and what to look at."""
    if old is None:
        against = "Eerste release: er is niets om mee te vergelijken"
        parts = (open_release(None, new), _contents(new), jump_lines(None, new), *_sources(None, new))
    else:
        before, after = on_common_ground(old, new)
        figures = _figures(before, after)
        nothing = "" if any(part.lines for part in figures) else "; geen enkel cijfer is veranderd"
        against = f"Vergeleken met release {old.id}{nothing}"
        parts = (open_release(old, new), files_changed(before, after), *figures, *_sources(before, after))
    told = [part for part in parts if part.lines]
    summary = [part.summary for part in told if part.summary]
    short = [f"In het kort: {listing(summary)}.", ""] if summary else []
    sections = [line for part in told for line in (f"## {part.title}", "", *part.lines, "")]
    return "\n".join([f"# Release {new.id}", "", f"{against}.", "", *short, *_to_do(told), *sections])


def _figures(old: Release, new: Release) -> tuple[Part, ...]:
    both = side_by_side(old, new)
    return (
        measures_come_and_gone(old.catalog, new.catalog),
        new_and_lost_periods(both, old, new),
        revised_values(both, new),
        jump_lines(both, new),
        areas_gained_and_lost(both, new),
        statuses_changed(both, new),
        flows_changed(old, new),
        places_changed(old, new),
    )


def _sources(old: Release | None, new: Release) -> tuple[Part, ...]:
    return (rows_set_aside(old, new), overlap_lines(new), correction_lines(old, new))


def _contents(new: Release) -> Part:
    """What the first release holds: per measure its periods."""
    measures = new.manifest["measures"]
    lines = [
        f"- {entry.label}: {span(measures[name]['periods'])}" for name, entry in entries(new.catalog).items()
    ]
    return Part("Inhoud", lines)


def _to_do(parts: Sequence[Part]) -> list[str]:
    """What to do, first: who reads no further has read that."""
    steps = [f"{place}. {part.to_do}" for place, part in enumerate((p for p in parts if p.to_do), 1)]
    return ["## Te doen", "", *steps, ""] if steps else []
