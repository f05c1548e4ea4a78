"""The distribution: dots that cover no other, who is far off, and the lines between them."""

from itertools import combinations

import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from streekmonitor.charts.frames import Series, styled
from streekmonitor.charts.spread_frames import DOT, WIDTH, _levels, spread_frames
from tests.fixtures.small_release import indicator_of, small_release

RATE = indicator_of(small_release(), "rate")
NOBODY = pd.DataFrame({"area": [], "naam": [], "value": pd.Series(dtype=float), "status": []})


def shown(values: list[float]) -> pd.DataFrame:
    names = [f"g{place:02d}" for place in range(len(values))]
    return pd.DataFrame({"area": names, "naam": names, "value": values, "status": "observed"})


def spread(values: list[float], *chosen: str, others: pd.DataFrame = NOBODY, name_outliers: bool = True):
    looks = styled(str, tuple(others["area"]), chosen, ())
    return spread_frames(RATE, shown(values), others, looks, name_outliers=name_outliers)


def test_every_municipality_with_a_value_is_a_dot() -> None:
    dots = spread([1.0, 2.0, float("nan"), 3.0])["stippen"]
    assert dots["nis"].to_list() == ["g00", "g01", "g03"]
    assert dots["x"].to_list() == [1.0, 2.0, 3.0]


@given(st.lists(st.floats(0, WIDTH), max_size=40).map(sorted))
def test_dots_never_lie_on_each_other(places: list[float]) -> None:
    levels = _levels(places)
    dots = list(zip(places, levels, strict=True))
    assert all(abs(a - b) >= DOT or one != other for (a, one), (b, other) in combinations(dots, 2))


def test_the_selected_have_their_colour_shape_and_name() -> None:
    frames = spread([1.0, 2.0, 3.0], "g01", "g00")
    looks: list[Series] = styled(str, (), ("g01", "g00"), ())
    dots = frames["stippen"].set_index("nis")
    assert dots.loc["g01", ["kleur", "vorm"]].to_list() == [looks[0].colour, looks[0].shape]
    assert dots.loc["g00", "vorm"] == looks[1].shape
    assert set(frames["namen"]["opschrift"]) == {"g00", "g01"}


def test_quartiles_and_median_are_told_in_words() -> None:
    box = spread([1.0, 2.0, 3.0, 4.0, 5.0])["kwartielen"].iloc[0]
    assert (box["q1"], box["mediaan"], box["q3"]) == (2.0, 3.0, 4.0)
    assert box["opschrift"] == (
        "mediaan 3,0\u00a0%; de helft van de gemeenten ligt tussen 2,0\u00a0% en 4,0\u00a0%"
    )


def test_who_is_far_off_is_named_but_not_of_a_survey() -> None:
    values = [1.0, 2.0, 3.0, 4.0, 5.0, 9.0]
    assert spread(values)["namen"]["opschrift"].to_list() == ["g05"]
    assert spread(values, name_outliers=False)["namen"].empty


def test_what_lies_beyond_the_drawing_is_an_arrow_at_its_edge() -> None:
    # Quartiles 2 and 4: the drawing reaches to 4 + 4 × 2 = 12.
    dots = spread([1.0, 2.0, 3.0, 4.0, 100.0])["stippen"].set_index("nis")
    assert dots.loc["g04", ["x", "vorm"]].to_list() == [12.0, "triangle-right"]
    assert dots.loc["g04", "label"] == "100,0\u00a0%"
    assert dots.loc["g03", "vorm"] == "circle"


def test_lines_of_regions_have_words_that_do_not_cover_each_other() -> None:
    others = pd.DataFrame(
        {
            "area": ["a", "b"],
            "naam": ["Een streek", "Nog een streek"],
            "value": [2.0, 2.1],
            "status": "observed",
        }
    )
    rules = spread([1.0, 2.0, 3.0], others=others)["lijnen"]
    assert rules["opschrift"].to_list() == ["Een streek 2,0\u00a0%", "Nog een streek 2,1\u00a0%"]
    assert rules["y"].nunique() == 2


@pytest.mark.parametrize("values", [[], [3.0], [3.0, 3.0, 3.0]])
def test_few_or_equal_values_are_drawn_too(values: list[float]) -> None:
    frames = spread(values)
    assert len(frames["stippen"]) == len(values)
    assert len(frames["kwartielen"]) == min(len(values), 1)
