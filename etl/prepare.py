"""One source from its files to checked rows on areas of the model, merged municipalities included."""

from dataclasses import replace
from typing import Any

from etl.check import check_source
from etl.check_places import check_places
from etl.correct import corrected
from etl.editions import editions, merge_editions
from etl.errors import CheckError
from etl.files import SourceFiles
from etl.fingerprint import code_of, digest, versions
from etl.harmonise import Harmonised, complete, harmonise
from etl.inputs import Inputs
from etl.merge import with_successors
from etl.parsed import SourceModule


def prepare(module: SourceModule, inputs: Inputs, files: SourceFiles) -> Harmonised:
    """The table of a source. Raises SourceError or CheckError."""
    source = inputs.catalog.source_by_id[module.SOURCE]
    newest, *older = (harmonise(part, module, inputs.areas) for part in editions(module.parse(files)))
    newest = _mended(newest, source.id, inputs)
    for edition in (newest, *older):
        check_source(edition, source, inputs.catalog, inputs.areas, inputs.corrections)
    table = merge_editions((newest, *older), inputs.areas)
    table = complete(table, source, inputs.catalog, inputs.areas)
    merged = with_successors(table.observations, inputs.areas, inputs.catalog)
    return replace(table, observations=merged)


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
