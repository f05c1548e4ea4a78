"""Reads a release of the data: an immutable folder that fully determines every figure on screen."""

import json
import os
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import Any

import numpy as np
import pandas as pd

from streekmonitor.areas import PROVINCE, Areas
from streekmonitor.catalog import Catalog
from streekmonitor.catalog_files import catalog_from_dict

FORMAT = 1
POINTER = "current"
SETTING = "STREEKMONITOR_RELEASES"
"""The environment variable that names the folder in which releases are published."""

PUBLISHED = Path("var", "releases")
COMMITTED = Path("data", "release")
RESIDENTS = "residents"
STATUSES = ("observed", "estimated", "provisional", "projected", "not_applicable", "missing", "confidential")
WITHOUT_VALUE = frozenset({"not_applicable", "missing", "confidential"})
OBSERVATION_COLUMNS = ["category", "area", "period", "value", "status", "basis"]


class ReleaseError(RuntimeError):
    """There is no readable release; the message (Dutch) says where it was looked for and what to do."""


@dataclass(frozen=True)
class Release:
    """A release in memory. Frames are shared between sessions: read them, never change them.

    `observations`: columns measure, category ("" is the total), area, period, value, status, basis
    ("published", or "summed" over a merger); key (measure, category, area, period); NaN exactly when the
    status is one of WITHOUT_VALUE. `flows`: measure, origin, destination, category, period, value, status.
    `places`: id, kind, name, x, y (metres), area, measure, period, value (NaN where nothing was counted).
    `changes`: what is new since the release before, as Markdown in Dutch.
    """

    id: str
    manifest: Mapping[str, Any]
    catalog: Catalog
    areas: Areas
    boundaries: Mapping[str, Any]
    observations: pd.DataFrame
    flows: pd.DataFrame
    places: pd.DataFrame
    changes: str = ""

    @cached_property
    def _by_measure(self) -> dict[str, pd.DataFrame]:
        groups = self.observations.groupby("measure", observed=True, sort=False)
        return {str(measure): rows[OBSERVATION_COLUMNS] for measure, rows in groups}

    def measure(self, measure: str, category: str = "") -> pd.DataFrame:
        """Observations of one measure and category: columns area, period, value, status, basis."""
        rows = self._by_measure.get(measure)
        if rows is None:
            rows = self.observations.iloc[:0][OBSERVATION_COLUMNS]
        return rows[rows["category"] == category].drop(columns="category")

    def flow(self, flow: str) -> pd.DataFrame:
        """One flow: columns origin, destination, category, period, value, status."""
        return self.flows[self.flows["measure"] == flow].drop(columns="measure")

    @cached_property
    def label_points(self) -> dict[str, tuple[float, float]]:
        """A point inside each municipality on the map, former ones too, in metres."""
        return {
            shape["properties"]["nis"]: (shape["properties"]["x"], shape["properties"]["y"])
            for layer in ("municipalities", "former", "brussels")
            for shape in self.boundaries["objects"].get(layer, {}).get("geometries", [])
        }

    @cached_property
    def residents_by_year(self) -> pd.DataFrame:
        """Residents of each area (index) per year (columns); NaN where the source gives none."""
        residents = self.measure(RESIDENTS)
        known = residents[residents["value"].notna()].astype({"area": object, "period": object})
        return known.pivot_table("value", "area", "period")

    @cached_property
    def by_residents(self) -> list[str]:
        """The municipalities of the province, the one with most residents first."""
        residents = self.measure(RESIDENTS)
        inside = residents[residents["area"].isin(self.areas.within(PROVINCE))]
        latest = inside[inside["period"] == inside["period"].astype(str).max()]
        return [str(code) for code in latest.sort_values("value", ascending=False)["area"]]

    @cached_property
    def latest_year(self) -> int:
        """The last year of any value that is no projection: what "old" is measured by."""
        known = self.observations[~self.observations["status"].isin([*WITHOUT_VALUE, "projected"])]
        return int(str(known["period"].astype(str).max())[:4])

    def retrieved(self, source: str) -> str:
        """The day (ISO) on which a source's file was obtained."""
        return str(self.manifest["sources"][source]["retrieved"])


def releases_folder(root: Path) -> Path:
    """Where releases are published: as SETTING says (from `root`, when not absolute), else var/releases."""
    return root / (os.environ.get(SETTING) or PUBLISHED)


def release_in_force(root: Path) -> Path:
    """The folder of the release in force: the one published, or as long as there is none the committed one.

    Raises ReleaseError when there is neither, or the folder can't be reached.
    """
    published = releases_folder(root)
    try:
        (published / POINTER).stat()
    except (FileNotFoundError, NotADirectoryError):
        return current_release(root / COMMITTED)
    except OSError as error:
        raise ReleaseError(
            f"De map met releases, {published}, is niet te bereiken ({error}). Kijk na of de schijf er is en "
            "of dit programma er mag lezen."
        ) from error
    return current_release(published)


class InForce:
    """The release in force, followed while a dashboard runs.

    When its folder is lost, the last one known stays: it is in memory, and older figures would be wrong.
    """

    def __init__(self, root: Path) -> None:
        self._root = root
        self._last: Path | None = None

    def folder(self) -> Path:
        """The folder of the release in force now. Raises ReleaseError when none was ever known."""
        try:
            found = release_in_force(self._root)
        except ReleaseError:
            if self._last is None:
                raise
            return self._last
        committed = self._root / COMMITTED
        if self._last is None or found.parent != committed or self._last.parent == committed:
            self._last = found
        return self._last


def current_release(root: Path) -> Path:
    """The folder of the release in force under `root` (which holds `current` and the releases).

    Raises ReleaseError when there is none.
    """
    pointer = root / POINTER
    try:
        name = pointer.read_text(encoding="utf-8").strip()
    except FileNotFoundError as error:
        raise ReleaseError(
            f"Er is nog geen release: {pointer} ontbreekt. Bouw er een met "
            "'python run.py etl build --sources MAP'."
        ) from error
    except (OSError, ValueError) as error:
        raise ReleaseError(f"{pointer} is niet te lezen ({error}). Zet het bestand terug.") from error
    if not (root / name / "manifest.json").is_file():
        raise ReleaseError(
            f"{pointer} verwijst naar release '{name}', maar {root / name} is er niet of is onvolledig. "
            "Zet de map terug of bouw de release opnieuw."
        )
    return root / name


def load_release(folder: Path) -> Release:
    """Read a release folder.

    Raises ReleaseError when a file can't be read or the format is not the one this code knows, and
    CatalogError when the catalog in it does not fit this code.
    """
    manifest = _json(folder / "manifest.json")
    if manifest.get("format") != FORMAT:
        raise ReleaseError(
            f"Release {folder.name} heeft formaat {manifest.get('format')!r}; deze versie van het dashboard "
            f"leest formaat {FORMAT}. Bouw de release opnieuw of gebruik de passende versie."
        )
    report = folder / "changes.md"
    return Release(
        id=folder.name,
        manifest=manifest,
        catalog=catalog_from_dict(_json(folder / "catalog.json")),
        areas=Areas.from_dict(_json(folder / "areas.json")),
        boundaries=_json(folder / "boundaries.json"),
        observations=_table(folder / "observations.parquet"),
        flows=_table(folder / "flows.parquet"),
        places=_table(folder / "places.parquet"),
        # A build writes its report last, from the release it has read: until then there is none.
        changes=_text(report) if report.exists() else "",
    )


def worst(statuses: np.ndarray[Any, Any]) -> str:
    """The status of something computed from values with these statuses."""
    return max(statuses, key=STATUSES.index) if len(statuses) else "missing"


def _json(path: Path) -> dict[str, Any]:
    try:
        content = json.loads(_text(path))
    except ValueError as error:
        raise ReleaseError(f"{path} is niet te lezen ({error}). Zet de release terug.") from error
    return dict(content)


def _text(path: Path) -> str:
    try:
        return path.read_text(encoding="utf-8")
    except (OSError, ValueError) as error:
        raise ReleaseError(f"{path} is niet te lezen ({error}). Zet de release terug.") from error


def _table(path: Path) -> pd.DataFrame:
    """Text columns as categoricals: a tenth of the memory, and comparisons on numbers."""
    try:
        frame = pd.read_parquet(path)
    except (OSError, ValueError) as error:
        raise ReleaseError(f"{path} is niet te lezen ({error}). Zet de release terug.") from error
    text = [name for name in frame.columns if not pd.api.types.is_numeric_dtype(frame[name])]
    return frame.astype(dict.fromkeys(text, "category"))
