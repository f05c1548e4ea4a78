"""Reads a text table (CSV) as people's programs write it: encoding and separator follow from its content."""

import codecs
import csv
import io
from collections import Counter as Tally
from pathlib import Path

from etl.desk.tables.limits import MAX_COLUMN, MAX_ROW, MAX_TEXT, SAVE_AGAIN, Counter
from etl.desk.tables.sheets import Cell, Place, Sheet, Sheets, letters, tidy
from etl.errors import SourceError
from etl.guard import UTF8_MARK

SEPARATORS = (";", "\t", "|", ",")  # a comma last: it may be the decimal sign
SAMPLE = 2_000  # lines by which the separator is found
_MARKS = ((codecs.BOM_UTF16_LE, "utf-16"), (codecs.BOM_UTF16_BE, "utf-16"), (UTF8_MARK, "utf-8-sig"))


def read_text(file: Path, content: bytes) -> Sheets:
    """The one sheet of a text table; every cell stays text, also one that looks like a formula.

    Rows are counted as a spreadsheet that opens the file does. Raises SourceError.
    """
    text = _decoded(file, content)
    separator, text, skipped = _separator(text)
    counter = Counter(file)
    cells: dict[Place, Cell] = {}
    lines = csv.reader(io.StringIO(text, newline=""), delimiter=separator, strict=True)
    row = skipped
    try:
        for row, line in enumerate(lines, start=skipped + 1):
            for column, raw in enumerate(line, start=1):
                if value := tidy(raw):
                    counter.add(value, f"{letters(column)}{row}")
                    cells[row, column] = Cell(value)
            if row > MAX_ROW or len(line) > MAX_COLUMN:
                counter.stop(f"rij {row}", f"hoogstens {MAX_ROW} rijen en {MAX_COLUMN} kolommen", "meer")
    except csv.Error as error:
        raise SourceError(
            file,
            f"rij {row + 1}",
            expected="cellen met aanhalingstekens die samen horen",
            found=f"een aanhalingsteken te veel of te weinig, of een cel van meer dan {MAX_TEXT} tekens",
            action=f"verbeter die rij, of {SAVE_AGAIN}",
        ) from error
    return Sheets(file.name, (Sheet("", cells),))


def _decoded(file: Path, content: bytes) -> str:
    """The text; UTF-8 when it can be, else as Windows writes it."""
    for mark, encoding in _MARKS:
        if content.startswith(mark):
            return _strictly(file, content, (encoding,))
    if b"\0" in content[:4096]:
        even, odd = content[0:4096:2].count(0), content[1:4096:2].count(0)
        return _strictly(file, content, ("utf-16-be" if even > odd else "utf-16-le",))
    return _strictly(file, content, ("utf-8", "cp1252"))


def _strictly(file: Path, content: bytes, encodings: tuple[str, ...]) -> str:
    for encoding in encodings:
        try:
            text = content.decode(encoding)
        except UnicodeDecodeError:
            continue
        if "\0" not in text:
            return text
    raise SourceError(
        file,
        "",
        expected="tekst in UTF-8, UTF-16 of Windows-1252",
        found="bytes die geen tekst zijn",
        action=SAVE_AGAIN,
    )


def _separator(text: str) -> tuple[str, str, int]:
    """The separator, the text without the line that names it for Excel ("sep=;"), and lines taken off."""
    first, _, rest = text.partition("\n")
    named = first.strip().lower().removeprefix("sep=")
    if first.strip().lower().startswith("sep=") and named in SEPARATORS:
        return named, rest, 1
    sample = "\n".join(text.splitlines()[:SAMPLE])
    return max(SEPARATORS, key=lambda separator: _regularity(sample, separator)), text, 0


def _regularity(sample: str, separator: str) -> int:
    """How many lines have the most usual number of cells, of lines with more than one."""
    try:
        lengths = Tally(len(line) for line in csv.reader(io.StringIO(sample), delimiter=separator))
    except csv.Error:
        return 0
    lengths.pop(0, None)
    lengths.pop(1, None)
    return max(lengths.values(), default=0)
