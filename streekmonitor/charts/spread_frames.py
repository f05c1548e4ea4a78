"""Rows for the distribution: every municipality a dot that covers no other, quartiles, and who is far off."""

from collections.abc import Mapping, Sequence
from math import inf

import numpy as np
import pandas as pd

from streekmonitor.charts.frames import LETTER_WIDTH, Notation, Series, short_text, texts
from streekmonitor.charts.theme import BAR, GROUND

# The dodge is computed for this width in pixels; on a wider screen dots have more room than they need.
WIDTH = 600.0
DOT = 11.0
HIGHEST_LEVEL = 6.0
RULE_LEVELS = (11.2, 9.8, 8.4)
FAR, OUTSIDE = 1.5, 4.0
# Where a name may stand, above or below its dot, and the height of a line of text.
NAME_STEPS, LINE = (1.2, -1.4, 2.4, -2.6), 1.15
MOST_NAMES = 6


def spread_frames(
    notation: Notation,
    shown: pd.DataFrame,
    others: pd.DataFrame,
    series: Sequence[Series],
    *,
    name_outliers: bool,
    whole: bool = False,
) -> dict[str, pd.DataFrame]:
    """Rows for `spread_chart`.

    `shown` (the municipalities) and `others` (regions and comparators) have area, naam, value, status.
    Values further than four times the distance between the quartiles are drawn at the edge, with an arrow;
    with `whole` every value is drawn where it lies.
    """
    known = shown.dropna(subset=["value"]).sort_values("value", ignore_index=True)
    low, high = _limits(known["value"], inf if whole else OUTSIDE)
    looks = {entry.code: entry for entry in series}
    rules = others.dropna(subset=["value"])
    low, high = min([low, *rules["value"]]), max([high, *rules["value"]])
    places = known["value"].clip(low, high)
    levels = _levels(((places - low) / (high - low or 1.0) * WIDTH).tolist())
    dots = pd.DataFrame(
        {
            "nis": known["area"],
            "naam": known["naam"],
            "label": texts(notation, known),
            "x": places,
            "y": levels,
            "kleur": [looks[code].colour if code in looks else BAR for code in known["area"]],
            "vorm": [
                _shape(looks.get(code), off)
                for code, off in zip(known["area"], _off(known, low, high), strict=True)
            ],
            "gekozen": [code in looks for code in known["area"]],
        }
    )
    return {
        "stippen": dots,
        "namen": _names(dots, known["value"], (low, high), name_outliers=name_outliers),
        "kwartielen": _quartiles(notation, known["value"]),
        "lijnen": _rules(notation, rules, looks, (low, high)),
    }


def drawable(tables: Mapping[str, pd.DataFrame]) -> dict[str, pd.DataFrame]:
    """The same rows; in a table without any one that draws nothing, for Vega warns of an axis of nothing."""
    dots = tables["stippen"]
    blank: dict[str, object] = {"x": dots["x"].min(), "plaats": dots["x"].min(), "y": 0.0, "opschrift": ""}
    blank |= {"kleur": GROUND, "gekozen": False, "streep": 0}
    return {
        name: rows if len(rows) or dots.empty else pd.DataFrame([blank])[list(rows.columns)]
        for name, rows in tables.items()
    }


def _limits(values: pd.Series, outside: float) -> tuple[float, float]:
    if values.empty:
        return 0.0, 1.0
    first, third = values.quantile(0.25), values.quantile(0.75)
    reach = outside * (third - first) if third > first else 0.0
    if reach == 0:
        return float(values.min()), float(values.max())
    return float(max(values.min(), first - reach)), float(min(values.max(), third + reach))


def _off(known: pd.DataFrame, low: float, high: float) -> list[int]:
    """On which side of the drawing a value lies: -1, 0 or 1."""
    return [int(value > high) - int(value < low) for value in known["value"]]


def _shape(look: Series | None, off: int) -> str:
    if off:
        return "triangle-right" if off > 0 else "triangle-left"
    return look.shape if look else "circle"


def _levels(places: Sequence[float]) -> list[float]:
    """A height for each place (pixels, ascending) where its dot touches no earlier one, near zero."""
    taken: list[tuple[float, int]] = []
    for place in places:
        near = {level for other, level in taken if place - other < DOT}
        level = next(
            height
            for step in range(len(places) + 1)
            for height in ((step + 1) // 2 * (1 if step % 2 else -1),)
            if height not in near
        )
        taken.append((place, level))
    highest = max((abs(level) for _, level in taken), default=0)
    squeeze = min(1.0, HIGHEST_LEVEL / highest) if highest else 1.0
    return [level * squeeze for _, level in taken]


def _names(
    dots: pd.DataFrame, values: pd.Series, limits: tuple[float, float], *, name_outliers: bool
) -> pd.DataFrame:
    """Names of the selected, and of those far from the quartiles, where they do not cover each other."""
    first, third = values.quantile(0.25), values.quantile(0.75)
    reach = FAR * (third - first)
    far = (values < first - reach) | (values > third + reach)
    wanted = dots[dots["gekozen"] | (far & name_outliers)].sort_values("gekozen", ascending=False)
    most = MOST_NAMES + int(dots["gekozen"].sum())
    taken: list[tuple[float, float, float]] = []
    rows: list[tuple[float, float, str, str, bool]] = []
    columns = (wanted[name].tolist() for name in ("x", "y", "naam", "kleur", "gekozen"))
    for x, y, name, colour, chosen in zip(*columns, strict=True):
        left, middle, right = _written(name, x, limits)
        free = [
            y + step
            for step in NAME_STEPS
            if not any(
                abs(y + step - other) < LINE and left < end and start < right for start, end, other in taken
            )
        ]
        if not free or len(rows) == most:
            continue
        height = free[0]
        taken.append((left, right, height))
        rows.append((middle, height, name, colour, chosen))
    return pd.DataFrame(rows, columns=["x", "y", "opschrift", "kleur", "gekozen"])


def _written(words: str, x: float, limits: tuple[float, float]) -> tuple[float, float, float]:
    """Left end (pixels), middle (value) and right end (pixels) of words at a value, kept in the drawing."""
    scale = WIDTH / (limits[1] - limits[0] or 1.0)
    half = len(words) * LETTER_WIDTH / 2
    middle = min(max((x - limits[0]) * scale, half), WIDTH - half)
    return middle - half, limits[0] + middle / scale, middle + half


def _quartiles(notation: Notation, values: pd.Series) -> pd.DataFrame:
    """One row: the box that holds the middle half, and the median with its words."""
    if values.empty:
        return pd.DataFrame(columns=["q1", "mediaan", "q3", "opschrift"])
    first, median, third = (float(values.quantile(share)) for share in (0.25, 0.5, 0.75))
    words = (
        f"mediaan {short_text(notation, median)}; de helft van de gemeenten ligt tussen "
        f"{short_text(notation, first)} en {short_text(notation, third)}"
    )
    return pd.DataFrame([(first, median, third, words)], columns=["q1", "mediaan", "q3", "opschrift"])


def _rules(
    notation: Notation, rules: pd.DataFrame, looks: dict[str, Series], limits: tuple[float, float]
) -> pd.DataFrame:
    """A line for each region and comparator, with its name at a height where it covers no other."""
    ends = dict.fromkeys(RULE_LEVELS, -np.inf)
    rows = []
    rules = rules.sort_values("value")
    for code, name, value in zip(rules["area"], rules["naam"], rules["value"].tolist(), strict=True):
        words = f"{name} {short_text(notation, value)}"
        left, middle, right = _written(words, value, limits)
        free = [level for level, end in ends.items() if end < left]
        level = free[0] if free else min(ends, key=lambda known: ends[known])
        ends[level] = right
        rows.append((value, middle, level, words, looks[code].colour, looks[code].dash))
    return pd.DataFrame(rows, columns=["x", "plaats", "y", "opschrift", "kleur", "streep"])
