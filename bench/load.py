"""Many visitors at once, without browsers: how long each waits for a change, and what a session costs."""

import asyncio
import random
import sys
from collections.abc import Sequence
from itertools import cycle
from pathlib import Path

import numpy as np

from bench.results import Measurement, busy, table, write_section
from bench.server import Server, serve
from bench.visitor import visit
from streekmonitor.analysis.tables import Tables
from streekmonitor.release import current_release, load_release
from streekmonitor.view import DEFAULT_SET

ROOT = Path(__file__).resolve().parent.parent
SESSIONS, THINK, CHANGES = 50, 3.0, 12
MEGABYTE = 2**20
View = dict[str, str]


def run(_sources: Path) -> bool:
    """Measure and write down; whether all limits are kept."""
    others = busy()
    views = views_of(Tables(load_release(current_release(ROOT / "data" / "release"))))
    with serve(ROOT / "dashboard.py", ROOT) as server:
        waits, before, after = asyncio.run(_measure(server, views))
    p50, p95 = np.percentile([1000 * seconds for seconds in waits], [50, 95])
    measurements = (
        Measurement("wait, median", p50, "ms", None, 0),
        Measurement("wait, 95 % of the changes within", p95, "ms", 400, 0),
        Measurement("memory per session", (after - before) / SESSIONS / MEGABYTE, "MB", 3, 2),
        Measurement("memory of the server", after / MEGABYTE, "MB", None, 0),
    )
    said = (
        f"{SESSIONS} sessions on theme pages over the websocket protocol, {THINK:.0f} s of thought, one "
        f"process, {len(waits):,} changes of indicator, period or municipalities. The visitors run on the "
        "same machine."
    )
    sys.stdout.write(write_section("load", [said, "", *table(measurements)], others))
    return all(measurement.kept for measurement in measurements)


def views_of(tables: Tables) -> dict[str, list[View]]:
    """What visitors look at, by page: indicators in two periods, with and without selected municipalities."""
    catalog = tables.release.catalog
    found: dict[str, list[View]] = {}
    for theme in catalog.themes:
        for indicator in catalog.of_theme(theme.id)[:8]:
            for period in tables.periods(indicator.id, DEFAULT_SET)[-2:]:
                view = {"indicator": indicator.id, "periode": period}
                found.setdefault(theme.page, []).extend([view, view | {"gemeenten": "24062,23088"}])
    return found


async def _measure(server: Server, views: dict[str, list[View]]) -> tuple[list[float], float, float]:
    """The waits of all changes; memory when everything was computed once, and when all sessions are open."""
    for page, own in views.items():
        async with visit(server.port, page) as first:
            for view in own:
                await first.ask(view)
    before = server.memory()
    luck = random.Random(1)  # noqa: S311 - who looks at what, the same each time
    sessions = [
        asyncio.create_task(_session(server.port, page, luck.choices(views[page], k=CHANGES), luck))
        for page, _ in zip(cycle(views), range(SESSIONS), strict=False)
    ]
    await asyncio.sleep(THINK * CHANGES * 0.8)  # all are open, and none has left
    after = server.memory()
    return [seconds for own in await asyncio.gather(*sessions) for seconds in own], before, after


async def _session(port: int, page: str, views: Sequence[View], luck: random.Random) -> list[float]:
    """The waits of one visitor; opening the page is not one of them."""
    await asyncio.sleep(luck.uniform(0, THINK))
    waits = []
    async with visit(port, page) as visitor:
        await visitor.ask({})
        for view in views:
            await asyncio.sleep(THINK)
            waits.append(await visitor.ask(view))
    return waits
