"""A smaller catalog: only the sources that anybody may reuse as they like."""

from streekmonitor.catalog import Catalog, Indicator
from streekmonitor.forms import Change, FlowShare


def only_open(catalog: Catalog) -> Catalog:
    """The catalog without the sources whose reuse is not open, and without what depends on them."""
    sources = tuple(source for source in catalog.sources if source.reuse == "open")
    names = {source.id for source in sources}
    measures = tuple(
        measure.model_copy(update={"splice": tuple(source for source in measure.splice if source in names)})
        for measure in catalog.measures
        if measure.source in names
    )
    flows = tuple(flow for flow in catalog.flows if flow.source in names)
    left = {measure.id for measure in measures} | {flow.id for flow in flows}
    indicators = tuple(entry for entry in catalog.indicators if _needs(entry, catalog) <= left)
    return Catalog(
        themes=catalog.themes,
        sources=sources,
        dimensions=catalog.dimensions,
        measures=measures,
        flows=flows,
        indicators=indicators,
    )


def _needs(indicator: Indicator, catalog: Catalog) -> set[str]:
    """The measures and flows behind an indicator, also those behind the indicator that it is a change of."""
    form = indicator.form
    if isinstance(form, Change):
        return _needs(catalog.indicator_by_id[form.of], catalog)
    if isinstance(form, FlowShare):
        return {form.flow}
    return {quantity.measure for quantity in indicator.quantities()}
