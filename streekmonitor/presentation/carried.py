"""The part of a release that a presentation takes along, so that it shows the same figures later.

Tables travel as CSV: nothing in it can run, its size is known before reading, numbers keep every digit.
"""

import io
import json
from collections.abc import Mapping
from dataclasses import dataclass, field, fields
from functools import cached_property

import pandas as pd

from streekmonitor.areas import Areas
from streekmonitor.catalog import CatalogError
from streekmonitor.catalog_files import catalog_from_dict
from streekmonitor.release import FORMAT, RESIDENTS, WITHOUT_VALUE, Release

JSON_PARTS = ("manifest", "catalog", "areas", "boundaries")
TABLES = ("observations", "flows", "places")
NUMBERS = frozenset({"value", "x", "y"})


class CarriedError(ValueError):
    """The figures that a presentation carries can't be used; the message (Dutch) says why."""


@dataclass(frozen=True)
class Recorder(Release):
    """A release that remembers which measures and flows were asked of it."""

    asked: set[str] = field(default_factory=set)

    def measure(self, measure: str, category: str = "") -> pd.DataFrame:
        """As the release, remembered."""
        self.asked.add(measure)
        return super().measure(measure, category)

    def flow(self, flow: str) -> pd.DataFrame:
        """As the release, remembered."""
        self.asked.add(flow)
        return super().flow(flow)

    @cached_property
    def latest_year(self) -> int:
        """As the release; the first measure that reaches that year goes along."""
        year = super().latest_year
        known = self.observations[~self.observations["status"].isin([*WITHOUT_VALUE, "projected"])]
        reach = known["period"].astype(str).str.startswith(str(year))
        self.asked.add(str(known.loc[reach, "measure"].iloc[0]))
        return year


def recorder(release: Release) -> Recorder:
    """The same release, which remembers what is asked of it."""
    made = Recorder(**{part.name: getattr(release, part.name) for part in fields(Release)})
    made.asked.add(RESIDENTS)
    return made


def pack(release: Release, asked: set[str]) -> dict[str, bytes]:
    """The named parts of a release with only these measures and flows, as files."""
    documents = {
        "manifest": dict(release.manifest),
        "catalog": release.catalog.model_dump(mode="json"),
        "areas": release.areas.to_dict(),
        "boundaries": dict(release.boundaries),
    }
    parts = {f"{name}.json": json.dumps(documents[name], ensure_ascii=False).encode() for name in JSON_PARTS}
    kept = {
        "observations": release.observations[release.observations["measure"].isin(asked)],
        "flows": release.flows[release.flows["measure"].isin(asked)],
        "places": release.places,
    }
    tables = {f"{name}.csv": kept[name].to_csv(index=False).encode() for name in TABLES}
    return parts | tables


def unpack(name: str, files: Mapping[str, bytes]) -> Release:
    """The release that `pack` took the parts of. Raises CarriedError."""
    try:
        documents = {part: json.loads(files[f"{part}.json"]) for part in JSON_PARTS}
        if documents["manifest"].get("format") != FORMAT:
            raise CarriedError("De meegenomen cijfers hebben een opbouw die deze versie niet leest.")
        return Release(
            id=name,
            manifest=documents["manifest"],
            catalog=catalog_from_dict(documents["catalog"]),
            areas=Areas.from_dict(documents["areas"]),
            boundaries=documents["boundaries"],
            observations=_table(files["observations.csv"]),
            flows=_table(files["flows.csv"]),
            places=_table(files["places.csv"]),
        )
    except CarriedError:
        raise
    except (KeyError, TypeError, AttributeError, ValueError, RecursionError, CatalogError) as error:
        raise CarriedError("De meegenomen cijfers zijn onvolledig of passen niet bij deze versie.") from error


def _table(content: bytes) -> pd.DataFrame:
    """Text columns as categoricals, as a release has them; empty texts stay texts."""
    header = content.split(b"\n", 1)[0].decode().strip().split(",")
    numbers = [name for name in header if name in NUMBERS]
    frame = pd.read_csv(
        io.BytesIO(content),
        dtype={name: float if name in numbers else str for name in header},
        keep_default_na=False,
        na_values={name: [""] for name in numbers},
    )
    return frame.astype({name: "category" for name in header if name not in NUMBERS})
