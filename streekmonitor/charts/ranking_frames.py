"""Rows for the ranking: which municipalities are in sight, and how each bar is told."""

from collections.abc import Mapping, Sequence
from typing import Any

import numpy as np
import pandas as pd

from streekmonitor import formats
from streekmonitor.charts.frames import SMALL, Notation, Series, short_text
from streekmonitor.charts.theme import BAR

ENDS_OF_RANKING = 5


def ranking_frame(
    notation: Notation,
    shown: pd.DataFrame,
    others: pd.DataFrame,
    series: Sequence[Series],
    *,
    show_all: bool,
    centre: float = 0.0,
) -> pd.DataFrame:
    """Rows for `ranking_chart`: from high to low, the municipalities and those they are compared with.

    `shown` has area, naam, value, status, small, rank, and perhaps before (the value of an earlier period);
    `others` (regions, comparators) area, naam, value, status, and before as well. Bars start at `centre`.
    Without `show_all`: the five highest and lowest, the selected with their neighbours in rank, the others.
    """
    chosen = {entry.code: entry.colour for entry in series}
    ranked = shown.dropna(subset=["value"]).sort_values(["value", "naam"], ascending=[False, True])
    ranked = ranked.assign(
        keep=show_all | _in_sight(ranked["area"], chosen),
        naam=[f"{rank:.0f}. {name}" for rank, name in zip(ranked["rank"], ranked["naam"], strict=True)],
        nis=ranked["area"],
    )
    rows = pd.concat([ranked, others.dropna(subset=["value"]).assign(keep=True, nis="")])
    rows = rows.sort_values("value", ascending=False, kind="stable", ignore_index=True)
    # Of a stretch of ranks that is left out, one row stays to stand for it.
    left_out = ~rows["keep"]
    rows = rows[rows["keep"] | (left_out & ~left_out.shift(fill_value=False))].reset_index(drop=True)
    bars = _bars(notation, rows, chosen)
    return bars.assign(waarde=bars["waarde"] - centre)


def alphabet_frame(
    notation: Notation,
    shown: pd.DataFrame,
    others: pd.DataFrame,
    series: Sequence[Series],
    *,
    show_all: bool,
) -> pd.DataFrame:
    """The same rows without a ranking: by name, after those they are compared with; all, or the chosen."""
    chosen = {entry.code: entry.colour for entry in series}
    own = shown.dropna(subset=["value"]).sort_values("naam")
    own = own[show_all | own["area"].isin(list(chosen))]
    rows = pd.concat([others.dropna(subset=["value"]).assign(nis=""), own.assign(nis=own["area"])])
    return _bars(notation, rows.assign(keep=True).reset_index(drop=True), chosen)


def shared_status(shown: pd.DataFrame) -> str:
    """The status of all values when it is one and not simply observed: the title then tells it once."""
    statuses = shown.loc[shown["value"].notna(), "status"].unique()
    return str(statuses[0]) if len(statuses) == 1 and statuses[0] != "observed" else ""


def _bars(notation: Notation, rows: pd.DataFrame, chosen: Mapping[str, str]) -> pd.DataFrame:
    left_out = ~rows["keep"].astype(bool)
    own = rows["nis"] != ""
    told = shared_status(rows[own]) if own.any() else ""
    few = rows["small"].eq(other=True) if "small" in rows else own & False
    labels = [
        _label(notation, value, status, small=small, told=told)
        for value, status, small in zip(rows["value"], rows["status"], few, strict=True)
    ]
    table = pd.DataFrame(
        {
            "volgorde": range(len(rows)),
            "naam": rows["naam"].mask(left_out, "…"),
            "nis": rows["nis"].mask(left_out, ""),
            "waarde": rows["value"].mask(left_out),
            "label": pd.Series(labels, dtype=object).mask(left_out, ""),
            "kleur": [chosen.get(code, BAR) for code in rows["area"]],
            "zacht": (rows["status"] != "observed") & ~left_out,
        }
    )
    if "before" not in rows:
        return table
    before = rows["before"].mask(left_out).astype(float)
    known = before.notna()
    was = [f" (was {short_text(notation, value)})" for value in before[known].tolist()]
    table.loc[known, "label"] += pd.Series(was, index=before[known].index, dtype=object)
    return table.assign(eerder=before)


def _label(notation: Notation, value: float, status: str, *, small: bool, told: str) -> str:
    """A value, and what must be known of it: that it is provisional, or rests on few."""
    remarks = [] if status in ("observed", told) else [formats.STATUS_WORDS[status]]
    remarks += [SMALL] if small else []
    text = short_text(notation, value)
    return f"{text} ({', '.join(remarks)})" if remarks else text


def _in_sight(ranked: pd.Series, chosen: Mapping[str, str]) -> np.ndarray[Any, np.dtype[np.bool_]]:
    """Which places of a ranking are always shown: both ends, the chosen, and those next to them."""
    places = np.arange(len(ranked))
    ends = (places < ENDS_OF_RANKING) | (places >= len(ranked) - ENDS_OF_RANKING)
    own = ranked.isin(list(chosen)).to_numpy(dtype=bool)
    before, after = np.append(own[1:], values=False), np.insert(own[:-1], 0, values=False)
    shown: np.ndarray[Any, np.dtype[np.bool_]] = ends | own | before | after
    return shown
