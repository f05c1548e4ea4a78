"""The same presentation for another municipality or region."""

import re
from collections import Counter
from collections.abc import Iterable
from dataclasses import replace

from streekmonitor.areas import Areas
from streekmonitor.catalog import Catalog
from streekmonitor.presentation.model import ChosenFigure, Item, NewSince, Presentation, SectionHeading
from streekmonitor.view import View
from streekmonitor.view_query import read_view


def areas_in(presentation: Presentation, catalog: Catalog, areas: Areas) -> list[str]:
    """The municipalities and regions that its figures are about, the most frequent first."""
    found: Counter[str] = Counter()
    for item in presentation.figures:
        view, _ = read_view(item.query, catalog, areas)
        shown = [*view.selected, *view.compared, *filter(None, [view.region])]
        found.update(code for code in dict.fromkeys(shown) if areas.is_known(code))
    return [code for code, _ in found.most_common()]


def for_area(
    presentation: Presentation, former: str, other: str, catalog: Catalog, areas: Areas
) -> tuple[Presentation, list[str]]:
    """The presentation with `other` wherever it showed `former`, and what to look at (Dutch).

    Both are municipalities, or both are regions. In a title the name changes along; what was said about
    `former` at a figure may not be true of `other`: it is taken out, and given back in the notice.
    """
    names = _Names(areas.name(former), areas.name(other))
    items: list[Item] = []
    for number, item in enumerate(presentation.items, start=1):
        where = f"onderdeel {number}"
        if isinstance(item, SectionHeading):
            changes = {"heading": names.swap(item.heading), "comment": names.clear(item.comment, where)}
        else:
            changes = {
                "heading": names.clear(item.heading, where),
                "comment": names.clear(item.comment, where),
            }
        items.append(item.model_copy(update=changes | _query(item, former, other, catalog, areas)))
    made = presentation.changed(
        items=tuple(items),
        title=names.swap(presentation.title),
        subtitle=names.swap(presentation.subtitle),
    )
    return made, names.notices


class _Names:
    """The names of both areas in a presenter's own texts."""

    def __init__(self, former: str, other: str) -> None:
        self.former, self.other = former, other
        self.pattern = re.compile(rf"(?<!\w){re.escape(former)}(?!\w)", re.IGNORECASE)
        self.notices: list[str] = []

    def swap(self, text: str) -> str:
        return self.pattern.sub(lambda _: self.other, text)

    def clear(self, text: str, where: str) -> str:
        if not self.pattern.search(text):
            return text
        self.notices.append(f"Een tekst bij {where} ging over {self.former} en is weggehaald: “{text}”")
        return ""


def _query(
    item: ChosenFigure | SectionHeading | NewSince, former: str, other: str, catalog: Catalog, areas: Areas
) -> dict[str, dict[str, str]]:
    if not isinstance(item, ChosenFigure):
        return {}
    view, _ = read_view(item.query, catalog, areas)
    return {"query": _swapped(view, former, other, areas).to_query()}


def _swapped(view: View, former: str, other: str, areas: Areas) -> View:
    """The view with one area in the place of another; one that is there already is there once."""

    def put(codes: Iterable[str]) -> tuple[str, ...]:
        return tuple(dict.fromkeys(other if code == former else code for code in codes))

    made = replace(
        view,
        selected=put(view.selected),
        compared=put(view.compared),
        comparators=put(view.comparators),
    )
    if view.region != former:
        return made
    return replace(made, set_id=areas.regions[other].set_id, region=other)
