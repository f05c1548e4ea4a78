"""The row below a figure: files on demand, with the numbers on screen; a link to exactly this view."""

from dataclasses import replace
from types import SimpleNamespace

import pytest

from streekmonitor import formats
from streekmonitor.analysis.tables import Tables
from streekmonitor.app import state
from streekmonitor.export.exported import LONGEST_STEM
from streekmonitor.export.files import FORMATS
from streekmonitor.figures.frame import Frame
from streekmonitor.figures.map import PROVINCE_HEIGHT, REGION_HEIGHT, MapFigure
from streekmonitor.figures.of_screen import of_screen, paragraph
from streekmonitor.figures.origin import source_line
from streekmonitor.figures.registry import FIGURES
from streekmonitor.figures.screen import Screen
from streekmonitor.figures.trend import TrendFigure
from streekmonitor.view import DEFAULT_SET, View
from tests.app.dashboard import open_page

ON_SCREEN = ("kaart", "rangschikking", "evolutie", "tabel")


@pytest.fixture
def screen(tables: Tables) -> Screen:
    """The first indicator of the catalog with a municipality selected, in its latest period."""
    indicator = tables.release.catalog.indicators[0]
    periods = tables.periods(indicator.id, DEFAULT_SET)
    return Screen(tables, View(selected=("24062",)), indicator, periods, periods[-1])


def test_nothing_is_made_before_a_menu_opens() -> None:
    app = open_page("werk")
    assert not app.get("download_button")
    assert not app.get("code")


@pytest.mark.parametrize("key", ON_SCREEN)
def test_a_menu_offers_every_file_of_its_figure(key: str) -> None:
    app = open_page("werk")
    app.session_state[f"download_{key}"] = True
    app.run()
    assert not app.exception
    # A table is no picture.
    kinds = [kind for kind in FORMATS if key != "tabel" or not kind.is_picture]
    assert [button.proto.label for button in app.get("download_button")] == [kind.label for kind in kinds]


def test_the_link_names_what_a_later_release_would_choose_otherwise(screen: Screen) -> None:
    assert screen.view.to_query() == {"gemeenten": "24062"}
    assert screen.exact_view.to_query() == {
        "indicator": screen.indicator.id,
        "periode": screen.period,
        "gemeenten": "24062",
    }
    frame = Frame(screen.tables, screen.view)
    assert frame.exact_view == screen.view


def test_a_shared_link_is_shown_in_full() -> None:
    app = open_page("werk", gemeenten="24062")
    app.session_state["deel_kaart"] = True
    app.run()
    shown = app.get("code")[0].value
    assert "gemeenten=24062" in shown
    assert "periode=" in shown


def test_a_file_holds_the_numbers_of_the_period_on_screen(screen: Screen) -> None:
    figure = of_screen(screen, screen.title, [])
    codes = [*screen.regions, *screen.comparators]
    assert figure.table["Code"].to_list()[: len(codes)] == codes
    assert set(figure.table["Periode"]) == {screen.period}
    column = next(iter(figure.formats))
    table = figure.table.set_index("Code")
    for code in (*codes, "24062"):
        assert table.loc[code, column] == pytest.approx(screen.value(code)[0])
    assert len(table) == len(codes) + len(screen.shown)


def test_a_trend_holds_every_period_of_its_lines(screen: Screen) -> None:
    counts = TrendFigure(screen).exported().table["Code"].value_counts()
    assert set(counts.index) == {entry.code for entry in screen.series}
    for code in ("24062", "vlaams_brabant"):
        assert counts[code] == len(screen.rows(screen.indicator.id, code))


def test_a_file_says_what_the_figures_mean_and_where_they_come_from(screen: Screen) -> None:
    figure = of_screen(screen, screen.title, [])
    terms = dict(figure.definitions)
    assert terms[screen.indicator.label] == screen.indicator.definition
    for code in screen.regions:
        region = screen.groups[code]
        assert terms[region.full_label].count(",") == len(region.members) - 2
    for source, line in zip(screen.catalog.sources_of(screen.indicator), figure.sources, strict=True):
        assert source.attribution in line
        assert source.licence in line
    assert figure.notes[: len(screen.indicator.notes)] == screen.indicator.notes
    assert figure.release == screen.release.id


def test_a_map_is_as_high_as_its_sheet_and_names_its_outlines(screen: Screen) -> None:
    province = MapFigure(screen).exported().drawings[0]
    assert province.spec["height"] == PROVINCE_HEIGHT
    assert [words for words, _ in province.key] == [screen.name(c) for c in (*screen.regions, "24062")]
    zoomed = replace(screen, view=replace(screen.view, region=screen.regions[0]))
    assert MapFigure(zoomed).exported().drawings[0].spec["height"] == REGION_HEIGHT


def test_a_file_tells_about_the_selected_what_the_page_tells(screen: Screen) -> None:
    figure = MapFigure(screen).exported()
    assert screen.view.selected == ("24062",)
    assert "in Leuven" in figure.told
    assert "Van 63 gemeenten" in figure.told
    assert figure.told == paragraph(screen) != figure.sentence


def test_a_source_line_tells_the_day_in_dutch(screen: Screen) -> None:
    source = screen.catalog.sources_of(screen.indicator)[0]
    year = screen.release.retrieved(source.id)[:4]
    words = source_line(screen, source).split("bestand van ")[1]
    assert words.rstrip(")").endswith(year)
    assert any(month in words for month in formats.MONTHS)


@pytest.mark.parametrize(
    ("address", "home"),
    [
        ("http://localhost:8501/", "http://localhost:8501"),
        ("http://localhost:8501/overzicht", "http://localhost:8501"),
        ("https://cijfers.example/streek/overzicht?gemeenten=24062", "https://cijfers.example/streek"),
        (None, ""),
    ],
)
def test_links_begin_where_the_visitor_found_the_dashboard(
    address: str | None, home: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(state.st, "context", SimpleNamespace(url=address))
    assert state.home("overzicht") == home


def test_figures_of_one_period_do_not_share_a_file(screen: Screen) -> None:
    figure = of_screen(screen, screen.title, [])
    names = {FIGURES[name].labelled(figure).file_stem for name in ("kaart", "rangschikking", "tabel")}
    assert len(names) == 3
    long = replace(figure, title="Aandeel " * 40, label="Kaart")
    assert long.file_stem.endswith("-kaart")
    assert len(long.file_stem) <= LONGEST_STEM
    assert replace(figure, title="Inwoners: evolutie", label="Evolutie").file_stem == (
        "streekmonitor-inwoners-evolutie"
    )
