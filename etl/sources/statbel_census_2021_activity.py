"""Statbel, Census of 1 January 2021: residents of 15 to 64 by activity, typed over for the province.

The concept of the census, and 15 to 64: not the policy norm of 20 to 64, not the labour force survey. The
rates in the file were computed from the counts by whoever typed them; they are read only as a check.
"""

from collections.abc import Mapping
from pathlib import Path

import pandas as pd

from etl.addresses import Address, ByHand
from etl.files import SourceFiles
from etl.parsed import Parsed, combine, observations_of
from etl.read import read_csv, to_number
from etl.sources.cells import counts_of, expect_each, expect_sum, nis_codes, years

SOURCE = "statbel_census_2021_activity"
FILES: tuple[str, ...] = ("statbel/census_2021/activity_status_15_64.csv",)
AREAS = "code"
REST_AREAS: Mapping[str, str] = {}
ADDRESS: Address = (
    ByHand(
        "https://statbel.fgov.be/nl/open-data",
        FILES[0],
        "Census 2021, huidige activiteitsstatus naar gemeente en leeftijd: tel 15 tot en met 64 jaar op en "
        "typ de aantallen over in de kolommen van het bestaande bestand",
    ),
)

AREA, YEAR = "nis_code", "jaar"
EMPLOYED, UNEMPLOYED, INACTIVE = "werkend_15_64", "werkloos_15_64", "inactief_15_64"
RESIDENTS = "bevolking_15_64"
MEASURES = {
    EMPLOYED: "employed_15_64",
    UNEMPLOYED: "unemployed_15_64",
    INACTIVE: "inactive_15_64",
    RESIDENTS: "residents_15_64_census",  # the sum of the three
}
RATES = {
    # column, per cent with one decimal: of what
    "werkzaamheidsgraad_15_64_pct": (EMPLOYED, [EMPLOYED, UNEMPLOYED, INACTIVE]),
    "werkloosheidsgraad_15_64_pct": (UNEMPLOYED, [EMPLOYED, UNEMPLOYED]),
}
ROUNDING = 0.0501


def parse(files: SourceFiles) -> Parsed:
    """Read employed, unemployed, inactive and all residents of 15 to 64."""
    path = files.path(FILES[0])
    table = read_csv(path, (AREA, YEAR, *MEASURES, *RATES))
    counts = table[list(MEASURES)].apply(counts_of, file=path)
    expect_sum(counts[[EMPLOYED, UNEMPLOYED, INACTIVE]], counts[RESIDENTS], path)
    _expect_rates(table, counts, path)
    area, period = nis_codes(table[AREA], path), years(table[YEAR], path)
    return Parsed(
        combine(observations_of(MEASURES[name], area, period, counts[name]) for name in MEASURES), files=FILES
    )


def _expect_rates(table: pd.DataFrame, counts: pd.DataFrame, path: Path) -> None:
    """Check the rates of the file against its counts: a typing error in either shows."""
    for column, (part, whole) in RATES.items():
        computed = counts[part] / counts[whole].sum(axis="columns") * 100
        given, _ = to_number(table[column], path)
        close = (given - computed).abs().le(ROUNDING)
        expect_each(given, close, path, f"{part} in procent van {' + '.join(whole)}, op één decimaal")
