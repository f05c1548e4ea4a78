"""Objectives beside their indicators: a line with the target and the status, and the way to the objective."""

from collections.abc import Sequence
from html import escape

import streamlit as st

from streekmonitor import formats
from streekmonitor.app.objectives_card import example_mark, status_mark
from streekmonitor.figures.frame import Frame
from streekmonitor.figures.objectives import ObjectivesFigure, is_about, verdict_on
from streekmonitor.objectives.explain import aim
from streekmonitor.objectives.model import Objective
from streekmonitor.view import View

PAGE = "pages/doelstellingen.py"
MOST_SHOWN = 4


def draw(frame: Frame, indicator: str) -> None:
    """The objectives on an indicator, in a line with the way to them."""
    found = _found(frame, indicator)
    if not found:
        return
    with st.container(horizontal=True, vertical_alignment="center", gap="small", key=f"bij_{indicator}"):
        st.html(_lines(frame, found), width="content")
        query = View(objective=found[0].id if len(found) == 1 else "").to_query()
        st.page_link(PAGE, label="Doelstelling en acties", query_params=query)


def draw_small(frame: Frame, indicator: str) -> None:
    """The same below the name of a key figure."""
    found = _found(frame, indicator)
    if found:
        st.html(_lines(frame, found))


def _found(frame: Frame, indicator: str) -> tuple[Objective, ...]:
    """The objectives on an indicator; on the page of a municipality those that it takes part in."""
    found = frame.followed.register.of_indicator(indicator)
    if frame.page == "gemeente":
        code = frame.view.selected[0] if frame.view.selected else frame.release.by_residents[0]
        found = tuple(entry for entry in found if is_about(frame, entry, frame.areas.current(code)))
    return found


def _lines(frame: Frame, found: Sequence[Objective]) -> str:
    return f'<div class="sm-beside">{"".join(_line(frame, entry) for entry in found[:MOST_SHOWN])}</div>'


def draw_summary(frame: Frame) -> None:
    """How all objectives stand, in one sentence with the way to them; nothing when there are none."""
    figure = ObjectivesFigure(frame)
    if not frame.followed.register.objectives or figure.refusal:
        return
    with st.container(horizontal=True, vertical_alignment="center", gap="small", key="bij_overzicht"):
        st.html(f"<span>{escape(_summary(figure))}</span>", width="content")
        query = View(theme=frame.view.theme).to_query()
        st.page_link(PAGE, label="Naar de doelstellingen", query_params=query)


def _summary(figure: ObjectivesFigure) -> str:
    examples = sum(entry.example for entry in figure.objectives)
    if examples == len(figure.objectives):
        return f"{figure.sentence} Dit zijn voorbeelden."
    return figure.sentence


def _line(frame: Frame, entry: Objective) -> str:
    """An objective as HTML: its area, its target, and how it stands."""
    verdict = verdict_on(frame, entry)
    told = f"Doel {verdict.course.area_name}: {aim(verdict)}"
    return (
        f"<span>{escape(formats.sentence(told))} {status_mark(verdict.status)} {example_mark(entry)}</span>"
    )
