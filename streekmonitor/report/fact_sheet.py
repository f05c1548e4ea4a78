"""The page of a municipality as a fact sheet: two sides of A4 to hand over at a meeting."""

from typing import Any
from xml.etree import ElementTree as ET

from streekmonitor import formats
from streekmonitor.analysis.attention import Kind
from streekmonitor.analysis.similar import neighbours
from streekmonitor.analysis.tables import Tables
from streekmonitor.charts.theme import REGION_COLOURS
from streekmonitor.export.chart_svg import chart_svg
from streekmonitor.export.paper.figures import safe_link
from streekmonitor.export.paper.typeset import typeset
from streekmonitor.figures.frame import Frame
from streekmonitor.figures.key_figures import Row, of_theme
from streekmonitor.figures.municipality import (
    Municipality,
    ProfileFigure,
    SimilarFigure,
    municipality_of,
    points_of,
)
from streekmonitor.report.fact_sheet_row import pictures_of, row_of
from streekmonitor.view import View

PAGE = "gemeente"
MAP_PIXELS, MAP_HEIGHT = 340, 152
HEADS: dict[Kind, str] = {"strength": "Sterke punten", "concern": "Aandachtspunten"}
NONE_FOUND: dict[Kind, str] = {
    "strength": "Geen cijfer is gunstiger dan in het Vlaams Gewest én bewoog nog verder de goede kant op.",
    "concern": "Geen cijfer is ongunstiger dan in het Vlaams Gewest én bewoog nog verder de slechte kant op.",
}
READING = (
    "De verandering is die over vijf jaar, of vanaf het eerste cijfer daarna. Elke stip is een gemeente van "
    "Vlaams-Brabant; de ruit is deze gemeente, een letter staat boven het streepje van wie ernaast staat. De "
    "lijnen rechts zijn de evolutie van de gemeente en van haar regio (R), op één schaal. Gunstig en "
    "ongunstig staan er alleen waar te zeggen is wat gunstig is; enquêtes worden niet gerangschikt."
)
POINTS_MEAN = (
    "Een sterk punt is gunstiger dan het Vlaams Gewest (of, zonder cijfer daarvan, de provincie) én bewoog "
    "in ongeveer vijf jaar verder in gunstige richting; een aandachtspunt is het omgekeerde."
)


def make_fact_sheet(tables: Tables, code: str, home: str = "") -> bytes:
    """The fact sheet of a municipality in force as PDF; `home` is the address of the dashboard, "" for none.

    Raises ValueError for a municipality of the past: its successor has the sheet.
    """
    if tables.release.areas.current(code) != code:
        raise ValueError(f"{code} is geen gemeente van nu; vraag de fiche van haar opvolger.")
    frame = municipality_of(Frame(tables, View(selected=(code,)), page=PAGE, home=home))
    groups = {
        theme.label: [Row(frame, frame.columns, entry) for entry in of_theme(frame, theme)]
        for theme in frame.catalog.themes
    }
    pictures = {"kaart": _map(frame)}
    for rows in groups.values():
        for row in rows:
            pictures |= pictures_of(row)
    themes = [
        {"label": label, "rows": [row_of(row) for row in rows]} for label, rows in groups.items() if rows
    ]
    data = {**_who(frame), **_columns(frame), "themes": themes, "points": _points(frame), **_around(frame)}
    return typeset("fact_sheet", data | _origin(frame), pictures)


def _who(frame: Municipality) -> dict[str, Any]:
    """Name, size, mergers and regions."""
    areas, code = frame.areas, frame.code
    former = [areas.name(nis) for nis in areas.former(code)]
    merged = f"{areas.name(code)} is een fusie van {formats.listing(former)}. " if former else ""
    return {
        "title": f"{areas.name(code)}: gemeentefiche",
        "short": f"Gemeentefiche van {areas.name(code)}",
        "description": f"Hoe {areas.name(code)} staat en evolueert, naast regio, provincie en Vlaanderen.",
        "name": areas.name(code),
        "region": frame.region.full_label if frame.region else "",
        "sizes": _sizes(frame),
        "about": f"{merged}{areas.name(code)} hoort bij {formats.listing(frame.memberships)}.",
        "map": {"alt": f"Kaart van de provincie met de ligging van {areas.name(code)}."},
    }


def _sizes(frame: Municipality) -> list[dict[str, str]]:
    """Residents, surface and density in large figures."""
    density = frame.density
    if density.numerator is None or density.denominator is None:
        return []
    day = formats.short_period(density.period, "start")
    return [
        {"value": formats.number(density.numerator), "words": f"inwoners op {day}"},
        {"value": formats.number(density.denominator, 1), "words": "km²"},
        {"value": formats.number(density.value, 0), "words": "inwoners per km²"},
    ]


def _map(frame: Municipality) -> ET.Element:
    drawing = ProfileFigure(frame).drawing
    smaller = type(drawing)({**drawing.spec, "height": MAP_HEIGHT}, drawing.datasets)
    return chart_svg(smaller, frame.release.boundaries, MAP_PIXELS, "kaart")


def _columns(frame: Municipality) -> dict[str, Any]:
    """The heads of the table: who is compared with, by the letter on the strips."""
    looks = frame.columns.main
    compared = [
        {"letter": letter, "name": frame.name(code), "colour": looks[code][0] if code in looks else ""}
        for code, letter in frame.columns.ticks.items()
    ]
    return {"colour": looks[frame.code][0], "compared": compared}


def _points(frame: Municipality) -> list[dict[str, Any]]:
    figure = points_of(frame)
    found = {kind: [point.sentence for point in figure.points(kind)] for kind in HEADS}
    return [
        {"kind": kind, "head": head, "sentences": found[kind] or [NONE_FOUND[kind]]}
        for kind, head in HEADS.items()
    ]


def _around(frame: Municipality) -> dict[str, Any]:
    """Who lies beside it and who resembles it, and how to read all this."""
    beside = [frame.areas.name(nis) for nis in neighbours(frame.tables, frame.code)]
    similar = SimilarFigure(frame)
    return {
        "similar": [peer.sentence for peer in similar.peers],
        "neighbours": formats.listing(beside),
        "reading": READING,
        "meaning": POINTS_MEAN,
    }


def _origin(frame: Municipality) -> dict[str, Any]:
    """Whose figures these are, of which release, and where the live page is."""
    indicators = [entry for theme in frame.catalog.themes for entry in of_theme(frame, theme)]
    sources = {source.id: source for entry in indicators for source in frame.catalog.sources_of(entry)}
    names = dict.fromkeys(source.attribution.removeprefix("Bron: ") for source in sources.values())
    return {
        "sources": " · ".join(names),
        "release": frame.release.id,
        "link": safe_link(frame.link),
        "regions": list(REGION_COLOURS[: len(frame.regions)]),
    }
