"""Commuters as bars: the largest partners, and the shares of own, region, Brussels and elsewhere."""

from collections.abc import Sequence

import altair as alt

from streekmonitor.charts.theme import GROUND, INK, Chart

ROWS = "rijen"
PARTS = "delen"
NAMES = "namen"
ROW_HEIGHT = 23
SHARES_HEIGHT = 185


def partner_chart(rows_in_view: int) -> Chart:
    """Bars from zero for named data `rijen`: volgorde, naam, waarde, label, kleur."""
    rows = alt.Chart(alt.NamedData(ROWS)).transform_calculate(
        regel="datum.volgorde + '|' + datum.naam", omschrijving="datum.naam + ': ' + datum.label"
    )
    name = alt.Y(
        "regel:N",
        # By a field: in the order of the data, what stays when data change would keep its former place.
        sort=alt.EncodingSortField("volgorde", op="min"),
        title=None,
        axis=alt.Axis(labelExpr="split(datum.value, '|')[1]", ticks=False, domain=False, labelPadding=6),
    )
    bars = rows.mark_bar(height={"band": 0.72}).encode(
        y=name,
        x=alt.X("waarde:Q", axis=None, scale=alt.Scale(zero=True, nice=False)),
        color=alt.Color("kleur:N", scale=None),
        tooltip=[alt.Tooltip("naam:N", title="Gebied"), alt.Tooltip("label:N", title="Werkenden")],
        description=alt.Description("omschrijving:N"),
    )
    values = rows.mark_text(align="left", dx=5, color=INK).encode(y=name, x="waarde:Q", text="label:N")
    return alt.layer(bars, values).properties(width="container", height=rows_in_view * ROW_HEIGHT)


def share_chart(rows_in_order: Sequence[str]) -> Chart:
    """Stacked bars to 100 % of these rows, the names of their parts above the first.

    Named data: `delen` (rij, deel, van, tot, midden: in per cent, kleur, waarde: text, opschrift) and `namen`
    (x in per cent, naam with its lines parted by "|", kleur).
    """
    across = alt.Scale(domain=[0, 100], nice=False)
    rows = alt.Chart(alt.NamedData(PARTS)).transform_calculate(
        omschrijving="datum.rij + ', ' + datum.deel + ': ' + datum.waarde"
    )
    row = alt.Y(
        "rij:N",
        sort=None,
        title=None,
        axis=alt.Axis(
            ticks=False,
            domain=False,
            orient="left",
            labelAlign="left",
            labelPadding=0,
            labelOffset=-30,
            labelLimit=300,
        ),
        # The first place is for the names.
        scale=alt.Scale(domain=["", *rows_in_order], paddingInner=0.45, paddingOuter=0.0),
    )
    bars = rows.mark_bar(stroke=GROUND, strokeWidth=1.5).encode(
        y=row,
        x=alt.X("van:Q", axis=None, scale=across),
        x2="tot:Q",
        color=alt.Color("kleur:N", scale=None),
        tooltip=[
            alt.Tooltip("rij:N", title="Wie"),
            alt.Tooltip("deel:N", title="Waar"),
            alt.Tooltip("waarde:N", title="Werkenden"),
        ],
        description=alt.Description("omschrijving:N"),
    )
    inside = rows.mark_text(color=GROUND, fontWeight=600).encode(y=row, x="midden:Q", text="opschrift:N")
    names = (
        alt.Chart(alt.NamedData(NAMES))
        .transform_calculate(regels="split(datum.naam, '|')")
        .mark_text(baseline="top", fontWeight=600, lineHeight=15)
        .encode(
            x=alt.X("x:Q", scale=across),
            y=alt.value(0),
            text="regels:N",
            color=alt.Color("kleur:N", scale=None),
        )
    )
    return alt.layer(bars, inside, names).properties(width="container", height=SHARES_HEIGHT)
