"""Old against new: what a draft would change, as tables for people and for the page that shows them."""

from collections.abc import Collection
from dataclasses import dataclass

import pandas as pd

from etl.change_words import entries
from etl.desk.carried import part_of_release
from etl.jumps import jumps
from etl.selection import needs
from etl.side_by_side import KEY, revised, side_by_side
from streekmonitor.analysis.tables import Tables
from streekmonitor.release import Release

MOST_ROWS = 1_000


@dataclass(frozen=True)
class Comparison:
    """A draft against the release in force. Frames are for reading.

    periods: measure, label, new, lost (lists of periods); shares: measure, label, revised, all, share (of
    the values that both have), the largest share first; revisions: KEY, old_value, value, change, size (the
    change against the old value, or against the median of its measure where that is larger), the largest
    first, at most MOST_ROWS of `revised` in all; jumps: as `etl.jumps.jumps`; lost_areas: measure, period,
    area; indicators: whose figures differ, first those that rest on nothing else than what changed; old, new:
    the tables of both releases, for map and trend; report: all of it in words (Markdown, Dutch).
    """

    old: Tables
    new: Tables
    periods: pd.DataFrame
    shares: pd.DataFrame
    revisions: pd.DataFrame
    revised: int
    jumps: pd.DataFrame
    lost_areas: pd.DataFrame
    indicators: tuple[str, ...]
    report: str


def compare(old: Release, new: Release) -> Comparison:
    """Compare two releases; what is word for word the same in both is left aside early."""
    names = _differing(old, new)
    before, after = (part_of_release(release, names) for release in (old, new))
    both = side_by_side(before, after)
    paired = both[both["value"].notna() & both["old_value"].notna()]
    differs = paired[revised(paired)]
    changed = both["value"].notna() & (both["old_value"].isna() | revised(both))
    fresh = pd.MultiIndex.from_frame(both.loc[changed, KEY].astype("str"))
    return Comparison(
        old=Tables(old),
        new=Tables(new),
        periods=_periods(both, old, new),
        shares=_shares(paired, differs, new),
        revisions=_revisions(paired, differs),
        revised=len(differs),
        jumps=jumps(after, fresh),
        lost_areas=_lost_areas(both),
        indicators=indicators_on(_changed_measures(both, old, new), new),
        report=new.changes,
    )


def indicators_on(measures: Collection[str], release: Release) -> tuple[str, ...]:
    """The indicators that need one of these measures: what an objective or a presentation may show.

    First those about these measures, such as their sum; then those that only divide by one of them.
    """
    catalog, wanted = release.catalog, set(measures)
    touched = [entry for entry in catalog.indicators if not needs(entry, catalog).isdisjoint(wanted)]
    ordered = sorted(
        touched,
        key=lambda entry: (
            catalog.main_measure(entry).id not in wanted,
            len(needs(entry, catalog) - wanted),
            entry.form.kind == "change",  # the level before its change
        ),
    )
    return tuple(entry.id for entry in ordered)


def _differing(old: Release, new: Release) -> set[str]:
    """The measures and flows whose sources are made of other files, or that only one release has."""
    names = {*entries(old.catalog), *entries(new.catalog)}
    return {name for name in names if _made_of(name, old) != _made_of(name, new)}


def _made_of(name: str, release: Release) -> list[object]:
    """The hashes of the files behind a measure, and what the manifest says of it."""
    entry, sources = entries(release.catalog).get(name), release.manifest["sources"]
    known = [sources[source]["files"] for source in entry.sources if source in sources] if entry else []
    return [known, release.manifest["measures"].get(name)]


def _changed_measures(both: pd.DataFrame, old: Release, new: Release) -> set[str]:
    same = (both["value"] == both["old_value"]) | (both["value"].isna() & both["old_value"].isna())
    found = set(both.loc[~same | (both["status"] != both["old_status"]), "measure"].astype(str).unique())
    for flow in new.catalog.flows:
        before, after = old.flow(flow.id), new.flow(flow.id)
        if len(before) != len(after) or before["value"].sum() != after["value"].sum():
            found.add(flow.id)
    return found


def _periods(both: pd.DataFrame, old: Release, new: Release) -> pd.DataFrame:
    labels = {**entries(old.catalog), **entries(new.catalog)}
    rows = []
    for measure, part in both.groupby("measure", observed=True):
        before = set(part.loc[part["old_value"].notna(), "period"])
        after = set(part.loc[part["value"].notna(), "period"])
        if before != after:
            label = labels[str(measure)].label if str(measure) in labels else str(measure)
            rows.append((str(measure), label, sorted(after - before), sorted(before - after)))
    return pd.DataFrame(rows, columns=["measure", "label", "new", "lost"])


def _shares(paired: pd.DataFrame, differs: pd.DataFrame, new: Release) -> pd.DataFrame:
    counts = pd.DataFrame(
        {
            "revised": differs.groupby("measure", observed=True).size(),
            "all": paired.groupby("measure", observed=True).size(),
        }
    ).dropna()
    labels = entries(new.catalog)
    found = counts.reset_index().assign(
        label=[labels[str(name)].label if str(name) in labels else str(name) for name in counts.index],
        share=(counts["revised"] / counts["all"]).to_numpy(),
    )
    return found.sort_values("share", ascending=False, kind="stable", ignore_index=True)


def _revisions(paired: pd.DataFrame, differs: pd.DataFrame) -> pd.DataFrame:
    usual = paired["old_value"].abs().groupby(paired["measure"], observed=True).median()
    of_measure = differs["measure"].astype(str).map({str(name): size for name, size in usual.items()})
    base = pd.concat([differs["old_value"].abs(), of_measure], axis="columns").max(axis="columns")
    change = differs["value"] - differs["old_value"]
    rows = differs.assign(change=change, size=change.abs() / base.where(base > 0, 1))
    ordered = rows.sort_values(["size", *KEY], ascending=[False, *(True for _ in KEY)], ignore_index=True)
    return ordered[[*KEY, "old_value", "value", "change", "size"]].head(MOST_ROWS)


def _lost_areas(both: pd.DataFrame) -> pd.DataFrame:
    valued = both.assign(before=both["old_value"].notna(), after=both["value"].notna())
    periods = valued.groupby(["measure", "period"], observed=True)["after"].transform("any")
    lost = valued[periods & valued["before"] & ~valued["after"]]
    return lost[["measure", "period", "area"]].astype("str").drop_duplicates(ignore_index=True)
