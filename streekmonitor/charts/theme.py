"""The one look of every chart: colours, type, and Dutch numbers.

Sequential scales are of one hue, at least 12 L* apart; marks have a contrast of 3:1 with the ground or an
outline that has. The two regions of a set keep their own two colours everywhere, by their position.
"""

from typing import Any

import altair as alt

Chart = alt.Chart | alt.LayerChart | alt.FacetChart

FONT = "Inter Tabular, Inter, sans-serif"
TEXT_SIZE = 13

INK = "#1f2933"
MUTED = "#52606d"
LINE = "#d5dbe1"
OUTLINE = "#4a5560"
GROUND = "#ffffff"
CONTEXT = "#f0f1f3"
BAR = "#8795a1"
SYMBOL = "#3a79ad"
SYMBOL_LESS = "#b0602a"
NO_DATA = "#d3d6d9"
CONFIDENTIAL = "#b9b2a4"

BLUES = ("#e9f2fa", "#abcbe6", "#72a3ce", "#3a79ad", "#12456f")
PURPLES = ("#f1ecf8", "#cbbbe3", "#a189cb", "#7755b0", "#44267a")
# Around a meaningful centre one hue to each side: three of its shades, or all five where there is one side.
BETTER = BLUES
WORSE = ("#fdeee0", "#f0c398", "#d8934f", "#b0602a", "#6e3005")
MORE = PURPLES
LESS = ("#f7f1da", "#ddcd8c", "#b7a042", "#8a7418", "#564602")
# Parts of a whole, at most seven, none better than another.
STEPS = ("#12456f", "#3a79ad", "#72a3ce", "#abcbe6", "#e6d5a8", "#c2a04c", "#7d6220")
# Told apart with every colour vision (tests/unit/test_palette.py): lightness differs as well as hue.
REGION_COLOURS = ("#00706b", "#b4460f", "#322271", "#9355ce", "#650e17")
REGION_SHAPES = ("circle", "square", "triangle-up", "diamond", "cross")
SELECTION_COLOURS = ("#c2185b", "#6267df", "#043823", "#0337ad", "#5f0548", "#464107")
SELECTION_SHAPES = ("circle", "square", "triangle-up", "diamond", "cross", "triangle-down")
COMPARATOR_COLOUR = MUTED
COMPARATOR_DASHES = ([6, 3], [2, 2], [8, 3, 2, 3], [1, 3])

DUTCH_NUMBERS = {"decimal": ",", "thousands": ".", "grouping": [3], "currency": ["€\u00a0", ""]}


def sequential(*, neutral: bool) -> tuple[str, ...]:
    """The five map colours, light to dark; `neutral` is the hue of what nobody should judge."""
    return PURPLES if neutral else BLUES


def text_on(colour: str) -> str:
    """Ink or white: what can be read on a colour."""
    red, green, blue = (int(colour[place : place + 2], 16) for place in (1, 3, 5))
    return INK if 0.299 * red + 0.587 * green + 0.114 * blue > 128 else GROUND


def around(polarity: str, below: int, classes: int) -> tuple[str, ...]:
    """A colour for each of some classes, of which `below` lie below a centre; of judgement only by polarity.

    To each side three shades, dark at the ends; five when all classes lie on one side.
    """
    hues = {"higher_is_better": (WORSE, BETTER), "lower_is_better": (BETTER, WORSE)}
    less, more = hues.get(polarity, (LESS, MORE))
    return (*_shades(less, below)[::-1], *_shades(more, classes - below))


def _shades(hue: tuple[str, ...], number: int) -> tuple[str, ...]:
    """So many shades of a hue, light to dark, as far apart as it allows."""
    if number < 2:
        return hue[len(hue) // 2 :][:number]
    last = len(hue) - 1
    return tuple(hue[round(place * last / (number - 1))] for place in range(number))


def as_spec(chart: Chart) -> dict[str, Any]:
    """The Vega-Lite spec of a chart, with the look of the house; it holds no data."""
    spec: dict[str, Any] = chart.to_dict()
    _hide_what_says_nothing(spec)
    return spec | {"config": CONFIG, "padding": PADDING}


def _hide_what_says_nothing(spec: Any) -> None:
    """Keep marks without words (outlines, lines) from a screen reader, which would say "shape"."""
    if isinstance(spec, list):
        for part in spec:
            _hide_what_says_nothing(part)
    elif isinstance(spec, dict):
        mark = spec.get("mark")
        told = isinstance(mark, dict) and (
            mark["type"] == "text" or "description" in spec.get("encoding", {})
        )
        if isinstance(mark, dict) and not told:
            mark["aria"] = False
        for name in ("layer", "spec", "hconcat", "vconcat", "concat"):
            _hide_what_says_nothing(spec.get(name))


# Said on every side, because Streamlit leaves 20 pixels below a chart that does not say.
PADDING = {"left": 5, "right": 5, "top": 5, "bottom": 5}
CONFIG: dict[str, Any] = {
    "locale": {"number": DUTCH_NUMBERS},  # no axis is one of dates
    "font": FONT,
    "background": GROUND,
    "view": {"stroke": None},
    "text": {"fontSize": TEXT_SIZE, "color": INK},
    "axis": {
        "labelFontSize": TEXT_SIZE,
        "titleFontSize": TEXT_SIZE,
        "labelColor": INK,
        "titleColor": MUTED,
        "titleFontWeight": 400,
        "domainColor": LINE,
        "tickColor": LINE,
        "gridColor": "#e8ebee",
        "labelLimit": 220,
    },
}
