"""The colours of charts hold for everyone: contrast, lightness, and three colour-vision deficiencies."""

from itertools import combinations, pairwise

import numpy as np
import pytest

from streekmonitor.charts import theme
from tests.unit.colour_science import VISIONS, apart, contrast, difference, lightness

STEP = 12  # L* between two classes of a map, as the design says
# CIEDE2000: from 2 on a difference is seen at a glance, side by side. Thin lines and small marks far apart
# need several times that; lines also carry a name and marks a shape, so colour is never alone.
DISTINCT = 10
REGIONS_DISTINCT = 15  # outlines of regions have no shape, only a name
ABSENT_DISTINCT = 5  # a filled area beside another, with its own legend entry and words

SCALES = {name: getattr(theme, name) for name in ("BLUES", "PURPLES", "WORSE", "LESS")}


# --- the instruments ---------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("first", "second", "expected"),
    [  # from the table of test data in Sharma, Wu and Dalal (2005)
        ((50, 2.6772, -79.7751), (50, 0, -82.7485), 2.0425),
        ((50, -1, 2), (50, 0, 0), 2.3669),
        ((50, 2.5, 0), (61, -5, 29), 22.8977),
        ((60.2574, -34.0099, 36.2677), (60.4626, -34.1751, 39.4387), 1.2644),
        ((2.0776, 0.0795, -1.1350), (0.9033, -0.0636, -0.5514), 0.9082),
    ],
)
def test_differences_are_as_published(first: tuple, second: tuple, expected: float) -> None:
    assert difference(np.array(first, float), np.array(second, float)) == pytest.approx(expected, abs=5e-5)


def test_contrast_and_lightness_are_as_defined() -> None:
    assert contrast("#ffffff", "#000000") == pytest.approx(21)
    assert contrast("#777777", "#ffffff") == pytest.approx(4.48, abs=0.005)
    assert lightness("#ffffff") == pytest.approx(100, abs=0.01)
    assert lightness("#777777") == pytest.approx(50.03, abs=0.01)


@pytest.mark.parametrize(
    ("vision", "first", "second"),
    [
        ("protanopie", "#7c5a00", "#4a6600"),
        ("deuteranopie", "#a06000", "#6e7800"),
        ("tritanopie", "#0a8a8a", "#138a4f"),
    ],
)
def test_the_simulation_confuses_what_that_vision_confuses(vision: str, first: str, second: str) -> None:
    assert apart(first, second, vision) < apart(first, second) / 2


# --- the colours -------------------------------------------------------------------------------------------


@pytest.mark.parametrize("vision", VISIONS)
@pytest.mark.parametrize("scale", SCALES)
def test_classes_of_a_map_are_steps_of_lightness(scale: str, vision: str) -> None:
    steps = -np.diff([lightness(colour, vision) for colour in SCALES[scale]])
    assert len(steps) == 4
    assert steps.min() >= STEP


@pytest.mark.parametrize("ground", ["GROUND", "CONTEXT"])
def test_the_outline_of_filled_areas_stands_out(ground: str) -> None:
    """Light classes have no contrast with the page of their own: their outline has."""
    assert contrast(theme.OUTLINE, getattr(theme, ground)) >= 3


@pytest.mark.parametrize("scale", SCALES)
def test_neighbours_in_one_class_keep_their_border(scale: str) -> None:
    """On dark classes the outline has less than 3:1, but is seen; they themselves stand out."""
    for colour in SCALES[scale]:
        assert contrast(theme.OUTLINE, colour) >= 3 or contrast(colour, theme.GROUND) >= 2.5
        assert apart(theme.OUTLINE, colour) >= DISTINCT


@pytest.mark.parametrize("name", ["BAR", "SYMBOL", "COMPARATOR_COLOUR", "OUTLINE"])
def test_marks_without_outline_stand_out(name: str) -> None:
    assert contrast(getattr(theme, name), theme.GROUND) >= 3


@pytest.mark.parametrize(
    "colour", [theme.INK, theme.MUTED, *theme.REGION_COLOURS, *theme.SELECTION_COLOURS], ids=str
)
def test_what_is_used_for_text_can_be_read(colour: str) -> None:
    """Lines are labelled in their own colour, so these are colours of text as well: 4.5:1."""
    assert contrast(colour, theme.GROUND) >= 4.5


@pytest.mark.parametrize("vision", VISIONS)
@pytest.mark.parametrize(("first", "second"), list(combinations(theme.REGION_COLOURS, 2)))
def test_regions_are_told_apart(first: str, second: str, vision: str) -> None:
    assert apart(first, second, vision) >= REGIONS_DISTINCT


@pytest.mark.parametrize("vision", VISIONS)
@pytest.mark.parametrize(("first", "second"), list(combinations(theme.SELECTION_COLOURS, 2)))
def test_selected_municipalities_are_told_apart(first: str, second: str, vision: str) -> None:
    assert apart(first, second, vision) >= DISTINCT


@pytest.mark.parametrize("vision", VISIONS)
@pytest.mark.parametrize("chosen", theme.SELECTION_COLOURS)
def test_a_selected_municipality_is_not_one_of_the_other_bars(chosen: str, vision: str) -> None:
    """From a comparator it differs by its full line and its shape, see below."""
    assert apart(chosen, theme.BAR, vision) >= DISTINCT


def test_selected_and_comparators_also_differ_in_shape_and_dash() -> None:
    assert len(set(theme.SELECTION_SHAPES)) == len(set(theme.SELECTION_COLOURS)) == 6
    assert len({tuple(dash) for dash in theme.COMPARATOR_DASHES}) == 4


@pytest.mark.parametrize("vision", VISIONS)
@pytest.mark.parametrize("absent", [theme.NO_DATA, theme.CONFIDENTIAL])
def test_what_is_absent_looks_like_no_class(absent: str, vision: str) -> None:
    classes = [colour for scale in SCALES.values() for colour in scale]
    assert min(apart(absent, colour, vision) for colour in classes) >= ABSENT_DISTINCT
    assert apart(theme.NO_DATA, theme.CONFIDENTIAL, vision) >= ABSENT_DISTINCT


@pytest.mark.parametrize("vision", VISIONS)
@pytest.mark.parametrize("polarity", ["higher_is_better", "lower_is_better", "none"])
def test_both_sides_of_a_centre_are_told_apart(polarity: str, vision: str) -> None:
    """The further from the centre, the darker; the hue tells the side."""
    less, more = theme.around(polarity, 3, 6)[:3], theme.around(polarity, 3, 6)[3:]
    steps = [lightness(colour, vision) for colour in (*less, *more)]
    assert np.diff(steps[:3]).min() >= STEP
    assert np.diff(steps[3:]).max() <= -STEP
    for first, second in zip(reversed(less), more, strict=True):
        assert apart(first, second, vision) >= ABSENT_DISTINCT
    assert apart(less[0], more[-1], vision) >= REGIONS_DISTINCT


@pytest.mark.parametrize("vision", VISIONS)
def test_neighbouring_parts_of_a_whole_are_told_apart(vision: str) -> None:
    assert min(apart(*pair, vision) for pair in pairwise(theme.STEPS)) >= DISTINCT
