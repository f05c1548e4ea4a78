"""Collect, keep over a reload, and run the show by keyboard alone."""

import re
from dataclasses import replace
from pathlib import Path

import pytest
from playwright.sync_api import Locator, expect

from streekmonitor.analysis.tables import Tables
from streekmonitor.presentation.file import open_file
from streekmonitor.presentation.link import to_link
from streekmonitor.presentation.model import ChosenFigure, Presentation
from streekmonitor.presentation.rebuild import as_file
from streekmonitor.release import load_release, release_in_force
from tests.browser.conftest import ROOT
from tests.browser.window import Window

pytestmark = pytest.mark.browser
LISTENS = "() => Boolean(window.streekmonitorShow?.stop)"
REMEMBERED = "JSON.parse(localStorage.getItem('streekmonitor_presentatie') ?? '{}').items?.length ?? 0"


def counter(window: Window) -> Locator:
    return window.page.locator(".st-key-dia_bediening").get_by_text(re.compile(r"^\d+ / \d+$"))


def collect(window: Window) -> None:
    """The map, the ranking and the trend of a theme page."""
    window.page.goto(f"{window.address}/_stcore/health")  # no page there that would remember it again
    window.page.evaluate("localStorage.clear()")
    window.open("/werk?indicator=jobseeker_rate&periode=2023&gemeenten=24062")
    for number, figure in enumerate(("kaart", "rangschikking", "evolutie"), start=1):
        window.page.locator(f".st-key-presentatie_{figure} button").click()
        window.until(lambda wanted=number: window.page.evaluate(REMEMBERED) == wanted)  # type: ignore[misc]
    expect(window.page.get_by_text("Toegevoegd.").first).to_be_visible()


def test_what_was_collected_is_still_there_on_another_day(window: Window) -> None:
    collect(window)
    window.open("/presentatie")  # another session of the same browser
    expect(window.page.locator(".st-key-volgorde").get_by_text("1. Kaart", exact=False)).to_be_visible()
    expect(window.page.locator(".st-key-volgorde").get_by_text("3. Evolutie", exact=False)).to_be_visible()
    window.page.get_by_role("button", name="Maak leeg").click()
    expect(window.page.locator(".st-key-volgorde")).to_have_count(0)
    window.settle()
    window.open("/presentatie")
    expect(window.page.get_by_text("Er staat nog niets in", exact=False)).to_be_visible()


def test_the_show_runs_by_keyboard_alone(window: Window) -> None:
    collect(window)
    window.open("/presentatie")
    expect(window.page.locator(".st-key-volgorde")).to_be_visible()
    window.page.get_by_role("button", name="Toon op het scherm").focus()
    window.page.keyboard.press("Enter")
    expect(counter(window)).to_have_text("1 / 4")
    expect(window.page.locator("header")).to_be_hidden()
    window.page.wait_for_function(LISTENS)

    press = window.page.keyboard.press
    press("PageDown")
    expect(counter(window)).to_have_text("2 / 4")
    expect(window.page.locator(".st-key-dia svg.marks").first).to_be_visible()
    press("ArrowRight")
    press("ArrowRight")  # twice in a row, as with a remote
    expect(counter(window)).to_have_text("4 / 4")
    press("ArrowRight")  # the last stays the last
    press("PageUp")
    expect(counter(window)).to_have_text("3 / 4")
    press("Home")
    expect(counter(window)).to_have_text("1 / 4")
    press("End")
    expect(counter(window)).to_have_text("4 / 4")
    press("Escape")
    expect(window.page.locator("header").get_by_text("Overzicht")).to_be_visible()
    expect(window.page.locator(".st-key-volgorde")).to_be_visible()
    assert window.errors == []


def test_a_slide_fits_a_projector_and_is_still_alive(window: Window) -> None:
    collect(window)
    window.open("/presentatie")
    window.page.get_by_role("button", name="Toon op het scherm").click()
    expect(counter(window)).to_have_text("1 / 4")
    window.page.wait_for_function(LISTENS)
    window.page.keyboard.press("PageDown")
    for number in range(2, 5):
        expect(counter(window)).to_have_text(f"{number} / 4")
        source = window.page.locator(".sm-slide-source").last
        expect(source).to_contain_text("Bron")
        controls = window.page.locator(".st-key-dia_bediening").bounding_box()
        window.until(lambda source=source, top=controls["y"]: bottom(source) <= top)  # type: ignore[misc]
        size = float(source.evaluate("node => getComputedStyle(node).fontSize").removesuffix("px"))
        assert size >= 18
        window.page.keyboard.press("PageDown")
    window.page.keyboard.press("Home")
    window.page.keyboard.press("PageDown")
    leuven = window.page.locator('.st-key-dia path[aria-label^="Leuven: "]').first
    leuven.hover()
    expect(window.page.locator("#vg-tooltip-element")).to_contain_text("Leuven")
    window.choose("dia_periode_2", "2020")
    expect(window.page.locator(".sm-slide-heading")).to_contain_text("in 2020")
    expect(counter(window)).to_have_text("2 / 4")


def bottom(place: Locator) -> float:
    box = place.bounding_box()
    return box["y"] + box["height"] if box else float("inf")


def test_a_file_shows_the_figures_it_was_made_with(window: Window, tmp_path: Path) -> None:
    release = load_release(release_in_force(ROOT))
    rows = release.observations
    rate = (rows["measure"] == "jobseeker_rate") & (rows["area"] == "24062") & (rows["period"] == "2023")
    older = replace(release, id="0123456789ab", observations=rows.assign(value=rows["value"].mask(rate, 3.3)))
    query = {"indicator": "jobseeker_rate", "periode": "2023", "gemeenten": "24062"}
    map_of_work = ChosenFigure(page="werk", figure="kaart", query=query)
    presentation = Presentation(items=(map_of_work,))
    kept = tmp_path / "overleg.streekmonitor"
    kept.write_bytes(as_file(presentation, Tables(older)))

    window.open("/presentatie")
    actions = window.page.locator(".st-key-presentatie_acties")
    actions.get_by_role("button", name="Open", exact=True).click()
    window.page.locator("input[type=file]").set_input_files(kept)
    expect(window.page.get_by_text("zoals ze toen waren", exact=False)).to_contain_text("1 van de 1 figuren")
    leuven = window.page.locator('path[aria-label^="Leuven: "]').first
    expect(leuven).to_have_attribute("aria-label", re.compile(r"3,3\s%"))

    window.page.get_by_role("button", name="Neem de cijfers van nu").click()
    expect(leuven).not_to_have_attribute("aria-label", re.compile(r"3,3\s%"))
    actions.get_by_role("button", name="Download", exact=True).click()
    with window.page.expect_download() as downloading:
        window.page.get_by_role("button", name="Als bestand, om later weer te openen").click()
    assert open_file(downloading.value.path().read_bytes()).presentation.items == presentation.items


def test_who_collects_before_the_browser_told_what_it_has_loses_nothing(window: Window) -> None:
    collect(window)
    window.open("/onderwijs")  # another session of the same browser
    window.page.locator(".st-key-presentatie_kaart button").click()
    window.until(lambda: window.page.evaluate(REMEMBERED) == 4)


def test_what_cannot_be_shown_stays_away_from_the_show(window: Window) -> None:
    known = ChosenFigure(page="werk", figure="kaart", query={"indicator": "jobseeker_rate"})
    unknown = known.model_copy(update={"figure": "hologram"})
    window.open(to_link("/presentatie", Presentation(items=(unknown, known))))
    expect(window.page.locator(".st-key-volgorde")).to_contain_text("niet te tonen")
    window.page.get_by_role("button", name="Toon op het scherm").click()
    expect(counter(window)).to_have_text("1 / 2")
