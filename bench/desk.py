"""The analysts' desk: from upload to report for the largest files, and what a new release costs a session."""

import io
import shutil
import statistics
import sys
import tempfile
import time
from pathlib import Path

from streamlit.testing.v1 import AppTest

from bench.results import Measurement, busy, table, write_section
from etl.desk.actor import Actor
from etl.desk.bring_in import add_file, open_draft
from etl.desk.desk import Desk
from etl.desk.examine import check_draft, see
from etl.progress import Progress
from streekmonitor.app import data
from streekmonitor.release import COMMITTED, current_release

ROOT = Path(__file__).resolve().parent.parent
ANALYST = Actor("bench", frozenset({"analyst"}))
LARGEST = {
    "statbel/fiscal_income/TF_PSNL_INC_TAX_MUNTY.xlsx": "largest file (workbook of 3 MB)",
    "statbel/building_permits/TF_BUILDING_PERMITS.zip": "most figures (240,000 rows)",
    "statbel/population/TF_SOC_POP_STRUCT_2014.zip": "largest once unpacked (103 MB)",
}
AT_MOST = 15.0
SWITCH_AT_MOST = 300.0
PAGES = ("overzicht", "werk", "gemeente", "vergelijken", "pendel")
TIMES = 5


def run(sources: Path) -> bool:
    """Measure everything and write it down; whether all limits are kept."""
    others = busy()
    with tempfile.TemporaryDirectory(prefix="streekmonitor-bench-") as folder:
        root = Path(folder)
        for name in ("data", "static"):
            shutil.copytree(ROOT / name, root / name)
        uploads = [_upload(root, sources / file, label) for file, label in LARGEST.items()]
    switches = [each for page in PAGES for each in _switch(page)]
    measurements = [*(each for pair in uploads for each in pair), *switches]
    sys.stdout.write(write_section("desk", table(measurements), others))
    return all(measurement.kept for measurement in measurements)


def _upload(root: Path, file: Path, label: str) -> tuple[Measurement, ...]:
    """From the bytes of an upload to the report of its draft, and then to the comparison on screen."""
    _tell(f"upload {file.name}")
    desk = Desk(root)
    draft = open_draft(desk, ANALYST, label).id
    content = file.read_bytes()
    start, processor = time.monotonic(), time.process_time()
    add_file(desk, ANALYST, draft, file.name, content)
    report = check_draft(desk, ANALYST, draft, Progress(io.StringIO()))
    middle, used = time.monotonic(), time.process_time() - processor
    if report.candidate:
        see(desk, draft)
    end = time.monotonic()
    return (
        Measurement(f"upload to report, {label}", middle - start, "s", AT_MOST),
        Measurement("processor time of that", used, "s", None),
        Measurement("comparison with the release in force on screen", end - middle, "s", None),
    )


def _switch(page: str) -> tuple[Measurement, Measurement]:
    """What the first run of a session after a publication takes more than its other runs."""
    _tell(f"switch on page {page}")
    with tempfile.TemporaryDirectory(prefix="streekmonitor-bench-") as folder:
        releases = [Path(folder) / f"release{number}" for number in range(TIMES + 1)]
        for release in releases:
            shutil.copytree(current_release(ROOT / COMMITTED), release)
        session = AppTest.from_file(str(ROOT / "dashboard.py"), default_timeout=60)
        session.run()
        session.switch_page(f"pages/{page}.py")
        _seconds_on(session, releases[0])
        once, ready = zip(*(_moved(session, new) for new in releases[1:]), strict=True)
    return (
        Measurement(
            f"a new release costs a session once, on {page}",
            1000 * statistics.median(once),
            "ms",
            SWITCH_AT_MOST,
            0,
        ),
        Measurement("made ready for that, in the background", statistics.median(ready), "s", None),
    )


def _moved(session: AppTest, release: Path) -> tuple[float, float]:
    """Seconds more than a usual run when a session moves to a release, and to make that ready before."""
    start = time.monotonic()
    data.SHELF.prepare(release)  # what the watcher does when a release is put in force
    ready = time.monotonic() - start
    return _seconds_on(session, release) - _seconds_on(session, release), ready


def _seconds_on(session: AppTest, release: Path) -> float:
    """Seconds of a run on a release, which it moves to as `data.start_run` does in the shell."""
    session.session_state[data.IN_THIS_RUN] = str(release)
    return _seconds(session)


def _seconds(session: AppTest) -> float:
    start = time.monotonic()
    session.run()
    seconds = time.monotonic() - start
    if session.exception:
        raise RuntimeError(str(session.exception))
    return seconds


def _tell(what: str) -> None:
    sys.stderr.write(f"  {what} …\n")
