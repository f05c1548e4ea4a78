"""Agentschap Binnenlands Bestuur, BBC-DR: investments that municipalities plan, by policy field.

Planned, not spent: postponed projects pile up in the last years of a plan. So a plan gives one figure, its
total, under its first year. Amounts per inhabitant in the file rest on another population: not read.
"""

from collections.abc import Mapping
from pathlib import Path

import pandas as pd

from etl.addresses import Address, ByHand
from etl.errors import SourceError, listing
from etl.files import SourceFiles
from etl.parsed import Parsed, combine, observations_of
from etl.read import SEE_LAYOUT, read_parquet
from etl.sources.cells import expect_each, nis_codes, years
from etl.sources.rows import expect_unique

SOURCE = "abb_planned_investments"
FILES: tuple[str, ...] = ("abb/planned_investments.parquet",)
AREAS = "code"
REST_AREAS: Mapping[str, str] = {}
ADDRESS: Address = (
    ByHand(
        "https://lokaalbestuur.vlaanderen.be/financien/bbc-dr/gemeente-financien",
        FILES[0],
        "geplande investeringen per beleidsveld van alle gemeenten en meerjarenplannen, als parquetbestand "
        "met de kolommen NIS_code, Rapportjaar, Boekjaar, BV_domein, Beleidsveld en Totaal",
    ),
)

AREA = "NIS_code"
PLAN = "Rapportjaar"  # first year of the multi-year plan
YEAR = "Boekjaar"
DOMAIN = "BV_domein"  # "2 Zich verplaatsen en mobiliteit"
FIELD = "Beleidsveld"
AMOUNT = "Totaal"  # euro of the year itself
PLAN_YEARS = 6
MEASURES = {
    "2 Zich verplaatsen en mobiliteit": "planned_mobility_investment",
    "6 Wonen en ruimtelijke ordening": "planned_housing_space_investment",
}


def parse(files: SourceFiles) -> Parsed:
    """Read the total of each plan by domain; a municipality without any row of a plan has none yet: missing.

    The file leaves zeros out: a municipality that has a plan but nothing in a domain is at 0.
    """
    path = files.path(FILES[0])
    table = read_parquet(path, (AREA, PLAN, YEAR, DOMAIN, FIELD, AMOUNT), numbers=(PLAN, YEAR, AMOUNT))
    _expect_plans(table, path)
    cells = table.assign(area=nis_codes(table[AREA], path), period=years(table[PLAN], path))
    everybody = sorted(set(cells["area"]))
    plans = [_plan(rows, str(period), everybody) for period, rows in cells.groupby("period")]
    return Parsed(combine(plans), files=FILES)


def _plan(rows: pd.DataFrame, period: str, everybody: list[str]) -> pd.DataFrame:
    """Return the observations of one plan: a row for each municipality and measure."""
    without = pd.Index(everybody).difference(pd.Index(rows["area"]))
    areas = pd.Series(everybody)
    status = areas.isin(without).map({True: "missing", False: "observed"})

    def observations(domain: str, measure: str) -> pd.DataFrame:
        sums = rows[rows[DOMAIN] == domain].groupby("area")[AMOUNT].sum()
        value = areas.map(sums).fillna(0.0).mask(areas.isin(without))
        return observations_of(measure, areas, period, value, status)

    return combine(observations(*item) for item in MEASURES.items())


def _expect_plans(table: pd.DataFrame, path: Path) -> None:
    """Check that the domains are there, amounts are not negative, and years lie within their plan."""
    expect_unique(table, (AREA, PLAN, YEAR, FIELD), path)
    expect_each(table[AMOUNT], table[AMOUNT].ge(0), path, "een bedrag van nul of meer")
    within = table[YEAR].ge(table[PLAN]) & table[YEAR].lt(table[PLAN] + PLAN_YEARS)
    expect_each(table[YEAR], within, path, f"een van de {PLAN_YEARS} jaren vanaf '{PLAN}'")
    for plan, rows in table.groupby(PLAN):
        absent = sorted(set(MEASURES) - set(rows[DOMAIN]))
        if absent:
            raise SourceError(
                path,
                f"kolom '{DOMAIN}', meerjarenplan {plan}",
                expected=f"rijen van {listing(absent)}",
                found=f"alleen {listing(sorted(set(rows[DOMAIN])))}",
                action=SEE_LAYOUT,
            )
