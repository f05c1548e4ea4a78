"""The page of one municipality: who it is, and its key figures beside those it is compared with."""

from dataclasses import replace
from functools import partial

import streamlit as st

from streekmonitor import formats
from streekmonitor.app import controls, key_figures, state
from streekmonitor.app.screen import Frame
from streekmonitor.app.shell import open_page
from streekmonitor.view import DEFAULT_COMPARATORS, View, former_notices

TITLE = "Hoe staat deze gemeente ervoor?"
FIRST = "24062"


def draw() -> None:
    """The whole page."""
    frame = open_page("gemeente", TITLE)
    code = frame.view.selected[0] if frame.view.selected else FIRST
    with st.columns(3)[0]:
        options = controls.municipality_options(frame.areas)
        words = partial(controls.municipality_name, frame.areas)
        controls.select("Gemeente", options, code, words, View.leading)
    _introduce(frame, code)
    region = frame.areas.region_of(code, frame.set_id)
    codes = [code, *([region.id] if region else []), *DEFAULT_COMPARATORS]
    key_figures.draw(replace(frame, view=frame.view.leading(code)), codes, main=1)


def _introduce(frame: Frame, code: str) -> None:
    """Mergers, before and after, and the regions it belongs to."""
    areas = frame.areas
    for notice in former_notices(View(selected=(code,)), areas):
        st.info(f"{notice} De cijfers hieronder zijn die van de vroegere gemeente.")
        _step(frame, areas.current(code))
    former = areas.former(code)
    if former:
        names = formats.listing([areas.name(nis) for nis in former])
        st.info(f"{areas.name(code)} is een fusie van {names}, die u ook nog apart kunt bekijken.")
        with st.container(horizontal=True):
            for nis in former:
                _step(frame, nis)
    st.markdown(f"{areas.name(code)} hoort bij {formats.listing(_memberships(frame, code))}.")


def _step(frame: Frame, code: str) -> None:
    """A step to another municipality; a page link to this same page would leave the address as it was."""
    there = replace(frame.view, selected=(code,))
    st.button(f"Naar {frame.areas.name(code)}", type="tertiary", on_click=state.write, args=(there,))


def _memberships(frame: Frame, code: str) -> list[str]:
    areas, current = frame.areas, frame.areas.current(code)
    regions = [areas.regions[i] for entry in areas.sets.values() if entry.selectable for i in entry.regions]
    return [region.full_label for region in regions if current in region.members]
