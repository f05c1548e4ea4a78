"""A Streamlit server of our own for a measurement: started on a free port, measured, ended."""

import os
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from urllib.error import HTTPError
from urllib.request import urlopen

PROC = Path("/proc")
LONGEST_START = 90  # seconds; a large release takes its time


@dataclass(frozen=True)
class Server:
    """A running server."""

    port: int
    pid: int

    @property
    def address(self) -> str:
        """Where a browser finds it."""
        return f"http://127.0.0.1:{self.port}"

    def processor_time(self) -> float:
        """Seconds of processor time since its start, of all its threads; NaN where it can't be seen."""
        if (PROC / str(self.pid)).is_dir():
            fields = (PROC / str(self.pid) / "stat").read_text(encoding="utf-8").rsplit(")", 1)[1].split()
            return (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK")
        if os.name == "nt":
            return float("nan")
        told = subprocess.run(["ps", "-o", "time=", "-p", str(self.pid)], capture_output=True, check=True)  # noqa: S603, S607
        seconds = 0.0
        for part in told.stdout.decode("ascii").strip().replace("-", ":").split(":"):
            seconds = seconds * 60 + float(part)
        return seconds

    def memory(self) -> float:
        """Bytes in memory; NaN where it can't be seen."""
        try:
            text = (PROC / str(self.pid) / "status").read_text(encoding="utf-8")
        except OSError:
            return float("nan")
        return next(int(line.split()[1]) * 1024 for line in text.splitlines() if line.startswith("VmRSS:"))


@contextmanager
def serve(script: Path, root: Path) -> Iterator[Server]:
    """Serve a script with the settings in `root` (its .streamlit), and let its first page run."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = int(probe.getsockname()[1])
    command = [sys.executable, "-m", "streamlit", "run", str(script), "--server.headless", "true"]
    command += ["--server.address", "127.0.0.1", "--server.port", str(port)]
    environment = {**os.environ, "PYTHONUTF8": "1", "PYTHONPATH": str(root)}
    quiet = subprocess.DEVNULL
    process = subprocess.Popen(command, cwd=root, env=environment, stdout=quiet, stderr=quiet)  # noqa: S603
    try:
        _wait(f"http://127.0.0.1:{port}/_stcore/health", process)
        _wait(f"http://127.0.0.1:{port}/_stcore/script-health-check", process)
        yield Server(port, process.pid)
    finally:
        process.terminate()
        process.wait(timeout=20)


def _wait(url: str, process: "subprocess.Popen[bytes]") -> None:
    until = time.monotonic() + LONGEST_START
    while time.monotonic() < until and process.poll() is None:
        try:
            with urlopen(url, timeout=LONGEST_START):  # noqa: S310 - our own server
                return
        except HTTPError as error:
            raise RuntimeError(f"{url}: the page has a fault") from error
        except OSError:
            time.sleep(0.2)
    raise TimeoutError(f"{url} does not answer")
