"""Zoeken: from what someone types to the page that shows it."""

from dataclasses import replace

import streamlit as st

from streekmonitor import formats
from streekmonitor.analysis.search import LONGEST_TEXT, Hits, search
from streekmonitor.app import controls
from streekmonitor.app.shell import open_page
from streekmonitor.figures.frame import Frame
from streekmonitor.view import MAX_SELECTED, View

TITLE = "Wat zoekt u?"
FIELD = "zoektekst"
EXAMPLES = ("werkzoekenden", "thuistaal in Dilbeek", "Gooik", "huisprijs", "pendel Brussel")


def draw() -> None:
    """A field, and what was found below it."""
    frame = open_page("zoeken", TITLE)
    with st.columns([2, 1])[0]:
        text = st.text_input(
            "Een indicator of een gemeente",
            key=FIELD,
            type="search",
            max_chars=LONGEST_TEXT,
            persist_state="session",
            placeholder="Bijvoorbeeld: thuistaal in Dilbeek",
        )
    if not text or not text.strip():
        _examples()
        return
    hits = search(frame.catalog, frame.areas, text)
    if not hits.indicators and not hits.areas:
        st.markdown("Niets gevonden. Probeer een ander woord, of de naam van een gemeente.")
        _examples()
        return
    left, right = st.columns([2, 1], gap="large")
    with left:
        _indicators(frame, hits)
    with right:
        _areas(frame, hits)


def _examples() -> None:
    st.caption("Probeer bijvoorbeeld:")
    with st.container(horizontal=True):
        for number, words in enumerate(EXAMPLES):
            st.button(words, key=f"voorbeeld_{number}", type="tertiary", on_click=_look_for, args=(words,))


def _look_for(text: str) -> None:
    st.session_state[FIELD] = text


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
    return replace(view, indicator=indicator, period=None, since=None, tab="", selected=chosen)


def _areas(frame: Frame, hits: Hits) -> None:
    """Municipalities lead to their page, regions to the overview in their set."""
    st.markdown("##### Gemeenten en regio’s")
    if not hits.areas:
        st.markdown("Geen gemeente of regio gevonden.")
    for code in hits.areas:
        if frame.areas.is_municipality(code):
            there = replace(frame.view.leading(code), indicator=None, period=None, tab="")
            name = controls.municipality_name(frame.areas, code)
            st.page_link("pages/gemeente.py", label=name, query_params=there.to_query())
            continue
        region = frame.areas.regions[code]
        if frame.areas.sets[region.set_id].selectable:
            there = replace(frame.view.with_set(region.set_id), indicator=None, period=None, tab="")
            st.page_link("pages/overzicht.py", label=region.full_label, query_params=there.to_query())
