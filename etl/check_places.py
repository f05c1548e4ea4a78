"""Checks on places: points on the map with a figure, such as stations and bicycle counters."""

import numpy as np
import pandas as pd

from etl.check import PERIODS, name_of, records, stop_if_any
from etl.parsed import PLACE_KEY
from streekmonitor.areas import Areas
from streekmonitor.catalog import Catalog
from streekmonitor.formats import number

BELGIUM = {"x": (20_000, 300_000), "y": (20_000, 250_000)}
"""Metres (EPSG:31370) between which every point of the country lies; degrees lie far outside."""

ONE_POINT = ["kind", "name", "x", "y", "area"]


def check_places(places: pd.DataFrame, catalog: Catalog, areas: Areas) -> None:
    """One row per key, one point per id, inside the country, with a fitting period. Raises CheckError."""
    repeated = places[places.duplicated(list(PLACE_KEY))]
    problems = [f"{_describe(row, areas)}: meer dan één rij" for row in records(repeated)]
    points = places[["id", *ONE_POINT]].drop_duplicates()
    problems += [
        f"{_describe(row, areas)}: ook met een andere naam, soort, ligging of gemeente"
        for row in records(points[points.duplicated("id")])
    ]
    for axis, (low, high) in BELGIUM.items():
        allowed = f"verwacht {number(low)} tot {number(high)}"
        problems += [
            f"{_describe(row, areas)}: {axis} is {number(row[axis], 1)}, {allowed}"
            for row in records(points[~points[axis].between(low, high)])
        ]
    wrong = (places["value"] < 0) | np.isinf(places["value"])
    problems += [f"{_describe(row, areas)}: {number(row['value'], 1)}" for row in records(places[wrong])]
    stop_if_any(
        "Plaatsen",
        "één rij per plaats, maat en periode; één punt in België (meter, EPSG:31370) per plaats; geen waarde "
        "onder nul",
        [*problems, *_periods(places, catalog)],
        "vergelijk met het bestand van de uitgever, of verbeter de bronmodule",
    )


def _periods(places: pd.DataFrame, catalog: Catalog) -> list[str]:
    forms = {measure.id: PERIODS[measure.frequency] for measure in catalog.measures}
    pairs = places[["measure", "period"]].drop_duplicates()
    return [
        f"{measure}: periode '{period}'"
        for measure, rows in pairs.groupby("measure")
        for period in rows.loc[~rows["period"].str.fullmatch(forms.get(str(measure), "")), "period"]
    ]


def _describe(row: dict[str, object], areas: Areas) -> str:
    return f"{row['name']} ({row['id']}), {name_of(str(row['area']), areas)}"
