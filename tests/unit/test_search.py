"""Finding indicators and areas: spelling forgiven, former names found, the nearest first."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from streekmonitor.analysis.search import ALSO, Hits, search
from streekmonitor.release import Release
from tests.app.dashboard import IN_FORCE

LEUVEN, GOOIK, PAJOTTEGEM, DILBEEK, PIETERS = "24062", "23024", "23106", "23016", "23077"


@pytest.fixture(scope="module")
def release() -> Release:
    return IN_FORCE


def find(release: Release, text: str) -> Hits:
    return search(release.catalog, release.areas, text)


@pytest.mark.parametrize("text", ["", "   ", "—", "?!"])
def test_nothing_asked_is_nothing_found(text: str, release: Release) -> None:
    assert find(release, text) == Hits()


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("leuven", LEUVEN),
        ("Sint Pieters Leeuw", PIETERS),
        ("st-pieters-leeuw", PIETERS),
        ("Dilbéék", DILBEEK),
        ("Dilbeeck", DILBEEK),
        ("gooik", GOOIK),
        ("Pajottegem", PAJOTTEGEM),
    ],
)
def test_a_municipality_is_found_however_it_is_spelled(text: str, code: str, release: Release) -> None:
    assert find(release, text).areas[0] == code


def test_a_region_is_found(release: Release) -> None:
    assert "oost_brabant" in find(release, "Oost Brabant").areas


@pytest.mark.parametrize(
    "text", ["werkzoekendengraad", "Werkzoekenden graad", "WERKZOEKENDENGRAAD", "werkzoekendengrad"]
)
def test_an_indicator_is_found_however_it_is_spelled(text: str, release: Release) -> None:
    assert "jobseeker_rate" in find(release, text).indicators


def test_what_the_label_says_goes_before_what_the_definition_says(release: Release) -> None:
    found = find(release, "werkzoekenden").indicators
    labels = [release.catalog.indicator_by_id[code].label.lower() for code in found]
    named = ["werkzoekend" in label for label in labels]
    assert named == sorted(named, reverse=True)
    assert named[0]


def test_every_word_counts(release: Release) -> None:
    broad, narrow = find(release, "herkomst").indicators, find(release, "herkomst werkzoekenden").indicators
    assert narrow
    assert set(narrow) < set(broad)


def test_what_people_say_leads_to_what_figures_are_called(release: Release) -> None:
    assert "jobseeker_rate" in find(release, "werkloosheid").indicators
    assert "median_house_price" in find(release, "huisprijs").indicators


def test_every_other_word_is_one_of_the_catalog(release: Release) -> None:
    for said, meant in ALSO.items():
        assert find(release, meant).indicators, (said, meant)


@pytest.mark.parametrize("text", ["thuistaal in Dilbeek", "Dilbeek thuistaal", "thuistaal dilbeek"])
def test_an_indicator_of_a_municipality(text: str, release: Release) -> None:
    hits = find(release, text)
    assert hits.about == (DILBEEK,)
    assert DILBEEK in hits.areas
    assert set(hits.indicators) == set(find(release, "thuistaal").indicators)


def test_nonsense_finds_nothing(release: Release) -> None:
    assert find(release, "qzxwvk") == Hits()


@given(text=st.text(max_size=300))
def test_any_text_will_do(text: str) -> None:
    hits, release = find(IN_FORCE, text), IN_FORCE
    assert all(code in release.catalog.indicator_by_id for code in hits.indicators)
    assert all(release.areas.is_known(code) for code in (*hits.areas, *hits.about))
