from pathlib import Path

import pytest

from etl.errors import SourceError
from etl.sources import stadsmonitor_survey as source
from streekmonitor.catalog_files import load_catalog

FILE = "stadsmonitor/survey_2023.csv"
ITEM = "Woonquote, naar eigenaar/huurder - Woonquote algemeen"  # a comma in the header


def line(*cells):
    return ",".join(f'"{cell}"' for cell in cells) + "\n"


def place(folder, *rows, items=tuple(source.ITEMS), file=FILE):
    """Each row: a code, and the cell that all its items have."""
    header = line("province", "gemeente", "nis_code", *items, "Een andere vraag")
    body = [line("Vlaams-Brabant", "naam", code, *[cell] * len(items), "1.0") for code, cell in rows]
    folder.text(file, header + "".join(body))


def test_codes_that_were_floats_are_text_and_every_item_is_a_percentage(folder, figures):
    place(folder, ("24062.0", "29.0"), ("23088.0", "54.0"))
    found = figures(source.parse(folder.files))
    assert found.value("car_commute_share", "24062", "2023") == 29
    assert found.value("housing_cost_burden_share", "23088", "2023") == 54
    assert set(found.parsed.observations["measure"]) == set(source.ITEMS.values())


def test_a_municipality_that_was_not_surveyed_is_missing_and_not_zero(folder, figures):
    place(folder, ("24062.0", "0.0"))
    found = figures(source.parse(folder.files))
    assert found.status("telework_share", source.NOT_SURVEYED, "2023") == "missing"
    assert found.value("telework_share", "24062", "2023") == 0
    assert found.status("telework_share", "24062", "2023") == "observed"


def test_a_later_edition_needs_no_code(folder, figures):
    place(folder, ("24062.0", "29.0"))
    place(
        folder, ("24062.0", "31.0"), (f"{source.NOT_SURVEYED}.0", "5.0"), file="stadsmonitor/survey_2026.csv"
    )
    found = figures(source.parse(folder.files))
    assert found.value("safe_cycling_share", "24062", "2026") == 31
    assert found.value("safe_cycling_share", source.NOT_SURVEYED, "2026") == 5


@pytest.mark.parametrize(
    ("code", "cell", "message"),
    [
        ("24062.0", "101.0", "rij 3, kolom '"),
        ("24062.0", "-1.0", "rij 3, kolom '"),
        ("24062.0", "", "rij 3, kolom '"),
        ("24062.0", "29,5", "getal met komma"),
        ("Leuven", "29.0", "rij 3, kolom 'nis_code'"),
    ],
)
def test_a_wrong_cell_is_named(folder, code, cell, message):
    place(folder, ("23088.0", "54.0"), (code, cell))
    with pytest.raises(SourceError, match=message):
        source.parse(folder.files)


def test_an_item_with_another_text_is_another_question(folder):
    items = [item.replace("Veilig fietsen", "Veilig kunnen fietsen") for item in source.ITEMS]
    place(folder, ("24062.0", "29.0"), items=items)
    with pytest.raises(SourceError, match=r"(?s)'Veilig fietsen'.*'Veilig kunnen fietsen'"):
        source.parse(folder.files)


def test_every_measure_carries_the_text_of_its_item_as_it_stands():
    catalog = load_catalog(Path(__file__).parents[3] / "data" / "catalog")
    labels = {measure.id: measure.label for measure in catalog.measures if measure.source == source.SOURCE}
    assert labels == {measure: item for item, measure in source.ITEMS.items()}
    kinds = {(m.nature, m.additive, m.maximum) for m in catalog.measures if m.source == source.SOURCE}
    assert kinds == {("survey", False, 100)}
