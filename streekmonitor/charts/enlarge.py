"""The same chart, larger: for a projector, where people at the back must read it too.

A browser's own zoom won't do: Vega then looks for the mouse in the wrong place.
"""

from collections.abc import Mapping
from typing import Any

import pandas as pd

# What a spec gives in pixels and in square pixels.
LENGTHS = frozenset(
    [
        *("fontSize", "labelFontSize", "titleFontSize", "lineHeight", "strokeWidth"),
        *("x", "y", "dx", "dy", "width", "height", "step", "left", "right", "top", "bottom", "padding"),
        *("labelLimit", "labelPadding", "labelOffset", "titlePadding"),
    ]
)
AREAS = frozenset({"size"})
# And what rows give in them.
ROW_LENGTHS = ("dik", "dx", "dy")
ROW_AREAS = ("omvang",)


def enlarged(spec: Mapping[str, Any], factor: float) -> dict[str, Any]:
    """The spec with all that is in pixels `factor` times as large."""
    return {name: _enlarged(name, value, factor) for name, value in spec.items()}


def enlarged_rows(datasets: Mapping[str, pd.DataFrame], factor: float) -> dict[str, pd.DataFrame]:
    """The rows with all that is in pixels `factor` times as large."""
    return {name: _rows(frame, factor) for name, frame in datasets.items()}


def _enlarged(name: str, value: Any, factor: float) -> Any:
    if isinstance(value, Mapping):
        # {"value": 3} is the number of the channel that it stands in.
        return {key: _enlarged(name if key in ("value", "condition") else key, part, factor)
                for key, part in value.items()}  # fmt: skip
    if isinstance(value, list):
        return [_enlarged("width" if name == "strokeDash" else name, part, factor) for part in value]
    if isinstance(value, bool) or not isinstance(value, int | float):
        return value
    if name in LENGTHS and (name != "padding" or value >= 1):  # below one: a share of a band
        return value * factor
    return value * factor**2 if name in AREAS else value


def _rows(frame: pd.DataFrame, factor: float) -> pd.DataFrame:
    lengths = {name: frame[name] * factor for name in ROW_LENGTHS if name in frame}
    areas = {name: frame[name] * factor**2 for name in ROW_AREAS if name in frame}
    return frame.assign(**lengths, **areas) if lengths or areas else frame
