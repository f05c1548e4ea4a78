"""Numbers, periods and areas as people write them."""

from datetime import date
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from etl.desk.tables.labels import Kind, Labels, doubtful
from etl.desk.tables.notation import Notation, decided, read_written, readings_of, scaled, word_status
from etl.desk.tables.periods import cell_period, fitting, only_period
from etl.desk.tables.sheets import Cell, column_of, letters, tidy
from streekmonitor.area_files import load_areas
from streekmonitor.catalog import Measure
from streekmonitor.formats import number

LABELS = Labels(load_areas(Path(__file__).parents[3] / "data" / "areas"))
COMMA, POINT = Notation.COMMA, Notation.POINT


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("1234", {COMMA: 1234, POINT: 1234}),
        ("1.234", {COMMA: 1234, POINT: 1.234}),
        ("1,234", {COMMA: 1.234, POINT: 1234}),
        ("1.234,5", {COMMA: 1234.5}),
        ("1,234.5", {POINT: 1234.5}),
        ("0.123", {POINT: 0.123}),
        ("0,123", {COMMA: 0.123}),
        ("1.234.567", {COMMA: 1234567}),
        ("1 234,5", {COMMA: 1234.5}),
        ("12.34", {POINT: 12.34}),
        ("-5,4", {COMMA: -5.4}),
        ("1.23.456", {}),
        ("12,34,56", {}),
        ("1e5", {}),
        ("1.2.3", {}),
        (",5", {}),
        ("٣٤", {}),
        ("", {}),
    ],
)
def test_readings_of_a_number(text: str, expected: dict[Notation, float]) -> None:
    assert readings_of(text) == expected


@given(st.floats(-1e12, 1e12, allow_nan=False), st.integers(0, 6))
def test_what_we_write_in_dutch_reads_back(value: float, decimals: int) -> None:
    text = number(value, decimals)
    written = read_written(text)
    assert written.readings[COMMA] == float(text.replace(".", "").replace(",", ".").replace("−", "-"))


@pytest.mark.parametrize(
    ("text", "status"),
    [
        ("n.b.", "missing"), ("NB", "missing"), ("n. b.", "missing"), ("-", "missing"), ("–", "missing"),
        ("..", "missing"), ("…", "missing"), ("niet beschikbaar", "missing"), ("x", "confidential"),
        ("C", "confidential"), ("<5", "confidential"), ("< 10", "confidential"),
        ("vertrouwelijk", "confidential"),
        ("n.v.t.", "not_applicable"), ("nihil", ""), ("zie nota", ""), ("5", ""), ("<5 %", ""), (">95", ""),
    ],
)  # fmt: skip
def test_words_in_place_of_a_number(text: str, status: str) -> None:
    assert word_status(text) == status


def test_signs_around_a_number() -> None:
    assert read_written("62,3 %").is_percent
    assert read_written("€ 36.653").is_euro
    assert read_written("36.653 euro").readings[COMMA] == 36653
    assert read_written("1.234*").mark == "*"
    assert read_written("1.234¹").readings[COMMA] == 1234
    assert read_written("123 (v)").status == "provisional"
    assert read_written("1.234 1)").readings == {}


def test_the_notation_of_a_column() -> None:
    assert decided(["1.234", "5,4", "n.b."])[0] == COMMA
    assert decided(["1.234", "5.4"])[0] == POINT
    assert decided(["1.234", "2.345"])[0] is None
    assert decided(["5,4", "5.4"])[0] is None
    assert "spreken elkaar tegen" in decided(["5,4", "5.4"])[1]


@given(st.decimals(0, 100, places=4))
def test_scaling_is_exact(value) -> None:
    assert scaled(float(value), 100) == float(value * 100)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("2024", "2024"), ("Jaar 2024", "2024"), ("2024*", "2024"), ("1 januari 2024", "2024"),
        ("31/12/2024", "2024"), ("2024-01-01", "2024"), ("2023-2024", "2023"), ("2023/24", "2023"),
        ("K3 2025", "2025-Q3"), ("3e kwartaal 2025", "2025-Q3"), ("2025Q3", "2025-Q3"),
        ("kw. 3 2025", "2025-Q3"),
        ("april 2026", "2026-04"), ("apr-2026", "2026-04"), ("2026-04", "2026-04"), ("04/2026", "2026-04"),
        ("2026M04", "2026-04"), ("15/03/2024", "2024-03"),
    ],
)  # fmt: skip
def test_periods(text: str, expected: str) -> None:
    found = cell_period(Cell(text))
    assert found is not None
    assert found.text == expected


@pytest.mark.parametrize(
    "text", ["24062", "2.024", "2010-2020", "Leuven", "5,4", "evolutie 2023-2024", "2024 en 2025"]
)
def test_no_periods(text: str) -> None:
    assert cell_period(Cell(text)) is None


def test_a_date_and_a_number_as_a_period() -> None:
    assert cell_period(Cell(date(2024, 1, 1))).text == "2024"
    assert cell_period(Cell(date(2024, 5, 1))).text == "2024-05"
    assert cell_period(Cell(2024.0)).text == "2024"
    assert cell_period(Cell(2024.5)) is None
    assert only_period("Toestand op 1 januari 2024 (bron 2025)") is None


def measure(**given: str) -> Measure:
    return Measure(
        id="m", label="M", source="s", unit="personen", additive=True, **{"reference": "start", **given}
    )


@pytest.mark.parametrize(
    ("text", "given", "expected"),
    [
        ("1 januari 2024", {}, "2024"),
        ("31 december 2024", {"reference": "end"}, "2024"),
        ("2023-2024", {"reference": "school_year"}, "2023"),
        ("2011-12", {"reference": "school_year"}, "2011"),
        ("2011-12", {"frequency": "month"}, "2011-12"),
        ("1 januari 2024", {"frequency": "month"}, "2024-01"),
    ],
)
def test_a_period_fits_its_measure(text: str, given: dict[str, str], expected: str) -> None:
    assert fitting(cell_period(Cell(text)), measure(**given)) == expected


@pytest.mark.parametrize(
    ("text", "given", "words"),
    [
        ("31 december 2024", {}, "31 december 2024 is 1 januari 2025"),
        ("1 januari 2024", {"reference": "end"}, "1 januari 2024 is 31 december 2023"),
        ("2023-2024", {}, "geen schooljaar"),
        ("april 2024", {}, "er per jaar"),
        ("2024", {"frequency": "quarter"}, "er per kwartaal"),
    ],
)
def test_a_period_that_does_not_fit(text: str, given: dict[str, str], words: str) -> None:
    with pytest.raises(ValueError, match=words):
        fitting(cell_period(Cell(text)), measure(**given))


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("24062", "24062"), ("1000", "01000"), ("23023.0", "23023"), ("LEUVEN", "24062"),
        ("Leuven (stad)", "24062"),
        ("Leuven (24062)", "24062"), ("24062 - Leuven", "24062"), ("St.-Pieters-Leeuw", "23077"),
        ("Rhode-Saint-Genèse", "23101"),
        ("Sint-Genesius-Rode / Rhode-Saint-Genèse", "23101"),
        ("Pajottegem (Galmaarden, Gooik, Herne)", "23106"), ("Galmaarden", "23023"),
        ("Gemeente Bever", "23009"),
        ("Vlaanderen", "02000"), ("prov. Vlaams-Brabant", "20001"), ("arr. Leuven", "24000"),
        ("Oost-Brabant", "24000"), ("Totaal Vlaams-Brabant", "20001"), ("Totaal Leuven", "24000"),
        ("Vlaamse Rand", "vlaamse_rand"), ("Kampenhout (2)", "23038"),
    ],
)  # fmt: skip
def test_labels_of_areas(text: str, code: str) -> None:
    found = LABELS.of_text(text)
    assert found is not None
    assert found.code == code


@pytest.mark.parametrize(
    "text", ["", "Bron: Statbel", "Leuvem", "24062 Halle", "Leuven (Halle)", "99999", "Gemeente", "3", "Gem."]
)
def test_labels_of_nothing(text: str) -> None:
    assert LABELS.of_text(text) is None


def test_totals_without_an_area() -> None:
    for text in ("Totaal", "TOTAAL", "Subtotaal", "Algemeen totaal", "Som", "Gemiddelde"):
        assert LABELS.of_text(text).kind == Kind.TOTAL


def test_names_that_may_be_a_higher_area() -> None:
    found = [LABELS.of_text(text) for text in ("Antwerpen", "Leuven", "Aarschot", "Brussel")]
    assert set(doubtful(LABELS, found)) == {"11002", "21004"}
    assert set(doubtful(LABELS, [LABELS.of_text("Leuven"), LABELS.of_text("Halle-Vilvoorde")])) == {"24062"}
    assert not doubtful(LABELS, [LABELS.of_text("11002")])


def test_columns_have_letters() -> None:
    assert [letters(column) for column in (1, 26, 27, 702, 703, 16_384)] == [
        "A",
        "Z",
        "AA",
        "ZZ",
        "AAA",
        "XFD",
    ]
    assert all(column_of(letters(column)) == column for column in range(1, 2000))


def test_text_is_tidied() -> None:
    assert tidy("\u00a0 Sint-Pieters-\u00adLeeuw\u200b \n 2024 ") == "Sint-Pieters-Leeuw 2024"
