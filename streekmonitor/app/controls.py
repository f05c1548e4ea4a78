"""The row of choices above the indicator view. Each shows what the address says and changes the address."""

from collections.abc import Callable, Sequence
from dataclasses import replace
from functools import partial
from typing import Any

import streamlit as st

from streekmonitor import formats
from streekmonitor.app import state
from streekmonitor.app.screen import Screen
from streekmonitor.areas import PROVINCE, Areas
from streekmonitor.catalog import Theme
from streekmonitor.view import MAX_COMPARATORS, MAX_SELECTED, RELATIVE_COMPARATORS, View

BENCHMARKS = "vergelijking"
WHOLE_PROVINCE = "Provincie"


def draw(screen: Screen, theme: Theme) -> None:
    """Indicator, period, map, municipalities and comparators."""
    indicator, period, region, municipalities, comparators = st.columns([2.1, 1.15, 1.35, 1.7, 2.85])
    with indicator:
        _indicator(screen, theme)
    with period:
        _period(screen)
    with region:
        _region(screen)
    with municipalities:
        _municipalities(screen)
    with comparators:
        _comparators(screen)


def municipality_options(areas: Areas) -> list[str]:
    """The municipalities of the province, former ones too, by name."""
    codes = {code for nis in areas.within(PROVINCE) for code in (nis, *areas.former(nis))}
    return sorted(codes, key=areas.name)


def municipality_name(areas: Areas, code: str) -> str:
    """The name in a list of choices: a former municipality leads to its successor."""
    current = areas.current(code)
    return areas.name(code) if current == code else f"{areas.name(code)} (nu {areas.name(current)})"


def select(
    label: str,
    options: Sequence[str],
    value: str,
    words: Callable[[str], str],
    change: Callable[[View, Any], View],
) -> None:
    """A list of choices that shows `value`; a choice changes the view."""
    key = f"keuze_{label}"
    st.session_state[key] = value
    st.selectbox(label, options, format_func=words, key=key, on_change=state.choose(key, change))


def _indicator(screen: Screen, theme: Theme) -> None:
    known = screen.catalog.indicator_by_id
    ids = [entry.id for entry in screen.catalog.of_theme(theme.id)]
    ids += [screen.indicator.id] if screen.indicator.id not in ids else []
    change = lambda view, chosen: replace(view, indicator=chosen, period=None)  # noqa: E731
    select("Indicator", ids, screen.indicator.id, lambda chosen: known[chosen].short_label, change)


def _period(screen: Screen) -> None:
    reference = screen.catalog.main_measure(screen.indicator).reference
    words = {name: formats.short_period(name, reference) for name in screen.periods}
    change = lambda view, chosen: replace(view, period=chosen)  # noqa: E731
    select("Periode", screen.periods[::-1], screen.period, words.__getitem__, change)


def _region(screen: Screen) -> None:
    names = {"": WHOLE_PROVINCE, **{code: screen.name(code) for code in screen.regions}}
    change = lambda view, chosen: replace(view, region=chosen or None)  # noqa: E731
    select("Kaart van", list(names), screen.view.region or "", names.__getitem__, change)


def _municipalities(screen: Screen) -> None:
    st.session_state["gemeenten"] = list(screen.view.selected)
    st.multiselect(
        "Gemeenten",
        municipality_options(screen.areas),
        format_func=partial(municipality_name, screen.areas),
        key="gemeenten",
        max_selections=MAX_SELECTED,
        select_all=False,
        placeholder="Zoek of klik op de kaart",
        on_change=state.choose("gemeenten", lambda view, codes: replace(view, selected=tuple(codes))),
    )


def _comparators(screen: Screen) -> None:
    st.session_state["vergelijk"] = list(screen.view.comparators)
    st.multiselect(
        "Vergelijk met",
        _comparable(screen),
        format_func=lambda code: RELATIVE_COMPARATORS.get(code) or screen.areas.name(code),
        key="vergelijk",
        max_selections=MAX_COMPARATORS,
        select_all=False,
        placeholder="Niets",
        on_change=state.choose("vergelijk", lambda view, codes: replace(view, comparators=tuple(codes))),
    )


def _comparable(screen: Screen) -> list[str]:
    """What there is to compare with: benchmarks, groups around the selection, regions, municipalities."""
    areas = screen.areas
    regions = [code for entry in areas.sets.values() if entry.selectable for code in entry.regions]
    municipalities = sorted(areas.within(PROVINCE), key=areas.name)
    return [*areas.sets[BENCHMARKS].regions, *RELATIVE_COMPARATORS, *regions, *municipalities]
