"""The default template: 16:9, quiet, in the colours of the house, with a layout for each kind of slide.

Made in code from the empty presentation that python-pptx carries: its master and layouts are written anew,
so that a deck has no layout that nobody designed.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from io import BytesIO
from typing import Any

from lxml import etree
from pptx import Presentation
from pptx.opc.constants import RELATIONSHIP_TYPE
from pptx.oxml import parse_xml

from streekmonitor.charts.theme import (
    BAR,
    INK,
    LINE,
    MUTED,
    REGION_COLOURS,
    SELECTION_COLOURS,
    SYMBOL,
)
from streekmonitor.export.slides.room import Box

WIDTH, HEIGHT = 960.0, 540.0
ACCENT, DEEP, PALE = "#0b5c66", "#083f47", "#eaf2f2"
# Arial is on every computer with Office, and other programs have a font with the same widths. The house font
# cannot be put in a presentation by python-pptx, and few computers have it.
FONT = "Arial"
LANGUAGE = "nl-BE"
# In the theme, so that a colleague who adds a shape finds the colours of the charts.
THEME_COLOURS = {
    "dk1": INK,
    "lt1": "#ffffff",
    "dk2": MUTED,
    "lt2": PALE,
    "accent1": REGION_COLOURS[0],
    "accent2": REGION_COLOURS[1],
    "accent3": SELECTION_COLOURS[0],
    "accent4": SELECTION_COLOURS[1],
    "accent5": SYMBOL,
    "accent6": BAR,
    "hlink": ACCENT,
    "folHlink": ACCENT,
}
NAMESPACES = (
    'xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main" '
    'xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships" '
    'xmlns:p="http://schemas.openxmlformats.org/presentationml/2006/main"'
)
GROUP = (
    '<p:nvGrpSpPr><p:cNvPr id="1" name=""/><p:cNvGrpSpPr/><p:nvPr/></p:nvGrpSpPr>'
    '<p:grpSpPr><a:xfrm><a:off x="0" y="0"/><a:ext cx="0" cy="0"/><a:chOff x="0" y="0"/>'
    '<a:chExt cx="0" cy="0"/></a:xfrm></p:grpSpPr>'
)
MARGIN = 44.0
FULL = WIDTH - 2 * MARGIN
CONTENT_TOP, CONTENT_BOTTOM = 138.0, 482.0
FOOT = Box(MARGIN, 493.0, FULL - 184, 35.0)
LINKED = Box(WIDTH - MARGIN - 168, 493.0, 116.0, 35.0)
NUMBER = Box(WIDTH - MARGIN - 44, 493.0, 44.0, 35.0)
COMMENT_WIDTH, GAP = 236.0, 28.0
EMBLEM = Box(440, 322, 476, 190)


@dataclass(frozen=True)
class Holder:
    """A placeholder: its type and number in the file, its name, place, and the look of its text.

    `colour` is a slot of the theme; `anchor` t, ctr or b; `prompt` is what an empty one asks for.
    """

    kind: str
    number: int
    name: str
    box: Box
    size: float
    prompt: str
    colour: str = "tx1"
    bold: bool = False
    anchor: str = "t"
    align: str = "l"


@dataclass(frozen=True)
class Design:
    """A layout: its type in the file, its name, its placeholders, and what is drawn behind them."""

    kind: str
    name: str
    holders: tuple[Holder, ...]
    behind: str = ""
    ground: str = ""


TITLE = Holder(
    "title", 0, "Titel", Box(MARGIN, 24, FULL, 80), 28, "Wat de figuur zegt", bold=True, anchor="b"
)
SLIDE_NUMBER = Holder("sldNum", 20, "Dianummer", NUMBER, 11, "", colour="tx2", align="r", anchor="ctr")
WHAT = Holder(
    "body", 10, "Wat", Box(MARGIN, 109, FULL, 22), 15, "Wat er getoond wordt, eenheid en periode", "tx2"
)
SOURCE = Holder("body", 12, "Bron", FOOT, 11, "Bron en release", "tx2", anchor="ctr")
LINK = Holder("body", 14, "Link", LINKED, 11, "Link", "tx2", anchor="ctr", align="r")
CONTENT = Box(MARGIN, CONTENT_TOP, FULL, CONTENT_BOTTOM - CONTENT_TOP)
BESIDE, COMMENT_BOX = CONTENT.split(COMMENT_WIDTH, GAP)
COMMENT = Holder("body", 11, "Toelichting", COMMENT_BOX, 17, "Toelichting", anchor="ctr")


def _fill(number: int, box: Box, slot: str) -> str:
    """A rectangle without an edge, that nobody can select on a slide."""
    left, top, width, height = box.emu
    return (
        f'<p:sp><p:nvSpPr><p:cNvPr id="{number}" name="Vlak"/><p:cNvSpPr/><p:nvPr userDrawn="1"/></p:nvSpPr>'
        "<p:spPr>"
        f'<a:xfrm><a:off x="{left}" y="{top}"/><a:ext cx="{width}" cy="{height}"/></a:xfrm>'
        f'<a:prstGeom prst="rect"><a:avLst/></a:prstGeom>{_colour(slot)}<a:ln><a:noFill/></a:ln></p:spPr>'
        "</p:sp>"
    )


def _colour(slot: str) -> str:
    value = f'<a:srgbClr val="{slot[1:]}"/>' if slot.startswith("#") else f'<a:schemeClr val="{slot}"/>'
    return f"<a:solidFill>{value}</a:solidFill>"


FOOT_LINE = _fill(90, Box(MARGIN, 488.0, FULL, 0.75), LINE)
DESIGNS = (
    Design(
        "title",
        "Voorblad",
        (
            Holder("ctrTitle", 0, "Titel", Box(64, 96, 800, 190), 44, "Titel", "bg1", bold=True, anchor="b"),
            Holder("subTitle", 1, "Ondertitel", Box(64, 306, 370, 110), 22, "Ondertitel", "#cfe3e5"),
            Holder(
                "body", 13, "Datum", Box(64, 446, 370, 50), 16, "Organisatie en datum", "#cfe3e5", anchor="b"
            ),
        ),
        behind=_fill(90, Box(64, 296, 72, 3), "#e8a33d"),
        ground=DEEP,
    ),
    Design(
        "secHead",
        "Tussentitel",
        (
            Holder(
                "title", 0, "Titel", Box(64, 130, 760, 140), 40, "Tussentitel", ACCENT, bold=True, anchor="b"
            ),
            Holder("body", 1, "Toelichting", Box(64, 292, 760, 150), 22, "Toelichting", "tx1"),
            SLIDE_NUMBER,
        ),
        behind=_fill(90, Box(0, 0, 20, HEIGHT), ACCENT) + _fill(91, Box(64, 278, 72, 3), "#e8a33d"),
        ground=PALE,
    ),
    Design(
        "obj",
        "Figuur",
        (TITLE, WHAT, Holder("obj", 1, "Figuur", BESIDE, 16, "Figuur"), COMMENT, SOURCE, LINK, SLIDE_NUMBER),
        behind=FOOT_LINE,
    ),
    Design(
        "tbl",
        "Tabel",
        (TITLE, WHAT, Holder("tbl", 1, "Tabel", CONTENT, 14, "Tabel"), SOURCE, LINK, SLIDE_NUMBER),
        behind=FOOT_LINE,
    ),
    Design(
        "tx",
        "Tekst",
        (
            TITLE,
            Holder("body", 1, "Tekst", Box(MARGIN, 116, FULL, CONTENT_BOTTOM - 116), 20, "Tekst"),
            SLIDE_NUMBER,
        ),
        behind=FOOT_LINE,
    ),
)


@lru_cache(maxsize=1)
def default_template() -> bytes:
    """The template as a presentation without slides."""
    deck = Presentation()
    deck.slide_width, deck.slide_height = Box(0, 0, WIDTH, HEIGHT).emu[2:]
    deck.part._element.sldSz.attrib.pop("type", None)  # 4:3 by name
    master = deck.slide_master
    layouts = list(deck.slide_layouts)
    for layout in layouts[len(DESIGNS) :]:
        deck.slide_layouts.remove(layout)
    for layout, design in zip(layouts, DESIGNS, strict=False):
        _rewrite(layout._element, design)
    _master(master._element)
    _theme(master.part)
    _forget_origin(deck)
    target = BytesIO()
    deck.save(target)
    return target.getvalue()


def _forget_origin(deck: Any) -> None:
    """Without the picture and the printer of whoever made the empty presentation, and in our language."""
    for source in (deck.part.package, deck.part):
        for number, entry in list(source._rels.items()):
            if entry.reltype.rpartition("/")[2] in ("thumbnail", "printerSettings"):
                source._rels.pop(number)
    for style in deck.part._element.iter("{*}defRPr"):
        style.set("lang", LANGUAGE)


def _rewrite(layout: Any, design: Design) -> None:
    """Give a layout the placeholders and the look of a design."""
    layout.set("type", design.kind)
    layout.set("preserve", "1")
    layout.cSld.set("name", design.name)
    layout.cSld.replace(layout.cSld.spTree, parse_xml(_tree(design.behind, design.holders)))
    if design.ground:
        ground = f"<p:bg {NAMESPACES}><p:bgPr>{_colour(design.ground)}<a:effectLst/></p:bgPr></p:bg>"
        layout.cSld.insert(0, parse_xml(ground))


def _master(master: Any) -> None:
    body = Holder("body", 1, "Tekst", Box(MARGIN, 116, FULL, CONTENT_BOTTOM - 116), 20, "Tekst")
    master.cSld.replace(master.cSld.spTree, parse_xml(_tree("", (TITLE, body, SLIDE_NUMBER))))
    styles = master.find("{*}txStyles")
    master.replace(styles, parse_xml(_text_styles()))


def _tree(behind: str, holders: Sequence[Holder]) -> str:
    shapes = "".join(_holder(number, holder) for number, holder in enumerate(holders, start=2))
    return f"<p:spTree {NAMESPACES}>{GROUP}{behind}{shapes}</p:spTree>"


def _holder(number: int, holder: Holder) -> str:
    left, top, width, height = holder.box.emu
    kind = f'type="{holder.kind}"' + (' hasCustomPrompt="1"' if holder.kind == "body" else "")
    words = (
        f'<a:fld id="{{B6F15528-21DE-4FAA-801E-634DDDAF4B2B}}" type="slidenum"><a:rPr lang="{LANGUAGE}"/>'
        "<a:t>‹nr.›</a:t></a:fld>"
        if holder.kind == "sldNum"
        else f'<a:r><a:rPr lang="{LANGUAGE}"/><a:t>{holder.prompt}</a:t></a:r>'
    )
    index = "" if holder.kind in ("title", "ctrTitle") else f' idx="{holder.number}"'
    bold = ' b="1"' if holder.bold else ' b="0"'
    return (
        f'<p:sp><p:nvSpPr><p:cNvPr id="{number}" name="{holder.name}"/><p:cNvSpPr><a:spLocks noGrp="1"/>'
        f"</p:cNvSpPr><p:nvPr><p:ph {kind}{index}/></p:nvPr>"
        f'</p:nvSpPr><p:spPr><a:xfrm><a:off x="{left}" y="{top}"/><a:ext cx="{width}" cy="{height}"/>'
        '</a:xfrm><a:prstGeom prst="rect"><a:avLst/></a:prstGeom></p:spPr><p:txBody>'
        f'<a:bodyPr lIns="0" tIns="0" rIns="0" bIns="0" anchor="{holder.anchor}"><a:noAutofit/></a:bodyPr>'
        f'<a:lstStyle><a:lvl1pPr marL="0" indent="0" algn="{holder.align}"><a:buNone/>'
        f'<a:defRPr lang="{LANGUAGE}" sz="{round(holder.size * 100)}"{bold}>{_colour(holder.colour)}'
        f"</a:defRPr></a:lvl1pPr></a:lstStyle><a:p>{words}</a:p></p:txBody></p:sp>"
    )


def _text_styles() -> str:
    """Titles, texts and the rest: one size smaller a level, no bullets at the first."""

    def level(number: int, size: int, *, bold: bool, font: str) -> str:
        indent = 18 * (number - 1)
        mark = "<a:buNone/>" if number == 1 else '<a:buFont typeface="Arial"/><a:buChar char="•"/>'
        return (
            f'<a:lvl{number}pPr marL="{indent * 12700}" indent="{-18 * 12700 if number > 1 else 0}" algn="l" '
            'defTabSz="914400" rtl="0" eaLnBrk="1" latinLnBrk="0" hangingPunct="1">'
            '<a:lnSpc><a:spcPct val="100000"/></a:lnSpc><a:spcBef><a:spcPts val="0"/></a:spcBef>'
            f'{mark}<a:defRPr lang="{LANGUAGE}" sz="{size * 100}" b="{int(bold)}" kern="1200">'
            f'{_colour("tx1")}<a:latin typeface="+{font}-lt"/><a:ea typeface="+{font}-ea"/>'
            f'<a:cs typeface="+{font}-cs"/></a:defRPr></a:lvl{number}pPr>'
        )

    body = "".join(level(number, max(22 - 2 * number, 12), bold=False, font="mn") for number in range(1, 10))
    other = "".join(level(number, 18, bold=False, font="mn") for number in range(1, 10))
    return (
        f"<p:txStyles {NAMESPACES}><p:titleStyle>{level(1, 28, bold=True, font='mj')}</p:titleStyle>"
        f"<p:bodyStyle>{body}</p:bodyStyle><p:otherStyle>{other}</p:otherStyle></p:txStyles>"
    )


def _theme(part: Any) -> None:
    """The colours and the font of the house in the theme."""
    theme = part.part_related_by(RELATIONSHIP_TYPE.THEME)
    root = etree.fromstring(theme.blob)
    space = {"a": "http://schemas.openxmlformats.org/drawingml/2006/main"}
    root.set("name", "Streekmonitor")
    scheme = root.find(".//a:clrScheme", space)
    scheme.set("name", "Streekmonitor")
    for slot, colour in THEME_COLOURS.items():
        place = scheme.find(f"a:{slot}", space)
        place.clear()
        etree.SubElement(place, f"{{{space['a']}}}srgbClr", val=colour[1:].upper())
    fonts = root.find(".//a:fontScheme", space)
    fonts.set("name", "Streekmonitor")
    for kind in ("major", "minor"):
        fonts.find(f"a:{kind}Font/a:latin", space).set("typeface", FONT)
    theme._blob = etree.tostring(root, xml_declaration=True, encoding="UTF-8", standalone=True)
