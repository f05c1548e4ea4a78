"""Measures from more than one source table: every figure from one of them, and the overlap compared."""

from collections.abc import Iterable, Mapping
from dataclasses import replace
from typing import Any

import pandas as pd

from etl.check import records, stop_if_any
from etl.corrections import Corrections
from etl.harmonise import PUBLISHED, Harmonised
from etl.parsed import OBSERVATION_KEY
from streekmonitor.catalog import Catalog, Measure
from streekmonitor.formats import number

KEY = list(OBSERVATION_KEY)
TOLERANCE = 0.1  # per cent: editions of one table differ by a few persons, other concepts by far more
ROUNDING = 1e-6


def splice(
    tables: Mapping[str, Harmonised], catalog: Catalog, corrections: Corrections
) -> tuple[dict[str, Harmonised], dict[str, list[dict[str, Any]]]]:
    """Keep of every spliced measure each key once, from the source that comes first in its list.

    Returns the tables, and per measure what the overlap shows: for each further source {source, periods,
    rows, different, largest (per cent)}. Raises CheckError when the totals of an overlap differ by more
    than TOLERANCE per cent, or than the tolerance in data/corrections/overlaps.yaml.
    """
    result = dict(tables)
    overlaps: dict[str, list[dict[str, Any]]] = {}
    problems: list[str] = []
    for measure in (measure for measure in catalog.measures if measure.splice):
        entries: list[dict[str, Any]] = []
        taken = _rows(result[measure.source], measure)
        for source in measure.splice:
            own = _rows(result[source], measure)
            both = taken.merge(own, on=KEY, suffixes=("", "_other"))
            problems += _too_far_apart(both, measure, source, corrections)
            entries += [_entry(both, source)] if len(both) else []
            result[source] = _without(result[source], both)
            fresh = own[~_keys(own).isin(_keys(taken))]
            taken = pd.concat([taken, fresh], ignore_index=True)
        overlaps[measure.id] = entries
    stop_if_any(
        "Bronnen die dezelfde maat leveren",
        f"totalen die in de gemeenschappelijke periodes hoogstens {number(TOLERANCE, 1)} % verschillen",
        problems,
        "zoek na of de bronnen hetzelfde meten; zo ja, zet de marge met de reden in "
        "data/corrections/overlaps.yaml; zo nee, haal de bron weg uit 'splice' in data/catalog/measures.yaml",
    )
    return result, overlaps


def _rows(table: Harmonised, measure: Measure) -> pd.DataFrame:
    return table.observations[table.observations["measure"] == measure.id]


def _keys(rows: pd.DataFrame) -> pd.MultiIndex:
    return pd.MultiIndex.from_frame(rows[KEY])


def _without(table: Harmonised, dropped: pd.DataFrame) -> Harmonised:
    kept = ~_keys(table.observations).isin(_keys(dropped))
    return replace(table, observations=table.observations[kept].reset_index(drop=True))


def _entry(both: pd.DataFrame, source: str) -> dict[str, Any]:
    """What an overlap shows, for the manifest and the change report."""
    change = (both["value_other"] - both["value"]).abs()
    share = 100 * change / both["value"].abs().where(both["value"] != 0)
    return {
        "source": source,
        "periods": sorted(set(both["period"])),
        "rows": len(both),
        "different": int((change > ROUNDING).sum()),
        "largest": round(float(share.fillna(0).max()), 3),
    }


def _too_far_apart(
    both: pd.DataFrame, measure: Measure, source: str, corrections: Corrections
) -> Iterable[str]:
    """Per category and period, the totals over the published areas that both sources have."""
    stated = {(entry.measure, entry.source): entry.tolerance for entry in corrections.overlaps}
    tolerance = stated.get((measure.id, source), TOLERANCE)
    valued = both[both["basis"].eq(PUBLISHED) & both["value"].notna() & both["value_other"].notna()]
    totals = valued.groupby(["category", "period"])[["value", "value_other"]].sum()
    far = (totals["value_other"] - totals["value"]).abs() > tolerance / 100 * totals["value"].abs() + ROUNDING
    for row in records(totals[far].reset_index()):
        category = f" ({row['category']})" if row["category"] else ""
        yield (
            f"{measure.id}{category}, {row['period']}: {measure.source} heeft samen "
            f"{number(row['value'], 1)}, {source} {number(row['value_other'], 1)}"
        )
