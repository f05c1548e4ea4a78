"""The kinds of reports, by what follows --as."""

from collections.abc import Callable
from dataclasses import dataclass

from streekmonitor.analysis.tables import Tables
from streekmonitor.area_names import normalise_name
from streekmonitor.report.deck import deck_of
from streekmonitor.report.fact_sheet import make_fact_sheet


@dataclass(frozen=True)
class Kind:
    """A kind of report: how it is called (Dutch), how its files begin and end, and how one is made.

    `make` takes the tables of a release, the code of a municipality in force and the address of the
    dashboard.
    """

    label: str
    stem: str
    extension: str
    make: Callable[[Tables, str, str], bytes]

    def file_name(self, name: str) -> str:
        """The file for a municipality of this name, safe on every system."""
        return f"{self.stem}-{normalise_name(name).replace(' ', '-')}{self.extension}"


def _slides(tables: Tables, code: str, home: str) -> bytes:
    from streekmonitor.export.slides.deck import make_slides

    return make_slides(deck_of(tables, code, home), {tables.release.id: tables.release.boundaries})


KINDS = {
    "pdf": Kind("gemeentefiche", "gemeentefiche", ".pdf", make_fact_sheet),
    "pptx": Kind("presentatie", "gemeentepresentatie", ".pptx", _slides),
}
