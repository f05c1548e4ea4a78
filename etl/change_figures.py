"""Parts of the change report about figures: measures, periods, revisions, jumps, areas."""

from collections.abc import Mapping
from typing import Any

import pandas as pd

from etl.change_words import Part, area_name, area_names, count, entries, series_name, span
from etl.check import records
from etl.jumps import SAME_SEASON, jumps
from etl.side_by_side import KEY, revised
from streekmonitor.areas import PROVINCE
from streekmonitor.catalog import Catalog
from streekmonitor.formats import MINUS, NBSP, number, shift_periods, value
from streekmonitor.release import Release

SHOWN = 20
SHOWN_OF_A_MEASURE = 5


def measures_come_and_gone(old: Catalog, new: Catalog) -> Part:
    """Measures and flows that only one of the releases has."""
    before, after = entries(old), entries(new)
    gone = [name for name in before if name not in after]
    fresh = [name for name in after if name not in before]
    lines = [f"- Nieuw: {after[name].label} (`{name}`)." for name in fresh]
    lines += [f"- Verdwenen: {before[name].label} (`{name}`)." for name in gone]
    to_do = "Ga na of het de bedoeling was dat er maten verdwenen." if gone else ""
    return Part("Maten", lines, to_do, count(len(lines), "maat erbij of eraf", "maten erbij of eraf"))


def new_and_lost_periods(both: pd.DataFrame, old: Release, new: Release) -> Part:
    """Periods that a measure has in one of the releases only, with the province's figure of the latest."""
    lines, fresh, gone = [], 0, 0
    for measure, rows in both.groupby("measure", observed=True):
        before = set(rows.loc[rows["old_value"].notna(), "period"])
        after = set(rows.loc[rows["value"].notna(), "period"])
        if str(measure) not in entries(new.catalog) or str(measure) not in entries(old.catalog):
            continue  # told under the measures
        label = entries(new.catalog)[str(measure)].label
        if added := sorted(after - before):
            fresh += 1
            lines.append(
                f"- {label}: nieuw is {span(added)}.{_in_the_province(str(measure), added[-1], new)}"
            )
        if lost := sorted(before - after):
            gone += 1
            lines.append(f"- {label}: verdwenen is {span(lost)}.")
    to_do = "Vergelijk de provinciale cijfers van de nieuwe periodes met de publicatie." if fresh else ""
    if gone:
        to_do += " Levert de uitgever de verdwenen periodes niet meer, of is het bestand onvolledig?"
    words = f"nieuwe periodes bij {count(fresh, 'maat', 'maten')}" if fresh else "verdwenen periodes"
    return Part("Periodes", lines, to_do.strip(), words)


def _in_the_province(measure: str, period: str, release: Release) -> str:
    """What the municipalities of the province give in a period, and a year before."""
    entry = release.catalog.measure_by_id.get(measure)
    if entry is None or entry.frequency == "constant":
        return ""
    rows = release.measure(measure)
    rows = rows[rows["area"].isin(release.areas.within(PROVINCE)) & rows["value"].notna()]
    year_before = shift_periods(period, -SAME_SEASON[entry.frequency])
    now, then = (rows[rows["period"] == each] for each in (period, year_before))
    now, then = now[now["area"].isin(then["area"])], then[then["area"].isin(now["area"])]
    if now.empty:
        return ""
    figures = [rows["value"].sum() if entry.additive else rows["value"].mean() for rows in (now, then)]
    shown = [value(figure, entry.unit, entry.decimals) for figure in figures]
    how = "samen" if entry.additive else "gemiddeld, ongewogen,"
    where = count(len(now), "gemeente", "gemeenten")
    return f" In {where} van de provincie {how} {shown[0]}, een jaar eerder {shown[1]}{_change(*figures)}."


def revised_values(both: pd.DataFrame, new: Release) -> Part:
    """Values that changed: how many per measure, and the largest, each against the size of its measure."""
    paired = both[both["value"].notna() & both["old_value"].notna()]
    usual = paired["old_value"].abs().groupby(paired["measure"], observed=True).transform("median")
    base = pd.concat([paired["old_value"].abs(), usual], axis="columns").max(axis="columns")
    rows = paired.assign(size=(paired["value"] - paired["old_value"]).abs() / base.where(base > 0, 1))
    rows = rows[revised(paired) & rows["measure"].isin(list(new.catalog.measure_by_id))]
    if rows.empty:
        return Part("Herziene waarden", [])
    counts = pd.DataFrame(
        {
            "revised": rows.groupby("measure", observed=True).size(),
            "all": paired.groupby("measure", observed=True).size(),
            "periods": rows.groupby("measure", observed=True)["period"].agg(lambda found: sorted(set(found))),
        }
    ).dropna()
    lines = [
        f"- {entries(new.catalog)[row['measure']].label}: {number(row['revised'])} van {number(row['all'])} "
        f"waarden herzien ({number(100 * row['revised'] / row['all'], 1)}{NBSP}%), in {span(row['periods'])}."
        for row in records(counts.sort_values("revised", ascending=False, kind="stable").reset_index())
    ]
    ordered = rows.sort_values(["size", *KEY], ascending=[False, *(True for _ in KEY)])
    largest = ordered.groupby("measure", observed=True).head(SHOWN_OF_A_MEASURE).head(SHOWN)
    lines += ["", "De grootste:", "", *(_revision(row, new) for row in records(largest))]
    percent = 100 * len(rows) / len(paired)
    shown = "minder dan 0,1" if percent < 0.1 else number(percent, 1)
    share = f"{count(len(rows), 'herziene waarde', 'herziene waarden')} ({shown}{NBSP}%)"
    return Part("Herziene waarden", lines, "Meldt de uitgever de herzieningen? Zo niet, vraag ernaar.", share)


def _revision(row: Mapping[str, Any], new: Release) -> str:
    return f"{_cell(row, new)}: {_arrow(row['measure'], row['old_value'], row['value'], new)}"


def jump_lines(both: pd.DataFrame | None, new: Release) -> Part:
    """Changes in what is new or revised far beyond what the series usually does; None: in the latest."""
    fresh = None
    if both is not None:
        changed = both["value"].notna() & (both["old_value"].isna() | revised(both))
        fresh = pd.MultiIndex.from_frame(both.loc[changed, KEY].astype("str"))
    found = jumps(new, fresh)
    lines = [
        f"{_cell(row, new)}: {_arrow(row['measure'], row['before'], row['value'], new)}; "
        f"gewoonlijk verandert deze reeks met {_amount(row['measure'], row['usual'], new)}"
        for row in records(found.groupby("measure").head(SHOWN_OF_A_MEASURE).head(SHOWN))
    ]
    if len(found) > len(lines):
        lines.append(f"- … en nog {number(len(found) - len(lines))}.")
    return Part(
        "Sprongen",
        lines,
        "Zoek voor elke sprong een verklaring: een fout in het bestand, een breuk (zet die in de catalogus) "
        "of de werkelijkheid (zet ze in de noten).",
        count(len(found), "sprong", "sprongen"),
    )


def areas_gained_and_lost(both: pd.DataFrame, new: Release) -> Part:
    """Areas with a value in one of the releases only, in periods that a measure has in both."""
    valued = both.assign(before=both["old_value"].notna(), after=both["value"].notna())
    periods = valued.groupby(["measure", "period"], observed=True)[["before", "after"]]
    changed = valued[periods.transform("any").all(axis="columns") & (valued["before"] != valued["after"])]
    lines, lost_any = [], False
    for measure, rows in changed.groupby("measure", observed=True):
        label = entries(new.catalog)[str(measure)].label
        gained, lost = rows[rows["after"]], rows[rows["before"]]
        if len(gained):
            lines.append(f"- {label}: nu ook een cijfer voor {_where(gained, new)}.")
        if len(lost):
            lost_any = True
            lines.append(f"- {label}: geen cijfer meer voor {_where(lost, new)}.")
    to_do = (
        "Zijn de verdwenen cijfers vertrouwelijk geworden, of is een bestand onvolledig?" if lost_any else ""
    )
    return Part(
        "Gebieden", lines, to_do, count(len(lines), "maat met andere gebieden", "maten met andere gebieden")
    )


def _where(rows: pd.DataFrame, new: Release) -> str:
    codes = [str(code) for code in rows["area"].unique()]
    return f"{area_names(codes, new)} ({span(sorted(set(rows['period'])))})"


def _cell(row: Mapping[str, Any], new: Release) -> str:
    series = series_name(row["measure"], row["category"], new)
    return f"- {series}, {area_name(row['area'], new)}, {row['period']}"


def _arrow(measure: str, old: float, now: float, new: Release) -> str:
    return f"{_amount(measure, old, new)} → {_amount(measure, now, new)}{_change(now, old)}"


def _amount(measure: str, amount: float, new: Release) -> str:
    entry = new.catalog.measure_by_id[measure]
    return value(amount, entry.unit, entry.decimals)


def _change(now: float, then: float) -> str:
    """The relative change in brackets; none from zero."""
    if not then:
        return ""
    percent = 100 * (now - then) / abs(then)
    sign = "+" if percent >= 0 else MINUS
    return f" ({sign}{number(abs(percent), 1)}{NBSP}%)"
