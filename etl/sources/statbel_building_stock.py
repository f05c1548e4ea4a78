"""Statbel, cadastral statistics of the building stock on 1 January ("Gebouwenpark"), one file per issue.

A row per area, kind of figure (T..) and type of building (R1 to R6). There is no row for all types, so
totals are summed here. R6 (barns, garages ..) counts as a building but is no housing: the construction
period is that of R1 to R5. The same columns come as csv, txt or xlsx.
"""

from collections.abc import Mapping
from pathlib import Path

import pandas as pd

from etl.addresses import Address, ByHand
from etl.files import SourceFiles
from etl.parsed import Parsed, SetAside, combine, observations_of
from etl.read import read_csv, read_excel, sheet_names
from etl.sources.cells import counts_of, expect_sum, nis_codes, per_value, relative_names, years
from etl.sources.rows import by_column, expect_among, expect_complete

SOURCE = "statbel_building_stock"
FILES: tuple[str, ...] = ("statbel/building_stock/building_stock_*",)
AREAS = "code"
REST_AREAS: Mapping[str, str] = {}
ADDRESS: Address = (
    ByHand(
        "https://statbel.fgov.be/en/open-data/cadastral-statistics-building-stock",
        "statbel/building_stock/building_stock_2026.xlsx",
        "neem de nieuwste uitgave, als txt of xlsx, en zet het jaar in de naam",
    ),
)

PERIOD = "CD_YEAR"
AREA = "CD_REFNIS"
FIGURE = "CD_STAT_TYPE"
TYPE = "CD_BUILDING_TYPE"
VALUE = "MS_VALUE"
KEY = [PERIOD, AREA, TYPE]
BUILDINGS, DWELLINGS, AFTER_1981 = "T1", "T8", "T3.7"
PERIODS = {
    "T3.1": "before_1900",
    "T3.2": "from_1900_to_1918",
    "T3.3": "from_1919_to_1945",
    "T3.4": "from_1946_to_1961",
    "T3.5": "from_1962_to_1970",
    "T3.6": "from_1971_to_1981",
    "T3.7.1": "from_1982_to_1991",  # T3.7.1 to T3.7.4 are the parts of T3.7 (after 1981): never add both
    "T3.7.2": "from_1992_to_2001",
    "T3.7.3": "from_2002_to_2011",
    "T3.7.4": "after_2011",
    "T3.9": "unknown",
}
USED = (BUILDINGS, DWELLINGS, AFTER_1981, *PERIODS)
UNUSED = ("T4.1", "T4.2", "T4.3", "T4.4", "T5", "T6.1", "T6.2", "T7.1", "T7.2")
"""Ground area, heating, bathrooms, garages: blank where the type of building has no such figure."""
TYPES = {
    "R1": "terraced_house",
    "R2": "semi_detached_house",
    "R3": "detached_house",  # with farms and castles
    "R4": "apartment_building",
    "R5": "shop_house",
    "R6": "other_building",
}
NO_HOUSING = "R6"


def parse(files: SourceFiles) -> Parsed:
    """Read buildings and dwellings by type of building, and residential buildings by construction period."""
    paths = files.paths(FILES[0])
    issues = [_issue(path) for path in paths]
    unused = sum(rows for _, rows in issues)
    return Parsed(
        combine(observations for observations, _ in issues),
        set_aside=(SetAside("kenmerk van gebouwen dat niet wordt gebruikt (T4 tot T7)", unused),),
        files=relative_names(FILES[0], paths),
    )


def _issue(path: Path) -> tuple[pd.DataFrame, int]:
    """Return the observations of one issue, and the number of rows that are not used."""
    table = _read(path)
    figure = expect_among(table[FIGURE], (*USED, *UNUSED), path)
    used = figure.isin(USED)
    rows = pd.DataFrame(
        {
            PERIOD: per_value(table[PERIOD], years, path),
            AREA: per_value(table[AREA], nis_codes, path),
            TYPE: expect_among(table[TYPE], TYPES, path),
            FIGURE: figure,
        }
    )[used]
    rows[VALUE] = counts_of(table.loc[used, VALUE], path)
    counts = by_column(rows, KEY, FIGURE, VALUE, wanted=USED, file=path)
    types = by_column(counts.reset_index(), KEY[:2], TYPE, BUILDINGS, wanted=TYPES, file=path)
    expect_complete(types, path, "elk type gebouw bij elk gebied")
    expect_complete(counts, path, "elk kenmerk bij elk gebied en type gebouw")
    expect_sum(counts[[figure for figure in PERIODS if figure.startswith("T3.7.")]], counts[AFTER_1981], path)
    expect_sum(counts[list(PERIODS)], counts[BUILDINGS], path)
    return _observations(counts), int((~used).sum())


def _read(path: Path) -> pd.DataFrame:
    columns = (PERIOD, AREA, FIGURE, TYPE, VALUE)
    if path.suffix == ".xlsx":
        return read_excel(path, sheet_names(path)[0], columns)
    return read_csv(path, columns, separator="|" if path.suffix == ".txt" else ",")


def _observations(counts: pd.DataFrame) -> pd.DataFrame:
    """Make observations of counts with index KEY and a column per figure."""
    rows = counts.reset_index()
    housing = (
        rows[rows[TYPE] != NO_HOUSING].groupby([PERIOD, AREA])[[BUILDINGS, *PERIODS]].sum().reset_index()
    )
    tables = [
        observations_of("buildings_by_period", housing[AREA], housing[PERIOD], housing[BUILDINGS]),
        *(
            observations_of(
                "buildings_by_period", housing[AREA], housing[PERIOD], housing[figure], category=category
            )
            for figure, category in PERIODS.items()
        ),
    ]
    sums = rows.groupby([PERIOD, AREA])[[BUILDINGS, DWELLINGS]].sum().reset_index()
    types = rows[TYPE].map(TYPES)
    for figure, measure in ((BUILDINGS, "buildings"), (DWELLINGS, "dwellings")):
        tables.append(observations_of(measure, sums[AREA], sums[PERIOD], sums[figure]))
        tables.append(observations_of(measure, rows[AREA], rows[PERIOD], rows[figure], category=types))
    return combine(tables)
