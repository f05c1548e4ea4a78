"""Names beside points in a chart: each takes the first free place around its point, or none."""

from collections.abc import Sequence
from dataclasses import dataclass

Point = tuple[float, float]
Box = tuple[float, float, float, float]
LETTER_WIDTH, LETTER_HEIGHT = 7.6, 17.0
GAP = 4.0


@dataclass(frozen=True)
class Named:
    """A point with its name, in pixels from the lower left corner; `radius` is that of its mark."""

    name: str
    x: float
    y: float
    radius: float = 4.0


@dataclass(frozen=True)
class Spot:
    """The place of a name: its middle in pixels, and its side of the mark: (0, 1) is above, (1, 0) right."""

    x: float
    y: float
    side: tuple[int, int]


def placed(points: Sequence[Named], size: Point, taken: Sequence[Box] = ()) -> list[Spot | None]:
    """Where each name goes in a chart of so many pixels; None where it would cover another or stick out.

    The first points choose first: above their mark, below it, to its right, to its left. `taken` are boxes
    (left, bottom, right, top) that no name may cover.
    """
    boxes = list(taken)
    found: list[Spot | None] = []
    for point in points:
        place = next((spot for spot in _around(point) if _free(_box(point.name, spot), size, boxes)), None)
        found.append(place)
        if place is not None:
            boxes.append(_box(point.name, place))
    return found


def _around(point: Named) -> list[Spot]:
    up = point.radius + GAP + LETTER_HEIGHT / 2
    aside = point.radius + GAP + len(point.name) * LETTER_WIDTH / 2
    return [
        Spot(point.x + across * aside, point.y + upward * up, (across, upward))
        for across, upward in ((0, 1), (0, -1), (1, 0), (-1, 0))
    ]


def _box(name: str, middle: Spot) -> Box:
    across, up = len(name) * LETTER_WIDTH / 2, LETTER_HEIGHT / 2
    return middle.x - across, middle.y - up, middle.x + across, middle.y + up


def _free(box: Box, size: Point, boxes: Sequence[Box]) -> bool:
    inside = box[0] >= 0 and box[1] >= 0 and box[2] <= size[0] and box[3] <= size[1]
    return inside and not any(_overlap(box, other) for other in boxes)


def _overlap(one: Box, other: Box) -> bool:
    return one[0] < other[2] and other[0] < one[2] and one[1] < other[3] and other[1] < one[3]
