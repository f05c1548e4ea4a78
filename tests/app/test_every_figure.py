"""Every figure of every page is built again from its page, its view and its id: the same as on screen."""

from typing import Any
from urllib.parse import parse_qsl, urlsplit

import pytest

from streekmonitor.analysis.tables import Tables
from streekmonitor.app import data, figure_tools
from streekmonitor.export.exported import ExportedFigure
from streekmonitor.export.picture import as_svg
from streekmonitor.export.workbook import as_workbook
from streekmonitor.figures.figure import FigureUnavailable
from streekmonitor.figures.frame import Frame
from streekmonitor.figures.registry import (
    FIGURES,
    KINDS,
    THEMES,
    FigureKind,
    build_figure,
    kinds_of,
    notices_of,
)
from tests.app.dashboard import FOLLOWED, PAGES, open_page
from tests.app.test_language import faults
from tests.fixtures.small_release import small_release

LEUVEN, TIENEN, GALMAARDEN = "24062", "24107", "23023"
# Pages for what is no figure of their own.
NO_FIGURES = {"zoeken", "presentatie", "gegevens"}
HOME = "https://streekmonitor.example/cijfers"
SURVEY, COUNT = "happiness_share", "population"
VIEWS: dict[str, dict[str, str]] = {
    "ordinary": {},
    "survey": {"indicator": SURVEY},
    "count": {"indicator": COUNT, "richting": "in"},
    "change": {"toon": "verandering", "gemeenten": LEUVEN},
    "two periods": {"toon": "naast_elkaar", "indicator": COUNT},
    "index": {"toon": "index", "indicator": COUNT, "alle": "ja"},
    "own region": {"indeling": "eigen", "eigen": f"{LEUVEN},24086", "naam": "Rond Leuven", "regio": "eigen"},
    "two municipalities": {"gemeenten": f"{LEUVEN},{TIENEN}", "indeling": "streekwerking"},
    "former municipality": {"gemeenten": GALMAARDEN, "vergelijk": "buren,gelijkaardig"},
    "stations": {"indicator": "train_boardings_weekday"},
    "nonsense": {"indicator": "<b>", "periode": "1066", "gemeenten": "Atlantis", "toon": "verschil"},
}
PAIRS = [(page, kind) for kind in KINDS for page in kind.pages]
# Figures of themes on two of their pages.
SOME = [(page, kind) for kind in KINDS for page in kind.pages[:2]]


def built(tables: Tables, page: str, query: dict[str, str], figure: str) -> ExportedFigure | None:
    """The figure; None where this view has none, which is said in a Dutch sentence."""
    try:
        return build_figure(tables, page, query, figure, HOME, followed=FOLLOWED)
    except FigureUnavailable as refused:
        reason = str(refused)
    assert reason.endswith(".")
    assert not faults(reason, tables.release.id)
    return None


@pytest.mark.parametrize("query", VIEWS.values(), ids=VIEWS)
@pytest.mark.parametrize("page", PAGES)
def test_every_figure_is_built_or_says_why_not(page: str, query: dict[str, str], tables: Tables) -> None:
    made = {kind.id: built(tables, page, query, kind.id) for kind in kinds_of(page)}
    there = {name: figure for name, figure in made.items() if figure is not None}
    without = NO_FIGURES if "eigen" in query else {*NO_FIGURES, "eigen_regio"}
    assert bool(there) == (page not in without)
    for name, figure in there.items():
        assert len(figure.table), name
        assert figure.title, name
        assert figure.sentence.endswith("."), (name, figure.sentence)
        assert figure.sources, name
        assert figure.release == tables.release.id
        assert figure.link.startswith(f"{HOME}/{page}"), name
        assert not faults(f"{figure.title} {figure.sentence}", tables.release.id), name
    stems = [figure.file_stem for figure in there.values()]
    assert len(set(stems)) == len(stems)


@pytest.mark.parametrize("query", [VIEWS["ordinary"], VIEWS["own region"], VIEWS["two municipalities"]])
@pytest.mark.parametrize("kind", KINDS, ids=lambda kind: kind.id)
def test_every_figure_has_its_picture_and_its_workbook(
    kind: FigureKind, query: dict[str, str], tables: Tables
) -> None:
    figure = built(tables, kind.pages[0], query, kind.id)
    if figure is not None:
        picture = as_svg(figure, tables.release.boundaries).decode()
        assert all(word in picture for word in figure.title.split()[:2] if word.isalpha())
        assert as_workbook(figure).startswith(b"PK")


@pytest.mark.parametrize("query", VIEWS.values(), ids=VIEWS)
def test_the_link_of_a_figure_builds_it_again(query: dict[str, str], tables: Tables) -> None:
    for page, kind in SOME:
        first = built(tables, page, query, kind.id)
        if first is not None:
            again = built(tables, page, dict(parse_qsl(urlsplit(first.link).query)), kind.id)
            assert again is not None
            assert_same(first, again)
            assert again.link == first.link


def assert_same(first: ExportedFigure, again: ExportedFigure) -> None:
    """The same words, numbers and drawings."""
    assert (first.title, first.sentence, first.sources) == (again.title, again.sentence, again.sources)
    assert (first.notes, first.definitions) == (again.notes, again.definitions)
    assert first.table.equals(again.table)
    for one, other in zip(first.drawings, again.drawings, strict=True):
        assert (one.spec, one.heading, one.caption, one.key) == (
            other.spec,
            other.heading,
            other.caption,
            other.key,
        )
        assert one.datasets.keys() == other.datasets.keys()
        assert all(rows.equals(other.datasets[name]) for name, rows in one.datasets.items())


@pytest.mark.parametrize(
    ("page", "query"),
    [
        *((page, {}) for page in PAGES),
        ("werk", {"tab": "spreiding", "gemeenten": f"{LEUVEN},{TIENEN}"}),
        ("werk", {"tab": "uitsplitsing", "gemeenten": LEUVEN}),
        ("werk", {"toon": "naast_elkaar"}),
        ("bevolking", {"indicator": SURVEY}),
        ("overzicht", {"tab": "aandacht"}),
        ("eigen_regio", {"eigen": f"{LEUVEN},{TIENEN}"}),
        ("gemeente", {"gemeenten": GALMAARDEN}),
        *(("vergelijken", {"tab": tab}) for tab in ("samenhang", "kerncijfers", "rangorde")),
        ("pendel", {"gemeenten": GALMAARDEN, "richting": "in"}),
    ],
)
def test_what_is_on_screen_is_what_is_built_again(
    page: str, query: dict[str, str], tables: Tables, monkeypatch: pytest.MonkeyPatch
) -> None:
    shown: list[tuple[Frame, str, ExportedFigure]] = []

    def remember(frame: Frame, figure_id: str, figure: Any, _one: str = "") -> None:
        shown.append((frame, figure_id, FIGURES[figure_id].labelled(figure())))

    monkeypatch.setattr(figure_tools, "draw", remember)
    monkeypatch.setattr(data, "tables", lambda: tables)
    assert not open_page(page, **query).exception
    on_page = [entry for entry in shown if entry[0].page == page]  # a session starts on another page
    assert bool(on_page) == (page not in NO_FIGURES and (page != "eigen_regio" or "eigen" in query))
    for frame, figure_id, figure in on_page:
        query = frame.exact_view.to_query()
        again = build_figure(tables, page, query, figure_id, frame.home, followed=frame.followed)
        assert_same(figure, again)


def test_the_registry_knows_every_page_and_the_themes(tables: Tables) -> None:
    assert len(FIGURES) == len(KINDS)
    assert {page for kind in KINDS for page in kind.pages} == {*PAGES} - NO_FIGURES
    assert set(THEMES) == {theme.page for theme in tables.release.catalog.themes}


@pytest.mark.parametrize(("page", "figure"), [("werk", "pendelkaart"), ("pendel", "onzin"), ("zoeken", "")])
def test_a_page_without_the_figure_names_those_it_has(page: str, figure: str, tables: Tables) -> None:
    with pytest.raises(FigureUnavailable) as refused:
        build_figure(tables, page, {}, figure)
    assert all(kind.id in str(refused.value) for kind in kinds_of(page))


def test_a_survey_has_no_ranking_but_stands_by_name(tables: Tables) -> None:
    with pytest.raises(FigureUnavailable, match="niet gerangschikt"):
        build_figure(tables, "bevolking", {"indicator": SURVEY}, "rangschikking")
    assert build_figure(tables, "bevolking", {"indicator": SURVEY}, "per_gemeente").label == "Per gemeente"


def test_two_periods_have_a_map_and_a_table_of_both(tables: Tables) -> None:
    query = {"toon": "naast_elkaar", "vanaf": "2016", "periode": "2024"}
    maps = [build_figure(tables, "werk", query, name) for name in ("kaart", "tweede_kaart")]
    assert [set(figure.table["Periode"]) for figure in maps] == [{"2016"}, {"2024"}]
    assert maps[0].title.endswith("in 2016")
    assert "in 2016:" in maps[0].sentence
    both = build_figure(tables, "werk", query, "tabel")
    assert set(both.table["Periode"]) == {"2016", "2024"}
    assert len(both.table) == len(maps[0].table) + len(maps[1].table)


def test_a_trend_beside_a_change_is_headed_by_what_it_holds(tables: Tables) -> None:
    query = {"toon": "verandering", "periode": "2024"}
    trend = build_figure(tables, "werk", query, "evolutie")
    assert "Werkzoekendengraad (jaargemiddelde) (%)" in trend.table.columns
    assert not [name for name in trend.table.columns if "verandering" in name]


def test_what_a_view_asks_and_can_not_get_is_told(tables: Tables) -> None:
    assert notices_of(tables, "werk", {}) == []
    told = notices_of(tables, "werk", {"periode": "1066", "gemeenten": "Atlantis"})
    assert "Atlantis" in told[0]
    assert "u ziet 2024" in told[1]
    assert "over vijf jaar" in notices_of(tables, "overzicht", {"vanaf": "1066"})[0]


def test_a_release_of_little_refuses_in_words() -> None:
    little = Tables(small_release())
    for page, kind in PAIRS:
        if page not in (*THEMES, "vergelijken", "pendel"):
            continue  # the others draw maps, and this release has none
        figure = built(little, page, {}, kind.id)
        assert figure is None or len(figure.table), kind.id
