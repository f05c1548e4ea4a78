"""The check against the release in force: what changed too much to be true, and what disappeared."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

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
EXPECTED = (
    f"provinciale totalen die hoogstens {LARGEST_FACTOR} keer groter of kleiner worden, en geen verdwenen "
    "cijfers"
)


@dataclass(frozen=True)
class Doubt:
    """A change that is too large to be true unless somebody confirms it, or a figure that disappeared."""

    measure: str
    period: str
    text: str


def check_against_previous(
    observations: pd.DataFrame, catalog: Catalog, previous: Release, areas: Areas, corrections: Corrections
) -> None:
    """No provincial total changes more than threefold, and no figure of a municipality disappears.

    Raises CheckError with what `doubts` finds.
    """
    found = doubts(observations, catalog, previous, areas, corrections)
    stop_if_any(
        f"Vergelijking met de vorige release ({previous.id})",
        EXPECTED,
        [doubt.text for doubt in found],
        "kijk het bestand na; klopt de verandering, zet ze dan met reden in "
        "data/corrections/confirmed_changes.yaml",
    )


def doubts(
    observations: pd.DataFrame, catalog: Catalog, previous: Release, areas: Areas, corrections: Corrections
) -> list[Doubt]:
    """What changed too much, or disappeared, and is not confirmed.

    Compares what is in both: the same measure, category and period, over the municipalities in force.
    A change somebody found right stands in data/corrections/confirmed_changes.yaml.
    """
    changes = [entry for entry in corrections.confirmed_changes if entry.release == previous.id]
    confirmed = {(entry.measure, entry.period) for entry in changes}
    both = _side_by_side(observations, previous.observations, areas.within(PROVINCE))
    found = [*_jumps(both, catalog, areas), *_losses(both, areas)]
    return [doubt for doubt in found if (doubt.measure, doubt.period) not in confirmed]


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


def _jumps(both: pd.DataFrame, catalog: Catalog, areas: Areas) -> list[Doubt]:
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
        _doubt(row, areas, f"provinciaal van {number(row['old_value'], 1)} naar {number(row['value'], 1)}")
        for row in records(typical[jump].reset_index())
    ]


def _losses(both: pd.DataFrame, areas: Areas) -> list[Doubt]:
    lost = both[both["old_value"].notna() & both["value"].isna()]
    return [
        _doubt(row, areas, f"had een cijfer ({number(row['old_value'], 1)}) en nu niet meer")
        for row in records(lost)
    ]


def _doubt(row: dict[str, Any], areas: Areas, text: str) -> Doubt:
    return Doubt(row["measure"], row["period"], f"{describe(row, areas)}: {text}")
