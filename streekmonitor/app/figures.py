"""The first row of the indicator view: the map with its legend, and the ranking."""

from dataclasses import replace
from functools import lru_cache, partial
from typing import Any

import pandas as pd
import streamlit as st

from streekmonitor import formats
from streekmonitor.analysis import presented
from streekmonitor.app import controls, exports, figure_tools, playback, state
from streekmonitor.charts import geometry
from streekmonitor.charts.legend import class_legend, symbol_legend
from streekmonitor.charts.map import map_chart
from streekmonitor.charts.map_frames import (
    MapLook,
    Point,
    label_frame,
    legend_frame,
    map_frame,
    place_frame,
    symbol_frame,
)
from streekmonitor.charts.ranking import ranking_chart
from streekmonitor.charts.ranking_frames import alphabet_frame, ranking_frame, shared_status
from streekmonitor.charts.slim import slim
from streekmonitor.charts.theme import as_spec
from streekmonitor.export.exported import Drawing
from streekmonitor.figures.screen import Screen
from streekmonitor.view import OWN

MAP_HEIGHT, SMALL_MAP_HEIGHT = 306, 250
# The least room that names on the map can count on, on a desk and on a phone.
MAP_WIDTH, SMALL_MAP_WIDTH, NARROW_MAP_WIDTH = 720.0, 540.0, 350.0
RANKING_HEIGHT = 430
BRUSSELS = "21004"
FIRST_MAP, SECOND_MAP = "kaart", "tweede_kaart"
PLACE_WORDS = {"station": "Station", "bicycle_counter": "Telpunt"}
SOFT_WORDS = {
    "provisional": "Gestreepte rand: voorlopig cijfer.",
    "estimated": "Gestreepte rand: raming.",
    "projected": "Gestreepte rand: vooruitzicht.",
}
NO_RANKING = "Een enquête wordt niet gerangschikt: verschillen tussen gemeenten kunnen toeval zijn."


def draw_map(screen: Screen, name: str = FIRST_MAP) -> None:
    """The municipalities by class, or by symbol for a count, with the legend below.

    `name` tells maps on one page apart.
    """
    heading, play, choice = st.columns([3, 0.5, 1.1], vertical_alignment="center")
    heading.markdown(f"##### {screen.title}")
    if name == FIRST_MAP:
        with play:
            playback.draw_button(screen)
        with choice:
            controls.draw_region(screen)
    look, box = _look(screen), _box(screen)
    height = SMALL_MAP_HEIGHT if screen.way.kind == presented.SIDE_BY_SIDE else MAP_HEIGHT
    tables = _map_tables(screen, look, box, height)
    kinds = {"symbols": look.symbols, "places": "plaatsen" in tables, "own": "omtrek" in tables}
    file = screen.release.manifest["boundaries"]["file"]
    spec = _map_spec(file, screen.regions, box, height, **kinds)
    key = state.chart_key(name, screen.view.set_id, *box, *kinds.values())
    words = "Kaart van de gemeenten; de tabel bij de figuren bevat dezelfde cijfers."
    chart = spec | {"datasets": slim(tables)}
    if screen.playing:
        st.vega_lite_chart(chart, key=f"{key}-stil", theme=None, alt=words)
    else:
        st.vega_lite_chart(chart, key=key, theme=None, on_select=state.click(key), alt=words)
    drawings = [exports.map_drawing(screen, spec, tables), _legend(screen, look, f"legende_{name}")]
    if not screen.playing:
        figure_tools.draw(screen, lambda: exports.of_screen(screen, screen.title, drawings), name)


def _map_tables(
    screen: Screen, look: MapLook, box: geometry.Bounds, height: float
) -> dict[str, pd.DataFrame]:
    """The rows of the map; of figures that stations or counters have, those instead of circles."""
    width = SMALL_MAP_WIDTH if height == SMALL_MAP_HEIGHT else MAP_WIDTH
    tables = {
        "gebieden": map_frame(look, screen.shown, screen.areas, screen.release.label_points),
        "opschriften": _labels(screen, box, (width, height)),
    }
    places = _places(screen, look)
    if len(places):
        tables["gebieden"] = tables["gebieden"].assign(omvang=0.0)
        tables["plaatsen"] = places
    if screen.view.set_id == OWN:
        tables["omtrek"] = _outline(screen)
    return tables


def _legend(screen: Screen, look: MapLook, key: str) -> Drawing:
    """The classes with their numbers of municipalities, or the sizes of circles; and what edges mean."""
    if look.symbols:
        scale = {"maten": symbol_frame(look, screen.shown["value"])}
        words = "Legende: de maat van de cirkels."
        st.vega_lite_chart(_symbol_spec() | {"datasets": slim(scale)}, key=key, theme=None, alt=words)
        drawing = Drawing(_symbol_spec(), scale)
    else:
        few = "" if screen.way.kind != presented.INDEX else "geen index"
        legend = {"klassen": legend_frame(look, screen.shown, screen.areas, few)}
        words = "Legende: aantal gemeenten per klasse."
        st.vega_lite_chart(_legend_spec() | {"datasets": slim(legend)}, key=key, theme=None, alt=words)
        drawing = exports.legend_drawing(_legend_spec(), legend)
    notes = [SOFT_WORDS[status] for status in SOFT_WORDS if (screen.shown["status"] == status).any()]
    if screen.shown["small"].any():
        notes.append("Klein aantal: het cijfer steunt op weinig gevallen.")
    if not screen.ranked:
        notes.append(NO_RANKING)
    if notes:
        st.caption(" ".join(notes))
    return drawing


def draw_ranking(screen: Screen) -> None:
    """The municipalities from high to low, between the regions and comparators; by name for a survey."""
    heading, switch = st.columns([1.6, 1], vertical_alignment="center")
    status = shared_status(screen.shown)
    remark = f" ({formats.STATUS_WORDS[status]})" if status else ""
    heading.markdown(f"##### {'Rangschikking' if screen.ranked else 'Per gemeente'}{remark}")
    if screen.ranked:
        with switch:
            _toggle_all(screen, disabled=screen.playing)
    shown = screen.shown.assign(naam=[screen.name(code) for code in screen.shown["area"]])
    everything = screen.view.show_all or not screen.ranked
    arrange = partial(ranking_frame, centre=screen.way.centre) if screen.ranked else alphabet_frame
    rows = arrange(screen.notation, shown, compared(screen), screen.series, show_all=everything)
    key = state.chart_key("rangschikking", len(rows))
    drawing = Drawing(_ranking_spec(len(rows)), {"rijen": rows})
    spec = {**drawing.spec, "datasets": slim(drawing.datasets)}
    order = "Rangschikking van de gemeenten" if screen.ranked else "De gemeenten op naam"
    words = f"{order}; de tabel bij de figuren bevat dezelfde cijfers."
    # All 63 scroll in a box of their own, beside the map on which a click shows.
    box = st.container(height=RANKING_HEIGHT, border=False, key="alle_rijen") if everything else st
    if not screen.playing:
        box.vega_lite_chart(spec, key=key, theme=None, on_select=state.click(key), alt=words)
        figure_tools.draw(screen, lambda: exports.of_screen(screen, screen.title, [drawing]), "rangschikking")
    else:
        box.vega_lite_chart(spec, key=f"{key}-stil", theme=None, alt=words)


def compared(screen: Screen) -> pd.DataFrame:
    """The regions and comparators beside the municipalities; of a count none, it would dwarf them."""
    groups = [] if screen.symbols else [code for code in screen.series_rows if code in screen.groups]
    rows = [(code, screen.name(code), *screen.value(code), screen.small(code)) for code in groups]
    columns = ["area", "naam", "value", "status", "small"]
    return pd.DataFrame(rows, columns=columns).astype({"value": float, "small": bool})


def _toggle_all(screen: Screen, *, disabled: bool) -> None:
    st.session_state["alle"] = screen.view.show_all
    change = state.choose("alle", lambda view, on: replace(view, show_all=on))
    st.toggle("Toon alle", key="alle", on_change=change, disabled=disabled)


def _look(screen: Screen) -> MapLook:
    """Classes, or symbols on a scale that is the same for every period; that of a change is its own."""
    bounds, colours = screen.classes
    if not screen.symbols:
        return MapLook(screen.notation, bounds, colours, screen.view.selected)
    largest = (
        float(screen.shown["value"].abs().max())
        if screen.way.made
        else screen.tables.largest_count(screen.indicator.id, screen.set_id)
    )
    return MapLook(screen.notation, [], colours, screen.view.selected, largest)


def _box(screen: Screen) -> geometry.Bounds:
    """The extent of the map in metres: the province, or the region that is zoomed in on."""
    region = screen.view.region or "province"
    if region == OWN:
        return geometry.bounds_of(_outline(screen))
    x0, y0, x1, y1 = screen.release.manifest["boundaries"]["bounds"][region]
    return (x0, y0, x1, y1)


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


def _labels(screen: Screen, box: geometry.Bounds, size: Point) -> pd.DataFrame:
    """Names on the map: the selected first, then the municipalities with most residents."""
    points, on_map = screen.release.label_points, set(screen.shown["area"])
    codes = dict.fromkeys([*screen.view.selected, *screen.release.by_residents])
    names = [(screen.areas.name(code), points[code]) for code in codes if code in on_map]
    context = [("Brussel", points[BRUSSELS])]
    fitting = {False: size, True: (NARROW_MAP_WIDTH, size[1])}
    return pd.concat(
        [label_frame(names, context, box, room).assign(smal=narrow) for narrow, room in fitting.items()]
    )


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
) -> dict[str, Any]:
    chart = map_chart(
        geometry.in_browser(file),
        regions,
        box,
        height=height,
        symbols=symbols,
        places=places,
        drawn_outline=own,
    )
    return as_spec(chart)


@lru_cache(maxsize=1)
def _legend_spec() -> dict[str, Any]:
    return as_spec(class_legend())


@lru_cache(maxsize=1)
def _symbol_spec() -> dict[str, Any]:
    return as_spec(symbol_legend())


@lru_cache(maxsize=64)
def _ranking_spec(rows_in_view: int) -> dict[str, Any]:
    return as_spec(ranking_chart(rows_in_view))
