"""The small drawings of a fact sheet: every municipality a dot, in proportion, within the picture."""

import math
from itertools import pairwise
from xml.etree import ElementTree as ET

import pytest

from streekmonitor.charts.sparkline import Line
from streekmonitor.charts.strip import EDGE, Mark, Tick
from streekmonitor.export.paper.strips import SPARK, STRIP, spark_picture, strip_picture

WIDTH, HEIGHT = STRIP


def all_of(picture: ET.Element, name: str) -> list[ET.Element]:
    return list(picture.iter(f"{{http://www.w3.org/2000/svg}}{name}"))


def number(element: ET.Element, name: str) -> float:
    return float(element.attrib[name])


def test_every_municipality_is_a_dot_in_proportion() -> None:
    dots = all_of(strip_picture([10.0, 15.0, 20.0], [], []), "circle")
    # The ends lie at 3 % and 97 % of the width, what is halfway in the middle.
    expected = [WIDTH * EDGE / 100, WIDTH / 2, WIDTH * (100 - EDGE) / 100]
    assert [number(dot, "cx") for dot in dots] == pytest.approx(expected, abs=0.01)


def test_dots_of_equal_values_lie_beside_each_other_within_the_picture() -> None:
    dots = all_of(strip_picture([1.0] * 7 + [2.0], [], []), "circle")
    places = [(number(dot, "cx"), number(dot, "cy")) for dot in dots]
    assert len(set(places)) == 8
    assert all(0 < y < HEIGHT for _, y in places)


def test_letters_of_lines_that_lie_close_do_not_touch() -> None:
    ticks = [Tick(5.0, "R"), Tick(5.01, "P"), Tick(5.02, "V")]
    picture = strip_picture([0.0, 10.0], [], ticks)
    lines, letters = all_of(picture, "line"), all_of(picture, "text")
    assert [letter.text for letter in letters] == ["R", "P", "V"]
    at = [number(letter, "x") for letter in letters]
    assert all(right - left > 5 for left, right in pairwise(at))
    assert number(lines[0], "x1") == pytest.approx(WIDTH / 2, abs=0.1)


def test_a_mark_lies_where_its_value_is_also_beyond_the_fence() -> None:
    picture = strip_picture([1, 2, 3, 4], [Mark(100.0, "#c2185b", "diamond")], [])
    (mark,) = all_of(picture, "path")
    assert mark.attrib["transform"].startswith(f"translate({WIDTH * (100 - EDGE) / 100:.2f},")
    assert mark.attrib["fill"] == "#c2185b"


def test_a_sparkline_goes_from_corner_to_corner_and_has_holes() -> None:
    rising = Line((((2020.0, 1.0), (2021.0, 2.0)), ((2023.0, 3.0),)), "#111111")
    picture = spark_picture([rising])
    path, _ = all_of(picture, "path")
    width, height = SPARK
    first = path.attrib["d"].removeprefix("M").split("L")[0].split()
    assert [float(part) for part in first] == [3.0, height - 3.0]
    alone, last = all_of(picture, "circle")
    for dot in (alone, last):
        assert (number(dot, "cx"), number(dot, "cy")) == (width - 3.0, 3.0)


def test_a_level_line_lies_in_the_middle() -> None:
    (path,) = all_of(spark_picture([Line((((2020.0, 5.0), (2021.0, 5.0)),), "#111111")]), "path")
    assert math.isclose(float(path.attrib["d"].split()[-1]), SPARK[1] / 2)
