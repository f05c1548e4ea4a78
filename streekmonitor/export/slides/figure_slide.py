"""A figure on a slide: its finding, the chart, what the presenter says, and where it comes from."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from math import ceil
from typing import Any

from pptx.enum.shapes import MSO_SHAPE
from pptx.presentation import Presentation as Deck

from streekmonitor.charts.theme import MUTED
from streekmonitor.export.cells import on_one_line, printable
from streekmonitor.export.chart_svg import Topology
from streekmonitor.export.document import Shown
from streekmonitor.export.exported import Drawing, ExportedFigure
from streekmonitor.export.native_table import NativeTable
from streekmonitor.export.slides import words
from streekmonitor.export.slides.chart import add_chart
from streekmonitor.export.slides.colours import Palette
from streekmonitor.export.slides.figure_words import brief_credit, description_of, headline, notes_of
from streekmonitor.export.slides.grid import pages, planned
from streekmonitor.export.slides.layouts import Layouts
from streekmonitor.export.slides.legend import Legend, colour_key, explains, key_height, paint
from streekmonitor.export.slides.pictures import add_picture, is_map
from streekmonitor.export.slides.room import Box, fitted
from streekmonitor.export.slides.stage import (
    COMMENT,
    COMMENT_SIZES,
    COMMENT_WIDTH,
    GAP,
    WHAT,
    WHAT_SIZES,
    Places,
    Stage,
    muted_source,
    places_of,
)
from streekmonitor.export.slides.table import Table, table_of
from streekmonitor.export.slides.template import ACCENT

LIGHTER = "Lichtere balken: voorlopig, geraamd of vooruitzicht."
CAPTION_SIZES, CAPTION_HEIGHT = (13.0, 12.0, 11.0, 10.0), 46.0
HEADING_SIZES, HEADING_HEIGHT = (14.0, 13.0, 12.0), 22.0
LEGEND_WIDTH = 226.0
BESIDE_LINE = 14.0
# More bars than this become two columns of them, and more than twice as many two slides.
MOST_BARS = 26


class FigureMaker:
    """Makes the slides of figures in one deck."""

    def __init__(self, deck: Deck, layouts: Layouts, topologies: Mapping[str, Topology]) -> None:
        self._deck, self._layouts, self._topologies = deck, layouts, topologies
        self._palette = Palette(deck)

    def add(self, shown: Shown) -> None:
        """The slide of a figure, or the slides where its rows need more."""
        drawn = [drawing for drawing in shown.figure.drawings if not explains(drawing)]
        if not drawn:
            self._tables(shown, table_of(shown.figure), Drawing({}, {}))
        elif len(drawn) == 1 and drawn[0].table is not None:
            self._tables(replace(shown, whole_table=True), drawn[0].table, drawn[0])
        else:
            for charts in paged(drawn):
                self._charts(shown, charts)

    def _charts(self, shown: Shown, drawn: Sequence[Drawing]) -> None:
        stage = self._begun(shown, self._layouts.figure)
        comment, with_legend = printable(shown.comment).strip(), has_legend(shown.figure)
        room, beside = self._columns(stage.places, with_legend=with_legend, comment=bool(comment))
        if _is_part(drawn[0]):
            room = self._caption(stage, _caption_of(drawn[0]), room)
        zoom = 1.0
        for drawing, box in zip(drawn, room.parts(len(drawn), GAP), strict=True):
            zoom = self._draw(stage, shown.figure, drawing, box)
        if with_legend:
            beside = self._legend(stage, shown.figure, beside, zoom)
        if comment:
            self._comment(stage, comment, beside)
        self._finished(stage, shown)

    def _columns(self, places: Places, *, with_legend: bool, comment: bool) -> tuple[Box, Box]:
        """The room of the chart, and that of legend and comment beside it."""
        if not comment and not with_legend:
            return places.figure, places.comment
        wide = max(COMMENT_WIDTH, places.comment.width) if comment else LEGEND_WIDTH
        return places.figure.split(min(wide, places.figure.width / 3), GAP)

    def _tables(self, shown: Shown, table: NativeTable, drawing: Drawing) -> None:
        """A table on as many slides as it may take, with what explains it on each."""
        comment = printable(shown.comment).strip()
        room, beside = self._columns(places_of(self._layouts.table), with_legend=False, comment=bool(comment))
        under_key = key_height(room, drawing.key) if drawing.key else 0.0
        caption = drawing.caption if table.caption is None else table.caption
        below = self._caption_height(caption, room)
        inner = room.below(under_key).above(below) if under_key or below else room
        plan = planned(table, inner)
        for number, page in enumerate(pages(table, plan, inner, whole=shown.whole_table)):
            stage = self._begun(shown, self._layouts.table)
            colour_key(stage.slide, self._palette, room, drawing.key)
            self._caption(stage, caption, room)
            frame = Table(self._palette, table, plan).add(stage.slide, page, inner)
            frame.name = "Tabel"
            words.describe(frame, description_of(shown.figure, "Tabel"))
            if comment and number == 0:
                self._comment(stage, comment, beside)
            self._finished(stage, shown)

    def _begun(self, shown: Shown, layout: Any) -> Stage:
        """A slide with its heading, and what the figure shows."""
        stage = Stage(self._deck, layout)
        stage.title(headline(shown))
        if shown.finding != shown.figure.title:
            stage.small(WHAT, on_one_line(shown.figure.title), stage.places.what, WHAT_SIZES, MUTED)
        return stage

    def _finished(self, stage: Stage, shown: Shown) -> None:
        figure = shown.figure
        muted_source(stage, brief_credit(figure), figure.link, stage.places)
        stage.finish()
        frame = stage.slide.notes_slide.notes_text_frame
        if frame is not None:
            words.write(frame, notes_of(shown))

    def _draw(self, stage: Stage, figure: ExportedFigure, drawing: Drawing, box: Box) -> float:
        """One chart with its heading, key and caption; returns the points per pixel of a picture."""
        native = drawing.native
        if drawing.heading:
            words.add(stage.slide, box.upper(HEADING_HEIGHT - 2), drawing.heading, HEADING_SIZES, bold=True)
            box = box.below(HEADING_HEIGHT)
        key = () if is_map(drawing) else drawing.key if native is None else native.key or drawing.key
        colour_key(stage.slide, self._palette, box, key)
        box = box.below(key_height(box, key)) if key else box
        if not _is_part(drawing):
            box = self._caption(stage, _caption_of(drawing), box)
        zoom = 1.0
        if native is not None:
            shape = add_chart(stage.slide, self._palette, native, box)
        else:
            shape, zoom = add_picture(stage.slide, drawing, self._topologies.get(figure.release, {}), box)
        shape.name = "Kaart" if is_map(drawing) else "Grafiek"
        words.describe(shape, description_of(figure, shape.name))
        return zoom

    def _caption(self, stage: Stage, text: str, box: Box) -> Box:
        """What must be known to read a chart, below it; returns what is left."""
        if not text:
            return box
        told = fitted(printable(text), box.upper(CAPTION_HEIGHT), CAPTION_SIZES)
        place = box.lower(told.height + 2)
        words.add(stage.slide, place, told.text, (told.size,), colour=MUTED, name="Bijschrift")
        return box.above(self._caption_height(text, box))

    def _caption_height(self, text: str, box: Box) -> float:
        return fitted(printable(text), box.upper(CAPTION_HEIGHT), CAPTION_SIZES).height + 8 if text else 0.0

    def _legend(self, stage: Stage, figure: ExportedFigure, box: Box, zoom: float) -> Box:
        """Classes or sizes, and outlines; returns what is left below."""
        legend = Legend(stage.slide, self._palette, box)
        for drawing in figure.drawings:
            if "klassen" in drawing.datasets:
                legend.head(drawing.heading)
                legend.classes(drawing)
            elif "maten" in drawing.datasets:
                legend.circles(drawing, zoom)
        key = [entry for drawing in figure.drawings for entry in drawing.key]
        legend.gap(12 if key else 0)
        legend.strokes(key)
        legend.gap(18)
        return legend.rest

    def _comment(self, stage: Stage, comment: str, box: Box) -> None:
        """What the presenter says, beside a line in the colour of the house."""
        text = Box(box.left + BESIDE_LINE, box.top, box.width - BESIDE_LINE, box.height)
        found = fitted(comment, text, COMMENT_SIZES)
        words.add(stage.slide, text.upper(found.height + 4), found.text, (found.size,), name=COMMENT)
        stroke = stage.slide.shapes.add_shape(
            MSO_SHAPE.RECTANGLE, *Box(box.left, box.top, 2.5, found.height).emu
        )
        paint(stroke, self._palette, ACCENT, edge=False)


def has_legend(figure: ExportedFigure) -> bool:
    """Whether a map has something beside it to explain: classes, sizes, outlines."""
    drawn = figure.drawings
    return any(map(is_map, drawn)) and any(explains(drawing) or drawing.key for drawing in drawn)


def paged(drawn: Sequence[Drawing]) -> list[list[Drawing]]:
    """Drawings as they stand on slides; a ranking of many rows in columns, and over more slides."""
    if len(drawn) != 1 or drawn[0].native is None or drawn[0].native.kind != "bars":
        return [list(drawn)]
    native = drawn[0].native
    rows = len(native.categories)
    if rows <= MOST_BARS:
        return [list(drawn)]
    columns = 2 * ceil(rows / (2 * MOST_BARS))
    size = ceil(rows / columns)
    parts = [replace(drawn[0], native=native.part(start, size)) for start in range(0, rows, size)]
    return [parts[place : place + 2] for place in range(0, len(parts), 2)]


def _is_part(drawing: Drawing) -> bool:
    """Whether it is one of several columns, below which the caption of all stands."""
    return drawing.native is not None and drawing.native.part_of is not None


def _caption_of(drawing: Drawing) -> str:
    if drawing.native is None:
        return drawing.caption
    whole = drawing.native.part_of or drawing.native
    caption = drawing.caption if whole.caption is None else whole.caption
    lighter = whole.kind == "bars" and any(point.soft for point in whole.series[0].points)
    return " ".join(filter(None, [caption, LIGHTER if lighter else ""]))
