"""Whom a draft touches: objectives whose status would change, and presentations that use the figures."""

from collections.abc import Collection

import pandas as pd
import streamlit as st

from etl.desk.compare import Comparison
from streekmonitor import formats
from streekmonitor.app import desk_room, objectives_store
from streekmonitor.objectives.course import verdict
from streekmonitor.objectives.explain import WORDS
from streekmonitor.objectives.model import Objective, SavedPresentation
from streekmonitor.presentation.lenient import read_presentation
from streekmonitor.store.errors import StoreUnavailableError
from streekmonitor.view import INDICATOR, SECOND


def draw(found: Comparison) -> None:
    """Both lists; an empty one says so."""
    register = objectives_store.register(desk_room.user())
    if register.notice:
        st.warning(register.notice)
    _objectives(found, register.objectives)
    _presentations(found, register.presentations)


def _objectives(found: Comparison, objectives: Collection[Objective]) -> None:
    st.markdown("##### Doelstellingen")
    touched = [entry for entry in objectives if entry.indicator in found.indicators]
    rows = [row for entry in touched for row in _changed(found, entry)]
    if not rows:
        more = f" {formats.number(len(touched))} ervan gebruiken deze cijfers." if touched else ""
        st.markdown(f"Geen enkele doelstelling krijgt een andere status.{more}")
        return
    st.dataframe(pd.DataFrame(rows), hide_index=True)


def _changed(found: Comparison, objective: Objective) -> list[dict[str, str]]:
    """The status before and after, when they differ; none of an objective that can't be judged."""
    try:
        before, after = verdict(objective, found.old), verdict(objective, found.new)
    except ValueError:
        return []
    if before.status == after.status:
        return []
    return [
        {
            "Doelstelling": objective.title,
            "Nu": WORDS[before.status],
            "Met dit concept": WORDS[after.status],
        }
    ]


def _presentations(found: Comparison, kept: Collection[SavedPresentation]) -> None:
    st.markdown("##### Bewaarde presentaties")
    rows = [row for entry in kept for row in _uses(entry, found.indicators)]
    if not rows:
        st.markdown("Geen enkele bewaarde presentatie toont een van deze indicatoren.")
        return
    st.dataframe(pd.DataFrame(rows), hide_index=True)
    st.caption(
        "Een presentatie houdt de cijfers van haar release tot iemand “Neem de cijfers van nu” kiest. "
        "Figuren met meerdere kerncijfers, zoals die van een gemeente, zijn hier niet meegeteld."
    )


def _uses(entry: SavedPresentation, indicators: Collection[str]) -> list[dict[str, str]]:
    """How many figures of a presentation show one of the indicators; none when it can't be read."""
    try:
        whole = objectives_store.store().presentation(entry.id)
    except StoreUnavailableError:
        return []
    figures = read_presentation(whole.content)[0].figures if whole else ()
    used = [f for f in figures if {f.query.get(INDICATOR), f.query.get(SECOND)} & set(indicators)]
    if not used:
        return []
    return [{"Presentatie": entry.name, "Figuren": f"{len(used)} van {len(figures)}"}]
