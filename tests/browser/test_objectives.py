"""Objectives in a browser: one is made, a newer figure changes its verdict, and who may write logs in."""

import re
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, expect

from streekmonitor.app import rights
from streekmonitor.release import SETTING, Release, current_release, load_release
from tests.browser.conftest import ROOT, free_port, running_server
from tests.browser.window import Window
from tests.fixtures.small_release import write_release
from tests.oidc import Provider, running_provider, secrets_file

pytestmark = pytest.mark.browser

OLDER, NEWER = "000000000001", "000000000002"
NEW_YEAR = "2024"
TITLE = "Minder werkzoekenden <b>in de streek</b>"


@pytest.fixture(scope="module")
def committed() -> Release:
    return load_release(current_release(ROOT / "data" / "release"))


@pytest.fixture
def releases(committed: Release, tmp_path: Path) -> Path:
    """A folder of releases, in force the one before the figures of NEW_YEAR came."""
    folder = tmp_path / "releases"
    rows = committed.observations
    write_release(replace(committed, id=NEWER), folder)
    write_release(replace(committed, id=OLDER, observations=rows[rows["period"] != NEW_YEAR]), folder)
    return folder


@pytest.fixture
def page(browser: Browser) -> Iterator[Page]:
    context = browser.new_context(locale="en-US", viewport={"width": 1280, "height": 900})
    context.set_default_timeout(30_000)
    yield context.new_page()
    context.close()


def choose(page: Page, label: str, option: str) -> None:
    page.get_by_label(label, exact=True).click()
    page.get_by_label(label, exact=True).fill(option)
    page.get_by_role("option", name=re.compile(re.escape(option))).first.click()


def fill(window: Window, label: str, text: str) -> None:
    window.page.get_by_label(label, exact=True).fill(text)
    window.page.keyboard.press("Tab")
    window.settle()


def pick(window: Window, label: str, option: str) -> None:
    choose(window.page, label, option)
    window.settle()


def press(window: Window, name: str) -> None:
    window.page.get_by_role("button", name=name, exact=True).first.click()
    window.settle()


def test_an_objective_is_made_gets_an_action_and_a_newer_figure_changes_its_verdict(
    page: Page, releases: Path, tmp_path_factory: pytest.TempPathFactory
) -> None:
    with running_server(tmp_path_factory, {SETTING: str(releases), rights.LOCAL: "1"}) as address:
        window = Window(page, address)
        window.open("/doelstellingen")
        expect(page.get_by_text(rights.LOCAL_WORDS)).to_be_visible()
        press(window, "Verwijder de voorbeelden")
        expect(page.get_by_text("Er zijn nog geen doelstellingen.")).to_be_visible()
        _make_objective(window)
        card = page.locator('[class*="st-key-doel_"]')
        expect(card.get_by_role("heading", name=TITLE)).to_be_visible()  # markup is text
        expect(card.locator(".sm-status").first).to_have_text("te vroeg")
        _make_action(window)
        expect(card.get_by_text("Een jobbeurs")).to_be_visible()
        (releases / "current").write_text(f"{NEWER}\n", encoding="utf-8")
        page.wait_for_timeout(4000)  # the dashboard looks every two seconds
        window.open("/doelstellingen")
        expect(page.get_by_text(f"gegevensrelease {NEWER}")).to_be_visible()
        expect(card.locator(".sm-status").first).to_have_text(
            re.compile("te traag|op schema|verkeerde|behaald")
        )
        assert not window.errors


def _make_objective(window: Window) -> None:
    """First with a fault, which is shown at its field and loses nothing."""
    press(window, "Nieuwe doelstelling")
    fill(window, "Titel", TITLE)
    pick(window, "Werkgroep", "Werk en economie")
    fill(window, "Eigenaar", "Onze werkgroep")
    pick(window, "Regio", "Oost-Brabant (arrondissement")
    pick(window, "Indicator", "Werkzoekendengraad (jaargemiddelde)")
    pick(window, "Richting", "dalen")
    pick(window, "Periode van het vertrekpunt", "2021")
    fill(window, "Streefperiode", "2030")
    fill(window, "Streefwaarde", "40")
    press(window, "Bewaar")
    expect(window.page.get_by_text("De streefwaarde moet lager zijn dan het vertrekpunt")).to_be_visible()
    expect(window.page.get_by_label("Titel", exact=True)).to_have_value(TITLE)
    fill(window, "Streefwaarde", "4,0")
    press(window, "Bewaar")
    expect(window.page.get_by_text("Bewaard: doelstelling.")).to_be_visible()


def _make_action(window: Window) -> None:
    press(window, "Voeg een actie toe")
    fill(window, "Titel", "Een jobbeurs")
    fill(window, "Verantwoordelijke", "Onze gemeente")
    press(window, "Bewaar")
    expect(window.page.get_by_text("Bewaard: actie.")).to_be_visible()


@pytest.fixture(scope="module")
def provider() -> Iterator[Provider]:
    with running_provider() as started:
        yield started


@pytest.fixture(scope="module")
def with_login(provider: Provider, tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """A server where Jan is an editor by e-mail, and the group `data` holds analysts."""
    folder, port = tmp_path_factory.mktemp("aanmelden"), free_port()
    (folder / "secrets.toml").write_text(secrets_file(provider, port), encoding="utf-8")
    rights_file = folder / "rights.yaml"
    rights_file.write_text(
        "editor: {emails: [jan@example.be]}\nanalyst: {groups: [data]}\n", encoding="utf-8"
    )
    environment = {
        "STREAMLIT_SECRETS_FILES": str(folder / "secrets.toml"),
        "STREEKMONITOR_RIGHTS": str(rights_file),
    }
    with running_server(tmp_path_factory, environment, port) as address:
        yield address


@pytest.mark.parametrize(
    ("claims", "role", "may_edit"),
    [
        ({"email": "jan@example.be", "email_verified": True, "name": "Jan"}, "redacteur", True),
        ({"email": "jan@example.be", "name": "Iemand die zich Jan noemt"}, "lezer", False),
        ({"email": "an@example.be", "email_verified": True, "groups": ["data"]}, "analist", False),
    ],
    ids=["editor", "address that was not verified", "analyst by group"],
)
def test_who_logs_in_has_the_rights_of_the_file(
    page: Page, provider: Provider, with_login: str, claims: dict[str, object], role: str, *, may_edit: bool
) -> None:
    provider.claims = claims
    window = Window(page, with_login)
    window.open("/doelstellingen")
    edit = page.get_by_role("button", name="Nieuwe doelstelling")
    expect(edit).to_have_count(0)
    page.get_by_role("button", name="Aanmelden").click()
    expect(page.get_by_text(f"{claims['email']} ({role})")).to_be_visible()
    window.open("/doelstellingen")
    expect(edit).to_have_count(int(may_edit))
    page.get_by_role("button", name="Afmelden").click()
    expect(page.get_by_role("button", name="Aanmelden")).to_be_visible()
