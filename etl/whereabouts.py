"""Where a text stands in a publisher's file, as a person sees it: for the message about an unknown area."""

import re
from collections.abc import Iterator
from pathlib import Path

import pandas as pd
import pyarrow.parquet

from etl.arrived import TEXT_MEMBER
from etl.errors import EtlError
from etl.guard import BIFF_MAGIC, PARQUET_MAGIC, ZIP_MAGIC, file_bytes, first_bytes, member_bytes, open_zip
from etl.read import read_excel, sheet_names

WORKBOOKS = (".xlsx", ".xls")


def first_place(path: Path, text: str) -> str:
    """The line, or sheet and row, where a text first stands as a cell of its own; "" when it is not found.

    A code may stand there without its leading zeros. Nothing is raised: this only adds to a message.
    """
    spellings = {text, text.lstrip("0")} if text.isdecimal() else {text}
    try:
        return next(_places(path, spellings), "")
    except (EtlError, OSError, ValueError):
        return ""


def _places(path: Path, spellings: set[str]) -> Iterator[str]:
    start = first_bytes(path)
    if start.startswith(PARQUET_MAGIC):
        yield from (f"rij {row}" for row in _rows(_parquet(path), spellings))
    elif start.startswith(BIFF_MAGIC) or path.suffix.lower() in WORKBOOKS:
        for sheet in sheet_names(path):
            yield from (f"blad '{sheet}', rij {row}" for row in _rows(read_excel(path, sheet), spellings))
    else:
        content = _text_in_zip(path) if start.startswith(ZIP_MAGIC) else file_bytes(path)
        yield from _lines(content.decode("utf-8", "replace"), spellings)


def _rows(table: pd.DataFrame, spellings: set[str]) -> list[int]:
    holds = table.apply(lambda column: column.astype("str").str.strip().isin(spellings))
    return [int(row) for row in table.index[holds.any(axis="columns")]]


def _parquet(path: Path) -> pd.DataFrame:
    table: pd.DataFrame = pyarrow.parquet.read_table(path).to_pandas()
    return table.set_axis(pd.RangeIndex(1, len(table) + 1), axis="index")


def _text_in_zip(path: Path) -> bytes:
    with open_zip(path) as archive:
        texts = [member for member in archive.infolist() if TEXT_MEMBER.fullmatch(member.filename)]
        return member_bytes(path, archive, texts[0]) if texts else b""


def _lines(content: str, spellings: set[str]) -> Iterator[str]:
    cell = re.compile(rf"(^|[\s,;|\"])({'|'.join(map(re.escape, sorted(spellings)))})([\s,;|\"]|$)")
    for number, line in enumerate(content.splitlines(), start=1):
        if cell.search(line):
            yield f"regel {number}"
