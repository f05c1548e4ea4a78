"""Every figure of every page goes on paper: a page with a picture or a table, in the release in force."""

import pytest

from streekmonitor.export.document import Document, Shown
from streekmonitor.export.paper.meeting import make_paper
from tests.app.test_every_figure import VIEWS
from tests.app.test_every_slide import figures
from tests.poppler import needs_poppler, pages


@needs_poppler
@pytest.mark.parametrize("view", ["ordinary", "survey", "change", "own region"])
def test_figures_of_any_view_go_on_paper(view, tables):
    made = figures(tables, VIEWS[view])
    items = tuple(Shown(figure, heading=f"Figuur {name}") for name, figure in made.items())
    paper = make_paper(Document("Alle figuren", items), {tables.release.id: tables.release.boundaries})
    text = " ".join(" ".join(pages(paper)).split())
    assert all(f"Figuur {name}" in text for name in made)
