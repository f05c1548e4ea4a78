"""Editions of one table that overlap: each checked on its own, then merged; the newer one wins."""

from collections.abc import Sequence
from dataclasses import replace

import pandas as pd

from etl.harmonise import SERIES, Harmonised
from etl.parsed import OBSERVATION_KEY, Parsed, SetAside
from streekmonitor.areas import Areas
from streekmonitor.formats import number

KEY = list(OBSERVATION_KEY)


def editions(parsed: Parsed) -> tuple[Parsed, ...]:
    """Every edition as a table of its own, the newest first; the older ones hold observations only."""
    older = (Parsed(observations, files=parsed.files) for observations in parsed.older)
    return (replace(parsed, older=()), *older)


def merge_editions(tables: Sequence[Harmonised], areas: Areas) -> Harmonised:
    """One table of editions given from the newest to the oldest, on codes.

    Each key comes from the newest edition that has it. A row of a higher area that only an older edition
    has is left out where a municipality of it has been revised since: it would no longer be its sum.
    Revisions and rows left out are told in `set_aside`.
    """
    merged, *older = tables
    for table in older:
        merged = _with_older(merged, table.observations, areas)
    return merged


def _with_older(newer: Harmonised, older: pd.DataFrame, areas: Areas) -> Harmonised:
    newest = newer.observations[[*KEY, "value"]]
    rows = older.merge(newest, on=KEY, how="left", suffixes=("", "_new"), indicator=True)
    known = rows["_merge"] == "both"
    same = rows["value"].eq(rows["value_new"]) | (rows["value"].isna() & rows["value_new"].isna())
    revised, fresh = rows[known & ~same], rows.loc[~known, older.columns]
    outdated = _keys(fresh, [*SERIES, "area"]).isin(_higher_areas_of(revised, areas))
    aside = [*newer.set_aside, *_told(revised), *_left_out(int(outdated.sum()))]
    merged = pd.concat([newer.observations, fresh[~outdated]], ignore_index=True)
    return replace(newer, observations=merged, set_aside=tuple(aside))


def _keys(rows: pd.DataFrame, columns: Sequence[str]) -> pd.MultiIndex:
    return pd.MultiIndex.from_frame(rows[list(columns)])


def _higher_areas_of(revised: pd.DataFrame, areas: Areas) -> pd.MultiIndex:
    """The series and higher areas that hold a revised municipality."""
    above = {code: sorted(areas.ancestors(code)) for code in revised["area"].unique()}
    rows = revised.assign(area=revised["area"].map(above)).explode("area")
    return _keys(rows, [*SERIES, "area"])


def _told(revised: pd.DataFrame) -> list[SetAside]:
    """Per measure how many figures a newer edition replaced, in which years, and the largest change."""
    told = []
    for measure, rows in revised.groupby("measure", sort=True):
        years = sorted(rows["period"].str[:4].unique())
        span = years[0] if len(years) == 1 else f"{years[0]}-{years[-1]}"
        changes = (rows["value_new"] - rows["value"]).abs().dropna()
        change = f"hoogstens {number(changes.max(), 0)}" if len(changes) else "alleen ingevuld of weggelaten"
        told.append(SetAside(f"in een nieuwere editie herzien: {measure}, {span} ({change})", len(rows)))
    return told


def _left_out(rows: int) -> list[SetAside]:
    reason = "hoger gebied uit een oudere editie, waarvan een gemeente intussen herzien is"
    return [SetAside(reason, rows)] if rows else []
