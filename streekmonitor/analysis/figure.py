"""One figure with its whole computation: what the command line prints and "Toon berekening" shows."""

from dataclasses import asdict, dataclass
from difflib import get_close_matches
from typing import Any

import pandas as pd

from streekmonitor import formats
from streekmonitor.analysis.aggregate import (
    APPROXIMATE_FORMS,
    Values,
    indicator_values,
    members_with_value,
    region_values,
)
from streekmonitor.areas import Region
from streekmonitor.catalog import Indicator, Measure, Published, Quantity, Sum, UnknownIndicatorError
from streekmonitor.release import Release
from streekmonitor.view import DEFAULT_SET


class UnknownPeriodError(ValueError):
    """The indicator has no such period; the message (Dutch) lists those it has."""


@dataclass(frozen=True)
class Absence:
    """An area without a value, with the reason in Dutch."""

    area: str
    name: str
    reason: str


@dataclass(frozen=True)
class Figure:
    """One value with everything needed to recompute it.

    `numerator` and `denominator` are None where the form has none; `basis` is "published" (the publisher's own
    row), "summed" (over a merger), "computed" (from the members of a region) or "refused"; `reason` says why
    there is no value.
    """

    indicator: str
    label: str
    area: str
    area_name: str
    period: str
    period_label: str
    value: float | None
    text: str
    unit: str
    status: str
    form: str
    approximation: bool
    basis: str
    numerator: float | None
    denominator: float | None
    factor: float | None
    coverage: float | None
    took_part: tuple[str, ...]
    absent: tuple[Absence, ...]
    reason: str
    notes: tuple[str, ...]
    sources: tuple[dict[str, str], ...]
    release: str

    def as_dict(self) -> dict[str, Any]:
        """Plain values, ready for JSON."""
        return asdict(self)


def find_indicator(release: Release, name: str) -> Indicator:
    """The indicator with this id, or a measure (`id`, or `id:category`) seen as one.

    Raises UnknownIndicatorError with the nearest valid ids.
    """
    if name in release.catalog.indicator_by_id:
        return release.catalog.indicator_by_id[name]
    measure, _, category = name.partition(":")
    if measure in release.catalog.measure_by_id:
        known = {entry.id for entry in release.catalog.categories(measure)}
        if category and category not in known:
            choices = ", ".join(sorted(known)) or "geen"
            raise UnknownIndicatorError(f"'{measure}' heeft geen categorie '{category}'. Wel: {choices}.")
        return _measure_as_indicator(release.catalog.measure_by_id[measure], category)
    choices = [*release.catalog.indicator_by_id, *release.catalog.measure_by_id]
    near = get_close_matches(name, choices, n=5, cutoff=0.4) or sorted(release.catalog.indicator_by_id)
    raise UnknownIndicatorError(f"Er is geen indicator '{name}'. Bedoelt u: {', '.join(near)}?")


def _measure_as_indicator(measure: Measure, category: str) -> Indicator:
    quantity = Quantity(measure=measure.id, categories=(category,) if category else ())
    form = Sum(quantity=quantity) if measure.additive else Published(quantity=quantity)
    return Indicator(
        id=f"{measure.id}:{category}" if category else measure.id,
        theme="bron",
        label=measure.label,
        short_label=measure.label,
        question=measure.label,
        definition=measure.label,
        processing="Zoals de bron het geeft.",
        form=form,
        unit=measure.unit,
        decimals=measure.decimals,
        polarity="none",
        group="bron",
    )


def figure(
    release: Release, indicator: Indicator, area: str, period: str | None = None, set_id: str = DEFAULT_SET
) -> Figure:
    """The value of an indicator for a municipality, a higher area or a region, with its computation.

    `area` is a code or region id that the release knows; without `period` the latest with a value there.
    Raises UnknownPeriodError.
    """
    region = _as_region(release, area)
    values = indicator_values(release, indicator, set_id)
    if region is None:
        rows = values.rows[values.rows["area"] == area]
    else:
        rows = region_values(release, indicator, region)
    period = _choose_period(values, rows, period)
    row = next(iter(rows[rows["period"] == period].to_dict("records")), None)
    if region is None:
        return _figure(
            release, indicator, area, period, row or {}, _area_parts(release, values, area, period, row)
        )
    if row and row["basis"] == "published":
        row = {**row, "coverage": None}
        return _figure(release, indicator, region.id, period, row, ((str(region.published_area),), ()))
    return _figure(
        release, indicator, region.id, period, row or {}, _region_parts(release, values, region, period)
    )


def absence_reason(release: Release, values: Values, area: str, period: str) -> str:
    """Why an area has no value of an indicator in a period, in one Dutch sentence."""
    areas = release.areas
    rows = values.rows[values.rows["area"] == area]
    row = rows[rows["period"] == period]
    if len(row) and row["status"].iloc[0] == "confidential":
        return "De bron houdt dit cijfer vertrouwelijk."
    if areas.is_municipality(area):
        municipality = areas.municipalities[area]
        if (
            municipality.successor
            and municipality.valid_to
            and formats.year_of(period) > municipality.valid_to.year
        ):
            return f"{municipality.name} is opgegaan in {areas.name(areas.current(area))}."
        former = areas.former(area)
        if former and values.rows.loc[values.rows["period"] == period, "area"].isin(former).any():
            names = formats.listing([areas.name(code) for code in former])
            return (
                f"{municipality.name} is een fusie van {names}; dit cijfer bestaat alleen voor die gemeenten apart "
                "en kan niet worden samengeteld."
            )
    if rows.empty:
        return "De bron geeft dit cijfer niet voor dit gebied."
    return f"De bron geeft geen cijfer voor {period}."


def _as_region(release: Release, area: str) -> Region | None:
    """The region with this id, or the one that equals this area of the publisher."""
    if area in release.areas.regions:
        return release.areas.regions[area]
    equal = [region for region in release.areas.regions.values() if region.published_area == area]
    return equal[0] if equal else None


def _choose_period(values: Values, rows: pd.DataFrame, period: str | None) -> str:
    known = sorted(values.rows["period"].unique())
    if period is not None:
        if period not in known:
            raise UnknownPeriodError(
                f"'{values.indicator.label}' heeft geen periode '{period}'. Wel: {', '.join(known) or 'geen enkele'}."
            )
        return period
    with_value = rows.loc[rows["value"].notna(), "period"]
    return str(max(with_value)) if len(with_value) else str(known[-1])


def _area_parts(
    release: Release, values: Values, area: str, period: str, row: dict[str, Any] | None
) -> tuple[tuple[str, ...], tuple[Absence, ...]]:
    if row is None or pd.isna(row["value"]):
        reason = absence_reason(release, values, area, period)
        return (), (Absence(area, release.areas.name(area), reason),)
    if row["basis"] == "summed":
        rows = values.rows[
            (values.rows["period"] == period) & values.rows["area"].isin(release.areas.former(area))
        ]
        return tuple(sorted(rows["area"])), ()
    return (area,), ()


def _region_parts(
    release: Release, values: Values, region: Region, period: str
) -> tuple[tuple[str, ...], tuple[Absence, ...]]:
    present = members_with_value(values, region, period)
    absent = sorted(set(region.members) - set(present))
    reasons = [absence_reason(release, values, code, period) for code in absent]
    names = [release.areas.name(code) for code in absent]
    return tuple(present), tuple(map(Absence, absent, names, reasons))


def _figure(
    release: Release,
    indicator: Indicator,
    area: str,
    period: str,
    row: dict[str, Any],
    parts: tuple[tuple[str, ...], tuple[Absence, ...]],
) -> Figure:
    took_part, absent = parts
    value = _known(row.get("value"))
    reason = str(row.get("reason", ""))
    if value is None and not reason and absent:
        reason = absent[0].reason
    reference = release.catalog.main_measure(indicator).reference
    return Figure(
        indicator=indicator.id,
        label=indicator.label,
        area=area,
        area_name=release.areas.name(area),
        period=period,
        period_label=formats.period(period, reference),
        value=value,
        text=formats.value(value, indicator.unit, indicator.decimals),
        unit=indicator.unit,
        status=str(row.get("status", "missing")),
        form=indicator.form.kind,
        approximation=indicator.form.kind in APPROXIMATE_FORMS and row.get("basis") == "computed",
        basis=str(row.get("basis", "refused")) if value is not None else "refused",
        numerator=_known(row.get("numerator")),
        denominator=_known(row.get("denominator")),
        factor=getattr(indicator.form, "factor", None),
        coverage=_known(row.get("coverage")),
        took_part=took_part,
        absent=absent,
        reason=reason,
        notes=indicator.notes,
        sources=tuple(_source(release, source.id) for source in release.catalog.sources_of(indicator)),
        release=release.id,
    )


def _source(release: Release, source_id: str) -> dict[str, str]:
    source = release.catalog.source_by_id[source_id]
    return {
        "id": source.id,
        "publisher": source.publisher,
        "table": source.table,
        "licence": source.licence,
        "attribution": source.attribution,
        "url": source.url,
        "retrieved": release.retrieved(source.id),
    }


def _known(amount: object) -> float | None:
    return None if amount is None or pd.isna(amount) else float(amount)  # type: ignore[arg-type,call-overload]
