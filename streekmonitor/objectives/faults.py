"""Faults of a draft, by field, with the reason in Dutch; and the checks that all records share.

All faults are given at once, so that a form shows them beside their fields and keeps what was typed. Text is
text: markup is neither interpreted nor removed.
"""

import unicodedata
from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from math import isfinite
from typing import Any
from urllib.parse import urlsplit

from streekmonitor import formats
from streekmonitor.objectives.model import LABELS, Record

LONGEST = {"why": 4000, "text": 4000, "evidence": 1000, "unit": 60}
LONGEST_OTHERWISE = 200
MOST_ENTRIES = 200
LARGEST_NUMBER = 1e15
REQUIRED = "Dit veld is verplicht."


@dataclass(frozen=True)
class Fault:
    """Why a field can't be kept; `field` is its name in the model, "" for the record as a whole."""

    field: str
    reason: str

    def __str__(self) -> str:
        return f"{LABELS.get(self.field, self.field)}: {self.reason}" if self.field else self.reason


class RefusedError(ValueError):
    """A draft with faults; the message (Dutch) lists them."""

    def __init__(self, faults: Iterable[Fault]) -> None:
        self.faults = tuple(faults)
        super().__init__("\n".join(map(str, self.faults)))


def text_faults(record: Record) -> Iterator[Fault]:
    """Texts that are too long, hold what can't be printed, or are too many; wherever they stand."""
    content = record.model_dump(mode="python", exclude={"id", "version", "withdrawn", "example", "content"})
    for field, value in content.items():
        if isinstance(value, tuple) and len(value) > MOST_ENTRIES:
            yield Fault(field, f"Hoogstens {MOST_ENTRIES} regels; dit zijn er {len(value)}.")
            continue
        reasons = (_text_reason(name, text) for name, text in _texts(field, value))
        yield from (Fault(field, reason) for reason in dict.fromkeys(reasons) if reason)


def missing(record: Record, *fields: str) -> Iterator[Fault]:
    """Fields that were left empty."""
    for field in fields:
        value = getattr(record, field)
        if value is None or (isinstance(value, str) and not value.strip()):
            yield Fault(field, REQUIRED)


def unknown_links(field: str, ids: Iterable[str], known: Collection[str]) -> Iterator[Fault]:
    """Links to what does not exist."""
    lost = sorted(set(ids) - set(known))
    if lost:
        yield Fault(field, f"Dit bestaat niet (meer): {', '.join(lost[:5])}.")


def bad_url(field: str, text: str) -> Iterator[Fault]:
    """A link that is no web address: another kind could run something."""
    if not text:
        return
    try:
        address = urlsplit(text)
    except ValueError:
        address = urlsplit("")
    if address.scheme not in ("http", "https") or not address.netloc or " " in text:
        yield Fault(field, "Geef een webadres dat begint met https:// of http://.")


def bad_amount(field: str, amount: float | None, least: float = -LARGEST_NUMBER) -> Iterator[Fault]:
    """A number that is none, or out of all proportion."""
    if amount is None:
        return
    if not isfinite(amount) or abs(amount) > LARGEST_NUMBER:
        yield Fault(field, "Geef een getal.")
    elif amount < least:
        yield Fault(field, f"Dit kan niet lager zijn dan {formats.number(least)}.")


def not_after(field: str, day: date | None, last: date, last_words: str = "vandaag") -> Iterator[Fault]:
    """A day after the last that it can be."""
    if day is not None and day > last:
        yield Fault(field, f"{formats.day(day)} ligt na {last_words} ({formats.day(last)}).")


def _texts(name: str, value: Any) -> Iterator[tuple[str, str]]:
    """Every text in a value, with the name of the field that it stands in."""
    if isinstance(value, str):
        yield name, value
    elif isinstance(value, dict):
        for inner, part in value.items():
            yield from _texts(inner, part)
    elif isinstance(value, Sequence):
        for part in value:
            yield from _texts(name, part)


def _text_reason(name: str, text: str) -> str:
    longest = LONGEST.get(name, LONGEST_OTHERWISE)
    if len(text) > longest:
        lengths = formats.number(longest), formats.number(len(text))
        return f"Hoogstens {lengths[0]} tekens; dit zijn er {lengths[1]}."
    if any(unicodedata.category(sign) in ("Cc", "Cs") and sign not in "\n\r\t" for sign in text):
        return "Deze tekst bevat tekens die niet getoond kunnen worden; plak hem als gewone tekst."
    return ""
