"""Which indicators each kind of figure is said to be drawn from."""

import pytest

from etl.desk.compare import indicators_on
from streekmonitor.analysis.tables import Tables
from streekmonitor.figures.drawn_from import drawn_from
from streekmonitor.figures.registry import KINDS
from streekmonitor.objectives.register import Followed

NOBODY = Followed()


def of(tables: Tables, page: str, figure: str, **query: str) -> set[str]:
    return drawn_from(tables, page, query, figure, NOBODY)


@pytest.mark.parametrize(("page", "figure"), [("overzicht", "kerncijfers"), ("gemeente", "sterk_en_zwak")])
def test_figures_of_many_indicators_are_drawn_from_all_key_figures(
    tables: Tables, page: str, figure: str
) -> None:
    keys = {entry.id for entry in tables.release.catalog.indicators if entry.key_figure}
    assert of(tables, page, figure) == keys


def test_the_overview_of_one_working_group_is_drawn_from_its_own(tables: Tables) -> None:
    found = of(tables, "overzicht", "kerncijfers", thema="bevolking")
    assert "population" in found
    assert {tables.release.catalog.indicator_by_id[name].theme for name in found} == {"bevolking"}


def test_a_theme_page_is_drawn_from_what_its_address_names_or_shows_first(tables: Tables) -> None:
    first = tables.release.catalog.of_theme("bevolking")[0].id
    assert of(tables, "bevolking", "kaart") == {first}
    assert of(tables, "bevolking", "kaart", indicator="population_density") == {"population_density"}
    two = {"indicator": "population_density", "tegen": "population"}
    assert of(tables, "bevolking", "tweede_kaart", **two) == {"population_density", "population"}


def test_two_indicators_that_are_compared_both_count(tables: Tables) -> None:
    assert len(of(tables, "vergelijken", "samenhang")) == 2
    assert len(of(tables, "vergelijken", "lijnen")) == 1


def test_every_kind_of_figure_can_be_asked(tables: Tables) -> None:
    known = set(tables.release.catalog.indicator_by_id)
    for kind in KINDS:
        for page in kind.pages:
            assert of(tables, page, kind.id) <= known, kind.id


def test_the_indicator_of_a_measure_comes_before_those_that_divide_by_it(tables: Tables) -> None:
    assert indicators_on({"residents"}, tables.release)[0] == "population"
