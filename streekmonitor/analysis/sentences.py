"""What can be said of one figure of one area, in Dutch sentences; "" where there is nothing to say."""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property

import pandas as pd

from streekmonitor import formats
from streekmonitor.analysis import phrases, text
from streekmonitor.analysis.aggregate import members_word
from streekmonitor.analysis.compare import change
from streekmonitor.analysis.figure import Figure
from streekmonitor.analysis.tables import Tables
from streekmonitor.analysis.traits import break_between, breaks_of, is_old, is_survey
from streekmonitor.analysis.trend import Trend, trend
from streekmonitor.area_records import Region
from streekmonitor.catalog import Catalog, Indicator
from streekmonitor.view import DEFAULT_SET

CHANGE_YEARS = 5
MOST_NAMES = 3
LEAST_SHARE = 0.1
STATUSES = {
    "provisional": "Het cijfer is voorlopig.",
    "estimated": "Het cijfer is een raming.",
    "projected": "Het cijfer is een vooruitzicht, geen vaststelling.",
}
SURVEY = "Dit komt uit een enquête met een onbekende foutenmarge: daarom geen rangschikking en geen oordeel."
APPROXIMATIONS = {
    "implied_ratio": "Het regiocijfer is een benadering: de noemers zijn uit de gemeentecijfers afgeleid.",
    "weighted_mean": "Het regiocijfer is een benadering: een gewogen gemiddelde van de gemeenten.",
}


@dataclass(frozen=True)
class Subject:
    """One indicator of one area (a code, a region's id, or a region of one's own) in one period."""

    tables: Tables
    indicator: Indicator
    area: str | Region
    period: str
    set_id: str = DEFAULT_SET

    @property
    def catalog(self) -> Catalog:
        """The catalog of the release."""
        return self.tables.release.catalog

    @property
    def code(self) -> str:
        """The code or id of the area."""
        return self.area.id if isinstance(self.area, Region) else self.area

    @property
    def phrase(self) -> str:
        """The area as in a sentence."""
        return (
            self.area.phrase if isinstance(self.area, Region) else self.tables.release.areas.phrase(self.area)
        )

    @cached_property
    def survey(self) -> bool:
        """Whether the figure was asked of a sample."""
        return is_survey(self.catalog, self.indicator)

    @cached_property
    def rows(self) -> pd.DataFrame:
        """All rows of the area."""
        return self.tables.rows(self.indicator.id, self.area, self.set_id)

    @cached_property
    def known(self) -> list[str]:
        """The periods up to this one with a value, oldest first; of quarters and months the same one."""
        periods = sorted(str(period) for period in self.rows.loc[self.rows["value"].notna(), "period"])
        return [period for period in periods if period <= self.period and period[4:] == self.period[4:]]

    @cached_property
    def figure(self) -> Figure | None:
        """The figure with its computation; None in a period that the indicator does not have."""
        if self.period not in set(self.tables.values(self.indicator.id, self.set_id).rows["period"]):
            return None
        return self.tables.figure(self.indicator.id, self.area, self.period, self.set_id)

    @property
    def value(self) -> float | None:
        """The value, None without one."""
        return self.figure.value if self.figure else None

    @property
    def reason(self) -> str:
        """Why there is no value."""
        return self.figure.reason if self.figure else "De bron geeft voor deze periode geen cijfers."

    def told(self, value: float) -> str:
        """A value in words."""
        return phrases.told(self.indicator, value)

    def bare(self, value: float) -> str:
        """A value beside one that was told in full: a long unit, named twice, would bury the numbers."""
        if " per " in f" {self.indicator.unit}":
            return formats.number(value, self.indicator.decimals)
        return self.told(value)

    def when(self, period: str) -> str:
        """A period with its preposition."""
        return text.period_phrase(self.catalog, self.indicator, period)

    def value_in(self, period: str) -> float:
        """The value of another period, of which there is one."""
        return float(self.rows.loc[self.rows["period"] == period, "value"].iloc[0])


@dataclass(frozen=True)
class Move:
    """A change that can be told: from which period, how much."""

    start: str
    amount: float


def absence(subject: Subject) -> str:
    """That there is no figure, why, and what the last one was."""
    said = f"{subject.indicator.label} {subject.when(subject.period)}: geen cijfer voor {subject.phrase}."
    said = f"{said} {subject.reason}".rstrip()
    if not subject.known:
        return said
    last = subject.known[-1]
    return (
        f"{said} Het laatste cijfer daarvoor is {subject.told(subject.value_in(last))} {subject.when(last)}."
    )


def move(subject: Subject, since: str | None) -> Move | str:
    """The change since a period, or why it can't be told.

    Without `since`: since five years earlier, or the first figure after that and after the last break.
    """
    start = since or _start(subject)
    if start is None or start >= subject.period:
        return _no_start(subject, start)
    broken = break_between(subject.catalog, subject.indicator, start, subject.period)
    if broken is not None:
        return (
            f"Met {phrases.named_period(start, _reference(subject))} is het niet te vergelijken: de reeks is "
            f"gebroken in {formats.period(broken.period)} ({broken.reason})."
        )
    found = change(subject.indicator, subject.rows, start, subject.period)
    if found.amount is None:
        words = phrases.named_period(start, _reference(subject))
        return f"Voor {words} is er geen cijfer, dus ook geen verandering."
    return Move(start, found.amount)


def moved(subject: Subject, since: str | None) -> str:
    """The change in a sentence: "Dat is 0,6 procentpunt hoger dan in 2019 (ongunstiger)."."""
    found = move(subject, since)
    if isinstance(found, str):
        return found
    then, indicator = subject.when(found.start), subject.indicator
    before = subject.value_in(found.start)
    if subject.survey:
        return f"{formats.sentence(then)} was dat {subject.told(before)}."
    if not phrases.visible(indicator, found.amount):
        nearly = "" if found.amount == 0 else "nagenoeg "
        return f"Dat is {nearly}{'evenveel' if indicator.is_count else 'even hoog'} als {then}."
    return f"Dat {_difference(subject, found.amount)} dan {then}{_remarks(subject, before, found.amount)}."


def ranking(subject: Subject) -> str:
    """The place of a municipality among those of the province, counted from the nearer end."""
    if subject.survey or subject.value is None:
        return ""
    shown = subject.tables.shown(subject.indicator.id, subject.period, subject.set_id)
    values = shown.loc[shown["value"].notna(), "value"]
    if subject.code not in set(shown["area"]) or len(values) < 2:
        return ""
    ties = int((values == subject.value).sum()) - 1
    if ties == len(values) - 1:
        return f"De {len(values)} gemeenten met een cijfer staan gelijk."
    above, below = int((values > subject.value).sum()) + 1, int((values < subject.value).sum()) + 1
    rank, end = (above, "hoogste") if above <= below else (below, "laagste")
    order = end if rank == 1 else f"{formats.ordinal(rank)} {end}"
    shared = {0: "", 1: ", samen met een andere gemeente"}.get(ties, f", samen met {ties} andere gemeenten")
    return f"Van {len(values)} gemeenten in de provincie heeft {subject.phrase} het {order} cijfer{shared}."


def comparison(subject: Subject, comparators: Sequence[str | Region]) -> str:
    """The figure beside those of others in the same period; who has none is named."""
    others = [
        Subject(subject.tables, subject.indicator, other, subject.period, subject.set_id)
        for other in comparators
    ]
    others = [other for other in others if other.code != subject.code]
    if subject.value is None or not others:
        return ""
    if subject.indicator.is_count:
        return _share(subject, others)
    known = [(other, other.value) for other in others if other.value is not None]
    said = []
    if known and subject.survey:
        values = [f"{subject.told(value)} in {other.phrase}" for other, value in known]
        said.append(f"Ter vergelijking: {formats.listing(values)}.")
    elif known:
        parts = [_against(subject, other, value) for other, value in known]
        first, rest = f"{parts[0][0]} is dat {parts[0][1]}", [f"{who} {what}" for who, what in parts[1:]]
        said.append(f"Vergeleken {formats.listing([first, *rest])}.")
    absent = [other.phrase for other in others if other.value is None]
    if absent:
        said.append(f"Voor {formats.listing(absent)} is er in deze periode geen cijfer.")
    return " ".join(said)


def tested(subject: Subject) -> Trend:
    """The trend up to this period."""
    rows = subject.rows[subject.rows["period"] <= subject.period]
    return trend(subject.catalog, subject.indicator, rows)


def trending(subject: Subject) -> str:
    """The verdict of the test in a sentence; nothing for a survey, of which that is said."""
    if subject.survey:
        return ""
    found = tested(subject)
    if found.direction == "undetermined":
        return found.sentence
    span = formats.sentence(phrases.span(found.periods[0], found.periods[-1], _reference(subject)))
    if found.direction == "none":
        return f"{span} is er geen duidelijke trend."
    up = found.direction == "rising"
    judged = phrases.judgement(subject.indicator, 1.0 if up else -1.0)
    return f"{span} is de trend {'stijgend' if up else 'dalend'}{f' ({judged})' if judged else ''}."


def caveats(subject: Subject) -> list[str]:
    """What must be known to read the figure rightly."""
    figure = subject.figure
    if figure is None or figure.value is None:
        return []
    said = [SURVEY if subject.survey else "", STATUSES.get(figure.status, "")]
    if figure.small_base and figure.denominator is not None:
        base = formats.number(figure.denominator)
        said.append(
            f"Let op: het cijfer steunt op een kleine groep (noemer {base}); toeval speelt dan een grote rol."
        )
    if figure.approximation:
        said.append(APPROXIMATIONS[figure.form])
    said += [_made_of(subject, figure), _age(subject)]
    return [sentence for sentence in said if sentence]


def _made_of(subject: Subject, figure: Figure) -> str:
    """Of which areas the figure is made, where that is not plain."""
    areas = subject.tables.release.areas
    region = isinstance(subject.area, Region) or subject.area in areas.regions
    if region and figure.basis == "published":
        publisher = subject.catalog.sources_of(subject.indicator)[0].publisher
        return f"Dit is het cijfer van de uitgever zelf ({publisher})."
    if region and figure.absent:
        total = len(figure.took_part) + len(figure.absent)
        names = [entry.name for entry in figure.absent]
        without = (
            formats.listing(names) if len(names) <= MOST_NAMES else phrases.in_municipalities(len(names))
        )
        whole = subject.area if isinstance(subject.area, Region) else areas.regions[subject.area]
        word = members_word(subject.tables.release, whole)
        return f"Berekend op {len(figure.took_part)} van {total} {word}, zonder {without}."
    if not region and figure.basis == "summed":
        parts = formats.listing([areas.name(code) for code in figure.took_part])
        return f"Opgeteld over de vroegere gemeenten {parts}."
    if not region and areas.is_municipality(subject.code) and not areas.municipalities[subject.code].in_force:
        return f"{subject.phrase} is intussen opgegaan in {areas.name(areas.current(subject.code))}."
    return ""


def _age(subject: Subject) -> str:
    """That a figure is the last one, where it is an old one."""
    later = subject.rows[subject.rows["value"].notna() & (subject.rows["period"] > subject.period)]
    if len(later) or not is_old(subject.tables.release, subject.period):
        return ""
    return "Recentere cijfers zijn er niet."


def _start(subject: Subject) -> str | None:
    """The period that a change is told from when none was chosen."""
    wanted = formats.shift_years(subject.period, -CHANGE_YEARS)
    broken = [entry.period for entry in breaks_of(subject.catalog, subject.indicator)]
    since = max([wanted, *[period for period in broken if period <= subject.period]])
    starts = [period for period in subject.known if since <= period < subject.period]
    return starts[0] if starts else None


def _no_start(subject: Subject, start: str | None) -> str:
    if start is not None:
        return ""
    if len(subject.known) > 1 and _last_break(subject):
        return f"Sinds de breuk in de reeks van {_last_break(subject)} is er nog geen ander cijfer."
    if len(subject.known) > 1:
        return f"Uit de {CHANGE_YEARS} jaar daarvoor is er geen ander cijfer."
    return "Een vroeger cijfer is er niet."


def _last_break(subject: Subject) -> str:
    wanted = formats.shift_years(subject.period, -CHANGE_YEARS)
    found = [entry.period for entry in breaks_of(subject.catalog, subject.indicator)]
    within = [period for period in found if wanted < period <= subject.period]
    return formats.period(within[-1]) if within else ""


def _reference(subject: Subject) -> str:
    return subject.catalog.main_measure(subject.indicator).reference


def _difference(subject: Subject, amount: float) -> str:
    """With its verb: "is 0,6 procentpunt hoger", "zijn er 25 minder", "is er 1 meer"."""
    indicator = subject.indicator
    order = phrases.order(indicator, amount)
    if not indicator.is_count or phrases.singular(indicator.unit) == indicator.unit:
        return f"is {phrases.distance(indicator, amount)} {order}"
    number = formats.number(abs(amount), indicator.decimals)
    return f"{'is' if number == '1' else 'zijn'} er {number} {order}"


def _remarks(subject: Subject, before: float, amount: float) -> str:
    """Growth in per cent and judgement, in brackets."""
    indicator = subject.indicator
    remarks = []
    grows = indicator.is_count or indicator.unit == "€"
    small = before < indicator.small_base if indicator.is_count else before <= 0
    if grows and not small and before > 0:
        remarks.append(
            formats.difference(amount / before * 100, "", 1).rstrip(formats.NBSP) + f"{formats.NBSP}%"
        )
    judged = phrases.judgement(indicator, amount)
    remarks += [judged] if judged else []
    return f" ({'; '.join(remarks)})" if remarks else ""


def _against(subject: Subject, other: Subject, value: float) -> tuple[str, str]:
    """One comparator: "met het Vlaams Gewest (5,6 %)", "0,2 procentpunt lager (gunstiger)"."""
    own, indicator = subject.value, subject.indicator
    difference = 0.0 if own is None else own - value
    own_rough = subject.figure is not None and subject.figure.approximation
    rough = other.figure is not None and other.figure.approximation and not own_rough
    who = f"met {other.phrase} ({subject.bare(value)}{', een benadering' if rough else ''})"
    if not phrases.visible(indicator, difference):
        return who, f"{'' if difference == 0 else 'nagenoeg '}even hoog"
    judged = phrases.judgement(indicator, difference)
    amount = f"{phrases.distance(indicator, difference)} {phrases.order(indicator, difference)}"
    return who, f"{amount}{f' ({judged})' if judged else ''}"


def _share(subject: Subject, others: Sequence[Subject]) -> str:
    """Of a count the part of what it is a part of; other counts say nothing about it."""
    own, value = _members(subject), subject.value
    parts = []
    for other in others:
        whole = other.value
        if value is None or whole is None or whole <= 0 or not own < _members(other):
            continue
        share = value / whole * 100
        words = (
            formats.value(share, "%", 1)
            if share >= LEAST_SHARE or share == 0
            else f"minder dan {formats.value(LEAST_SHARE, '%', 1)}"
        )
        parts.append(f"{words} van het totaal in {other.phrase}")
    return f"Dat is {formats.listing(parts)}." if parts else ""


def _members(subject: Subject) -> set[str]:
    if isinstance(subject.area, Region):
        return set(subject.area.members)
    region = subject.tables.release.areas.regions.get(subject.area)
    return set(region.members) if region else {subject.area}
