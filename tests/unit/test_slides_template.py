"""An organisation's own template: its layouts are found, or it is refused with what it lacks."""

from io import BytesIO

import native_figures as made
import pytest
from deck import everything, opened, slides_of
from exported_figure import figure
from pptx import Presentation
from pptx.util import Pt

from streekmonitor.export.document import Section, Shown
from streekmonitor.export.slides.layouts import TemplateRefused, find_layouts, open_template
from streekmonitor.export.slides.template import default_template


def saved(deck):
    target = BytesIO()
    deck.save(target)
    return target.getvalue()


def office(*, without=()):
    """PowerPoint's own layouts, with two slides in it, without some layouts."""
    deck = Presentation()
    deck.slides.add_slide(deck.slide_layouts[0])
    deck.slides.add_slide(deck.slide_layouts[1])
    target = BytesIO()
    deck.save(target)
    deck = Presentation(BytesIO(target.getvalue()))
    used = {slide.slide_layout.name for slide in deck.slides}
    for layout in list(deck.slide_layouts):
        if layout.name in without and layout.name not in used:
            deck.slide_layouts.remove(layout)
    return deck


def test_layouts_of_powerpoint_are_found_by_name():
    found = find_layouts(Presentation())
    assert (found.cover.name, found.section.name, found.figure.name, found.text.name) == (
        "Title Slide", "Section Header", "Title and Content", "Title and Content",
    )  # fmt: skip


def test_layouts_under_other_names_are_found_by_their_type():
    deck = Presentation()
    for number, layout in enumerate(deck.slide_layouts):
        layout._element.cSld.set("name", f"Huisstijl {number}")
    found = find_layouts(deck)
    assert (found.cover.name, found.section.name, found.figure.name) == (
        "Huisstijl 0",
        "Huisstijl 2",
        "Huisstijl 1",
    )


def test_the_slides_of_a_template_are_left_out():
    slides = slides_of(Shown(figure()), template=saved(office()))
    assert len(slides) == 3


def test_a_deck_in_another_template_says_the_same():
    items = Section("Werk", "Hoe?"), Shown(made.native_figure(made.ranking()), comment="Vraag aan de VDAB.")
    for slide, own in zip(slides_of(*items), slides_of(*items, template=saved(office())), strict=True):
        lines = {line for line in everything(slide).split("\n") if line and not line.isdigit()}
        assert lines <= set(everything(own).split("\n"))


def test_a_figure_keeps_to_the_place_that_the_template_gives():
    deck = opened(Shown(made.native_figure(made.ranking())), template=saved(office()))
    (frame,) = [shape for shape in deck.slides[1].shapes if shape.has_chart]
    place = find_layouts(deck).figure.placeholders[1]
    assert place.left <= frame.left
    assert frame.left + frame.width <= place.left + place.width
    assert place.top <= frame.top
    assert frame.top + frame.height <= place.top + place.height


def only(deck, *names):
    for layout in list(deck.slide_layouts):
        if layout.name not in names:
            deck.slide_layouts.remove(layout)
    return saved(deck)


def test_a_template_without_a_place_for_figures_is_refused_with_what_it_lacks():
    with pytest.raises(TemplateRefused) as refusal:
        open_template(only(Presentation(), "Title Slide", "Section Header"))
    assert "“Figuur”: een titel en een vlak voor inhoud van minstens 60 % van de breedte" in str(
        refusal.value
    )
    assert "Voorblad" not in str(refusal.value)
    assert "Wat te doen" in str(refusal.value)


def test_a_template_without_any_text_lacks_cover_section_and_figure():
    with pytest.raises(TemplateRefused) as refusal:
        open_template(only(Presentation(), "Blank"))
    assert [f"“{name}”" in str(refusal.value) for name in ("Voorblad", "Tussentitel", "Figuur")] == [True] * 3


def test_a_place_that_is_too_small_for_a_figure_does_not_count():
    deck = Presentation()
    for layout in deck.slide_layouts:
        for holder in layout.placeholders:
            holder.left, holder.top, holder.width, holder.height = (Pt(40),) * 4
    with pytest.raises(TemplateRefused, match="Figuur"):
        find_layouts(deck)


@pytest.mark.parametrize("content", [b"", b"PK\x03\x04", b"<html>", default_template()[:5_000]])
def test_what_is_no_presentation_is_refused(content):
    with pytest.raises(TemplateRefused, match="geen PowerPoint-presentatie"):
        open_template(content)


def test_the_default_template_holds_only_its_own_layouts():
    deck = Presentation(BytesIO(default_template()))
    names = [layout.name for layout in deck.slide_layouts]
    assert names == ["Voorblad", "Tussentitel", "Figuur", "Tabel", "Tekst"]
    assert (deck.slide_width, deck.slide_height) == (12_192_000, 6_858_000)
