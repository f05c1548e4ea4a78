"""Decks as tests make and open them."""

from collections.abc import Iterator
from io import BytesIO
from typing import Any

from exported_figure import topology
from pptx import Presentation
from pptx.slide import Slide

from streekmonitor.export.document import Document, Section, Shown
from streekmonitor.export.slides.deck import make_slides

RELEASE = "abc123"


def slides_of(*items: Section | Shown, template: bytes | None = None, **changes: Any) -> list[Slide]:
    """The slides of a document with these items, opened again."""
    return list(opened(*items, template=template, **changes).slides)


def opened(*items: Section | Shown, template: bytes | None = None, **changes: Any) -> Any:
    document = Document(**{"title": "Vergadering", "items": items} | changes)
    return Presentation(BytesIO(make_slides(document, {RELEASE: topology()}, template)))


def texts(slide: Slide) -> list[str]:
    """What stands on a slide, shape by shape, also in tables."""
    found = [shape.text_frame.text for shape in slide.shapes if shape.has_text_frame]
    for shape in slide.shapes:
        if shape.has_table:
            found += [cell.text for row in shape.table.rows for cell in row.cells]
    return found


def everything(slide: Slide) -> str:
    return "\n".join(texts(slide))


def charts(slide: Slide) -> list[Any]:
    return [shape.chart for shape in slide.shapes if shape.has_chart]


def shapes_named(slide: Slide, name: str) -> list[Any]:
    return [shape for shape in slide.shapes if shape.name == name]


def runs(slide: Slide) -> Iterator[Any]:
    for shape in slide.shapes:
        if shape.has_text_frame:
            for paragraph in shape.text_frame.paragraphs:
                yield from paragraph.runs
