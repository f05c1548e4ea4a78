"""The manifest of a release: which files it was made from, and what every measure covers."""

import hashlib
from collections.abc import Mapping
from typing import Any

import pandas as pd

from etl.files import SourceFiles
from etl.harmonise import Harmonised
from etl.hashes import sha256
from etl.origin import origin_of
from streekmonitor.analysis.aggregate import indicator_values
from streekmonitor.analysis.classes import indicator_classes
from streekmonitor.areas import PROVINCE, Areas
from streekmonitor.catalog import Catalog
from streekmonitor.release import FORMAT, Release

HASH_LENGTH = 12

Tables = tuple[pd.DataFrame, pd.DataFrame, pd.DataFrame]
"""Observations, flows and places."""


def build_manifest(
    catalog: Catalog,
    sources: Mapping[str, Any],
    tables: Tables,
    areas: Areas,
    kept: Mapping[str, Any] | None = None,
) -> dict[str, Any]:
    """The manifest without classes: those follow from the release itself.

    sources: what `source_entry` gave, by id; tables: observations, flows and places of the release; kept:
    entries of measures that are known to be what they were, the others are made.
    """
    known = kept or {}
    observations, flows, places = (table[~table["measure"].isin(list(known))] for table in tables)
    starts = flows.rename(columns={"origin": "area"})
    measures = {
        str(name): _measure(rows, areas)
        for table in (places, starts, observations)  # of a measure with places and observations, the latter
        for name, rows in table.groupby("measure")
    }
    names = (*catalog.measure_by_id, *catalog.flow_by_id)
    return {
        "format": FORMAT,
        "sources": dict(sources),
        "measures": {name: known[name] if name in known else measures[name] for name in names},
    }


def source_entry(table: Harmonised, files: SourceFiles, retrieved: str) -> dict[str, Any]:
    """What a release tells about a source table: its files, day of retrieval, periods, rows set aside.

    retrieved: the day of the catalog; that of a later download counts instead.
    """
    periods = sorted({*table.observations["period"], *table.flows["period"], *table.places["period"]})
    paths = {relative: files.path(relative) for relative in table.files}
    origins = [origin for path in paths.values() if (origin := origin_of(path))]
    return {
        "files": [
            {"path": relative, "sha256": sha256(path), "bytes": path.stat().st_size}
            for relative, path in paths.items()
        ],
        "retrieved": max([retrieved, *(origin.retrieved for origin in origins)]),
        "periods": [periods[0], periods[-1]] if periods else [],
        "set_aside": [{"reason": entry.reason, "rows": entry.rows} for entry in table.set_aside],
    }


def boundaries_entry(topology: bytes, bounds: Mapping[str, Any]) -> dict[str, Any]:
    """The file in `static` that holds the boundaries, named after its content, and the boxes to zoom to."""
    name = f"boundaries-{hashlib.sha256(topology).hexdigest()[:HASH_LENGTH]}.json"
    return {"file": name, "bounds": {region: list(box) for region, box in bounds.items()}}


def class_entries(release: Release, kept: Mapping[str, Any]) -> dict[str, Any]:
    """The class bounds of every indicator, over the province's municipalities; those `kept` as they are."""
    province = release.areas.within(PROVINCE)
    return {
        indicator.id: kept[indicator.id]
        if indicator.id in kept
        else indicator_classes(indicator_values(release, indicator), province)
        for indicator in release.catalog.indicators
    }


def _measure(rows: pd.DataFrame, areas: Areas) -> dict[str, Any]:
    """Periods with a value, number of areas, and per period how many municipalities in force have one."""
    valued = rows[rows["value"].notna()]
    province = areas.within(PROVINCE)
    inside = {nis: areas.current(nis) for nis in areas.municipalities if areas.current(nis) in province}
    is_flow = "destination" in rows.columns
    here = valued["area"].map(inside) if is_flow else valued["area"].where(valued["area"].isin(province))
    present = here.dropna().groupby(valued["period"]).nunique()
    return {
        "periods": sorted(set(valued["period"])),
        "areas": int(rows["area"].nunique()),
        "coverage": {
            "province": {str(period): [int(n), len(province)] for period, n in sorted(present.items())}
        },
    }
