"""Eigen regio: chosen, named, used everywhere, and set against the official regions."""

import pytest

from streekmonitor.analysis.tables import Tables
from streekmonitor.view import View, own_region
from tests.app.dashboard import dataset, open_page, texts

THREE = ("23088", "24014", "24062")
QUERY = {"eigen": ",".join(THREE), "naam": "Proefstreek"}


def test_begins_empty_and_asks_to_choose() -> None:
    app = open_page("eigen_regio")
    assert not app.exception
    assert set(dataset(app, "gebieden")["waarde"]) == {"niet in uw regio"}
    assert not app.table
    assert any("Klik gemeenten aan" in text for text in texts(app))


def test_an_address_holds_the_whole_region() -> None:
    app = open_page("eigen_regio", **QUERY)
    areas = dataset(app, "gebieden").set_index("nis")
    assert tuple(sorted(areas.index[areas["waarde"] == "in uw regio"])) == THREE
    assert app.multiselect(key="eigen_gemeenten").value == list(THREE)
    assert app.text_input(key="eigen_naam").value == "Proefstreek"
    assert any("**Proefstreek**: 3 gemeenten" in text for text in texts(app))


def test_begins_with_an_official_region(tables: Tables) -> None:
    members = tables.release.areas.regions["dijleland"].members
    app = open_page("eigen_regio", eigen=",".join(members))
    assert app.selectbox(key="keuze_Begin met").value == "dijleland"
    app.selectbox(key="keuze_Begin met").select("oost_brabant").run()
    assert app.multiselect(key="eigen_gemeenten").value == list(
        tables.release.areas.regions["oost_brabant"].members
    )


def test_is_set_against_the_nearest_official_region(tables: Tables) -> None:
    members = [*tables.release.areas.regions["dijleland"].members, "23088"]
    app = open_page("eigen_regio", eigen=",".join(members), indicator="jobseeker_rate")
    nearest = app.table[0].value.iloc[0]
    assert nearest["Officiële regio"] == tables.release.areas.regions["dijleland"].full_label
    assert nearest["Komt erbij"] == "Vilvoorde"
    assert nearest["Valt weg"] == "–"
    assert "procentpunt" in nearest["Verschil"]


@pytest.mark.parametrize("page", ["werk", "overzicht"])
def test_is_used_everywhere(page: str) -> None:
    app = open_page(page, **QUERY, indeling="eigen")
    assert not app.exception
    assert not app.warning
    assert any("Proefstreek" in text for text in texts(app))


def test_a_click_is_a_way_in_and_out() -> None:
    view = View(own_members=THREE)
    assert view.own_toggled("24062").own_members == THREE[:2]
    assert view.own_toggled("24001").own_members == ("23088", "24001", *THREE[1:])


def test_a_name_cannot_smuggle_markup() -> None:
    app = open_page("eigen_regio", eigen=",".join(THREE), naam="<script>alert(1)</script>**x**")
    shown = "\n".join(texts(app))
    assert "<script>" not in shown
    assert "alert(1)" in shown
    assert own_region(THREE, "").label == "Eigen regio"


def test_an_unnamed_region_has_a_name_all_the_same() -> None:
    region = own_region(THREE, "")
    assert (region.full_label, region.phrase) == ("Eigen regio", "uw eigen regio")
    assert own_region(THREE, "Proef").full_label == "Proef (eigen regio)"


def test_a_long_list_of_differences_stands_in_the_table_only() -> None:
    near = open_page("eigen_regio", eigen=",".join(THREE), indicator="jobseeker_rate")
    assert near.table
    assert not any("zonder Aarschot" in text for text in texts(near))
