"""The files of the menu of a presentation: each is made from what the page hands over."""

import pytest

from streekmonitor.export.deliverables import DELIVERABLES, Deliverable
from streekmonitor.export.document import Document, Section, Shown
from tests.unit.exported_figure import figure, topology

BEGIN = {"pptx": b"PK\x03\x04", "pdf": b"%PDF", "xlsx": b"PK\x03\x04"}


@pytest.mark.parametrize("kind", DELIVERABLES, ids=lambda kind: kind.extension)
def test_every_kind_is_made_of_a_document_with_maps(kind: Deliverable) -> None:
    document = Document("Overleg", (Section("Werk"), Shown(figure()), Shown(figure(), comment="Let wel.")))
    assert kind.make(document, topology(), None).startswith(BEGIN[kind.extension])
    assert kind.make(Document("Leeg", ()), topology(), None).startswith(BEGIN[kind.extension])
