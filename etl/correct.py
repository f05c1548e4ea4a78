"""Known faults in cells of a publisher, mended as data/corrections/corrections.yaml says, never in code."""

from collections.abc import Sequence

import numpy as np
import pandas as pd

from etl.check import describe, stop_if_any
from etl.corrections import Correction
from etl.parsed import OBSERVATION_KEY
from streekmonitor.areas import Areas
from streekmonitor.formats import number

ROUNDING = 1e-6


def corrected(observations: pd.DataFrame, corrections: Sequence[Correction], areas: Areas) -> pd.DataFrame:
    """Apply the corrections of one source to its observations (OBSERVATION_COLUMNS, areas as codes).

    Each must find exactly the value that it expects, so that it is noticed when the publisher mends it.
    Raises CheckError that lists every correction whose cell is absent or holds something else.
    """
    if not corrections:
        return observations
    table = observations.copy()
    keys = pd.MultiIndex.from_frame(table[list(OBSERVATION_KEY)])
    dropped: list[int] = []
    problems = []
    for entry in corrections:
        key = (entry.measure, entry.category, entry.area, entry.period)
        rows = np.flatnonzero(keys.isin([key]))
        found = [float(table["value"].iloc[row]) for row in rows]
        if len(found) != 1 or not _same(found[0], entry.expect):
            where = describe(entry.model_dump(), areas)
            problems.append(f"{where}: verwacht {_shown(entry.expect)}, gevonden {_list(found)}")
            continue
        row = table.index[rows[0]]
        if entry.action == "drop":
            dropped.append(row)
        elif entry.action == "override":
            table.loc[row, ["value", "status"]] = [entry.value, entry.status or "observed"]
        else:
            table.loc[row, "status"] = entry.status
    stop_if_any(
        "Correcties",
        "in het bestand precies de waarde die elke correctie bij 'expect' noemt",
        problems,
        "is de fout bij de uitgever hersteld, verwijder dan de correctie uit "
        "data/corrections/corrections.yaml; is ze veranderd, kijk dan na of de correctie nog juist is en pas "
        "'expect' aan",
    )
    return table.drop(index=dropped).reset_index(drop=True)


def _same(found: float, expected: float | None) -> bool:
    if expected is None or np.isnan(found):
        return expected is None and bool(np.isnan(found))
    return abs(found - expected) <= ROUNDING * max(1.0, abs(expected))


def _shown(value: float | None) -> str:
    return "geen waarde" if value is None or np.isnan(value) else number(value, 2)


def _list(found: Sequence[float]) -> str:
    return " en ".join(_shown(value) for value in found) or "geen rij"
