"""From a release and what a draft brings in, the next release: only what is brought in is made anew."""

from collections.abc import Collection, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any

from etl.boundaries import build_boundaries, topology_bytes
from etl.boundary_files import SHAPE_PARTS, SHAPES
from etl.build import surface_areas
from etl.change_words import entries
from etl.corrections import ConfirmedChange
from etl.desk.carried import carried, stacked, with_other_periods
from etl.desk.lay_out import Brought, Keeper, Laid, lay_out, nothing_kept
from etl.desk.own import OWN, module_of, own_entries, own_paths, read_entries, with_own
from etl.errors import EtlError, SourceError
from etl.files import SourceFiles
from etl.harmonise import Harmonised
from etl.inputs import Inputs, read_inputs
from etl.manifest import source_entry
from etl.prepare import prepare
from etl.progress import Progress
from etl.selection import BOUNDARIES, needs, part_of, with_figures
from etl.sources import MODULES
from etl.splice import splice
from etl.write_release import Content, Same, write_release
from streekmonitor.catalog import Catalog
from streekmonitor.release import Release

LOST, SEPARATOR = "periodes", "|"
PUBLISHERS = {module.SOURCE: module for module in MODULES}


class NotMadeError(EtlError):
    """A draft makes no release; `problems` has what is wrong with each source, by its id."""

    def __init__(self, problems: Mapping[str, EtlError]) -> None:
        self.problems = dict(problems)
        super().__init__("\n\n".join(str(error) for error in problems.values()))


@dataclass(frozen=True)
class Wish:
    """What is to be made: the release to start from, what is brought in, and what is to go (own sources).

    base_folder: where that release stands; confirmed: by the key of a remark why somebody found it right
    (measure|period, or periodes|measure); kept: finds a file of an earlier release, see `etl.desk.lay_out`.
    """

    root: Path
    base: Release
    base_folder: Path
    brought: Sequence[Brought]
    dropped: Collection[str] = ()
    confirmed: Mapping[str, str] = field(default_factory=dict)
    kept: Keeper = nothing_kept

    @property
    def touched(self) -> list[str]:
        """The sources that are made anew or dropped."""
        return [*(part.source for part in self.brought), *self.dropped]


@dataclass(frozen=True)
class Made:
    """A release that is not in force: its folder, what it was made with, tables of what was brought in.

    changed: the measures and flows that are not simply those of the release that it starts from.
    """

    folder: Path
    release: Release
    inputs: Inputs
    tables: Mapping[str, Harmonised]
    changed: frozenset[str]


def assemble(work: Path, wish: Wish, progress: Progress) -> Made:
    """Make a release in the folder `work`/release.

    Raises NotMadeError with everything that is wrong with any of the sources; CheckError when sources
    that supply the same figures do not fit; CatalogError, AreaFileError or BoundaryError.
    """
    inputs = _inputs(wish)
    laid: dict[str, Laid] = {}
    tables: dict[str, Harmonised] = {}
    problems: dict[str, EtlError] = {}
    for part in wish.brought:
        with _collected(problems, part.source), progress.step(part.source) as step:
            place = work / "bronnen" / part.source
            laid[part.source] = lay_out(place, part, wish.brought, wish.base, wish.kept)
            if part.source == BOUNDARIES:
                continue
            tables[part.source] = _table(part, laid[part.source], inputs, wish.base)
            step.result = f"{len(tables[part.source].observations)} rijen"
    if problems:
        raise NotMadeError(problems)
    with progress.step("release") as step:
        folder = work / "release"
        folder.mkdir()
        release, changed = _write(folder, wish, inputs, tables, laid)
        step.result = release.id
    return Made(folder, release, inputs, tables, frozenset(changed))


@contextmanager
def _collected(problems: dict[str, EtlError], source: str) -> Iterator[None]:
    """Go on with the next source when one is not in order: an analyst mends them in one go."""
    try:
        yield
    except EtlError as error:
        problems[source] = error


def _inputs(wish: Wish) -> Inputs:
    """The catalog of now with the own sources of the release and of the draft, and what was confirmed."""
    inputs = read_inputs(None, wish.root, only_open=False)
    catalog = inputs.catalog
    for source in wish.base.catalog.sources:
        if source.id.startswith(OWN) and source.id not in wish.dropped:
            catalog = with_own(catalog, own_entries(wish.base.catalog, source.id))
    for part in wish.brought:
        if part.source.startswith(OWN):
            catalog = with_own(catalog, read_entries(part.files[own_paths(part.source)[1]]))
    changes = (*inputs.corrections.confirmed_changes, *_confirmed_changes(wish))
    corrections = replace(inputs.corrections, confirmed_changes=changes)
    return replace(inputs, catalog=catalog, corrections=corrections)


def _confirmed_changes(wish: Wish) -> list[ConfirmedChange]:
    """What somebody confirmed, as the check against the release in force wants it."""
    pairs = [(key.split(SEPARATOR), reason) for key, reason in wish.confirmed.items()]
    return [
        ConfirmedChange(release=wish.base.id, measure=parts[0], period=parts[1], reason=reason)
        for parts, reason in pairs
        if len(parts) == 2 and parts[0] != LOST
    ]


def _table(part: Brought, laid: Laid, inputs: Inputs, base: Release) -> Harmonised:
    """The table of a source; of files that hold some periods each, with those of files that are gone."""
    if part.source not in inputs.catalog.source_by_id:
        raise EtlError(f"Bron '{part.source}' staat niet in de catalogus van deze versie.")
    files = SourceFiles((laid.folder,), page=inputs.catalog.source_by_id[part.source].url)
    table = prepare(module_of(part.source, inputs.areas, PUBLISHERS), inputs, files)
    for path, name in part.names.items():
        if path in part.files and path not in table.files:
            raise SourceError(
                name,
                "",
                expected="een bestand dat de bron ook gebruikt",
                found=f"de bron neemt deze cijfers uit een ander bestand: {', '.join(table.files)}",
                action="breng het bestand in dat de bron gebruikt, of haal dit uit het concept",
            )
    if part.adds and part.source in base.manifest["sources"]:
        return with_other_periods(table, part.source, base)
    return table


def _write(
    folder: Path, wish: Wish, inputs: Inputs, tables: Mapping[str, Harmonised], laid: Mapping[str, Laid]
) -> tuple[Release, set[str]]:
    """Write the release; returns it, and the measures and flows that are not simply carried over."""
    base, here = wish.base, ({*wish.base.manifest["sources"]} | {*laid}) - {*wish.dropped}
    catalog = part_of(inputs.catalog, here)
    tables, shapes = _with_boundaries(tables, laid, inputs, wish)
    changed = _measures_of({*wish.touched, *tables}, catalog, base)
    spliced = [entry.id for entry in catalog.measures if entry.splice and entry.id in changed]
    others = {source for entry in catalog.measures if entry.id in spliced for source in entry.sources}
    whole = {
        source: carried(source, [entry for entry in catalog.measures if entry.id in spliced], base)
        for source in others - {*tables}
    }
    both, overlaps = splice({**whole, **tables}, with_figures(catalog, spliced), inputs.corrections)
    content = Content(
        observations=stacked(base, "observations", changed, both.values()),
        flows=stacked(base, "flows", changed, both.values()),
        places=stacked(base, "places", changed, both.values()),
        sources=_entries(catalog, base, both, laid, wish),
        topology=shapes[0],
        bounds=shapes[1],
        overlaps={**base.manifest.get("overlaps", {}), **overlaps},
    )
    with_rows = {*content.observations["measure"].unique(), *content.flows["measure"].unique()}
    catalog = with_figures(catalog, with_rows | {*content.places["measure"].unique()})
    release = write_release(
        folder, replace(inputs, catalog=catalog), content, _same(catalog, inputs, base, changed)
    )
    return release, changed


def _same(catalog: Catalog, inputs: Inputs, base: Release, changed: set[str]) -> Same:
    """What the manifest says of measures and indicators that are as they were, on the same areas."""
    if inputs.areas != base.areas:
        return Same()
    measures, classes = base.manifest["measures"], base.manifest.get("classes", {})
    return Same(
        {name: entry for name, entry in measures.items() if name not in changed},
        {name: classes[name] for name in _unchanged(catalog, base, changed) if name in classes},
    )


def _measures_of(sources: Collection[str], catalog: Catalog, base: Release) -> set[str]:
    """The measures and flows of which any of these sources supplies something, then or now."""
    return {
        name
        for known in (catalog, base.catalog)
        for name, entry in entries(known).items()
        if not set(entry.sources).isdisjoint(sources)
    }


def _unchanged(catalog: Catalog, base: Release, changed: set[str]) -> list[str]:
    """The indicators with the definition and the figures that they had."""
    before = base.catalog.indicator_by_id
    return [
        entry.id
        for entry in catalog.indicators
        if before.get(entry.id) == entry and needs(entry, catalog).isdisjoint(changed)
    ]


def _with_boundaries(
    tables: Mapping[str, Harmonised], laid: Mapping[str, Laid], inputs: Inputs, wish: Wish
) -> tuple[dict[str, Harmonised], tuple[bytes, Any]]:
    """The tables, and topology and bounds: drawn anew when the boundaries are brought in."""
    if BOUNDARIES not in laid:
        topology = (wish.base_folder / "boundaries.json").read_bytes()
        return dict(tables), (topology, wish.base.manifest["boundaries"]["bounds"])
    files = SourceFiles((laid[BOUNDARIES].folder,))
    for shape in SHAPES:
        for part in SHAPE_PARTS:
            files.path(f"{shape}{part}")
    gemeente, gemeente2024 = (files.path(f"{shape}.shp") for shape in SHAPES)
    shapes = build_boundaries(gemeente, gemeente2024, inputs.areas)
    drawn = surface_areas(shapes, inputs)
    return {**tables, **drawn}, (topology_bytes(shapes.topology), shapes.bounds)


def _entries(
    catalog: Catalog,
    base: Release,
    tables: Mapping[str, Harmonised],
    laid: Mapping[str, Laid],
    wish: Wish,
) -> dict[str, Any]:
    """What the manifest says of each source: of those brought in anew, of the others as it was."""
    received = {part.source: part.received for part in wish.brought}
    before = base.manifest["sources"]
    told = {}
    for source in (entry.id for entry in catalog.sources):
        if source not in laid:
            told[source] = before[source]
            continue
        files = SourceFiles((laid[source].folder,))
        table = tables[source]
        retrieved = max(catalog.source_by_id[source].retrieved, received[source])
        entry = source_entry(table, files, retrieved)
        entry["files"] += [file for file in laid[source].absent if laid[source].keeps_absent]
        if source in before and entry["files"] == before[source]["files"]:
            entry["retrieved"] = before[source]["retrieved"]  # the very same files: they arrived then
        told[source] = entry
    return told
