"""One source from its files to checked rows on areas of the model, merged municipalities included."""

from collections.abc import Mapping
from dataclasses import replace
from typing import Any

from etl.check import check_source, stop_if_any
from etl.check_places import check_places
from etl.correct import corrected
from etl.editions import editions, merge_editions
from etl.errors import CheckError
from etl.files import SourceFiles
from etl.fingerprint import code_of, digest, versions
from etl.harmonise import Harmonised, UnknownAreasError, complete, harmonise, labels_of
from etl.inputs import Inputs
from etl.merge import with_successors
from etl.parsed import Parsed, SourceModule
from etl.whereabouts import first_place
from streekmonitor.areas import Areas


def prepare(module: SourceModule, inputs: Inputs, files: SourceFiles) -> Harmonised:
    """The table of a source. Raises SourceError or CheckError."""
    source = inputs.catalog.source_by_id[module.SOURCE]
    parsed = module.parse(files)
    spellings = inputs.corrections.spellings_of(source.id)
    _expect_spellings(parsed, spellings)
    newest, *older = (_located(part, module, spellings, inputs.areas, files) for part in editions(parsed))
    newest = _mended(newest, source.id, inputs)
    for edition in (newest, *older):
        check_source(edition, source, inputs.catalog, inputs.areas, inputs.corrections)
    table = merge_editions((newest, *older), inputs.areas)
    table = complete(table, source, inputs.catalog, inputs.areas)
    merged = with_successors(table.observations, inputs.areas, inputs.catalog)
    return replace(table, observations=merged)


def _located(
    part: Parsed, module: SourceModule, spellings: Mapping[str, str], areas: Areas, files: SourceFiles
) -> Harmonised:
    """An edition on areas of the model; an area that is unknown is pointed out in its file."""
    try:
        return harmonise(part, module, areas, spellings)
    except UnknownAreasError as error:
        places = ((name, first_place(files.path(name), error.labels[0])) for name in part.files)
        found = next(((name, place) for name, place in places if place), (error.file, error.where))
        raise error.at(*found) from error


def _expect_spellings(parsed: Parsed, spellings: Mapping[str, str]) -> None:
    """Every spelling that is written down is still in the file, in one edition or another."""
    found = {label for part in editions(parsed) for label in labels_of(part)}
    stop_if_any(
        f"{', '.join(parsed.files)}: Schrijfwijzen",
        "in het bestand elke schrijfwijze die data/corrections/spellings.yaml voor deze bron noemt",
        [f"'{text}' staat er niet meer" for text in spellings if text not in found],
        "de uitgever heeft ze hersteld: haal het punt weg uit data/corrections/spellings.yaml",
    )


def _mended(table: Harmonised, source: str, inputs: Inputs) -> Harmonised:
    """The table with its known faults corrected, and its places checked."""
    known = [entry for entry in inputs.corrections.corrections if entry.source == source]
    try:
        check_places(table.places, inputs.catalog, inputs.areas)
        return replace(table, observations=corrected(table.observations, known, inputs.areas))
    except CheckError as error:
        raise error.in_files(table.files) from error


def ingredients(module: SourceModule, inputs: Inputs) -> str:
    """The fingerprint of all that the table depends on, its files left out."""
    catalog = inputs.catalog
    measures = [measure for measure in catalog.measures if module.SOURCE in measure.sources]
    dimensions = [entry for entry in catalog.dimensions if entry.id in {m.dimension for m in measures}]
    flows = [flow for flow in catalog.flows if flow.source == module.SOURCE]
    entries = [catalog.source_by_id[module.SOURCE], *measures, *dimensions, *flows]
    content: dict[str, Any] = {
        "catalog": [entry.model_dump(mode="json") for entry in entries],
        "areas": inputs.areas.to_dict(),
        "corrections": [entry.model_dump(mode="json") for entry in inputs.corrections.of(module.SOURCE)],
        "code": code_of(__name__, f"etl.sources.{module.SOURCE}"),
        "versions": versions(),
    }
    return digest(content)
