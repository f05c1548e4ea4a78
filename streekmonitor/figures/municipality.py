"""The figures of the page of one municipality: where it lies, its profile, and who resembles it."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import cached_property, lru_cache
from typing import Any

import pandas as pd

from streekmonitor import formats
from streekmonitor.analysis.figure import Figure as Computed
from streekmonitor.analysis.groups import known_profiles
from streekmonitor.analysis.similar import VARIABLES, Peer, neighbours
from streekmonitor.area_records import Region
from streekmonitor.catalog import Indicator
from streekmonitor.charts import geometry
from streekmonitor.charts.locator import locator_chart
from streekmonitor.charts.map_frames import label_frame
from streekmonitor.charts.theme import (
    CONTEXT,
    REGION_COLOURS,
    REGION_SHAPES,
    SELECTION_COLOURS,
    as_spec,
)
from streekmonitor.export.exported import Drawing, ExportedFigure
from streekmonitor.figures.attention import AttentionFigure
from streekmonitor.figures.figure import Figure
from streekmonitor.figures.frame import Frame
from streekmonitor.figures.key_figure_rows import KeyFiguresFigure
from streekmonitor.figures.key_figures import Columns
from streekmonitor.figures.of_indicators import Shown, of_indicators

PROVINCE_REGION, BENCHMARK = "vlaams_brabant", "vlaams_gewest"
DENSITY = "population_density"
LOOK = (SELECTION_COLOURS[0], "diamond")
MAP_HEIGHT, PAPER_MAP_HEIGHT = 250, 425
MAP_SIZE, NARROW_MAP_SIZE = (520.0, 240.0), (330.0, 240.0)
BRUSSELS = "21004"
FORMER = "Deze gemeente bestaat niet meer: wie op haar lijkt, wordt alleen van gemeenten van nu berekend."
FORMER_POINTS = "Deze gemeente bestaat niet meer: aandachtspunten zijn er alleen van gemeenten van nu."
NO_PEERS = "Voor deze gemeente is er geen gelijkaardige te berekenen."


@dataclass(frozen=True)
class Municipality(Frame):
    """A frame with one municipality in front."""

    @property
    def code(self) -> str:
        """Its NIS code."""
        return self.view.selected[0]

    @property
    def in_force(self) -> bool:
        """Whether it exists today."""
        return self.areas.current(self.code) == self.code

    @property
    def region(self) -> Region | None:
        """The region of the chosen set (or the visitor's own) that it lies in."""
        current = self.areas.current(self.code)
        return next((region for region in self.view.regions(self.areas) if current in region.members), None)

    @property
    def memberships(self) -> list[str]:
        """The regions of all sets that it lies in, in full."""
        areas, current = self.areas, self.areas.current(self.code)
        ids = [name for entry in areas.sets.values() if entry.selectable for name in entry.regions]
        return [areas.regions[name].full_label for name in ids if current in areas.regions[name].members]

    @cached_property
    def density(self) -> Computed:
        """Its residents per surface, with both."""
        return self.tables.figure(DENSITY, self.code, None, self.set_id)

    @property
    def columns(self) -> Columns:
        """It and its region in the rows, beside the province and Flanders."""
        letters, region = ((PROVINCE_REGION, "P"), (BENCHMARK, "V")), self.region
        own = (self.code, *LOOK)
        if region is None:
            return Columns((own,), letters, None, self.code, PROVINCE_REGION)
        place = self.regions.index(region.id)
        looks = (own, (region.id, REGION_COLOURS[place], REGION_SHAPES[place]))
        return Columns(looks, ((region.id, "R"), *letters), None, self.code, region.id)


def municipality_of(frame: Frame) -> Municipality:
    """The frame of the page of the first selected municipality; without one, of the largest."""
    code = frame.view.selected[0] if frame.view.selected else frame.release.by_residents[0]
    view = frame.view.leading(code)
    return Municipality(frame.tables, view, page=frame.page, home=frame.home, followed=frame.followed)


def key_figures_of(frame: Municipality) -> KeyFiguresFigure:
    """All key figures of the municipality."""
    return KeyFiguresFigure(frame, frame.columns, frame.catalog.themes)


@dataclass(frozen=True)
class PointsFigure(AttentionFigure):
    """What goes well in a municipality and what asks for attention, by the rules of the overview."""

    @property
    def refusal(self) -> str:
        """A former municipality, or none of either."""
        former = self.frame.areas.current(self.area) != self.area
        return FORMER_POINTS if former else super().refusal


def points_of(frame: Municipality) -> PointsFigure:
    """The points of the municipality."""
    return PointsFigure(frame, frame.code)


@dataclass(frozen=True)
class ProfileFigure(Figure):
    """Where the municipality lies, how large it is, and what it belongs to."""

    frame: Municipality

    @property
    def size(self) -> str:
        """Residents and surface, each with its day, in a sentence for a page; "" where one is unknown."""
        return self._size("**")

    @cached_property
    def drawing(self) -> Drawing:
        """The province with the municipality filled."""
        frame, code, areas = self.frame, self.frame.code, self.frame.areas
        points = frame.release.label_points
        current = areas.current(code)
        on_map = [nis for nis in frame.release.by_residents if nis != current]
        on_map += [code] if frame.in_force else areas.former(current)
        rows = pd.DataFrame(
            [(nis, areas.name(nis), LOOK[0] if nis == code else CONTEXT) for nis in on_map],
            columns=["nis", "naam", "kleur"],
        )
        x0, y0, x1, y1 = frame.release.manifest["boundaries"]["bounds"]["province"]
        box = (x0, y0, x1, y1)
        named = [(areas.name(nis), points[nis]) for nis in dict.fromkeys([code, *on_map[:6]])]
        names = [
            label_frame(named, [("Brussel", points[BRUSSELS])], box, size).assign(smal=narrow)
            for narrow, size in ((False, MAP_SIZE), (True, NARROW_MAP_SIZE))
        ]
        spec = _map_spec(frame.release.manifest["boundaries"]["file"], frame.regions, box)
        return Drawing(spec, {"gebieden": rows, "opschriften": pd.concat(names)})

    def exported(self) -> ExportedFigure:
        """The map at the height of a sheet, with what is told beside it as a table."""
        frame = self.frame
        looks = zip(frame.regions, REGION_COLOURS, strict=False)
        key = tuple((frame.name(region), colour) for region, colour in looks)
        spec = {**self.drawing.spec, "height": PAPER_MAP_HEIGHT}
        shown = Shown(
            title=frame.areas.name(frame.code),
            sentence=self._size() or f"{frame.areas.name(frame.code)}: gemeente in de provincie.",
            indicators=self._indicators,
            drawings=(replace(self.drawing, spec=spec, key=key),),
            table=pd.DataFrame(self._facts(), columns=["Wat", "Gegeven"]),
        )
        return of_indicators(frame, shown)

    def _size(self, strong: str = "") -> str:
        density = self.frame.density
        if density.numerator is None or density.denominator is None:
            return ""
        residents = f"{strong}{formats.number(density.numerator)} inwoners{strong}"
        surface = f"{strong}{formats.number(density.denominator, 1)} km²{strong}"
        return f"{residents} op {density.period_label}, op {surface}: {density.text}."

    @property
    def _indicators(self) -> Sequence[Indicator]:
        known = self.frame.catalog.indicator_by_id
        return [known[DENSITY]] if DENSITY in known else []

    def _facts(self) -> list[tuple[str, str]]:
        frame, areas, density = self.frame, self.frame.areas, self.frame.density
        facts = [("NIS-code", frame.code)]
        if density.numerator is not None and density.denominator is not None:
            facts += [
                (f"Inwoners ({density.period_label})", formats.number(density.numerator)),
                ("Oppervlakte (km²)", formats.number(density.denominator, 1)),
                (f"Bevolkingsdichtheid ({density.period_label})", density.text),
            ]
        former = [areas.name(nis) for nis in areas.former(frame.code)]
        facts += [("Fusie van", formats.listing(former))] if former else []
        if not frame.in_force:
            facts.append(("Opgegaan in", areas.name(areas.current(frame.code))))
        beside = [areas.name(nis) for nis in neighbours(frame.tables, areas.current(frame.code))]
        facts += [("Buurgemeenten", formats.listing(beside))] if beside else []
        return [*facts, *(("Hoort bij", label) for label in frame.memberships)]


@dataclass(frozen=True)
class SimilarFigure(Figure):
    """The municipalities that resemble it most, and on what."""

    frame: Municipality

    @property
    def refusal(self) -> str:
        """A former municipality, or one without a profile."""
        if not self.frame.in_force:
            return FORMER
        return "" if self.peers else NO_PEERS

    @cached_property
    def peers(self) -> list[Peer]:
        """The nearest first."""
        return list(known_profiles(self.frame.tables).similar(self.frame.code))

    @property
    def method(self) -> str:
        """How likeness is measured."""
        return known_profiles(self.frame.tables).method

    def exported(self) -> ExportedFigure:
        """One line for each, with the reason."""
        frame, known = self.frame, self.frame.catalog.indicator_by_id
        table = pd.DataFrame(
            [(peer.code, frame.areas.name(peer.code), peer.sentence) for peer in self.peers],
            columns=["Code", "Gebied", "In woorden"],
        )
        names = formats.listing([frame.areas.name(peer.code) for peer in self.peers])
        shown = Shown(
            title=f"Gemeenten als {frame.areas.name(frame.code)}",
            sentence=f"{names} lijken het meest op {frame.areas.name(frame.code)}.",
            indicators=[known[entry.indicator] for entry in VARIABLES if entry.indicator in known],
            drawings=(),
            table=table,
        )
        made = of_indicators(frame, shown)
        return replace(made, notes=(self.method, *made.notes))


@lru_cache(maxsize=16)
def _map_spec(file: str, regions: tuple[str, ...], box: geometry.Bounds) -> dict[str, Any]:
    return as_spec(locator_chart(geometry.in_browser(file), regions, box, height=MAP_HEIGHT))
