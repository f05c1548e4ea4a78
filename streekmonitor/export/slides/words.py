"""Text on slides: fitted, in Dutch for the spelling check, and never read as anything but text."""

from collections.abc import Iterator, Sequence
from typing import Any

from pptx.dml.color import RGBColor
from pptx.enum.text import MSO_ANCHOR, MSO_AUTO_SIZE, PP_ALIGN
from pptx.oxml.ns import qn
from pptx.slide import Slide
from pptx.util import Pt

from streekmonitor.export.cells import on_one_line, printable
from streekmonitor.export.slides.layouts import box_of
from streekmonitor.export.slides.room import EMU, Box, Fitted, fitted
from streekmonitor.export.slides.template import LANGUAGE

SMALLEST = 9.0
USUAL_INSETS = {"lIns": 7.2, "tIns": 3.6, "rIns": 7.2, "bIns": 3.6}
DECORATIVE = (
    '<a:extLst xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main">'
    '<a:ext uri="{C183D7F6-B498-43B3-948B-1728B52AA6E4}"><adec:decorative '
    'xmlns:adec="http://schemas.microsoft.com/office/drawing/2017/decorative" val="1"/></a:ext></a:extLst>'
)


def fill(holder: Any, text: str, *, least: float, one_line: bool = False) -> Fitted:
    """Put a text in a placeholder, in the size of its layout or a smaller one that fits."""
    clean = on_one_line(text) if one_line else printable(text)
    usual = size_of(holder)
    found = fitted(clean.strip(), inner(holder), _sizes(usual, least))
    write(holder.text_frame, found.text)
    if found.size < usual:
        for run in runs(holder.text_frame):
            run.font.size = Pt(found.size)
    return found


def add(
    slide: Slide,
    box: Box,
    text: str,
    sizes: Sequence[float],
    *,
    colour: str = "",
    bold: bool = False,
    align: PP_ALIGN = PP_ALIGN.LEFT,
    anchor: MSO_ANCHOR = MSO_ANCHOR.TOP,
    name: str = "",
) -> Any:
    """A text box of our own, without margins."""
    shape = slide.shapes.add_textbox(*box.emu)
    shape.name = name or "Tekst"
    frame = shape.text_frame
    frame.word_wrap, frame.auto_size, frame.vertical_anchor = True, MSO_AUTO_SIZE.NONE, anchor
    frame.margin_left = frame.margin_top = frame.margin_right = frame.margin_bottom = 0
    found = fitted(printable(text), box, sizes)
    write(frame, found.text)
    for paragraph in frame.paragraphs:
        paragraph.alignment = align
    for run in runs(frame):
        run.font.size, run.font.bold = Pt(found.size), bold
        if colour:
            run.font.color.rgb = RGBColor.from_string(colour[1:].upper())
    return shape


def write(frame: Any, text: str) -> None:
    """A paragraph for each line, marked as Dutch."""
    frame.clear()
    for number, line in enumerate(text.split("\n")):
        paragraph = frame.paragraphs[0] if number == 0 else frame.add_paragraph()
        run = paragraph.add_run()
        run.text = line
        in_dutch(run)


def in_dutch(run: Any) -> None:
    """Tell the spelling check and the screen reader which language a run is in."""
    run._r.get_or_add_rPr().set("lang", LANGUAGE)


def runs(frame: Any) -> Iterator[Any]:
    """All pieces of text."""
    for paragraph in frame.paragraphs:
        yield from paragraph.runs


def lead(frame: Any, address: str) -> None:
    """Make a text lead to an address on the web."""
    for run in runs(frame):
        run.hyperlink.address = printable(address).replace("\n", "")


def describe(shape: Any, text: str) -> None:
    """What a screen reader says instead of a picture, chart or table."""
    shape._element.xpath(".//p:cNvPr")[0].set("descr", on_one_line(text))


def decorate(shape: Any) -> None:
    """Mark a shape as one that says nothing."""
    from pptx.oxml import parse_xml

    shape._element.xpath(".//p:cNvPr")[0].append(parse_xml(DECORATIVE))


def size_of(holder: Any) -> float:
    """The size of a placeholder's first level, from its layout or master."""
    for element in _origins(holder):
        sizes = element.xpath("./p:txBody/a:lstStyle/a:lvl1pPr/a:defRPr/@sz")
        if sizes:
            return int(sizes[0]) / 100
    title = holder.placeholder_format.type in (1, 3)  # of titles the master has a style of its own
    style = "titleStyle" if title else "bodyStyle"
    master = holder.part.slide_layout.slide_master._element
    sizes = master.xpath(f"./p:txStyles/p:{style}/a:lvl1pPr/a:defRPr/@sz")
    return int(sizes[0]) / 100 if sizes else 18.0


def inner(holder: Any) -> Box:
    """A placeholder without its margins."""
    box = box_of(holder)
    insets = dict(USUAL_INSETS)
    for element in reversed(list(_origins(holder))):
        body = element.find(f"{qn('p:txBody')}/{qn('a:bodyPr')}")
        if body is not None:
            insets |= {side: int(body.get(side)) / EMU for side in insets if body.get(side)}
    return Box(
        box.left + insets["lIns"],
        box.top + insets["tIns"],
        max(box.width - insets["lIns"] - insets["rIns"], 1.0),
        max(box.height - insets["tIns"] - insets["bIns"], 1.0),
    )


def _origins(holder: Any) -> Iterator[Any]:
    """The placeholders that one gets its look from, the nearest first."""
    origin = holder._base_placeholder
    while origin is not None:
        yield origin._element
        origin = getattr(origin, "_base_placeholder", None)


def _sizes(usual: float, least: float) -> list[float]:
    """From the usual size down to the least, a twelfth smaller at a time."""
    sizes, size = [usual], usual
    while size > least:
        size = max(round(size * 11 / 12 * 2) / 2, least)
        sizes.append(size)
    return sizes
