"""The desk in a browser: the publishers' own files unchanged, a reload, an own table all the way."""

import time
from collections.abc import Iterator, Mapping
from pathlib import Path

import pandas as pd
import pytest
from playwright.sync_api import Browser, expect

from etl.desk.desk import SETTING as DESK_SETTING
from etl.desk.desk import Desk
from etl.desk.drafts import Draft
from etl.desk.recognise import Recognised, recognise
from etl.desk.tables.layout import measures_of, target_of
from etl.errors import SourceError
from streekmonitor.app.first_visit import COOKIE
from streekmonitor.app.rights import LOCAL
from streekmonitor.areas import PROVINCE
from streekmonitor.release import SETTING, load_release, release_in_force
from tests.browser.conftest import ROOT, open_window, running_server
from tests.browser.window import Window

pytestmark = pytest.mark.browser
SOURCES = ROOT.parent / "shared" / "sources"
PATIENCE = 180_000
INDICATOR = "population"
SOURCE = {
    "Titel van de bron": "Onze telling",
    "Wie de cijfers uitgeeft": "Werkgroep bevolking",
    "Licentie": "eigen cijfers",
    "Webadres": "https://example.be",
}


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Drafts, log and releases of the tests' own."""
    return tmp_path_factory.mktemp("desk")


@pytest.fixture(scope="module")
def desk_address(browser: Browser, folder: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """A server for its own computer only, on which whoever works may do everything."""
    settings = {
        LOCAL: "1",
        DESK_SETTING: str(folder / "desk"),
        SETTING: str(folder / "releases"),
        "STREEKMONITOR_ONE_PERSON": "ja",
    }
    with running_server(tmp_path_factory, settings) as started:
        yield started


@pytest.fixture
def window(browser: Browser, desk_address: str) -> Iterator[Window]:
    context = browser.new_context(locale="en-US")
    context.add_cookies([{"name": COOKIE, "value": "gezien", "url": desk_address}])
    context.set_default_timeout(30_000)
    yield from open_window(context, desk_address)
    context.close()


@pytest.fixture
def desk(folder: Path, monkeypatch: pytest.MonkeyPatch) -> Desk:
    """The desk of that server, read from disk."""
    monkeypatch.setenv(DESK_SETTING, str(folder / "desk"))
    monkeypatch.setenv(SETTING, str(folder / "releases"))
    return Desk(ROOT)


def begin(window: Window, desk: Desk) -> Draft:
    """A draft begun on the page; it is open."""
    window.open("/gegevens?tab=concepten")
    window.page.get_by_role("button", name="Begin een concept").click()
    expect(window.page.get_by_text("Bestanden van uitgevers", exact=False).first).to_be_visible()
    return desk.drafts.all()[0]


def upload(window: Window, files: list[Path]) -> None:
    """Put files in the box; what came of it, the page tells."""
    window.page.locator("input[type=file]").set_input_files(files)


def figures_in(path: Path) -> Recognised | None:
    """What a file is when it holds figures of a source; others in the folder explain or accompany."""
    try:
        found = recognise(path, path.name)
    except SourceError:
        return None
    return found if found.source else None


def missing(desk: Desk, draft: Draft, files: Mapping[Path, Recognised]) -> list[str]:
    """The names of files that are not in the draft, and whose place no other file of the draft has taken."""
    brought = desk.drafts.get(draft.id).files
    contents = {(file.sha256, file.source) for file in brought}
    places = {path for file in brought for path in file.paths}
    return [
        path.name
        for path, found in files.items()
        if (found.sha256, found.source) not in contents and places.isdisjoint(found.paths)
    ]


def test_the_publishers_files_go_in_unchanged_each_recognised(window: Window, desk: Desk) -> None:
    """All of them, the second half while the first is still being read: none gets lost on the way."""
    there = {path: figures_in(path) for path in sorted(SOURCES.rglob("*")) if path.is_file()}
    files = {path: found for path, found in there.items() if found}
    if not files:
        pytest.skip(f"de bestanden van de uitgevers staan niet in {SOURCES}")
    draft, box = begin(window, desk), window.page.locator("input[type=file]")
    half = len(files) // 2
    box.set_input_files([*files][:half])
    expect(window.page.get_by_text("wordt herkend")).to_be_visible(timeout=PATIENCE)
    box.set_input_files([*files][half:])
    until = time.monotonic() + PATIENCE / 1000
    while missing(desk, draft, files) and time.monotonic() < until:
        window.page.wait_for_timeout(500)
    assert missing(desk, draft, files) == []
    window.settle()
    expect(window.page.get_by_text("is niet opgenomen")).to_have_count(0)
    expect(window.page.get_by_role("button", name="Haal eruit")).to_have_count(
        len(desk.drafts.get(draft.id).files)
    )


def test_an_older_edition_says_what_it_would_undo(window: Window, desk: Desk, tmp_path: Path) -> None:
    latest = SOURCES / "statbel" / "origin" / "origin_by_municipality.parquet"
    if not latest.is_file():
        pytest.skip(f"{latest} is er niet")
    rows = pd.read_parquet(latest)
    last = rows["year"].max()
    older = tmp_path / "herkomst.parquet"
    rows[rows["year"] < last].to_parquet(older)
    begin(window, desk)
    upload(window, [older])
    told = window.page.get_by_role("alert").filter(has_text="OUDERE uitgave")
    expect(told).to_contain_text(str(last))
    expect(told).to_contain_text("ongedaan maken")


def test_a_draft_survives_a_reload_and_a_strange_file_is_told(
    window: Window, desk: Desk, tmp_path: Path
) -> None:
    draft = begin(window, desk)
    strange = tmp_path / "<b>vreemd<b>.csv"
    strange.write_text("a;b\n1;2\n", encoding="utf-8")
    upload(window, [strange])
    expect(window.page.get_by_text("is niet opgenomen")).to_be_visible()
    assert window.page.locator("b", has_text="vreemd").count() == 0
    window.page.reload()
    expect(window.page.get_by_text(f"Concept {draft.id}", exact=False).first).to_be_visible()


def next_year(folder: Path) -> tuple[Path, str]:
    """A table with the residents of every municipality of the province as they were, a year later."""
    release = load_release(release_in_force(ROOT))
    (measure,) = measures_of(target_of(INDICATOR, release.catalog), release.catalog)
    rows = release.measure(measure.id)
    rows = rows[rows["area"].isin(release.areas.within(PROVINCE))]
    last = max(rows["period"].astype(str))
    known = rows[rows["period"] == last].set_index("area")["value"]
    lines = [f"Gemeente;{int(last) + 1}"]
    lines += [f"{release.areas.name(str(code))};{int(value)}" for code, value in known.items()]
    table = folder / "onze telling.csv"
    table.write_text("\n".join(lines) + "\n", encoding="utf-8")
    return table, release.catalog.indicator_by_id[INDICATOR].label


def test_an_own_table_goes_all_the_way(window: Window, desk: Desk, tmp_path: Path) -> None:
    table, label = next_year(tmp_path)
    page, draft, before = window.page, begin(window, desk), desk.store.in_force().name

    window.open(f"/gegevens?tab=tabel&concept={draft.id}")
    page.locator("input[type=file]").set_input_files(table)
    choice = page.get_by_label("Waarvoor dient deze tabel?")
    choice.fill(label)
    choice.press("Enter")
    for field, text in SOURCE.items():
        box = page.get_by_label(field, exact=True)
        box.fill(text)
        box.press("Tab")
        window.settle()
    page.get_by_role("button", name="cijfers in").click()
    expect(page.get_by_text("zit in het concept")).to_be_visible()

    window.open(f"/gegevens?tab=nakijken&concept={draft.id}")
    page.get_by_role("button", name="Laat nakijken").click()
    expect(page.get_by_text("Nagekeken:")).to_be_visible(timeout=PATIENCE)

    window.open(f"/gegevens?tab=bekijken&concept={draft.id}")
    expect(page.get_by_text("Met dit concept", exact=True)).to_be_visible(timeout=PATIENCE)

    window.open(f"/gegevens?tab=publiceren&concept={draft.id}")
    page.get_by_role("button", name="Leg voor").click()
    page.get_by_role("button", name="Keur goed").click()
    page.get_by_role("button", name="Publiceer").click()
    expect(page.get_by_text("is gepubliceerd als release", exact=False)).to_be_visible(timeout=PATIENCE)
    now = desk.store.in_force().name
    assert now != before
    expect(page.get_by_text(f"gegevensrelease {now}", exact=False)).to_be_visible()
