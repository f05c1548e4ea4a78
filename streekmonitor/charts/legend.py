"""The legend of a map as a small histogram: how many municipalities lie in each class, and where yours do."""

import altair as alt

from streekmonitor.charts.theme import INK, MUTED, OUTLINE, Chart

CLASSES = "klassen"
NARROW = 500
LAST_SPACE = "lastindexof(datum.label, ' ')"
TWO_LINES = f"[slice(datum.label, 0, {LAST_SPACE}), slice(datum.label, {LAST_SPACE} + 1)]"


def class_legend() -> Chart:
    """For named data `klassen`: klasse (words), kleur, aantal, label ("12 gemeenten"), keuze (text above)."""
    base = alt.Chart(alt.NamedData(CLASSES)).encode(
        x=alt.X(
            "klasse:N",
            sort=None,
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
