"""A presentation on paper: the annex to an agenda."""

from collections.abc import Iterator, Mapping
from typing import Any
from xml.etree import ElementTree as ET

from streekmonitor.export.cells import on_one_line, shortened
from streekmonitor.export.chart_svg import Topology
from streekmonitor.export.document import Document, Section, Shown
from streekmonitor.export.exported import ExportedFigure
from streekmonitor.export.paper.figures import drawings_of, is_short, safe_link, table_of
from streekmonitor.export.paper.typeset import told, typeset
from streekmonitor.export.tables import columns_to_read
from streekmonitor.formats import NBSP, listing, number

LONGEST_FINDING = 180  # a longer sentence is no heading: the title is, and the sentence stands below
LONG = 6  # figures; a document with more has a table of contents
MOST_NOTES, MOST_SOURCES = 4, 3
LONGEST_FOOTER = 90
HOUSE, NAMELESS = "Streekmonitor", "Figuur"


def make_paper(document: Document, topologies: Mapping[str, Topology]) -> bytes:
    """The presentation as a PDF on A4 portrait, tagged (PDF/UA-1), fonts embedded, drawings as vectors.

    `topologies` gives by release the boundaries for the maps of its figures (TopoJSON). Whatever the texts
    hold stays text.
    """
    pictures: dict[str, ET.Element] = {}
    parts: list[dict[str, Any]] = []
    findings: set[str] = set()
    for sections, shown, level in _parts(document):
        figure = None
        if shown:
            drawings, drawn = drawings_of(
                shown.figure, topologies[shown.figure.release], f"figuur{len(parts)}"
            )
            pictures |= drawn
            repeated = shown.finding in findings
            findings.add(shown.finding)
            figure = {**_figure(shown, repeated=repeated), "level": level, "drawings": drawings}
        heads = [{"heading": told(entry.heading), "comment": entry.comment.strip()} for entry in sections]
        parts.append({"sections": heads, "figure": figure})
    return typeset("meeting", {**_front(document), "parts": parts, **_back(document)}, pictures)


def _parts(document: Document) -> Iterator[tuple[list[Section], Shown | None, int]]:
    """Each figure with the sections that begin with it, and the level of its heading."""
    sections: list[Section] = []
    level = 1
    for item in document.items:
        if isinstance(item, Section):
            sections.append(item)
            level = 2 if told(item.heading) else level
        else:
            yield sections, item, level
            sections = []
    if sections:
        yield sections, None, level


def _front(document: Document) -> dict[str, Any]:
    """The cover, and whether contents follow."""
    title = told(on_one_line(document.title)) or HOUSE
    return {
        "title": title,
        "short": shortened(title, LONGEST_FOOTER),
        "description": on_one_line(document.subtitle),
        "maker": told(on_one_line(document.organisation)) or HOUSE,
        "subtitle": document.subtitle.strip(),
        "about": [words for words in (on_one_line(document.date), _releases(document)) if words],
        "link": safe_link(document.link),
        "contents": len(document.figures) > LONG,
    }


def _figure(item: Shown, *, repeated: bool) -> dict[str, Any]:
    """What stands around the drawings of a figure; a finding that was `repeated` gives way to its title."""
    figure, finding = item.figure, item.finding
    generated = not item.heading.strip()
    too_long = generated and len(finding) > LONGEST_FINDING
    heading = told(figure.title if too_long or (generated and repeated) else finding) or NAMELESS
    wanted = item.whole_table or not figure.drawings or is_short(figure)
    table = table_of(figure) if wanted else None
    return {
        "kind": "figure",
        "finding": heading,
        "title": "" if heading == figure.title else figure.title,
        "lead": finding if too_long and not repeated else "",
        "comment": item.comment.strip(),
        "table": table,
        "table-note": _no_table(figure) if wanted and table is None else "",
        "notes": figure.notes[:MOST_NOTES],
        "credit": _credit(figure),
        "link": safe_link(figure.link),
    }


def _no_table(figure: ExportedFigure) -> str:
    if figure.table.empty:
        return ""
    columns = number(len(columns_to_read(figure.table)))
    return f"De tabel heeft {columns} kolommen, te veel voor deze bladzijde; ze staat in de werkmap (XLSX)."


def _credit(figure: ExportedFigure) -> list[str]:
    """Where a figure comes from; of many sources how many, for the last pages name them."""
    sources = list(figure.sources)
    if len(sources) > MOST_SOURCES:
        sources = [f"{number(len(sources))} bronnen, zie achteraan"]
    return [*sources, f"{HOUSE}, release{NBSP}{figure.release}"]


def _back(document: Document) -> dict[str, Any]:
    """The last pages: what words mean, the caveats that found no place at their figure, and all sources."""
    at_figures = {note for figure in document.figures for note in figure.notes[:MOST_NOTES]}
    return {
        "definitions": document.definitions,
        "remarks": [note for note in document.notes if note not in at_figures],
        "sources": document.sources,
        "colophon": _colophon(document),
    }


def _colophon(document: Document) -> str:
    figures = len(document.figures)
    made = "Deze uitgave is gemaakt met Streekmonitor"
    rests = f"{made}; de cijfers zijn die van {_releases(document)}." if figures else f"{made}."
    return f"{rests} Een streepje (–) in een tabel betekent dat er geen cijfer is."


def _releases(document: Document) -> str:
    words = [f"release{NBSP}{release}" for release in document.releases]
    return listing(words)
