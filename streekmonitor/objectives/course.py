"""The figures that a verdict rests on: which of a series count, which do not, and why there may be none."""

from collections.abc import Iterable, Iterator
from dataclasses import replace
from datetime import date
from math import inf

import pandas as pd

from streekmonitor import formats
from streekmonitor.analysis.aggregate import is_small
from streekmonitor.analysis.figure import UnknownPeriodError
from streekmonitor.analysis.tables import Tables
from streekmonitor.analysis.traits import TRUSTED, break_between, is_survey
from streekmonitor.area_records import Region
from streekmonitor.catalog import Indicator
from streekmonitor.forms import Change
from streekmonitor.objectives.model import Objective, OwnMeasure
from streekmonitor.objectives.periods import phrase, season, shape, words, years_between
from streekmonitor.objectives.verdict import Course, Point, Series, Verdict, judge, shown
from streekmonitor.rhythm import NEVER, next_edition
from streekmonitor.view import DEFAULT_SET, own_region

HIGHEST_SHARE = 100.0
UNKNOWN_DECIMALS = 2
OWN_NOTE = "Eigen meting van de werkgroep, geen officiële statistiek."


def verdict(objective: Objective, tables: Tables) -> Verdict:
    """The verdict on an objective by the figures of a release, made once. Raises ValueError for a draft."""
    return tables.kept(_judged, objective)


def verdicts(objectives: Iterable[Objective], tables: Tables) -> dict[str, Verdict]:
    """The verdict on each objective, by its id."""
    return {objective.id: verdict(objective, tables) for objective in objectives}


def _judged(tables: Tables, objective: Objective) -> Verdict:
    return judge(course_of(objective, tables))


def course_of(objective: Objective, tables: Tables) -> Course:
    """The course of an objective in a release, see `Course`. Raises ValueError for a draft."""
    plan = Course(
        series=_series(objective, tables),
        area_name=area_name(objective, tables),
        release=tables.release.id,
        rising=objective.direction == "rise",
        baseline=_baseline(objective),
        target=Point(objective.target_period, _given(objective.target_value, "streefwaarde")),
        milestones=_milestones(objective),
    )
    if objective.own is not None:
        points, left_out = _sorted_out(objective, _measured(objective.own))
        return replace(plan, points=points, left_out=left_out, cautions=(OWN_NOTE,))
    indicator = tables.release.catalog.indicator_by_id.get(objective.indicator)
    if indicator is None:
        return replace(plan, obstacle=f"de indicator “{objective.indicator}” staat niet in deze release")
    if area_of(objective, tables) is None:
        return replace(plan, obstacle=f"het gebied “{plan.area_name}” staat niet in deze release")
    rows = figures_of(objective, tables)
    points, left_out = _sorted_out(objective, rows)
    return replace(
        plan,
        points=points,
        left_out=left_out,
        obstacle=_obstacle(objective, tables, indicator, rows, points),
        cautions=tuple(_cautions(objective, tables, indicator, rows, points)),
    )


def area_of(objective: Objective, tables: Tables) -> str | Region | None:
    """The region's id, the one municipality's code, or the region made of several; None when unknown."""
    areas = tables.release.areas
    if objective.region:
        return objective.region if objective.region in areas.regions else None
    codes = objective.municipalities
    if not codes or not all(map(areas.is_municipality, codes)):
        return None
    return codes[0] if len(codes) == 1 else own_region(codes, objective.region_name)


def area_name(objective: Objective, tables: Tables) -> str:
    """The name of an objective's area."""
    area = area_of(objective, tables)
    if isinstance(area, Region):
        return area.label
    return tables.release.areas.name(area) if area else objective.region


def figures_of(objective: Objective, tables: Tables) -> pd.DataFrame:
    """The figures of an objective's indicator in its area, oldest first: columns period, value, status.

    Empty for an own measurement, and where indicator or area is unknown.
    """
    area = area_of(objective, tables)
    if area is None or objective.indicator not in tables.release.catalog.indicator_by_id:
        return pd.DataFrame(columns=["period", "value", "status", "denominator"])
    rows = tables.rows(objective.indicator, area, DEFAULT_SET)
    return rows[rows["value"].notna()].sort_values("period")


def series_of(objective: Objective, tables: Tables) -> pd.DataFrame:
    """All figures that an objective is measured by, also those that don't count: period, value, status."""
    if objective.own is not None:
        return _measured(objective.own)
    return figures_of(objective, tables)[["period", "value", "status"]]


def why_absent(objective: Objective, tables: Tables) -> str:
    """Why the indicator has no figure in the area of an objective, in one Dutch sentence."""
    area = area_of(objective, tables)
    if area is None:
        return "Dit gebied staat niet in deze release."
    try:
        return tables.figure(objective.indicator, area, None, DEFAULT_SET).reason
    except UnknownPeriodError as error:
        return str(error)


def next_edition_of(objective: Objective, tables: Tables) -> date | None:
    """When the next figure is to be expected: a day, `rhythm.NEVER`, or None when that can't be told."""
    catalog = tables.release.catalog
    indicator = catalog.indicator_by_id.get(objective.indicator)
    if indicator is None:
        return None
    source = catalog.sources_of(indicator)[0]
    return next_edition(source.rhythm, date.fromisoformat(tables.release.retrieved(source.id)))


def _series(objective: Objective, tables: Tables) -> Series:
    """What an objective is measured by."""
    catalog, own = tables.release.catalog, objective.own
    if own is not None:
        following = "zodra er een nieuwe meting is ingevuld"
        return Series(
            objective.title, own.unit, own.decimals, next_figure=following, sources=("Eigen meting",)
        )
    indicator = catalog.indicator_by_id.get(objective.indicator)
    if indicator is None:
        return Series(objective.indicator, "", UNKNOWN_DECIMALS)
    lowest, highest = bounds(tables, indicator)
    return Series(
        label=indicator.label,
        unit=indicator.unit,
        decimals=indicator.decimals,
        reference=catalog.main_measure(indicator).reference,
        floor=lowest,
        ceiling=highest,
        next_figure=_next_figure(objective, tables),
        sources=tuple(source.attribution for source in catalog.sources_of(indicator)),
    )


def _measured(own: OwnMeasure) -> pd.DataFrame:
    """Own measurements as figures of days, oldest first: columns period, value, status."""
    entries = sorted(own.measurements, key=lambda entry: entry.day)
    rows = [(entry.day.isoformat(), entry.value, "observed") for entry in entries]
    return pd.DataFrame(rows, columns=["period", "value", "status"])


def bounds(tables: Tables, indicator: Indicator) -> tuple[float, float]:
    """What a value of the indicator can be at all: a change has no bounds, a share lies between 0 and 100."""
    if isinstance(indicator.form, Change):
        return -inf, inf
    measure = tables.release.catalog.main_measure(indicator)
    lowest = getattr(measure, "minimum", 0.0)
    return -inf if lowest is None else lowest, HIGHEST_SHARE if indicator.unit == "%" else inf


def _sorted_out(
    objective: Objective, rows: pd.DataFrame
) -> tuple[tuple[Point, ...], tuple[tuple[str, str], ...]]:
    """The figures after the baseline that count, and per period why another does not."""
    points: list[Point] = []
    left_out: list[tuple[str, str]] = []
    for period, value, status in zip(rows["period"], rows["value"], rows["status"], strict=True):
        reason = _unfit(objective, str(period), str(status))
        if reason is None:
            continue
        if reason:
            left_out.append((str(period), reason))
        else:
            points.append(Point(str(period), float(value), status == "provisional"))
    return tuple(points), tuple(left_out)


def _unfit(objective: Objective, period: str, status: str) -> str | None:
    """Why a figure does not count; "" when it does, None when it is none of the objective's time."""
    start, end = objective.baseline_period, objective.target_period
    if shape(period) != shape(start):
        return "andere soort periode"
    if years_between(start, period) <= 0:
        return None
    if years_between(period, end) < 0:
        return "na de streefperiode"
    if season(period) != season(start):
        return "ander kwartaal of andere maand dan het vertrekpunt"
    return "" if status in TRUSTED else f"{formats.STATUS_WORDS[status]}, niet vastgesteld"


def _obstacle(
    objective: Objective, tables: Tables, indicator: Indicator, rows: pd.DataFrame, points: tuple[Point, ...]
) -> str:
    """Why there can be no verdict; "" when there can."""
    catalog = tables.release.catalog
    if is_survey(catalog, indicator):
        return "dit is een enquête, en haar foutenmarge is niet bekend"
    if rows.empty:
        return f"er is geen cijfer voor dit gebied ({why_absent(objective, tables).removesuffix('.')})"
    reference = catalog.main_measure(indicator).reference
    if shape(objective.baseline_period) != shape(str(rows["period"].iloc[-1])):
        return "de periodes van de indicator zijn niet die van het vertrekpunt"
    last = points[-1].period if points else objective.baseline_period
    broken = break_between(catalog, indicator, objective.baseline_period, last)
    if broken is None:
        return ""
    return (
        f"de reeks is gebroken {phrase(broken.period, reference)}, tussen het vertrekpunt en nu "
        f"({broken.reason.removesuffix('.')})"
    )


def _cautions(
    objective: Objective, tables: Tables, indicator: Indicator, rows: pd.DataFrame, points: tuple[Point, ...]
) -> Iterator[str]:
    """Sentences that belong beside the verdict."""
    reference = tables.release.catalog.main_measure(indicator).reference
    yield from _about_baseline(objective, indicator, rows, reference)
    provisional = [words(point.period, reference) for point in points if point.provisional]
    if provisional:
        yield f"Voorlopig, en dus nog te herzien: het cijfer van {formats.listing(provisional)}."
    if points and _rests_on_few(indicator, rows, points[-1].period):
        yield "Het laatste cijfer steunt op weinig gevallen: toeval weegt zwaar."
    form = indicator.form
    if isinstance(form, Change) and form.span > 1:
        yield (
            f"Elk cijfer gaat over {form.span} jaar, zodat opeenvolgende cijfers elkaar overlappen: de "
            "onzekerheid is groter dan berekend."
        )


def _about_baseline(
    objective: Objective, indicator: Indicator, rows: pd.DataFrame, reference: str
) -> Iterator[str]:
    """Whether the figure of the baseline is still what it was when the objective was set."""
    when = words(objective.baseline_period, reference)
    now = rows.loc[rows["period"] == objective.baseline_period, "value"]
    if now.empty:
        yield f"Deze release heeft geen cijfer meer voor {when}; gerekend is met het vastgelegde vertrekpunt."
        return
    agreed = _baseline(objective).value
    if shown(float(now.iloc[0]), indicator.decimals) != shown(agreed, indicator.decimals):
        value, recorded = (
            formats.value(amount, indicator.unit, indicator.decimals) for amount in (now.iloc[0], agreed)
        )
        yield (
            f"Het cijfer van {when} is sindsdien herzien tot {value}; gerekend is met het vastgelegde "
            f"vertrekpunt van {recorded}."
        )


def _rests_on_few(indicator: Indicator, rows: pd.DataFrame, period: str) -> bool:
    here = rows[rows["period"] == period]
    return bool(is_small(indicator, here["denominator"]).any())


def _next_figure(objective: Objective, tables: Tables) -> str:
    following = next_edition_of(objective, tables)
    if following == NEVER:
        return "er komt geen nieuw cijfer: de bron is eenmalig"
    if following is None:
        return "niet te voorspellen"
    month = f"{formats.MONTHS[following.month - 1]} {following.year}"
    manifest = tables.release.manifest["sources"]
    made = max(date.fromisoformat(entry["retrieved"]) for entry in manifest.values())
    if following <= made:
        return f"verwacht sinds {month}, maar nog niet in deze release"
    return f"te verwachten vanaf {month}"


def _baseline(objective: Objective) -> Point:
    return Point(objective.baseline_period, _given(objective.baseline_value, "vertrekpunt"))


def _milestones(objective: Objective) -> tuple[Point, ...]:
    steps: Iterable[Point] = (Point(entry.period, entry.value) for entry in objective.milestones)
    return tuple(sorted(steps, key=lambda point: point.period))


def _given(value: float | None, what: str) -> float:
    """The value of a checked objective. Raises ValueError for a draft without it."""
    if value is None:
        raise ValueError(f"Deze doelstelling heeft nog geen {what}; controleer ze eerst met check_objective.")
    return value
