"""The slowest sources read as one would in a notebook: pandas, no checks, no mergers, no messages.

Each gives the sum over Flemish municipalities or areas of one figure, to show that it reads the same.
"""

from collections.abc import Callable
from pathlib import Path

import pandas as pd


def population(sources: Path) -> float:
    """Residents by age group of every year; residents of Leuven in 2014."""
    tables = []
    for path in sorted((sources / "statbel/population").glob("TF_SOC_POP_STRUCT_*.zip")):
        table = pd.read_csv(path, sep="|", encoding="utf-8-sig", low_memory=False)
        group = pd.cut(table["CD_AGE"], [-1, 19, 64, 79, 200], labels=["0_19", "20_64", "65_79", "80_plus"])
        keys = [table["CD_YEAR"], table["CD_MUNTY_REFNIS"], group]
        tables.append(table.groupby(keys, observed=True)["MS_POPULATION"].sum().reset_index())
    rows = pd.concat(tables)
    leuven = (rows["CD_MUNTY_REFNIS"] == 24062) & (rows["CD_YEAR"] == 2014)
    return float(rows.loc[leuven, "MS_POPULATION"].sum())


def permits(sources: Path) -> float:
    """Yearly and monthly counts of both editions, the newer first; new dwellings of Leuven in 2021."""
    folder = sources / "statbel/building_permits"
    newer = pd.read_csv(folder / "TF_BUILDING_PERMITS_level5_2026-04.txt.gz", sep="|")
    older = pd.read_csv(folder / "TF_BUILDING_PERMITS.zip", sep="|")
    counts = [name for name in newer.columns if name.startswith("MS_")]
    rows = pd.concat([newer, older]).drop_duplicates(["REFNIS", "CD_YEAR", "CD_PERIOD"])
    long = rows.melt(["REFNIS", "CD_YEAR", "CD_PERIOD"], counts)
    yearly = long[(long["CD_PERIOD"] == 0) & (long["variable"] == "MS_DWELLING_RES_NEW")]
    return float(yearly.loc[(yearly["REFNIS"] == 24062) & (yearly["CD_YEAR"] == 2021), "value"].sum())


def land_use(sources: Path) -> float:
    """Hectares by municipality, year and second level of rubrics; all of Leuven in 2015."""
    tables = []
    for path in sorted((sources / "statbel/land_use").glob("TF_EAE_LAND_OCCUPTN_*.zip")):
        table = pd.read_csv(path, sep="|")
        keys = ["CD_YEAR", "CD_MUNTY_REFNIS", "CD_RUB_LVL_2"]
        tables.append(table.groupby(keys)["MS_TOT_SUR"].sum().reset_index())
    rows = pd.concat(tables)
    leuven = (rows["CD_MUNTY_REFNIS"] == 24062) & (rows["CD_YEAR"] == 2015)
    return float(rows.loc[leuven, "MS_TOT_SUR"].sum())


def house_prices(sources: Path) -> float:
    """Sales and prices by year and quarter, long; houses sold in Leuven in 2024."""
    folder = sources / "statbel/house_prices"
    yearly = pd.read_csv(folder / "yearly.csv")
    quarterly = pd.read_csv(folder / "quarterly_all_levels.csv.gz")
    long = pd.concat(
        [
            yearly.melt(["y", "nis", "type"], ["n", "p50"]),
            quarterly.melt(["y", "q", "nis", "type"], ["n", "p50"]),
        ]
    )
    chosen = long["q"].isna() & (long["y"] == 2024) & (long["nis"] == 24062) & (long["variable"] == "n")
    return float(long.loc[chosen & (long["type"] == "alle_huizen"), "value"].sum())


def vacancies(sources: Path) -> float:
    """Both topics by sector and year, long; vacancies received in Leuven in 2024."""
    path = sources / "provincies_in_cijfers/vacancies/vacancies_shortages_sectors.xlsx"
    sheet = pd.read_excel(path, header=None, engine="calamine")
    labels = [sheet.iloc[1].bfill(), sheet.iloc[2]]  # a topic stands over the last of its years
    cells = sheet.iloc[3:].set_axis(
        pd.MultiIndex.from_arrays(labels, names=["topic", "year"]), axis="columns"
    )
    long = cells.set_index(cells.columns[0]).melt(ignore_index=False)
    long["value"] = pd.to_numeric(long["value"], errors="coerce")
    received = (long["topic"] == RECEIVED) & (long["year"].astype(str) == "2024") & (long.index == "Leuven")
    return float(long.loc[received, "value"].sum())


RECEIVED = "ontvangen vacatures"

PLAIN: dict[str, tuple[Callable[[Path], float], tuple[str, str, str, str]]] = {
    "statbel_population_struct": (population, ("residents_total_age", "", "24062", "2014")),
    "statbel_building_permits": (permits, ("new_dwellings", "", "24062", "2021")),
    "statbel_land_use": (land_use, ("land_area", "", "24062", "2015")),
    "statbel_house_prices": (house_prices, ("house_sales", "houses", "24062", "2024")),
    "pinc_vacancies": (vacancies, ("vacancies_received", "", "24062", "2024")),
}
"""Per source its plain reader, and the figure (measure, category, area, period) that it must find."""
