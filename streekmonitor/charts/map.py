"""The map: classes as filled areas for shares, proportional symbols for counts."""

from collections.abc import Sequence
from typing import Any

import altair as alt

from streekmonitor.charts import map_legend
from streekmonitor.charts.geometry import Bounds, Geometry, fit
from streekmonitor.charts.theme import (
    CONTEXT,
    GROUND,
    INK,
    LINE,
    MUTED,
    OUTLINE,
    REGION_COLOURS,
    SYMBOL,
    Chart,
)

AREAS = "gebieden"
LABELS = "opschriften"
OUTLINES = "omtrek"
PLACES = "plaatsen"
CLICK = "gemeente"
BELOW_SYMBOL = 15
NARROW = 500
# Width and height of a map that has room for more names.
WIDE = (820, 430)
DESCRIBED = "datum.naam + ': ' + datum.waarde"
AREA_LAYERS = ("municipalities", "former")


def click(layer: str = "") -> alt.Parameter:
    """A selection in which each click puts a municipality in or out; nothing else empties it."""
    return alt.selection_point(name=f"{CLICK}{layer}", fields=["nis"], on="click", toggle="true", clear=False)


def map_chart(
    geometry: Geometry,
    regions: Sequence[str],
    bounds: Bounds,
    height: int,
    *,
    symbols: bool,
    places: bool = False,
    drawn_outline: bool = False,
    legend: bool = False,
) -> Chart:
    """A map that holds no values: the same spec serves every indicator and period.

    Named data: `gebieden` with one row per area on the map (nis, naam, waarde: text, kleur: fill, keuze: the
    colour of its place in the selection or "", groep: the number of its class, x, y: label point in metres,
    omvang: symbol size in px², 0 for none, symbool: its colour, zacht: whether the value is provisional,
    estimated or projected) and `opschriften` (x, y, opschrift, grijs: whether it is context, smal: whether it
    is for a map of less than NARROW pixels wide or for a wider one, and perhaps breed: whether it is for one
    of at least WIDE pixels or for a smaller one). `regions` are outlined in their colours, with
    `drawn_outline` the one region of `omtrek` (lijn, volgorde, x, y); `symbols` draws the circles, `places`
    those of `plaatsen` (naam, waarde, x, y, omvang); `legend` puts the legend below the map, in the same
    drawing, so that pointing at one shows the other (see `map_legend`). A click adds a municipality to, or
    takes it from, a selection whose name begins with `gemeente`.
    """
    context = alt.Chart(geometry("brussels")).mark_geoshape(fill=CONTEXT, stroke=LINE)
    filled = [_filled(geometry, layer, linked=legend and not symbols) for layer in AREA_LAYERS]
    chosen = [outline for layer in AREA_LAYERS for outline in _chosen(geometry, layer)]
    circles = [_symbols()] if symbols else []
    circles += [_places()] if places else []
    outlines = [_own_outline()] if drawn_outline else region_outlines(geometry, regions)
    names = labels(dy=BELOW_SYMBOL if symbols else 0)
    layers = [context, *filled, *outlines, *chosen, *circles, *names]
    if legend:
        layers += map_legend.sizes() if symbols else map_legend.classes()
    placed = fit(bounds, below=map_legend.ROOM if legend else "0").to_dict()
    return alt.layer(*layers).project(**placed).properties(width="container", height=height)


def _filled(geometry: Geometry, layer: str, *, linked: bool) -> alt.Chart:
    areas: alt.Chart = _with_values(geometry, layer, ["nis", "naam", "waarde", "kleur", "zacht", "groep"])
    areas = areas.transform_calculate(omschrijving=DESCRIBED)
    areas = areas.mark_geoshape(stroke=OUTLINE, cursor="pointer")
    areas = areas.encode(
        fill=alt.Fill("kleur:N", scale=None),
        strokeWidth=alt.condition("datum.zacht", alt.value(1.4), alt.value(0.6)),
        strokeDash=alt.condition("datum.zacht", alt.value([3, 3]), alt.value([1, 0])),
        **_described(),
    )
    if not linked:
        return areas.add_params(click(f"_{layer}"))
    areas = areas.encode(
        opacity=alt.condition(
            map_legend.pointed(map_legend.IN_LEGEND, empty=True), alt.value(1), alt.value(0.2)
        )
    )
    pointed = [map_legend.pointed(map_legend.ON_MAP)] if layer == AREA_LAYERS[0] else []
    return areas.add_params(click(f"_{layer}"), *pointed)


def _chosen(geometry: Geometry, layer: str) -> list[alt.Chart]:
    """Outlines in the colours of the selection, on a light edge that keeps them apart from dark classes."""
    areas = _with_values(geometry, layer, ["nis", "keuze"]).transform_filter("datum.keuze")
    edge = areas.mark_geoshape(fill=None, stroke=GROUND, strokeWidth=6, strokeJoin="round")
    outlines = areas.mark_geoshape(fill=None, strokeWidth=3, strokeJoin="round")
    return [edge, outlines.encode(stroke=alt.Stroke("keuze:N", scale=None))]


def _with_values(geometry: Geometry, layer: str, fields: list[str]) -> alt.Chart:
    """The shapes that have a row in `gebieden`: of a merger, the whole or its former parts."""
    values = alt.LookupData(alt.NamedData(AREAS), "nis", fields)
    shapes = alt.Chart(geometry(layer)).transform_lookup(lookup="properties.nis", from_=values)
    with_row: alt.Chart = shapes.transform_filter("isValid(datum.nis)")
    return with_row


def _described() -> dict[str, Any]:
    tooltip = [alt.Tooltip("naam:N", title="Gemeente"), alt.Tooltip("waarde:N", title="Waarde")]
    return {"tooltip": tooltip, "description": alt.Description("omschrijving:N")}


def region_outlines(geometry: Geometry, regions: Sequence[str]) -> list[alt.Chart]:
    """The borders of regions, each in its own colour."""
    colours = dict(zip(regions, REGION_COLOURS, strict=False))
    return [
        alt.Chart(geometry("regions"))
        .transform_filter(f"datum.properties.id == '{region}'")
        .mark_geoshape(fill=None, stroke=colour, strokeWidth=2)
        for region, colour in colours.items()
    ]


def _own_outline() -> alt.Chart:
    lines = alt.Chart(alt.NamedData(OUTLINES)).mark_line(stroke=REGION_COLOURS[0], strokeWidth=2)
    outline: alt.Chart = lines.encode(longitude="x:Q", latitude="y:Q", detail="lijn:N", order="volgorde:Q")
    return outline


def _symbols() -> alt.Chart:
    """Circles of municipalities; hollow when the value is provisional, estimated or projected."""
    rows = alt.Chart(alt.NamedData(AREAS)).transform_filter("datum.omvang > 0")
    rows = rows.transform_calculate(omschrijving=DESCRIBED)
    circles = rows.mark_point(filled=True, shape="circle", opacity=0.8, strokeWidth=1.5, cursor="pointer")
    sized: alt.Chart = circles.encode(
        longitude="x:Q",
        latitude="y:Q",
        size=alt.Size("omvang:Q", scale=None),
        fill=alt.Fill("symbool:N", scale=None),
        stroke=alt.condition("datum.zacht", alt.Stroke("symbool:N", scale=None), alt.value(GROUND)),
        fillOpacity=alt.condition("datum.zacht", alt.value(0.35), alt.value(1)),
        **_described(),
    )
    return sized


def _places() -> alt.Chart:
    """Stations and counters where they are."""
    rows = alt.Chart(alt.NamedData(PLACES)).transform_calculate(omschrijving=DESCRIBED)
    circles = rows.mark_circle(color=SYMBOL, opacity=0.75, stroke=GROUND, strokeWidth=1)
    sized: alt.Chart = circles.encode(
        longitude="x:Q",
        latitude="y:Q",
        size=alt.Size("omvang:Q", scale=None),
        tooltip=[alt.Tooltip("naam:N", title="Plaats"), alt.Tooltip("waarde:N", title="Waarde")],
        description=alt.Description("omschrijving:N"),
    )
    return sized


def labels(dy: int) -> list[alt.Chart]:
    """Names with a halo, so that they can be read on any class, or below a symbol."""
    rows = alt.Chart(alt.NamedData(LABELS)).transform_filter(f"datum.smal == (width < {NARROW})")
    large = f"(width >= {WIDE[0]} && height >= {WIDE[1]})"
    rows = rows.transform_filter(f"!isValid(datum.breed) || datum.breed == {large}")
    base = rows.encode(longitude="x:Q", latitude="y:Q", text="opschrift:N")
    colour = alt.condition("datum.grijs", alt.value(MUTED), alt.value(INK))
    halo = base.mark_text(stroke=GROUND, strokeWidth=3, strokeJoin="round", fontWeight=600, dy=dy)
    return [halo, base.mark_text(fontWeight=600, dy=dy).encode(color=colour)]
