"""The page Pendel: the commuters of a municipality or a region, on a map, in bars and in a matrix."""

from collections.abc import Callable
from dataclasses import dataclass, replace
from functools import lru_cache, partial
from html import escape
from typing import Any

import pandas as pd
import streamlit as st

from streekmonitor import formats
from streekmonitor.analysis.commuter_map import FLOW, Commuters, members_of
from streekmonitor.analysis.commuting import Commuting, Direction
from streekmonitor.analysis.tables import Tables
from streekmonitor.app import commuting_files, controls, figure_tools, state
from streekmonitor.app.shell import open_page
from streekmonitor.areas import PROVINCE
from streekmonitor.catalog import FlowMeasure
from streekmonitor.charts import flow_frames, flowbars, geometry, heat_frames
from streekmonitor.charts.flowmap import flow_map
from streekmonitor.charts.heatmap import heat_map_chart
from streekmonitor.charts.theme import as_spec
from streekmonitor.export.exported import Drawing, ExportedFigure
from streekmonitor.figures.frame import Frame
from streekmonitor.view import THRESHOLDS, View

TITLE = "Wie werkt waar?"
PAGE = "pendel"
MAP_HEIGHT, PAPER_MAP_HEIGHT = 410, 500
TABLE_HEIGHT = 330
WIDE_AND_NARROW = (1.55, 1.0)
MAP_SIZE, NARROW_MAP_SIZE = (780.0, 400.0), (350.0, 400.0)
DIRECTIONS: dict[str, Direction] = {"uit": "out", "in": "in"}
DIRECTION_WORDS = {"uit": "Waar inwoners werken", "in": "Waar werkenden wonen"}


@dataclass(frozen=True)
class Centre:
    """What the page is about: a municipality or a region, its members, and the flows."""

    frame: Frame
    flow: FlowMeasure
    commuters: Commuters
    code: str
    members: tuple[str, ...]
    result: Commuting

    @property
    def direction(self) -> Direction:
        """The way that the map looks."""
        return DIRECTIONS[self.frame.view.direction]

    @property
    def name(self) -> str:
        """Its name."""
        return self.frame.name(self.code)

    @property
    def period(self) -> str:
        """When, in words."""
        return self.commuters.table.period_label

    @property
    def both_ways(self) -> pd.DataFrame:
        """All partners, see `Commuters.both_ways`."""
        return self.commuters.both_ways(self.members)


def draw() -> None:
    """The whole page."""
    frame = open_page(PAGE, TITLE)
    flow = frame.catalog.flow_by_id.get(FLOW)
    commuters = _commuters(frame.tables)
    if flow is None or commuters.table.rows.empty:
        st.info("In deze release staan er geen pendelstromen.")
        return
    centre = _centre(frame, flow, commuters)
    _controls(centre)
    st.markdown(f"**{centre.result.sentence}**")
    if centre.result.totals is None:
        return
    left, right = st.columns(WIDE_AND_NARROW, gap="medium")
    with left:
        _map(centre)
    with right:
        _shares(centre)
        _partners(centre, centre.direction)
    left, right = st.columns(WIDE_AND_NARROW, gap="medium")
    with left:
        _totals(centre)
        _table(centre)
    with right:
        _partners(centre, "in" if centre.direction == "out" else "out")
    left, right = st.columns(WIDE_AND_NARROW, gap="medium")
    with left:
        _matrix(centre)
    with right:
        _explanation(frame, flow)


@lru_cache(maxsize=2)
def _commuters(tables: Tables) -> Commuters:
    return Commuters(tables.release)


def _centre(frame: Frame, flow: FlowMeasure, commuters: Commuters) -> Centre:
    """The region that was zoomed in on, else the first selected municipality, else the first region."""
    view, areas = frame.view, frame.areas
    code = view.region or (areas.current(view.selected[0]) if view.selected else frame.regions[0])
    regions = view.regions(areas)
    members = members_of(areas, code, regions)
    around = next((region for region in regions if code in region.members), None)
    result = commuters.commuting(members, frame.phrase(code), around)
    return Centre(frame, flow, commuters, code, members, result)


def chosen(view: View, code: str) -> View:
    """The view with another area in the middle."""
    in_set = code.isdigit()
    return replace(view.leading(code), region=None) if in_set else replace(view, region=code)


def _controls(centre: Centre) -> None:
    frame = centre.frame
    area, direction, threshold = st.columns([2, 2, 1.4])
    with area:
        options = [*frame.regions, *sorted(frame.areas.within(PROVINCE), key=frame.areas.name)]
        controls.select("Regio of gemeente", options, centre.code, frame.name, chosen)
    with direction:
        change = lambda view, way: replace(view, direction=way)  # noqa: E731
        controls.select(
            "Richting", list(DIRECTIONS), frame.view.direction, DIRECTION_WORDS.__getitem__, change
        )
    with threshold:
        words = {str(least): f"{formats.number(least)} werkenden" for least in THRESHOLDS}
        change = lambda view, least: replace(view, threshold=int(least))  # noqa: E731
        controls.select("Stromen vanaf", list(words), str(frame.view.threshold), words.__getitem__, change)


def _totals(centre: Centre) -> None:
    totals = centre.result.totals
    if totals is None:
        return
    figures = {
        "werkende inwoners": formats.number(totals.residents),
        "van hen werken buiten het gebied": formats.number(totals.leaving),
        "werken hier": formats.number(totals.workers),
        "van hen wonen buiten het gebied": formats.number(totals.arriving),
        "saldo (in min uit)": formats.difference(totals.net, "", 0).rstrip(formats.NBSP),
    }
    for cell, (words, number) in zip(st.columns(len(figures)), figures.items(), strict=True):
        text = f"<strong>{escape(number)}</strong><span>{escape(words)}</span>"
        cell.html(f'<div class="sm-figure">{text}</div>')


def _map(centre: Centre) -> None:
    frame, members = centre.frame, centre.members
    points = flow_frames.partner_points(frame.areas, frame.release.label_points)
    boundaries = frame.release.manifest["boundaries"]
    x0, y0, x1, y1 = boundaries["bounds"]["province"]
    box = (x0, y0, x1, y1)
    look = flow_frames.FlowLook(members, centre.direction, centre.commuters.largest(members))
    lines = centre.commuters.lines(members, centre.direction, frame.view.threshold)
    names = {code: frame.areas.name(code) for code in frame.areas.within(PROVINCE)}
    outer = flow_frames.outer_box(box)
    middle = (centre.name, flow_frames.middle(members, points))
    labels = pd.concat(
        [
            flow_frames.flow_names(lines.rows, middle, points, box, size).assign(smal=narrow)
            for narrow, size in ((False, MAP_SIZE), (True, NARROW_MAP_SIZE))
        ]
    )
    datasets = {
        "gebieden": flow_frames.flow_areas(look, names, centre.both_ways),
        "stromen": flow_frames.flow_lines(look, lines.rows, points, box),
        "opschriften": labels,
    }
    title = f"{DIRECTION_WORDS[frame.view.direction]}: {centre.name}, {centre.period}"
    st.markdown(f"##### {title}")
    key = state.chart_key("pendelkaart", frame.view.set_id)
    spec = _map_spec(boundaries["file"], frame.regions, outer)
    words = "Kaart van de pendelstromen; de tabel eronder bevat dezelfde cijfers."
    st.vega_lite_chart(
        spec | {"datasets": datasets}, key=key, theme=None, on_select=state.click(key, chosen), alt=words
    )
    widest = formats.number(look.largest)
    st.caption(f"{lines.sentence} Hoe breder de lijn, hoe meer werkenden; {widest} is de breedste.")
    drawing = Drawing({**spec, "height": PAPER_MAP_HEIGHT}, datasets, caption=lines.sentence)
    table = partial(commuting_files.partner_table, centre.both_ways, centre.period)
    _files(centre, "kaart", title, drawing, table)


def _shares(centre: Centre) -> None:
    st.markdown("##### Eigen gemeente, regio, Brussel en elders (%)")
    spec, datasets = _share_spec(), flow_frames.share_bars(centre.result.shares)
    words = "Gestapelde balken met de aandelen van eigen gemeente, eigen regio, Brussel en elders."
    st.vega_lite_chart(spec | {"datasets": datasets}, key="aandelen", theme=None, alt=words)
    shares, rows = centre.result.shares, flow_frames.ROW_NAMES
    table = partial(commuting_files.share_table, shares, rows, centre.period)
    title = f"Eigen gemeente, regio, Brussel en elders: {centre.name}, {centre.period}"
    _files(centre, "aandelen", title, Drawing(spec, datasets), table)


def _partners(centre: Centre, direction: Direction) -> None:
    titles = {"out": "Belangrijkste bestemmingen", "in": "Belangrijkste herkomsten"}
    st.markdown(f"##### {titles[direction]} (werkenden)")
    rows = flow_frames.partner_bars(centre.commuters.partners(centre.members, direction))
    spec, datasets = _partner_spec(len(rows)), {"rijen": rows}
    words = "De gebieden met de grootste pendelstromen, ook in de tabel."
    st.vega_lite_chart(spec | {"datasets": datasets}, key=f"partners_{direction}", theme=None, alt=words)
    title = f"{titles[direction]}: {centre.name}, {centre.period}"
    table = partial(commuting_files.partner_table, centre.both_ways, centre.period)
    _files(centre, f"partners_{direction}", title, Drawing(spec, datasets), table)


def _table(centre: Centre) -> None:
    st.markdown("##### Tabel (werkenden)")
    rows = centre.commuters.both_ways(centre.members, centre.frame.view.threshold)
    st.table(flow_frames.flow_words(rows), hide_index=True, height=TABLE_HEIGHT, border="horizontal")


def _matrix(centre: Centre) -> None:
    st.markdown("##### Tussen de regio’s: waar inwoners werken")
    matrix = centre.commuters.matrix(centre.frame.view.regions(centre.frame.areas))
    if matrix.reason:
        st.info(matrix.reason)
        return
    cells = heat_frames.matrix_cells(matrix)
    with st.container(key="breed_matrix"):
        spec, datasets = _matrix_spec(), {"cellen": cells}
        words = "Pendelstromen tussen de regio’s, Brussel en elders; elke cel toont haar aantal."
        st.vega_lite_chart(
            spec | {"datasets": datasets}, key="matrix", theme=None, width="content", alt=words
        )
    st.caption(
        "Elke rij is waar men woont, elke kolom waar men werkt; het percentage is het deel van de werkende "
        "inwoners van de rij. Van wie elders woont, staat hier alleen wie in deze gebieden werkt."
    )
    table = partial(commuting_files.matrix_table, matrix, centre.period)
    _files(centre, "matrix", f"Pendel tussen de regio’s, {centre.period}", Drawing(spec, datasets), table)


def _files(centre: Centre, key: str, title: str, drawing: Drawing, table: Callable[[], pd.DataFrame]) -> None:
    """The row with what a figure can be downloaded as; it is made when somebody asks."""

    def made() -> ExportedFigure:
        figure = commuting_files.FlowFigure(title, centre.result.sentence, drawing, table())
        return commuting_files.of_flows(centre.frame, centre.flow, figure)

    figure_tools.draw(centre.frame, made, f"pendel_{key}")


def _explanation(frame: Frame, flow: FlowMeasure) -> None:
    source = next(entry for entry in frame.catalog.sources if entry.id == flow.source)
    st.markdown("##### Let op")
    st.markdown("\n".join(f"- {note}" for note in source.notes))
    link = f"[naar de bron]({source.url})"
    st.caption(f"{flow.label}. {source.attribution} · {source.title} · {source.licence} · {link}")


@lru_cache(maxsize=16)
def _map_spec(file: str, regions: tuple[str, ...], box: geometry.Bounds) -> dict[str, Any]:
    return as_spec(flow_map(geometry.in_browser(file), regions, box, height=MAP_HEIGHT))


@lru_cache(maxsize=1)
def _share_spec() -> dict[str, Any]:
    return as_spec(flowbars.share_chart(tuple(flow_frames.ROW_NAMES.values())))


@lru_cache(maxsize=16)
def _partner_spec(rows_in_view: int) -> dict[str, Any]:
    return as_spec(flowbars.partner_chart(rows_in_view))


@lru_cache(maxsize=1)
def _matrix_spec() -> dict[str, Any]:
    return as_spec(heat_map_chart(two_lines=True))
