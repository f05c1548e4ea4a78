"""Makes the tables of sources, and keeps them for the next build."""

from dataclasses import dataclass
from pathlib import Path
from typing import Self

from etl.cache import Cache
from etl.files import SourceFiles
from etl.harmonise import Harmonised
from etl.inputs import Inputs, read_inputs
from etl.parsed import SourceModule
from etl.prepare import ingredients, prepare
from etl.sources import MODULES

KEPT = Path("var", "etl")
"""Where, under the root of the project, a build keeps what the next one may use."""


@dataclass(frozen=True)
class Order:
    """What a build was asked; enough for a second process to read the same inputs."""

    sources: Path | None
    root: Path
    only_open: bool = False


@dataclass(frozen=True)
class Maker:
    """Makes or finds the table of a source, by its id."""

    inputs: Inputs
    cache: Cache

    @classmethod
    def of(cls, order: Order) -> Self:
        """Read the inputs anew. Raises CatalogError, AreaFileError or SourceError."""
        inputs = read_inputs(order.sources, order.root, only_open=order.only_open)
        return cls(inputs, Cache(order.root / KEPT / "tables"))

    def size(self, source: str) -> int:
        """The bytes of a source's files: how long it takes, roughly."""
        files = self._files(source)
        found = {path for pattern in _module(source).FILES for path in files.existing(pattern)}
        return sum(path.stat().st_size for path in found)

    def kept(self, source: str) -> Harmonised | None:
        """The table of an earlier build, when nothing it depends on has changed since."""
        return self.cache.load(source, ingredients(_module(source), self.inputs), self._files(source))

    def make(self, source: str) -> Harmonised:
        """Make the table from the files and keep it. Raises EtlError."""
        files = self._files(source)
        table = prepare(_module(source), self.inputs, files)
        self.cache.store(source, ingredients(_module(source), self.inputs), files, table)
        return table

    def _files(self, source: str) -> SourceFiles:
        return self.inputs.files.of(self.inputs.catalog.source_by_id[source].url)


def _module(source: str) -> SourceModule:
    return {module.SOURCE: module for module in MODULES}[source]
