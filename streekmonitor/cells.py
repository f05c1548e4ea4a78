"""Text and numbers in cells of files: readable by every program, and never run by one."""

import re
import unicodedata

LONGEST_CELL = 32_767  # what Excel allows
LONGEST_NAME = 31
# Signs that Excel forbids in the name of a sheet, and those that it counts as two.
NOT_IN_A_NAME = re.compile(r"[\[\]:*?/\\]|[\U00010000-\U0010ffff]")
WITHOUT_FORMULAS = {"strings_to_formulas": False, "strings_to_urls": False, "strings_to_numbers": False}
"""Options of a workbook in which no text ever becomes anything else."""

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


def sheet_name(title: str) -> str:
    """A name that Excel takes for a sheet; it may be empty, or the name of another sheet."""
    words = " ".join(NOT_IN_A_NAME.sub(" ", on_one_line(title)).split())
    return shortened(words.strip("' "), LONGEST_NAME)


def harmless(text: str) -> str:
    """The text with an apostrophe wherever a spreadsheet that opens a CSV would see a formula begin."""
    return RISKY.sub(r"\1'", printable(text))


class Exact(float):
    """A number that is written with all its digits; XlsxWriter formats to 16, one too few for some."""

    def __format__(self, spec: str) -> str:
        return repr(float(self))


def _can_be_printed(sign: str) -> bool:
    return unicodedata.category(sign) not in {"Cc", "Cs"} and sign not in NOT_IN_XML
