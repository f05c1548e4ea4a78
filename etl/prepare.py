"""One source from its files to checked rows on areas of the model, merged municipalities included."""

from dataclasses import replace
from typing import Any

from etl.check import check_source
from etl.check_places import check_places
from etl.files import SourceFiles
from etl.fingerprint import code_of, digest, versions
from etl.harmonise import Harmonised, complete, harmonise
from etl.inputs import Inputs
from etl.merge import with_successors
from etl.parsed import SourceModule


def prepare(module: SourceModule, inputs: Inputs, files: SourceFiles) -> Harmonised:
    """The table of a source. Raises SourceError or CheckError."""
    source = inputs.catalog.source_by_id[module.SOURCE]
    parsed = module.parse(files)
    table = harmonise(parsed, module, inputs.areas)
    check_source(table, source, inputs.catalog, inputs.areas, inputs.corrections)
    check_places(table.places, inputs.catalog, inputs.areas)
    table = complete(table, source, inputs.catalog, inputs.areas)
    merged = with_successors(table.observations, inputs.areas, inputs.catalog)
    return replace(table, observations=merged)


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
