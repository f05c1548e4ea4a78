"""The legend within the drawing of a map: pointing at a class shows its municipalities, and vice versa.

Vega links what is pointed at within one drawing only; so this legend lies below the map, in pixels.
"""

import altair as alt

from streekmonitor.charts.theme import GROUND, INK, MUTED, OUTLINE

CLASSES, MARKS, SIZES = "klassen", "merken", "maten"
ON_MAP, IN_LEGEND = "wijst_kaart", "wijst_legende"
NARROW = 500
# The pixels that it takes below the map: on a phone the words of a class stand on two lines.
ROOM = f"width < {NARROW} ? 100 : 84"
HIGHEST, WORDS = 34, f"(width < {NARROW} ? 34 : 18)"
LAST_SPACE = "lastindexof(datum.klasse, ' ')"
TWO_LINES = f"[slice(datum.klasse, 0, {LAST_SPACE}), slice(datum.klasse, {LAST_SPACE} + 1)]"


def pointed(where: str, *, empty: bool = False) -> alt.Parameter:
    """The class that is pointed at, in the legend (IN_LEGEND) or on the map (ON_MAP).

    Layers share their events; only rows of the legend have a place in it (van).
    """
    sign = "!=" if where == IN_LEGEND else "=="
    return alt.selection_point(
        name=where,
        fields=["groep"],
        on=f"pointerover[event.item && event.item.datum && event.item.datum.van {sign} null]",
        clear="pointerout",
        empty=empty,
    )


def classes() -> list[alt.Chart]:
    """A bar for each class, with its number of municipalities, its words, and marks of the selected.

    Named data `klassen`: groep (number of the class), klasse (words), kleur, aantal, label ("12 gemeenten"),
    van, tot (shares of the width), hoogte (share of the highest bar). `merken`: naam, waarde, kleur, vorm,
    plaats (share of the width), hoogte, opschrift.
    """
    rows = alt.Chart(alt.NamedData(CLASSES)).transform_calculate(
        links="datum.van * width",
        rechts="datum.tot * width",
        midden="(datum.van + datum.tot) / 2 * width",
        onder=f"height - {WORDS}",
        top=_top(),
        woorden=f"width < {NARROW} && {LAST_SPACE} > 0 ? {TWO_LINES} : datum.klasse",
    )
    on_map = {"param": ON_MAP, "empty": False}
    bars = rows.mark_rect(stroke=OUTLINE).encode(
        x=_across("links"),
        x2="rechts:Q",
        y=_down("onder"),
        y2="top:Q",
        fill=alt.Fill("kleur:N", scale=None),
        stroke=alt.StrokeValue(OUTLINE, condition={**on_map, "value": INK}),
        strokeWidth=alt.StrokeWidthValue(0.6, condition={**on_map, "value": 3}),
        tooltip=[alt.Tooltip("klasse:N", title="Klasse"), alt.Tooltip("label:N", title="Aantal")],
    )
    middle = rows.encode(x=_across("midden"))
    numbers = middle.mark_text(baseline="bottom", dy=-2, color=MUTED).encode(y=_down("top"), text="aantal:Q")
    words = middle.mark_text(baseline="top", dy=4, lineHeight=14).encode(y=_down("onder"), text="woorden:N")
    return [bars.add_params(pointed(IN_LEGEND)), numbers, words, *_marks()]


def _marks() -> list[alt.Chart]:
    """The selected in their colours and shapes above the bar of their class, by name where that fits."""
    rows = alt.Chart(alt.NamedData(MARKS)).transform_calculate(x="datum.plaats * width", top=_top())
    placed = rows.encode(x=_across("x"), y=_down("top"))
    points = placed.mark_point(filled=True, size=75, opacity=1, yOffset=-21).encode(
        fill=alt.Fill("kleur:N", scale=None),
        shape=alt.Shape("vorm:N", scale=None),
        tooltip=[alt.Tooltip("naam:N", title="Gemeente"), alt.Tooltip("waarde:N", title="Waarde")],
    )
    names = placed.transform_filter(f"width >= {NARROW}").mark_text(baseline="bottom", dy=-27, fontWeight=600)
    return [points, names.encode(text="opschrift:N", color=alt.Color("kleur:N", scale=None))]


def sizes() -> list[alt.Chart]:
    """Circles of round values; for named data `maten`: volgorde, omvang (px²), label, kleur."""
    rows = alt.Chart(alt.NamedData(SIZES)).transform_calculate(
        x="24 + datum.volgorde * min(150, width / 4)", y="height - 26"
    )
    placed = rows.encode(x=_across("x"), y=_down("y"))
    circles = placed.mark_circle(opacity=0.8, stroke=GROUND, strokeWidth=1).encode(
        size=alt.Size("omvang:Q", scale=None),
        color=alt.Color("kleur:N", scale=None),
        tooltip=[alt.Tooltip("label:N", title="Waarde")],
    )
    return [circles, placed.mark_text(align="left", dx=24, color=INK).encode(text="label:N")]


def _top() -> str:
    return f"height - {WORDS} - max(1, datum.hoogte * {HIGHEST})"


def _across(field: str) -> alt.X:
    return alt.X(f"{field}:Q", scale=None, axis=None, title=None)


def _down(field: str) -> alt.Y:
    return alt.Y(f"{field}:Q", scale=None, axis=None, title=None)
