"""Everything a build starts from: the files, what people wrote, and the release in force."""

from dataclasses import dataclass
from pathlib import Path

from etl import selection
from etl.corrections import Corrections, load_corrections
from etl.files import SourceFiles
from streekmonitor.area_files import load_areas
from streekmonitor.areas import Areas
from streekmonitor.catalog import Catalog, CatalogError
from streekmonitor.catalog_files import load_catalog
from streekmonitor.release import Release, ReleaseError, current_release, load_release


@dataclass(frozen=True)
class Inputs:
    """What tables are made with, from `root` and the folder given with --sources."""

    files: SourceFiles
    catalog: Catalog
    areas: Areas
    corrections: Corrections


def source_files(sources: Path | None, root: Path) -> SourceFiles:
    """The folders with publishers' files: the one given, the inbox, the downloads."""
    folders = (root / "data" / "inbox", root / "data" / "raw")
    return SourceFiles((sources, *folders) if sources else folders)


def read_inputs(sources: Path | None, root: Path, *, only_open: bool) -> Inputs:
    """Read what people wrote. Raises CatalogError, AreaFileError or SourceError."""
    data = root / "data"
    catalog = load_catalog(data / "catalog")
    return Inputs(
        files=source_files(sources, root),
        catalog=selection.only_open(catalog) if only_open else selection.usual(catalog),
        areas=load_areas(data / "areas"),
        corrections=load_corrections(data / "corrections"),
    )


def previous_release(root: Path) -> Release | None:
    """The release in force; one that this code can't read is built anew, without a comparison."""
    try:
        return load_release(current_release(root / "data" / "release"))
    except (ReleaseError, CatalogError, OSError, KeyError, TypeError, ValueError):
        return None
