"""A presentation on paper: whole figures below their headings, real text, tagged, and nothing that runs."""

import re

import pytest
from exported_figure import DARK, LIGHT, VALUE, figure, map_drawing, topology, trend_drawing
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st
from PIL import Image, ImageColor

from streekmonitor.export.document import Document, Section, Shown
from streekmonitor.export.exported import Drawing
from streekmonitor.export.paper.figures import safe_link
from streekmonitor.export.paper.letters import UNKNOWN, readable
from streekmonitor.export.paper.meeting import make_paper
from streekmonitor.export.paper.typeset import FONT
from tests import poppler
from tests.poppler import Word, needs_poppler

A4 = (595.276, 841.89)
SIDE, TOP, BOTTOM = 56.6, 45.3, 53.8  # points: 20, 16 and 19 mm, less a rounding
PATIENT = settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.too_slow])
MARKUP = [
    '#panic("x")', "*vet* _schuin_ $x^2$ `code` @ref <label>", "= Kop\n- punt\n+ punt", "\\ \\u{41} // weg",
    '"]#sys.inputs', "#set page(width: 1cm)", "<b>&amp;]]>", "/* open", "[[[", "’s-Gravenvoeren Łódź é ﬁ",
    "x\x00\x1by",
]  # fmt: skip
TEXT = st.one_of(
    st.sampled_from(MARKUP),
    st.text(max_size=200),
    st.text("aé -\n#*_$[]{}()<>@=\\/\"'`~", max_size=300),
    st.text(st.characters(exclude_categories=()), max_size=60),
)


def meeting(*items: Section | Shown, title: str = "Vergadering") -> Document:
    return Document(title, items, organisation="Taskforce", date="12 januari 2027")


def paper(*items: Section | Shown, title: str = "Vergadering") -> bytes:
    return make_paper(meeting(*items, title=title), {"abc123": topology()})


def one_word(text: str) -> str:
    """Without white space and breaks, for where those come depends on the width of a line."""
    return re.sub(r"[\s\u200b]", "", text)


def shown_as(text: str) -> str:
    return one_word(readable(text, FONT))


def whole_text(pdf: bytes) -> str:
    return one_word(poppler.text(pdf))


def find(words: list[Word], text: str) -> Word:
    (found,) = [word for word in words if word.text == text]
    return found


def share(picture: Image.Image, colour: str) -> float:
    """The part of a page that has exactly this colour."""
    counts = picture.getcolors(picture.width * picture.height) or []
    wanted = ImageColor.getrgb(colour)
    return sum(count for count, found in counts if found == wanted) / (picture.width * picture.height)


@needs_poppler
def test_a_paper_is_tagged_dutch_and_named() -> None:
    made = paper(Section("Werk"), Shown(figure()), title="Werk in Oost-Brabant")
    facts = poppler.info(made)
    assert (facts["Title"], facts["Tagged"], facts["Page size"]) == (
        "Werk in Oost-Brabant",
        "yes",
        "595.276 x 841.89 pts (A4)",
    )
    about = poppler.metadata(made)
    assert "<pdfuaid:part>1</pdfuaid:part>" in about
    assert "<rdf:li>nl-BE</rdf:li>" in about


@needs_poppler
def test_tags_tell_headings_figures_and_tables_apart() -> None:
    made = poppler.structure(paper(Section("Werk"), Shown(figure(), heading="Het daalt")))
    assert re.search(r'H1 "Werk".*H2 "Het daalt".*Figure.*Table.*TH.*TD', made, re.DOTALL)


def test_every_drawing_has_its_words_for_who_hears_the_paper() -> None:
    made = make_paper(meeting(Shown(figure(sentence="Gehoord."))), {"abc123": topology()})
    heard = "Gemeenten per klasse. Gehoord.".encode("utf-16-be")
    assert made.startswith(b"%PDF")
    assert b"/Alt" in made
    assert heard in made or b"Gehoord." in made


@needs_poppler
def test_fonts_are_inside_and_of_the_house() -> None:
    found = poppler.fonts(paper(Shown(figure(drawings=(map_drawing(), trend_drawing())))))
    assert {font.name for font in found} == {"InterTabular", "InterTabular-SemiBold"}
    assert all(font.embedded for font in found)


@needs_poppler
def test_numbers_are_dutch() -> None:
    text = " ".join("".join(poppler.pages(paper(Shown(figure(drawings=(trend_drawing(),)))))).split())
    # The table: 0,1 + 0,2; zero; a minus sign; a dash for what is not there. The chart: thousands.
    for expected in ("2024 0,3 vastgesteld", "2024 0,0", "2024 −1.234,5 raming", "2024 – vertrouwelijk"):
        assert expected in text
    assert "3.000" in text


@needs_poppler
def test_headings_stand_on_the_page_of_their_figure_and_above_it() -> None:
    items = [
        Shown(
            figure(drawings=(map_drawing(name=f"Plaats{number}"),), title=f"Titel{number}"),
            heading=f"Kop{number}",
            comment="Een regel.\n" * (number % 5 * 4),
        )
        for number in range(6)
    ]
    words = poppler.words(paper(Section("Deel"), *items))
    assert find(words, "Deel").page == find(words, "Kop0").page
    for number in range(6):
        heading, title, inside = (find(words, f"{name}{number}") for name in ("Kop", "Titel", "Plaats"))
        assert heading.page == title.page == inside.page
        assert heading.bottom <= title.top + 2 < inside.top


@needs_poppler
def test_no_picture_is_empty() -> None:
    pages = poppler.pictures(paper(*[Shown(figure(drawings=(map_drawing(),)))] * 4))
    dark, light = (sum(share(page, colour) for page in pages) for colour in (DARK, LIGHT))
    # A square is 100 of the 104 metres that a map of 200 × 780 / 960 pixels shows, at 482 points for 780
    # pixels; shrunk to 85 %, or not.
    side = 200 * 780 / 960 * 100 / 104 * 481.9 / 780
    whole = 4 * side**2 / (595 * 842)
    assert 0.6 * whole < dark < 1.1 * whole
    assert 0.6 * whole < light < 1.1 * whole


@needs_poppler
def test_pages_count_and_a_long_paper_has_contents() -> None:
    short, long = (
        poppler.pages(paper(*[Shown(figure(), heading=f"Bevinding{place}") for place in range(count)]))
        for count in (2, 9)
    )
    for pages in (short, long):
        for number, page in enumerate(pages, start=1):
            assert re.search(rf"\b{number} ?/ ?{len(pages)}\b", page)
    assert "Inhoud" not in short[0]
    assert "Inhoud" in long[0]
    for place in range(9):
        (shown_on,) = [number for number, page in enumerate(long[1:], start=2) if f"Bevinding{place}" in page]
        assert re.search(rf"Bevinding{place}[ .\u2060]+{shown_on}\b", long[0])


@needs_poppler
def test_a_finding_that_was_told_is_not_told_again() -> None:
    both = (Shown(figure(title="Kaart")), Shown(figure(title="Lijnen")))
    text = poppler.text(paper(*both))
    assert text.count("5,4 % in Oost-Brabant") == 1
    assert "Lijnen" in text


@needs_poppler
def test_a_drawing_that_is_too_high_comes_in_parts_that_are_whole() -> None:
    parts = tuple(map_drawing(name=f"Deel{number}") for number in range(9))
    high = Drawing({**map_drawing().spec, "height": 3_000}, map_drawing().datasets, parts=parts)
    words = poppler.words(paper(Shown(figure(drawings=(high,)))))
    on_pages = [find(words, f"Deel{number}").page for number in range(9)]
    assert on_pages == sorted(on_pages)
    assert len(set(on_pages)) > 1


@needs_poppler
def test_two_figures_share_a_page_where_they_fit() -> None:
    words = poppler.words(
        paper(*[Shown(figure(drawings=(trend_drawing(),)), heading=f"Kop{n}") for n in range(4)])
    )
    assert [find(words, f"Kop{number}").page for number in range(4)] == [1, 1, 2, 2]


@needs_poppler
def test_the_last_pages_name_definitions_and_every_source() -> None:
    many = tuple(f"Bron{number}" for number in range(6))
    made = poppler.pages(paper(Shown(figure(sources=many, notes=tuple(f"Let{n}" for n in range(6))))))
    first, last = made[0], made[-1]
    assert "6 bronnen, zie achteraan" in first
    assert "Let3" in first
    assert "Let4" not in first
    for expected in (*many, "Let4", "Let5", "Definities", "Werkzoekenden per 100"):
        assert expected in last


@needs_poppler
def test_a_long_table_flows_over_pages_with_its_head_on_each() -> None:
    made = figure(drawings=(), table=figure().table.loc[[2] * 150].reset_index(drop=True))
    pages = poppler.pages(paper(Shown(made)))
    with_rows = [page for page in pages if "−1.234,5" in page]
    assert sum(page.count("−1.234,5") for page in pages) == 150
    assert len(with_rows) >= 3
    assert all("Werkzoekendengraad (%)" in page for page in with_rows)


@needs_poppler
def test_a_long_name_of_a_column_leaves_the_others_their_room() -> None:
    head = "Aandeel leerlingen basisonderwijs met een andere thuistaal dan Nederlands (%)"
    made = figure(drawings=(), table=figure().table.rename(columns={VALUE: head}), formats={})
    text = "\n".join(poppler.pages(paper(Shown(made))))
    assert "’s-Gravenvoeren" in text
    assert "23088" not in text  # codes are for programs


@needs_poppler
def test_a_table_beside_a_drawing_is_there_when_short_or_asked_for() -> None:
    long = figure(table=figure().table.loc[[2] * 16].reset_index(drop=True))
    counted = [
        whole_text(paper(Shown(long, whole_table=wanted))).count("−1.234,5") for wanted in (False, True)
    ]
    assert counted == [0, 16]


@needs_poppler
def test_a_table_that_is_too_wide_says_where_it_is() -> None:
    wide = figure(
        drawings=(), table=figure().table[["Code"] * 13].set_axis([f"K{n}" for n in range(13)], axis=1)
    )
    assert "13 kolommen, te veel voor deze bladzijde" in " ".join(
        poppler.pages(paper(Shown(wide)))[0].split()
    )


@needs_poppler
@PATIENT
@given(title=TEXT, finding=TEXT, comment=TEXT)
@example(title="w" * 10_000, finding="w " * 5_000, comment="#" * 10_000)
@example(title="", finding="\ud800", comment="x\u202ey")
def test_any_text_stays_text_within_the_page(title: str, finding: str, comment: str) -> None:
    made = figure(title=finding, sentence=comment, notes=(title,), drawings=(map_drawing(),))
    item = Shown(made, heading=finding, comment=comment)
    pdf = paper(Section(title, comment), item, title=title)
    text = whole_text(pdf)
    if max(map(len, (title, finding, comment))) < 1_000:  # a page's foot stands within a longer one
        for expected in (title, finding, comment):
            assert shown_as(expected.strip()) in text
    for word in poppler.words(pdf):
        assert word.left >= SIDE
        assert word.right <= A4[0] - SIDE + 1
        assert word.top >= TOP - 8
        assert word.bottom <= A4[1] - 10


@needs_poppler
@PATIENT
@given(name=TEXT, unit=TEXT)
def test_any_text_in_a_drawing_or_a_table_stays_text(name: str, unit: str) -> None:
    table = figure().table.assign(Gebied=name).rename(columns={"Status": unit or "x"})
    made = figure(drawings=(map_drawing(name=name.replace("\ud800", "")),), table=table)
    assert shown_as(unit) in whole_text(paper(Shown(made)))


def test_a_paper_without_anything_is_a_paper() -> None:
    assert make_paper(Document("", ()), {"abc123": topology()}).startswith(b"%PDF")
    assert make_paper(Document("", (Section(""),)), {"abc123": topology()}).startswith(b"%PDF")


def test_the_same_presentation_gives_the_same_bytes() -> None:
    assert paper(Shown(figure())) == paper(Shown(figure()))


@pytest.mark.parametrize(
    ("address", "expected"),
    [
        ("https://streekmonitor.test/werk?a=1&b=é", "https://streekmonitor.test/werk?a=1&b=%C3%A9"),
        ("http://localhost:8501/werk", "http://localhost:8501/werk"),
        ("javascript:alert(1)", ""),
        ("file:///etc/passwd", ""),
        ("?indicator=x", ""),
        ("https://[", ""),
        ("", ""),
    ],
)
def test_only_addresses_of_the_web_are_links(address: str, expected: str) -> None:
    assert safe_link(address) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Łódź ’s-Gravenvoeren € 1.234,5 −2", "Łódź ’s-Gravenvoeren € 1.234,5 −2"),
        ("e\u0301", "é"),  # composed
        ("ﬁ ậ ρ", "fi a rho"),  # in signs that there are
        ("a\u200db\u202ec", "abc"),  # what only says how to write
        ("漢👍", UNKNOWN * 2),
        ("a\u2003b\r\nc", "a b\nc"),
        ("w" * 40, "w" * 40),
        ("w" * 41, "\u200b".join(["w" * 10] * 4 + ["w"])),  # may be broken
    ],
)
def test_text_is_set_in_signs_of_the_font(text: str, expected: str) -> None:
    assert readable(text, FONT) == expected
