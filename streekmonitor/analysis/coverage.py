"""What is in and what is not: municipality by period, and what another definition of a region changes."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import pandas as pd

from streekmonitor import formats
from streekmonitor.analysis import phrases, text
from streekmonitor.analysis.aggregate import Values
from streekmonitor.analysis.tables import Tables
from streekmonitor.area_records import Region
from streekmonitor.areas import PROVINCE, Areas
from streekmonitor.view import DEFAULT_SET

STATES = {
    "present": "cijfer",
    "summed": "opgeteld over een fusie",
    "former": "alleen voor de vroegere gemeenten",
    "confidential": "vertrouwelijk",
    "not_applicable": "niet van toepassing",
    "missing": "geen gegevens",
}


@dataclass(frozen=True)
class Coverage:
    """What an indicator has of the municipalities of the province in force.

    `cells`: area, period, state (of STATES), status (of the value); one row per municipality and period in
    which the province has any figure, in the order of codes and periods. `counts`: a row per period, a column
    per state: how many municipalities.
    """

    cells: pd.DataFrame
    counts: pd.DataFrame


@dataclass(frozen=True)
class DefinitionDifference:
    """Two definitions of a region, and what the choice between them does to a figure.

    `gone` are the codes that only the first has, `added` those that only the second has. `difference` is
    second minus first, None with a `reason` (Dutch) when it can't be told. `sentence` tells all of it.
    """

    gone: tuple[str, ...]
    added: tuple[str, ...]
    first: float | None
    second: float | None
    difference: float | None
    sentence: str
    reason: str = ""


def coverage(tables: Tables, indicator_id: str, set_id: str = DEFAULT_SET) -> Coverage:
    """The coverage of an indicator; without any figure in the province both tables are empty."""
    values, areas = tables.values(indicator_id, set_id), tables.release.areas
    periods = tables.periods(indicator_id, set_id)
    every = pd.MultiIndex.from_product([areas.within(PROVINCE), periods], names=["area", "period"])
    rows = values.rows.set_index(["area", "period"]).reindex(every).reset_index()
    former = _former_with_value(values, areas)
    status = rows["status"].astype(object).fillna("missing")
    known = rows["value"].notna()
    state = status.mask(known, np.where(rows["basis"] == "summed", "summed", "present"))
    by_former = [key in former for key in zip(rows["area"], rows["period"], strict=True)]
    state = state.mask(~known & np.array(by_former, dtype=bool), "former")
    cells = pd.DataFrame({"area": rows["area"], "period": rows["period"], "state": state, "status": status})
    counts = pd.crosstab(cells["period"], cells["state"]).reindex(columns=list(STATES), fill_value=0)
    return Coverage(cells, counts.reindex(periods).rename_axis(columns=None))


def definition_difference(
    tables: Tables, indicator_id: str, first: Region, second: Region, period: str
) -> DefinitionDifference:
    """What the second definition adds and leaves out, and the figure of both in one period.

    Both may be regions of a visitor's own. The figures are refused where a municipality that differs is
    confidential: its figure could be read off.
    """
    release = tables.release
    gone, added = (
        tuple(sorted(set(one.members) - set(other.members)))
        for one, other in ((first, second), (second, first))
    )
    members = _members_sentence(release.areas, (first, second), gone, added)
    hidden = _hidden(tables, indicator_id, (*gone, *added), period)
    if hidden:
        reason = (
            "De cijfers van beide staan hier niet naast elkaar: het cijfer van "
            f"{formats.listing(hidden)} is vertrouwelijk en zou eruit af te leiden zijn."
        )
        return DefinitionDifference(gone, added, None, None, None, f"{members} {reason}", reason)
    one, other = (_value(tables, indicator_id, region, period) for region in (first, second))
    if one is None or other is None:
        reason = "Minstens een van beide heeft in deze periode geen cijfer."
        return DefinitionDifference(gone, added, one, other, None, f"{members} {reason}", reason)
    indicator = release.catalog.indicator_by_id[indicator_id]
    figures = [
        f"{phrases.told(indicator, value)} voor {region.phrase}"
        for value, region in ((one, first), (other, second))
    ]
    sentence = (
        f"{members} {indicator.label} {text.period_phrase(release.catalog, indicator, period)}: "
        f"{formats.listing(figures)} ({phrases.signed(indicator, other - one)})."
    )
    return DefinitionDifference(gone, added, one, other, other - one, sentence)


def _former_with_value(values: Values, areas: Areas) -> set[tuple[str, str]]:
    """The (municipality in force, period) of which a former municipality has a value of its own."""
    rows = values.rows[values.rows["value"].notna()]
    former = {nis for nis, place in areas.municipalities.items() if not place.in_force}
    rows = rows[rows["area"].isin(former)]
    return {(areas.current(area), period) for area, period in zip(rows["area"], rows["period"], strict=True)}


def _value(tables: Tables, indicator_id: str, region: Region, period: str) -> float | None:
    rows = tables.region_rows(indicator_id, region)
    here = rows.loc[(rows["period"] == period) & rows["value"].notna(), "value"]
    return float(here.iloc[0]) if len(here) else None


def _hidden(tables: Tables, indicator_id: str, codes: Sequence[str], period: str) -> list[str]:
    """The names of those whose value is confidential."""
    rows = tables.values(indicator_id, DEFAULT_SET).rows
    hidden = set(rows.loc[(rows["period"] == period) & (rows["status"] == "confidential"), "area"])
    return [tables.release.areas.name(code) for code in codes if code in hidden]


def _members_sentence(
    areas: Areas, regions: tuple[Region, Region], gone: Sequence[str], added: Sequence[str]
) -> str:
    first, second = regions
    if not gone and not added:
        return f"{first.full_label} en {second.full_label} bestaan uit dezelfde gemeenten."
    moves = [
        f"{word} {formats.listing([areas.name(code) for code in codes])}"
        for word, codes in (("met", added), ("zonder", gone))
        if codes
    ]
    return (
        f"{second.full_label} telt {phrases.in_municipalities(len(second.members))}, {first.full_label} "
        f"{formats.number(len(first.members))}: {' en '.join(moves)}."
    )
