"""Numbers and words as people type them: 1.234,5 or 1,234.5, 62,3 %, "n.b.", "<5"."""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum
from functools import lru_cache
from types import MappingProxyType

from streekmonitor.area_names import normalise_name


class Notation(StrEnum):
    """The decimal sign of a column: 1.234,5 (Dutch) or 1,234.5."""

    COMMA = "comma"
    POINT = "point"


NOTATION_WORDS = {Notation.COMMA: "decimale komma (1.234,5)", Notation.POINT: "decimale punt (1,234.5)"}

REMEMBERED = 50_000  # texts repeat: in a long table each period stands once per municipality
_MINUS = dict.fromkeys(map(ord, "−–‑‐"), "-")
_GROUPED = r"[1-9]\d{{0,2}}(?:{sign}\d{{3}})+"
_WHOLE = r"\d+"


def _pattern(thousands: str, decimal: str) -> re.Pattern[str]:
    groups = "|".join(_GROUPED.format(sign=re.escape(sign)) for sign in (thousands, " ", "'", "’"))
    return re.compile(rf"[+-]?(?:{groups}|{_WHOLE})(?:{re.escape(decimal)}\d+)?", re.ASCII)


_PATTERNS = {Notation.COMMA: _pattern(".", ","), Notation.POINT: _pattern(",", ".")}
_SIGNS = {Notation.COMMA: (".", ","), Notation.POINT: (",", ".")}
_PERCENT = re.compile(r"\s*(%|procent|pct\.?)$", re.IGNORECASE)
_EURO = re.compile(r"^(€|eur(?:o)?\b)\s*|\s*(€|\beur(?:o)?)$", re.IGNORECASE)
# What people put behind a number to refer to a note below the table.
_MARK = re.compile(r"\s*(\*{1,3}|[†‡°]|[⁰¹²³⁴⁵⁶⁷⁸⁹]+\)?)$")
_STATUS_MARK = re.compile(r"\s*\((v|p|voorl\.?|voorlopig|r|e|s)\)$", re.IGNORECASE)
_STATUSES = {"v": "provisional", "p": "provisional", "r": "observed", "e": "estimated", "s": "estimated"}
_SMALL = re.compile(r"(<|≤|<=|kleiner dan|minder dan)\s*\d{1,3}", re.IGNORECASE)

WORDS: Mapping[str, str] = MappingProxyType(
    {
        **dict.fromkeys(("nb", "nvb", "nietbeschikbaar", "geengegevens", "onbekend", "ontbreekt"), "missing"),
        **dict.fromkeys(("na", "missing", "nan", "null", "geencijfers", "ongekend"), "missing"),
        **dict.fromkeys(("-", "--", ".", "..", "...", "…", ":", "/", "?"), "missing"),
        **dict.fromkeys(("x", "c", "conf", "vertrouwelijk", "geheim", "confidentieel", "*"), "confidential"),
        **dict.fromkeys(("nvt", "niettoepasselijk", "nietvantoepassing"), "not_applicable"),
    }
)
"""What a word or sign in place of a number means, unless the layout says otherwise."""


@dataclass(frozen=True)
class Written:
    """A cell of text in place of a number, taken apart.

    `readings` holds the value in each notation in which the text is a number: two when it is ambiguous
    ("1.234"), none when it is no number. `status` is set for a word, or by a mark such as (v).
    """

    readings: Mapping[Notation, float]
    status: str = ""
    is_percent: bool = False
    is_euro: bool = False
    mark: str = ""

    @property
    def notation(self) -> Notation | None:
        """The one notation in which it is a number, or in which the two differ; None when both do."""
        if len(self.readings) == 1:
            return next(iter(self.readings))
        return None

    @property
    def is_ambiguous(self) -> bool:
        """Whether it is another number in each notation."""
        return len(set(self.readings.values())) > 1


def read_written(text: str, words: Mapping[str, str] = WORDS) -> Written:
    """Take a text apart; a word goes before a number."""
    status = word_status(text, words)
    return Written({}, status) if status else _number(text)


@lru_cache(REMEMBERED)
def _number(text: str) -> Written:
    """A text that is no word, taken apart as a number."""
    status = ""
    bare = text.translate(_MINUS)
    status_mark = _STATUS_MARK.search(bare)
    if status_mark:
        bare, status = bare[: status_mark.start()], _STATUSES[status_mark[1][0].lower()]
    mark = _MARK.search(bare)
    if mark:
        bare = bare[: mark.start()]
    without_percent = _PERCENT.sub("", bare)
    without_euro = _EURO.sub("", without_percent)
    return Written(
        readings_of(without_euro.strip()),
        status,
        is_percent=without_percent != bare,
        is_euro=without_euro != without_percent,
        mark=(mark[0] if mark else "").strip() + (status_mark[0] if status_mark else ""),
    )


def readings_of(text: str) -> dict[Notation, float]:
    """The value of a bare number in each notation in which it is one."""
    found = {}
    for notation, pattern in _PATTERNS.items():
        if len(text) <= 40 and pattern.fullmatch(text):
            thousands, decimal = _SIGNS[notation]
            digits = text.translate(str.maketrans("", "", f"{thousands} '’")).replace(decimal, ".")
            found[notation] = float(Decimal(digits))
    return found


@lru_cache(REMEMBERED)
def word_key(text: str) -> str:
    """A word as it is looked up: "N.B." and "nb" are one, and so are "niet beschikbaar" and "n. b."."""
    letters = normalise_name(text).replace(" ", "")
    return letters or text.translate(_MINUS).replace(" ", "")


def word_status(text: str, words: Mapping[str, str] = WORDS) -> str:
    """The status that a word or sign stands for, "" when it is none."""
    if _SMALL.fullmatch(text):
        return words.get("<", "confidential")
    if any(sign.isdigit() for sign in text):
        return ""
    return words.get(word_key(text), "")


def decided(texts: Iterable[str], words: Mapping[str, str] = WORDS) -> tuple[Notation | None, str]:
    """The notation of a column by its cells of text, and why (Dutch).

    None when no cell decides, or when cells contradict each other as often.
    """
    examples: dict[Notation, list[str]] = {notation: [] for notation in Notation}
    for text in texts:
        notation = read_written(text, words).notation
        if notation is not None:
            examples[notation].append(text)
    few, many = sorted(Notation, key=lambda notation: len(examples[notation]))
    if not examples[many]:
        return None, "geen enkele cel verraadt de notatie"
    if len(examples[few]) == len(examples[many]):
        return None, f"'{examples[many][0]}' en '{examples[few][0]}' spreken elkaar tegen"
    return many, f"'{examples[many][0]}' kan alleen met een {NOTATION_WORDS[many]}"


def scaled(value: float, factor: float) -> float:
    """A value times a power of ten, to the digit: 0.07 × 100 is 7, not 7.000000000000001."""
    return float(Decimal(repr(value)) * Decimal(repr(factor)))
