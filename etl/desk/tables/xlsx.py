"""Reads an Excel workbook (.xlsx, .xlsm) itself: cached values only, nothing is evaluated or followed.

Spreadsheet libraries hide what decides over a figure: whether a formula has a value, whether a number is
shown as a percentage, which cells are merged or hidden. And they give room to every cell between the first
and the last, of which a bomb makes billions.
"""

import posixpath
import re
import zipfile
from collections.abc import Callable, Mapping
from datetime import date
from math import isfinite
from pathlib import Path

from etl.desk.tables.limits import MAX_COLUMN, MAX_ROW, MAX_SHEETS, UPLOADS, Counter
from etl.desk.tables.sheets import Block, Cell, Place, Sheet, Sheets, column_of, letters, tidy
from etl.desk.tables.xlsx_styles import Styles, date_of, read_styles
from etl.desk.tables.xml_parts import read_xml
from etl.guard import member_bytes, zip_of

NO_VALUE = "een formule zonder berekende waarde"
WITH_MACROS = "Het bestand bevat macro’s; die zijn niet gelezen en niet uitgevoerd."
_ADDRESS = re.compile(r"([A-Z]{1,3})([0-9]{1,7})")
_ESCAPED = re.compile("_x([0-9A-Fa-f]{4})_")
_RAISED = str.maketrans("0123456789", "⁰¹²³⁴⁵⁶⁷⁸⁹")
_TRUE = {"1": "WAAR", "0": "ONWAAR"}


def read_xlsx(file: Path, content: bytes) -> Sheets:
    """The sheets of a workbook. Raises SourceError when it is broken, too large, or not a workbook."""
    with zip_of(file, content, UPLOADS) as archive:
        parts = _Parts(file, archive)
        book = _Book.read(parts)
        counter = Counter(file)
        if len(book.sheets) > MAX_SHEETS:
            counter.stop("", f"hoogstens {MAX_SHEETS} bladen", f"{len(book.sheets)} bladen")
        sheets = tuple(
            _SheetReader(name, book, counter).read(parts.get(part), is_hidden=is_hidden)
            for name, part, is_hidden in book.sheets
        )
    has_macros = any(name.lower().endswith("vbaproject.bin") for name in parts.names)
    return Sheets(file.name, sheets, (WITH_MACROS,) if has_macros else ())


class _Parts:
    """The parts of the package, by path; never written anywhere, so a path can lead nowhere."""

    def __init__(self, file: Path, archive: zipfile.ZipFile) -> None:
        self._file = file
        self._archive = archive
        self.names = archive.namelist()
        if len(set(self.names)) != len(self.names):
            raise ValueError("een onderdeel staat er meer dan één keer in")

    def get(self, path: str) -> bytes:
        return member_bytes(self._file, self._archive, self._archive.getinfo(path))

    def related(self, path: str) -> list[tuple[str, str, str]]:
        """What a part relates to inside the package: id, last word of the type, path."""
        folder, name = posixpath.split(path)
        relations = f"{folder}/_rels/{name}.rels".lstrip("/")
        found: list[tuple[str, str, str]] = []

        def start(name: str, given: Mapping[str, str]) -> None:
            if name == "Relationship" and given.get("TargetMode") != "External":
                target = posixpath.normpath(posixpath.join("/", folder, given["Target"])).lstrip("/")
                found.append((given["Id"], given["Type"].rpartition("/")[2], target))

        if relations in self.names:
            read_xml(self.get(relations), start)
        return found


class _Book:
    """What all sheets share: (name, part, is_hidden) of each, texts, styles, the system of dates."""

    def __init__(self) -> None:
        self.sheets: list[tuple[str, str, bool]] = []
        self.texts: list[str] = []
        self.styles = Styles()
        self.from_1904 = False

    @classmethod
    def read(cls, parts: _Parts) -> "_Book":
        book = cls()
        path = next(target for _, kind, target in parts.related("") if kind == "officeDocument")
        related = parts.related(path)
        worksheets = {key: target for key, kind, target in related if kind == "worksheet"}

        def start(name: str, given: Mapping[str, str]) -> None:
            if name == "sheet" and given["id"] in worksheets:
                hidden = given.get("state", "visible") != "visible"
                book.sheets.append((tidy(given["name"]), worksheets[given["id"]], hidden))
            elif name == "workbookPr":
                book.from_1904 = given.get("date1904", "0") in ("1", "true")

        read_xml(parts.get(path), start)
        for _, kind, target in related:
            if kind == "sharedStrings":
                book.texts = _Texts().read(parts.get(target))
            elif kind == "styles":
                book.styles = read_styles(parts.get(target))
        return book


class _Runs:
    """Collects one text from its runs; raised digits (a footnote) become signs that are no digits."""

    def __init__(self) -> None:
        self._pieces: list[str] = []
        self._takes = self._is_raised = self._is_reading = False

    def start(self, name: str, given: Mapping[str, str]) -> None:
        if name == "t":
            self._takes = not self._is_reading
        elif name == "r":
            self._is_raised = False
        elif name == "vertAlign":
            self._is_raised = given.get("val") == "superscript"
        elif name == "rPh":
            self._is_reading = True  # how Japanese sounds: not part of the text

    def end(self, name: str) -> None:
        if name == "t":
            self._takes = False
        elif name == "r":
            self._is_raised = False
        elif name == "rPh":
            self._is_reading = False

    def text(self, piece: str) -> None:
        if self._takes:
            self._pieces.append(piece.translate(_RAISED) if self._is_raised else piece)

    def taken(self) -> str:
        found = _unescaped("".join(self._pieces))
        self._pieces.clear()
        return found


class _Texts:
    """The shared texts of a workbook."""

    def __init__(self) -> None:
        self._runs = _Runs()
        self._found: list[str] = []

    def read(self, content: bytes) -> list[str]:
        read_xml(content, self._runs.start, self._end, self._runs.text)
        return self._found

    def _end(self, name: str) -> None:
        self._runs.end(name)
        if name == "si":
            self._found.append(tidy(self._runs.taken()))


class _SheetReader:
    """Reads one sheet, cell by cell."""

    def __init__(self, name: str, book: _Book, counter: Counter) -> None:
        self._name, self._book, self._counter = name, book, counter
        self._cells: dict[Place, Cell] = {}
        self._merged: list[Block] = []
        self._hidden_rows: set[int] = set()
        self._hidden_columns: list[range] = []
        self._row = self._column = 0
        self._kind, self._style = "n", 0
        self._has_formula = self._is_value = self._is_inline = False
        self._value: list[str] = []
        self._runs = _Runs()

    def read(self, content: bytes, *, is_hidden: bool) -> Sheet:
        read_xml(content, self._start, self._end, self._text)
        last = max((column for _, column in self._cells), default=0)
        hidden = {column for given in self._hidden_columns for column in given if column <= last}
        return Sheet(
            self._name,
            self._cells,
            tuple(self._merged),
            is_hidden,
            frozenset(self._hidden_rows),
            frozenset(hidden),
        )

    def _start(self, name: str, given: Mapping[str, str]) -> None:
        if name == "c":
            self._begin_cell(given)
        elif name == "v":
            self._is_value = True
        elif name == "f":
            self._has_formula = True
        elif name == "is":
            self._is_inline = True
        elif name == "row":
            self._row, self._column = int(given.get("r", self._row + 1)), 0
            if given.get("hidden") in ("1", "true"):
                self._hidden_rows.add(self._row)
        elif name == "col" and given.get("hidden") in ("1", "true"):
            self._hidden_columns.append(range(int(given["min"]), min(int(given["max"]), MAX_COLUMN) + 1))
        elif name == "mergeCell":
            self._merged.append(_block(given["ref"]))
        elif self._is_inline:
            self._runs.start(name, given)

    def _begin_cell(self, given: Mapping[str, str]) -> None:
        if "r" in given:
            self._row, self._column = _place(given["r"])
        else:
            self._column += 1
        if not (1 <= self._row <= MAX_ROW and 1 <= self._column <= MAX_COLUMN):
            raise ValueError("een cel buiten het blad")
        self._kind, self._style = given.get("t", "n"), int(given.get("s", "0"))
        self._has_formula = False
        self._value.clear()

    def _text(self, piece: str) -> None:
        if self._is_value:
            self._value.append(piece)
        elif self._is_inline:
            self._runs.text(piece)

    def _end(self, name: str) -> None:
        if name == "c":
            self._finish_cell()
        elif name == "v":
            self._is_value = False
        elif name == "is":
            self._is_inline = False
        elif self._is_inline:
            self._runs.end(name)

    def _finish_cell(self) -> None:
        inline = self._runs.taken()
        raw = "".join(self._value)
        if not raw.strip() and not inline and self._has_formula and self._kind in ("n", "b"):
            cell = Cell("", problem=NO_VALUE)
        else:
            cell = self._cell(raw, inline)
        if cell.value == "" and not cell.problem:
            return
        place = (self._row, self._column)
        if place in self._cells:
            raise ValueError("een cel die twee keer in het blad staat")
        address = f"{letters(self._column)}{self._row}"
        self._counter.add(cell.value if isinstance(cell.value, str) else "", address)
        self._cells[place] = cell

    def _cell(self, raw: str, inline: str) -> Cell:
        if self._kind == "s":
            return Cell(self._book.texts[_index(raw)] if raw.strip() else "")
        if self._kind == "n":
            return self._number(raw.strip())
        readers: dict[str, Callable[[], Cell]] = {
            "inlineStr": lambda: Cell(tidy(inline)),
            "str": lambda: Cell(tidy(_unescaped(raw))),
            "b": lambda: Cell(_TRUE.get(raw.strip(), "")),
            "e": lambda: Cell(tidy(raw), problem=f"de foutwaarde {tidy(raw)}"),
            "d": lambda: Cell(date.fromisoformat(raw.strip()[:10])),
        }
        return readers[self._kind]()

    def _number(self, raw: str) -> Cell:
        if not raw:
            return Cell("")
        value = float(raw)
        if not isfinite(value):
            return Cell(raw, problem=f"een getal dat niet bestaat ({raw[:20]})")
        if self._book.styles.shows_date(self._style):
            found = date_of(value, from_1904=self._book.from_1904)
            return Cell(value if found is None else found)
        return Cell(value, percent=self._book.styles.shows_percent(self._style))


def _index(raw: str) -> int:
    index = int(raw)
    if index < 0:
        raise ValueError("een tekst met een negatief nummer")
    return index


def _unescaped(text: str) -> str:
    """Signs that XML cannot hold are written as _x000D_."""
    return _ESCAPED.sub(lambda match: chr(int(match[1], 16)), text) if "_x" in text else text


def _place(address: str) -> Place:
    match = _ADDRESS.fullmatch(address)
    if match is None:
        raise ValueError(f"een cel met het adres '{address[:20]}'")
    return int(match[2]), column_of(match[1])


def _block(reference: str) -> Block:
    first, _, last = reference.partition(":")
    top, left = _place(first)
    bottom, right = _place(last or first)
    return Block(min(top, bottom), min(left, right), max(top, bottom), max(left, right))
