"""The only place that opens files of publishers: every file is distrusted before it is parsed.

The tables returned hold text (parquet: its own types). Their index is the row number that a person sees
in the file, so that a message can name it.
"""

import csv
import io
import re
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from types import MappingProxyType

import pandas as pd
import pyarrow as pa
import pyarrow.csv
import pyarrow.parquet

from etl.errors import EtlError, SourceError, listing
from etl.guard import (
    ASK_PUBLISHER,
    BIFF_MAGIC,
    DOWNLOAD_AGAIN,
    PARQUET_MAGIC,
    UTF8_MARK,
    ZIP_MAGIC,
    file_bytes,
    first_bytes,
    member_bytes,
    not_a,
    open_zip,
    too_large,
)

MAX_CELLS = 50_000_000

SEE_LAYOUT = "vergelijk met de beschrijving van de uitgever en pas de bronmodule in etl/sources aan"

DECIMAL_NAMES = {".": "punt", ",": "komma"}

NOTHING: Mapping[str, str] = MappingProxyType({})


@dataclass(frozen=True)
class Layout:
    """How a text table is written; see `read_csv`."""

    separator: str
    quoted: bool
    encodings: tuple[str, ...]
    renamed: Mapping[str, str] = field(default_factory=dict)
    optional: tuple[str, ...] = ()
    added: int = 0  # header lines that are ours and not in the file

    def header(self, line: str) -> list[str]:
        """The names in a header line, as they stand there."""
        if not self.quoted:
            return line.split(self.separator)
        return next(csv.reader([line], delimiter=self.separator), [])

    def names(self, header: Sequence[str]) -> list[str]:
        """The names as the caller knows them."""
        return [name if self.renamed.get(name, name) in header else self.renamed[name] for name in header]


def read_zip_text(
    path: Path,
    columns: Sequence[str] | None = None,
    *,
    separator: str = "|",
    quoted: bool = True,
    encodings: Sequence[str] = ("utf-8-sig",),
    member: str = r".*\.(txt|csv)",
    renamed: Mapping[str, str] = NOTHING,
    optional: Sequence[str] = (),
) -> pd.DataFrame:
    """The one text table inside a zip (its name matches `member`); see `read_csv` for the rest."""
    layout = Layout(separator, quoted, tuple(encodings), renamed, tuple(optional))
    return _parse_text(path, zip_member(path, member), columns, layout)


def zip_member(path: Path, member: str) -> bytes:
    """The bytes of the one member of an archive whose name fits the pattern `member`."""
    with open_zip(path) as archive:
        fitting = [i for i in archive.infolist() if re.fullmatch(member, i.filename, re.IGNORECASE)]
        if len(fitting) != 1:
            raise SourceError(
                path,
                "",
                expected=f"een zip met één bestand waarvan de naam past op '{member}'",
                found=listing(archive.namelist()) or "een lege zip",
                action=SEE_LAYOUT,
            )
        return member_bytes(path, archive, fitting[0])


def read_csv(
    path: Path,
    columns: Sequence[str] | None = None,
    *,
    separator: str = ",",
    quoted: bool = True,
    encodings: Sequence[str] = ("utf-8-sig",),
    renamed: Mapping[str, str] = NOTHING,
    optional: Sequence[str] = (),
) -> pd.DataFrame:
    """A text table with one header row, plain or packed with gzip, as text; index = line number.

    `columns` are the ones to return (None: all); `encodings` are tried in this order, strictly. Where the
    publisher's layouts differ by year: `renamed` gives a name in another layout its name in `columns`, and
    `optional` are columns to return as well when they are there.
    Raises SourceError when the file is not text, a column is missing or a line has too few or many cells.
    """
    layout = Layout(separator, quoted, tuple(encodings), renamed, tuple(optional))
    return _parse_text(path, file_bytes(path), columns, layout)


def read_rows(path: Path, columns: Sequence[str], *, separator: str = ",") -> pd.DataFrame:
    """A text table without a header row, whose columns are these, as text; index = line number."""
    header = separator.join(columns).encode("utf-8") + b"\n"
    layout = Layout(separator, quoted=True, encodings=("utf-8",), added=1)
    return _parse_text(path, header + file_bytes(path).removeprefix(UTF8_MARK), columns, layout)


def read_excel(path: Path, sheet: str, header: Sequence[str] | None = None) -> pd.DataFrame:
    """A sheet as text; index = Excel's row number (from 1).

    With `header` the first row must hold these column names (others are ignored) and is not returned.
    Without it, columns are numbered from 0 and every row is returned. Empty cells are "".
    """
    with _workbook(path) as workbook:
        names = [str(name) for name in workbook.sheet_names]
        if sheet not in names:
            raise SourceError(
                path, "", expected=f"een blad '{sheet}'", found=listing(names), action=SEE_LAYOUT
            )
        table = pd.read_excel(workbook, sheet_name=sheet, header=None, dtype="str", na_filter=False)
    table = table.set_axis(pd.RangeIndex(1, len(table) + 1), axis="index")
    if header is None:
        return table
    found = table.iloc[0].tolist() if len(table) else []
    check_columns(path, f"blad '{sheet}', rij 1", header, found)
    return table.iloc[1:].set_axis(found, axis="columns")[list(header)]


def sheet_names(path: Path) -> list[str]:
    """The names of the sheets of a workbook, in their order."""
    with _workbook(path) as workbook:
        return [str(name) for name in workbook.sheet_names]


def read_parquet(path: Path, columns: Sequence[str], *, numbers: Sequence[str] = ()) -> pd.DataFrame:
    """These columns of a parquet file, in their own types; index = row number from 1.

    Raises SourceError, also when one of the columns `numbers` holds no numbers.
    """
    start = first_bytes(path)
    if not start.startswith(PARQUET_MAGIC):
        raise not_a(path, "een parquetbestand", start)
    try:
        file = pyarrow.parquet.ParquetFile(path)
        check_columns(path, "", columns, file.schema_arrow.names)
        _expect_numbers(path, file.schema_arrow, numbers)
        if file.metadata.num_rows * len(columns) > MAX_CELLS:
            raise too_large(path, f"{file.metadata.num_rows} rijen")
        table: pd.DataFrame = file.read(columns=list(columns)).to_pandas()
    except (pa.ArrowException, OSError, ValueError) as error:
        raise SourceError(
            path, "", expected="een volledig parquetbestand", found=str(error), action=DOWNLOAD_AGAIN
        ) from error
    return table.set_axis(pd.RangeIndex(1, len(table) + 1), axis="index")


def _expect_numbers(path: Path, schema: pa.Schema, numbers: Sequence[str]) -> None:
    for name in numbers:
        kind = schema.field(name).type
        if not (pa.types.is_integer(kind) or pa.types.is_floating(kind)):
            raise SourceError(
                path, f"kolom '{name}'", expected="getallen", found=f"het type {kind}", action=SEE_LAYOUT
            )


def expect_cells(
    file: Path, table: pd.DataFrame, cells: Mapping[tuple[int, int], str], *, sheet: str = ""
) -> None:
    """Check cells of a sheet by (row number, column position from 0) against their exact text."""
    place = f"blad '{sheet}', " if sheet else ""
    for (row, column), expected in cells.items():
        inside = row in table.index and column in table.columns
        found = str(table.loc[row, column]).strip() if inside else "niets: het blad is kleiner"
        if not inside or found != expected:
            raise SourceError(
                file,
                f"{place}rij {row}, kolom {column + 1}",
                expected=f"'{expected}'",
                found=f"'{found}'" if inside else found,
                action=SEE_LAYOUT,
            )


def to_number(
    column: pd.Series,
    file: Path,
    *,
    decimal: str = ".",
    thousands: str | None = None,
    special: Mapping[str, str] | None = None,
) -> tuple[pd.Series, pd.Series]:
    """Numbers in the declared notation, strictly: (values float64, statuses), both with the same index.

    `special` maps the publisher's words ('-', 'x', '*', '') to statuses without a value; the rest is
    'observed'. Raises SourceError with the row of the first cell that is neither.
    """
    text = column.astype("str").str.strip()
    words = special or {}
    status = text.map(words).astype("str") if words else pd.Series(pd.NA, text.index, dtype="str")
    is_word = status.notna()
    plain = text.str.fullmatch(_notation(decimal, thousands))
    wrong = ~plain & ~is_word
    if wrong.any():
        raise _not_a_number(text[wrong], file, str(column.name), decimal, words)
    digits = text.where(~is_word, "nan")
    if thousands is not None:
        digits = digits.str.replace(thousands, "", regex=False)
    if decimal != ".":
        digits = digits.str.replace(decimal, ".", regex=False)
    return digits.astype("float64"), status.fillna("observed")


def _notation(decimal: str, thousands: str | None) -> str:
    """The pattern of a number; with a thousands separator every group must have three digits."""
    fraction = rf"(?:{re.escape(decimal)}\d+)?"
    if thousands is not None:
        return rf"[+-]?\d{{1,3}}(?:{re.escape(thousands)}\d{{3}})*{fraction}"
    exponent = r"(?:[eE][+-]?\d+)?" if decimal == "." else ""  # as Excel's floats are written out
    return rf"[+-]?\d+{fraction}{exponent}"


def _not_a_number(
    wrong: pd.Series, file: Path, column: str, decimal: str, words: Mapping[str, str]
) -> SourceError:
    """The error for the first cell that is not a number, with a hint when it is in the other notation."""
    first = str(wrong.iloc[0])
    other = "," if decimal == "." else "."
    if other in first:
        action = (
            f"dit lijkt een getal met {DECIMAL_NAMES[other]}: download opnieuw met de notatie van de "
            "uitgever, of geef de notatie op in de bronmodule"
        )
    else:
        action = "betekent het woord iets, voeg het dan toe aan de bronmodule; anders: " + ASK_PUBLISHER
    either = f" of {listing(list(words))}" if words else ""
    return SourceError(
        file,
        f"rij {wrong.index[0]}, kolom '{column}'",
        expected=f"een getal met {DECIMAL_NAMES[decimal]} als decimaalteken{either}",
        found=f"'{first}' (zulke cellen in deze kolom: {len(wrong)})",
        action=action,
    )


@contextmanager
def _workbook(path: Path) -> Iterator[pd.ExcelFile]:
    """A workbook whose parts are sound; whatever its reader raises becomes a SourceError."""
    start = first_bytes(path)
    if start.startswith(ZIP_MAGIC):
        with open_zip(path) as archive:
            for member in archive.infolist():
                member_bytes(path, archive, member)  # the Excel reader trusts sizes and checksums, we do not
    elif not start.startswith(BIFF_MAGIC):
        raise not_a(path, "een Excel-werkmap (.xlsx of .xls)", start)
    try:
        with pd.ExcelFile(path, engine="calamine") as workbook:
            yield workbook
    except EtlError:
        raise
    except Exception as error:
        raise SourceError(
            path, "", expected="een leesbare werkmap", found=str(error), action=DOWNLOAD_AGAIN
        ) from error


def _parse_text(path: Path, data: bytes, columns: Sequence[str] | None, layout: Layout) -> pd.DataFrame:
    data = _as_utf8(path, data, layout.encodings)
    first = io.BytesIO(data).readline().decode("utf-8").strip("\r\n")
    if "\r" in first:
        raise SourceError(
            path,
            "kopregel",
            expected="regels die op \\n of \\r\\n eindigen",
            found="een losse wagenterugloop (\\r)",
            action=DOWNLOAD_AGAIN,
        )
    header = layout.header(first)
    names = layout.names(header)
    wanted = names if columns is None else [*columns, *(c for c in layout.optional if c in names)]
    check_columns(path, "kopregel", wanted, names)
    in_file = [header[names.index(name)] for name in wanted]
    try:
        table = pyarrow.csv.read_csv(
            io.BytesIO(data),
            read_options=pyarrow.csv.ReadOptions(use_threads=False),  # only then errors name the row
            parse_options=pyarrow.csv.ParseOptions(
                delimiter=layout.separator,
                quote_char='"' if layout.quoted else False,
                ignore_empty_lines=False,
            ),
            convert_options=pyarrow.csv.ConvertOptions(
                column_types={name: pa.string() for name in in_file}, include_columns=in_file
            ),
        )
    except pa.ArrowException as error:
        raise _bad_line(path, error, len(header), layout) from error
    rows: pd.DataFrame = table.rename_columns(wanted).to_pandas()
    first_line = 2 - layout.added
    return rows.set_axis(pd.RangeIndex(first_line, len(rows) + first_line), axis="index")


def _as_utf8(path: Path, data: bytes, encodings: Sequence[str]) -> bytes:
    """The text in UTF-8, without byte-order mark and empty lines at the end."""
    if b"\0" in data and "utf-16" not in encodings:
        raise SourceError(
            path,
            "",
            expected="tekst",
            found="nulbytes: geen tekst, of tekst in UTF-16",
            action=DOWNLOAD_AGAIN,
        )
    problem: UnicodeDecodeError | None = None
    for encoding in encodings:
        try:
            text = data.decode(encoding)
        except UnicodeDecodeError as error:
            problem = problem or error
            continue
        same = encoding in ("utf-8", "utf-8-sig")  # a large file is then not written out anew
        return (data.removeprefix(UTF8_MARK) if same else text.encode("utf-8")).rstrip(b"\r\n")
    line = data.count(b"\n", 0, problem.start) + 1 if problem else 1
    raise SourceError(
        path,
        f"regel {line}",
        expected=f"tekst in {' of '.join(encodings)}",
        found=f"bytes die dat niet zijn ({problem})",
        action="download opnieuw; bewerk het bestand niet in Excel; of voeg de codering toe in de bronmodule",
    )


def _bad_line(path: Path, error: Exception, cells: int, layout: Layout) -> SourceError:
    match = re.search(r"Row #(\d+): Expected (\d+) columns, got (\d+)", str(error))
    where = f"regel {int(match[1]) - layout.added}" if match else ""
    found = f"{match[3]} cellen" if match else str(error)
    return SourceError(path, where, expected=f"{cells} cellen per regel", found=found, action=DOWNLOAD_AGAIN)


def check_columns(path: Path, where: str, wanted: Sequence[str], found: Sequence[str]) -> None:
    """Every wanted column is in the header, once."""
    absent = [name for name in wanted if name not in found]
    if absent:
        others = [name for name in found if name not in wanted]
        raise SourceError(
            path,
            where,
            expected=f"de kolommen {listing(absent)}",
            found=f"die ontbreken; wel aanwezig en niet verwacht: {listing(others) or 'niets'}",
            action="is de kolom hernoemd, pas dan de naam aan in de bronmodule; " + SEE_LAYOUT,
        )
    repeated = sorted({name for name in wanted if list(found).count(name) > 1})
    if repeated:
        raise SourceError(
            path,
            where,
            expected="elke kolom één keer",
            found=f"meer dan één keer: {listing(repeated)}",
            action=SEE_LAYOUT,
        )
