"""What a release holds, as the tables of its sources: for sources of which a draft brings nothing new."""

from collections.abc import Collection, Iterable, Sequence
from dataclasses import replace

import pandas as pd
from pandas.api.types import union_categoricals

from etl.harmonise import Harmonised
from etl.parsed import FLOW_COLUMNS, NUMBERS, OBSERVATION_COLUMNS, PLACE_COLUMNS, SetAside, combine
from streekmonitor.catalog import Measure
from streekmonitor.release import Release

ROWS = (*OBSERVATION_COLUMNS, "basis")
COLUMNS = {"observations": ROWS, "flows": FLOW_COLUMNS, "places": PLACE_COLUMNS}


def stacked(
    release: Release, name: str, changed: Collection[str], tables: Iterable[Harmonised]
) -> pd.DataFrame:
    """One of the three tables of a release, with what changed taken from the tables given.

    name: observations, flows or places. Texts are categoricals: a million rows are so put together fast.
    """
    before = getattr(release, name)
    parts = [before[~before["measure"].isin(list(changed))], *(getattr(table, name) for table in tables)]
    parts = [part for part in parts if len(part)] or parts[:1]
    columns = {
        column: _numbers(parts, column) if column in NUMBERS else _words(parts, column)
        for column in COLUMNS[name]
    }
    return pd.DataFrame(columns)


def _numbers(parts: Sequence[pd.DataFrame], column: str) -> pd.Series:
    return pd.concat([part[column] for part in parts], ignore_index=True)


def _words(parts: Sequence[pd.DataFrame], column: str) -> pd.Categorical:
    found: pd.Categorical = union_categoricals([pd.Categorical(part[column]) for part in parts])
    return found


def part_of_release(release: Release, measures: Collection[str]) -> Release:
    """A release with the figures of some measures and flows only; all else as it is."""
    names = list(measures)
    tables = {name: getattr(release, name) for name in ("observations", "flows", "places")}
    return replace(release, **{name: table[table["measure"].isin(names)] for name, table in tables.items()})


def carried(source: str, measures: Iterable[Measure], release: Release) -> Harmonised:
    """What one source supplies to some measures of a release, as the table of that source.

    Of a spliced measure a period belongs to the first of its sources whose periods hold it.
    """
    tables = [_of(source, measure, release) for measure in measures]
    entry = release.manifest["sources"].get(source, {"set_aside": [], "files": []})
    empty = release.observations.iloc[:0]
    return Harmonised(
        observations=_as_text(pd.concat(tables) if tables else empty)[list(ROWS)].reset_index(drop=True),
        flows=_as_text(release.flows.iloc[:0])[list(FLOW_COLUMNS)],
        places=_as_text(release.places.iloc[:0])[list(PLACE_COLUMNS)],
        set_aside=tuple(SetAside(**aside) for aside in entry["set_aside"]),
        files=tuple(file["path"] for file in entry["files"]),
    )


def with_other_periods(table: Harmonised, source: str, release: Release) -> Harmonised:
    """A table of some periods, with those that it lacks from the release (places: other periods too)."""
    catalog = release.catalog
    measures = [measure for measure in catalog.measures if source in measure.sources]
    before = carried(source, measures, release).observations
    key = ["measure", "period"]
    known = pd.MultiIndex.from_frame(table.observations[key].drop_duplicates())
    others = before[~pd.MultiIndex.from_frame(before[key]).isin(known)]
    observations = combine([table.observations[list(ROWS)], others])
    return Harmonised(observations, table.flows, table.set_aside, table.files, table.places, table.unlocated)


def _of(source: str, measure: Measure, release: Release) -> pd.DataFrame:
    rows = release.observations[release.observations["measure"] == measure.id]
    if not measure.splice:
        return rows if measure.source == source else rows.iloc[:0]
    owner = {period: _owner(period, measure, release) for period in rows["period"].unique()}
    return rows[rows["period"].map(owner).astype("str") == source]


def _owner(period: str, measure: Measure, release: Release) -> str:
    """The first source of a measure whose periods, as the manifest gives them, hold this one."""
    for source in measure.sources:
        span = release.manifest["sources"].get(source, {}).get("periods") or ["9", ""]
        if span[0][:4] <= period[:4] <= span[-1][:4]:
            return source
    return measure.source


def _as_text(table: pd.DataFrame) -> pd.DataFrame:
    """Texts as texts: rows of several releases are then put below each other fast."""
    return table.astype({name: "str" for name in table.columns if name not in NUMBERS})
