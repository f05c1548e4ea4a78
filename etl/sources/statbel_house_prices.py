"""Statbel, sales of real estate by deed ("Vastgoedverkopen volgens aard"): number and median price.

Two layouts: the table that Statbel offers (vastgoed_2010_9999.zip, all levels, years and quarters in one),
and two files that third parties made of it, without the arrondissements.
Where Statbel's own is there, it is read. Houses are attached and detached ones together; apartments stand
apart. A median is published or it is not: it is never computed here.
"""

from collections.abc import Mapping
from pathlib import Path

import pandas as pd

from etl.addresses import Address, ByHand, Remote
from etl.files import SourceFiles
from etl.parsed import Parsed, SetAside, combine, observations_of
from etl.read import read_csv, read_zip_text, to_number
from etl.sources.cells import expect_each, expect_sum, nis_codes, per_value, whole_counts, years
from etl.sources.rows import by_column, expect_among, expect_complete

SOURCE = "statbel_house_prices"
YEARLY = "statbel/house_prices/yearly.csv"
QUARTERLY = "statbel/house_prices/quarterly_all_levels.csv.gz"
LIVE = "statbel/house_prices/vastgoed_2010_9999.zip"
FILES: tuple[str, ...] = (YEARLY, QUARTERLY, LIVE)
AREAS = "code"
REST_AREAS: Mapping[str, str] = {}
ADDRESS: Address = (
    Remote("https://statbel.fgov.be/sites/default/files/files/opendata/immo/vastgoed_2010_9999.zip", LIVE),
    ByHand(
        "https://statbel.fgov.be/nl/open-data/verkoop-van-onroerende-goederen-volgens-aard",
        LIVE,
        "neem de zip met het tekstbestand",
    ),
)

DERIVED_COLUMNS = {
    "y": "year",
    "q": "quarter",  # 1 to 4; not in the yearly file
    "nis": "area",
    "type": "type",
    "n": "sales",  # written as a float in the yearly file
    "p50": "median",
}
DERIVED_TYPES = {
    "alle_huizen": "houses",
    "huizen_23": "attached_houses",
    "huizen_4plus": "detached_houses",
    "appartementen": "apartments",
}
LIVE_COLUMNS = {
    "CD_YEAR": "year",
    "CD_PERIOD": "quarter",  # Y, Q1 to Q4; half years (S1, S2) are set aside
    "CD_REFNIS": "area",
    "CD_TYPE_NL": "type",
    "MS_TOTAL_TRANSACTIONS": "sales",
    "MS_P_50_median": "median",
}
LIVE_TYPES = {
    "Alle huizen met 2, 3, 4 of meer gevels (excl. appartementen)": "houses",
    "Huizen met 2 of 3 gevels (gesloten + halfopen bebouwing)": "attached_houses",
    "Huizen met 4 of meer gevels (open bebouwing)": "detached_houses",
    "Appartementen": "apartments",
}
YEAR_TOTAL, HALF_YEARS = "Y", ("S1", "S2")
QUARTERS = ("Q1", "Q2", "Q3", "Q4")
PARTS = ["attached_houses", "detached_houses"]


def parse(files: SourceFiles) -> Parsed:
    """Read sales and medians by type of dwelling, yearly and quarterly."""
    if files.existing(LIVE):
        path = files.path(LIVE)
        sales, aside = _live(path)
        return Parsed(_observations(sales), set_aside=aside, files=(LIVE,))
    sales = combine([_derived(files.path(YEARLY)), _derived(files.path(QUARTERLY))])
    _expect_quarters_to_add_up(sales, files.path(QUARTERLY))
    return Parsed(_observations(sales), files=(YEARLY, QUARTERLY))


def _derived(path: Path) -> pd.DataFrame:
    """Read one of the derived files: year, quarter ("" for the year), area, type, sales and median."""
    yearly = path.name == Path(YEARLY).name
    columns = [name for name in DERIVED_COLUMNS if not (yearly and name == "q")]
    table = read_csv(path, columns).rename(columns=DERIVED_COLUMNS)
    if yearly:
        table["quarter"] = ""
    else:
        table["quarter"] = "Q" + expect_among(table["quarter"], "1234", path)
    return _checked(table, DERIVED_TYPES, path)


def _live(path: Path) -> tuple[pd.DataFrame, tuple[SetAside, ...]]:
    """Read Statbel's own table, without the half years."""
    table = read_zip_text(path, list(LIVE_COLUMNS), encodings=("utf-8-sig", "latin-1"))
    table = table.rename(columns=LIVE_COLUMNS)
    period = expect_among(table["quarter"], (YEAR_TOTAL, *QUARTERS, *HALF_YEARS), path)
    table["quarter"] = period.where(period != YEAR_TOTAL, "")
    half = period.isin(HALF_YEARS)
    sales = _checked(table[~half], LIVE_TYPES, path)
    _expect_quarters_to_add_up(sales, path)
    return sales, (SetAside("halfjaren van de vastgoedverkopen", int(half.sum())),)


def _checked(table: pd.DataFrame, types: Mapping[str, str], path: Path) -> pd.DataFrame:
    """Check the rows of one file and give them their types; a median that is not published is NaN."""
    rows = pd.DataFrame(
        {
            "year": per_value(table["year"], years, path),
            "quarter": table["quarter"],
            "area": per_value(table["area"], nis_codes, path),
            "type": expect_among(table["type"], types, path).map(dict(types)),
            "sales": whole_counts(to_number(table["sales"], path)[0], path),
        }
    )
    by_type = by_column(rows, ("year", "quarter", "area"), "type", "sales", wanted=types.values(), file=path)
    expect_complete(by_type, path, "elk soort woning")
    expect_sum(by_type[PARTS], by_type["houses"], path)
    rows["median"], _ = to_number(table["median"], path, special={"": "confidential"})
    without_sales = rows["sales"].eq(0) & rows["median"].notna()
    expect_each(rows["median"], ~without_sales, path, "een leeg vak waar niets verkocht is")
    return rows


def _expect_quarters_to_add_up(sales: pd.DataFrame, path: Path) -> None:
    """Check that four quarters make the year, wherever all are there."""
    by_period = by_column(
        sales, ("year", "area", "type"), "quarter", "sales", wanted=("", *QUARTERS), file=path
    )
    full = by_period.dropna()
    expect_sum(full[list(QUARTERS)], full[""], path)


def _observations(sales: pd.DataFrame) -> pd.DataFrame:
    tables = []
    yearly = sales["quarter"] == ""
    for suffix, rows in (("", sales[yearly]), ("_quarterly", sales[~yearly])):
        period = rows["year"] + ("-" + rows["quarter"] if suffix else "")
        key = {"area": rows["area"], "period": period, "category": rows["type"]}
        status = _status(rows["median"], rows["sales"])
        tables.append(observations_of(f"house_sales{suffix}", value=rows["sales"], **key))
        tables.append(
            observations_of(f"median_house_price{suffix}", value=rows["median"], status=status, **key)
        )
    return combine(tables)


def _status(price: pd.Series, sales: pd.Series) -> pd.Series:
    """An empty price is confidential where something was sold, and does not exist where nothing was."""
    status = pd.Series("observed", price.index, dtype="str").mask(price.isna(), "confidential")
    return status.mask(price.isna() & sales.eq(0), "not_applicable")
