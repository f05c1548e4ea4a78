"""How the series of a chart look, as the XML of charts: fills, lines, marks, and labels at points."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any
from xml.sax.saxutils import escape, quoteattr

from pptx.oxml import parse_xml

from streekmonitor.charts.theme import GROUND
from streekmonitor.export.cells import on_one_line
from streekmonitor.export.native import NativeSeries, Point
from streekmonitor.export.slides.colours import NO_FILL, NO_LINE, Palette
from streekmonitor.export.slides.template import LANGUAGE

NAMESPACES = (
    'xmlns:c="http://schemas.openxmlformats.org/drawingml/2006/chart" '
    'xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main"'
)
OLD = ("spPr", "marker", "invertIfNegative", "dPt", "dLbls", "trendline")
DATA = ("cat", "val", "xVal", "yVal")
# By `streep`: full, four of comparators, a projection.
DASHES = ("", "dash", "sysDot", "lgDashDot", "sysDash", "sysDash")
FADED, SOFT, CLOUD = 0.6, 0.35, 0.8
SYMBOLS = {
    "circle": "circle",
    "square": "square",
    "triangle-up": "triangle",
    "triangle-down": "triangle",
    "triangle-left": "triangle",
    "triangle-right": "triangle",
    "diamond": "diamond",
    "cross": "plus",
}
MARK_SIZE = 8
# Angles in 60.000ths of a degree. LibreOffice breaks level text into pieces of a few letters; at the least
# angle, which nobody sees, it leaves out what has no room instead.
AS_IT_FITS, ALMOST_LEVEL = -60_000_000, 1


@dataclass(frozen=True)
class Label:
    """What stands at a point: its value in a number format, the name of its series, or words of our own.

    `side` is OOXML's (outEnd, ctr, t, b, l, r); `shift` moves it, as parts of the chart's height. `on_white`
    keeps lines behind it from crossing it.
    """

    index: int
    side: str
    size: float
    colour: str
    code: str = ""
    with_name: bool = False
    words: str = ""
    bold: bool = False
    shift: float = 0.0
    on_white: bool = False


def dress(series: Any, parts: Sequence[str]) -> None:
    """Give a series its look, in the order that the schema asks for, before its data."""
    for child in list(series):
        if child.tag.rpartition("}")[2] in OLD:
            series.remove(child)
    before = next(child for child in series if child.tag.rpartition("}")[2] in DATA)
    for part in filter(None, parts):
        before.addprevious(parse_xml(part))


def shape(*parts: str) -> str:
    """A fill and an edge."""
    return f"<c:spPr {NAMESPACES}>{''.join(parts)}</c:spPr>"


def bar_looks(palette: Palette, series: NativeSeries) -> list[str]:
    """Bars in the colour of the series, or each in its own; what is not simply observed is lighter."""
    looks = [shape(palette.fill(series.colour), NO_LINE), f'<c:invertIfNegative {NAMESPACES} val="0"/>']
    for index, point in enumerate(series.points):
        colour = point.colour or series.colour
        if colour == series.colour and not point.soft:
            continue
        edge = palette.line(colour, 1.25) if point.soft else NO_LINE
        fill = palette.fill(colour, SOFT if point.soft else 1.0)
        looks.append(
            f'<c:dPt {NAMESPACES}><c:idx val="{index}"/><c:invertIfNegative val="0"/><c:bubble3D val="0"/>'
            f"{shape(fill, edge)}</c:dPt>"
        )
    return looks


def line_looks(palette: Palette, series: NativeSeries) -> list[str]:
    """A line with marks, hollow ones where a value is not simply observed."""
    dash = series.dash or 0
    faded = dash == len(DASHES) - 1
    stroke = palette.line(series.colour, series.width, DASHES[dash], FADED if faded else 1.0)
    edge = palette.line(series.colour, 1.5)
    hollow = _mark(series, palette.fill(GROUND), edge)
    looks = [shape(stroke), _mark(series, palette.fill(series.colour), edge)]
    looks += [
        f'<c:dPt {NAMESPACES}><c:idx val="{index}"/>{hollow}<c:bubble3D val="0"/>{shape(stroke)}</c:dPt>'
        for index, point in enumerate(series.points)
        if point.soft and point.y is not None
    ]
    return looks


def cloud_looks(palette: Palette, series: NativeSeries) -> list[str]:
    """Points each in its own colour and size, or a line without marks."""
    if series.dash is not None:
        return [
            shape(palette.line(series.colour, 1.75, DASHES[series.dash])),
            f'<c:marker {NAMESPACES}><c:symbol val="none"/></c:marker>',
        ]
    looks = [shape(NO_LINE), _mark(series, palette.fill(series.colour), palette.line(GROUND, 0.75))]
    for index, point in enumerate(series.points):
        fill = palette.fill(point.colour or series.colour, CLOUD)
        edge = palette.line(point.edge, 2.25) if point.edge else palette.line(GROUND, 0.75)
        mark = _mark(series, fill, edge, point.size or MARK_SIZE)
        looks.append(f'<c:dPt {NAMESPACES}><c:idx val="{index}"/>{mark}<c:bubble3D val="0"/></c:dPt>')
    return looks


def regression(palette: Palette, colour: str) -> str:
    """The line of least squares, which follows when somebody edits the data."""
    return (
        f"<c:trendline {NAMESPACES}>{shape(palette.line(colour, 1.5, 'dash'))}"
        '<c:trendlineType val="linear"/><c:dispRSqr val="0"/><c:dispEq val="0"/></c:trendline>'
    )


def labels(palette: Palette, wanted: Sequence[Label]) -> str:
    """The labels of a series: those given, and no others."""
    each = "".join(_label(palette, label) for label in sorted(wanted, key=lambda label: label.index))
    return f"<c:dLbls {NAMESPACES}>{each}{_shown(value=False)}</c:dLbls>"


def text_look(
    palette: Palette, size: float, colour: str, *, bold: bool = False, angle: int = AS_IT_FITS
) -> str:
    """How text in a chart looks; it stays on one line."""
    return (
        f'<c:txPr {NAMESPACES}><a:bodyPr rot="{angle}" vert="horz" wrap="none" anchor="ctr"/>'
        "<a:lstStyle/><a:p><a:pPr>"
        f'<a:defRPr lang="{LANGUAGE}" sz="{round(size * 100)}" b="{int(bold)}">{palette.fill(colour)}'
        f'</a:defRPr></a:pPr><a:endParaRPr lang="{LANGUAGE}"/></a:p></c:txPr>'
    )


def rich(palette: Palette, words: str, size: float, colour: str, *, bold: bool = False) -> str:
    """Words of our own in a chart."""
    return (
        f'<c:tx {NAMESPACES}><c:rich><a:bodyPr rot="0" vert="horz" wrap="none" anchor="ctr"/><a:lstStyle/>'
        f'<a:p><a:pPr><a:defRPr lang="{LANGUAGE}" sz="{round(size * 100)}" b="{int(bold)}"/></a:pPr><a:r>'
        f'<a:rPr lang="{LANGUAGE}" sz="{round(size * 100)}" b="{int(bold)}">{palette.fill(colour)}</a:rPr>'
        f"<a:t>{escape(on_one_line(words))}</a:t></a:r></a:p></c:rich></c:tx>"
    )


def known(points: Sequence[Point]) -> list[tuple[int, Point, float]]:
    """The points with a value, their number and that value."""
    return [(index, point, point.y) for index, point in enumerate(points) if point.y is not None]


def _mark(series: NativeSeries, fill: str, edge: str, size: float = MARK_SIZE) -> str:
    """A mark in the shape of the series; without a shape none."""
    if not series.shape:
        return f'<c:marker {NAMESPACES}><c:symbol val="none"/></c:marker>'
    symbol = SYMBOLS.get(series.shape, "circle")
    return (
        f'<c:marker {NAMESPACES}><c:symbol val="{symbol}"/><c:size val="{round(size)}"/>{shape(fill, edge)}'
        "</c:marker>"
    )


def _label(palette: Palette, label: Label) -> str:
    layout = (
        f'<c:layout><c:manualLayout><c:x val="0"/><c:y val="{label.shift:.5f}"/></c:manualLayout></c:layout>'
        if label.shift
        else ""
    )
    text = (
        rich(palette, label.words, label.size, label.colour, bold=label.bold)
        if label.words
        else f'<c:numFmt formatCode={quoteattr(label.code)} sourceLinked="0"/>'
    )
    look = shape(palette.fill(GROUND) if label.on_white else NO_FILL, NO_LINE)
    told = "" if label.words else text_look(palette, label.size, label.colour, bold=label.bold)
    return (
        f'<c:dLbl><c:idx val="{label.index}"/>{layout}{text}{look}{told}<c:dLblPos val="{label.side}"/>'
        f"{_shown(value=not label.with_name or bool(label.code), name=label.with_name)}</c:dLbl>"
    )


def _shown(*, value: bool, name: bool = False) -> str:
    between = f"<c:separator>{' '}</c:separator>" if name else ""
    return (
        f'<c:showLegendKey val="0"/><c:showVal val="{int(value)}"/><c:showCatName val="0"/>'
        f'<c:showSerName val="{int(name)}"/><c:showPercent val="0"/><c:showBubbleSize val="0"/>{between}'
    )
