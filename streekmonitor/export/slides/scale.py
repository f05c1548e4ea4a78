"""Where an axis begins and ends, and how far apart its numbers stand."""

from collections.abc import Sequence
from dataclasses import dataclass
from math import ceil, floor, isclose, log10

STEPS = (1, 2, 2.5, 5, 10)


@dataclass(frozen=True)
class Scale:
    """From `low` to `high`, with a number at every `step`."""

    low: float
    high: float
    step: float

    def share(self, value: float) -> float:
        """Where a value lies between both ends, from 0 to 1."""
        return (value - self.low) / (self.high - self.low)


def scale(
    values: Sequence[float], *, from_zero: bool = False, numbers: int = 5, whole: bool = False
) -> Scale:
    """Round ends around some values with about so many numbers between; `whole` allows no fractions."""
    low, high = min(values, default=0.0), max(values, default=1.0)
    if from_zero:
        low, high = min(low, 0.0), max(high, 0.0)
    if isclose(low, high):
        room = abs(high) * 0.1 or 1.0
        low, high = low - room * (not from_zero), high + room
    step = _round_step((high - low) / numbers)
    if whole:
        step = max(1.0, float(ceil(step)))
    return Scale(_clean(floor(low / step + 1e-9) * step), _clean(ceil(high / step - 1e-9) * step), step)


def room_for_labels(values: Sequence[float], origin: float, share: float) -> tuple[float, float]:
    """The ends of a scale of bars from `origin`, with room at their ends for labels.

    `share` is the part of the scale's length that a label takes.
    """
    lowest, highest = min([origin, *values]), max([origin, *values])
    if lowest == highest:
        return lowest, lowest + 1
    sides = (lowest < origin) + (highest > origin)
    length = (highest - lowest) / (1 - share * sides)
    return lowest - share * length * (lowest < origin), highest + share * length * (highest > origin)


def _round_step(wanted: float) -> float:
    power = 10.0 ** floor(log10(wanted))
    return float(next(step * power for step in STEPS if step * power >= wanted * (1 - 1e-9)))


def _clean(value: float) -> float:
    """Without the noise of binary fractions."""
    return float(f"{value:.12g}")
