"""Cached access to the release in force. Frames are shared by all sessions: never change them in place."""

from pathlib import Path

import pandas as pd
import streamlit as st

from streekmonitor.analysis import aggregate, compare, figure
from streekmonitor.catalog import Indicator
from streekmonitor.release import Release, current_release, load_release

ROOT = Path(__file__).resolve().parents[2]
RELEASES = ROOT / "data" / "release"


def release() -> Release:
    """The release in force. Raises ReleaseError when there is none."""
    return _load(str(current_release(RELEASES)))


@st.cache_resource(max_entries=3, show_spinner="De cijfers worden geladen …")
def _load(folder: str) -> Release:
    return load_release(Path(folder))


@st.cache_resource(max_entries=400, show_spinner=False)
def values(_release: Release, release_id: str, indicator_id: str, set_id: str) -> aggregate.Values:
    """The values of an indicator for every area, see `aggregate.Values`."""
    return aggregate.indicator_values(_release, _release.catalog.indicator_by_id[indicator_id], set_id)


@st.cache_resource(max_entries=4000, show_spinner=False)
def region_rows(_release: Release, release_id: str, indicator_id: str, region_id: str) -> pd.DataFrame:
    """The values of an indicator for a region, see `aggregate.region_values`."""
    indicator = _release.catalog.indicator_by_id[indicator_id]
    return aggregate.region_values(_release, indicator, _release.areas.regions[region_id])


@st.cache_resource(max_entries=2000, show_spinner=False)
def single_figure(
    _release: Release, release_id: str, indicator_id: str, area: str, period: str, set_id: str
) -> figure.Figure:
    """One figure with its computation, see `figure.figure`."""
    indicator = _release.catalog.indicator_by_id[indicator_id]
    return figure.figure(_release, indicator, area, period, set_id)


@st.cache_resource(max_entries=400, show_spinner=False)
def periods(_release: Release, release_id: str, indicator_id: str, set_id: str) -> list[str]:
    """The periods of an indicator that have a value in the province, oldest first."""
    return compare.periods_with_data(values(_release, release_id, indicator_id, set_id), _release.areas)


@st.cache_resource(max_entries=400, show_spinner=False)
def largest_count(_release: Release, release_id: str, indicator_id: str) -> float:
    """The largest value of a count in the province over all periods: symbols keep their meaning over time."""
    indicator: Indicator = _release.catalog.indicator_by_id[indicator_id]
    rows = aggregate.indicator_values(_release, indicator).rows
    inside = rows[rows["area"].isin(_release.areas.regions["vlaams_brabant"].members)]
    return float(inside["value"].max())
