"""What the page Vergelijken draws from: at most ten areas, their looks, and the indicators."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from functools import cached_property

from streekmonitor.analysis import compared
from streekmonitor.analysis.compared import second_choice
from streekmonitor.area_records import Region
from streekmonitor.catalog import Indicator
from streekmonitor.charts.comparison_frames import compared_looks
from streekmonitor.charts.frames import Series
from streekmonitor.figures.frame import Frame
from streekmonitor.view import RELATIVE_COMPARATORS, View

# The set of areas to compare anything with: province, regions of the country, and the like.
BENCHMARKS = "vergelijking"


@dataclass(frozen=True)
class Comparison(Frame):
    """A frame with the areas to compare."""

    @property
    def exact_view(self) -> View:
        """The view with its indicator, which a later release would choose otherwise."""
        return replace(self.view, indicator=self.indicator.id)

    @cached_property
    def chosen(self) -> dict[str, str | Region]:
        """The areas by the code that they were chosen by."""
        return compared.compared(self.tables, self.view)

    @cached_property
    def groups(self) -> Mapping[str, Region]:
        """The regions of the set, and what was chosen that stands for several municipalities."""
        regions = {region.id: region for region in self.view.regions(self.areas)}
        return regions | {code: area for code, area in self.chosen.items() if isinstance(area, Region)}

    @cached_property
    def series(self) -> list[Series]:
        """The looks of the areas."""
        benchmarks = [*self.areas.sets[BENCHMARKS].regions, *RELATIVE_COMPARATORS]
        return compared_looks(self.name, list(self.chosen), self.regions, benchmarks, self.view.selected)

    def name(self, code: str) -> str:
        """The name of an area; in full where another has the same."""
        label = super().name(code)
        same = [other for other in self.chosen if super(Comparison, self).name(other) == label]
        return self.groups[code].full_label if len(same) > 1 and code in self.groups else label

    @cached_property
    def names(self) -> dict[str, str]:
        """The names of the areas, by code."""
        return {code: self.name(code) for code in self.chosen}

    @property
    def municipalities(self) -> list[str]:
        """The municipalities among the areas."""
        return [code for code in self.chosen if self.areas.is_municipality(code)]

    @cached_property
    def indicator(self) -> Indicator:
        """The indicator on screen: the one asked for, else the first key figure."""
        known, asked = self.catalog.indicator_by_id, self.view.indicator
        if asked is not None:
            return known[asked]
        keys = [entry for theme in self.catalog.themes for entry in self.catalog.of_theme(theme.id)]
        return next((entry for entry in keys if entry.key_figure), keys[0])

    @cached_property
    def second(self) -> Indicator:
        """The indicator to set against it."""
        asked = self.view.second
        if asked is not None:
            return self.catalog.indicator_by_id[asked]
        return second_choice(self.tables, self.indicator, self.set_id)

    @property
    def reference(self) -> str:
        """What the periods of the indicator refer to."""
        return self.catalog.main_measure(self.indicator).reference


def comparison_of(frame: Frame) -> Comparison:
    """The frame of the page Vergelijken."""
    return Comparison(frame.tables, frame.view, page=frame.page, home=frame.home)
