"""Statbel, "Diversiteit naar herkomst in België": residents on 1 January by origin, from a derived file.

Each year is on its own municipalities. The names in the file are French or English in places and the
province of Brussels is the text "nan": only the codes are read.
"""

from collections.abc import Mapping

import pandas as pd

from etl.addresses import Address, ByHand
from etl.files import SourceFiles
from etl.parsed import Parsed, combine, observations_of
from etl.read import read_parquet
from etl.sources.cells import expect_sum, nis_codes, whole_counts, years

SOURCE = "statbel_origin"
FILES: tuple[str, ...] = ("statbel/origin/origin_by_municipality.parquet",)
AREAS = "code"
REST_AREAS: Mapping[str, str] = {}
ADDRESS: Address = (
    ByHand(
        "https://statbel.fgov.be/nl/themas/bevolking/structuur-van-de-bevolking/herkomst",
        FILES[0],
        "bevolking naar herkomst per gemeente, als parquetbestand met de kolommen year, CD_REFNIS, "
        "belgian_bg, neighbouring, eu27, non_eu27 en total",
    ),
)

PERIOD = "year"
AREA = "CD_REFNIS"
TOTAL = "total"  # residents; stored as a measure of its own
GROUPS = {
    "belgian_bg": "belgian",  # Belgians with a Belgian background
    "neighbouring": "neighbouring",  # Germany, France, Luxembourg, Netherlands
    "eu27": "eu",  # the other EU countries: WITHOUT the neighbouring ones
    "non_eu27": "non_eu",
}


def parse(files: SourceFiles) -> Parsed:
    """Read residents in total and by origin. Each foreign group holds Belgians and non-Belgians."""
    path = files.path(FILES[0])
    table = read_parquet(path, (PERIOD, AREA, TOTAL, *GROUPS), numbers=(TOTAL, *GROUPS))
    area, period = nis_codes(table[AREA], path), years(table[PERIOD], path)
    counts = table[[TOTAL, *GROUPS]].apply(whole_counts, file=path)
    expect_sum(counts[list(GROUPS)], counts[TOTAL], path)

    def observations(column: str, category: str) -> pd.DataFrame:
        return observations_of("residents_by_origin", area, period, counts[column], category=category)

    total = observations_of("residents", area, period, counts[TOTAL])
    return Parsed(combine([total, *(observations(*item) for item in GROUPS.items())]), files=FILES)
