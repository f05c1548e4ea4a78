"""The commuters of a release, computed once per area, and the lines that a map of them draws."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import cached_property, lru_cache
from typing import Any

import numpy as np
import pandas as pd

from streekmonitor import formats
from streekmonitor.analysis import commuting
from streekmonitor.analysis.commuting import BRUSSELS, Commuting, Direction, FlowTable, Matrix
from streekmonitor.area_records import Region
from streekmonitor.areas import PROVINCE, Areas
from streekmonitor.release import Release

FLOW = "commuters"
DRAWN_FROM = {"out": "naar", "in": "uit"}


@dataclass(frozen=True)
class Lines:
    """The flows of one direction that a map draws, the largest first.

    `rows`: area, name, value, share (per cent of all residents who work, or of all workers). Municipalities
    of the province stand apart, Brussels as one, and what lies further is bundled by province, or by gewest.
    `sentence` tells how much of the flows they are.
    """

    rows: pd.DataFrame
    sentence: str


class Commuters:
    """The flows of a release: tables are computed once and shared, so read them and never change them."""

    def __init__(self, release: Release) -> None:
        self.release = release
        self.commuting = lru_cache(maxsize=200)(self._commuting)
        self.partners = lru_cache(maxsize=400)(self._partners)
        self.bundles = lru_cache(maxsize=400)(self._bundles)
        self._every = lru_cache(maxsize=200)(self._every_partner)
        self.matrix = lru_cache(maxsize=20)(self._matrix)
        self._around = lru_cache(maxsize=200)(self._flows_around)

    @cached_property
    def table(self) -> FlowTable:
        """The flows of the last period."""
        return commuting.flow_table(self.release, FLOW)

    @cached_property
    def _places(self) -> list[dict[Any, Any]]:
        """Where in the table the rows of each origin stand, and those of each destination."""
        return [dict(self.table.rows.groupby(end).indices) for end in ("origin", "destination")]

    def _flows_around(self, members: tuple[str, ...]) -> FlowTable:
        """The flows that leave or reach these members: a small part, and all that their figures need."""
        found = [places[code] for places in self._places for code in members if code in places]
        rows = np.unique(np.concatenate(found)) if found else np.array([], dtype=int)
        return replace(self.table, rows=self.table.rows.iloc[rows].reset_index(drop=True))

    def _commuting(self, members: tuple[str, ...], name: str, around: Region | None) -> Commuting:
        return commuting.commuting(self.release, self._around(members), members, name, around)

    def _partners(self, members: tuple[str, ...], direction: Direction) -> pd.DataFrame:
        return commuting.partners(self.release, self._around(members), members, direction)

    def _matrix(self, regions: tuple[Region, ...]) -> Matrix:
        return commuting.matrix(self.release, self.table, regions)

    def _bundles(self, members: tuple[str, ...], direction: Direction) -> pd.DataFrame:
        """All flows as a map bundles them: columns area, name, value, share; the largest first."""
        rows = self.partners(members, direction)
        place = [_place(self.release.areas, str(code)) for code in rows["area"]]
        sums = rows.assign(area=place).groupby("area", sort=False)[["value", "share"]].sum(skipna=False)
        sums = sums.reset_index()
        sums["name"] = [self.release.areas.name(code) for code in sums["area"]]
        ordered = sums.sort_values(["value", "area"], ascending=[False, True], ignore_index=True)
        return ordered[["area", "name", "value", "share"]]

    def lines(self, members: tuple[str, ...], direction: Direction, at_least: float) -> Lines:
        """The flows of at least so many workers."""
        rows = self.bundles(members, direction)
        drawn = rows[rows["value"] >= at_least].reset_index(drop=True)
        return Lines(drawn, _sentence(rows, drawn, direction, at_least))

    def largest(self, members: tuple[str, ...]) -> float:
        """The largest flow of both directions: lines then keep their meaning when the direction turns."""
        both = [self.bundles(members, direction)["value"].max() for direction in ("out", "in")]
        return float(pd.Series(both, dtype=float).max())

    def both_ways(self, members: tuple[str, ...], at_least: float = 0) -> pd.DataFrame:
        """Both directions beside each other: area, name, out, out_share, in, in_share, by their sum.

        Every partner, then the bundles of what lies further; those with a flow of at least so many. One with
        which there is no flow one way has 0.
        """
        rows = self._every(members)
        return rows[rows[["out", "in"]].max(axis="columns") >= at_least].reset_index(drop=True)

    def _every_partner(self, members: tuple[str, ...]) -> pd.DataFrame:
        partners = self._beside(*(self.partners(members, way) for way in ("out", "in")))
        bundles = self._beside(*(self.bundles(members, way) for way in ("out", "in")))
        further = bundles[~bundles["area"].isin(partners["area"])]
        return pd.concat([partners, further], ignore_index=True)

    def _beside(self, there: pd.DataFrame, back: pd.DataFrame) -> pd.DataFrame:
        there, back = there.set_index("area"), back.set_index("area")
        both = pd.DataFrame(
            {
                "out": there["value"],
                "out_share": there["share"],
                "in": back["value"],
                "in_share": back["share"],
            }
        )
        for way, known in (("out", there), ("in", back)):
            absent = ~both.index.isin(known.index)
            both.loc[absent, [way, f"{way}_share"]] = 0.0
        both = both.assign(
            name=[self.release.areas.name(str(code)) for code in both.index], sum=both["out"] + both["in"]
        )
        return both.sort_values(["sum", "name"], ascending=[False, True]).rename_axis("area").reset_index()


def _place(areas: Areas, code: str) -> str:
    """What stands for a partner on the map: itself in the province and Brussels, else its province."""
    if code == BRUSSELS or not areas.is_municipality(code):
        return code
    above = areas.ancestors(code)
    if PROVINCE in above:
        return code
    return next((area for area in above if areas.higher_areas[area].level == "province"), code)


def _sentence(rows: pd.DataFrame, drawn: pd.DataFrame, direction: Direction, at_least: float) -> str:
    whole, part = float(rows["value"].sum()), float(drawn["value"].sum())
    least = formats.number(at_least)
    if drawn.empty or not whole:
        return f"Er zijn geen stromen van minstens {least} werkenden."
    one = len(drawn) == 1
    return (
        f"De kaart toont {len(drawn)} {'stroom' if one else 'stromen'} van minstens {least} werkenden "
        f"{DRAWN_FROM[direction]} andere gebieden: samen {formats.number(part)} van de "
        f"{formats.number(whole)} ({formats.value(part / whole * 100, '%', 0)}). Wat buiten de provincie en "
        "Brussel ligt, is per provincie of gewest gebundeld."
    )


def members_of(areas: Areas, code: str, regions: Sequence[Region]) -> tuple[str, ...]:
    """The municipalities in force of a municipality or one of these regions."""
    found = next((region.members for region in regions if region.id == code), None)
    return found if found is not None else (areas.current(code),)
