"""What a PDF shows, read by Poppler: pages as pictures, words with their places, fonts and tags."""

import io
import re
import shutil
import subprocess
import tempfile
from dataclasses import dataclass
from html import unescape
from pathlib import Path

import pytest
from PIL import Image

POINTS_PER_INCH = 72
needs_poppler = pytest.mark.skipif(
    shutil.which("pdftotext") is None,
    reason="Poppler ontbreekt (op Debian of Ubuntu: sudo apt install poppler-utils).",
)
PAGE = re.compile(r'<page width="([\d.]+)" height="([\d.]+)">(.*?)</page>', re.DOTALL)
WORD = re.compile(r'<word xMin="([-\d.]+)" yMin="([-\d.]+)" xMax="([-\d.]+)" yMax="([-\d.]+)">(.*?)</word>')


@dataclass(frozen=True)
class Word:
    """A word and its box in points from the upper left corner; pages count from 1."""

    text: str
    page: int
    left: float
    top: float
    right: float
    bottom: float


@dataclass(frozen=True)
class Font:
    """A font of a PDF, and whether it is inside."""

    name: str
    embedded: bool


def info(pdf: bytes) -> dict[str, str]:
    """What `pdfinfo` says: Title, Pages, Tagged ..."""
    lines = _ask(pdf, "pdfinfo").splitlines()
    return {name: value.strip() for name, _, value in (line.partition(":") for line in lines)}


def metadata(pdf: bytes) -> str:
    """The metadata as XML (XMP)."""
    return _ask(pdf, "pdfinfo", "-meta")


def structure(pdf: bytes) -> str:
    """The tags, and the text within them."""
    return _ask(pdf, "pdfinfo", "-struct-text")


def fonts(pdf: bytes) -> list[Font]:
    """The fonts; embedded is the fifth column from the right."""
    rows = [line.split() for line in _ask(pdf, "pdffonts").splitlines()[2:]]
    return [Font(row[0].split("+")[-1], row[-5] == "yes") for row in rows]


def pages(pdf: bytes) -> list[str]:
    """The text of each page, as laid out."""
    return _ask(pdf, "pdftotext", "-layout", "-enc", "UTF-8", to_stdout=True).split("\f")[:-1]


def text(pdf: bytes) -> str:
    """The text in the order in which it was written: cell by cell, page by page."""
    return _ask(pdf, "pdftotext", "-raw", "-enc", "UTF-8", to_stdout=True)


def words(pdf: bytes) -> list[Word]:
    """Every word with its place."""
    found: list[Word] = []
    laid_out = _ask(pdf, "pdftotext", "-bbox", "-enc", "UTF-8", to_stdout=True)
    for number, page in enumerate(PAGE.findall(laid_out), start=1):
        for *box, text in WORD.findall(page[2]):
            left, top, right, bottom = map(float, box)
            found.append(Word(unescape(text), number, left, top, right, bottom))
    return found


def pictures(pdf: bytes, dpi: int = POINTS_PER_INCH) -> list[Image.Image]:
    """Each page drawn; at 72 dots per inch a dot is a point."""
    with tempfile.TemporaryDirectory(prefix="streekmonitor-") as folder:
        file = Path(folder) / "document.pdf"
        file.write_bytes(pdf)
        command = ["pdftoppm", "-r", str(dpi), "-png", str(file), str(Path(folder) / "blad")]
        subprocess.run(command, check=True, capture_output=True)
        files = sorted(Path(folder).glob("blad*.png"))
        return [Image.open(io.BytesIO(path.read_bytes())).convert("RGB") for path in files]


def _ask(pdf: bytes, program: str, *options: str, to_stdout: bool = False) -> str:
    with tempfile.TemporaryDirectory(prefix="streekmonitor-") as folder:
        file = Path(folder) / "document.pdf"
        file.write_bytes(pdf)
        command = [program, *options, str(file), *(["-"] if to_stdout else [])]
        done = subprocess.run(command, check=True, capture_output=True)
    return done.stdout.decode("utf-8")
