"""Statbel, "Tabel C.1": what cannot be computed from the municipalities, medians and the wealth index.

One sheet per income year, with rows of the country, regions, provinces, arrondissements and
municipalities, all by name; the sheet NIS-codes of the same workbook says which code a name has.
"""

from collections.abc import Mapping
from pathlib import Path

import pandas as pd

from etl.addresses import Address, ByHand
from etl.errors import SourceError, listing
from etl.files import SourceFiles
from etl.parsed import Parsed, combine, observations_of
from etl.read import SEE_LAYOUT, expect_cells, read_excel, sheet_names, to_number
from etl.sources.cells import CONFIDENTIAL, nis_codes, relative_names
from streekmonitor.area_names import normalise_name

SOURCE = "statbel_fiscal_income_c1"
FILES: tuple[str, ...] = ("statbel/fiscal_income/tabel_C1_inkomens_*.xlsx",)
AREAS = "code"
REST_AREAS: Mapping[str, str] = {
    "Duitstalige Gemeenschap": "de Duitstalige Gemeenschap is geen gebied van de monitor",
}
ADDRESS: Address = (
    ByHand(
        "https://statbel.fgov.be/nl/themas/huishoudens/fiscale-inkomens",
        "statbel/fiscal_income/tabel_C1_inkomens_2014_2017.xlsx",
        "Tabel C.1 van elk jaar als blad met dat jaar als naam, naast het blad 'NIS-codes' met naam en code "
        "van elk gebied; een latere werkmap heet tabel_C1_inkomens_2018.xlsx enzovoort",
    ),
)

CODES_SHEET = "NIS-codes"
CODES_HEADER = ("Administratieve Eenheid", "NIS code")
COURSE_SHEETS = ("INSTRUCTIES", "onderwerpen", "UPLOAD", "VOORBEELD vert. zoeken")  # teaching material

TITLE_ROW = 3  # "Inkomstenjaar 2017"
FIRST_ROW = 8  # Belgium; numbers as Excel shows them
HEADERS = {
    # (row in Excel, column position from 0): text
    (6, 0): "Administratieve Eenheid",
    (6, 2): "Aantal aangiften (zonder nul-inkomen)",
    (7, 2): "Totaal",
    (6, 9): "Aantal inwoners",
    (6, 10): "Totaal netto belastbaar inkomen",
    (6, 11): "Gemiddelde waarden",
    (7, 11): "Gemiddeld inkomen per aangifte",
    (7, 12): "Mediaan inkomen per aangifte",
    (7, 13): "Gemiddeld inkomen per inwoner",
    (6, 17): "Welvaartsindex",
    (6, 18): "Staatsbelasting",
}
MEASURES = {
    12: "median_income_per_return",  # euro
    17: "wealth_index",  # Belgium = 100
}
FOOTER = r"|\* = confidentieel|bron: .*|overzicht|schema|begrippenlijst"  # in lower case; may be blank


def parse(files: SourceFiles) -> Parsed:
    """Read median per return and wealth index of every area from every year sheet of the workbooks."""
    tables = []
    paths = files.paths(FILES[0])
    for path in paths:
        codes = _codes(path)
        tables += [_year(path, sheet, codes) for sheet in _year_sheets(path)]
    return Parsed(combine(tables), files=relative_names(FILES[0], paths))


def _year_sheets(path: Path) -> list[str]:
    """List the sheets that are a year; one that is neither that nor known is not passed over in silence."""
    others = [name for name in sheet_names(path) if name != CODES_SHEET and name not in COURSE_SHEETS]
    sheets = [s for s in others if len(s) == 4 and s.isdecimal()]
    if not sheets or sheets != others:
        raise SourceError(
            path,
            "",
            expected=f"een blad per jaar ('2017') en het blad '{CODES_SHEET}'",
            found=listing(others) or "geen enkel blad met een jaar",
            action="geef elk blad met een Tabel C.1 zijn jaar als naam en verwijder andere bladen",
        )
    return sheets


def _codes(path: Path) -> dict[str, str]:
    """Read the NIS code per name, compared without accents: "Blégny" is "Blegny" in the list."""
    table = read_excel(path, CODES_SHEET, CODES_HEADER)
    names = table[CODES_HEADER[0]].map(normalise_name)
    if names.duplicated().any():
        raise SourceError(
            path,
            f"blad '{CODES_SHEET}'",
            expected="elke naam één keer",
            found=listing(table.loc[names.duplicated(), CODES_HEADER[0]].tolist()),
            action="maak de naam in dat blad, dat niet van Statbel is, uniek met het arrondissement tussen "
            "haakjes, zoals in de tabel zelf",
        )
    return dict(zip(names, nis_codes(table[CODES_HEADER[1]], path), strict=True))


def _year(path: Path, sheet: str, codes: dict[str, str]) -> pd.DataFrame:
    table = read_excel(path, sheet)
    expect_cells(path, table, {(TITLE_ROW, 0): f"Inkomstenjaar {sheet}"} | HEADERS)
    rows = _area_rows(path, sheet, table)
    area = _areas(path, sheet, rows[0], codes)

    def observations(position: int, measure: str) -> pd.DataFrame:
        cells = rows[position].rename(f"{position + 1} van blad {sheet}")
        value, status = to_number(cells, path, special=CONFIDENTIAL)
        return observations_of(measure, area, sheet, value, status)

    return combine(observations(*item) for item in MEASURES.items())


def _area_rows(path: Path, sheet: str, table: pd.DataFrame) -> pd.DataFrame:
    """Return the rows between header and footer. Without a footer the sheet may be cut off: refused."""
    body = table.loc[FIRST_ROW:]
    footer = body[0].str.strip().str.lower().str.fullmatch(FOOTER)
    footer &= body.drop(columns=0).apply(lambda column: column.str.strip().eq("")).all(axis="columns")
    rows: pd.DataFrame = body[~footer.cummax()]
    if footer.sum() != len(body) - len(rows) or not body[0].str.startswith("Bron: ").any():
        strange = body[footer.cummax() & ~footer]
        raise SourceError(
            path,
            f"blad '{sheet}'" + (f", rij {strange.index[0]}" if len(strange) else ""),
            expected="na het laatste gebied alleen de voet ('* = Confidentieel', 'Bron: …')",
            found=f"'{strange[0].iloc[0]}'" if len(strange) else "geen voet: het blad is afgebroken",
            action=SEE_LAYOUT,
        )
    return rows


def _areas(path: Path, sheet: str, names: pd.Series, codes: dict[str, str]) -> pd.Series:
    """Return the code of each name; the name itself for rows that are declared to be none of ours."""
    names = names.str.strip()
    area = names.map(normalise_name).map(codes).where(~names.isin(REST_AREAS), names)
    unknown = names[area.isna()]
    if len(unknown):
        raise SourceError(
            path,
            f"blad '{sheet}', rij {unknown.index[0]}",
            expected=f"namen die in het blad '{CODES_SHEET}' staan",
            found=listing(unknown.tolist()),
            action=f"vul het blad '{CODES_SHEET}' aan, dat niet van Statbel is maar bij de werkmap hoort; of "
            f"neem een rij die geen gebied van ons is, op in REST_AREAS van etl/sources/{SOURCE}.py",
        )
    return area
