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
    table = observations.reset_index(drop=True)
    keys = pd.MultiIndex.from_frame(table[list(OBSERVATION_KEY)])
    dropped: list[int] = []
    problems = []
    for entry in corrections:
        key = (entry.measure, entry.category, entry.area, entry.period)
        found = observations["value"].reset_index(drop=True)[keys.isin([key])]
        row = _meant(found, entry, dropped)
        if row is None:
            where = describe(entry.model_dump(), areas)
            problems.append(f"{where}: verwacht {_expected(entry)}, gevonden {_list(found.tolist())}")
        elif entry.action == "drop":
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


def _meant(found: pd.Series, entry: Correction, dropped: Sequence[int]) -> int | None:
    """The row that a correction is about, of those of its cell; None when they are not as it expects."""
    rows = zip(found.index.to_list(), found.to_list(), strict=True)
    fitting: list[int] = [row for row, value in rows if _same(value, entry.expect) and row not in dropped]
    return fitting[0] if fitting and len(found) == entry.rows else None


def _expected(entry: Correction) -> str:
    several = f" in een van {entry.rows} rijen" if entry.rows > 1 else ""
    return f"{_shown(entry.expect)}{several}"


def _same(found: float, expected: float | None) -> bool:
    if expected is None or np.isnan(found):
        return expected is None and bool(np.isnan(found))
    return abs(found - expected) <= ROUNDING * max(1.0, abs(expected))


def _shown(value: float | None) -> str:
    return "geen waarde" if value is None or np.isnan(value) else number(value, 2)


def _list(found: Sequence[float]) -> str:
    return " en ".join(_shown(value) for value in found) or "geen rij"
