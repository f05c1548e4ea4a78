"""NMBS through iRail: boardings on a weekday during the count of October, per station and per municipality.

iRail gave each row the address (URI) of a station by its name, and some are those of another station, even
abroad. So a row is looked up by the name that NMBS wrote first, and by its address only when that fails.
"""

from collections.abc import Mapping
from pathlib import Path

import pandas as pd

from etl.addresses import Address, Remote
from etl.errors import SourceError, listing
from etl.files import SourceFiles
from etl.parsed import PLACE_COLUMNS, Parsed, SetAside, observations_of
from etl.points import SHAPES, locate
from etl.read import SEE_LAYOUT, read_csv, to_number
from etl.sources.cells import expect_each, relative_names, year_in_name
from streekmonitor.area_names import normalise_name

SOURCE = "nmbs_stations"
STATIONS = "nmbs/stations.csv"
COUNTS = "nmbs/embarkment_statistics*.csv"
FILES: tuple[str, ...] = (STATIONS, COUNTS)
AREAS = "code"
REST_AREAS: Mapping[str, str] = {}
ADDRESS: Address = tuple(
    Remote(
        f"https://raw.githubusercontent.com/iRail/stations/master/{name}.csv",
        f"nmbs/{name}.csv",
        header="URI",
    )
    for name in ("stations", "embarkment_statistics")
)

MEASURE = "train_boardings_weekday"
URI, NAME, COUNTRY = "URI", "name", "country-code"
OTHER_NAMES = ("alternative-fr", "alternative-nl", "alternative-de", "alternative-en")
DUTCH_NAME = "alternative-nl"
LONGITUDE, LATITUDE = "longitude", "latitude"  # degrees, WGS84
NMBS_NAME = "nmbs_short_name"
WEEKDAY = "average_weekday_embarkments"  # "31.461" is 31461: the point separates thousands

FIRST_EDITION, FIRST_TOTAL = "2023", 890_055  # the file names no year; this one is recognised by its sum
WALLONIA = "03000"
NO_COUNT = "station zonder telling op weekdagen"


def parse(files: SourceFiles) -> Parsed:
    """Read boardings per municipality (those outside Flanders and Brussels as Wallonia), and the stations."""
    path = files.path(STATIONS)
    stations, addresses = _stations(path, files)
    paths = files.paths(COUNTS)
    editions = [_boardings(count, stations, addresses) for count in paths]
    places = pd.concat(editions, ignore_index=True)
    counted = places.dropna(subset=["value"])
    sums = counted.groupby(["area", "period"], as_index=False)["value"].sum()
    uncounted = len(places) - len(counted)
    return Parsed(
        observations_of(MEASURE, sums["area"], sums["period"], sums["value"]),
        places=places[list(PLACE_COLUMNS)],
        set_aside=(SetAside(NO_COUNT, uncounted),) if uncounted else (),
        files=(STATIONS, *relative_names(COUNTS, paths), SHAPES),
    )


def _stations(path: Path, files: SourceFiles) -> tuple[pd.DataFrame, dict[str, set[str]]]:
    """Return the Belgian stations by address (name in Dutch, x, y, area), and the addresses of each name."""
    table = read_csv(path, (URI, NAME, *OTHER_NAMES, COUNTRY, LONGITUDE, LATITUDE))
    table = table[table[COUNTRY] == "be"]
    expect_each(table[URI], ~table[URI].duplicated(), path, "elk station één keer")
    longitude, latitude = (to_number(table[column], path)[0] for column in (LONGITUDE, LATITUDE))
    points = locate(longitude, latitude, files)
    dutch = table[DUTCH_NAME].where(table[DUTCH_NAME] != "", table[NAME])
    points = points.assign(area=points["area"].fillna(WALLONIA), name=dutch)
    return points.join(table[[URI]]).set_index(URI), _addresses(table)


def _addresses(table: pd.DataFrame) -> dict[str, set[str]]:
    found: dict[str, set[str]] = {}
    for column in (NAME, *OTHER_NAMES):
        for name, uri in zip(table[column], table[URI], strict=True):
            for spelling in _spellings(name):
                found.setdefault(spelling, set()).add(uri)
    return found


def _spellings(name: str) -> set[str]:
    """Return a name and its halves around a slash, normalised: "Brussel-Zuid/Bruxelles-Midi" is three."""
    return {normalise_name(part) for part in (name, *name.split("/"))} - {""}


def _boardings(path: Path, stations: pd.DataFrame, addresses: Mapping[str, set[str]]) -> pd.DataFrame:
    """Return a place per row of one edition."""
    table = read_csv(path, (URI, NMBS_NAME, WEEKDAY))
    value, _ = to_number(table[WEEKDAY], path, decimal=",", thousands=".", special={"": "missing"})
    rows = zip(table[NMBS_NAME], table[URI], strict=True)
    uri = pd.Series([_address(name, given, addresses) for name, given in rows], table.index)
    wrong = table.loc[~uri.isin(stations.index) | uri.duplicated(keep=False), NMBS_NAME]
    if len(wrong):
        raise SourceError(
            path,
            f"rij {wrong.index[0]}, kolom '{NMBS_NAME}'",
            expected=f"een station dat in {STATIONS} staat, elk station één keer",
            found=listing(wrong.tolist()),
            action="haal beide bestanden opnieuw op, zodat ze bij elkaar horen; of " + SEE_LAYOUT,
        )
    return (
        stations.loc[uri.tolist()]
        .set_axis(table.index)
        .assign(
            id="nmbs_" + uri.str.rpartition("/")[2],
            kind="station",
            measure=MEASURE,
            period=_edition(path, value),
            value=value,
        )
    )


def _address(name: str, given: str, addresses: Mapping[str, set[str]]) -> str:
    """Return the address of the one station with this name, or else the address that the row gives."""
    found: set[str] = set()
    for spelling in _spellings(name):
        found |= addresses.get(spelling, set())
    return found.pop() if len(found) == 1 else given


def _edition(path: Path, value: pd.Series) -> str:
    """Return the year of the count, from the file's name; without one only the first edition is known."""
    if value.sum() == FIRST_TOTAL and "_20" not in path.stem:
        return FIRST_EDITION
    return year_in_name(path)
