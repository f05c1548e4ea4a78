"""What number formats of a workbook tell: which numbers are dates, and which are shown as percentages."""

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta

from etl.desk.tables.xml_parts import read_xml

_BUILT_IN_DATES = frozenset({*range(14, 23), *range(27, 37), *range(45, 48), *range(50, 59)})
_BUILT_IN_PERCENT = frozenset({9, 10})
# Texts, escaped signs, padding and what stands in brackets say nothing about the kind of number.
_SILENT = re.compile(r'"[^"]*"|\\.|_.|\*.|\[[^\]]*\]')
_WITHOUT_DATES = frozenset({"general", "standaard", "standard", "@", ""})
_FIRST_DAY = {False: datetime(1899, 12, 30), True: datetime(1904, 1, 1)}
_FALSE_LEAP_DAY = 60  # in the system of 1900, Excel counts a 29 February that was not there
_LAST_SERIAL = 2_958_465  # 31 December 9999


@dataclass
class Styles:
    """Per style of a cell (its place in the list): whether it shows a date, whether a percentage."""

    is_date: list[bool] = field(default_factory=list)
    is_percent: list[bool] = field(default_factory=list)

    def shows_date(self, style: int) -> bool:
        """Whether a number with this style is a date."""
        return 0 <= style < len(self.is_date) and self.is_date[style]

    def shows_percent(self, style: int) -> bool:
        """Whether a number with this style is shown as a percentage."""
        return 0 <= style < len(self.is_percent) and self.is_percent[style]


def read_styles(content: bytes) -> Styles:
    """Read the part styles.xml."""
    formats: dict[int, str] = {}
    used: list[int] = []
    path: list[str] = []

    def start(name: str, attributes: Mapping[str, str]) -> None:
        if name == "numFmt":
            formats[int(attributes["numFmtId"])] = attributes["formatCode"]
        elif name == "xf" and path and path[-1] == "cellXfs":
            used.append(int(attributes.get("numFmtId", "0")))
        path.append(name)

    def end(_: str) -> None:
        path.pop()

    read_xml(content, start, end)
    styles = Styles()
    for number in used:
        code = formats.get(number)
        styles.is_date.append(number in _BUILT_IN_DATES if code is None else is_date_format(code))
        styles.is_percent.append(number in _BUILT_IN_PERCENT if code is None else is_percent_format(code))
    return styles


def is_date_format(code: str) -> bool:
    """Whether a number format shows a date or time: "d mmm yyyy", not "0.0 %"."""
    bare = _SILENT.sub("", code.partition(";")[0]).lower()
    return bare not in _WITHOUT_DATES and "general" not in bare and re.search("[ymdhs]", bare) is not None


def is_percent_format(code: str) -> bool:
    """Whether a number format shows 0.123 as a percentage; a % between quotes does not."""
    return "%" in _SILENT.sub("", code.partition(";")[0])


def date_of(serial: float, *, from_1904: bool) -> date | None:
    """The day (or moment) of a serial number; None when there is no such day."""
    if not 0 < serial <= _LAST_SERIAL:
        return None
    days = serial + 1 if not from_1904 and serial < _FALSE_LEAP_DAY else serial
    moment = _FIRST_DAY[from_1904] + timedelta(days=days)
    return moment.date() if moment.time() == datetime.min.time() else moment
