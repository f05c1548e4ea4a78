"""Statbel, population on 1 January by nationality: TF_SOC_POP_STRUCT summed by municipality, a derived file.

Each year is on its own municipalities. Its total of 2011 is of another edition than that of the origin
table (up to 31 persons in a municipality), so it stays the total of this measure and is never spliced.
"""

from collections.abc import Mapping

import pandas as pd

from etl.addresses import Address, ByHand
from etl.files import SourceFiles
from etl.parsed import Parsed, combine, observations_of
from etl.read import read_parquet
from etl.sources.cells import expect_sum, nis_codes, whole_counts, years

SOURCE = "statbel_nationality"
FILES: tuple[str, ...] = ("statbel/origin/nationality_by_municipality.parquet",)
AREAS = "code"
REST_AREAS: Mapping[str, str] = {}
ADDRESS: Address = (
    ByHand(
        "https://statbel.fgov.be/nl/themas/bevolking/structuur-van-de-bevolking",
        FILES[0],
        "bevolking naar nationaliteit (TF_SOC_POP_STRUCT) opgeteld per gemeente, als parquetbestand met de "
        "kolommen year, CD_REFNIS, BEL, ETR en total",
    ),
)

PERIOD = "year"
AREA = "CD_REFNIS"
CATEGORIES = {
    "total": "",
    "BEL": "belgian",
    "ETR": "non_belgian",  # residents without the Belgian nationality: not the same as foreign origin
}


def parse(files: SourceFiles) -> Parsed:
    """Read residents in total, Belgians and non-Belgians of every municipality and year."""
    path = files.path(FILES[0])
    table = read_parquet(path, (PERIOD, AREA, *CATEGORIES), numbers=tuple(CATEGORIES))
    area, period = nis_codes(table[AREA], path), years(table[PERIOD], path)
    counts = table[list(CATEGORIES)].apply(whole_counts, file=path)
    expect_sum(counts[["BEL", "ETR"]], counts["total"], path)

    def observations(column: str, category: str) -> pd.DataFrame:
        return observations_of("residents_by_nationality", area, period, counts[column], category=category)

    return Parsed(combine(observations(*item) for item in CATEGORIES.items()), files=FILES)
