"""Sentences in Dutch made from the figures: the answer above a figure, and its text alternative."""

from collections.abc import Sequence

import pandas as pd

from streekmonitor import formats
from streekmonitor.areas import Areas
from streekmonitor.catalog import Catalog, Indicator

NamedValue = tuple[str, float | None]


def period_phrase(catalog: Catalog, indicator: Indicator, period: str) -> str:
    """When, with its preposition: "in 2024", "op 1 januari 2025", "in het 3de kwartaal 2025"."""
    reference = catalog.main_measure(indicator).reference
    return when(formats.period(period, reference))


def when(words: str) -> str:
    """A period in words with its preposition before it."""
    if "kwartaal" in words or "schooljaar" in words:
        return f"in het {words}"
    is_day = words[0].isdigit() and " " in words
    return f"op {words}" if is_day else f"in {words}"


def answer(
    catalog: Catalog,
    indicator: Indicator,
    period: str,
    regions: Sequence[NamedValue],
    comparators: Sequence[NamedValue],
) -> str:
    """The level of the regions, and of those they are compared with, in one sentence.

    `regions` and `comparators` are (name as in a running sentence, value); who has no value is left out.
    """
    when = period_phrase(catalog, indicator, period)
    known = [_of(indicator, name, value) for name, value in regions if pd.notna(value)]
    if not known:
        return f"{indicator.label} {when}: voor deze regio’s is er geen cijfer."
    text = f"{indicator.label} {when}: {formats.listing(known)}"
    others = [_of(indicator, name, value) for name, value in comparators if pd.notna(value)]
    return f"{text}, tegenover {formats.listing(others)}." if others else f"{text}."


def extremes(indicator: Indicator, shown: pd.DataFrame, areas: Areas) -> str:
    """Where the value is highest and lowest; `shown` has the columns area, value."""
    rows = shown.dropna(subset=["value"]).sort_values(["value", "area"])
    if len(rows) < 2:
        return ""
    low, high = rows.iloc[0], rows.iloc[-1]
    return (
        f"Het hoogst in {areas.name(high['area'])} ({_value(indicator, high['value'])}), "
        f"het laagst in {areas.name(low['area'])} ({_value(indicator, low['value'])})."
    )


def standing(
    indicator: Indicator, shown: pd.DataFrame, area: str, areas: Areas, *, ranked: bool = True
) -> str:
    """A municipality's value and rank: "Leuven: 7,8 %, 2de hoogste van 63 gemeenten."."""
    rows = shown[shown["area"] == area]
    if rows.empty or pd.isna(rows["value"].iloc[0]):
        return (
            f"{areas.name(area)}: {formats.STATUS_WORDS[rows['status'].iloc[0] if len(rows) else 'missing']}."
        )
    text = f"{areas.name(area)}: {_value(indicator, rows['value'].iloc[0])}"
    return f"{text}, {place(shown, area)}." if ranked else f"{text}."


def place(shown: pd.DataFrame, area: str) -> str:
    """A municipality's rank in words, from the nearer end; empty without a value.

    "het hoogst van 63 gemeenten", "2de hoogste van 63 gemeenten", "3de laagste van 63 gemeenten".
    """
    rows = shown[(shown["area"] == area) & shown["value"].notna()]
    if rows.empty:
        return ""
    count = int(shown["value"].notna().sum())
    above, below = int(rows["rank"].iloc[0]), int((shown["value"] < rows["value"].iloc[0]).sum()) + 1
    rank, end = (above, "hoogst") if above <= below else (below, "laagst")
    order = f"het {end}" if rank == 1 else f"{formats.ordinal(rank)} {end}e"
    return f"{order} van {count} gemeenten"


def _of(indicator: Indicator, name: str, value: float | None) -> str:
    return f"{_value(indicator, value)} in {name}"


def unit_is_told(indicator: Indicator) -> bool:
    """Whether the label already names the unit: "Inwoners", so that each value need not repeat it."""
    label, unit = indicator.label.lower(), indicator.unit.lower()
    return unit in label or (unit.startswith("index") and "index" in label)


def _value(indicator: Indicator, value: float | None) -> str:
    if unit_is_told(indicator):
        return formats.number(value, indicator.decimals)
    return formats.value(value, indicator.unit, indicator.decimals)
