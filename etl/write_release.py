"""Writing a release: its files, and its report."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any

import pandas as pd

from etl.changes import change_report
from etl.corrections import Correction, Spelling
from etl.inputs import Inputs
from etl.manifest import boundaries_entry, build_manifest, class_entries
from etl.parsed import OBSERVATION_COLUMNS
from etl.publish import REPORT, content_id
from etl.tables import write_flows, write_json, write_observations, write_places
from streekmonitor.release import Release, load_release


@dataclass(frozen=True)
class Content:
    """What a release is written from.

    observations: OBSERVATION_COLUMNS and basis; flows and places as in `etl.parsed`; sources: by id what
    `etl.manifest.source_entry` gives; topology: the bytes of boundaries.json; bounds: the boxes to zoom to;
    overlaps: what `etl.splice.splice` gave.
    """

    observations: pd.DataFrame
    flows: pd.DataFrame
    places: pd.DataFrame
    sources: Mapping[str, Any]
    topology: bytes
    bounds: Mapping[str, Any]
    overlaps: Mapping[str, Any]


@dataclass(frozen=True)
class Same:
    """What is known to be as in another release: entries of the manifest for measures, and class bounds."""

    measures: Mapping[str, Any] = field(default_factory=dict)
    classes: Mapping[str, Any] = field(default_factory=dict)


NOTHING = Same()


def write_release(folder: Path, inputs: Inputs, content: Content, same: Same = NOTHING) -> Release:
    """Write a release into an empty folder, all but its report, and read it back; `same` is not made anew."""
    _write(folder, inputs, content, same)
    new = load_release(folder)
    classes = class_entries(new, same.classes)
    write_json(folder / "manifest.json", {**new.manifest, "classes": classes})
    return replace(new, id=content_id(folder), manifest={**new.manifest, "classes": classes})


def write_report(folder: Path, previous: Release | None, new: Release) -> None:
    """Tell what changed, in the folder of the new release."""
    (folder / REPORT).write_text(change_report(previous, new), encoding="utf-8", newline="\n")


def _write(folder: Path, inputs: Inputs, content: Content, same: Same) -> None:
    """Every file of a release but the report, and the manifest still without classes."""
    write_observations(folder / "observations.parquet", content.observations[[*OBSERVATION_COLUMNS, "basis"]])
    write_flows(folder / "flows.parquet", content.flows)
    write_places(folder / "places.parquet", content.places)
    write_json(folder / "catalog.json", inputs.catalog.model_dump(mode="json"))
    write_json(folder / "areas.json", inputs.areas.to_dict())
    (folder / "boundaries.json").write_bytes(content.topology)
    write_json(folder / "manifest.json", _manifest(inputs, content, same))


def _manifest(inputs: Inputs, content: Content, same: Same) -> dict[str, Any]:
    tables = (content.observations, content.flows, content.places)
    manifest = build_manifest(inputs.catalog, content.sources, tables, inputs.areas, same.measures)
    manifest["boundaries"] = boundaries_entry(content.topology, content.bounds)
    manifest["overlaps"] = dict(content.overlaps)
    manifest["corrections"] = _about_sources(inputs.corrections.corrections, inputs)
    if inputs.left_out:
        manifest["left_out"] = [
            {"id": source.id, "title": source.title, "reuse": source.reuse} for source in inputs.left_out
        ]
    if spellings := _about_sources(inputs.corrections.spellings, inputs):
        manifest["spellings"] = spellings
    return manifest


def _about_sources(entries: Iterable[Correction | Spelling], inputs: Inputs) -> list[dict[str, Any]]:
    """What people wrote about the sources of this release."""
    return [entry.model_dump(mode="json") for entry in entries if entry.source in inputs.catalog.source_by_id]
