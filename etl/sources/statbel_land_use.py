"""Statbel, "Bodembezetting volgens het Kadasterregister": TF_EAE_LAND_OCCUPTN, one file per year.

A row per municipality and rubric; the 27 rubrics do not overlap. Only MS_TOT_SUR is read: between 2010 and
2011 land moved from the taxable to the non-taxable column, and for land outside the register the two do not
add up to the total. From 2018 on the areas are measured on the digital plan: another series, with a break
at 2018. Rubrics are recognised by code (the label of 2H has a typing error).
"""

from collections.abc import Mapping
from pathlib import Path

import pandas as pd

from etl.addresses import Address, ByHand, Remote
from etl.errors import SourceError, listing
from etl.files import SourceFiles
from etl.guard import DOWNLOAD_AGAIN
from etl.parsed import Parsed, combine, observations_of
from etl.read import read_zip_text, to_number
from etl.read_structured import read_zip_sqlite
from etl.sources.cells import expect_each, nis_codes, per_value, relative_names, year_in_name, years
from etl.sources.rows import by_column, expect_among, expect_complete

SOURCE = "statbel_land_use"
YEARS = "statbel/land_use/TF_EAE_LAND_OCCUPTN_[12]*.zip"
LIVE = "statbel/land_use/TF_EAE_LAND_OCCUPTN_sqlite.zip"
FILES: tuple[str, ...] = (YEARS, LIVE)
AREAS = "code"
REST_AREAS: Mapping[str, str] = {}
ADDRESS: Address = (
    Remote(
        "https://statbel.fgov.be/sites/default/files/files/opendata/"
        "Bodembezetting%20volgens%20het%20Kadasterregister/TF_EAE_LAND_OCCUPTN_sqlite.zip",
        LIVE,
    ),
    ByHand(
        "https://statbel.fgov.be/nl/open-data/bodembezetting-volgens-het-kadasterregister",
        LIVE,
        "neem de zip met de SQLite-databank",
    ),
)

TABLE = "TF_EAE_LAND_OCCUPTN"  # in the SQLite database
PERIOD = "CD_YEAR"
AREA = "CD_MUNTY_REFNIS"
RUBRIC = "CD_RUB_LVL_3"
HECTARES = "MS_TOT_SUR"
PER_MILLE = "MS_PRML_TOT_SUR"  # of the municipality: read to check the hectares
COLUMNS = (PERIOD, AREA, RUBRIC, HECTARES, PER_MILLE)
GROUPS = {
    "1AE": "farmland",  # arable land
    "1BC": "farmland",  # grassland
    "1F": "farmland",  # orchards
    "1G": "woodland",
    "1DI": "other_unbuilt",  # gardens and parks that are parcels of their own
    "1H": "other_unbuilt",  # waste land, heath
    "1J": "other_unbuilt",  # recreation grounds
    "1K": "other_unbuilt",  # waters in the register
    "1L": "other_unbuilt",  # roads in the register
    "1MNOP": "other_unbuilt",
    "2A1A2": "built_up",  # apartments
    "2B": "built_up",  # blocks of flats
    "2C": "built_up",  # houses and farms, garden included
    "2DEF": "built_up",  # outbuildings, glasshouses
    "2G": "built_up",  # workshops, industry
    "2H": "built_up",  # storage
    "2I": "built_up",  # offices
    "2JK": "built_up",  # shops
    "2L": "built_up",  # public buildings
    "2M": "built_up",  # utilities
    "2N": "built_up",  # welfare and health
    "2O": "built_up",  # education, research, culture
    "2P": "built_up",  # worship
    "2Q": "built_up",  # recreation and sport
    "2RST": "built_up",
    "3TOT": "not_normalised",
    "5TOT": "uncadastred",  # outside the register: public roads and waters
}
DECIMALS = 4  # of the file: a square metre
ROUNDING = 0.02  # per mille: the file's own shares add up to 999.98 and more


def parse(files: SourceFiles) -> Parsed:
    """Read hectares in total and by group of rubrics, of every municipality and year.

    The database holds many years, and goes before the files of single years.
    """
    live, found = files.existing(LIVE), files.existing(YEARS)
    if not live and not found:
        raise files.absent(LIVE, YEARS)
    tables = [_land_area(path, read_zip_sqlite(path, TABLE, COLUMNS)) for path in live]
    known = {period for table in tables for period in table["period"].unique()}
    single = [path for path in found if year_in_name(path) not in known]
    tables += [_one_year(path) for path in single]
    names = (*relative_names(LIVE, live), *relative_names(YEARS, single))
    return Parsed(combine(tables), files=names)


def _one_year(path: Path) -> pd.DataFrame:
    """Read the file of one year, which is the year in its name."""
    table = _land_area(path, read_zip_text(path, COLUMNS, quoted=False))
    found = sorted(set(table["period"]))
    if found != [year_in_name(path)]:
        raise SourceError(
            path,
            f"kolom '{PERIOD}'",
            expected="het jaar dat in de naam van het bestand staat",
            found=listing(found) or "geen enkel jaar",
            action=f"geef het bestand zijn eigen naam terug of {DOWNLOAD_AGAIN}",
        )
    return table


def _land_area(path: Path, table: pd.DataFrame) -> pd.DataFrame:
    """Make observations of the rows of a file, its rubrics complete and grouped."""
    rows = pd.DataFrame(
        {
            "period": per_value(table[PERIOD], years, path),
            "area": per_value(table[AREA], nis_codes, path),
            "rubric": expect_among(table[RUBRIC], GROUPS, path),
            HECTARES: to_number(table[HECTARES], path)[0],
            PER_MILLE: to_number(table[PER_MILLE], path)[0],
        }
    )
    hectares = by_column(rows, ("period", "area"), "rubric", HECTARES, wanted=GROUPS, file=path)
    expect_complete(hectares, path, "elke rubriek bij elke gemeente")
    _expect_shares(rows, path)
    groups = hectares.T.groupby(pd.Series(GROUPS)).sum().T.round(DECIMALS).reset_index()
    total = hectares.sum(axis="columns").round(DECIMALS).reset_index(drop=True)
    return combine(
        [
            observations_of("land_area", groups["area"], groups["period"], total),
            *(
                observations_of("land_area", groups["area"], groups["period"], groups[name], category=name)
                for name in dict.fromkeys(GROUPS.values())
            ),
        ]
    )


def _expect_shares(rows: pd.DataFrame, path: Path) -> None:
    """Check every area against the file's own share of the municipality: it finds a digit gone wrong."""
    total = rows.groupby(["period", "area"])[HECTARES].transform("sum")
    share = 1000 * rows[HECTARES] / total
    near = (share - rows[PER_MILLE]).abs() <= ROUNDING
    expect_each(rows[HECTARES], near, path, f"hectaren die passen bij '{PER_MILLE}'")
