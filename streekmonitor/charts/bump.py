"""Ranks through time: a line for each municipality, the first rank on top."""

import altair as alt

from streekmonitor.charts.theme import COMPARATOR_DASHES, GROUND, MUTED, Chart
from streekmonitor.charts.trend import ENDS, MARKS, POINTS

DASHES = ([1, 0], *COMPARATOR_DASHES)


def bump_chart(height: int) -> Chart:
    """Lines for the named data of `trend_chart`; `waarde` is the rank and `y` of `uiteinden` a rank too."""
    rank = alt.Y(
        "waarde:Q",
        title=None,
        scale=alt.Scale(reverse=True, zero=False, nice=False, padding=12),
        axis=alt.Axis(format="d", tickMinStep=1, tickCount=8, domain=False),
    )
    years = alt.Axis(
        format="d", tickMinStep=1, grid=False, labelFlush=False, labelOverlap="greedy", tickCount=10
    )
    base = alt.Chart(alt.NamedData(POINTS)).encode(
        x=alt.X("x:Q", title=None, scale=alt.Scale(nice=False, zero=False), axis=years),
        y=rank,
        color=alt.Color("kleur:N", scale=None),
        detail="lijn:N",
    )
    lines = [
        base.transform_filter(f"datum.streep == {number}").mark_line(
            strokeDash=dash, strokeWidth=2.5, interpolate="monotone", invalid="break-paths-show-path-domains"
        )
        for number, dash in enumerate(DASHES)
    ]
    points = (
        base.transform_filter("isValid(datum.waarde)")
        .transform_calculate(omschrijving="datum.reeks + ', ' + datum.periode + ': ' + datum.label")
        .mark_point(size=90, filled=True, opacity=1, stroke=GROUND, strokeWidth=1)
        .encode(
            shape=alt.Shape("vorm:N", scale=None),
            tooltip=[
                alt.Tooltip("reeks:N", title="Gemeente"),
                alt.Tooltip("periode:N", title="Periode"),
                alt.Tooltip("label:N", title="Plaats"),
            ],
            description=alt.Description("omschrijving:N"),
        )
    )
    ends = (
        alt.Chart(alt.NamedData(ENDS))
        .mark_text(align="left", dx=10)
        .encode(x="x:Q", y="y:Q", text="opschrift:N", color=alt.Color("kleur:N", scale=None))
    )
    breaks = alt.Chart(alt.NamedData(MARKS)).transform_filter("datum.opschrift")
    rule = breaks.mark_rule(color=MUTED, strokeDash=[2, 3]).encode(x="x:Q")
    note = breaks.mark_text(align="right", dx=-4, y=8, color=MUTED).encode(x="x:Q", text="opschrift:N")
    return alt.layer(rule, note, *lines, points, ends).properties(width="container", height=height)
