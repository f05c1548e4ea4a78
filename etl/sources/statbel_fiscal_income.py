"""Statbel, "Fiscale statistiek van de inkomens" by municipality: TF_PSNL_INC_TAX_MUNTY, workbook or zip.

Income years on the municipalities of 2019-2024, whatever the year. The residents of a row are those of
1 January after the income year, so that income and residents of one row belong together.
"""

from collections.abc import Mapping

import pandas as pd

from etl.addresses import Address, Remote
from etl.files import SourceFiles
from etl.parsed import Parsed, combine, observations_of
from etl.read import read_excel, read_zip_text, to_number
from etl.sources.cells import CONFIDENTIAL, first_existing, nis_codes, years

SOURCE = "statbel_fiscal_income"
WORKBOOK = "statbel/fiscal_income/TF_PSNL_INC_TAX_MUNTY.xlsx"
ZIP = "statbel/fiscal_income/TF_PSNL_INC_TAX_MUNTY.zip"  # what Statbel offers now, with the same columns
FILES: tuple[str, ...] = (WORKBOOK, ZIP)
AREAS = "code"
REST_AREAS: Mapping[str, str] = {}
ADDRESS: Address = (
    Remote(
        "https://statbel.fgov.be/sites/default/files/files/opendata/arbeid/TF_PSNL_INC_TAX_MUNTY.zip",
        ZIP,
        header="MS_TOT_NET_TAXABLE_INC",
    ),
)

SHEET = "TF_PSNL_INC_TAX_MUNTY"
PERIOD = "CD_YEAR"  # income year
AREA = "CD_MUNTY_REFNIS"
MEASURES = {
    "MS_TOT_NET_TAXABLE_INC": "net_taxable_income",  # euro, with cents
    "MS_NBR_NON_ZERO_INC": "tax_returns",  # returns above zero: the base of Statbel's mean per return
    "MS_TOT_RESIDENTS": "residents_income",  # 1 January of the following year
}


def parse(files: SourceFiles) -> Parsed:
    """Read income, returns and residents of every municipality and income year; amounts keep their cents.

    The zip goes before the workbook: it holds every year again.
    """
    columns = (PERIOD, AREA, *MEASURES)
    name, path = first_existing(files, (ZIP, WORKBOOK))
    table = read_zip_text(path, columns) if name == ZIP else read_excel(path, SHEET, columns)
    area, period = nis_codes(table[AREA], path), years(table[PERIOD], path)

    def observations(column: str, measure: str) -> pd.DataFrame:
        value, status = to_number(table[column], path, special=CONFIDENTIAL)
        return observations_of(measure, area, period, value, status)

    return Parsed(combine(observations(*item) for item in MEASURES.items()), files=(name,))
