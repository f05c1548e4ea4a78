"""What may be kept of an objective, against the figures of a release."""

from collections.abc import Iterator
from datetime import date
from itertools import pairwise
from math import inf

from streekmonitor import formats
from streekmonitor.analysis.tables import Tables
from streekmonitor.analysis.traits import TRUSTED
from streekmonitor.areas import PROVINCE
from streekmonitor.objectives.course import area_name, bounds, figures_of, why_absent
from streekmonitor.objectives.faults import (
    REQUIRED,
    Fault,
    bad_amount,
    bad_url,
    missing,
    not_after,
    text_faults,
)
from streekmonitor.objectives.model import DIRECTIONS, Objective, OwnMeasure
from streekmonitor.objectives.periods import SHAPE_WORDS, season, shape, words, years_between
from streekmonitor.objectives.verdict import shown

LONGEST_COURSE = 50
MOST_DECIMALS = 4


def check_objective(
    objective: Objective, tables: Tables, today: date, before: Objective | None = None
) -> list[Fault]:
    """The faults of an objective, in the order of its fields.

    `before` is what is kept of it now: a baseline that stays as it was agreed needs not be in this release.
    """
    catalog = tables.release.catalog
    faults = [*text_faults(objective), *missing(objective, "title", "working_group", "owner")]
    if objective.working_group and objective.working_group not in catalog.theme_by_id:
        groups = formats.listing([theme.label for theme in catalog.themes])
        faults.append(Fault("working_group", f"Deze werkgroep bestaat niet. Kies uit {groups}."))
    faults += not_after("decided_on", objective.decided_on, today)
    area = [*_area_faults(objective, tables)]
    measured = [*_measure_faults(objective, tables, today)]
    if not area and not measured:
        measured += _coverage_faults(objective, tables)
    if area or measured:
        return faults + area + measured
    periods = [*_period_faults(objective, tables)]
    return faults + (periods or [*_value_faults(objective, tables, before)])


def with_baseline(objective: Objective, tables: Tables) -> Objective:
    """The objective with the figure of its baseline period in this release as baseline; None without one."""
    rows = figures_of(objective, tables)
    here = rows.loc[rows["period"] == objective.baseline_period, "value"]
    value = float(here.iloc[0]) if len(here) else None
    return objective.with_(baseline_value=value, baseline_release=tables.release.id)


def with_release(objective: Objective, tables: Tables, before: Objective | None) -> Objective:
    """The objective with the release that its baseline comes from, whatever was typed.

    `before` is what is kept of it now: a baseline that stays, stays of its release.
    """
    if objective.own is not None:
        return objective.with_(baseline_release="")
    if before is not None and _agreed(before) == _agreed(objective):
        return objective.with_(baseline_release=before.baseline_release)
    return objective.with_(baseline_release=tables.release.id)


def _area_faults(objective: Objective, tables: Tables) -> Iterator[Fault]:
    """A region or municipalities; of these only those in force, for others get no figures any more."""
    areas, codes = tables.release.areas, objective.municipalities
    if objective.region and codes:
        yield Fault("municipalities", "Kies een regio óf gemeenten, niet allebei.")
    elif not objective.region and not codes:
        yield Fault("region", "Kies een regio, of een of meer gemeenten.")
    elif objective.region and objective.region not in areas.regions:
        yield Fault("region", f"De regio “{objective.region}” bestaat niet.")
    inside = areas.within(PROVINCE)
    for code in codes:
        if code in inside:
            continue
        if areas.is_municipality(code) and areas.current(code) != code:
            names = areas.name(code), areas.name(areas.current(code))
            yield Fault("municipalities", f"{names[0]} is opgegaan in {names[1]}; kies die gemeente.")
        else:
            yield Fault("municipalities", f"“{code}” is geen gemeente van de provincie.")
    if len(set(codes)) < len(codes):
        yield Fault("municipalities", "Een gemeente staat er twee keer.")


def _measure_faults(objective: Objective, tables: Tables, today: date) -> Iterator[Fault]:
    """An indicator, or an own measurement."""
    if objective.own is not None:
        if objective.indicator:
            yield Fault("own", "Kies een indicator óf een eigen meting, niet allebei.")
        yield from _own_faults(objective.own, today)
    elif not objective.indicator:
        yield Fault("indicator", "Kies een indicator, of vul een eigen meting in.")
    elif objective.indicator not in tables.release.catalog.indicator_by_id:
        yield Fault("indicator", f"De indicator “{objective.indicator}” bestaat niet.")


def _coverage_faults(objective: Objective, tables: Tables) -> Iterator[Fault]:
    """An indicator without figures in the area."""
    if objective.own is None and figures_of(objective, tables).empty:
        name = area_name(objective, tables)
        yield Fault("indicator", f"Er is geen cijfer voor {name}: {why_absent(objective, tables)}")


def _own_faults(own: OwnMeasure, today: date) -> Iterator[Fault]:
    if not own.unit.strip():
        yield Fault("own", "Geef de eenheid van de eigen meting.")
    if not 0 <= own.decimals <= MOST_DECIMALS:
        yield Fault("own", f"Geef 0 tot {MOST_DECIMALS} decimalen.")
    days = [entry.day for entry in own.measurements]
    for day in sorted({day for day in days if days.count(day) > 1}):
        yield Fault("own", f"Er zijn twee metingen op {formats.day(day)}.")
    for entry in own.measurements:
        yield from not_after("own", entry.day, today)
        yield from bad_url("own", entry.evidence)
        yield from bad_amount("own", entry.value)


def _period_faults(objective: Objective, tables: Tables) -> Iterator[Fault]:
    """The periods of baseline, target and what lies between, in the way of the indicator, and in order."""
    rows = figures_of(objective, tables)
    wanted = "day" if objective.own is not None else shape(str(rows["period"].iloc[-1]))
    start, end = objective.baseline_period, objective.target_period
    for field, period in (("baseline_period", start), ("target_period", end)):
        if not period:
            yield Fault(field, REQUIRED)
        elif shape(period) != wanted:
            yield Fault(field, f"Geef {SHAPE_WORDS[wanted]}.")
    if shape(start) != wanted or shape(end) != wanted:
        return
    years = years_between(start, end)
    if years <= 0:
        yield Fault("target_period", "De streefperiode ligt niet na het vertrekpunt.")
    elif years > LONGEST_COURSE:
        yield Fault("target_period", f"Hoogstens {LONGEST_COURSE} jaar na het vertrekpunt.")
    elif season(start) != season(end):
        yield Fault("target_period", "Kies hetzelfde kwartaal of dezelfde maand als het vertrekpunt.")
    yield from _milestone_period_faults(objective, wanted)


def _milestone_period_faults(objective: Objective, wanted: str) -> Iterator[Fault]:
    periods = [entry.period for entry in objective.milestones]
    if any(shape(period) != wanted for period in periods):
        yield Fault("milestones", f"Geef als periode {SHAPE_WORDS[wanted]}.")
        return
    ordered = [objective.baseline_period, *periods, objective.target_period]
    if periods and any(years_between(earlier, later) <= 0 for earlier, later in pairwise(ordered)):
        reason = "De periodes moeten in volgorde staan, elk één keer, tussen vertrekpunt en streefperiode."
        yield Fault("milestones", reason)


def _value_faults(objective: Objective, tables: Tables, before: Objective | None) -> Iterator[Fault]:
    """The values of baseline, target and what lies between: figures, possible ones, on the right side."""
    start, end = objective.baseline_value, objective.target_value
    wrong = [
        *bad_amount("baseline_value", start),
        *bad_amount("target_value", end),
        *(fault for entry in objective.milestones for fault in bad_amount("milestones", entry.value)),
    ]
    if not wrong and (before is None or _agreed(before) != _agreed(objective)):
        wrong += _baseline_faults(objective, tables)
    wrong += missing(objective, *(["target_value"] if wrong else ["baseline_value", "target_value"]))
    yield from wrong
    if wrong or start is None or end is None:
        return
    yield from _impossible(objective, tables, end)
    sign, words_of_side = (1, "hoger") if objective.direction == "rise" else (-1, "lager")
    if sign * (end - start) < 0:
        reason = f"De streefwaarde moet {words_of_side} zijn dan het vertrekpunt: het moet "
        yield Fault("target_value", f"{reason}{DIRECTIONS[objective.direction]}.")
    values = [start, *(entry.value for entry in objective.milestones), end]
    if objective.milestones and any(sign * (later - earlier) < 0 for earlier, later in pairwise(values)):
        reason = "De waarden moeten stap voor stap van het vertrekpunt naar de streefwaarde gaan."
        yield Fault("milestones", reason)


def _agreed(objective: Objective) -> tuple[object, ...]:
    """What a baseline was taken from."""
    names = ("indicator", "region", "municipalities", "baseline_period", "baseline_value")
    return tuple(getattr(objective, name) for name in names)


def _baseline_faults(objective: Objective, tables: Tables) -> Iterator[Fault]:
    """The baseline is a figure of this release that was measured."""
    if objective.own is not None:
        return
    rows = figures_of(objective, tables)
    here = rows[rows["period"] == objective.baseline_period]
    indicator = tables.release.catalog.indicator_by_id[objective.indicator]
    reference = tables.release.catalog.main_measure(indicator).reference
    name = words(objective.baseline_period, reference)
    if here.empty:
        measured = rows.loc[rows["status"].isin(TRUSTED), "period"]
        known = formats.listing([words(str(period), reference) for period in measured])
        yield Fault(
            "baseline_period", f"Er is geen cijfer voor {name}. Wel voor {known or 'geen enkele periode'}."
        )
        return
    value, status = float(here["value"].iloc[0]), str(here["status"].iloc[0])
    given = objective.baseline_value
    if status not in TRUSTED:
        reason = f"Het cijfer van {name} is een {formats.STATUS_WORDS[status]}, en dus geen vertrekpunt."
        yield Fault("baseline_period", reason)
    elif given is not None and shown(value, indicator.decimals) != shown(given, indicator.decimals):
        found = formats.value(value, indicator.unit, indicator.decimals)
        yield Fault("baseline_value", f"In deze release is het cijfer van {name} {found}.")


def _impossible(objective: Objective, tables: Tables, target: float) -> Iterator[Fault]:
    """Targets beyond what is possible, or with more decimals than the figure itself is shown with."""
    if objective.own is not None:
        decimals, lowest, highest = objective.own.decimals, -inf, inf
    else:
        indicator = tables.release.catalog.indicator_by_id[objective.indicator]
        decimals, (lowest, highest) = indicator.decimals, bounds(tables, indicator)
    much = f"met hoogstens {decimals} decimalen" if decimals > 1 else "met hoogstens 1 decimaal"
    wanted = [("target_value", target), *(("milestones", entry.value) for entry in objective.milestones)]
    for field, value in wanted:
        if value < lowest:
            yield Fault(field, f"Dit cijfer kan niet lager zijn dan {formats.number(lowest)}.")
        elif value > highest:
            yield Fault(field, f"Dit cijfer kan niet hoger zijn dan {formats.number(highest)}.")
        elif round(value, decimals) != value:
            how = much if decimals else "zonder decimalen"
            yield Fault(field, f"Geef de waarde {how}, zoals het cijfer getoond wordt.")
