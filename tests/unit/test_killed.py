"""Real builds on two processes, killed at moments spread over their run."""

import os
import subprocess
import sys
import time

import pytest
from etl_house import ROAD, ROAD_ROWS, ROOT, write_road

from etl.publish import content_id
from streekmonitor.release import current_release

BUILD = """
import sys
from multiprocessing.context import SpawnProcess
from pathlib import Path

sys.path.insert(0, "tests/unit")
import etl.build
import etl.gather
from etl import cli
from etl_house import draw

start = SpawnProcess.start


def told(process):
    start(process)
    print(process.pid, flush=True)


if __name__ == "__main__":
    SpawnProcess.start = told
    etl.build.build_boundaries = draw
    etl.gather.WORTH_A_PROCESS = 0
    root = Path(sys.argv[1])
    sys.exit(cli.main(["build", "--fresh", "--sources", str(root / "bronnen")], root))
"""
MOMENTS = (0.15, 0.3, 0.45, 0.6, 0.7, 0.8, 0.85, 0.9, 0.95)  # of the time that a whole build takes


def started(house):
    return subprocess.Popen(
        [sys.executable, "-c", BUILD, str(house.root)],
        cwd=ROOT,
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        text=True,
    )


def with_casualties(house, extra):
    """Leuven has 3 casualties and as many more."""
    rows = [*ROAD_ROWS, *[("2020-07-08", "24062", "1", "0", "1", "0", "0")] * extra]
    write_road(house.sources / ROAD, rows=rows)


def is_gone(pid):
    for _ in range(100):
        try:
            os.kill(pid, 0)
        except ProcessLookupError:
            return True
        time.sleep(0.05)
    return False


@pytest.mark.skipif(os.name == "nt", reason="looks for processes in the way of POSIX")
def test_killed_at_any_moment_the_old_release_or_the_new_one_is_in_force(built):
    start = time.monotonic()
    with started(built) as process:
        process.communicate(timeout=60)
    duration = time.monotonic() - start
    assert process.returncode == 0
    casualties, killed, helpers = 3, 0, []
    for turn, moment in enumerate(MOMENTS):
        with_casualties(built, turn + 1)
        process = started(built)
        try:
            process.wait(moment * duration)
        except subprocess.TimeoutExpired:
            process.kill()
            killed += 1
        printed, _ = process.communicate(timeout=10)
        helpers += [int(line) for line in printed.splitlines() if line.isdecimal()]
        folder = current_release(built.releases)
        assert content_id(folder) == folder.name
        static = built.root / "static" / built.release().manifest["boundaries"]["file"]
        assert static.read_bytes() == (folder / "boundaries.json").read_bytes()
        ((found,), _) = built.value("road_casualties", "24062", "2020")
        assert found in (casualties, 3 + turn + 1)
        casualties = found
    assert killed >= 3
    assert all(is_gone(pid) for pid in helpers)
    assert helpers
    assert built.build() == 0  # and clears what the killed ones left behind
    folder = current_release(built.releases)
    assert sorted(path.name for path in built.releases.iterdir()) == sorted([folder.name, "current"])
    assert built.value("road_casualties", "24062", "2020") == ([3 + len(MOMENTS)], ["published"])
