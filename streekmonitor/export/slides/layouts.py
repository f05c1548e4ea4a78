"""Which layout of a template a slide takes; a template that lacks one is refused with what it lacks."""

import zipfile
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from io import BytesIO
from typing import Any

from pptx import Presentation
from pptx.enum.shapes import PP_PLACEHOLDER as KIND
from pptx.presentation import Presentation as Deck
from pptx.slide import SlideLayout

from streekmonitor.export.slides.room import EMU, Box
from streekmonitor.export.slides.template import default_template

MOST_BYTES, MOST_UNPACKED = 20_000_000, 300_000_000
TITLES = {KIND.TITLE, KIND.CENTER_TITLE}
TEXTS = {KIND.BODY, KIND.SUBTITLE}
CONTENTS = {KIND.OBJECT, KIND.BODY, KIND.CHART, KIND.TABLE, KIND.PICTURE}
# A figure needs at least this part of a slide's width and height.
LEAST_WIDTH, LEAST_HEIGHT = 0.6, 0.4


class TemplateRefused(ValueError):  # noqa: N818 it is an answer, not a fault
    """The template cannot be used; the message is Dutch and says what it lacks and what to do."""


@dataclass(frozen=True)
class Need:
    """A layout that slides need: its names, its type in the file, and what must be on it, in words."""

    names: tuple[str, ...]
    types: tuple[str, ...]
    words: str
    serves: Callable[[SlideLayout, Box], bool]


@dataclass(frozen=True)
class Layouts:
    """The layouts of a deck by what they are for, and the size of its slides."""

    cover: SlideLayout
    section: SlideLayout
    figure: SlideLayout
    table: SlideLayout
    text: SlideLayout
    slide: Box


def placeholders(layout: SlideLayout, kinds: set[Any]) -> list[Any]:
    """The placeholders of some types."""
    return [holder for holder in layout.placeholders if holder.placeholder_format.type in kinds]


def named(layout: SlideLayout, name: str) -> Any | None:
    """The placeholder with a name, as the default template gives them."""
    return next((holder for holder in layout.placeholders if holder.name.casefold() == name.casefold()), None)


def box_of(shape: Any) -> Box:
    """The place of a shape; a placeholder without one has that of its master."""
    return Box(*((side or 0) / EMU for side in (shape.left, shape.top, shape.width, shape.height)))


def content(layout: SlideLayout) -> Any | None:
    """The placeholder for a figure: the one named so, else the largest."""
    found = [*placeholders(layout, CONTENTS)]
    largest = max(found, key=lambda holder: (holder.width or 0) * (holder.height or 0), default=None)
    return named(layout, "Figuur") or named(layout, "Tabel") or largest


def _has_title_and_text(layout: SlideLayout, _slide: Box) -> bool:
    return bool(placeholders(layout, TITLES) and placeholders(layout, TEXTS))


def _has_content(layout: SlideLayout, slide: Box) -> bool:
    holder = content(layout)
    if holder is None or not placeholders(layout, TITLES):
        return False
    box = box_of(holder)
    return box.width >= LEAST_WIDTH * slide.width and box.height >= LEAST_HEIGHT * slide.height


NEEDS = {
    "cover": Need(
        ("voorblad", "titeldia", "titel", "title slide", "cover"),
        ("title",),
        "“Voorblad”: een titel en een ondertitel",
        _has_title_and_text,
    ),
    "section": Need(
        ("tussentitel", "sectiekop", "hoofdstuk", "section header"),
        ("secHead",),
        "“Tussentitel”: een titel en een tekst",
        _has_title_and_text,
    ),
    "figure": Need(
        ("figuur", "titel en inhoud", "titel en object", "title and content"),
        ("obj",),
        "“Figuur”: een titel en een vlak voor inhoud van minstens 60 % van de breedte en 40 % van de hoogte",
        _has_content,
    ),
    "table": Need(("tabel", "table"), ("tbl",), "“Tabel”: als “Figuur”", _has_content),
    "text": Need(("tekst", "text"), ("tx",), "“Tekst”: als “Figuur”", _has_content),
}
# Where a template has no layout of its own for these, another serves as well.
STANDS_IN = {"table": "figure", "text": "figure"}


def open_template(template: bytes | None) -> tuple[Deck, Layouts]:
    """A deck without slides, and its layouts. Raises TemplateRefused."""
    deck = _opened(template) if template is not None else Presentation(BytesIO(default_template()))
    _without_slides(deck)
    return deck, find_layouts(deck)


def find_layouts(deck: Deck) -> Layouts:
    """The layouts by name, else by type, else by what is on them. Raises TemplateRefused."""
    slide = Box(0, 0, (deck.slide_width or 0) / EMU, (deck.slide_height or 0) / EMU)
    every = [layout for master in deck.slide_masters for layout in master.slide_layouts]
    found = {role: _first(need, every, slide) for role, need in NEEDS.items()}
    for role, other in STANDS_IN.items():
        found[role] = found[role] or found[other]
    missing = [NEEDS[role].words for role in found if found[role] is None and role not in STANDS_IN]
    if missing:
        raise TemplateRefused(
            "Dit sjabloon kan niet worden gebruikt, want het mist indelingen:\n"
            + "\n".join(f"- {words}" for words in missing)
            + "\nWat te doen: open het in PowerPoint, kies Beeld > Diamodel, voeg ze toe onder deze naam, en "
            "bewaar het als .pptx."
        )
    return Layouts(slide=slide, **{role: layout for role, layout in found.items() if layout is not None})


def _first(need: Need, layouts: list[SlideLayout], slide: Box) -> SlideLayout | None:
    fitting = [layout for layout in layouts if need.serves(layout, slide)]
    by_name = (layout for layout in fitting if layout.name.strip().casefold() in need.names)
    by_type = (layout for layout in fitting if layout._element.get("type") in need.types)
    return next(_chain(by_name, by_type, iter(fitting)), None)


def _chain(*found: Iterator[SlideLayout]) -> Iterator[SlideLayout]:
    for each in found:
        yield from each


def _opened(template: bytes) -> Deck:
    """The template as a deck, after a look at its size: it comes from outside."""
    try:
        with zipfile.ZipFile(BytesIO(template)) as archive:
            unpacked = sum(entry.file_size for entry in archive.infolist())
        if len(template) > MOST_BYTES or unpacked > MOST_UNPACKED:
            raise TemplateRefused(
                "Dit sjabloon is te groot (meer dan 20 MB).\n"
                "Wat te doen: verwijder dia’s en grote afbeeldingen, en bewaar het opnieuw als .pptx."
            )
        return Presentation(BytesIO(template))
    except TemplateRefused:
        raise
    except Exception as error:  # python-pptx raises many kinds for a file that is not whole
        raise TemplateRefused(
            "Dit bestand is geen PowerPoint-presentatie, of het is beschadigd.\n"
            "Wat te doen: open het in PowerPoint en bewaar het als .pptx (niet als .ppt, .potx of .pptm)."
        ) from error


def _without_slides(deck: Deck) -> None:
    """Take out the slides of a template, and the names of sections that they were in."""
    slides = deck.slides._sldIdLst
    for entry in list(slides):
        deck.part.drop_rel(entry.rId)
        slides.remove(entry)
    for extension in deck.part._element.xpath(".//p:extLst/p:ext[*[local-name()='sectionLst']]"):
        extension.getparent().remove(extension)
