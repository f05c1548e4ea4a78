"""Statistiek Vlaanderen, "Huishoudensvooruitzichten": private households on 1 January by size.

One file with what was observed and what is projected; it does not tell the two apart, so the first
projected year of each edition stands here. An edition is recognised by the last year that it projects.
"""

from collections.abc import Mapping
from pathlib import Path

import pandas as pd

from etl.addresses import Address, ByHand
from etl.errors import SourceError
from etl.files import SourceFiles
from etl.parsed import Parsed, combine, observations_of
from etl.read import read_csv
from etl.sources.cells import counts_of, nis_codes, per_value, years
from etl.sources.rows import by_column, expect_among, expect_complete

SOURCE = "statistiek_vlaanderen_households"
FILES: tuple[str, ...] = ("statistiek_vlaanderen/huishoudens.csv",)
AREAS = "code"
REST_AREAS: Mapping[str, str] = {}
ADDRESS: Address = (
    ByHand(
        "https://www.vlaanderen.be/statistiek-vlaanderen/bevolking/huishoudensvooruitzichten-aantal-en-groei",
        FILES[0],
        "neem de tabel met alle gemeenten, alle jaren en de grootte van het huishouden, als csv",
    ),
)

MEASURE = "households"
PERIOD = "jaar"
AREA = "niscode"
SIZE = "aantal_huishoudleden"
COUNT = "aantal"
SIZES = {"1": "size_1", "2": "size_2", "3": "size_3", "4+": "size_4_plus"}
FIRST_PROJECTED = {"2040": "2024"}
"""By the last year of an edition: the first year that it projects (2040 is the edition of 21 May 2024)."""
NOT_PROJECTED = ("73028",)
"""Municipalities that the publisher finds too small to project: Herstappe."""


def parse(files: SourceFiles) -> Parsed:
    """Read households in total and by size, of every municipality on 1 January of each year."""
    path = files.path(FILES[0])
    table = read_csv(path, (PERIOD, AREA, SIZE, COUNT))
    table = pd.DataFrame(
        {
            "area": per_value(table[AREA], nis_codes, path),
            "period": per_value(table[PERIOD], years, path),
            "size": expect_among(table[SIZE], SIZES, path).map(SIZES),
            "count": counts_of(table[COUNT], path),
        }
    )
    counts = by_column(table, ("area", "period"), "size", "count", wanted=SIZES.values(), file=path)
    counts = _with_gaps(expect_complete(counts, path, "elke grootte bij elke gemeente"))
    return Parsed(_observations(counts, _first_projected(table["period"].max(), path)), files=FILES)


def _first_projected(last: str, path: Path) -> str:
    """Return the first projected year of the edition that ends in this year."""
    if last not in FIRST_PROJECTED:
        raise SourceError(
            path,
            f"kolom '{PERIOD}'",
            expected=f"een bekende editie, met vooruitzichten tot {', '.join(FIRST_PROJECTED)}",
            found=f"cijfers tot {last}: een nieuwe editie",
            action="zoek bij de uitgever het eerste jaar van de vooruitzichten op en zet het in "
            f"FIRST_PROJECTED van etl/sources/{SOURCE}.py",
        )
    return FIRST_PROJECTED[last]


def _with_gaps(counts: pd.DataFrame) -> pd.DataFrame:
    """Add a row without counts for the municipalities that are not projected, where they have none.

    counts: index (area, period), a column per size. Any other absent municipality stays absent, and is
    found by the check on coverage.
    """
    periods = counts.index.unique("period")
    wanted = [(area, period) for area in NOT_PROJECTED for period in periods]
    known = counts.index.get_level_values("area").isin(NOT_PROJECTED)
    if not known.any():
        return counts
    return counts.reindex(counts.index.union(pd.MultiIndex.from_tuples(wanted, names=counts.index.names)))


def _observations(counts: pd.DataFrame, first_projected: str) -> pd.DataFrame:
    rows = counts.reset_index()
    expected = pd.Series("observed", rows.index).mask(rows["period"] >= first_projected, "projected")

    def observations(values: pd.Series, category: str) -> pd.DataFrame:
        status = expected.mask(values.isna(), "missing")
        return observations_of(MEASURE, rows["area"], rows["period"], values, status, category=category)

    total = rows[list(SIZES.values())].sum(axis="columns", skipna=False)
    return combine([observations(total, ""), *(observations(rows[size], size) for size in SIZES.values())])
