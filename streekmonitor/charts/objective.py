"""The course of an objective: its figures, the path to the target, what lies between, and the expectation."""

from collections.abc import Iterator, Mapping, Sequence
from itertools import pairwise

import altair as alt
import numpy as np
import pandas as pd

from streekmonitor import formats
from streekmonitor.catalog import Break
from streekmonitor.charts.frames import LETTER_HEIGHT, Amount, apart, place_in_time, value_text
from streekmonitor.charts.theme import BETTER, INK, MUTED, REGION_COLOURS, SELECTION_COLOURS, WORSE, Chart
from streekmonitor.charts.trend import trend_layers
from streekmonitor.charts.trend_frames import BROKEN, END_COLUMNS, POINT_COLUMNS, PROJECTED
from streekmonitor.objectives.periods import shape, words, years_between
from streekmonitor.objectives.verdict import Point, Status, Verdict, shown

FIGURES, PATH, GOAL, STEPS, EXPECTED = "cijfers", "vereist pad", "doel", "tussendoel", "verwachting"
MARGIN = "marge"
FIGURE_COLOUR, GOAL_COLOUR = REGION_COLOURS[0], SELECTION_COLOURS[0]
PATH_DASH = 2
# Every status has a shape and a colour, and is named beside it; no red against green.
STATUS_LOOKS: dict[Status, tuple[str, str]] = {
    "achieved": ("circle", BETTER[4]),
    "on_track": ("triangle-up", BETTER[3]),
    "too_slow": ("square", WORSE[3]),
    "wrong_direction": ("triangle-down", WORSE[4]),
    "too_early": ("diamond", MUTED),
    "undetermined": ("cross", MUTED),
}
KEY = (
    "Volle lijn: cijfers (open punt: voorlopig, geraamd of vooruitzicht). Stippellijn: vereist pad. "
    "Ruit: doel of tussendoel. Streepjes: verwachting, met haar marge als verticale lijn."
)


def objective_chart(*, height: int) -> Chart:
    """A trend (see `trend_chart`) with one more named dataset, `marge`: x, laag, hoog, omschrijving."""
    margin = (
        alt.Chart(alt.NamedData(MARGIN))
        .mark_rule(strokeWidth=6, opacity=0.35, color=MUTED)
        .encode(x="x:Q", y="laag:Q", y2="hoog:Q", description="omschrijving:N", tooltip="omschrijving:N")
    )
    layers = [margin, *trend_layers(from_zero=False)]
    return alt.layer(*layers).properties(width="container", height=height)


def course_frames(
    verdict: Verdict, rows: pd.DataFrame, breaks: Sequence[Break], height: int
) -> dict[str, pd.DataFrame]:
    """The rows of `objective_chart`; `rows` are all figures (period, value, status), also older ones."""
    points = [*_figures(verdict, rows, breaks), *_plan(verdict, [verdict.course.baseline, _target(verdict)])]
    marks = [(place_in_time(entry.period), BROKEN) for entry in breaks]
    return {
        "punten": pd.DataFrame(points, columns=POINT_COLUMNS),
        "uiteinden": _ends(verdict, rows, height),
        "merktekens": pd.DataFrame(marks, columns=["x", "opschrift"]),
        MARGIN: _margin(verdict),
    }


def filled_frames(verdict: Verdict, rows: pd.DataFrame, breaks: Sequence[Break]) -> dict[str, pd.DataFrame]:
    """The same points with the path at every period, for who has no straight lines between two points."""
    points = [*_figures(verdict, rows, breaks), *_plan(verdict, path_points(verdict))]
    return {"punten": pd.DataFrame(points, columns=POINT_COLUMNS)}


def path_points(verdict: Verdict) -> list[Point]:
    """The required path in each period of the same season, from the baseline to the target."""
    start, end = verdict.course.baseline, verdict.course.target
    if shape(start.period) == "day":
        return [start, end]
    years = round(years_between(start.period, end.period))
    decimals = verdict.course.series.decimals + 1
    between = [
        Point(
            formats.shift_years(start.period, year),
            shown(start.value + (end.value - start.value) * year / years, decimals),
        )
        for year in range(1, years)
    ]
    return [start, *between, end]


def with_goals(
    frames: Mapping[str, pd.DataFrame],
    goals: Sequence[tuple[str, Verdict, str]],
    height: int,
    *,
    filled: bool = False,
) -> dict[str, pd.DataFrame]:
    """A trend (`trend_frames`) with the path to the target of objectives: (name, verdict, colour).

    `height` is that of the chart in pixels; `filled` gives the path at every period, see `filled_frames`.
    """
    drawn = [
        _row(verdict, point, name, (name, PATH_DASH), (colour, "diamond"))
        for name, verdict, colour in goals
        for point in (path_points(verdict) if filled else [verdict.course.baseline, _target(verdict)])
    ]
    points = pd.concat([frames["punten"], pd.DataFrame(drawn, columns=POINT_COLUMNS)], ignore_index=True)
    ends = pd.DataFrame(
        [
            (place_in_time(_target(verdict).period), _target(verdict).value, name, colour)
            for name, verdict, colour in goals
        ],
        columns=END_COLUMNS,
    )
    least = (points["waarde"].max() - points["waarde"].min() or 1.0) * LETTER_HEIGHT / height
    moved = [_apart(rows, least) for rows in (frames["uiteinden"], ends)]
    return {**frames, "punten": points, "uiteinden": pd.concat(moved, ignore_index=True)}


def _apart(ends: pd.DataFrame, least: float) -> pd.DataFrame:
    """Names at the ends of lines, none over another."""
    ordered = ends.sort_values("y")
    return ordered.assign(y=apart(ordered["y"].to_list(), least))


def _target(verdict: Verdict) -> Point:
    return verdict.course.target


def _figures(verdict: Verdict, rows: pd.DataFrame, breaks: Sequence[Break]) -> Iterator[tuple[object, ...]]:
    """All figures; the line stops where one is missing, where the series breaks and before a projection."""
    ordered = rows.sort_values("period")
    periods, values = ordered["period"].tolist(), ordered["value"].tolist()
    statuses = ordered["status"].tolist()
    places = [place_in_time(period) for period in periods]
    steps = [after - before for before, after in pairwise(places)]
    usual = min(steps, default=0.0) if periods and shape(periods[0]) != "day" else np.inf
    cuts = [place_in_time(entry.period) for entry in breaks]
    part = 0
    for number, (period, value, status, place) in enumerate(
        zip(periods, values, statuses, places, strict=True)
    ):
        if number:
            gap = steps[number - 1] > 1.5 * usual
            broken = any(places[number - 1] < cut <= place for cut in cuts)
            part += gap or broken or (status == "projected" != statuses[number - 1])
        dash = PROJECTED if status == "projected" else 0
        line = (f"{FIGURES} {part}", dash)
        yield _row(verdict, Point(period, value), FIGURES, line, (FIGURE_COLOUR, "circle"), status=status)


def _plan(verdict: Verdict, path: Sequence[Point]) -> Iterator[tuple[object, ...]]:
    """The path, the target, what lies between, and the expectation."""
    course = verdict.course
    for point in path:
        yield _row(verdict, point, PATH, (PATH, PATH_DASH), (GOAL_COLOUR, "diamond"))
    for number, point in enumerate(course.milestones):
        yield _row(verdict, point, STEPS, (f"{STEPS} {number}", 0), (GOAL_COLOUR, "diamond"))
    if verdict.outlook is not None and verdict.latest is not None:
        expected = Point(course.target.period, verdict.outlook.expected)
        for point, status in ((verdict.latest, "observed"), (expected, "projected")):
            yield _row(verdict, point, EXPECTED, (EXPECTED, PROJECTED), (MUTED, "circle"), status=status)


def _row(
    verdict: Verdict,
    point: Point,
    name: str,
    line: tuple[str, int],
    look: tuple[str, str],
    *,
    status: str = "observed",
) -> tuple[object, ...]:
    """A point as a row of `punten`."""
    series = verdict.course.series
    notation = Amount(series.unit, series.decimals)
    return (
        name,
        line[0],
        place_in_time(point.period),
        words(point.period, series.reference),
        point.value,
        value_text(notation, point.value, status),
        look[0],
        look[1],
        line[1],
        2.5 if name == FIGURES else 1.5,
        status != "observed",
    )


def _ends(verdict: Verdict, rows: pd.DataFrame, height: int) -> pd.DataFrame:
    """The target and the expectation by name and value, moved apart so that none covers the other."""
    course, outlook = verdict.course, verdict.outlook
    notation = Amount(course.series.unit, course.series.decimals)
    told = [(course.target.value, GOAL, GOAL_COLOUR)]
    told += [(outlook.expected, EXPECTED, INK)] if outlook else []
    told.sort(key=lambda end: end[0])
    seen = [*rows["value"], *(value for value, _, _ in told)]
    least = (max(seen) - min(seen) or 1.0) * LETTER_HEIGHT / height
    heights = apart([value for value, _, _ in told], least)
    place = place_in_time(course.target.period)
    ends = [
        (place, y, f"{name} {value_text(notation, value, 'observed', unit_told=True)}", colour)
        for y, (value, name, colour) in zip(heights, told, strict=True)
    ]
    return pd.DataFrame(ends, columns=END_COLUMNS)


def _margin(verdict: Verdict) -> pd.DataFrame:
    """Between which values the figure of the target period is expected; no row without an expectation."""
    columns = ["x", "laag", "hoog", "omschrijving"]
    course, outlook = verdict.course, verdict.outlook
    if outlook is None:
        return pd.DataFrame(columns=columns)
    notation = Amount(course.series.unit, course.series.decimals)
    low, high = (value_text(notation, value, "observed") for value in (outlook.low, outlook.high))
    place = place_in_time(course.target.period)
    return pd.DataFrame([(place, outlook.low, outlook.high, f"Marge: {low} tot {high}")], columns=columns)
