"""Home to work in Census 2011, municipality to municipality: a matrix that UGent derived from Statbel.

Rows live, columns work. Those with an unknown workplace were spread over the municipalities of the
province, hence the decimals, which are kept as they are. Work abroad is not in the table.

Statbel's own table is read instead where somebody placed it: a row per pair and sex, whole numbers. Those
with an unknown workplace or one abroad are then set aside, and the catalog's texts about the spread no
longer hold; that is why it is not downloaded by itself.
"""

from collections.abc import Mapping
from pathlib import Path

import pandas as pd

from etl.addresses import Address, ByHand
from etl.errors import SourceError, listing
from etl.files import SourceFiles
from etl.parsed import FLOW_COLUMNS, Parsed, SetAside, combine, observations_of
from etl.read import SEE_LAYOUT, read_csv, read_zip_text, to_number
from etl.sources.cells import counts_of, expect_each, first_existing, nis_codes, per_value
from etl.sources.rows import expect_unique

SOURCE = "ugent_commuting_2011"
MATRIX = "statbel/census_2011/commuting_matrix_2011.csv"
STATBEL_TABLE = "statbel/census_2011/TU_CENSUS_2011_COMMUTERS_MUNTY.zip"
FILES: tuple[str, ...] = (MATRIX, STATBEL_TABLE)
AREAS = "code"
REST_AREAS: Mapping[str, str] = {}
ADDRESS: Address = (
    ByHand(
        "https://github.com/twallema/flepimop_influenza_BE",
        MATRIX,
        "data/interim/census_2011/mobility_municipalities_2011_sorted.csv; bewaar het onder deze naam",
    ),
    ByHand(
        "https://statbel.fgov.be/sites/default/files/files/opendata/census%202011%20Matrix%20woon-%20"
        "werkverkeer%20per%20geslacht/TU_CENSUS_2011_COMMUTERS_MUNTY.zip",
        STATBEL_TABLE,
        "de matrix van Statbel zelf gaat voor; pas dan licentie, titel en nota's van de bron en de namen van "
        "de maten aan: onbekende werkplaatsen zijn er niet verdeeld",
    ),
)

RESIDENCE = ""  # the first column has no name
PERIOD = "2011"  # the census of 1 January 2011; the files name no year

LIVES, WORKS = "CD_MUNTY_REFNIS_RESIDENCE", "CD_MUNTY_REFNIS_WORK"
SEX, WORKERS = "CD_SEX", "OBS_VALUE"
SEXES = ("M", "F", "1", "2")  # a row for both together would count everybody twice
NO_WORKPLACE = ("", "-", "_")
UNKNOWN_WORKPLACE = "werkgemeente onbekend of in het buitenland"


def parse(files: SourceFiles) -> Parsed:
    """Read commuters from residence to work (pairs without any left out), and workers at either end."""
    name, path = first_existing(files, (STATBEL_TABLE, MATRIX))
    pairs, set_aside = _statbel_table(path) if name == STATBEL_TABLE else (_matrix(path), ())
    flows = pairs[pairs["value"] > 0].sort_values(["origin", "destination"], ignore_index=True)
    flows = flows.assign(measure="commuters", category="", period=PERIOD, status="observed")
    observations = [
        _workers(pairs, "origin", "workers_by_residence"),
        _workers(pairs, "destination", "workers_by_workplace"),
    ]
    return Parsed(combine(observations), flows=flows[list(FLOW_COLUMNS)], set_aside=set_aside, files=(name,))


def _workers(pairs: pd.DataFrame, end: str, measure: str) -> pd.DataFrame:
    sums = pairs.groupby(end, as_index=False)["value"].sum()
    return observations_of(measure, sums[end], PERIOD, sums["value"])


def _matrix(path: Path) -> pd.DataFrame:
    """Return origin, destination and value of every pair in UGent's matrix."""
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
    pairs = matrix.melt(id_vars="origin", var_name="destination")
    _expect_not_negative(path, pairs)
    return pairs


def _statbel_table(path: Path) -> tuple[pd.DataFrame, tuple[SetAside, ...]]:
    """Return the pairs of Statbel's table, and the rows without a workplace in a Belgian municipality.

    A municipality that occurs at one end only had nobody at the other: it gets a pair of zero.
    """
    table = read_zip_text(path, (LIVES, WORKS, SEX, WORKERS), encodings=("utf-8-sig", "cp1252"))
    sex = table[SEX].str.strip()
    expect_each(table[SEX], sex.isin(SEXES), path, f"een van {listing(SEXES)}: mannen en vrouwen apart")
    without = table[WORKS].str.strip().isin(NO_WORKPLACE)
    table = table[~without]
    expect_unique(table, (LIVES, WORKS, SEX), path)
    pairs = pd.DataFrame(
        {
            "origin": per_value(table[LIVES], nis_codes, path),
            "destination": per_value(table[WORKS], nis_codes, path),
            "value": per_value(table[WORKERS], counts_of, path),
        }
    )
    everybody = sorted({*pairs["origin"], *pairs["destination"]})
    itself = pd.DataFrame({"origin": everybody, "destination": everybody, "value": 0.0})
    sums = combine([pairs, itself]).groupby(["origin", "destination"])["value"].sum().reset_index()
    return sums, (SetAside(UNKNOWN_WORKPLACE, int(without.sum())),)


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
