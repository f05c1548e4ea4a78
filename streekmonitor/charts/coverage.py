"""What an indicator has, municipality by period: figures, and each kind of absence told apart."""

from collections.abc import Callable

import altair as alt
import pandas as pd

from streekmonitor.analysis.coverage import STATES
from streekmonitor.charts.theme import (
    BLUES,
    CONFIDENTIAL,
    GROUND,
    INK,
    NO_DATA,
    OUTLINE,
    PURPLES,
    TEXT_SIZE,
    Chart,
)

CELLS = "cellen"
ROW_HEIGHT = 20
NARROWEST_SIGN = 9
# So many municipalities that look the same stand in one row, so that what differs can be seen.
LEAST_IN_ONE_ROW = 5
SIGNS = {"summed": "+", "former": "v", "confidential": "×", "not_applicable": "–"}
COLOURS = {
    "present": BLUES[3],
    "summed": BLUES[1],
    "former": PURPLES[1],
    "confidential": CONFIDENTIAL,
    "not_applicable": GROUND,
    "missing": NO_DATA,
}
WORDS = STATES | {"former": "vroegere gemeenten"}
LEGEND = {state: f"{words} ({SIGNS[state]})" if state in SIGNS else words for state, words in WORDS.items()}


def coverage_chart() -> Chart:
    """A cell for each municipality and period of named data `cellen`, see `coverage_frame`."""
    base = alt.Chart(alt.NamedData(CELLS)).encode(
        x=alt.X(
            "periode:N",
            sort=alt.EncodingSortField("moment", op="min"),
            title=None,
            axis=alt.Axis(ticks=False, domain=False, labelOverlap="greedy", labelAngle=0),
        ),
        y=alt.Y(
            "rij:N",
            sort=alt.EncodingSortField("volgorde", op="min"),
            title=None,
            axis=alt.Axis(ticks=False, domain=False, labelLimit=180),
        ),
    )
    scale = alt.Scale(domain=list(LEGEND.values()), range=[COLOURS[state] for state in LEGEND])
    legend = alt.Legend(
        title=None,
        orient="top",
        labelLimit=0,
        labelFontSize=TEXT_SIZE,
        symbolType="square",
        symbolStrokeColor=OUTLINE,
        columns=alt.ExprRef("width < 500 ? 1 : 3"),
    )
    cells = base.mark_rect(stroke=OUTLINE, strokeWidth=0.6).encode(
        color=alt.Color("toestand:N", scale=scale, legend=legend),
        tooltip=[
            alt.Tooltip("rij:N", title="Gemeente"),
            alt.Tooltip("periode:N", title="Periode"),
            alt.Tooltip("toestand:N", title="Toestand"),
        ],
    )
    visible = alt.ExprRef(f"bandwidth('x') < {NARROWEST_SIGN} ? 0 : 1")
    signs = base.mark_text(color=INK, opacity=visible).encode(text="teken:N")
    return alt.layer(cells, signs).properties(width="container", height={"step": ROW_HEIGHT})


def coverage_frame(
    cells: pd.DataFrame, name: Callable[[str], str], words: Callable[[str], str]
) -> pd.DataFrame:
    """Rows for `coverage_chart`: rij, volgorde, periode, moment, toestand, teken.

    `cells` is as in `analysis.coverage.Coverage`, `name` gives the name of a municipality, `words` a period.
    The municipalities that share the most common pattern stand together in the last row.
    """
    patterns = cells.groupby("area", observed=True)["state"].agg(tuple)
    alike = patterns.index[patterns == patterns.mode().iloc[0]] if len(patterns) else []
    together = set(alike) if len(alike) >= LEAST_IN_ONE_ROW else set()
    every = len(together) == len(patterns)
    label = f"{'Alle' if every else 'De andere'} {len(together)} gemeenten"
    own = [code for code in sorted(patterns.index, key=name) if code not in together]
    shown = {code: name(code) for code in own}
    if together:
        shown[min(together)] = label
    order = {code: place for place, code in enumerate(shown)}
    rows = cells[cells["area"].isin(shown)]
    rows = rows.assign(place=rows["area"].map(order)).sort_values(["place", "period"])
    return pd.DataFrame(
        {
            "rij": rows["area"].map(shown).astype(object),
            "volgorde": rows["place"],
            "periode": [words(period) for period in rows["period"]],
            "moment": rows["period"].astype(str),
            "toestand": rows["state"].map(LEGEND).astype(object),
            "teken": [SIGNS.get(state, "") for state in rows["state"]],
        }
    ).reset_index(drop=True)
