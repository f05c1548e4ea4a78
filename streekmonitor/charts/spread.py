"""The distribution: all municipalities as dots on one axis, with lines for who they are compared with."""

import altair as alt

from streekmonitor.charts.theme import COMPARATOR_DASHES, GROUND, INK, MUTED, Chart

DOTS, NAMES, QUARTILES, RULES = "stippen", "namen", "kwartielen", "lijnen"
LOWEST, HIGHEST = -8.5, 12.0
BOX = (-6.8, 6.8)
BOX_COLOUR = "#eceff2"


def spread_chart(height: int) -> Chart:
    """For named data.

    `stippen`: nis, naam, label, x, y (height of the dot), kleur, vorm, gekozen. `namen`: x, y, opschrift,
    kleur, gekozen. `kwartielen`: q1, mediaan, q3, opschrift. `lijnen`: x, plaats and y (of the words),
    opschrift, kleur, streep (0 is a full line, 1-4 the dashes of comparators).
    """
    height_of = alt.Scale(domain=[LOWEST, HIGHEST], nice=False)
    y = alt.Y("y:Q", axis=None, scale=height_of)
    x = alt.X(
        "x:Q",
        title=None,
        scale=alt.Scale(zero=False, nice=False, padding=12),
        axis=alt.Axis(tickCount=7, grid=False),
    )
    quartiles = alt.Chart(alt.NamedData(QUARTILES)).transform_calculate(
        onder=str(BOX[0]), boven=str(BOX[1]), eronder=str(BOX[0] - 0.3)
    )
    bottom = alt.Y("onder:Q", axis=None, scale=height_of)
    box = quartiles.encode(y=bottom, y2="boven:Q")
    half = box.mark_rect(color=BOX_COLOUR).encode(x="q1:Q", x2="q3:Q")
    median = box.mark_rule(color=INK, strokeWidth=1.5).encode(x="mediaan:Q")
    words = quartiles.mark_text(color=MUTED, baseline="top", align="left").encode(
        x=alt.value(0), y=alt.Y("eronder:Q", axis=None, scale=height_of), text="opschrift:N"
    )
    return alt.layer(half, *_rules(x, height_of), median, _dots(x, y), *_names(x, y), words).properties(
        width="container", height=height
    )


def _rules(x: alt.X, height_of: alt.Scale) -> list[alt.Chart]:
    rows = alt.Chart(alt.NamedData(RULES)).transform_calculate(onder=str(BOX[0]))
    rows = rows.encode(color=alt.Color("kleur:N", scale=None))
    bottom = alt.Y("onder:Q", axis=None, scale=height_of)
    dashes = [[1, 0], *COMPARATOR_DASHES]
    dash = alt.StrokeDash(
        "streep:N", legend=None, scale=alt.Scale(domain=list(range(len(dashes))), range=dashes)
    )
    lines = rows.mark_rule(strokeWidth=2).encode(x=x, y=bottom, y2="y:Q", strokeDash=dash)
    y = alt.Y("y:Q", axis=None, scale=height_of)
    words = rows.encode(x="plaats:Q", y=y, text="opschrift:N")
    halo = words.mark_text(dy=-7, fontWeight=600, stroke=GROUND, strokeWidth=4, strokeJoin="round")
    return [lines, halo, words.mark_text(dy=-7, fontWeight=600)]


def _dots(x: alt.X, y: alt.Y) -> alt.Chart:
    dots: alt.Chart = (
        alt.Chart(alt.NamedData(DOTS))
        .transform_calculate(omschrijving="datum.naam + ': ' + datum.label")
        .mark_point(filled=True, stroke=GROUND, strokeWidth=0.8, opacity=1)
        .encode(
            x=x,
            y=y,
            shape=alt.Shape("vorm:N", scale=None),
            fill=alt.Fill("kleur:N", scale=None),
            size=alt.condition("datum.gekozen", alt.value(170), alt.value(85)),
            tooltip=[alt.Tooltip("naam:N", title="Gemeente"), alt.Tooltip("label:N", title="Waarde")],
            description=alt.Description("omschrijving:N"),
        )
    )
    return dots


def _names(x: alt.X, y: alt.Y) -> list[alt.Chart]:
    base = alt.Chart(alt.NamedData(NAMES)).encode(x=x, y=y, text="opschrift:N")
    halo = base.mark_text(stroke=GROUND, strokeWidth=3, strokeJoin="round")
    colour = alt.condition("datum.gekozen", alt.Color("kleur:N", scale=None), alt.value(INK))
    return [halo, base.mark_text().encode(color=colour)]
