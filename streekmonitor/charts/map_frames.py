"""Rows for the map and what explains it: fills, symbols, names that fit, and its legend."""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
import pandas as pd

from streekmonitor import formats
from streekmonitor.analysis.classes import class_labels, class_of
from streekmonitor.areas import Areas
from streekmonitor.charts.frames import LETTER_HEIGHT, LETTER_WIDTH, Notation, short_text, texts, value_text
from streekmonitor.charts.theme import (
    CONFIDENTIAL,
    CONTEXT,
    NO_DATA,
    SELECTION_COLOURS,
    SELECTION_SHAPES,
    SYMBOL,
    SYMBOL_LESS,
)

Point = tuple[float, float]
Box = tuple[float, float, float, float]
ABSENT_COLOURS = {"confidential": CONFIDENTIAL}
LARGEST_SYMBOL = 1100.0
MOST_LABELS = 14
LONGEST_CHOICE = 18
LEGEND_SHARES = (1.0, 0.4, 0.1)
# What stands for a class where there is no value.
CONFIDENTIAL_GROUP, NO_DATA_GROUP = 90, 91
BAR_GAP = 0.02
BAR_COLUMNS, ROW_COLUMNS = ("groep", "van", "tot", "hoogte"), ("nis", "naam", "waarde", "groep")
MARK_COLUMNS = ["naam", "waarde", "kleur", "vorm", "plaats", "hoogte", "opschrift"]


@dataclass(frozen=True)
class MapLook:
    """How a map shows its values, and the selection.

    Either classes: `bounds` with a colour of `scale` for each class (a scale of one hue is spread over fewer
    classes), or for what must not fill an area symbols: `largest` is the value of the largest one.
    """

    notation: Notation
    bounds: Sequence[float]
    scale: Sequence[str]
    selected: Sequence[str]
    largest: float | None = None

    @property
    def symbols(self) -> bool:
        """Whether values are symbols instead of fills."""
        return self.largest is not None

    @property
    def colours(self) -> list[str]:
        """A colour for each class; with fewer classes than colours the scale is spread over them."""
        last = len(self.scale) - 1
        places = (
            np.linspace(0, last, len(self.bounds) + 1).round().astype(int) if self.bounds else [last // 2]
        )
        return [self.scale[place] for place in places]

    def size(self, values: pd.Series) -> pd.Series:
        """The surface of the symbols of values, in px²."""
        share = values.abs().fillna(0.0) / self.largest if self.largest else values * 0.0
        return share.fillna(0.0) * LARGEST_SYMBOL


def map_frame(look: MapLook, shown: pd.DataFrame, areas: Areas, points: Mapping[str, Point]) -> pd.DataFrame:
    """Rows for `map_chart`'s `gebieden`; `points` gives a label point per area.

    `shown` has area, value, status and perhaps small.
    """
    classes = class_of(shown["value"], look.bounds)
    fills = [CONTEXT if look.symbols else look.colours[number] for number in classes]
    absent = shown["status"].map(ABSENT_COLOURS).fillna(NO_DATA)
    chosen = dict(zip(look.selected, SELECTION_COLOURS, strict=False))
    return pd.DataFrame(
        {
            "nis": shown["area"],
            "naam": [areas.name(code) for code in shown["area"]],
            "waarde": texts(look.notation, shown),
            "kleur": np.where(classes < 0, absent, fills),
            "keuze": [chosen.get(code, "") for code in shown["area"]],
            "x": [round(points[code][0]) for code in shown["area"]],
            "y": [round(points[code][1]) for code in shown["area"]],
            "omvang": look.size(shown["value"]) if look.symbols else 0.0,
            "symbool": np.where(shown["value"] < 0, SYMBOL_LESS, SYMBOL),
            "zacht": shown["value"].notna() & (shown["status"] != "observed"),
            "groep": _group(shown, classes),
        }
    )


def _group(shown: pd.DataFrame, classes: Any) -> Any:
    """The number of the class, or what stands for those without a value."""
    absent = np.where(shown["status"] == "confidential", CONFIDENTIAL_GROUP, NO_DATA_GROUP)
    return np.where(shown["value"].isna(), absent, classes)


def place_frame(look: MapLook, places: pd.DataFrame, what: str) -> pd.DataFrame:
    """Rows for `map_chart`'s `plaatsen`: stations and counters (name, x, y, value), the largest below."""
    known = places[places["value"].notna()].sort_values("value", ascending=False)
    return pd.DataFrame(
        {
            "naam": [f"{what} {name}" for name in known["name"]],
            "waarde": [value_text(look.notation, value, "observed") for value in known["value"]],
            "x": known["x"],
            "y": known["y"],
            "omvang": look.size(known["value"]),
        }
    )


def label_frame(
    candidates: Sequence[tuple[str, Point]], context: Sequence[tuple[str, Point]], box: Box, size: Point
) -> pd.DataFrame:
    """Rows for `map_chart`'s `opschriften`: names that fit within the map, the first candidates first.

    `candidates` and `context` are (name, point in metres); `box` the extent in metres, `size` that of the map
    in pixels.
    """
    scale = min(size[0] / (box[2] - box[0]), size[1] / (box[3] - box[1]))
    middle = ((box[0] + box[2]) / 2, (box[1] + box[3]) / 2)
    room = (size[0] / 2 / scale, size[1] / 2 / scale)
    taken: list[Box] = []
    rows = []
    for grey, labels in ((True, context), (False, candidates[:MOST_LABELS])):
        for name, (x, y) in labels:
            half = (len(name) * LETTER_WIDTH / 2 / scale, LETTER_HEIGHT / 2 / scale)
            place = (x - half[0], y - half[1], x + half[0], y + half[1])
            cut = abs(x - middle[0]) + half[0] > room[0] or abs(y - middle[1]) + half[1] > room[1]
            if cut or any(_overlap(place, other) for other in taken):
                continue
            taken.append(place)
            rows.append({"x": round(x), "y": round(y), "opschrift": name, "grijs": grey})
    return pd.DataFrame(rows, columns=["x", "y", "opschrift", "grijs"])


def _overlap(one: Box, other: Box) -> bool:
    return one[0] < other[2] and other[0] < one[2] and one[1] < other[3] and other[1] < one[3]


def legend_frame(look: MapLook, shown: pd.DataFrame, areas: Areas, absent: str = "") -> pd.DataFrame:
    """Rows for `class_legend`: each class with its number of municipalities, and those without a value.

    `absent` are the words for what has no value, where "geen gegevens" would not be the reason.
    """
    classes = class_of(shown["value"], look.bounds)
    labels = class_labels(look.bounds, look.notation.decimals)
    rows = [
        (number, label, colour, classes == number)
        for number, (label, colour) in enumerate(zip(labels, look.colours, strict=True))
    ]
    confidential = shown["status"] == "confidential"
    for number, words, colour, inside in (
        (
            CONFIDENTIAL_GROUP,
            formats.STATUS_WORDS["confidential"],
            CONFIDENTIAL,
            shown["value"].isna() & confidential,
        ),
        (
            NO_DATA_GROUP,
            absent or formats.STATUS_WORDS["missing"],
            NO_DATA,
            shown["value"].isna() & ~confidential,
        ),
    ):
        rows += [(number, words, colour, inside)] if inside.any() else []
    counts = [int(inside.sum()) for *_, inside in rows]
    chosen = [[code for code in shown.loc[inside, "area"] if code in look.selected] for *_, inside in rows]
    places, most = np.arange(len(rows)), max(counts, default=0) or 1
    return pd.DataFrame(
        {
            "volgorde": range(len(rows)),
            "groep": [number for number, *_ in rows],
            "klasse": [label for _, label, *_ in rows],
            "kleur": [colour for *_, colour, _ in rows],
            "aantal": counts,
            "label": [f"{count} gemeente{'' if count == 1 else 'n'}" for count in counts],
            "keuze": [_chosen_words([areas.name(code) for code in codes]) for codes in chosen],
            "van": (places + BAR_GAP) / len(rows),
            "tot": (places + 1 - BAR_GAP) / len(rows),
            "hoogte": [count / most for count in counts],
        }
    )


def mark_frame(look: MapLook, rows: pd.DataFrame, legend: pd.DataFrame, width: float) -> pd.DataFrame:
    """Rows for `map_legend.classes`' `merken`: the selected above the bar of their class, beside each other.

    `rows` are those of `map_frame`, `legend` those of `legend_frame`. A name stands there when it is narrower
    than its share of the bar in a legend of `width` pixels.
    """
    bars = {bar[0]: bar[1:] for bar in zip(*(legend[name] for name in BAR_COLUMNS), strict=True)}
    known = {row[0]: row for row in zip(*(rows[name] for name in ROW_COLUMNS), strict=True)}
    chosen = [known[code] for code in look.selected if code in known]
    taken: Counter[int] = Counter()
    found = []
    for code, name, value, group in chosen:
        left, right, height = bars[group]
        step = (right - left) / sum(other[-1] == group for other in chosen)
        shown = name if (len(name) + 1) * LETTER_WIDTH <= step * width else ""
        place, at = left + (taken[group] + 0.5) * step, look.selected.index(code)
        taken[group] += 1
        found.append((name, value, SELECTION_COLOURS[at], SELECTION_SHAPES[at], place, height, shown))
    return pd.DataFrame(found, columns=MARK_COLUMNS)


def _chosen_words(names: Sequence[str]) -> str:
    """The selected in a class by name, or by number where the names are wider than the class."""
    words = ", ".join(names)
    return words if len(names) < 2 or len(words) <= LONGEST_CHOICE else f"{len(names)} gekozen"


def symbol_frame(look: MapLook, values: pd.Series) -> pd.DataFrame:
    """Rows for `symbol_legend`: circles of round values, from large to small, and one of less."""
    largest = float(values.abs().max() or 0.0)
    rounded = [_round_down(largest * share) for share in LEGEND_SHARES]
    steps = [step for step in dict.fromkeys(rounded) if step > 0]
    lowest = _round_down(float(-values.min())) if (values < 0).any() else 0.0
    less = [-lowest] if lowest else []
    shown = pd.Series([*less, *steps], dtype=float)
    return pd.DataFrame(
        {
            "volgorde": range(len(shown)),
            "omvang": look.size(shown),
            "label": [short_text(look.notation, value) for value in shown],
            "kleur": np.where(shown < 0, SYMBOL_LESS, SYMBOL),
        }
    )


def _round_down(value: float) -> float:
    """The nearest round number below: one of a few digits times a power of ten."""
    if value < 1:
        return 0.0
    power = 10.0 ** np.floor(np.log10(value))
    return float(max(step * power for step in (1, 1.5, 2, 3, 4, 5, 8) if step * power <= value))
