"""The figures of map and ranking as text, with those of the regions and comparators."""

from dataclasses import dataclass, replace
from functools import cached_property, partial

import pandas as pd

from streekmonitor import formats
from streekmonitor.analysis import presented, text
from streekmonitor.charts.frames import UNITS_AT_THE_NUMBER, Amount, unit_words, value_text
from streekmonitor.export.exported import ExportedFigure
from streekmonitor.figures.figure import Figure
from streekmonitor.figures.goals import HEAD, with_words, words_of
from streekmonitor.figures.of_screen import numbers_of, of_screen, period_rows, shown_numbers
from streekmonitor.figures.screen import Screen

MADE_WORDS = {
    presented.CHANGE: "Verandering",
    presented.INDEX: "Index",
    presented.DIFFERENCE: "Verschil",
}


@dataclass(frozen=True)
class TableFigure(Figure):
    """One row for each area; columns for the value and what was made of it, or for two periods."""

    screen: Screen

    @property
    def heading(self) -> str:
        """What stands above it."""
        screen = self.screen
        since = f"{screen.since_words} en " if screen.way.since else ""
        return f"Tabel, {since}{screen.period_words}"

    @property
    def rows(self) -> pd.DataFrame:
        """The cells as text: regions and comparators first, then the municipalities by name."""
        screen = self.screen
        codes = [*screen.regions, *screen.comparators]
        own = sorted(screen.shown["area"], key=screen.areas.name) if screen.has_municipalities else []
        own = [code for code in own if code not in codes]
        ranks = dict(zip(screen.shown["area"], screen.shown["rank"], strict=True))
        table: dict[str, list[str]] = {"Gebied": [screen.name(code) for code in (*codes, *own)]}
        if screen.ranked and own:
            table["Rang"] = [_rank_text(ranks.get(code, 0.0)) for code in (*codes, *own)]
        for head, column in self._columns.items():
            table[head] = _cells(column, codes, own)
        words = words_of(screen)
        if words:
            table[HEAD] = [words.get(code, "") for code in (*codes, *own)]
        return pd.DataFrame(table)

    def exported(self) -> ExportedFigure:
        """The same as numbers; of two periods one row for each."""
        screen = self.screen
        if screen.way.kind != presented.SIDE_BY_SIDE:
            table, number_formats = shown_numbers(screen)
            return of_screen(screen, screen.title, [], (with_words(screen, table), number_formats))
        both = pd.concat([period_rows(column) for column in self._columns.values()], ignore_index=True)
        title = f"{screen.indicator.label}: {screen.since_words} en {screen.period_words}"
        return of_screen(screen, title, [], numbers_of(screen, both, screen.indicator))

    @cached_property
    def _columns(self) -> dict[str, Screen]:
        """The columns of figures by their heads."""
        screen, plain = self.screen, self.screen.plain
        head = _head(plain)
        if screen.way.kind == presented.SIDE_BY_SIDE:
            before = replace(plain, period=screen.way.since)
            when = (screen.way.since, screen.period)
            short = [formats.short_period(name, screen.reference) for name in when]
            return {f"{head}, {short[0]}": before, short[1]: plain}
        if screen.way.made:
            return {_made_head(screen): screen, head: plain}
        return {head: plain}


def _head(screen: Screen) -> str:
    indicator = screen.indicator
    told = indicator.unit in UNITS_AT_THE_NUMBER or text.unit_is_told(indicator)
    return indicator.short_label + ("" if told else f" ({indicator.unit})")


def _made_head(screen: Screen) -> str:
    words = MADE_WORDS[screen.way.kind]
    signed = isinstance(screen.notation, Amount) and screen.notation.signed
    return f"{words} ({unit_words(screen.notation)})" if signed else words


def _cells(screen: Screen, codes: list[str], own: list[str]) -> list[str]:
    """One column: the regions and comparators, then the municipalities."""
    cell = partial(value_text, screen.notation, unit_told=True)
    rows = screen.shown.set_index("area")
    cells = [cell(*screen.value(code), small=screen.small(code)) for code in codes]
    values = rows.reindex(own)[["value", "status", "small"]]
    values = values.assign(status=values["status"].fillna("missing"), small=values["small"].eq(other=True))
    return cells + [
        cell(value, status, small=small) for value, status, small in values.itertuples(index=False)
    ]


def _rank_text(rank: float) -> str:
    return formats.ordinal(int(rank)) if rank > 0 else ""
