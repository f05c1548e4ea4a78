"""Periods as people write them: 2024, "1 januari 2024", "2024-2025", "K3 2025", "apr. 2026", a date."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime
from functools import lru_cache

from etl.desk.tables.notation import REMEMBERED
from etl.desk.tables.sheets import Cell
from streekmonitor.catalog import Measure
from streekmonitor.formats import MONTHS

_MONTH_WORDS = {
    **{name: place for place, name in enumerate(MONTHS, start=1)},
    **{name[:3]: place for place, name in enumerate(MONTHS, start=1)},
    "mrt": 3,
    "sept": 9,
    "may": 5,
    "oct": 10,
}
_MONTH = "(?P<month>" + "|".join(sorted(_MONTH_WORDS, key=len, reverse=True)) + r")\.?"
_YEAR = r"(?P<year>(?:19|20)\d\d)"
_EDGE, _END = r"(?<![\d.,])", r"(?![\d]|[.,]\d)"
_QUARTER_WORD = r"(?:kwartaal|kwart\.?|kw\.?|trimester|quarter)"
_FORMS = tuple(
    re.compile(_EDGE + form + _END, re.IGNORECASE)
    for form in (
        rf"(?P<day>\d{{1,2}})(?:ste|e)?\s+{_MONTH}\s+{_YEAR}",
        rf"(?P<day>\d{{1,2}})[/.-](?P<number>\d{{1,2}})[/.-]{_YEAR}",
        rf"{_YEAR}-(?P<number>\d\d)-(?P<day>\d\d)",
        rf"{_YEAR}\s*[-–/_]\s*(?P<next>(?:(?:19|20)\d\d|\d\d))",
        rf"{_YEAR}\s*[-–/_ ]?\s*(?:q|k|kw|t)\s*(?P<quarter>[1-4])",
        rf"(?:q|k|kw|t)\s*(?P<quarter>[1-4])\s*[-–/_ ’']?\s*{_YEAR}",
        rf"(?P<quarter>[1-4])(?:e|de|ste)?\s*{_QUARTER_WORD}\s*(?:van\s+)?{_YEAR}",
        rf"{_QUARTER_WORD}\s*(?P<quarter>[1-4])\s*[-–/_ ]?\s*{_YEAR}",
        rf"{_YEAR}\s*[-–/_ ]?\s*{_QUARTER_WORD}\s*(?P<quarter>[1-4])",
        rf"{_YEAR}\s*m\s*(?P<number>\d\d)",
        rf"(?P<number>\d{{1,2}})/{_YEAR}",
        rf"(?<![a-z]){_MONTH}\s*[-–/ ]?\s*{_YEAR}",
        rf"{_YEAR}\s*[-–/ ]?\s*{_MONTH}(?![a-z])",
        _YEAR,
    )
)
EITHER = "school_year_or_month"
_TIMES = re.compile(r"\s*00:00(:00)?")


@dataclass(frozen=True)
class Period:
    """A period: `text` as the release writes it, and the `moment` that was named beside it.

    `moment` is "start" (1 January), "end" (31 December), "school_year", "month" and "quarter" where those
    are named, "day" for any other day, and "" for a bare year. "2011-12" is "school_year_or_month": which of
    both, only the measure can tell.
    """

    text: str
    moment: str = ""


def cell_period(cell: Cell) -> Period | None:
    """The period of a cell that holds nothing else."""
    if isinstance(cell.value, date):
        moment = cell.value.date() if isinstance(cell.value, datetime) else cell.value
        return day_period(moment)
    if isinstance(cell.value, float):
        whole = cell.value.is_integer() and 1900 <= cell.value < 2100 and not cell.percent
        return Period(str(int(cell.value))) if whole else None
    return _text_period(cell.value)


@lru_cache(REMEMBERED)
def _text_period(text: str) -> Period | None:
    found = list(periods_in(text))
    return found[0][0] if len(found) == 1 and _says_nothing_else(found[0][1]) else None


def periods_in(text: str) -> Iterator[tuple[Period, str]]:
    """Every period named in a text, with what is left of the text without it."""
    left = _TIMES.sub("", text)
    for form in _FORMS:
        while match := form.search(left):
            period = _of(match.groupdict())
            if period is None:
                break
            left = f"{left[: match.start()]} {left[match.end() :]}"
            yield period, left


def only_period(text: str) -> Period | None:
    """The period that a text names, when it names one."""
    found = {period for period, _ in periods_in(text)}
    return found.pop() if len(found) == 1 else None


def day_period(moment: date) -> Period:
    """The period that a day stands for: the year for its first and last day, else the day's month."""
    if (moment.month, moment.day) == (1, 1):
        return Period(str(moment.year), "start")
    if (moment.month, moment.day) == (12, 31):
        return Period(str(moment.year), "end")
    return Period(f"{moment.year}-{moment.month:02d}", "month" if moment.day == 1 else "day")


def fitting(period: Period, measure: Measure) -> str:
    """The period as a measure has it. Raises ValueError (Dutch) when it has none such."""
    if period.moment == EITHER and measure.frequency != "month":
        period = Period(period.text[:4], "school_year")
    quarterly = "-Q" in period.text
    monthly = "-" in period.text and not quarterly
    wanted = measure.frequency
    if wanted == "month" and period.moment in ("start", "end") and not monthly:
        return f"{period.text}-{'01' if period.moment == 'start' else '12'}"
    frequency = "quarter" if quarterly else "month" if monthly else "year"
    if frequency != ("year" if wanted == "constant" else wanted):
        names = {"year": "jaren", "constant": "jaren", "quarter": "kwartalen", "month": "maanden"}
        raise ValueError(f"{names[wanted]}, want de maat ‘{measure.label}’ is er per {_SINGLE[wanted]}")
    _check_moment(period, measure)
    return period.text


_SINGLE = {"year": "jaar", "constant": "jaar", "quarter": "kwartaal", "month": "maand"}


def _check_moment(period: Period, measure: Measure) -> None:
    """A day at the other end of the year would shift a series by a year."""
    year = int(period.text[:4])
    if period.moment == "end" and measure.reference == "start":
        raise ValueError(
            f"een toestand op 1 januari, zoals de maat: 31 december {year} is 1 januari {year + 1}"
        )
    if period.moment == "start" and measure.reference == "end":
        raise ValueError(
            f"een toestand op 31 december, zoals de maat: 1 januari {year} is 31 december {year - 1}"
        )
    if period.moment == "school_year" and measure.reference != "school_year":
        raise ValueError("een jaar, geen schooljaar of reeks van jaren")


def _of(found: dict[str, str | None]) -> Period | None:
    year = int(found["year"] or 0)
    if following := found.get("next"):
        return _two_numbers(year, following)
    if quarter := found.get("quarter"):
        return Period(f"{year}-Q{quarter}", "quarter")
    month = _month(found)
    if month is None:
        return Period(str(year)) if set(found) == {"year"} else None
    return _in_month(year, month, found.get("day"))


def _in_month(year: int, month: int, day: str | None) -> Period | None:
    if not 1 <= month <= 12:
        return None
    if day is None:
        return Period(f"{year}-{month:02d}", "month")
    try:
        return day_period(date(year, month, int(day)))
    except ValueError:
        return None


def _two_numbers(year: int, following: str) -> Period | None:
    """2024-2025 and 2024-25 are a school year, 2026-04 is a month, 2011-12 may be either."""
    is_next = int(following[-2:]) == (year + 1) % 100
    if len(following) == 4:
        return Period(str(year), "school_year") if int(following) == year + 1 else None
    if 1 <= int(following) <= 12:
        return Period(f"{year}-{following}", EITHER if is_next else "month")
    return Period(str(year), "school_year") if is_next else None


def _month(found: dict[str, str | None]) -> int | None:
    if word := found.get("month"):
        return _MONTH_WORDS[word.lower()]
    number = found.get("number")
    return int(number) if number else None


_FILLERS = re.compile(
    r"jaar|toestand|situatie|schooljaar|op|in|van|per|periode|voorlopig|definitief|raming|prognose|prov"
    r"|vooruitzicht|geschat|v|p|[().:*,'’\s-]",
    re.IGNORECASE,
)


def _says_nothing_else(left: str) -> bool:
    return not _FILLERS.sub("", left)
