"""Reads a group's own workbook: what can be kept, and for each other row the column and the reason."""

import zipfile
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date
from io import BytesIO
from typing import Any

from pydantic import ValidationError
from python_calamine import CalamineError, CalamineWorkbook

from streekmonitor import formats
from streekmonitor.analysis.tables import Tables
from streekmonitor.objectives.checks import check_action
from streekmonitor.objectives.faults import Fault
from streekmonitor.objectives.model import LABELS, Action, Objective
from streekmonitor.objectives.objective_checks import check_objective, with_baseline
from streekmonitor.objectives.register import Register
from streekmonitor.store.cells import CellError
from streekmonitor.store.columns import SHEETS, Column, Names, own_measure, titles

LARGEST_FILE, LARGEST_UNPACKED = 5_000_000, 60_000_000
MOST_ROWS = 2000

Entry = Objective | Action


class WorkbookError(ValueError):
    """A file that can't be read at all; the message (Dutch) says why."""


@dataclass(frozen=True)
class RefusedRow:
    """A row that can't be kept: `row` is its number in Excel, `column` a head ("" for the row as a whole)."""

    sheet: str
    row: int
    column: str
    reason: str

    def __str__(self) -> str:
        where = f"{self.sheet}, rij {self.row}"
        return f"{where}, {self.column}: {self.reason}" if self.column else f"{where}: {self.reason}"


@dataclass(frozen=True)
class Reading:
    """What a workbook brings: new and changed records, objectives first, and what is refused."""

    records: tuple[Entry, ...]
    refused: tuple[RefusedRow, ...]


class _RowError(ValueError):
    """Why one row can't be kept."""

    def __init__(self, refused: Iterable[RefusedRow]) -> None:
        self.refused = tuple(refused)
        super().__init__()


@dataclass(frozen=True)
class _Row:
    """A row with its cells by column."""

    sheet: str
    number: int
    cells: tuple[tuple[Column, Any], ...]

    def refuse(self, reason: str, column: str = "") -> _RowError:
        return _RowError([RefusedRow(self.sheet, self.number, column, reason)])

    def refuse_all(self, faults: Iterable[Fault]) -> _RowError:
        heads = {column.field: column.head for column, _ in self.cells}
        return _RowError(
            RefusedRow(
                self.sheet, self.number, heads.get(fault.field, LABELS.get(fault.field, "")), fault.reason
            )
            for fault in faults
        )

    def values(self, names: Names) -> dict[str, Any]:
        """The values of the row's fields. Raises _RowError with every cell that can't be understood."""
        values, refused = {}, []
        for column, cell in self.cells:
            try:
                values[column.field] = column.read(cell, names)
            except (CellError, ValidationError) as error:
                reason = str(error) if isinstance(error, CellError) else "Dit is niet te begrijpen."
                refused.append(RefusedRow(self.sheet, self.number, column.head, reason))
        if refused:
            raise _RowError(refused)
        return own_measure(values)


@dataclass(frozen=True)
class _Against:
    """What rows are held against: what is kept, and what the rows before them brought."""

    register: Register
    tables: Tables
    today: date
    names: Names


def read_workbook(content: bytes, register: Register, tables: Tables, today: date) -> Reading:
    """The records of a workbook in the layout of `workbook.py`. Raises WorkbookError.

    A row with an id changes what is kept, in the columns that are there; a row without one is new. `register`
    is that of an editor, for it holds names.
    """
    sheets = _sheets(content)
    against = _Against(register, tables, today, Names.of(tables, register))
    refused: list[RefusedRow] = []
    goals: list[Objective] = []
    for row in _rows(sheets, "Doelstellingen"):
        try:
            goals += _objective(row, against, goals)
        except _RowError as error:
            refused += error.refused
    every = {entry.id: entry for entry in (*register.objectives, *goals)}
    against = replace(against, names=replace(against.names, objectives=titles(every.values())))
    actions: list[Action] = []
    for row in _rows(sheets, "Acties"):
        try:
            actions += _action(row, against, actions)
        except _RowError as error:
            refused += error.refused
    return Reading((*goals, *actions), tuple(refused))


def _objective(row: _Row, against: _Against, others: Sequence[Objective]) -> list[Objective]:
    """The objective in a row; none when nothing changed."""
    values, register = row.values(against.names), against.register
    known = _known(row, values, register.objectives)
    if known is None:
        _refuse_repeated(row, values, [*register.objectives, *others])
    goal = (known or Objective()).with_(**_given(values))
    if goal.own is None and goal.baseline_value is None:
        goal = with_baseline(goal, against.tables)
    if goal == known:
        return []
    faults = check_objective(goal, against.tables, against.today, known)
    if faults:
        raise row.refuse_all(faults)
    return [goal]


def _action(row: _Row, against: _Against, others: Sequence[Action]) -> list[Action]:
    """The action in a row; none when nothing changed."""
    values, register = row.values(against.names), against.register
    known = _known(row, values, register.actions)
    if known is None:
        _refuse_repeated(row, values, [*register.actions, *others])
    deed = (known or Action()).with_(**_given(values))
    if deed == known:
        return []
    faults = check_action(deed, against.names.objectives)
    if faults:
        raise row.refuse_all(faults)
    return [deed]


def _given(values: dict[str, Any]) -> dict[str, Any]:
    """The values to take over: which record it is, is known already."""
    return {name: value for name, value in values.items() if name not in ("id", "version")}


def _known(row: _Row, values: dict[str, Any], records: Sequence[Any]) -> Any:
    """What is kept under the row's id, in the version that the row was made from; None for a new row."""
    record_id = values.get("id")
    if not record_id:
        return None
    known = next((record for record in records if record.id == record_id), None)
    if known is None:
        raise row.refuse("Dit bestaat niet in het register; laat de cel leeg voor een nieuwe regel.", "Id")
    version = values.get("version")
    if version is None:
        raise row.refuse("Neem de versie over uit het register, met een nieuwe export.", "Versie")
    if version != known.version:
        reason = (
            f"Iemand paste dit intussen aan: het register heeft versie {known.version}, dit bestand "
            f"{formats.number(version)}. Maak een nieuwe export en breng uw wijziging daarin aan."
        )
        raise row.refuse(reason, "Versie")
    return known


def _refuse_repeated(row: _Row, values: dict[str, Any], records: Sequence[Any]) -> None:
    """A list that is read twice must not make everything twice."""
    title = str(values.get("title", "")).casefold()
    if title and any(record.title.strip().casefold() == title for record in records):
        reason = "Dit bestaat al. Neem Id en Versie over uit een export om het te wijzigen."
        raise row.refuse(reason, LABELS["title"])


def _sheets(content: bytes) -> dict[str, list[list[Any]]]:
    """The cells of the sheets that we know. Raises WorkbookError for what is no workbook, or too large."""
    if len(content) > LARGEST_FILE:
        raise WorkbookError(f"Het bestand is groter dan {formats.number(LARGEST_FILE / 1e6)} MB.")
    try:
        with zipfile.ZipFile(BytesIO(content)) as archive:
            unpacked = sum(entry.file_size for entry in archive.infolist())
        if unpacked > LARGEST_UNPACKED:
            raise WorkbookError("Het bestand is uitgepakt veel te groot; is het wel een lijst?")
        book = CalamineWorkbook.from_filelike(BytesIO(content))
        known = [name for name in SHEETS if name in book.sheet_names]
        found = {name: book.get_sheet_by_name(name).to_python(skip_empty_area=False) for name in known}
    except (zipfile.BadZipFile, CalamineError, OSError) as error:
        raise WorkbookError(f"Dit is geen Excel-bestand (.xlsx), of het is beschadigd ({error}).") from error
    if not found:
        wanted = formats.listing([f"“{name}”" for name in SHEETS])
        raise WorkbookError(f"Het bestand heeft geen werkblad {wanted}. Begin met een export als sjabloon.")
    return found


def _rows(sheets: dict[str, list[list[Any]]], name: str) -> Iterator[_Row]:
    """The rows of a sheet that are not empty. Raises WorkbookError for heads that are not ours."""
    cells = sheets.get(name, [])
    if not cells:
        return
    if len(cells) > MOST_ROWS:
        raise WorkbookError(f"Werkblad “{name}” heeft meer dan {formats.number(MOST_ROWS)} rijen.")
    by_head = {column.head.casefold(): column for column in SHEETS[name][1]}
    heads = [str(head).strip() for head in cells[0]]
    unknown = [head for head in heads if head and head.casefold() not in by_head]
    repeated = sorted({head for head in heads if head and heads.count(head) > 1})
    if unknown or repeated:
        what = f"onbekende kolom “{unknown[0]}”" if unknown else f"twee kolommen “{repeated[0]}”"
        raise WorkbookError(f"Werkblad “{name}” heeft een {what}. Gebruik de koppen van een export.")
    columns = [by_head.get(head.casefold()) for head in heads]
    for number, line in enumerate(cells[1:], start=2):
        row = tuple((column, cell) for column, cell in zip(columns, line, strict=False) if column is not None)
        if any(cell not in (None, "") for _, cell in row):
            yield _Row(name, number, row)
