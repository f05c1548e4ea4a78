"""The check against the release in force: what changed too much to be true, and what disappeared."""

from collections.abc import Iterable

import numpy as np
import pandas as pd

from etl.check import describe, records, stop_if_any
from etl.corrections import Corrections
from etl.harmonise import SERIES
from streekmonitor.areas import PROVINCE, Areas
from streekmonitor.catalog import Catalog
from streekmonitor.formats import number
from streekmonitor.release import Release

LARGEST_FACTOR = 3  # a provincial total of one period is revised, but never that much
SMALLEST_TOTAL = 10  # under which a factor says nothing


def check_against_previous(
    observations: pd.DataFrame, catalog: Catalog, previous: Release, areas: Areas, corrections: Corrections
) -> None:
    """No provincial total changes more than threefold, and no figure of a municipality disappears.

    Compares what is in both: the same measure, category and period, over the municipalities in force.
    A change somebody found right stands in data/corrections/confirmed_changes.yaml.
    """
    changes = [entry for entry in corrections.confirmed_changes if entry.release == previous.id]
    confirmed = {(entry.measure, entry.period) for entry in changes}
    both = _side_by_side(observations, previous.observations, areas.within(PROVINCE))
    problems = [*_jumps(both, catalog, areas, confirmed), *_losses(both, areas, confirmed)]
    stop_if_any(
        f"Vergelijking met de vorige release ({previous.id})",
        f"provinciale totalen die hoogstens {LARGEST_FACTOR} keer groter of kleiner worden, en geen "
        "verdwenen cijfers",
        problems,
        "kijk het bestand na; klopt de verandering, zet ze dan met reden in "
        "data/corrections/confirmed_changes.yaml",
    )


def _side_by_side(new: pd.DataFrame, old: pd.DataFrame, members: Iterable[str]) -> pd.DataFrame:
    """New and old values of series that both releases have: SERIES, area, value, old_value."""
    wanted = list(members)
    columns = [*SERIES, "area", "value"]
    text = dict.fromkeys([*SERIES, "area"], "str")
    fresh = new.loc[new["area"].isin(wanted), columns].astype(text)
    former = old.loc[old["area"].isin(wanted), columns].astype(text)
    both = former.rename(columns={"value": "old_value"}).merge(fresh, on=[*SERIES, "area"], how="outer")
    series = fresh[SERIES].drop_duplicates().merge(former[SERIES].drop_duplicates(), on=SERIES)
    return both.merge(series, on=SERIES)


def _jumps(both: pd.DataFrame, catalog: Catalog, areas: Areas, confirmed: set[tuple[str, str]]) -> list[str]:
    paired = both.dropna(subset=["value", "old_value"])
    grouped = paired.groupby(SERIES)[["value", "old_value"]]
    additive = {measure.id for measure in catalog.measures if measure.additive}
    sums, means = grouped.sum(), grouped.mean()
    is_sum = sums.index.get_level_values("measure").isin(additive)
    typical = pd.concat([sums[is_sum], means[~is_sum]])
    new, old = typical["value"].abs(), typical["old_value"].abs()
    large = np.maximum(new, old) >= SMALLEST_TOTAL
    jump = large & ((new > LARGEST_FACTOR * old) | (old > LARGEST_FACTOR * new))
    return [
        f"{describe(row, areas)}: provinciaal van {number(row['old_value'], 1)} naar "
        f"{number(row['value'], 1)}"
        for row in records(typical[jump].reset_index())
        if (row["measure"], row["period"]) not in confirmed
    ]


def _losses(both: pd.DataFrame, areas: Areas, confirmed: set[tuple[str, str]]) -> list[str]:
    lost = both[both["old_value"].notna() & both["value"].isna()]
    return [
        f"{describe(row, areas)}: had een cijfer ({number(row['old_value'], 1)}) en nu niet meer"
        for row in records(lost)
        if (row["measure"], row["period"]) not in confirmed
    ]
