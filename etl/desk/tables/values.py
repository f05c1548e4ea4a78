"""The value of one cell: a number in the unit of the measure, or the status of a word in its place."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from math import isfinite, nan

from etl.desk.tables.layout import ValueColumn
from etl.desk.tables.notation import NOTATION_WORDS, Notation, Written, read_written, scaled
from etl.desk.tables.sheets import Cell, plain_number
from etl.desk.tables.xlsx import NO_VALUE
from streekmonitor.catalog import Measure
from streekmonitor.formats import STATUS_WORDS
from streekmonitor.release import WITHOUT_VALUE

PER_CENT = "%"
LARGEST = 1e15  # beyond it a float has no exact units
TYPE_IT = "typ het getal, of een woord zoals n.b. (geen gegevens) of x (vertrouwelijk)"
RECALCULATE = (
    "open het bestand in Excel, reken het door en bewaar het, of plak de waarde in plaats van de formule"
)


class RefusedValueError(ValueError):
    """A cell cannot be read: what was found, what was expected, what to do (Dutch)."""

    def __init__(self, found: str, expected: str, action: str) -> None:
        self.found, self.expected, self.action = found, expected, action
        super().__init__(f"{found}; verwacht: {expected}; {action}")


@dataclass(frozen=True)
class Value:
    """A value (NaN without one) with its status; `note` says what is to be looked at, `word` what was read.

    `is_share` says that the cell itself shows a percentage.
    """

    number: float
    status: str
    note: str = ""
    word: str = ""
    is_share: bool = False


def value_of(
    cell: Cell, column: ValueColumn, measure: Measure, words: Mapping[str, str], *, is_torn: bool = False
) -> Value:
    """The value of a cell. `is_torn` says that the texts of the column contradict each other.

    Raises RefusedValueError.
    """
    if cell.problem:
        action = RECALCULATE if cell.problem == NO_VALUE else f"verbeter de formule, of {TYPE_IT}"
        raise RefusedValueError(cell.problem, "een getal", action)
    if isinstance(cell.value, date):
        raise RefusedValueError(
            f"een datum ({cell.text})",
            "een getal",
            "Excel maakt soms van 5.4 een datum: typ het getal opnieuw",
        )
    if isinstance(cell.value, str):
        return _written(cell.value, column, measure, words, is_torn=is_torn)
    if cell.percent and measure.unit != PER_CENT:
        raise RefusedValueError(
            f"een percentage ({cell.text})",
            f"een getal in {measure.unit}",
            "kies de kolom met de juiste eenheid",
        )
    factor = 100.0 if cell.percent else column.scale
    return _number(cell.value, factor, column.status, is_share=cell.percent)


def _number(number: float, factor: float | None, status: str, *, is_share: bool, note: str = "") -> Value:
    value = number if factor is None else scaled(number, factor)
    if not isfinite(value) or abs(value) > LARGEST:
        raise RefusedValueError(f"het getal {number:g}", "een getal dat kan kloppen", TYPE_IT)
    return Value(value, status, note, is_share=is_share)


def _written(
    text: str, column: ValueColumn, measure: Measure, words: Mapping[str, str], *, is_torn: bool
) -> Value:
    written = read_written(text, words)
    if not written.readings:
        if written.status in WITHOUT_VALUE:
            return Value(nan, written.status, word=f"‘{text}’ gelezen als ‘{STATUS_WORDS[written.status]}’")
        raise RefusedValueError(f"‘{text[:60]}’", "een getal", TYPE_IT)
    _check_signs(text, written, measure)
    number = written.readings[_notation(text, written, column, is_torn=is_torn)]
    note = f"het teken {written.mark.strip()} achter het getal is weggelaten" if written.mark else ""
    status = written.status or column.status
    factor = None if written.is_percent else column.scale
    return _number(number, factor, status, is_share=written.is_percent, note=note)


def _check_signs(text: str, written: Written, measure: Measure) -> None:
    """A sign of a unit must be that of the measure."""
    for is_there, unit in ((written.is_percent, PER_CENT), (written.is_euro, "€")):
        if is_there and measure.unit != unit:
            raise RefusedValueError(
                f"‘{text}’", f"een getal in {measure.unit}", f"haal {unit} weg of kies de juiste kolom"
            )


def _notation(text: str, written: Written, column: ValueColumn, *, is_torn: bool) -> Notation:
    """The notation in which to read a text."""
    if len(set(written.readings.values())) == 1 and len(written.readings) == 2:
        return Notation.COMMA  # the same in both
    if is_torn and column.notation is None:
        raise RefusedValueError(
            f"‘{text}’ in een kolom met zowel een decimale komma als een decimale punt",
            "één notatie in de hele kolom",
            "schrijf alle getallen van de kolom op dezelfde manier, of kies de notatie van de kolom",
        )
    if column.notation is not None:
        if column.notation in written.readings:
            return column.notation
        raise RefusedValueError(
            f"‘{text}’",
            f"een getal met een {NOTATION_WORDS[column.notation]}, zoals de rest van de kolom",
            "schrijf het getal zoals de andere",
        )
    if written.notation is not None:
        return written.notation
    comma, point = (plain_number(written.readings[notation]) for notation in Notation)
    raise RefusedValueError(
        f"‘{text}’, dat {comma} of {point} kan zijn",
        "een getal dat maar op één manier te lezen is",
        "kies de notatie van de kolom, of schrijf het getal zonder punt of komma voor duizendtallen",
    )
