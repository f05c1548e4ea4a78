"""From commuters to the rows that charts draw: lines on a map, bars of partners, shares, and a matrix."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import pandas as pd

from streekmonitor import formats
from streekmonitor.analysis.commuting import BRUSSELS, Direction
from streekmonitor.areas import Areas
from streekmonitor.charts.frames import apart
from streekmonitor.charts.placing import Box, Named, Point, placed
from streekmonitor.charts.theme import BLUES, CONTEXT, MUTED

# Where on the edge of the map the bundles leave it, as parts of its width and height from the south-west.
EDGES = {
    "10000": (0.50, 1.0),
    "70000": (1.0, 0.62),
    "40000": (0.0, 0.80),
    "30000": (0.0, 0.42),
    "03000": (0.62, 0.0),
}
SHORT = {"03000": "Wallonië", "brussels_gewest": "Brussel", "10000": "prov. Antwerpen"}
OUTER = 0.07
MOST_NAMES = 14
WIDEST, NARROWEST = 18.0, 1.0
INSIDE = BLUES[1]
FLOW_COLOUR = BLUES[-1]
MOST_PARTNERS = 10
GROUP_COLOURS = {"own": "#12456f", "region": "#3a79ad", "brussels": "#8a6d00", "elsewhere": MUTED}
GROUP_NAMES = {
    "own": "eigen|gemeente",
    "region": "rest van de|eigen regio",
    "brussels": "Brussels|Gewest",
    "elsewhere": "elders|",
}
ROW_NAMES = {"out": "Waar inwoners werken", "in": "Waar werkenden wonen"}
LEAST_LABELLED = 7.0
NAMES_APART = 20.0


@dataclass(frozen=True)
class FlowLook:
    """What the map of flows starts from: the members in the middle, which way, and the widest line."""

    members: Sequence[str]
    direction: Direction
    largest: float


def middle(members: Sequence[str], points: Mapping[str, Point]) -> Point:
    """The point that stands for the members."""
    known = [points[code] for code in members if code in points]
    return sum(x for x, _ in known) / len(known), sum(y for _, y in known) / len(known)


def partner_points(areas: Areas, points: Mapping[str, Point]) -> dict[str, Point]:
    """The points of municipalities, with one for Brussels as a whole."""
    return {**points, BRUSSELS: middle(areas.regions[BRUSSELS].members, points)}


def outer_box(box: Box) -> Box:
    """The extent of the map with room around it for what comes from further."""
    pad = OUTER * (box[2] - box[0])
    return box[0] - pad, box[1] - pad, box[2] + pad, box[3] + pad


def place_of(code: str, points: Mapping[str, Point], box: Box) -> Point | None:
    """The point of a partner on the map: its own, or its side of the edge."""
    if code in EDGES:
        across, up = EDGES[code]
        x0, y0, x1, y1 = outer_box(box)
        return x0 + across * (x1 - x0), y0 + up * (y1 - y0)
    return points.get(code)


def flow_lines(look: FlowLook, rows: pd.DataFrame, points: Mapping[str, Point], box: Box) -> pd.DataFrame:
    """Rows for `flow_map`'s `stromen`; `rows` has area, name, value, share."""
    centre = middle(look.members, points)
    drawn = []
    for area, name, value, share in rows[["area", "name", "value", "share"]].itertuples(index=False):
        place = place_of(str(area), points, box)
        if place is None:
            continue
        start, end = (centre, place) if look.direction == "out" else (place, centre)
        drawn.append(
            {
                "gebied": name,
                "label": f"{formats.number(value)} werkenden ({formats.value(share, '%', 1)})",
                "x0": start[0],
                "y0": start[1],
                "x1": end[0],
                "y1": end[1],
                "px": place[0],
                "py": place[1],
                "dik": max(NARROWEST, WIDEST * value / look.largest) if look.largest > 0 else NARROWEST,
                "kleur": FLOW_COLOUR,
            }
        )
    columns = ["gebied", "label", "x0", "y0", "x1", "y1", "px", "py", "dik", "kleur"]
    return pd.DataFrame(drawn, columns=columns)


def flow_areas(look: FlowLook, names: Mapping[str, str], both: pd.DataFrame) -> pd.DataFrame:
    """Rows for `flow_map`'s `gebieden`: every municipality; `both` has area, out and in."""
    known = both.set_index("area")
    texts = [
        "in het midden van deze kaart" if code in look.members else _both_ways(known, code) for code in names
    ]
    return pd.DataFrame(
        {
            "nis": list(names),
            "naam": list(names.values()),
            "waarde": texts,
            "kleur": [INSIDE if code in look.members else CONTEXT for code in names],
        }
    )


def _both_ways(known: pd.DataFrame, code: str) -> str:
    if code not in known.index:
        return "geen stromen"
    there, back = (float(known[way].loc[code]) for way in ("out", "in"))
    return f"{formats.number(there)} gaan erheen, {formats.number(back)} komen ervandaan"


def flow_names(
    rows: pd.DataFrame, centre: tuple[str, Point], points: Mapping[str, Point], box: Box, size: Point
) -> pd.DataFrame:
    """Rows for `flow_map`'s `opschriften` on a map of so many pixels, as far as they fit.

    The middle, then what leaves the map, then the partners with the largest flows, with their numbers.
    """
    outer = outer_box(box)
    metres = max((outer[2] - outer[0]) / size[0], (outer[3] - outer[1]) / size[1])
    further = rows["area"].isin(list(EDGES))
    named = [centre]
    for area, name, value in pd.concat([rows[further], rows[~further].head(MOST_NAMES)])[
        ["area", "name", "value"]
    ].itertuples(index=False):
        place = place_of(str(area), points, box)
        if place is not None:
            short = SHORT.get(str(area), str(name).removeprefix("provincie "))
            named.append((f"{short} {formats.number(value)}", place))
    dots = [Named(name, (x - outer[0]) / metres, (y - outer[1]) / metres) for name, (x, y) in named]
    extent = (outer[2] - outer[0]) / metres, (outer[3] - outer[1]) / metres
    spots = [
        (spot.x * metres + outer[0], spot.y * metres + outer[1], dot.name, False)
        for dot, spot in zip(dots, placed(dots, extent), strict=True)
        if spot is not None
    ]
    return pd.DataFrame(spots, columns=["x", "y", "opschrift", "grijs"])


def partner_bars(rows: pd.DataFrame) -> pd.DataFrame:
    """Rows for `partner_chart`: the partners with the largest flows; `rows` has area, name, value, share."""
    top = rows.dropna(subset=["value"]).head(MOST_PARTNERS).reset_index(drop=True)
    labels = [
        f"{formats.number(value)} ({formats.value(share, '%', 1)})"
        for value, share in zip(top["value"], top["share"], strict=True)
    ]
    return pd.DataFrame(
        {
            "volgorde": range(len(top)),
            "naam": top["name"],
            "waarde": top["value"],
            "label": labels,
            "kleur": FLOW_COLOUR,
        }
    )


def share_bars(shares: pd.DataFrame) -> dict[str, pd.DataFrame]:
    """Rows for `share_chart`; `shares` has direction, group, label, value, share as `Commuting.shares`."""
    parts = [_stacked(shares[shares["direction"] == direction], direction) for direction in ROW_NAMES]
    bars = pd.concat(parts, ignore_index=True)
    top = bars[bars["rij"] == ROW_NAMES["out"]]
    names = top.assign(naam=[GROUP_NAMES[group] for group in top["groep"]])
    names = names.assign(x=_within(apart(names["midden"].to_list(), NAMES_APART), NAMES_APART))
    return {"delen": bars.drop(columns="groep"), "namen": names[["x", "naam", "kleur"]]}


def share_parts(shares: pd.DataFrame) -> tuple[list[str], list[tuple[str, str, list[float]]]]:
    """The same as rows by name, and their parts as (name, colour, share in each row)."""
    wide = shares.pivot_table(index="group", columns="direction", values="share", sort=False, dropna=False)
    parts = [
        (name.replace("|", " ").strip(), GROUP_COLOURS[group], [float(wide[way][group]) for way in ROW_NAMES])
        for group, name in GROUP_NAMES.items()
        if group in wide.index
    ]
    return list(ROW_NAMES.values()), parts


def _stacked(shares: pd.DataFrame, direction: Direction | str) -> pd.DataFrame:
    ends = shares["share"].fillna(0.0).cumsum()
    starts = ends - shares["share"].fillna(0.0)
    told = [
        f"{formats.number(value)} werkenden ({formats.value(share, '%', 1)})"
        for value, share in zip(shares["value"], shares["share"], strict=True)
    ]
    return pd.DataFrame(
        {
            "rij": ROW_NAMES[str(direction)],
            "groep": shares["group"],
            "deel": shares["label"],
            "van": starts,
            "tot": ends,
            "midden": (starts + ends) / 2,
            "kleur": [GROUP_COLOURS[group] for group in shares["group"]],
            "waarde": told,
            "opschrift": [
                formats.value(share, "%", 0) if share >= LEAST_LABELLED else "" for share in shares["share"]
            ],
        }
    )


def _within(places: Sequence[float], least: float) -> list[float]:
    """Places along a scale of 0 to 100, at least so far apart, none nearer to an end than half of that."""
    last = len(places) - 1
    return [
        min(max(place, least * (number + 0.5)), 100 - least * (last - number + 0.5))
        for number, place in enumerate(places)
    ]


def flow_words(both: pd.DataFrame) -> pd.DataFrame:
    """The table beside the map as text; `both` has name, out, out_share, in and in_share."""
    return pd.DataFrame(
        {
            "Gebied": both["name"],
            "Gaan erheen": [formats.number(value) for value in both["out"]],
            "% van de werkende inwoners": [formats.value(share, "%", 1) for share in both["out_share"]],
            "Komen ervandaan": [formats.number(value) for value in both["in"]],
            "% van wie hier werkt": [formats.value(share, "%", 1) for share in both["in_share"]],
        }
    )
