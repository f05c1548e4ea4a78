from pathlib import Path

import pytest

from etl.errors import SourceError
from etl.sources import pinc_vacancies as source
from streekmonitor.catalog_files import load_catalog

ROOT = Path(__file__).parents[3]
RECEIVED, OPEN = "ontvangen vacatures", "openstaande vacatures"
HEALTH, TRADE = f"{RECEIVED} Gezondheidszorg", f"{RECEIVED} Groot- en kleinhandel"
YEARS = ("2023", "2024")
FOOTER = [[], ["Speciale waarden", "- Geen waarde"], ["Bron", "VDAB - Vacatures | provincies.incijfers.be"]]


def export(areas, topics=tuple(source.TOPICS), years=YEARS):
    """The sheet. `areas` gives per name the cells of some topics; the others hold zeros."""
    labels, header = [""], [""]
    for topic in topics:
        labels += [*[""] * (len(years) - 1), topic]
        header += years
    rows = []
    for name, cells in areas.items():
        row = [name]
        for topic in topics:
            row += cells.get(topic, [0] * len(years))
        rows.append(row)
    return [["Vacatures en krapte - gemeenten"], labels, header, *rows, *FOOTER]


def place(folder, rows):
    folder.workbook(source.FILES[0], {"Vacatures en krapte gemeenten": rows})


def test_received_and_open_are_read_in_total_and_by_sector(folder, figures):
    cells = {
        RECEIVED: [30, 40],
        HEALTH: [10, 15],
        TRADE: [20, 25],
        OPEN: [4, 5],
        f"{OPEN} Gezondheidszorg": [4, 5],
    }
    place(folder, export({"Leuven": cells}))
    found = figures(source.parse(folder.files))
    assert found.value("vacancies_received", "Leuven", "2024") == 40
    assert found.value("vacancies_received", "Leuven", "2024", "health") == 15
    assert found.value("vacancies_received", "Leuven", "2023", "trade") == 20
    assert found.value("vacancies_open", "Leuven", "2023") == 4


def test_there_are_28_sectors_each_in_the_catalog():
    catalog = load_catalog(ROOT / "data" / "catalog")
    categories = [category.id for category in catalog.categories("vacancies_open")]
    assert len(categories) == 28
    assert list(source.SECTORS.values()) == categories
    assert list(source.SECTORS) == [category.label for category in catalog.categories("vacancies_open")]


def test_sectors_that_do_not_add_up_to_the_total_are_refused(folder):
    place(folder, export({"Leuven": {RECEIVED: [30, 40], HEALTH: [30, 39]}}))
    with pytest.raises(SourceError, match=r"(?s)Leuven, 2024 \(vacancies_received\).*\(40\).*39 \(1 zulke"):
        source.parse(folder.files)


def test_a_hidden_sector_leaves_the_total_unchecked(folder, figures):
    place(folder, export({"Halle": {}, "Leuven": {RECEIVED: [30, 40], HEALTH: ["x", 40]}}))
    found = figures(source.parse(folder.files))
    assert found.status("vacancies_received", "Leuven", "2023", "health") == "confidential"
    assert found.value("vacancies_received", "Leuven", "2023") == 30


def test_brussels_is_missing_and_not_zero(folder, figures):
    nothing = {topic: ["?", "?"] for topic in source.TOPICS}
    place(folder, export({"Anderlecht": nothing, "Leuven": {}}))
    found = figures(source.parse(folder.files))
    assert found.status("vacancies_open", "Anderlecht", "2024") == "missing"
    assert found.value("vacancies_open", "Leuven", "2024") == 0


def test_a_sector_that_is_absent_is_named(folder):
    place(folder, export({"Leuven": {}}, tuple(topic for topic in source.TOPICS if topic != HEALTH)))
    with pytest.raises(SourceError, match="ontvangen vacatures Gezondheidszorg"):
        source.parse(folder.files)


def test_a_new_year_needs_no_code(folder, figures):
    place(folder, export({"Leuven": {}}, years=("2023", "2024", "2025")))
    assert figures(source.parse(folder.files)).periods("vacancies_open") == {"2023", "2024", "2025"}
