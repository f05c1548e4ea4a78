"""What no native chart can show, as a sharp picture: maps, flow maps and heat maps."""

from dataclasses import replace
from io import BytesIO
from typing import Any
from xml.etree import ElementTree as ET

from pptx.slide import Slide

from streekmonitor.charts.flowmap import FLOWS
from streekmonitor.export.chart_svg import SVG, Topology, chart_svg, engine
from streekmonitor.export.exported import Drawing
from streekmonitor.export.slides.room import Box

# Dots for a point: about 180 per inch, more than a projector or a printed page shows.
SHARPNESS = 2.5
# The size of a chart's text on the slide against that on screen: 13 pixels become 12 points.
ZOOM = 0.92
# The many names on a map of flows were placed for more room.
ZOOM_OF_FLOWS = 0.74
MOST_PIXELS = 8_000_000


def add_picture(slide: Slide, drawing: Drawing, topology: Topology, box: Box) -> tuple[Any, float]:
    """The drawing as large as fits a box, at its top; returns its shape and its points per pixel."""
    zoom = ZOOM_OF_FLOWS if FLOWS in drawing.datasets else ZOOM
    width = round(box.width / zoom)
    if is_map(drawing):
        drawing = replace(drawing, spec={**drawing.spec, "height": round(box.height / zoom)})
    picture = _standing_alone(chart_svg(drawing, topology, width, "tekening"))
    wide, high = float(picture.attrib["width"]), float(picture.attrib["height"])
    zoom = min(box.width / wide, box.height / high)
    scale = min(SHARPNESS * zoom, (MOST_PIXELS / (wide * high)) ** 0.5)
    png: bytes = engine().svg_to_png(ET.tostring(picture, encoding="unicode"), scale=scale)
    place = Box(box.left, box.top, wide * zoom, high * zoom)
    return slide.shapes.add_picture(BytesIO(png), *place.emu), zoom


def is_map(drawing: Drawing) -> bool:
    """Whether a drawing takes the height of its place, as maps do; others have the height of their rows."""
    return "projection" in drawing.spec


def _standing_alone(chart: ET.Element) -> ET.Element:
    """The chart on white, as a file of its own."""
    ground = ET.Element(f"{{{SVG}}}rect", {"width": "100%", "height": "100%", "fill": "#ffffff"})
    chart.insert(0, ground)
    return chart
