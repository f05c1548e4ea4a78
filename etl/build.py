"""From the publishers' files to a release in force: parse, harmonise, check, merge, write, publish."""

from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

import pandas as pd

from etl.boundaries import Boundaries, build_boundaries, topology_bytes
from etl.changes import change_report
from etl.check import check_source
from etl.check_places import check_places
from etl.check_previous import check_against_previous
from etl.corrections import Corrections, load_corrections
from etl.errors import CheckError
from etl.files import SourceFiles
from etl.harmonise import PUBLISHED, Harmonised, complete, harmonise
from etl.manifest import boundaries_entry, build_manifest, class_entries, source_entry
from etl.merge import with_successors
from etl.parsed import OBSERVATION_COLUMNS, SourceModule, no_flows, observations_of
from etl.progress import Progress
from etl.publish import REPORT, content_id, publish, workplace
from etl.selection import only_open as only_open_part
from etl.sources import MODULES
from etl.splice import splice
from etl.tables import write_flows, write_json, write_observations, write_places
from streekmonitor.areas import Areas
from streekmonitor.catalog import Catalog, CatalogError, Source, load_catalog
from streekmonitor.formats import number
from streekmonitor.release import Release, ReleaseError, current_release, load_release

BOUNDARIES_SOURCE = "vlaamse_provincies_boundaries"
SURFACE_AREA = "surface_area"
SURFACE_PERIOD = "2025"  # the division in force that the file draws
UNCOMPARED = "geen vorige release die met deze versie te lezen is; er wordt niets vergeleken"
SHAPES = ("geo/gemeente", "geo/gemeente2024")
SHAPE_PARTS = (".shp", ".shx", ".dbf", ".prj")


@dataclass(frozen=True)
class BuildResult:
    """What a build did: the id of the release now in force, its folder, and whether it is a new one."""

    release: str
    folder: Path
    changed: bool


@dataclass(frozen=True)
class Inputs:
    """Everything a build starts from. `previous` is the release in force, when there is a readable one."""

    files: SourceFiles
    catalog: Catalog
    areas: Areas
    corrections: Corrections
    previous: Release | None


@dataclass(frozen=True)
class Content:
    """What a release is written from: tables by source, boundaries, and what overlaps of sources showed."""

    tables: dict[str, Harmonised]
    shapes: Boundaries
    overlaps: dict[str, list[dict[str, Any]]]


def build(sources: Path | None, root: Path, progress: Progress, *, only_open: bool = False) -> BuildResult:
    """Build a release of everything in the catalog and put it into force under `root`.

    sources: a folder with the publishers' files; then data/inbox and data/raw of `root` are looked in.
    The same inputs give the same bytes; a release that is in force already is left as it is.
    Raises EtlError, CatalogError, AreaFileError or BoundaryError; the release in force then stays.
    """
    with progress.step("catalogus") as step:
        inputs = _inputs(sources, root, only_open=only_open)
        step.result = f"vergelijking met release {inputs.previous.id}" if inputs.previous else UNCOMPARED
    tables = {}
    for module in _wanted(inputs.catalog):
        with progress.step(module.SOURCE) as step:
            table = _source_table(module, inputs)
            tables[module.SOURCE] = table
            step.result = f"{number(len(table.observations) + len(table.flows))} rijen"
    with progress.step("grenzen"):
        gemeente, gemeente2024 = (inputs.files.path(f"{shape}.shp") for shape in SHAPES)
        shapes = build_boundaries(gemeente, gemeente2024, inputs.areas)
    if BOUNDARIES_SOURCE in inputs.catalog.source_by_id:
        tables[BOUNDARIES_SOURCE] = _surface_areas(shapes)
    tables, overlaps = splice(tables, inputs.catalog, inputs.corrections)
    with progress.step("release") as step, workplace(root / "data" / "release") as folder:
        result = _release(folder, root, inputs, Content(tables, shapes, overlaps))
        step.result = result.release
    return result


def _inputs(sources: Path | None, root: Path, *, only_open: bool) -> Inputs:
    data = root / "data"
    folders = (data / "inbox", data / "raw")
    catalog = load_catalog(data / "catalog")
    return Inputs(
        files=SourceFiles((sources, *folders) if sources else folders),
        catalog=only_open_part(catalog) if only_open else catalog,
        areas=Areas.load(data / "areas"),
        corrections=load_corrections(data / "corrections"),
        previous=_previous(data / "release"),
    )


def _previous(releases: Path) -> Release | None:
    """The release in force; one that this code can't read is built anew, without a comparison."""
    try:
        return load_release(current_release(releases))
    except (ReleaseError, CatalogError, OSError, KeyError, TypeError, ValueError):
        return None


def _wanted(catalog: Catalog) -> list[SourceModule]:
    """The modules of the sources in the catalog. Raises CheckError for a source without a module."""
    served = {module.SOURCE for module in MODULES} | {BOUNDARIES_SOURCE}
    orphans = [f"bron '{source.id}'" for source in catalog.sources if source.id not in served]
    if orphans:
        raise CheckError(
            "data/catalog/sources.yaml",
            expected="bij elke bron een module in etl/sources die in MODULES staat",
            problems=orphans,
            action="schrijf de module (zie docs/adding-an-indicator.md) of haal de bron uit de catalogus",
        )
    return [module for module in MODULES if module.SOURCE in catalog.source_by_id]


def _source_table(module: SourceModule, inputs: Inputs) -> Harmonised:
    """One source from its files to checked rows on areas of the model, merged municipalities included."""
    source = inputs.catalog.source_by_id[module.SOURCE]
    parsed = module.parse(inputs.files.of(source.url))
    table = harmonise(parsed, module, inputs.areas)
    check_source(table, source, inputs.catalog, inputs.areas, inputs.corrections)
    check_places(table.places, inputs.catalog, inputs.areas)
    table = complete(table, source, inputs.catalog, inputs.areas)
    merged = with_successors(table.observations, inputs.areas, inputs.catalog)
    return replace(table, observations=merged)


def _surface_areas(shapes: Boundaries) -> Harmonised:
    """Surface areas as observations. Both divisions stand side by side, so nothing is summed here."""
    areas = shapes.surface_area
    rows = observations_of(SURFACE_AREA, areas["area"], SURFACE_PERIOD, areas["value"])
    files = tuple(f"{shape}{part}" for shape in SHAPES for part in SHAPE_PARTS)
    return Harmonised(rows.assign(basis=PUBLISHED), no_flows(), (), files)


def _release(folder: Path, root: Path, inputs: Inputs, content: Content) -> BuildResult:
    """Write a release into an empty folder, compare it with the one in force, and put it in its place."""
    _write(folder, inputs, content)
    new = load_release(folder)
    _add_classes(folder, new)
    if inputs.previous is not None:
        check_against_previous(
            new.observations, inputs.catalog, inputs.previous, inputs.areas, inputs.corrections
        )
    name = content_id(folder)
    report = change_report(inputs.previous, replace(new, id=name))
    (folder / REPORT).write_text(report, encoding="utf-8", newline="\n")
    releases = root / "data" / "release"
    publish(folder, releases, root / "static" / new.manifest["boundaries"]["file"])
    return BuildResult(name, releases / name, inputs.previous is None or inputs.previous.id != name)


def _write(folder: Path, inputs: Inputs, content: Content) -> None:
    """Every file of a release but the report, and the manifest still without classes."""
    tables = content.tables.values()
    observations = pd.concat([table.observations for table in tables], ignore_index=True)
    flows = pd.concat([table.flows for table in tables], ignore_index=True)
    places = pd.concat([table.places for table in tables], ignore_index=True)
    write_observations(folder / "observations.parquet", observations[[*OBSERVATION_COLUMNS, "basis"]])
    write_flows(folder / "flows.parquet", flows)
    write_places(folder / "places.parquet", places)
    write_json(folder / "catalog.json", inputs.catalog.model_dump(mode="json"))
    write_json(folder / "areas.json", inputs.areas.to_dict())
    topology = topology_bytes(content.shapes.topology)
    (folder / "boundaries.json").write_bytes(topology)
    entries = {name: _entry(table, inputs, name) for name, table in content.tables.items()}
    manifest = build_manifest(inputs.catalog, entries, (observations, flows, places), inputs.areas)
    manifest["boundaries"] = boundaries_entry(topology, content.shapes.bounds)
    manifest["overlaps"] = content.overlaps
    write_json(folder / "manifest.json", manifest)


def _entry(table: Harmonised, inputs: Inputs, source: str) -> dict[str, object]:
    entry: Source = inputs.catalog.source_by_id[source]
    return source_entry(table, inputs.files.of(entry.url), entry.retrieved)


def _add_classes(folder: Path, release: Release) -> None:
    """Add the class bounds to the manifest: they follow from the release's own figures."""
    write_json(folder / "manifest.json", {**release.manifest, "classes": class_entries(release)})
