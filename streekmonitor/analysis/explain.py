"""What an indicator is made of, and what it covers, in Dutch words."""

from collections.abc import Sequence

import pandas as pd

from streekmonitor import formats
from streekmonitor.areas import Areas
from streekmonitor.catalog import Catalog, Indicator
from streekmonitor.forms import Change, FlowShare, ImpliedRatio, Quantity, Ratio, WeightedMean

OWN_DESTINATIONS = {"own_municipality": "de eigen gemeente", "own_region": "de eigen regio"}

Terms = list[tuple[str, str]]


def parts(catalog: Catalog, areas: Areas, indicator: Indicator) -> Terms:
    """What the value of an indicator is computed from, as (term, words): numerator, denominator ..."""
    form = indicator.form
    if isinstance(form, Change):
        of = catalog.indicator_by_id[form.of]
        kind = "in procent van het begin" if form.relative else "als verschil"
        return [("Verandering van", f"{of.label}, over {form.span} jaar, {kind}"), *parts(catalog, areas, of)]
    if isinstance(form, FlowShare):
        flow = catalog.flow_by_id[form.flow].label
        to = OWN_DESTINATIONS.get(form.destination) or areas.phrase(form.destination)
        return [("Teller", f"{flow}, naar {to}"), ("Noemer", f"{flow}, naar alle bestemmingen samen")]
    if isinstance(form, Ratio):
        times = [] if form.factor == 1 else [("Vermenigvuldigd met", formats.number(form.factor))]
        fraction = [("Teller", form.numerator), ("Noemer", form.denominator)]
        return [*((term, _words(catalog, quantity)) for term, quantity in fraction), *times]
    if isinstance(form, ImpliedRatio):
        return [("Gepubliceerd", _words(catalog, form.rate)), ("Aantal", _words(catalog, form.count))]
    if isinstance(form, WeightedMean):
        return [("Gepubliceerd", _words(catalog, form.rate)), ("Gewicht", _words(catalog, form.weight))]
    return [("Gepubliceerd", _words(catalog, form.quantity))]


def _words(catalog: Catalog, quantity: Quantity) -> str:
    """The label of a measure; of a part of it the categories that count."""
    label = catalog.measure_by_id[quantity.measure].label
    names = {category.id: category.label for category in catalog.categories(quantity.measure)}
    chosen = [names[category] for category in quantity.categories]
    return f"{label}: {formats.listing(chosen)}" if chosen else label


def period_span(periods: Sequence[str], reference: str) -> str:
    """Which periods there are: "2024", or "2014 tot en met 2024"."""
    if not periods:
        return "geen"
    first, last = (formats.period(period, reference) for period in (periods[0], periods[-1]))
    return first if len(periods) == 1 else f"{first} tot en met {last}"


def coverage_sentence(counts: pd.DataFrame) -> str:
    """How complete an indicator is; `counts` as in `coverage.Coverage`: a row per period."""
    if counts.empty:
        return "Er zijn geen cijfers voor de gemeenten van de provincie."
    total = int(counts.iloc[0].sum())
    known = counts["present"] + counts["summed"]
    full = int((known == total).sum())
    if full == len(counts):
        every = "de enige periode" if full == 1 else f"elk van de {full} periodes"
        return f"Voor {every} is er een cijfer van alle {total} gemeenten."
    least = f"{int(known.min())} van {total} gemeenten"
    if len(counts) == 1:
        return f"Er is een cijfer van {least}, in de enige periode."
    of = f"van de {len(counts)} periodes"
    complete = (
        f"Volledig (alle {total} gemeenten) in {full} {of}"
        if full
        else f"In geen {of} volledig (alle {total} gemeenten)"
    )
    return f"{complete}; het minst in {known.idxmin()}: {least}."


def citation(release: str, link: str, title: str = "") -> str:
    """How to cite a figure, or the whole: who, what, which release, where."""
    what = f"“{title}”, in: " if title else ""
    return f"{what}Streekmonitor Oost-Brabant en Halle-Vilvoorde, gegevensrelease {release}. {link}".strip()
