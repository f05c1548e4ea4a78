"""Series of merged municipalities: summed over their parts where that is allowed."""

import pandas as pd

from etl.divisions import divisions
from etl.harmonise import SERIES, SUMMED
from etl.sums import sum_parts
from streekmonitor.areas import Areas
from streekmonitor.catalog import Catalog

KEY = [*SERIES, "area"]


def with_successors(observations: pd.DataFrame, areas: Areas, catalog: Catalog) -> pd.DataFrame:
    """Add the municipalities in force to series on the codes of before a merger.

    observations: OBSERVATION_COLUMNS and basis, on codes. For an additive measure a municipality in force
    without an own row gets the sum of its parts, basis "summed", when the parts of one division all have a
    row. What is not additive stays a gap. Former municipalities keep their rows. A municipality that kept
    its code while it took in another (Antwerpen, Borsbeek) has its old row replaced by the sum.
    """
    additive = [measure.id for measure in catalog.measures if measure.additive]
    parts = _parts(areas)
    rows = observations[observations["measure"].isin(additive) & observations["area"].isin(parts["part"])]
    rows = rows.rename(columns={"area": "part"}).merge(parts, on="part")
    if rows.empty:
        return observations
    sums = sum_parts(rows, [*SERIES, "area", "age", "needed"])
    sums = sums[sums["parts"] == sums["needed"]].sort_values("age").drop_duplicates(KEY)
    sums = sums[observations.columns.difference(["basis"])].assign(basis=SUMMED)
    keeps_code = sums["area"].isin(parts["part"])
    own = pd.MultiIndex.from_frame(observations[KEY])
    added = sums[keeps_code | ~pd.MultiIndex.from_frame(sums[KEY]).isin(own)]
    replaced = own.isin(pd.MultiIndex.from_frame(added[KEY]))
    return pd.concat([observations[~replaced], added], ignore_index=True)[list(observations.columns)]


def _parts(areas: Areas) -> pd.DataFrame:
    """The parts of each municipality in force that was once several, or had another code.

    Columns: area (in force), part, needed (number of parts), age (0 for the newest division).
    """
    rows = []
    for age, division in enumerate(divisions(areas)):
        for nis, municipality in areas.municipalities.items():
            if not municipality.in_force:
                continue
            parts = areas.parts(nis, division.day)
            if parts != (nis,):
                rows += [(nis, part, len(parts), age) for part in parts]
    return pd.DataFrame(rows, columns=["area", "part", "needed", "age"])
