"""The map of commuters: bent lines, as wide as they are many, between an area and its partners."""

from collections.abc import Sequence

import altair as alt

from streekmonitor.charts import map as maps
from streekmonitor.charts.geometry import Bounds, Geometry, fit
from streekmonitor.charts.theme import CONTEXT, GROUND, INK, LINE, OUTLINE, Chart

FLOWS = "stromen"
STEPS = "sequence(0, 1.0001, 0.0625)"
BEND = 0.14


def flow_map(geometry: Geometry, regions: Sequence[str], bounds: Bounds, height: int) -> Chart:
    """A map that holds no values.

    Named data: `gebieden` with a row per municipality (nis, naam, waarde: text, kleur), `stromen` with a row
    per line (gebied, label, x0, y0, x1, y1: from and to in metres, px, py: the partner's end, dik: width in
    pixels, kleur) and `opschriften` as of `map_chart`. A line bends to the right of who travels along it. A
    click on a municipality reports its nis.
    """
    context = alt.Chart(geometry("brussels")).mark_geoshape(fill=CONTEXT, stroke=LINE)
    layers = [context, _areas(geometry), *maps.region_outlines(geometry, regions), _lines(), _ends()]
    return (
        alt.layer(*layers, *maps.labels(dy=0))
        .project(**fit(bounds).to_dict())
        .properties(width="container", height=height)
    )


def _areas(geometry: Geometry) -> alt.Chart:
    values = alt.LookupData(alt.NamedData(maps.AREAS), "nis", ["nis", "naam", "waarde", "kleur"])
    shapes = alt.Chart(geometry("municipalities")).transform_lookup(lookup="properties.nis", from_=values)
    shapes = shapes.transform_filter("isValid(datum.nis)").transform_calculate(omschrijving=maps.DESCRIBED)
    filled: alt.Chart = (
        shapes.mark_geoshape(stroke=OUTLINE, strokeWidth=0.5, cursor="pointer")
        .encode(
            fill=alt.Fill("kleur:N", scale=None),
            tooltip=[alt.Tooltip("naam:N", title="Gemeente"), alt.Tooltip("waarde:N", title="Werkenden")],
            description=alt.Description("omschrijving:N"),
        )
        .add_params(maps.click("_municipalities"))
    )
    return filled


def _lines() -> alt.Chart:
    """Each line as a curve of three points, drawn in steps: a quadratic Bézier."""
    along = "(1-datum.t)*(1-datum.t)*datum.{0}0+2*datum.t*(1-datum.t)*datum.{0}m+datum.t*datum.t*datum.{0}1"
    rows = alt.Chart(alt.NamedData(FLOWS)).transform_calculate(
        xm=f"(datum.x0+datum.x1)/2+{BEND}*(datum.y1-datum.y0)",
        ym=f"(datum.y0+datum.y1)/2-{BEND}*(datum.x1-datum.x0)",
        t=STEPS,
    )
    steps = rows.transform_flatten(["t"]).transform_calculate(x=along.format("x"), y=along.format("y"))
    lines: alt.Chart = steps.mark_line(opacity=0.72, strokeCap="round", interpolate="linear").encode(
        longitude="x:Q",
        latitude="y:Q",
        order="t:Q",
        detail="gebied:N",
        strokeWidth=alt.StrokeWidth("dik:Q", scale=None),
        color=alt.Color("kleur:N", scale=None),
        tooltip=[alt.Tooltip("gebied:N", title="Gebied"), alt.Tooltip("label:N", title="Stroom")],
    )
    return lines


def _ends() -> alt.Chart:
    rows = alt.Chart(alt.NamedData(FLOWS)).transform_calculate(
        omschrijving="datum.gebied + ': ' + datum.label"
    )
    ends: alt.Chart = rows.mark_circle(size=34, stroke=GROUND, strokeWidth=1, opacity=1, color=INK).encode(
        longitude="px:Q",
        latitude="py:Q",
        tooltip=[alt.Tooltip("gebied:N", title="Gebied"), alt.Tooltip("label:N", title="Stroom")],
        description=alt.Description("omschrijving:N"),
    )
    return ends
