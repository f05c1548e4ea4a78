"""Room on a slide in points (1/72 inch), and text that fits in it."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from streekmonitor.export.lines import ELLIPSIS, wrap

EMU = 12_700  # of these PowerPoint's files have in a point
LINE_HEIGHT = 1.2
# A few bold capitals of Arial are wider than those of the house font, by whose widths we reckon.
SAFE = 0.95
LONGEST = 4_000
WITHOUT_END = 1_000_000


@dataclass(frozen=True)
class Box:
    """A rectangle on a slide."""

    left: float
    top: float
    width: float
    height: float

    @property
    def right(self) -> float:
        """Where it ends."""
        return self.left + self.width

    @property
    def bottom(self) -> float:
        """Where it ends below."""
        return self.top + self.height

    @property
    def emu(self) -> tuple[int, int, int, int]:
        """Left, top, width and height in the unit of the file."""
        left, top, width, height = (
            round(side * EMU) for side in (self.left, self.top, self.width, self.height)
        )
        return left, top, width, height

    def upper(self, height: float) -> "Box":
        """Its upper part."""
        return Box(self.left, self.top, self.width, height)

    def below(self, height: float) -> "Box":
        """What is left without its upper part."""
        return Box(self.left, self.top + height, self.width, max(self.height - height, 1.0))

    def lower(self, height: float) -> "Box":
        """Its lower part."""
        return Box(self.left, self.bottom - height, self.width, height)

    def above(self, height: float) -> "Box":
        """What is left without its lower part."""
        return self.upper(max(self.height - height, 1.0))

    def parts(self, number: int, gap: float) -> list["Box"]:
        """So many equal parts beside each other."""
        width = (self.width - gap * (number - 1)) / number
        return [
            Box(self.left + place * (width + gap), self.top, width, self.height) for place in range(number)
        ]

    def split(self, right: float, gap: float) -> tuple["Box", "Box"]:
        """A left and a right part, `right` wide."""
        rest = self.width - right - gap
        return (
            Box(self.left, self.top, rest, self.height),
            Box(self.left + rest + gap, self.top, right, self.height),
        )


@dataclass(frozen=True)
class Fitted:
    """A text, cut where needed, in a size at which it fits its box, and the height that it takes."""

    text: str
    size: float
    height: float


def fitted(text: str, box: Box, sizes: Sequence[float]) -> Fitted:
    """The text at the first of some sizes at which it fits; what does not fit at the last ends with "…"."""
    text = text if len(text) <= LONGEST else text[:LONGEST] + ELLIPSIS
    for size in sizes:
        lines = _lines(text, box.width, size)
        if lines * size * LINE_HEIGHT <= box.height:
            return Fitted(text, size, lines * size * LINE_HEIGHT)
    size = sizes[-1]
    most = max(int(box.height / (size * LINE_HEIGHT)), 1)
    return Fitted(
        _shortened(text, lambda part: _lines(part, box.width, size) <= most), size, most * size * LINE_HEIGHT
    )


def _lines(text: str, width: float, size: float) -> int:
    """The number of lines; an empty paragraph takes one too."""
    return sum(max(len(wrap(part, width * SAFE, size, WITHOUT_END)), 1) for part in text.split("\n"))


def _shortened(text: str, fits: Callable[[str], bool]) -> str:
    """The longest beginning of a text that fits with "…" behind it."""
    low, high = 0, len(text)
    while low < high:
        middle = (low + high + 1) // 2
        low, high = (middle, high) if fits(text[:middle].rstrip() + ELLIPSIS) else (low, middle - 1)
    return text[:low].rstrip() + ELLIPSIS
