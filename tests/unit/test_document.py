"""A presentation as it leaves the dashboard: its findings, and what all its figures rest on, each once."""

import pytest
from exported_figure import figure

from streekmonitor.export.document import Document, Section, Shown

RATE = ("Werkzoekendengraad", "Werkzoekenden per 100 inwoners van de beroepsbevolking.")
REGION = ("Oost-Brabant", "Leuven en Tienen.")


@pytest.mark.parametrize(
    ("heading", "sentence", "expected"),
    [
        ("Leuven daalt", "5,4 % in Leuven.", "Leuven daalt"),
        (" ", "5,4 % in Leuven.", "5,4 % in Leuven."),
        ("", "", "Werkzoekendengraad"),
    ],
)
def test_a_finding_is_the_own_heading_or_the_sentence_or_the_title(
    heading: str, sentence: str, expected: str
) -> None:
    assert Shown(figure(title="Werkzoekendengraad", sentence=sentence), heading=heading).finding == expected


def test_what_figures_share_is_told_once_and_in_order() -> None:
    first = figure(notes=("A.", "B."), sources=("VDAB",), release="r1")
    second = figure(notes=("B.", "C."), sources=("Statbel", "VDAB"), release="r1")
    made = Document("Vergadering", (Section("Werk"), Shown(first), Shown(second)))
    assert made.figures == (first, second)
    assert (made.notes, made.sources, made.releases) == (("A.", "B.", "C."), ("VDAB", "Statbel"), ("r1",))


def test_how_a_figure_was_made_stands_with_what_it_is() -> None:
    income = ("Inkomen", "Alle inkomsten.")
    made = Document(
        "Vergadering",
        (
            Shown(figure(definitions=(RATE, ("Verwerking", "Gedeeld."), REGION))),
            Shown(figure(definitions=(income, ("Verwerking", "Opgeteld.")))),
            Shown(figure(definitions=(RATE, ("Verwerking", "Gedeeld.")))),
        ),
    )
    rate = ("Werkzoekendengraad", f"{RATE[1]}\nVerwerking: Gedeeld.")
    assert made.definitions == (rate, REGION, ("Inkomen", "Alle inkomsten.\nVerwerking: Opgeteld."))
