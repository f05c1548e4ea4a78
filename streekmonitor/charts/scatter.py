"""Two indicators against each other: a point for each municipality, with names that do not collide."""

import altair as alt

from streekmonitor.charts.map import NARROW, click
from streekmonitor.charts.theme import GROUND, INK, MUTED, Chart

POINTS = "punten"
LABELS = "opschriften"
# Room between the points and the edges of the chart, in pixels: the frames reckon with it.
ROOM = 24


def scatter_chart(height: int) -> Chart:
    """Points for named data.

    `punten`: nis ("" for a region), naam, x, y, xtekst, ytekst, omvang (px²), kleur, rand (the colour of its
    place in the selection, or ""), vorm, telt (whether it takes part in the correlation). `opschriften`: x,
    y, opschrift, dx, dy (pixels from the point), smal as of the map. The line is that of least squares. A
    click on a point reports its nis.
    """
    rows = alt.Chart(alt.NamedData(POINTS)).transform_calculate(
        omschrijving="datum.naam + ': ' + datum.xtekst + ' en ' + datum.ytekst"
    )
    x = alt.X("x:Q", title=None, scale=_scale(), axis=_axis())
    y = alt.Y("y:Q", title=None, scale=_scale(), axis=_axis())
    line = (
        rows.transform_filter("datum.telt")
        .transform_regression("x", "y")
        .mark_line(color=MUTED, strokeDash=[5, 4], strokeWidth=1.5)
        .encode(x=x, y=y)
    )
    points = (
        rows.mark_point(filled=True, opacity=0.75, cursor="pointer")
        .encode(
            x=x,
            y=y,
            size=alt.Size("omvang:Q", scale=None),
            shape=alt.Shape("vorm:N", scale=None),
            fill=alt.Fill("kleur:N", scale=None),
            stroke=alt.condition("datum.rand", alt.Stroke("rand:N", scale=None), alt.value(GROUND)),
            strokeWidth=alt.condition("datum.rand", alt.value(3), alt.value(1)),
            tooltip=[
                alt.Tooltip("naam:N", title="Gebied"),
                alt.Tooltip("xtekst:N", title="Horizontaal"),
                alt.Tooltip("ytekst:N", title="Verticaal"),
            ],
            description=alt.Description("omschrijving:N"),
        )
        .add_params(click())
    )
    return alt.layer(line, points, *_names(x, y)).properties(width="container", height=height)


def _names(x: alt.X, y: alt.Y) -> list[alt.Chart]:
    rows = alt.Chart(alt.NamedData(LABELS)).transform_filter(f"datum.smal == (width < {NARROW})")
    base = rows.encode(x=x, y=y, text="opschrift:N")
    aside, down = alt.ExprRef("datum.dx"), alt.ExprRef("datum.dy")
    halo = base.mark_text(
        dx=aside, dy=down, baseline="middle", stroke=GROUND, strokeWidth=3, strokeJoin="round"
    )
    return [halo, base.mark_text(dx=aside, dy=down, baseline="middle", color=INK)]


def _scale() -> alt.Scale:
    return alt.Scale(zero=False, nice=False, padding=ROOM)


def _axis() -> alt.Axis:
    return alt.Axis(tickCount=6, domain=False)
