"""A chart as a piece of SVG, drawn as the browser draws it. Needs no browser and no network."""

import json
from collections.abc import Mapping
from functools import lru_cache
from itertools import groupby
from pathlib import Path
from typing import Any
from xml.etree import ElementTree as ET

import pandas as pd

from streekmonitor.export.cells import plain, printable
from streekmonitor.export.exported import Drawing

FONTS = Path(__file__).with_name("fonts")
SVG = "http://www.w3.org/2000/svg"
CLIP = "clip-path"
LONGEST_LABEL = 300  # letters; nobody reads more on a chart, and the engine takes seconds over thousands
NO_PADDING = {"left": 0, "right": 0, "top": 0, "bottom": 0}

Topology = Mapping[str, Any]

ET.register_namespace("", SVG)


def chart_svg(drawing: Drawing, topology: Topology, width: int, names: str) -> ET.Element:
    """The chart as an `svg` element, `width` pixels wide where it takes the width of its place.

    `topology` stands in for the boundaries that a browser fetches; ids within begin with `names`, so that
    several charts can share a picture.
    """
    spec = json.dumps(standalone(drawing, topology, width), ensure_ascii=False, allow_nan=False)
    drawn = engine().vegalite_to_svg(spec, allowed_base_urls=[])
    chart = ET.fromstring(drawn)  # noqa: S314 what the engine made of our own spec
    _rename(chart, names)
    _share_clips(chart)
    return chart


@lru_cache(maxsize=1)
def engine() -> Any:
    """The converter, with the house font; imported only here, for the dashboard starts without it."""
    import vl_convert

    vl_convert.register_font_directory(str(FONTS))
    return vl_convert


def standalone(drawing: Drawing, topology: Topology, width: int) -> dict[str, Any]:
    """The spec with data and boundaries inside, at a fixed width."""
    spec = _inlined(dict(drawing.spec), topology)
    if spec.get("width") == "container":
        fit = {"type": "fit-x", "contains": "padding"}
        spec |= {"width": width, "autosize": fit, "padding": NO_PADDING}
    return {**spec, "datasets": {name: _records(rows) for name, rows in drawing.datasets.items()}}


def _inlined(part: Any, topology: Topology) -> Any:
    if isinstance(part, list):
        return [_inlined(item, topology) for item in part]
    if isinstance(part, str):
        return printable(part)
    if not isinstance(part, dict):
        return part
    if "url" in part and part.get("format", {}).get("type") == "topojson":
        return {"values": topology, "format": part["format"]}
    return {name: _inlined(value, topology) for name, value in part.items()}


def _records(rows: pd.DataFrame) -> list[dict[str, Any]]:
    """Rows as JSON values; what is missing becomes null."""
    columns = [[_json(value) for value in rows[name]] for name in rows.columns]
    return [dict(zip(map(str, rows.columns), row, strict=True)) for row in zip(*columns, strict=True)]


def _json(value: object) -> Any:
    cell = bool(value) if pd.api.types.is_bool(value) else plain(value)
    return cell[:LONGEST_LABEL] if isinstance(cell, str) else cell


def _rename(chart: ET.Element, names: str) -> None:
    """Give definitions ids of their own, alike ones the same: the engine numbers them through all charts."""
    new: dict[bytes, str] = {}
    renamed = {}
    for definitions in chart.iter(f"{{{SVG}}}defs"):
        for definition in list(definitions):
            old = definition.attrib.pop("id", "")
            content = ET.tostring(definition)
            if content in new:
                definitions.remove(definition)
            name = new.setdefault(content, f"{names}-{len(new)}")
            definition.set("id", name)
            renamed[f"url(#{old})"] = f"url(#{name})"
    for element in chart.iter():
        for attribute, value in element.attrib.items():
            element.set(attribute, renamed.get(value, value))


def _share_clips(chart: ET.Element) -> None:
    """Cut neighbouring layers off at the same frame in one go: a clip for each costs a second in a PNG."""
    for parent in list(chart.iter()):
        for clip, neighbours in groupby(list(parent), _clip):
            layers = list(neighbours)
            if not clip or len(layers) < 2:
                continue
            frame = ET.Element(f"{{{SVG}}}g", {CLIP: clip})
            parent.insert(list(parent).index(layers[0]), frame)
            for layer in layers:
                parent.remove(layer)
                del layer.attrib[CLIP]
                frame.append(layer)


def _clip(layer: ET.Element) -> str:
    """What a layer is cut off at, where that is in the coordinates of its neighbours."""
    return "" if "transform" in layer.attrib else layer.attrib.get(CLIP, "")
