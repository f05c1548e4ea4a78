"""Statbel, population on 1 January 2025 and 2026 and those of 65 or older in 2026: two tables by others.

The column `municipality` holds French names: only the codes are read.
"""

from collections.abc import Mapping
from pathlib import Path

import pandas as pd

from etl.addresses import Address, ByHand
from etl.files import SourceFiles
from etl.parsed import Parsed, combine, observations_of
from etl.read import read_csv
from etl.sources.cells import counts_of, expect_each, nis_codes, relative_names, years

SOURCE = "statbel_population_2026"
TOTALS = "statbel/population/population_20*.csv"
OLD_AGE = "statbel/population/population_65plus_20*.csv"
FILES: tuple[str, ...] = (TOTALS, OLD_AGE)
AREAS = "code"
REST_AREAS: Mapping[str, str] = {}
ADDRESS: Address = tuple(
    ByHand(
        "https://github.com/DennisHedegreen/belgium-politics-data",
        file,
        f"{table}; bewaar het onder deze naam",
    )
    for file, table in (
        ("statbel/population/population_2025.csv", "belgium/factors/population.csv"),
        ("statbel/population/population_65plus_2026.csv", "belgium/factors/age65_pct.csv"),
    )
)

AREA = "public_geography_id"
LEVEL = "public_geography_type"
DAY = "reference_period"  # 2026-01-01
UNIT = "unit"
POPULATION, POPULATION_65 = "population", "age65_population"
VALUE = "value"  # of the first table: residents; of the second: per cent, not read


def parse(files: SourceFiles) -> Parsed:
    """Read residents of both years, and for the second table those of 65 or older with their total."""
    totals, old_age = files.paths(TOTALS), files.paths(OLD_AGE)
    tables = [_totals(path) for path in totals] + [_old_age(path) for path in old_age]
    names = relative_names(TOTALS, totals) + relative_names(OLD_AGE, old_age)
    return Parsed(combine(tables), files=names)


def _totals(path: Path) -> pd.DataFrame:
    table = read_csv(path, (LEVEL, AREA, DAY, UNIT, VALUE))
    expect_each(table[UNIT], table[UNIT].eq("people"), path, "'people': aantallen inwoners")
    return observations_of("residents", *_where(table, path), counts_of(table[VALUE], path))


def _old_age(path: Path) -> pd.DataFrame:
    table = read_csv(path, (LEVEL, AREA, DAY, POPULATION, POPULATION_65))
    area, period = _where(table, path)
    residents, old = (counts_of(table[name], path) for name in (POPULATION, POPULATION_65))
    expect_each(table[POPULATION_65], old.le(residents), path, "hoogstens het aantal inwoners")
    return combine(
        [
            observations_of("residents", area, period, residents),
            observations_of("residents_total_age", area, period, residents),
            observations_of("residents_65_plus", area, period, old),
        ]
    )


def _where(table: pd.DataFrame, path: Path) -> tuple[pd.Series, pd.Series]:
    """Return code and year of each row; every row is a municipality on 1 January."""
    expect_each(table[LEVEL], table[LEVEL].eq("municipality"), path, "'municipality'")
    expect_each(table[DAY], table[DAY].str.endswith("-01-01"), path, "een 1 januari (2026-01-01)")
    return nis_codes(table[AREA], path), years(table[DAY].str.slice(0, 4), path)
