"""The page Presentatie: what was collected, in order, with the presenter's own words."""

from collections.abc import Callable
from functools import partial

import streamlit as st

from streekmonitor.app import basket, presentation_files, presentation_item, shell, show
from streekmonitor.app.literal import literal
from streekmonitor.figures.registry import FIGURES
from streekmonitor.formats import NBSP
from streekmonitor.presentation.model import (
    LONGEST_TITLE,
    NewSince,
    Presentation,
    SectionHeading,
)
from streekmonitor.presentation.rebuild import Built

FIELDS = (
    ("title", "Titel", "Bijvoorbeeld: Burgemeestersoverleg Oost-Brabant"),
    ("subtitle", "Ondertitel", "Bijvoorbeeld: de arbeidsmarkt in onze streek"),
    ("organisation", "Organisatie", "Wie de cijfers voorlegt"),
    ("date", "Datum", "Bijvoorbeeld: 4 december 2026"),
)
EMPTY = (
    "Er staat nog niets in. Onder elke figuur staat **Zet in presentatie**: wat u daar kiest, komt hier in "
    "een lijst die u ordent, van een titel voorziet en op het scherm toont of meeneemt als PowerPoint of PDF."
)


def draw() -> None:
    """The whole page, or the show when it runs."""
    basket.open_link()
    if show.is_running():
        shell.require_shell()
        show.draw()
        return
    frame = shell.open_page(basket.PAGE, "Wat nemen we mee naar de vergadering?")
    for notice in basket.notices():
        st.warning(notice)
    presentation = basket.current()
    presentation_files.draw_actions(frame, presentation)
    if basket.shows_older():
        _offer_current(presentation)
    st.divider()
    if not presentation.items:
        st.markdown(EMPTY)
        return
    built = [basket.built(item) for item in presentation.items]
    order, chosen = st.columns([1, 1.35], gap="large")
    with order:
        _meeting(presentation)
        _order(presentation, built)
    with chosen:
        presentation_item.draw(presentation, built)


def _offer_current(presentation: Presentation) -> None:
    """The figures are of an older release: say so, and offer those of now."""
    words, button = st.columns([4, 1.25], vertical_alignment="center")
    name, changed = basket.tables().release.id, basket.changed_items()
    number = f"{changed} van de {len(presentation.figures)} figuren" if changed else "geen enkele figuur"
    words.info(
        f"U ziet de cijfers van release{NBSP}{name}, zoals ze toen waren. Er is intussen een nieuwere "
        f"release: daarin verandert {number}."
    )
    button.button("Neem de cijfers van nu", key="cijfers_van_nu", on_click=basket.take_current_figures)


def _meeting(presentation: Presentation) -> None:
    """Title, subtitle, organisation and date: the cover."""
    with st.expander("Titel en vergadering", expanded=False):
        for name, label, example in FIELDS:
            key = f"vergadering_{name}"
            st.session_state[key] = getattr(presentation, name)
            st.text_input(
                label,
                key=key,
                max_chars=LONGEST_TITLE,
                placeholder=example,
                on_change=_change(lambda now, text, name=name: now.changed(**{name: text}), key),
            )


def _change(change: Callable[..., Presentation], key: str) -> Callable[[], None]:
    def callback() -> None:
        basket.keep(change(basket.current(), st.session_state[key] or ""))

    return callback


def _order(presentation: Presentation, built: list[Built]) -> None:
    """The items in order, each to choose, to move and to take out."""
    chosen = presentation_item.chosen(presentation)
    with st.container(key="volgorde"):
        for position, entry in enumerate(built):
            with st.container(horizontal=True, vertical_alignment="center", key=f"onderdeel_{position}"):
                st.button(
                    f"{position + 1}. {_words(entry)}",
                    key=f"kies_{position}",
                    type="primary" if position == chosen else "tertiary",
                    width="stretch",
                    on_click=presentation_item.choose,
                    args=(position,),
                )
                for sign, words, to in (
                    ("↑", "Naar voren", position - 1),
                    ("↓", "Naar achteren", position + 1),
                ):
                    st.button(
                        sign,
                        key=f"{words}_{position}",
                        help=words,
                        type="tertiary",
                        disabled=not 0 <= to < len(built),
                        on_click=partial(_move, position, to),
                    )
                st.button(
                    "✕",
                    key=f"weg_{position}",
                    help="Haal uit de presentatie",
                    type="tertiary",
                    on_click=partial(_take_out, position),
                )


def _words(entry: Built) -> str:
    """What an item is called in the list."""
    item = entry.item
    if isinstance(item, SectionHeading):
        return f"**{literal(item.heading) or 'Tussentitel'}**"
    if item.heading:
        return literal(item.heading)
    if isinstance(item, NewSince):
        return entry.figure.title if entry.figure else "Nieuw sinds de vorige vergadering"
    label = FIGURES[item.figure].label if item.figure in FIGURES else item.figure
    return f"{label}: {literal(entry.figure.title)}" if entry.figure else f"{label} (niet te tonen)"


def _move(position: int, to: int) -> None:
    basket.keep(basket.current().moved(position, to))
    presentation_item.choose(to)


def _take_out(position: int) -> None:
    basket.keep(basket.current().without(position))
    presentation_item.choose(max(0, position - 1))
