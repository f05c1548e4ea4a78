"""Comparators that depend on what is on screen: the other region, the neighbours, similar municipalities."""

from collections.abc import Sequence
from datetime import date
from functools import lru_cache

from streekmonitor.analysis.similar import neighbours, profiles
from streekmonitor.analysis.tables import Tables
from streekmonitor.area_records import Region
from streekmonitor.view import View

DIVISION = date(2025, 1, 1)


def comparator(tables: Tables, view: View, code: str) -> Region | None:
    """The region that a comparator of a view stands for; None for a municipality, and when there is none.

    `andere_regio` is the first region of the set without the first selected municipality, `buren` and
    `gelijkaardig` are groups around that municipality: without a selection there is nothing to relate to.
    """
    if code in tables.release.areas.regions:
        return tables.release.areas.regions[code]
    if not view.selected:
        return None
    centre = tables.release.areas.current(view.selected[0])
    name = tables.release.areas.name(centre)
    if code == "andere_regio":
        others = (region for region in view.regions(tables.release.areas) if centre not in region.members)
        return next(others, None)
    if code == "buren":
        members: Sequence[str] = neighbours(tables, centre)
        source = "Gemeenten met een gemeenschappelijke grens."
        return _group(code, f"Buren van {name}", f"de buren van {name}", members, source)
    if code == "gelijkaardig":
        likeness = known_profiles(tables)
        members = [peer.code for peer in likeness.similar(centre)]
        return _group(code, f"Gemeenten als {name}", f"gemeenten als {name}", members, likeness.method)
    return None


known_profiles = lru_cache(maxsize=2)(profiles)


def _group(code: str, label: str, phrase: str, members: Sequence[str], source: str) -> Region | None:
    if not members:
        return None
    return Region(
        id=code,
        label=label,
        full_label=f"{label} (samen)",
        phrase=phrase,
        set_id=code,
        members=tuple(sorted(members)),
        published_area=None,
        valid_from=DIVISION,
        source=source,
    )
