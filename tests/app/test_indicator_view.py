"""The indicator view: ways of showing, tabs, playing through the periods, what is not plainly observed."""

import pandas as pd
import pytest

from streekmonitor.analysis.classes import class_labels
from streekmonitor.analysis.tables import Tables
from streekmonitor.view import DEFAULT_SET
from tests.app.dashboard import dataset, datasets, go, notices, open_page, texts

LEUVEN, TIENEN, HERENT = "24062", "24107", "24038"


def names(app: object) -> set[str]:
    return {name for name, _ in datasets(app)}  # type: ignore[arg-type]


def value(tables: Tables, indicator: str, area: str, period: str) -> float:
    rows = tables.rows(indicator, area, DEFAULT_SET).set_index("period")["value"]
    return float(rows[period])


# --- ways of showing ---------------------------------------------------------------------------------------


def test_a_change_is_told_by_map_ranking_and_table_alike(tables: Tables) -> None:
    app = open_page("werk", toon="verandering", vanaf="2015", periode="2020", gemeenten=LEUVEN)
    assert not app.exception
    assert not app.warning
    amount = value(tables, "jobseeker_rate", LEUVEN, "2020") - value(tables, "jobseeker_rate", LEUVEN, "2015")
    words = f"{amount:+.1f}".replace(".", ",").replace("-", "−")
    on_map = dataset(app, "gebieden").set_index("nis")["waarde"]
    assert on_map[LEUVEN] == f"{words}\u00a0procentpunt"
    bars = dataset(app, "rijen").set_index("nis")["label"]
    assert bars[LEUVEN] == words
    table = app.table[0].value.set_index("Gebied")
    assert table.loc["Leuven", "Verandering (procentpunt)"] == words
    assert table.loc["Leuven", "Werkzoekendengraad"].startswith("8,")
    assert app.selectbox(key="keuze_Vanaf").value == "2015"


def test_an_index_starts_at_a_hundred_in_the_trend(tables: Tables) -> None:
    app = open_page("bevolking", indicator="population", toon="index", vanaf="2016", periode="2026")
    assert not app.exception
    points = dataset(app, "punten")
    assert set(points.loc[points["x"] == 2016, "waarde"]) == {100.0}
    own = 100 * value(tables, "population", "oost_brabant", "2026")
    last = points[(points["reeks"] == "Oost-Brabant") & (points["x"] == 2026)]["waarde"].iloc[0]
    assert last == pytest.approx(own / value(tables, "population", "oost_brabant", "2016"))
    # Growth is no count: it may fill areas.
    assert "klassen" in names(app)
    assert "omvang" not in dataset(app, "gebieden")


def test_a_change_of_a_count_is_drawn_as_circles_in_two_colours() -> None:
    app = open_page("bevolking", indicator="population", toon="verandering", vanaf="2021", periode="2026")
    rows = dataset(app, "gebieden")
    fewer = rows["waarde"].str.startswith("−")
    assert fewer.any()
    assert len(set(rows.loc[fewer, "symbool"])) == 1
    assert set(rows.loc[fewer, "symbool"]).isdisjoint(rows.loc[~fewer, "symbool"])
    assert "maten" in names(app)
    assert "klassen" not in names(app)


def test_a_difference_is_with_the_first_comparator(tables: Tables) -> None:
    app = open_page("werk", toon="verschil", vergelijk="vlaams_gewest", periode="2024", gemeenten=LEUVEN)
    assert not app.exception
    other = value(tables, "jobseeker_rate", "vlaams_gewest", "2024")
    amount = value(tables, "jobseeker_rate", LEUVEN, "2024") - other
    words = f"{amount:+.1f}".replace(".", ",").replace("-", "−")
    assert dataset(app, "rijen").set_index("nis").loc[LEUVEN, "label"] == words
    assert "Vlaams Gewest" not in set(dataset(app, "punten")["reeks"])


@pytest.mark.parametrize(
    ("page", "query", "reason"),
    [
        ("werk", {"toon": "verschil", "vergelijk": "geen"}, "Kies eerst"),
        ("bevolking", {"indicator": "population", "toon": "verschil"}, "omvang van het gebied"),
        ("bevolking", {"indicator": "difficulty_making_ends_meet_share", "toon": "verandering"}, "enquête"),
        ("werk", {"toon": "verandering", "periode": "2014"}, "geen vroegere periode"),
        ("werk", {"toon": "naast_elkaar", "periode": "2014"}, "geen vroegere periode"),
    ],
)
def test_what_can_not_be_shown_is_said_and_the_value_stands(
    page: str, query: dict[str, str], reason: str, tables: Tables
) -> None:
    if query.get("indicator") not in (None, *tables.release.catalog.indicator_by_id):
        query = query | {"indicator": next(iter(_surveys(tables, page)))}
    app = open_page(page, **query)
    assert not app.exception
    assert reason in notices(app)
    assert "U ziet de waarde." in notices(app)
    assert len(dataset(app, "gebieden"))


def _surveys(tables: Tables, page: str) -> list[str]:
    catalog = tables.release.catalog
    theme = next(entry.id for entry in catalog.themes if entry.page == page)
    return [entry.id for entry in catalog.of_theme(theme) if catalog.main_measure(entry).nature == "survey"]


def test_two_periods_stand_side_by_side_on_the_same_classes(tables: Tables) -> None:
    app = open_page("werk", toon="naast_elkaar", vanaf="2016", periode="2024")
    assert not app.exception
    maps = [frame for name, frame in datasets(app) if name == "gebieden"]
    legends = [frame for name, frame in datasets(app) if name == "klassen"]
    assert len(maps) == len(legends) == 2
    assert list(legends[0]["klasse"]) == list(legends[1]["klasse"])
    assert not maps[0]["waarde"].equals(maps[1]["waarde"])
    bounds = tables.release.manifest["classes"]["jobseeker_rate"]["all"]
    assert len(legends[0]) == len(bounds) + 1
    assert {"Werkzoekendengraad, 2016", "2024"} <= set(app.table[0].value.columns)


def test_two_periods_have_one_ranking_that_tells_both(tables: Tables) -> None:
    app = open_page("werk", toon="naast_elkaar", vanaf="2016", periode="2024", gemeenten=LEUVEN)
    assert not app.exception
    rows = dataset(app, "rijen").set_index("nis")
    assert rows.loc[LEUVEN, "eerder"] == pytest.approx(value(tables, "jobseeker_rate", LEUVEN, "2016"))
    assert rows.loc[LEUVEN, "waarde"] == pytest.approx(value(tables, "jobseeker_rate", LEUVEN, "2024"))
    assert "Streepje: 2016." in texts(app)


def test_classes_can_be_those_of_all_years_and_that_is_in_the_address(tables: Tables) -> None:
    app = open_page("werk", indicator="income_per_inhabitant")
    bounds = tables.release.manifest["classes"]["income_per_inhabitant"]
    assert bounds["all"] != bounds["latest"]
    before = list(dataset(app, "klassen")["klasse"])
    app.toggle(key="klassen").set_value(True).run()
    assert app.query_params["klassen"] in ("alle_jaren", ["alle_jaren"])
    assert list(dataset(app, "klassen")["klasse"]) == class_labels(bounds["all"], 0) != before
    assert any("cijfers van alle jaren" in text for text in texts(app))


def test_counts_are_compared_as_an_index_below_their_numbers(tables: Tables) -> None:
    app = open_page("bevolking", indicator="population", gemeenten=LEUVEN)
    numbers, compared = [frame for name, frame in datasets(app) if name == "punten"]
    assert set(numbers["reeks"]) == {"Leuven"}
    assert {"Leuven", "Oost-Brabant", "Halle-Vilvoorde", "Vlaams-Brabant", "Vlaams Gewest"} == set(
        compared["reeks"]
    )
    base = value(tables, "population", LEUVEN, "2021")
    here = compared[(compared["reeks"] == "Leuven") & (compared["x"] == 2026)]["waarde"].iloc[0]
    assert here == pytest.approx(100 * value(tables, "population", LEUVEN, "2026") / base)
    go(app, indicator="population", gemeenten=LEUVEN, vergelijk="geen")
    assert "Evolutie, index (2021 = 100)" in " ".join(texts(app))


def test_a_start_that_makes_no_sense_becomes_the_usual_one_and_that_is_said() -> None:
    app = open_page("werk", toon="verandering", vanaf="1850", periode="2024")
    assert not app.exception
    assert app.selectbox(key="keuze_Vanaf").value == "2019"
    assert "vanaf 2019" in notices(app)


# --- tabs --------------------------------------------------------------------------------------------------


def test_only_the_tab_of_the_address_is_drawn() -> None:
    app = open_page("werk")
    assert "punten" in names(app)
    assert "stippen" not in names(app)
    go(app, tab="spreiding", gemeenten=LEUVEN)
    assert not app.exception
    assert "punten" not in names(app)
    dots = dataset(app, "stippen")
    assert len(dots) == 63
    assert dots.loc[dots["gekozen"], "naam"].tolist() == ["Leuven"]


def test_a_tab_that_an_indicator_does_not_have_becomes_the_first() -> None:
    app = open_page("werk", tab="uitsplitsing", indicator="income_per_inhabitant")
    assert not app.exception
    assert "punten" in names(app)


def test_a_breakdown_by_age_is_stacked_to_a_hundred() -> None:
    app = open_page("bevolking", indicator="age_80_plus_share", tab="uitsplitsing", gemeenten=LEUVEN)
    assert not app.exception
    parts = dataset(app, "delen")
    assert parts.groupby("gebied")["tot"].max().round(6).eq(100).all()
    assert {"Leuven", "Oost-Brabant", "Halle-Vilvoorde"} <= set(parts["gebied"])


def test_a_breakdown_by_sector_shows_the_largest_sectors() -> None:
    app = open_page("werk", indicator="vacancies_open", tab="uitsplitsing", gemeenten=LEUVEN)
    assert not app.exception
    assert dataset(app, "deelpunten")["deel"].nunique() == 12
    assert "De 12 grootste van 28 in Leuven." in " ".join(texts(app))


def test_sexes_and_ages_are_a_breakdown_of_the_unemployed() -> None:
    app = open_page("werk", indicator="jobseeker_rate", tab="uitsplitsing", gemeenten=LEUVEN)
    assert not app.exception
    points = dataset(app, "deelpunten")
    assert set(points["gebied"]) == {"Leuven"}
    assert points["deel"].nunique() == 5
    assert "Zonder uitsplitsing: Oost-Brabant" in " ".join(texts(app))


# --- playing -----------------------------------------------------------------------------------------------


def test_playing_shows_the_periods_one_after_another_on_classes_of_all_periods(tables: Tables) -> None:
    app = open_page("werk", periode="2023")
    button = next(entry for entry in app.button if entry.label == "Speel af")
    button.click().run()
    assert not app.exception
    assert "2023" in _title(app)
    bounds = tables.release.manifest["classes"]["jobseeker_rate"]["all"]
    assert len(dataset(app, "klassen")) == len(bounds) + 1
    app.run()
    assert "2024" in _title(app)


def test_stopping_leaves_the_period_in_the_address() -> None:
    app = open_page("werk", periode="2015")
    next(entry for entry in app.button if entry.label == "Speel af").click().run()
    app.run()
    next(entry for entry in app.button if entry.label == "Stop").click().run()
    assert not app.exception
    assert app.query_params["periode"] in ("2016", ["2016"])
    assert any(entry.label == "Speel af" for entry in app.button)


def test_another_choice_stops_playing() -> None:
    app = open_page("werk", periode="2015")
    next(entry for entry in app.button if entry.label == "Speel af").click().run()
    app.multiselect(key="gemeenten").select(LEUVEN).run()
    assert not app.exception
    assert any(entry.label == "Speel af" for entry in app.button)
    assert "2015" in _title(app)


def _title(app: object) -> str:
    return next(text for text in texts(app) if text.startswith("##### Werkzoekendengraad"))  # type: ignore[arg-type]


# --- what is not plainly observed, and where ---------------------------------------------------------------


def test_a_projection_looks_and_reads_different() -> None:
    app = open_page("ruimte", indicator="households", periode="2030", gemeenten=LEUVEN)
    assert dataset(app, "gebieden")["zacht"].all()
    rows = dataset(app, "rijen")
    assert rows.loc[rows["nis"] != "", "zacht"].all()
    assert "Gestreepte rand: vooruitzicht." in " ".join(texts(app))
    assert any("Rangschikking (vooruitzicht)" in text for text in texts(app))


def test_a_survey_says_that_it_is_not_ranked(tables: Tables) -> None:
    app = open_page("bevolking", indicator=_surveys(tables, "bevolking")[0])
    assert "Een enquête wordt niet gerangschikt" in " ".join(texts(app))
    assert "Rang" not in app.table[0].value.columns


def test_stations_are_drawn_where_they_are() -> None:
    app = open_page("mobiliteit", indicator="train_boardings_weekday")
    assert not app.exception
    places = dataset(app, "plaatsen")
    assert "Station Leuven" in set(places["naam"])
    assert places["naam"].str.startswith("Station ").all()
    assert (dataset(app, "gebieden")["omvang"] == 0).all()


def test_an_own_region_has_its_outline_and_fills_the_map() -> None:
    app = open_page("werk", indeling="eigen", eigen=f"{LEUVEN},{HERENT}", naam="Twee", regio="eigen")
    assert not app.exception
    lines: pd.DataFrame = dataset(app, "omtrek")
    assert 20 < len(lines) < 400
    assert "Twee" in set(dataset(app, "rijen")["naam"])


def test_a_paragraph_tells_the_figures_of_the_selected() -> None:
    app = open_page("werk", gemeenten=TIENEN)
    told = [text for text in texts(app) if "in Tienen." in text]
    assert any("Vergeleken met" in text for text in told)


def test_indicators_are_listed_with_their_group() -> None:
    app = open_page("werk")
    options = app.selectbox(key="keuze_Indicator").options
    assert options[0] == "Werkzoekendengraad · Werkloosheid"
    groups = [option.rsplit(" · ", 1)[1] for option in options]
    assert [group for place, group in enumerate(groups) if place == 0 or groups[place - 1] != group] == list(
        dict.fromkeys(groups)
    )
