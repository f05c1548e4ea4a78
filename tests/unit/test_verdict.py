"""The verdict on an objective: every branch with its sum, and what must hold for any figures."""

import random
from dataclasses import replace
from math import sqrt

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from streekmonitor.objectives.explain import METHOD, WORDS, components, sentence, sentences
from streekmonitor.objectives.verdict import Course, Point, Series, Verdict, judge, shown

NBSP = "\u00a0"
RANK = {"wrong_direction": 0, "too_slow": 1, "on_track": 2, "achieved": 3}


def course(
    values: list[float | None], target: float, *, start: float = 10.0, years: int = 10, decimals: int = 1
) -> Course:
    """Yearly figures since the baseline of 2020; None is a year without. The target decides the direction."""
    points = [Point(str(2021 + step), value) for step, value in enumerate(values) if value is not None]
    return Course(
        series=Series("Graad", "%", decimals, next_figure="te verwachten vanaf mei 2027"),
        area_name="Oost-Brabant",
        release="toets",
        rising=target >= start,
        baseline=Point("2020", start),
        target=Point(str(2020 + years), target),
        points=tuple(points),
    )


# --- every branch -----------------------------------------------------------------------------------------


def test_on_track() -> None:
    """Ten to twenty in ten years: 1 a year. Figures 11, 12, 13: b = (1·1 + 2·2 + 3·3) / 14 = 1."""
    found = judge(course([11, 12, 13], 20))
    assert found.status == "on_track"
    assert (found.required, found.required_pace, found.pace) == (13, 1, 1)
    assert found.needed_pace == 1  # 7 to go in 7 years
    assert found.outlook is not None
    assert found.outlook.expected == 20  # 13 + 7 × 1
    assert (found.outlook.low, found.outlook.high) == (20, 20)  # all on one line: no scatter
    assert sentence(found) == (
        f"Op schema: gaat het verder zoals sinds 2020, dan is het in 2030 20,0{NBSP}%; "
        f"het doel is minstens 20,0{NBSP}%."
    )


def test_too_slow() -> None:
    """Half the required pace: 10,5, 11, 11,5; E = 11,5 + 7 × 0,5 = 15."""
    found = judge(course([10.5, 11, 11.5], 20))
    assert found.status == "too_slow"
    assert (found.pace, found.required) == (0.5, 13)
    assert found.outlook is not None
    assert found.outlook.expected == 15
    assert found.needed_pace == pytest.approx(8.5 / 7)
    assert "voortaan is +1,21" in sentence(found)


def test_the_uncertainty_of_the_expectation() -> None:
    """Progress 1, 3, 2 at 1, 2, 3 years: Σty = 1 + 6 + 6 = 13, Σt² = 14, b = 13/14."""
    found = judge(course([11, 13, 12], 20))
    pace = 13 / 14
    residuals = [1 - pace, 3 - 2 * pace, 2 - 3 * pace]
    spread = sqrt(sum(residual**2 for residual in residuals) / 2)
    error = spread * sqrt(2 + 7**2 / 14 + 2 * 7 * 3 / 14)  # seven years ahead of the third
    expected = 12 + 7 * pace
    assert found.pace == pytest.approx(pace)
    assert found.outlook is not None
    assert found.outlook.expected == pytest.approx(expected)
    assert (found.outlook.spread, found.outlook.degrees) == (pytest.approx(spread), 2)
    assert found.outlook.low == pytest.approx(expected - 1.886 * error)  # t of 2 degrees, 10 % above it
    assert found.outlook.high == pytest.approx(expected + 1.886 * error)


def test_the_interval_holds_so_often_as_it_says() -> None:
    """Of 4.000 courses drawn by the model (b = 0,3, scatter 0,5), about 80 % end within their interval."""
    drawn, inside = random.Random(7), 0  # noqa: S311 - nobody is to be kept from guessing
    for _ in range(4000):
        values = [10 + 0.3 * t + drawn.gauss(0, 0.5) for t in range(1, 6)]
        end = 10 + 0.3 * 10 + drawn.gauss(0, 0.5)
        found = judge(course(values, 99, decimals=6))
        assert found.outlook is not None
        inside += found.outlook.low <= end <= found.outlook.high
    assert 0.78 < inside / 4000 < 0.82


def test_wrong_direction_by_the_pace() -> None:
    """Progress −2, −2, +1: b = (−2 − 4 + 3) / 14 < 0, although the last figure is above the baseline."""
    assert judge(course([8, 8, 11], 20)).status == "wrong_direction"


def test_wrong_direction_by_the_last_figure() -> None:
    """Progress +3, +3, −1: b = (3 + 6 − 3) / 14 > 0, but the last figure lies below the baseline."""
    found = judge(course([13, 13, 9], 20))
    assert found.status == "wrong_direction"
    assert found.pace is not None
    assert found.pace > 0
    assert "in 2023 was het 9,0" in sentence(found)


def test_no_progress_is_too_slow_not_wrong() -> None:
    assert judge(course([10, 10, 10], 20)).status == "too_slow"


def test_falling_is_the_mirror_of_rising() -> None:
    """From 10 down to 5 in ten years: −0,5 a year; 9,5, 9,0, 8,5 is on the path."""
    found = judge(course([9.5, 9.0, 8.5], 5))
    assert (found.status, found.required_pace, found.pace) == ("on_track", -0.5, -0.5)
    assert "hoogstens 5,0" in sentence(found)


def test_achieved_is_tested_first() -> None:
    """Also with one figure only, and when the pace before it was the wrong one."""
    assert judge(course([20], 20)).status == "achieved"
    assert judge(course([2, 2, 20], 20)).status == "achieved"
    assert sentence(judge(course([21], 20))) == (
        f"Behaald: in 2021 was het 21,0{NBSP}%, en het doel is minstens 20,0{NBSP}% in 2030."
    )


def test_what_was_reached_and_lost_again_is_not_achieved() -> None:
    assert judge(course([20, 12, 12], 20)).status != "achieved"


@pytest.mark.parametrize(
    ("values", "words"),
    [
        ([], "er is nog geen cijfer"),
        ([11], "er is nog maar 1 cijfer"),
        ([11, 12], "er zijn nog maar 2 cijfers"),
    ],
)
def test_too_early(values: list[float | None], words: str) -> None:
    found = judge(course(values, 20))
    assert found.status == "too_early"
    assert found.outlook is None
    assert sentence(found) == (
        f"Te vroeg: {words} sinds het vertrekpunt, en er zijn er 3 nodig. "
        "Het volgende cijfer: te verwachten vanaf mei 2027."
    )


def test_undetermined_says_why() -> None:
    found = judge(replace(course([20, 20, 20], 20), obstacle="de reeks is gebroken in 2022"))
    assert found.status == "undetermined"
    assert sentence(found) == "Niet te bepalen: de reeks is gebroken in 2022."


@pytest.mark.parametrize(
    ("last", "status"), [(20, "achieved"), (15, "too_slow"), (10, "too_slow"), (9, "wrong_direction")]
)
def test_at_the_target_period_the_figure_itself_decides(last: float, status: str) -> None:
    """Two figures are then enough: nothing is to be expected any more."""
    found = judge(course([12, last], 20, years=2))
    assert found.status == status
    assert (found.outlook, found.needed_pace) == (None, None)
    assert "het doel" in sentence(found).lower()


def test_figures_are_rounded_as_on_screen() -> None:
    """4,46 is shown as 4,5 and reaches 4,5; with two decimals it does not."""
    assert judge(course([4.46], 4.5, start=2.0)).status == "achieved"
    assert judge(course([4.46], 4.5, start=2.0, decimals=2)).status == "too_early"
    assert judge(course([10.04, 9.96, 9.96], 20)).pace == 0


def test_a_year_without_figure_leaves_the_times_right() -> None:
    """Progress 1 at year 1, 4 at year 4: b = (1 + 16) / 17 = 1, also with a third at year 5."""
    assert judge(course([11, None, None, 14, 15], 20)).pace == 1


def test_intermediate_targets() -> None:
    """13 by 2022 was missed with 12, 12 by 2023 kept; 2026 is to come, and 12 by 2028 is there already."""
    milestones = tuple(
        Point(str(year), value) for year, value in [(2022, 13), (2023, 12), (2026, 16), (2028, 12)]
    )
    found = judge(replace(course([11, 12, 12.5], 20), milestones=milestones))
    assert [step.reached for step in found.steps] == [False, True, None, True]
    told = sentences(found)
    assert f"Tussendoel in 2022: 13,0{NBSP}%; niet gehaald (12,0{NBSP}% in 2022)." in told
    assert f"Tussendoel in 2026: 16,0{NBSP}%; nog niet bekend." in told


def test_an_intermediate_target_in_a_year_without_figure_takes_the_one_before() -> None:
    found = judge(replace(course([11, None, 13], 20), milestones=(Point("2022", 11),)))
    [step] = found.steps
    assert (step.figure, step.reached) == (Point("2021", 11), True)


def test_what_can_not_be_is_not_expected() -> None:
    """From 10 % by −3 a year: 4 % + 7 × −3 would be −17 %; a share does not fall below zero."""
    falling = replace(course([7, 5, 4], 0.5), series=Series("Graad", "%", 1, floor=0, ceiling=100))
    found = judge(falling)
    assert found.outlook is not None
    assert found.outlook.expected == 0
    assert found.outlook.low == 0
    assert found.status == "on_track"


def test_all_components_are_told() -> None:
    told = {component.name: component.text for component in components(judge(course([11, 13, 12], 20)))}
    assert told["Vertrekpunt (2020)"] == f"10,0{NBSP}%"
    assert told["Cijfer van 2022"] == f"13,0{NBSP}%"
    assert told["Vereist tempo per jaar"] == f"+1,00{NBSP}procentpunt"
    assert told["Tempo tot nu per jaar"] == f"+0,93{NBSP}procentpunt"
    assert told["Verwachting (2030)"] == f"18,5{NBSP}%"
    assert told["Status"] == "te traag"
    assert {"Marge van 80 %: van", "Marge van 80 %: tot", "Spreiding rond de rechte"} <= set(told)
    early = {component.name: component.value for component in components(judge(course([11], 20)))}
    assert early["Verwachting (2030)"] is None


def test_the_method_names_every_status() -> None:
    assert all(words in METHOD.lower() for words in WORDS.values())


def test_halves_go_away_from_zero() -> None:
    assert [shown(value, 1) for value in (0.25, -0.25, 0.35, 2.449)] == [0.3, -0.3, 0.4, 2.4]


# --- for any figures --------------------------------------------------------------------------------------

figures = st.floats(-1000, 1000, allow_nan=False)


@st.composite
def courses(draw: st.DrawFn) -> Course:
    start, target = draw(figures), draw(figures)
    values = draw(st.lists(st.none() | figures, min_size=1, max_size=12))
    years = draw(st.integers(len(values), 20))
    return course(values, target, start=start, years=years, decimals=draw(st.integers(0, 3)))


def rank(verdict: Verdict) -> int:
    """Too early is below all: from there a better figure can only make it achieved."""
    return RANK.get(verdict.status, -1)


@settings(max_examples=500)
@given(courses(), st.data())
def test_a_better_value_never_gives_a_worse_status(drawn: Course, data: st.DataObject) -> None:
    if not drawn.points:
        return
    place = data.draw(st.integers(0, len(drawn.points) - 1))
    gain = data.draw(st.floats(0, 2000)) * (1 if drawn.rising else -1)
    points = list(drawn.points)
    points[place] = replace(points[place], value=points[place].value + gain)
    before, after = judge(drawn), judge(replace(drawn, points=tuple(points)))
    assert rank(after) >= rank(before)
    if before.outlook and after.outlook:
        moved = after.outlook.expected - before.outlook.expected
        assert (moved if drawn.rising else -moved) >= -1e-6


@given(courses())
def test_up_and_down_are_mirrors(drawn: Course) -> None:
    def mirrored(point: Point) -> Point:
        return replace(point, value=-point.value)

    mirror = replace(
        drawn,
        rising=not drawn.rising,
        baseline=mirrored(drawn.baseline),
        target=mirrored(drawn.target),
        points=tuple(map(mirrored, drawn.points)),
    )
    assert judge(mirror).status == judge(drawn).status


@given(courses())
def test_the_status_is_told_in_full_sentences(drawn: Course) -> None:
    told = sentences(judge(drawn))
    assert all(line.endswith(".") and "nan" not in line and "None" not in line for line in told)


@given(courses(), st.floats(0, 500))
def test_a_harder_target_never_gives_a_better_status(drawn: Course, more: float) -> None:
    further = drawn.target.value + (more if drawn.rising else -more)
    harder = replace(drawn, target=replace(drawn.target, value=further))
    assert rank(judge(harder)) <= rank(judge(drawn))
