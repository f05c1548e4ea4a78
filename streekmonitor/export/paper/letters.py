"""The signs that the house font has: what it lacks can't be set, and a PDF with a hole would be refused."""

import struct
import unicodedata
from functools import lru_cache
from pathlib import Path

from streekmonitor.export.cells import printable

UNKNOWN = "■"
SPELLED = {"ρ": "rho"}  # of Spearman; the font has no Greek
# No word is so long; what is, such as an address, may be broken every so many signs.
LONGEST_WORD, PIECE = 40, 10
BREAK = "\u200b"
LINE_END = "\n"
BMP_TABLE = 4


def readable(text: str, font: Path) -> str:
    """The text in signs that the font has, with room to break; what it can't show becomes "■"."""
    known = covered(font)
    shown = "".join(_shown(sign, known) for sign in unicodedata.normalize("NFC", printable(text)))
    return "".join(_breakable(line) for line in shown.splitlines(keepends=True))


@lru_cache(maxsize=4)
def covered(font: Path) -> frozenset[str]:
    """The signs that a TrueType font has, from its table of characters (cmap, format 4)."""
    data = font.read_bytes()
    start = _table(data, b"cmap")
    for number in range(_short(data, start + 2)):
        (offset,) = struct.unpack_from(">L", data, start + 8 + 8 * number)
        if _short(data, start + offset) == BMP_TABLE:
            return frozenset(_signs(data, start + offset))
    raise ValueError(f"{font.name} heeft geen tabel van tekens (cmap, formaat 4).")


def _shown(sign: str, known: frozenset[str]) -> str:
    if sign in known or sign == LINE_END:
        return sign
    if unicodedata.category(sign) == "Cf":
        return ""  # says how to write, and is no sign itself
    if sign.isspace():
        return " "
    if sign in SPELLED:
        return SPELLED[sign]
    parts = "".join(part for part in unicodedata.normalize("NFKD", sign) if part in known)
    return parts or ("" if unicodedata.combining(sign) else UNKNOWN)


def _breakable(line: str) -> str:
    return " ".join(_in_pieces(word) for word in line.split(" "))


def _in_pieces(word: str) -> str:
    if len(word) <= LONGEST_WORD:
        return word
    return BREAK.join(word[start : start + PIECE] for start in range(0, len(word), PIECE))


def _table(data: bytes, name: bytes) -> int:
    """Where a table of the font begins."""
    for number in range(_short(data, 4)):
        tag, _, offset, _ = struct.unpack_from(">4sLLL", data, 12 + 16 * number)
        if tag == name:
            return int(offset)
    raise ValueError(f"Het lettertype heeft geen tabel {name.decode()}.")


def _signs(data: bytes, at: int) -> list[str]:
    """The signs of the segments of a table of format 4: their ends, two bytes of nothing, their starts."""
    size = _short(data, at + 6)
    ends = struct.unpack_from(f">{size // 2}H", data, at + 14)
    starts = struct.unpack_from(f">{size // 2}H", data, at + 16 + size)
    spans = [(start, end) for start, end in zip(starts, ends, strict=True) if start < 0xFFFF]
    return [chr(code) for start, end in spans for code in range(start, end + 1)]


def _short(data: bytes, at: int) -> int:
    (value,) = struct.unpack_from(">H", data, at)
    return int(value)
