"""The catalog: typed, validated metadata of themes, sources, measures and indicators.

People write it as YAML in `data/catalog/`; a release carries the validated whole as JSON, so that a
figure is fully determined by its release. Unknown keys are errors: a typing slip must not pass silently.
"""

from collections.abc import Iterator
from functools import cached_property
from typing import Literal

from pydantic import Field, model_validator

from streekmonitor.forms import SUMMED_PARTS, Change, Entry, FlowShare, Form, Identifier, Quantity, Text

Reuse = Literal["open", "attribution", "non_commercial", "unconfirmed"]
Reference = Literal["start", "end", "average", "flow", "school_year"]
Frequency = Literal["year", "quarter", "month", "constant"]
Nature = Literal["register", "census", "survey", "model", "plan"]
Polarity = Literal["higher_is_better", "lower_is_better", "none"]
Coverage = Literal["belgium", "flanders", "flanders_brussels", "flemish_brabant"]


class CatalogError(ValueError):
    """The catalog is not valid; the message (Dutch) names the file, the entry and what was expected."""


class UnknownIndicatorError(KeyError):
    """No indicator or measure has this id; the message (Dutch) lists the nearest valid ones."""

    def __str__(self) -> str:
        return str(self.args[0])


class Theme(Entry):
    """A themed working group, with the page that serves it."""

    id: Identifier
    label: Text
    question: Text
    page: Identifier


class Source(Entry):
    """One source table of a publisher: where it comes from and what may be done with it.

    `coverage` is the part of the country whose municipalities the table holds; `absent_is_zero` says that
    a municipality without a row had none of what is counted. `retrieved` is the best documented date of the
    file at hand, and the last note says what it means; a download tells its own day.
    """

    id: Identifier
    publisher: Text
    title: Text
    table: Text
    licence: Text
    attribution: Text
    reuse: Reuse
    url: Text
    rhythm: Text
    coverage: Coverage
    retrieved: str = Field(pattern=r"^\d{4}-\d{2}-\d{2}$")
    absent_is_zero: bool = False
    notes: tuple[Text, ...] = ()


class Category(Entry):
    """One value of a dimension."""

    id: Identifier
    label: Text


class Dimension(Entry):
    """A breakdown of a measure: sex, age group, sector, origin group ..."""

    id: Identifier
    label: Text
    categories: tuple[Category, ...]


class Measure(Entry):
    """A quantity as published, from one source table.

    `splice` names further tables, of the same concept, that supply other periods. `reference` says which
    moment or stretch of its period it describes, and decides which residents a per-inhabitant figure takes.
    A measure that is not `additive` is never summed, over areas nor mergers. `frequency: constant` is for
    what does not change with time (a surface area).
    """

    id: Identifier
    label: Text
    source: Identifier
    splice: tuple[Identifier, ...] = ()
    unit: Text
    additive: bool
    reference: Reference
    frequency: Frequency = "year"
    nature: Nature = "register"
    dimension: Identifier | None = None
    minimum: float | None = 0
    maximum: float | None = None
    decimals: int = Field(default=0, ge=0, le=4)

    @property
    def sources(self) -> tuple[str, ...]:
        """The tables it comes from; where two have the same period, the first goes before."""
        return (self.source, *self.splice)


class FlowMeasure(Entry):
    """A quantity that goes from an area to an area, such as commuters."""

    id: Identifier
    label: Text
    source: Identifier
    unit: Text
    nature: Nature = "census"
    reference: Reference = "start"

    @property
    def sources(self) -> tuple[str, ...]:
        """The one table it comes from."""
        return (self.source,)


class Break(Entry):
    """A break in a series: from `period` on, figures are not comparable with those before."""

    period: Text
    reason: Text


class Indicator(Entry):
    """What people look at.

    Every text is in Dutch; `definition` is the publisher's concept, `processing` what we did with it.
    `small_base` is the denominator under which a value is flagged.
    """

    id: Identifier
    theme: Identifier
    label: Text
    short_label: Text
    question: Text
    definition: Text
    processing: Text
    form: Form
    unit: Text
    decimals: int = Field(ge=0, le=4)
    polarity: Polarity
    key_figure: bool = False
    group: Text
    notes: tuple[Text, ...] = ()
    breaks: tuple[Break, ...] = ()
    small_base: int = Field(default=50, ge=0)
    neutral_hue: bool = False

    @property
    def is_count(self) -> bool:
        """Whether the value grows with the size of the area: drawn as symbols, never as a choropleth."""
        return self.form.kind == "sum"

    def quantities(self) -> tuple[Quantity, ...]:
        """The quantities its form reads directly (none for `change` and `flow_share`)."""
        values = (getattr(self.form, name) for name in type(self.form).model_fields)
        return tuple(value for value in values if isinstance(value, Quantity))


class Catalog(Entry):
    """All metadata, checked as a whole: every reference between entries leads somewhere."""

    themes: tuple[Theme, ...]
    sources: tuple[Source, ...]
    dimensions: tuple[Dimension, ...] = ()
    measures: tuple[Measure, ...]
    flows: tuple[FlowMeasure, ...] = ()
    indicators: tuple[Indicator, ...]

    @model_validator(mode="after")
    def _references_exist(self) -> "Catalog":
        problems = [*self._duplicates(), *self._dangling()]
        if problems:
            raise ValueError("\n- ".join(problems))
        return self

    def _duplicates(self) -> Iterator[str]:
        for kind in ("themes", "sources", "dimensions", "measures", "flows", "indicators"):
            ids = [entry.id for entry in getattr(self, kind)]
            for repeated in sorted({i for i in ids if ids.count(i) > 1}):
                yield f"{kind}: '{repeated}' komt meer dan één keer voor"

    def _dangling(self) -> Iterator[str]:
        sourced: tuple[Measure | FlowMeasure, ...] = (*self.measures, *self.flows)
        for entry in sourced:
            for source in entry.sources:
                if source not in self.source_by_id:
                    yield f"measure '{entry.id}': bron '{source}' bestaat niet in sources.yaml"
        for measure in self.measures:
            if measure.dimension and measure.dimension not in self.dimension_by_id:
                yield f"measure '{measure.id}': dimensie '{measure.dimension}' bestaat niet"
        for indicator in self.indicators:
            if indicator.theme not in self.theme_by_id:
                yield f"indicator '{indicator.id}': thema '{indicator.theme}' bestaat niet in themes.yaml"
            yield from self._dangling_form(indicator)

    def _dangling_form(self, indicator: Indicator) -> Iterator[str]:
        where = f"indicator '{indicator.id}'"
        for quantity in indicator.quantities():
            if quantity.measure not in self.measure_by_id:
                yield f"{where}: measure '{quantity.measure}' bestaat niet in measures.yaml"
                continue
            known = {category.id for category in self.categories(quantity.measure)}
            for category in sorted(set(quantity.categories) - known):
                yield f"{where}: measure '{quantity.measure}' heeft geen categorie '{category}'"
        yield from self._not_additive(indicator)
        form = indicator.form
        if isinstance(form, Change) and form.of not in self.indicator_by_id:
            yield f"{where}: indicator '{form.of}' bestaat niet"
        elif isinstance(form, Change) and self.indicator_by_id[form.of].form.kind not in ("sum", "ratio"):
            yield f"{where}: een verandering kan alleen van een som of verhouding, niet van '{form.of}'"
        if isinstance(form, FlowShare) and form.flow not in self.flow_by_id:
            yield f"{where}: stroom '{form.flow}' bestaat niet in measures.yaml"

    def _not_additive(self, indicator: Indicator) -> Iterator[str]:
        """Name what a region's value would sum although it may not be summed."""
        kind = indicator.form.kind
        for part in SUMMED_PARTS.get(kind, ()):
            measure = self.measure_by_id.get(getattr(indicator.form, part).measure)
            if measure and not measure.additive:
                yield (
                    f"indicator '{indicator.id}': measure '{measure.id}' is niet optelbaar "
                    f"en past niet als '{part}' in '{kind}'"
                )

    @cached_property
    def theme_by_id(self) -> dict[str, Theme]:
        """Themes by their id, in the order of the catalog."""
        return {theme.id: theme for theme in self.themes}

    @cached_property
    def source_by_id(self) -> dict[str, Source]:
        """Sources by their id, in the order of the catalog."""
        return {source.id: source for source in self.sources}

    @cached_property
    def dimension_by_id(self) -> dict[str, Dimension]:
        """Dimensions by their id, in the order of the catalog."""
        return {dimension.id: dimension for dimension in self.dimensions}

    @cached_property
    def measure_by_id(self) -> dict[str, Measure]:
        """Measures by their id, in the order of the catalog."""
        return {measure.id: measure for measure in self.measures}

    @cached_property
    def flow_by_id(self) -> dict[str, FlowMeasure]:
        """Flow measures by their id, in the order of the catalog."""
        return {flow.id: flow for flow in self.flows}

    @cached_property
    def indicator_by_id(self) -> dict[str, Indicator]:
        """Indicators by their id, in the order of the catalog."""
        return {indicator.id: indicator for indicator in self.indicators}

    def categories(self, measure: str) -> tuple[Category, ...]:
        """The categories of a measure's dimension; empty when it has none."""
        dimension = self.dimension_by_id.get(self.measure_by_id[measure].dimension or "")
        return dimension.categories if dimension else ()

    def of_theme(self, theme: str) -> tuple[Indicator, ...]:
        """The indicators of a theme, in the order of the catalog."""
        return tuple(indicator for indicator in self.indicators if indicator.theme == theme)

    def sources_of(self, indicator: Indicator) -> tuple[Source, ...]:
        """The source tables behind an indicator, in the order its form names them."""
        form = indicator.form
        if isinstance(form, Change):
            return self.sources_of(self.indicator_by_id[form.of])
        if isinstance(form, FlowShare):
            ids = list(self.flow_by_id[form.flow].sources)
        else:
            measures = [self.measure_by_id[quantity.measure] for quantity in indicator.quantities()]
            ids = [source for measure in measures for source in measure.sources]
        return tuple(self.source_by_id[i] for i in dict.fromkeys(ids))

    def main_measure(self, indicator: Indicator) -> Measure | FlowMeasure:
        """The measure whose periods the indicator has: the numerator, the rate, the flow."""
        form = indicator.form
        if isinstance(form, Change):
            return self.main_measure(self.indicator_by_id[form.of])
        if isinstance(form, FlowShare):
            return self.flow_by_id[form.flow]
        return self.measure_by_id[indicator.quantities()[0].measure]
