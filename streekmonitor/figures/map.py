"""The map of an indicator: municipalities by class, or by symbol for a count, with its legend."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from functools import cached_property, lru_cache
from typing import Any

import pandas as pd

from streekmonitor.analysis import presented
from streekmonitor.analysis.tables import Tables
from streekmonitor.charts import geometry
from streekmonitor.charts.legend import class_legend, symbol_legend
from streekmonitor.charts.map import WIDE, map_chart
from streekmonitor.charts.map_frames import (
    MapLook,
    label_frame,
    legend_frame,
    map_frame,
    mark_frame,
    place_frame,
    symbol_frame,
)
from streekmonitor.charts.theme import as_spec
from streekmonitor.export.exported import Drawing, ExportedFigure
from streekmonitor.figures.figure import Figure
from streekmonitor.figures.of_screen import no_municipalities, of_screen, sentence, shown_numbers
from streekmonitor.figures.screen import Screen
from streekmonitor.view import OWN

MAP_HEIGHT, SMALL_MAP_HEIGHT, LEGEND_HEIGHT = 306, 250, 84
# On paper a map is as wide as the sheet, so its height follows from what is on it.
PROVINCE_HEIGHT, REGION_HEIGHT = 425, 640
# The least room that names can count on: on a projector, half of one, a larger screen, a phone.
MAP_WIDTH, SMALL_MAP_WIDTH = 720.0, 540.0
LARGE_MAP = (float(WIDE[0]), float(WIDE[1] - LEGEND_HEIGHT))
NARROW_MAP = (345.0, 140.0)
# The size of a map in pixels, and what is told of the names that fit there.
Room = tuple[Any, ...]
BRUSSELS = "21004"
PLACE_WORDS = {"station": "Station", "bicycle_counter": "Telpunt"}
SOFT_WORDS = {
    "provisional": "Gestreepte rand: voorlopig cijfer.",
    "estimated": "Gestreepte rand: raming.",
    "projected": "Gestreepte rand: vooruitzicht.",
}
SMALL_BASE = "Klein aantal: het cijfer steunt op weinig gevallen."
ALL_YEARS = "De klassen volgen uit de cijfers van alle jaren."
NO_RANKING = "Een enquête wordt niet gerangschikt: verschillen tussen gemeenten kunnen toeval zijn."
ONE_MAP = "Deze weergave heeft maar één kaart: een tweede is er alleen bij “Twee periodes”."


@dataclass(frozen=True)
class MapFigure(Figure):
    """The municipalities of a screen on the map; of two periods the first, or the `second`."""

    screen: Screen
    second: bool = False

    @property
    def paired(self) -> bool:
        """Whether it is one of two maps beside each other."""
        return self.screen.way.kind == presented.SIDE_BY_SIDE

    @property
    def refusal(self) -> str:
        """No municipalities, or no second map."""
        return no_municipalities(self.screen) or (ONE_MAP if self.second and not self.paired else "")

    @cached_property
    def here(self) -> Screen:
        """The screen in the period of this map."""
        first = self.paired and not self.second
        return replace(self.screen, period=self.screen.way.since) if first else self.screen

    @property
    def title(self) -> str:
        """What, in which unit, when."""
        return self.here.title

    @property
    def heading(self) -> str:
        """The title in short, for below a sentence that says it in full."""
        return self.here.heading

    @cached_property
    def box(self) -> geometry.Bounds:
        """The extent of the map in metres: the province, or the region that is zoomed in on."""
        region = self.screen.view.region or "province"
        if region == OWN:
            return geometry.bounds_of(_outline(self.screen))
        x0, y0, x1, y1 = self.screen.release.manifest["boundaries"]["bounds"][region]
        return (x0, y0, x1, y1)

    @cached_property
    def kinds(self) -> dict[str, bool]:
        """What it is drawn with, which its spec depends on."""
        tables = self._tables
        return {"symbols": self._look.symbols, "places": "plaatsen" in tables, "own": "omtrek" in tables}

    @cached_property
    def drawing(self) -> Drawing:
        """The map as on screen."""
        file = self.screen.release.manifest["boundaries"]["file"]
        spec = _map_spec(file, self.screen.regions, self.box, self._size[1], **self.kinds)
        return Drawing(spec, self._tables)

    @cached_property
    def on_screen(self) -> Drawing:
        """The map with its legend below it in one drawing."""
        file = self.screen.release.manifest["boundaries"]["file"]
        height = self._size[1] + LEGEND_HEIGHT
        spec = _map_spec(file, self.screen.regions, self.box, height, legend=True, **self.kinds)
        return Drawing(spec, {**self._tables, **self._with_legend, "opschriften": self._names_by_room})

    @property
    def _with_legend(self) -> Mapping[str, pd.DataFrame]:
        """The rows of the legend on screen; of classes without what only circles and files need."""
        rows, areas = self.legend.datasets, self._tables["gebieden"]
        if self._look.symbols:
            return rows
        return {
            "gebieden": areas.drop(columns=["x", "y", "omvang", "symbool"]),
            "klassen": rows["klassen"].drop(columns=["volgorde", "keuze"]),
            "merken": mark_frame(self._look, areas, rows["klassen"], self._size[0]),
        }

    @property
    def _names_by_room(self) -> pd.DataFrame:
        """The names for a phone, for this map on a projector, and for a larger screen."""
        small, large = ("breed", False), ("breed", True)
        rooms = (NARROW_MAP, ("smal", True), small), (self._size, ("smal", False), small)
        return _labels(self.here, self.box, *rooms, (LARGE_MAP, ("smal", False), large))

    @cached_property
    def legend(self) -> Drawing:
        """The classes with their numbers of municipalities, or the sizes of circles."""
        here = self.here
        if self._look.symbols:
            return Drawing(_symbol_spec(), {"maten": symbol_frame(self._look, here.shown["value"])})
        few = "" if here.way.kind != presented.INDEX else "geen index"
        rows = legend_frame(self._look, here.shown, here.areas, few)
        return Drawing(_legend_spec(), {"klassen": rows}, heading="Aantal gemeenten per klasse")

    @cached_property
    def remarks(self) -> list[str]:
        """What edges mean, and what must be known of the figures on the map."""
        shown = self.here.shown
        found = [words for status, words in SOFT_WORDS.items() if (shown["status"] == status).any()]
        found += [SMALL_BASE] if shown["small"].any() else []
        found += [ALL_YEARS] if self.here.has_two_classes and self.here.view.all_years else []
        return found if self.here.ranked else [*found, NO_RANKING]

    def exported(self) -> ExportedFigure:
        """The map at the height of a sheet of paper, with the names of the colours of its outlines."""
        screen, here = self.screen, self.here
        height = REGION_HEIGHT if screen.view.region else PROVINCE_HEIGHT
        outlined = {*screen.regions, *screen.view.selected}
        key = tuple((entry.name, entry.colour) for entry in screen.series if entry.code in outlined)
        on_paper = replace(self.drawing, spec={**self.drawing.spec, "height": height}, key=key)
        legend = replace(self.legend, caption=" ".join(self.remarks))
        # The link and the way stay those of the whole view; what is told is of this map.
        made = of_screen(screen, self.title, [on_paper, legend], shown_numbers(here))
        return replace(made, sentence=sentence(here))

    @cached_property
    def _look(self) -> MapLook:
        """Classes, or symbols on a scale that is the same for every period; that of a change is its own."""
        here = self.here
        bounds, colours = here.classes
        if not here.symbols:
            return MapLook(here.notation, bounds, colours, here.view.selected)
        largest = (
            float(here.shown["value"].abs().max())
            if here.way.made
            else here.tables.largest_count(here.indicator.id, here.set_id)
        )
        return MapLook(here.notation, [], colours, here.view.selected, largest)

    @property
    def _size(self) -> tuple[float, int]:
        """Width that names can count on, and height."""
        return (SMALL_MAP_WIDTH, SMALL_MAP_HEIGHT) if self.paired else (MAP_WIDTH, MAP_HEIGHT)

    @cached_property
    def _tables(self) -> dict[str, pd.DataFrame]:
        """The rows of the map; of figures that stations or counters have, those instead of circles."""
        here = self.here
        tables = {
            "gebieden": map_frame(self._look, here.shown, here.areas, here.release.label_points),
            "opschriften": _labels(
                here, self.box, (NARROW_MAP, ("smal", True)), (self._size, ("smal", False))
            ),
        }
        places = _places(here, self._look)
        if len(places):
            tables["gebieden"] = tables["gebieden"].assign(omvang=0.0)
            tables["plaatsen"] = places
        if here.view.set_id == OWN:
            tables["omtrek"] = _outline(here)
        return tables


def _outline(screen: Screen) -> pd.DataFrame:
    return _outline_of(_Boundaries(screen.release.id, screen.release.boundaries), screen.view.own_members)


class _Boundaries:
    """The topology of a release, to be remembered by the release's id."""

    def __init__(self, release: str, topology: Any) -> None:
        self.release, self.topology = release, topology

    def __hash__(self) -> int:
        return hash(self.release)

    def __eq__(self, other: object) -> bool:
        return isinstance(other, _Boundaries) and self.release == other.release


@lru_cache(maxsize=64)
def _outline_of(boundaries: _Boundaries, members: tuple[str, ...]) -> pd.DataFrame:
    return geometry.outline(boundaries.topology, members)


def _places(screen: Screen, look: MapLook) -> pd.DataFrame:
    """The stations or counters in the province behind the figures on screen, where the release has them."""
    places, measure = screen.release.places, screen.catalog.main_measure(screen.indicator).id
    here = places[(places["measure"] == measure) & (places["period"] == screen.period)]
    here = here[here["area"].isin(screen.shown["area"])]
    if here.empty or screen.way.made or not screen.symbols:
        return pd.DataFrame()
    return place_frame(look, here, PLACE_WORDS.get(str(here["kind"].iloc[0]), "Meetpunt"))


def _labels(screen: Screen, box: geometry.Bounds, *rooms: Room) -> pd.DataFrame:
    """Names on the map: the selected first, then the municipalities with most residents."""
    on_map = frozenset(screen.shown["area"])
    return screen.tables.kept(_placed_names, on_map, screen.view.selected, box, rooms)


def _placed_names(
    tables: Tables,
    on_map: frozenset[str],
    selected: tuple[str, ...],
    box: geometry.Bounds,
    rooms: tuple[Room, ...],
) -> pd.DataFrame:
    release = tables.release
    points, areas = release.label_points, release.areas
    codes = dict.fromkeys([*selected, *release.by_residents])
    names = [(areas.name(code), points[code]) for code in codes if code in on_map]
    context = [("Brussel", points[BRUSSELS])]
    return pd.concat([label_frame(names, context, box, size).assign(**dict(marks)) for size, *marks in rooms])


@lru_cache(maxsize=64)
def _map_spec(
    file: str,
    regions: tuple[str, ...],
    box: geometry.Bounds,
    height: int,
    *,
    symbols: bool,
    places: bool,
    own: bool,
    legend: bool = False,
) -> dict[str, Any]:
    chart = map_chart(
        geometry.in_browser(file),
        regions,
        box,
        height=height,
        symbols=symbols,
        places=places,
        drawn_outline=own,
        legend=legend,
    )
    return as_spec(chart)


@lru_cache(maxsize=1)
def _legend_spec() -> dict[str, Any]:
    return as_spec(class_legend())


@lru_cache(maxsize=1)
def _symbol_spec() -> dict[str, Any]:
    return as_spec(symbol_legend())
