"""Reads the cells of a sheet as its layout says: one entry per figure, one role per cell."""

from bisect import bisect_left
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from etl.desk.tables.labels import Found, Kind, Labels, doubtful
from etl.desk.tables.layout import Layout, ValueColumn
from etl.desk.tables.notation import Notation, read_written
from etl.desk.tables.periods import Period, cell_period, fitting
from etl.desk.tables.remarks import Report, Role
from etl.desk.tables.rows import ALL
from etl.desk.tables.sheets import Place, Sheet
from etl.desk.tables.values import RefusedValueError, Value, value_of
from streekmonitor.area_names import normalise_name
from streekmonitor.catalog import Catalog, Measure

WRITE_NAME = "schrijf de naam of de NIS-code van de gemeente voluit"


@dataclass(frozen=True)
class Entry:
    """One figure of the table, or of a total row (`area` is then "" or the id of a region)."""

    measure: str
    category: str
    area: str
    period: str
    value: Value
    place: Place
    kind: Kind

    @property
    def series(self) -> tuple[str, str, str]:
        """What has one value per area: measure, category, period."""
        return (self.measure, self.category, self.period)


class Reader:
    """Reads one sheet as one layout says; `entries` and the report are the result."""

    def __init__(
        self, sheet: Sheet, layout: Layout, labels: Labels, catalog: Catalog, measures: tuple[Measure, ...]
    ) -> None:
        self.sheet = sheet.turned() if layout.is_turned != sheet.is_turned else sheet
        self.layout, self.labels, self.catalog = layout, labels, catalog
        self.report = Report(self.sheet)
        self.entries: list[Entry] = []
        self.named: set[str] = set()  # every area that a row names, read or not
        self._measures = {measure.id: measure for measure in measures}
        self._values = {value.column: value for value in layout.value_columns}
        self._blocks = {(block.top, block.left): block for block in self.sheet.merged}
        self._headings = _headings(layout.period_rows)
        self._torn = self._torn_columns()
        self._all_areas = [column for main, beside in layout.areas.items() for column in (main, *beside)]
        self._areas = dict(self._row_areas())
        found = [area for areas in self._areas.values() for area in areas.values() if area]
        self._doubtful = doubtful(labels, found)

    def read(self) -> None:
        """Give every cell its role, and read the values."""
        self._set_roles()
        for row in self._data_rows():
            for area_column in self.layout.areas:
                self._read_row(row, area_column)
        self.named = {area.code for row in self.sheet.rows for area in self._named_on(row) if area.code}
        self._refuse_unclear()

    # --- areas ---------------------------------------------------------------------------------------------

    def _data_rows(self) -> Iterator[int]:
        first, last = self.layout.first_row, self.layout.last_row
        skipped = self.layout.ignored_rows.keys() | self.layout.period_rows.keys()
        return (row for row in self.sheet.rows if first <= row <= last and row not in skipped)

    def _row_areas(self) -> Iterator[tuple[int, dict[int, Found | None]]]:
        """The area of each row, per area column; those filled down from the row above included."""
        above: dict[int, Found | None] = {}
        for row in self._data_rows():
            areas = {}
            for column in self.layout.areas:
                cell = self.sheet.seen(row, column)
                areas[column] = self._area(row, column)
                if cell is None and self.layout.fill_down and areas[column] is None:
                    areas[column] = above.get(column)
            above = areas
            yield row, areas

    def _area(self, row: int, column: int) -> Found | None:
        own = self.labels.of_cell(self.sheet.seen(row, column))
        if own is not None:
            return own
        beside = (self.labels.of_cell(self.sheet.seen(row, other)) for other in self.layout.areas[column])
        return next((found for found in beside if found), None)

    def _conflict(self, row: int, column: int, area: Found) -> str:
        """What another column of the row says about the area, when that is something else (Dutch)."""
        for other in self.layout.areas[column]:
            cell = self.sheet.seen(row, other)
            found = self.labels.of_cell(cell)
            if cell is None or found is None or Kind.TOTAL in (found.kind, area.kind):
                continue
            if found.code == area.code:
                continue
            same_name = self._named(found.code) == self._named(area.code)
            if not same_name or found.is_code == area.is_code:
                return f"‘{self.sheet.seen(row, column) and self._text(row, column)}’ naast ‘{cell.text}’"
        return ""

    def _named_on(self, row: int) -> Iterator[Found]:
        """The areas that a row inside the data names, also one without figures."""
        if self.layout.first_row <= row <= self.layout.last_row:
            found = (self.labels.of_cell(self.sheet.cells.get((row, column))) for column in self._all_areas)
            yield from filter(None, found)

    def _named(self, code: str) -> str:
        return normalise_name(self.labels.areas.name(code))

    def _text(self, row: int, column: int) -> str:
        cell = self.sheet.seen(row, column)
        if cell is None:
            return ""
        return (
            f"{int(cell.value)}" if isinstance(cell.value, float) and cell.value.is_integer() else cell.text
        )

    # --- rows ----------------------------------------------------------------------------------------------

    def _columns(self, row: int, area_column: int) -> list[ValueColumn]:
        """The value columns of an area column in which a row has a cell."""
        found = (self._values[column] for column in self.sheet.rows[row] if column in self._values)
        return [value for value in found if value.areas == area_column]

    def _read_row(self, row: int, area_column: int) -> None:
        columns = self._columns(row, area_column)
        filled = [(row, value.column) for value in columns]
        area = self._areas[row][area_column]
        if area is None:
            self._refuse_row(row, area_column, filled)
            return
        if conflict := self._conflict(row, area_column, area):
            self.report.refuse(
                [(row, area_column), *filled],
                conflict,
                "twee keer hetzelfde gebied op één rij",
                "kijk na of rijen verschoven zijn (bijvoorbeeld na het sorteren van één kolom)",
            )
        elif area.code in self._doubtful and not area.is_code:
            higher = self.labels.name(self._doubtful[area.code])
            self.report.refuse(
                [(row, area_column), *filled],
                f"‘{self._text(row, area_column)}’, dat de gemeente of {higher} kan zijn",
                "een gebied dat maar één ding kan betekenen",
                f"schrijf de NIS-code: {area.code} of {self._doubtful[area.code]}",
            )
        else:
            for value in columns:
                self._read_cell(row, value, area)

    def _refuse_row(self, row: int, area_column: int, filled: list[Place]) -> None:
        if not filled:
            return
        cell = self.sheet.seen(row, area_column)
        text = self._text(row, area_column)
        places = [*([(row, area_column)] if cell else []), *filled]
        advice = self.labels.advice(text) if text else ""
        self.report.refuse(
            places,
            f"‘{text}’ is geen bekend gebied. {advice}".strip().rstrip(".")
            if text
            else "cijfers zonder gebied op de rij",
            "een gemeente of een ander gebied van data/areas",
            WRITE_NAME,
        )

    def _read_cell(self, row: int, column: ValueColumn, area: Found) -> None:
        place = (row, column.column)
        cell = self.sheet.cells[place]
        measure = self._measures.get(column.measure)
        try:
            if measure is None:
                raise RefusedValueError(
                    "cijfers zonder maat", "een maat van de indicator", "kies de maat van de kolom"
                )
            self._check_merged(place)
            period, category = self._period(row, column, measure), self._category(row, column)
            value = value_of(cell, column, measure, self.layout.words, is_torn=column.column in self._torn)
        except RefusedValueError as refused:
            name = self.labels.name(area.code) if area.code else ""
            self.report.refuse([place], refused.found, refused.expected, refused.action, area=name)
            return
        self.report.roles[place] = Role.VALUE if area.kind in (Kind.MUNICIPALITY, Kind.HIGHER) else Role.TOTAL
        self.entries.append(Entry(measure.id, category, area.code, period, value, place, area.kind))

    def _check_merged(self, place: Place) -> None:
        """A value merged over several rows or columns belongs to nobody knows which."""
        block = self._blocks.get(place)
        if block is None:
            return
        last_row = min(block.bottom, self.layout.last_row)
        named = (*self._all_areas, self.layout.period_column)
        other_rows = any(
            (row, column) in self.sheet.cells
            for row in range(block.top + 1, last_row + 1)
            for column in named
        )
        other_columns = any(block.left < column <= block.right for column in self._values)
        if other_rows or other_columns:
            raise RefusedValueError(
                "een samengevoegde cel over meer dan één gemeente of periode",
                "één cel per cijfer",
                "splits de samengevoegde cel en schrijf bij elke gemeente haar eigen cijfer",
            )

    # --- periods and categories ----------------------------------------------------------------------------

    def _period(self, row: int, column: ValueColumn, measure: Measure) -> str:
        period = self._said_period(row, column)
        try:
            return fitting(period, measure)
        except ValueError as error:
            raise RefusedValueError(
                f"de periode {period.text}", str(error), "verbeter de kop of de periode van de rij"
            ) from error

    def _said_period(self, row: int, column: ValueColumn) -> Period:
        heading = self._heading(row, column.column)
        own = Period(column.period, column.moment) if column.period else None
        if heading is not None:
            return heading
        if self.layout.period_column is not None:
            cell = self.sheet.seen(row, self.layout.period_column)
            period = cell_period(cell) if cell else None
            if period is None:
                found = f"‘{cell.text}’ in de kolom met perioden" if cell else "geen periode op de rij"
                raise RefusedValueError(found, "een periode zoals 2024", "vul de periode van de rij in")
            if own is not None and own.text != period.text:
                raise RefusedValueError(
                    f"de periode {period.text} op de rij en {own.text} in de kop",
                    "één periode",
                    "verbeter een van beide",
                )
            return period
        if own is None and self.layout.period:
            own = Period(self.layout.period, self.layout.moment)
        if own is None:
            raise RefusedValueError("cijfers zonder periode", "een periode", "kies de periode van de kolom")
        return own

    def _heading(self, row: int, column: int) -> Period | None:
        """The period of the nearest heading above a row, for its column."""
        nearest = [
            rows[place - 1]
            for rows in (self._headings.get(column, []), self._headings.get(ALL, []))
            if (place := bisect_left(rows, row))
        ]
        if not nearest:
            return None
        named = self.layout.period_rows[max(nearest)]
        return Period(*named.get(column, named.get(ALL, ("", ""))))

    def _category(self, row: int, column: ValueColumn) -> str:
        place = self.layout.category_column
        if place is None:
            return column.category or ""
        cell = self.sheet.seen(row, place)
        words = normalise_name(cell.text) if cell else ""
        for category in self.catalog.categories(column.measure):
            if words in (normalise_name(category.label), normalise_name(category.id)):
                return category.id
        if words in ("totaal", "alle", "samen", "total"):
            return ""
        raise RefusedValueError(
            f"‘{cell.text if cell else ''}’ als uitsplitsing",
            "een categorie van de maat, of Totaal",
            "verbeter het woord, of laat de rij weg",
        )

    def _torn_columns(self) -> set[int]:
        """The columns whose texts can only be read in different notations."""
        kinds: dict[int, set[Notation | None]] = {}
        for (row, column), cell in self.sheet.cells.items():
            inside = self.layout.first_row <= row <= self.layout.last_row and column in self._values
            if inside and isinstance(cell.value, str):
                kinds.setdefault(column, set()).add(read_written(cell.value, self.layout.words).notation)
        return {column for column, found in kinds.items() if found >= set(Notation)}

    # --- the rest of the sheet -----------------------------------------------------------------------------

    def _set_roles(self) -> None:
        """Give a role to everything that is no value: headings, areas, what is ignored."""
        columns = self._column_roles()
        for row, column in self.sheet.cells:
            self.report.roles[row, column] = self._row_role(row) or columns.get(column, Role.REFUSED)

    def _row_role(self, row: int) -> Role | None:
        if row in self.layout.period_rows:
            return Role.PERIOD
        if row < self.layout.first_row:
            return Role.HEAD
        if row > self.layout.last_row:
            return Role.NOTE
        return Role.IGNORED if row in self.layout.ignored_rows else None

    def _column_roles(self) -> Mapping[int, Role]:
        layout = self.layout
        areas = {column: Role.AREA for main, beside in layout.areas.items() for column in (main, *beside)}
        special = {layout.period_column: Role.PERIOD, layout.category_column: Role.CATEGORY}
        named = {column: role for column, role in special.items() if column is not None}
        return {**dict.fromkeys(layout.ignored_columns, Role.IGNORED), **areas, **named}

    def _refuse_unclear(self) -> None:
        """Refuse what no role was found for: unclear columns, and columns that the layout does not name."""
        left: dict[int, list[Place]] = {}
        remarked = {place for remark in self.report.remarks for place in self._seen_places(remark.places)}
        for place, role in self.report.roles.items():
            if role == Role.REFUSED and place not in remarked:
                left.setdefault(place[1], []).append(place)
        for column, places in sorted(left.items()):
            reason = self.layout.unclear.get(column, "de indeling zegt niet wat in de kolom staat")
            self.report.refuse(
                places,
                f"cijfers waarvan niet duidelijk is wat ze zijn: {reason}",
                "een kolom met een bekende betekenis",
                "kies in de indeling wat de kolom is, of sla ze over",
            )

    def _seen_places(self, places: frozenset[Place]) -> frozenset[Place]:
        """Places of the file as places of the (turned) sheet."""
        return frozenset((c, r) for r, c in places) if self.sheet.is_turned else places


def _headings(period_rows: Mapping[int, Mapping[int, tuple[str, str]]]) -> dict[int, list[int]]:
    """The rows that give a period, from top to bottom, per column."""
    found: dict[int, list[int]] = {}
    for row in sorted(period_rows):
        for column in period_rows[row]:
            found.setdefault(column, []).append(row)
    return found
