"""The tables of the releases last used: loaded once, for all who look, and made ready before they look."""

import threading
from collections import OrderedDict
from pathlib import Path

from streekmonitor.analysis.tables import Tables
from streekmonitor.release import load_release

RELEASES_HELD = 2
SECONDS_TO_PREPARE = 20.0


class Shelf:
    """Holds the tables of some releases, by their folders; those used longest ago make room."""

    def __init__(self) -> None:
        self._held: OrderedDict[Path, Tables] = OrderedDict()
        self._turn = threading.RLock()

    def of(self, folder: Path) -> Tables:
        """The tables of a release. Raises ReleaseError or CatalogError when it can't be read."""
        with self._turn:
            if folder not in self._held:
                self._held[folder] = Tables(load_release(folder))
            self._held.move_to_end(folder)
            while len(self._held) > RELEASES_HELD:
                self._held.popitem(last=False)
            return self._held[folder]

    def prepare(self, folder: Path) -> None:
        """Load a release, and compute what was asked of the one used last. Raises as `of`."""
        with self._turn:
            former = next(reversed(self._held.values()), None)
            tables = self.of(folder)
        if former is not None and former is not tables:
            tables.ask_again(former, SECONDS_TO_PREPARE)
