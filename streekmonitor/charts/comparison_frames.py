"""From areas beside each other to the rows that charts draw: looks, points of a scatter, and ranks."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

import numpy as np
import pandas as pd

from streekmonitor import formats
from streekmonitor.analysis.relation import Relation
from streekmonitor.catalog import Indicator
from streekmonitor.charts.frames import Amount, Series, value_text
from streekmonitor.charts.placing import Box, Named, placed
from streekmonitor.charts.scatter import ROOM
from streekmonitor.charts.theme import (
    BAR,
    COMPARATOR_COLOUR,
    COMPARATOR_DASHES,
    REGION_COLOURS,
    SELECTION_COLOURS,
    SELECTION_SHAPES,
)
from streekmonitor.charts.trend_frames import TrendAxis, trend_frames

STAR = "M0,-1.2L.27,-.37L1.14,-.37L.44,.14L.71,.97L0,.46L-.71,.97L-.44,.14L-1.14,-.37L-.27,-.37Z"
DIAGONAL_CROSS = "M-.7,-1L0,-.3L.7,-1L1,-.7L.3,0L1,.7L.7,1L0,.3L-.7,1L-1,.7L-.3,0L-1,-.7Z"
MORE_SHAPES = ("triangle-right", "triangle-left", STAR, DIAGONAL_CROSS)
SMALLEST, LARGEST = 40.0, 900.0
REGION_MARK = 160.0
MOST_NAMES = 24
RANK = Amount("", 0)


def compared_looks(
    name: Callable[[str], str],
    codes: Sequence[str],
    regions: Sequence[str],
    benchmarks: Sequence[str],
    selected: Sequence[str] = (),
) -> list[Series]:
    """A look for each of at most ten areas, in their order.

    Regions of the set keep their colour, up to four benchmarks are grey and dashed, the selected keep the
    look of their place, and the others take what is left: the six looks of a selection, then the colours of
    absent regions with a dash and a shape of their own.
    """
    grey = [code for code in codes if code in benchmarks][: len(COMPARATOR_DASHES)]
    own = [code for code in codes if code not in regions and code not in grey]
    free = [place for place in range(len(SELECTION_COLOURS)) if _at(selected, place) not in own]
    more = [place for place in reversed(range(len(REGION_COLOURS))) if _at(regions, place) not in codes]
    series = []
    for code in codes:
        if code in regions:
            colour = REGION_COLOURS[list(regions).index(code) % len(REGION_COLOURS)]
            series.append(Series(code, name(code), colour, "circle", 0, 3.0))
        elif code in grey:
            series.append(Series(code, name(code), COMPARATOR_COLOUR, "circle", grey.index(code) + 1, 1.5))
        elif code in selected or free:
            place = list(selected).index(code) if code in selected else free.pop(0)
            series.append(Series(code, name(code), SELECTION_COLOURS[place], SELECTION_SHAPES[place], 0, 2.0))
        else:
            place = len(REGION_COLOURS) - len(more)
            colour, shape = REGION_COLOURS[more.pop(0)], MORE_SHAPES[place % len(MORE_SHAPES)]
            series.append(Series(code, name(code), colour, shape, place % len(COMPARATOR_DASHES) + 1, 2.0))
    return series


def _at(codes: Sequence[str], place: int) -> str:
    return codes[place] if place < len(codes) else ""


@dataclass(frozen=True)
class ScatterLook:
    """Who the points are: names, residents, the colour of a municipality's region, looks of the chosen."""

    name: Callable[[str], str]
    residents: Mapping[str, float]
    region_colours: Mapping[str, str]
    chosen: Sequence[Series]


def scatter_points(found: Relation, x: Indicator, y: Indicator, look: ScatterLook) -> pd.DataFrame:
    """Rows for `scatter_chart`'s `punten`; the line is drawn only where the correlation is told."""
    rows = found.rows
    edges = {entry.code: entry.colour for entry in look.chosen}
    counted = rows["counted"].astype(bool)
    people = np.array([look.residents.get(code, 0.0) for code in rows["area"]], dtype=float)
    largest = float(np.nanmax(people)) if len(people) and np.nanmax(people) > 0 else 1.0
    sizes = np.maximum(SMALLEST, LARGEST * people / largest)
    return pd.DataFrame(
        {
            "nis": rows["area"].where(counted, ""),
            "naam": [look.name(code) for code in rows["area"]],
            "x": rows["x"],
            "y": rows["y"],
            "xtekst": _told(x, rows["x"], rows["x_status"]),
            "ytekst": _told(y, rows["y"], rows["y_status"]),
            "omvang": np.where(counted, sizes, REGION_MARK),
            "kleur": [look.region_colours.get(code, BAR) for code in rows["area"]],
            "rand": [
                edges.get(code, "") if own else "" for code, own in zip(rows["area"], counted, strict=True)
            ],
            "vorm": np.where(counted, "circle", "diamond"),
            "telt": counted & (found.pearson is not None),
        }
    ).sort_values("omvang", ascending=False, ignore_index=True)


def scatter_names(points: pd.DataFrame, size: tuple[float, float]) -> pd.DataFrame:
    """Rows for `scatter_chart`'s `opschriften` in a chart of so many pixels.

    Regions and the chosen first, then who lies furthest out, as long as there is room.
    """
    every = points.assign(
        across=_pixels(points["x"], size[0]),
        up=_pixels(points["y"], size[1]),
        radius=np.sqrt(points["omvang"].astype(float) / np.pi),
        first=(points["vorm"] == "diamond") * 2 + (points["rand"] != "") * 1,
        out=_outness(points["x"]) ** 2 + _outness(points["y"]) ** 2,
    )
    rows = every.sort_values(["first", "out"], ascending=False)[:MOST_NAMES]
    dots = [
        Named(str(name), float(across), float(up), float(radius))
        for name, across, up, radius in rows[["naam", "across", "up", "radius"]].itertuples(index=False)
    ]
    marks = [_square(*mark) for mark in every[["across", "up", "radius"]].itertuples(index=False)]
    spots = placed(dots, size, marks)
    found = rows.assign(
        opschrift=rows["naam"],
        dx=[spot.x - dot.x if spot else np.nan for dot, spot in zip(dots, spots, strict=True)],
        dy=[dot.y - spot.y if spot else np.nan for dot, spot in zip(dots, spots, strict=True)],
    )
    return found.loc[found["dx"].notna(), ["x", "y", "opschrift", "dx", "dy"]].reset_index(drop=True)


def _square(across: float, up: float, radius: float) -> Box:
    """The room that a mark takes; a little overlap with a name does no harm."""
    half = 0.7 * radius
    return across - half, up - half, across + half, up + half


def _pixels(values: pd.Series, extent: float) -> pd.Series:
    low, high = float(values.min()), float(values.max())
    return ROOM + (values - low) / ((high - low) or 1.0) * (extent - 2 * ROOM)


def _outness(values: pd.Series) -> pd.Series:
    return (values - float(values.median())) / (float(values.std(ddof=0)) or 1.0)


def _told(indicator: Indicator, values: pd.Series, statuses: pd.Series) -> list[str]:
    return [value_text(indicator, value, status) for value, status in zip(values, statuses, strict=True)]


def rank_lines(
    ranks: pd.DataFrame, values: Mapping[tuple[str, str], str], series: Sequence[Series], axis: TrendAxis
) -> dict[str, pd.DataFrame]:
    """Rows for `bump_chart`; `ranks` has area, period, rank, ranked, `values` words by area and period."""
    rows = {
        entry.code: ranks[ranks["area"] == entry.code].assign(
            value=ranks["rank"].astype(float), status="observed"
        )
        for entry in series
    }
    frames = trend_frames(RANK, rows, series, axis)
    names = {entry.name: entry.code for entry in series}
    told = {
        (area, formats.period(period, axis.reference)): _rank_label(rank, ranked, values[area, period])
        for area, period, rank, ranked in ranks[["area", "period", "rank", "ranked"]].itertuples(index=False)
    }
    points, ends = frames["punten"], frames["uiteinden"]
    labels = [
        told.get((names[name], period), "")
        for name, period in zip(points["reeks"], points["periode"], strict=True)
    ]
    last = ranks.sort_values("period").groupby("area")["rank"].last()
    at_end = [f"{name} ({formats.ordinal(int(last[names[name]]))})" for name in ends["opschrift"]]
    return {**frames, "punten": points.assign(label=labels), "uiteinden": ends.assign(opschrift=at_end)}


def _rank_label(rank: float, ranked: int, value: str) -> str:
    """A rank within its number, with the value it rests on: "2de van 63 (7,8 %)"."""
    return f"{formats.ordinal(int(rank))} van {int(ranked)} ({value})"
