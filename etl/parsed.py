"""What a source module hands over: observations, flows and places, with areas still as in the file."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Protocol

import pandas as pd

from etl.files import SourceFiles

OBSERVATION_COLUMNS = ("measure", "category", "area", "period", "value", "status")
FLOW_COLUMNS = ("measure", "origin", "destination", "category", "period", "value", "status")
PLACE_COLUMNS = ("id", "kind", "name", "x", "y", "area", "measure", "period", "value")

OBSERVATION_KEY = ("measure", "category", "area", "period")
FLOW_KEY = ("measure", "origin", "destination", "category", "period")
PLACE_KEY = ("id", "measure", "period")

NUMBERS = ("value", "x", "y")
"""The columns that hold float64; every other column holds text."""


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


def no_places() -> pd.DataFrame:
    """An empty table of places."""
    return _empty(PLACE_COLUMNS)


@dataclass(frozen=True)
class Parsed:
    """One source table, parsed.

    observations: columns OBSERVATION_COLUMNS, key OBSERVATION_KEY. `category` is "" for the total,
    `period` text ('2024', '2025-Q3', '2026-04'), `value` float64 and NaN exactly when the status is
    one without value (see streekmonitor.release). `area` is text as in the file: a code of five
    characters or a name.
    flows: columns FLOW_COLUMNS, key FLOW_KEY; both ends as in the file.
    places: columns PLACE_COLUMNS, key PLACE_KEY; `id` and `kind` name one point for ever ('station',
    'bicycle_counter'), x and y in metres (EPSG:31370), `value` float64 and NaN where there is none.
    files: the paths that were read, relative to the folder of sources.
    older: observations of earlier editions of the table, the newest first; each is checked on its own and
    supplies what no newer one has (see etl.editions).
    """

    observations: pd.DataFrame = field(default_factory=no_observations)
    flows: pd.DataFrame = field(default_factory=no_flows)
    set_aside: tuple[SetAside, ...] = ()
    files: tuple[str, ...] = ()
    places: pd.DataFrame = field(default_factory=no_places)
    older: tuple[pd.DataFrame, ...] = ()


class SourceModule(Protocol):
    """What a module of etl/sources offers.

    SOURCE is its id in sources.yaml, FILES the paths relative to the folder of sources, AREAS what stands in
    the area columns: "code", "name", or "code_or_name" when layouts differ in that. REST_AREAS names the
    rows (by label or code) that belong to no area of ours, with the reason. Optional: `EXACT_DUPLICATES`,
    why the file repeats rows word for word; `OUTSIDE_PROVINCE`, why it has rows outside Flemish Brabant that
    are to be left out; `UNLOCATED`, the higher areas (by code) whose own row holds more than their
    municipalities, and why; and `ADDRESS` (see `etl.addresses`), where `etl fetch` gets the files.
    """

    SOURCE: str
    FILES: tuple[str, ...]
    AREAS: str
    REST_AREAS: Mapping[str, str]

    def parse(self, files: SourceFiles) -> Parsed:
        """Read the files. Raises SourceError."""
        ...


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
    return pd.DataFrame({c: pd.Series(dtype="float64" if c in NUMBERS else "str") for c in columns})
