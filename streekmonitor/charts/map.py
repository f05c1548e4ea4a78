"""The map: classes as filled areas for shares, proportional symbols for counts."""

from collections.abc import Sequence

import altair as alt

from streekmonitor.charts.geometry import Bounds, Geometry, fit
from streekmonitor.charts.theme import CONTEXT, GROUND, INK, LINE, MUTED, OUTLINE, REGION_COLOURS

AREAS = "gebieden"
LABELS = "opschriften"
CLICK = "gemeente"
AREA_LAYERS = ("municipalities", "former")


def map_chart(geometry: Geometry, regions: Sequence[str], bounds: Bounds, height: int) -> alt.LayerChart:
    """A map that holds no values: the same spec serves every indicator and period.

    Named data: `gebieden` with one row per area on the map (nis, naam, waarde: text, kleur: fill, keuze: colour
    of its place in the selection or "", x, y: label point in metres, omvang: symbol size in px², 0 for none) and
    `opschriften` (x, y, opschrift, grijs: whether it is context). `regions` are outlined in
    their colours. A click adds a municipality to, or takes it from, a selection whose name begins with `gemeente`.
    """
    context = alt.Chart(geometry("brussels")).mark_geoshape(fill=CONTEXT, stroke=LINE)
    filled = [_filled(geometry, layer) for layer in AREA_LAYERS]
    chosen = [_chosen(geometry, layer) for layer in AREA_LAYERS]
    layers = [context, *filled, *_region_outlines(geometry, regions), *chosen, _symbols(), *_labels()]
    return alt.layer(*layers).project(**fit(bounds).to_dict()).properties(width="container", height=height)


def _filled(geometry: Geometry, layer: str) -> alt.Chart:
    click = alt.selection_point(name=f"{CLICK}_{layer}", fields=["nis"], on="click", toggle="true", clear=False)
    return (
        _with_values(geometry, layer, ["nis", "naam", "waarde", "kleur"])
        .mark_geoshape(stroke=OUTLINE, strokeWidth=0.6, cursor="pointer")
        .encode(fill=alt.Fill("kleur:N", scale=None), **_described())
        .add_params(click)
    )


def _chosen(geometry: Geometry, layer: str) -> alt.Chart:
    return (
        _with_values(geometry, layer, ["nis", "keuze"])
        .transform_filter("datum.keuze")
        .mark_geoshape(fill=None, strokeWidth=3, strokeJoin="round")
        .encode(stroke=alt.Stroke("keuze:N", scale=None))
    )


def _with_values(geometry: Geometry, layer: str, fields: list[str]) -> alt.Chart:
    """The shapes that have a row in `gebieden`: of a merger, the whole or its former parts."""
    values = alt.LookupData(alt.NamedData(AREAS), "nis", fields)
    chart = alt.Chart(geometry(layer)).transform_lookup(lookup="properties.nis", from_=values)
    return chart.transform_filter("isValid(datum.nis)")


def _described() -> dict[str, object]:
    tooltip = [alt.Tooltip("naam:N", title="Gemeente"), alt.Tooltip("waarde:N", title="Waarde")]
    return {"tooltip": tooltip, "description": alt.Description("waarde:N")}


def _region_outlines(geometry: Geometry, regions: Sequence[str]) -> list[alt.Chart]:
    colours = dict(zip(regions, REGION_COLOURS, strict=False))
    return [
        alt.Chart(geometry("regions"))
        .transform_filter(f"datum.properties.id == '{region}'")
        .mark_geoshape(fill=None, stroke=colour, strokeWidth=2)
        for region, colour in colours.items()
    ]


def _symbols() -> alt.Chart:
    return (
        alt.Chart(alt.NamedData(AREAS))
        .transform_filter("datum.omvang > 0")
        .mark_circle(color="#3a79ad", opacity=0.75, stroke=GROUND, strokeWidth=1, cursor="pointer")
        .encode(
            longitude="x:Q",
            latitude="y:Q",
            size=alt.Size("omvang:Q", scale=None),
            **_described(),
        )
    )


def _labels() -> list[alt.Chart]:
    """Names with a halo, so that they can be read on any class."""
    base = alt.Chart(alt.NamedData(LABELS)).encode(longitude="x:Q", latitude="y:Q", text="opschrift:N")
    colour = alt.condition("datum.grijs", alt.value(MUTED), alt.value(INK))
    halo = base.mark_text(stroke=GROUND, strokeWidth=3, strokeJoin="round", fontWeight=600)
    return [halo, base.mark_text(fontWeight=600).encode(color=colour)]
