"""Areas beside each other: which, and what their key figures and ranks say in a sentence."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from functools import lru_cache

import pandas as pd

from streekmonitor import formats
from streekmonitor.analysis import phrases
from streekmonitor.analysis.groups import comparator
from streekmonitor.analysis.relation import heat_map
from streekmonitor.analysis.summary import Asked, summary
from streekmonitor.analysis.tables import Tables
from streekmonitor.analysis.text import period_phrase
from streekmonitor.analysis.trend import Derived, index_series
from streekmonitor.area_records import Region
from streekmonitor.areas import PROVINCE
from streekmonitor.catalog import Catalog, Indicator
from streekmonitor.view import MAX_COMPARED, OWN, View, own_region

FAR = 0.5
MOST_TOLD = 3
Names = Callable[[str], str]


def compared(tables: Tables, view: View) -> dict[str, str | Region]:
    """At most ten areas to compare, by the code they were chosen by: a municipality's code or a region.

    Those of the view; without any the regions of its set, the selected municipalities, and its comparators.
    What stands for nothing, or for an area that is there already, is left out.
    """
    regions = {region.id: region for region in view.regions(tables.release.areas)}
    codes = view.compared or (*regions, *view.selected, *view.comparators)
    found: dict[str, str | Region] = {}
    there: set[str] = set()
    for code in codes:
        area = _area(tables, view, regions, code)
        name = area.id if isinstance(area, Region) else area
        if area is not None and name is not None and name not in there:
            there.add(name)
            found[code] = area
    return dict(list(found.items())[:MAX_COMPARED])


def _area(tables: Tables, view: View, regions: Mapping[str, Region], code: str) -> str | Region | None:
    if code in regions:
        return regions[code]
    if code == OWN:
        return own_region(view.own_members, view.own_name) if view.own_members else None
    return code if tables.release.areas.is_municipality(code) else comparator(tables, view, code)


def second_choice(tables: Tables, first: Indicator, set_id: str) -> Indicator:
    """An indicator to set against the first when none was chosen.

    A key figure of another working group that is no count and has its last figure nearest in time.
    """
    catalog = tables.release.catalog
    others = [entry for entry in catalog.indicators if entry.id != first.id and not entry.neutral_hue]
    fitting = [entry for entry in others if entry.key_figure and not entry.is_count]
    elsewhere = [entry for entry in fitting if entry.theme != first.theme]
    wanted = _last_year(tables, first, set_id)
    nearest = sorted(elsewhere, key=lambda entry: abs(_last_year(tables, entry, set_id) - wanted))
    return next(iter([*nearest, *fitting, *others]), first)


def _last_year(tables: Tables, indicator: Indicator, set_id: str) -> int:
    period = tables.latest(indicator.id, set_id)
    return formats.year_of(period) if period else 0


def key_figures(
    tables: Tables, areas: Sequence[str | Region], indicators: tuple[str, ...], set_id: str
) -> pd.DataFrame:
    """The heat map of these areas, see `relation.heat_map`, in their order.

    Made of what is kept per release for all municipalities and per region: it takes a tenth of a second.
    """
    municipal = _of_municipalities(tables, indicators, set_id)
    found = [
        _of_region(tables, area, indicators, set_id)
        if isinstance(area, Region)
        else municipal[municipal["area"] == area]
        for area in areas
    ]
    return pd.concat(found, ignore_index=True) if found else municipal.iloc[:0]


@lru_cache(maxsize=20)
def _of_municipalities(tables: Tables, indicators: tuple[str, ...], set_id: str) -> pd.DataFrame:
    areas = tables.release.areas
    codes = [code for nis in areas.within(PROVINCE) for code in (nis, *areas.former(nis))]
    return heat_map(tables, codes, indicators, set_id)


@lru_cache(maxsize=200)
def _of_region(tables: Tables, region: Region, indicators: tuple[str, ...], set_id: str) -> pd.DataFrame:
    return heat_map(tables, [region], indicators, set_id)


@lru_cache(maxsize=500)
def paragraph(tables: Tables, asked: Asked) -> str:
    """The summary of areas, kept: the tests of its trends take time."""
    return summary(tables, asked)


def common_base(rows: Mapping[str, pd.DataFrame], wanted: str | None) -> str:
    """The period that an index starts from: the wanted one, else the first that all have; "" without."""
    known = [set(frame.loc[frame["value"].notna(), "period"]) for frame in rows.values()]
    shared = sorted(set.intersection(*known)) if known else []
    return wanted if wanted is not None and wanted in shared else str(next(iter(shared), ""))


def as_index(
    catalog: Catalog, indicator: Indicator, rows: Mapping[str, pd.DataFrame], base: str
) -> dict[str, Derived]:
    """Each series as an index with this base."""
    return {code: index_series(catalog, indicator, frame, base) for code, frame in rows.items()}


def heat_sentence(rows: pd.DataFrame, phrase: Names) -> str:
    """On how many key figures the first areas clearly do better or worse; `rows` as of `heat_map`.

    Clearly is at least half a standard deviation from the mean of the municipalities.
    """
    judged = rows[rows["judgement"] != ""]
    clear = judged[judged["position"].abs() >= FAR]
    told: list[str] = []
    for code in list(dict.fromkeys(rows["area"])):
        number = int((judged["area"] == code).sum())
        here = clear.loc[clear["area"] == code, "judgement"]
        better, worse = int((here == "better").sum()), int((here == "worse").sum())
        words = (" duidelijk gunstiger", " duidelijk ongunstiger") if not told else ("", "")
        if number and len(told) < MOST_TOLD:
            counts = f"{better or 'geen'}{words[0]} en {worse or 'geen'}{words[1]}"
            if not better and not worse:
                counts = "geen duidelijk gunstiger of ongunstiger" if words[0] else "geen van beide"
            told.append(f"in {phrase(code)} {counts} (van {number})")
    if not told:
        return "Voor deze gebieden zijn er geen kerncijfers met een oordeel."
    return (
        "Van de kerncijfers met een oordeel zijn er, tegenover het gemiddelde van de gemeenten van de "
        f"provincie, {formats.listing(told)}."
    )


def rank_sentence(
    catalog: Catalog, indicator: Indicator, ranks: pd.DataFrame, codes: Sequence[str], name: Names
) -> str:
    """From which place to which the first of these municipalities went; `ranks` as of `rank_over_time`."""
    reference = catalog.main_measure(indicator).reference
    told = []
    for code in [code for code in codes if (ranks["area"] == code).any()][:MOST_TOLD]:
        here = ranks[ranks["area"] == code].sort_values("period")
        first, last = here.iloc[0], here.iloc[-1]
        end = f"{formats.ordinal(int(last['rank']))} van {int(last['ranked'])} gemeenten"
        then, now = (period_phrase(catalog, indicator, str(row["period"])) for row in (first, last))
        if len(here) == 1 or first["rank"] == last["rank"]:
            same = "" if len(here) == 1 else f", net als {then}"
            told.append(f"{name(code)} is {now} de {end}{same}.")
        else:
            start = formats.ordinal(int(first["rank"]))
            span = phrases.span(str(first["period"]), str(last["period"]), reference)
            told.append(f"{name(code)} ging {span} van de {start} naar de {end}.")
    high = "De eerste plaats is de hoogste waarde."
    return " ".join([*told, high]) if told else ""


def highest(tables: Tables, indicator_id: str, set_id: str, number: int) -> list[str]:
    """The municipalities with the highest values in the last period."""
    period = tables.latest(indicator_id, set_id)
    if period is None:
        return []
    shown = tables.shown(indicator_id, period, set_id).dropna(subset=["value"])
    return [str(code) for code in shown.sort_values(["rank", "area"])["area"][:number]]


def toggled(view: View, code: str) -> View:
    """A click on a municipality: in or out of the compared areas where there are, else of the selection."""
    if not view.compared:
        return view.toggled(code)
    left = tuple(other for other in view.compared if other != code)
    added = left if code in view.compared else (*left, code)[-MAX_COMPARED:]
    return replace(view, compared=added)
