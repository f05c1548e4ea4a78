"""Steunpunt Werk, Vlaamse Arbeidsrekening: administrative unemployment rate of 15 to 64, yearly average.

The dashboard gives a crosstab (UTF-16, tabs, "5,8%"); the CSV was typed over from one, for the province.
There are no counts, so no region can be computed. An empty cell hides fewer than four persons.
"""

from collections.abc import Mapping
from pathlib import Path

import pandas as pd

from etl.addresses import Address, ByHand
from etl.files import SourceFiles
from etl.parsed import Parsed, observations_of
from etl.read import read_csv, to_number
from etl.sources.cells import expect_each, first_of_each_period, nis_codes, relative_names, years

SOURCE = "steunpunt_werk_unemployment"
CROSSTAB = "steunpunt_werk/BNW - T1 - Tabel*.csv"
TYPED_OVER = "steunpunt_werk/unemployment_rate_15_64_*.csv"
FILES: tuple[str, ...] = (CROSSTAB, TYPED_OVER)  # of a year in both, the crosstab counts
AREAS = "code_or_name"
REST_AREAS: Mapping[str, str] = {}
ADDRESS: Address = (
    ByHand(
        "https://www.steunpuntwerk.be/cijfers",
        CROSSTAB,
        "dashboard Vlaamse Arbeidsrekening, blad 'BNW - T1 - Tabel': niveau gemeente, geslacht totaal, 15-64 "
        "jaar, werkloosheidsgraad, alle jaren; kies Downloaden, Kruistabel, CSV",
    ),
)

MEASURE = "unemployment_rate_15_64"
OLDER = "jaar dat ook in een ander bestand staat dat voorgaat"

# The CSV
AREA, YEAR, RATE = "nis_code", "jaar", "werkloosheidsgraad_15_64_pct"

# The crosstab
NAME, SEX, AGE, CROSSTAB_YEAR, PERCENTAGE = (
    "Geo", "Geslacht", "Leeftijdsklasse", "Jaar", "Werkloosheidsgraad (%)",
)  # fmt: skip
TOTAL_SEX, AGES = "Totaal", "15-64"
UTF_16 = ("utf-8-sig", "utf-16")
HIDDEN = {"": "confidential"}


def parse(files: SourceFiles) -> Parsed:
    """Read the published rate (per cent) of municipalities, and of higher areas if a crosstab has them."""
    crosstabs, typed_over = files.existing(CROSSTAB), files.existing(TYPED_OVER)
    if not crosstabs and not typed_over:
        raise files.absent(CROSSTAB, TYPED_OVER)
    tables = [*map(_crosstab, reversed(crosstabs)), *map(_typed_over, reversed(typed_over))]
    rows, older = first_of_each_period(tables, OLDER)
    names = (*relative_names(CROSSTAB, crosstabs), *relative_names(TYPED_OVER, typed_over))
    return Parsed(rows, set_aside=older, files=names)


def _typed_over(path: Path) -> pd.DataFrame:
    table = read_csv(path, (AREA, YEAR, RATE))
    value, _ = to_number(table[RATE], path)
    return observations_of(MEASURE, nis_codes(table[AREA], path), years(table[YEAR], path), value)


def _crosstab(path: Path) -> pd.DataFrame:
    columns = (NAME, SEX, AGE, CROSSTAB_YEAR, PERCENTAGE)
    table = read_csv(path, columns, separator="\t", encodings=UTF_16)
    for column, only in ((SEX, TOTAL_SEX), (AGE, AGES)):
        expect_each(table[column], table[column].str.strip().eq(only), path, f"'{only}' in elke rij")
    cells = table[PERCENTAGE].str.strip()
    with_sign = cells.str.endswith("%") | cells.eq("")
    expect_each(cells, with_sign, path, "een percentage met het teken %, of een lege cel")
    value, status = to_number(cells.str.removesuffix("%"), path, decimal=",", special=HIDDEN)
    period = years(table[CROSSTAB_YEAR], path)
    return observations_of(MEASURE, table[NAME].str.strip(), period, value, status)
