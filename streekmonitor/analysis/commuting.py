"""Who works where: flows in and out of a municipality, a region, or any set of municipalities.

All flows are between the areas in force, so what went from one part of a merged municipality to another stays
inside it. Values are not rounded here: the source's are fractions, and parts must add up.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Literal

import numpy as np
import pandas as pd

from streekmonitor import formats
from streekmonitor.analysis.aggregate import PERCENT, current_flows
from streekmonitor.analysis.quantities import status_of
from streekmonitor.area_records import Region
from streekmonitor.areas import Areas
from streekmonitor.release import Release

BRUSSELS = "brussels_gewest"
ELSEWHERE = "elders"
GROUPS = {
    "own": "eigen gemeente",
    "region": "rest van de eigen regio",
    "brussels": "Brussels Gewest",
    "elsewhere": "elders",
}
ENDS = {"out": ("origin", "destination"), "in": ("destination", "origin")}

Direction = Literal["out", "in"]


@dataclass(frozen=True)
class FlowTable:
    """A flow in one period between areas in force.

    `rows`: origin, destination, value, status; key (origin, destination); NaN where a part of it is unknown.
    """

    flow: str
    period: str
    period_label: str
    rows: pd.DataFrame


@dataclass(frozen=True)
class Totals:
    """People: `residents` live there and work, `workers` work there and live anywhere, `inside` do both."""

    residents: float
    workers: float
    inside: float

    @property
    def leaving(self) -> float:
        """Residents who work outside."""
        return self.residents - self.inside

    @property
    def arriving(self) -> float:
        """Workers who live outside."""
        return self.workers - self.inside

    @property
    def net(self) -> float:
        """How many more arrive than leave."""
        return self.arriving - self.leaving


@dataclass(frozen=True)
class Commuting:
    """The flows of a set of municipalities.

    `totals` is None when a part of them is unknown, and `reason` (Dutch) then says why. `shares`: direction
    ("out": where residents work, "in": where workers live), group (of GROUPS), label, value, share; the
    shares of a direction add up to 100 %. `sentence` tells the main of it.
    """

    period: str
    totals: Totals | None
    shares: pd.DataFrame
    sentence: str
    reason: str = ""


@dataclass(frozen=True)
class Matrix:
    """Flows between regions, Brussels and elsewhere.

    `rows`: origin, destination (a region's id, or "elders"), value, share (per cent of what leaves the
    origin, NaN from "elders", whose other flows are not ours); `labels` names them. Empty with a `reason`
    (Dutch) when regions overlap.
    """

    rows: pd.DataFrame
    labels: Mapping[str, str]
    reason: str = ""


def flow_table(release: Release, flow: str, period: str | None = None) -> FlowTable:
    """A flow in a period (without one, the last), summed over mergers; keep it, it takes a tenth of a second.

    A period without flows gives no rows.
    """
    rows = current_flows(release, flow)
    if period is None:
        period = str(rows["period"].max()) if len(rows) else ""
    groups = rows[rows["period"] == period].groupby(["area", "to"])
    values, severities = groups["value"].sum(skipna=False), groups["severity"].max()
    summed = pd.DataFrame(
        {"value": values, "status": status_of(severities)}, index=values.index
    ).reset_index()
    reference = release.catalog.flow_by_id[flow].reference
    label = formats.period(period, reference) if period else ""
    return FlowTable(flow, period, label, summed.rename(columns={"area": "origin", "to": "destination"}))


def commuting(
    release: Release, table: FlowTable, members: Sequence[str], name: str, around: Region | None = None
) -> Commuting:
    """The flows of a set of municipalities in force, called `name` as in a sentence.

    `around` is the region that counts as their own: for a municipality that of the chosen set, for a region
    (or without it) the members themselves.
    """
    own = set(members) | (set(around.members) if around else set())
    rows = table.rows.assign(
        leaves=table.rows["origin"].isin(list(members)), arrives=table.rows["destination"].isin(list(members))
    )
    rows = rows[rows["leaves"] | rows["arrives"]]
    reason = _unknown(rows)
    if reason:
        sentence = f"{formats.sentence(name)}: {reason}"
        return Commuting(table.period, None, _no_shares(), sentence, formats.sentence(reason))
    shares = pd.concat(
        [
            _shares(release.areas, rows[rows["leaves"]], own, "out"),
            _shares(release.areas, rows[rows["arrives"]], own, "in"),
        ],
        ignore_index=True,
    )
    residents, workers = (float(rows.loc[rows[side], "value"].sum()) for side in ("leaves", "arrives"))
    inside = float(rows.loc[rows["leaves"] & rows["arrives"], "value"].sum())
    totals = Totals(residents, workers, inside)
    place = around.phrase if around and set(around.members) != set(members) else "de regio"
    return Commuting(table.period, totals, shares, _sentence(table, name, place, shares, totals))


def partners(
    release: Release,
    table: FlowTable,
    members: Sequence[str],
    direction: Direction,
    *,
    brussels_as_one: bool = True,
) -> pd.DataFrame:
    """Where residents go to ("out"), or workers come from ("in"), the largest flow first.

    Columns: rank, area (a code, or the id of the Brussels Gewest taken as one), name, value, share (per cent
    of all residents who work, or of all workers, those who stay inside among them). Flows without a value
    stand last, without a rank.
    """
    here, there = ENDS[direction]
    rows = table.rows[table.rows[here].isin(list(members))]
    total = float(rows["value"].sum(skipna=False))
    rows = rows[~rows[there].isin(list(members))]
    area = rows[there]
    if brussels_as_one:
        area = area.mask(area.isin(list(release.areas.regions[BRUSSELS].members)), BRUSSELS)
    values = rows.assign(area=area).groupby("area")["value"].sum(skipna=False)
    result = (
        values.rename("value")
        .reset_index()
        .sort_values(["value", "area"], ascending=[False, True], ignore_index=True)
    )
    names = [release.areas.name(code) for code in result["area"]]
    return result.assign(
        rank=result["value"].rank(method="min", ascending=False),
        name=names,
        share=result["value"] / total * PERCENT if total else np.nan,
    )[["rank", "area", "name", "value", "share"]]


def matrix(release: Release, table: FlowTable, regions: Sequence[Region]) -> Matrix:
    """The flows between regions, to and from Brussels, and to and from elsewhere.

    From elsewhere to elsewhere is left out. Brussels stands apart unless one of the regions holds a part.
    """
    areas = release.areas
    brussels = areas.regions[BRUSSELS]
    taken = {code for region in regions for code in region.members}
    if len(taken) < sum(len(region.members) for region in regions):
        reason = "Deze regio’s overlappen: een gemeente zou dubbel tellen. Kies een indeling zonder overlap."
        return Matrix(_no_matrix(), {}, reason)
    apart = [] if taken & set(brussels.members) else [brussels]
    groups = [*regions, *apart]
    group_of = {code: region.id for region in groups for code in region.members}
    labels = {**{region.id: region.label for region in groups}, ELSEWHERE: ELSEWHERE}
    rows = table.rows.assign(
        origin=table.rows["origin"].map(group_of).fillna(ELSEWHERE),
        destination=table.rows["destination"].map(group_of).fillna(ELSEWHERE),
    )
    every = pd.MultiIndex.from_product([labels, labels], names=["origin", "destination"])
    sums = rows.groupby(["origin", "destination"])["value"].sum(skipna=False).reindex(every, fill_value=0.0)
    result = sums.rename("value").reset_index()
    outside = (result["origin"] == ELSEWHERE) & (result["destination"] == ELSEWHERE)
    result = result[~outside].reset_index(drop=True)
    totals = result.groupby("origin")["value"].transform(lambda values: values.sum(skipna=False))
    share = (result["value"] / totals.where(totals > 0) * PERCENT).mask(result["origin"] == ELSEWHERE)
    return Matrix(result.assign(share=share), labels)


def _unknown(rows: pd.DataFrame) -> str:
    if rows.empty:
        return "de bron geeft hiervoor geen pendelstromen."
    hidden = rows[rows["value"].isna()]
    if hidden.empty:
        return ""
    words = formats.STATUS_WORDS[str(hidden["status"].iloc[0])]
    return f"van {len(hidden)} van de {len(rows)} stromen is er geen cijfer ({words}), dus ook geen totaal."


def _shares(areas: Areas, rows: pd.DataFrame, own: set[str], direction: Direction) -> pd.DataFrame:
    """The groups of one direction; the first that fits counts, so that nothing counts twice."""
    there = rows[ENDS[direction][1]]
    municipal = np.array([areas.is_municipality(str(code)) for code in there], dtype=bool)
    same = (rows["origin"] == rows["destination"]).to_numpy() & municipal
    brussels = there.isin(list(areas.regions[BRUSSELS].members))
    group = np.select(
        [same, there.isin(list(own)).to_numpy(), brussels.to_numpy()],
        ["own", "region", "brussels"],
        "elsewhere",
    )
    values = rows["value"].groupby(group).sum().reindex(list(GROUPS), fill_value=0.0)
    total = float(values.sum())
    return pd.DataFrame(
        {
            "direction": direction,
            "group": list(GROUPS),
            "label": list(GROUPS.values()),
            "value": values.to_numpy(),
            "share": (values / total * PERCENT).to_numpy() if total else np.nan,
        }
    )


def _sentence(table: FlowTable, name: str, place: str, shares: pd.DataFrame, totals: Totals) -> str:
    """`place` is the own region as in a sentence."""
    words = {
        "own": "in de eigen gemeente",
        "region": f"elders in {place}",
        "brussels": "in het Brussels Gewest",
        "elsewhere": "ergens anders",
    }
    there = shares[(shares["direction"] == "out") & (shares["value"] > 0)]
    parts = [
        f"{formats.value(share, '%', 1)} {words[group]}"
        for group, share in zip(there["group"], there["share"], strict=True)
    ]
    said = []
    if parts:
        working = f"werkende inwoner{'' if _one(totals.residents) else 's'} van {name} ({table.period_label})"
        said.append(f"Van de {formats.number(totals.residents)} {working} werkt {formats.listing(parts)}.")
    work = "werkt 1 mens" if _one(totals.workers) else f"werken {formats.number(totals.workers)} mensen"
    come = "komt" if _one(totals.arriving) else "komen"
    said.append(
        f"In {name} {work}; {formats.number(totals.arriving)} van hen {come} van buiten, "
        f"{_balance(totals.net)}."
    )
    return " ".join(said)


def _balance(net: float) -> str:
    text = formats.number(abs(net))
    if text == "0":
        return "even veel als er vertrekken"
    return f"{text} {'meer' if net > 0 else 'minder'} dan er vertrekken"


def _one(amount: float) -> bool:
    return formats.number(amount) == "1"


def _no_shares() -> pd.DataFrame:
    return pd.DataFrame(columns=["direction", "group", "label", "value", "share"])


def _no_matrix() -> pd.DataFrame:
    return pd.DataFrame(columns=["origin", "destination", "value", "share"])
