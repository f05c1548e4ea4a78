"""A workbook to fill in for an indicator: every municipality, its code, the periods; it reads back clean."""

from collections.abc import Sequence
from dataclasses import dataclass
from io import BytesIO
from typing import TYPE_CHECKING

from etl.desk.tables.layout import Target, measures_of
from streekmonitor.areas import PROVINCE, Areas
from streekmonitor.catalog import Catalog, Category, Measure
from streekmonitor.cells import WITHOUT_FORMULAS, printable, sheet_name, shortened
from streekmonitor.formats import listing, period, shift_periods
from streekmonitor.release import Release

if TYPE_CHECKING:
    from xlsxwriter import Workbook
    from xlsxwriter.worksheet import Worksheet

SHEET = "Invullen"
WORDS = (
    ("n.b.", "geen gegevens"),
    ("x", "vertrouwelijk: er is een cijfer, maar het mag niet getoond worden"),
    ("n.v.t.", "niet van toepassing"),
)
TOTAL = Category(id="total", label="Totaal")


@dataclass(frozen=True)
class _Column:
    """A column to fill in: its measure, category (None for a measure without) and period."""

    measure: Measure
    category: Category | None
    period: str

    @property
    def levels(self) -> tuple[str, ...]:
        """What stands above it, the widest first."""
        said = period(self.period, self.measure.reference)
        return (
            self.measure.label,
            self.category.label if self.category else "",
            said,
            f"({self.measure.unit})",
        )


def template(target: Target, areas: Areas, catalog: Catalog, periods: Sequence[str]) -> bytes:
    """A workbook (.xlsx) for these periods ("2025", "2025-Q3"), with instructions.

    Raises ValueError (Dutch) for a target that an own table cannot hold, or without periods.
    """
    import xlsxwriter

    if not periods:
        raise ValueError("Kies minstens één periode voor het sjabloon.")
    columns = _columns(measures_of(target, catalog), catalog, periods)
    stream = BytesIO()
    with xlsxwriter.Workbook(stream, {"in_memory": True, **WITHOUT_FORMULAS}) as book:
        book.set_properties({"title": shortened(printable(target.label), 250)})
        _fill_sheet(book, target, columns, areas)
        _explain(book, target, columns)
    return stream.getvalue()


def next_periods(target: Target, release: Release) -> list[str]:
    """The period after the last one that the release knows of what is asked; none without any."""
    measures = [measure.id for measure in measures_of(target, release.catalog)]
    known = release.observations["measure"].isin(measures)
    latest = max(release.observations.loc[known, "period"].astype(str), default="")
    return [shift_periods(latest, 1)] if latest else []


def _columns(measures: Sequence[Measure], catalog: Catalog, periods: Sequence[str]) -> list[_Column]:
    return [
        _Column(measure, category, each)
        for measure in measures
        for category in (_with_total(catalog.categories(measure.id)) or (None,))
        for each in periods
    ]


def _with_total(categories: tuple[Category, ...]) -> tuple[Category, ...]:
    return (TOTAL, *categories) if categories else ()


def _fill_sheet(book: "Workbook", target: Target, columns: Sequence[_Column], areas: Areas) -> None:
    sheet = book.add_worksheet(sheet_name(SHEET))
    bold = book.add_format({"bold": True, "text_wrap": True, "valign": "top"})
    head = book.add_format({"bold": True, "text_wrap": True, "bottom": 1, "valign": "top"})
    sheet.write_string(0, 0, printable(target.label), book.add_format({"bold": True, "font_size": 14}))
    top = 2
    sheet.write_string(top, 0, "NIS-code", head)
    sheet.write_string(top, 1, "Gemeente", head)
    depth = len(columns[0].levels)
    for place, column in enumerate(columns, start=2):
        for level, text in enumerate(column.levels):
            if text:
                sheet.write_string(top + level, place, printable(text), head if level == depth - 1 else bold)
    first = top + depth
    codes = sorted(areas.within(PROVINCE), key=areas.name)
    for row, nis in enumerate(codes, start=first):
        sheet.write_string(row, 0, nis)
        sheet.write_string(row, 1, areas.name(nis))
    for place, column in enumerate(columns, start=2):
        _warn_outside(sheet, (first, place, first + len(codes) - 1, place), column.measure)
    sheet.set_column(0, 0, 10)
    sheet.set_column(1, 1, 28)
    sheet.set_column(2, 1 + len(columns), 22)
    sheet.freeze_panes(first, 2)
    sheet.ignore_errors({"number_stored_as_text": f"A{first + 1}:A{first + len(codes)}"})


def _warn_outside(sheet: "Worksheet", cells: tuple[int, int, int, int], measure: Measure) -> None:
    """Have Excel warn (not refuse: there may be words) for a number outside the range of the measure."""
    low = -1e15 if measure.minimum is None else measure.minimum
    high = 1e15 if measure.maximum is None else measure.maximum
    sheet.data_validation(
        *cells,
        {
            "validate": "decimal",
            "criteria": "between",
            "minimum": low,
            "maximum": high,
            "error_type": "warning",
            "error_title": "Klopt dit?",
            "error_message": shortened(f"Verwacht een getal in {measure.unit}, of n.b., x of n.v.t.", 255),
        },
    )


def _explain(book: "Workbook", target: Target, columns: Sequence[_Column]) -> None:
    sheet = book.add_worksheet("Uitleg")
    wrapped = book.add_format({"text_wrap": True, "valign": "top"})
    bold = book.add_format({"bold": True, "valign": "top"})
    sheet.set_column(0, 0, 24)
    sheet.set_column(1, 1, 100)
    for row, (what, text) in enumerate(_lines(target, columns)):
        sheet.write_string(row, 0, printable(what), bold)
        sheet.write_string(row, 1, printable(text), wrapped)


def _lines(target: Target, columns: Sequence[_Column]) -> list[tuple[str, str]]:
    measures = dict.fromkeys(column.measure for column in columns)
    said = dict.fromkeys(period(column.period, column.measure.reference) for column in columns)
    lines = [
        ("Waarvoor", target.label),
        ("Perioden", listing(list(said))),
        ("Hoe", "Typ in elke witte cel een getal, zonder eenheid. Laat geen rijen weg en voeg er geen toe."),
        ("Nul", "0 betekent dat er geen enkele was; een lege cel betekent dat u het niet weet."),
        *((f"In plaats van een getal: {word}", meaning) for word, meaning in WORDS),
    ]
    return [*lines, *((measure.label, _unit(measure)) for measure in measures)]


def _unit(measure: Measure) -> str:
    bounds = [
        *([] if measure.minimum is None else [f"minstens {measure.minimum:g}"]),
        *([] if measure.maximum is None else [f"hoogstens {measure.maximum:g}"]),
    ]
    share = ". Schrijf 12,3 % als 12,3" if measure.unit == "%" else ""
    return ", ".join([f"in {measure.unit}", *bounds]) + share
