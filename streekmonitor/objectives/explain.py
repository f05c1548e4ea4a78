"""The verdict in Dutch: a word, a sentence, every component of the computation, and the method."""

from collections.abc import Callable
from dataclasses import dataclass

from streekmonitor import formats
from streekmonitor.analysis import phrases
from streekmonitor.objectives.periods import phrase, words
from streekmonitor.objectives.verdict import CERTAINTY, FEWEST_POINTS, Point, Status, Step, Verdict

WORDS: dict[Status, str] = {
    "achieved": "behaald",
    "on_track": "op schema",
    "too_slow": "te traag",
    "wrong_direction": "verkeerde richting",
    "too_early": "te vroeg",
    "undetermined": "niet te bepalen",
}
METHOD = (
    "Het vereiste pad is de rechte lijn van het vertrekpunt naar de streefwaarde. Het tempo tot nu is "
    "de helling van de rechte door het vertrekpunt die het dichtst bij de cijfers sindsdien ligt "
    "(kleinste kwadraten): de som van jaren × vooruitgang, gedeeld door de som van jaren × jaren. De "
    "verwachting is het laatste cijfer, plus dat tempo voor elk jaar tot de streefperiode. “Behaald” "
    "wordt eerst nagegaan: het laatste cijfer haalt de streefwaarde. Anders is het “te vroeg” met "
    f"minder dan {FEWEST_POINTS} cijfers sinds het vertrekpunt; “verkeerde richting” als het tempo of "
    "het laatste cijfer aan de verkeerde kant van het vertrekpunt ligt; “op schema” als de verwachting "
    f"de streefwaarde haalt, en anders “te traag”. De onzekerheid is een marge van {CERTAINTY} %: zo "
    "vaak ligt het cijfer van de streefperiode erin, als de cijfers blijven schommelen rond dezelfde "
    "rechte zoals tot nu. De marge staat erbij, maar beslist niets. Gerekend is met de cijfers zoals ze "
    "getoond worden, afgerond. Vastgestelde en voorlopige cijfers tellen, ramingen en vooruitzichten "
    "niet, en wat na de streefperiode komt ook niet. Van kwartalen en maanden tellen enkel dezelfde. "
    "Niet te bepalen is het voor een enquête, en als de reeks gebroken is tussen het vertrekpunt en nu."
)
NOT_KNOWN = "–"
# A pace and a spread are small beside the figure: they get so many decimals more.
EXTRA_DECIMALS = 1


@dataclass(frozen=True)
class Component:
    """A part of the computation: its name, its value (a number or a text) and the value as text, in Dutch."""

    name: str
    value: float | str | None
    text: str


def sentence(verdict: Verdict) -> str:
    """The verdict with its reason, in one or two sentences."""
    return f"{formats.sentence(WORDS[verdict.status])}: {_REASONS[verdict.status](verdict)}."


def reason(verdict: Verdict) -> str:
    """The reason by itself, for beside the status."""
    return f"{formats.sentence(_REASONS[verdict.status](verdict))}."


def sentences(verdict: Verdict) -> list[str]:
    """The verdict with its reason, then what must be said beside it."""
    told = [sentence(verdict)]
    if verdict.outlook and verdict.status in ("on_track", "too_slow", "wrong_direction"):
        told.append(_margin(verdict))
    return [*told, *(_step_words(verdict, step) for step in verdict.steps), *verdict.course.cautions]


def components(verdict: Verdict) -> list[Component]:
    """Everything the verdict was computed from, and every step, in the order of the computation."""
    course = verdict.course
    return [
        _amount(verdict, f"Vertrekpunt ({_named(verdict, course.baseline)})", course.baseline.value),
        _amount(verdict, f"Streefwaarde ({_named(verdict, course.target)})", course.target.value),
        _text("Richting", _direction(verdict)),
        *(_amount(verdict, f"Cijfer van {_named(verdict, point)}", point.value) for point in course.points),
        *(
            _text(f"Telt niet mee: {words(period, course.series.reference)}", reason)
            for period, reason in course.left_out
        ),
        *_steps_made(verdict),
        _text("Volgend cijfer", course.series.next_figure or NOT_KNOWN),
        _text("Status", WORDS[verdict.status]),
        _text("Reden", sentence(verdict)),
        _text("Release", course.release),
    ]


def _steps_made(verdict: Verdict) -> list[Component]:
    """What was computed from the figures."""
    course, outlook = verdict.course, verdict.outlook
    count, end = len(course.points), _named(verdict, course.target)
    spread = outlook.spread if outlook else None
    return [
        Component("Aantal cijfers sinds het vertrekpunt", float(count), str(count)),
        _amount(verdict, "Vereist pad bij het laatste cijfer", verdict.required),
        _pace(verdict, "Vereist tempo per jaar", verdict.required_pace),
        _pace(verdict, "Tempo tot nu per jaar", verdict.pace),
        _pace(verdict, "Nodig tempo vanaf nu per jaar", verdict.needed_pace),
        _amount(verdict, f"Verwachting ({end})", outlook.expected if outlook else None),
        _amount(verdict, f"Marge van {CERTAINTY} %: van", outlook.low if outlook else None),
        _amount(verdict, f"Marge van {CERTAINTY} %: tot", outlook.high if outlook else None),
        Component(
            "Spreiding rond de rechte",
            spread,
            formats.number(spread, course.series.decimals + EXTRA_DECIMALS),
        ),
    ]


def aim(verdict: Verdict) -> str:
    """The target in words: "hoogstens 4,5 % in 2030"."""
    return f"{_bound(verdict)} {_when(verdict, verdict.course.target)}"


def _achieved(verdict: Verdict) -> str:
    return f"{_latest(verdict)}, en het doel is {aim(verdict)}"


def _forecast(verdict: Verdict) -> str:
    """Where it goes, and what is needed; the figure itself when the target period is there."""
    if verdict.outlook is None:
        return f"{_latest(verdict)}, en het doel was {aim(verdict)}"
    told = (
        f"gaat het verder zoals sinds {_named(verdict, verdict.course.baseline)}, dan is het "
        f"{_when(verdict, verdict.course.target)} {_told(verdict, verdict.outlook.expected)}; het doel is "
        f"{_bound(verdict)}"
    )
    if verdict.status == "on_track":
        return told
    return (
        f"{told}. Per jaar was het {_pace_words(verdict, verdict.pace)}; voortaan is "
        f"{_pace_words(verdict, verdict.needed_pace)} nodig"
    )


def _wrong(verdict: Verdict) -> str:
    start = verdict.course.baseline
    return (
        f"{_latest(verdict)}, tegenover {_told(verdict, start.value)} {_when(verdict, start)}, en het moet "
        f"{_direction(verdict)}; het tempo sindsdien is {_pace_words(verdict, verdict.pace)} per jaar. Het "
        f"doel is {aim(verdict)}"
    )


def _early(verdict: Verdict) -> str:
    number = len(verdict.course.points)
    few = {0: "is nog geen cijfer", 1: "is nog maar 1 cijfer"}
    found = few.get(number, f"zijn nog maar {number} cijfers")
    return (
        f"er {found} sinds het vertrekpunt, en er zijn er {FEWEST_POINTS} nodig. Het volgende cijfer: "
        f"{verdict.course.series.next_figure}"
    )


def _obstructed(verdict: Verdict) -> str:
    return verdict.course.obstacle


_REASONS: dict[Status, Callable[[Verdict], str]] = {
    "achieved": _achieved,
    "on_track": _forecast,
    "too_slow": _forecast,
    "wrong_direction": _wrong,
    "too_early": _early,
    "undetermined": _obstructed,
}


def _margin(verdict: Verdict) -> str:
    """The uncertainty of the expectation, and whether the target lies within it."""
    outlook, target = verdict.outlook, verdict.course.target
    if outlook is None:
        return ""
    within = outlook.low <= target.value <= outlook.high
    judged = "de streefwaarde ligt daarbinnen" if within else "de streefwaarde ligt daarbuiten"
    return (
        f"De verwachting {_when(verdict, target)} is {_told(verdict, outlook.expected)}, met een marge van "
        f"{_told(verdict, outlook.low)} tot {_told(verdict, outlook.high)} ({CERTAINTY} %); {judged}."
    )


def _step_words(verdict: Verdict, step: Step) -> str:
    wanted = f"Tussendoel {_when(verdict, step.target)}: {_told(verdict, step.target.value)}"
    if step.figure is None:
        return f"{wanted}; nog niet bekend."
    outcome = "gehaald" if step.reached else "niet gehaald"
    return f"{wanted}; {outcome} ({_told(verdict, step.figure.value)} {_when(verdict, step.figure)})."


def _latest(verdict: Verdict) -> str:
    point = verdict.latest
    if point is None:
        return ""
    provisional = " (voorlopig)" if point.provisional else ""
    return f"{_when(verdict, point)} was het {_told(verdict, point.value)}{provisional}"


def _bound(verdict: Verdict) -> str:
    """The target without its period: "hoogstens 4,5 %"."""
    course = verdict.course
    return f"{'minstens' if course.rising else 'hoogstens'} {_told(verdict, course.target.value)}"


def _named(verdict: Verdict, point: Point) -> str:
    """The period of a figure in words."""
    name = words(point.period, verdict.course.series.reference)
    return f"{name} (voorlopig)" if point.provisional else name


def _amount(verdict: Verdict, name: str, value: float | None) -> Component:
    return Component(name, value, NOT_KNOWN if value is None else _told(verdict, value))


def _pace(verdict: Verdict, name: str, pace: float | None) -> Component:
    return Component(name, pace, _pace_words(verdict, pace))


def _text(name: str, text: str) -> Component:
    return Component(name, text, text)


def _told(verdict: Verdict, value: float) -> str:
    series = verdict.course.series
    return phrases.amount(value, series.unit, series.decimals)


def _pace_words(verdict: Verdict, pace: float | None) -> str:
    """A change per year, with as many decimals as it takes to see one."""
    series = verdict.course.series
    if pace is None:
        return NOT_KNOWN
    decimals = series.decimals if abs(pace) >= 10 else series.decimals + EXTRA_DECIMALS
    return formats.difference(pace, series.unit, decimals)


def _when(verdict: Verdict, point: Point) -> str:
    return phrase(point.period, verdict.course.series.reference)


def _direction(verdict: Verdict) -> str:
    return "stijgen" if verdict.course.rising else "dalen"
