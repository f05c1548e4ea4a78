"""Five map classes with rounded bounds, and the words for them."""

from collections.abc import Sequence
from itertools import pairwise
from math import floor, log10

import numpy as np
import pandas as pd

from streekmonitor.analysis.aggregate import Values
from streekmonitor.formats import number

CLASSES = 5
MANTISSAS = (5.0, 2.5, 2.0, 1.0)
SMALLEST_SHARE = 0.05


def class_bounds(values: Sequence[float] | pd.Series, decimals: int) -> list[float]:
    """The four inner bounds of five classes, open at both ends, as round as the values allow.

    Quantiles, rounded to the coarsest step that still gives every class at least a twentieth of the
    values; never finer than the `decimals` of a value on screen, so that a label tells the true bound.
    Fewer bounds come back when the values have too few distinct levels; none without values.
    """
    sample = np.sort(np.asarray(pd.Series(values, dtype=float).dropna()))
    if len(sample) == 0 or sample[0] == sample[-1]:
        return []
    quantiles = np.quantile(sample, [share / CLASSES for share in range(1, CLASSES)])
    for step in _steps(sample[-1] - sample[0], decimals):
        bounds = [float(round(round(q / step) * step, 10)) for q in quantiles]
        counts = np.diff([0, *np.searchsorted(sample, bounds, side="left"), len(sample)])
        if len(set(bounds)) == CLASSES - 1 and counts.min() >= SMALLEST_SHARE * len(sample):
            return bounds
    rounded = {float(round(q, decimals)) for q in quantiles}
    return sorted(bound for bound in rounded if sample[0] < bound <= sample[-1])


def indicator_classes(values: Values, province: Sequence[str]) -> dict[str, object]:
    """The bounds of an indicator over the municipalities of the province.

    `latest` from the latest observed period (named by `period`), `all` from all periods together.
    """
    rows = values.rows[values.rows["area"].isin(province) & values.rows["value"].notna()]
    observed = rows[rows["status"] == "observed"]
    basis = observed if len(observed) else rows
    if basis.empty:
        return {"period": None, "latest": [], "all": []}
    period = str(basis["period"].max())
    decimals = values.indicator.decimals
    return {
        "period": period,
        "latest": class_bounds(basis.loc[basis["period"] == period, "value"], decimals),
        "all": class_bounds(rows["value"], decimals),
    }


def diverging_bounds(
    values: Sequence[float] | pd.Series, decimals: int, centre: float = 0.0
) -> tuple[list[float], int]:
    """Bounds around a centre, and how many classes lie below it: three to each side, mirrored.

    With values on one side only five classes of that side, as `class_bounds` (none or all below). The
    distances are terciles, rounded as there.
    """
    sample = np.asarray(pd.Series(values, dtype=float).dropna()) - centre
    if not len(sample) or not (np.abs(sample) > 0).any():
        return [], 0
    if (sample >= 0).all() or (sample <= 0).all():
        bounds = [bound for bound in class_bounds(pd.Series(sample + centre), decimals) if bound != centre]
        return bounds, 0 if (sample >= 0).all() else len(bounds) + 1
    distances = _distances(np.sort(np.abs(sample)), decimals)
    below = [centre - distance for distance in reversed(distances)]
    above = [centre + distance for distance in distances]
    return [round(bound, 10) for bound in (*below, centre, *above)], len(distances) + 1


def _distances(sample: np.ndarray, decimals: int) -> list[float]:
    """At most two distances from the centre, as round as tells them apart."""
    wanted = np.quantile(sample, [1 / 3, 2 / 3])
    for step in _steps(sample[-1], decimals):
        rounded = sorted({float(round(round(distance / step) * step, 10)) for distance in wanted} - {0.0})
        if len(rounded) == 2:
            return rounded
    return sorted({float(round(distance, decimals)) for distance in wanted} - {0.0})


def class_of(values: pd.Series, bounds: Sequence[float]) -> pd.Series:
    """The class (0 is the lowest) of each value; −1 for a missing one."""
    classes = np.searchsorted(np.asarray(bounds, dtype=float), values.to_numpy(dtype=float), side="right")
    return pd.Series(np.where(values.isna(), -1, classes), index=values.index)


def class_labels(bounds: Sequence[float], decimals: int) -> list[str]:
    """The classes in words: "minder dan 4,5", "4,5 tot 5,5", "5,5 of meer"."""
    if not bounds:
        return ["alle waarden"]
    texts = [number(bound, _decimals_needed(bounds, decimals)) for bound in bounds]
    between = [f"{low} tot {high}" for low, high in pairwise(texts)]
    return [f"minder dan {texts[0]}", *between, f"{texts[-1]} of meer"]


def _decimals_needed(bounds: Sequence[float], most: int) -> int:
    """No more decimals than the bounds have, and as many as tell them apart."""
    for decimals in range(most):
        if all(abs(round(bound, decimals) - bound) < 1e-9 for bound in bounds):
            return decimals
    return most


def _steps(spread: float, decimals: int) -> list[float]:
    """Rounding steps from coarse to fine, 5, 2.5, 2, 1, 0.5 ..., that `decimals` can show."""
    top = floor(log10(spread))
    steps = [mantissa * 10.0**power for power in range(top, top - 5, -1) for mantissa in MANTISSAS]
    return [step for step in steps if abs(round(step, decimals) - step) < step * 1e-9]
