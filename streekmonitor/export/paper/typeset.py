"""Sets a template with data as PDF. Needs no network, no browser and no font of the system."""

import json
from collections.abc import Mapping
from pathlib import Path
from typing import Any
from xml.etree import ElementTree as ET

from streekmonitor.charts import theme
from streekmonitor.export.chart_svg import FONTS
from streekmonitor.export.paper.letters import readable

HERE = Path(__file__).parent
FONT = FONTS / "inter-tabular-regular.ttf"
# Those of the interface: .streamlit/config.toml and app/style.css.
ACCENT, BETTER, WORSE = "#0b5c66", "#12456f", "#8a3b00"
# Not set in type: addresses, what a reader says aloud, names of pictures.
NOT_SET = frozenset({"link", "alt", "picture"})
COLOURS = {
    "accent": ACCENT,
    "better": BETTER,
    "worse": WORSE,
    "ink": theme.INK,
    "muted": theme.MUTED,
    "line": theme.LINE,
}


def typeset(template: str, data: Mapping[str, Any], pictures: Mapping[str, ET.Element]) -> bytes:
    """A PDF/UA-1 made by one of the templates (.typ) beside this file.

    Texts go in as data, never as code of the template: no text can be markup. `pictures` are drawings (SVG)
    by the name that the data know them by; their text stays text. The same input gives the same bytes.
    """
    import typst

    inputs = {
        "data": json.dumps(_readable(data), ensure_ascii=False, allow_nan=False),
        "pictures": json.dumps({name: _svg(picture) for name, picture in pictures.items()}),
        "colours": json.dumps(COLOURS),
    }
    made: bytes = typst.compile(
        HERE / f"{template}.typ",
        root=HERE,
        font_paths=[FONTS],
        ignore_system_fonts=True,
        sys_inputs=inputs,
        pdf_standards=["ua-1"],
    )
    return made


def told(text: str) -> str:
    """The text; "" when nothing of it can be seen, for a heading must not be empty."""
    return text.strip() if readable(text, FONT).strip() else ""


def _readable(part: Any) -> Any:
    if isinstance(part, str):
        return readable(part, FONT)
    if isinstance(part, Mapping):
        return {name: value if name in NOT_SET else _readable(value) for name, value in part.items()}
    return [_readable(value) for value in part] if isinstance(part, list | tuple) else part


def _svg(picture: ET.Element) -> str:
    for element in picture.iter():
        element.text = element.text and readable(element.text, FONT)
    return ET.tostring(picture, encoding="unicode")
