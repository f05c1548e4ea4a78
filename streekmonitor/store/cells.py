"""What a cell of somebody's workbook means: text, number, day, choice; or the reason why it means nothing."""

import re
from collections.abc import Mapping
from datetime import date, datetime
from typing import Any

from streekmonitor import formats

GROUPED = re.compile(r"-?\d{1,3}(\.\d{3})+(,\d+)?")
PLAIN = re.compile(r"-?\d+([.,]\d+)?")
DAY = re.compile(r"(\d{1,2})[/.-](\d{1,2})[/.-](\d{4})")


class CellError(ValueError):
    """A cell that can't be understood; the message (Dutch) says what was expected."""


def as_text(cell: Any) -> str:
    """A text; a whole number without the decimals that Excel gives it, a day as ISO."""
    if cell is None:
        return ""
    if isinstance(cell, datetime):
        return cell.date().isoformat()
    if isinstance(cell, float) and cell.is_integer():
        return str(int(cell))
    return str(cell).strip()


def as_number(cell: Any) -> float | None:
    """A number: as Excel has it, or written as "1.234,5" or "4.5"; None for an empty cell."""
    if cell in (None, ""):
        return None
    if isinstance(cell, int | float) and not isinstance(cell, bool):
        return float(cell)
    text = as_text(cell).replace("\u00a0", "").replace(" ", "").replace(formats.MINUS, "-")
    text = text.removesuffix("%").removeprefix("€")
    if GROUPED.fullmatch(text):
        return float(text.replace(".", "").replace(",", "."))
    if PLAIN.fullmatch(text):
        return float(text.replace(",", "."))
    raise CellError(f"“{as_text(cell)}” is geen getal; verwacht iets als 4,5.")


def as_day(cell: Any) -> date | None:
    """A day: a date of Excel, "31/3/2027" or "2027-03-31"; None for an empty cell."""
    if cell in (None, ""):
        return None
    if isinstance(cell, datetime):
        return cell.date()
    if isinstance(cell, date):
        return cell
    text = as_text(cell)
    try:
        found = DAY.fullmatch(text)
        if found:
            return date(int(found[3]), int(found[2]), int(found[1]))
        return date.fromisoformat(text)
    except ValueError as error:
        raise CellError(f"“{text}” is geen datum; verwacht iets als 31/3/2027.") from error


def as_lines(cell: Any) -> list[str]:
    """The lines of a cell that are not empty."""
    return [line.strip() for line in as_text(cell).splitlines() if line.strip()]


def as_choice(cell: Any, choices: Mapping[Any, str], default: str = "") -> str:
    """The id of a choice, given by its id or its words, in capitals or not; `default` for an empty cell."""
    text = as_text(cell)
    if not text:
        return default
    by_words = {words.casefold(): choice for choice, words in choices.items()}
    found = by_words.get(text.casefold()) or (text if text in choices else None)
    if found is None:
        listed = formats.listing(list(choices.values())[:12])
        more = " …" if len(choices) > 12 else ""
        raise CellError(f"“{text}” is geen keuze. Kies uit {listed}{more}.")
    return found


def as_pair(line: str, what: str) -> tuple[str, str]:
    """What stands before and after the first colon of a line."""
    before, colon, after = line.partition(":")
    if not colon:
        raise CellError(f"“{line}”: verwacht {what}.")
    return before.strip(), after.strip()
