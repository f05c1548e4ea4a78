"""A heat map: rows by columns, each cell coloured and its value written in it."""

import altair as alt

from streekmonitor.charts.theme import GROUND, Chart

CELLS = "cellen"
CELL_WIDTH, CELL_HEIGHT = 104, 30
TALL = 46


def heat_map_chart(*, two_lines: bool = False, cell_width: int = CELL_WIDTH) -> Chart:
    """For named data `cellen`: rij, rijorde, kolom, kolomorde, naam, kleur, inkt, tekst, tekst2, label.

    As wide and as high as its rows and columns ask. `kolom` is the name of a column, its lines parted by
    "|", `naam` in one line; `tekst2` is the second line of a cell, with `two_lines`.
    """
    cells = alt.Chart(alt.NamedData(CELLS)).transform_calculate(
        omschrijving="datum.rij + ', ' + datum.naam + ': ' + datum.label"
    )
    row = alt.Y(
        "rij:N",
        sort=alt.EncodingSortField("rijorde", op="min"),
        title=None,
        axis=alt.Axis(ticks=False, domain=False, labelPadding=8, labelLimit=260),
        scale=alt.Scale(padding=0),
    )
    column = alt.X(
        "kolom:N",
        sort=alt.EncodingSortField("kolomorde", op="min"),
        title=None,
        axis=alt.Axis(
            orient="top",
            ticks=False,
            domain=False,
            labelAngle=0,
            labelPadding=22,
            labelLineHeight=15,
            labelLimit=cell_width - 4,
            labelExpr="split(datum.label, '|')",
        ),
        scale=alt.Scale(padding=0),
    )
    squares = cells.mark_rect(stroke=GROUND, strokeWidth=2).encode(
        x=column,
        y=row,
        color=alt.Color("kleur:N", scale=None),
        tooltip=[
            alt.Tooltip("rij:N", title="Rij"),
            alt.Tooltip("naam:N", title="Kolom"),
            alt.Tooltip("label:N", title="Waarde"),
        ],
        description=alt.Description("omschrijving:N"),
    )
    ink = alt.Color("inkt:N", scale=None)
    first = cells.mark_text(dy=-8 if two_lines else 0).encode(x=column, y=row, text="tekst:N", color=ink)
    second = cells.mark_text(dy=9).encode(x=column, y=row, text="tekst2:N", color=ink)
    texts = [first, second] if two_lines else [first]
    height = TALL if two_lines else CELL_HEIGHT
    return alt.layer(squares, *texts).properties(width=alt.Step(cell_width), height=alt.Step(height))
