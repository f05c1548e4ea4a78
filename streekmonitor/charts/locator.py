"""Where a municipality lies: a quiet map with that one filled, and the outlines of the regions."""

from collections.abc import Sequence

import altair as alt

from streekmonitor.charts.geometry import Bounds, Geometry, fit
from streekmonitor.charts.map import AREA_LAYERS, AREAS, click, labels, region_outlines
from streekmonitor.charts.theme import CONTEXT, GROUND, LINE, OUTLINE, Chart


def locator_chart(geometry: Geometry, regions: Sequence[str], bounds: Bounds, height: int) -> Chart:
    """A map for named data `gebieden` (nis, naam, kleur) and `opschriften` (x, y, opschrift, grijs, smal).

    A click on a municipality is reported as on the large map.
    """
    context = alt.Chart(geometry("brussels")).mark_geoshape(fill=GROUND, stroke=LINE)
    layers = [
        context,
        *(_areas(geometry, layer) for layer in AREA_LAYERS),
        *region_outlines(geometry, regions),
        *labels(0),
    ]
    return alt.layer(*layers).project(**fit(bounds).to_dict()).properties(width="container", height=height)


def _areas(geometry: Geometry, layer: str) -> alt.Chart:
    rows = alt.LookupData(alt.NamedData(AREAS), "nis", ["nis", "naam", "kleur"])
    shapes = alt.Chart(geometry(layer)).transform_lookup(lookup="properties.nis", from_=rows)
    shapes = shapes.transform_filter("isValid(datum.nis)")
    drawn = shapes.mark_geoshape(stroke=OUTLINE, strokeWidth=0.6, cursor="pointer", fill=CONTEXT)
    drawn = drawn.encode(
        fill=alt.Fill("kleur:N", scale=None),
        tooltip=[alt.Tooltip("naam:N", title="Gemeente")],
        description=alt.Description("naam:N"),
    )
    clicked: alt.Chart = drawn.add_params(click(f"_{layer}"))
    return clicked
