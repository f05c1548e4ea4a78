"""The ranking: horizontal bars from zero, each with its name and value."""

import altair as alt

from streekmonitor.charts.map import click
from streekmonitor.charts.theme import INK, Chart

ROWS = "rijen"
ROW_HEIGHT = 21


def ranking_chart(rows_in_view: int, *, before: bool = False) -> Chart:
    """Bars for named data `rijen`: volgorde, naam, nis (of a municipality, else ""), waarde, label, kleur.

    And zacht: whether it is provisional, estimated or projected; such a bar is lighter, with an edge.

    A row without value draws no bar: it stands for the ranks that are left out. A click on a municipality's
    bar works as on the map. The height is that of `rows_in_view` rows. `before` adds a stroke at eerder, the
    value of an earlier period.
    """
    rows = alt.Chart(alt.NamedData(ROWS)).transform_calculate(
        regel="datum.volgorde + '|' + datum.naam",
        uiteinde="max(datum.waarde, datum.eerder || 0, 0)",
        omschrijving="datum.naam + ': ' + datum.label",
    )
    name = alt.Y(
        "regel:N",
        # By a field: in the order of the data, what stays when data change would keep its former place.
        sort=alt.EncodingSortField("volgorde", op="min"),
        title=None,
        axis=alt.Axis(labelExpr="split(datum.value, '|')[1]", ticks=False, domain=False, labelPadding=6),
    )
    bars = (
        rows.mark_bar(height={"band": 0.72}, cursor="pointer", invalid=None)
        .encode(
            y=name,
            x=alt.X("waarde:Q", axis=None, scale=alt.Scale(zero=True, nice=False)),
            fill=alt.Fill("kleur:N", scale=None),
            stroke=alt.condition("datum.zacht", alt.Stroke("kleur:N", scale=None), alt.value(None)),
            fillOpacity=alt.condition("datum.zacht", alt.value(0.35), alt.value(1)),
            tooltip=[alt.Tooltip("naam:N", title="Gebied"), alt.Tooltip("label:N", title="Waarde")],
            description=alt.Description("omschrijving:N"),
        )
        .add_params(click())
    )
    values = rows.mark_text(align="left", dx=5, color=INK, invalid=None).encode(
        y=name, x="uiteinde:Q", text="label:N"
    )
    strokes = [_strokes(rows, name)] if before else []
    return alt.layer(bars, *strokes, values).properties(width="container", height=rows_in_view * ROW_HEIGHT)


def _strokes(rows: alt.Chart, name: alt.Y) -> alt.Chart:
    known = rows.transform_filter("isValid(datum.eerder)")
    marks = known.mark_tick(orient="vertical", thickness=3, size=17, color=INK)
    strokes: alt.Chart = marks.encode(y=name, x="eerder:Q")
    return strokes
