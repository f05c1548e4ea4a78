"""Dutch numbers, units, periods and dates."""

from datetime import date
from math import inf, nan

import pytest
from hypothesis import given
from hypothesis import strategies as st

from streekmonitor import formats

NBSP = "\u00a0"


@pytest.mark.parametrize(
    ("value", "decimals", "text"),
    [
        (1234.5, 1, "1.234,5"),
        (1234567, 0, "1.234.567"),
        (999.95, 1, "1.000,0"),
        (0, 0, "0"),
        (-1234, 0, "−1.234"),
        (-0.04, 1, "0,0"),  # no minus before what is shown as zero
        (0.125, 3, "0,125"),
        (12.5, 0, "13"),  # as in a spreadsheet; Python itself would give 12
        (-2.5, 0, "−3"),
        (0.15, 1, "0,2"),
        (123456789012, 0, "123.456.789.012"),
        (None, 1, "–"),
        (nan, 0, "–"),
    ],
)
def test_numbers(value: float | None, decimals: int, text: str) -> None:
    assert formats.number(value, decimals) == text


def test_values_with_their_unit() -> None:
    assert formats.value(62.3, "%", 1) == f"62,3{NBSP}%"
    assert formats.value(36653, "€") == f"€{NBSP}36.653"
    assert formats.value(1234, "personen") == f"1.234{NBSP}personen"
    assert formats.value(None, "%", 1) == "–"


def test_differences_are_signed_and_percentages_differ_in_points() -> None:
    assert formats.difference(2.1, "%", 1) == f"+2,1{NBSP}procentpunt"
    assert formats.difference(-310, "€") == f"−€{NBSP}310"
    assert formats.difference(3, "index (België = 100)") == f"+3{NBSP}punten"
    assert formats.difference(0.04, "%", 1) == f"±0,0{NBSP}procentpunt"
    assert formats.difference(-0.04, "%", 1) == f"±0,0{NBSP}procentpunt"
    assert formats.difference(5, "personen") == f"+5{NBSP}personen"
    assert formats.difference(nan, "%") == formats.difference(None, "%") == "–"


@pytest.mark.parametrize(
    ("period", "reference", "words"),
    [
        ("2024", "average", "2024"),
        ("2024", "flow", "2024"),
        ("2025", "start", "1 januari 2025"),
        ("2024", "end", "31 december 2024"),
        ("2022", "school_year", "schooljaar 2022-2023"),
        ("2025-Q3", "end", "3de kwartaal 2025"),
        ("2025-Q1", "average", "1ste kwartaal 2025"),
        ("2026-04", "flow", "april 2026"),
        ("2026-12", "flow", "december 2026"),
    ],
)
def test_periods_in_words(period: str, reference: str, words: str) -> None:
    assert formats.period(period, reference) == words


def test_years_of_periods() -> None:
    assert [formats.year_of(period) for period in ("2025", "2025-Q3", "2025-07")] == [2025] * 3
    assert formats.shift_years("2025-Q3", -1) == "2024-Q3"
    assert formats.shift_years("2025", 10) == "2035"


@pytest.mark.parametrize(
    ("period", "steps", "shifted"),
    [
        ("2025", 1, "2026"),
        ("2025-Q4", 1, "2026-Q1"),
        ("2025-Q1", -1, "2024-Q4"),
        ("2025-Q2", 8, "2027-Q2"),
        ("2025-12", 1, "2026-01"),
        ("2025-01", -1, "2024-12"),
        ("2025-09", 1, "2025-10"),
    ],
)
def test_shifting_by_periods(period: str, steps: int, shifted: str) -> None:
    assert formats.shift_periods(period, steps) == shifted


def test_days_ordinals_lists_and_sentences() -> None:
    assert formats.day(date(2025, 1, 1)) == "1 januari 2025"
    ranks = {1: "1ste", 2: "2de", 8: "8ste", 11: "11de", 19: "19de", 20: "20ste", 63: "63ste"}
    ranks |= {100: "100ste", 101: "101ste", 102: "102de", 108: "108ste", 112: "112de", 120: "120ste"}
    assert {rank: formats.ordinal(rank) for rank in ranks} == ranks
    assert formats.listing([]) == ""
    assert formats.listing(["Gooik"]) == "Gooik"
    assert formats.listing(["Galmaarden", "Gooik", "Herne"]) == "Galmaarden, Gooik en Herne"
    assert formats.sentence("hoe nu?") == "Hoe nu?"
    assert formats.sentence("") == ""


@given(st.floats(-1e9, 1e9), st.integers(0, 4))
def test_a_number_reads_back_to_what_was_rounded(value: float, decimals: int) -> None:
    text = formats.number(value, decimals)
    read = float(text.replace(".", "").replace(",", ".").replace("−", "-"))
    assert abs(read - value) <= 0.5 * 10**-decimals + 1e-6  # a float of this size is no more precise
    assert not set(text) - set("0123456789.,−")


@given(st.floats(-1e9, 1e9), st.sampled_from(["%", "€", "personen"]), st.integers(0, 2))
def test_a_number_and_its_unit_never_part(value: float, unit: str, decimals: int) -> None:
    for text in (formats.value(value, unit, decimals), formats.difference(value, unit, decimals)):
        assert " " not in text
        assert NBSP in text


@given(st.floats(0.001, 1e9), st.integers(0, 2))
def test_a_difference_and_its_opposite_mirror(amount: float, decimals: int) -> None:
    up, down = formats.difference(amount, "%", decimals), formats.difference(-amount, "%", decimals)
    assert up[1:] == down[1:]
    assert (up[0], down[0]) in {("+", "−"), ("±", "±")}


@given(st.integers(1900, 2100), st.integers(1, 12), st.integers(-60, 60))
def test_shifting_there_and_back(year: int, month: int, steps: int) -> None:
    for period in (f"{year}-{month:02d}", f"{year}-Q{(month - 1) // 3 + 1}", str(year)):
        assert formats.shift_periods(formats.shift_periods(period, steps), -steps) == period


def test_infinity_is_no_number_to_show() -> None:
    assert formats.number(inf) == "–"
