"""Traits of an indicator and its figures that decide what may be said of them."""

from collections.abc import Iterator

from streekmonitor.catalog import Break, Catalog, Indicator
from streekmonitor.formats import year_of
from streekmonitor.forms import Change
from streekmonitor.release import Release

TRUSTED = frozenset({"observed", "provisional"})
"""Statuses of what was measured. An estimate often lies on a line drawn by its maker, a projection always."""
OLD_YEARS = 3


def is_survey(catalog: Catalog, indicator: Indicator) -> bool:
    """Whether any part of it was asked of a sample: no ranks, no verdict, no test of a trend."""
    return "survey" in _natures(catalog, indicator)


def breaks_of(catalog: Catalog, indicator: Indicator) -> list[Break]:
    """The breaks in its series, oldest first, and for a change those of what changes."""
    form = indicator.form
    inherited = catalog.indicator_by_id[form.of].breaks if isinstance(form, Change) else ()
    return sorted({*indicator.breaks, *inherited}, key=lambda entry: entry.period)


def break_between(catalog: Catalog, indicator: Indicator, start: str, end: str) -> Break | None:
    """The last break after `start` and not after `end`: the two periods are then not comparable."""
    low, high = sorted((start, end))
    between = [entry for entry in breaks_of(catalog, indicator) if low < entry.period <= high]
    return between[-1] if between else None


def is_old(release: Release, period: str) -> bool:
    """Whether a figure lags so far behind the release that it should say so."""
    return year_of(period) < release.latest_year - OLD_YEARS


def _natures(catalog: Catalog, indicator: Indicator) -> Iterator[str]:
    yield catalog.main_measure(indicator).nature
    for quantity in indicator.quantities():
        yield catalog.measure_by_id[quantity.measure].nature
    if isinstance(indicator.form, Change):
        yield from _natures(catalog, catalog.indicator_by_id[indicator.form.of])
