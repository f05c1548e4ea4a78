"""From areas as in the file to areas of the model: codes, rest rows set aside, Wallonia as one area."""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from types import MappingProxyType

import pandas as pd

from etl.divisions import (
    WALLONIA,
    divisions,
    divisions_used,
    municipal_rows,
)
from etl.errors import EXAMPLES_SHOWN, SourceError
from etl.parsed import (
    FLOW_COLUMNS,
    OBSERVATION_COLUMNS,
    PLACE_COLUMNS,
    Parsed,
    SetAside,
    SourceModule,
    no_places,
)
from etl.sums import sum_parts
from streekmonitor.areas import PROVINCE, Areas, UnknownAreaError
from streekmonitor.catalog import Catalog, Source

PUBLISHED, SUMMED = "published", "summed"
SERIES = ["measure", "category", "period"]
NO_SPELLINGS: Mapping[str, str] = MappingProxyType({})


@dataclass(frozen=True)
class Harmonised:
    """One source table on areas of the model.

    observations: columns of OBSERVATION_COLUMNS (after `complete` also basis: "published" or "summed");
    flows: columns of FLOW_COLUMNS; places: of PLACE_COLUMNS. Areas are codes. `files` are the paths read;
    `unlocated` the higher areas whose own row holds more than their municipalities.
    """

    observations: pd.DataFrame
    flows: pd.DataFrame
    set_aside: tuple[SetAside, ...]
    files: tuple[str, ...]
    places: pd.DataFrame = field(default_factory=no_places)
    unlocated: frozenset[str] = frozenset()


class UnknownAreasError(SourceError):
    """Areas in a file that are neither known nor declared; `labels` as they stand there."""

    def __init__(self, file: str, where: str, labels: Sequence[str], *, found: str, action: str) -> None:
        expected = "een gemeente of een hoger gebied dat in data/areas staat"
        super().__init__(file, where, expected=expected, found=found, action=action)
        self.labels = tuple(labels)

    def at(self, file: str, where: str) -> SourceError:
        """The same error, at the place of the first of them."""
        return SourceError(file, where, expected=self.expected, found=self.found, action=self.action)


def harmonise(
    parsed: Parsed, module: SourceModule, areas: Areas, spellings: Mapping[str, str] = NO_SPELLINGS
) -> Harmonised:
    """Give every row its codes; set declared rest rows and duplicates aside, counted.

    `spellings` gives the area of what only this publisher writes so. Raises UnknownAreasError that lists
    every area that is neither known nor declared as a rest row.
    """
    observations = parsed.observations[list(OBSERVATION_COLUMNS)]
    flows = parsed.flows[list(FLOW_COLUMNS)]
    places = parsed.places[list(PLACE_COLUMNS)]
    codes = _codes(labels_of(parsed), parsed, module, areas, spellings)
    aside: Counter[str] = Counter({entry.reason: entry.rows for entry in parsed.set_aside})
    observations = _locate(observations, ["area"], codes, module.REST_AREAS, aside)
    flows = _locate(flows, ["origin", "destination"], codes, module.REST_AREAS, aside)
    places = _locate(places, ["area"], codes, module.REST_AREAS, aside)
    if reason := str(getattr(module, "OUTSIDE_PROVINCE", "")):
        observations = _without(observations, ~observations["area"].isin(_province(areas)), reason, aside)
    if reason := str(getattr(module, "EXACT_DUPLICATES", "")):
        observations = _without(observations, observations.duplicated(), reason, aside)
    unlocated = frozenset(getattr(module, "UNLOCATED", ()))
    return Harmonised(observations, flows, _set_aside(aside), parsed.files, places, unlocated)


def complete(table: Harmonised, source: Source, catalog: Catalog, areas: Areas) -> Harmonised:
    """Write out the zeros of a source without rows for them, and make Wallonia one area.

    Adds the column basis. Walloon municipalities of an additive measure are summed when all are there and
    the source has no row of the Region itself; the others are set aside, counted.
    """
    observations = table.observations
    if source.absent_is_zero:
        observations = _with_zeros(observations, source, areas)
    aside: Counter[str] = Counter({entry.reason: entry.rows for entry in table.set_aside})
    observations = _fold_observations(observations.assign(basis=PUBLISHED), catalog, areas, aside)
    flows = _fold_flows(table.flows, areas)
    places = table.places.assign(area=_folded(table.places["area"], areas))
    return replace(table, observations=observations, flows=flows, places=places, set_aside=_set_aside(aside))


def labels_of(parsed: Parsed) -> list[str]:
    """Every area as it stands in the file, once."""
    observations, flows, places = parsed.observations, parsed.flows, parsed.places
    ends = (observations["area"], flows["origin"], flows["destination"], places["area"])
    return [str(label) for label in pd.unique(pd.concat(ends))]


def _codes(
    labels: Sequence[str], parsed: Parsed, module: SourceModule, areas: Areas, spellings: Mapping[str, str]
) -> dict[str, str]:
    """The code of every label that is no rest row."""
    wanted = [label for label in labels if label not in module.REST_AREAS and label not in spellings]
    codes = {label: label for label in wanted if module.AREAS != "name" and _is_area(label, areas)}
    if module.AREAS != "code":
        codes |= _codes_of_names([label for label in wanted if label not in codes], areas)
    unknown = sorted(set(wanted) - set(codes))
    if unknown:
        shown = [f"'{label}'{_nearest(label, areas)}" for label in unknown[:EXAMPLES_SHOWN]]
        more = len(unknown) - len(shown)
        raise UnknownAreasError(
            ", ".join(parsed.files),
            "kolom met de gebieden",
            unknown,
            found=f"onbekend: {', '.join(shown)}{f' en nog {more}' if more else ''}",
            action="is het een schrijfwijze van een bekend gebied, zet ze dan met reden in "
            "data/corrections/spellings.yaml; vul data/areas aan bij een nieuwe fusie; neem een rij die geen "
            f"gebied van ons is, op in REST_AREAS van etl/sources/{module.SOURCE}.py",
        )
    return {**codes, **spellings}


def _codes_of_names(names: Sequence[str], areas: Areas) -> dict[str, str]:
    """The codes on the division in which most names exist: one name may have stood for two territories."""
    per_division = (_by_name(names, areas, division.day) for division in divisions(areas))
    return max(per_division, key=len)


def _by_name(names: Sequence[str], areas: Areas, day: date) -> dict[str, str]:
    codes = {}
    for name in names:
        try:
            codes[name] = areas.by_name(name, day)
        except UnknownAreaError:
            continue
    return codes


def _is_area(code: str, areas: Areas) -> bool:
    return areas.is_municipality(code) or code in areas.higher_areas


def _nearest(label: str, areas: Areas) -> str:
    """The areas that an unknown label may be about."""
    near = [f"{areas.name(code)} {code}" for code in areas.closest(label) if _is_area(code, areas)]
    return f" (bedoeld: {' of '.join(near)}?)" if near else ""


def _locate(
    table: pd.DataFrame,
    columns: Sequence[str],
    codes: Mapping[str, str],
    rest: Mapping[str, str],
    aside: Counter[str],
) -> pd.DataFrame:
    """Replace the labels in these columns by codes; count and drop the rows of rest areas."""
    for column in columns:
        reasons = table[column].map(dict(rest)).dropna()
        aside.update(reasons.tolist())
        table = table.drop(index=reasons.index)
    located = {column: table[column].map(dict(codes)).astype("str") for column in columns}
    return table.assign(**located).reset_index(drop=True)


def _without(rows: pd.DataFrame, wrong: pd.Series, reason: str, aside: Counter[str]) -> pd.DataFrame:
    """Set these rows aside, for a reason that the module declares."""
    aside[reason] += int(wrong.sum())
    return rows[~wrong].reset_index(drop=True)


def _province(areas: Areas) -> set[str]:
    """The province, its arrondissements, and its municipalities of any division."""
    inside = {
        code for code in (*areas.municipalities, *areas.higher_areas) if PROVINCE in areas.ancestors(code)
    }
    return inside | {PROVINCE}


def _set_aside(counts: Counter[str]) -> tuple[SetAside, ...]:
    return tuple(SetAside(reason, rows) for reason, rows in sorted(counts.items()) if rows)


def _with_zeros(observations: pd.DataFrame, source: Source, areas: Areas) -> pd.DataFrame:
    """Add an observed zero for every municipality of the division that has no row in a series."""
    municipal = municipal_rows(observations, areas)
    if municipal.empty:
        return observations
    series = municipal[SERIES].drop_duplicates()
    used = divisions_used(observations, areas)
    grid = pd.concat(
        [
            series[(series["measure"] == measure) & (series["period"] == period)].merge(
                pd.DataFrame({"area": sorted(division.covered(source.coverage))}), how="cross"
            )
            for (measure, period), division in used.items()
        ]
    )
    known = pd.MultiIndex.from_frame(municipal[[*SERIES, "area"]])
    absent = grid[~pd.MultiIndex.from_frame(grid[[*SERIES, "area"]]).isin(known)]
    return pd.concat([observations, absent.assign(value=0.0, status="observed")], ignore_index=True)


def _fold_observations(
    observations: pd.DataFrame, catalog: Catalog, areas: Areas, aside: Counter[str]
) -> pd.DataFrame:
    """Wallonia as one area: its municipalities summed where that is allowed and all are there."""
    inside = {
        code for code in (*areas.municipalities, *areas.higher_areas) if WALLONIA in areas.ancestors(code)
    }
    walloon = observations["area"].isin(inside)
    if not walloon.any():
        return observations
    sums = _sums_of_wallonia(observations[walloon], catalog, areas)
    own = observations.loc[observations["area"] == WALLONIA, SERIES]
    sums = sums[~pd.MultiIndex.from_frame(sums[SERIES]).isin(pd.MultiIndex.from_frame(own))]
    dropped = int(walloon.sum() - sums["parts"].sum())
    aside["gebied in het Waals Gewest: niet op te tellen, of het Gewest heeft een eigen rij"] += dropped
    return pd.concat([observations[~walloon], sums.drop(columns="parts")], ignore_index=True)


def _sums_of_wallonia(walloon: pd.DataFrame, catalog: Catalog, areas: Areas) -> pd.DataFrame:
    """Sums over all Walloon municipalities, per series: SERIES, value, status, parts, area, basis."""
    additive = [measure.id for measure in catalog.measures if measure.additive]
    municipal = municipal_rows(walloon, areas)
    municipal = municipal[municipal["measure"].isin(additive)]
    used = divisions_used(municipal, areas)
    sizes = pd.Series({key: len(division.members[WALLONIA]) for key, division in used.items()}, dtype="int64")
    sums = sum_parts(municipal, SERIES)
    needed = sizes.reindex(pd.MultiIndex.from_frame(sums[["measure", "period"]])).to_numpy()
    return sums[sums["parts"] == needed].assign(area=WALLONIA, basis=SUMMED)


def _fold_flows(flows: pd.DataFrame, areas: Areas) -> pd.DataFrame:
    """Wallonia as one place to come from and to go to."""
    ends = {end: _folded(flows[end], areas) for end in ("origin", "destination")}
    key = [column for column in FLOW_COLUMNS if column not in ("value", "status")]
    return sum_parts(flows.assign(**ends), key)[list(FLOW_COLUMNS)]


def _folded(column: pd.Series, areas: Areas) -> pd.Series:
    """Codes of areas, with the Region instead of a municipality of Wallonia."""
    region = {nis: WALLONIA for nis in areas.municipalities if WALLONIA in areas.ancestors(nis)}
    return column.map(region).fillna(column).astype("str")
