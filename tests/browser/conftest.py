"""One fresh server and one Chromium for all browser tests; each test has a window, and so a session."""

import os
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from urllib.request import urlopen

import pytest
from playwright.sync_api import Browser, BrowserContext, expect, sync_playwright

from streekmonitor.app.first_visit import COOKIE
from tests.browser.window import Window
from tests.chromium import ADVICE, find_chromium

ROOT = Path(__file__).resolve().parents[2]
LONGEST_START = 60  # seconds
FLAGS = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    chromium = find_chromium()
    if chromium is None:
        pytest.skip(ADVICE)
    with sync_playwright() as playwright:
        started = playwright.chromium.launch(executable_path=chromium, args=FLAGS)
        yield started
        started.close()


@pytest.fixture(scope="session")
def address(browser: Browser, tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """The address of a server that all tests share."""
    with running_server(tmp_path_factory) as started:
        yield started


@contextmanager
def running_server(
    tmp_path_factory: pytest.TempPathFactory, environment: dict[str, str] | None = None, port: int = 0
) -> Iterator[str]:
    """The address of a fresh server with a register of its own, which ends with the block."""
    port = port or free_port()
    command = [sys.executable, "-m", "streamlit", "run", "dashboard.py", "--server.headless", "true"]
    command += ["--server.address", "127.0.0.1", "--server.port", str(port)]
    log = tmp_path_factory.mktemp("server") / "log.txt"
    register = tmp_path_factory.mktemp("register") / "register.db"
    own = {"STREEKMONITOR_DATABASE": f"sqlite:///{register.as_posix()}", **(environment or {})}
    environment = {**os.environ, "PYTHONUTF8": "1", **own}
    with log.open("w", encoding="utf-8") as output:
        server = subprocess.Popen(command, cwd=ROOT, stdout=output, stderr=output, env=environment)
    try:
        _wait_until_up(f"http://127.0.0.1:{port}/_stcore/health", server, log)
        yield f"http://127.0.0.1:{port}"
    finally:
        server.terminate()
        server.wait(timeout=20)


@pytest.fixture(scope="session")
def context(browser: Browser, address: str) -> Iterator[BrowserContext]:
    """An English browser, so that what is Dutch in it is ours, of someone who was here before."""
    opened = browser.new_context(locale="en-US")
    opened.add_cookies([{"name": COOKIE, "value": "gezien", "url": address}])
    opened.set_default_timeout(30_000)
    expect.set_options(timeout=30_000)  # a busy machine is no fault of the page
    yield opened
    opened.close()


@pytest.fixture
def window(context: BrowserContext, address: str) -> Iterator[Window]:
    yield from open_window(context, address)


def open_window(context: BrowserContext, address: str) -> Iterator[Window]:
    """A window on the server at an address, the size of a projector."""
    page = context.new_page()
    page.set_viewport_size({"width": 1280, "height": 720})
    yield Window(page, address)
    page.close()


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def _wait_until_up(url: str, server: subprocess.Popen[bytes], log: Path) -> None:
    deadline = time.monotonic() + LONGEST_START
    while time.monotonic() < deadline and server.poll() is None:
        try:
            with urlopen(url, timeout=2):  # noqa: S310 — our own server
                return
        except OSError:
            time.sleep(0.2)
    pytest.fail(f"De server startte niet:\n{log.read_text(encoding='utf-8')}")
