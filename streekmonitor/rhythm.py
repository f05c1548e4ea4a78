"""When the next edition of a source is to be expected, from the words of its rhythm in sources.yaml."""

import re
from datetime import date

from streekmonitor.formats import MONTHS

MONTHS_BETWEEN = (
    (r"eenmalig", None),
    (r"driemaandelijks|per kwartaal", 3),
    (r"maandelijks", 1),
    (r"halfjaarlijks", 6),
    (r"tweejaarlijks", 24),
    (r"driejaarlijks", 36),
    (r"zesjaarlijks", 72),
    (r"om de tien jaar", 120),
    (r"jaarlijks", 12),
)
"""The first that the rhythm begins with; None: there comes no other edition."""

SEASONS = {"voorjaar": 3, "zomer": 6, "najaar": 9, "winter": 12}
NEVER = date.max


def next_edition(rhythm: str, retrieved: date) -> date | None:
    """The first day of the month in which to expect an edition after the one retrieved on that day.

    NEVER for what comes once; None when the words say nothing of time.
    """
    months = next((months for words, months in MONTHS_BETWEEN if re.match(words, rhythm)), -1)
    if months is None:
        return NEVER
    if months < 0:
        return None
    soonest = _later(retrieved, months)
    season = _month_named(rhythm)
    if season is None:
        return soonest
    this_year = date(retrieved.year, season, 1)
    first = this_year if this_year > retrieved else date(retrieved.year + 1, season, 1)
    return first if months <= 12 else date(soonest.year, season, 1)


def _month_named(rhythm: str) -> int | None:
    """The month that "in het najaar" or "in oktober" stands for."""
    names = {**SEASONS, **{name: place for place, name in enumerate(MONTHS, 1)}}
    found = re.search(r"\bin (?:het |de )?(\w+)", rhythm)
    return names.get(found[1]) if found else None


def _later(day: date, months: int) -> date:
    year, month = divmod(day.year * 12 + day.month - 1 + months, 12)
    return date(year, month + 1, 1)
