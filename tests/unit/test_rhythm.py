"""When to expect the next edition."""

from datetime import date

import pytest
from etl_house import ROOT

from streekmonitor.catalog_files import load_catalog
from streekmonitor.rhythm import NEVER, next_edition


@pytest.mark.parametrize(
    ("rhythm", "retrieved", "expected"),
    [
        ("maandelijks", date(2025, 12, 5), date(2026, 1, 1)),
        ("maandelijks bijgewerkt; elk jaar is een gemiddelde", date(2025, 11, 30), date(2025, 12, 1)),
        ("driemaandelijks", date(2025, 11, 2), date(2026, 2, 1)),
        ("jaarlijks", date(2026, 5, 21), date(2027, 5, 1)),
        ("jaarlijks; te exporteren met de hand", date(2026, 5, 21), date(2027, 5, 1)),
        ("jaarlijks, in het najaar", date(2022, 10, 6), date(2023, 9, 1)),
        ("jaarlijks, in het najaar", date(2022, 5, 6), date(2022, 9, 1)),
        ("jaarlijks, in oktober", date(2022, 10, 6), date(2023, 10, 1)),
        ("jaarlijks, toestand van het vierde kwartaal", date(2024, 2, 1), date(2025, 2, 1)),
        ("driejaarlijks", date(2024, 5, 21), date(2027, 5, 1)),
        ("zesjaarlijks, bij elk nieuw meerjarenplan", date(2026, 1, 2), date(2032, 1, 1)),
        ("om de tien jaar", date(2011, 1, 1), date(2021, 1, 1)),
        ("eenmalig (volkstelling)", date(2015, 2, 25), NEVER),
        ("bij een wijziging van de grenzen", date(2025, 1, 1), None),
    ],
)
def test_the_next_edition_follows_from_the_rhythm(rhythm, retrieved, expected):
    assert next_edition(rhythm, retrieved) == expected


def test_most_rhythms_of_the_catalog_are_understood():
    sources = load_catalog(ROOT / "data" / "catalog").sources
    unknown = [s.id for s in sources if next_edition(s.rhythm, date.fromisoformat(s.retrieved)) is None]
    assert len(unknown) <= 3  # boundaries, which change with mergers, and an export without a rhythm
