"""Text on slides fits its box by reckoning, before any program draws it; scales have round ends."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from streekmonitor.export.lines import width_of, wrap
from streekmonitor.export.slides.room import LINE_HEIGHT, SAFE, Box, fitted
from streekmonitor.export.slides.scale import room_for_labels, scale

SIZES = (28.0, 22.0, 16.0)
WORDS = "Een zin over de werkzoekendengraad van de gemeenten in onze twee regio’s. "


def lines(text, box, size):
    return sum(max(len(wrap(part, box.width * SAFE, size, 10_000)), 1) for part in text.split("\n"))


def test_a_short_text_keeps_the_largest_size():
    assert fitted("Kort", Box(0, 0, 400, 80), SIZES).size == 28.0


def test_a_longer_text_becomes_smaller():
    found = fitted(WORDS * 2, Box(0, 0, 400, 90), SIZES)
    assert found.size < 28.0
    assert found.text == WORDS * 2


def test_a_text_that_does_not_fit_at_the_smallest_size_ends_with_dots():
    found = fitted(WORDS * 40, Box(0, 0, 400, 90), SIZES)
    assert found.size == 16.0
    assert found.text.endswith("…")
    assert (WORDS * 40).startswith(found.text[:-1])


@given(st.text(max_size=600), st.floats(60, 900), st.floats(30, 400))
def test_any_text_fits_its_box(text, width, height):
    box = Box(0, 0, width, height)
    found = fitted(text, box, SIZES)
    assert lines(found.text, box, found.size) * found.size * LINE_HEIGHT <= height
    assert found.height <= height


def test_boxes_are_split_with_a_gap():
    left, right = Box(10, 20, 100, 50).split(30, 5)
    assert (left, right) == (Box(10, 20, 65, 50), Box(80, 20, 30, 50))
    assert Box(0, 0, 100, 50).parts(2, 10) == [Box(0, 0, 45, 50), Box(55, 0, 45, 50)]


@pytest.mark.parametrize(
    ("values", "from_zero", "ends"),
    [
        ([5.1, 8.4], False, (5.0, 9.0, 1.0)),
        ([677_168.0, 456_000.0], True, (0.0, 800_000.0, 200_000.0)),
        ([-3.0, 12.0], True, (-5.0, 15.0, 5.0)),
        ([7.0, 7.0], True, (0.0, 8.0, 2.0)),
        ([0.0, 0.0], True, (0.0, 1.0, 0.2)),
        ([], False, (0.0, 1.0, 0.2)),
    ],
)
def test_scales_have_round_ends(values, from_zero, ends):
    found = scale(values, from_zero=from_zero)
    assert (found.low, found.high, found.step) == pytest.approx(ends)


@given(st.lists(st.integers(-1_000_000, 1_000_000), max_size=20), st.floats(0.01, 0.4))
def test_bars_leave_room_for_their_labels(values, share):
    low, high = room_for_labels(values, 0.0, share)
    assert low < high
    for value in values:
        room = high - value if value > 0 else value - low
        assert value == 0 or room >= share * (high - low) * (1 - 1e-6)


def test_widths_are_measured_for_the_widest_of_usual_fonts():
    # Arial bold: 0.556 em for a digit, 0.278 for a space.
    assert width_of("12 34", 10) >= (4 * 0.556 + 0.278) * 10
