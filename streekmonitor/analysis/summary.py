"""A paragraph in Dutch made from the figures of a view: level, change, rank, comparison, trend, caveats.

The same words stand under the figure, are its text alternative, and go on a slide. A survey gets no rank and
no verdict, an indicator without polarity only "hoger" and "lager", and what can't be told is said.
"""

from collections.abc import Sequence
from dataclasses import dataclass

from streekmonitor import formats
from streekmonitor.analysis import phrases, sentences, text
from streekmonitor.analysis.sentences import Move, Subject
from streekmonitor.analysis.tables import Tables
from streekmonitor.area_records import Region
from streekmonitor.view import DEFAULT_SET

Area = str | Region


@dataclass(frozen=True)
class Asked:
    """What a paragraph is about.

    `areas` are municipalities, higher areas or regions (also of one's own), `comparators` those they are set
    against; `since` is the period of the change, by default five years earlier or the first figure after.
    """

    indicator: str
    period: str
    areas: tuple[Area, ...]
    comparators: tuple[Area, ...] = ()
    since: str | None = None
    set_id: str = DEFAULT_SET


def summary(tables: Tables, asked: Asked) -> str:
    """The paragraph; of several areas a shorter one than of one. "" without areas."""
    indicator = tables.release.catalog.indicator_by_id[asked.indicator]
    subjects = [Subject(tables, indicator, area, asked.period, asked.set_id) for area in asked.areas]
    if not subjects:
        return ""
    said = _of_one(subjects[0], asked) if len(subjects) == 1 else _of_several(subjects, asked)
    return " ".join(sentence for sentence in said if sentence)


def _of_one(subject: Subject, asked: Asked) -> list[str]:
    if subject.value is None:
        return [sentences.absence(subject)]
    changed = isinstance(sentences.move(subject, asked.since), Move)
    return [
        f"{_subject_words(subject)}: {subject.told(subject.value)} in {subject.phrase}.",
        sentences.moved(subject, asked.since),
        sentences.ranking(subject),
        sentences.comparison(subject, asked.comparators),
        sentences.trending(subject) if changed else "",
        *sentences.caveats(subject),
    ]


def _of_several(subjects: Sequence[Subject], asked: Asked) -> list[str]:
    known = [subject for subject in subjects if subject.value is not None]
    first = subjects[0]
    return [
        _levels(first, known, asked),
        *[
            f"Voor {subject.phrase} is er geen cijfer: {_lower(subject.reason)}"
            for subject in subjects
            if subject.value is None and known
        ],
        _apart(known),
        _moves(known, asked.since),
        _spread(first),
        _trends(known),
        *_caveats(known),
    ]


def _subject_words(subject: Subject) -> str:
    return f"{subject.indicator.label} {subject.when(subject.period)}"


def _levels(first: Subject, known: Sequence[Subject], asked: Asked) -> str:
    if not known:
        return f"{_subject_words(first)}: voor geen van deze gebieden is er een cijfer. {first.reason}"
    levels = [
        f"{subject.bare(subject.value) if place else subject.told(subject.value)} in {subject.phrase}"
        for place, subject in enumerate(known)
        if subject.value is not None
    ]
    codes = {subject.code for subject in known}
    others = [
        Subject(first.tables, first.indicator, other, first.period, first.set_id)
        for other in asked.comparators
    ]
    # The count of a larger area says nothing about theirs.
    compared = [
        f"{other.bare(other.value)} in {other.phrase}"
        for other in others
        if other.value is not None and other.code not in codes and not first.indicator.is_count
    ]
    against = f", tegenover {formats.listing(compared)}" if compared else ""
    return f"{_subject_words(first)}: {formats.listing(levels)}{against}."


def _apart(known: Sequence[Subject]) -> str:
    """How far two areas lie apart."""
    if len(known) != 2 or known[0].survey or known[0].indicator.is_count:
        return ""
    indicator, values = known[0].indicator, [subject.value or 0.0 for subject in known]
    difference = abs(values[0] - values[1])
    if not phrases.visible(indicator, difference):
        return "Beide zijn nagenoeg gelijk." if difference else "Beide zijn gelijk."
    return f"Het verschil is {phrases.distance(indicator, difference)}."


def _moves(known: Sequence[Subject], since: str | None) -> str:
    """The changes, from one period where they share it; why there is none when nobody has one."""
    if not known or known[0].survey:
        return ""
    found = [(subject, sentences.move(subject, since)) for subject in known]
    moves = [(subject, move) for subject, move in found if isinstance(move, Move)]
    if not moves:
        return next((move for _, move in found if isinstance(move, str) and move), "")
    reference = known[0].catalog.main_measure(known[0].indicator).reference
    starts = {move.start for _, move in moves}
    parts = [_moved(subject, move, reference, alone=len(starts) > 1) for subject, move in moves]
    if len(starts) > 1:
        return f"Verandering: {formats.listing(parts)}."
    return f"Sinds {phrases.named_period(starts.pop(), reference)}: {formats.listing(parts)}."


def _moved(subject: Subject, move: Move, reference: str, *, alone: bool) -> str:
    indicator = subject.indicator
    where = f"in {subject.phrase}"
    if alone:
        where += f" sinds {phrases.named_period(move.start, reference)}"
    if not phrases.visible(indicator, move.amount):
        return f"{'nagenoeg ' if move.amount else ''}geen verandering {where}"
    judged = phrases.judgement(indicator, move.amount)
    return f"{phrases.signed(indicator, move.amount)} {where}{f' ({judged})' if judged else ''}"


def _spread(subject: Subject) -> str:
    """Where it is highest and lowest in the province; a survey is not ranked."""
    shown = subject.tables.shown(subject.indicator.id, subject.period, subject.set_id)
    if subject.survey or shown["value"].max() == shown["value"].min():
        return ""
    return text.extremes(subject.indicator, shown, subject.tables.release.areas)


def _trends(known: Sequence[Subject]) -> str:
    if not known or known[0].survey:
        return ""
    found = [(subject, sentences.tested(subject)) for subject in known]
    if all(entry.direction == "undetermined" for _, entry in found):
        said = {entry.sentence for _, entry in found}
        told = found[0][1].sentence if len(said) == 1 else "Trends zijn hier niet te bepalen."
        return told if max(len(subject.known) for subject in known) > 1 else ""
    whose: dict[str, list[str]] = {}
    for subject, entry in found:
        whose.setdefault(entry.words, []).append(subject.phrase)
    parts = [f"{words} in {formats.listing(names)}" for words, names in whose.items()]
    return formats.sentence(f"{'; '.join(parts)}.")


def _caveats(known: Sequence[Subject]) -> list[str]:
    """The caveats of all, each once; one that does not hold for all names whose it is."""
    by_sentence: dict[str, list[str]] = {}
    for subject in known:
        for sentence in sentences.caveats(subject):
            by_sentence.setdefault(sentence, []).append(subject.phrase)
    return [
        sentence
        if len(whose) == len(known)
        else f"{formats.sentence(formats.listing(whose))}: {_lower(sentence)}"
        for sentence, whose in by_sentence.items()
    ]


def _lower(sentence: str) -> str:
    return sentence[:1].lower() + sentence[1:]
