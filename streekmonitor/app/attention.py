"""What asks for attention, and what goes well: ranked, each in a sentence with the way to its figure."""

from dataclasses import replace

import streamlit as st

from streekmonitor import formats
from streekmonitor.analysis import attention as analysis
from streekmonitor.analysis.attention import Kind, Point
from streekmonitor.app import state
from streekmonitor.figures.frame import Frame

HEADS: dict[Kind, str] = {"concern": "Aandachtspunten", "strength": "Sterke punten"}
EXPLAINED = (
    "Een aandachtspunt is ongunstiger dan in het Vlaams Gewest (of, zonder cijfer daarvan, de provincie) én "
    "bewoog in vijf jaar verder in ongunstige richting; een sterk punt is het omgekeerde. Enkel cijfers "
    "waarvan te zeggen is wat gunstig is, hoogstens drie jaar oud, geen enquêtes of aantallen. Eerst wat het "
    "verst afwijkt en het meest verandert, gemeten naar de spreiding tussen de gemeenten."
)
AT_FIRST, OF_ONE_INDICATOR, EVERY = 8, 3, 10_000


def draw(frame: Frame) -> None:
    """Both lists for all municipalities and the regions, or of one working group."""
    explanation, switch = st.columns([4, 1], vertical_alignment="center")
    explanation.caption(EXPLAINED)
    with switch:
        st.session_state["alle"] = frame.view.show_all
        change = state.choose("alle", lambda view, on: replace(view, show_all=on))
        st.toggle("Toon alle", key="alle", on_change=change)
    for column, kind in zip(st.columns(2, gap="large"), HEADS, strict=True):
        with column:
            _draw_list(frame, kind)


def of_area(frame: Frame, code: str, kind: Kind, count: int) -> list[Point]:
    """The foremost points of one area."""
    every = frame.tables.kept(analysis.attention, frame.set_id)
    return analysis.ranked(frame.tables, every, kind, areas=[code], count=count)


def draw_point(frame: Frame, point: Point, *, with_area: bool) -> None:
    """A link to the figure, and the sentence."""
    indicator = frame.catalog.indicator_by_id[point.indicator]
    page = frame.catalog.theme_by_id[indicator.theme].page
    label = f"{frame.areas.name(point.area)}: {indicator.short_label}" if with_area else indicator.short_label
    view = frame.view.of_indicator(indicator.id)
    if frame.areas.is_municipality(point.area):
        view = view.leading(point.area)
    st.page_link(
        f"pages/{page}.py", label=f"**{label}**", query_params=replace(view, period=point.period).to_query()
    )
    st.markdown(point.sentence)


def _draw_list(frame: Frame, kind: Kind) -> None:
    every = analysis.ranked(
        frame.tables, frame.tables.kept(analysis.attention, frame.set_id), kind, count=EVERY
    )
    indicators, theme = frame.catalog.indicator_by_id, frame.view.theme
    points = [point for point in every if theme in (None, indicators[point.indicator].theme)]
    shown = points if frame.view.show_all else _varied(points)
    st.html(f'<h2 class="sm-theme">{HEADS[kind]} ({formats.number(len(points))})</h2>')
    if not points:
        st.markdown("Geen, volgens deze regels.")
    with st.container(key=f"punten_{kind}"):
        for point in shown:
            draw_point(frame, point, with_area=True)
    left = len(points) - len(shown)
    if left > 0:
        st.caption(f"En nog {formats.number(left)}: zet “Toon alle” aan.")


def _varied(points: list[Point]) -> list[Point]:
    """The first few, of no indicator more than three: else one of them would fill the list."""
    kept: list[Point] = []
    for point in points:
        if sum(other.indicator == point.indicator for other in kept) < OF_ONE_INDICATOR:
            kept.append(point)
    return kept[:AT_FIRST]
