"""Checks within the table itself: ranges, fractions taken for percentages, duplicates, mixed divisions."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from math import isnan

from etl.desk.tables.entries import Entry
from etl.desk.tables.labels import Kind, Labels
from etl.desk.tables.remarks import Report
from etl.desk.tables.sheets import plain_number
from etl.desk.tables.values import PER_CENT
from etl.divisions import COUNTRY, divisions
from streekmonitor.catalog import Measure
from streekmonitor.formats import STATUS_WORDS

FEW = 3  # figures that say whether a column holds fractions

Refused = set[Entry]
Check = Callable[[Sequence[Entry]], Refused]


def shown(entry: Entry, measure: Measure) -> str:
    """The value of an entry with its unit, for messages: "12,3 %"."""
    if isnan(entry.value.number):
        return STATUS_WORDS[entry.value.status]
    return f"{plain_number(entry.value.number)} {measure.unit}"


class TableChecks:
    """Checks that need nothing but the table, its measures and the areas; what is refused is returned."""

    def __init__(self, report: Report, labels: Labels, measures: Iterable[Measure]) -> None:
        self._report, self._labels = report, labels
        self._measures = {measure.id: measure for measure in measures}

    def sound(self, entries: Sequence[Entry], scaled: frozenset[int]) -> list[Entry]:
        """The entries that pass every check. `scaled`: columns of which somebody chose the scale."""
        checks: tuple[Check, ...] = (
            self.out_of_range,
            lambda left: self.fractions(left, scaled),
            self.duplicates,
            self.other_divisions,
        )
        left = list(entries)
        for check in checks:
            refused = check(left)
            left = [entry for entry in left if entry not in refused]
        return left

    def out_of_range(self, entries: Sequence[Entry]) -> Refused:
        """Values outside the minimum and maximum of their measure."""
        refused = set()
        for entry in entries:
            measure = self._measures[entry.measure]
            low = measure.minimum is not None and entry.value.number < measure.minimum
            high = measure.maximum is not None and entry.value.number > measure.maximum
            if low or high:
                refused.add(entry)
                self._refuse([entry], shown(entry, measure), _range(measure), "verbeter de waarde")
        return refused

    def fractions(self, entries: Sequence[Entry], scaled: frozenset[int]) -> Refused:
        """Columns of a measure in % whose values all lie between 0 and 1: 0,123 may mean 12,3 %."""
        refused: Refused = set()
        for column, group in _by_column(entries).items():
            bare = [e for e in group if not e.value.is_share and not isnan(e.value.number)]
            is_share = self._measures[group[0].measure].unit == PER_CENT and column not in scaled
            small = [entry for entry in bare if 0 < abs(entry.value.number) <= 1]
            mixed = len(bare) < sum(not isnan(entry.value.number) for entry in group)
            if is_share and small and (mixed or len(small) == len(bare)):
                refused |= set(small)
                self._refuse(
                    small,
                    f"waarden tussen 0 en 1, zoals {plain_number(small[0].value.number)}",
                    "percentages zoals 12,3",
                    "zet de schaal van de kolom op 100 als 0,123 staat voor 12,3 %, op 1 als dat niet zo is",
                    several=True,
                )
        return refused

    def duplicates(self, entries: Sequence[Entry]) -> Refused:
        """Figures that stand more than once: the first is kept when all are equal, else none is."""
        groups: dict[tuple[str, ...], list[Entry]] = {}
        for entry in entries:
            if entry.area:
                groups.setdefault((*entry.series, entry.area), []).append(entry)
        refused: Refused = set()
        for same in groups.values():
            if len(same) == 1:
                continue
            values = {(str(entry.value.number), entry.value.status) for entry in same}
            places = ", ".join(self._report.sheet.address(entry.place) for entry in same)
            if len(values) == 1:
                refused |= set(same[1:])
                self._report.doubt(
                    [entry.place for entry in same[1:]],
                    f"hetzelfde cijfer nog eens ({places})",
                    "elk cijfer één keer",
                    "verwijder de dubbele rij of kolom",
                    **self._about(same[0]),
                )
                continue
            refused |= set(same)
            told = " en ".join(shown(entry, self._measures[entry.measure]) for entry in same[:4])
            self._refuse(
                same,
                f"{len(same)} verschillende cijfers ({places}): {told}",
                "één cijfer",
                "laat alleen het juiste staan",
            )
        return refused

    def other_divisions(self, entries: Sequence[Entry]) -> Refused:
        """Municipalities that did not exist beside the others of their period: people would count twice."""
        known = divisions(self._labels.areas)
        groups: dict[tuple[str, str], list[Entry]] = {}
        for entry in entries:
            if entry.kind == Kind.MUNICIPALITY:
                groups.setdefault((entry.measure, entry.period), []).append(entry)
        refused: Refused = set()
        for group in groups.values():
            codes = {entry.area for entry in group}
            fitting = max(known, key=lambda division: len(codes & division.members[COUNTRY]))
            strangers = [entry for entry in group if entry.area not in fitting.members[COUNTRY]]
            refused |= set(strangers)
            for entry in strangers:
                self._refuse(
                    [entry],
                    f"een gemeente die niet bestaat naast de andere gemeenten van {entry.period}",
                    f"de gemeenten van één indeling, hier die van {fitting.day.year}",
                    "laat de oude of de nieuwe gemeente weg, of splits het bestand per indeling",
                )
        return refused

    def _refuse(
        self, entries: Sequence[Entry], found: str, expected: str, action: str, *, several: bool = False
    ) -> None:
        about = {"period": entries[0].period} if several else self._about(entries[0])
        self._report.refuse([entry.place for entry in entries], found, expected, action, **about)

    def _about(self, entry: Entry) -> Mapping[str, str]:
        return {"area": self._labels.name(entry.area) if entry.area else "", "period": entry.period}


def _by_column(entries: Sequence[Entry]) -> dict[int, list[Entry]]:
    groups: dict[int, list[Entry]] = {}
    for entry in entries:
        groups.setdefault(entry.place[1], []).append(entry)
    return groups


def _range(measure: Measure) -> str:
    low = "" if measure.minimum is None else f"minstens {plain_number(measure.minimum)}"
    high = "" if measure.maximum is None else f"hoogstens {plain_number(measure.maximum)}"
    return f"{' en '.join(filter(None, [low, high]))} ({measure.unit})"
