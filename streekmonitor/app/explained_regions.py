"""The definitions of the regions, and what the choice between two of them does to a figure."""

from collections.abc import Callable, Sequence
from dataclasses import replace

import streamlit as st

from streekmonitor import formats
from streekmonitor.analysis.coverage import definition_difference
from streekmonitor.app import controls
from streekmonitor.area_records import Region
from streekmonitor.catalog import Indicator
from streekmonitor.figures.frame import Frame
from streekmonitor.view import OWN, View

FIRST_PAIR = ("oost_brabant", "referentieregio_oost_brabant")


def draw(frame: Frame) -> None:
    """The difference between two definitions first, then every set with its regions."""
    _differences(frame)
    for entry in frame.areas.sets.values():
        st.markdown(f"##### {entry.label}")
        for code in entry.regions:
            _definition(frame, frame.areas.regions[code])


def _definition(frame: Frame, region: Region) -> None:
    names = formats.listing(sorted(frame.areas.name(code) for code in region.members))
    told = "gemeenten" in region.full_label
    size = "" if told else f": {_size(frame, region)}"
    with st.expander(f"{formats.sentence(region.full_label)}{size}"):
        st.markdown(f"{names}.")
        st.caption(f"{region.source}. Geldig vanaf {formats.day(region.valid_from)}.")


def _size(frame: Frame, region: Region) -> str:
    municipalities = sum(frame.areas.is_municipality(code) for code in region.members)
    unit = "gemeente" if municipalities == 1 else "gemeenten"
    return f"{municipalities} {unit}" if municipalities else "als geheel"


def _differences(frame: Frame) -> None:
    st.markdown("##### Twee afbakeningen naast elkaar")
    known = _comparable(frame)
    wanted = [code for code in frame.view.compared if code in known]
    pair = wanted[:2] if len(wanted) > 1 else list(FIRST_PAIR)
    columns = st.columns([1, 1, 1.2])
    names = {code: region.full_label for code, region in known.items()}
    for place, (label, column) in enumerate(zip(("Afbakening", "Naast"), columns[:2], strict=True)):
        with column:
            controls.select(label, list(known), pair[place], names.__getitem__, _changed(pair, place))
    with columns[2]:
        indicator = choose_indicator(frame)
    first, second = known[pair[0]], known[pair[1]]
    st.markdown(difference_sentence(frame, indicator, first, second))


def choose_indicator(frame: Frame) -> Indicator:
    """The indicator of the view, or the first, in a list of all."""
    known = frame.catalog.indicator_by_id
    code = frame.view.indicator or next(iter(known))
    change = lambda view, chosen: replace(view, indicator=chosen, period=None)  # noqa: E731
    controls.select("Cijfer", list(known), code, lambda chosen: known[chosen].label, change)
    return known[code]


def difference_sentence(frame: Frame, indicator: Indicator, first: Region, second: Region) -> str:
    """Who is added and left out, and what that does to the last figure of an indicator."""
    period = frame.tables.latest(indicator.id, frame.set_id)
    if period is None:
        return "Voor deze indicator zijn er geen cijfers."
    return definition_difference(frame.tables, indicator.id, first, second, period).sentence


def _comparable(frame: Frame) -> dict[str, Region]:
    """The regions of the sets to choose from, and the visitor's own."""
    sets = [entry for entry in frame.areas.sets.values() if entry.selectable]
    found = {code: frame.areas.regions[code] for entry in sets for code in entry.regions}
    own = replace(frame.view, set_id=OWN).regions(frame.areas) if frame.view.own_members else ()
    return found | {region.id: region for region in own}


def _changed(pair: Sequence[str], place: int) -> Callable[[View, str], View]:
    def change(view: View, chosen: str) -> View:
        both = [chosen if number == place else code for number, code in enumerate(pair)]
        return replace(view, compared=tuple(dict.fromkeys(both)))

    return change
