"""Text in lines: never wider than the picture, broken where a reader expects it, cut with a sign."""

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from PIL import ImageFont

import streekmonitor.export
from streekmonitor.export.lines import width_of, wrap

FONTS = Path(streekmonitor.export.__file__).with_name("fonts")
FONT_FILES = [FONTS / "inter-tabular-regular.ttf", FONTS / "inter-tabular-semibold.ttf"]
SENTENCE = (
    "Werkzoekendengraad in 2024: 5,4\u00a0% in Oost-Brabant en 5,1\u00a0% in Halle-Vilvoorde, "
    "tegenover € 36.653 in het Vlaams Gewest (’s-Gravenvoeren: −1.234,5)."
)
LATIN = st.text(st.characters(min_codepoint=0x20, max_codepoint=0x17F, exclude_categories=("Cc", "Cf")))


@pytest.mark.parametrize("file", FONT_FILES, ids=lambda path: path.stem)
def test_a_sentence_is_estimated_slightly_too_wide(file: Path) -> None:
    real = ImageFont.truetype(str(file), 100).getlength(SENTENCE)
    assert real <= width_of(SENTENCE, 100) <= 1.12 * real


@pytest.mark.parametrize("file", FONT_FILES, ids=lambda path: path.stem)
@given(text=LATIN)
def test_no_line_is_wider_than_its_room(file: Path, text: str) -> None:
    font = ImageFont.truetype(str(file), 100)
    for line in wrap(text, 2_000, 100, 1_000):
        assert font.getlength(line) <= 2_000


@given(text=st.text(st.sampled_from("aWi 9-\u00a0\n漢")), most=st.integers(1, 5))
def test_lines_hold_the_text_in_order_up_to_where_it_is_cut(text: str, most: int) -> None:
    lines = wrap(text, 100, 10, most)
    assert len(lines) <= most
    everything = text.replace(" ", "").replace("\n", "")
    kept = "".join(lines).replace(" ", "")
    assert kept == everything or (kept.endswith("…") and everything.startswith(kept[:-1]))


def test_a_line_breaks_at_spaces_only() -> None:
    # 0,60 em for a, k; 0,30 for a (no-break) space: "aaaa" is 24 wide at size 10.
    assert wrap("aaaa aaaa aaaa", 52, 10, 9) == ["aaaa aaaa", "aaaa"]
    assert wrap("aaaa 5,4\u00a0%", 52, 10, 9) == ["aaaa", "5,4\u00a0%"]
    assert wrap("aaaa a-aaa", 50, 10, 9) == ["aaaa", "a-aaa"]


def test_a_line_end_ends_a_line() -> None:
    assert wrap("a\n\nb", 100, 10, 9) == ["a", "b"]
    assert wrap("", 100, 10, 9) == []


def test_a_word_that_is_too_long_is_broken() -> None:
    # 60 pixels hold ten letters a of 6 pixels.
    assert wrap("k " + "a" * 25, 60, 10, 9) == ["k", "a" * 10, "a" * 10, "a" * 5]


def test_what_does_not_fit_shows_as_an_ellipsis() -> None:
    # The ellipsis takes 10,3 pixels, so eight letters of 6 remain.
    assert wrap("a" * 25, 60, 10, 2) == ["a" * 10, "a" * 8 + "…"]
