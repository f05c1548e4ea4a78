"""Values of areas and of regions, by the form of the indicator.

A region's value is always recomputed from the numerators and denominators of its members, never an
average of percentages. What can't be computed is taken from the publisher's own row, or refused.
"""

from dataclasses import dataclass

import numpy as np
import pandas as pd

from streekmonitor.areas import Region
from streekmonitor.catalog import (
    Change,
    FlowShare,
    ImpliedRatio,
    Indicator,
    Measure,
    Quantity,
    Ratio,
    Sum,
    WeightedMean,
)
from streekmonitor.formats import number, shift_years, year_of
from streekmonitor.release import RESIDENTS, STATUSES, Release, worst
from streekmonitor.view import DEFAULT_SET

KEY = ["area", "period"]
PERCENT = 100.0
# A sum that lacks a member is too low; a ratio over nearly all members is still the region's ratio.
NEEDED_COVERAGE = {"sum": 0.999}
NEEDED_COVERAGE_OTHERWISE = 0.95
APPROXIMATE_FORMS = frozenset({"implied_ratio", "weighted_mean"})


@dataclass(frozen=True)
class Values:
    """What an indicator is for each area: the rows from which every value on screen comes.

    `rows`: columns area, period, value, status, basis, numerator, denominator; key (area, period). For a
    region the value is Σ numerator / Σ denominator × scale (or Σ numerator when `scale` is None); a form
    without numerators (`published`) has NaN there and its regions need the publisher's own row.
    """

    indicator: Indicator
    rows: pd.DataFrame
    scale: float | None


def quantity_rows(release: Release, quantity: Quantity) -> pd.DataFrame:
    """A quantity per area and period: columns area, period, value, status, basis.

    Over several categories the values are added; one without value leaves the sum without.
    """
    if not quantity.categories:
        return _plain(release.measure(quantity.measure))
    parts = [_plain(release.measure(quantity.measure, category)) for category in quantity.categories]
    if len(parts) == 1:
        return parts[0]
    stacked = pd.concat(parts)
    grouped = stacked.groupby(KEY, sort=True)
    total = grouped["value"].agg(lambda values: values.sum(min_count=len(parts))).rename("value")
    total = total.where(grouped["value"].count() == len(parts))
    severity = stacked.assign(rank=_severity(stacked["status"])).groupby(KEY, sort=True)["rank"].max()
    summed = stacked.assign(summed=stacked["basis"] == "summed").groupby(KEY, sort=True)["summed"].any()
    result = total.to_frame().assign(
        status=np.array(STATUSES, dtype=object)[severity.to_numpy()],
        basis=np.where(summed, "summed", "published"),
    )
    return result.reset_index()


def indicator_values(release: Release, indicator: Indicator, set_id: str = DEFAULT_SET) -> Values:
    """The values of an indicator for every area that the source gives, former municipalities included.

    `set_id` is the set of regions that "the own region" of a municipality belongs to.
    """
    form = indicator.form
    if isinstance(form, Change):
        base = indicator_values(release, release.catalog.indicator_by_id[form.of], set_id)
        return Values(indicator, _change(base.rows, form, base.indicator), None)
    if isinstance(form, FlowShare):
        home = {area: region.id for region in _regions(release, set_id) for area in region.members}
        return Values(indicator, _flow_share(release, form, home), PERCENT)
    rows = quantity_rows(release, indicator.quantities()[0])
    if isinstance(form, Sum):
        return Values(indicator, rows.assign(numerator=rows["value"], denominator=np.nan), None)
    if isinstance(form, Ratio):
        return Values(indicator, _ratio(release, form, rows), form.factor)
    if isinstance(form, ImpliedRatio):
        return Values(indicator, _implied_ratio(release, form, rows), PERCENT)
    if isinstance(form, WeightedMean):
        return Values(indicator, _weighted_mean(release, form, rows), 1.0)
    return Values(indicator, rows.assign(numerator=np.nan, denominator=np.nan), None)


def region_values(release: Release, indicator: Indicator, region: Region) -> pd.DataFrame:
    """The values of an indicator for a region, one row per period.

    Columns: period, value, status, numerator, denominator, present and members (numbers of areas),
    coverage (share of the region's residents), basis ("computed", "published" or "refused") and reason
    (Dutch; filled when refused).
    """
    form = indicator.form
    if isinstance(form, Change):
        of = release.catalog.indicator_by_id[form.of]
        base = region_values(release, of, region).assign(area=region.id)
        return _region_change(base, form, of)
    if isinstance(form, FlowShare):
        values = Values(
            indicator, _flow_share(release, form, dict.fromkeys(region.members, region.id)), PERCENT
        )
    else:
        values = indicator_values(release, indicator)
    computed = _sum_members(values, region)
    computed["coverage"] = _coverage(release, values, region, computed["period"])
    return _settle(release, values, region, computed)


def members_with_value(values: Values, region: Region, period: str) -> list[str]:
    """The members of a region that take part in its value of a period, in the order of their codes."""
    rows = _usable(values, region)
    return sorted(rows.loc[rows["period"] == period, "area"])


def needed_coverage(indicator: Indicator) -> float:
    """The share of a region's residents that the members with a value must hold."""
    return NEEDED_COVERAGE.get(indicator.form.kind, NEEDED_COVERAGE_OTHERWISE)


def _plain(rows: pd.DataFrame) -> pd.DataFrame:
    """Text keys as text: joins and groupings then never carry unused categories along."""
    return rows.astype({"area": object, "period": object, "status": object, "basis": object})


def _severity(statuses: pd.Series) -> pd.Series:
    return statuses.map({status: rank for rank, status in enumerate(STATUSES)}).astype(int)


def _worst_of(first: pd.Series, second: pd.Series) -> np.ndarray:
    ranks = np.maximum(_severity(first.fillna("missing")), _severity(second.fillna("missing")))
    return np.array(STATUSES, dtype=object)[ranks]


def _denominator_periods(release: Release, form: Ratio, periods: pd.Series) -> pd.Series:
    """The period of the denominator that belongs to each period of the numerator.

    What is measured at the end of year t is set against the residents of 1 January t+1.
    """
    numerator = release.catalog.measure_by_id[form.numerator.measure]
    denominator = release.catalog.measure_by_id[form.denominator.measure]
    offset = form.denominator_offset
    if offset is None:
        offset = int(numerator.reference == "end" and denominator.reference == "start")
    return _aligned_periods(periods, denominator, offset)


def _aligned_periods(periods: pd.Series, denominator: Measure, offset: int) -> pd.Series:
    """Shift by `offset` years, and from a quarter or month to the year where the denominator is yearly."""
    names = {name: shift_years(name, offset) for name in periods.unique()}
    if denominator.frequency == "year":
        names = {name: shifted[:4] for name, shifted in names.items()}
    return periods.map(names)


def _with_partner(
    release: Release, rows: pd.DataFrame, partner: Quantity, periods: pd.Series
) -> pd.DataFrame:
    """Add `partner` (value) and `partner_status` of another quantity at the given periods."""
    other = quantity_rows(release, partner).rename(columns={"value": "partner", "status": "partner_status"})
    rows = rows.assign(partner_period=periods)
    if release.catalog.measure_by_id[partner.measure].frequency == "constant":
        other = other.sort_values("period").drop_duplicates("area", keep="last")
        return rows.merge(other[["area", "partner", "partner_status"]], on="area", how="left")
    other = other.rename(columns={"period": "partner_period"})
    columns = ["area", "partner_period", "partner", "partner_status"]
    return rows.merge(other[columns], on=["area", "partner_period"], how="left")


def _finish(rows: pd.DataFrame) -> pd.DataFrame:
    """Keep the columns of `Values.rows`; without a value a status must say why."""
    valueless = rows["value"].isna()
    status = rows["status"].where(~valueless | rows["status"].isin(STATUSES[4:]), "missing")
    columns = [*KEY, "value", "status", "basis", "numerator", "denominator"]
    return rows.assign(status=status)[columns].reset_index(drop=True)


def _ratio(release: Release, form: Ratio, rows: pd.DataFrame) -> pd.DataFrame:
    periods = _denominator_periods(release, form, rows["period"])
    rows = _with_partner(release, rows, form.denominator, periods)
    denominator = rows["partner"].where(rows["partner"] > 0)
    return _finish(
        rows.assign(
            numerator=rows["value"],
            denominator=denominator,
            value=rows["value"] / denominator * form.factor,
            status=_worst_of(rows["status"], rows["partner_status"]),
        )
    )


def _implied_ratio(release: Release, form: ImpliedRatio, rows: pd.DataFrame) -> pd.DataFrame:
    rows = _with_partner(release, rows, form.count, rows["period"])
    rate = rows["value"].where(rows["value"] > 0)
    denominator = rows["partner"] / rate * PERCENT
    return _finish(rows.assign(numerator=rows["partner"].where(rate.notna()), denominator=denominator))


def _weighted_mean(release: Release, form: WeightedMean, rows: pd.DataFrame) -> pd.DataFrame:
    weight = release.catalog.measure_by_id[form.weight.measure]
    rows = _with_partner(release, rows, form.weight, _aligned_periods(rows["period"], weight, 0))
    weights = rows["partner"].where(rows["value"].notna() & (rows["partner"] > 0))
    return _finish(rows.assign(numerator=rows["value"] * weights, denominator=weights))


def _change(rows: pd.DataFrame, form: Change, of: Indicator) -> pd.DataFrame:
    """Change of each area over the span; none across a break in the series."""
    names = {name: shift_years(name, -form.span) for name in rows["period"].unique()}
    base = rows[[*KEY, "value", "status"]].rename(
        columns={"period": "base_period", "value": "base", "status": "base_status"}
    )
    rows = rows.assign(base_period=rows["period"].map(names)).merge(base, on=["area", "base_period"])
    broken = [
        any(start < b.period <= end for b in of.breaks)
        for start, end in rows[["base_period", "period"]].values
    ]
    first = rows["base"].mask(pd.Series(broken, index=rows.index))
    value = (
        (rows["value"] / first.where(first != 0) - 1) * PERCENT if form.relative else rows["value"] - first
    )
    status = _worst_of(rows["status"], rows["base_status"])
    return _finish(
        rows.assign(numerator=rows["value"] - first, denominator=first, value=value, status=status)
    )


def _flow_share(release: Release, form: FlowShare, home: dict[str, str]) -> pd.DataFrame:
    """Per cent of the flow out of each municipality in force; `home` names the own region of each area.

    Flows between the parts of a merged municipality stay inside it, once.
    """
    flows = release.flow(form.flow)
    current = {
        code: _current(release, code) for end in ("origin", "destination") for code in flows[end].unique()
    }
    flows = flows.assign(
        area=flows["origin"].map(current).astype(object),
        to=flows["destination"].map(current).astype(object),
        period=flows["period"].astype(object),
    )
    if form.destination == "own_municipality":
        arrives = flows["area"] == flows["to"]
    elif form.destination == "own_region":
        own = flows["area"].map(home)
        arrives = own.notna() & (own == flows["to"].map(home))
    else:
        arrives = flows["to"].isin(release.areas.regions[form.destination].members)
    value = flows["value"]
    sums = flows.assign(arriving=value.where(arrives, 0.0)).groupby(KEY)[["arriving", "value"]].sum()
    rows = sums.reset_index().rename(columns={"arriving": "numerator", "value": "denominator"})
    if form.destination == "own_region":
        rows = rows[rows["area"].isin(home)]
    share = rows["numerator"] / rows["denominator"].where(rows["denominator"] > 0) * PERCENT
    return _finish(rows.assign(value=share, status="observed", basis="published"))


def _current(release: Release, code: str) -> str:
    return release.areas.current(code) if release.areas.is_municipality(code) else code


def _regions(release: Release, set_id: str) -> list[Region]:
    return [release.areas.regions[region] for region in release.areas.sets[set_id].regions]


def _usable(values: Values, region: Region) -> pd.DataFrame:
    """The rows of members that can take part: with a value, and with what the region's value needs."""
    rows = values.rows[values.rows["area"].isin(region.members)]
    usable = rows["numerator"].notna()
    if values.scale is not None:
        usable &= rows["denominator"].notna()
    return rows[usable]


def _sum_members(values: Values, region: Region) -> pd.DataFrame:
    """Σ over the members per period; periods in which no member has a value are there, with NaN."""
    periods = sorted(values.rows["period"].unique())
    rows = _usable(values, region)
    grouped = rows.groupby("period")
    result = pd.DataFrame({"period": periods}).set_index("period")
    result["numerator"] = grouped["numerator"].sum()
    result["denominator"] = grouped["denominator"].sum(min_count=1)
    result["present"] = grouped.size()
    result["present"] = result["present"].fillna(0).astype(int)
    result["members"] = len(region.members)
    result["status"] = grouped["status"].agg(lambda statuses: worst(statuses.to_numpy()))
    scaled = values.scale is not None
    result["value"] = (
        result["numerator"] / result["denominator"] * values.scale if scaled else result["numerator"]
    )
    return result.reset_index()


def _coverage(release: Release, values: Values, region: Region, periods: pd.Series) -> list[float]:
    """Per period the share of the region's residents that live in the members with a value."""
    residents = release.measure(RESIDENTS)
    residents = residents[residents["area"].isin(region.members)]
    table = residents.pivot_table(index="area", columns="period", values="value", observed=True)
    rows = _usable(values, region)
    present = rows.groupby("period")["area"].agg(list).to_dict()
    shares = []
    for period in periods:
        column = table[_nearest(list(table.columns), period)] if table.shape[1] else pd.Series(dtype=float)
        total = column.sum()
        shares.append(float(column.reindex(present.get(period, [])).sum() / total) if total else 0.0)
    return shares


def _nearest(years: list[str], period: str) -> str:
    return min(years, key=lambda year: abs(year_of(year) - year_of(period)))


def _settle(release: Release, values: Values, region: Region, computed: pd.DataFrame) -> pd.DataFrame:
    """Choose per period: the computed value, else the publisher's own row, else a refusal."""
    needed = needed_coverage(values.indicator)
    enough = computed["value"].notna() & (computed["coverage"] >= needed)
    own = (
        values.rows[values.rows["area"] == region.published_area]
        .set_index("period")
        .reindex(computed["period"])
    )
    published = pd.Series(own["value"].notna().to_numpy(), index=computed.index) & ~enough
    refused = ~enough & ~published
    result = computed.assign(basis=np.select([enough, published], ["computed", "published"], "refused"))
    for column in ("value", "status", "numerator", "denominator"):
        result[column] = result[column].mask(published, pd.Series(own[column].to_numpy(), index=result.index))
    result.loc[refused, ["value", "numerator", "denominator"]] = np.nan
    result.loc[refused, "status"] = "missing"
    result["reason"] = ""
    for index in result.index[refused]:
        row = result.loc[index]
        result.loc[index, "reason"] = _refusal(
            release, values, region, int(row["present"]), float(row["coverage"])
        )
    return result


def _refusal(release: Release, values: Values, region: Region, present: int, coverage: float) -> str:
    publisher = release.catalog.sources_of(values.indicator)[0].publisher
    if values.indicator.form.kind == "published":
        return (
            f"Dit cijfer kan niet uit gemeentecijfers worden berekend, en {publisher} publiceert het niet "
            f"voor {region.full_label}."
        )
    if present == 0:
        return f"De bron ({publisher}) geeft hiervoor geen cijfers in {region.full_label}."
    needed = number(needed_coverage(values.indicator) * PERCENT, 1)
    return (
        f"Slechts {present} van {len(region.members)} gemeenten hebben een cijfer, goed voor "
        f"{number(coverage * PERCENT, 1)} % van de inwoners; nodig is {needed} %."
    )


def _region_change(base: pd.DataFrame, form: Change, of: Indicator) -> pd.DataFrame:
    """The change of a region from its own values at both ends; what the end lacks, the change lacks."""
    columns = ["period", "present", "members", "coverage", "basis", "reason"]
    changed = _change(base, form, of).drop(columns=["area", "basis"])
    result = changed.merge(base[columns], on="period")
    lost = result["value"].isna() & (result["basis"] != "refused")
    result.loc[lost, "reason"] = "Een van beide periodes heeft geen cijfer, of de reeks is ertussen gebroken."
    result.loc[lost, "basis"] = "refused"
    return result
