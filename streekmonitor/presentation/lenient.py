"""Reads a presentation that may come from another version or was edited by hand: as far as it goes."""

from collections.abc import Mapping
from typing import Any, TypeVar

from pydantic import ValidationError

from streekmonitor.forms import Entry
from streekmonitor.presentation.model import (
    MOST_ITEMS,
    ChosenFigure,
    Item,
    NewSince,
    Presentation,
    SectionHeading,
)

Read = TypeVar("Read", bound=Entry)
KINDS: dict[str, type[ChosenFigure] | type[SectionHeading] | type[NewSince]] = {
    "figure": ChosenFigure,
    "section": SectionHeading,
    "new_since": NewSince,
}
# Fields of a presentation and its items, in the words of who reads a message about them.
WORDS = {
    "title": "de titel",
    "subtitle": "de ondertitel",
    "organisation": "de organisatie",
    "date": "de datum",
    "release": "de release",
    "heading": "de kop",
    "comment": "de toelichting",
    "page": "de pagina",
    "figure": "de figuur",
    "query": "de weergave",
    "day": "de dag",
    "whole_table": "de keuze voor de volledige tabel",
}


def read_presentation(content: object) -> tuple[Presentation, list[str]]:
    """The presentation in what `Presentation.content` gave, and a sentence (Dutch) for all that was left out.

    Never fails: what is no presentation at all gives an empty one, and says so.
    """
    if not isinstance(content, Mapping) or not isinstance(content.get("items", []), list):
        return Presentation(), ["Dit is geen presentatie van de Streekmonitor; er is niets van geopend."]
    left_out: list[str] = []
    found = content.get("items", [])
    if len(found) > MOST_ITEMS:
        left_out.append(f"Er passen {MOST_ITEMS} onderdelen in een presentatie; de rest is weggelaten.")
    items = [
        _item(entry, f"Onderdeel {number}", left_out) for number, entry in enumerate(found[:MOST_ITEMS], 1)
    ]
    own = {name: value for name, value in content.items() if name != "items"}
    presentation = _as_far_as_it_goes(Presentation, own, "De presentatie", left_out) or Presentation()
    return presentation.with_items(tuple(item for item in items if item is not None)), left_out


def _item(entry: object, where: str, left_out: list[str]) -> Item | None:
    if not isinstance(entry, Mapping) or str(entry.get("kind")) not in KINDS:
        left_out.append(f"{where} is weggelaten: deze versie kent zo’n onderdeel niet.")
        return None
    return _as_far_as_it_goes(KINDS[str(entry["kind"])], entry, where, left_out)


def _as_far_as_it_goes(
    kind: type[Read], given: Mapping[Any, Any], where: str, left_out: list[str]
) -> Read | None:
    """What was meant: long texts cut, without what can't be used; None when too little is left."""
    fields = dict(given)
    try:
        return kind.model_validate(fields)
    except ValidationError as error:
        faults = error.errors()
    for fault in faults:
        name = fault["loc"][0] if fault["loc"] else ""
        value, word = fields.pop(name, None), WORDS.get(str(name), "")
        if not word:
            left_out.append(f"{where}: iets dat deze versie niet kent is weggelaten.")
        elif fault["type"] == "string_too_long" and isinstance(value, str):
            fields[name] = value[: fault["ctx"]["max_length"]]
            left_out.append(f"{where}: {word} is te lang en ingekort.")
        elif fault["type"] == "missing":
            left_out.append(f"{where}: {word} ontbreekt.")
        else:
            left_out.append(f"{where}: {word} is onbruikbaar en weggelaten.")
    try:
        return kind.model_validate(fields)
    except ValidationError:
        left_out.append(f"{where} is weggelaten: er ontbreekt iets waar het niet zonder kan.")
        return None
