"""Runs Python in a process of its own and measures its time, and the memory of all its processes together."""

import os
import subprocess
import sys
import threading
import time
from dataclasses import dataclass
from pathlib import Path

PROC = Path("/proc")
PAUSE = 0.02


@dataclass(frozen=True)
class Run:
    """Seconds from start to end, of the processor, and the largest sum of memory in bytes (0: unknown)."""

    seconds: float
    processor: float
    memory: int


def measured(code: str, *arguments: str) -> Run:
    """Run Python code. Raises CalledProcessError when it fails."""
    start, before = time.monotonic(), _processor()
    process = subprocess.Popen([sys.executable, "-c", code, *arguments], stdout=subprocess.DEVNULL)  # noqa: S603
    peak = [0]
    watching = threading.Thread(target=_watch, args=(process, peak), daemon=True)
    watching.start()
    code_of_exit = process.wait()
    seconds = time.monotonic() - start
    watching.join()
    if code_of_exit:
        raise subprocess.CalledProcessError(code_of_exit, arguments)
    return Run(seconds, _processor() - before, peak[0])


def _processor() -> float:
    """Seconds that all processes of ours that ended have used of the cores."""
    times = os.times()
    return times.children_user + times.children_system


def _watch(process: "subprocess.Popen[bytes]", peak: list[int]) -> None:
    while PROC.is_dir() and process.poll() is None:
        peak[0] = max(peak[0], sum(_memory(pid) for pid in _family(process.pid)))
        time.sleep(PAUSE)


def _family(pid: int) -> list[int]:
    """A process and all that it started."""
    try:
        children = (PROC / str(pid) / "task" / str(pid) / "children").read_text(encoding="ascii").split()
    except OSError:
        return []
    return [pid, *(each for child in children for each in _family(int(child)))]


def _memory(pid: int) -> int:
    """Bytes in memory, of which what is shared with others counts in part."""
    try:
        text = (PROC / str(pid) / "smaps_rollup").read_text(encoding="ascii")
        return sum(int(line.split()[1]) * 1024 for line in text.splitlines() if line.startswith("Pss:"))
    except OSError:
        return 0
