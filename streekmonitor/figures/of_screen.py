"""A figure of one indicator as it leaves the dashboard: with its numbers, its finding, and its origin."""

from collections.abc import Mapping, Sequence
from functools import lru_cache

import pandas as pd

from streekmonitor.analysis import text
from streekmonitor.analysis.summary import Asked, summary
from streekmonitor.analysis.tables import Tables
from streekmonitor.catalog import Indicator
from streekmonitor.export.exported import Drawing, ExportedFigure, NumberFormat
from streekmonitor.export.tables import value_table
from streekmonitor.figures.origin import definitions, notes, source_line
from streekmonitor.figures.screen import Screen

# A table for a file, and how its columns are written.
Numbers = tuple[pd.DataFrame, Mapping[str, NumberFormat]]
COLUMNS = ["area", "period", "value", "status"]
NOT_FROM_ZERO = "De as begint niet bij nul."
NO_MUNICIPALITIES = "Deze cijfers bestaan niet per gemeente."


def no_municipalities(screen: Screen) -> str:
    """Why a figure of municipalities can't be drawn; "" where it can."""
    return "" if screen.has_municipalities else NO_MUNICIPALITIES


def of_screen(
    screen: Screen,
    title: str,
    drawings: Sequence[Drawing],
    numbers: Numbers | None = None,
) -> ExportedFigure:
    """One figure of an indicator; without `numbers` those of the period on screen, as it shows them."""
    table, number_formats = numbers or shown_numbers(screen)
    indicator = screen.indicator
    return ExportedFigure(
        title=title,
        sentence=sentence(screen),
        drawings=tuple(drawings),
        table=table,
        sources=tuple(source_line(screen, source) for source in screen.catalog.sources_of(indicator)),
        release=screen.release.id,
        link=screen.link,
        formats=number_formats,
        notes=notes(indicator),
        definitions=definitions(screen, indicator),
        summary=paragraph(screen),
    )


def shown_numbers(screen: Screen) -> Numbers:
    """The period on screen as the way shows it, as a table for a file."""
    return numbers_of(screen, period_rows(screen), screen.as_shown)


def numbers_of(screen: Screen, rows: pd.DataFrame, indicator: Indicator) -> Numbers:
    """Rows (area, period, value, status) as a table for a file; `indicator` names and formats the values."""
    return value_table(indicator, rows, {code: screen.name(code) for code in rows["area"].unique()})


def period_rows(screen: Screen) -> pd.DataFrame:
    """Regions and comparators, then the municipalities by name, in the period on screen."""
    codes = [*screen.regions, *screen.comparators]
    groups = pd.DataFrame(
        [(code, *screen.value(code)) for code in codes], columns=["area", "value", "status"]
    )
    own = screen.shown[["area", "value", "status"]].astype({"area": str, "status": str})
    own = own.sort_values("area", key=lambda column: column.map(screen.areas.name))
    rows = pd.concat([groups.astype({"value": float}), own[~own["area"].isin(codes)]], ignore_index=True)
    return rows.assign(period=screen.period)[COLUMNS]


def sentence(screen: Screen) -> str:
    """The level of the regions and of whom they are compared with."""
    screen = screen.plain
    regions = [(screen.phrase(code), screen.value(code)[0]) for code in screen.regions]
    others = [(screen.phrase(code), screen.value(code)[0]) for code in screen.comparators]
    return text.answer(screen.catalog, screen.indicator, screen.period, regions, others)


def paragraph(screen: Screen) -> str:
    """Level, change, rank, comparison and caveats of the selected municipalities, or of the regions."""
    codes = screen.view.selected or screen.regions
    asked = Asked(
        screen.indicator.id,
        screen.period,
        tuple(screen.groups.get(code, code) for code in codes),
        tuple(screen.groups.get(code, code) for code in screen.comparators),
        screen.way.since or None,
        screen.set_id,
    )
    return _paragraph(screen.tables, asked)


@lru_cache(maxsize=2000)
def _paragraph(tables: Tables, asked: Asked) -> str:
    return summary(tables, asked)
