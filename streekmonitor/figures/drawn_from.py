"""Which indicators a figure is drawn from, told without drawing it."""

from collections.abc import Mapping

from streekmonitor.analysis.similar import VARIABLES
from streekmonitor.analysis.tables import Tables
from streekmonitor.figures.comparison import comparison_of
from streekmonitor.figures.frame import Frame
from streekmonitor.figures.municipality import DENSITY
from streekmonitor.figures.objectives import chosen_objectives, every_objective
from streekmonitor.figures.registry import THEMES, indicator_of
from streekmonitor.objectives.register import Followed
from streekmonitor.view_query import read_view

OF_KEY_FIGURES = {"kerncijfers", "aandachtspunten", "sterk_en_zwak", "vergelijking"}
OF_RESEMBLANCE, OF_TWO, OF_ONE_OBJECTIVE = "gelijkaardig", ("tweede_kaart", "samenhang"), "doelstelling"


def drawn_from(
    tables: Tables, page: str, query: Mapping[str, str], figure: str, followed: Followed
) -> set[str]:
    """The ids of the indicators of a figure of a page, with the view that its query string asks for."""
    view, _ = read_view(query, tables.release.catalog, tables.release.areas)
    frame = Frame(tables, view, page=page, followed=followed)
    if page == "doelstellingen":
        return _of_objectives(frame, figure)
    if page == "pendel":
        return {entry.id for entry in frame.catalog.indicators if entry.form.kind == "flow_share"}
    if figure in OF_KEY_FIGURES:
        return _key_figures(frame)
    if page == "gemeente":
        return {DENSITY} | ({entry.indicator for entry in VARIABLES} if figure == OF_RESEMBLANCE else set())
    return _of_its_own(frame, figure)


def _of_its_own(frame: Frame, figure: str) -> set[str]:
    """The indicator of a theme page or of a comparison, and the one that it is set against."""
    if not frame.catalog.indicators:
        return set()
    if frame.page == "vergelijken":
        compared = comparison_of(frame)
        return {compared.indicator.id} | ({compared.second.id} if figure in OF_TWO else set())
    first = indicator_of(frame) if frame.page in THEMES else None
    second = frame.view.second if figure in OF_TWO else None
    return {name for name in (first.id if first else None, second) if name}


def _key_figures(frame: Frame) -> set[str]:
    """Those of all working groups, or on the overview of the one that was chosen."""
    chosen = frame.view.theme if frame.page == "overzicht" else None
    return {e.id for e in frame.catalog.indicators if e.key_figure and chosen in (None, e.theme)}


def _of_objectives(frame: Frame, figure: str) -> set[str]:
    """Those that the objectives on the figure are measured by."""
    shown = chosen_objectives(frame)
    if figure == OF_ONE_OBJECTIVE:
        wanted = frame.view.objective
        shown = [entry for entry in every_objective(frame) if wanted in ("", entry.id)][:1]
    return {entry.indicator for entry in shown if entry.indicator}
