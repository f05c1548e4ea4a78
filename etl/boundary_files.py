"""The files of the boundaries, and where to get them: sources without a module, drawn instead of parsed."""

from dataclasses import dataclass

from etl.addresses import Address, ByHand, Remote
from etl.selection import BOUNDARIES, OPEN_BOUNDARIES

SHAPES = ("geo/gemeente", "geo/gemeente2024")
SHAPE_PARTS = (".shp", ".shx", ".dbf", ".prj")
OPEN_SHAPES = "geo/ngi_municipalities_flanders_2023.gpkg"
FOLDER = (
    "https://raw.githubusercontent.com/provinciesincijfers/gebiedsniveaus/HEAD/data_voor_swing/shapefiles"
)


@dataclass(frozen=True)
class BoundarySource:
    """What `etl fetch` needs to know of a source; see `etl.parsed.SourceModule`."""

    SOURCE: str
    ADDRESS: Address


BOUNDARY_SOURCES = (
    BoundarySource(
        BOUNDARIES,
        tuple(
            Remote(f"{FOLDER}/{shape.removeprefix('geo/')}{part}", f"{shape}{part}")
            for shape in SHAPES
            for part in SHAPE_PARTS
        ),
    ),
    BoundarySource(
        OPEN_BOUNDARIES,
        (
            ByHand(
                "https://public.opendatasoft.com/explore/dataset/georef-belgium-municipality/",
                OPEN_SHAPES,
                "alleen nodig voor een open release: de gemeenten van het Vlaams Gewest van 2023, als "
                "GeoPackage in Lambert 72 (EPSG:31370)",
            ),
        ),
    ),
)
