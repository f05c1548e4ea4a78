"""What can be done with a whole presentation: show, download, share, open, add to it, take another area."""

from collections.abc import Callable
from datetime import date
from functools import partial

import streamlit as st

from streekmonitor.app import (
    basket,
    figure_tools,
    objectives_store,
    presentation_item,
    saved_presentations,
    show,
)
from streekmonitor.areas import PROVINCE
from streekmonitor.export.deliverables import DELIVERABLES, Deliverable, template_refusal
from streekmonitor.figures.frame import Frame
from streekmonitor.presentation.file import EXTENSION, LARGEST_FILE, MIME, NoPresentationError, open_file
from streekmonitor.presentation.link import LinkTooLongError, to_link
from streekmonitor.presentation.model import Item, NewSince, Presentation, SectionHeading
from streekmonitor.presentation.other_area import areas_in, for_area
from streekmonitor.presentation.rebuild import as_file, document

OPENED = "_mand_geopend"
TEMPLATE = "sjabloon"


def draw_actions(frame: Frame, presentation: Presentation) -> None:
    """The row of menus; nothing is made before one opens."""
    with st.container(horizontal=True, vertical_alignment="center", key="presentatie_acties"):
        if presentation.items:
            st.button("Toon op het scherm", type="primary", key="toon", on_click=show.start)
            _menu("Download", partial(_downloads, presentation))
            _menu("Deel", partial(_share, frame, presentation))
        _menu("Voeg toe", _additions)
        if presentation.figures:
            _menu("Ander gebied", partial(_other_area, frame, presentation))
        _menu("Open", _open)
        _menu("Bewaarde presentaties", partial(saved_presentations.draw, presentation))
        if basket.can_undo():
            st.button("Ongedaan maken", type="tertiary", key="ongedaan", on_click=basket.undo)
        if presentation.items:
            st.button("Maak leeg", type="tertiary", key="leeg", on_click=basket.keep, args=(Presentation(),))


def _menu(label: str, content: Callable[[], None]) -> None:
    menu = st.popover(label, type="tertiary", key=f"menu_{label}", on_change="rerun")
    if menu.open:
        with menu:
            content()


def _downloads(presentation: Presentation) -> None:
    for kind in DELIVERABLES:
        st.download_button(
            kind.label,
            partial(_made, kind, presentation),
            file_name=f"{_stem(presentation)}.{kind.extension}",
            mime=kind.mime,
            key=f"maak_{kind.extension}",
            on_click="ignore",
            type="tertiary",
        )
    st.download_button(
        "Als bestand, om later weer te openen",
        partial(as_file, presentation, basket.tables(), followed=objectives_store.followed()),
        file_name=f"{_stem(presentation)}.{EXTENSION}",
        mime=MIME,
        key="maak_bestand",
        on_click="ignore",
        type="tertiary",
    )
    given = st.file_uploader("Eigen sjabloon voor PowerPoint (.pptx)", type="pptx", key=TEMPLATE)
    if given is not None and (reason := template_refusal(given.getvalue())):
        st.error(reason)


def _made(kind: Deliverable, presentation: Presentation) -> bytes:
    built = [basket.built(item) for item in presentation.items]
    template = st.session_state.get(TEMPLATE)
    given = template.getvalue() if template is not None and kind.takes_template else None
    if given is not None and template_refusal(given):
        given = None  # said below the upload; the slides come in the house style
    return kind.make(document(presentation, built), basket.tables().release.boundaries, given)


def _stem(presentation: Presentation) -> str:
    return f"streekmonitor-{presentation.date or presentation.title or 'presentatie'}".replace(" ", "-")


def _share(frame: Frame, presentation: Presentation) -> None:
    st.markdown(
        "De link bevat de hele presentatie, met uw teksten. Wie hem opent, ziet de cijfers van dat moment; "
        "in een bestand (bij Download) gaan de cijfers van nu mee."
    )
    try:
        figure_tools.link_to_copy(to_link(f"{frame.home}/{basket.PAGE}", presentation))
    except LinkTooLongError as too_long:
        st.warning(str(too_long))


def _additions() -> None:
    st.button(
        "Een tussentitel",
        type="tertiary",
        key="erbij_titel",
        on_click=_add,
        args=(SectionHeading(heading=""),),
    )
    day = st.date_input("Nieuw sinds de vorige vergadering van", value=None, format="DD/MM/YYYY", key="sinds")
    if isinstance(day, date):
        st.button("Zet vooraan", key="erbij_nieuw", on_click=_add_in_front, args=(NewSince(day=day),))


def _add(item: Item) -> None:
    basket.add(item)
    presentation_item.choose(len(basket.current().items) - 1)


def _add_in_front(item: Item) -> None:
    basket.add(item)
    last = len(basket.current().items) - 1
    basket.keep(basket.current().moved(last, 0))
    presentation_item.choose(0)


def _other_area(frame: Frame, presentation: Presentation) -> None:
    """The same presentation, with one municipality or region in the place of another."""
    catalog, areas = frame.catalog, frame.areas
    shown = areas_in(presentation, catalog, areas)
    if not shown:
        st.markdown("In deze figuren is geen gemeente of regio gekozen.")
        return
    former = st.selectbox("In de plaats van", shown, format_func=areas.name, key="ander_van")
    if former in areas.regions:
        selectable = [entry for entry in areas.sets.values() if entry.selectable]
        others = [code for entry in selectable for code in entry.regions]
    else:
        others = sorted(areas.within(PROVINCE), key=areas.name)
    choices = [code for code in others if code != former]
    other = st.selectbox(
        "Toon", choices, index=None, format_func=_name(frame), placeholder="Kies", key="ander_naar"
    )
    if other:
        st.button(
            "Maak die presentatie",
            type="primary",
            key="ander_maak",
            on_click=_swap,
            args=(frame, former, other),
        )


def _name(frame: Frame) -> Callable[[str], str]:
    areas = frame.areas
    return lambda code: areas.regions[code].full_label if code in areas.regions else areas.name(code)


def _swap(frame: Frame, former: str, other: str) -> None:
    made, notices = for_area(basket.current(), former, other, frame.catalog, frame.areas)
    basket.keep(made)
    st.session_state[basket.NOTICES] = notices


def _open() -> None:
    given = st.file_uploader(
        "Een bewaarde presentatie", type=EXTENSION, key=OPENED, max_upload_size=LARGEST_FILE // 1_000_000
    )
    if given is None or st.session_state.get(f"{OPENED}_id") == given.file_id:
        return
    st.session_state[f"{OPENED}_id"] = given.file_id
    try:
        basket.open_presentation(open_file(given.getvalue()))
    except NoPresentationError as refused:
        st.error(str(refused))
        return
    st.rerun()
