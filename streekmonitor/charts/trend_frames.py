"""Rows for the trend: lines that stop at gaps and breaks, projections apart, and names at their ends."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np
import pandas as pd

from streekmonitor import formats
from streekmonitor.catalog import Break
from streekmonitor.charts.frames import LETTER_HEIGHT, Notation, Series, apart, place_in_time, texts

POINT_COLUMNS = [
    "reeks", "lijn", "x", "periode", "waarde", "label", "kleur", "vorm", "streep", "dik", "zacht",
]  # fmt: skip
END_COLUMNS = ["x", "y", "opschrift", "kleur"]
PROJECTED = 5
BROKEN = "breuk in de reeks"


@dataclass(frozen=True)
class TrendAxis:
    """The axes of a trend, and what is marked on them.

    Whether values begin at zero, height in pixels, what periods refer to, the periods on screen, and the
    breaks in the series.
    """

    from_zero: bool
    height: int
    reference: str = "average"
    marked: Sequence[str] = ()
    breaks: Sequence[Break] = ()


def trend_frames(
    notation: Notation, rows: Mapping[str, pd.DataFrame], series: Sequence[Series], axis: TrendAxis
) -> dict[str, pd.DataFrame]:
    """Rows for `trend_chart`; `rows` gives per code the columns period, value, status."""
    drawn = [entry for entry in series if len(rows[entry.code].dropna(subset=["value"]))]
    points = [_line(notation, rows[entry.code], entry, axis) for entry in drawn]
    marks = [(place_in_time(entry.period), BROKEN) for entry in axis.breaks]
    marks += [(place_in_time(period), "") for period in axis.marked]
    all_points = pd.concat(points, ignore_index=True) if points else pd.DataFrame(columns=POINT_COLUMNS)
    return {
        "punten": all_points,
        "uiteinden": _line_ends(all_points, axis),
        "merktekens": pd.DataFrame(marks, columns=["x", "opschrift"]),
    }


def _line(notation: Notation, rows: pd.DataFrame, entry: Series, axis: TrendAxis) -> pd.DataFrame:
    """One series; what is projected is a line of its own that starts at the last point before it."""
    rows = rows.sort_values("period")
    rows = rows.assign(x=[place_in_time(period) for period in rows["period"]])
    known = rows.dropna(subset=["value"])
    inside = rows[(rows["x"] >= known["x"].min()) & (rows["x"] <= known["x"].max())]
    projected = inside["status"] == "projected"
    parts = [(inside[~projected], entry.dash)]
    if projected.any():
        start = inside[~projected & (inside["x"] < inside.loc[projected, "x"].min())].tail(1)
        parts.append((pd.concat([start, inside[projected]]), PROJECTED))
    frames = [
        _part(notation, _with_holes(part, axis.breaks), entry, axis.reference).assign(
            lijn=f"{entry.name} {number}", streep=dash
        )
        for number, (part, dash) in enumerate(parts)
        if len(part)
    ]
    return pd.concat(frames)[POINT_COLUMNS]


def _with_holes(rows: pd.DataFrame, breaks: Sequence[Break]) -> pd.DataFrame:
    """With an empty point wherever a period is missing or the series breaks, so that the line stops there."""
    steps = rows["x"].diff()
    usual = steps.min()
    cuts = [place_in_time(entry.period) for entry in breaks]
    holes = [
        {"x": x - step / 2, "period": "", "value": np.nan, "status": "missing"}
        for x, step in zip(rows["x"], steps, strict=True)
        if step > 1.5 * usual or any(x - step < cut <= x for cut in cuts)
    ]
    return pd.concat([rows, pd.DataFrame(holes)]).sort_values("x") if holes else rows


def _part(notation: Notation, rows: pd.DataFrame, entry: Series, reference: str) -> pd.DataFrame:
    return pd.DataFrame(
        {
            "reeks": entry.name,
            "x": rows["x"],
            "periode": [formats.period(name, reference) if name else "" for name in rows["period"]],
            "waarde": rows["value"],
            "label": texts(notation, rows),
            "kleur": entry.colour,
            "vorm": entry.shape,
            "dik": entry.width,
            "zacht": rows["status"] != "observed",
        }
    )


def _line_ends(points: pd.DataFrame, axis: TrendAxis) -> pd.DataFrame:
    """A name at the end of each line, moved apart so that none covers another."""
    known = points.dropna(subset=["waarde"])
    if known.empty:
        return pd.DataFrame(columns=END_COLUMNS)
    ends = known.sort_values("x").groupby("reeks", sort=False).tail(1).sort_values("waarde")
    low = min(0.0, known["waarde"].min()) if axis.from_zero else known["waarde"].min()
    least = (known["waarde"].max() - low or 1.0) * LETTER_HEIGHT / axis.height
    labels = ends[["reeks", "kleur"]].rename(columns={"reeks": "opschrift"})
    return labels.assign(x=known["x"].max(), y=apart(ends["waarde"].to_list(), least))[END_COLUMNS]
