"""Statbel, "Bouwvergunningen": TF_BUILDING_PERMITS, every year and month since 1996, several editions.

A row per area and period; period 0 is the year, 1 to 12 its months: the year is read, never summed from
the months as well. A blank is unknown, never zero, except the surface, which is blank where no dwelling is
new. Of editions that overlap the newer wins (etl.editions). An edition assembled from municipal files has
no rows of higher areas, and its months stand in the order of text.

Kept of the months: the municipalities of Flanders and Brussels. Of higher areas: the yearly counts of
HIGHER. The surface of a higher area is a sum before rounding, some square metres off, and is left out.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

import pandas as pd

from etl.addresses import Address, ByHand, Remote
from etl.files import SourceFiles
from etl.parsed import Parsed, SetAside, combine, observations_of
from etl.read import read_csv, read_zip_text, to_number
from etl.sources.cells import expect_sum, nis_codes, per_value, relative_names, whole_counts, years
from etl.sources.rows import expect_among, expect_unique

SOURCE = "statbel_building_permits"
LIVE = "statbel/building_permits/TF_BUILDING_PERMITS.zip"
FILES: tuple[str, ...] = (
    "statbel/building_permits/TF_BUILDING_PERMITS*.zip",
    "statbel/building_permits/TF_BUILDING_PERMITS*.txt.gz",
)
AREAS = "code"
REST_AREAS: Mapping[str, str] = {}
ADDRESS: Address = (
    Remote(
        "https://statbel.fgov.be/sites/default/files/files/opendata/Building%20permits/"
        "TF_BUILDING_PERMITS.zip",
        LIVE,
    ),
    ByHand("https://statbel.fgov.be/nl/open-data/bouwvergunningen", LIVE, "neem de zip met het tekstbestand"),
)

AREA = "REFNIS"  # the CD_REFNIS_* columns lost their zeros in some editions
YEAR = "CD_YEAR"
PERIOD = "CD_PERIOD"
LEVEL = "CD_REFNIS_LEVEL"  # 1 country, 2 Region, 3 province, 4 arrondissement, 5 municipality
REGION = "CD_REFNIS_REGION"  # blank for the country only
MUNICIPAL = "5"
WHOLE_YEAR = "0"
PERIODS = {WHOLE_YEAR: "", **{str(month): f"-{month:02d}" for month in range(1, 13)}}
MONTHLY_REGIONS = ("02000", "04000")
HIGHER = ("01000", "02000", "03000", "04000", "20001", "23000", "24000")
"""Country, Regions, Flemish Brabant and its arrondissements."""
COUNTS = {
    "MS_DWELLING_RES_NEW": "new_dwellings",
    "MS_APARTMENT_RES_NEW": "new_apartments",
    "MS_SINGLE_HOUSE_RES_NEW": "new_single_houses",
    "MS_BUILDING_RES_NEW": "new_residential_buildings",
    "MS_BUILDING_RES_RENOVATION": "residential_renovations",
}
SURFACE = "MS_TOTAL_SURFACE_RES_NEW"  # m²
DWELLINGS, APARTMENTS, SINGLE_HOUSES = list(COUNTS)[:3]
NOT_MONTHLY = (SINGLE_HOUSES,)  # dwellings less apartments
PROVISIONAL_YEARS = 2  # that Statbel still revises: of those with a total, and the running one after them
HALVED = ("02000", "2017", "-05", "-06")
"""Region, year and months for which Statbel split one count of two months in half: estimates."""


@dataclass(frozen=True)
class Edition:
    """One file: its observations, the rows left out, its last period and its last year with a total."""

    observations: pd.DataFrame
    set_aside: tuple[SetAside, ...]
    last: str
    last_year: str


def parse(files: SourceFiles) -> Parsed:
    """Read permits by year and by month, each edition on its own; the newest one first.

    Which years are still provisional is what the newest edition says, also of what only an older one has.
    """
    zips, texts = (files.existing(pattern) for pattern in FILES)
    if not zips and not texts:
        raise files.absent(*FILES)
    editions = sorted((_edition(path) for path in (*zips, *texts)), key=lambda edition: edition.last)
    newest, *older = reversed(editions)
    return Parsed(
        _with_provisional(newest.observations, newest.last_year),
        older=tuple(_with_provisional(edition.observations, newest.last_year) for edition in older),
        set_aside=newest.set_aside,
        files=(*relative_names(FILES[0], zips), *relative_names(FILES[1], texts)),
    )


def _edition(path: Path) -> Edition:
    columns = (AREA, YEAR, PERIOD, LEVEL, REGION, *COUNTS, SURFACE)
    table = read_zip_text(path, columns) if path.suffix == ".zip" else read_csv(path, columns, separator="|")
    rows = _rows(table, path)
    municipal = rows[rows["level"] == MUNICIPAL]
    _expect_months_to_make_years(municipal, path)
    months = municipal[(municipal["month"] != "") & municipal["region"].isin(MONTHLY_REGIONS)]
    months = months.assign(halved=_halved(months))
    yearly = rows[rows["month"] == ""]
    kept = yearly[(yearly["level"] == MUNICIPAL) | yearly["area"].isin(HIGHER)]
    observations = combine([_years(kept.assign(halved=False)), _months(months)])
    last = (rows["year"] + rows["month"]).max()
    last_year = yearly["year"].max() if len(yearly) else last[:4]
    return Edition(observations, _left_out(rows, kept, months), last, last_year)


def _rows(table: pd.DataFrame, path: Path) -> pd.DataFrame:
    """Return area, year, month ("" for the year, "-08"), level, region and counts, NaN where unknown."""
    month = table[PERIOD].map(PERIODS)
    if month.isna().any():
        expect_among(table[PERIOD], PERIODS, path)
    rows = pd.DataFrame(
        {
            "area": per_value(table[AREA], nis_codes, path),
            "year": per_value(table[YEAR], years, path),
            "month": month,
            "level": expect_among(table[LEVEL], "12345", path),
            "region": table[REGION].str.zfill(5),
        }
    )
    expect_unique(rows, ("area", "year", "month"), path)
    for column in (*COUNTS, SURFACE):
        rows[column] = _counts(table[column], path)
    known = rows[[DWELLINGS, APARTMENTS, SINGLE_HOUSES]].dropna()
    expect_sum(known[[APARTMENTS, SINGLE_HOUSES]], known[DWELLINGS], path)
    rows[SURFACE] = rows[SURFACE].mask(rows[SURFACE].isna() & rows[DWELLINGS].eq(0), 0)
    return rows


def _counts(column: pd.Series, path: Path) -> pd.Series:
    """Return whole counts, NaN where the cell is blank."""
    values = to_number(column, path, special={"": "missing"})[0]
    whole_counts(values.dropna(), path)
    return values


def _expect_months_to_make_years(municipal: pd.DataFrame, path: Path) -> None:
    """Check every municipality and year of which all twelve months and the year are known."""
    columns, key = list(COUNTS), ["area", "year"]
    whole = municipal[municipal["month"] == ""].set_index(key)[columns]
    months = municipal[municipal["month"] != ""].groupby(key)[columns]
    sums, known = (table.reindex(whole.index) for table in (months.sum(), months.count()))
    for column in columns:
        full = known[column].eq(12) & whole[column].notna()
        expect_sum(sums.loc[full, [column]], whole.loc[full, column], path)


def _halved(months: pd.DataFrame) -> pd.Series:
    """Say which rows are half of two months: those of HALVED, while all municipalities have equal halves."""
    region, year, *pair = HALVED
    chosen = months["region"].eq(region) & months["year"].eq(year) & months["month"].isin(pair)
    first, second = (
        months[chosen & months["month"].eq(month)].set_index("area")[list(COUNTS)].sort_index()
        for month in pair
    )
    return chosen & first.equals(second)


def _years(rows: pd.DataFrame) -> pd.DataFrame:
    surface = rows[rows["level"] == MUNICIPAL]
    tables = [_observations(measure, rows, column) for column, measure in COUNTS.items()]
    return combine([*tables, _observations("new_residential_surface", surface, SURFACE)])


def _months(rows: pd.DataFrame) -> pd.DataFrame:
    tables = [
        _observations(f"{measure}_monthly", rows, column)
        for column, measure in COUNTS.items()
        if column not in NOT_MONTHLY
    ]
    return combine(tables)


def _observations(measure: str, rows: pd.DataFrame, column: str) -> pd.DataFrame:
    values, period = rows[column], rows["year"] + rows["month"]
    status = pd.Series("observed", rows.index, dtype="str").mask(rows["halved"], "estimated")
    return observations_of(measure, rows["area"], period, values, status.mask(values.isna(), "missing"))


def _with_provisional(observations: pd.DataFrame, last_year: str) -> pd.DataFrame:
    """Return the observations, provisional instead of observed in the last two whole years and after."""
    first = str(int(last_year) - PROVISIONAL_YEARS + 1)
    late = observations["period"].str[:4] >= first
    status = observations["status"].mask(late & observations["status"].eq("observed"), "provisional")
    return observations.assign(status=status)


def _left_out(rows: pd.DataFrame, kept: pd.DataFrame, months: pd.DataFrame) -> tuple[SetAside, ...]:
    yearly = int((rows["month"] == "").sum())
    return (
        SetAside("jaarcijfer van een hoger gebied buiten Vlaams-Brabant", yearly - len(kept)),
        SetAside("maandcijfer van Wallonië of van een hoger gebied", len(rows) - yearly - len(months)),
        SetAside(
            "oppervlakte van een hoger gebied (enkele m² afgerond)", int((kept["level"] != MUNICIPAL).sum())
        ),
    )
