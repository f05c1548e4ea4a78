"""A strip: every municipality a dot on one line, a few areas marked, those they are compared with as ticks.

A page has twenty of them, so they are plain SVG and not twenty Vega views: half a kilobyte each, drawn at
once, and printed sharp. All dots are one path of points with round ends, whose stroke does not scale; so the
strip stretches with its column and its dots stay round.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from html import escape
from itertools import pairwise
from urllib.parse import quote

import numpy as np

from streekmonitor.charts.frames import apart
from streekmonitor.charts.theme import BAR, GROUND, INK, MUTED

NAMESPACE = 'xmlns="http://www.w3.org/2000/svg"'
UNCHANGED = " =/:;,.()'-"
HEIGHT = 50
LETTERS, TOP, MIDDLE = 11, 14, 30
DOT, LANE = 5.0, 5.0
MOST_LANES = 3
# The narrowest strip in pixels: what must not touch there touches nowhere.
NARROWEST = 300.0
LETTER = 12.0
MARK = 13.0
FENCE = 3.0
EDGE = 3.0
# Outlines within a box from -7 to 7, of about equal weight to the eye.
SHAPES = {
    "circle": "M-6.5 0a6.5 6.5 0 1 0 13 0a6.5 6.5 0 1 0-13 0Z",
    "square": "M-5.8-5.8H5.8V5.8H-5.8Z",
    "triangle-up": "M0-7L7 5.6H-7Z",
    "triangle-down": "M0 7L7-5.6H-7Z",
    "diamond": "M0-7.6L7.6 0L0 7.6L-7.6 0Z",
    "cross": "M-2.4-7H2.4V-2.4H7V2.4H2.4V7H-2.4V2.4H-7V-2.4H-2.4Z",
}


@dataclass(frozen=True)
class Mark:
    """An area that stands out: its value, colour, and the shape that tells it apart without colour."""

    value: float
    colour: str
    shape: str


@dataclass(frozen=True)
class Tick:
    """What is compared with: its value, and the letter above its tick."""

    value: float
    letter: str


@dataclass(frozen=True)
class Axis:
    """The stretch of values that a strip shows, left to right."""

    low: float
    high: float

    def holds(self, value: float) -> bool:
        """Whether a value lies on it, and not beyond an end."""
        return self.low <= value <= self.high

    def place(self, value: float) -> float:
        """Where a value lies, in per cent of the width; what lies beyond an end lies at that end."""
        share = (min(max(value, self.low), self.high) - self.low) / (self.high - self.low or 1.0)
        return EDGE + (100 - 2 * EDGE) * (share if self.high > self.low else 0.5)


def axis(values: Sequence[float], marked: Sequence[float]) -> Axis:
    """The axis of a strip: from the lowest to the highest, but no far outlier presses the others together.

    Far is more than three times the distance between the quartiles away from them (Tukey's outer fence); what
    is marked always fits.
    """
    sample = np.asarray(values, dtype=float)
    first, third = np.quantile(sample, [0.25, 0.75])
    reach = FENCE * (third - first) if third > first else np.inf
    near = sample[(sample >= first - reach) & (sample <= third + reach)]
    ends = [*near, *marked]
    return Axis(float(min(ends)), float(max(ends)))


def axis_of(values: Sequence[float], marks: Sequence[Mark], ticks: Sequence[Tick]) -> Axis:
    """The axis of a strip of these."""
    return axis(values, [*(mark.value for mark in marks), *(tick.value for tick in ticks)])


def strip(values: Sequence[float], marks: Sequence[Mark], ticks: Sequence[Tick], description: str) -> str:
    """The strip as an image in HTML; `description` is what a screen reader says instead."""
    scale = axis_of(values, marks, ticks)
    parts = [_dots(scale, values), *_beyond(scale, values), *_ticks(scale, ticks), *_marks(scale, marks)]
    return image(f'<svg {NAMESPACE} width="100%" height="{HEIGHT}">{"".join(parts)}</svg>', description)


def shape(mark: str, colour: str) -> str:
    """The shape of a mark by itself, for beside the name of its area."""
    path = f'<path d="{SHAPES[mark]}" fill="{escape(colour)}"/>'
    return image(f'<svg {NAMESPACE} width="14" height="14" viewBox="-8 -8 16 16">{path}</svg>', "")


def image(svg: str, description: str) -> str:
    """A drawing as an image: Streamlit lets no SVG into its HTML, but it does let images in."""
    # Single quotes need no escape, which saves a tenth.
    address = "data:image/svg+xml," + quote(svg.replace('"', "'"), safe=UNCHANGED)
    return f'<img class="sm-drawing" src="{address}" alt="{escape(description)}">'


def lanes(places: Sequence[float], width: float, most: int) -> list[int]:
    """A lane for each place, 0 in the middle, so that none within a lane are nearer than `width`.

    Lanes are 0, 1, -1, 2, -2 ... up to `most`; where all are taken, the outermost holds the rest.
    """
    order = [0, *(lane for number in range(1, most + 1) for lane in (number, -number))]
    last: dict[int, float] = {}
    found = [0] * len(places)
    for index in np.argsort(np.asarray(places, dtype=float), kind="stable"):
        place = places[index]
        free = [lane for lane in order if place - last.get(lane, -np.inf) >= width]
        lane = free[0] if free else order[-1]
        last[lane] = place
        found[index] = lane
    return found


def _dots(scale: Axis, values: Sequence[float]) -> str:
    """All municipalities as one path, in a box of 1000 by HEIGHT that stretches with the strip.

    Each dot is placed from the one before it; the dashboard reads the places back to name what is pointed at.
    """
    inside = [value for value in values if scale.holds(value)]
    places = [scale.place(value) for value in inside]
    spread = lanes(places, 100 * DOT / NARROWEST, MOST_LANES)
    dots = [(round(10 * x), round(MIDDLE + LANE * lane)) for x, lane in zip(places, spread, strict=True)]
    path = "".join(f"m{x - before} {y - above}h0" for (before, above), (x, y) in pairwise([(0, 0), *dots]))
    return (
        f'<svg width="100%" height="{HEIGHT}" viewBox="0 0 1000 {HEIGHT}" preserveAspectRatio="none">'
        f'<path d="{path}" fill="none" stroke="{BAR}" stroke-width="{DOT}" stroke-linecap="round" '
        'vector-effect="non-scaling-stroke"/></svg>'
    )


def _beyond(scale: Axis, values: Sequence[float]) -> list[str]:
    """An arrow at an end beyond which municipalities lie."""
    below, above = any(value < scale.low for value in values), any(value > scale.high for value in values)
    arrows = [("0%", "M8-5L1 0L8 5Z", below), ("100%", "M-8-5L-1 0L-8 5Z", above)]
    return [
        f'<svg x="{x}" y="{MIDDLE}" overflow="visible"><path d="{outline}" fill="{BAR}"/></svg>'
        for x, outline, there in arrows
        if there
    ]


def _ticks(scale: Axis, ticks: Sequence[Tick]) -> list[str]:
    """A line for each, with its letter above it, moved aside where letters would touch."""
    ordered = sorted(ticks, key=lambda tick: tick.value)
    places = [scale.place(tick.value) for tick in ordered]
    letters = apart(places, 100 * LETTER / NARROWEST)
    lines = "".join(
        f'<line x1="{place:.1f}%" x2="{place:.1f}%" y1="{TOP}" y2="{HEIGHT}"/>' for place in places
    )
    texts = "".join(
        f'<text x="{letter:.1f}%" y="{LETTERS}">{escape(tick.letter)}</text>'
        for tick, letter in zip(ordered, letters, strict=True)
    )
    look = f'text-anchor="middle" font-size="12" font-weight="700" font-family="sans-serif" fill="{MUTED}"'
    return [f'<g stroke="{INK}" stroke-width="1.5">{lines}</g>', f"<g {look}>{texts}</g>"] if ordered else []


def _marks(scale: Axis, marks: Sequence[Mark]) -> list[str]:
    places = [scale.place(mark.value) for mark in marks]
    spread = lanes(places, 100 * MARK / NARROWEST, 1)
    return [
        f'<svg x="{place:.1f}%" y="{MIDDLE + 9 * lane}" overflow="visible"><path d="{SHAPES[mark.shape]}" '
        f'fill="{escape(mark.colour)}" stroke="{GROUND}" stroke-width="1.5"/></svg>'
        for mark, place, lane in zip(marks, places, spread, strict=True)
    ]
