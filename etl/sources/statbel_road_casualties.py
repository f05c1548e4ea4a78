"""Statbel, "Verkeersslachtoffers": TF_ACCIDENTS_VICTIMS, one zip per year, summed by municipality.

A row is a kind of victim in an accident; MS_VICT counts the uninjured too and is never a casualty.
In older years it stands in MS_VCT and the uninjured have no column.
Municipalities without a row had no casualties (the source is `absent_is_zero`). The municipality is
that of the accident.
"""

import re
from collections.abc import Mapping
from pathlib import Path

import pandas as pd

from etl.addresses import Address, Remote
from etl.errors import SourceError, listing
from etl.files import SourceFiles
from etl.guard import DOWNLOAD_AGAIN
from etl.parsed import Parsed, combine, observations_of
from etl.read import read_zip_text
from etl.sources.cells import (
    counts_of,
    expect_each,
    expect_sum,
    nis_codes,
    per_value,
    relative_names,
    years,
)

SOURCE = "statbel_road_casualties"
FILES: tuple[str, ...] = ("statbel/road_casualties/TF_ACCIDENTS_VICTIMS_*.zip",)
AREAS = "code"
REST_AREAS: Mapping[str, str] = {}
ADDRESS: Address = (
    Remote(
        "https://statbel.fgov.be/sites/default/files/files/opendata/Verkeersslachtoffers/"
        "TF_ACCIDENTS_VICTIMS_{year}.zip",
        "statbel/road_casualties/TF_ACCIDENTS_VICTIMS_{year}.zip",
        header="MS_DEAD_30_DAYS",
        first_year=2005,
    ),
)
ENCODINGS = ("utf-8-sig", "cp1252")

DAY = "DT_DAY"  # yyyy-mm-dd
AREA = "CD_MUNTY_REFNIS"
INVOLVED = "MS_VICT"  # everybody, uninjured included: read only to check that the columns mean what we think
RENAMED = {"MS_VCT": INVOLVED}  # its name in older years
UNINJURED = "MS_VIC_OK"  # not in older years
SEVERITIES = {
    "MS_SLY_INJ": "slight",
    "MS_SERLY_INJ": "serious",
    "MS_DEAD_30_DAYS": "dead_30_days",  # on the spot or within 30 days
}


def parse(files: SourceFiles) -> Parsed:
    """Read casualties (slight + serious + dead within 30 days) in total and by severity, a year per file."""
    paths = files.paths(FILES[0])
    return Parsed(combine(_casualties(path) for path in paths), files=relative_names(FILES[0], paths))


def _casualties(path: Path) -> pd.DataFrame:
    table = read_zip_text(
        path,
        (DAY, AREA, INVOLVED, *SEVERITIES),
        quoted=False,
        encodings=ENCODINGS,
        renamed=RENAMED,
        optional=(UNINJURED,),
    )
    period = _year(path, table[DAY])
    counts = table.drop(columns=[DAY, AREA]).apply(per_value, convert=counts_of, file=path)
    _expect_involved(counts, path)
    sums = counts[list(SEVERITIES)].groupby(nis_codes(table[AREA], path)).sum().reset_index()
    total = observations_of("road_casualties", sums[AREA], period, sums[list(SEVERITIES)].sum(axis="columns"))
    split = [
        observations_of("road_casualties", sums[AREA], period, sums[column], category=category)
        for column, category in SEVERITIES.items()
    ]
    return combine([total, *split])


def _expect_involved(counts: pd.DataFrame, path: Path) -> None:
    """Check that casualties and uninjured are all those involved; without the uninjured, at most those."""
    if UNINJURED in counts:
        expect_sum(counts[[UNINJURED, *SEVERITIES]], counts[INVOLVED], path)
        return
    enough = counts[list(SEVERITIES)].sum(axis="columns").le(counts[INVOLVED])
    expect_each(counts[INVOLVED], enough, path, "minstens de slachtoffers van deze rij samen")


def _year(path: Path, days: pd.Series) -> str:
    """Return the one year of all accidents, which is also the one in the name of the file."""
    found: list[str] = sorted(set(years(days.str.slice(0, 4), path)))
    named = re.search(r"(?:19|20)\d\d", path.stem)
    if len(found) != 1 or named is None or found[0] != named[0]:
        raise SourceError(
            path,
            f"kolom '{DAY}'",
            expected="ongevallen van één jaar, dat ook in de naam van het bestand staat",
            found=f"ongevallen van {listing(found) or 'geen enkel jaar'}",
            action=f"geef het bestand zijn eigen naam terug of {DOWNLOAD_AGAIN}",
        )
    return found[0]
