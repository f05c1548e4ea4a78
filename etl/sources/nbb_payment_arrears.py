"""National Bank, central register of credits, through Provincies in Cijfers: borrowers and arrears.

Label 2021 is 1 January 2021: the file was saved in February of that year. The kinds of loan are left out:
they overlap, and the arrears on instalment loans of municipalities do not fit those of the provinces.
Persons whose municipality is unknown are in the rows of provinces and Regions only.
"""

from collections.abc import Mapping
from pathlib import Path

import pandas as pd

from etl.addresses import Address, ByHand
from etl.errors import SourceError, listing
from etl.files import SourceFiles
from etl.parsed import Parsed, combine, observations_of
from etl.read import SEE_LAYOUT, read_excel, sheet_names
from etl.sources.cells import counts_of, first_of_each_period, nis_codes, relative_names, years
from etl.sources.pinc import PAGE

SOURCE = "nbb_payment_arrears"
FILES: tuple[str, ...] = ("provincies_in_cijfers/payment_arrears/v3122_nbb_*.xlsx",)
AREAS = "code"
REST_AREAS: Mapping[str, str] = {}
EXACT_DUPLICATES = "het Brussels Gewest staat er ook als provincie, met dezelfde cijfers"
ADDRESS: Address = (
    ByHand(
        PAGE, FILES[0], "niet meer te downloaden: vraag de tabel v3122 aan Data & Analyse van de provincie"
    ),
)

PERIOD, AREA, LEVEL = "period", "geoitem", "geolevel"
MEASURES = {
    "v3122_krediet": "borrowers",  # persons with at least one credit
    "v3122_betal": "borrowers_in_arrears",  # persons with at least one credit in arrears
}
HIGHER_LEVELS = ("gewest", "provincie")
MUNICIPALITY = r"gemeente(20\d\d)?"  # gemeente2018: the division before the mergers of 2019
OLDER = "jaar dat ook in een recenter bestand staat"


def parse(files: SourceFiles) -> Parsed:
    """Read both counts of municipalities, provinces and Regions; of a year in two files, the later one's."""
    paths = files.paths(FILES[0])
    rows, older = first_of_each_period(map(_table, reversed(paths)), OLDER)
    observations = combine(
        observations_of(measure, rows["area"], rows["period"], rows[column])
        for column, measure in MEASURES.items()
    )
    return Parsed(observations, set_aside=older, files=relative_names(FILES[0], paths))


def _table(path: Path) -> pd.DataFrame:
    """Read the one sheet: columns area, period and the two counts."""
    sheets = sheet_names(path)
    if len(sheets) != 1:
        raise SourceError(path, "", expected="één blad", found=listing(sheets), action=SEE_LAYOUT)
    table = read_excel(path, sheets[0], (PERIOD, AREA, LEVEL, *MEASURES))
    strange = table[~table[LEVEL].isin(HIGHER_LEVELS) & ~table[LEVEL].str.fullmatch(MUNICIPALITY)]
    if len(strange):
        raise SourceError(
            path,
            f"rij {strange.index[0]}, kolom '{LEVEL}'",
            expected=f"{listing(HIGHER_LEVELS)} of een indeling in gemeenten ('gemeente2018')",
            found=f"'{strange[LEVEL].iloc[0]}'",
            action=SEE_LAYOUT,
        )
    counts = table[list(MEASURES)].apply(counts_of, file=path)
    return counts.assign(area=nis_codes(table[AREA], path), period=years(table[PERIOD], path))
