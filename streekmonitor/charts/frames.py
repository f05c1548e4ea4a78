"""From values to the rows that charts draw: colours, labels, sizes, and places that do not collide."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
import pandas as pd

from streekmonitor import formats
from streekmonitor.analysis.classes import class_labels, class_of
from streekmonitor.areas import Areas
from streekmonitor.catalog import Indicator
from streekmonitor.charts.theme import (
    BAR,
    COMPARATOR_COLOUR,
    CONFIDENTIAL,
    CONTEXT,
    NO_DATA,
    REGION_COLOURS,
    SELECTION_COLOURS,
    SELECTION_SHAPES,
    sequential,
)

Point = tuple[float, float]
Box = tuple[float, float, float, float]
ABSENT_COLOURS = {"confidential": CONFIDENTIAL}
LARGEST_SYMBOL = 1100.0
MOST_LABELS = 14
LETTER_WIDTH, LETTER_HEIGHT = 7.6, 17.0
ENDS_OF_RANKING = 5
LONGEST_CHOICE = 18
POINT_COLUMNS = ["reeks", "x", "periode", "waarde", "label", "kleur", "vorm", "streep", "dik", "zacht"]
UNITS_AT_THE_NUMBER = ("%", "€")


@dataclass(frozen=True)
class Series:
    """An area as charts show it: its role decides colour, shape and dash."""

    code: str
    name: str
    colour: str
    shape: str
    dash: int
    width: float


def styled(
    name: Callable[[str], str], regions: Sequence[str], selected: Sequence[str], comparators: Sequence[str]
) -> list[Series]:
    """The areas of a view in drawing order, each in the look of its role."""
    series = [
        Series(code, name(code), COMPARATOR_COLOUR, "circle", number, 1.5)
        for number, code in enumerate(comparators, start=1)
    ]
    series += [
        Series(code, name(code), REGION_COLOURS[place % len(REGION_COLOURS)], "circle", 0, 3.0)
        for place, code in enumerate(regions)
    ]
    series += [
        Series(code, name(code), SELECTION_COLOURS[place], SELECTION_SHAPES[place], 0, 2.0)
        for place, code in enumerate(selected)
    ]
    return series


def value_text(indicator: Indicator, value: float | None, status: str, *, unit_told: bool = False) -> str:
    """A value with its unit, or the word for its absence; what is not simply observed says so.

    With `unit_told`, as in a column whose head names the unit, only % and € stay with the number.
    """
    if value is None or np.isnan(value):
        return formats.STATUS_WORDS[status]
    full = formats.value(value, indicator.unit, indicator.decimals)
    text = short_text(indicator, value) if unit_told else full
    return text if status == "observed" else f"{text} ({formats.STATUS_WORDS[status]})"


def short_text(indicator: Indicator, value: float) -> str:
    """A value for within a chart whose title names the unit: only % and € stay with the number."""
    unit = indicator.unit if indicator.unit in UNITS_AT_THE_NUMBER else ""
    return formats.value(value, unit, indicator.decimals).rstrip(formats.NBSP)


@dataclass(frozen=True)
class MapLook:
    """How a map shows its values: class bounds, the count that gets the largest symbol, and the selection."""

    indicator: Indicator
    bounds: Sequence[float]
    largest: float
    selected: Sequence[str]

    @property
    def colours(self) -> list[str]:
        """A colour for each class; with fewer than five classes the scale is spread over them."""
        scale = sequential(neutral=self.indicator.neutral_hue)
        last = len(scale) - 1
        places = (
            np.linspace(0, last, len(self.bounds) + 1).round().astype(int) if self.bounds else [last // 2]
        )
        return [scale[place] for place in places]


def map_frame(look: MapLook, shown: pd.DataFrame, areas: Areas, points: Mapping[str, Point]) -> pd.DataFrame:
    """Rows for `map_chart`'s `gebieden`; `shown` has area, value, status, `points` a label point per area."""
    counts = look.indicator.is_count
    classes = class_of(shown["value"], look.bounds)
    fills = [CONTEXT if counts else look.colours[number] for number in classes]
    absent = shown["status"].map(ABSENT_COLOURS).fillna(NO_DATA)
    share = shown["value"].clip(lower=0).fillna(0.0) / look.largest if counts and look.largest > 0 else 0.0
    chosen = dict(zip(look.selected, SELECTION_COLOURS, strict=False))
    return pd.DataFrame(
        {
            "nis": shown["area"],
            "naam": [areas.name(code) for code in shown["area"]],
            "waarde": _texts(look.indicator, shown),
            "kleur": np.where(classes < 0, absent, fills),
            "keuze": [chosen.get(code, "") for code in shown["area"]],
            "x": [points[code][0] for code in shown["area"]],
            "y": [points[code][1] for code in shown["area"]],
            "omvang": share * LARGEST_SYMBOL,
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
            rows.append({"x": x, "y": y, "opschrift": name, "grijs": grey})
    return pd.DataFrame(rows, columns=["x", "y", "opschrift", "grijs"])


def _overlap(one: Box, other: Box) -> bool:
    return one[0] < other[2] and other[0] < one[2] and one[1] < other[3] and other[1] < one[3]


def legend_frame(look: MapLook, shown: pd.DataFrame, areas: Areas) -> pd.DataFrame:
    """Rows for `class_legend`: each class with its number of municipalities, and those without a value."""
    classes = class_of(shown["value"], look.bounds)
    labels = class_labels(look.bounds, look.indicator.decimals)
    rows = [
        (label, colour, classes == number)
        for number, (label, colour) in enumerate(zip(labels, look.colours, strict=True))
    ]
    confidential = shown["status"] == "confidential"
    for status, colour, inside in (
        ("confidential", CONFIDENTIAL, shown["value"].isna() & confidential),
        ("missing", NO_DATA, shown["value"].isna() & ~confidential),
    ):
        rows += [(formats.STATUS_WORDS[status], colour, inside)] if inside.any() else []
    counts = [int(inside.sum()) for _, _, inside in rows]
    chosen = [[code for code in shown.loc[inside, "area"] if code in look.selected] for _, _, inside in rows]
    return pd.DataFrame(
        {
            "klasse": [label for label, _, _ in rows],
            "kleur": [colour for _, colour, _ in rows],
            "aantal": counts,
            "label": [f"{count} gemeente{'' if count == 1 else 'n'}" for count in counts],
            "keuze": [_chosen_words([areas.name(code) for code in codes]) for codes in chosen],
        }
    )


def _chosen_words(names: Sequence[str]) -> str:
    """The selected in a class by name, or by number where the names are wider than the class."""
    words = ", ".join(names)
    return words if len(names) < 2 or len(words) <= LONGEST_CHOICE else f"{len(names)} gekozen"


def ranking_frame(
    indicator: Indicator,
    shown: pd.DataFrame,
    others: pd.DataFrame,
    series: Sequence[Series],
    *,
    show_all: bool,
) -> pd.DataFrame:
    """Rows for `ranking_chart`: from high to low, the municipalities and those they are compared with.

    `shown` has area, naam, value, status, rank; `others` (regions, comparators) area, naam, value, status.
    Without `show_all`: the five highest and lowest, the selected with their neighbours in rank, the others.
    """
    chosen = {entry.code: entry.colour for entry in series}
    ranked = shown.dropna(subset=["value"]).sort_values(["value", "naam"], ascending=[False, True])
    ranked = ranked.assign(
        keep=show_all | _in_sight(ranked["area"], chosen),
        naam=[f"{rank:.0f}. {name}" for rank, name in zip(ranked["rank"], ranked["naam"], strict=True)],
        nis=ranked["area"],
    )
    rows = pd.concat([ranked, others.dropna(subset=["value"]).assign(keep=True, nis="")])
    rows = rows.sort_values("value", ascending=False, kind="stable", ignore_index=True)
    # Of a stretch of ranks that is left out, one row stays to stand for it.
    left_out = ~rows["keep"]
    rows = rows[rows["keep"] | (left_out & ~left_out.shift(fill_value=False))].reset_index(drop=True)
    return _bars(indicator, rows, chosen)


def alphabet_frame(
    indicator: Indicator,
    shown: pd.DataFrame,
    others: pd.DataFrame,
    series: Sequence[Series],
    *,
    show_all: bool,
) -> pd.DataFrame:
    """The same rows without a ranking: by name, after those they are compared with; all, or the chosen."""
    chosen = {entry.code: entry.colour for entry in series}
    own = shown.dropna(subset=["value"]).sort_values("naam")
    own = own[show_all | own["area"].isin(list(chosen))]
    rows = pd.concat([others.dropna(subset=["value"]).assign(nis=""), own.assign(nis=own["area"])])
    return _bars(indicator, rows.assign(keep=True).reset_index(drop=True), chosen)


def _bars(indicator: Indicator, rows: pd.DataFrame, chosen: Mapping[str, str]) -> pd.DataFrame:
    left_out = ~rows["keep"].astype(bool)
    return pd.DataFrame(
        {
            "volgorde": range(len(rows)),
            "naam": rows["naam"].mask(left_out, "…"),
            "nis": rows["nis"].mask(left_out, ""),
            "waarde": rows["value"].mask(left_out),
            "label": pd.Series([short_text(indicator, value) for value in rows["value"]]).mask(left_out, ""),
            "kleur": [chosen.get(code, BAR) for code in rows["area"]],
        }
    )


def _in_sight(ranked: pd.Series, chosen: Mapping[str, str]) -> np.ndarray[Any, np.dtype[np.bool_]]:
    """Which places of a ranking are always shown: both ends, the chosen, and those next to them."""
    places = np.arange(len(ranked))
    ends = (places < ENDS_OF_RANKING) | (places >= len(ranked) - ENDS_OF_RANKING)
    own = ranked.isin(list(chosen)).to_numpy(dtype=bool)
    before, after = np.append(own[1:], values=False), np.insert(own[:-1], 0, values=False)
    shown: np.ndarray[Any, np.dtype[np.bool_]] = ends | own | before | after
    return shown


@dataclass(frozen=True)
class TrendAxis:
    """The axes of a trend: whether values begin at zero, height in pixels, and what periods refer to."""

    from_zero: bool
    height: int
    reference: str = "average"


def trend_frames(
    indicator: Indicator,
    rows: Mapping[str, pd.DataFrame],
    series: Sequence[Series],
    period: str,
    axis: TrendAxis,
) -> dict[str, pd.DataFrame]:
    """Rows for `trend_chart`; `rows` gives per code the columns period, value, status."""
    drawn = [entry for entry in series if len(rows[entry.code].dropna(subset=["value"]))]
    points = [_line(indicator, rows[entry.code], entry, axis.reference) for entry in drawn]
    breaks = [(place_in_time(entry.period), "breuk in de reeks") for entry in indicator.breaks]
    marks = pd.DataFrame([*breaks, (place_in_time(period), "")], columns=["x", "opschrift"])
    all_points = pd.concat(points, ignore_index=True) if points else pd.DataFrame(columns=POINT_COLUMNS)
    return {
        "punten": all_points,
        "uiteinden": _line_ends(all_points, axis),
        "merktekens": marks,
    }


def _line(indicator: Indicator, rows: pd.DataFrame, entry: Series, reference: str) -> pd.DataFrame:
    """One series, with an empty point wherever a year is missing so that the line stops there."""
    rows = rows.sort_values("period")
    rows = rows.assign(x=[place_in_time(period) for period in rows["period"]])
    known = rows.dropna(subset=["value"])
    inside = rows[(rows["x"] >= known["x"].min()) & (rows["x"] <= known["x"].max())]
    steps = inside["x"].diff()
    usual = steps.min()
    holes = [
        {"x": x - step / 2, "period": "", "value": np.nan, "status": "missing"}
        for x, step in zip(inside["x"], steps, strict=True)
        if step > 1.5 * usual
    ]
    inside = pd.concat([inside, pd.DataFrame(holes)]) if holes else inside
    inside = inside.sort_values("x")
    return pd.DataFrame(
        {
            "reeks": entry.name,
            "x": inside["x"],
            "periode": [formats.period(name, reference) if name else "" for name in inside["period"]],
            "waarde": inside["value"],
            "label": _texts(indicator, inside),
            "kleur": entry.colour,
            "vorm": entry.shape,
            "streep": entry.dash,
            "dik": entry.width,
            "zacht": ~inside["status"].isin(["observed"]),
        }
    )


def _line_ends(points: pd.DataFrame, axis: TrendAxis) -> pd.DataFrame:
    """A name at the end of each line, moved apart so that none covers another."""
    known = points.dropna(subset=["waarde"])
    if known.empty:
        return pd.DataFrame(columns=["x", "y", "opschrift", "kleur"])
    ends = known.sort_values("x").groupby("reeks", sort=False).tail(1).sort_values("waarde")
    low = min(0.0, known["waarde"].min()) if axis.from_zero else known["waarde"].min()
    least = (known["waarde"].max() - low or 1.0) * LETTER_HEIGHT / axis.height
    labels = ends[["reeks", "kleur"]].rename(columns={"reeks": "opschrift"})
    return labels.assign(x=known["x"].max(), y=apart(ends["waarde"].to_list(), least))


def apart(places: Sequence[float], least: float) -> list[float]:
    """Ascending places moved as little as needed to lie at least `least` apart, around their middle."""
    moved: list[list[float]] = []
    for place in places:
        cluster = [place]
        while moved and _low(cluster, least) < _high(moved[-1], least) + least:
            cluster = moved.pop() + cluster
        moved.append(cluster)
    return [_low(cluster, least) + number * least for cluster in moved for number in range(len(cluster))]


def _low(cluster: Sequence[float], least: float) -> float:
    return sum(cluster) / len(cluster) - least * (len(cluster) - 1) / 2


def _high(cluster: Sequence[float], least: float) -> float:
    return sum(cluster) / len(cluster) + least * (len(cluster) - 1) / 2


def place_in_time(period: str) -> float:
    """A period as a number of years: the start of a quarter or month, else the year."""
    year, rest = formats.year_of(period), period[5:]
    if rest.startswith("Q"):
        return year + (int(rest[1:]) - 1) / 4
    return year + (int(rest) - 1) / 12 if rest else float(year)


def _texts(indicator: Indicator, rows: pd.DataFrame) -> list[str]:
    pairs = zip(rows["value"], rows["status"], strict=True)
    return [value_text(indicator, value, status) for value, status in pairs]
