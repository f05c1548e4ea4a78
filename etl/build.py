"""From the publishers' files to a release in force: parse, harmonise, check, merge, write, publish."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from etl.boundaries import Boundaries, build_boundaries, build_open_boundaries, topology_bytes
from etl.boundary_files import OPEN_SHAPES, SHAPE_PARTS, SHAPES
from etl.check_previous import check_against_previous
from etl.files import SourceFiles
from etl.gather import tables_of_sources
from etl.harmonise import PUBLISHED, Harmonised
from etl.inputs import Inputs, previous_release
from etl.lock import only_build
from etl.maker import Maker, Order
from etl.manifest import source_entry
from etl.parsed import combine, no_flows, observations_of
from etl.progress import Progress
from etl.publish import boundaries_named, publish, workplace
from etl.selection import OPEN_BOUNDARIES
from etl.splice import splice
from etl.unchanged import release_in_force, remember
from etl.write_release import Content, write_release, write_report
from streekmonitor.release import Release, releases_folder

SURFACE_AREA = "surface_area"
SURFACE_PERIOD = "2025"  # the division in force that the file draws
UNCOMPARED = "geen vorige release die met deze versie te lezen is; er wordt niets vergeleken"


@dataclass(frozen=True)
class BuildResult:
    """What a build did: the id of the release now in force, its folder, and whether it is a new one."""

    release: str
    folder: Path
    changed: bool


@dataclass(frozen=True)
class Draft:
    """A complete release that is not in force, and the one that it would take the place of."""

    folder: Path
    release: Release
    previous: Release | None


def build(order: Order, progress: Progress, *, fresh: bool = False) -> BuildResult:
    """Build a release of everything in the catalog and put it into force under `order.root`.

    The same inputs give the same bytes; a release that is in force already is left as it is. With `fresh`
    nothing of an earlier build is used. Raises EtlError, CatalogError, AreaFileError or BoundaryError; the
    release in force then stays.
    """
    with only_build(order.root):
        in_force = None if fresh else release_in_force(order)
        if in_force is not None:
            return BuildResult(in_force.name, in_force, changed=False)
        with draft(order, progress, fresh=fresh) as (found, questions):
            releases = order.root / "data" / "release"
            in_use = boundaries_named(releases_folder(order.root))
            name = publish(found.folder, releases, order.root / "static", in_use)
        remember(order, questions, name)
        return BuildResult(name, releases / name, found.previous is None or found.previous.id != name)


@contextmanager
def draft(order: Order, progress: Progress, *, fresh: bool = False) -> Iterator[tuple[Draft, set[str]]]:
    """Make and check a release beside the one in force; it is gone at the end unless published.

    Gives the draft, and what was asked of the files. Raises what `build` raises.
    """
    with progress.step("catalogus") as step:
        maker = Maker.of(order)
        previous = previous_release(order.root)
        step.result = f"vergelijking met release {previous.id}" if previous else UNCOMPARED
    if fresh:
        maker.cache.clear()
    tables = tables_of_sources(maker, order, progress)
    questions = {question for source in tables for question in maker.cache.questions(source)}
    files = maker.inputs.files.of("")
    with progress.step("grenzen"):
        shapes = _boundaries(maker.inputs, files)
    tables |= surface_areas(shapes, maker.inputs)
    tables, overlaps = splice(tables, maker.inputs.catalog, maker.inputs.corrections)
    with progress.step("release") as step, workplace(order.root / "data" / "release") as folder:
        content = _content(tables, shapes, maker.inputs, overlaps)
        new = write_release(folder, maker.inputs, content)
        if previous is not None:
            _expect_likely(new, maker.inputs, previous)
        write_report(folder, previous, new)
        step.result = new.id
        yield Draft(folder, new, previous), questions | files.asked


def _expect_likely(new: Release, inputs: Inputs, previous: Release) -> None:
    check_against_previous(new.observations, inputs.catalog, previous, inputs.areas, inputs.corrections)


def _boundaries(inputs: Inputs, files: SourceFiles) -> Boundaries:
    """The boundaries of the source in the catalog; the open ones are coarser on old and new divisions."""
    if OPEN_BOUNDARIES in inputs.catalog.source_by_id:
        return build_open_boundaries(files.path(OPEN_SHAPES), inputs.areas)
    gemeente, gemeente2024 = (files.path(f"{shape}.shp") for shape in SHAPES)
    return build_boundaries(gemeente, gemeente2024, inputs.areas)


def surface_areas(shapes: Boundaries, inputs: Inputs) -> dict[str, Harmonised]:
    """Surface areas as observations. Both divisions stand side by side, so nothing is summed here."""
    measure = inputs.catalog.measure_by_id.get(SURFACE_AREA)
    if measure is None:
        return {}
    areas = shapes.surface_area
    rows = observations_of(SURFACE_AREA, areas["area"], SURFACE_PERIOD, areas["value"])
    shapefiles = tuple(f"{shape}{part}" for shape in SHAPES for part in SHAPE_PARTS)
    files = (OPEN_SHAPES,) if measure.source == OPEN_BOUNDARIES else shapefiles
    return {measure.source: Harmonised(rows.assign(basis=PUBLISHED), no_flows(), (), files)}


def _content(
    tables: dict[str, Harmonised],
    shapes: Boundaries,
    inputs: Inputs,
    overlaps: dict[str, list[dict[str, Any]]],
) -> Content:
    """What the release is written from."""
    return Content(
        observations=combine(table.observations for table in tables.values()),
        flows=combine(table.flows for table in tables.values()),
        places=combine(table.places for table in tables.values()),
        sources={name: _entry(table, inputs, name) for name, table in tables.items()},
        topology=topology_bytes(shapes.topology),
        bounds=shapes.bounds,
        overlaps=overlaps,
    )


def _entry(table: Harmonised, inputs: Inputs, source: str) -> dict[str, Any]:
    entry = inputs.catalog.source_by_id[source]
    files: SourceFiles = inputs.files.of(entry.url)
    return source_entry(table, files, entry.retrieved)
