"""Finds indicators and areas by what someone types: accents, hyphens and a slip of the finger forgiven."""

from collections.abc import Iterable
from dataclasses import dataclass
from difflib import SequenceMatcher

from streekmonitor.area_names import normalise_name
from streekmonitor.areas import PROVINCE, Areas, UnknownAreaError
from streekmonitor.catalog import Catalog, Indicator
from streekmonitor.view import LONGEST_SOUGHT

MOST_HITS = 12
LONGEST_NAME = 4  # words in the name of an area
# Words that tell nothing apart.
LITTLE_WORDS = frozenset(
    {"de", "het", "een", "van", "in", "op", "per", "en", "of", "te", "aan", "voor", "met", "bij"}
    | {"hoe", "hoeveel", "wat", "is", "zijn", "er"}
)
SHORTEST_PART, SHORTEST_GUESS = 4, 5
LIKE = 0.8
PREFIX, PART, GUESS = 0.0, 1.0, 2.0
# A hit in the label counts before one in the question, that before one in the definition.
LABEL, QUESTION, GROUP, DEFINITION = 0.0, 2.0, 3.0, 6.0
# What people say, and the word that the figures bear.
ALSO = {
    "werkloosheid": "werkzoekende",
    "werklozen": "werkzoekende",
    "werkloos": "werkzoekende",
    "jobs": "vestigingen",
    "bedrijven": "ondernemingen",
    "huisprijs": "verkoopprijs",
    "huizenprijs": "verkoopprijs",
    "huisprijzen": "verkoopprijs",
    "woningprijs": "verkoopprijs",
    "woningprijzen": "verkoopprijs",
    "vastgoedprijzen": "verkoopprijs",
    "prijs": "verkoopprijs",
    "migratie": "nieuwkomers",
    "taal": "thuistaal",
    "anderstalig": "thuistaal",
    "scholen": "leerlingen",
    "trein": "station",
    "vergrijzing": "65",
    "schulden": "betalingsachterstand",
}


@dataclass(frozen=True)
class Hits:
    """What was found, best first: ids of indicators, codes of municipalities and ids of regions.

    `about` are the areas that the text itself names beside an indicator: "thuistaal in Dilbeek".
    """

    indicators: tuple[str, ...] = ()
    areas: tuple[str, ...] = ()
    about: tuple[str, ...] = ()


def search(catalog: Catalog, areas: Areas, text: str) -> Hits:
    """The indicators and areas that fit a text; nothing for an empty one."""
    text = text[:LONGEST_SOUGHT]
    if not normalise_name(text):
        return Hits()
    found_areas = tuple(areas.search(text))
    found = _indicators(catalog, text)
    if found:
        return Hits(found, found_areas)
    code, rest = _named_area(areas, text)
    about = (code,) if code else ()
    return Hits(_indicators(catalog, rest) if code else (), found_areas or about, about)


def _named_area(areas: Areas, text: str) -> tuple[str, str]:
    """A municipality that the text begins or ends with, and the rest of the text; else twice nothing."""
    words = normalise_name(text).split()
    for size in range(min(LONGEST_NAME, len(words) - 1), 0, -1):
        for name, rest in ((words[-size:], words[:-size]), (words[:size], words[size:])):
            code = _municipality(areas, " ".join(name))
            if code:
                return code, " ".join(rest)
    return "", ""


def _municipality(areas: Areas, name: str) -> str:
    try:
        code = areas.resolve(name)
    except UnknownAreaError:
        return ""
    inside = areas.is_municipality(code) and PROVINCE in areas.ancestors(code)
    return code if inside else ""


def _indicators(catalog: Catalog, text: str) -> tuple[str, ...]:
    words = [word for word in normalise_name(text).split() if word not in LITTLE_WORDS]
    if not words:
        return ()
    scored = []
    for place, indicator in enumerate(catalog.indicators):
        fields = _fields(catalog, indicator)
        scores = [_score(word, fields) for word in words]
        if None not in scores:
            scored.append((sum(score for score in scores if score is not None), place, indicator.id))
    return tuple(code for *_, code in sorted(scored)[:MOST_HITS])


def _fields(catalog: Catalog, indicator: Indicator) -> list[tuple[float, list[str]]]:
    """What can be found of an indicator: the weight of a field, and its words."""
    theme = catalog.theme_by_id[indicator.theme]
    texts = (
        (LABEL, f"{indicator.label} {indicator.short_label}"),
        (QUESTION, indicator.question),
        (GROUP, f"{indicator.group} {theme.label}"),
        (DEFINITION, indicator.definition),
    )
    return [(weight, normalise_name(text).split()) for weight, text in texts]


def _score(word: str, fields: Iterable[tuple[float, list[str]]]) -> float | None:
    """How well a word fits the fields, 0 at best; None when it fits none."""
    wanted = [word, *([ALSO[word]] if word in ALSO else [])]
    scores = [
        weight + fit
        for weight, words in fields
        for term in wanted
        for fit in [_fit(term, words, guess=weight < DEFINITION)]
        if fit is not None
    ]
    return min(scores, default=None)


def _fit(term: str, words: list[str], *, guess: bool) -> float | None:
    if any(word.startswith(term) for word in words):
        return PREFIX
    if len(term) >= SHORTEST_PART and any(term in word for word in words):
        return PART
    if guess and len(term) >= SHORTEST_GUESS and any(_like(term, word) for word in words):
        return GUESS
    return None


def _like(term: str, word: str) -> bool:
    """Whether two words differ by a slip of the finger."""
    if abs(len(term) - len(word)) > 2:
        return False
    return SequenceMatcher(a=term, b=word).ratio() >= LIKE
