"""What a source module hands over: the model's observations and flows, with areas still as in the file."""

from collections.abc import Iterable
from dataclasses import dataclass, field

import pandas as pd

OBSERVATION_COLUMNS = ("measure", "category", "area", "period", "value", "status")
FLOW_COLUMNS = ("measure", "origin", "destination", "category", "period", "value", "status")

OBSERVATION_KEY = ("measure", "category", "area", "period")
FLOW_KEY = ("measure", "origin", "destination", "category", "period")

STATUSES = (
    "observed",
    "provisional",
    "projected",
    "estimated",
    "confidential",
    "missing",
    "not_applicable",
)
"""Every status, in the order in which a sum over parts takes the worst (the last one present)."""

WITHOUT_VALUE = ("confidential", "missing", "not_applicable")
"""Statuses that come with no value; exactly these rows hold NaN."""


@dataclass(frozen=True)
class SetAside:
    """Rows of the file that a source declares to belong to no area of ours, counted."""

    reason: str
    rows: int


def no_observations() -> pd.DataFrame:
    """An empty table of observations."""
    return _empty(OBSERVATION_COLUMNS)


def no_flows() -> pd.DataFrame:
    """An empty table of flows."""
    return _empty(FLOW_COLUMNS)


@dataclass(frozen=True)
class Parsed:
    """One source table, parsed.

    observations: columns OBSERVATION_COLUMNS, key OBSERVATION_KEY. `category` is "" for the total,
    `period` text ('2024', '2025-Q3', '2026-04'), `value` float64 and NaN exactly when the status is
    one of WITHOUT_VALUE. `area` is text as in the file: a code of five characters or a name.
    flows: columns FLOW_COLUMNS, key FLOW_KEY; both ends as in the file.
    files: the paths that were read, relative to the folder of sources.
    """

    observations: pd.DataFrame = field(default_factory=no_observations)
    flows: pd.DataFrame = field(default_factory=no_flows)
    set_aside: tuple[SetAside, ...] = ()
    files: tuple[str, ...] = ()


def observations_of(
    measure: str,
    area: pd.Series,
    period: pd.Series | str,
    value: pd.Series,
    status: pd.Series | str = "observed",
    *,
    category: pd.Series | str = "",
) -> pd.DataFrame:
    """Observations of one measure from columns that share an index."""
    return pd.DataFrame(
        {
            "measure": measure,
            "category": category,
            "area": area,
            "period": period,
            "value": value.astype("float64"),
            "status": status,
        }
    )


def combine(tables: Iterable[pd.DataFrame]) -> pd.DataFrame:
    """One table from several with the same columns, numbered anew."""
    return pd.concat(tables, ignore_index=True)


def _empty(columns: tuple[str, ...]) -> pd.DataFrame:
    return pd.DataFrame({c: pd.Series(dtype="float64" if c == "value" else "str") for c in columns})
