"""The page Vergelijken: what its address asks for, one tab at a time."""

import pandas as pd
import pytest

from streekmonitor.analysis.relation import rank_over_time, relation
from streekmonitor.analysis.tables import Tables
from streekmonitor.app import data
from streekmonitor.export.exported import Drawing
from streekmonitor.figures.comparison import Comparison
from streekmonitor.figures.of_indicators import MANY, Shown, of_indicators
from streekmonitor.figures.origin import notes
from streekmonitor.view import DEFAULT_COMPARATORS, DEFAULT_SET, MAX_COMPARED, View
from tests.app.dashboard import dataset, datasets, notices, open_page, texts
from tests.fixtures.small_release import small_release

LEUVEN, VILVOORDE, PAJOTTEGEM = "24062", "23088", "23106"
REGIONS = ["oost_brabant", "halle_vilvoorde"]
TABS = ["tijd", "samenhang", "kerncijfers", "rangorde"]
SURVEY, COUNT, RATE, PRICE = "happiness_share", "population", "jobseeker_rate", "median_house_price"


@pytest.mark.parametrize("tab", TABS)
@pytest.mark.parametrize(
    "query",
    [
        {},
        {"gemeenten": f"{LEUVEN},{VILVOORDE}", "vergelijk": "buren,gelijkaardig,andere_regio,centrumsteden"},
        {"indeling": "streekwerking", "gebieden": "vlaamse_rand,referentieregio_oost_brabant,oost_brabant"},
        {
            "indeling": "eigen",
            "eigen": f"{LEUVEN},{VILVOORDE}",
            "naam": "Ons gebied",
            "gemeenten": PAJOTTEGEM,
        },
    ],
)
def test_every_tab_opens(tab: str, query: dict[str, str]) -> None:
    app = open_page("vergelijken", tab=tab, **query)
    assert not app.exception
    assert not app.warning
    assert app.get("vega_lite_chart")


def test_an_unknown_tab_is_the_first() -> None:
    app = open_page("vergelijken", tab="onzin")
    assert not app.exception
    assert len(dataset(app, "uiteinden")) == 4


def test_regions_selection_and_comparators_are_compared_without_a_choice() -> None:
    app = open_page("vergelijken", gemeenten=LEUVEN)
    assert app.multiselect(key="gebieden").value == [*REGIONS, LEUVEN, *DEFAULT_COMPARATORS]


def test_lines_hold_every_figure_of_the_chosen_areas(tables: Tables) -> None:
    app = open_page("vergelijken", gebieden=f"{LEUVEN},oost_brabant", indicator=RATE)
    drawn = dataset(app, "punten").dropna(subset=["waarde"])
    for code, name in ((LEUVEN, "Leuven"), ("oost_brabant", "Oost-Brabant")):
        rows = tables.rows(RATE, code, DEFAULT_SET).dropna(subset=["value"]).sort_values("period")
        shown = drawn.loc[drawn["reeks"] == name, "waarde"].to_list()
        assert shown == pytest.approx(rows["value"].to_list())  # a chart gets seven digits
    assert app.table[0].value["Gebied"].to_list() == ["Leuven", "Oost-Brabant"]


def test_ten_areas_are_drawn_and_an_eleventh_is_told() -> None:
    codes = "24062,23088,24107,23002,24001,23025,23016,24020,23094,23027,23003"
    app = open_page("vergelijken", gebieden=codes)
    assert len(dataset(app, "uiteinden")) == MAX_COMPARED
    assert f"hoogstens {MAX_COMPARED}" in notices(app)


def test_regions_of_the_same_name_are_told_apart() -> None:
    app = open_page("vergelijken", gebieden="oost_brabant,referentieregio_oost_brabant")
    names = dataset(app, "uiteinden")["opschrift"].to_list()
    assert len(set(names)) == 2


def test_counts_of_small_and_large_areas_become_an_index() -> None:
    app = open_page("vergelijken", indicator=COUNT, gebieden=f"{LEUVEN},vlaams_gewest")
    first = dataset(app, "punten").groupby("reeks")["waarde"].first()
    assert first.to_list() == [100, 100]
    assert app.toggle(key="als_index").disabled
    alike = open_page("vergelijken", indicator=COUNT, gebieden=f"{LEUVEN},{VILVOORDE}")
    assert not alike.toggle(key="als_index").disabled
    assert dataset(alike, "punten")["waarde"].max() > 1000


def test_an_index_is_a_choice_in_the_address() -> None:
    app = open_page("vergelijken", indicator=RATE, gebieden=LEUVEN, toon="index", vanaf="2016")
    drawn = dataset(app, "punten").set_index("periode")["waarde"]
    assert drawn["2016"] == 100
    assert any("index, 2016 = 100" in text for text in texts(app))


def test_a_scatter_shows_what_its_correlation_counts(tables: Tables) -> None:
    app = open_page("vergelijken", tab="samenhang", indicator=RATE, tegen=PRICE)
    codes = [*tables.release.areas.within("20001"), *REGIONS]
    found = relation(tables, RATE, PRICE, codes)
    points = dataset(app, "punten")
    assert sorted(points.loc[points["nis"] != "", "nis"]) == sorted(
        found.rows.loc[found.rows["counted"], "area"]
    )
    assert any(f"{found.n} gemeenten" in text for text in texts(app))
    assert len(app.table[0].value) == len(points)


def test_counts_get_no_correlation() -> None:
    app = open_page("vergelijken", tab="samenhang", indicator=COUNT, tegen=RATE)
    assert any("Geen samenhang berekend" in text for text in texts(app))
    assert not dataset(app, "punten")["telt"].any()


def test_the_heat_map_tells_its_values_in_a_table_too() -> None:
    app = open_page("vergelijken", tab="kerncijfers", gemeenten=LEUVEN)
    cells = dataset(app, "cellen")
    app.session_state["kerncijfers_tabel"] = True
    table = app.run().table[0].value.set_index("Kerncijfer")
    for row, column, words in cells[["rij", "naam", "tekst"]].itertuples(index=False):
        assert table.loc[row, column] == words


def test_ranks_are_those_of_the_chosen_municipalities(tables: Tables) -> None:
    app = open_page("vergelijken", tab="rangorde", indicator=RATE, gebieden=f"{LEUVEN},oost_brabant")
    ranks = rank_over_time(tables, RATE, [LEUVEN])
    assert dataset(app, "punten")["waarde"].to_list() == ranks["rank"].to_list()


def test_a_survey_has_no_ranks() -> None:
    app = open_page("vergelijken", tab="rangorde", indicator=SURVEY, gebieden=LEUVEN)
    assert not app.exception
    assert "geen rangorde" in notices(app)
    assert not list(datasets(app))


def test_areas_without_figures_are_told() -> None:
    app = open_page("vergelijken", indicator=PRICE, gebieden="oost_brabant")
    assert not app.exception
    assert "geen cijfers" in notices(app)


def test_a_release_of_little_opens(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(data, "tables", lambda: Tables(small_release()))
    for tab in TABS:
        assert not open_page("vergelijken", tab=tab).exception


def test_every_figure_makes_its_files(tables: Tables) -> None:
    """What the menu makes on a click: title, sentence, numbers and sources of the figure on screen."""
    frame = Comparison(tables, View(selected=(LEUVEN, VILVOORDE), indicator=RATE, second=PRICE))
    drawing = Drawing({}, {})
    many = [entry for entry in frame.catalog.indicators if entry.key_figure]
    table = pd.DataFrame({"Gebied": ["Leuven"]})
    few = of_indicators(frame, Shown("Titel", "Zin.", [frame.indicator], (drawing,), table))
    assert few.notes == notes(frame.indicator)
    assert few.release == tables.release.id
    assert len(few.sources) == len(frame.catalog.sources_of(frame.indicator))
    all_of_them = of_indicators(frame, Shown("Titel", "Zin.", many, (drawing,), table))
    assert all_of_them.notes == (MANY,)
    told = dict(all_of_them.definitions)
    assert all(note in told[f"Let op bij {frame.indicator.label}"] for note in frame.indicator.notes)
