"""Whom a draft touches: objectives whose status would change, and presentations that use the figures."""

from collections.abc import Collection
from datetime import date

import pandas as pd
import streamlit as st

from etl.change_words import count
from etl.desk.compare import Comparison
from streekmonitor.app import desk_room, objectives_store
from streekmonitor.figures.drawn_from import drawn_from
from streekmonitor.objectives.course import verdict
from streekmonitor.objectives.explain import WORDS
from streekmonitor.objectives.model import Objective, SavedPresentation
from streekmonitor.objectives.register import Followed, Register, followed
from streekmonitor.presentation.lenient import read_presentation
from streekmonitor.store.errors import StoreUnavailableError


def draw(found: Comparison) -> None:
    """Both lists; an empty one says so."""
    register = objectives_store.register(desk_room.user())
    if register.notice:
        st.warning(register.notice)
    _objectives(found, register.objectives)
    _presentations(found, register, desk_room.desk().today)


def _objectives(found: Comparison, objectives: Collection[Objective]) -> None:
    st.markdown("##### Doelstellingen")
    touched = [entry for entry in objectives if entry.indicator in found.indicators]
    rows = [row for entry in touched for row in _changed(found, entry)]
    if not rows:
        using = count(len(touched), "doelstelling gebruikt", "doelstellingen gebruiken")
        more = f" Wel {using} deze cijfers." if touched else ""
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


def _presentations(found: Comparison, register: Register, today: date) -> None:
    st.markdown("##### Bewaarde presentaties")
    shown = followed(register, today)
    rows = [row for entry in register.presentations for row in _uses(entry, found, shown)]
    if not rows:
        st.markdown("Geen enkele bewaarde presentatie toont een van deze indicatoren.")
        return
    st.dataframe(pd.DataFrame(rows), hide_index=True)
    st.caption("Een presentatie houdt de cijfers van haar release tot iemand “Neem de cijfers van nu” kiest.")


def _uses(entry: SavedPresentation, found: Comparison, shown: Followed) -> list[dict[str, str]]:
    """How many figures of a presentation show one of the indicators; none when it can't be read."""
    try:
        whole = objectives_store.store().presentation(entry.id)
    except StoreUnavailableError:
        return []
    figures = read_presentation(whole.content)[0].figures if whole else ()
    used = sum(
        not drawn_from(found.new, each.page, each.query, each.figure, shown).isdisjoint(found.indicators)
        for each in figures
    )
    if not used:
        return []
    return [{"Presentatie": entry.name, "Figuren": f"{used} van {len(figures)}"}]
