"""Two indicators against each other, areas against many indicators, and ranks through time.

A correlation is computed over municipalities only: a region is made of them and would count them twice. Its
strength is named after Cohen (Statistical Power Analysis, 1988): from 0,1 weak, from 0,3 moderate, from 0,5
strong.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import product

import numpy as np
import pandas as pd

from streekmonitor import formats
from streekmonitor.analysis import phrases
from streekmonitor.analysis.compare import verdict
from streekmonitor.analysis.tables import Tables
from streekmonitor.analysis.traits import is_survey
from streekmonitor.area_records import Region
from streekmonitor.areas import PROVINCE
from streekmonitor.catalog import Indicator
from streekmonitor.forms import Quantity, Ratio
from streekmonitor.view import DEFAULT_SET

FEWEST_AREAS = 10
STRENGTHS = ((0.5, "sterke"), (0.3, "matige"), (0.1, "zwakke"))
CLEAR = 0.3
CAUTION = (
    "Een samenhang is geen oorzaak: iets anders kan beide verklaren, en wat voor gemeenten geldt, "
    "geldt daarom nog niet voor hun inwoners."
)


@dataclass(frozen=True)
class Relation:
    """Two indicators for a set of areas.

    `rows`: area, x, y, x_status, y_status, counted (whether the area takes part in the correlation), in the
    order asked; areas that lack one of the two are left out. `x_period` and `y_period` are None when an
    indicator has no figures. `pearson` and `spearman` are None when refused, and `reason` (Dutch) says why.
    `sentence` states the correlation or the refusal, `caution` what must not be read into it, with the
    mismatch of the periods where there is one.
    """

    rows: pd.DataFrame
    x_period: str | None
    y_period: str | None
    n: int
    pearson: float | None
    spearman: float | None
    reason: str
    sentence: str
    caution: str

    @property
    def same_year(self) -> bool:
        """Whether both figures are of the same year."""
        if self.x_period is None or self.y_period is None:
            return False
        return formats.year_of(self.x_period) == formats.year_of(self.y_period)


def relation(
    tables: Tables,
    x_id: str,
    y_id: str,
    chosen: Sequence[str | Region],
    *,
    set_id: str = DEFAULT_SET,
    period: str | None = None,
) -> Relation:
    """Two indicators for areas: codes of municipalities and higher areas, ids of regions, own regions.

    The periods are the two nearest to each other and, of those, to `period`; without it the latest ones that
    are no projection.
    """
    catalog = tables.release.catalog
    x, y = catalog.indicator_by_id[x_id], catalog.indicator_by_id[y_id]
    periods = _periods(tables, (x_id, y_id), set_id, period)
    if periods is None:
        return _refused(_empty(), None, "Een van beide indicatoren heeft geen cijfers.")
    rows = _aligned(tables, (x_id, y_id), chosen, periods, set_id)
    counted = rows[rows["counted"]]
    reason = _refusal(x, y, counted)
    if reason:
        return _refused(rows, periods, reason)
    pearson = correlation(counted["x"], counted["y"])
    spearman = correlation(counted["x"].rank(), counted["y"].rank())
    return Relation(
        rows, *periods, len(counted), pearson, spearman, "",
        _sentence(x, y, len(counted), pearson, spearman), _caution(tables, x, y, periods),
    )  # fmt: skip


def correlation(x: pd.Series, y: pd.Series) -> float:
    """Pearson's coefficient; of ranks it is Spearman's, ties sharing their mean rank."""
    across, up = x - x.mean(), y - y.mean()
    return float((across * up).sum() / np.sqrt((across**2).sum() * (up**2).sum()))


def _periods(tables: Tables, ids: tuple[str, str], set_id: str, wanted: str | None) -> tuple[str, str] | None:
    """A period of each indicator: as near to each other as can be, then as near to the one that is wanted."""
    choices = [tables.periods(name, set_id) for name in ids]
    if wanted is None:
        lasts = [tables.latest(name, set_id) or "" for name in ids]
        choices = [
            [period for period in names if period <= last] for names, last in zip(choices, lasts, strict=True)
        ]
    if not all(choices):
        return None
    aim = formats.year_of(wanted) if wanted else max(formats.year_of(names[-1]) for names in choices)

    def cost(pair: tuple[str, str]) -> tuple[int, int]:
        years = [formats.year_of(name) for name in pair]
        return abs(years[0] - years[1]), sum(abs(year - aim) for year in years)

    # Of equally good ones the last: the latest quarter of the year.
    pairs = [(one, other) for one, other in product(*choices)]
    best = min(map(cost, pairs))
    exact = [pair for pair in pairs if cost(pair) == best]
    return next((pair for pair in exact if wanted in pair), exact[-1])


def _aligned(
    tables: Tables,
    ids: tuple[str, str],
    chosen: Sequence[str | Region],
    periods: tuple[str, str],
    set_id: str,
) -> pd.DataFrame:
    columns = []
    for name, period, axis in zip(ids, periods, ("x", "y"), strict=True):
        every = _of_period(tables, name, period, chosen, set_id)
        every = every[every["value"].notna()]
        columns.append(every.rename(columns={"value": axis, "status": f"{axis}_status"}))
    rows = pd.concat(columns, axis="columns", join="inner")
    kept = [code for code in dict.fromkeys(_codes(chosen)) if code in rows.index]
    rows = rows.loc[kept].rename_axis("area").reset_index()
    return rows.assign(counted=[tables.release.areas.is_municipality(code) for code in rows["area"]])


def _codes(chosen: Sequence[str | Region]) -> list[str]:
    return [entry.id if isinstance(entry, Region) else entry for entry in chosen]


def _of_period(
    tables: Tables, name: str, period: str, chosen: Sequence[str | Region], set_id: str
) -> pd.DataFrame:
    """Value and status of every area, and of the regions among the chosen, in one period; by area."""
    known = tables.release.areas.regions
    regions = {region.id: region for region in chosen if isinstance(region, Region)}
    regions |= {entry: known[entry] for entry in chosen if isinstance(entry, str) and entry in known}
    rows = tables.values(name, set_id).rows
    rows = rows.loc[rows["period"] == period, ["area", "value", "status"]]
    own = [tables.region_rows(name, region).assign(area=code) for code, region in regions.items()]
    here = [frame.loc[frame["period"] == period, ["area", "value", "status"]] for frame in own]
    return pd.concat([rows, *here]).set_index("area")


def _refusal(x: Indicator, y: Indicator, counted: pd.DataFrame) -> str:
    """Why there is no correlation; "" when there is one."""
    if x.id == y.id:
        return "Een cijfer hangt altijd volledig met zichzelf samen; kies twee verschillende indicatoren."
    counts = [f"“{entry.short_label}”" for entry in (x, y) if entry.is_count]
    if counts:
        are = "zijn aantallen" if len(counts) > 1 else "is een aantal"
        return (
            f"{formats.listing(counts)} {are}: grote gemeenten hebben van alles meer, en daarom hangt een "
            "aantal met bijna alles samen. Kies een aandeel of een cijfer per inwoner."
        )
    if len(counted) < FEWEST_AREAS:
        have = "heeft" if len(counted) == 1 else "hebben"
        return (
            f"{formats.sentence(phrases.in_municipalities(len(counted)))} {have} beide cijfers; voor een "
            f"samenhang zijn er minstens {FEWEST_AREAS} nodig."
        )
    if (counted[["x", "y"]].max() == counted[["x", "y"]].min()).any():
        return "Een van beide cijfers is overal hetzelfde."
    return ""


def _refused(rows: pd.DataFrame, periods: tuple[str, str] | None, reason: str) -> Relation:
    counted = int(rows["counted"].sum())
    x_period, y_period = periods or (None, None)
    sentence = f"Geen samenhang berekend. {reason}"
    return Relation(rows, x_period, y_period, counted, None, None, reason, sentence, "")


def _empty() -> pd.DataFrame:
    return pd.DataFrame({"area": [], "x": [], "y": [], "x_status": [], "y_status": [], "counted": []})


def _sentence(x: Indicator, y: Indicator, n: int, pearson: float, spearman: float) -> str:
    strength = next((word for least, word in STRENGTHS if round(abs(pearson), 2) >= least), "")
    numbers = (
        f"Pearson r = {formats.number(pearson, 2)}, Spearman rho = {formats.number(spearman, 2)}, "
        f"{phrases.in_municipalities(n)}"
    )
    labels = f"“{x.short_label}” en “{y.short_label}”"
    if not strength:
        return f"Tussen {labels} is er nagenoeg geen lineaire samenhang ({numbers})."
    sign, tends = ("positieve", "hoger") if pearson > 0 else ("negatieve", "lager")
    said = f"Tussen {labels} is er een {strength} {sign} samenhang ({numbers})"
    if round(abs(pearson), 2) < CLEAR:
        return f"{said}."
    return f"{said}: waar het eerste hoger is, is het tweede doorgaans {tends}."


def _caution(tables: Tables, x: Indicator, y: Indicator, periods: tuple[str, str]) -> str:
    said = [CAUTION]
    if formats.year_of(periods[0]) != formats.year_of(periods[1]):
        when = [
            f"“{entry.short_label}” is van {formats.period(period)}"
            for entry, period in zip((x, y), periods, strict=True)
        ]
        said.append(f"De cijfers zijn niet van hetzelfde jaar: {formats.listing(when)}.")
    shared = _denominators(x) & _denominators(y)
    if shared:
        label = tables.release.catalog.measure_by_id[min(shared)].label
        said.append(f"Beide zijn gedeeld door hetzelfde (“{label}”), wat alleen al een samenhang kan geven.")
    surveys = [f"“{entry.short_label}”" for entry in (x, y) if is_survey(tables.release.catalog, entry)]
    if surveys:
        come = "komen" if len(surveys) > 1 else "komt"
        said.append(f"{formats.listing(surveys)} {come} uit een enquête met een foutenmarge.")
    return " ".join(said)


def _denominators(indicator: Indicator) -> set[str]:
    form = indicator.form
    parts: list[Quantity] = [form.denominator] if isinstance(form, Ratio) else []
    return {part.measure for part in parts}


def heat_map(
    tables: Tables, chosen: Sequence[str | Region], indicators: Sequence[str], set_id: str = DEFAULT_SET
) -> pd.DataFrame:
    """Areas (own regions too) by indicators, each indicator in its last period that is no projection.

    Columns: area, indicator, period, value, status, position (distance from the mean of the province's
    municipalities, in their standard deviations; NaN for a count, whose size says nothing), judgement
    ("better", "worse" or "" by the indicator's polarity), rank and ranked (rank among how many municipalities
    of the province; NaN and 0 for a region or a survey); one row per area and indicator, in the order asked.
    """
    frames = [_heat_row(tables, name, chosen, set_id) for name in indicators]
    rows = pd.concat([frame for frame in frames if len(frame)] or [_no_heat()], ignore_index=True)
    order = {code: place for place, code in enumerate(_codes(chosen))}
    return rows.sort_values("area", key=lambda areas: areas.map(order), kind="stable", ignore_index=True)


def _heat_row(tables: Tables, name: str, chosen: Sequence[str | Region], set_id: str) -> pd.DataFrame:
    catalog, areas = tables.release.catalog, tables.release.areas
    indicator = catalog.indicator_by_id[name]
    period = tables.latest(name, set_id)
    if period is None:
        return _no_heat()
    every, codes = _of_period(tables, name, period, chosen, set_id), _codes(chosen)
    inside = every["value"].reindex(list(areas.within(PROVINCE)))
    spread = float(inside.std(ddof=0))
    survey = is_survey(catalog, indicator)
    here = every.reindex(codes)
    position = (here["value"] - inside.mean()) / (spread if spread > 0 and not indicator.is_count else np.nan)
    shown = tables.shown(name, period, set_id).set_index("area")
    rank = shown["rank"].reindex(codes) * (np.nan if survey else 1.0)
    return pd.DataFrame(
        {
            "area": codes,
            "indicator": name,
            "period": period,
            "value": here["value"].to_numpy(),
            "status": here["status"].astype(object).fillna("missing").to_numpy(),
            "position": position.to_numpy(),
            "judgement": ["" if survey else verdict(indicator, place) for place in position],
            "rank": rank.to_numpy(),
            "ranked": np.where(rank.isna(), 0, int(shown["value"].notna().sum())),
        }
    )


def _no_heat() -> pd.DataFrame:
    names = ["area", "indicator", "period", "value", "status", "position", "judgement", "rank", "ranked"]
    return pd.DataFrame(columns=names)


def rank_over_time(
    tables: Tables, indicator_id: str, codes: Sequence[str], set_id: str = DEFAULT_SET
) -> pd.DataFrame:
    """The rank of municipalities in each period with figures: columns area, period, value, rank, ranked.

    `rank` counts from the highest, `ranked` is how many municipalities have a value. Empty for a survey,
    whose differences may be chance. After a merger that can't be added, the former municipalities are ranked.
    """
    catalog = tables.release.catalog
    frames = [pd.DataFrame(columns=["area", "period", "value", "rank", "ranked"])]
    if not is_survey(catalog, catalog.indicator_by_id[indicator_id]):
        for period in tables.periods(indicator_id, set_id):
            shown = tables.shown(indicator_id, period, set_id)
            known = shown[shown["value"].notna()].assign(
                period=period, ranked=int(shown["value"].notna().sum())
            )
            frames.append(known.loc[known["area"].isin(list(codes)), list(frames[0].columns)])
    filled = [frame for frame in frames if len(frame)]
    return pd.concat(filled, ignore_index=True) if filled else frames[0]


def province(tables: Tables) -> list[str]:
    """The municipalities of the province in force: the usual set of areas for a scatter."""
    return list(tables.release.areas.within(PROVINCE))
