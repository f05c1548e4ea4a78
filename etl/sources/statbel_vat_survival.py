"""Statbel, survival of enterprises liable to VAT, by year of first registration: provinces and Regions only.

Two layouts: Statbel's own TF_VAT_SURVIVALS, and a derived file summed by province. What can't be known yet is
blank, and a sum over blanks must not become zero: such a year has no row.
"""

from collections.abc import Mapping
from pathlib import Path

import pandas as pd

from etl.addresses import Address, ByHand, Remote
from etl.errors import SourceError
from etl.files import SourceFiles
from etl.parsed import Parsed, SetAside, combine, observations_of
from etl.read import SEE_LAYOUT, read_csv, read_zip_text, to_number
from etl.sources.cells import expect_each, first_existing, nis_codes, per_value, whole_counts, years

SOURCE = "statbel_vat_survival"
OWN = "statbel/enterprises/TF_VAT_SURVIVALS.zip"
DERIVED = "statbel/enterprises/vat_survivals_provinces.csv"
FILES: tuple[str, ...] = (OWN, DERIVED)  # either will do; Statbel's own goes before
AREAS = "code"
REST_AREAS: Mapping[str, str] = {}
ADDRESS: Address = (
    Remote(
        "https://statbel.fgov.be/sites/default/files/files/opendata/TF_VAT_SURVIVAL/TF_VAT_SURVIVALS.zip",
        OWN,
        header="MS_CNT_FIRST_REGISTRATIONS",
    ),
    ByHand(
        "https://statbel.fgov.be/nl/open-data", OWN, "open data, overleving van btw-plichtige ondernemingen"
    ),
)

YEAR, REGION, PROVINCE = "CD_YEAR", "CD_RGN_REFNIS", "CD_PROV_REFNIS"
FIRST = "MS_CNT_FIRST_REGISTRATIONS"
SURVIVORS = [f"MS_CNT_SURV_YEAR_{age}" for age in range(1, 6)]
RENAMED = {"y": YEAR, "r": REGION, "p": PROVINCE, "fr": FIRST} | {
    f"s{age}": name for age, name in enumerate(SURVIVORS, 1)
}  # the names in the derived file
MEASURES = {
    FIRST: "enterprises_first_registered",
    SURVIVORS[0]: "enterprises_surviving_1y",
    SURVIVORS[2]: "enterprises_surviving_3y",
    SURVIVORS[4]: "enterprises_surviving_5y",
}
BRUSSELS, BELGIUM = "04000", "01000"
NOT_YET = {"": "missing"}
NOT_YET_REASON = "overleving die nog niet te weten is, per gebied en jaar"


def parse(files: SourceFiles) -> Parsed:
    """Read registrations and survivors after one, three and five years; Regions and Belgium are summed."""
    name, path = first_existing(files, FILES)
    columns = (YEAR, REGION, PROVINCE, FIRST, *SURVIVORS)
    if name == OWN:
        table = read_zip_text(path, columns, encodings=("utf-8-sig", "cp1252"))
    else:
        table = read_csv(path, columns, renamed=RENAMED)
    counts = table[[FIRST, *SURVIVORS]].apply(per_value, convert=_counts, file=path)
    expect_each(table[FIRST], counts[FIRST].notna(), path, "een aantal: alleen overleving kan leeg zijn")
    for earlier, later in zip((FIRST, *SURVIVORS), SURVIVORS, strict=False):
        possible = ~(counts[later] > counts[earlier])
        expect_each(table[later], possible, path, f"hoogstens zoveel als '{earlier}'")
    sums = _sums(counts.assign(period=years(table[YEAR], path)), _areas(table, path), path)
    tables = [
        observations_of(MEASURES[column], sums["area"], sums["period"], sums[column]) for column in MEASURES
    ]
    rows = combine(tables)
    unknown = rows["value"].isna()
    return Parsed(rows[~unknown], set_aside=(SetAside(NOT_YET_REASON, int(unknown.sum())),), files=(name,))


def _counts(column: pd.Series, path: Path) -> pd.Series:
    """Return whole counts, NaN for a blank."""
    value, _ = to_number(column, path, special=NOT_YET)
    whole_counts(value.dropna(), path)
    return value


def _areas(table: pd.DataFrame, path: Path) -> pd.DataFrame:
    """Return the areas that each row belongs to: province (empty in Brussels), Region, country."""
    region = nis_codes(table[REGION].str.removesuffix(".0"), path)
    province = table[PROVINCE].str.removesuffix(".0").where(region != BRUSSELS, BRUSSELS)
    return pd.DataFrame({"province": nis_codes(province, path), "region": region, "country": BELGIUM})


def _sums(counts: pd.DataFrame, areas: pd.DataFrame, path: Path) -> pd.DataFrame:
    """Add up per area and period, each area once: columns area, period and the counts, NaN when all blank."""
    figures = [FIRST, *SURVIVORS]
    some = counts[figures].notna().groupby(counts["period"]).agg(["any", "all"])
    for column in figures:
        partly = some.index[some[column]["any"] & ~some[column]["all"]]
        if len(partly):
            raise SourceError(
                path,
                f"kolom '{column}'",
                expected="per jaar van inschrijving alle cellen leeg (nog niet te weten) of geen enkele",
                found=f"lege en gevulde cellen in {partly[0]}",
                action=SEE_LAYOUT,
            )
    levels = [areas["province"][areas["province"] != BRUSSELS], areas["region"], areas["country"]]
    return combine(
        counts.assign(area=level)
        .dropna(subset=["area"])
        .groupby(["area", "period"])[figures]
        .sum(min_count=1)
        .reset_index()
        for level in levels
    )
