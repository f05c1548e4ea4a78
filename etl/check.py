"""Checks on harmonised tables: each could otherwise go wrong without a build complaining.

Every check raises CheckError, in Dutch, with the rows it is about and what to do.
"""

import re
from collections.abc import Iterable, Mapping
from typing import Any

import numpy as np
import pandas as pd

from etl.corrections import Corrections, KnownDifference
from etl.divisions import Division, divisions_used, municipal_rows
from etl.errors import CheckError
from etl.guard import ASK_PUBLISHER, DOWNLOAD_AGAIN
from etl.harmonise import SERIES, Harmonised
from etl.parsed import FLOW_KEY, OBSERVATION_KEY
from streekmonitor.areas import Areas
from streekmonitor.catalog import Catalog, Measure, Source
from streekmonitor.formats import number
from streekmonitor.release import STATUSES, WITHOUT_VALUE

PERIODS = {
    "year": r"(19|20)\d\d",
    "quarter": r"(19|20)\d\d-Q[1-4]",
    "month": r"(19|20)\d\d-(0[1-9]|1[0-2])",
    "constant": r"(19|20)\d\d",
}
ROUNDING = 0.01  # cents: sums of floats in another order
SEE_FILE = "vergelijk met het bestand van de uitgever; klopt het daar, pas dan {what} aan"


def check_source(
    table: Harmonised, source: Source, catalog: Catalog, areas: Areas, corrections: Corrections
) -> None:
    """Check one source table before zeros are written out and areas folded. Raises CheckError."""
    try:
        check_measures(table, source, catalog)
        check_keys(table.observations, OBSERVATION_KEY, areas)
        check_keys(table.flows, FLOW_KEY, areas)
        check_values(table.observations, catalog, areas)
        check_flow_values(table.flows, areas)
        check_periods(table.observations, catalog)
        used = divisions_used(table.observations, areas)
        if not source.absent_is_zero:
            check_coverage(table.observations, source, used, areas)
        known = [entry for entry in corrections.known_differences if entry.source == source.id]
        check_sums(table.observations, catalog, used, known, areas, unlocated=table.unlocated)
    except CheckError as error:
        raise error.in_files(table.files) from error


def check_measures(table: Harmonised, source: Source, catalog: Catalog) -> None:
    """Every measure and category is in the catalog under this source, and every measure has rows."""
    of_source = {measure.id for measure in catalog.measures if source.id in measure.sources}
    flows = {flow.id for flow in catalog.flows if flow.source == source.id}
    found = {*table.observations["measure"].unique(), *table.places["measure"].unique()}
    problems = [f"maat '{name}' staat niet onder deze bron" for name in sorted(found - of_source)]
    moving = set(table.flows["measure"].unique())
    problems += [f"stroom '{name}' staat niet onder deze bron" for name in sorted(moving - flows)]
    missing = (of_source - found) | (flows - moving)
    problems += [f"'{name}' heeft geen enkele rij" for name in sorted(missing)]
    pairs = table.observations[["measure", "category"]].drop_duplicates()
    for measure, category in pairs.to_numpy():
        known = {entry.id for entry in catalog.categories(measure)} if measure in of_source else {category}
        if category and category not in known:
            problems.append(f"maat '{measure}': categorie '{category}' staat niet in de dimensie")
    stop_if_any(
        f"Maten van bron '{source.id}'",
        "de maten en categorieën van deze bron in data/catalog/measures.yaml",
        problems,
        "vul de catalogus aan, of verbeter de namen in de bronmodule",
    )


def check_keys(table: pd.DataFrame, key: Iterable[str], areas: Areas) -> None:
    """One row per key."""
    columns = list(key)
    repeated = table[table.duplicated(columns, keep=False)].sort_values(columns)
    groups = repeated.groupby(columns, sort=True)["value"].agg(list).reset_index()
    problems = [
        f"{describe(row, areas)}: {len(row['value'])} rijen, met waarden "
        + " en ".join(number(value, 2) for value in row["value"])
        for row in records(groups)
    ]
    stop_if_any(
        "Dubbele sleutels",
        "één rij per maat, categorie, gebied en periode",
        problems,
        f"{DOWNLOAD_AGAIN}; staat het zo bij de uitgever, vraag hem dan welke rij geldt{_drop(columns)}; "
        "herhaalt hij rijen letterlijk, verklaar dat dan met EXACT_DUPLICATES in de bronmodule",
    )


def _drop(key: list[str]) -> str:
    """What can be done about a repeated row meanwhile: corrections are about observations."""
    if key != list(OBSERVATION_KEY):
        return " en gebruik zolang zijn vorige bestand"
    return (
        ", en laat de andere weg met een punt in data/corrections/corrections.yaml (action: drop, expect: de "
        "waarde van die rij, rows: het aantal rijen dat er nu staat)"
    )


def check_values(observations: pd.DataFrame, catalog: Catalog, areas: Areas) -> None:
    """Statuses are known, a value is absent exactly where the status says so, and lies in its range."""
    bounds = {measure.id: _bounds(measure) for measure in catalog.measures}
    limits = pd.DataFrame(bounds, index=["low", "high"]).T
    lowest, highest = (observations["measure"].map(limits[end]).astype("float64") for end in limits)
    outside = (observations["value"] < lowest) | (observations["value"] > highest)
    problems = [
        f"{describe(row, areas)}: {number(row['value'], 2)}, toegelaten {_range(*bounds[row['measure']])}"
        for row in records(observations[outside | np.isinf(observations["value"])])
    ]
    stop_if_any(
        "Waarden buiten hun bereik",
        "waarden tussen het minimum en maximum van de maat",
        problems,
        SEE_FILE.format(what="minimum of maximum in data/catalog/measures.yaml")
        + "; is de cel bij de uitgever fout, verbeter ze dan met reden in data/corrections/corrections.yaml",
    )
    _check_statuses(observations)


def check_flow_values(flows: pd.DataFrame, areas: Areas) -> None:
    """A flow is never negative, and its status fits its value."""
    negative = flows[flows["value"] < 0]
    problems = [f"{describe(row, areas)}: {number(row['value'], 2)}" for row in records(negative)]
    stop_if_any(
        "Negatieve stromen", "waarden van nul of meer", problems, SEE_FILE.format(what="de bronmodule")
    )
    _check_statuses(flows)


def check_periods(observations: pd.DataFrame, catalog: Catalog) -> None:
    """Periods are written as the frequency of the measure asks."""
    pairs = observations[["measure", "period"]].drop_duplicates()
    pattern = pairs["measure"].map({m.id: PERIODS[m.frequency] for m in catalog.measures})
    fits = [
        re.fullmatch(form, period) is not None for period, form in zip(pairs["period"], pattern, strict=True)
    ]
    problems = [f"{row['measure']}: '{row['period']}'" for row in records(pairs[~np.array(fits, dtype=bool)])]
    stop_if_any(
        "Onbekende periodes",
        "2024, 2025-Q3 of 2026-04, naar de frequentie van de maat",
        problems,
        "verbeter de bronmodule, of de frequentie in data/catalog/measures.yaml",
    )


def check_coverage(
    observations: pd.DataFrame, source: Source, used: Mapping[tuple[str, str], Division], areas: Areas
) -> None:
    """Every municipality that the source covers has a row in every series.

    A measure without any row of a municipality (published for higher areas only) is left alone; one that
    has them in one period must have them in all.
    """
    municipal = municipal_rows(observations, areas)
    measures = set(municipal["measure"].unique())
    codes = municipal["area"].astype(object)  # many groups: Arrow's text is slow to walk through
    present = {key: frozenset(group) for key, group in codes.groupby([municipal[name] for name in SERIES])}
    problems = []
    for measure, category, period in observations[SERIES].drop_duplicates().to_numpy():
        if measure not in measures:
            continue
        found = present.get((measure, category, period), frozenset())
        expected = used[measure, period].covered(source.coverage) if found else None
        absent = sorted(expected - found) if expected is not None else ["elke gemeente"]
        if absent:
            names = ", ".join(name_of(code, areas) for code in absent[:3])
            where = describe({"measure": measure, "category": category, "period": period}, areas)
            problems.append(f"{where}: {len(absent)} zonder rij, waaronder {names}")
    stop_if_any(
        "Ontbrekende gemeenten",
        f"een rij voor elke gemeente van het gebied dat de bron dekt ({source.coverage})",
        problems,
        f"{ASK_PUBLISHER}; dekt de bron voortaan minder, pas dan 'coverage' in data/catalog/sources.yaml aan",
    )


def check_sums(
    observations: pd.DataFrame,
    catalog: Catalog,
    used: Mapping[tuple[str, str], Division],
    known: Iterable[KnownDifference],
    areas: Areas,
    *,
    unlocated: frozenset[str] = frozenset(),
) -> None:
    """The municipalities of a higher area add up to the publisher's own row, where both are there.

    A known difference must be there exactly as written down, so that it is noticed when it goes. One about
    a row that the table does not have (an edition without higher areas) is left alone. The row of an
    `unlocated` area may hold more than its municipalities, never less.
    """
    differences = _differences(observations, catalog, used, areas)
    higher = observations[~observations["area"].isin(list(areas.municipalities))]
    keys = set(higher[list(OBSERVATION_KEY)].itertuples(index=False, name=None))
    problems = []
    for entry in known:
        if (entry.measure, entry.category, entry.area, entry.period) not in keys:
            continue
        found = differences.pop((entry.measure, entry.category, entry.area, entry.period), 0.0)
        if abs(found - entry.difference) > entry.tolerance + ROUNDING:
            before, now = number(entry.difference, 2), number(found, 2)
            problems.append(f"{describe(entry.model_dump(), areas)}: bekend verschil {before}, nu {now}")
    problems += [
        f"{describe(dict(zip(OBSERVATION_KEY, key, strict=True)), areas)}: som van de gemeenten min "
        f"gepubliceerde rij is {number(difference, 2)}"
        for key, difference in differences.items()
        if difference > 0 or key[OBSERVATION_KEY.index("area")] not in unlocated
    ]
    stop_if_any(
        "Sommen van gemeenten",
        "de gemeenten tellen op tot de eigen rij van de uitgever voor het hogere gebied",
        problems,
        "zoek de oorzaak in het bestand; is het verschil bekend bij de uitgever, zet het dan met reden in "
        "data/corrections/known_differences.yaml (of haal het daar weg als het verdwenen is)",
    )


def _differences(
    observations: pd.DataFrame, catalog: Catalog, used: Mapping[tuple[str, str], Division], areas: Areas
) -> dict[tuple[str, ...], float]:
    """Sum of the municipalities minus the published row, by OBSERVATION_KEY with the higher area.

    Only differences beyond rounding, and only where every municipality has a value.
    """
    additive = [measure.id for measure in catalog.measures if measure.additive]
    table = observations[observations["measure"].isin(additive) & observations["value"].notna()]
    published = table[~table["area"].isin(list(areas.municipalities))]
    sums = _sums_of_higher_areas(municipal_rows(table, areas), set(published["area"]), areas)
    both = published.merge(sums, on=[*SERIES, "area"], suffixes=("", "_sum"))
    both = both.assign(difference=both["value_sum"] - both["value"])
    return {
        tuple(row[name] for name in OBSERVATION_KEY): row["difference"]
        for row in records(both[both["difference"].abs() > ROUNDING])
        if row["parts"] == len(used[row["measure"], row["period"]].members[row["area"]])
    }


def _sums_of_higher_areas(municipal: pd.DataFrame, wanted: set[str], areas: Areas) -> pd.DataFrame:
    """Sums of the municipalities with a value, per series and higher area: SERIES, area, value, parts."""
    levels = sorted({areas.higher_areas[code].level for code in wanted})
    tables = []
    for level in levels:
        holder = {
            nis: code
            for nis in areas.municipalities
            for code in areas.ancestors(nis)
            if areas.higher_areas[code].level == level
        }
        rows = municipal.assign(area=municipal["area"].map(holder)).dropna(subset=["area"])
        tables.append(rows.groupby([*SERIES, "area"])["value"].agg(["sum", "size"]).reset_index())
    columns = {"sum": "value", "size": "parts"}
    empty = pd.DataFrame(columns=[*SERIES, "area", "sum", "size"])
    return (pd.concat(tables) if tables else empty).rename(columns=columns)


def _check_statuses(table: pd.DataFrame) -> None:
    without = table["status"].isin(WITHOUT_VALUE)
    unknown = sorted(set(table["status"].unique()) - set(STATUSES))
    problems = [f"onbekende status '{status}'" for status in unknown]
    problems += [
        f"{row['measure']}, {row['period']}: status '{row['status']}' met waarde {number(row['value'], 2)}"
        for row in records(table[without != table["value"].isna()])
    ]
    stop_if_any(
        "Statussen",
        "een bekende status, en een lege waarde precies bij vertrouwelijk, ontbrekend of niet van toepassing",
        problems,
        "verbeter de bronmodule",
    )


def _bounds(measure: Measure) -> tuple[float, float]:
    low = -np.inf if measure.minimum is None else measure.minimum
    return low, np.inf if measure.maximum is None else measure.maximum


def _range(low: float, high: float) -> str:
    lowest = f"vanaf {number(low)}" if np.isfinite(low) else ""
    highest = f"tot {number(high)}" if np.isfinite(high) else ""
    return f"{lowest} {highest}".strip()


def describe(row: Mapping[str, Any], areas: Areas) -> str:
    """What identifies a row, in words: measure, category, area or both ends of a flow, period."""
    category = f" ({row['category']})" if row["category"] else ""
    ends = [name_of(row[end], areas) for end in ("area", "origin", "destination") if end in row]
    return ", ".join([f"{row['measure']}{category}", *([" naar ".join(ends)] if ends else []), row["period"]])


def records(table: pd.DataFrame) -> list[dict[str, Any]]:
    """The rows of a small table, for messages."""
    return [{str(name): value for name, value in row.items()} for row in table.to_dict("records")]


def name_of(code: str, areas: Areas) -> str:
    """An area by its name and code."""
    return f"{areas.name(code)} ({code})" if areas.is_known(code) else code


def stop_if_any(subject: str, expected: str, problems: list[str], action: str) -> None:
    """Raise CheckError when there are problems."""
    if problems:
        raise CheckError(subject, expected=expected, problems=problems, action=action)
