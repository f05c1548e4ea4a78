"""Values of areas and of regions, by the form of the indicator.

A region's value is always recomputed from the numerators and denominators of its members, never an
average of percentages. What can't be computed is taken from the publisher's own row, or refused.
"""

from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np
import pandas as pd

from streekmonitor.analysis.quantities import (
    KEY,
    MIXED_ENDS,
    aligned_periods,
    denominator_periods,
    differently_made,
    quantity_rows,
    severity,
    status_of,
    with_partner,
    with_reason,
    worst_of,
)
from streekmonitor.area_records import Region
from streekmonitor.catalog import Indicator
from streekmonitor.formats import number, shift_years, year_of
from streekmonitor.forms import Change, FlowShare, ImpliedRatio, Ratio, Sum, WeightedMean
from streekmonitor.release import Release, worst
from streekmonitor.view import DEFAULT_SET

PERCENT = 100.0
# A sum that lacks a member is too low; a ratio over nearly all members is still the region's ratio.
NEEDED_COVERAGE = {"sum": 0.999}
NEEDED_COVERAGE_OTHERWISE = 0.95
DIVIDING_FORMS = frozenset({"ratio", "implied_ratio", "flow_share", "change"})
BROKEN = "Een van beide periodes heeft geen cijfer, of de reeks is ertussen gebroken."
APPROXIMATE_FORMS = frozenset({"implied_ratio", "weighted_mean"})


@dataclass(frozen=True)
class Values:
    """What an indicator is for each area: the rows from which every value on screen comes.

    `rows`: columns area, period, value, status, basis, numerator, denominator, part_status; key (area,
    period). For a region the value is Σ numerator / Σ denominator × scale (or Σ numerator when `scale` is
    None); a form without numerators (`published`) has NaN there and its regions need the publisher's own
    row. `part_status` is that of what an area brings to its region: a published rate may be final while the
    count or weight that goes with it is provisional.
    """

    indicator: Indicator
    rows: pd.DataFrame
    scale: float | None


def indicator_values(release: Release, indicator: Indicator, set_id: str = DEFAULT_SET) -> Values:
    """The values of an indicator for every area that the source gives, former municipalities included.

    `set_id` is the set of regions that "the own region" of a municipality belongs to; of two regions of the
    set that hold it, the first.
    """
    regions = [release.areas.regions[region] for region in release.areas.sets[set_id].regions]
    home = {area: region.id for region in reversed(regions) for area in region.members}
    return _values(release, indicator, home)


def values_within(release: Release, indicator: Indicator, region: Region) -> Values:
    """The values that a region's value is made of: to its members, "the own region" is this one."""
    return _values(release, indicator, dict.fromkeys(region.members, region.id))


def region_values(
    release: Release, indicator: Indicator, region: Region, values: Values | None = None
) -> pd.DataFrame:
    """The values of an indicator for a region, one row per period.

    `values` are those of `values_within`, where the caller has them. Columns: period, value, status,
    numerator, denominator, present and members (numbers of areas), coverage (share of the region's
    residents), basis ("computed", "published" or "refused") and reason (Dutch; filled when refused).
    """
    form = indicator.form
    if isinstance(form, Change):
        of = release.catalog.indicator_by_id[form.of]
        base = region_values(release, of, region).assign(area=region.id)
        return _region_change(base, form, of)
    values = values or values_within(release, indicator, region)
    computed = _sum_members(values, region)
    computed["coverage"] = _coverage(release, values, region, computed)
    return _settle(release, values, region, computed)


def differs_by_region(indicator: Indicator) -> bool:
    """Whether the value of an area depends on the region it is seen in: `values_within` is then needed."""
    return isinstance(indicator.form, FlowShare) and indicator.form.destination == "own_region"


def members_with_value(values: Values, region: Region, period: str) -> list[str]:
    """The members of a region that take part in its value of a period, in the order of their codes."""
    rows = _usable(values, region)
    return sorted(rows.loc[rows["period"] == period, "area"])


def is_small(indicator: Indicator, denominators: pd.Series) -> pd.Series:
    """Whether each value rests on so few that chance decides it; never where the form divides nothing."""
    if indicator.form.kind not in DIVIDING_FORMS:
        return pd.Series(data=False, index=denominators.index)
    return denominators < indicator.small_base


def members_word(release: Release, region: Region) -> str:
    """What the members of a region are called: Wallonia, a member of Belgium, is no municipality."""
    return "gemeenten" if all(map(release.areas.is_municipality, region.members)) else "gebieden"


def needed_coverage(indicator: Indicator) -> float:
    """The share of a region's residents that the members with a value must hold."""
    return NEEDED_COVERAGE.get(indicator.form.kind, NEEDED_COVERAGE_OTHERWISE)


def _values(release: Release, indicator: Indicator, home: Mapping[str, str]) -> Values:
    """The values of an indicator by its form; `home` names the own region of each area."""
    form = indicator.form
    if isinstance(form, Change):
        base = _values(release, release.catalog.indicator_by_id[form.of], home)
        scale = PERCENT if form.relative else None
        return Values(indicator, _change(base.rows, form, base.indicator), scale)
    if isinstance(form, FlowShare):
        return Values(indicator, _flow_share(release, form, home), PERCENT)
    rows = quantity_rows(release, indicator.quantities()[0])
    if isinstance(form, Ratio):
        return Values(indicator, _ratio(release, form, rows), form.factor)
    if isinstance(form, ImpliedRatio):
        return Values(indicator, _implied_ratio(release, form, rows), form.factor)
    if isinstance(form, WeightedMean):
        return Values(indicator, _weighted_mean(release, form, rows), 1.0)
    numerator = rows["value"] if isinstance(form, Sum) else np.nan
    return Values(indicator, _finish(rows.assign(numerator=numerator, denominator=np.nan)), None)


def _finish(rows: pd.DataFrame) -> pd.DataFrame:
    """Keep the columns of `Values.rows`; without a value a status says why."""
    columns = [*KEY, "value", "status", "basis", "numerator", "denominator", "part_status"]
    rows = with_reason(rows)
    if "part_status" not in rows:
        rows = rows.assign(part_status=rows["status"])
    return rows[columns].reset_index(drop=True)


def _ratio(release: Release, form: Ratio, rows: pd.DataFrame) -> pd.DataFrame:
    """A denominator of zero gives an area no value, but leaves it in the sums of its region."""
    periods = denominator_periods(release, form, rows["period"])
    rows = with_partner(release, rows, form.denominator, periods)
    return _finish(
        rows.assign(
            numerator=rows["value"],
            denominator=rows["partner"],
            value=_divided(rows["value"], rows["partner"]) * form.factor,
            status=worst_of(rows["status"], rows["partner_status"]),
        )
    )


def _implied_ratio(release: Release, form: ImpliedRatio, rows: pd.DataFrame) -> pd.DataFrame:
    rows = with_partner(release, rows, form.count, rows["period"])
    rate = rows["value"].where(rows["value"] > 0)
    return _finish(
        rows.assign(
            numerator=rows["partner"].where(rate.notna()),
            denominator=rows["partner"] / rate * form.factor,
            part_status=worst_of(rows["status"], rows["partner_status"]),
        )
    )


def _weighted_mean(release: Release, form: WeightedMean, rows: pd.DataFrame) -> pd.DataFrame:
    weight = release.catalog.measure_by_id[form.weight.measure]
    rows = with_partner(release, rows, form.weight, aligned_periods(rows["period"], weight))
    weights = rows["partner"].where(rows["value"].notna())
    return _finish(
        rows.assign(
            numerator=rows["value"] * weights,
            denominator=weights,
            part_status=worst_of(rows["status"], rows["partner_status"]),
        )
    )


def _change(rows: pd.DataFrame, form: Change, of: Indicator) -> pd.DataFrame:
    """Change of each area over the span, in years; none across a break in the series."""
    names = {name: shift_years(name, -form.span) for name in rows["period"].unique()}
    base = rows[[*KEY, "value", "status"]].rename(
        columns={"period": "base_period", "value": "base", "status": "base_status"}
    )
    # Without a single period pandas takes the names for numbers, which can't be matched with texts.
    rows = rows.assign(base_period=rows["period"].map(names).astype(object))
    rows = rows.merge(base, on=["area", "base_period"])
    ends = zip(rows["base_period"], rows["period"], strict=True)
    broken = [any(start < entry.period <= end for entry in of.breaks) for start, end in ends]
    first = rows["base"].mask(np.array(broken, dtype=bool))
    difference = rows["value"] - first
    return _finish(
        rows.assign(
            numerator=difference,
            denominator=first,
            value=_divided(difference, first) * PERCENT if form.relative else difference,
            status=worst_of(rows["status"], rows["base_status"]),
        )
    )


def _flow_share(release: Release, form: FlowShare, home: Mapping[str, str]) -> pd.DataFrame:
    """Per cent of the flow out of each area; `home` names the own region of each area.

    Flows between the parts of a merged municipality stay inside it, once. One flow without a value leaves
    its origin without.
    """
    flows = current_flows(release, form.flow)
    if form.destination == "own_municipality":
        flows = flows[flows["area"].map(release.areas.is_municipality).astype(bool)]
        arrives = flows["area"] == flows["to"]
    elif form.destination == "own_region":
        flows = flows[flows["area"].isin(list(home))]
        arrives = flows["area"].map(home) == flows["to"].map(home)
    else:
        arrives = flows["to"].isin(release.areas.regions[form.destination].members)
    groups = flows.assign(arriving=flows["value"].where(arrives, 0.0)).groupby(KEY)
    sums = groups[["arriving", "value"]].sum(skipna=False)
    worst_rank, merged = groups["severity"].max(), groups["merged"].any()
    rows = pd.DataFrame(
        {
            "numerator": sums["arriving"],
            "denominator": sums["value"],
            "value": _divided(sums["arriving"], sums["value"]) * PERCENT,
            "status": status_of(worst_rank),
            "basis": np.where(merged, "summed", "published"),
        },
        index=sums.index,
    )
    return _finish(rows.reset_index())


def current_flows(release: Release, flow: str) -> pd.DataFrame:
    """The totals of a flow between areas in force: columns area, to, period, value, severity, merged.

    Not summed yet: the parts of a merged municipality are rows of their own under its code, `merged` told.
    """
    flows = release.flow(flow)
    flows = flows[flows["category"] == ""]
    codes = {str(code) for end in ("origin", "destination") for code in flows[end].unique()}
    areas = release.areas
    current = {code: areas.current(code) if areas.is_municipality(code) else code for code in codes}
    area = flows["origin"].astype(object).map(current)
    return pd.DataFrame(
        {
            "area": area,
            "to": flows["destination"].astype(object).map(current),
            "period": flows["period"].astype(object),
            "value": flows["value"],
            "severity": severity(flows["status"].astype(object)),
            "merged": area != flows["origin"].astype(object),
        }
    )


def _divided(numerator: pd.Series, denominator: pd.Series) -> pd.Series:
    """The quotient; none by zero."""
    return numerator / denominator.where(denominator != 0)


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
    # A member without a value of its own (a denominator of zero) still counts in the sums, not in the status.
    status = rows[rows["value"].notna()].groupby("period")["part_status"]
    result["status"] = status.agg(lambda statuses: worst(statuses.to_numpy()))
    result["value"] = result["numerator"]
    if values.scale is not None:
        result["value"] = _divided(result["numerator"], result["denominator"]) * values.scale
    return result.reset_index()


def _coverage(release: Release, values: Values, region: Region, computed: pd.DataFrame) -> list[float]:
    """Per period the share of the region's residents that live in the members with a value."""
    full = len(region.members)
    if not computed["present"].between(1, full - 1).any():
        return list(computed["present"] / full)
    present = _usable(values, region).groupby("period")["area"].agg(list).to_dict()
    weights = _member_weights(release, region)
    shares = []
    for period in computed["period"]:
        codes = present.get(period, [])
        if len(codes) == full or weights.empty:
            shares.append(len(codes) / full)
            continue
        column = weights[_nearest(list(weights.columns), period)]
        shares.append(float(column[codes].sum() / column.sum()))
    return shares


def _member_weights(release: Release, region: Region) -> pd.DataFrame:
    """Residents of each member (index) per year (columns).

    A year without them takes those of the nearest, a member without any the mean of the others: who is
    absent must weigh, also where its residents are what is absent.
    """
    filled = release.residents_by_year.reindex(list(region.members)).ffill(axis=1).bfill(axis=1)
    return filled.fillna(filled.mean())


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
    for column in ("value", "status", "numerator", "denominator") if published.any() else ():
        result[column] = result[column].mask(published, pd.Series(own[column].to_numpy(), index=result.index))
    result.loc[refused, ["value", "numerator", "denominator"]] = np.nan
    result.loc[refused, "status"] = "missing"
    ends = zip(refused, result["present"], result["coverage"], strict=True)
    result["reason"] = [
        _refusal(release, values, region, int(present), float(coverage)) if no else ""
        for no, present, coverage in ends
    ]
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
    some = f"{present} van {len(region.members)} {members_word(release, region)}"
    return (
        f"Slechts {some} {'heeft' if present == 1 else 'hebben'} een cijfer, goed voor "
        f"{number(coverage * PERCENT, 1)} % van de inwoners; nodig is {needed} %."
    )


def _region_change(base: pd.DataFrame, form: Change, of: Indicator) -> pd.DataFrame:
    """The change of a region from its own values at both ends; what one end lacks, the change lacks.

    Refused where one end is computed and the other published: a difference in how they were counted is no
    change. Coverage, and who is in it, are those of the end with the lower coverage.
    """
    changed = _change(base, form, of)[["period", "value", "status", "numerator", "denominator"]]
    known = base.set_index("period")[["present", "members", "coverage", "basis", "reason"]]
    first = [shift_years(period, -form.span) for period in changed["period"]]
    start, end = (known.loc[list(periods)].reset_index(drop=True) for periods in (first, changed["period"]))
    fewer = start["coverage"] < end["coverage"]
    end.loc[fewer, ["present", "coverage"]] = start.loc[fewer, ["present", "coverage"]]
    result = pd.concat([changed, end], axis="columns")
    mixed = result["value"].notna() & differently_made(start["basis"], end["basis"])
    result.loc[mixed, ["value", "numerator", "denominator"]] = np.nan
    result.loc[mixed, "status"] = "missing"
    lost = result["value"].isna()
    result.loc[lost, "basis"] = "refused"
    reason = (end["reason"] + start["reason"].where(end["reason"] == "", "")).mask(mixed, MIXED_ENDS)
    result["reason"] = reason.mask(lost & (reason == ""), BROKEN).where(lost, "")
    return result
