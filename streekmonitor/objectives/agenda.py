"""The standing item of a meeting: what changed since the one before, and what is due before the next.

A release replaces the one before it, so what the verdict was then can't be computed again later. It is
recorded instead, at each meeting, with all that it rested on (`Recorded`); the reasons of a change follow
from comparing what was recorded with what is now. Who has two releases at hand compares them in the same
way, with `recorded` on the verdict of each.
"""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date

from streekmonitor import formats
from streekmonitor.analysis import phrases
from streekmonitor.objectives.explain import WORDS
from streekmonitor.objectives.model import LABELS, Action, Decision, Entry, Meeting, Note, Objective
from streekmonitor.objectives.periods import phrase, words
from streekmonitor.objectives.register import Change, Register, by_due, is_due, is_overdue
from streekmonitor.objectives.verdict import Status, Verdict
from streekmonitor.objectives.words import value_words

# Fields of an action whose change is worth a line; a change of another says only that it was edited.
TOLD_FIELDS = ("title", "status", "due", "responsible", "partners", "budget", "evidence", "withdrawn")


class Recorded(Entry):
    """The verdict on an objective on a day, with all that it rested on.

    `baseline` and `target` are (period, value); `points` the figures that counted, by period.
    """

    objective: str
    day: date
    version: int
    release: str
    status: Status
    indicator: str
    area: str
    rising: bool
    baseline: tuple[str, float]
    target: tuple[str, float]
    points: dict[str, float]
    obstacle: str = ""


@dataclass(frozen=True)
class StatusChange:
    """An objective whose status, figures or target changed; `reasons` are sentences in Dutch."""

    objective: Objective
    before: Recorded
    now: Recorded
    reasons: tuple[str, ...]

    @property
    def turned(self) -> bool:
        """Whether the status is another."""
        return self.before.status != self.now.status

    @property
    def sentence(self) -> str:
        """What the status was and is, and why."""
        was, is_ = WORDS[self.before.status], WORDS[self.now.status]
        status = f"van {was} naar {is_}" if self.turned else f"blijft {is_}"
        return " ".join([f"{formats.sentence(status)}.", *self.reasons])


@dataclass(frozen=True)
class ActionMove:
    """An action that moved, with what changed (Dutch) and the notes since, newest first."""

    action: Action
    lines: tuple[str, ...]
    notes: tuple[Note, ...]


@dataclass(frozen=True)
class Agenda:
    """What a meeting has to know.

    `turned` are objectives with another status, `shifted` those with other figures or another target but the
    same status. `unrecorded` are objectives whose status was not recorded before `since`. `previous` is the
    meeting that was held then, with its `decisions`.
    """

    since: date
    turned: tuple[StatusChange, ...]
    shifted: tuple[StatusChange, ...]
    unrecorded: tuple[Objective, ...]
    moved: tuple[ActionMove, ...]
    overdue: tuple[Action, ...]
    due: tuple[Action, ...]
    previous: Meeting | None = None
    decisions: tuple[Decision, ...] = field(default=())


def recorded(objective: Objective, verdict: Verdict, day: date) -> Recorded:
    """What is to be kept of a verdict, to compare with later."""
    course = verdict.course
    return Recorded(
        objective=objective.id,
        day=day,
        version=objective.version,
        release=course.release,
        status=verdict.status,
        indicator=objective.indicator,
        area=course.area_name,
        rising=course.rising,
        baseline=(course.baseline.period, course.baseline.value),
        target=(course.target.period, course.target.value),
        points={point.period: point.value for point in course.points},
        obstacle=course.obstacle,
    )


def agenda(
    register: Register,
    verdicts: Mapping[str, Verdict],
    before: Mapping[str, Recorded],
    changes: Sequence[Change],
    *,
    since: date,
    today: date,
    until: date,
) -> Agenda:
    """The agenda of a meeting today, since the previous one and until the next.

    `verdicts` are those of now and `before` those recorded last up to `since`, both by the objective's id;
    `changes` is the history since then.
    """
    compared = [
        _status_change(objective, before[objective.id], verdicts[objective.id], today)
        for objective in register.objectives
        if objective.id in before and objective.id in verdicts
    ]
    held = [meeting for meeting in register.meetings if meeting.day is not None and meeting.day <= since]
    previous = max(held, key=lambda meeting: meeting.day or date.min, default=None)
    return Agenda(
        since=since,
        turned=tuple(change for change in compared if change.turned),
        shifted=tuple(change for change in compared if not change.turned and change.reasons),
        unrecorded=tuple(entry for entry in register.objectives if entry.id not in before),
        moved=tuple(_moves(register, changes, since)),
        overdue=by_due(action for action in register.actions if is_overdue(action, today)),
        due=by_due(action for action in register.actions if is_due(action, today, until)),
        previous=previous,
        decisions=previous.decisions if previous else (),
    )


def _status_change(objective: Objective, before: Recorded, verdict: Verdict, today: date) -> StatusChange:
    now = recorded(objective, verdict, today)
    reasons = [*_plan_reasons(before, now, verdict), *_figure_reasons(before, now, verdict)]
    if before.obstacle != now.obstacle and now.obstacle:
        reasons.append(f"Niet meer te bepalen: {now.obstacle}.")
    if before.status != now.status and not reasons:
        reasons.append("De beschrijving van de indicator of de manier van beoordelen is veranderd.")
    return StatusChange(objective, before, now, tuple(reasons))


def _plan_reasons(before: Recorded, now: Recorded, verdict: Verdict) -> Iterator[str]:
    """What changed in the objective itself."""
    told = _teller(verdict)
    if (before.indicator, before.area) != (now.indicator, now.area):
        yield "Gewijzigde doelstelling: een andere indicator of een ander gebied."
    elif before.rising != now.rising:
        yield "Gewijzigde doelstelling: de richting is omgekeerd."
    if before.target != now.target:
        yield f"Gewijzigd doel: van {told(*before.target)} naar {told(*now.target)}."
    if before.baseline != now.baseline:
        yield f"Gewijzigd vertrekpunt: van {told(*before.baseline)} naar {told(*now.baseline)}."


def _figure_reasons(before: Recorded, now: Recorded, verdict: Verdict) -> Iterator[str]:
    """What changed in the figures since the baseline that both had."""
    told = _teller(verdict)
    since = max(before.baseline[0], now.baseline[0])
    new = [period for period in now.points if period not in before.points and period > since]
    if new and before.indicator == now.indicator:
        figures = [told(period, now.points[period]) for period in new]
        yield f"{'Nieuw cijfer' if len(new) == 1 else 'Nieuwe cijfers'}: {formats.listing(figures)}."
    both = [period for period in now.points if period in before.points]
    revised = [period for period in both if now.points[period] != before.points[period]]
    if revised and before.indicator == now.indicator:
        figures = [
            f"{words(period, verdict.course.series.reference)} van {_amount(verdict, before.points[period])} "
            f"naar {_amount(verdict, now.points[period])}"
            for period in revised
        ]
        yield f"{'Herzien cijfer' if len(revised) == 1 else 'Herziene cijfers'}: {formats.listing(figures)}."
    gone = [period for period in before.points if period not in now.points and period > since]
    if gone and before.indicator == now.indicator:
        names = [words(period, verdict.course.series.reference) for period in gone]
        yield f"Telt niet meer mee: {formats.listing(names)}."


def _moves(register: Register, changes: Sequence[Change], since: date) -> Iterator[ActionMove]:
    """Actions that were changed, or got notes of a day after the previous meeting."""
    of_actions = [change for change in changes if change.kind == "action"]
    for action in by_due(register.actions):
        own = [change for change in of_actions if change.record == action.id]
        lines = tuple(_changed(own))
        notes = tuple(note for note in register.notes_on(action.id) if note.day and note.day > since)
        if lines or notes:
            yield ActionMove(action, lines, notes)


def _changed(changes: Iterable[Change]) -> Iterator[str]:
    """What an action became over all of its changes together."""
    ordered = sorted(changes, key=lambda change: change.version)
    if not ordered:
        return
    first, last = ordered[0].before, ordered[-1].after
    if first is None:
        yield "Nieuwe actie."
        return
    for name in TOLD_FIELDS:
        if first.get(name) != last.get(name):
            was, is_ = value_words(name, first.get(name)), value_words(name, last.get(name))
            yield f"{LABELS[name]}: van {was} naar {is_}."


def _teller(verdict: Verdict) -> Callable[[str, float], str]:
    def told(period: str, value: float) -> str:
        return f"{_amount(verdict, value)} {phrase(period, verdict.course.series.reference)}"

    return told


def _amount(verdict: Verdict, value: float) -> str:
    series = verdict.course.series
    return phrases.amount(value, series.unit, series.decimals)
