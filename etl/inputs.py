"""Everything a build starts from: the files, what people wrote, and the release in force."""

import difflib
from dataclasses import dataclass
from pathlib import Path

from etl import selection
from etl.corrections import Corrections, load_corrections
from etl.files import SourceFiles
from streekmonitor.area_files import load_areas
from streekmonitor.areas import Areas
from streekmonitor.catalog import Catalog, CatalogError, Source
from streekmonitor.catalog_files import load_catalog
from streekmonitor.forms import OWN_DESTINATIONS, FlowShare
from streekmonitor.release import Release, ReleaseError, current_release, load_release

INBOX, RAW = "inbox", "raw"


@dataclass(frozen=True)
class Inputs:
    """What tables are made with, from `root` and the folder given with --sources.

    `left_out` are the sources that a release of open sources alone does without.
    """

    files: SourceFiles
    catalog: Catalog
    areas: Areas
    corrections: Corrections
    left_out: tuple[Source, ...] = ()


def source_files(sources: Path | None, root: Path) -> SourceFiles:
    """The folders with publishers' files: the one given goes before the inbox and the downloads."""
    return SourceFiles((sources,) if sources else (), arrivals=(root / "data" / INBOX, root / "data" / RAW))


def read_inputs(sources: Path | None, root: Path, *, only_open: bool) -> Inputs:
    """Read what people wrote. Raises CatalogError, AreaFileError or SourceError."""
    data = root / "data"
    catalog, areas = load_catalog(data / "catalog"), load_areas(data / "areas")
    check_destinations(catalog, areas)
    usual, open_alone = selection.usual(catalog), selection.only_open(catalog)
    return Inputs(
        files=source_files(sources, root),
        catalog=open_alone if only_open else usual,
        areas=areas,
        corrections=load_corrections(data / "corrections"),
        left_out=tuple(
            source for source in usual.sources if only_open and source.id not in open_alone.source_by_id
        ),
    )


def check_destinations(catalog: Catalog, areas: Areas) -> None:
    """Every flow share goes to the own municipality, the own region or a region that there is.

    Raises CatalogError. The catalog knows no areas: only here the two are held against each other.
    """
    known = [*OWN_DESTINATIONS, *areas.regions]
    problems = [
        f"- indicator '{entry.id}': bestemming '{entry.form.destination}' is geen streek uit "
        f"data/areas/regions.yaml{_perhaps(entry.form.destination, known)}"
        for entry in catalog.indicators
        if isinstance(entry.form, FlowShare) and entry.form.destination not in known
    ]
    if problems:
        raise CatalogError("\n".join(["De catalogus past niet bij de streken:", *problems]))


def _perhaps(name: str, known: list[str]) -> str:
    near = difflib.get_close_matches(name, known)
    return f"; bedoelt u {', '.join(near)}?" if near else f"; kies uit {', '.join(known)}."


def previous_release(root: Path) -> Release | None:
    """The release in force; one that this code can't read is built anew, without a comparison."""
    try:
        return load_release(current_release(root / "data" / "release"))
    except (ReleaseError, CatalogError, OSError, KeyError, TypeError, ValueError):
        return None
