"""The legend of a map: a small histogram of its classes that marks yours, or the sizes of its circles."""

import altair as alt

from streekmonitor.charts.theme import GROUND, INK, MUTED, OUTLINE, Chart

CLASSES = "klassen"
SIZES = "maten"
NARROW = 500
LAST_SPACE = "lastindexof(datum.label, ' ')"
TWO_LINES = f"[slice(datum.label, 0, {LAST_SPACE}), slice(datum.label, {LAST_SPACE} + 1)]"


def class_legend() -> Chart:
    """Named data `klassen`: volgorde, klasse (words), kleur, aantal, label ("12 gemeenten"), keuze (names).

    Ordered by a field: in the order of the data, a class that stays when data change would keep its place.
    """
    base = alt.Chart(alt.NamedData(CLASSES)).encode(
        x=alt.X(
            "klasse:N",
            sort=alt.EncodingSortField("volgorde", op="min"),
            title=None,
            axis=alt.Axis(
                labelAngle=0,
                ticks=False,
                domain=False,
                labelLimit=130,
                labelOverlap=False,
                labelExpr=f"width < {NARROW} && {LAST_SPACE} > 0 ? {TWO_LINES} : datum.label",
            ),
        )
    )
    bars = base.mark_bar(stroke=OUTLINE, strokeWidth=0.6, width={"band": 0.96}).encode(
        y=alt.Y("aantal:Q", axis=None, scale=alt.Scale(zero=True)),
        color=alt.Color("kleur:N", scale=None),
        tooltip=[alt.Tooltip("klasse:N", title="Klasse"), alt.Tooltip("label:N", title="Aantal")],
    )
    counts = base.mark_text(baseline="bottom", dy=-2, color=MUTED).encode(y="aantal:Q", text="aantal:Q")
    chosen = base.mark_text(baseline="bottom", dy=-16, color=INK, fontWeight=600).encode(
        y="aantal:Q", text="keuze:N"
    )
    return alt.layer(bars, counts, chosen).properties(width="container", height=76)


def symbol_legend() -> Chart:
    """For named data `maten`: volgorde, omvang (px²), label, kleur."""
    base = alt.Chart(alt.NamedData(SIZES)).transform_calculate(x="40 + datum.volgorde * 150")
    place = alt.X("x:Q", axis=None, scale=alt.Scale(domain=[0, 640], nice=False))
    circles = base.mark_circle(opacity=0.8, stroke=GROUND, strokeWidth=1).encode(
        x=place,
        size=alt.Size("omvang:Q", scale=None),
        color=alt.Color("kleur:N", scale=None),
        tooltip=[alt.Tooltip("label:N", title="Waarde")],
    )
    labels = base.mark_text(align="left", dx=24, color=INK).encode(x=place, text="label:N")
    return alt.layer(circles, labels).properties(width="container", height=44)
