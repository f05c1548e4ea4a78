"""Parts of the change report about flows, places, and the status of figures that stayed the same."""

from collections.abc import Sequence

import pandas as pd

from etl.change_words import Part, count, entries, span
from etl.check import records
from etl.parsed import FLOW_KEY, PLACE_COLUMNS, PLACE_KEY
from etl.side_by_side import revised
from streekmonitor.formats import STATUS_WORDS, listing
from streekmonitor.release import WITHOUT_VALUE, Release


def statuses_changed(both: pd.DataFrame, new: Release) -> Part:
    """Figures that are the same number, or still none, under another status."""
    there = both["status"].notna() & both["old_status"].notna() & (both["status"] != both["old_status"])
    without = both["status"].isin(WITHOUT_VALUE) & both["old_status"].isin(WITHOUT_VALUE)
    valued = both["value"].notna() & both["old_value"].notna()
    rows = both[there & (without | (valued & ~revised(both)))]
    key = ["measure", "old_status", "status"]
    lines = [
        f"- {entries(new.catalog)[str(row['measure'])].label}: {count(row['rows'], 'cijfer', 'cijfers')} van "
        f"{STATUS_WORDS[row['old_status']]} naar {STATUS_WORDS[row['status']]}, in {span(row['periods'])}."
        for row in records(
            rows.groupby(key, observed=True)["period"]
            .agg(rows="size", periods=lambda found: sorted(set(found)))
            .reset_index()
        )
        if str(row["measure"]) in entries(new.catalog)
    ]
    to_do = "Zegt de uitgever zelf dat deze cijfers een andere status hebben?" if lines else ""
    return Part("Andere status", lines, to_do, "cijfers met een andere status")


def flows_changed(old: Release, new: Release) -> Part:
    """Per flow how many rows are new, gone or another number."""
    lines = [
        f"- {entries(new.catalog)[name].label}: {words}."
        for name, words in _counts(old.flows, new.flows, FLOW_KEY, ["value", "status"]).items()
        if name in entries(new.catalog)
    ]
    to_do = "Vergelijk de totalen van de stromen met de publicatie." if lines else ""
    return Part("Stromen", lines, to_do, "andere stromen")


def places_changed(old: Release, new: Release) -> Part:
    """Per measure of places how many are new, gone, or have another figure, name or location."""
    rest = [name for name in PLACE_COLUMNS if name not in PLACE_KEY]
    lines = [
        f"- {entries(new.catalog)[name].label}: {words}."
        for name, words in _counts(old.places, new.places, PLACE_KEY, rest).items()
        if name in entries(new.catalog)
    ]
    to_do = "Kijk de nieuwe en veranderde plaatsen na op de kaart." if lines else ""
    return Part("Plaatsen op de kaart", lines, to_do, "andere plaatsen op de kaart")


def _counts(old: pd.DataFrame, new: pd.DataFrame, key: Sequence[str], rest: Sequence[str]) -> dict[str, str]:
    """What is different, in words, by measure; nothing for a measure that is the same."""
    columns = [*key, *rest]
    text = {name: "str" for name in columns if not pd.api.types.is_numeric_dtype(new[name])}
    former, latter = (table[columns].astype(text) for table in (old, new))
    both = former.merge(latter, on=list(key), how="outer", suffixes=("_old", ""), indicator="side")
    sides = both["side"].astype("str")
    same = pd.Series(data=True, index=both.index)
    for name in rest:
        was, now = both[f"{name}_old"], both[name]
        same &= (was == now) | (was.isna() & now.isna())
    kinds = (
        sides.map({"left_only": "gone", "right_only": "new"}).fillna("other").where((sides != "both") | ~same)
    )
    words = {"new": "nieuw", "gone": "verdwenen", "other": "veranderd"}
    found: dict[str, str] = {}
    for measure, group in kinds.dropna().groupby(both["measure"]):
        amounts = group.value_counts()
        found[str(measure)] = listing(
            [
                f"{count(int(amounts[kind]), 'rij', 'rijen')} {word}"
                for kind, word in words.items()
                if kind in amounts
            ]
        )
    return found
