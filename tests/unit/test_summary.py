"""The paragraph made from the figures: word by word, and what must hold of any of them."""

import re
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from summary_cases import CASES, EAST, FLANDERS, STEPS, WEST

from streekmonitor.analysis.summary import Asked, summary
from streekmonitor.analysis.tables import Tables
from streekmonitor.release import current_release, load_release
from tests.fixtures.towns import CODES, A, each, town_release

NBSP = "\u00a0"
JUDGING = re.compile(r"gunstig|beter|slechter")
RANKING = re.compile(r"hoogst|laagst")
CURRENT = Path(__file__).parents[2] / "data" / "release"


@pytest.mark.parametrize("name", CASES)
def test_the_paragraph_word_by_word(name: str) -> None:
    release, asked, expected = CASES[name]
    assert summary(Tables(release()), asked) == expected.replace("~", NBSP)


@settings(deadline=None, max_examples=30)
@given(
    st.lists(st.floats(0.1, 99), min_size=12, max_size=12),
    st.lists(st.floats(0.1, 99), min_size=12, max_size=12),
    st.sampled_from([(A,), ("oost_brabant",), ("oost_brabant", "halle_vilvoorde"), tuple(CODES[:4])]),
    st.sampled_from(["rate", "opinion", "language"]),
)
def test_any_paragraph_is_whole_dutch(
    before: list[float], now: list[float], areas: tuple[str, ...], name: str
) -> None:
    measure = {"rate": "rate", "opinion": "asked", "language": "language"}[name]
    rows = [*each(measure, "2020", before), *each(measure, "2024", now), *each("cases", "2020", STEPS)]
    tables = Tables(town_release(*rows, *each("cases", "2024", STEPS)))
    said = summary(tables, Asked(name, "2024", areas, ("vlaams_brabant",)))
    assert said.endswith(".")
    assert not re.search(r"\bnan\b|None|  | \.|\(\)|–|\d\.\d\b", said)
    assert not re.search(r"(?<!\d)1\u00a0(gevallen|personen|punten|inwoners)", said)
    if name != "rate":
        assert not JUDGING.search(said)
    if name == "opinion":
        assert not RANKING.search(said.replace("rangschikking", ""))


@pytest.fixture(scope="module")
def real() -> Tables:
    return Tables(load_release(current_release(CURRENT)))


@pytest.mark.parametrize("areas", [("24062",), ("23106",), (EAST,), (EAST, WEST)])
def test_every_indicator_of_the_release_in_force_can_be_told(real: Tables, areas: tuple[str, ...]) -> None:
    for indicator in real.release.catalog.indicators:
        period = real.latest(indicator.id, "arrondissementen")
        if period is None:
            continue
        said = summary(real, Asked(indicator.id, period, areas, (FLANDERS,)))
        assert said.startswith(indicator.label)
        assert not re.search(r"\bnan\b|None|  |\(\)|\d\.\d\b|\.\.", said), said
        if indicator.polarity == "none":
            assert not JUDGING.search(said), said
