"""The slide that a meeting begins with: what is new since the former one."""

import pandas as pd

from streekmonitor import formats
from streekmonitor.analysis.new_since import Novelty, against, since_day
from streekmonitor.analysis.tables import Tables
from streekmonitor.export.exported import ExportedFigure
from streekmonitor.figures.figure import FigureUnavailable
from streekmonitor.figures.frame import Frame
from streekmonitor.figures.origin import source_line
from streekmonitor.presentation.model import NewSince
from streekmonitor.view import DEFAULT_SET, View


def new_since(item: NewSince, tables: Tables, former: Tables | None, home: str) -> ExportedFigure:
    """A table of the indicators with news, and the figures of both regions. Raises FigureUnavailable.

    `former` are the tables of the release that the item names, None when it can't be had.
    """
    regions = tables.release.areas.sets[DEFAULT_SET].regions
    when, found = _found(item, tables, former, regions)
    names = [tables.release.areas.regions[region].label for region in regions]
    table = pd.DataFrame(
        [(entry.indicator.label, entry.what, *entry.figures) for entry in found],
        columns=["Indicator", "Wat is nieuw", *names],
    )
    catalog, frame = tables.release.catalog, Frame(tables, View())
    sources = {source.id: source for entry in found for source in catalog.sources_of(entry.indicator)}
    return ExportedFigure(
        title=f"Nieuw sinds {when}",
        sentence=_sentence(when, found),
        drawings=(),
        table=table,
        sources=tuple(source_line(frame, source) for source in sources.values()),
        release=tables.release.id,
        link=f"{home}/overzicht{View(tab='nieuw').to_link()}",
    )


def _found(
    item: NewSince, tables: Tables, former: Tables | None, regions: tuple[str, ...]
) -> tuple[str, list[Novelty]]:
    """Since when, in words, and what is new."""
    if item.release is not None:
        if former is None:
            raise FigureUnavailable(
                f"Release {item.release} is hier niet meer; kies een dag in de plaats van een release."
            )
        return f"release {item.release}", against(former, tables, regions)
    if item.day is None:
        raise FigureUnavailable("Kies een dag of een release waarmee vergeleken wordt.")
    return formats.day(item.day), since_day(tables, item.day, regions)


def _sentence(when: str, found: list[Novelty]) -> str:
    if not found:
        return f"Sinds {when} zijn er geen nieuwe cijfers."
    number = "één indicator" if len(found) == 1 else f"{len(found)} indicatoren"
    first = formats.listing([entry.indicator.short_label for entry in found[:3]])
    among = f", waaronder {first}" if len(found) > 3 else f": {first}"
    return f"Sinds {when} zijn er nieuwe cijfers voor {number}{among}."
