"""Agentschap Wegen en Verkeer, automatic bicycle counters: places with a mean per month, nothing more.

Counters stand on chosen paths: no total of a municipality, no ranking. "Teller 1" and "teller 2" are two
sides or directions of one path and stay apart. Two layouts: a table of Flemish Brabant by others, with sums
over all months, and the publisher's own files without header rows, which are preferred when they are there.
"""

from collections.abc import Mapping
from pathlib import Path

import pandas as pd

from etl.addresses import Address, ByHand, Remote
from etl.errors import SourceError, listing
from etl.files import SourceFiles
from etl.parsed import PLACE_COLUMNS, Parsed
from etl.points import SHAPES, locate
from etl.read import SEE_LAYOUT, read_csv, read_rows, to_number
from etl.sources.cells import counts_of, expect_each, per_value, relative_names, year_in_name
from etl.sources.rows import expect_unique

SOURCE = "awv_bicycle_counters"
TABLE = "awv/awv_fietstelpunten_vlaams_brabant.csv"
SITES = "awv/sites.csv"
COUNTS = "awv/data-*.csv"  # one per month: data-2024-12.csv
FILES: tuple[str, ...] = (TABLE, SITES, COUNTS)
AREAS = "code"
REST_AREAS: Mapping[str, str] = {}
PAGE = "https://opendata.apps.mow.vlaanderen.be/fietstellingen/"
ADDRESS: Address = (
    Remote(f"{PAGE}sites.csv", SITES),
    ByHand(PAGE, "awv/data-2024-12.csv", "de tellingen van elke gewenste maand, onder hun eigen naam"),
)

MEASURE = "cyclists_per_month"

SITE, LONGITUDE, LATITUDE, NAME = "site_nr", "long", "lat", "naam"
MONTHS, CYCLISTS = "months_observed", "total_cyclists"
WINDOW = "2024"  # the table's counts end about December 2024

SITE_COLUMNS = (
    *("site_id", SITE, LONGITUDE, LATITUDE, NAME, "domein", "wegnr", "district", "gemeente", "interval"),
    "datum_van",
)
COUNT_COLUMNS = ("site_id", "richting", "type", "van", "tot", "aantal")
CYCLIST = "FIETSERS"  # the same counters count pedestrians, cars, kayaks …


def parse(files: SourceFiles) -> Parsed:
    """Read each counter with its cyclists per month, over all months that are counted (NaN without any)."""
    counts = files.existing(COUNTS)
    if counts:
        path = files.path(SITES)
        sites, mean = _publisher(path, counts)
        period = max(year_in_name(count) for count in counts)
        names: tuple[str, ...] = (SITES, *relative_names(COUNTS, counts))
    elif not files.existing(TABLE):
        raise files.absent((SITES, COUNTS), TABLE)
    else:
        path = files.path(TABLE)
        sites, mean = _table(path)
        period, names = WINDOW, (TABLE,)
    longitude, latitude = (to_number(sites[column], path)[0] for column in (LONGITUDE, LATITUDE))
    places = locate(longitude, latitude, files).assign(
        id="awv_" + sites[SITE],
        kind="bicycle_counter",
        name=sites[NAME].str.strip(),
        measure=MEASURE,
        period=period,
        value=mean,
    )
    _expect_inside(places, path)
    return Parsed(places=places[list(PLACE_COLUMNS)], files=(*names, SHAPES))


def _table(path: Path) -> tuple[pd.DataFrame, pd.Series]:
    """Return the sites of the table by others, and cyclists per month."""
    sites = read_csv(path, (SITE, LONGITUDE, LATITUDE, NAME, MONTHS, CYCLISTS))
    expect_unique(sites, (SITE,), path)
    months, cyclists = (
        to_number(sites[column], path, special={"": "missing"})[0] for column in (MONTHS, CYCLISTS)
    )
    expect_each(sites[MONTHS], months.gt(0) | months.isna(), path, "een aantal maanden boven nul")
    expect_each(
        sites[CYCLISTS], cyclists.isna().eq(months.isna()), path, f"een aantal, of net als '{MONTHS}' niets"
    )
    return sites, cyclists / months


def _publisher(path: Path, counts: tuple[Path, ...]) -> tuple[pd.DataFrame, pd.Series]:
    """Return the publisher's sites, and cyclists per month of the months at hand."""
    sites = read_rows(path, SITE_COLUMNS)
    expect_unique(sites, (SITE,), path)
    expect_unique(sites, ("site_id",), path)
    months = pd.DataFrame({count.stem: _month(count) for count in counts})
    return sites, sites["site_id"].map(months.mean(axis="columns"))


def _month(path: Path) -> pd.Series:
    """Return the cyclists of one month by site, in every direction together."""
    table = read_rows(path, COUNT_COLUMNS)
    number = per_value(table["aantal"], counts_of, path)
    cyclists = table["type"].str.strip().eq(CYCLIST)
    return number[cyclists].groupby(table.loc[cyclists, "site_id"]).sum()


def _expect_inside(places: pd.DataFrame, path: Path) -> None:
    outside = places[places["area"].isna()]
    if len(outside):
        raise SourceError(
            path,
            f"rij {outside.index[0]}",
            expected="telpunten in Vlaanderen of Brussel",
            found=listing(outside["name"].tolist()),
            action="kijk de coördinaten na (lengte en breedte in graden); " + SEE_LAYOUT,
        )
