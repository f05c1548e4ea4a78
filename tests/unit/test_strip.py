"""The strip: nobody is left out, nothing touches, and what is far away bends the scale for nobody."""

import re
from urllib.parse import unquote

import pytest

from streekmonitor.charts.strip import EDGE, Axis, Mark, Tick, axis, lanes, strip


def svg(image: str) -> str:
    found = re.search(r'src="data:image/svg\+xml,([^"]*)"', image)
    assert found is not None
    return unquote(found[1]).replace("'", '"')


def dots(image: str) -> int:
    return svg(image).count("h0")


@pytest.mark.parametrize(
    ("value", "place"), [(10, EDGE), (20, 100 - EDGE), (15, 50), (99, 100 - EDGE), (0, EDGE)]
)
def test_a_value_lies_in_proportion_and_never_outside(value: float, place: float) -> None:
    assert Axis(10, 20).place(value) == pytest.approx(place)


def test_equal_values_lie_in_the_middle() -> None:
    assert Axis(7, 7).place(7) == 50


def test_the_axis_goes_from_the_lowest_to_the_highest_and_holds_what_is_marked() -> None:
    assert axis([1, 2, 3, 4, 5], []) == Axis(1, 5)
    assert axis([1, 2, 3, 4, 5], [-4, 9]) == Axis(-4, 9)


def test_an_outlier_beyond_three_quartile_distances_stretches_no_axis() -> None:
    # Quartiles 2 and 4: the fence lies at 4 + 3 × 2 = 10.
    assert axis([1, 2, 3, 4, 10], []).high == 10
    assert axis([1, 2, 3, 4, 10.1], []).high == 4
    assert axis([1, 2, 3, 4, 10.1], [10.1]).high == 10.1


def test_where_half_is_equal_no_value_is_an_outlier() -> None:
    assert axis([0, 0, 0, 0, 9], []) == Axis(0, 9)


def test_every_municipality_is_a_dot_or_stands_behind_an_arrow() -> None:
    plain = strip([1, 2, 3, 4, 5], [], [], "")
    assert dots(plain) == 5
    assert "overflow" not in svg(plain)
    cut = strip([1, 2, 3, 4, 99], [], [], "")
    assert dots(cut) == 4
    assert svg(cut).count('x="100%"') == 1
    assert 'x="0%"' not in svg(cut)


def test_marks_have_their_colour_and_shape_and_ticks_their_letter() -> None:
    drawing = svg(strip([1, 2], [Mark(1, "#00706b", "square")], [Tick(2, "V")], ""))
    assert 'fill="#00706b"' in drawing
    assert "M-5.8-5.8H5.8V5.8H-5.8Z" in drawing
    assert ">V</text>" in drawing


def test_letters_of_equal_ticks_stand_beside_each_other() -> None:
    drawing = svg(strip([1, 3], [], [Tick(2, "P"), Tick(2, "V")], ""))
    lines = re.findall(r'<line x1="([\d.]+)%', drawing)
    letters = [float(place) for place in re.findall(r'<text x="([\d.]+)%', drawing)]
    assert lines == ["50.0", "50.0"]
    assert letters == [48.0, 52.0]  # 12 of 300 pixels apart


def test_text_in_the_alternative_is_escaped() -> None:
    assert 'alt="&quot;&gt;&lt;b&gt;"' in strip([1, 2], [], [], '"><b>')


def test_lanes_keep_a_distance_within_each_lane() -> None:
    assert lanes([0, 10, 20], 5, 2) == [0, 0, 0]
    assert lanes([0, 1, 2, 3, 4], 5, 2) == [0, 1, -1, 2, -2]
    assert lanes([20, 0, 1], 5, 1) == [0, 0, 1]


def test_where_all_lanes_are_full_the_outermost_holds_the_rest() -> None:
    assert lanes([0, 0, 0, 0, 0], 5, 1) == [0, 1, -1, -1, -1]
