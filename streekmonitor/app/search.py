"""Zoeken: from what someone types to the page that shows it."""

from dataclasses import replace

import streamlit as st

from streekmonitor import formats
from streekmonitor.analysis.search import Hits, search
from streekmonitor.app import controls, state
from streekmonitor.app.shell import open_page
from streekmonitor.figures.frame import Frame
from streekmonitor.view import LONGEST_SOUGHT, MAX_SELECTED, View

TITLE = "Wat zoekt u?"
FIELD = "zoektekst"
NOTHING = (
    "Probeer een woord minder of een algemener woord, of alleen de naam van een gemeente, ook een vroegere. "
    "Accenten, koppeltekens en een tikfout maken niet uit."
)
EXAMPLES = ("werkzoekenden", "thuistaal in Dilbeek", "Gooik", "huisprijs", "pendel Brussel")


def draw() -> None:
    """A field, and what was found below it."""
    frame = open_page("zoeken", TITLE)
    text = frame.view.sought
    st.session_state[FIELD] = text
    with st.columns([2, 1])[0]:
        st.text_input(
            "Een indicator of een gemeente",
            key=FIELD,
            type="search",
            max_chars=LONGEST_SOUGHT,
            placeholder="Bijvoorbeeld: thuistaal in Dilbeek",
            on_change=state.choose(FIELD, _seeking),
        )
    if not text:
        _examples(frame.view)
        return
    hits = search(frame.catalog, frame.areas, text)
    if not hits.indicators and not hits.areas:
        st.markdown(f"**Niets gevonden.** {NOTHING}")
        _examples(frame.view)
        return
    left, right = st.columns([2, 1], gap="large")
    with left:
        _indicators(frame, hits)
    with right:
        _areas(frame, hits)


def _examples(view: View) -> None:
    st.caption("Probeer bijvoorbeeld:")
    with st.container(horizontal=True):
        for number, words in enumerate(EXAMPLES):
            there = _seeking(view, words)
            st.button(words, key=f"voorbeeld_{number}", type="tertiary", on_click=state.write, args=(there,))


def _seeking(view: View, text: str | None) -> View:
    return replace(view, sought=(text or "").strip())


def _indicators(frame: Frame, hits: Hits) -> None:
    """Each indicator with its question, and links to its figures and its explanation."""
    st.markdown("##### Indicatoren")
    if not hits.indicators:
        st.markdown("Geen indicator gevonden.")
    for code in hits.indicators:
        indicator = frame.catalog.indicator_by_id[code]
        theme = frame.catalog.theme_by_id[indicator.theme]
        chosen = tuple(dict.fromkeys([*hits.about, *frame.view.selected])) if hits.about else None
        there = _to_indicator(frame.view, code, chosen)
        about = f" in {formats.listing([frame.areas.name(nis) for nis in hits.about])}" if hits.about else ""
        label = f"**{indicator.label}{about}**"
        st.page_link(f"pages/{theme.page}.py", label=label, query_params=there.to_query())
        st.caption(f"{theme.label} · {indicator.question}")


def _to_indicator(view: View, indicator: str, selected: tuple[str, ...] | None) -> View:
    chosen = view.selected if selected is None else selected[:MAX_SELECTED]
    return replace(view, indicator=indicator, period=None, since=None, tab="", sought="", selected=chosen)


def _areas(frame: Frame, hits: Hits) -> None:
    """Municipalities lead to their page, regions to the overview in their set."""
    st.markdown("##### Gemeenten en regio’s")
    if not hits.areas:
        st.markdown("Geen gemeente of regio gevonden.")
    for code in hits.areas:
        if frame.areas.is_municipality(code):
            there = _leaving(frame.view.leading(code))
            name = controls.municipality_name(frame.areas, code)
            st.page_link("pages/gemeente.py", label=name, query_params=there.to_query())
            continue
        region = frame.areas.regions[code]
        if frame.areas.sets[region.set_id].selectable:
            there = replace(
                frame.view.with_set(region.set_id), indicator=None, period=None, tab="", sought=""
            )
            st.page_link("pages/overzicht.py", label=region.full_label, query_params=there.to_query())


def _leaving(view: View) -> View:
    """What goes along to a page about an area: areas, and nothing of an indicator or of what was sought."""
    return replace(view, indicator=None, period=None, tab="", sought="")
