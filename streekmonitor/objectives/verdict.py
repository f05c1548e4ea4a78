"""Are we on track? The verdict on an objective, computed from its figures and nothing else.

Everything is counted from the baseline and in the direction of the target: progress y of a figure t years
after the baseline, goal G at the target period, T years after it. The required path is the straight line to
G. The pace reached so far is the slope of the straight line through the baseline that lies nearest to the
figures since (least squares): b = Σ t·y / Σ t². The expectation at the target period is where the last figure
gets at that pace: E = y_n + b·(T − t_n).

Both b and E only have weights of zero or more: a better figure never makes them worse. The statuses are
thresholds of y_n, b and E, so a better figure never gives a worse status either. That is why the line goes
through the baseline, for with a free start a better early figure would lower the slope; and why the
uncertainty is shown beside the expectation but decides nothing.

The uncertainty supposes that figures scatter about a line through the baseline, alike and independently,
with the variance s² = Σ (y − b·t)² / (n − 1). With h = T − t_n years ahead the error of E is
(b − β)·h + ε_n − ε_T; its variance is s²·(2 + h²/Σt² + 2·h·t_n/Σt²), for b holds ε_n with the weight t_n/Σt².
The interval is E ± the root of that times the quantile of Student's t with n − 1 degrees of freedom that
leaves 80 % inside.

All figures are first rounded to the decimals on screen: whoever recomputes from what is shown, gets the same.
"""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from math import copysign, floor, inf, sqrt
from typing import Literal

from streekmonitor.objectives.periods import years_between

Status = Literal["achieved", "on_track", "too_slow", "wrong_direction", "too_early", "undetermined"]

FEWEST_POINTS = 3
CERTAINTY = 80
"""Per cent of cases in which the value at the target period lies in the interval, if the figures go on so."""
# Student's t that 10 % exceed, by degrees of freedom; beyond the last it is that of the normal distribution.
QUANTILES = (
    3.078, 1.886, 1.638, 1.533, 1.476, 1.440, 1.415, 1.397, 1.383, 1.372,
    1.363, 1.356, 1.350, 1.345, 1.341, 1.337, 1.333, 1.330, 1.328, 1.325,
    1.323, 1.321, 1.319, 1.318, 1.316, 1.315, 1.314, 1.313, 1.311, 1.310,
)  # fmt: skip
NORMAL_QUANTILE = 1.282
# Sums of rounded figures differ by so little through computation only.
NOISE_DIGITS = 9


@dataclass(frozen=True)
class Point:
    """A figure in a period."""

    period: str
    value: float
    provisional: bool = False


@dataclass(frozen=True)
class Series:
    """What is measured. Texts are in Dutch; `reference` is the measure's (see `formats.period`).

    `floor` and `ceiling` bound what is possible (a share lies between 0 and 100). `next_figure` is when to
    expect one, in words.
    """

    label: str
    unit: str
    decimals: int
    reference: str = ""
    floor: float = -inf
    ceiling: float = inf
    next_figure: str = ""
    sources: tuple[str, ...] = ()


@dataclass(frozen=True)
class Course:
    """All that a verdict rests on. Texts are in Dutch.

    `points` are the comparable figures after the baseline and not after the target period, oldest first;
    `left_out` tells per period why a figure is not among them. `obstacle` says why there can be no verdict,
    and is "" when there can. `cautions` are sentences to show beside the verdict.
    """

    series: Series
    area_name: str
    release: str
    rising: bool
    baseline: Point
    target: Point
    milestones: tuple[Point, ...] = ()
    points: tuple[Point, ...] = ()
    left_out: tuple[tuple[str, str], ...] = ()
    obstacle: str = ""
    cautions: tuple[str, ...] = ()


@dataclass(frozen=True)
class Step:
    """An intermediate target; `figure` is the last one up to its period.

    While its period is to come and it was not reached before, `reached` is None and there is no figure.
    """

    target: Point
    figure: Point | None
    reached: bool | None


@dataclass(frozen=True)
class Outlook:
    """The expectation at the target period: `expected`, between `low` and `high`.

    `spread` is s, with `degrees` of freedom.
    """

    expected: float
    low: float
    high: float
    spread: float
    degrees: int


@dataclass(frozen=True)
class Verdict:
    """The status of an objective with every component of its computation, in the unit of the figure.

    None means that it can't be told (yet). `latest` is the last figure that counts; `required` the required
    path at its period. `required_pace` is that of the whole path, `pace` that reached so far, `needed_pace`
    that from the last figure to the target, all per year. There is no outlook with too few figures, nor when
    the figure of the target period is there. `course` holds what it was made of, rounded as on screen.
    """

    status: Status
    course: Course
    latest: Point | None = None
    required: float | None = None
    required_pace: float | None = None
    pace: float | None = None
    needed_pace: float | None = None
    outlook: Outlook | None = None
    steps: tuple[Step, ...] = ()


def judge(course: Course) -> Verdict:
    """The verdict on a course: "achieved" is tested first, then whether there are figures enough."""
    if course.obstacle:
        return Verdict("undetermined", course)
    course = _as_shown(course)
    steps = _steps(course)
    years = years_between(course.baseline.period, course.target.period)
    required_pace = _sign(course) * _goal(course) / years
    if not course.points:
        return Verdict("too_early", course, required_pace=required_pace, steps=steps)
    line = _Line.through(course)
    latest = course.points[-1]
    enough = len(course.points) >= FEWEST_POINTS or line.ahead == 0
    return Verdict(
        status=_status(course, line, enough=enough),
        course=course,
        latest=latest,
        required=course.baseline.value + required_pace * line.times[-1],
        required_pace=required_pace,
        pace=_sign(course) * line.pace,
        needed_pace=_sign(course) * (line.goal - line.progress[-1]) / line.ahead if line.ahead else None,
        outlook=_outlook(course, line) if enough and line.ahead else None,
        steps=steps,
    )


def shown(value: float, decimals: int) -> float:
    """The value as it stands on screen: a half goes away from zero, as in `formats.number`."""
    scale = 10**decimals
    return copysign(floor(abs(value) * scale + 0.5) / scale, value)


@dataclass(frozen=True)
class _Line:
    """Progress since the baseline in the direction of the target, and the line through it."""

    times: tuple[float, ...]
    progress: tuple[float, ...]
    goal: float
    ahead: float
    pace: float

    @classmethod
    def through(cls, course: Course) -> "_Line":
        start = course.baseline.period
        times = tuple(years_between(start, point.period) for point in course.points)
        progress = tuple(_progress(course, point.value) for point in course.points)
        ahead = years_between(start, course.target.period) - times[-1]
        pace = _product(times, progress) / _product(times, times)
        return cls(times, progress, _goal(course), max(0.0, ahead), pace)

    @property
    def expected(self) -> float:
        return self.progress[-1] + self.pace * self.ahead

    @property
    def spread(self) -> float:
        """s: how far the figures scatter about the line."""
        pairs = zip(self.times, self.progress, strict=True)
        return sqrt(sum((y - self.pace * t) ** 2 for t, y in pairs) / (len(self.times) - 1))

    @property
    def error(self) -> float:
        """The standard error of the expectation."""
        squares = _product(self.times, self.times)
        return self.spread * sqrt(2 + self.ahead**2 / squares + 2 * self.ahead * self.times[-1] / squares)


def _status(course: Course, line: _Line, *, enough: bool) -> Status:
    if _reaches(course, line.progress[-1]):
        return "achieved"
    if not enough:
        return "too_early"
    if round(line.pace, NOISE_DIGITS) < 0 or round(line.progress[-1], NOISE_DIGITS) < 0:
        return "wrong_direction"
    return "on_track" if _reaches(course, line.expected) else "too_slow"


def _outlook(course: Course, line: _Line) -> Outlook:
    degrees = len(line.times) - 1
    quantile = QUANTILES[degrees - 1] if degrees <= len(QUANTILES) else NORMAL_QUANTILE
    expected = course.baseline.value + _sign(course) * line.expected
    margin = quantile * line.error
    low, middle, high = (_possible(course, expected + step) for step in (-margin, 0.0, margin))
    return Outlook(middle, low, high, line.spread, degrees)


def _steps(course: Course) -> tuple[Step, ...]:
    """Every intermediate target with whether it was reached by its period, or before."""
    return tuple(_step(course, target) for target in course.milestones)


def _step(course: Course, target: Point) -> Step:
    before = [point for point in course.points if years_between(point.period, target.period) >= 0]
    if not before:
        return Step(target, None, None)
    last, is_past = before[-1], years_between(target.period, course.points[-1].period) >= 0
    reached = _progress(course, last.value) >= _progress(course, target.value)
    return Step(target, last, reached) if reached or is_past else Step(target, None, None)


def _reaches(course: Course, progress: float) -> bool:
    """Whether so much progress is the goal, at the decimals on screen."""
    return shown(round(progress, NOISE_DIGITS), course.series.decimals) >= _goal(course)


def _goal(course: Course) -> float:
    return _progress(course, course.target.value)


def _progress(course: Course, value: float) -> float:
    """How far a value lies from the baseline towards the target."""
    return round(_sign(course) * (value - course.baseline.value), NOISE_DIGITS)


def _as_shown(course: Course) -> Course:
    """The course with every figure rounded as on screen."""

    def rounded(point: Point) -> Point:
        return replace(point, value=shown(point.value, course.series.decimals))

    return replace(
        course,
        baseline=rounded(course.baseline),
        target=rounded(course.target),
        milestones=tuple(map(rounded, course.milestones)),
        points=tuple(map(rounded, course.points)),
    )


def _sign(course: Course) -> int:
    return 1 if course.rising else -1


def _possible(course: Course, value: float) -> float:
    return min(max(value, course.series.floor), course.series.ceiling)


def _product(one: Sequence[float], other: Sequence[float]) -> float:
    return sum(a * b for a, b in zip(one, other, strict=True))
