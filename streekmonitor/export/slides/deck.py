"""A document as a PowerPoint presentation."""

from collections.abc import Mapping
from io import BytesIO

from pptx.presentation import Presentation as Deck
from pptx.slide import Slide

from streekmonitor.export.cells import on_one_line
from streekmonitor.export.chart_svg import Topology
from streekmonitor.export.document import Document, Section
from streekmonitor.export.slides.colours import Palette
from streekmonitor.export.slides.emblem import draw_emblem
from streekmonitor.export.slides.figure_slide import FigureMaker
from streekmonitor.export.slides.layouts import Layouts, open_template
from streekmonitor.export.slides.lists import add_lists
from streekmonitor.export.slides.stage import DATE, Stage
from streekmonitor.export.slides.template import EMBLEM, LANGUAGE

SOURCES = "Bronnen en licenties"
SOURCE_SIZES = (16.0, 15.0, 14.0, 13.0, 12.0)


def make_slides(
    document: Document, topologies: Mapping[str, Topology], template: bytes | None = None
) -> bytes:
    """The document as .pptx: cover, sections and figures in order, and where it all comes from.

    `topologies` gives by release the boundaries for its maps; `template` is an organisation's own .pptx.
    Raises TemplateRefused when that cannot be used.
    """
    deck, layouts = open_template(template)
    cover = _cover(deck, layouts, document)
    if template is None:
        draw_emblem(cover, Palette(deck), next(iter(topologies.values()), {}), EMBLEM)
    figures = FigureMaker(deck, layouts, topologies)
    for item in document.items:
        if isinstance(item, Section):
            stage = Stage(deck, layouts.section)
            stage.title(item.heading)
            stage.text(item.comment)
            stage.finish()
        else:
            figures.add(item)
    add_lists(deck, layouts.text, SOURCES, _origins(document), SOURCE_SIZES)
    _properties(deck, document)
    target = BytesIO()
    deck.save(target)
    return target.getvalue()


def _cover(deck: Deck, layouts: Layouts, document: Document) -> Slide:
    stage = Stage(deck, layouts.cover)
    stage.title(document.title)
    meta = "\n".join(filter(None, (on_one_line(document.organisation), on_one_line(document.date))))
    has_place = stage.text(meta, DATE) is not None
    subtitle = document.subtitle if has_place else "\n".join(filter(None, (document.subtitle, meta)))
    stage.text(subtitle)
    stage.finish()
    return stage.slide


def _origins(document: Document) -> list[str]:
    """Sources with their licences, releases, and the presentation itself."""
    releases = [f"Cijfers: Streekmonitor, release {release}" for release in document.releases]
    address = [f"Deze presentatie: {document.link}"] if document.link else []
    return [*document.sources, *releases, *address]


def _properties(deck: Deck, document: Document) -> None:
    """What the file says of itself."""
    core = deck.core_properties
    core.title, core.subject = _short(document.title), _short(document.subtitle)
    core.author, core.language = _short(document.organisation) or "Streekmonitor", LANGUAGE
    core.comments = _short(document.link)


def _short(text: str) -> str:
    """A property holds at most 255 characters."""
    return on_one_line(text)[:255]
