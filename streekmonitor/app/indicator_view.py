"""The indicator view: the answer in a sentence, then map, ranking, trend and table on one selection."""

import streamlit as st

from streekmonitor.analysis import presented, text
from streekmonitor.app import computation, controls, details, figures, objectives_beside, playback
from streekmonitor.app.figures import FIRST_MAP, SECOND_MAP
from streekmonitor.catalog import Indicator, Theme
from streekmonitor.figures.frame import Frame
from streekmonitor.figures.of_screen import paragraph
from streekmonitor.figures.registry import NO_FIGURES, indicator_of
from streekmonitor.figures.screen import Screen, prepare
from streekmonitor.view import former_notices

WIDE_AND_NARROW = (1.7, 1.0)
NO_MUNICIPALITIES = (
    "Deze cijfers bestaan niet per gemeente: er is dus geen kaart en geen rangschikking. De evolutie en de "
    "tabel tonen de gebieden waarvoor de bron ze wel geeft."
)


def draw(frame: Frame, theme: Theme) -> None:
    """The whole view of a theme page."""
    indicator = _indicator(frame, theme)
    if indicator is None:
        st.info(NO_FIGURES)
        return
    screen, notices = prepare(frame, indicator)
    for notice in notices:
        st.warning(notice)
    controls.draw(screen, theme)
    _answer(screen)
    _first_row(screen)
    objectives_beside.draw(screen, screen.indicator.id)  # above the trend, which draws their path
    left, right = st.columns(WIDE_AND_NARROW, gap="medium")
    paired = screen.has_municipalities and screen.way.kind == presented.SIDE_BY_SIDE
    with left:
        details.draw(screen)
        if paired:
            details.draw_table(screen)
    with right:
        if paired:
            figures.draw_ranking(screen)
        else:
            details.draw_table(screen)
    _explanation(screen)


def _first_row(screen: Screen) -> None:
    """Map and ranking; two maps for two periods; a sentence where municipalities have no figures."""
    if not screen.has_municipalities:
        st.markdown(f"##### {screen.title}")
        st.markdown(NO_MUNICIPALITIES)
        return
    if screen.way.kind == presented.SIDE_BY_SIDE:
        for column, name in zip(st.columns(2, gap="medium"), (FIRST_MAP, SECOND_MAP), strict=True):
            with column:
                figures.draw_map(screen, name)
        return
    playback.draw(screen, _map_and_ranking)


def _map_and_ranking(screen: Screen) -> None:
    left, right = st.columns(WIDE_AND_NARROW, gap="medium")
    with left:
        figures.draw_map(screen)
    with right:
        figures.draw_ranking(screen)


def _summary(screen: Screen) -> None:
    """The paragraph made from the figures: of the selected municipalities, or of the regions."""
    st.markdown("##### In woorden")
    st.markdown(paragraph(screen))


def _indicator(frame: Frame, theme: Theme) -> Indicator | None:
    """The indicator asked for, else the first of the theme, if any.

    One of another theme is shown all the same, with the name of its page.
    """
    indicator = indicator_of(frame)
    if indicator is not None and indicator.theme != theme.id:
        st.info(
            f"“{indicator.label}” hoort bij het thema {frame.catalog.theme_by_id[indicator.theme].label}."
        )
    return indicator


def _answer(screen: Screen) -> None:
    """The level of the regions and of whom they are compared with; then the selected, or the extremes."""
    screen = screen.plain
    areas, indicator = screen.areas, screen.indicator
    regions = [(screen.phrase(code), screen.value(code)[0]) for code in screen.regions]
    others = [(screen.phrase(code), screen.value(code)[0]) for code in screen.comparators]
    first = text.answer(screen.catalog, indicator, screen.period, regions, others)
    rest = [
        text.standing(indicator, screen.shown, code, areas, ranked=screen.ranked)
        for code in screen.view.selected
    ]
    if not rest and screen.ranked:
        rest = [text.extremes(indicator, screen.shown, areas)]
    st.markdown(f"**{first}** {' '.join(rest)}")
    reasons = dict.fromkeys([_reason(screen, code) for code in (*screen.regions, *screen.view.selected)])
    for sentences in ([reason for reason in reasons if reason], former_notices(screen.view, areas)):
        if sentences:
            st.caption(" ".join(sentences))


def _reason(screen: Screen, code: str) -> str:
    """Why there is no value; the same for every region, said once."""
    reason = screen.reason(code)
    if code in screen.groups and len(screen.regions) > 1:
        return reason.replace(screen.groups[code].full_label, "deze regio’s")
    return reason


def _explanation(screen: Screen) -> None:
    """What the figure means and where it comes from, with its computation on demand."""
    indicator = screen.indicator
    left, right = st.columns(WIDE_AND_NARROW, gap="medium")
    with left:
        _summary(screen)
        st.markdown("##### Wat meet dit?")
        st.markdown(indicator.definition)
        st.markdown(indicator.processing)
        computation.draw(screen)
    with right:
        st.markdown("##### Let op")
        st.markdown("\n".join(f"- {note}" for note in indicator.notes) or "Geen bijzonderheden.")
        for source in screen.catalog.sources_of(indicator):
            link = f"[naar de bron]({source.url})"
            st.caption(f"{source.attribution} · {source.title} · {source.licence} · {link}")
