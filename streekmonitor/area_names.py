"""Names of areas as people and publishers write them, and finding an area by such a name."""

from __future__ import annotations

import difflib
import re
import unicodedata
from collections.abc import Iterable
from dataclasses import dataclass

# "St.-Pieters-Leeuw", "Saint-Gilles": one word for every way of writing it.
_WORDS = {"st": "sint", "saint": "sint", "ste": "sainte"}
_LEVEL_WORDS = frozenset(
    {"arrondissement", "arr", "provincie", "province", "prov", "gewest", "region"}
    | {"de", "d", "du", "des", "la", "le", "l"},
)
_QUALIFIED = re.compile(r"^(?P<name>[^()]+?)\s*\((?P<qualifier>[^()]+)\)\s*$")


def normalise_name(text: str) -> str:
    """Return `text` as lower-case words without accents or punctuation, one space between them.

    Idempotent. "Sint-Pieters-Leeuw", "St. Pieters Leeuw" and "SINT PIETERS-LEEUW" give the same words.
    """
    # NFKD on both sides of casefold: either may bring forth what the other has to fold.
    folded = unicodedata.normalize("NFKD", unicodedata.normalize("NFKD", text).casefold())
    plain = "".join(letter for letter in folded if not unicodedata.combining(letter))
    return " ".join(_WORDS.get(word, word) for word in re.findall("[a-z0-9]+", plain))


def split_qualifier(text: str) -> tuple[str, str] | None:
    """Split "Halle (Halle-Vilvoorde)" in the name and what stands in brackets; None without brackets."""
    match = _QUALIFIED.match(text.strip())
    return (match["name"], match["qualifier"]) if match else None


def without_level(name: str) -> str:
    """Return the bare name of a higher area: "Arrondissement d'Anvers" gives "anvers"."""
    return " ".join(word for word in normalise_name(name).split() if word not in _LEVEL_WORDS)


def key_of(text: str) -> str:
    """Return the normalised name without its spaces: what two spellings of one name share."""
    return normalise_name(text).replace(" ", "")


@dataclass(frozen=True, slots=True)
class NamedCode:
    """A name under which a code can be found; of several with one name, the lowest rank wins."""

    name: str
    code: str
    rank: int


class NameIndex:
    """Every name of every area, ready to be found."""

    def __init__(self, entries: Iterable[NamedCode]) -> None:
        self._by_key: dict[str, list[NamedCode]] = {}
        for entry in entries:
            self._by_key.setdefault(key_of(entry.name), []).append(entry)

    def find(self, text: str) -> list[NamedCode]:
        """Return the entries whose name is `text`, apart from spelling."""
        return list(self._by_key.get(key_of(text), ()))

    def closest(self, text: str, limit: int = 5) -> list[NamedCode]:
        """Return at most `limit` entries, of different codes, whose names look like `text`; best first."""
        best: dict[str, NamedCode] = {}
        for key in difflib.get_close_matches(key_of(text), self._by_key, n=2 * limit, cutoff=0.65):
            entry = self._by_key[key][0]
            best.setdefault(entry.code, entry)
        return list(best.values())[:limit]


def match_quality(query: str, name: str) -> float | None:
    """Tell how well a search text fits a name: 0 is exact, higher is worse, None is no match."""
    wanted, found = normalise_name(query), normalise_name(name)
    wanted_key, found_key = key_of(query), key_of(name)
    if not wanted:
        return None
    tests = (
        wanted_key == found_key,
        found_key.startswith(wanted_key),
        f" {wanted}" in f" {found}",
        wanted_key in found_key,
    )
    if any(tests):
        return tests.index(True)
    likeness = difflib.SequenceMatcher(a=wanted, b=found).ratio()
    # Of a code, one digit off is another code, not a typing error.
    return 5 - likeness if likeness >= 0.7 and not wanted.isdigit() else None
