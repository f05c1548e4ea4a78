"""What may stand in a file: text that every program reads, cells that hold a number, a text or nothing."""

import re
import unicodedata
from math import isfinite
from numbers import Integral, Real

import numpy as np
import pandas as pd

NOT_IN_XML = {"\ufffe", "\uffff"}
# Where a cell begins, also for a program that takes another separator than ours, and what would run there.
# A formula may hide behind quotes. The wide signs are formulas in some languages of Excel.
RISKY = re.compile(r"""(^|[,;\n])(?=[\s"']*[=+\-@＝＋－＠])""")


def printable(text: str) -> str:
    """The text without control characters and broken pairs, which no XML, and so no SVG or XLSX, may hold."""
    lines = text.replace("\r\n", "\n").replace("\r", "\n").replace("\t", " ")
    return "".join(sign for sign in lines if sign == "\n" or _can_be_printed(sign))


def on_one_line(text: str) -> str:
    """The text as one line."""
    return printable(text).replace("\n", " ")


def shortened(text: str, most: int) -> str:
    """The text in at most so many signs; what is left out shows as "…"."""
    return text if len(text) <= most else f"{text[: most - 1]}…"


def harmless(text: str) -> str:
    """The text with an apostrophe wherever a spreadsheet that opens a CSV would see a formula begin."""
    return RISKY.sub(r"\1'", printable(text))


def plain(value: object) -> str | int | float | None:
    """A cell of a frame as text, number or nothing; 0 is a number, not nothing."""
    if isinstance(value, bool | np.bool):
        return "ja" if value else "nee"
    if isinstance(value, Integral):
        return int(value)
    if isinstance(value, Real):
        return float(value) if isfinite(value) else None
    return None if value is None or value is pd.NaT or value is pd.NA else printable(str(value))


def _can_be_printed(sign: str) -> bool:
    return unicodedata.category(sign) not in {"Cc", "Cs"} and sign not in NOT_IN_XML
