"""What is said about cells: refused, suspicious, mapped, left out; and the role of every cell of a sheet."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from enum import StrEnum

from etl.desk.tables.sheets import Place, Sheet


class Kind(StrEnum):
    """How serious a remark is."""

    REFUSED = "refused"
    SUSPICIOUS = "suspicious"
    MAPPED = "mapped"
    IGNORED = "ignored"


KIND_WORDS: Mapping[Kind, str] = {
    Kind.REFUSED: "geweigerd",
    Kind.SUSPICIOUS: "verdacht",
    Kind.MAPPED: "omgezet",
    Kind.IGNORED: "niet gelezen",
}


MANY = 5
"""From so many cells of a column on, one refusal is told once."""


class Role(StrEnum):
    """What became of a cell; each cell of a sheet has exactly one."""

    HEAD = "head"  # titles and headings above the data
    NOTE = "note"  # below the data
    AREA = "area"
    PERIOD = "period"
    CATEGORY = "category"
    VALUE = "value"  # stands in the observations
    TOTAL = "total"  # a sum that was only checked
    IGNORED = "ignored"  # the layout says so, with a reason
    REFUSED = "refused"  # a remark says why


@dataclass(frozen=True)
class Remark:
    """One remark: where, what was found and expected, and what to do; all Dutch.

    `where` is an address ("C14", "C14:F14", "kolom C") or "" for the whole sheet; `places` are the cells it
    is about, as they lie in the file. `area` and `period` name the figure, where there is one.
    """

    kind: Kind
    sheet: str
    where: str
    found: str
    expected: str
    action: str
    places: frozenset[Place] = frozenset()
    area: str = ""
    period: str = ""

    @property
    def sentence(self) -> str:
        """The remark as one text."""
        about = ", ".join(filter(None, [self.area, self.period]))
        said = f"{self.found}; verwacht: {self.expected}. Wat te doen: {self.action}."
        return f"{about}: {said}" if about else said


@dataclass
class Report:
    """Collects remarks on a sheet, and the roles of its cells. Places are those of the (turned) sheet."""

    sheet: Sheet
    remarks: list[Remark] = field(default_factory=list)
    roles: dict[Place, Role] = field(default_factory=dict)

    def refuse(self, places: Iterable[Place], found: str, expected: str, action: str, **about: str) -> None:
        """Say why cells are not read, and take them out."""
        refused = self._add(Kind.REFUSED, places, found, expected, action, **about)
        self.roles.update(
            dict.fromkeys((place for place in refused if place in self.sheet.cells), Role.REFUSED)
        )

    def doubt(self, places: Iterable[Place], found: str, expected: str, action: str, **about: str) -> None:
        """Say what is suspicious about cells that are read."""
        self._add(Kind.SUSPICIOUS, places, found, expected, action, **about)

    def map(self, places: Iterable[Place], found: str, expected: str, action: str, **about: str) -> None:
        """Say what cells were turned into."""
        self._add(Kind.MAPPED, places, found, expected, action, **about)

    def leave(self, places: Iterable[Place], found: str, expected: str, action: str, **about: str) -> None:
        """Say which cells are left out on purpose."""
        self._add(Kind.IGNORED, places, found, expected, action, **about)

    def _add(
        self, kind: Kind, places: Iterable[Place], found: str, expected: str, action: str, **about: str
    ) -> list[Place]:
        listed = sorted(set(places))
        in_file = frozenset((c, r) if self.sheet.is_turned else (r, c) for r, c in listed)
        where = addresses(self.sheet, listed)
        self.remarks.append(Remark(kind, self.sheet.name, where, found, expected, action, in_file, **about))
        return listed


def gathered(remarks: Sequence[Remark], sheet: Sheet) -> list[Remark]:
    """Remarks with the same refusal of many cells in one column as one remark about those cells.

    `sheet` is the sheet as it was read (turned when the layout turns it).
    """
    groups: dict[tuple[object, ...], list[Remark]] = {}
    for remark in remarks:
        groups.setdefault(_cause(remark, sheet), []).append(remark)
    result: list[Remark] = []
    for same in groups.values():
        if len(same) < MANY or same[0].kind != Kind.REFUSED:
            result += same
            continue
        places = frozenset().union(*(remark.places for remark in same))
        seen = [(c, r) for r, c in places] if sheet.is_turned else list(places)
        result.append(replace(same[0], where=addresses(sheet, seen), places=places, area=""))
    return result


def _cause(remark: Remark, sheet: Sheet) -> tuple[object, ...]:
    """What remarks must share to be one: kind, column, and all they say."""
    columns = {row if sheet.is_turned else column for row, column in remark.places}
    return (remark.kind, remark.found, remark.expected, remark.action, remark.period, frozenset(columns))


def addresses(sheet: Sheet, places: Iterable[Place]) -> str:
    """Where cells lie: "C14", "C14:C20" for neighbours, the first five and how many more for others."""
    listed = sorted(places)
    if not listed:
        return ""
    rows, columns = {row for row, _ in listed}, {column for _, column in listed}
    is_line = len(rows) == 1 or len(columns) == 1
    reach = (max(rows) - min(rows) + 1) * (max(columns) - min(columns) + 1)
    if len(listed) > 1 and is_line and reach == len(listed):
        return f"{sheet.address(listed[0])}:{sheet.address(listed[-1])}"
    shown = ", ".join(sheet.address(place) for place in listed[:5])
    return f"{shown} en nog {len(listed) - 5}" if len(listed) > 5 else shown
