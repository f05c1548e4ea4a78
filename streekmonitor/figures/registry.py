"""Every figure of every page by its id, so that a view on one can be built again anywhere."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace

from streekmonitor.analysis.tables import Tables
from streekmonitor.catalog import Indicator
from streekmonitor.export.exported import ExportedFigure
from streekmonitor.figures import municipality, overview
from streekmonitor.figures.attention import AttentionFigure
from streekmonitor.figures.breakdown import breakdown
from streekmonitor.figures.commuting import (
    Centre,
    FlowMapFigure,
    FlowTableFigure,
    MatrixFigure,
    PartnersFigure,
    SharesFigure,
    TotalsFigure,
    centre_of,
)
from streekmonitor.figures.compared_indicators import HeatMapFigure, ScatterFigure
from streekmonitor.figures.compared_time import ComparedTrendFigure, RanksFigure
from streekmonitor.figures.comparison import Comparison, comparison_of
from streekmonitor.figures.coverage import coverage_of
from streekmonitor.figures.figure import Figure, FigureUnavailable
from streekmonitor.figures.frame import Frame
from streekmonitor.figures.map import MapFigure
from streekmonitor.figures.municipality import (
    Municipality,
    ProfileFigure,
    SimilarFigure,
    municipality_of,
)
from streekmonitor.figures.objectives import ActionsFigure, ObjectivesFigure, objective_of
from streekmonitor.figures.own_region import OwnRegionFigure
from streekmonitor.figures.ranking import ListFigure, RankingFigure
from streekmonitor.figures.screen import Screen, prepare
from streekmonitor.figures.spread import SpreadFigure
from streekmonitor.figures.table import TableFigure
from streekmonitor.figures.trend import TrendFigure
from streekmonitor.objectives.register import Followed
from streekmonitor.view_query import read_view

THEMES = ("werk", "mobiliteit", "onderwijs", "ruimte", "bevolking")
NOTHING = "In deze release staan er geen cijfers."
NO_FIGURES = "Voor dit thema zijn er in deze release nog geen cijfers."


@dataclass(frozen=True)
class FigureKind:
    """A figure by its id, which stays the same as long as presentations name it.

    `label` is its name (Dutch), `pages` are those it stands on, `tab` the one of the page that shows it;
    `make` gives the figure of a page's frame.
    """

    id: str
    label: str
    pages: tuple[str, ...]
    make: Callable[[Frame], Figure]
    tab: str = ""

    def build(self, frame: Frame) -> ExportedFigure:
        """The figure of a frame of one of its pages. Raises FigureUnavailable when the view has none."""
        # The link of the figure must lead to it, whichever tab the view was on.
        tab = self.tab or frame.view.tab
        figure = self.make(replace(frame, view=replace(frame.view, tab=tab)))
        if figure.refusal:
            raise FigureUnavailable(figure.refusal)
        return self.labelled(figure.exported())

    def labelled(self, figure: ExportedFigure) -> ExportedFigure:
        """The figure under the name of its kind, so that no two of a page share a file."""
        return replace(figure, label=self.label)


def build_figure(
    tables: Tables,
    page: str,
    query: Mapping[str, str],
    figure_id: str,
    home: str = "",
    *,
    followed: Followed | None = None,
) -> ExportedFigure:
    """A figure of a page as the query string of its view asks for it; `home` is where links begin.

    `followed` are the objectives and actions that it may show.

    It never fails on a query: what can't be shown is left out (see `notices_of`). Raises FigureUnavailable,
    with the reason in Dutch, when the page or this view has no such figure.
    """
    view, _ = read_view(query, tables.release.catalog, tables.release.areas)
    kind = FIGURES.get(figure_id)
    if kind is None or page not in kind.pages:
        known = ", ".join(entry.id for entry in kinds_of(page)) or "geen"
        raise FigureUnavailable(f"De pagina “{page}” heeft geen figuur “{figure_id}”. Wel: {known}.")
    frame = Frame(tables, view, page=page, home=home, followed=followed or Followed())
    return kind.build(frame)


def notices_of(tables: Tables, page: str, query: Mapping[str, str]) -> list[str]:
    """What a query asks of a page that can't be shown, each in a sentence (Dutch)."""
    view, notices = read_view(query, tables.release.catalog, tables.release.areas)
    frame = Frame(tables, view, page=page)
    if page == "overzicht":
        return [*notices, *overview.notices(frame)]
    indicator = indicator_of(frame) if page in THEMES else None
    return [*notices, *prepare(frame, indicator)[1]] if indicator else notices


def kinds_of(page: str) -> list[FigureKind]:
    """The figures that may stand on a page, in their order."""
    return [kind for kind in FIGURES.values() if page in kind.pages]


def indicator_of(frame: Frame) -> Indicator | None:
    """The indicator that the view of a theme page asks for, else the first of its theme, if any."""
    if frame.view.indicator is not None:
        return frame.catalog.indicator_by_id[frame.view.indicator]
    themes = [theme for theme in frame.catalog.themes if theme.page == frame.page]
    return next((entry for theme in themes for entry in frame.catalog.of_theme(theme.id)), None)


def _screen(frame: Frame) -> Screen:
    indicator = indicator_of(frame)
    if indicator is None:
        raise FigureUnavailable(NO_FIGURES)
    return prepare(frame, indicator)[0]


def _comparison(frame: Frame) -> Comparison:
    if not frame.catalog.indicators:
        raise FigureUnavailable(NOTHING)
    return comparison_of(frame)


def _theme(figure_id: str, label: str, make: Callable[[Screen], Figure], tab: str = "") -> FigureKind:
    return FigureKind(figure_id, label, THEMES, lambda frame: make(_screen(frame)), tab)


def _compared(figure_id: str, label: str, make: Callable[[Comparison], Figure], tab: str) -> FigureKind:
    return FigureKind(figure_id, label, ("vergelijken",), lambda frame: make(_comparison(frame)), tab)


def _flows(figure_id: str, label: str, make: Callable[[Centre], Figure]) -> FigureKind:
    return FigureKind(figure_id, label, ("pendel",), lambda frame: make(centre_of(frame)))


def _about(figure_id: str, label: str, make: Callable[[Municipality], Figure]) -> FigureKind:
    return FigureKind(figure_id, label, ("gemeente",), lambda frame: make(municipality_of(frame)))


def _key_figures(frame: Frame) -> Figure:
    if frame.page == "gemeente":
        return municipality.key_figures_of(municipality_of(frame))
    return overview.key_figures_of(frame)


KINDS = (
    _theme("kaart", "Kaart", MapFigure),
    _theme("tweede_kaart", "Tweede kaart", lambda screen: MapFigure(screen, second=True)),
    _theme("rangschikking", "Rangschikking", RankingFigure),
    _theme("per_gemeente", "Per gemeente", ListFigure),
    _theme("evolutie", "Evolutie", TrendFigure, "evolutie"),
    _theme("spreiding", "Spreiding", SpreadFigure, "spreiding"),
    _theme("uitsplitsing", "Uitsplitsing", breakdown, "uitsplitsing"),
    _theme("tabel", "Tabel", TableFigure),
    FigureKind("kerncijfers", "Kerncijfers", ("overzicht", "gemeente"), _key_figures),
    FigureKind("aandachtspunten", "Aandachtspunten", ("overzicht",), AttentionFigure, "aandacht"),
    _about("profiel", "Profiel", ProfileFigure),
    _about("sterk_en_zwak", "Sterke punten en aandachtspunten", municipality.points_of),
    _about("gelijkaardig", "Gelijkaardige gemeenten", SimilarFigure),
    _compared("lijnen", "Door de tijd", ComparedTrendFigure, "tijd"),
    _compared("samenhang", "Twee indicatoren", ScatterFigure, "samenhang"),
    _compared("vergelijking", "Kerncijfers naast elkaar", HeatMapFigure, "kerncijfers"),
    _compared("rangorde", "Rangorde", RanksFigure, "rangorde"),
    _flows("pendelkaart", "Pendelkaart", FlowMapFigure),
    _flows("pendelaandelen", "Aandelen", SharesFigure),
    _flows("bestemmingen", "Bestemmingen", lambda centre: PartnersFigure(centre, "out")),
    _flows("herkomsten", "Herkomsten", lambda centre: PartnersFigure(centre, "in")),
    _flows("pendelcijfers", "Wonen en werken", TotalsFigure),
    _flows("pendeltabel", "Tabel", FlowTableFigure),
    _flows("pendelmatrix", "Tussen de regio’s", MatrixFigure),
    FigureKind("doelstelling", "Doelstelling", ("doelstellingen",), objective_of),
    FigureKind("doelstellingen", "Doelstellingen", ("doelstellingen",), ObjectivesFigure),
    FigureKind("acties", "Acties", ("doelstellingen",), ActionsFigure),
    FigureKind("afbakening", "Afbakening", ("eigen_regio",), OwnRegionFigure),
    FigureKind("dekking", "Dekking", ("toelichting",), coverage_of, "indicatoren"),
)
FIGURES = {kind.id: kind for kind in KINDS}
