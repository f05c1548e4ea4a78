"""Own tables as sources: what people brought in themselves, in one plain layout, parsed as any other."""

import json
import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path, PurePosixPath
from typing import Any

import pandas as pd

from etl.desk.new_indicator import NewEntries
from etl.errors import EtlError, SourceError
from etl.files import SourceFiles
from etl.parsed import OBSERVATION_COLUMNS, OBSERVATION_KEY, Parsed, SourceModule, combine, observations_of
from etl.read import read_csv, to_number
from etl.selection import needs
from streekmonitor.areas import PROVINCE, Areas
from streekmonitor.catalog import Catalog, CatalogError, Measure
from streekmonitor.catalog_files import catalog_from_dict

OWN = "eigen_"
LISTS = ("sources", "dimensions", "measures", "indicators")
KNOWN = ("themes", *LISTS, "flows")
NOT_FILLED_IN = {"": "missing"}


@dataclass(frozen=True)
class OwnTable:
    """An own table, read and confirmed: figures of one source that is declared with them.

    source: its entry for the catalog (id begins with "eigen_"); observations: OBSERVATION_COLUMNS, areas as
    codes of any vintage; entries: further catalog entries by list (measures, dimensions, indicators), for
    what the catalog does not have yet. A measure that it has already gets this source as its last one: a
    publisher's figure goes before.
    """

    source: Mapping[str, Any]
    observations: pd.DataFrame
    entries: Mapping[str, Sequence[Mapping[str, Any]]] = field(default_factory=dict)

    @classmethod
    def defined_by(cls, new: NewEntries, observations: pd.DataFrame) -> "OwnTable":
        """An own table of a source, measure and indicator that somebody defined in the form."""
        content = dict(new.entries())
        return cls(
            source=content.get("source", {}),
            observations=observations[list(OBSERVATION_COLUMNS)],
            entries={f"{kind}s": [entry] for kind, entry in content.items() if kind != "source"},
        )

    @property
    def id(self) -> str:
        """The id of its source. Raises EtlError when that could be a publisher's."""
        name = str(self.source.get("id", ""))
        if not name.startswith(OWN):
            raise EtlError(
                f"De bron van een eigen tabel heeft een id dat met '{OWN}' begint, niet '{name[:60]}'."
            )
        return name

    def table_bytes(self) -> bytes:
        """The figures as CSV: the same figures give the same bytes."""
        rows = self.observations[list(OBSERVATION_COLUMNS)].sort_values(list(OBSERVATION_KEY))
        text = rows.assign(value=rows["value"].map(_written)).to_csv(index=False, lineterminator="\n")
        return str(text).encode()

    def entries_bytes(self) -> bytes:
        """The catalog entries as JSON."""
        measures = sorted(set(self.observations["measure"]))
        content = {
            "source": dict(self.source),
            "of_measures": measures,
            **{k: list(v) for k, v in self.entries.items()},
        }
        return (json.dumps(content, ensure_ascii=False, indent=1, sort_keys=True) + "\n").encode()


def own_paths(source: str) -> tuple[str, str]:
    """Where the figures and the entries of an own source stand, as paths in a folder of sources."""
    return f"eigen/{source}.csv", f"eigen/{source}.json"


@dataclass(frozen=True)
class OwnModule:
    """The source module of an own table. Municipalities of the province without a figure are missing."""

    SOURCE: str
    areas: Areas
    AREAS: str = "code"
    REST_AREAS: Mapping[str, str] = field(default_factory=dict)

    @property
    def FILES(self) -> tuple[str, ...]:  # noqa: N802 - as in every source module
        """Its two files."""
        return own_paths(self.SOURCE)

    def parse(self, files: SourceFiles) -> Parsed:
        """Read the figures. Raises SourceError."""
        path = files.path(self.FILES[0])
        files.path(self.FILES[1])
        table = read_csv(path, OBSERVATION_COLUMNS)
        value, _ = to_number(table["value"], path, special=NOT_FILLED_IN)
        rows = observations_of(
            "", table["area"], table["period"], value, table["status"], category=table["category"]
        )
        return Parsed(self._completed(rows.assign(measure=table["measure"])), files=self.FILES)

    def _completed(self, rows: pd.DataFrame) -> pd.DataFrame:
        """Every series with a row for each municipality of the province that an own table left out."""
        present = set(rows["area"])
        province = self.areas.within(PROVINCE)
        wanted = [nis for nis in province if nis not in present and not self._has_parts(nis, present)]
        series = rows[["measure", "category", "period"]].drop_duplicates()
        grid = series.merge(pd.DataFrame({"area": wanted}, dtype="str"), how="cross")
        if grid.empty:
            return rows
        return combine([rows, grid.assign(value=float("nan"), status="missing")[list(rows.columns)]])

    def _has_parts(self, nis: str, present: set[str]) -> bool:
        return any(self.areas.current(code) == nis for code in present if self.areas.is_municipality(code))


def module_of(source: str, areas: Areas, known: Mapping[str, SourceModule]) -> SourceModule:
    """The module of a source: a publisher's, or that of an own table."""
    own: Any = OwnModule(source, areas)
    found: SourceModule = own if source.startswith(OWN) else known[source]
    return found


def read_entries(path: Path) -> dict[str, Any]:
    """What `OwnTable.entries_bytes` wrote. Raises SourceError."""
    try:
        content = json.loads(path.read_text(encoding="utf-8"))
        return {"source": dict(content["source"]), **{k: v for k, v in content.items() if k != "source"}}
    except (OSError, ValueError, KeyError, TypeError) as error:
        raise SourceError(
            PurePosixPath(path.name).name, "", expected="de fiches van een eigen tabel", found=str(error),
            action="breng de eigen tabel opnieuw in",
        ) from error  # fmt: skip


def with_own(catalog: Catalog, entries: Mapping[str, Any]) -> Catalog:
    """The catalog with the source, measures and indicators of an own table. Raises EtlError (Dutch).

    What it has already under the same id stays, but for the entries of the own source itself.
    """
    content = {name: list(getattr(catalog, name)) for name in KNOWN}
    name = str(entries["source"]["id"])
    content["sources"] = [entry for entry in content["sources"] if entry.id != name] + [entries["source"]]
    own = _own_ids(catalog, name)
    for kind in ("dimensions", "measures", "indicators"):
        fresh = {str(entry.get("id")): entry for entry in entries.get(kind, ())}
        kept = [entry for entry in content[kind] if entry.id not in own or entry.id not in fresh]
        known = {entry.id for entry in kept}
        content[kind] = kept + [entry for key, entry in fresh.items() if key not in known]
    content["measures"] = [
        _extended(entry, name, entries.get("of_measures", ())) for entry in content["measures"]
    ]
    try:
        return catalog_from_dict(
            {kind: [_plain(entry) for entry in found] for kind, found in content.items()}
        )
    except CatalogError as error:
        raise EtlError(f"De fiche van eigen tabel '{name}' klopt niet.\n{error}") from error


def own_entries(catalog: Catalog, source: str) -> dict[str, Any]:
    """The entries of an own source as a catalog has them, to carry them to the next release."""
    measures = [entry for entry in catalog.measures if source in entry.sources]
    own = [entry for entry in measures if entry.source == source]
    ids = _own_ids(catalog, source)
    return {
        "source": catalog.source_by_id[source].model_dump(mode="json"),
        "of_measures": [entry.id for entry in measures],
        "dimensions": [
            entry.model_dump(mode="json")
            for entry in catalog.dimensions
            if entry.id in {measure.dimension for measure in own}
        ],
        "measures": [entry.model_dump(mode="json") for entry in own],
        "indicators": [entry.model_dump(mode="json") for entry in catalog.indicators if entry.id in ids],
    }


def _own_ids(catalog: Catalog, source: str) -> set[str]:
    """The measures of an own source, and the indicators that need one of them."""
    measures = {entry.id for entry in catalog.measures if entry.source == source}
    return measures | {entry.id for entry in catalog.indicators if needs(entry, catalog) & measures}


def _extended(entry: Any, source: str, measures: Sequence[str]) -> Any:
    """A measure of a publisher for which an own table has further figures."""
    if not isinstance(entry, Measure) or entry.id not in measures or source in entry.sources:
        return entry
    return entry.model_copy(update={"splice": (*entry.splice, source)})


def _plain(entry: Any) -> Any:
    return entry if isinstance(entry, dict) else entry.model_dump(mode="json")


def _written(value: float) -> str:
    return "" if math.isnan(value) else repr(float(value))
