"""Proposes how to read a sheet: what each column and row is, and why."""

from collections.abc import Iterator, Mapping
from dataclasses import replace

from etl.desk.tables.blocks import Blocks, find_blocks
from etl.desk.tables.columns import Asked, best_of, part_named, wrong_unit
from etl.desk.tables.heads import Head, Heads, scale_in
from etl.desk.tables.labels import Labels
from etl.desk.tables.layout import Finding, Layout, Proposal, Target, ValueColumn
from etl.desk.tables.notation import NOTATION_WORDS, Notation, decided, read_written
from etl.desk.tables.periods import Period, cell_period
from etl.desk.tables.rows import ignored_rows, period_rows
from etl.desk.tables.seen import Seen, could_be_value
from etl.desk.tables.sheets import Cell, Sheet, Sheets
from streekmonitor.areas import Areas
from streekmonitor.catalog import Catalog

MOSTLY = 0.8
NO_AREAS = (
    "Waar staan de gemeenten? Geen kolom en geen rij heeft namen of NIS-codes van gemeenten naast cijfers. "
    "Zet in de eerste kolom een gemeente per rij, of begin van het sjabloon."
)
NO_VALUES = (
    "Waar staan de cijfers? Naast de gemeenten staat geen enkel getal. Typ de cijfers in de cellen naast de "
    "namen, of begin van het sjabloon."
)
NO_PERIOD = (
    "Van welke periode zijn de cijfers? Noem ze in de kop van elke kolom, in een kolom ‘Jaar’ of in de titel."
)


def propose(sheet: Sheet, areas: Areas, catalog: Catalog, target: Target | None = None) -> Proposal:
    """What the columns and rows of a sheet are, with the reasons, and what remains to be asked.

    With a `target` headings are matched with its measures and categories. Raises ValueError (Dutch) for a
    target that an own table cannot hold.
    """
    labels = Labels(areas)
    asked = Asked(catalog, target)
    upright, turned = Seen(sheet, labels), Seen(sheet.turned(), labels)
    seen = turned if turned.different_areas > upright.different_areas else upright
    blocks = find_blocks(seen)
    if blocks is None:
        return Proposal(sheet.name, None, questions=(NO_VALUES if seen.names_areas else NO_AREAS,))
    return _Proposing(seen, blocks, asked).proposal()


def best_proposal(
    sheets: Sheets, areas: Areas, catalog: Catalog, target: Target | None = None
) -> tuple[Sheet, Proposal]:
    """The sheet from which most can be read, with its proposal; a hidden one only when no other holds any."""
    found = [(sheet, propose(sheet, areas, catalog, target)) for sheet in sheets.sheets]
    return max(found, key=lambda pair: (pair[1].cells > 0, not pair[0].is_hidden, pair[1].cells))


class _Proposing:
    """The making of one proposal."""

    def __init__(self, seen: Seen, blocks: Blocks, asked: Asked) -> None:
        self._seen, self._blocks, self._asked = seen, blocks, asked
        self._heads = Heads(seen, blocks)
        self._head = {column: self._heads.of(column) for column in blocks.columns}
        self._data = [row for row in seen.sheet.rows if blocks.first_row <= row <= blocks.last_row]
        self._column_cells = self._by_column()
        self._shared, _ = decided(
            cell.value
            for cells in self._column_cells.values()
            for cell in cells
            if isinstance(cell.value, str)
        )
        self._findings: list[Finding] = []
        self._questions: list[str] = []
        self._ignored: dict[int, str] = {}
        self._unclear: dict[int, str] = {}

    def proposal(self) -> Proposal:
        """Everything together."""
        self._tell_areas()
        period_column = self._period_column()
        category_column = self._category_column({period_column})
        values = self._value_columns({period_column, category_column})
        if category_column is None:
            values = self._with_title_category(values)
        headings = period_rows(self._seen, self._blocks, frozenset(value.column for value in values))
        values = [self._placed(value) for value in values]
        period = self._fixed_period(values, period_column, headings)
        layout = Layout(
            first_row=self._blocks.first_row,
            last_row=self._blocks.last_row,
            areas=self._blocks.areas,
            value_columns=tuple(self._chosen(values)),
            is_turned=self._seen.sheet.is_turned,
            fill_down=(period_column or category_column) is not None and self._fills_down(values),
            period_column=period_column,
            period_rows=headings,
            period=period.text if period else None,
            moment=period.moment if period else "",
            category_column=category_column,
            unclear=self._unclear,
            ignored_columns=self._ignored,
            ignored_rows=ignored_rows(
                self._seen, self._blocks, frozenset(value.column for value in values), headings
            ),
        )
        return Proposal(
            self._seen.sheet.name,
            layout,
            tuple(self._findings),
            tuple(self._questions),
            sum(len(self._column_cells[value.column]) for value in layout.value_columns),
        )

    # --- what is no value ----------------------------------------------------------------------------------

    def _tell_areas(self) -> None:
        if self._seen.sheet.is_turned:
            self._tell("", "de tabel ligt op haar kant", "de gemeenten staan naast elkaar in één rij")
        for column, beside in self._blocks.areas.items():
            found = next(entry for entry in self._seen.area_columns if entry.column == column)
            kind = "NIS-codes" if found.has_codes else "namen van gebieden"
            self._tell(
                self._name(column),
                kind,
                f"{len(found.found)} cellen, {found.different} verschillende gemeenten",
            )
            for other in beside:
                self._tell(self._name(other), "dezelfde gebieden nog eens", "dient als controle per rij")

    def _period_column(self) -> int | None:
        """The column that gives the period of each row."""
        for column in self._blocks.columns:
            cells = self._column_cells[column]
            periods = [period for cell in cells if (period := cell_period(cell))]
            if not cells or len(periods) < MOSTLY * len(cells):
                continue
            said = self._head[column].bare
            is_named = any(
                word in said.split()
                for word in ("jaar", "periode", "maand", "kwartaal", "schooljaar", "year", "datum")
            )
            repeats = len(set(periods)) <= len(periods) / 2 and self._head[column].period is None
            if is_named or (repeats and len(self._blocks.columns) > 1):
                self._tell(self._name(column), "de periode van elke rij", f"bijvoorbeeld {periods[0].text}")
                return column
        return None

    def _category_column(self, taken: set[int | None]) -> int | None:
        """The column of text that names a category of the measure in each row."""
        for column in self._blocks.columns:
            if not self._asked.has_categories:
                return None
            texts = [cell.text for cell in self._column_cells[column]]
            known = [text for text in texts if self._asked.category(text) is not None]
            has_categories = any(self._asked.category(text) for text in known)
            if column not in taken and has_categories and len(known) >= MOSTLY * len(texts):
                self._tell(self._name(column), "de uitsplitsing", f"bijvoorbeeld ‘{known[0]}’")
                return column
        return None

    def _no_value(self, column: int) -> str:
        """Why a column holds no figures to read (Dutch), or ""."""
        head, cells = self._head[column], self._column_cells[column]
        if not cells:
            return "leeg in de rijen met gegevens"
        if not any(could_be_value(cell) for cell in cells):
            return "tekst, geen cijfers"
        if head.aside:
            return f"volgens de kop {head.aside}"
        numbers = [cell.value for cell in cells]
        if (
            not head.levels
            and len(numbers) > 2
            and numbers == [float(place) for place in range(1, len(numbers) + 1)]
        ):
            return "een volgnummer: 1, 2, 3 …"
        if word := head.derived_by(self._asked.labels):
            return f"afgeleid uit andere kolommen: ‘{word}’ in de kop"
        return ""

    # --- values --------------------------------------------------------------------------------------------

    def _value_columns(self, taken: set[int | None]) -> list[ValueColumn]:
        """The columns with figures, each with what its heading says."""
        found = []
        for column in self._blocks.columns:
            if column in taken:
                continue
            if reason := self._no_value(column):
                self._ignored[column] = reason
                self._tell(self._name(column), "overgeslagen", reason)
                continue
            found.append(self._value_column(column, self._head[column]))
        with_period = [value for value in found if value.period]
        for value in found:
            head = self._head[value.column]
            if with_period and not value.period and self._asked.category(head.bare or head.text) == "":
                self._ignored[value.column] = "een totaal over de perioden"
        return [value for value in found if value.column not in self._ignored]

    def _value_column(self, column: int, head: Head) -> ValueColumn:
        measure = self._asked.measure_in(head)
        return ValueColumn(
            column,
            self._blocks.areas_of(column),
            measure.id if measure else "",
            period=head.period.text if head.period else None,
            moment=head.period.moment if head.period else "",
            category=self._asked.category_in(head),
            scale=head.scale or scale_of_titles(self._heads, measure.unit if measure else ""),
            status=head.status,
        )

    def _with_title_category(self, values: list[ValueColumn]) -> list[ValueColumn]:
        """Value columns with the category that the titles name, when the headings name none."""
        named = {category for title in self._heads.titles if (category := self._asked.category(title))}
        if len(named) != 1 or any(value.category for value in values):
            return values
        category = named.pop()
        self._tell("", f"uitsplitsing {category}", "uit de titel")
        return [replace(value, category=category) for value in values]

    def _placed(self, value: ValueColumn) -> ValueColumn:
        """A value column with its notation, and its doubts told."""
        head = self._head[value.column]
        notation, why = self._notation(value.column)
        if self._asked.target and not value.measure:
            self._unclear[value.column] = f"welke maat is ‘{head.text}’?"
        elif value.measure:
            measure = self._asked.catalog.measure_by_id[value.measure]
            if unit := wrong_unit(head, measure):
                self._unclear[value.column] = (
                    f"de kop ‘{head.text}’ noemt {unit}, de maat is in {measure.unit}"
                )
            elif part := part_named(head, self._asked.labels):
                self._unclear[value.column] = f"de kop zegt ‘{part}’, een deel van wat gevraagd is"
            elif other := self._asked.other_measure(head):
                self._unclear[value.column] = f"de kop is de naam van een andere maat, ‘{other.label}’"
        what = " ".join(
            filter(None, ["waarden", f"van {value.period}" if value.period else "", value.category])
        )
        self._tell(self._name(value.column), what, f"kop ‘{head.text}’; {why}")
        return replace(value, notation=notation)

    def _chosen(self, values: list[ValueColumn]) -> Iterator[ValueColumn]:
        """Of columns that would give the same figures, the one whose heading fits; unclear when none does."""
        groups: dict[tuple[object, ...], list[ValueColumn]] = {}
        for value in values:
            if value.column not in self._unclear:
                groups.setdefault(_figure(value), []).append(value)
        for same in groups.values():
            heads = [(value.column, self._head[value.column]) for value in same]
            measure = self._asked.catalog.measure_by_id.get(same[0].measure)
            best = same[0].column if len(same) == 1 else best_of(heads, measure) if measure else None
            for value in same:
                if value.column == best:
                    yield value
                elif best is None:
                    self._unclear[value.column] = f"{len(same)} kolommen voor hetzelfde cijfer"
                else:
                    text = self._head[value.column].text
                    self._ignored[value.column] = (
                        f"‘{text}’ past minder bij wat gevraagd is dan {self._name(best)}"
                    )
        self._leave_other_units(values, set(groups))
        self._questions += [
            f"Wat staat in {self._name(column)}: {why}?" for column, why in self._unclear.items()
        ]

    def _leave_other_units(self, values: list[ValueColumn], found: set[tuple[object, ...]]) -> None:
        """An unclear column beside one that fits holds another figure about the same: leave it out."""
        for value in values:
            if value.column in self._unclear and _figure(value) in found:
                self._ignored[value.column] = self._unclear.pop(value.column)

    def _notation(self, column: int) -> tuple[Notation | None, str]:
        """The notation of a column of text, by its own cells, else by those of other columns."""
        texts = [cell.value for cell in self._column_cells[column] if isinstance(cell.value, str)]
        if not texts:
            return None, "getallen"
        own, why = decided(texts)
        if own is not None:
            return own, why
        if self._shared is not None and "spreken" not in why:
            return self._shared, f"zoals de andere kolommen met een {NOTATION_WORDS[self._shared]}"
        measure = self._asked.measure_in(self._head[column])
        if measure and measure.decimals == 0 and measure.unit != "%" and "spreken" not in why:
            return self._grouping(texts), "de maat heeft geen decimalen: het teken scheidt duizendtallen"
        return None, why

    @staticmethod
    def _grouping(texts: list[str]) -> Notation:
        """The notation in which the numbers that could be read in two ways are whole."""
        ambiguous = [text for text in texts if read_written(text).is_ambiguous]
        points = sum("." in text for text in ambiguous)
        return Notation.COMMA if 2 * points >= len(ambiguous) else Notation.POINT

    def _fixed_period(
        self, values: list[ValueColumn], column: int | None, headings: Mapping[int, object]
    ) -> Period | None:
        """The period of the whole sheet, when neither columns nor rows tell it."""
        if column is not None or headings or (values and all(value.period for value in values)):
            return None
        period = self._heads.title_period()
        if period is None:
            self._questions.append(NO_PERIOD)
        else:
            self._tell("", f"periode {period.text}", "uit de titel of de naam van het blad")
        return period

    def _fills_down(self, values: list[ValueColumn]) -> bool:
        """Whether an area is named once, above rows that go on about it."""
        main = next(iter(self._blocks.areas))
        columns = {value.column for value in values}
        bare = [
            row
            for row in self._data
            if self._seen.sheet.seen(row, main) is None
            and any(
                self._seen.is_value(row, column) for column in self._seen.sheet.rows[row].keys() & columns
            )
            and self._seen.sheet.rows[row].keys() - columns
        ]
        return bool(bare)

    def _by_column(self) -> dict[int, list[Cell]]:
        """The cells in the rows of the data, per column."""
        found: dict[int, list[Cell]] = {column: [] for column in self._blocks.columns}
        for row in self._data:
            for column, cell in self._seen.sheet.rows[row].items():
                if column in found:
                    found[column].append(cell)
        return found

    def _name(self, column: int) -> str:
        return self._seen.sheet.column_name(column)

    def _tell(self, where: str, what: str, why: str) -> None:
        self._findings.append(Finding(where, what, why))


def _figure(value: ValueColumn) -> tuple[object, ...]:
    """What must be one column: the figure of an area that it gives."""
    return (value.areas, value.measure, value.category, value.period)


def scale_of_titles(heads: Heads, unit: str) -> float | None:
    """The factor that a title gives to all values of a unit: "bedragen in duizend euro"."""
    return None if unit == "%" else scale_in(heads.titles)
