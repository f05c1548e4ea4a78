"""Breakdowns: stacked shares for few parts, rows of points for many or for what does not add up."""

import altair as alt

from streekmonitor.charts.theme import GROUND, INK, Chart

STACKED, POINTS = "delen", "deelpunten"
BAR_HEIGHT, ROW_HEIGHT = 34, 26


def stacked_chart(bars: int) -> Chart:
    """For `delen`: volgorde, gebied, deel, van, tot, midden (%), label, opschrift, kleur, tekst."""
    base = (
        alt.Chart(alt.NamedData(STACKED))
        .transform_calculate(
            regel="datum.volgorde + '|' + datum.gebied",
            omschrijving="datum.gebied + ', ' + datum.deel + ': ' + datum.label",
        )
        .encode(y=_rows())
    )
    whole = alt.Scale(domain=[0, 100], nice=False)
    segments = base.mark_bar(height={"band": 0.7}, stroke=GROUND, strokeWidth=1).encode(
        x=alt.X("van:Q", axis=None, scale=whole),
        x2="tot:Q",
        color=alt.Color("kleur:N", scale=None),
        tooltip=[
            alt.Tooltip("gebied:N", title="Gebied"),
            alt.Tooltip("deel:N", title="Deel"),
            alt.Tooltip("label:N", title="Aandeel"),
        ],
        description=alt.Description("omschrijving:N"),
    )
    words = base.mark_text().encode(
        x=alt.X("midden:Q", scale=whole), text="opschrift:N", color=alt.Color("tekst:N", scale=None)
    )
    return alt.layer(segments, words).properties(width="container", height=bars * BAR_HEIGHT)


def points_chart(rows: int) -> Chart:
    """For named data `deelpunten`: volgorde, deel, gebied, x, label, kleur, vorm."""
    base = alt.Chart(alt.NamedData(POINTS)).transform_calculate(
        regel="datum.volgorde + '|' + datum.deel",
        omschrijving="datum.deel + ', ' + datum.gebied + ': ' + datum.label",
    )
    points: alt.Chart = base.mark_point(filled=True, size=80, opacity=0.9, strokeWidth=1.5).encode(
        y=_rows(grid=True),
        x=alt.X("x:Q", title=None, scale=alt.Scale(zero=True), axis=alt.Axis(tickCount=6, orient="top")),
        shape=alt.Shape("vorm:N", scale=None),
        fill=alt.Fill("kleur:N", scale=None),
        stroke=alt.Stroke("kleur:N", scale=None),
        tooltip=[
            alt.Tooltip("deel:N", title="Deel"),
            alt.Tooltip("gebied:N", title="Gebied"),
            alt.Tooltip("label:N", title="Waarde"),
        ],
        description=alt.Description("omschrijving:N"),
    )
    sized: Chart = points.properties(width="container", height=rows * ROW_HEIGHT)
    return sized


def _rows(*, grid: bool = False) -> alt.Y:
    """Rows in the order of their number, which the axis leaves out."""
    axis = alt.Axis(
        labelExpr="split(datum.value, '|')[1]",
        ticks=False,
        domain=False,
        grid=grid,
        labelPadding=6,
        labelLimit=300,
        labelColor=INK,
    )
    return alt.Y("regel:N", sort=alt.EncodingSortField("volgorde", op="min"), title=None, axis=axis)
