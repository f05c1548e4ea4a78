"""Which area a cell means: a NIS code of any vintage, a name in any spelling, a total, or nothing known."""

import re
from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from enum import StrEnum

from etl.desk.tables.sheets import Cell
from streekmonitor.area_names import key_of, normalise_name
from streekmonitor.areas import PROVINCE, Areas, UnknownAreaError


class Kind(StrEnum):
    """What a label is about."""

    MUNICIPALITY = "municipality"
    HIGHER = "higher"  # an area of the publishers' own: arrondissement, province, region, country
    REGION = "region"  # a definition of ours without an area of its own: computed, never read
    TOTAL = "total"  # a sum without an area


@dataclass(frozen=True)
class Found:
    """The area of a label: its code ("" for a bare total) and its kind."""

    kind: Kind
    code: str = ""
    is_code: bool = False


_TOTAL = re.compile(r"(algemeen |eind|sub)?totaal( generaal)?|som|samen|total|tot|gemiddelde?|alle gemeenten")
_TOTAL_OF = re.compile(
    r"(?:algemeen |eind|sub)?(?:totaal|som|total|gemiddelde?) (?:van |voor |de |het )*(?P<rest>.+)"
)
_PREFIX = re.compile(
    r"^(?:de )?(?:fusie)?(?:gemeente|stad|commune de|ville de|commune|ville)\s+", re.IGNORECASE
)
_MARKS = re.compile(r"\s*(?:[*†‡°⁰¹²³⁴⁵⁶⁷⁸⁹]+\)?|\s\d\)|\(\d\)|\[\d\])+\s*$")
_WITH_CODE = re.compile(
    r"(?:(?P<before>\d{5})\s*[-–:|,_ ]\s*(?P<name>\D.*)|(?P<first>\D.*?)\s*[-–:|,]?\s*\(?(?P<after>\d{5})\)?)"
)
_BRACKETS = re.compile(r"(?P<name>[^()]+?)\s*\((?P<inside>[^()]*)\)")
_PLAIN_INSIDE = frozenset({"stad", "gemeente", "fusie", "fusiegemeente", "nieuw", "vbr", "vlb", "vl br", "b"})
MOST_ADVICE = 50
_LEVELS = {"arr": "arrondissement", "prov": "provincie", "arrondissement": "arrondissement"}
_LEVEL_WORDS = frozenset({"arrondissement", "provincie", "gewest", "brussels", "hoofdstedelijk"})
_ALSO = {
    "vlaanderen": "02000", "vlaamsgewest": "02000", "hetvlaamsegewest": "02000", "vlaamsegewest": "02000",
    "flandre": "02000", "wallonie": "03000", "waalsegewest": "03000", "hetwaalsegewest": "03000",
    "brusselsegewest": "04000", "hetbrusselsegewest": "04000", "bhg": "04000", "brusselhoofdstad": "04000",
    "brabantflamand": PROVINCE, "heteland": "01000", "belgie": "01000", "belgique": "01000",
}  # fmt: skip


class Labels:
    """Finds the area of a label, each text once. `advice` tells what is wrong with one that is no area."""

    def __init__(self, areas: Areas) -> None:
        self.areas = areas
        self._known: dict[str, Found | None] = {}
        self._advised: dict[str, str] = {}

    def of_cell(self, cell: Cell | None) -> Found | None:
        """The area of a cell; numbers are NIS codes, of which a program may have dropped the zero."""
        if cell is None or cell.problem:
            return None
        if isinstance(cell.value, str):
            return self.of_text(cell.value)
        if isinstance(cell.value, float) and cell.value.is_integer() and 1_000 <= cell.value < 100_000:
            return self._code(f"{int(cell.value):05d}")
        return None

    def of_text(self, text: str) -> Found | None:
        """The area of a text, None when it is none."""
        if text not in self._known:
            self._known[text] = self._find(text) if len(text) <= 120 else None
        return self._known[text]

    def advice(self, text: str) -> str:
        """What the area tables say about a label that is no area (Dutch); for the first ones only.

        To look for the closest names takes time, and nobody reads a thousand suggestions.
        """
        if text in self._advised or len(self._advised) >= MOST_ADVICE:
            return self._advised.get(text, "")
        self._advised[text] = self._closest(text)
        return self._advised[text]

    def _closest(self, text: str) -> str:
        try:
            self.areas.resolve(text[:120])
        except UnknownAreaError as error:
            return str(error)
        return ""

    def name(self, code: str) -> str:
        """An area by name and code: "Leuven (24062)"."""
        return f"{self.areas.name(code)} ({code})" if self.areas.is_known(code) else code

    def _find(self, text: str) -> Found | None:
        digits = re.fullmatch(r"(\d{4,5})(?:[.,]0+)?", text, re.ASCII)
        if digits:
            return self._code(digits[1].zfill(5))
        plain = _MARKS.sub("", text) or text
        if total := self._total(normalise_name(plain)):
            return total
        both = _WITH_CODE.fullmatch(plain)
        if both:
            return self._agreeing(both["before"] or both["after"], both["name"] or both["first"])
        return self._named(plain)

    def _code(self, code: str) -> Found | None:
        if self.areas.is_municipality(code):
            return Found(Kind.MUNICIPALITY, code, is_code=True)
        return Found(Kind.HIGHER, code, is_code=True) if code in self.areas.higher_areas else None

    def _total(self, words: str) -> Found | None:
        if _TOTAL.fullmatch(words):
            return Found(Kind.TOTAL)
        of = _TOTAL_OF.fullmatch(words)
        if of is None:
            return None
        inside = self._named(f"arrondissement {of['rest']}") or self._named(of["rest"])
        return inside if inside is not None and inside.kind != Kind.MUNICIPALITY else Found(Kind.TOTAL)

    def _agreeing(self, code: str, name: str) -> Found | None:
        """A label with both a code and a name: both must mean the same area."""
        by_code, by_name = self._code(code), self._named(name)
        same = by_code is not None and by_name is not None and by_code.code == by_name.code
        return by_code if same else None

    def _named(self, text: str) -> Found | None:
        also = _ALSO.get(key_of(text))
        if also:
            return Found(Kind.HIGHER, also)
        for candidate in (text, _PREFIX.sub("", text), _spelled_out(text)):
            if code := self.areas.find(candidate):
                return self._found(code)
        brackets = _BRACKETS.fullmatch(text)
        if brackets:
            return self._explained(brackets["name"], brackets["inside"])
        name, mark, rest = text.partition("/")  # both names of a bilingual list
        return self._explained(name.strip(), rest) if mark else None

    def _explained(self, name: str, inside: str) -> Found | None:
        """A name with an explanation in brackets: its French name, what it was made of, or just "stad"."""
        found = self._named(name)
        if found is None or normalise_name(inside) in _PLAIN_INSIDE or not inside.strip():
            return found
        parts = [self._named(part) for part in re.split(r"[,;/+]| en ", inside) if part.strip()]
        same = [part is not None and self._current(part.code) == self._current(found.code) for part in parts]
        return found if same and all(same) else None

    def _current(self, code: str) -> str:
        return self.areas.current(code) if self.areas.is_municipality(code) else code

    def _found(self, code: str) -> Found:
        if code in self.areas.regions:
            region = self.areas.regions[code]
            own = region.published_area
            return Found(Kind.HIGHER, own) if own else Found(Kind.REGION, code)
        kind = Kind.MUNICIPALITY if self.areas.is_municipality(code) else Kind.HIGHER
        return Found(kind, code)


def _spelled_out(text: str) -> str:
    """The level of a name in full: "arr. Leuven" gives "arrondissement Leuven"."""
    first, _, rest = text.partition(" ")
    level = _LEVELS.get(first.lower().rstrip("."))
    return f"{level} {rest}" if level and rest else text


def doubtful(labels: Labels, found: Iterable[Found]) -> Mapping[str, str]:
    """Municipalities that bear the name of a higher area and stand in the table without any neighbour.

    "Antwerpen" beside the municipalities of Vlaams-Brabant may well be the province, and "Leuven" beside
    "Halle-Vilvoorde" the arrondissement. Returns the higher area by the municipality's code. A code leaves
    no doubt.
    """
    areas = labels.areas
    municipal = {entry for entry in found if entry.kind == Kind.MUNICIPALITY}
    present = Counter(_widest(code, areas) for code in {entry.code for entry in municipal})
    bare = {_bare(area.name): code for code, area in areas.higher_areas.items() if area.level != "country"}
    named = {entry.code for entry in municipal if not entry.is_code}
    return {
        code: bare[name]
        for code in named
        if (name := _bare(areas.name(code))) in bare
        and bare[name] in areas.ancestors(code)
        and present[_widest(code, areas)] == 1
    }


def _widest(code: str, areas: Areas) -> str:
    """The province of a municipality; in Brussels the Region."""
    return next(
        higher
        for higher in areas.ancestors(code)
        if areas.higher_areas[higher].level in ("province", "region")
    )


def _bare(name: str) -> str:
    """The name of a higher area without its level: "provincie Antwerpen" gives "antwerpen"."""
    words = normalise_name(name).split()
    kept = [word for word in words if word not in _LEVEL_WORDS]
    return " ".join(kept) or "brussel"
