"""The frame around every page: navigation, title, choice of regions, and the guard for cold deep links."""

from html import escape
from pathlib import Path

import streamlit as st
from streamlit.navigation.page import StreamlitPage

from streekmonitor.app import basket, data, first_visit, objectives_store, rights, show, state
from streekmonitor.areas import Areas
from streekmonitor.figures.frame import Frame
from streekmonitor.release import ReleaseError
from streekmonitor.view import OWN, View

READY = "_shell"
PRODUCT = "Streekmonitor"
FOR_WHOM = "Taskforce Spitsregio Leuven en Toekomstforum Halle-Vilvoorde"
PAGES = data.ROOT / "pages"
LOGO = "/app/static/logo.svg"  # by its address: as a file it would be sent whole with every change
ICON = data.ROOT / "static" / "favicon.png"
STYLE = Path(__file__).with_name("style.css").read_text(encoding="utf-8")
DUTCH_PAGE = "<script>document.documentElement.lang='nl'</script>"


def pages() -> dict[str, list[StreamlitPage]]:
    """The pages by group, in the order of the navigation."""

    def page(name: str, title: str) -> StreamlitPage:
        return st.Page(PAGES / f"{name}.py", title=title, url_path=name)

    # The first page lives at the root; who asks for it by its name gets it as well, not an English refusal.
    overview = PAGES / "overzicht.py"
    home = st.Page(overview, title="Overzicht", url_path="start", default=True)
    by_name = st.Page(overview, title="Overzicht", url_path="overzicht", visibility="hidden")
    return {
        "": [home, by_name, page("zoeken", "Zoeken")],
        "Thema’s": [
            page("werk", "Werk en economie"),
            page("mobiliteit", "Mobiliteit"),
            page("onderwijs", "Onderwijs en ontnederlandsing"),
            page("ruimte", "Ruimte en wonen"),
            page("bevolking", "Bevolking en welzijn"),
        ],
        "Verkennen": [
            page("gemeente", "Gemeente"),
            page("vergelijken", "Vergelijken"),
            page("pendel", "Pendel"),
            page("eigen_regio", "Eigen regio"),
        ],
        "Opvolgen": [page("doelstellingen", "Doelstellingen en acties"), page("presentatie", "Presentatie")],
        "Gegevens": [page("gegevens", "Gegevens"), page("toelichting", "Toelichting")],
    }


def run() -> None:
    """Draw the frame and run the chosen page within it."""
    st.set_page_config(page_title=PRODUCT, page_icon=str(ICON), layout="wide")
    st.logo(LOGO, size="large")
    st.session_state[READY] = True
    page = st.navigation(pages(), position="top")
    st.html(f"<style>{STYLE}</style>")
    st.html(DUTCH_PAGE, unsafe_allow_javascript=True)
    try:
        data.start_run()
        release = data.tables().release
        rights.draw()
    except ReleaseError as error:
        st.error(str(error))
        return
    if not show.is_running():
        first_visit.offer(beside=not rights.is_told())
    page.run()
    basket.remember()
    state.end_run()
    if show.is_running():
        return
    st.caption(f"{PRODUCT} · {FOR_WHOM} · gegevensrelease {release.id}")


def require_shell() -> None:
    """Restart through dashboard.py when a page file was opened without it (first visitor, deep link)."""
    if READY not in st.session_state:
        st.navigation(pages(), position="top")
        st.rerun()


def open_page(name: str, title: str, theme: str = "") -> Frame:
    """The start of every page: guard, title (below the name of its theme), choice of regions, and notices."""
    require_shell()
    tables = data.tables()
    view, notices = state.start_page(name)
    heading, choice = st.columns([4, 1.25], vertical_alignment="center")
    with heading:
        if theme:
            st.html(f'<div class="sm-eyebrow">{escape(theme)}</div>')
        st.title(title, anchor=False)
    with choice:
        _choose_set(tables.release.areas, view)
    for notice in notices:
        st.warning(notice)
    return Frame(tables, view, page=name, home=state.home(name), followed=objectives_store.followed())


def _choose_set(areas: Areas, view: View) -> None:
    sets = [entry.id for entry in areas.sets.values() if entry.selectable]
    names = {set_id: areas.sets[set_id].label for set_id in sets}
    if view.own_members:
        sets.append(OWN)
        names[OWN] = view.own_name or "eigen regio"
    st.session_state["indeling"] = view.set_id
    st.selectbox(
        "Indeling in regio’s",
        sets,
        format_func=lambda set_id: f"Regio’s: {names[set_id]}",
        key="indeling",
        label_visibility="collapsed",
        on_change=state.choose("indeling", View.with_set),
    )
