"""Slides with lines of text: where everything comes from."""

from collections.abc import Iterator, Sequence
from typing import Any

from pptx.oxml import parse_xml
from pptx.presentation import Presentation as Deck
from pptx.slide import SlideLayout
from pptx.util import Pt

from streekmonitor.export.cells import on_one_line
from streekmonitor.export.slides import words
from streekmonitor.export.slides.colours import A
from streekmonitor.export.slides.room import Box, fitted
from streekmonitor.export.slides.stage import Stage

AFTER = 0.45  # room after a line, in its size


def add_lists(
    deck: Deck, layout: SlideLayout, title: str, lines: Sequence[str], sizes: Sequence[float]
) -> None:
    """The lines on one slide, at the first size at which they fit; at the last on as many as they need."""
    waiting = [on_one_line(line) for line in lines if line.strip()]
    number = 0
    while waiting or number == 0:
        number += 1
        stage = Stage(deck, layout)
        stage.title(title if number == 1 else f"{title} ({number})")
        holder = stage.claim_text()
        if holder is None:
            raise ValueError("find_layouts lets no layout pass without a place for text")
        room = words.inner(holder)
        pages = ((size, list(_page(waiting, room, size))) for size in sizes)
        size, shown = next(
            (page for page in pages if len(page[1]) == len(waiting)), _last(waiting, room, sizes)
        )
        waiting = waiting[len(shown) :]
        words.write(holder.text_frame, "\n".join(shown))
        for paragraph in holder.text_frame.paragraphs:
            _look(paragraph, size)
        stage.finish()


def _last(lines: Sequence[str], room: Box, sizes: Sequence[float]) -> tuple[float, list[str]]:
    return sizes[-1], list(_page(lines, room, sizes[-1]))


def _page(lines: Sequence[str], box: Box, size: float) -> Iterator[str]:
    """The first lines that fit, at least one, cut where it alone is too long."""
    used = 0.0
    for number, line in enumerate(lines):
        found = fitted(line, box, (size,))
        used += found.height + size * AFTER
        if used > box.height and number:
            return
        yield found.text


def _look(paragraph: Any, size: float) -> None:
    paragraph.space_after = Pt(size * AFTER)
    properties = paragraph._p.get_or_add_pPr()
    properties.set("marL", "0")
    properties.set("indent", "0")
    properties.append(parse_xml(f'<a:buNone xmlns:a="{A}"/>'))
    for run in paragraph.runs:
        run.font.size = Pt(size)
