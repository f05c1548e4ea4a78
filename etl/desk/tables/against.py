"""The table against the release in force: slips of the decimal sign, jumps, swapped columns, lost areas."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from math import inf, isnan, log10
from statistics import median

from etl.desk.tables.entries import Entry
from etl.desk.tables.labels import Kind, Labels
from etl.desk.tables.remarks import Report
from etl.desk.tables.sheets import plain_number
from etl.jumps import CHANCE
from streekmonitor.areas import PROVINCE
from streekmonitor.catalog import Measure
from streekmonitor.formats import year_of
from streekmonitor.release import RESIDENTS, Release

Series = tuple[str, str, str]
Column = Mapping[str, float]
"""The values of one measure, category and period, by area."""

ENOUGH = 8  # pairs to know what is usual in a column
NEAR_YEARS = 5  # an older figure than this says little
SLIP = 0.2  # how close (in powers of ten) a factor must be to 10, 100 or 1000
JUMP = 0.4  # a factor 2,5
TIMES_USUAL = 6
SPREAD = 0.05  # a column that differs by more than 12 % from what is known holds something else,
TIMES_NATURAL = 3  # unless figures of this measure differ so much from one period to the next
SAME = 0.9  # of the values equal to another column of the release: swapped
FIRST = 5
LISTED = 8  # municipalities that are named when some are absent


@dataclass(frozen=True)
class Reference:
    """What a column is compared with: values by area, and how to call them (Dutch).

    `natural` is how much figures usually differ from those of another period, and `drift` how much all of
    them moved together (both in powers of ten); `is_close` says that it is the same quantity, in the same or
    another period.
    """

    values: Column
    name: str
    natural: float = 0.0
    drift: float = 0.0
    is_close: bool = True


class Against:
    """Compares the columns of a table with a release."""

    def __init__(self, report: Report, labels: Labels, release: Release, measures: Sequence[Measure]) -> None:
        self._report, self._labels = report, labels
        self._measures = {measure.id: measure for measure in measures}
        self._release = release
        self._known = {
            key: column for measure in measures for key, column in _columns(release, measure.id).items()
        }
        self._latest = release.latest_year

    def check(self, entries: Sequence[Entry]) -> list[Entry]:
        """Doubt what differs too much from what is known; returns the entries of columns that are refused."""
        groups: dict[Series, list[Entry]] = {}
        for entry in entries:
            if entry.area and not isnan(entry.value.number):
                groups.setdefault(entry.series, []).append(entry)
        own = {series: {e.area: e.value.number for e in group} for series, group in groups.items()}
        refused: list[Entry] = []
        for series, group in groups.items():
            self._doubt_future(series, group)
            if self._is_swapped(series, group):
                continue
            reference = self._reference(series, own)
            if reference is not None:
                refused += self._compare(group, reference)
        return refused

    # --- what to compare with ------------------------------------------------------------------------------

    def _reference(self, series: Series, own: Mapping[Series, Column]) -> Reference | None:
        """The same period in the release, the nearest one, another in the table, or the residents."""
        if series in self._known:
            return Reference(self._known[series], "de release")
        for columns, name in ((self._known, "de release"), (own, "de tabel")):
            near = _nearest(series, columns)
            if near is not None:
                return Reference(columns[near], f"{near[2]} in {name}", *_natural(near, columns))
        measure = self._measures[series[0]]
        if measure.additive:
            residents = _nearest((RESIDENTS, "", series[2]), self._residents)
            if residents is not None:
                return Reference(self._residents[residents], "het aantal inwoners", is_close=False)
        return Reference(dict.fromkeys(own[series], 1.0), "de andere gemeenten", is_close=False)

    @cached_property
    def _residents(self) -> Mapping[Series, Column]:
        return _columns(self._release, RESIDENTS)

    # --- checks --------------------------------------------------------------------------------------------

    def _compare(self, group: Sequence[Entry], reference: Reference) -> list[Entry]:
        pairs = [
            (entry, reference.values[entry.area])
            for entry in group
            if reference.values.get(entry.area) and (reference.is_close or entry.kind == Kind.MUNICIPALITY)
        ]
        logs = {
            entry: log10(entry.value.number / base) for entry, base in pairs if entry.value.number / base > 0
        }
        if not logs or (not reference.is_close and len(logs) < ENOUGH):
            return []
        usual = median(logs.values()) if len(logs) >= ENOUGH else 0.0
        spread = median(abs(value - usual) for value in logs.values()) if len(logs) >= ENOUGH else 0.0
        power = round(usual)
        if reference.is_close and power and abs(usual - power) < SLIP:
            return self._refuse_scale(group, power, reference)
        if reference.is_close and spread > max(SPREAD, TIMES_NATURAL * reference.natural):
            found = (
                f"cijfers die bij andere rijen lijken te horen: ze verschillen te veel van {reference.name}"
            )
            self._doubt_all(group, found, "kijk na of rijen verschoven zijn of de kolom iets anders bevat")
            return []
        if reference.is_close and abs(usual) > max(SPREAD, TIMES_NATURAL * reference.drift):
            times = plain_number(round(10**usual, 2))
            found = f"cijfers die allemaal ongeveer {times} keer zo groot zijn als die van {reference.name}"
            self._doubt_all(group, found, "kijk na of de kolom een deel van het totaal of iets anders bevat")
        for entry, base in pairs:
            self._doubt_one(entry, base, logs.get(entry), (usual, spread), reference)
        return []

    def _doubt_one(
        self, entry: Entry, base: float, log: float | None, usual: tuple[float, float], reference: Reference
    ) -> None:
        """Doubt one figure: a slip of the decimal sign, or a jump."""
        value, (middle, spread) = entry.value.number, usual
        typical = base * 10**middle
        measure = self._measures[entry.measure]
        is_count = measure.additive and measure.unit != "€"
        chance = CHANCE * (abs(value) + abs(typical)) ** 0.5 if is_count else 0.0
        if abs(value - typical) <= chance:
            return
        if log is None:
            if reference.is_close and value == 0:
                self._doubt(
                    entry, f"0, terwijl {reference.name} {plain_number(base)} heeft", "verwacht geen nul"
                )
            return
        away = log - middle
        power = round(away)
        is_usual = not reference.is_close and abs(away) <= TIMES_USUAL * spread
        if power and abs(away - power) <= SLIP and not is_usual:
            factor = plain_number(10 ** abs(power))
            how = f"ongeveer {factor} keer te {'groot' if power > 0 else 'klein'}"
            self._doubt(
                entry,
                f"{plain_number(value)}, {how} tegenover {reference.name} ({plain_number(base)})",
                "decimaal",
            )
        elif reference.is_close and abs(away) > max(JUMP, TIMES_USUAL * spread):
            self._doubt(
                entry,
                f"{plain_number(value)}, een sprong tegenover {reference.name} ({plain_number(base)})",
                "sprong",
            )

    def _doubt(self, entry: Entry, found: str, kind: str) -> None:
        actions = {
            "decimaal": "kijk na of het decimaalteken juist staat",
            "sprong": "kijk na of het cijfer klopt en bij deze gemeente hoort",
        }
        self._report.doubt(
            [entry.place],
            found,
            "een waarde die past bij de reeks",
            actions.get(kind, "kijk na of het cijfer ontbreekt"),
            area=self._labels.name(entry.area),
            period=entry.period,
        )

    def _doubt_all(self, group: Sequence[Entry], found: str, action: str) -> None:
        self._report.doubt(
            [entry.place for entry in group],
            found,
            "cijfers zoals de reeks ze kent",
            action,
            period=group[0].period,
        )

    def _refuse_scale(self, group: Sequence[Entry], power: int, reference: Reference) -> list[Entry]:
        factor, size = plain_number(10 ** abs(power)), "groot" if power > 0 else "klein"
        self._report.refuse(
            [entry.place for entry in group],
            f"de hele kolom is ongeveer {factor} keer te {size} tegenover {reference.name}",
            f"cijfers in {self._measures[group[0].measure].unit}",
            "kies de schaal of de notatie van de kolom",
            period=group[0].period,
        )
        return list(group)

    def _is_swapped(self, series: Series, group: Sequence[Entry]) -> bool:
        """Whether a column equals another one of the release: periods, categories or measures swapped."""
        own = _equal(group, self._known.get(series, {}))
        if len(group) < ENOUGH or own >= SAME:
            return False
        for other, column in self._known.items():
            if other == series or not _equal(group[:FIRST], column):  # a look at the first ones is fast
                continue
            if _equal(group, column) >= SAME and len(set(column.values())) > ENOUGH:
                self._report.doubt(
                    [entry.place for entry in group],
                    f"precies de cijfers van {self._told(other)}",
                    f"de cijfers van {self._told(series)}",
                    "kijk na of kolommen verwisseld zijn of de kop van de kolom fout is",
                    period=series[2],
                )
                return True
        return False

    def _told(self, series: Series) -> str:
        measure, category, period = series
        return ", ".join(filter(None, [self._measures[measure].label, category, period]))

    def _doubt_future(self, series: Series, group: Sequence[Entry]) -> None:
        is_expected = all(entry.value.status == "projected" for entry in group)
        is_plan = self._measures[series[0]].nature in ("model", "plan")
        if year_of(series[2]) > self._latest + 2 and not is_expected and not is_plan:
            self._report.doubt(
                [entry.place for entry in group],
                f"de periode {series[2]} ligt in de toekomst",
                "een periode die al gemeten kan zijn",
                "kijk het jaartal na, of noem de cijfers in de kop een vooruitzicht",
                period=series[2],
            )

    # --- what is absent ------------------------------------------------------------------------------------

    def doubt_absent(self, entries: Sequence[Entry], named: set[str]) -> None:
        """Doubt when municipalities that are known for a series are absent from the table."""
        areas = self._labels.areas
        here = {areas.current(code) for code in named if areas.is_municipality(code)}
        series = {entry.series for entry in entries if entry.kind == Kind.MUNICIPALITY}
        present: dict[Series, set[str]] = {key: set() for key in series}
        for entry in entries:
            if entry.kind == Kind.MUNICIPALITY:
                present[entry.series].add(areas.current(entry.area))
        for key, found in sorted(present.items()):
            absent = self._expected(key) - found
            for gone, why in (
                (absent - here, "staat niet in de tabel"),
                (absent & here, "heeft geen waarde"),
            ):
                if gone:
                    self._tell_absent(key, sorted(gone), why)

    def _expected(self, series: Series) -> set[str]:
        """The municipalities of the province that the release knows in this series, or else all of them."""
        areas = self._labels.areas
        province = set(areas.within(PROVINCE))
        near = series if series in self._known else _nearest(series, self._known)
        if near is None:
            return province
        return {areas.current(code) for code in self._known[near] if areas.is_municipality(code)} & province

    def _tell_absent(self, series: Series, gone: Sequence[str], why: str) -> None:
        names = ", ".join(self._labels.name(code) for code in gone[:LISTED])
        more = f" en nog {len(gone) - LISTED}" if len(gone) > LISTED else ""
        self._report.doubt(
            [],
            f"{names}{more} {why}"
            if len(gone) == 1
            else f"{len(gone)} gemeenten zonder waarde: {names}{more}",
            "een cijfer van elke gemeente die er vroeger een had",
            "vul de gemeenten aan, of schrijf n.b. als er geen cijfer is",
            period=series[2],
        )


def _columns(release: Release, measure: str) -> dict[Series, dict[str, float]]:
    """The values of a measure in a release, per category and period."""
    rows = release.observations
    rows = rows[(rows["measure"] == measure) & rows["value"].notna()]
    found: dict[Series, dict[str, float]] = {}
    text = (rows[name].to_list() for name in ("category", "period", "area"))
    cells = zip(*text, rows["value"].to_list(), strict=True)
    for category, period, area, value in cells:
        found.setdefault((measure, category, period), {})[area] = value
    return found


def _natural(series: Series, columns: Mapping[Series, Column]) -> tuple[float, float]:
    """How much a column differs from that of the period nearest to it: figure by figure, and as a whole.

    Without such a column anything may be usual.
    """
    other = _nearest(series, columns)
    pairs = (
        [] if other is None else [(v, columns[other].get(area, 0.0)) for area, v in columns[series].items()]
    )
    logs = [log10(a / b) for a, b in pairs if a * b > 0]
    if len(logs) < ENOUGH:
        return inf, inf
    middle = median(logs)
    return median(abs(log - middle) for log in logs), abs(middle)


def _nearest(series: Series, columns: Mapping[Series, Column]) -> Series | None:
    """The column of the same measure and category whose period is nearest, within some years."""
    others = [key for key in columns if key[:2] == series[:2] and key != series]
    near = [key for key in others if abs(year_of(key[2]) - year_of(series[2])) <= NEAR_YEARS]
    return min(near, key=lambda key: (abs(_order(key[2]) - _order(series[2])), key[2]), default=None)


def _order(period: str) -> float:
    rest = period[5:]
    part = int(rest.removeprefix("Q")) / (4 if rest.startswith("Q") else 12) if rest else 0.0
    return year_of(period) + part


def _equal(group: Sequence[Entry], column: Column) -> float:
    """The share of the entries that have the value of a column."""
    both = [(entry.value.number, column[entry.area]) for entry in group if entry.area in column]
    if len(both) < len(group) / 2:
        return 0.0
    return sum(abs(a - b) <= 1e-9 * max(1.0, abs(b)) for a, b in both) / len(both)
