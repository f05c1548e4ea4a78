"""The view of this session: read from the address bar on each run, written there by each choice.

The query string is the state. Widgets show what the view says, and their callbacks change the view; so
map, search box and address can never disagree.
"""

from collections.abc import Callable
from dataclasses import replace
from typing import Any

import streamlit as st

from streekmonitor.app import data
from streekmonitor.view import View
from streekmonitor.view_query import read_view

PAGE = "_page"
VIEWS = "_views"
CLICKED = "_clicked"
DRAWN = "_drawn"
ARRIVING = "_arriving"
# What a page does not take over from another: there it would mean something else, or nothing.
OF_ONE_PAGE = (
    "indicator", "period", "show_all", "since", "tab", "theme", "all_years", "sought", "objective", "where",
    "status", "overdue", "draft",
)  # fmt: skip


def start_page(page: str) -> tuple[View, list[str]]:
    """The view of this run and its notices; from another page the shared choices come along."""
    views: dict[str, View] = st.session_state.setdefault(VIEWS, {})
    former = st.session_state.get(PAGE, page)
    if former != page and former in views:
        _arrive(views[former], views.get(page, View()))
        st.session_state.pop(DRAWN, None)
    elif not st.query_params.to_dict() and ARRIVING in st.session_state:
        write(st.session_state[ARRIVING])
    st.session_state[PAGE] = page
    views[page], notices = _read()
    return views[page], notices


def _arrive(former: View, own: View) -> None:
    """Without choices of its own in the address, a page shows what it showed before, of what is now shared.

    On the way from one page to another Streamlit leaves the old page with the new page's query in the
    browser's history; so shared choices alone count as none, and Back shows the old page as it was.
    """
    shared = replace(former, **{name: getattr(View(), name) for name in OF_ONE_PAGE})
    if st.query_params.to_dict() in ({}, shared.to_query()):
        st.session_state[ARRIVING] = replace(shared, **{name: getattr(own, name) for name in OF_ONE_PAGE})
        write(st.session_state[ARRIVING])


def end_run() -> None:
    """The page ran to its end: what it wrote in the address has reached the browser.

    A run that is broken off is followed by one with the address as the browser knew it, without that.
    """
    st.session_state.pop(ARRIVING, None)


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


def click(key: str, change: Callable[[View, str], View] = View.toggled) -> Callable[[], None]:
    """A chart's callback: each municipality that was clicked goes in or out of the selection.

    Or whatever `change` does with it.

    The chart keeps a set of its own that a click toggles in; only what differs from the last report
    counts, so choices made elsewhere need not be told to the chart. `change` says what else a click does.
    """

    def callback() -> None:
        selections = st.session_state[key]["selection"].values()
        now = {point["nis"] for points in selections for point in points if point.get("nis")}
        seen: dict[str, set[str]] = st.session_state.setdefault(CLICKED, {})
        view = _read()[0]
        for code in sorted(now ^ seen.get(key, set())):
            view = change(view, code)
        seen[key] = now
        write(view)

    return callback


def _read() -> tuple[View, list[str]]:
    release = data.tables().release
    return read_view(st.query_params.to_dict(), release.catalog, release.areas)


def home(page: str) -> str:
    """The address of the dashboard on the server that the visitor came to, with no page behind it."""
    address = (st.context.url or "").split("?")[0]
    return address.rstrip("/").removesuffix(f"/{page}")
