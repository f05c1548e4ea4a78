#!/usr/bin/env python3
# -*- coding: utf-8 -*-
"""The one command of Streekmonitor: set up and open, test, etl, value, report, bench. Standard library only.

A Python that is too old must still be able to read this file, back to 2.7, so that its user gets
an explanation instead of a syntax error. That is why there are no annotations and no f-strings.
"""

from __future__ import print_function

import sys

OLDEST, NEWEST = (3, 11), (3, 14)  # the Pythons that every pin has a ready-made wheel for


def version_problem(version):
    """Explain (Dutch, plain ASCII) why this Python `version` cannot be used; None when it can."""
    if OLDEST <= tuple(version[:2]) <= NEWEST:
        return None
    oldest, newest, found = ("{0}.{1}".format(*each) for each in (OLDEST, NEWEST, version))
    return (
        "Streekmonitor werkt met Python {oldest} tot en met {newest}; dit is {found}, en dat is te {what}.\n"
        "Wat te doen: installeer Python {newest} (https://www.python.org/downloads/) en start opnieuw met\n"
        "  Linux, macOS:  python{newest} run.py\n"
        "  Windows:       py -{newest} run.py"
    ).format(oldest=oldest, newest=newest, found=found, what="oud" if version < OLDEST else "nieuw")


if version_problem(sys.version_info):
    sys.exit(version_problem(sys.version_info))

import argparse
import hashlib
import importlib.util
import os
import shutil
import signal
import socket
import subprocess
import threading
import time
import urllib.request
import webbrowser
from pathlib import Path

ROOT = Path(os.path.abspath(__file__)).parent
REQUIREMENTS = {"base": ["requirements.txt"], "dev": ["requirements.txt", "requirements-dev.txt"]}
# Name: what must be installed, and the module with its first arguments.
OF_CLI = ("value", "etl", "report", "backup", "restore", "import", "export")
COMMANDS = {name: ("base", ["streekmonitor.cli", name]) for name in OF_CLI}
COMMANDS.update(test=("dev", ["tests"]), bench=("dev", ["bench"]))
LOCAL_EDITOR = "STREEKMONITOR_LOCAL_EDITOR"  # read by streekmonitor/app/rights.py
THIS_COMPUTER, ALL_ADDRESSES = "127.0.0.1", "0.0.0.0"  # noqa: S104 - only when the user asks for it
FIRST_PORT, PORTS_TRIED = 8501, 50
SECONDS_TO_START = 60
# What pip writes when it cannot reach the packages.
NO_NETWORK = ("connection", "name resol", "getaddrinfo", "timed out", "max retries", "proxyerror", "sslerror")

HELP = """\
Streekmonitor: dashboard voor de gemeenten van Oost-Brabant en Halle-Vilvoorde

python run.py
    Opent het dashboard; de eerste keer wordt eerst alles klaargezet.
    --port NUMMER    andere poort dan 8501; is ze bezet, dan wordt het de volgende
    --address ADRES  0.0.0.0 maakt het ook bereikbaar voor andere computers (standaard alleen deze)
    --no-browser     toont alleen het adres
    --local-editor   doelstellingen en acties bewerken zonder aanmelden, alleen vanaf deze computer
python run.py value INDICATOR GEBIED [PERIODE]
    Eén cijfer met zijn berekening, als JSON. GEBIED is een NIS-code, een regio of een naam.
python run.py report --area GEMEENTE … | --all-municipalities
    Fiches van gemeenten als bestanden; meer in: python run.py report --help
python run.py etl …
    Nieuwe cijfers inlezen; de stappen staan in: python run.py etl --help
python run.py backup BESTAND  ·  python run.py restore BESTAND
    Doelstellingen, acties, vergaderingen en presentaties bewaren in één bestand, of terugzetten.
python run.py export BESTAND  ·  python run.py import BESTAND [--partial]
    De lijst van doelstellingen en acties naar Excel (.xlsx) of CSV (.csv), of uit Excel inlezen.
python run.py test [--no-skip] […]
    Stijl, opmaak, types en alle tests. Met --no-skip telt een overgeslagen test als fout;
    de rest gaat naar pytest.
python run.py bench …
    Metingen van snelheid.
python run.py --help
    Deze hulp.

Op Windows: py run.py in plaats van python run.py; op Linux en macOS vaak python3 run.py.
"""


class Problem(Exception):
    """Something that the user can solve; the message is Dutch and says how."""


# --- the environment: .venv, made once ---


def venv_python(venv):
    """Path of the Python inside the environment `venv`."""
    return venv / ("Scripts/python.exe" if os.name == "nt" else "bin/python")


def venv_identity(venv):
    """Text that changes when an environment no longer fits: another Python, or another place."""
    return "{0}.{1} {2}".format(sys.version_info[0], sys.version_info[1], venv)


def venv_fits(venv):
    """Whether `venv` was made completely, by this Python, at this place, and its Python starts."""
    note = venv / "made-by.txt"
    if not note.is_file() or note.read_text(encoding="utf-8") != venv_identity(venv):
        return False
    try:
        return subprocess.call([str(venv_python(venv)), "-c", ""], env=child_environment()) == 0
    except OSError:
        return False


def require_venv_module():
    """Stop with the name of the package to install when this Python cannot make environments."""
    if all(importlib.util.find_spec(name) for name in ("venv", "ensurepip")):
        return
    version = "{0}.{1}".format(*sys.version_info)
    raise Problem(
        "Dit Python mist 'venv' of 'ensurepip', nodig om een eigen omgeving te maken.\n"
        "Wat te doen: op Debian of Ubuntu  sudo apt install python{0}-venv  en start opnieuw;\n"
        "  op een ander systeem: installeer Python van https://www.python.org/downloads/".format(version)
    )


def make_venv(venv):
    """Make the environment `venv` in place of one that does not fit; a half made one is cleaned up."""
    require_venv_module()
    say("De omgeving wordt gemaakt in {0}".format(venv))
    if venv.exists():
        shutil.rmtree(str(venv))
    command = [sys.executable, "-m", "venv", str(venv)]
    pipes = {"stdout": subprocess.PIPE, "stderr": subprocess.STDOUT}
    try:
        done = subprocess.run(command, env=child_environment(), check=False, **pipes)
        if done.returncode:
            output = done.stdout.decode("utf-8", "replace")
            raise Problem("De omgeving kon niet worden gemaakt:\n" + last_lines(output))
        (venv / "made-by.txt").write_text(venv_identity(venv), encoding="utf-8")
    except BaseException:
        shutil.rmtree(str(venv), ignore_errors=True)
        raise


def fingerprint(kind, root):
    """Hash of the requirement files of `kind` (base or dev)."""
    content = b"\n".join((root / name).read_bytes() for name in REQUIREMENTS[kind])
    return hashlib.sha256(content).hexdigest()


def stamp_of(venv, kind):
    """File with the fingerprint of what was installed completely."""
    return venv / "installed-{0}.txt".format(kind)


def is_installed(venv, kind, root):
    """Whether everything of `kind` is in the environment, and the requirements are still the same."""
    stamp = stamp_of(venv, kind)
    return stamp.is_file() and stamp.read_text(encoding="utf-8") == fingerprint(kind, root)


def install(venv, kind, root):
    """Install the pinned packages of `kind`; stamps are written only when all of them are in."""
    say("De pakketten worden geïnstalleerd: dit gebeurt één keer en kan enkele minuten duren.")
    for each in REQUIREMENTS:
        stamp_of(venv, each).unlink(missing_ok=True)
    log = venv / "install.log"
    command = [str(venv_python(venv)), "-m", "pip", "install", "--disable-pip-version-check", "--no-input"]
    if run_with_dots(command + ["-r", str(root / REQUIREMENTS[kind][-1])], log):
        raise Problem(explain_pip(log.read_text(encoding="utf-8", errors="replace"), log))
    for done in {"base", kind}:
        stamp_of(venv, done).write_text(fingerprint(done, root), encoding="utf-8")


def run_with_dots(command, log):
    """Run `command` with a dot every few seconds and its output in `log`; return its exit code."""
    with log.open("wb") as target:
        process = subprocess.Popen(command, env=child_environment(), stdout=target, stderr=target)
        try:
            while True:
                try:
                    return process.wait(timeout=3)
                except subprocess.TimeoutExpired:
                    say(".", end="")
        finally:
            say("")
            stop(process)


def explain_pip(output, log):
    """Dutch explanation of a failed installation, from what pip wrote."""
    text = output.lower()
    if "no space left" in text or "errno 28" in text:
        cause = "De schijf is vol. Maak ongeveer 1 GB vrij en start opnieuw."
    elif any(sign in text for sign in NO_NETWORK):
        cause = (
            "De pakketten konden niet worden opgehaald: er is geen netwerk, of een proxy houdt het tegen.\n"
            "Wat te doen: verbind met het internet en start opnieuw; daarna is geen netwerk meer nodig.\n"
            "Achter een proxy: stel de omgevingsvariabele HTTPS_PROXY in (en zo nodig PIP_CERT)."
        )
    elif "no matching distribution" in text:
        cause = (
            "Een van de pakketten is niet te vinden, of bestaat niet kant-en-klaar voor dit systeem.\n"
            "Wat te doen: kijk het netwerk na; gebruik een 64-bits Python (op Windows voor ARM: x64)."
        )
    else:
        cause = "De pakketten konden niet worden geïnstalleerd. Laatste regels van pip:\n" + last_lines(
            output
        )
    return "{0}\nHet volledige verslag staat in {1}".format(cause, log)


def ensure_environment(kind, root=ROOT):
    """Make and fill `.venv` where needed; return its Python. A second start only compares stamps."""
    venv = root / ".venv"
    try:
        if not venv_fits(venv):
            make_venv(venv)
        if not is_installed(venv, kind, root):
            install(venv, kind, root)
    except OSError as error:
        raise Problem(
            "De omgeving in {0} kon niet worden klaargezet: {1}\n"
            "Wat te doen: zet het project in een map waarin u mag schrijven, of sluit vensters waarin het\n"
            "  nog draait en verwijder de map .venv zelf; start daarna opnieuw.".format(venv, error)
        )
    return str(venv_python(venv))


def child_environment():
    """Environment variables for what we start: ours alone decide which modules are found."""
    ignored = ("PYTHONHOME", "PYTHONSTARTUP", "PYTHONPATH", "__PYVENV_LAUNCHER__")
    kept = {name: value for name, value in os.environ.items() if name not in ignored}
    kept.update(PYTHONUTF8="1", PYTHONPATH=str(ROOT))
    return kept


# --- the dashboard ---


def port_is_free(port, address=THIS_COMPUTER):
    """Whether nothing answers on `port` and we could listen there."""
    with socket.socket() as probe:
        probe.settimeout(0.5)
        if probe.connect_ex((THIS_COMPUTER, port)) == 0:
            return False
    with socket.socket() as probe:
        if os.name != "nt":  # on Windows this option would let us take a port that is in use
            probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind((address, port))
        except OSError:
            return False
    return True


def choose_port(first, address=THIS_COMPUTER):
    """Find the first free port from `first` on; say so when it is another one."""
    last = min(first + PORTS_TRIED, 65536) - 1
    for port in range(first, last + 1):
        if port_is_free(port, address):
            if port != first:
                say("Poort {0} is bezet; het wordt poort {1}.".format(first, port))
            return port
    raise Problem(
        "Geen vrije poort op {0}, van {1} tot en met {2}.\n"
        "Wat te doen: sluit een ander dashboard, of kies zelf: python run.py --port 9000".format(
            address, first, last
        )
    )


def can_open_browser():
    """Whether somebody sits at this computer, with a screen."""
    if os.environ.get("CI"):
        return False
    return sys.platform != "linux" or bool(os.environ.get("DISPLAY") or os.environ.get("WAYLAND_DISPLAY"))


def announce_when_ready(url, open_browser, process):
    """Wait for the server, let it run the page once so that the first visitor need not, then tell."""
    until = time.monotonic() + SECONDS_TO_START
    while process.poll() is None and time.monotonic() < until:
        if answers(url + "/_stcore/health"):
            answers(url + "/_stcore/script-health-check")
            say("Het dashboard staat op {0}  (stoppen: Ctrl+C)".format(url))
            if open_browser:
                webbrowser.open(url)
            return
        time.sleep(0.2)


def answers(url):
    """Whether `url` answers with success."""
    direct = urllib.request.build_opener(urllib.request.ProxyHandler({}))  # a proxy does not know localhost
    try:
        with direct.open(url, timeout=SECONDS_TO_START):
            return True
    except OSError:
        return False


def open_dashboard(arguments):
    """Serve the dashboard until Ctrl-C; return the exit code."""
    options = dashboard_options(arguments)
    python = ensure_environment("base")
    port = choose_port(options.port, options.address)
    command = [python, "-m", "streamlit", "run", str(ROOT / "dashboard.py"), "--server.headless", "true"]
    command += ["--server.port", str(port), "--server.address", options.address]
    if options.address == THIS_COMPUTER:  # a foreign name that points here gets nothing
        command += ["--server.allowedHosts", "localhost", "--server.allowedHosts", THIS_COMPUTER]
    quiet = subprocess.DEVNULL  # Streamlit greets in English; faults go to standard error
    environment = dict(child_environment(), **{LOCAL_EDITOR: "1" if options.local_editor else ""})
    process = subprocess.Popen(command, cwd=str(ROOT), env=environment, stdout=quiet)
    host = "localhost" if options.address in (THIS_COMPUTER, ALL_ADDRESSES) else options.address
    told = ("http://{0}:{1}".format(host, port), can_open_browser() and not options.no_browser, process)
    threading.Thread(target=announce_when_ready, args=told, daemon=True).start()
    return wait_for(process)


def dashboard_options(arguments):
    """Read the options of the dashboard; an unknown one gets the help."""

    def refuse(_message):
        raise Problem("Deze opdracht of optie is niet bekend: {0}\n\n{1}".format(" ".join(arguments), HELP))

    parser = argparse.ArgumentParser(add_help=False, allow_abbrev=False)
    parser.add_argument("--port", type=int, default=FIRST_PORT)
    parser.add_argument("--address", default=THIS_COMPUTER)
    parser.add_argument("--no-browser", action="store_true")
    parser.add_argument("--local-editor", action="store_true")
    parser.error = refuse
    options = parser.parse_args(arguments)
    if not 0 < options.port < 65536:
        raise Problem("Poort {0} bestaat niet: kies een getal van 1 tot en met 65535.".format(options.port))
    if options.local_editor and options.address != THIS_COMPUTER:
        raise Problem(
            "Een lokale redacteur schrijft zonder aanmelden, en dus alleen vanaf deze computer.\n"
            "Wat te doen: laat --address weg, of laat --local-editor weg en stel het aanmelden in (README)."
        )
    return options


# --- the front door ---


def delegate(name, arguments):
    """Run a command of the project with all `arguments`; return its exit code."""
    kind, module = COMMANDS[name]
    python = ensure_environment(kind)
    folder = str(ROOT) if kind == "dev" else None  # paths given to value and etl are relative to the user
    return wait_for(
        subprocess.Popen([python, "-m"] + module + arguments, cwd=folder, env=child_environment())
    )


def wait_for(process):
    """Wait for a child and return its exit code; whatever ends us, such as Ctrl-C, ends it too."""
    try:
        return process.wait()
    finally:
        stop(process)


def stop(process):
    """End a child that still runs, kindly first."""
    if process.poll() is not None:
        return
    process.terminate()
    try:
        process.wait(timeout=10)
    except subprocess.TimeoutExpired:
        process.kill()
        process.wait()


def say(text, end="\n"):
    """Tell the user something, at once; standard output is kept for results."""
    print(text, file=sys.stderr, end=end, flush=True)


def last_lines(text, count=15):
    """Give the end of a program's output, set apart."""
    return "\n".join("  | " + line for line in text.strip().splitlines()[-count:])


def main(arguments):
    """Do what the command line asks; return the exit code."""
    if arguments and arguments[0] in ("--help", "-h", "help"):
        print(HELP, end="")
        return 0
    if arguments and arguments[0] in COMMANDS:
        return delegate(arguments[0], arguments[1:])
    return open_dashboard(arguments)


if __name__ == "__main__":
    for stream in (sys.stdout, sys.stderr):
        stream.reconfigure(encoding="utf-8", errors="replace")  # a Windows code page lacks our signs
    signal.signal(signal.SIGTERM, lambda _number, _frame: sys.exit(143))
    try:
        sys.exit(main(sys.argv[1:]))
    except Problem as problem:
        say("\n{0}".format(problem))
        sys.exit(2)
    except KeyboardInterrupt:
        say("\nGestopt.")
        sys.exit(130)
