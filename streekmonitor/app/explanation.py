"""Toelichting: what every figure means, where it comes from, and how it was made."""

import re
from collections.abc import Callable
from dataclasses import replace
from datetime import date
from functools import cache
from pathlib import Path

import pandas as pd
import streamlit as st

from streekmonitor import formats
from streekmonitor.analysis import aggregate, attention, explain, similar, traits, trend
from streekmonitor.app import data, explained_indicator, explained_regions, first_visit, state
from streekmonitor.app.shell import open_page
from streekmonitor.catalog import Indicator, Source
from streekmonitor.figures.frame import Frame

TITLE = "Wat betekenen deze cijfers, en waar komen ze vandaan?"
METHOD = Path(__file__).with_name("method.md")
REUSE_WORDS = {
    "open": "vrij",
    "attribution": "vrij, met bronvermelding",
    "non_commercial": "niet voor commercieel gebruik",
    "unconfirmed": "nog te bevestigen",
}
NOT_OPEN = ("non_commercial", "unconfirmed")
# The ids of the catalog are for analysts; the names before them say the same.
ID_IN_BRACKETS = re.compile(r" \(`[a-z0-9_]+`\)")
COMPARED_WITH = re.compile(r"^Vergeleken met release ([0-9a-f]{12})\.", re.MULTILINE)
HEADING = re.compile(r"^#+ ", re.MULTILINE)


def draw() -> None:
    """The whole page: one part at a time, as the address says."""
    frame = open_page("toelichting", TITLE)
    tab = frame.view.tab if frame.view.tab in PARTS else next(iter(PARTS))
    st.session_state["onderdeel"] = tab
    with st.container(horizontal=True, horizontal_alignment="distribute"):
        st.segmented_control(
            "Onderdeel",
            list(PARTS),
            format_func=lambda name: PARTS[name][0],
            key="onderdeel",
            required=True,
            label_visibility="collapsed",
            on_change=state.choose("onderdeel", lambda view, name: replace(view, tab=name)),
        )
        first_visit.again()
    PARTS[tab][1](frame)


def _method(frame: Frame) -> None:
    st.markdown(_method_text(tuple(_variable_words(frame))))


def _variable_words(frame: Frame) -> list[str]:
    known = frame.catalog.indicator_by_id
    return [
        _within_sentence(known[entry.indicator].short_label)
        for entry in similar.VARIABLES
        if entry.indicator in known
    ]


def _within_sentence(label: str) -> str:
    return label[0].lower() + label[1:]


@cache
def _method_text(variables: tuple[str, ...]) -> str:
    """The method, with the numbers that the arithmetic itself uses."""
    return METHOD.read_text(encoding="utf-8").format(
        small_base=Indicator.model_fields["small_base"].default,
        sum=_percent(aggregate.NEEDED_COVERAGE["sum"], 1),
        ratio=_percent(aggregate.NEEDED_COVERAGE_OTHERWISE),
        significance=_percent(trend.SIGNIFICANCE),
        most_points=trend.MOST_POINTS,
        fewest_points=trend.FEWEST_POINTS,
        variables=formats.listing(variables),
        attention_years=attention.YEARS,
        old_years=traits.OLD_YEARS,
    )


def _percent(share: float, decimals: int = 0) -> str:
    return formats.value(100 * share, "%", decimals)


def _sources(frame: Frame) -> None:
    """Every source table with its licence; those that are not open named first."""
    closed = [source for source in frame.catalog.sources if source.reuse in NOT_OPEN]
    total = len(frame.catalog.sources)
    st.markdown(
        f"De cijfers komen uit {total} tabellen van uitgevers. **{len(closed)} ervan zijn niet zonder meer "
        "vrij te hergebruiken**: bij die staat hieronder waarom. Hun cijfers mag u bekijken; vraag de "
        "uitgever voor u ze elders publiceert."
    )
    rows = sorted(frame.catalog.sources, key=lambda source: (source.publisher, source.title))
    table = pd.DataFrame([_source_row(frame, source) for source in rows])
    with st.container(key="tekst_bronnen"):
        st.table(table, hide_index=True, border="horizontal")


def _source_row(frame: Frame, source: Source) -> dict[str, str]:
    known = frame.release.manifest["sources"][source.id]
    first, last = map(formats.short_period, known["periods"])
    retrieved = formats.day(date.fromisoformat(known["retrieved"]))
    return {
        "Uitgever": source.publisher,
        "Tabel": f"[{source.title}]({source.url})",
        "Licentie": source.licence,
        "Hergebruik": REUSE_WORDS[source.reuse],
        "Periodes": first if first == last else f"{first} – {last}",
        "Opgehaald op": retrieved,
    }


def _changes(frame: Frame) -> None:
    """The change log that came with the release, and those of the earlier releases that are there still."""
    st.markdown(readable(frame.release.changes))
    seen, log = {frame.release.id}, frame.release.changes
    while (before := _before(log)) not in {"", *seen}:
        seen.add(before)
        log = data.changes_of(before)
        if log:
            with st.expander(f"Wijzigingen in release {before}"):
                st.markdown(readable(log))


def _before(log: str) -> str:
    """The release that a change log compares with."""
    found = COMPARED_WITH.search(log)
    return found[1] if found else ""


def readable(log: str) -> str:
    """A change log as it stands on a page: below its headings, and without ids."""
    return HEADING.sub("##### ", ID_IN_BRACKETS.sub("", log))


def _citing(frame: Frame) -> None:
    """How to cite, with the release that fixes every figure."""
    release = frame.release.id
    st.markdown(
        "Noem de uitgever van de cijfers en de Streekmonitor, met de release: die legt elk cijfer vast, ook "
        "als er later nieuwere komen. Onder elke figuur geeft “Deel” de link naar precies die weergave, en "
        "elk bestand dat u downloadt, noemt zelf zijn bronnen en release."
    )
    st.markdown("##### De Streekmonitor als geheel")
    st.code(explain.citation(release, frame.home), language=None, wrap_lines=True)
    st.markdown("##### Eén figuur")
    example = explain.citation(release, "Link onder “Deel”.", "Titel van de figuur")
    st.code(f"Bron onder de figuur; {example}", language=None, wrap_lines=True)


PARTS: dict[str, tuple[str, Callable[[Frame], None]]] = {
    "indicatoren": ("Indicatoren", explained_indicator.draw),
    "methode": ("Methode", _method),
    "regios": ("Regio’s", explained_regions.draw),
    "bronnen": ("Bronnen", _sources),
    "wijzigingen": ("Wijzigingen", _changes),
    "citeren": ("Citeren", _citing),
}
