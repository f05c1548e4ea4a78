"""What an indicator is made of and what it covers, in words."""

import math

import pandas as pd
import pytest

from streekmonitor.analysis.coverage import STATES, coverage
from streekmonitor.analysis.explain import citation, coverage_sentence, parts, period_span
from streekmonitor.analysis.tables import Tables
from streekmonitor.charts.coverage import LEGEND, coverage_chart, coverage_frame
from streekmonitor.charts.theme import as_spec
from tests.fixtures.small_release import ALFA, BETA, GAMMA, small_release


def made_of(name: str) -> list[tuple[str, str]]:
    release = small_release()
    return parts(release.catalog, release.areas, release.catalog.indicator_by_id[name])


@pytest.mark.parametrize(
    ("name", "terms"),
    [
        ("events", ["Gepubliceerd"]),
        ("density", ["Teller", "Noemer"]),
        ("events_per_1000", ["Teller", "Noemer", "Vermenigvuldigd met"]),
        ("rate", ["Gepubliceerd", "Aantal"]),
        ("language", ["Gepubliceerd", "Gewicht"]),
        ("growth", ["Verandering van", "Gepubliceerd"]),
        ("to_brussels", ["Teller", "Noemer"]),
        ("median", ["Gepubliceerd"]),
    ],
)
def test_each_form_names_its_parts(name: str, terms: list[str]) -> None:
    assert [term for term, _ in made_of(name)] == terms


def test_a_factor_is_a_dutch_number() -> None:
    assert made_of("events_per_1000")[-1] == ("Vermenigvuldigd met", "1.000")


def test_categories_are_named() -> None:
    release = small_release()
    labels = [category.label for category in release.catalog.categories("kinds")][:2]
    assert made_of("both_kinds")[0][1].endswith(": " + " en ".join(labels))


def test_a_destination_is_named() -> None:
    assert made_of("own")[0][1].endswith("naar de eigen gemeente")
    assert made_of("within")[0][1].endswith("naar de eigen regio")


def test_a_span_of_periods() -> None:
    assert period_span([], "average") == "geen"
    assert period_span(["2024"], "average") == "2024"
    assert period_span(["2014", "2020", "2024"], "start") == "1 januari 2014 tot en met 1 januari 2024"


def counts(*rows: dict[str, int]) -> pd.DataFrame:
    frame = pd.DataFrame(rows, index=[str(2020 + number) for number in range(len(rows))])
    return frame.reindex(columns=list(STATES), fill_value=0).fillna(0).astype(int)


@pytest.mark.parametrize(
    ("table", "sentence"),
    [
        (counts(), "Er zijn geen cijfers voor de gemeenten van de provincie."),
        (counts({"present": 3}), "Voor de enige periode is er een cijfer van alle 3 gemeenten."),
        (
            counts({"present": 2, "summed": 1}, {"present": 3}),
            "Voor elk van de 2 periodes is er een cijfer van alle 3 gemeenten.",
        ),
        (
            counts({"present": 3}, {"present": 1, "confidential": 2}),
            "Volledig (alle 3 gemeenten) in 1 van de 2 periodes; het minst in 2021: 1 van 3 gemeenten.",
        ),
        (
            counts({"present": 1, "former": 2}),
            "Er is een cijfer van 1 van 3 gemeenten, in de enige periode.",
        ),
        (
            counts({"present": 1, "former": 2}, {"present": 2, "missing": 1}),
            "In geen van de 2 periodes volledig (alle 3 gemeenten); het minst in 2020: 1 van 3 gemeenten.",
        ),
    ],
)
def test_how_complete_it_is(table: pd.DataFrame, sentence: str) -> None:
    assert coverage_sentence(table) == sentence


def test_a_citation_names_the_release_and_the_place() -> None:
    assert citation("abc", "https://x.test", "Inwoners") == (
        "“Inwoners”, in: Streekmonitor Oost-Brabant en Halle-Vilvoorde, gegevensrelease abc. https://x.test"
    )
    assert citation("abc", "").endswith("gegevensrelease abc.")


# --- the chart ---------------------------------------------------------------------------------------------


def cells(states: dict[str, list[str]]) -> pd.DataFrame:
    rows = [
        (area, str(2020 + number), state)
        for area, found in states.items()
        for number, state in enumerate(found)
    ]
    return pd.DataFrame(rows, columns=["area", "period", "state"])


def test_municipalities_that_differ_stand_apart_from_those_alike() -> None:
    alike = {f"2400{number}": ["present", "present"] for number in range(6)}
    frame = coverage_frame(
        cells({**alike, "23001": ["confidential", "present"]}), lambda code: f"G{code}", lambda period: period
    )
    assert frame["rij"].unique().tolist() == ["G23001", "De andere 6 gemeenten"]
    assert frame["toestand"].tolist() == [LEGEND["confidential"], *[LEGEND["present"]] * 3]
    assert frame["teken"].tolist() == ["×", "", "", ""]


def test_all_alike_is_one_row() -> None:
    alike = {f"2400{number}": ["summed"] for number in range(6)}
    frame = coverage_frame(cells(alike), str, str)
    assert frame["rij"].tolist() == ["Alle 6 gemeenten"]
    assert frame["teken"].tolist() == ["+"]


def test_few_municipalities_keep_a_row_each_by_name() -> None:
    names = {ALFA: "Zulu", BETA: "Alfa", GAMMA: "Mike"}
    release = small_release(("events", ALFA, "2020", 1), ("events", BETA, "2020", math.nan, "confidential"))
    frame = coverage_frame(coverage(Tables(release), "events").cells, names.__getitem__, str)
    assert frame["rij"].tolist() == ["Alfa", "Mike", "Zulu"]
    assert frame["toestand"].tolist() == [LEGEND["confidential"], LEGEND["missing"], LEGEND["present"]]


def test_the_spec_holds_no_data_and_names_every_state() -> None:
    spec = as_spec(coverage_chart())
    assert "datasets" not in spec
    colour = spec["layer"][0]["encoding"]["color"]
    assert colour["scale"]["domain"] == [LEGEND[state] for state in STATES]
    assert len(set(colour["scale"]["range"])) == len(STATES)
