"""Dutch numbers, units, periods and dates: the one place where a value becomes text."""

from collections.abc import Sequence
from datetime import date
from math import inf, isfinite, nextafter

NBSP = "\u00a0"
MINUS = "\u2212"
MONTHS = (
    "januari", "februari", "maart", "april", "mei", "juni",
    "juli", "augustus", "september", "oktober", "november", "december",
)  # fmt: skip
STATUS_WORDS = {
    "observed": "vastgesteld",
    "provisional": "voorlopig",
    "projected": "vooruitzicht",
    "estimated": "raming",
    "confidential": "vertrouwelijk",
    "missing": "geen gegevens",
    "not_applicable": "niet van toepassing",
}
RANKS_ON_STE = frozenset({1, 8, *range(20, 100)})


def number(value: float | None, decimals: int = 0) -> str:
    """`1234.5, 1` -> "1.234,5"; a missing value becomes "–". A half is rounded up, as spreadsheets do."""
    if value is None or not isfinite(value):
        return "–"
    size = abs(value)
    if size * 10**decimals % 1 == 0.5:
        size = nextafter(size, inf)  # Python rounds 12.5 down, to the even 12
    text = f"{size:,.{decimals}f}".translate(str.maketrans(",.", ".,"))
    is_zero = not any(digit in text for digit in "123456789")
    return text if value >= 0 or is_zero else MINUS + text


def value(amount: float | None, unit: str, decimals: int = 0) -> str:
    """A value with its unit: "62,3 %", "€ 36.653", "1.234 personen"; a missing one stays "–"."""
    text = number(amount, decimals)
    if text == "–":
        return text
    if unit == "€":
        return f"{unit}{NBSP}{text}"
    return f"{text}{NBSP}{unit}"


def difference_unit(unit: str) -> str:
    """The unit of a difference: percentages differ in percentage points, an index in points."""
    if unit == "%":
        return "procentpunt"
    return "punten" if unit.startswith("index") else unit


def difference(amount: float | None, unit: str, decimals: int = 0) -> str:
    """A signed difference: "+2,1 procentpunt", "−€ 310"; nothing to see at this precision is "±0"."""
    if amount is None or not isfinite(amount):
        return "–"
    text = number(abs(amount), decimals)
    sign = "±" if text == number(0, decimals) else "+" if amount > 0 else MINUS
    if unit == "€":
        return f"{sign}{unit}{NBSP}{text}"
    return f"{sign}{text}{NBSP}{difference_unit(unit)}"


def year_of(period: str) -> int:
    """The year in which a period lies: 2025 for "2025", "2025-Q3" and "2025-07"."""
    return int(period[:4])


def shift_years(period: str, years: int) -> str:
    """The same period so many years later (or earlier): "2025-Q3", -1 -> "2024-Q3"."""
    return f"{year_of(period) + years:04d}{period[4:]}"


def shift_periods(period: str, steps: int) -> str:
    """The period so many periods later (or earlier): "2025-Q4", 1 -> "2026-Q1"; "2025", -1 -> "2024"."""
    rest = period[5:]
    if not rest:
        return shift_years(period, steps)
    letter, in_year = ("Q", 4) if rest.startswith("Q") else ("", 12)
    year, place = divmod(year_of(period) * in_year + int(rest.removeprefix(letter)) - 1 + steps, in_year)
    return f"{year:04d}-{letter}{place + 1:0{2 - len(letter)}d}"


def period(text: str, reference: str = "average") -> str:
    """A period in words: "2024", "1 januari 2025", "schooljaar 2022-2023", "3de kwartaal 2025", "april 2026".

    `reference` is the measure's: the moment or stretch of the period that a value describes.
    """
    year, rest = year_of(text), text[5:]
    if rest.startswith("Q"):
        return f"{ordinal(int(rest[1:]))} kwartaal {year}"
    if rest:
        return f"{MONTHS[int(rest) - 1]} {year}"
    if reference == "start":
        return f"1 januari {year}"
    if reference == "end":
        return f"31 december {year}"
    if reference == "school_year":
        return f"schooljaar {year}-{year + 1}"
    return str(year)


def short_period(text: str, reference: str = "average") -> str:
    """A period where room is scarce and the long form is near: "1 jan. 2025", "2024-2025"."""
    long = period(text, reference).removeprefix("schooljaar ")
    return long.replace("januari", "jan.").replace("december", "dec.")


def day(moment: date) -> str:
    """`date(2025, 1, 1)` -> "1 januari 2025"."""
    return f"{moment.day} {MONTHS[moment.month - 1]} {moment.year}"


def ordinal(rank: int) -> str:
    """12 -> "12de", 1 -> "1ste", 20 -> "20ste"."""
    return f"{rank}ste" if rank % 100 in RANKS_ON_STE or rank % 100 == 0 else f"{rank}de"


def listing(words: Sequence[str]) -> str:
    """("Galmaarden", "Gooik", "Herne") -> "Galmaarden, Gooik en Herne"."""
    if len(words) < 2:
        return "".join(words)
    return f"{', '.join(words[:-1])} en {words[-1]}"


def sentence(text: str) -> str:
    """First letter a capital, the rest as it is."""
    return text[:1].upper() + text[1:]
