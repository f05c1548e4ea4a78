"""What stands above the columns: titles, headings of one or more levels, and what their words tell."""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from etl.desk.tables.blocks import MAX_HEADS, Blocks
from etl.desk.tables.periods import Period, cell_period, only_period, periods_in
from etl.desk.tables.seen import Seen
from etl.desk.tables.sheets import Cell
from streekmonitor.area_names import normalise_name

REMARKS_HEAD = "Opmerkingen van Streekmonitor"
SHORT = 20  # a level that only completes a period ("K3", "januari") is no longer than this
_STATUS = {
    "provisional": re.compile(r"voorlopig|\bvoorl\b|\bprov\b|\(v\)|\(p\)", re.IGNORECASE),
    "projected": re.compile(r"prognose|vooruitzicht|projectie|voorspel", re.IGNORECASE),
    "estimated": re.compile(r"raming|geraamd|schatting|geschat|\(e\)|\(s\)", re.IGNORECASE),
}
_THOUSAND = re.compile(
    r"[x×]\s*1[. ]?000\b(?![. ]?000)|(?<!per )\bduizend(tal)?(len)?\b"
    r"|\bin 1[. ]?000 (euro|eur|€|personen|inwoners)|\bk€|\bkeur\b|\bx 1k\b",
    re.IGNORECASE,
)
_MILLION = re.compile(r"[x×]\s*1[. ]?000[. ]?000\b|(?<!per )\bmiljoen(en)?\b|\bmio\b|\bmln\b", re.IGNORECASE)
_DERIVED = re.compile(
    r"evolutie|verschil|groei|toename|afname|stijging|daling|verandering|wijziging|rang\b|ranking|aandeel in"
    r"|t\.?o\.?v\.?|delta|Δ|\bgemiddelde?\b|mediaan|standaardafwijking|minimum|maximum|trend",
    re.IGNORECASE,
)
_ASIDE = {
    "een postcode": r"post(code|nummer)|zip",
    "een rangnummer": r"rang(orde|nummer)?|ranking|rank",
    "een volgnummer": r"nr\.?|n°|#|nummer|volgnummer|id|rij|lijn",
    "opmerkingen": r"opmerking(en)?|nota|commentaar|bron(nen)?|voetnoot|toelichting|.*streekmonitor",
    "de streek van de gemeente": r"arr(ondissement)?\.?|prov(incie)?\.?|gewest|(referentie)?regio|streek",
    "een klasse": r"klasse|categorie kaart|kleur|legende",
}


@dataclass(frozen=True)
class Head:
    """The headings above one column, the widest first, and what they tell."""

    levels: tuple[str, ...]
    period: Period | None
    status: str
    scale: float | None

    @property
    def text(self) -> str:
        """All levels as one text."""
        return " ".join(self.levels)

    @property
    def bare(self) -> str:
        """What the headings say apart from the period, as plain words."""
        left = self.text
        for _, rest in periods_in(self.text):
            left = rest
        return normalise_name(left)

    def derived_by(self, label: str) -> str:
        """The word that tells that the column was computed from others (a change, an average), or "".

        Not when the label of what is asked has that word itself.
        """
        words = (match[0] for match in _DERIVED.finditer(self.text))
        return next((word for word in words if word.lower() not in label.lower()), "")

    @property
    def aside(self) -> str:
        """What the column is when it is no figure at all (Dutch): a postcode, remarks; else ""."""
        last = self.levels[-1] if self.levels else ""
        return next((what for what, form in _ASIDE.items() if re.fullmatch(form, last, re.IGNORECASE)), "")


class Heads:
    """The headings of every column of a sheet, and its titles."""

    def __init__(self, seen: Seen, blocks: Blocks) -> None:
        self._seen, self._blocks = seen, blocks
        self._above = [row for row in seen.sheet.rows if row < blocks.first_row][-MAX_HEADS:]
        self._levels = {row: self._level(row) for row in self._above}

    def of(self, column: int) -> Head:
        """The headings above a column."""
        rows = [row for row in self._above if column in self._levels[row]]
        levels = tuple(dict.fromkeys(self._levels[row][column] for row in rows))
        return Head(levels, self._period(levels), self._status(levels), scale_in(levels))

    @property
    def titles(self) -> list[str]:
        """The texts above the data that belong to no column of values, and the name of the sheet."""
        used = {text for level in self._levels.values() for text in level.values()}
        texts = [cell.text for row in self._above for cell in self._seen.sheet.rows[row].values()]
        return [*(text for text in texts if text not in used), self._seen.sheet.name]

    def title_period(self) -> Period | None:
        """The one period that the titles name."""
        found = {period for title in self.titles for period, _ in periods_in(title)}
        return found.pop() if len(found) == 1 else None

    def _level(self, row: int) -> dict[int, str]:
        """The heading of each column in one row, with groups spread over their columns."""
        sheet, areas = self._seen.sheet, self._blocks.all_areas
        level = {}
        for column in self._blocks.columns:
            corner = sheet.covered.get((row, column))
            if corner and any(sheet.covered.get((row, area)) == corner for area in areas):
                continue  # merged over the areas too: a title
            if text := self._seen.text(row, column):
                level[column] = text
        return self._spread(row, level)

    def _spread(self, row: int, level: dict[int, str]) -> dict[int, str]:
        """Give a group's heading, written once without merging, to its columns: only in equal groups."""
        columns = list(self._blocks.columns)
        below = next((other for other in self._above if other > row), None)
        starts = [place for place, column in enumerate(columns) if column in level]
        is_merged = any((row, column) in self._seen.sheet.covered for column in columns)
        if not starts or starts[0] != 0 or below is None or is_merged:
            return level
        steps = {end - start for start, end in zip(starts, [*starts[1:], len(columns)], strict=True)}
        if len(steps) != 1 or steps == {1} or not all(self._seen.text(below, column) for column in columns):
            return level
        step = steps.pop()
        return {column: level[columns[place - place % step]] for place, column in enumerate(columns)}

    def _period(self, levels: Sequence[str]) -> Period | None:
        """The period that the levels name; a year above and a quarter or month below belong together."""
        named = [(place, period) for place, text in enumerate(levels) if (period := _named(text))]
        if not named:
            return only_period(" ".join(levels)) if len(levels) > 1 else None
        place, period = named[-1]
        if len(period.text) == 4 and not period.moment:
            for other, text in enumerate(levels):
                if other != place and len(text) <= SHORT:
                    finer = only_period(f"{text} {period.text}")
                    if finer is not None and finer != period:
                        return finer
        return period

    def _status(self, levels: Sequence[str]) -> str:
        """The status that headings give, also by a star that a note explains."""
        text = " ".join(levels)
        if any(level.rstrip().endswith("*") for level in levels):
            notes = (cell.text for cell in self._seen.sheet.cells.values() if isinstance(cell.value, str))
            text += " ".join(note for note in notes if note.startswith("*"))
        return next((status for status, form in _STATUS.items() if form.search(text)), "observed")


def _named(text: str) -> Period | None:
    return cell_period(Cell(text)) or only_period(text)


def scale_in(texts: Iterable[str]) -> float | None:
    """The factor that texts name: 1000 for "in duizend euro"; None when they name none."""
    joined = " ".join(texts)
    if _MILLION.search(joined):
        return 1_000_000.0
    return 1_000.0 if _THOUSAND.search(joined) else None
