"""Part of the change report about a release of open sources alone: what it leaves out is not lost."""

from collections.abc import Mapping
from dataclasses import replace
from typing import Any

from etl.change_words import Part, count, entries
from etl.selection import part_of
from streekmonitor.formats import listing
from streekmonitor.release import Release


def left_out(release: Release) -> dict[str, str]:
    """The titles of the sources that an open release leaves out, by their id; none of a usual one."""
    return {entry["id"]: entry["title"] for entry in release.manifest.get("left_out", ())}


def open_release(old: Release | None, new: Release) -> Part:
    """That the new release, or the one before it, leaves out what may not be reused freely."""
    without = left_out(new)
    if without:
        number = count(len(without), "bron", "bronnen")
        lines = [
            f"Dit is een open release, zonder de {number} waarvan hergebruik niet geheel vrij is:",
            "",
            *_titles(without),
            "",
            "Wat van die bronnen afhangt, staat hieronder niet als verlies.",
        ]
    elif old is not None and (before := left_out(old)):
        lines = [
            "De vorige release was een open release. Deze bronnen, en wat ervan afhangt, staan er weer in:",
            "",
            *_titles(before),
        ]
    else:
        return Part("Open release", [])
    moved = _other_sources(old, new) if old is not None else []
    if moved:
        lines += ["", f"Niet vergeleken, want uit een andere bron: {listing(moved)}."]
    to_do = "Neem deze release alleen in gebruik als u de volledige niet mag tonen." if without else ""
    return Part("Open release", lines, to_do, "een open release" if without else "geen open release meer")


def on_common_ground(old: Release, new: Release) -> tuple[Release, Release]:
    """Both releases without what only one of them leaves out, so that the rest can be compared."""
    if left_out(old).keys() == left_out(new).keys():
        return old, new
    common = old.catalog.source_by_id.keys() & new.catalog.source_by_id.keys()
    before, after = (entries(part_of(release.catalog, common)) for release in (old, new))
    same = [name for name in before if name in after and before[name].source == after[name].source]
    measures = [release.catalog.measure_by_id for release in (old, new)]
    spliced = {name for name in same if len({of[name].sources for of in measures if name in of}) > 1}
    return _part(old, new, common, same, spliced), _part(new, old, common, same, spliced)


def _part(
    release: Release, other: Release, sources: set[str], measures: list[str], spliced: set[str]
) -> Release:
    """A release of these measures; of a spliced one, which lacks a source, the periods that both have."""
    rows = release.observations[release.observations["measure"].isin(measures)]
    for name in spliced:
        periods = list(other.observations.loc[other.observations["measure"] == name, "period"].unique())
        rows = rows[(rows["measure"] != name) | rows["period"].isin(periods)]
    manifest: Mapping[str, Any] = release.manifest
    return replace(
        release,
        catalog=part_of(release.catalog, sources),
        manifest={**manifest, "sources": {k: v for k, v in manifest["sources"].items() if k in sources}},
        observations=rows,
        flows=release.flows[release.flows["measure"].isin(measures)],
        places=release.places[release.places["measure"].isin(measures)],
    )


def _other_sources(old: Release, new: Release) -> list[str]:
    """The measures that both releases have, each from another source."""
    before, after = entries(old.catalog), entries(new.catalog)
    return [
        after[name].label for name in after if name in before and before[name].source != after[name].source
    ]


def _titles(sources: Mapping[str, str]) -> list[str]:
    return [f"- {title} (`{name}`)" for name, title in sources.items()]
