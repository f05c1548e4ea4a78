"""Applies a layout to a sheet: observations, and a remark about everything that is not simply one."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

import pandas as pd

from etl.desk.tables.against import Against
from etl.desk.tables.checks import TableChecks
from etl.desk.tables.entries import Entry, Reader
from etl.desk.tables.labels import Kind as AreaKind
from etl.desk.tables.labels import Labels
from etl.desk.tables.layout import Layout, Proposal, Target, measures_of
from etl.desk.tables.mapped import tell_mergers
from etl.desk.tables.periods import cell_period
from etl.desk.tables.propose import best_proposal
from etl.desk.tables.remarks import Kind, Remark, Report, Role, gathered
from etl.desk.tables.sheets import Place, Sheet, Sheets
from etl.desk.tables.totals import Totals, categories_add_up, partition
from etl.parsed import OBSERVATION_COLUMNS, no_observations
from streekmonitor.areas import Areas
from streekmonitor.catalog import Catalog
from streekmonitor.release import Release

CELL = "cell"


@dataclass(frozen=True)
class Outcome:
    """What a sheet gives under a layout.

    observations: OBSERVATION_COLUMNS and `cell`, the address it was read from; one row per measure, category,
    area and period; areas are codes as in the file, so of any vintage (`etl.merge` sums them). `roles` gives
    each cell of the file (row, column) its one role. `layout` is None when no table was recognised.
    """

    file: str
    sheet: str
    layout: Layout | None
    observations: pd.DataFrame
    remarks: tuple[Remark, ...]
    roles: Mapping[Place, Role] = field(default_factory=dict)

    def of(self, kind: Kind) -> tuple[Remark, ...]:
        """The remarks of one kind."""
        return tuple(remark for remark in self.remarks if remark.kind == kind)

    @property
    def is_clean(self) -> bool:
        """Whether there is something to take in, and nothing refused or suspicious."""
        return not self.observations.empty and not self.of(Kind.REFUSED) and not self.of(Kind.SUSPICIOUS)


def apply(
    sheet: Sheet,
    layout: Layout,
    target: Target,
    areas: Areas,
    catalog: Catalog,
    *,
    previous: Release | None = None,
    file: str = "",
) -> Outcome:
    """Read a sheet as a layout says. Raises ValueError (Dutch) for a target that a table cannot hold.

    `previous` is the release in force; with it, figures are compared with what is known.
    """
    measures = measures_of(target, catalog)
    labels = Labels(areas)
    reader = Reader(sheet, layout, labels, catalog, measures)
    reader.read()
    report = reader.report
    scaled = frozenset(value.column for value in layout.value_columns if value.scale is not None)
    left = TableChecks(report, labels, measures).sound(reader.entries, scaled)
    against = Against(report, labels, previous, measures) if previous else None
    if against is not None:
        refused = set(against.check([entry for entry in left if _is_observed(entry)]))
        left = [entry for entry in left if entry not in refused]
    Totals(report, labels, measures).check(left)
    observed = [entry for entry in left if _is_observed(entry)]
    if previous is not None and against is not None:
        broken_down = {measure.id: parts for measure in measures if (parts := partition(measure, previous))}
        categories_add_up(observed, broken_down, report)
        against.doubt_absent(observed, reader.named)
    observations = _observations(observed, reader.sheet)
    tell_mergers(observed, observations[list(OBSERVATION_COLUMNS)], catalog, labels, report)
    _tell_rest(reader, observed, left)
    return Outcome(
        file,
        sheet.name,
        layout,
        observations,
        tuple(_in_order(gathered(report.remarks, reader.sheet))),
        _in_file(report, observed),
    )


def bring_in(
    sheets: Sheets, target: Target, areas: Areas, catalog: Catalog, *, previous: Release | None = None
) -> tuple[Proposal, Outcome]:
    """Propose a layout for the likeliest sheet, and apply it as it is."""
    sheet, proposal = best_proposal(sheets, areas, catalog, target)
    if proposal.layout is not None:
        outcome = apply(sheet, proposal.layout, target, areas, catalog, previous=previous, file=sheets.file)
        return proposal, outcome
    report = Report(sheet)
    report.refuse(sheet.cells, "geen tabel met gemeenten", proposal.questions[0], "begin van het sjabloon")
    return proposal, Outcome(
        sheets.file, sheet.name, None, _observations([], sheet), tuple(report.remarks), dict(report.roles)
    )


def _is_observed(entry: Entry) -> bool:
    return entry.kind in (AreaKind.MUNICIPALITY, AreaKind.HIGHER)


def _observations(entries: Sequence[Entry], sheet: Sheet) -> pd.DataFrame:
    if not entries:
        return no_observations().assign(**{CELL: pd.Series(dtype="str")})
    rows = [
        (e.measure, e.category, e.area, e.period, e.value.number, e.value.status, sheet.address(e.place))
        for e in entries
    ]
    frame = pd.DataFrame(rows, columns=[*OBSERVATION_COLUMNS, CELL])
    text = [name for name in frame.columns if name != "value"]
    return frame.astype({**dict.fromkeys(text, "str"), "value": "float64"})


def _tell_rest(reader: Reader, observed: Sequence[Entry], left: Sequence[Entry]) -> None:
    """Remarks on what was read: words, marks, scales, hidden rows; and the numbers outside the table."""
    report, sheet = reader.report, reader.sheet
    for entry in left:
        about = {"area": reader.labels.name(entry.area) if entry.area else "", "period": entry.period}
        if entry.value.word:
            report.map([entry.place], entry.value.word, "een getal", "niets, als dat klopt", **about)
        if entry.value.note:
            report.doubt(
                [entry.place], entry.value.note, "een getal zonder teken", "kijk de voetnoot na", **about
            )
    for value in reader.layout.value_columns:
        places = [entry.place for entry in observed if entry.place[1] == value.column]
        if value.scale not in (None, 1.0) and places:
            scale = f"{value.scale:g}".replace("e+06", " miljoen")
            report.map(
                places,
                f"waarden in de kolom × {scale}",
                "waarden in de eenheid van de maat",
                "niets, als dat klopt",
            )
    hidden = [
        e.place for e in observed if e.place[0] in sheet.hidden_rows or e.place[1] in sheet.hidden_columns
    ]
    if hidden:
        report.doubt(
            hidden,
            "cijfers in een verborgen rij of kolom, die zijn meegelezen",
            "zichtbare cijfers",
            "kijk na of ze mee moeten",
        )
    outside = [
        place
        for place, role in report.roles.items()
        if role in (Role.HEAD, Role.NOTE)
        and isinstance(sheet.cells[place].value, float)
        and not _is_period(sheet, place)
    ]
    if outside:
        report.leave(
            outside,
            "getallen buiten de tabel",
            "cijfers naast een gebied",
            "niets, als ze niet bij de tabel horen",
        )


def _is_period(sheet: Sheet, place: Place) -> bool:
    return cell_period(sheet.cells[place]) is not None


def _in_file(report: Report, observed: Sequence[Entry]) -> dict[Place, Role]:
    """The role of each cell at its place in the file; a value that was left out is no value."""
    kept = {entry.place for entry in observed}
    roles = {
        place: Role.IGNORED if role == Role.VALUE and place not in kept else role
        for place, role in report.roles.items()
    }
    return {(c, r) if report.sheet.is_turned else (r, c): role for (r, c), role in roles.items()}


def _in_order(remarks: Sequence[Remark]) -> list[Remark]:
    """The most serious first, then as they lie in the sheet."""
    kinds = list(Kind)
    return sorted(remarks, key=lambda remark: (kinds.index(remark.kind), min(remark.places, default=(0, 0))))
