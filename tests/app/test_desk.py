"""Gegevens, as everyone sees it: what is in, how complete it is, and every release with its changes."""

from datetime import date
from pathlib import Path

import pytest

from etl.desk.desk import Desk
from streekmonitor.analysis.tables import Tables
from streekmonitor.app.desk import PARTS
from streekmonitor.areas import PROVINCE
from streekmonitor.release import SETTING
from tests.app.dashboard import dataset, open_page, texts
from tests.app.test_language import faults

PAGE = "gegevens"


@pytest.fixture(autouse=True)
def apart(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Releases of the tests' own, and the same day whenever they run."""
    monkeypatch.setenv(SETTING, str(tmp_path / "releases"))
    monkeypatch.setattr(Desk, "today", property(lambda _desk: date(2026, 11, 23)))


# The change log names files of publishers, as they are.
@pytest.mark.parametrize("tab", PARTS)
def test_each_part_has_its_address_and_speaks_dutch(tab: str, tables: Tables) -> None:
    app = open_page(PAGE, tab=tab)
    assert not app.exception
    assert not app.error
    assert app.session_state["onderdeel"] == tab
    assert {text: wrong for text in texts(app) if (wrong := faults(text, tables.release.id))} == {}


def test_every_source_has_a_row_those_to_look_after_first(tables: Tables) -> None:
    app = open_page(PAGE)
    table = app.table[0].value
    assert len(table) == len(tables.release.manifest["sources"])
    overdue = table["Volgende uitgave"].str.startswith("**Verwacht sinds").to_list()
    assert overdue == sorted(overdue, reverse=True)
    assert f"**Van {sum(overdue)} van de {len(table)} bronnen" in "\n".join(texts(app))
    assert set(table["Gepubliceerd"]) == {"met het project meegekomen"}


def test_a_reader_is_not_told_where_files_stand() -> None:
    app = open_page(PAGE)
    assert not app.expander
    assert str(Path(__file__).parents[2]) not in "\n".join(texts(app))


def test_the_matrix_counts_municipalities(tables: Tables) -> None:
    app = open_page(PAGE, tab="dekking", thema="werk")
    cells = dataset(app, "cellen").set_index(["rij", "kolom"])
    label = tables.release.catalog.indicator_by_id["jobseeker_rate"].short_label
    rows = tables.values("jobseeker_rate", "arrondissementen").rows
    province = rows[rows["area"].isin(tables.release.areas.within(PROVINCE))]
    counted = province[(province["period"] == "2024") & province["value"].notna()]
    assert cells.loc[(label, "2024"), "tekst"] == str(len(counted))
    table = app.table[0].value.set_index("Indicator")
    assert table.loc[label, "2024"] == str(len(counted))


def test_the_release_in_force_shows_what_it_changed(tables: Tables) -> None:
    app = open_page(PAGE, tab="releases")
    assert [box.label.split(" · ")[:2] for box in app.expander] == [
        [f"Release {tables.release.id}", "in gebruik"]
    ]
