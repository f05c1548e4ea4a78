"""Does a series rise or fall? A test, its verdict in words, and series derived from another.

The test is that of Mann (1945, Econometrica 13, 245-259) and Kendall (Rank Correlation Methods, 1975): S
counts the pairs of figures that rise minus those that fall. It supposes no straight line and no margin per
figure. Without a trend every order of the same figures is as likely, so the distribution of S follows from
counting orders; we count them exactly, ties included, by the generating function of the inversions of a
multiset (the Gaussian multinomial coefficient: MacMahon, Combinatory Analysis, 1916). Hence no approximation
for short series, whatever their ties. Two-sided, at 5 %.

Which figures count: observed and provisional ones, never estimates and projections; only since the last
break in the series; of quarters and months only the one that is also the last (a season is no trend: Hirsch,
Slack and Smith, 1982, Water Resources Research 18, 107-121); of those the last ten at most, five at least. A
survey has no test, its margin is unknown; nor has a change over several years, whose windows overlap. Yearly
figures that depend on those of the year before make the test judge a little too readily.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from typing import Literal

import numpy as np
import pandas as pd

from streekmonitor import formats
from streekmonitor.analysis import phrases
from streekmonitor.analysis.aggregate import is_small
from streekmonitor.analysis.quantities import basis_of, differently_made, worst_of
from streekmonitor.analysis.traits import TRUSTED, break_between, breaks_of, is_survey
from streekmonitor.catalog import Catalog, Indicator
from streekmonitor.forms import Change

FEWEST_POINTS, MOST_POINTS = 5, 10
SIGNIFICANCE = 0.05
# Figures nearer to each other than this share of the largest are equal: they differ by computation only.
NOISE_DIGITS = 9
METHOD = (
    "De trend is getoetst met de toets van Mann-Kendall (exact, tweezijdig, 5 %): ze telt hoe vaak een later "
    "cijfer hoger of lager is dan een vroeger. Vastgestelde en voorlopige cijfers tellen, ramingen en "
    f"vooruitzichten niet; hoogstens de laatste {MOST_POINTS}, sinds de laatste breuk in de reeks, en van "
    f"kwartalen en maanden telkens dezelfde. Met minder dan {FEWEST_POINTS} cijfers is er geen oordeel, en "
    "ook niet voor een enquête of voor een verandering over meer jaren. Een trend voorspelt niets."
)
MIXED = "Cijfers die anders dan dat van de basis zijn gemaakt (berekend of gepubliceerd), zijn weggelaten."
WORDS = {
    "rising": "stijgende trend",
    "falling": "dalende trend",
    "none": "geen duidelijke trend",
    "undetermined": "trend niet te bepalen",
}

Direction = Literal["rising", "falling", "none", "undetermined"]


@dataclass(frozen=True)
class Trend:
    """The verdict on a series: `periods` are those that counted, `n` their number.

    `p_value` is None when undetermined, and `reason` (Dutch) then says why. `sentence` tells it all.
    """

    direction: Direction
    p_value: float | None
    n: int
    periods: tuple[str, ...]
    sentence: str
    reason: str = ""

    @property
    def words(self) -> str:
        """The verdict in two or three words: "stijgende trend"."""
        return WORDS[self.direction]


@dataclass(frozen=True)
class Derived:
    """A series made from another: `rows` has the columns period, value, status and is empty when refused.

    `reason` (Dutch) says why it was refused, or which figures were left out.
    """

    rows: pd.DataFrame
    unit: str
    decimals: int
    reason: str = ""


def trend(catalog: Catalog, indicator: Indicator, rows: pd.DataFrame) -> Trend:
    """Test the series of one area; `rows` has the columns period, value, status, one row per period."""
    points = trend_points(catalog, indicator, rows)
    periods = tuple(str(period) for period in points["period"])
    reason = _no_test(catalog, indicator, points)
    if reason:
        sentence = f"Trend niet te bepalen: {reason}."
        return Trend("undetermined", None, len(points), periods, sentence, formats.sentence(f"{reason}."))
    score, p_value = mann_kendall(points["value"].to_list())
    clear = p_value <= SIGNIFICANCE
    direction: Direction = "none" if not clear else "rising" if score > 0 else "falling"
    sentence = _sentence(catalog, indicator, points, direction, p_value)
    return Trend(direction, p_value, len(points), periods, sentence)


def trend_points(catalog: Catalog, indicator: Indicator, rows: pd.DataFrame) -> pd.DataFrame:
    """The figures that count for the test, oldest first (see the rules above).

    Of a region only those made as the last one is: computed, or the publisher's own.
    """
    points = rows[rows["value"].notna() & rows["status"].isin(TRUSTED)].sort_values("period")
    if points.empty:
        return points
    last = str(points["period"].iloc[-1])
    points = points[~differently_made(basis_of(points), _everywhere(points, basis_of(points).iloc[-1]))]
    points = points[[str(period)[4:] == last[4:] for period in points["period"]]]
    starts = [entry.period for entry in breaks_of(catalog, indicator) if entry.period <= last]
    if starts:
        points = points[points["period"] >= starts[-1]]
    return points.tail(MOST_POINTS)


def mann_kendall(values: Sequence[float]) -> tuple[int, float]:
    """S (rising pairs minus falling pairs) and its exact two-sided p-value, of values in order of time."""
    sample = np.asarray(values, dtype=float)
    largest = float(np.abs(sample).max(initial=0.0))
    sample = np.round(sample / largest, NOISE_DIGITS) if largest > 0 else sample
    signs = np.sign(sample[np.newaxis, :] - sample[:, np.newaxis])
    score = int(np.triu(signs, 1).sum())
    tied = np.unique(sample, return_counts=True)[1]
    orders = _orders_by_falling_pairs(tuple(int(size) for size in tied))
    pairs = len(orders) - 1
    extreme = sum(count for falling, count in enumerate(orders) if abs(pairs - 2 * falling) >= abs(score))
    return score, extreme / sum(orders)


@cache
def _orders_by_falling_pairs(tied: tuple[int, ...]) -> list[int]:
    """How many orders of a multiset have 0, 1, 2 ... falling pairs; `tied` are the sizes of its ties.

    The product of (1 − q^k) for k = 1..n, divided by the same product for each tie.
    """
    size = sum(tied)
    pairs = (size * (size - 1) - sum(ties * (ties - 1) for ties in tied)) // 2
    orders = [1] + [0] * pairs
    for power in range(1, size + 1):
        for place in range(pairs, power - 1, -1):
            orders[place] -= orders[place - power]
    for power in (step for ties in tied for step in range(1, ties + 1)):
        for place in range(power, pairs + 1):
            orders[place] += orders[place - power]
    return orders


def _no_test(catalog: Catalog, indicator: Indicator, points: pd.DataFrame) -> str:
    """Why there is no test; "" when there is one."""
    if is_survey(catalog, indicator):
        return "dit is een enquête, en haar foutenmarge is niet bekend"
    form = indicator.form
    if isinstance(form, Change) and form.span > 1:
        return f"elk cijfer gaat over {form.span} jaar, zodat opeenvolgende cijfers elkaar overlappen"
    if len(points) >= FEWEST_POINTS:
        return ""
    since = ""
    starts = [entry.period for entry in breaks_of(catalog, indicator)]
    if len(points) and starts and starts[0] <= points["period"].iloc[-1]:
        last = max(start for start in starts if start <= points["period"].iloc[-1])
        since = f" sinds de breuk in de reeks van {formats.period(last)}"
    found = {0: "is geen vastgesteld cijfer", 1: "is maar 1 vastgesteld cijfer"}.get(
        len(points), f"zijn maar {len(points)} vastgestelde cijfers"
    )
    return f"er {found}{since}, en er zijn er minstens {FEWEST_POINTS} nodig"


def _sentence(
    catalog: Catalog, indicator: Indicator, points: pd.DataFrame, direction: Direction, p_value: float
) -> str:
    reference = catalog.main_measure(indicator).reference
    first, last = str(points["period"].iloc[0]), str(points["period"].iloc[-1])
    provisional = int((points["status"] == "provisional").sum())
    details = [f"{len(points)} cijfers"]
    if last[4:]:
        details.append(f"telkens {'hetzelfde kwartaal' if 'Q' in last else 'dezelfde maand'}")
    if provisional:
        details.append(f"waarvan {provisional} voorlopig")
    shown = f"p = {formats.number(p_value, 3)}" if p_value >= 0.001 else "p < 0,001"
    return (
        f"{formats.sentence(WORDS[direction])} {phrases.span(first, last, reference)} "
        f"({', '.join(details)}; toets van Mann-Kendall, {shown})."
    )


def index_series(catalog: Catalog, indicator: Indicator, rows: pd.DataFrame, base: str) -> Derived:
    """The series as an index with `base` = 100; `rows` may have a column denominator.

    Refused where the base period has no value, zero, a negative one, or a small base; what lies across a
    break from the base, or was made in another way, is left out.
    """
    unit = f"index ({formats.period(base)} = 100)"
    here = rows[(rows["period"] == base) & rows["value"].notna()]
    reason = _no_index(indicator, here, formats.period(base))
    if reason:
        return Derived(_derived(rows.iloc[:0], []), unit, 1, reason)
    known, left_out = _same_side(catalog, indicator, rows, base)
    mixed = differently_made(basis_of(known), _everywhere(known, basis_of(here).iloc[0]))
    known, left_out = known[~mixed], " ".join(filter(None, [left_out, MIXED if mixed.any() else ""]))
    first = float(here["value"].iloc[0])
    return Derived(_derived(known, known["value"] / first * 100), unit, 1, left_out)


def change_series(
    catalog: Catalog, indicator: Indicator, rows: pd.DataFrame, years: int = 1, *, relative: bool = False
) -> Derived:
    """The change over so many years, in the unit of differences, or `relative` in per cent.

    None across a break, or between a computed and a published figure. A relative change is refused for
    percentages, which differ in percentage points, and left out where the base is not above zero or is small.
    """
    unit = "%" if relative else formats.difference_unit(indicator.unit)
    decimals = 1 if relative else indicator.decimals
    if relative and indicator.unit == "%":
        reason = "Een percentage verandert in procentpunt, niet in procent."
        return Derived(_derived(rows.iloc[:0], []), unit, decimals, reason)
    known = rows[rows["value"].notna()]
    starts = known.assign(end=[formats.shift_years(str(period), years) for period in known["period"]])
    columns = ["end", "period", "value", "status", *known.columns.intersection(["basis", "denominator"])]
    pairs = known.merge(starts[columns], left_on="period", right_on="end", suffixes=("", "_start"))
    broken = [
        break_between(catalog, indicator, start, end) is not None
        for start, end in zip(pairs["period_start"], pairs["period"], strict=True)
    ]
    unfit = np.array(broken, dtype=bool)
    if "basis" in pairs:
        unfit |= differently_made(pairs["basis_start"], pairs["basis"]).to_numpy()
    if relative:
        unfit |= _unfit_bases(indicator, pairs["value_start"], pairs.get("denominator_start")).to_numpy()
    reason = (
        "Een verandering over een breuk in de reeks, tussen een berekend en een gepubliceerd cijfer, of met "
        "een te kleine basis, is weggelaten."
    )
    kept = pairs[~unfit]
    difference = kept["value"] - kept["value_start"]
    values = difference / kept["value_start"] * 100 if relative else difference
    status = worst_of(kept["status"], kept["status_start"])
    derived = _derived(kept.assign(status=status), values)
    return Derived(derived, unit, decimals, reason if unfit.any() else "")


def difference_series(indicator: Indicator, rows: pd.DataFrame, other: pd.DataFrame) -> Derived:
    """How far the series lies above that of a comparator, in the periods in which both have a value."""
    unit = formats.difference_unit(indicator.unit)
    if indicator.is_count:
        reason = "Een aantal hangt af van de omvang van het gebied; een verschil in aantal zegt daarom niets."
        return Derived(_derived(rows.iloc[:0], []), unit, indicator.decimals, reason)
    known = [frame[frame["value"].notna()] for frame in (rows, other)]
    pairs = known[0].merge(known[1][["period", "value", "status"]], on="period", suffixes=("", "_other"))
    status = worst_of(pairs["status"], pairs["status_other"])
    reason = "" if len(pairs) else "Er is geen periode waarin beide een cijfer hebben."
    derived = _derived(pairs.assign(status=status), pairs["value"] - pairs["value_other"])
    return Derived(derived, unit, indicator.decimals, reason)


def _everywhere(rows: pd.DataFrame, basis: object) -> pd.Series:
    return pd.Series(basis, index=rows.index)


def _derived(rows: pd.DataFrame, values: pd.Series | Sequence[float]) -> pd.DataFrame:
    columns = rows[["period", "status"]].assign(value=np.asarray(values, dtype=float))
    return columns[["period", "value", "status"]].sort_values("period", ignore_index=True)


def _no_index(indicator: Indicator, base: pd.DataFrame, words: str) -> str:
    if isinstance(indicator.form, Change):
        return "Een verandering heeft geen index: haar basis kan nul of negatief zijn."
    if base.empty:
        return f"Er is geen cijfer voor {words}, dus ook geen index met die basis."
    value = float(base["value"].iloc[0])
    if value <= 0:
        return f"Het cijfer voor {words} is {'nul' if value == 0 else 'negatief'}: een index kan dan niet."
    if _unfit_bases(indicator, base["value"], base.get("denominator")).any():
        return f"Het cijfer voor {words} steunt op te weinig gevallen voor een index."
    return ""


def _unfit_bases(indicator: Indicator, values: pd.Series, denominators: pd.Series | None) -> pd.Series:
    """Which values can't be the base of a growth: not above zero, or resting on few."""
    unfit = values <= 0
    if indicator.is_count:
        return unfit | (values < indicator.small_base)
    return unfit if denominators is None else unfit | is_small(indicator, denominators)


def _same_side(
    catalog: Catalog, indicator: Indicator, rows: pd.DataFrame, base: str
) -> tuple[pd.DataFrame, str]:
    """The rows with a value that no break parts from the base, and a sentence when any are left out."""
    known = rows[rows["value"].notna()]
    broken = [break_between(catalog, indicator, base, str(period)) for period in known["period"]]
    kept = known[[entry is None for entry in broken]]
    found = sorted({formats.period(entry.period) for entry in broken if entry is not None})
    if not found:
        return kept, ""
    return kept, (
        f"De reeks is gebroken in {formats.listing(found)}: cijfers aan de andere kant zijn weggelaten."
    )
