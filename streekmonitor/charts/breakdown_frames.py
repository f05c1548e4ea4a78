"""Rows for breakdowns: parts of a whole as stacked shares, or one row of points for each part."""

from collections.abc import Mapping, Sequence

import pandas as pd

from streekmonitor.charts.frames import Notation, Series, value_text
from streekmonitor.charts.theme import STEPS, text_on
from streekmonitor.formats import value as words_of

LEAST_LABELLED = 6.0
MOST_ROWS = 12
# Comparators are strokes, told apart by their direction: the paths of |, ×, + and −.
STROKES = (
    "M0,-1.1V1.1",
    "M-0.8,-0.8L0.8,0.8M-0.8,0.8L0.8,-0.8",
    "M0,-1V1M-1,0H1",
    "M-1.1,0H1.1",
)


def part_colours(parts: int) -> list[str]:
    """A colour for each of the stacked parts, spread over the scale."""
    last = len(STEPS) - 1
    return [STEPS[round(place * last / max(parts - 1, 1))] for place in range(parts)]


def stacked_frame(parts: Mapping[str, pd.DataFrame], series: Sequence[Series]) -> pd.DataFrame:
    """Rows for `stacked_chart`; `parts` gives per code category, label, value and share (%)."""
    frames = []
    for place, entry in enumerate(series):
        rows = parts[entry.code]
        if rows["share"].isna().any():
            continue
        end = rows["share"].cumsum()
        colours = part_colours(len(rows))
        frames.append(
            pd.DataFrame(
                {
                    "volgorde": place,
                    "gebied": entry.name,
                    "deel": rows["label"],
                    "van": end - rows["share"],
                    "tot": end,
                    "midden": end - rows["share"] / 2,
                    "label": [words_of(share, "%", 1) for share in rows["share"]],
                    "opschrift": [
                        words_of(share, "%") if share >= LEAST_LABELLED else "" for share in rows["share"]
                    ],
                    "kleur": colours,
                    "tekst": [text_on(colour) for colour in colours],
                }
            )
        )
    return pd.concat(frames, ignore_index=True) if frames else pd.DataFrame()


def largest_first(parts: Mapping[str, pd.DataFrame], first: str) -> dict[str, pd.DataFrame]:
    """Of many parts the largest of the first area, in that order, for every area."""
    order = parts[first].sort_values("value", ascending=False, kind="stable").index[:MOST_ROWS]
    return {code: rows.loc[order].reset_index(drop=True) for code, rows in parts.items()}


def points_frame(
    notation: Notation, parts: Mapping[str, pd.DataFrame], series: Sequence[Series], *, shares: bool
) -> pd.DataFrame:
    """Rows for `points_chart`: of each part the share or the value, as a point for each area."""
    frames = []
    for entry in series:
        rows = parts[entry.code].rename(columns={"share" if shares else "value": "shown"})
        rows = rows.assign(volgorde=range(len(rows))).dropna(subset=["shown"])
        words = [
            words_of(shown, "%", 1) if shares else value_text(notation, shown, "observed")
            for shown in rows["shown"]
        ]
        frames.append(
            pd.DataFrame(
                {
                    "volgorde": rows["volgorde"],
                    "deel": rows["label"],
                    "gebied": entry.name,
                    "x": rows["shown"],
                    "label": words,
                    "kleur": entry.colour,
                    "vorm": STROKES[entry.dash - 1] if entry.dash else entry.shape,
                }
            )
        )
    return pd.concat(frames, ignore_index=True) if frames else pd.DataFrame()
