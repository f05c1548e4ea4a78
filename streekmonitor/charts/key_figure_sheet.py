"""Key figures in rows as one chart for paper and slides: labels, values, strips and evolutions."""

import altair as alt

from streekmonitor.charts.key_figure_frames import (
    DOTS,
    LINES,
    MARKS,
    RULES,
    STYLES,
    TEXTS,
    TICKS,
    WIDTH,
)
from streekmonitor.charts.theme import BAR, GROUND, INK, LINE, Chart

Position = tuple[alt.X, alt.Y]
WORDS = "datum.naam + ': ' + datum.label"


def key_figure_sheet(height: int) -> Chart:
    """A chart of `key_figure_frames`, whose places are in pixels from the top left of WIDTH by `height`."""
    x = alt.X("x:Q", axis=None, scale=alt.Scale(domain=[0, WIDTH], nice=False))
    y = alt.Y("y:Q", axis=None, scale=alt.Scale(domain=[height, 0], nice=False))
    layers = [
        alt.Chart(alt.NamedData(RULES)).mark_rule(color=LINE).encode(x=x, x2="x2:Q", y=y),
        *_strips((x, y)),
        *_evolutions((x, y)),
        *_texts((x, y)),
    ]
    return alt.layer(*layers).properties(width=WIDTH, height=height)


def _strips(place: Position) -> list[alt.Chart]:
    """Municipalities as dots, who is compared with as ticks, the areas in their own look."""
    x, y = place
    dots = alt.Chart(alt.NamedData(DOTS)).mark_circle(size=22, color=BAR, opacity=1)
    ticks = alt.Chart(alt.NamedData(TICKS)).mark_rule(color=INK, strokeWidth=1.5)
    marks = alt.Chart(alt.NamedData(MARKS)).mark_point(
        filled=True, size=130, opacity=1, stroke=GROUND, strokeWidth=1.5
    )
    told = [alt.Tooltip("naam:N", title="Gebied"), alt.Tooltip("label:N", title="Waarde")]
    heard = alt.Description("omschrijving:N")
    return [
        dots.transform_calculate(omschrijving=WORDS).encode(x=x, y=y, tooltip=told, description=heard),
        ticks.encode(x=x, y=y, y2="y2:Q"),
        marks.transform_calculate(omschrijving=WORDS).encode(
            x=x,
            y=y,
            shape=alt.Shape("vorm:N", scale=None),
            fill=alt.Fill("kleur:N", scale=None),
            tooltip=told,
            description=heard,
        ),
    ]


def _evolutions(place: Position) -> list[alt.Chart]:
    """Thin lines, with a dot at the last figure and at figures that stand alone."""
    x, y = place
    base = alt.Chart(alt.NamedData(LINES)).encode(x=x, y=y, color=alt.Color("kleur:N", scale=None))
    lines = base.mark_line(strokeWidth=2).encode(detail="lijn:N", order="volgorde:Q")
    ends = base.transform_filter("datum.punt").mark_circle(size=30, opacity=1)
    return [lines, ends]


def _texts(place: Position) -> list[alt.Chart]:
    """The words, in a layer for each style and side that they are aligned to."""
    x, y = place
    layers = []
    for name, (size, weight) in STYLES.items():
        for side in ("left", "center", "right"):
            rows = alt.Chart(alt.NamedData(TEXTS)).transform_filter(
                f"datum.stijl == '{name}' && datum.kant == '{side}'"
            )
            drawn = rows.mark_text(align=side, fontSize=size, fontWeight=weight, lineBreak="\n")
            layers.append(drawn.encode(x=x, y=y, text="tekst:N", color=alt.Color("kleur:N", scale=None)))
    return layers
