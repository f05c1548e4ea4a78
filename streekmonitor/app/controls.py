"""The row of choices above the indicator view. Each shows what the address says and changes the address."""

from collections.abc import Callable, Sequence
from dataclasses import replace
from functools import partial
from typing import Any

import streamlit as st

from streekmonitor import formats
from streekmonitor.analysis import presented
from streekmonitor.analysis.tables import Tables
from streekmonitor.app import state
from streekmonitor.areas import PROVINCE, Areas
from streekmonitor.catalog import Indicator, Theme
from streekmonitor.figures.comparison import BENCHMARKS
from streekmonitor.figures.screen import WAY_WORDS, Screen
from streekmonitor.view import MAX_COMPARATORS, MAX_SELECTED, RELATIVE_COMPARATORS, View

WHOLE_PROVINCE = "Hele provincie"


def draw(screen: Screen, theme: Theme) -> None:
    """Indicator, period, way of showing, municipalities and comparators."""
    since = screen.view.shown_as in presented.SINCE
    widths = [2.0, 1.05, 1.4, 1.05, 2.15, 2.35] if since else [2.3, 1.25, 1.2, 2.5, 2.75]
    with st.container(key="keuzes"):
        indicator, period, way, *start, municipalities, comparators = st.columns(widths, gap="small")
    with indicator:
        _indicator(screen, theme)
    with period:
        _period(screen)
    with way:
        _way(screen)
    for column in start:
        with column:
            _since(screen)
    with municipalities:
        _municipalities(screen)
    with comparators:
        _comparators(screen)


def municipality_options(areas: Areas) -> list[str]:
    """The municipalities of the province, former ones too, by name."""
    codes = {code for nis in areas.within(PROVINCE) for code in (nis, *areas.former(nis))}
    return sorted(codes, key=areas.name)


def _options(tables: Tables) -> list[str]:
    return municipality_options(tables.release.areas)


def municipality_name(areas: Areas, code: str) -> str:
    """The name in a list of choices: a former municipality leads to its successor."""
    current = areas.current(code)
    return areas.name(code) if current == code else f"{areas.name(code)} (nu {areas.name(current)})"


def select(
    label: str,
    options: Sequence[str],
    value: str | None,
    words: Callable[[str], str],
    change: Callable[[View, Any], View],
    *,
    shown: bool = True,
) -> None:
    """A list of choices that shows `value`; a choice changes the view. Its label may be for hearing only."""
    key = f"keuze_{label}"
    st.session_state[key] = value
    st.selectbox(
        label,
        options,
        format_func=words,
        key=key,
        on_change=state.choose(key, change),
        label_visibility="visible" if shown else "collapsed",
    )


def _indicator(screen: Screen, theme: Theme) -> None:
    known = screen.catalog.indicator_by_id
    ids = [entry.id for entry in screen.catalog.of_theme(theme.id)]
    ids += [screen.indicator.id] if screen.indicator.id not in ids else []
    change = lambda view, chosen: replace(view, indicator=chosen, period=None)  # noqa: E731
    ids.sort(key=_group_order(screen.catalog.of_theme(theme.id)))
    words = {code: f"{known[code].short_label} · {known[code].group}" for code in ids}
    select("Indicator", ids, screen.indicator.id, words.__getitem__, change)


def _group_order(indicators: Sequence[Indicator]) -> Callable[[str], int]:
    """The place of the group of an indicator: groups in the order in which the catalog first names them."""
    groups = list(dict.fromkeys(entry.group for entry in indicators))
    places = {entry.id: groups.index(entry.group) for entry in indicators}
    return lambda code: places.get(code, len(groups))


def _period(screen: Screen) -> None:
    words = {name: formats.short_period(name, screen.reference) for name in screen.periods}
    change = lambda view, chosen: replace(view, period=chosen)  # noqa: E731
    select("Periode", screen.periods[::-1], screen.period, words.__getitem__, change)


def _way(screen: Screen) -> None:
    change = lambda view, chosen: replace(view, shown_as=chosen)  # noqa: E731
    select("Toon", list(WAY_WORDS), screen.view.shown_as, WAY_WORDS.__getitem__, change)


def _since(screen: Screen) -> None:
    """The period that a change, an index or a pair of maps starts from."""
    starts = presented.start_periods(screen.periods, screen.period)
    words = {name: formats.short_period(name, screen.reference) for name in starts}
    change = lambda view, chosen: replace(view, since=chosen)  # noqa: E731
    select("Vanaf", starts[::-1], screen.way.since or None, words.__getitem__, change)


def draw_region(screen: Screen) -> None:
    """The part of the province that the map shows."""
    names = {"": WHOLE_PROVINCE, **{code: screen.name(code) for code in screen.regions}}
    change = lambda view, chosen: replace(view, region=chosen or None)  # noqa: E731
    select("Kaart van", list(names), screen.view.region or "", names.__getitem__, change, shown=False)


def _municipalities(screen: Screen) -> None:
    st.session_state["gemeenten"] = list(screen.view.selected)
    st.multiselect(
        "Gemeenten",
        screen.tables.kept(_options),
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
        screen.tables.kept(_comparable),
        format_func=lambda code: RELATIVE_COMPARATORS.get(code) or screen.areas.name(code),
        key="vergelijk",
        max_selections=MAX_COMPARATORS,
        select_all=False,
        placeholder="Niets",
        on_change=state.choose("vergelijk", lambda view, codes: replace(view, comparators=tuple(codes))),
    )


def _comparable(tables: Tables) -> list[str]:
    """What there is to compare with: benchmarks, groups around the selection, regions, municipalities."""
    areas = tables.release.areas
    regions = [code for entry in areas.sets.values() if entry.selectable for code in entry.regions]
    municipalities = sorted(areas.within(PROVINCE), key=areas.name)
    return [*areas.sets[BENCHMARKS].regions, *RELATIVE_COMPARATORS, *regions, *municipalities]
