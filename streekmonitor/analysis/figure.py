"""One figure with its whole computation: what the command line prints and "Toon berekening" shows."""

from dataclasses import asdict, dataclass
from difflib import get_close_matches
from typing import Any, NamedTuple

import pandas as pd

from streekmonitor import formats
from streekmonitor.analysis.aggregate import (
    APPROXIMATE_FORMS,
    Values,
    indicator_values,
    is_small,
    members_with_value,
    region_values,
    values_within,
)
from streekmonitor.area_records import Region
from streekmonitor.catalog import Indicator, Measure, UnknownIndicatorError
from streekmonitor.forms import Published, Quantity, Sum
from streekmonitor.release import Release
from streekmonitor.view import DEFAULT_SET

DIVIDED_BY_US = frozenset({"ratio", "flow_share", "change"})
ADDED_OVER_MERGERS = frozenset({"sum", "ratio", "flow_share", "change"})


class Where(NamedTuple):
    """An area with its name, and a period."""

    area: str
    name: str
    period: str


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

    Where the form has a denominator, the value is numerator / denominator × factor; the three are None where
    it has none. `basis` is "published" (the publisher's own row, for a region too), "summed" (over a merger),
    "computed" (by us, from the members of a region or from numerator and denominator) or "refused"; `reason`
    says why there is no value. `small_base` flags a denominator so small that chance decides the value.
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
    small_base: bool
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
    catalog = release.catalog
    if name in catalog.indicator_by_id:
        return catalog.indicator_by_id[name]
    measure, _, category = name.partition(":")
    if measure in catalog.measure_by_id:
        categories = [entry.id for entry in catalog.categories(measure)]
        listed = ", ".join(categories) or "geen"
        if category and category not in categories:
            raise UnknownIndicatorError(f"'{measure}' heeft geen categorie '{category}'. Wel: {listed}.")
        if not category and categories and release.measure(measure).empty:
            raise UnknownIndicatorError(
                f"'{measure}' heeft geen totaal. Schrijf '{measure}:' met een categorie erachter: {listed}."
            )
        return _measure_as_indicator(catalog.measure_by_id[measure], category)
    ids = {**catalog.indicator_by_id, **catalog.measure_by_id}
    near = get_close_matches(name, ids, n=5, cutoff=0.4) or sorted(catalog.indicator_by_id)
    raise UnknownIndicatorError(f"Er is geen indicator '{name}'. Bedoelt u: {', '.join(near)}?")


def _measure_as_indicator(measure: Measure, category: str) -> Indicator:
    quantity = Quantity(measure=measure.id, categories=(category,) if category else ())
    form = Sum(quantity=quantity) if measure.additive else Published(quantity=quantity)
    # Built without validation: "measure:category" is no id that the catalog allows.
    return Indicator.model_construct(
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
    release: Release,
    indicator: Indicator,
    area: str | Region,
    period: str | None = None,
    set_id: str = DEFAULT_SET,
) -> Figure:
    """The value of an indicator for a municipality, a higher area or a region, with its computation.

    `area` is a code or region id that the release knows, or a region of one's own; without `period` the
    latest with a value there that is no projection. Raises UnknownPeriodError.
    """
    region = as_region(release, area)
    if region is None:
        values = indicator_values(release, indicator, set_id)
        return figure_of(release, values, values.rows[values.rows["area"] == area], str(area), period)
    values = values_within(release, indicator, region)
    return figure_of(release, values, region_values(release, indicator, region, values), region, period)


def figure_of(
    release: Release, values: Values, rows: pd.DataFrame, area: str | Region, period: str | None = None
) -> Figure:
    """The figure of an area from values and rows that the caller has.

    `rows` are those of the area: of a region as `region_values` gives them, with the `values` within it.
    """
    region = area if isinstance(area, Region) else None
    code = area.id if isinstance(area, Region) else area
    period = _choose_period(values, rows, period)
    here = rows[rows["period"] == period]
    row = {str(name): here[name].iloc[0] for name in here.columns} if len(here) else {}
    if region is None:
        where = Where(code, release.areas.name(code), period)
        if row:
            row["basis"] = _basis(values.indicator, row)
        return _figure(release, values, where, row, _area_parts(release, values, code, period, row))
    where = Where(code, region.label, period)
    if row.get("basis") == "published":
        row["coverage"] = None
        return _figure(release, values, where, row, ((str(region.published_area),), ()))
    return _figure(release, values, where, row, _region_parts(release, values, region, period))


def absence_reason(release: Release, values: Values, area: str, period: str) -> str:
    """Why an area has no value of an indicator in a period, in one Dutch sentence."""
    areas = release.areas
    rows = values.rows[values.rows["area"] == area]
    row = rows[rows["period"] == period]
    status = row["status"].iloc[0] if len(row) else "missing"
    if status == "confidential":
        return "De bron houdt dit cijfer vertrouwelijk."
    if status == "not_applicable":
        by_zero = row["denominator"].iloc[0] == 0
        return (
            "Niet te berekenen: de noemer is nul." if by_zero else "Dit cijfer is hier niet van toepassing."
        )
    if areas.is_municipality(area):
        municipality = areas.municipalities[area]
        ended = municipality.valid_to
        if municipality.successor and ended and formats.year_of(period) > ended.year:
            return f"{municipality.name} is opgegaan in {areas.name(areas.current(area))}."
        if _former_with_value(release, values, area, period):
            names = formats.listing([areas.name(code) for code in areas.former(area)])
            why = "niet elk van die gemeenten heeft dit cijfer."
            if values.indicator.form.kind not in ADDED_OVER_MERGERS:
                why = "dit cijfer bestaat alleen voor die gemeenten apart en kan niet worden samengeteld."
            return f"{municipality.name} is een fusie van {names}; {why}"
    if rows.empty:
        return _not_covered(release, values, area)
    return f"De bron geeft geen cijfer voor {period}."


def _not_covered(release: Release, values: Values, area: str) -> str:
    areas = release.areas
    if areas.is_municipality(area) and (values.rows["area"] == areas.current(area)).any():
        current = areas.name(areas.current(area))
        return f"De bron geeft dit cijfer alleen voor {current}, waarin {areas.name(area)} is opgegaan."
    return "De bron geeft dit cijfer niet voor dit gebied."


def _former_with_value(release: Release, values: Values, area: str, period: str) -> list[str]:
    """The former municipalities of one in force that have a value of their own."""
    rows = values.rows[(values.rows["period"] == period) & values.rows["value"].notna()]
    return sorted(rows.loc[rows["area"].isin(release.areas.former(area)), "area"])


def as_region(release: Release, area: str | Region) -> Region | None:
    """The region itself, that with this id, or the one that equals this area of the publisher."""
    if isinstance(area, Region):
        return area
    if area in release.areas.regions:
        return release.areas.regions[area]
    equal = [region for region in release.areas.regions.values() if region.published_area == area]
    return equal[0] if equal else None


def _choose_period(values: Values, rows: pd.DataFrame, period: str | None) -> str:
    known = sorted(values.rows["period"].unique())
    label = values.indicator.label
    if not known:
        raise UnknownPeriodError(f"'{label}' heeft in deze release nog geen cijfers.")
    if period is not None and period not in known:
        raise UnknownPeriodError(f"'{label}' heeft geen periode '{period}'. Wel: {', '.join(known)}.")
    if period is not None:
        return period
    with_value = rows[rows["value"].notna()]
    known_by_now = with_value[with_value["status"] != "projected"]
    periods = (known_by_now if len(known_by_now) else with_value)["period"]
    return str(max(periods)) if len(periods) else str(known[-1])


def _area_parts(
    release: Release, values: Values, area: str, period: str, row: dict[str, Any]
) -> tuple[tuple[str, ...], tuple[Absence, ...]]:
    if pd.isna(row.get("value")):
        reason = absence_reason(release, values, area, period)
        return (), (Absence(area, release.areas.name(area), reason),)
    if row["basis"] == "summed" and release.areas.is_municipality(area):
        return _summed_parts(release, values, area, period), ()
    return (area,), ()


def _summed_parts(release: Release, values: Values, area: str, period: str) -> tuple[str, ...]:
    """The municipalities that a merger's sum was made of; one that kept its code is its own part too."""
    areas = release.areas
    former = _former_with_value(release, values, area, period) or list(areas.former(area))
    began = areas.municipalities[area].valid_from
    kept_code = any(change.successor == area and change.date > began for change in areas.changes)
    return tuple(sorted([*former, *([area] if kept_code else [])]))


def _region_parts(
    release: Release, values: Values, region: Region, period: str
) -> tuple[tuple[str, ...], tuple[Absence, ...]]:
    if values.indicator.form.kind == "published":
        return (), ()  # whether members have a figure of their own makes no difference
    present = members_with_value(values, region, period)
    absent = sorted(set(region.members) - set(present))
    reasons = [absence_reason(release, values, code, period) for code in absent]
    names = [release.areas.name(code) for code in absent]
    return tuple(present), tuple(map(Absence, absent, names, reasons))


def _figure(
    release: Release,
    values: Values,
    where: Where,
    row: dict[str, Any],
    parts: tuple[tuple[str, ...], tuple[Absence, ...]],
) -> Figure:
    """`row` is the row of the area and period (empty without one), `parts` who took part and who did not."""
    indicator = values.indicator
    area, name, period = where
    took_part, absent = parts
    value = _known(row.get("value"))
    reason = str(row.get("reason", ""))
    if value is None and not reason and absent:
        reason = absent[0].reason
    reference = release.catalog.main_measure(indicator).reference
    denominator = _known(row.get("denominator"))
    return Figure(
        indicator=indicator.id,
        label=indicator.label,
        area=area,
        area_name=name,
        period=period,
        period_label=formats.period(period, reference),
        value=value,
        text=formats.value(value, indicator.unit, indicator.decimals),
        unit=indicator.unit,
        status=str(row.get("status", "missing")),
        form=indicator.form.kind,
        approximation=indicator.form.kind in APPROXIMATE_FORMS and row.get("basis") == "computed",
        basis=str(row["basis"]) if value is not None else "refused",
        numerator=_known(row.get("numerator")),
        denominator=denominator,
        factor=None if denominator is None else values.scale,
        small_base=bool(is_small(indicator, pd.Series([denominator], dtype=float)).iloc[0]),
        coverage=_known(row.get("coverage")),
        took_part=took_part,
        absent=absent,
        reason=reason,
        notes=indicator.notes,
        sources=tuple(_source(release, source.id) for source in release.catalog.sources_of(indicator)),
        release=release.id,
    )


def _basis(indicator: Indicator, row: dict[str, Any]) -> str:
    """How the value of an area came about; what we divided ourselves was published only in its parts."""
    basis = str(row["basis"])
    return "computed" if basis == "published" and indicator.form.kind in DIVIDED_BY_US else basis


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
