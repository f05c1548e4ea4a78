"""Statbel, population on 1 January 2017 in four age groups: a table that UGent derived.

Of its groups only 65 or older ends where other years do; the four together are all residents.
"""

from collections.abc import Mapping

import pandas as pd

from etl.addresses import Address, ByHand
from etl.errors import SourceError, listing
from etl.files import SourceFiles
from etl.parsed import Parsed, combine, observations_of
from etl.read import SEE_LAYOUT, read_csv
from etl.sources.cells import counts_of, nis_codes

SOURCE = "statbel_population_groups_2017"
FILES: tuple[str, ...] = ("statbel/population/population_age_groups_2017.csv",)
AREAS = "code"
REST_AREAS: Mapping[str, str] = {}
ADDRESS: Address = (
    ByHand(
        "https://github.com/twallema/flepimop_influenza_BE",
        FILES[0],
        "data/interim/demography/demography_municipalities_2017.csv; bewaar het onder deze naam",
    ),
)

AREA = "NIS"
GROUP = "age"
RESIDENTS = "population"
GROUP_65_PLUS = "[65, 120)"
GROUPS = {"[0, 5)", "[5, 15)", "[15, 65)", GROUP_65_PLUS}  # in years; the last age is not in the group
PERIOD = "2017"  # 1 January; the file itself names no year


def parse(files: SourceFiles) -> Parsed:
    """Read residents in total and of 65 or older of every municipality."""
    path = files.path(FILES[0])
    table = read_csv(path, (AREA, GROUP, RESIDENTS))
    cells = pd.DataFrame(
        {
            "area": nis_codes(table[AREA], path),
            "group": table[GROUP],
            "value": counts_of(table[RESIDENTS], path),
        }
    )
    uneven = cells.groupby("area")["group"].agg(lambda groups: sorted(groups) != sorted(GROUPS))
    if uneven.any():
        raise SourceError(
            path,
            f"kolom '{GROUP}'",
            expected=f"van elke gemeente de groepen {listing(sorted(GROUPS))}, elk één keer",
            found=f"anders voor {listing(uneven[uneven].index.tolist())}",
            action=SEE_LAYOUT,
        )
    total = cells.groupby("area", as_index=False)["value"].sum()
    old = cells[cells["group"] == GROUP_65_PLUS]
    return Parsed(
        combine(
            [
                observations_of("residents_total_age", total["area"], PERIOD, total["value"]),
                observations_of("residents_65_plus", old["area"], PERIOD, old["value"]),
            ]
        ),
        files=FILES,
    )
