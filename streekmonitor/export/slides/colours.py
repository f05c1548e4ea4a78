"""Colours in a deck: a colour that its theme holds follows the theme, any other stands by itself."""

from typing import Any

from lxml import etree
from pptx.opc.constants import RELATIONSHIP_TYPE
from pptx.presentation import Presentation as Deck

A = "http://schemas.openxmlformats.org/drawingml/2006/main"
SLOTS = {"dk1": "tx1", "lt1": "bg1", "dk2": "tx2", "lt2": "bg2"}


class Palette:
    """The colours of a deck's theme.

    Colours of data mean something (this region, that municipality), so another theme does not change them:
    only where it holds the very colour they are written as its slot.
    """

    def __init__(self, deck: Deck) -> None:
        theme: Any = deck.slide_master.part.part_related_by(RELATIONSHIP_TYPE.THEME)
        scheme = etree.fromstring(theme.blob).find(f".//{{{A}}}clrScheme")
        colours = [] if scheme is None else list(scheme)
        self._slots: dict[str, str] = {}
        for slot in colours:
            name = etree.QName(slot).localname
            value = next((entry.get("lastClr") or entry.get("val") for entry in slot), "")
            if name not in ("hlink", "folHlink"):
                self._slots.setdefault(str(value).upper(), SLOTS.get(name, name))

    def colour(self, value: str, alpha: float = 1.0) -> str:
        """A colour as XML; `value` as "#0b5c66"."""
        code = value[1:].upper()
        see = "" if alpha == 1 else f'<a:alpha val="{round(alpha * 100_000)}"/>'
        slot = self._slots.get(code)
        if slot:
            return f'<a:schemeClr xmlns:a="{A}" val="{slot}">{see}</a:schemeClr>'
        return f'<a:srgbClr xmlns:a="{A}" val="{code}">{see}</a:srgbClr>'

    def fill(self, value: str, alpha: float = 1.0) -> str:
        """A surface of one colour."""
        return f'<a:solidFill xmlns:a="{A}">{self.colour(value, alpha)}</a:solidFill>'

    def line(self, value: str, width: float, dash: str = "", alpha: float = 1.0) -> str:
        """A line or an edge, `width` in points."""
        pattern = f'<a:prstDash val="{dash}"/>' if dash else ""
        return (
            f'<a:ln xmlns:a="{A}" w="{round(width * 12_700)}" cap="rnd">{self.fill(value, alpha)}{pattern}'
            "<a:round/></a:ln>"
        )


NO_LINE = f'<a:ln xmlns:a="{A}"><a:noFill/></a:ln>'
NO_FILL = f'<a:noFill xmlns:a="{A}"/>'
