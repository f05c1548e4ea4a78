"""A PostgreSQL of the tests: the distribution's programs on a folder of their own, on loopback."""

import os
import shutil
import signal
import socket
import subprocess
import tempfile
import time
from pathlib import Path
from typing import Any

import psycopg

ACCOUNT = "postgres"  # PostgreSQL refuses to be run by root
SECONDS_TO_START = 30
ADVICE = """\
Geen PostgreSQL gevonden: de tests van het register lopen enkel op SQLite.
Wat te doen: installeer PostgreSQL (op Debian of Ubuntu: sudo apt install postgresql)."""


def find_postgres() -> Path | None:
    """The folder with the newest server of this computer: on Debian it is not on the path."""
    on_path = shutil.which("postgres")
    places = sorted(Path("/usr/lib/postgresql").glob("*/bin"), key=lambda place: int(place.parent.name))
    folders = [*([Path(on_path).parent] if on_path else []), *reversed(places)]
    return next((folder for folder in folders if (folder / "initdb").exists()), None)


class Server:
    """A server that can be stopped and started again, and gives each test a database of its own."""

    def __init__(self, programs: Path) -> None:
        self._programs = programs
        self._as_other: dict[str, Any] = {}
        if hasattr(os, "geteuid") and os.geteuid() == 0:
            self._as_other = {"user": ACCOUNT, "group": ACCOUNT, "extra_groups": []}
        self._folder = Path(tempfile.mkdtemp(prefix="streekmonitor-postgres-"))
        if self._as_other:
            shutil.chown(self._folder, ACCOUNT, ACCOUNT)
        self.port = _free_port()
        self._made = 0
        self._process: subprocess.Popen[bytes] | None = None
        data = str(self._folder / "data")
        self._run("initdb", "-D", data, "-U", "tests", "-A", "trust", "-E", "UTF8", "--no-sync")
        self.start()

    def start(self) -> None:
        """Start it, and wait until it answers."""
        options = ["fsync=off", "listen_addresses=127.0.0.1", f"unix_socket_directories={self._folder}"]
        command = [str(self._programs / "postgres"), "-D", str(self._folder / "data"), "-p", str(self.port)]
        command += [word for option in options for word in ("-c", option)]
        self._process = subprocess.Popen(
            command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, cwd=self._folder, **self._as_other
        )
        until = time.monotonic() + SECONDS_TO_START
        while True:
            try:
                psycopg.connect(self.url("postgres"), connect_timeout=2).close()
            except psycopg.OperationalError:
                if time.monotonic() > until:
                    raise
                time.sleep(0.05)
            else:
                return

    def stop(self) -> None:
        """Stop it at once, as when the machine goes away."""
        if self._process is not None:
            self._process.send_signal(getattr(signal, "SIGQUIT", signal.SIGTERM))
            self._process.wait(timeout=SECONDS_TO_START)
            self._process = None

    def close(self) -> None:
        """Stop it, and leave nothing behind."""
        self.stop()
        shutil.rmtree(self._folder, ignore_errors=True)

    def url(self, database: str) -> str:
        return f"postgresql://tests@127.0.0.1:{self.port}/{database}"

    def new_database(self) -> str:
        """The URL of a new, empty database."""
        name = self._new_name()
        self._command(f"CREATE DATABASE {name}")
        return self.url(name)

    def new_schema(self) -> str:
        """The URL of an empty corner of a database: to a test as good as its own, and made at once."""
        name = self._new_name()
        self._command(f"CREATE SCHEMA {name}")
        return f"{self.url('postgres')}?options=-csearch_path%3D{name}"

    def _new_name(self) -> str:
        self._made += 1
        return f"register_{self._made}"

    def _command(self, command: str) -> None:
        with psycopg.connect(self.url("postgres"), autocommit=True) as connection:
            connection.execute(command)  # type: ignore[arg-type]

    def _run(self, program: str, *arguments: str) -> None:
        done = subprocess.run(
            [str(self._programs / program), *arguments],
            capture_output=True, cwd=self._folder, check=False, **self._as_other,
        )  # fmt: skip
        if done.returncode:
            raise RuntimeError(f"{program}: {done.stderr.decode('utf-8', 'replace')}")


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])
