"""A smaller catalog: some of the sources, and what depends on no others."""

from collections.abc import Collection

from streekmonitor.catalog import Catalog, Indicator, Measure
from streekmonitor.forms import Change, FlowShare

BOUNDARIES = "vlaamse_provincies_boundaries"
OPEN_BOUNDARIES = "ngi_boundaries"
"""Two sources of the same: a release draws its maps from one of them."""


def usual(catalog: Catalog) -> Catalog:
    """The catalog of a release with everything: without the boundaries that only an open one needs."""
    return part_of(catalog, {source.id for source in catalog.sources} - {OPEN_BOUNDARIES})


def only_open(catalog: Catalog) -> Catalog:
    """The catalog without the sources whose reuse is not open, and without what depends on them.

    What the usual boundaries give, such as surface areas, comes from the open ones.
    """
    if OPEN_BOUNDARIES in catalog.source_by_id:
        catalog = _from_open_boundaries(catalog)
    return part_of(catalog, {source.id for source in catalog.sources if source.reuse == "open"})


def _from_open_boundaries(catalog: Catalog) -> Catalog:
    drawn = [
        measure.model_copy(update={"source": OPEN_BOUNDARIES}) if measure.source == BOUNDARIES else measure
        for measure in catalog.measures
    ]
    return catalog.model_copy(update={"measures": tuple(drawn)})


def part_of(catalog: Catalog, sources: Collection[str]) -> Catalog:
    """The catalog of these sources alone: their measures, flows, and the indicators on nothing else.

    A spliced measure stays when its first source does; it then lacks the periods of the others.
    """
    measures = tuple(_without(entry, sources) for entry in catalog.measures if entry.source in sources)
    flows = tuple(flow for flow in catalog.flows if flow.source in sources)
    left = {measure.id for measure in measures} | {flow.id for flow in flows}
    return Catalog(
        themes=catalog.themes,
        sources=tuple(source for source in catalog.sources if source.id in sources),
        dimensions=catalog.dimensions,
        measures=measures,
        flows=flows,
        indicators=tuple(entry for entry in catalog.indicators if needs(entry, catalog) <= left),
    )


def _without(measure: Measure, sources: Collection[str]) -> Measure:
    """The measure, spliced from these sources only."""
    return measure.model_copy(update={"splice": tuple(entry for entry in measure.splice if entry in sources)})


def with_figures(catalog: Catalog, names: Collection[str]) -> Catalog:
    """The catalog of the measures and flows that have figures, and the indicators on nothing else."""
    measures = tuple(entry for entry in catalog.measures if entry.id in names)
    flows = tuple(entry for entry in catalog.flows if entry.id in names)
    left = {entry.id for entry in measures} | {entry.id for entry in flows}
    indicators = tuple(entry for entry in catalog.indicators if needs(entry, catalog) <= left)
    return catalog.model_copy(update={"measures": measures, "flows": flows, "indicators": indicators})


def needs(indicator: Indicator, catalog: Catalog) -> set[str]:
    """The measures and flows behind an indicator, also those behind the indicator that it is a change of."""
    form = indicator.form
    if isinstance(form, Change):
        return needs(catalog.indicator_by_id[form.of], catalog)
    if isinstance(form, FlowShare):
        return {form.flow}
    return {quantity.measure for quantity in indicator.quantities()}
