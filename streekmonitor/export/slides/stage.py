"""One slide while it is being made: its placeholders are filled, and those left empty are taken away."""

from copy import deepcopy
from dataclasses import dataclass
from functools import cached_property
from typing import Any

from pptx.enum.shapes import PP_PLACEHOLDER as KIND
from pptx.enum.text import MSO_ANCHOR
from pptx.presentation import Presentation as Deck
from pptx.slide import Slide, SlideLayout

from streekmonitor.charts.theme import MUTED
from streekmonitor.export.cells import on_one_line
from streekmonitor.export.slides import words
from streekmonitor.export.slides.layouts import TITLES, box_of, content, named
from streekmonitor.export.slides.room import Box

LEAST_TITLE, LEAST_TEXT = 16.0, 11.0
WHAT, SOURCE, LINK, COMMENT, DATE = "Wat", "Bron", "Link", "Toelichting", "Datum"
LINK_WORDS = "bekijk deze figuur"
# Where a template has no places for them: a line above the figure, one below it, a column beside it.
WHAT_HEIGHT, SOURCE_HEIGHT, COMMENT_WIDTH, GAP, LINK_WIDTH = 26.0, 38.0, 236.0, 24.0, 112.0
WHAT_SIZES, SOURCE_SIZES, COMMENT_SIZES = (15.0, 14.0, 13.0, 12.0, 11.0), (11.0, 10.0, 9.0), (
    17.0, 16.0, 15.0, 14.0, 13.0, 12.0, 11.0,
)  # fmt: skip


@dataclass(frozen=True)
class Places:
    """Where the parts of a figure's slide stand."""

    what: Box
    figure: Box
    comment: Box
    source: Box
    link: Box


class Stage:
    """A slide of a layout."""

    def __init__(self, deck: Deck, layout: SlideLayout) -> None:
        self.slide: Slide = deck.slides.add_slide(layout)
        self._layout = layout
        self._filled: set[int] = set()

    def title(self, text: str) -> None:
        """The title, in one paragraph."""
        holder = self.slide.shapes.title
        if holder is not None:
            self._filled.add(holder.placeholder_format.idx)
            words.fill(holder, text, least=LEAST_TITLE, one_line=True)

    def text(self, text: str, name: str = "") -> Any | None:
        """A text in the placeholder with a name, else in the first for text; returns it."""
        if not text.strip():
            return None
        holder = self._by_name(name) if name else self._first_text()
        if holder is None:
            return None
        self._filled.add(holder.placeholder_format.idx)
        words.fill(holder, text, least=LEAST_TEXT)
        return holder

    def claim_text(self) -> Any | None:
        """The largest place for text, to be filled by the caller."""
        holder = self._first_text()
        if holder is not None:
            self._filled.add(holder.placeholder_format.idx)
        return holder

    def small(self, name: str, text: str, box: Box, sizes: tuple[float, ...], colour: str = "") -> Any | None:
        """A text in the placeholder with a name, else in a box of our own; returns its shape."""
        if not text.strip():
            return None
        holder = self.text(text, name)
        if holder is not None:
            return holder
        anchor = MSO_ANCHOR.MIDDLE if name in (SOURCE, LINK) else MSO_ANCHOR.TOP
        return words.add(self.slide, box, text, sizes, colour=colour, anchor=anchor, name=name)

    @cached_property
    def places(self) -> Places:
        """Where the layout puts the parts of a figure."""
        return places_of(self._layout)

    def finish(self) -> None:
        """Take empty placeholders away, and put the number of the slide where the layout has one."""
        for holder in list(self.slide.placeholders):
            if holder.placeholder_format.idx not in self._filled:
                holder._element.getparent().remove(holder._element)
        number = next(
            (each for each in self._layout.placeholders if each.placeholder_format.type == KIND.SLIDE_NUMBER),
            None,
        )
        if number is not None:
            self.slide.shapes._spTree.append(_copied(number, self.slide))

    def _by_name(self, name: str) -> Any | None:
        origin = named(self._layout, name)
        number = None if origin is None else origin.placeholder_format.idx
        return next((each for each in self.slide.placeholders if each.placeholder_format.idx == number), None)

    def _first_text(self) -> Any | None:
        free = (
            holder
            for holder in self.slide.placeholders
            if holder.placeholder_format.idx not in self._filled
            and holder.placeholder_format.type not in TITLES
            and holder.has_text_frame
        )
        return max(free, key=lambda holder: holder.width * holder.height, default=None)


def places_of(layout: SlideLayout) -> Places:
    """Where a layout puts the parts of a figure; what it has no place for is cut from the figure's."""
    holder = content(layout)
    if holder is None:
        raise ValueError("find_layouts lets no layout pass without a place for content")
    room = box_of(holder)
    own = {name: named(layout, name) for name in (WHAT, SOURCE, LINK, COMMENT)}
    what = box_of(own[WHAT]) if own[WHAT] is not None else room.upper(WHAT_HEIGHT - 4)
    room = room if own[WHAT] is not None else room.below(WHAT_HEIGHT)
    source = box_of(own[SOURCE]) if own[SOURCE] is not None else room.lower(SOURCE_HEIGHT - 6)
    room = room if own[SOURCE] is not None else room.above(SOURCE_HEIGHT)
    link = source
    if own[LINK] is not None:
        link = box_of(own[LINK])
    else:
        source, link = source.split(LINK_WIDTH, GAP)
    if own[COMMENT] is not None:
        beside = box_of(own[COMMENT])
        whole = Box(room.left, room.top, max(beside.right, room.right) - room.left, room.height)
        return Places(what, whole, beside, source, link)
    return Places(what, room, room.split(COMMENT_WIDTH, GAP)[1], source, link)


def muted_source(stage: Stage, text: str, address: str, places: Places) -> None:
    """Where the figures come from, and a link to the figure on the dashboard."""
    stage.small(SOURCE, on_one_line(text), places.source, SOURCE_SIZES, MUTED)
    if address.startswith(("http://", "https://")):
        shape = stage.small(LINK, LINK_WORDS, places.link, SOURCE_SIZES, MUTED)
        if shape is not None:
            words.lead(shape.text_frame, address)


def _copied(number: Any, slide: Slide) -> Any:
    """The number of the slide as a placeholder of the slide itself."""
    element = deepcopy(number._element)
    shape = element.xpath("./p:nvSpPr/p:cNvPr")[0]
    shape.set("id", str(max(int(each) for each in slide.shapes._spTree.xpath(".//p:cNvPr/@id")) + 1))
    for part in element.xpath("./p:spPr/*"):
        part.getparent().remove(part)
    for text in element.xpath(".//a:fld/a:t"):
        text.text = str(slide.part.package.presentation_part.presentation.slides.index(slide) + 1)
    return element
