"""Building a release: whole, unchanged, its memory and size, and the slowest sources against plain pandas."""

import shutil
import sys
import tempfile
import time
from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import TypeVar

import pandas as pd

from bench.plain import PLAIN
from bench.processes import measured
from bench.results import Measurement, busy, table, write_section
from etl.harmonise import Harmonised
from etl.inputs import Inputs, read_inputs
from etl.prepare import prepare
from etl.sources import MODULES
from streekmonitor.release import current_release

ROOT = Path(__file__).resolve().parent.parent
BUILD = """
import sys
from pathlib import Path
from etl.cli import main
if __name__ == "__main__":
    sys.exit(main(["build", "--sources", sys.argv[1], *sys.argv[3:]], Path(sys.argv[2])))
"""
MEGABYTE = 2**20
SLOWEST = 3
TIMES = 3
PLAIN_SAYS = (
    "The slowest sources, each alone in one process: reading, harmonising, checking and summing mergers, "
    "against the same files read and summed with plain pandas, without any check."
)
T = TypeVar("T")


def run(sources: Path) -> bool:
    """Measure everything and write it down; whether all limits are kept."""
    others = busy()
    with tempfile.TemporaryDirectory(prefix="streekmonitor-bench-") as folder:
        root = Path(folder)
        for name in ("catalog", "areas", "corrections"):
            shutil.copytree(ROOT / "data" / name, root / "data" / name)
        _tell("full build")
        whole = measured(BUILD, str(sources), str(root), "--fresh")
        _tell("build without changes")
        same = min(measured(BUILD, str(sources), str(root)).seconds for _ in range(TIMES))
        release = current_release(root / "data" / "release")
        size = sum(path.stat().st_size for path in [*release.iterdir(), *(root / "static").iterdir()])
    measurements = (
        Measurement("full build of all sources", whole.seconds, "s", 60),
        Measurement("its processor time, on both cores", whole.processor, "s", None),
        Measurement("highest memory of both processes together", whole.memory / MEGABYTE, "MB", 1500, 0),
        Measurement("build in which nothing changed", same, "s", 3, 2),
        Measurement("release, with the boundaries in static", size / MEGABYTE, "MB", 15),
    )
    lines = table(measurements)
    text = write_section("etl", [*lines, "", *_against_plain(sources)], others)
    sys.stdout.write(text)
    return all(measurement.kept for measurement in measurements)


def _against_plain(sources: Path) -> list[str]:
    """The slowest sources, alone on one process, against plain pandas; each the fastest of some runs."""
    inputs = read_inputs(sources, ROOT, only_open=False)
    times: dict[str, float] = {}
    for module in MODULES:
        _tell(f"source {module.SOURCE}")
        times[module.SOURCE], table = _fastest(partial(_prepared, module.SOURCE, inputs), 1)
        _expect_same(module.SOURCE, table, sources)
    slowest = sorted(times, key=lambda source: -times[source])[:SLOWEST]
    lines = [
        PLAIN_SAYS,
        "",
        "| source | here | plain pandas | ratio |",
        "|---|---|---|---|",
    ]
    for source in slowest:
        _tell(f"source {source} against plain pandas")
        if source not in PLAIN:
            raise KeyError(f"write a plain reader of {source} in bench/plain.py")
        own, _ = _fastest(partial(_prepared, source, inputs), TIMES)
        plain, _ = _fastest(partial(PLAIN[source][0], sources), TIMES)
        lines.append(f"| {source} | {own:.2f} s | {plain:.2f} s | {own / plain:.2f} |")
    return lines


def _prepared(source: str, inputs: Inputs) -> Harmonised:
    module = next(module for module in MODULES if source == module.SOURCE)
    return prepare(module, inputs, inputs.files.of(""))


def _expect_same(source: str, table: Harmonised, sources: Path) -> None:
    """The plain reader finds the same figure. Raises ValueError."""
    if source not in PLAIN:
        return
    read, key = PLAIN[source]
    rows = pd.MultiIndex.from_frame(table.observations[["measure", "category", "area", "period"]])
    (own,) = table.observations.loc[rows.isin([key]), "value"]
    if abs(read(sources) - own) > 1e-6 * own:
        raise ValueError(f"{source}: plain pandas finds {read(sources)} for {key}, the build {own}")


def _fastest(work: Callable[[], T], times: int) -> tuple[float, T]:
    """The shortest time, and what the last run gave."""
    results = []
    for _ in range(times):
        start = time.monotonic()
        result = work()
        results.append((time.monotonic() - start, result))
    return min(seconds for seconds, _ in results), results[-1][1]


def _tell(what: str) -> None:
    sys.stderr.write(f"  {what} …\n")
