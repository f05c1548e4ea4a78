"""The figures of a presentation, built again from their views."""

from collections.abc import Callable
from dataclasses import dataclass

from streekmonitor.analysis.tables import Tables
from streekmonitor.export.document import Document, Section, Shown
from streekmonitor.export.exported import ExportedFigure
from streekmonitor.figures.figure import FigureUnavailable
from streekmonitor.figures.registry import build_figure
from streekmonitor.objectives.register import Followed
from streekmonitor.presentation.carried import recorder
from streekmonitor.presentation.file import write_file
from streekmonitor.presentation.model import Item, NewSince, Presentation, SectionHeading
from streekmonitor.presentation.new_since import new_since

FindTables = Callable[[str], Tables | None]


@dataclass(frozen=True)
class Built:
    """An item with its figure; None for a section, and where it can't be had: `reason` says why (Dutch)."""

    item: Item
    figure: ExportedFigure | None
    reason: str = ""


def no_former(release: str) -> Tables | None:  # noqa: ARG001 the shape of FindTables
    """For who has no former releases at hand."""
    return None


def build(
    item: Item,
    tables: Tables,
    home: str,
    former: FindTables = no_former,
    followed: Followed | None = None,
) -> Built:
    """An item with the figure that `tables` give; links begin at `home`, `former` finds older releases.

    `followed` are the objectives and actions that figures show.
    """
    if isinstance(item, SectionHeading):
        return Built(item, None)
    try:
        if isinstance(item, NewSince):
            older = former(item.release) if item.release else None
            return Built(item, new_since(item, tables, older, home))
        return Built(item, build_figure(tables, item.page, item.query, item.figure, home, followed=followed))
    except FigureUnavailable as unavailable:
        return Built(item, None, str(unavailable))


def document(presentation: Presentation, built: list[Built], link: str = "") -> Document:
    """What slides, paper and the workbook are made from; an item without its figure is left out."""
    items: list[Section | Shown] = []
    for entry in built:
        if isinstance(entry.item, SectionHeading):
            items.append(Section(entry.item.heading, entry.item.comment))
        elif entry.figure is not None:
            whole = not isinstance(entry.item, NewSince) and entry.item.whole_table
            items.append(Shown(entry.figure, entry.item.heading, entry.item.comment, whole))
    return Document(
        title=presentation.title or "Streekmonitor",
        subtitle=presentation.subtitle,
        organisation=presentation.organisation,
        date=presentation.date,
        items=tuple(items),
        link=link,
    )


def as_file(
    presentation: Presentation,
    tables: Tables,
    former: FindTables = no_former,
    followed: Followed | None = None,
) -> bytes:
    """The file of a presentation: with its views all that its figures read from the release, and no more."""
    recorded = recorder(tables.release)
    reading = Tables(recorded)
    for item in presentation.items:
        build(item, reading, "", former, followed)
    return write_file(presentation, tables.release, recorded.asked)


def changed(item: Item, shown: Tables, current: Tables, followed: Followed | None = None) -> bool:
    """Whether the figure of an item has other numbers in another release."""
    before, after = (build(item, tables, "", followed=followed).figure for tables in (shown, current))
    if before is None or after is None:
        return before is not after
    return not before.table.equals(after.table)
