"""Home to work in Census 2011, municipality to municipality: a matrix that UGent derived from Statbel.

Rows live, columns work. Those with an unknown workplace were spread over the municipalities of the
province, hence the decimals, which are kept as they are. Work abroad is not in the table.
"""

from collections.abc import Mapping
from pathlib import Path

import pandas as pd

from etl.errors import SourceError, listing
from etl.files import SourceFiles
from etl.parsed import FLOW_COLUMNS, Parsed
from etl.read import SEE_LAYOUT, read_csv, to_number
from etl.sources.cells import nis_codes

SOURCE = "ugent_commuting_2011"
FILES: tuple[str, ...] = ("statbel/census_2011/commuting_matrix_2011.csv",)
AREAS = "code"
REST_AREAS: Mapping[str, str] = {}

RESIDENCE = ""  # the first column has no name
PERIOD = "2011"  # the census of 1 January 2011; the file itself names no year


def parse(files: SourceFiles) -> Parsed:
    """Read commuters from municipality of residence to municipality of work; pairs without any left out."""
    path = files.path(FILES[0])
    table = read_csv(path)
    if table.columns[0] != RESIDENCE:
        raise SourceError(
            path,
            "kopregel",
            expected="een eerste kolom zonder naam, met de gemeente van verblijf",
            found=f"'{table.columns[0]}'",
            action=SEE_LAYOUT,
        )
    origins = nis_codes(table[RESIDENCE].rename("verblijf"), path)
    destinations = nis_codes(pd.Series(table.columns[1:], name="werk"), path)
    _expect_square(path, origins, destinations)
    matrix = table.drop(columns=RESIDENCE).apply(lambda column: to_number(column, path)[0])
    matrix = matrix.set_axis(destinations, axis="columns").assign(origin=origins)
    flows = matrix.melt(id_vars="origin", var_name="destination")
    _expect_not_negative(path, flows)
    flows = flows[flows["value"] > 0].sort_values(["origin", "destination"], ignore_index=True)
    flows = flows.assign(measure="commuters", category="", period=PERIOD, status="observed")
    return Parsed(flows=flows[list(FLOW_COLUMNS)], files=FILES)


def _expect_square(path: Path, origins: pd.Series, destinations: pd.Series) -> None:
    """Check that every municipality is there once as a place to live and once as a place to work."""
    uneven = sorted(set(origins) ^ set(destinations))
    doubles = sorted({*origins[origins.duplicated()], *destinations[destinations.duplicated()]})
    if uneven or doubles:
        raise SourceError(
            path,
            "",
            expected="elke gemeente één keer als rij (verblijf) en één keer als kolom (werk)",
            found=f"anders voor {listing(uneven or doubles)}",
            action=SEE_LAYOUT,
        )


def _expect_not_negative(path: Path, flows: pd.DataFrame) -> None:
    wrong = flows[flows["value"] < 0]
    if len(wrong):
        raise SourceError(
            path,
            f"verblijf {wrong['origin'].iloc[0]}, werk {wrong['destination'].iloc[0]}",
            expected="een aantal van nul of meer",
            found=f"{wrong['value'].iloc[0]}",
            action=SEE_LAYOUT,
        )
