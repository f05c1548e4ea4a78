"""Slides as LibreOffice draws them: nothing outside its box, no empty picture, Dutch numbers."""

import re
from io import BytesIO
from itertools import pairwise

import native_figures as made
import pytest
from exported_figure import figure, topology
from native_figures import KINDS
from office import as_pdf, needs_office
from PIL import Image, ImageStat
from pptx import Presentation

from streekmonitor.export.document import Document, Section, Shown
from streekmonitor.export.slides.deck import make_slides
from tests import poppler
from tests.poppler import Word, needs_poppler

pytestmark = [needs_office, needs_poppler]

EMU = 12_700
WIDTH, HEIGHT = 960, 540
WHAT = 10  # the number of the placeholder below the heading
TABLE = 12  # the page of the table, from zero
# What poppler calls the box of a word is higher than its line, by this part of its height.
SLACK = 0.16
LONG = (
    "De werkzoekendengraad van Oost-Brabant blijft onder die van het Vlaams Gewest, maar in Tienen, Diest, "
    "Scherpenheuvel-Zichem en ’s-Gravenvoeren loopt ze op: dat vraagt om een gezamenlijk antwoord van de "
    "gemeenten, de vakbonden, de werkgevers en de provincie, nog vóór de zomer van volgend jaar"
)
COMMENT = (LONG + ". ") * 2
ITEMS = (
    Section("Werk en economie", COMMENT),
    *(Shown(made.native_figure(chart()), f"Grafiek {name}") for name, chart in KINDS.items()),
    Shown(made.native_figure(made.trend()), LONG, COMMENT),
    Shown(made.native_figure(made.ranking(24)), LONG, COMMENT),
    Shown(made.mapped(), "Kaart", COMMENT),
    Shown(figure(drawings=()), "Tabel", "Korte toelichting."),
    Shown(figure(drawings=(), sources=(LONG,) * 4), "Lange bronnen"),
)
DOCUMENT = Document(
    LONG[:120],
    ITEMS,
    subtitle=LONG,
    organisation="Taskforce",
    date="4 december 2026",
    link="https://streekmonitor.test/presentatie",
)


@pytest.fixture(scope="module")
def deck() -> bytes:
    return make_slides(DOCUMENT, {"abc123": topology()})


@pytest.fixture(scope="module")
def slides(deck):
    return list(Presentation(BytesIO(deck)).slides)


@pytest.fixture(scope="module")
def pdf(deck) -> bytes:
    return as_pdf(deck)


@pytest.fixture(scope="module")
def pages(pdf) -> list[list[Word]]:
    found = poppler.words(pdf)
    return [[word for word in found if word.page == number] for number in range(1, _count(pdf) + 1)]


@pytest.fixture(scope="module")
def drawn(pdf) -> list[Image.Image]:
    return poppler.pictures(pdf)


def _count(pdf: bytes) -> int:
    return int(poppler.info(pdf)["Pages"])


def box(shape):
    return tuple(
        side / EMU for side in (shape.left, shape.top, shape.left + shape.width, shape.top + shape.height)
    )


def places_of(words: list[Word], text: str) -> list[tuple[float, float, float, float]]:
    """The box around a text on a page, wherever its words follow each other."""
    wanted = re.split(r"\s+", text.strip())
    told = [word.text for word in words]
    found = []
    for start in range(len(told) - len(wanted) + 1):
        if told[start : start + len(wanted)] == wanted:
            part = words[start : start + len(wanted)]
            slack = SLACK * max(word.bottom - word.top for word in part)
            left, top = min(word.left for word in part), min(word.top for word in part)
            right, bottom = max(word.right for word in part), max(word.bottom for word in part)
            found.append((left + slack, top + slack, right - slack, bottom - slack))
    return found


def lies_in(inner, outer):
    return all(a >= b for a, b in zip(inner[:2], outer[:2], strict=True)) and all(
        a <= b for a, b in zip(inner[2:], outer[2:], strict=True)
    )


def test_every_slide_becomes_a_page(pdf, slides):
    assert _count(pdf) == len(slides) == len(ITEMS) + 2


def test_every_shape_lies_within_its_slide(slides):
    for slide in slides:
        for shape in slide.shapes:
            left, top, right, bottom = box(shape)
            assert left >= 0, shape.name
            assert top >= 0, shape.name
            assert right <= WIDTH + 0.01, shape.name
            assert bottom <= HEIGHT + 0.01, shape.name


def test_every_word_lies_within_its_page(pages):
    for word in (word for page in pages for word in page):
        assert 0 <= word.left <= word.right <= WIDTH, word
        assert 0 <= word.top <= word.bottom <= HEIGHT, word


def test_every_text_lies_within_its_box(slides, pages):
    seen = 0
    for slide, words in zip(slides, pages, strict=True):
        for shape in slide.shapes:
            text = shape.text_frame.text.strip() if shape.has_text_frame else ""
            found = places_of(words, text) if text else []
            assert not found or any(lies_in(place, box(shape)) for place in found), (text, found, box(shape))
            seen += bool(found)
    assert seen > 4 * len(ITEMS)


def test_what_stands_below_a_heading_begins_below_its_last_line(slides, pages):
    pairs = [
        (title[-1], below[0])
        for slide, words in zip(slides, pages, strict=True)
        if (title := places_of(words, slide.shapes.title.text_frame.text))
        for shape in slide.placeholders
        if shape.placeholder_format.idx == WHAT and (below := places_of(words, shape.text_frame.text))
    ]
    assert len(pairs) > 10
    assert all(title[3] <= below[1] for title, below in pairs)


@pytest.mark.parametrize("name", ["Grafiek", "Kaart", "Tabel"])
def test_no_picture_chart_or_table_is_empty(name, slides, drawn):
    shown = [
        picture.crop(tuple(map(round, box(shape))))
        for slide, picture in zip(slides, drawn, strict=True)
        for shape in slide.shapes
        if shape.name == name
    ]
    assert shown
    for part in shown:
        assert max(ImageStat.Stat(part).stddev) > 8


def test_charts_show_dutch_numbers(pages):
    told = {
        name: " ".join(word.text for word in page).replace("\u00a0", " ")
        for name, page in zip(KINDS, pages[2:], strict=False)
    }
    ranking, trend, scatter = told["ranking"], told["trend"], told["scatter"]
    assert "7,8 %" in ranking
    assert "5,4 % (voorlopig)" in ranking
    assert "Leuven (vooruitzicht) 7,8 %" in trend
    assert "€ 460.000" in scatter
    for page in told.values():
        assert not re.search(r"\d\.\d(\D|$)", page)


def test_lines_are_named_without_covering_each_other(pages):
    names = [word for word in pages[3] if word.text.startswith("(vooruitzicht)")]
    assert len(names) == 1


def test_rows_of_a_table_do_not_touch(pages):
    rows = [word for word in pages[TABLE] if word.text in {"Leuven", "Asse", "Tienen"}]
    assert len(rows) == 3
    assert all(
        above.bottom <= below.top + 1 for above, below in pairwise(sorted(rows, key=lambda word: word.top))
    )


def test_all_fonts_are_in_the_pdf(pdf):
    assert all(font.embedded for font in poppler.fonts(pdf))
