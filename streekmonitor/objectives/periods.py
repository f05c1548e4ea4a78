"""Periods on the axis of time: years, quarters and months of indicators, days of own measurements."""

import re
from datetime import date

from streekmonitor import formats
from streekmonitor.analysis.text import when

DAYS_OF_A_YEAR = 365.25
SHAPES = {
    "year": re.compile(r"\d{4}"),
    "quarter": re.compile(r"\d{4}-Q[1-4]"),
    "month": re.compile(r"\d{4}-(0[1-9]|1[0-2])"),
    "day": re.compile(r"\d{4}-\d{2}-\d{2}"),
}
SHAPE_WORDS = {
    "year": "een jaar, zoals 2030",
    "quarter": "een kwartaal, zoals 2030-Q4",
    "month": "een maand, zoals 2030-06",
    "day": "een dag, zoals 2030-12-31",
}


def shape(period: str) -> str:
    """Which of SHAPES a period has; "" for what is no period."""
    found = next((name for name, pattern in SHAPES.items() if pattern.fullmatch(period)), "")
    return "" if found == "day" and not _is_day(period) else found


def season(period: str) -> str:
    """What must be alike for two periods to be compared: the quarter or the month; "" for years and days."""
    return period[4:] if shape(period) in ("quarter", "month") else ""


def years_between(start: str, end: str) -> float:
    """The years from one period to another of the same shape; negative when it lies before."""
    if shape(end) == "day":
        return (date.fromisoformat(end) - date.fromisoformat(start)).days / DAYS_OF_A_YEAR
    return _place(end) - _place(start)


def words(period: str, reference: str) -> str:
    """A period in words; `reference` is the measure's (see `formats.period`)."""
    if shape(period) == "day":
        return formats.day(date.fromisoformat(period))
    return formats.period(period, reference) if shape(period) else period


def phrase(period: str, reference: str) -> str:
    """When, with its preposition: "in 2024", "op 1 januari 2025", "in het schooljaar 2022-2023"."""
    return when(words(period, reference))


def _place(period: str) -> float:
    kind, year = shape(period), formats.year_of(period)
    if kind == "quarter":
        return year + (int(period[-1]) - 1) / 4
    return year + (int(period[-2:]) - 1) / 12 if kind == "month" else float(year)


def _is_day(text: str) -> bool:
    try:
        date.fromisoformat(text)
    except ValueError:
        return False
    return True
