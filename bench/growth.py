"""The dashboard with far more data: 565 municipalities × 500 indicators × 25 years, against the real."""

import asyncio
import sys
import tempfile
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import cycle, islice
from pathlib import Path
from statistics import median

from bench import synthetic
from bench.browser import CLICK, FIELDS, changes
from bench.load import View, views_of
from bench.results import Measurement, busy, table, write_section
from bench.server import Server, serve
from bench.visitor import visit
from bench.window import chromium
from streekmonitor.analysis.tables import Tables
from streekmonitor.release import current_release, load_release

ROOT = Path(__file__).resolve().parent.parent
PAGE = "werk"
ROUNDS = 60
MOST = 1.5
MEGABYTE = 2**20
SAID = (
    "A made-up release of 565 municipalities, 500 indicators and 25 years beside the real one, measured in "
    "turn. With everything on the map, all 565 are on map, ranking and table, instead of 63."
)


@dataclass(frozen=True)
class Found:
    """One release: processor time and wait of a change on the server, memory, and times in the browser."""

    processor: float
    wait: float
    memory: float
    browser: dict[str, float]


def run(_sources: Path) -> bool:
    """Measure and write down; whether the server keeps its limit."""
    others = busy()
    real = load_release(current_release(ROOT / "data" / "release"))
    views = views_of(Tables(real))[PAGE]
    own = _measure(ROOT, views)
    with tempfile.TemporaryDirectory(prefix="streekmonitor-bench-") as folder:
        found = []
        for everywhere in (False, True):
            root = Path(folder) / str(everywhere)
            root.mkdir()
            synthetic.write(real, root, everywhere=everywhere)
            made_up = Tables(load_release(current_release(root / "data" / "release")))
            found.append(_measure(root, views_of(made_up)[PAGE]))
    data, everything = found
    measurements = [
        _ratio("processor time of the server per change", data.processor, own.processor, MOST),
        _ratio("processor time, everything on the map", everything.processor, own.processor, MOST),
        _ratio("wait on the server", data.wait, own.wait, MOST),
        _ratio("wait, everything on the map", everything.wait, own.wait, MOST),
        *(
            _ratio(f"browser, {kind}{words}", each.browser[kind], taken, None)
            for words, each in (("", data), (", everything on the map", everything))
            for kind, taken in own.browser.items()
        ),
        Measurement("memory of the server, real release", own.memory / MEGABYTE, "MB", None, 0),
        Measurement("memory of the server, made-up release", data.memory / MEGABYTE, "MB", None, 0),
    ]
    sys.stdout.write(write_section("growth", [SAID, "", *table(measurements)], others))
    return all(measurement.kept for measurement in measurements)


def _ratio(label: str, larger: float, real: float, limit: float | None) -> Measurement:
    return Measurement(label, larger / real, "× the real", limit, 2)


def _measure(root: Path, views: Sequence[View]) -> Found:
    with serve(root / "dashboard.py", root) as server:
        waits, processor = asyncio.run(_visit(server, views))
        with chromium() as browser:
            series = {each.kind: each.milliseconds for each in changes(browser, server, PAGE)}
        kinds = {kind: taken for kind, taken in series.items() if kind in (CLICK, *FIELDS.values())}
        return Found(processor, median(waits), server.memory(), kinds)


async def _visit(server: Server, views: Sequence[View]) -> tuple[list[float], float]:
    """The waits of changes that were computed before, and the mean of their processor time."""
    async with visit(server.port, PAGE) as visitor:
        for view in views:
            await visitor.ask(view)
        before = server.processor_time()
        waits = [await visitor.ask(view) for view in islice(cycle(views), ROUNDS)]
        return waits, (server.processor_time() - before) / ROUNDS
