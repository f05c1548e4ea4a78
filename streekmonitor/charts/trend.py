"""The trend: lines that stop where there is no figure, labelled at their end."""

import altair as alt

from streekmonitor.charts.theme import COMPARATOR_DASHES, MUTED, Chart

POINTS = "punten"
ENDS = "uiteinden"
MARKS = "merktekens"
# Full, the comparators, and a projection, which is lighter.
DASHES = [[1, 0], *COMPARATOR_DASHES, [3, 5]]


def trend_chart(*, from_zero: bool, height: int) -> Chart:
    """Lines for named data.

    `punten`: reeks, lijn (the part of it that is one line), x (year, with its fraction), periode (words),
    waarde (null breaks the line), label, kleur, vorm, streep (0 is a full line, 1-4 the dashes of
    comparators, 5 a projection), dik, zacht (provisional, estimated or projected).
    `uiteinden`: x, y, opschrift, kleur. `merktekens`: x, opschrift (breaks in the series, and the period on
    screen with an empty text).
    """
    return alt.layer(*trend_layers(from_zero=from_zero)).properties(width="container", height=height)


def trend_layers(*, from_zero: bool) -> list[alt.Chart]:
    """The layers of a trend, for a chart that adds its own."""
    base = alt.Chart(alt.NamedData(POINTS)).encode(
        x=alt.X("x:Q", title=None, scale=alt.Scale(nice=False, zero=False), axis=_years()),
        y=alt.Y(
            "waarde:Q", title=None, scale=alt.Scale(zero=from_zero), axis=alt.Axis(tickCount=5, domain=False)
        ),
        color=alt.Color("kleur:N", scale=None),
        detail="lijn:N",
    )
    lines = base.mark_line(invalid="break-paths-show-path-domains").encode(
        strokeWidth=alt.StrokeWidth("dik:Q", scale=None),
        strokeDash=alt.StrokeDash(
            "streep:N", legend=None, scale=alt.Scale(domain=list(range(len(DASHES))), range=DASHES)
        ),
        opacity=alt.condition(f"datum.streep == {len(DASHES) - 1}", alt.value(0.6), alt.value(1)),
    )
    points = (
        base.transform_filter("isValid(datum.waarde)")
        .transform_calculate(omschrijving="datum.reeks + ', ' + datum.periode + ': ' + datum.label")
        .mark_point(size=45, strokeWidth=1.5)
        .encode(
            shape=alt.Shape("vorm:N", scale=None),
            fill=alt.condition("datum.zacht", alt.value("white"), alt.Fill("kleur:N", scale=None)),
            tooltip=[
                alt.Tooltip("reeks:N", title="Gebied"),
                alt.Tooltip("periode:N", title="Periode"),
                alt.Tooltip("label:N", title="Waarde"),
            ],
            description=alt.Description("omschrijving:N"),
        )
    )
    ends = (
        alt.Chart(alt.NamedData(ENDS))
        .mark_text(align="left", dx=8)
        .encode(x="x:Q", y="y:Q", text="opschrift:N", color=alt.Color("kleur:N", scale=None))
    )
    rule = alt.Chart(alt.NamedData(MARKS)).mark_rule(color=MUTED, strokeDash=[2, 3]).encode(x="x:Q")
    note = (
        alt.Chart(alt.NamedData(MARKS))
        .mark_text(align="right", dx=-4, y=8, color=MUTED)
        .encode(x="x:Q", text="opschrift:N")
    )
    return [rule, note, lines, points, ends]


def _years() -> alt.Axis:
    return alt.Axis(
        format="d", tickMinStep=1, grid=False, labelFlush=False, labelOverlap="greedy", tickCount=10
    )
