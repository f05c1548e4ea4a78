"""Statbel, sales of real estate by deed ("Vastgoedverkopen volgens aard"): number and median price.

Two layouts: the table that Statbel offers (vastgoed_2010_9999.zip, all levels, years and quarters in one),
and two files that third parties made of it, without the arrondissements.
Where Statbel's own is there, it is read. Houses are attached and detached ones together; apartments stand
apart. A median is published or it is not: it is never computed here.
"""

from collections.abc import Mapping
from dataclasses import dataclass
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


@dataclass(frozen=True)
class Layout:
    """The columns of a layout, and its types of dwelling. `period` is "" where all rows are years."""

    year: str
    period: str
    area: str
    kind: str
    sales: str
    median: str
    kinds: Mapping[str, str]

    @property
    def columns(self) -> list[str]:
        """The columns to read."""
        names = (self.year, self.period, self.area, self.kind, self.sales, self.median)
        return [name for name in names if name]


DERIVED_KINDS = {
    "alle_huizen": "houses",
    "huizen_23": "attached_houses",
    "huizen_4plus": "detached_houses",
    "appartementen": "apartments",
}
YEARLY_LAYOUT = Layout("y", "", "nis", "type", "n", "p50", DERIVED_KINDS)  # n is written as a float
QUARTERLY_LAYOUT = Layout("y", "q", "nis", "type", "n", "p50", DERIVED_KINDS)  # q is 1 to 4
LIVE_LAYOUT = Layout(
    "CD_YEAR",
    "CD_PERIOD",  # Y, Q1 to Q4; half years (S1, S2) are set aside
    "CD_REFNIS",
    "CD_TYPE_NL",
    "MS_TOTAL_TRANSACTIONS",
    "MS_P_50_median",
    {
        "Alle huizen met 2, 3, 4 of meer gevels (excl. appartementen)": "houses",
        "Huizen met 2 of 3 gevels (gesloten + halfopen bebouwing)": "attached_houses",
        "Huizen met 4 of meer gevels (open bebouwing)": "detached_houses",
        "Appartementen": "apartments",
    },
)
YEAR_TOTAL, HALF_YEARS = "Y", ("S1", "S2")
QUARTERS = ("Q1", "Q2", "Q3", "Q4")
PARTS = ["attached_houses", "detached_houses"]


def parse(files: SourceFiles) -> Parsed:
    """Read sales and medians by type of dwelling, yearly and quarterly."""
    if files.existing(LIVE):
        sales, half_years = _live(files.path(LIVE))
        aside = SetAside("halfjaren van de vastgoedverkopen", half_years)
        return Parsed(_observations(sales), set_aside=(aside,), files=(LIVE,))
    if not files.existing(YEARLY) and not files.existing(QUARTERLY):
        raise files.absent(LIVE, (YEARLY, QUARTERLY))
    yearly, quarterly = files.path(YEARLY), files.path(QUARTERLY)
    years_only = read_csv(yearly, YEARLY_LAYOUT.columns)
    quarters = read_csv(quarterly, QUARTERLY_LAYOUT.columns)
    number = "Q" + expect_among(quarters[QUARTERLY_LAYOUT.period], "1234", quarterly)
    sales = combine(
        [
            _sales(years_only, YEARLY_LAYOUT, pd.Series("", years_only.index), yearly),
            _sales(quarters, QUARTERLY_LAYOUT, number, quarterly),
        ]
    )
    _expect_quarters_to_add_up(sales, quarterly)
    return Parsed(_observations(sales), files=(YEARLY, QUARTERLY))


def _live(path: Path) -> tuple[pd.DataFrame, int]:
    """Read Statbel's own table: its sales, and the number of rows of half years that are left out."""
    table = read_zip_text(path, LIVE_LAYOUT.columns, encodings=("utf-8-sig", "latin-1"))
    period = expect_among(table[LIVE_LAYOUT.period], (YEAR_TOTAL, *QUARTERS, *HALF_YEARS), path)
    kept = ~period.isin(HALF_YEARS)
    sales = _sales(table[kept], LIVE_LAYOUT, period[kept].replace(YEAR_TOTAL, ""), path)
    _expect_quarters_to_add_up(sales, path)
    return sales, int((~kept).sum())


def _sales(table: pd.DataFrame, layout: Layout, quarter: pd.Series, path: Path) -> pd.DataFrame:
    """Check the rows of one file: year, quarter ("" for the year), area, type, sales and median.

    The median is NaN where none is published.
    """
    sales = whole_counts(to_number(table[layout.sales], path)[0], path)
    median = to_number(table[layout.median], path, special={"": "confidential"})[0]
    expect_each(median, ~(sales.eq(0) & median.notna()), path, "een leeg vak waar niets verkocht is")
    rows = pd.DataFrame(
        {
            "year": per_value(table[layout.year], years, path),
            "quarter": quarter,
            "area": per_value(table[layout.area], nis_codes, path),
            "type": expect_among(table[layout.kind], layout.kinds, path).map(dict(layout.kinds)),
            "sales": sales,
            "median": median,
        }
    )
    kinds = list(layout.kinds.values())
    by_type = by_column(rows, ("year", "quarter", "area"), "type", "sales", wanted=kinds, file=path)
    expect_complete(by_type, path, "elk soort woning")
    expect_sum(by_type[PARTS], by_type["houses"], path)
    return rows


def _expect_quarters_to_add_up(sales: pd.DataFrame, path: Path) -> None:
    """Check that four quarters make the year, wherever all are there."""
    by_period = by_column(
        sales, ("year", "area", "type"), "quarter", "sales", wanted=("", *QUARTERS), file=path
    )
    full = by_period.dropna()
    expect_sum(full[list(QUARTERS)], full[""].rename("jaar"), path)


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
