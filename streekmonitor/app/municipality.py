"""The page of one municipality: who it is, and its key figures beside those it is compared with."""

import streamlit as st

from streekmonitor import formats
from streekmonitor.app import key_figures, state
from streekmonitor.app.shell import open_page
from streekmonitor.areas import PROVINCE, Areas
from streekmonitor.release import Release
from streekmonitor.view import DEFAULT_COMPARATORS, View, former_notices

TITLE = "Hoe staat deze gemeente ervoor?"
FIRST = "24062"


def draw() -> None:
    """The whole page."""
    frame = open_page("gemeente", TITLE)
    release, view = frame.release, frame.view
    code = view.selected[0] if view.selected else FIRST
    _choose(release, view, code)
    _introduce(release, code)
    region = release.areas.region_of(code, view.set_id)
    codes = [code, *([region.id] if region else []), *DEFAULT_COMPARATORS]
    for theme in release.catalog.themes:
        if any(indicator.key_figure for indicator in release.catalog.of_theme(theme.id)):
            st.header(theme.label, anchor=False)
            key_figures.heading(key_figures.region_colours(release, view, codes))
            key_figures.theme_rows(release, view.leading(code), theme, codes, main=1)


def _choose(release: Release, view: View, code: str) -> None:
    areas = release.areas
    options = sorted(
        {entry for nis in areas.within(PROVINCE) for entry in (nis, *areas.former(nis))}, key=areas.name
    )
    st.session_state["gemeente"] = code
    st.selectbox(
        "Gemeente",
        options,
        format_func=areas.name,
        key="gemeente",
        on_change=state.choose("gemeente", View.leading),
    )


def _introduce(release: Release, code: str) -> None:
    areas = release.areas
    for notice in former_notices(View(selected=(code,)), areas):
        st.info(f"{notice} De cijfers hieronder zijn die van de vroegere gemeente.")
    former = areas.former(code)
    if former:
        names = formats.listing([areas.name(nis) for nis in former])
        st.info(f"{areas.name(code)} is een fusie van {names}, die u nog apart kunt kiezen.")
    st.markdown(f"{areas.name(code)} hoort bij {formats.listing(_memberships(areas, code))}.")


def _memberships(areas: Areas, code: str) -> list[str]:
    current = areas.current(code)
    regions = [areas.regions[i] for entry in areas.sets.values() if entry.selectable for i in entry.regions]
    return [region.full_label for region in regions if current in region.members]
