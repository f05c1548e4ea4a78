"""The change report: what is different between two releases, and what to do about it (Dutch Markdown)."""

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

import pandas as pd

from etl.check import records
from etl.harmonise import SERIES
from streekmonitor.areas import PROVINCE
from streekmonitor.catalog import Catalog, FlowMeasure, Measure
from streekmonitor.formats import listing, number, value
from streekmonitor.release import Release

KEY = ["measure", "category", "area", "period"]
LARGEST_SHOWN = 20
AREAS_SHOWN = 5
SMALLEST_REVISION = 1e-9  # relative; under it the same number, summed in another order


def change_report(old: Release | None, new: Release) -> str:
    """Tell what changed from one release to the next, largest first, with what to do about each."""
    if old is None:
        lines = [f"# Release {new.id}", "", "Eerste release: er is niets om mee te vergelijken.", ""]
        return "\n".join([*lines, *_contents(new)])
    both = _side_by_side(old, new)
    sections = [
        *_measures(old.catalog, new.catalog),
        *_periods(both, new.catalog),
        *_revisions(both, new),
        *_areas(both, new),
    ]
    head = [f"# Release {new.id}", "", f"Vergeleken met release {old.id}.", ""]
    return "\n".join([*head, *(sections or ["Geen enkel cijfer is veranderd.", ""])])


def _contents(release: Release) -> list[str]:
    """What the first release holds: per measure its periods."""
    lines = ["## Inhoud", ""]
    for name, entry in _entries(release.catalog).items():
        lines.append(f"- {entry.label}: {_span(release.manifest['measures'][name]['periods'])}")
    return [*lines, ""]


def _side_by_side(old: Release, new: Release) -> pd.DataFrame:
    """Both releases by KEY: value and status, old_value and old_status; `_merge` says where a row is."""
    columns = [*KEY, "value", "status"]
    text = dict.fromkeys([*KEY, "status"], "str")
    former = (
        old.observations[columns].astype(text).rename(columns={"value": "old_value", "status": "old_status"})
    )
    return former.merge(new.observations[columns].astype(text), on=KEY, how="outer", indicator=True)


def _measures(old: Catalog, new: Catalog) -> list[str]:
    before, after = _entries(old), _entries(new)
    lines = [f"- Nieuw: {after[name].label} (`{name}`)." for name in after if name not in before]
    lines += [
        f"- Verdwenen: {before[name].label} (`{name}`). Nagaan: was dat de bedoeling?"
        for name in before
        if name not in after
    ]
    return _section("Maten", lines)


def _periods(both: pd.DataFrame, catalog: Catalog) -> list[str]:
    """Periods that a measure has in one of the releases only."""
    lines = []
    labels = _entries(catalog)
    for measure, rows in both.groupby("measure"):
        before = set(rows.loc[rows["old_value"].notna(), "period"])
        after = set(rows.loc[rows["value"].notna(), "period"])
        if str(measure) not in labels or not before or not after:
            continue
        label = labels[str(measure)].label
        if after - before:
            lines.append(
                f"- {label}: nieuw is {_span(sorted(after - before))}. Nagaan: kloppen de kerncijfers van de "
                "nieuwe periode met de publicatie?"
            )
        if before - after:
            lines.append(
                f"- {label}: verdwenen is {_span(sorted(before - after))}. Nagaan: levert de uitgever die "
                "periode niet meer, of is het bestand onvolledig?"
            )
    return _section("Periodes", lines)


def _revisions(both: pd.DataFrame, new: Release) -> list[str]:
    """Values that changed, the largest relative change first, and how many per measure."""
    paired = both.dropna(subset=["value", "old_value"])
    change = (paired["value"] - paired["old_value"]).abs()
    base = paired["old_value"].abs().where(paired["old_value"] != 0, 1)
    revised = paired.assign(size=change / base)[change > SMALLEST_REVISION * base]
    if revised.empty:
        return []
    counts = pd.DataFrame(
        {"revised": revised.groupby("measure").size(), "all": paired.groupby("measure").size()}
    ).dropna()
    labels = _entries(new.catalog)
    lines = [
        f"- {labels[row['measure']].label}: {number(row['revised'])} van {number(row['all'])} waarden "
        f"herzien ({number(100 * row['revised'] / row['all'], 1)}\u00a0%)."
        for row in records(counts.sort_values("revised", ascending=False).reset_index())
    ]
    order = [False, *(True for _ in KEY)]
    largest = records(revised.sort_values(["size", *KEY], ascending=order).head(LARGEST_SHOWN))
    lines += ["", "De grootste herzieningen. Nagaan: meldt de uitgever een herziening?", ""]
    return _section("Herziene waarden", [*lines, *(_revision(row, new) for row in largest)])


def _revision(row: Mapping[str, Any], new: Release) -> str:
    measure = new.catalog.measure_by_id[row["measure"]]
    old, now = (value(row[name], measure.unit, measure.decimals) for name in ("old_value", "value"))
    category = f" ({row['category']})" if row["category"] else ""
    return f"- {measure.label}{category}, {_name(row['area'], new)}, {row['period']}: {old} → {now}"


def _areas(both: pd.DataFrame, new: Release) -> list[str]:
    """Areas with a value in one of the releases only, for series that are in both."""
    labels = _entries(new.catalog)
    valued = both.assign(before=both["old_value"].notna(), after=both["value"].notna())
    series = valued.groupby(SERIES)[["before", "after"]].transform("any").all(axis="columns")
    changed = valued[series & (valued["before"] != valued["after"])]
    lines = []
    for measure, rows in changed.groupby("measure"):
        label = labels[str(measure)].label
        gained, lost = rows[rows["after"]], rows[rows["before"]]
        if len(gained):
            lines.append(f"- {label}: nu ook een cijfer voor {_where(gained, new)}.")
        if len(lost):
            lines.append(
                f"- {label}: geen cijfer meer voor {_where(lost, new)}. Nagaan: vertrouwelijk geworden, of "
                "een onvolledig bestand?"
            )
    return _section("Gebieden", lines)


def _where(rows: pd.DataFrame, new: Release) -> str:
    """The areas of these rows, those of the province first, and their periods."""
    codes = sorted(set(rows["area"]), key=lambda code: (not _in_province(code, new), code))
    names = [_name(code, new) for code in codes[:AREAS_SHOWN]]
    if len(codes) > AREAS_SHOWN:
        names.append(f"{len(codes) - AREAS_SHOWN} andere gebieden")
    return f"{listing(names)} ({_span(sorted(set(rows['period'])))})"


def _entries(catalog: Catalog) -> dict[str, Measure | FlowMeasure]:
    return {**catalog.measure_by_id, **catalog.flow_by_id}


def _in_province(code: str, release: Release) -> bool:
    return release.areas.is_municipality(code) and PROVINCE in release.areas.ancestors(code)


def _name(code: str, release: Release) -> str:
    return release.areas.name(code) if release.areas.is_known(code) else code


def _span(periods: Sequence[str]) -> str:
    """One period, two, or the first and last of several with their number."""
    if len(periods) <= 2:
        return listing(list(periods))
    return f"{periods[0]} tot {periods[-1]} ({len(periods)} periodes)"


def _section(title: str, lines: Iterable[str]) -> list[str]:
    body = list(lines)
    return [f"## {title}", "", *body, ""] if body else []
