"""Map classes: rounded bounds, open at both ends, that every value falls in."""

import math
from itertools import pairwise

import numpy as np
import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from streekmonitor.analysis.aggregate import indicator_values
from streekmonitor.analysis.classes import (
    class_bounds,
    class_labels,
    class_of,
    diverging_bounds,
    indicator_classes,
)
from tests.fixtures.small_release import ALFA, BETA, GAMMA, HAVEN, indicator_of, small_release


def test_bounds_are_as_round_as_the_values_allow() -> None:
    assert class_bounds([number / 10 for number in range(101)], 1) == [2.0, 4.0, 6.0, 8.0]
    assert class_bounds(range(1000, 26000, 250), 0) == [5000, 10000, 15000, 20000]


def test_a_skewed_spread_keeps_a_share_of_values_in_every_class() -> None:
    values = [1.0] * 4 + [2.0] * 10 + [3.0] * 20 + [4.0] * 20 + [50.0] * 9
    bounds = class_bounds(values, 1)
    counts = class_of(pd.Series(values), bounds).value_counts()
    assert counts.min() >= 0.05 * len(values)


def test_bounds_are_never_finer_than_the_values_on_screen() -> None:
    """A bound of 2,75 on a label of one decimal would put 2,8 in a class that does not say so."""
    assert class_bounds([2.6, 2.7, 2.8, 2.9, 3.0, 3.1, 3.2, 3.3], 0) == [3.0]
    values = [3.0, 3.1, 3.2, 3.3, 3.4] * 3
    assert all(round(bound, 1) == bound for bound in class_bounds(values, 1))


def test_few_levels_give_fewer_classes() -> None:
    assert class_bounds([], 1) == class_bounds([math.nan], 1) == class_bounds([4.0] * 9, 1) == []
    bounds = class_bounds([0.0] * 50 + [1.0] * 13, 0)
    assert bounds == [1.0]
    assert set(class_of(pd.Series([0.0, 1.0]), bounds)) == {0, 1}


def test_the_class_of_a_value_begins_at_its_bound() -> None:
    values = pd.Series([1.9, 2.0, 3.9, 4.0, 100.0, math.nan], index=list("abcdef"))
    found = class_of(values, [2.0, 4.0])
    assert found.to_dict() == {"a": 0, "b": 1, "c": 1, "d": 2, "e": 2, "f": -1}
    assert class_of(values, []).to_list() == [0, 0, 0, 0, 0, -1]


def test_labels_are_in_dutch_with_no_needless_decimals() -> None:
    assert class_labels([4.5, 5.5, 6.5], 1) == ["minder dan 4,5", "4,5 tot 5,5", "5,5 tot 6,5", "6,5 of meer"]
    assert class_labels([10, 20], 1) == ["minder dan 10", "10 tot 20", "20 of meer"]
    assert class_labels([17500, 20000], 0) == ["minder dan 17.500", "17.500 tot 20.000", "20.000 of meer"]
    assert class_labels([], 1) == ["alle waarden"]


def test_classes_come_from_the_latest_observed_period_of_the_province() -> None:
    counts = {ALFA: 10, BETA: 20, GAMMA: 60, HAVEN: 99999}
    rows = [("events", code, "2021", count) for code, count in counts.items()]
    rows += [("events", code, "2020", 5 * count) for code, count in counts.items()]
    rows += [("events", code, "2022", 900, "provisional") for code in counts]
    release = small_release(*rows)
    found = indicator_classes(indicator_values(release, indicator_of(release, "events")), (ALFA, BETA, GAMMA))
    assert found["period"] == "2021"
    assert found["latest"] == class_bounds([10, 20, 60], 0)
    assert found["all"] == class_bounds([10, 20, 60, 50, 100, 300, 900, 900, 900], 0)


def test_without_observed_values_the_provisional_ones_serve() -> None:
    release = small_release(*[("events", code, "2021", 5, "provisional") for code in (ALFA, BETA)])
    values = indicator_values(release, indicator_of(release, "events"))
    assert indicator_classes(values, (ALFA, BETA))["period"] == "2021"


def test_without_values_there_are_no_classes() -> None:
    release = small_release()
    values = indicator_values(release, indicator_of(release, "events"))
    assert indicator_classes(values, (ALFA, BETA)) == {"period": None, "latest": [], "all": []}


VALUES = st.lists(
    st.floats(-1e7, 1e7, allow_subnormal=False) | st.integers(0, 100).map(float) | st.just(math.nan),
    max_size=80,
)


@given(VALUES, st.integers(0, 2))
def test_bounds_ascend_and_their_classes_hold_every_value(values: list[float], decimals: int) -> None:
    bounds = class_bounds(values, decimals)
    assert len(bounds) <= 4
    assert all(low < high for low, high in pairwise(bounds))
    assert all(math.isclose(round(bound, decimals), bound) for bound in bounds)
    series = pd.Series(values, dtype=float)
    classes = class_of(series, bounds)
    assert ((classes == -1) == series.isna()).all()
    edges = [-math.inf, *bounds, math.inf]
    for value, number in zip(series.dropna(), classes[series.notna()], strict=True):
        assert edges[number] <= value < edges[number + 1]
    labels = class_labels(bounds, decimals)
    assert len(labels) == len(set(labels)) == len(bounds) + 1


@given(st.lists(st.integers(0, 1000), min_size=20, max_size=80, unique=True))
def test_many_distinct_values_give_five_classes_that_all_hold_some(values: list[int]) -> None:
    bounds = class_bounds(values, 1)
    assert len(bounds) == 4
    counts = np.bincount(class_of(pd.Series(values, dtype=float), bounds), minlength=5)
    assert counts.min() >= max(1, 0.05 * len(values))


@pytest.mark.parametrize("decimals", [0, 1, 2])
def test_labels_tell_the_true_bounds(decimals: int) -> None:
    values = [number * 0.37 for number in range(63)]
    bounds = class_bounds(values, decimals)
    read = [float(label.split()[-1].replace(",", ".")) for label in class_labels(bounds, decimals)[:-1]]
    assert read == bounds


# --- around a centre ---------------------------------------------------------------------------------------


def test_classes_around_a_centre_mirror_each_other() -> None:
    bounds, below = diverging_bounds([-3.0, -2.0, -1.0, 1.0, 2.0, 3.0], 1)
    assert bounds[2] == 0.0
    assert [-bound for bound in reversed(bounds)] == bounds
    assert (len(bounds), below) == (5, 3)


def test_an_index_has_its_classes_around_a_hundred() -> None:
    bounds, below = diverging_bounds([95.0, 98.0, 104.0, 107.0], 1, centre=100.0)
    assert bounds[below - 1] == 100.0
    assert bounds[below] - 100.0 == 100.0 - bounds[below - 2]


def test_values_on_one_side_take_all_classes_of_that_side() -> None:
    up, below = diverging_bounds(list(range(1, 101)), 0)
    assert (below, len(up)) == (0, 4)
    down, all_below = diverging_bounds([-value for value in range(1, 101)], 0)
    assert all_below == len(down) + 1


def test_no_difference_at_all_has_no_classes() -> None:
    assert diverging_bounds([0.0, 0.0], 1) == ([], 0)
    assert diverging_bounds([], 1) == ([], 0)
