"""Toelichting: every indicator has its sheet at its own address; the other parts each theirs."""

import re
from pathlib import Path

import pytest

from streekmonitor.analysis.coverage import coverage
from streekmonitor.analysis.tables import Tables
from streekmonitor.app.explanation import NOT_OPEN, PARTS
from streekmonitor.charts.coverage import LEGEND
from streekmonitor.release import SETTING
from tests.app.dashboard import dataset, go, notices, open_page, texts
from tests.app.test_language import faults


@pytest.mark.parametrize("tab", PARTS)
def test_each_part_has_its_address(tab: str) -> None:
    app = open_page("toelichting", tab=tab)
    assert not app.exception
    assert app.session_state["onderdeel"] == tab


def test_an_unknown_part_is_the_first() -> None:
    app = open_page("toelichting", tab="bestaat-niet")
    assert not app.exception
    assert app.session_state["onderdeel"] == next(iter(PARTS))


# The change log names files of publishers, as they are.
@pytest.mark.parametrize("tab", [tab for tab in PARTS if tab != "wijzigingen"])
def test_each_part_speaks_dutch(tab: str, tables: Tables) -> None:
    app = open_page("toelichting", tab=tab)
    assert {text: wrong for text in texts(app) if (wrong := faults(text, tables.release.id))} == {}


def test_every_indicator_has_its_sheet(tables: Tables) -> None:
    catalog = tables.release.catalog
    app = open_page("toelichting")
    for indicator in catalog.indicators:
        go(app, indicator=indicator.id)
        assert not app.exception, indicator.id
        shown = "\n".join(texts(app))
        for text in (indicator.question, indicator.definition, indicator.processing, *indicator.notes):
            assert text in shown, indicator.id
        for source in catalog.sources_of(indicator):
            assert source.attribution in shown, indicator.id
        wrong = {text: found for text in texts(app) if (found := faults(text, tables.release.id))}
        assert wrong == {}, indicator.id


def test_the_matrix_tells_confidential_and_missing_apart(tables: Tables) -> None:
    indicator = next(
        entry.id
        for entry in tables.release.catalog.indicators
        if coverage(tables, entry.id).counts["confidential"].any()
    )
    app = open_page("toelichting", indicator=indicator)
    found = coverage(tables, indicator)
    states = set(found.cells["state"])
    assert set(dataset(app, "cellen")["toestand"]) == {LEGEND[state] for state in states}
    table = app.table[0].value
    assert table["Vertrouwelijk"].astype(int).sum() == found.counts["confidential"].sum()
    assert len(table) == len(found.counts)


def test_what_is_not_open_is_said(tables: Tables) -> None:
    app = open_page("toelichting", tab="bronnen")
    sources = tables.release.catalog.sources
    closed = [source for source in sources if source.reuse in NOT_OPEN]
    assert f"**{len(closed)} ervan" in "\n".join(texts(app))
    table = app.table[0].value
    assert len(table) == len(sources)
    assert (~table["Hergebruik"].str.startswith("vrij")).sum() == len(closed)


def test_two_definitions_are_set_side_by_side() -> None:
    shown = "\n".join(texts(open_page("toelichting", tab="regios")))
    assert "met Hoeilaart en Overijse" in shown
    chosen = open_page(
        "toelichting", tab="regios", gebieden="halle_vilvoorde,referentieregio_halle_vilvoorde"
    )
    assert not chosen.exception
    assert "zonder Hoeilaart en Overijse" in "\n".join(texts(chosen))


def test_the_change_log_is_that_of_the_release(tables: Tables) -> None:
    shown = "\n".join(texts(open_page("toelichting", tab="wijzigingen")))
    first = next(line for line in tables.release.changes.splitlines() if line.startswith("In het kort"))
    assert first in shown


def test_a_citation_names_the_release(tables: Tables) -> None:
    app = open_page("toelichting", tab="citeren")
    assert all(tables.release.id in entry.value for entry in app.get("code"))


def test_an_unknown_indicator_leads_to_valid_ones() -> None:
    app = open_page("toelichting", indicator="bestaat_niet")
    assert not app.exception
    assert "bestaat niet" in notices(app)


def test_the_change_logs_of_earlier_releases_stand_below_that_of_this_one(
    tables: Tables, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (before,) = re.findall(r"Vergeleken met release (\w+)", tables.release.changes)
    first = "0123456789ab"
    for name, log in (
        (before, f"Vergeleken met release {first}.\n\nNieuw: lente."),
        (first, "Nieuw: winter."),
    ):
        (tmp_path / name).mkdir()
        (tmp_path / name / "manifest.json").write_text("{}", encoding="utf-8")
        (tmp_path / name / "changes.md").write_text(log, encoding="utf-8")
    monkeypatch.setenv(SETTING, str(tmp_path))
    app = open_page("toelichting", tab="wijzigingen")
    assert not app.exception
    assert [box.label for box in app.expander] == [
        f"Wijzigingen in release {name}" for name in (before, first)
    ]
    shown = "\n".join(texts(app))
    assert shown.index("lente") < shown.index("winter")
