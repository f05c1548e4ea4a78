"""What becomes of former municipalities: which figures are summed into their successor, and which cannot."""

from collections.abc import Mapping, Sequence
from math import isfinite

import pandas as pd

from etl.desk.tables.entries import Entry
from etl.desk.tables.labels import Labels
from etl.desk.tables.remarks import Report
from etl.desk.tables.sheets import plain_number
from etl.harmonise import PUBLISHED, SUMMED
from etl.merge import with_successors
from streekmonitor.areas import Areas
from streekmonitor.catalog import Catalog
from streekmonitor.formats import listing

Key = tuple[str, str, str, str]


def tell_mergers(
    entries: Sequence[Entry], observations: pd.DataFrame, catalog: Catalog, labels: Labels, report: Report
) -> None:
    """Say for each former municipality what a release will do with its figures (see etl.merge)."""
    areas = labels.areas
    former: dict[Key, list[Entry]] = {}
    for entry in entries:
        successor = _successor(entry.area, areas)
        if successor:
            former.setdefault((*entry.series, successor), []).append(entry)
    if not former:
        return
    summed = with_successors(observations.assign(basis=PUBLISHED), areas, catalog)
    made = summed[summed["basis"] == SUMMED]
    columns = ["measure", "category", "period", "area"]
    sums: Mapping[Key, float] = dict(
        zip(made[columns].itertuples(index=False, name=None), made["value"], strict=True)
    )
    for key, parts in sorted(former.items()):
        found, expected, action = _told(key, parts, sums, catalog, labels)
        about = {"area": labels.name(key[3]), "period": key[2]}
        report.map([part.place for part in parts], found, expected, action, **about)


def _successor(code: str, areas: Areas) -> str:
    """The municipality in force that a former one went over into; "" for all others."""
    if not areas.is_municipality(code) or areas.municipalities[code].in_force:
        return ""
    return areas.current(code)


def _told(
    key: Key, parts: Sequence[Entry], sums: Mapping[Key, float], catalog: Catalog, labels: Labels
) -> tuple[str, str, str]:
    """What is found, what becomes of it, and what to do (Dutch)."""
    names = listing([labels.name(part.area) for part in sorted(parts, key=lambda part: part.area)])
    name, measure = labels.name(key[3]), catalog.measure_by_id[key[0]]
    if key in sums:
        verb = "bestaan" if len(parts) > 1 else "bestaat"
        has_sum = isfinite(sums[key])
        made = f"opgeteld tot {plain_number(sums[key])}" if has_sum else "zonder waarde, zoals een deel"
        return f"{names} {verb} niet meer als gemeente", f"{name}, {made}", "niets, als dat klopt"
    if not measure.additive:
        return (
            f"{names}: ‘{measure.label}’ kan niet worden opgeteld",
            f"een cijfer van {name} zelf",
            f"niets, of voeg het cijfer van {name} toe: anders blijft het leeg",
        )
    return (
        f"{names}: niet alle delen van {name} hebben een rij",
        "een rij van elk deel, om op te tellen",
        f"vul de andere delen aan; nu blijft {name} leeg",
    )
