"""The form of a new indicator: what is typed becomes entries of the catalog, or is told by field."""

from pathlib import Path
from typing import Any

import pytest

from etl.desk.indicator_form import entries_of, source_entry, source_id
from etl.desk.new_indicator import problems
from streekmonitor.catalog_files import load_catalog

CATALOG = load_catalog(Path(__file__).parents[3] / "data" / "catalog")
TODAY = "2026-11-23"
SOURCE = {
    "title": "Telling van fietsenstallingen",
    "publisher": "Werkgroep mobiliteit",
    "licence": "eigen cijfers",
    "reuse": "open",
    "url": "https://example.be",
    "notes": "Alleen bij scholen.\n\n Geteld op één dag. ",
}
FORM: dict[str, Any] = {
    "label": "Fietsenstallingen bij scholen",
    "theme": "mobiliteit",
    "group": "Fiets",
    "question": "Hoeveel plaatsen zijn er voor fietsen?",
    "definition": "Plaatsen voor fietsen bij scholen.",
    "processing": "Voor een regio tellen we op.",
    "unit": "plaatsen",
}


def entries(**typed: Any) -> Any:
    return entries_of({**FORM, **typed}, source_entry(SOURCE, TODAY, CATALOG.source_by_id), CATALOG)


def test_a_form_that_is_filled_in_has_no_problems() -> None:
    new = entries()
    assert problems(new, CATALOG) == {}
    assert new.indicator["form"] == {"sum": new.measure["id"]}
    assert new.measure["additive"] is True
    assert new.indicator["short_label"] == FORM["label"]


def test_the_source_is_an_own_one_with_its_notes() -> None:
    source = source_entry(SOURCE, TODAY, CATALOG.source_by_id)
    assert source["id"] == "eigen_telling_van_fietsenstallingen"
    assert source["notes"] == ("Alleen bij scholen.", "Geteld op één dag.")
    assert (source["attribution"], source["retrieved"]) == ("Bron: Werkgroep mobiliteit", TODAY)


def test_an_own_source_is_known_again_by_its_title_and_a_publishers_never() -> None:
    first = CATALOG.sources[0]
    own = first.model_copy(update={"id": "eigen_telling", "title": "Telling"})
    assert source_id("Telling", {"eigen_telling": own}) == "eigen_telling"
    assert source_id(first.title, {first.id: first}).startswith("eigen_")
    assert source_id("telling", {"eigen_telling": own}) == "eigen_telling_2"


def test_a_ratio_is_set_against_another_measure() -> None:
    new = entries(form="ratio", other="residents", factor="1000", unit="per 1.000 inwoners", measure_unit="p")
    assert new.indicator["form"] == {
        "ratio": {"numerator": new.measure["id"], "denominator": "residents", "factor": 1000.0}
    }
    assert new.measure["unit"] == "p"
    assert problems(new, CATALOG) == {}


def test_a_given_figure_is_never_added_up() -> None:
    assert entries(form="published", unit="%").measure["additive"] is False


@pytest.mark.parametrize("absent", ["theme", "label", "question", "definition", "unit", "group"])
def test_what_is_not_filled_in_is_told_at_its_field(absent: str) -> None:
    assert f"indicator.{absent}" in problems(entries(**{absent: ""}), CATALOG)


def test_an_empty_form_is_told_and_nothing_breaks() -> None:
    new = entries_of({}, source_entry({}, TODAY, CATALOG.source_by_id), CATALOG)
    assert {"indicator.label", "indicator.theme", "source.title"} <= set(problems(new, CATALOG))


@pytest.mark.parametrize("url", ["javascript:alert(1)", "www.example.be", "https://a.be/) [x](javascript:1"])
def test_what_is_no_address_on_the_web_is_told(url: str) -> None:
    new = entries_of(FORM, source_entry({**SOURCE, "url": url}, TODAY, CATALOG.source_by_id), CATALOG)
    assert "source.url" in problems(new, CATALOG)
