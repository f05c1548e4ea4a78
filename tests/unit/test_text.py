"""Sentences in Dutch from figures."""

import math

import pandas as pd
import pytest

from streekmonitor.analysis import text
from tests.fixtures.small_release import ALFA, BETA, DELTA, GAMMA, indicator_of, small_release

RELEASE = small_release()
CATALOG, AREAS = RELEASE.catalog, RELEASE.areas
NBSP = "\u00a0"
RATE = indicator_of(RELEASE, "rate")
SHOWN = pd.DataFrame(
    {
        "area": [ALFA, BETA, GAMMA],
        "value": [7.8, 4.25, math.nan],
        "status": ["observed", "observed", "confidential"],
        "rank": [1.0, 2.0, math.nan],
    }
)


@pytest.mark.parametrize(
    ("name", "period", "phrase"),
    [
        ("rate", "2024", "in 2024"),
        ("population", "2025", "op 1 januari 2025"),
        ("stock_per_100", "2024", "op 31 december 2024"),
        ("language", "2024", "in het schooljaar 2024-2025"),
        ("quarterly_per_100", "2024-Q3", "in het 3de kwartaal 2024"),
        ("events", "2026-04", "in april 2026"),
        ("stock_per_100", "2026-04", "in april 2026"),
        ("growth", "2025", "op 1 januari 2025"),  # the change of a measure has its periods
    ],
)
def test_when(name: str, period: str, phrase: str) -> None:
    assert text.period_phrase(CATALOG, indicator_of(RELEASE, name), period) == phrase


def test_the_answer_compares_the_regions() -> None:
    said = text.answer(
        CATALOG,
        RATE,
        "2024",
        [("Oost-Brabant", 5.43), ("Halle-Vilvoorde", 4.0)],
        [("het Vlaams Gewest", 5.6)],
    )
    assert said == (
        f"Indicator rate in 2024: 5,4{NBSP}% in Oost-Brabant en 4,0{NBSP}% in Halle-Vilvoorde, "
        f"tegenover 5,6{NBSP}% in het Vlaams Gewest."
    )


@pytest.mark.parametrize("absent", [None, math.nan])
def test_the_answer_leaves_out_who_has_no_value(absent: float | None) -> None:
    said = text.answer(
        CATALOG, RATE, "2024", [("Oost-Brabant", 5.43), ("de Rand", absent)], [("België", absent)]
    )
    assert said == f"Indicator rate in 2024: 5,4{NBSP}% in Oost-Brabant."
    nobody = text.answer(CATALOG, RATE, "2024", [("de Rand", absent)], [("België", 4.0)])
    assert nobody == "Indicator rate in 2024: voor deze regio’s is er geen cijfer."


def test_where_it_is_highest_and_lowest() -> None:
    said = text.extremes(RATE, SHOWN, AREAS)
    assert said == f"Het hoogst in Alfa (7,8{NBSP}%), het laagst in Beta (4,3{NBSP}%)."
    assert text.extremes(RATE, SHOWN.iloc[:1], AREAS) == ""
    assert text.extremes(RATE, SHOWN.iloc[2:], AREAS) == ""


def test_the_standing_of_a_municipality() -> None:
    assert text.standing(RATE, SHOWN, ALFA, AREAS) == f"Alfa: 7,8{NBSP}%, het hoogst van 2 gemeenten."
    assert text.standing(RATE, SHOWN, BETA, AREAS) == f"Beta: 4,3{NBSP}%, het laagst van 2 gemeenten."
    assert text.standing(RATE, SHOWN, BETA, AREAS, ranked=False) == f"Beta: 4,3{NBSP}%."


def test_the_standing_without_a_value_says_why() -> None:
    assert text.standing(RATE, SHOWN, GAMMA, AREAS) == "Gamma: vertrouwelijk."
    assert text.standing(RATE, SHOWN, DELTA, AREAS) == "Delta: geen gegevens."


def test_the_place_of_a_municipality() -> None:
    codes = ["24001", "24002", "24003", "24004", "24005"]
    ranked = pd.DataFrame({"area": codes, "value": [9.0, 7, 7, 5, 3], "rank": [1.0, 2, 2, 4, 5]})
    said = [text.place(ranked, code).removesuffix(" van 5 gemeenten") for code in codes]
    assert said == ["het hoogst", "2de hoogste", "2de hoogste", "2de laagste", "het laagst"]
    assert text.place(SHOWN, GAMMA) == text.place(SHOWN, DELTA) == ""
