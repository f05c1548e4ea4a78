"""Statbel, enterprises liable to VAT by registered office: TF_VAT_NACE_SQ, one SQLite file in a zip per year.

A row is a municipality, legal form and activity; a section without a row in a municipality has no enterprise
there. Enterprises from abroad or without a known municipality are in no area, not even in Belgium. The table
of areas in the file also lists provinces and Regions and is not read.
"""

from collections.abc import Mapping
from pathlib import Path

import pandas as pd

from etl.addresses import Address, ByHand
from etl.files import SourceFiles
from etl.parsed import Parsed, combine, observations_of
from etl.read_structured import read_zip_sqlite
from etl.sources.cells import counts_of, expect_each, per_value, relative_names, year_in_name

SOURCE = "statbel_vat_nace"
FILES: tuple[str, ...] = ("statbel/enterprises/TF_VAT_NACE_SQ_*.zip",)
AREAS = "code"
REST_AREAS: Mapping[str, str] = {
    "-----": "zetel in het buitenland",
    "XXXXX": "zetel in een onbekende gemeente",
}
ADDRESS: Address = (
    ByHand(
        "https://statbel.fgov.be/nl/themas/ondernemingen/btw-plichtige-ondernemingen",
        "statbel/enterprises/TF_VAT_NACE_SQ_{year}.zip",
        "open data, btw-plichtige ondernemingen naar gemeente en activiteit, de versie in SQLite",
    ),
)

FACTS = "TF_VAT_NACE_{year}"
AREA, ACTIVITY = "CD_REFNIS", "CD_NACE"
MEASURES = {
    "MS_NUM_VAT": "enterprises",  # active on 31 December
    "MS_NUM_VAT_START": "enterprise_births",  # in the course of the year
    "MS_NUM_VAT_STOP": "enterprise_deaths",
}
ACTIVITIES = "TD_NACE"
SECTION = "TX_NACE_NL_LVL1"  # "C Industrie"
UNKNOWN_SECTION = "Onbekende economische activiteit"
SECTIONS = rf"[A-U] .*|{UNKNOWN_SECTION}"


def parse(files: SourceFiles) -> Parsed:
    """Read active enterprises, births and deaths, in total and by NACE section, a year per file."""
    paths = files.paths(FILES[0])
    return Parsed(combine(map(_year, paths)), files=relative_names(FILES[0], paths))


def _year(path: Path) -> pd.DataFrame:
    period = year_in_name(path)
    table = read_zip_sqlite(path, FACTS.format(year=period), (AREA, ACTIVITY, *MEASURES))
    counts = table[list(MEASURES)].apply(per_value, convert=counts_of, file=path)
    sections = _sections(path)
    section = table[ACTIVITY].map(sections)
    expect_each(table[ACTIVITY], section.notna(), path, f"een activiteit uit de tabel {ACTIVITIES}")
    sums = counts.groupby([table[AREA], section.rename("category")]).sum()
    keys = (table[AREA].unique(), sorted(set(sections.values())))
    every = pd.MultiIndex.from_product(keys, names=sums.index.names)
    split = sums.reindex(every, fill_value=0.0).reset_index()
    total = counts.groupby(table[AREA]).sum().reset_index().assign(category="")
    rows = combine([total, split])
    return combine(
        observations_of(measure, rows[AREA], period, rows[column], category=rows["category"])
        for column, measure in MEASURES.items()
    )


def _sections(path: Path) -> dict[str, str]:
    """Return the category of each activity: the letter of its section, in lower case."""
    table = read_zip_sqlite(path, ACTIVITIES, (ACTIVITY, SECTION))
    expect_each(table[SECTION], table[SECTION].str.fullmatch(SECTIONS), path, "een sectie ('C Industrie')")
    category = table[SECTION].str.slice(0, 1).str.lower().where(table[SECTION] != UNKNOWN_SECTION, "unknown")
    return dict(zip(table[ACTIVITY], category, strict=True))
