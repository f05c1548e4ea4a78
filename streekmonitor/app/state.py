"""The view of this session: read from the address bar on each run, written there by each choice.

The query string is the state. Widgets show what the view says, and their callbacks change the view; so
map, search box and address can never disagree.
"""

from collections.abc import Callable
from dataclasses import replace
from typing import Any

import streamlit as st

from streekmonitor.app import data
from streekmonitor.view import View, read_view

PAGE = "_page"
VIEW = "_view"
CLICKED = "_clicked"
DRAWN = "_drawn"


def start_page(page: str) -> tuple[View, list[str]]:
    """The view of this run and its notices; from another page the shared choices come along."""
    moved = st.session_state.get(PAGE) not in (None, page)
    if moved and VIEW in st.session_state:
        if not st.query_params:
            former: View = st.session_state[VIEW]
            write(replace(former, indicator=None, period=None, show_all=False))
        st.session_state.pop(DRAWN, None)
    st.session_state[PAGE] = page
    view, notices = _read()
    st.session_state[VIEW] = view
    return view, notices


def write(view: View) -> None:
    """Put a view in the address bar; the next run shows it."""
    st.query_params.from_dict(view.to_query())


def choose(key: str, change: Callable[[View, Any], View]) -> Callable[[], None]:
    """A widget's callback: change the view by the widget's new value."""

    def callback() -> None:
        write(change(_read()[0], st.session_state[key]))

    return callback


def chart_key(name: str, *parts: object) -> str:
    """A key for a clickable chart that goes with its spec: another spec is another chart, without clicks."""
    key = "-".join(map(str, (name, *parts)))
    drawn: dict[str, str] = st.session_state.setdefault(DRAWN, {})
    if drawn.get(name) != key:
        st.session_state.setdefault(CLICKED, {}).pop(key, None)
        drawn[name] = key
    return key


def click(key: str) -> Callable[[], None]:
    """A chart's callback: each municipality that was clicked goes in or out of the selection.

    The chart keeps a set of its own that a click toggles in; only what differs from the last report
    counts, so choices made elsewhere need not be told to the chart.
    """

    def callback() -> None:
        selections = st.session_state[key]["selection"].values()
        now = {point["nis"] for points in selections for point in points if point.get("nis")}
        seen: dict[str, set[str]] = st.session_state.setdefault(CLICKED, {})
        view = _read()[0]
        for code in sorted(now ^ seen.get(key, set())):
            view = view.toggled(code)
        seen[key] = now
        write(view)

    return callback


def _read() -> tuple[View, list[str]]:
    release = data.tables().release
    return read_view(st.query_params.to_dict(), release.catalog, release.areas)
