"""A drawing on screen: its spec stays the same as long as it can, only its data change."""

from collections.abc import Callable
from typing import Literal

import streamlit as st

from streekmonitor.charts.map import CLICK
from streekmonitor.charts.slim import slim
from streekmonitor.export.exported import Drawing


def show(
    drawing: Drawing,
    key: str,
    alt: str,
    *,
    on_click: Callable[[], None] | None = None,
    width: Literal["stretch", "content"] = "stretch",
    height: Literal["stretch", "content"] = "content",
) -> None:
    """Draw it under a key of its own; with `on_click` its municipalities can be chosen.

    With the height stretched it is as high as what it stands in, which the style decides.
    """
    clicks = [entry["name"] for entry in drawing.spec.get("params", ()) if entry["name"].startswith(CLICK)]
    st.vega_lite_chart(
        {**drawing.spec, "datasets": slim(drawing.datasets)},
        key=key,
        theme=None,
        alt=alt,
        width=width,
        height=height,
        on_select=on_click or "ignore",
        selection_mode=clicks if on_click else (),
    )


def caption(words: str) -> None:
    """What stands below a figure, if anything."""
    if words:
        st.caption(words)
