"""The page Pendel: what its address asks for, in lines, bars, shares and numbers."""

import pytest

from streekmonitor.analysis.commuter_map import Commuters
from streekmonitor.analysis.tables import Tables
from streekmonitor.app import data
from streekmonitor.figures import commuting, commuting_tables
from streekmonitor.figures.frame import Frame
from streekmonitor.view import View
from tests.app.dashboard import dataset, notices, open_page, texts
from tests.fixtures.small_release import small_release

LEUVEN, VILVOORDE, PAJOTTEGEM, GALMAARDEN = "24062", "23088", "23106", "23023"


def test_the_first_region_stands_in_the_middle_when_nothing_is_chosen(tables: Tables) -> None:
    app = open_page("pendel")
    assert not app.exception
    assert app.selectbox(key="keuze_Regio of gemeente").value == "oost_brabant"
    members = tables.release.areas.regions["oost_brabant"].members
    inside = dataset(app, "gebieden").groupby("kleur")["nis"].agg(set)
    assert set(members) in list(inside)


@pytest.mark.parametrize(
    ("query", "middle"),
    [
        ({"gemeenten": f"{LEUVEN},{VILVOORDE}"}, LEUVEN),
        ({"gemeenten": LEUVEN, "regio": "halle_vilvoorde"}, "halle_vilvoorde"),
        ({"gemeenten": GALMAARDEN}, PAJOTTEGEM),
        ({"indeling": "streekwerking"}, "dijleland"),
        ({"indeling": "eigen", "eigen": f"{LEUVEN},{VILVOORDE}", "naam": "Ons gebied"}, "eigen"),
    ],
)
def test_the_address_tells_who_stands_in_the_middle(query: dict[str, str], middle: str) -> None:
    app = open_page("pendel", **query)
    assert not app.exception
    assert app.selectbox(key="keuze_Regio of gemeente").value == middle


@pytest.mark.parametrize(("richting", "drempel", "way"), [("uit", "100", "out"), ("in", "500", "in")])
def test_lines_bars_and_sentence_hold_the_same_flows(
    richting: str, drempel: str, way: str, tables: Tables
) -> None:
    app = open_page("pendel", gemeenten=LEUVEN, richting=richting, drempel=drempel)
    assert not app.exception
    commuters = Commuters(tables.release)
    lines = commuters.lines((LEUVEN,), "in" if way == "in" else "out", int(drempel))
    assert dataset(app, "stromen")["gebied"].to_list() == lines.rows["name"].to_list()
    assert any(lines.sentence in text for text in texts(app))
    bars = dataset(app, "rijen")
    partners = commuters.partners((LEUVEN,), "in" if way == "in" else "out")
    assert bars["naam"].to_list() == partners["name"].head(10).to_list()
    table = app.table[0].value.set_index("Gebied")
    column = "Komen ervandaan" if way == "in" else "Gaan erheen"
    for name, label in zip(dataset(app, "stromen")["gebied"], dataset(app, "stromen")["label"], strict=True):
        assert label.startswith(f"{table.loc[name, column]} werkenden")


def test_the_sentence_and_the_shares_agree() -> None:
    app = open_page("pendel", gemeenten=LEUVEN)
    parts = dataset(app, "delen")
    own = parts.loc[parts["deel"] == "eigen gemeente", "waarde"].iloc[0]
    share = own[own.index("(") + 1 : -1]
    assert any(f"werkt {share} in de eigen gemeente" in text for text in texts(app))


def test_regions_that_overlap_have_no_matrix() -> None:
    app = open_page("pendel", indeling="bijzondere_lijsten")
    assert not app.exception
    assert "overlappen" in notices(app)


def test_source_and_caveats_are_told(tables: Tables) -> None:
    source = tables.release.catalog.source_by_id["ugent_commuting_2011"]
    told = " ".join(texts(open_page("pendel")))
    assert source.attribution in told
    assert all(note in told for note in source.notes)


def test_a_municipality_that_was_clicked_comes_in_the_middle() -> None:
    view = View(selected=(LEUVEN, VILVOORDE), region="oost_brabant")
    moved = commuting.centred(view, VILVOORDE)
    assert (moved.selected, moved.region) == ((VILVOORDE, LEUVEN), None)
    assert commuting.centred(view, "halle_vilvoorde").region == "halle_vilvoorde"


def test_a_release_without_commuters_says_so(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(data, "tables", lambda: Tables(small_release()))
    app = open_page("pendel")
    assert not app.exception
    assert "geen pendelstromen" in notices(app)


def test_the_tables_of_the_files_hold_numbers(tables: Tables) -> None:
    commuters = Commuters(tables.release)
    both = commuters.both_ways((LEUVEN,))
    partners = commuting_tables.partner_table(both, "1 januari 2011").set_index("Gebied")
    assert (
        partners.loc["Brussels Gewest", "Gaan erheen"] == both.set_index("name").loc["Brussels Gewest", "out"]
    )
    regions = tuple(tables.release.areas.regions[code] for code in ("oost_brabant", "halle_vilvoorde"))
    matrix = commuters.matrix(regions)
    cells = commuting_tables.matrix_table(matrix, "1 januari 2011")
    assert cells["Werkenden"].to_list() == matrix.rows["value"].to_list()
    made = commuting.MatrixFigure(commuting.centre_of(Frame(tables, View()))).exported()
    flow = tables.release.catalog.flow_by_id["commuters"]
    assert made.table["Werkenden"].to_list() == cells["Werkenden"].to_list()
    assert {name: kind.unit for name, kind in made.formats.items()} == {
        "Werkenden": "",
        "Deel van de werkende inwoners (%)": "%",
    }
    assert made.notes == tables.release.catalog.source_by_id[flow.source].notes
