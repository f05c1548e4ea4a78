"""RVA, claimant jobseekers: monthly averages by year of who gets a benefit and looks for work (CCI-DE).

RVA's own workbook has a sheet per year, French names, and `<10` where it hides a small number; the CSV was
typed over from it for the municipalities of the province. All years are on the division of 2025. From March
2026 the time limit on benefits removes claimants: a break, not an improvement.
"""

from collections.abc import Mapping
from pathlib import Path

import pandas as pd

from etl.addresses import Address, ByHand, Remote
from etl.errors import SourceError, listing
from etl.files import SourceFiles
from etl.parsed import Parsed, SetAside, combine, observations_of
from etl.read import SEE_LAYOUT, read_csv, read_excel, sheet_names, to_number
from etl.sources.cells import expect_each, first_existing, nis_codes, years

SOURCE = "rva_claimant_jobseekers"
WORKBOOK = "rva/CCI_Commune_Statut_UP_FR.xls"
TYPED_OVER = "rva/claimant_jobseekers_2017_2026.csv"
FILES: tuple[str, ...] = (WORKBOOK, TYPED_OVER)  # either will do; the workbook goes before
AREAS = "code_or_name"
REST_AREAS: Mapping[str, str] = {}
ADDRESS: Address = (
    Remote(
        "https://www.onem.be/sites/default/files/assets/statistiques/113/CCI_Commune_Statut_UP_FR.xls",
        WORKBOOK,
    ),
    ByHand(
        "https://www.rva.be/nl/documentatie/statistieken", WORKBOOK, "gemeenten, fysieke eenheden, statuut"
    ),
)

MEASURE = "claimant_jobseekers"

# The CSV
AREA, YEAR, CLAIMANTS, STATUS = "nis_code", "jaar", "uvw_wz", "status"
PROVISIONAL = r"provisional( \(.*\))?"  # "provisional (jan-jul 2026 average)"
STATUSES = rf"final|{PROVISIONAL}"

# The workbook
UNIT = "Unités physiques - Moyenne annuelle"  # the file of amounts ("M") says Montants - Total
COLUMN = "CCI-DE"  # chômeurs complets indemnisés, demandeurs d'emploi
TOP = 12  # unit and header stand somewhere in the first rows
HIDDEN = {"<10": "confidential"}
SUBTOTALS = r"(arr|prov)\..*|Région Bruxelles-Capitale"
TOGETHER_THE_COUNTRY = r"prov\..*|Région Bruxelles-Capitale"
HIDES_LESS_THAN = 10
ROUNDING = 1.0  # of hundreds of averages


def parse(files: SourceFiles) -> Parsed:
    """Read the yearly averages; a year that is not complete yet is provisional."""
    name, path = first_existing(files, FILES)
    if name == TYPED_OVER:
        return Parsed(_typed_over(path), files=(name,))
    sheets = _year_sheets(path)
    tables = [_sheet(path, sheet, provisional=sheet == max(sheets)) for sheet in sheets]
    subtotals = SetAside("subtotaal van een arrondissement, provincie of Gewest", sum(n for _, n in tables))
    return Parsed(combine(rows for rows, _ in tables), set_aside=(subtotals,), files=(name,))


def _typed_over(path: Path) -> pd.DataFrame:
    table = read_csv(path, (AREA, YEAR, CLAIMANTS, STATUS))
    expect_each(table[STATUS], table[STATUS].str.fullmatch(STATUSES), path, "'final' of 'provisional (…)'")
    status = table[STATUS].str.fullmatch(PROVISIONAL).map({True: "provisional", False: "observed"})
    value, _ = to_number(table[CLAIMANTS], path)
    return observations_of(MEASURE, nis_codes(table[AREA], path), years(table[YEAR], path), value, status)


def _year_sheets(path: Path) -> list[str]:
    sheets = sheet_names(path)
    others = [sheet for sheet in sheets if not (len(sheet) == 4 and sheet.isdecimal())]
    if others or not sheets:
        found = listing(others) or "geen enkel blad"
        raise SourceError(
            path, "", expected="alleen bladen per jaar ('2024')", found=found, action=SEE_LAYOUT
        )
    return sheets


def _sheet(path: Path, sheet: str, *, provisional: bool) -> tuple[pd.DataFrame, int]:
    """Read the municipalities of a year, and how many subtotals there are.

    The newest sheet is an average over the months so far, and nothing in the file says how many: it stays
    provisional until there is a next one.
    """
    table = read_excel(path, sheet).apply(lambda column: column.str.strip())
    rows = _below_header(path, sheet, table)
    cells = rows[COLUMN].rename(f"{COLUMN} van blad {sheet}")
    value, status = to_number(cells, path, special=HIDDEN)
    subtotal = rows["name"].str.fullmatch(SUBTOTALS)
    _expect_subtotals(path, sheet, rows["name"], value, status)
    if provisional:
        status = status.replace("observed", "provisional")
    inside = ~subtotal
    return (
        observations_of(MEASURE, rows.loc[inside, "name"], sheet, value[inside], status[inside]),
        int(subtotal.sum()),
    )


def _below_header(path: Path, sheet: str, table: pd.DataFrame) -> pd.DataFrame:
    """Return the rows below the header, without empty ones: columns name and CCI-DE."""
    top = table.head(TOP)
    at = [(row, column) for row in top.index for column in top.columns if top.loc[row, column] == COLUMN]
    if len(at) != 1 or not top[0].eq(UNIT).any():
        raise SourceError(
            path,
            f"blad '{sheet}'",
            expected=f"in de eerste {TOP} rijen '{UNIT}' in kolom 1, en één kolom '{COLUMN}'",
            found=listing([cell for cell in top.to_numpy().ravel() if cell]),
            action=SEE_LAYOUT,
        )
    header, column = at[0]
    rows = table.loc[header + 1 :]
    empty = (rows == "").all(axis="columns")
    return rows.loc[~empty, [0, column]].set_axis(["name", COLUMN], axis="columns")


def _expect_subtotals(path: Path, sheet: str, names: pd.Series, value: pd.Series, status: pd.Series) -> None:
    """Check that the municipalities add up to provinces and Brussels, but for what is hidden."""
    country = value[names.str.fullmatch(TOGETHER_THE_COUNTRY)].sum()
    municipal = ~names.str.fullmatch(SUBTOTALS)
    gap = country - value[municipal].sum()
    hidden = HIDES_LESS_THAN * status[municipal].eq("confidential").sum()
    if not -ROUNDING <= gap <= hidden + ROUNDING:
        raise SourceError(
            path,
            f"blad '{sheet}', kolom '{COLUMN}'",
            expected="gemeenten die samen de rijen 'prov.…' en 'Région Bruxelles-Capitale' geven",
            found=f"een verschil van {gap:.2f}",
            action=SEE_LAYOUT,
        )
