"""What is new at a meeting: by an older release, and by a day."""

from datetime import date

import pytest

from streekmonitor.analysis.new_since import against, since_day
from streekmonitor.analysis.tables import Tables
from streekmonitor.formats import NBSP
from tests.fixtures.small_release import ALFA, BETA, EAST, GAMMA, WEST, small_release

REGIONS = (EAST, WEST)
YEARS = ("2022", "2023")


def events(*changes: tuple[str, str, float], years: tuple[str, ...] = YEARS) -> Tables:
    """Ten events a year in each municipality, but for the changes."""
    told = {(area, year): 10.0 for area in (ALFA, BETA, GAMMA) for year in years}
    told |= {(area, year): value for area, year, value in changes}
    rows = [("events", area, year, value) for (area, year), value in told.items()]
    return Tables(small_release(*rows))


def news(former: Tables, tables: Tables) -> dict[str, tuple[str, tuple[str, ...]]]:
    return {entry.indicator.id: (entry.what, entry.figures) for entry in against(former, tables, REGIONS)}


def test_the_same_figures_are_no_news() -> None:
    assert news(events(), events()) == {}


def test_a_new_period_is_told_with_its_figures() -> None:
    found = news(events(), events(years=(*YEARS, "2024")))
    assert found["events"] == ("nieuw: 2024", (f"20{NBSP}gevallen", f"10{NBSP}gevallen"))


def test_a_revised_figure_tells_what_it_was() -> None:
    found = news(events(), events((ALFA, "2023", 13)))
    assert found["events"] == (
        f"herzien: 2023, was 20{NBSP}gevallen en 10{NBSP}gevallen",
        (f"23{NBSP}gevallen", f"10{NBSP}gevallen"),
    )


def test_what_rounds_to_the_same_is_no_news() -> None:
    assert "events" not in news(events(), events((ALFA, "2023", 10.2)))


def test_first_figures_are_told() -> None:
    assert news(events(years=()), events())["events"][0] == "eerste cijfers"


@pytest.mark.parametrize(("day", "expected"), [(date(2026, 1, 30), True), (date(2026, 1, 31), False)])
def test_by_day_it_is_what_was_obtained_after_it(day: date, expected: bool) -> None:
    found = {entry.indicator.id: entry.what for entry in since_day(events(), day, REGIONS)}
    assert ("events" in found) is expected
    assert set(found.values()) <= {"bestand van 31 januari 2026"}
