"""A visitor's own region: where it lies, and what it differs from the official ones."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from functools import cached_property, lru_cache
from typing import Any

import pandas as pd

from streekmonitor import formats
from streekmonitor.analysis import phrases
from streekmonitor.analysis.coverage import DefinitionDifference, definition_difference
from streekmonitor.area_records import Region
from streekmonitor.areas import PROVINCE
from streekmonitor.catalog import Indicator
from streekmonitor.charts import geometry
from streekmonitor.charts.map import map_chart
from streekmonitor.charts.map_frames import label_frame
from streekmonitor.charts.theme import CONTEXT, REGION_COLOURS, as_spec
from streekmonitor.export.exported import Drawing, ExportedFigure, NumberFormat
from streekmonitor.figures.figure import Figure
from streekmonitor.figures.frame import Frame
from streekmonitor.figures.of_indicators import Shown, of_indicators
from streekmonitor.view import DEFAULT_SET, OWN, own_region

MAP_HEIGHT, PAPER_MAP_HEIGHT = 380, 425
MAP_SIZE = (720.0, MAP_HEIGHT)
NARROW_MAP_SIZE = (350.0, MAP_HEIGHT)
MOST_COMPARED, MOST_NAMED, MOST_TOLD = 5, 4, 8
LIGHT_OWN = "#b5d6d3"
NO_MEMBERS = "Er is geen eigen regio samengesteld: kies gemeenten op de pagina Eigen regio."
NO_FIGURES = "Voor deze indicator zijn er geen cijfers."


@dataclass(frozen=True)
class OwnRegionFigure(Figure):
    """The municipalities of the visitor's own region on the map, against the official regions."""

    frame: Frame

    @property
    def refusal(self) -> str:
        """No own region, or no figures to set against each other."""
        if not self.frame.view.own_members:
            return NO_MEMBERS
        return "" if self._period else NO_FIGURES

    @property
    def indicator(self) -> Indicator:
        """The indicator of the view, or the first of the catalog."""
        known = self.frame.catalog.indicator_by_id
        return known[self.frame.view.indicator or next(iter(known))]

    @cached_property
    def drawing(self) -> Drawing:
        """The province, with the municipalities of the region filled."""
        boundaries = self.frame.release.manifest["boundaries"]
        x0, y0, x1, y1 = boundaries["bounds"]["province"]
        box = (x0, y0, x1, y1)
        shown = () if self.frame.view.set_id == OWN else self.frame.regions
        spec = _map_spec(boundaries["file"], shown, box)
        return Drawing(spec, {"gebieden": self._municipalities, "opschriften": self._labels(box)})

    @property
    def described(self) -> str:
        """How many municipalities and residents."""
        members, residents = self.frame.view.own_members, self.frame.release.residents_by_year
        year = residents.columns.max()
        people = residents[year].reindex(list(members)).sum()
        number = phrases.in_municipalities(len(members))
        return f"{number}, {formats.number(people)} inwoners op 1 januari {year}."

    @cached_property
    def differences(self) -> dict[Region, DefinitionDifference]:
        """Against the official regions that look most like it, the nearest first."""
        return {
            region: definition_difference(
                self.frame.tables, self.indicator.id, region, self._own, self._period or ""
            )
            for region in self._nearest
        }

    @property
    def sentence(self) -> str:
        """Who is added to the nearest official region and left out of it, when these are few."""
        nearest = next(iter(self.differences.values()), None)
        few = nearest is not None and len(nearest.gone) + len(nearest.added) <= MOST_TOLD
        return nearest.sentence if nearest is not None and few else ""

    @property
    def rows(self) -> pd.DataFrame:
        """The differences as text."""
        indicator = self.indicator
        found = [
            {
                "Officiële regio": region.full_label,
                "Komt erbij": self._names(entry.added),
                "Valt weg": self._names(entry.gone),
                f"{indicator.short_label} daar": phrases.told(indicator, entry.first),
                "Uw regio": phrases.told(indicator, entry.second),
                "Verschil": formats.difference(entry.difference, indicator.unit, indicator.decimals),
            }
            for region, entry in self.differences.items()
        ]
        return pd.DataFrame(found)

    @property
    def remark(self) -> str:
        """Why there is no value, where there is none."""
        return " ".join(dict.fromkeys(entry.reason for entry in self.differences.values() if entry.reason))

    def exported(self) -> ExportedFigure:
        """The map at the height of a sheet, with the differences as numbers."""
        own, unit = self._own, NumberFormat(self.indicator.decimals, self.indicator.unit)
        spec = {**self.drawing.spec, "height": PAPER_MAP_HEIGHT}
        table = self._numbers
        shown = Shown(
            title=f"{own.label}: {self.indicator.label}, {formats.period(self._period or '')}",
            sentence=self.sentence or f"{own.label}: {self.described}",
            indicators=[self.indicator],
            drawings=(replace(self.drawing, spec=spec),),
            table=table,
            formats=dict.fromkeys(map(str, table.select_dtypes("number").columns), unit),
        )
        made = of_indicators(self.frame, shown)
        members = formats.listing([self.frame.areas.name(nis) for nis in own.members])
        return replace(made, definitions=((own.full_label, f"{members}."), *made.definitions))

    @property
    def _own(self) -> Region:
        return own_region(self.frame.view.own_members, self.frame.view.own_name)

    @property
    def _period(self) -> str | None:
        return self.frame.tables.latest(self.indicator.id, DEFAULT_SET)

    @property
    def _numbers(self) -> pd.DataFrame:
        unit = self.indicator.unit
        found = [
            {
                "Officiële regio": region.full_label,
                "Komt erbij": formats.listing([self.frame.areas.name(code) for code in entry.added]),
                "Valt weg": formats.listing([self.frame.areas.name(code) for code in entry.gone]),
                f"Daar ({unit})": entry.first,
                f"{self._own.label} ({unit})": entry.second,
                "Verschil": entry.difference,
            }
            for region, entry in self.differences.items()
        ]
        table = pd.DataFrame(found)
        return table.astype(dict.fromkeys(table.columns[3:], float))

    @property
    def _municipalities(self) -> pd.DataFrame:
        frame = self.frame
        codes, points = list(frame.areas.within(PROVINCE)), frame.release.label_points
        inside = [code in frame.view.own_members for code in codes]
        return pd.DataFrame(
            {
                "nis": codes,
                "naam": [frame.areas.name(code) for code in codes],
                "waarde": ["in uw regio" if own else "niet in uw regio" for own in inside],
                "kleur": [LIGHT_OWN if own else CONTEXT for own in inside],
                "keuze": [REGION_COLOURS[0] if own else "" for own in inside],
                "x": [points[code][0] for code in codes],
                "y": [points[code][1] for code in codes],
                "omvang": 0.0,
                "zacht": False,
            }
        )

    def _labels(self, box: geometry.Bounds) -> pd.DataFrame:
        """As many names as fit, those of the region first."""
        frame = self.frame
        codes = dict.fromkeys([*frame.view.own_members, *frame.release.by_residents])
        names = [(frame.areas.name(code), frame.release.label_points[code]) for code in codes]
        wide, narrow = (label_frame(names, [], box, size) for size in (MAP_SIZE, NARROW_MAP_SIZE))
        return pd.concat([wide.assign(smal=False), narrow.assign(smal=True)])

    def _names(self, codes: tuple[str, ...]) -> str:
        """A few by name, many by number."""
        names = [self.frame.areas.name(code) for code in codes]
        if not names:
            return "–"
        return formats.listing(names) if len(names) <= MOST_NAMED else phrases.in_municipalities(len(names))

    @property
    def _nearest(self) -> list[Region]:
        """The official regions that share most with the own one, as a part of what both hold."""
        own = set(self.frame.view.own_members)

        def likeness(region: Region) -> float:
            return len(own & set(region.members)) / len(own | set(region.members))

        sharing = [region for region in official_regions(self.frame).values() if own & set(region.members)]
        return sorted(sharing, key=likeness, reverse=True)[:MOST_COMPARED]


def official_regions(frame: Frame) -> Mapping[str, Region]:
    """The regions of the sets to choose from."""
    areas = frame.areas
    sets = [entry for entry in areas.sets.values() if entry.selectable]
    return {code: areas.regions[code] for entry in sets for code in entry.regions}


@lru_cache(maxsize=8)
def _map_spec(file: str, regions: tuple[str, ...], box: geometry.Bounds) -> dict[str, Any]:
    return as_spec(map_chart(geometry.in_browser(file), regions, box, height=MAP_HEIGHT, symbols=False))
