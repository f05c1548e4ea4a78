"""Departement Omgeving, "Omgevingsrapportering": applications for permits, an export made by hand.

A row per authority and month of filing. Decisions and their durations belong to the applications filed in
that month, so the latest months have few, and the fast ones. Only what a municipality decides itself is
read. A month without a row is a month without applications; the year of a municipality without any row
stays absent, so that a municipality lost from an export is noticed.
"""

from collections.abc import Mapping
from pathlib import Path

import pandas as pd

from etl.addresses import Address, ByHand
from etl.files import SourceFiles
from etl.parsed import Parsed, SetAside, combine, observations_of
from etl.read import read_csv, to_number
from etl.sources.cells import counts_of, expect_each, per_value, years
from etl.sources.rows import expect_among, expect_unique

SOURCE = "omgevingsloket_permits"
FILES: tuple[str, ...] = ("omgevingsloket/export_aanvragen_omgevingsrapportering.csv",)
AREAS = "name"
REST_AREAS: Mapping[str, str] = {}
OUTSIDE_PROVINCE = "gemeente buiten Vlaams-Brabant: losse rijen die de export meeneemt"
ADDRESS: Address = (
    ByHand(
        "https://omgeving.vlaanderen.be",
        FILES[0],
        "exporteer in de Omgevingsrapportering de aanvragen van Vlaams-Brabant, per overheid en maand",
    ),
)

AUTHORITY = "Type bevoegde overheid"
AREA = "Bevoegde overheid (eerste aanleg)"
YEAR = "Jaar indiening"
MONTH = "Maand"  # 2020-aug., 2020-mei
FILED = "Aantal ingediende vergunningsaanvragen"
DECIDED = (
    "Aantal vergunningen (eerste aanleg)",
    "Aantal weigeringen (eerste aanleg)",
    "Aantal stilzwijgende weigeringen (eerste aanleg)",
)
DURATION = "Doorlooptijd aanvraag vanaf indienen tot beslissen (eerste aanleg)"  # a mean: 112,0 dagen
COLUMNS = (AUTHORITY, AREA, YEAR, MONTH, FILED, *DECIDED, DURATION)
MUNICIPALITY = "Gemeente"
OTHERS = ("Provincie", "Vlaamse Overheid", "Andere overheden")
MONTHS = ("jan", "feb", "mrt", "apr", "mei", "jun", "jul", "aug", "sep", "okt", "nov", "dec")
MEASURES = ["permit_applications", "permit_decisions", "permit_decision_days"]


def parse(files: SourceFiles) -> Parsed:
    """Read applications, decisions and days of decisions, by municipality, month and year of filing.

    The last year is provisional: applications of that year still wait for a decision.
    """
    path = files.path(FILES[0])
    table = read_csv(path, COLUMNS, separator=";")
    authority = expect_among(table[AUTHORITY], (MUNICIPALITY, *OTHERS), path)
    rows = _rows(table[authority == MUNICIPALITY], path)
    months = _with_quiet_months(rows)
    sums = months.groupby(["area", "year"])[MEASURES].sum().reset_index()
    last = rows["year"].max()
    set_aside = tuple(
        SetAside(f"bevoegde overheid: {name.lower()}", int((authority == name).sum())) for name in OTHERS
    )
    return Parsed(
        combine([_observations(sums, "year", "", last), _observations(months, "month", "_monthly", last)]),
        set_aside=set_aside,
        files=FILES,
    )


def _rows(table: pd.DataFrame, path: Path) -> pd.DataFrame:
    """Return area, year, month ('2020-08') and MEASURES of every row of a municipality."""
    rows = pd.DataFrame(
        {
            "area": table[AREA].str.strip(),
            "year": per_value(table[YEAR], years, path),
            "month": per_value(table[MONTH], _months, path),
            "permit_applications": counts_of(table[FILED], path),
            "permit_decisions": sum(counts_of(table[name], path) for name in DECIDED),
        }
    )
    expect_each(table[MONTH], rows["month"].str[:4] == rows["year"], path, f"een maand van '{YEAR}'")
    expect_unique(rows, ("area", "month"), path)
    days, _ = to_number(
        table[DURATION].str.removesuffix(" dagen"), path, decimal=",", special={"-": "not_applicable"}
    )
    fits = days.notna() == rows["permit_decisions"].gt(0)
    expect_each(table[DURATION], fits, path, "een doorlooptijd waar en alleen waar beslist is")
    return rows.assign(permit_decision_days=days.fillna(0) * rows["permit_decisions"])


def _months(column: pd.Series, path: Path) -> pd.Series:
    """Return '2020-08' for '2020-aug.'. Raises SourceError for another notation."""
    parts = column.str.strip().str.extract(r"^(?P<year>\d{4})-(?P<month>[a-z]{3})\.?$")
    number = parts["month"].map({name: f"{place:02d}" for place, name in enumerate(MONTHS, 1)})
    expect_each(column, number.notna(), path, "een maand als 2020-aug.")
    return parts["year"] + "-" + number


def _with_quiet_months(rows: pd.DataFrame) -> pd.DataFrame:
    """Add a row of zeros for a month of the export in which a municipality had no applications.

    Only in years in which it has any row.
    """
    months = rows[["year", "month"]].drop_duplicates()
    grid = rows[["area", "year"]].drop_duplicates().merge(months, on="year")
    full = grid.merge(rows, on=["area", "year", "month"], how="left")
    full[MEASURES] = full[MEASURES].fillna(0)
    return full


def _observations(rows: pd.DataFrame, period: str, suffix: str, last: str) -> pd.DataFrame:
    """Make observations of every measure; days keep the tenth that the means in the file have."""
    status = pd.Series("observed", rows.index, dtype="str").mask(rows[period].str[:4] == last, "provisional")
    return combine(
        observations_of(f"{name}{suffix}", rows["area"], rows[period], rows[name].round(1), status)
        for name in MEASURES
    )
