"""A tiny country for the tests of the ETL: mergers of 2019 and 2025, a city that keeps its code, Wallonia."""

from collections.abc import Sequence
from datetime import date
from types import SimpleNamespace
from typing import Any

import pandas as pd

from etl.harmonise import PUBLISHED, Harmonised
from etl.parsed import FLOW_COLUMNS, OBSERVATION_COLUMNS, Parsed, no_flows, no_observations
from streekmonitor.area_records import Change, HigherArea, Municipality
from streekmonitor.areas import Areas
from streekmonitor.catalog import Catalog
from streekmonitor.catalog_files import catalog_from_dict

START = date(1977, 1, 1)
HIGHER = (
    ("01000", "België", "country", None),
    ("02000", "Vlaams Gewest", "region", "01000"),
    ("03000", "Waals Gewest", "region", "01000"),
    ("04000", "Brussels Hoofdstedelijk Gewest", "region", "01000"),
    ("10000", "provincie Antwerpen", "province", "02000"),
    ("20001", "provincie Vlaams-Brabant", "province", "02000"),
    ("11000", "arrondissement Antwerpen", "arrondissement", "10000"),
    ("21000", "arrondissement Brussel-Hoofdstad", "arrondissement", "04000"),
    ("23000", "arrondissement Halle-Vilvoorde", "arrondissement", "20001"),
    ("24000", "arrondissement Leuven", "arrondissement", "20001"),
    ("25000", "arrondissement Nijvel", "arrondissement", "03000"),
)
# 2019: Oud + Klein → Nieuw. 2025: Galmaarden + Gooik → Pajottegem; Borsbeek → Antwerpen (same code).
OLD, SMALL, NEW = "24001", "24002", "24003"
LEUVEN = "24062"
GALMAARDEN, GOOIK, PAJOTTEGEM = "23023", "23024", "23106"
ANTWERPEN, BORSBEEK = "11002", "11007"
BRUSSEL = "21004"
NIJVEL, WAVER = "25072", "25112"
LAST_2018, LAST_2024 = date(2018, 12, 31), date(2024, 12, 31)
MUNICIPALITIES = (
    (OLD, "Oud", START, LAST_2018, "24000", NEW),
    (SMALL, "Klein", START, LAST_2018, "24000", NEW),
    (NEW, "Nieuw", date(2019, 1, 1), None, "24000", None),
    (LEUVEN, "Leuven", START, None, "24000", None),
    (GALMAARDEN, "Galmaarden", START, LAST_2024, "23000", PAJOTTEGEM),
    (GOOIK, "Gooik", START, LAST_2024, "23000", PAJOTTEGEM),
    (PAJOTTEGEM, "Pajottegem", date(2025, 1, 1), None, "23000", None),
    (ANTWERPEN, "Antwerpen", START, None, "11000", None),
    (BORSBEEK, "Borsbeek", START, LAST_2024, "11000", ANTWERPEN),
    (BRUSSEL, "Brussel", START, None, "21000", None),
    (NIJVEL, "Nijvel", START, None, "25000", None),
    (WAVER, "Waver", START, None, "25000", None),
)
BEFORE_2019 = (OLD, SMALL, LEUVEN, GALMAARDEN, GOOIK, ANTWERPEN, BORSBEEK, BRUSSEL, NIJVEL, WAVER)
BEFORE_2025 = (NEW, LEUVEN, GALMAARDEN, GOOIK, ANTWERPEN, BORSBEEK, BRUSSEL, NIJVEL, WAVER)
IN_FORCE = (NEW, LEUVEN, PAJOTTEGEM, ANTWERPEN, BRUSSEL, NIJVEL, WAVER)


def tiny_areas() -> Areas:
    changes = tuple(
        Change(date(2019 if nis in (OLD, SMALL) else 2025, 1, 1), nis, successor, "merger", "toets")
        for nis, _, _, _, _, successor in MUNICIPALITIES
        if successor
    )
    return Areas(
        {nis: Municipality(nis, name, name, since, until, arrondissement, successor)
         for nis, name, since, until, arrondissement, successor in MUNICIPALITIES},
        {code: HigherArea(code, name, name, level, parent, START, None)
         for code, name, level, parent in HIGHER},
        changes,
    )  # fmt: skip


def tiny_catalog(**source: Any) -> Catalog:
    """One source with an additive measure (`births`, also by sex), one that isn't (`median`), and a flow."""
    return catalog_from_dict(
        {
            "themes": [],
            "sources": [SOURCE | source],
            "dimensions": [
                {"id": "sex", "label": "Geslacht", "categories": [{"id": "men", "label": "Mannen"}]},
            ],
            "measures": [
                {"id": "births", "label": "Geboorten", "source": "toets", "unit": "kinderen",
                 "additive": True, "reference": "flow", "dimension": "sex"},
                {"id": "median", "label": "Mediaan", "source": "toets", "unit": "%",
                 "additive": False, "reference": "flow", "maximum": 100, "decimals": 1},
            ],
            "flows": [{"id": "movers", "label": "Verhuizers", "source": "toets", "unit": "stuks"}],
            "indicators": [],
        }
    )  # fmt: skip


SOURCE = {
    "id": "toets",
    "publisher": "Uitgever",
    "title": "Toets",
    "table": "tabel",
    "licence": "vrij",
    "attribution": "Bron: Uitgever",
    "reuse": "open",
    "url": "https://uitgever.test/tabel",
    "rhythm": "jaarlijks",
    "coverage": "flanders",
    "retrieved": "2026-01-31",
}


def module(**content: Any) -> Any:
    """A source module that has only the constants."""
    return SimpleNamespace(**({"SOURCE": "toets", "FILES": (), "AREAS": "code", "REST_AREAS": {}} | content))


def observations(*rows: Sequence[Any]) -> pd.DataFrame:
    """Rows of (measure, category, area, period, value[, status])."""
    full = [(*row, "observed") if len(row) == len(OBSERVATION_COLUMNS) - 1 else row for row in rows]
    return pd.DataFrame(full, columns=list(OBSERVATION_COLUMNS)).astype(no_observations().dtypes)


def flows(*rows: Sequence[Any]) -> pd.DataFrame:
    """Rows of (origin, destination, value) of `movers` in 2011."""
    full = [
        ("movers", origin, destination, "", "2011", amount, "observed")
        for origin, destination, amount in rows
    ]
    return pd.DataFrame(full, columns=list(FLOW_COLUMNS)).astype(no_flows().dtypes)


def births(amounts: dict[str, float], period: str = "2020", measure: str = "births") -> pd.DataFrame:
    """One value per area."""
    return observations(*((measure, "", area, period, amount) for area, amount in amounts.items()))


def published(table: pd.DataFrame) -> pd.DataFrame:
    """With the basis of what a publisher gives."""
    return table.assign(basis=PUBLISHED)


def table_of(rows: pd.DataFrame, moving: pd.DataFrame | None = None) -> Harmonised:
    return Harmonised(rows, no_flows() if moving is None else moving, (), ("map/tabel.csv",))


def parsed_of(rows: pd.DataFrame | None = None, moving: pd.DataFrame | None = None) -> Parsed:
    return Parsed(
        no_observations() if rows is None else rows,
        no_flows() if moving is None else moving,
        files=("map/tabel.csv",),
    )


def look_up(table: pd.DataFrame, area: str, period: str = "2020", measure: str = "births") -> dict[str, Any]:
    """The one row of a measure's total for an area."""
    rows = table[
        (table["measure"] == measure)
        & (table["area"] == area)
        & (table["period"] == period)
        & (table["category"] == "")
    ]
    assert len(rows) == 1, f"{len(rows)} rows for {area} in {period}"
    return dict(rows.iloc[0])
