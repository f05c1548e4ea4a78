"""The figures of the page Pendel: who works where, for a municipality or a region in the middle."""

from dataclasses import dataclass, replace
from functools import cached_property, lru_cache
from typing import Any

import pandas as pd

from streekmonitor import formats
from streekmonitor.analysis.commuter_map import FLOW, Commuters, Lines, members_of
from streekmonitor.analysis.commuting import Commuting, Direction, Matrix, Totals
from streekmonitor.analysis.tables import Tables
from streekmonitor.areas import PROVINCE
from streekmonitor.catalog import FlowMeasure
from streekmonitor.charts import flow_frames, flowbars, geometry, heat_frames
from streekmonitor.charts.flowmap import flow_map
from streekmonitor.charts.frames import Amount
from streekmonitor.charts.heatmap import heat_map_chart
from streekmonitor.charts.theme import as_spec
from streekmonitor.export import native_bars
from streekmonitor.export.exported import Drawing, ExportedFigure, NumberFormat
from streekmonitor.export.native_table import heat_table
from streekmonitor.figures import commuting_tables
from streekmonitor.figures.figure import Figure, FigureUnavailable
from streekmonitor.figures.frame import Frame
from streekmonitor.figures.origin import source_line
from streekmonitor.view import View

MAP_HEIGHT, PAPER_MAP_HEIGHT = 410, 500
MAP_SIZE, NARROW_MAP_SIZE = (780.0, 400.0), (350.0, 400.0)
DIRECTIONS: dict[str, Direction] = {"uit": "out", "in": "in"}
DIRECTION_WORDS = {"uit": "Waar inwoners werken", "in": "Waar werkenden wonen"}
PARTNER_WORDS: dict[Direction, str] = {"out": "Belangrijkste bestemmingen", "in": "Belangrijkste herkomsten"}
SHARES_TITLE = "Eigen gemeente, regio, Brussel en elders"
MATRIX_TITLE = "Tussen de regio’s: waar inwoners werken"
MATRIX_READING = (
    "Elke rij is waar men woont, elke kolom waar men werkt; het percentage is het deel van de werkende "
    "inwoners van de rij. Van wie elders woont, staat hier alleen wie in deze gebieden werkt."
)
WORKERS, PER_CENT = NumberFormat(0), NumberFormat(1, "%")
NO_FLOWS = "In deze release staan er geen pendelstromen."


@dataclass(frozen=True)
class Centre(Frame):
    """A frame with a municipality or a region in the middle, its members, and the flows."""

    flow: FlowMeasure
    commuters: Commuters
    code: str
    members: tuple[str, ...]
    result: Commuting

    @property
    def exact_view(self) -> View:
        """The view with who stands in the middle."""
        return centred(self.view, self.code)

    @property
    def direction(self) -> Direction:
        """The way that the map looks."""
        return DIRECTIONS[self.view.direction]

    @property
    def period(self) -> str:
        """When, in words."""
        return self.commuters.table.period_label

    @property
    def both_ways(self) -> pd.DataFrame:
        """All partners, see `Commuters.both_ways`."""
        return self.commuters.both_ways(self.members)


def centre_of(frame: Frame) -> Centre:
    """The frame of the page Pendel. Raises FigureUnavailable when the release has no flows.

    In the middle stands the region that was zoomed in on, else the first selected municipality, else the
    first region.
    """
    flow, commuters = frame.catalog.flow_by_id.get(FLOW), _commuters(frame.tables)
    if flow is None or commuters.table.rows.empty:
        raise FigureUnavailable(NO_FLOWS)
    view, areas = frame.view, frame.areas
    code = view.region or (areas.current(view.selected[0]) if view.selected else frame.regions[0])
    regions = view.regions(areas)
    members = members_of(areas, code, regions)
    around = next((region for region in regions if code in region.members), None)
    result = commuters.commuting(members, frame.phrase(code), around)
    return Centre(
        frame.tables, view, flow, commuters, code, members, result, page=frame.page, home=frame.home
    )


def centred(view: View, code: str) -> View:
    """The view with another area in the middle."""
    if code.isdigit():
        return replace(view.leading(code), region=None)
    return replace(view, region=code)


@lru_cache(maxsize=2)
def _commuters(tables: Tables) -> Commuters:
    return Commuters(tables.release)


@dataclass(frozen=True)
class FlowFigure(Figure):
    """A figure of the commuters of the area in the middle."""

    centre: Centre

    @property
    def refusal(self) -> str:
        """A part of the flows is unknown."""
        return "" if self.centre.result.totals else self.centre.result.reason or self.centre.result.sentence

    def _told(self, title: str, table: pd.DataFrame, *drawings: Drawing) -> ExportedFigure:
        """The figure; columns of its table that end in % are shares, the other numbers workers."""
        centre, flow = self.centre, self.centre.flow
        source = next(entry for entry in centre.catalog.sources if entry.id == flow.source)
        return ExportedFigure(
            title=f"{title}, {centre.period}",
            sentence=centre.result.sentence,
            drawings=drawings,
            table=table,
            sources=(source_line(centre, source),),
            release=centre.release.id,
            link=centre.link,
            formats={
                str(name): PER_CENT if str(name).endswith("%)") else WORKERS
                for name in table.select_dtypes("number").columns
            },
            notes=source.notes,
            definitions=((flow.label, source.table),),
        )


@dataclass(frozen=True)
class FlowMapFigure(FlowFigure):
    """The flows from or to the middle as lines on the map."""

    @property
    def title(self) -> str:
        """Which way, of whom, when."""
        return f"{self._subject}, {self.centre.period}"

    @property
    def remark(self) -> str:
        """How many lines there are, and what their width means."""
        widest = formats.number(self._look.largest)
        return f"{self._lines.sentence} Hoe breder de lijn, hoe meer werkenden; {widest} is de breedste."

    @cached_property
    def drawing(self) -> Drawing:
        """The map as on screen."""
        centre, lines, points = self.centre, self._lines, self._points
        names = {code: centre.areas.name(code) for code in centre.areas.within(PROVINCE)}
        datasets = {
            "gebieden": flow_frames.flow_areas(self._look, names, centre.both_ways),
            "stromen": flow_frames.flow_lines(self._look, lines.rows, points, self._box),
            "opschriften": self._names,
        }
        file = centre.release.manifest["boundaries"]["file"]
        spec = _map_spec(file, centre.regions, flow_frames.outer_box(self._box))
        return Drawing(spec, datasets, caption=self.remark)

    def exported(self) -> ExportedFigure:
        """The map at the height of a sheet of paper, with the flows both ways as numbers."""
        paper = replace(
            self.drawing, spec={**self.drawing.spec, "height": PAPER_MAP_HEIGHT}, caption=self.remark
        )
        table = commuting_tables.partner_table(self.centre.both_ways, self.centre.period)
        return self._told(self._subject, table, paper)

    @property
    def _subject(self) -> str:
        return f"{DIRECTION_WORDS[self.centre.view.direction]}: {self.centre.name(self.centre.code)}"

    @cached_property
    def _look(self) -> flow_frames.FlowLook:
        centre = self.centre
        return flow_frames.FlowLook(
            centre.members, centre.direction, centre.commuters.largest(centre.members)
        )

    @cached_property
    def _lines(self) -> Lines:
        centre = self.centre
        return centre.commuters.lines(centre.members, centre.direction, centre.view.threshold)

    @cached_property
    def _points(self) -> dict[str, tuple[float, float]]:
        return flow_frames.partner_points(self.centre.areas, self.centre.release.label_points)

    @property
    def _box(self) -> geometry.Bounds:
        x0, y0, x1, y1 = self.centre.release.manifest["boundaries"]["bounds"]["province"]
        return (x0, y0, x1, y1)

    @property
    def _names(self) -> pd.DataFrame:
        """Names of the partners, on a desk and on a phone."""
        centre, points = self.centre, self._points
        middle = (centre.name(centre.code), flow_frames.middle(centre.members, points))
        return pd.concat(
            [
                flow_frames.flow_names(self._lines.rows, middle, points, self._box, size).assign(smal=narrow)
                for narrow, size in ((False, MAP_SIZE), (True, NARROW_MAP_SIZE))
            ]
        )


@dataclass(frozen=True)
class SharesFigure(FlowFigure):
    """How many work or live in their own municipality, region, Brussels and elsewhere."""

    @cached_property
    def drawing(self) -> Drawing:
        """The stacked bars as on screen."""
        return Drawing(_share_spec(), flow_frames.share_bars(self.centre.result.shares))

    def exported(self) -> ExportedFigure:
        """The same bars, with their numbers."""
        shares, centre = self.centre.result.shares, self.centre
        table = commuting_tables.share_table(shares, flow_frames.ROW_NAMES, centre.period)
        native = native_bars.stacked(*flow_frames.share_parts(shares))
        drawing = replace(self.drawing, native=native)
        return self._told(f"{SHARES_TITLE}: {centre.name(centre.code)}", table, drawing)


@dataclass(frozen=True)
class PartnersFigure(FlowFigure):
    """The areas that most go to (`out`), or most come from (`in`)."""

    direction: Direction

    @property
    def heading(self) -> str:
        """What stands above it."""
        return f"{PARTNER_WORDS[self.direction]} (werkenden)"

    @cached_property
    def drawing(self) -> Drawing:
        """The bars as on screen."""
        centre = self.centre
        rows = flow_frames.partner_bars(centre.commuters.partners(centre.members, self.direction))
        return Drawing(_partner_spec(len(rows)), {"rijen": rows})

    def exported(self) -> ExportedFigure:
        """The same bars, with all partners both ways."""
        centre = self.centre
        table = commuting_tables.partner_table(centre.both_ways, centre.period)
        native = native_bars.bars(Amount("werkenden", 0), self.drawing.datasets["rijen"], name="Werkenden")
        drawing = replace(self.drawing, native=native)
        return self._told(f"{PARTNER_WORDS[self.direction]}: {centre.name(centre.code)}", table, drawing)


@dataclass(frozen=True)
class FlowTableFigure(FlowFigure):
    """The flows that are on the map, both ways, as text."""

    @property
    def rows(self) -> pd.DataFrame:
        """The cells as text."""
        return flow_frames.flow_words(self._flows)

    def exported(self) -> ExportedFigure:
        """The same as numbers."""
        centre = self.centre
        table = commuting_tables.partner_table(self._flows, centre.period)
        return self._told(f"Pendelstromen: {centre.name(centre.code)}", table)

    @cached_property
    def _flows(self) -> pd.DataFrame:
        return self.centre.commuters.both_ways(self.centre.members, self.centre.view.threshold)


@dataclass(frozen=True)
class TotalsFigure(FlowFigure):
    """How many live and work in the middle, and how many cross its border."""

    @property
    def words(self) -> dict[str, str]:
        """The numbers as text, by what they count."""
        counts = commuting_tables.total_words(self._totals)
        balance = formats.difference(self._totals.net, "", 0).rstrip(formats.NBSP)
        shown = {words: formats.number(count) for words, count in counts.items()}
        return shown | {commuting_tables.BALANCE: balance}

    def exported(self) -> ExportedFigure:
        """The numbers."""
        centre = self.centre
        table = commuting_tables.totals_table(self._totals, centre.period)
        return self._told(f"Wonen en werken: {centre.name(centre.code)}", table)

    @property
    def _totals(self) -> Totals:
        totals = self.centre.result.totals
        if totals is None:
            raise FigureUnavailable(self.refusal)
        return totals


@dataclass(frozen=True)
class MatrixFigure(FlowFigure):
    """The flows between the regions of the set, Brussels and elsewhere."""

    @property
    def refusal(self) -> str:
        """Regions that overlap have no matrix."""
        return super().refusal or self.matrix.reason

    @cached_property
    def matrix(self) -> Matrix:
        """The flows."""
        return self.centre.commuters.matrix(self.centre.view.regions(self.centre.areas))

    @cached_property
    def drawing(self) -> Drawing:
        """The cells as on screen, with how to read them."""
        cells = heat_frames.matrix_cells(self.matrix)
        return Drawing(_matrix_spec(), {"cellen": cells}, caption=MATRIX_READING)

    def exported(self) -> ExportedFigure:
        """The same cells as numbers."""
        table = commuting_tables.matrix_table(self.matrix, self.centre.period)
        coloured = heat_table(self.drawing.datasets["cellen"], "Woont in ↓, werkt in →")
        return self._told("Pendel tussen de regio’s", table, replace(self.drawing, table=coloured))


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
