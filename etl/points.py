"""Points of publishers, in degrees, on the map of the model: metres, and the municipality around each."""

import geopandas as gpd
import pandas as pd

from etl.boundaries import CRS, read_shapes
from etl.files import SourceFiles

SHAPES = "geo/gemeente.shp"
SHAPE_PARTS: tuple[str, ...] = tuple(f"geo/gemeente.{part}" for part in ("shp", "shx", "dbf", "prj"))
CODE = "geoitem"
WGS84 = 4326


def locate(longitude: pd.Series, latitude: pd.Series, files: SourceFiles) -> pd.DataFrame:
    """Return x and y (EPSG:31370, whole metres) and area (code, missing outside Flanders and Brussels).

    A row per point; the index is that of the columns given. Municipalities are those of the division in
    force. Raises SourceError when the boundaries are not there, BoundaryError when they are damaged.
    """
    for part in SHAPE_PARTS:
        files.path(part)
    shapes = read_shapes(files.path(SHAPES), CODE)
    polygons = gpd.GeoDataFrame({"area": list(shapes)}, geometry=list(shapes.values()), crs=CRS)
    degrees = gpd.GeoSeries(gpd.points_from_xy(longitude, latitude), index=longitude.index, crs=WGS84)
    points = gpd.GeoDataFrame(geometry=degrees.to_crs(CRS))
    inside = points.sjoin(polygons, predicate="within", how="left")
    inside = inside[~inside.index.duplicated()]  # a point on a border has two
    metres = {"x": points.geometry.x.round(), "y": points.geometry.y.round()}
    return pd.DataFrame({**metres, "area": inside["area"]})
