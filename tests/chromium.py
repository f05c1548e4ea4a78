"""The browser of the browser tests: found on this computer, or installed where that is ours to do."""

import os
import shutil
import subprocess
import sys
from pathlib import Path

CHOSEN = "STREEKMONITOR_CHROMIUM"  # the path that a user, or `python -m tests`, names
NAMES = ["chromium", "chromium-browser", "google-chrome", "google-chrome-stable", "chrome", "msedge"]
PLACES = [
    "/Applications/Chromium.app/Contents/MacOS/Chromium",
    "/Applications/Google Chrome.app/Contents/MacOS/Google Chrome",
    "/Applications/Microsoft Edge.app/Contents/MacOS/Microsoft Edge",
    r"%ProgramFiles%\Google\Chrome\Application\chrome.exe",
    r"%ProgramFiles(x86)%\Google\Chrome\Application\chrome.exe",
    r"%LocalAppData%\Google\Chrome\Application\chrome.exe",
    r"%ProgramFiles%\Microsoft\Edge\Application\msedge.exe",
    r"%ProgramFiles(x86)%\Microsoft\Edge\Application\msedge.exe",
]
ADVICE = f"""\
Geen Chromium gevonden: de browsertests worden overgeslagen.
Wat te doen: installeer Chromium, Chrome of Edge (op Debian of Ubuntu: sudo apt install chromium),
  of zet het pad van het programma in de omgevingsvariabele {CHOSEN}."""


def find_chromium() -> str | None:
    """Path of the first Chromium-like browser that starts."""
    candidates = [os.environ.get(CHOSEN), *map(shutil.which, NAMES), *map(os.path.expandvars, PLACES)]
    return next((path for path in candidates if path and Path(path).is_file() and starts(path)), None)


def starts(path: str) -> bool:
    """Whether the browser answers; asked on Linux only, where `chromium-browser` can be an empty shell."""
    if sys.platform != "linux":
        return True
    try:
        return (
            subprocess.run([path, "--version"], capture_output=True, timeout=30, check=False).returncode == 0
        )
    except (OSError, subprocess.TimeoutExpired):
        return False


def install_chromium() -> str | None:
    """Install the distribution's Chromium (Debian, as root); where that fails, say what to do."""
    if shutil.which("apt-get") and os.geteuid() == 0:
        print("Chromium wordt geïnstalleerd voor de browsertests …", flush=True)
        environment = {**os.environ, "DEBIAN_FRONTEND": "noninteractive"}
        for step in (["update", "-qq"], ["install", "-y", "-qq", "chromium"]):
            subprocess.call(["apt-get", *step], env=environment, stdout=subprocess.DEVNULL)
    path = find_chromium()
    if path is None:
        print(ADVICE)
    return path
