"""Statbel, population on 1 January by age: TF_SOC_POP_STRUCT, one zip per year, summed by municipality.

A row is a municipality, sex, nationality, civil status and age; a combination without anybody has no row.
From 2016 on the municipality stands in CD_REFNIS and the year only in the name of the file.
"""

from collections.abc import Mapping
from pathlib import Path

import pandas as pd

from etl.addresses import Address, Remote
from etl.files import SourceFiles
from etl.parsed import Parsed, combine, observations_of
from etl.read import read_zip_text
from etl.sources.cells import counts_of, expect_each, nis_codes, per_value, relative_names, year_in_name

SOURCE = "statbel_population_struct"
FILES: tuple[str, ...] = ("statbel/population/TF_SOC_POP_STRUCT_*.zip",)
AREAS = "code"
REST_AREAS: Mapping[str, str] = {}
ADDRESS: Address = (
    Remote(
        "https://statbel.fgov.be/sites/default/files/files/opendata/bevolking%20naar%20woonplaats%2C%20"
        "nationaliteit%20burgelijke%20staat%20%2C%20leeftijd%20en%20geslacht/TF_SOC_POP_STRUCT_{year}.zip",
        "statbel/population/TF_SOC_POP_STRUCT_{year}.zip",
        header="MS_POPULATION",
        first_year=2009,
    ),
)

AREA = "CD_MUNTY_REFNIS"
RENAMED = {"CD_REFNIS": AREA}  # from 2016 on
AGE = "CD_AGE"  # whole years
RESIDENTS = "MS_POPULATION"
YEAR = "CD_YEAR"  # until 2014
ENCODINGS = ("utf-8-sig", "cp1252")  # 2022 has names in cp1252

OLDEST = 130
GROUPS = {
    # first age of the group: category
    0: "age_0_19",
    20: "age_20_64",
    65: "age_65_79",
    80: "age_80_plus",
}
GROUPS_65_PLUS = ["age_65_79", "age_80_plus"]


def parse(files: SourceFiles) -> Parsed:
    """Read residents in total, by age group and of 65 or older, a year per file."""
    paths = files.paths(FILES[0])
    return Parsed(combine(_residents(path) for path in paths), files=relative_names(FILES[0], paths))


def _residents(path: Path) -> pd.DataFrame:
    groups = _by_group(path)
    total = groups.sum(axis="columns")
    period = year_in_name(path)

    def observations(measure: str, values: pd.Series, category: str = "") -> pd.DataFrame:
        return observations_of(measure, groups.index.to_series(), period, values, category=category)

    return combine(
        [
            observations("residents_by_age", total),
            *(observations("residents_by_age", groups[name], name) for name in GROUPS.values()),
            observations("residents_65_plus", groups[GROUPS_65_PLUS].sum(axis="columns")),
            observations("residents_total_age", total),
        ]
    )


def _by_group(path: Path) -> pd.DataFrame:
    """Return residents per municipality (index) and age group (columns); nobody is 0."""
    table = read_zip_text(
        path,
        (AREA, AGE, RESIDENTS),
        quoted=False,
        encodings=ENCODINGS,
        renamed=RENAMED,
        optional=(YEAR,),
    )
    if YEAR in table:
        expect_each(
            table[YEAR], table[YEAR].eq(year_in_name(path)), path, "het jaar in de naam van het bestand"
        )
    cells = pd.DataFrame(
        {
            "area": per_value(table[AREA], nis_codes, path),
            "group": per_value(table[AGE], _age_groups, path),
            "residents": per_value(table[RESIDENTS], counts_of, path),
        }
    )
    sums = cells.pivot_table(index="area", columns="group", values="residents", aggfunc="sum", fill_value=0)
    return sums.reindex(columns=list(GROUPS.values()), fill_value=0)


def _age_groups(ages: pd.Series, path: Path) -> pd.Series:
    years = counts_of(ages, path)
    expect_each(ages, years.le(OLDEST), path, f"een leeftijd van 0 tot {OLDEST} jaar")
    return pd.cut(years, [*GROUPS, OLDEST + 1], right=False, labels=list(GROUPS.values())).astype("str")
