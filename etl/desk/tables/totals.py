"""Total rows: do the municipalities add up to them? A total without area is checked and then left out."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from math import isnan

from etl.check import ROUNDING
from etl.desk.tables.entries import Entry
from etl.desk.tables.labels import Kind, Labels
from etl.desk.tables.remarks import Report
from etl.desk.tables.sheets import plain_number
from etl.divisions import division_of, divisions
from streekmonitor.catalog import Measure
from streekmonitor.release import Release

ADD_UP = 0.9  # of the rows of a release, for categories to be parts of a whole
SEE_TOTAL = "kijk na of een rij ontbreekt, dubbel staat of een fout cijfer heeft"


class Totals:
    """Checks the totals of a table against its municipalities."""

    def __init__(self, report: Report, labels: Labels, measures: Iterable[Measure]) -> None:
        self._report, self._labels = report, labels
        self._measures = {measure.id: measure for measure in measures}
        self._divisions = divisions(labels.areas)

    def check(self, entries: Sequence[Entry]) -> None:
        """Doubt every total that its municipalities do not add up to; tell which totals are left out."""
        groups: dict[tuple[str, str, str], list[Entry]] = {}
        for entry in entries:
            groups.setdefault(entry.series, []).append(entry)
        for group in groups.values():
            municipal = [entry for entry in group if entry.kind == Kind.MUNICIPALITY]
            for total in group:
                if total.kind == Kind.TOTAL:
                    self._check_bare(total, group, municipal)
                elif total.kind in (Kind.HIGHER, Kind.REGION):
                    self._check_area(total, municipal)

    def _check_bare(self, total: Entry, group: Sequence[Entry], municipal: Sequence[Entry]) -> None:
        """A total without area: one of the sums that people put there, or the mean."""
        if not isnan(total.value.number) and self._measures[total.measure].additive:
            sums = list(self._usual_sums(total, group, municipal))
            if sums and not any(_same(total, wanted, parts) for wanted, parts in sums):
                wanted, parts = sums[-1]
                self._doubt(total, wanted, parts)
        self._report.leave(
            [total.place],
            "een totaal of gemiddelde zonder gebied",
            "een gebied",
            "niets: het dashboard rekent totalen zelf",
            period=total.period,
        )

    def _usual_sums(
        self, total: Entry, group: Sequence[Entry], municipal: Sequence[Entry]
    ) -> Iterator[tuple[float, Sequence[Entry]]]:
        """The sums a total may be: since the total above, of all rows above, of all rows, their mean.

        None when a part has no value.
        """
        row = total.place[0]
        other_totals = [
            entry.place[0] for entry in group if entry.kind != Kind.MUNICIPALITY and entry.place[0] < row
        ]
        since = max(other_totals, default=0)
        choices = (
            [entry for entry in municipal if since < entry.place[0] < row],
            [entry for entry in municipal if entry.place[0] < row],
            list(municipal),
        )
        for parts in choices:
            if parts and not any(isnan(part.value.number) for part in parts):
                summed = sum(part.value.number for part in parts)
                yield summed / len(parts), parts
                yield summed, parts

    def _check_area(self, total: Entry, municipal: Sequence[Entry]) -> None:
        """The row of an area: the sum of its municipalities, when all are there with a value."""
        measure = self._measures[total.measure]
        if total.kind == Kind.REGION:
            self._report.leave(
                [total.place],
                f"een cijfer van {self._labels.areas.phrase(total.area)}",
                "gemeenten, of gebieden met een NIS-code",
                "niets: het dashboard rekent dit gebied zelf",
                period=total.period,
            )
        wanted = self._members(total, municipal)
        parts = [entry for entry in municipal if entry.area in wanted]
        values = [entry.value.number for entry in (total, *parts)]
        if measure.additive and wanted and len(parts) == len(wanted) and not any(map(isnan, values)):
            summed = sum(part.value.number for part in parts)
            if not _same(total, summed, parts):
                self._doubt(total, summed, parts)

    def _members(self, total: Entry, municipal: Sequence[Entry]) -> frozenset[str]:
        """The municipalities of an area, in the division that the table is on; none when it is on none."""
        division = division_of({entry.area for entry in municipal}, self._divisions)
        if division is None:
            return frozenset()
        if total.kind == Kind.HIGHER:
            return division.members[total.area]
        areas = self._labels.areas
        region = areas.regions[total.area]
        municipalities = [code for code in region.members if areas.is_municipality(code)]
        if len(municipalities) != len(region.members):
            return frozenset()
        return frozenset(part for code in municipalities for part in areas.parts(code, division.day))

    def _doubt(self, total: Entry, summed: float, parts: Sequence[Entry]) -> None:
        name = self._labels.name(total.area) if total.area else "het totaal"
        self._report.doubt(
            [total.place],
            f"{name} is {plain_number(total.value.number)}, maar de {len(parts)} gemeenten zijn samen "
            f"{plain_number(round(summed, 6))}",
            "gemeenten die tot het totaal optellen",
            SEE_TOTAL,
            period=total.period,
        )


def _same(total: Entry, wanted: float, parts: Sequence[Entry]) -> bool:
    """Whether a total is right, within what rounding of the parts can do."""
    decimals = min((_decimals(part.value.number) for part in (total, *parts)), default=0)
    is_whole = all(part.value.number.is_integer() for part in (total, *parts))
    room = ROUNDING if is_whole else max(ROUNDING, len(parts) * 10**-decimals / 2)
    return abs(total.value.number - wanted) <= room


def _decimals(value: float) -> int:
    return next((decimals for decimals in range(6) if round(value, decimals) == value), 6)


def partition(measure: Measure, release: Release) -> tuple[str, ...]:
    """The categories of a measure when in the release they add up to its total.

    None when they overlap, or when the release does not have the measure yet.
    """
    if measure.id not in release.catalog.measure_by_id:
        return ()
    categories = tuple(category.id for category in release.catalog.categories(measure.id))
    if not measure.additive or not categories:
        return ()
    rows = release.observations
    rows = rows[(rows["measure"] == measure.id) & rows["value"].notna()]
    wide = rows.astype({"area": "str", "period": "str", "category": "str"}).pivot_table(
        index=["area", "period"], columns="category", values="value"
    )
    if not {"", *categories} <= set(wide.columns):
        return ()
    whole = wide[["", *categories]].dropna()
    same = (whole[list(categories)].sum(axis="columns") - whole[""]).abs() <= ROUNDING * len(categories)
    return categories if len(whole) and same.mean() > ADD_UP else ()


def categories_add_up(
    entries: Sequence[Entry], categories: Mapping[str, Sequence[str]], report: Report
) -> None:
    """Doubt a total that the categories of its row do not add up to, when all of them are there.

    categories: of each measure whose categories are parts of a whole (see `partition`), all of them.
    """
    found: dict[tuple[str, str, str], dict[str, Entry]] = {}
    for entry in entries:
        if entry.measure in categories and entry.area and not isnan(entry.value.number):
            found.setdefault((entry.measure, entry.area, entry.period), {})[entry.category] = entry
    for (measure, _, period), row in found.items():
        parts = [row[category] for category in categories[measure] if category in row]
        if "" not in row or len(parts) != len(categories[measure]):
            continue
        summed = sum(part.value.number for part in parts)
        if not _same(row[""], summed, parts):
            report.doubt(
                [row[""].place, *(part.place for part in parts)],
                f"het totaal is {plain_number(row[''].value.number)}, de onderdelen zijn samen "
                f"{plain_number(round(summed, 6))}",
                "onderdelen die tot het totaal optellen",
                SEE_TOTAL,
                period=period,
            )
