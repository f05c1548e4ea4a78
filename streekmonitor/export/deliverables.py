"""A presentation as a file to take to the meeting; the libraries that make one load with the first made."""

from collections.abc import Callable
from dataclasses import dataclass

from streekmonitor.export.chart_svg import Topology
from streekmonitor.export.document import Document
from streekmonitor.export.files import XLSX


@dataclass(frozen=True)
class Deliverable:
    """A kind of file: its name in the menu, the end of its name, its media type, and how to make one.

    `make` takes a document, the boundaries for all its maps, and the template of an organisation or None.
    """

    label: str
    extension: str
    mime: str
    make: Callable[[Document, Topology, bytes | None], bytes]
    takes_template: bool = False


def template_refusal(template: bytes) -> str:
    """Why slides can't be made in this template, with what it lacks (Dutch); "" when they can."""
    from streekmonitor.export.slides.layouts import TemplateRefused, open_template

    try:
        open_template(template)
    except TemplateRefused as refused:
        return str(refused)
    return ""


def _slides(document: Document, topology: Topology, template: bytes | None) -> bytes:
    from streekmonitor.export.slides.deck import make_slides

    return make_slides(document, dict.fromkeys(document.releases, topology), template)


def _paper(document: Document, topology: Topology, _: bytes | None) -> bytes:
    from streekmonitor.export.paper.meeting import make_paper

    return make_paper(document, dict.fromkeys(document.releases, topology))


def _book(document: Document, _: Topology, __: bytes | None) -> bytes:
    from streekmonitor.export.workbook import as_book

    return as_book(document)


POWERPOINT = "application/vnd.openxmlformats-officedocument.presentationml.presentation"
DELIVERABLES = (
    Deliverable("PowerPoint, om te bewerken", "pptx", POWERPOINT, _slides, takes_template=True),
    Deliverable("PDF, om af te drukken", "pdf", "application/pdf", _paper),
    Deliverable("Werkmap met alle cijfers (XLSX)", "xlsx", XLSX, _book),
)
