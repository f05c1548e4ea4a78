"""The figures of the indicator view: map with legend, ranking, trend and table."""

from dataclasses import replace
from functools import lru_cache, partial
from typing import Any

import pandas as pd
import streamlit as st

from streekmonitor import formats
from streekmonitor.analysis import text
from streekmonitor.app import exports, figure_tools, state
from streekmonitor.app.screen import Screen
from streekmonitor.charts import frames, geometry
from streekmonitor.charts.legend import class_legend
from streekmonitor.charts.map import map_chart
from streekmonitor.charts.ranking import ranking_chart
from streekmonitor.charts.theme import as_spec
from streekmonitor.charts.trend import trend_chart
from streekmonitor.export.exported import Drawing

MAP_HEIGHT = 330
# The least room that names on the map can count on, on a desk and on a phone.
MAP_SIZE = (720.0, 320.0)
NARROW_MAP_SIZE = (350.0, 320.0)
TREND_HEIGHT = 250
TABLE_HEIGHT = 330
RANKING_HEIGHT = 430
BRUSSELS = "21004"


def draw_map(screen: Screen) -> None:
    """The municipalities by class, or by symbol for a count, with the legend below."""
    release, view, indicator = screen.release, screen.view, screen.indicator
    st.markdown(f"##### {screen.title}")
    boundaries = release.manifest["boundaries"]
    x0, y0, x1, y1 = boundaries["bounds"][view.region or "province"]
    box = (x0, y0, x1, y1)
    counts = indicator.is_count
    largest = screen.tables.largest_count(indicator.id, screen.set_id) if counts else 0.0
    look = frames.MapLook(indicator, screen.bounds, largest, view.selected)
    tables = {
        "gebieden": frames.map_frame(look, screen.shown, screen.areas, release.label_points),
        "opschriften": _labels(screen, box),
    }
    spec = _map_spec(boundaries["file"], screen.regions, box, symbols=counts)
    key = state.chart_key("kaart", view.set_id, view.region or "provincie", counts)
    words = "Kaart van de gemeenten; de tabel bij de figuren bevat dezelfde cijfers."
    st.vega_lite_chart(
        spec | {"datasets": tables}, key=key, theme=None, on_select=state.click(key), alt=words
    )
    drawings = [exports.map_drawing(screen, spec, tables)]
    if counts:
        st.caption("Hoe groter de cirkel, hoe hoger het aantal. De schaal is voor alle periodes dezelfde.")
    else:
        legend = {"klassen": frames.legend_frame(look, screen.shown, screen.areas)}
        words = "Legende: aantal gemeenten per klasse."
        st.vega_lite_chart(_legend_spec() | {"datasets": legend}, key="legende", theme=None, alt=words)
        drawings.append(exports.legend_drawing(_legend_spec(), legend))
    figure_tools.draw(screen, lambda: exports.of_screen(screen, screen.title, drawings), "kaart")


def draw_ranking(screen: Screen) -> None:
    """The municipalities from high to low, between the regions and comparators; by name for a survey."""
    title, switch = st.columns([1.6, 1], vertical_alignment="center")
    title.markdown(f"##### {'Rangschikking' if screen.ranked else 'Per gemeente'}")
    if screen.ranked:
        with switch:
            _toggle_all(screen)
    shown = screen.shown.assign(naam=[screen.name(code) for code in screen.shown["area"]])
    # A region's count would dwarf those of its municipalities.
    groups = [code for code in screen.series_rows if code in screen.groups]
    compared = pd.DataFrame(
        [(code, screen.name(code), *screen.value(code)) for code in groups if not screen.indicator.is_count],
        columns=["area", "naam", "value", "status"],
    ).astype({"value": float})
    everything = screen.view.show_all or not screen.ranked
    arrange = frames.ranking_frame if screen.ranked else frames.alphabet_frame
    rows = arrange(screen.indicator, shown, compared, screen.series, show_all=everything)
    key = state.chart_key("rangschikking", len(rows))
    tables = {"rijen": rows}
    spec = _ranking_spec(len(rows))
    words = f"De gemeenten {'van hoog naar laag' if screen.ranked else 'op naam'}, ook in de tabel."
    # All 63 scroll in a box of their own, beside the map on which a click shows.
    box = st.container(height=RANKING_HEIGHT, border=False, key="alle_rijen") if everything else st
    box.vega_lite_chart(
        spec | {"datasets": tables}, key=key, theme=None, on_select=state.click(key), alt=words
    )
    drawing = Drawing(spec, tables)
    figure_tools.draw(screen, lambda: exports.of_screen(screen, screen.title, [drawing]), "rangschikking")


def _toggle_all(screen: Screen) -> None:
    st.session_state["alle"] = screen.view.show_all
    change = state.choose("alle", lambda view, on: replace(view, show_all=on))
    st.toggle("Toon alle", key="alle", on_change=change)


def draw_trend(screen: Screen) -> None:
    """The regions, the comparators and the selected municipalities through time."""
    st.markdown(f"##### Evolutie ({screen.indicator.unit})")
    if len(screen.periods) == 1:
        st.caption(f"Er is één periode ({screen.period_words}): nog geen evolutie te tonen.")
        return
    from_zero = screen.indicator.is_count
    # Counts of a municipality and of a region share no readable axis: the selection goes before.
    own = screen.view.selected or screen.regions
    series = [entry for entry in screen.series if entry.code in own or not from_zero]
    reference = screen.catalog.main_measure(screen.indicator).reference
    axis = frames.TrendAxis(from_zero=from_zero, height=TREND_HEIGHT, reference=reference)
    tables = frames.trend_frames(screen.indicator, screen.series_rows, series, screen.period, axis)
    words = (
        "Evolutie van de regio’s en de gekozen gemeenten; de tabel bevat de cijfers van de gekozen periode."
    )
    spec = _trend_spec(from_zero=from_zero)
    st.vega_lite_chart(spec | {"datasets": tables}, key="evolutie", theme=None, alt=words)
    if not from_zero:
        st.caption(exports.NOT_FROM_ZERO)
    figure_tools.draw(
        screen, lambda: exports.trend(screen, spec, tables, [entry.code for entry in series]), "evolutie"
    )


def draw_table(screen: Screen) -> None:
    """The figures of map and ranking, and those of the regions and comparators, as text."""
    st.markdown(f"##### Tabel, {screen.period_words}")
    areas, indicator = screen.areas, screen.indicator
    codes = [*screen.regions, *screen.comparators]
    cell = partial(frames.value_text, indicator, unit_told=True)
    rows = [(screen.name(code), "", cell(*screen.value(code))) for code in codes]
    shown = screen.shown[["area", "value", "status", "rank"]].itertuples(index=False)
    rows += sorted(
        (areas.name(code), _rank_text(rank), cell(value, status)) for code, value, status, rank in shown
    )
    told = indicator.unit in frames.UNITS_AT_THE_NUMBER or text.unit_is_told(indicator)
    head = indicator.short_label + ("" if told else f" ({indicator.unit})")
    table = pd.DataFrame(rows, columns=["Gebied", "Rang", head])
    if not screen.ranked:
        table = table.drop(columns="Rang")
    st.table(table, hide_index=True, height=TABLE_HEIGHT, border="horizontal")
    figure_tools.draw(screen, lambda: exports.of_screen(screen, screen.title, []), "tabel")


@lru_cache(maxsize=64)
def _map_spec(file: str, regions: tuple[str, ...], box: geometry.Bounds, *, symbols: bool) -> dict[str, Any]:
    shapes = geometry.in_browser(file)
    return as_spec(map_chart(shapes, regions, box, height=MAP_HEIGHT, symbols=symbols))


@lru_cache(maxsize=1)
def _legend_spec() -> dict[str, Any]:
    return as_spec(class_legend())


@lru_cache(maxsize=64)
def _ranking_spec(rows_in_view: int) -> dict[str, Any]:
    return as_spec(ranking_chart(rows_in_view))


@lru_cache(maxsize=2)
def _trend_spec(*, from_zero: bool) -> dict[str, Any]:
    return as_spec(trend_chart(from_zero=from_zero, height=TREND_HEIGHT))


def _labels(screen: Screen, box: geometry.Bounds) -> pd.DataFrame:
    """Names on the map: the selected first, then the municipalities with most residents."""
    points, on_map = screen.release.label_points, set(screen.shown["area"])
    codes = dict.fromkeys([*screen.view.selected, *screen.release.by_residents])
    names = [(screen.areas.name(code), points[code]) for code in codes if code in on_map]
    context = [("Brussel", points[BRUSSELS])]
    fitting = {False: MAP_SIZE, True: NARROW_MAP_SIZE}
    return pd.concat(
        [
            frames.label_frame(names, context, box, size).assign(smal=narrow)
            for narrow, size in fitting.items()
        ]
    )


def _rank_text(rank: float) -> str:
    return formats.ordinal(int(rank)) if rank > 0 else ""
