"""What is on screen as figures that leave the dashboard: the same charts, their numbers, and where from."""

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any

import pandas as pd

from streekmonitor import formats
from streekmonitor.analysis import text
from streekmonitor.app.computation import FORM_WORDS
from streekmonitor.catalog import Indicator, Source
from streekmonitor.export.exported import Drawing, ExportedFigure
from streekmonitor.export.tables import value_table
from streekmonitor.figures.frame import Frame
from streekmonitor.figures.screen import Screen

# On paper a map is as wide as the sheet, so its height follows from what is on it.
PROVINCE_HEIGHT, REGION_HEIGHT = 425, 640
COLUMNS = ["area", "period", "value", "status"]
NOT_FROM_ZERO = "De as begint niet bij nul."

Spec = Mapping[str, Any]
Datasets = Mapping[str, pd.DataFrame]


def of_screen(
    screen: Screen, title: str, drawings: Sequence[Drawing], rows: pd.DataFrame | None = None
) -> ExportedFigure:
    """One figure of the indicator view; without `rows` its numbers are those of the period on screen.

    `rows` has area, period, value and status.
    """
    indicator = screen.indicator
    shown = period_rows(screen) if rows is None else rows
    names = {code: screen.name(code) for code in shown["area"].unique()}
    table, number_formats = value_table(screen.as_shown, shown, names)
    return ExportedFigure(
        title=title,
        sentence=_sentence(screen),
        drawings=tuple(drawings),
        table=table,
        sources=tuple(source_line(screen, source) for source in screen.catalog.sources_of(indicator)),
        release=screen.release.id,
        link=screen.link,
        formats=number_formats,
        notes=notes(indicator),
        definitions=definitions(screen, indicator),
    )


def map_drawing(screen: Screen, spec: Spec, datasets: Datasets) -> Drawing:
    """The map at the height of a sheet of paper, with the names of the colours of its outlines."""
    height = REGION_HEIGHT if screen.view.region else PROVINCE_HEIGHT
    outlined = {*screen.regions, *screen.view.selected}
    key = tuple((entry.name, entry.colour) for entry in screen.series if entry.code in outlined)
    return Drawing({**spec, "height": height}, datasets, key=key)


def legend_drawing(spec: Spec, datasets: Datasets) -> Drawing:
    """The classes of the map below it."""
    return Drawing(spec, datasets, heading="Aantal gemeenten per klasse")


def trend(
    screen: Screen, spec: Spec, datasets: Datasets, lines: Mapping[str, pd.DataFrame]
) -> ExportedFigure:
    """The lines of some areas, with all their periods and with what their axis hides."""
    caption = "" if screen.symbols else NOT_FROM_ZERO
    drawing = Drawing(spec, datasets, caption=caption)
    return of_screen(screen, f"{screen.indicator.label}: evolutie", [drawing], trend_rows(lines))


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


def trend_rows(lines: Mapping[str, pd.DataFrame]) -> pd.DataFrame:
    """All periods of the lines of the trend."""
    found = [rows.assign(area=code)[COLUMNS].sort_values("period") for code, rows in lines.items()]
    return pd.concat(found, ignore_index=True) if found else pd.DataFrame(columns=COLUMNS)


def source_line(frame: Frame, source: Source) -> str:
    """Who published it, which table, under which licence, and when it was obtained."""
    retrieved = formats.day(date.fromisoformat(frame.release.retrieved(source.id)))
    return f"{source.attribution} ({source.title}; {source.licence}; opgehaald op {retrieved})"


def notes(indicator: Indicator) -> tuple[str, ...]:
    """The caveats of an indicator, and the breaks in its series."""
    breaks = [f"Breuk in de reeks vanaf {entry.period}: {entry.reason}" for entry in indicator.breaks]
    return (*indicator.notes, *breaks)


def definitions(frame: Frame, indicator: Indicator) -> tuple[tuple[str, str], ...]:
    """What an indicator and the regions on screen mean, as (name, text)."""
    regions = [
        (region.full_label, f"{formats.listing([frame.areas.name(nis) for nis in region.members])}.")
        for region in (frame.groups[code] for code in frame.regions)
    ]
    return (
        (indicator.label, indicator.definition),
        ("Verwerking", indicator.processing),
        ("Berekening", f"{FORM_WORDS[indicator.form.kind].capitalize()}."),
        ("Eenheid", indicator.unit),
        *regions,
    )


def _sentence(screen: Screen) -> str:
    """The level of the regions and of whom they are compared with."""
    screen = screen.plain
    regions = [(screen.phrase(code), screen.value(code)[0]) for code in screen.regions]
    others = [(screen.phrase(code), screen.value(code)[0]) for code in screen.comparators]
    return text.answer(screen.catalog, screen.indicator, screen.period, regions, others)
