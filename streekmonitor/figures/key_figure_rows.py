"""The key figures of a page as a figure: in rows with strips, and as a table of numbers."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from functools import cached_property

import pandas as pd

from streekmonitor import formats
from streekmonitor.catalog import Indicator, Theme
from streekmonitor.charts.frames import short_text
from streekmonitor.charts.key_figure_frames import Cell, Dot, Heading, KeyFigure, key_figure_frames
from streekmonitor.charts.key_figure_sheet import key_figure_sheet
from streekmonitor.charts.theme import as_spec
from streekmonitor.export.exported import Drawing, ExportedFigure
from streekmonitor.export.native_table import Cell as TableCell
from streekmonitor.export.native_table import NativeTable
from streekmonitor.figures.figure import Figure
from streekmonitor.figures.frame import Frame
from streekmonitor.figures.key_figures import Columns, Row, of_theme
from streekmonitor.figures.of_indicators import Shown, of_indicators

HEADS = ["Werkgroep", "Indicator", "Eenheid", "Gebied", "Periode", "Waarde", "Status", "Vanaf", "Verandering"]
SENTENCE = "Per indicator het laatste cijfer, en de verandering sinds een vroegere periode."
CORNER = "Kerncijfer"
READING = "Elke stip is een gemeente, elk streepje wie ernaast staat"
NO_KEY_FIGURES = "In deze release staan er geen kerncijfers."


@dataclass(frozen=True)
class KeyFiguresFigure(Figure):
    """The key figures of some themes, of the areas in some columns."""

    frame: Frame
    columns: Columns
    themes: tuple[Theme, ...]

    @property
    def refusal(self) -> str:
        """No key figures."""
        return "" if self._indicators else NO_KEY_FIGURES

    def exported(self) -> ExportedFigure:
        """The rows as a chart and as numbers; without a value its cell is empty and Status says so."""
        table = pd.DataFrame(list(self._lines()), columns=HEADS)
        names = formats.listing([self.frame.name(code) for code in self.columns.main])
        shown = Shown(
            title=f"Kerncijfers van {names}",
            sentence=SENTENCE,
            indicators=self._indicators,
            drawings=(self._drawing,),
            table=table.astype({"Waarde": float, "Verandering": float}),
        )
        return of_indicators(self.frame, shown)

    @property
    def _drawing(self) -> Drawing:
        letters = [f"{letter} {self.frame.name(code)}" for code, letter in self.columns.letters]
        caption = f"{READING}: {formats.listing(letters)}."
        *before, last = [self._sheet([theme]) for theme in self.themes if of_theme(self.frame, theme)]
        parts = (*before, replace(last, caption=caption))
        return replace(self._sheet(self.themes), caption=caption, parts=parts, table=self._table)

    def _sheet(self, themes: Sequence[Theme]) -> Drawing:
        """The rows of some themes."""
        datasets, height = key_figure_frames(self._entries(themes), len(self.columns.main))
        return Drawing(as_spec(key_figure_sheet(height)), datasets)

    @property
    def _table(self) -> NativeTable:
        """The same without strips: values with their changes, and the values of those compared with."""
        codes = [*self.columns.main, *(code for code, _ in self.columns.letters)]
        rows: list[tuple[TableCell, ...]] = []
        for theme in self.themes:
            indicators = of_theme(self.frame, theme)
            rows += [(TableCell(theme.label, strong=True),)] if indicators else []
            rows += [_table_row(self._rows[entry.id]) for entry in indicators]
        return NativeTable((CORNER, *map(self.frame.name, codes)), tuple(rows), caption="")

    @property
    def _indicators(self) -> list[Indicator]:
        return [indicator for theme in self.themes for indicator in of_theme(self.frame, theme)]

    @cached_property
    def _rows(self) -> dict[str, Row]:
        return {entry.id: Row(self.frame, self.columns, entry) for entry in self._indicators}

    def _entries(self, themes: Sequence[Theme]) -> Iterator[Heading | KeyFigure]:
        """Those of the themes that have key figures, each with its rows."""
        areas = [(self.frame.name(code), colour) for code, (colour, _) in self.columns.main.items()]
        for theme in themes:
            indicators = of_theme(self.frame, theme)
            if indicators:
                yield Heading(theme.label, areas)
                yield from (_entry(self._rows[entry.id]) for entry in indicators)

    def _lines(self) -> Iterator[tuple[object, ...]]:
        for theme in self.themes:
            for indicator in of_theme(self.frame, theme):
                row = self._rows[indicator.id]
                for code, standing in row.standings.items():
                    status = formats.STATUS_WORDS[standing.status]
                    name = self.frame.name(code)
                    head = (theme.label, indicator.label, indicator.unit, name, row.period)
                    yield (*head, standing.value, status, standing.since or "", standing.change)


def _entry(row: Row) -> KeyFigure:
    """A row as it is drawn, with the values of those that are compared with below its strip."""
    shown, areas = row.shown, row.frame.areas
    return KeyFigure(
        label=row.indicator.short_label,
        stand=row.stand,
        cells=[Cell(row.value(code), _below(row, code)) for code in row.columns.main],
        municipalities=[
            Dot(areas.name(code), short_text(row.indicator, value), value)
            for code, value in zip(map(str, shown["area"]), map(float, shown["value"]), strict=True)
        ],
        marks=[(mark, row.frame.name(code), row.value(code)) for code, mark in row.marked.items()],
        ticks=row.ticks,
        ends=("", "") if shown.empty else row.ends,
        compared=" · ".join(f"{letter} {row.value(code)}" for code, letter in row.columns.letters),
        lines=list(row.lines.values()),
    )


def _table_row(row: Row) -> tuple[TableCell, ...]:
    """A row as cells: what it is, values with what stands below them, and those compared with."""
    values = [
        TableCell(f"{row.value(code)}\n{_on_one_line(row, code)}".strip(), is_number=True, strong=True)
        for code in row.columns.main
    ]
    others = [TableCell(row.value(code), is_number=True) for code, _ in row.columns.letters]
    return (TableCell(f"{row.indicator.short_label}\n{row.stand}", strong=True), *values, *others)


def _on_one_line(row: Row, code: str) -> str:
    if row.standings[code].value is None:
        return ", ".join(_below(row, code))
    change = " ".join(filter(None, row.change(code)))
    return ", ".join(filter(None, [change, *row.cautions(code)]))


def _below(row: Row, code: str) -> list[str]:
    """What stands below a value: its change and since when, and what must be known of it."""
    if row.standings[code].value is None:
        return [formats.STATUS_WORDS[row.standings[code].status]]
    return [*filter(None, row.change(code)), *row.cautions(code)]
