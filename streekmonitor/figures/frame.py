"""What every figure is drawn from: the tables of a release, and one view of them."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cached_property

import pandas as pd

from streekmonitor.analysis.figure import Figure
from streekmonitor.analysis.groups import comparator
from streekmonitor.analysis.tables import Tables
from streekmonitor.area_records import Region
from streekmonitor.areas import Areas
from streekmonitor.catalog import Catalog
from streekmonitor.objectives.register import Followed
from streekmonitor.release import Release
from streekmonitor.view import DEFAULT_SET, OWN, View


@dataclass(frozen=True)
class Frame:
    """What every figure of a page is drawn from: the tables of a release, and what a visitor chose.

    `page` is the page by the name in its address, and `home` the address of the dashboard before it; so a
    link to the view can be made without a browser. `followed` are the objectives and actions.
    """

    tables: Tables
    view: View
    page: str = field(default="", kw_only=True)
    home: str = field(default="", kw_only=True)
    followed: Followed = field(default_factory=Followed, kw_only=True)

    @property
    def release(self) -> Release:
        """The release in force."""
        return self.tables.release

    @property
    def areas(self) -> Areas:
        """Its areas."""
        return self.release.areas

    @property
    def catalog(self) -> Catalog:
        """Its catalog."""
        return self.release.catalog

    @cached_property
    def groups(self) -> Mapping[str, Region]:
        """What stands for several municipalities, by id: the regions of the set, and the comparators."""
        regions = {region.id: region for region in self.view.regions(self.areas)}
        found = {code: comparator(self.tables, self.view, code) for code in self.view.comparators}
        return regions | {code: region for code, region in found.items() if region is not None}

    @property
    def regions(self) -> tuple[str, ...]:
        """The ids of the regions of the chosen set."""
        return tuple(region.id for region in self.view.regions(self.areas))

    @property
    def comparators(self) -> tuple[str, ...]:
        """The comparators that there are, without the regions on screen and what stands for one of them."""
        shown = {*self.regions, *self.view.selected}
        known = [
            code for code in self.view.comparators if code in self.groups or self.areas.is_municipality(code)
        ]
        return tuple(
            code for code in known if (self.groups[code].id if code in self.groups else code) not in shown
        )

    @property
    def set_id(self) -> str:
        """The set whose regions are the own ones of municipalities; a visitor's own region has none."""
        return DEFAULT_SET if self.view.set_id == OWN else self.view.set_id

    @property
    def exact_view(self) -> View:
        """The view with everything that a later release would choose otherwise."""
        return self.view

    @property
    def link(self) -> str:
        """The address of exactly this view."""
        return f"{self.home}/{self.page}{self.exact_view.to_link()}"

    def name(self, code: str) -> str:
        """The name of a municipality, a region or a group."""
        return self.groups[code].label if code in self.groups else self.areas.name(code)

    def phrase(self, code: str) -> str:
        """The name within a sentence."""
        return self.groups[code].phrase if code in self.groups else self.areas.phrase(code)

    def rows(self, indicator_id: str, code: str) -> pd.DataFrame:
        """The rows (period, value, status ...) of a municipality, a region or a group."""
        return self.tables.rows(indicator_id, self.groups.get(code, code), self.set_id)

    def figure(self, indicator_id: str, code: str, period: str) -> Figure:
        """One figure with its computation."""
        return self.tables.figure(indicator_id, self.groups.get(code, code), period, self.set_id)
