"""The fact sheets of the committed release: all 63, two sides each, nothing cut, made by two processes."""

import re
import signal
import subprocess
import sys
import time
from pathlib import Path

import numpy as np
import pytest
from PIL import ImageColor

from streekmonitor.analysis.tables import Tables
from streekmonitor.areas import PROVINCE
from streekmonitor.charts.theme import SELECTION_COLOURS
from streekmonitor.export.paper.letters import readable
from streekmonitor.export.paper.typeset import FONT
from streekmonitor.figures.frame import Frame
from streekmonitor.figures.key_figures import Row, of_theme
from streekmonitor.figures.municipality import municipality_of
from streekmonitor.release import current_release, load_release
from streekmonitor.report.batch import Job, Order, make_all
from streekmonitor.view import View
from tests import poppler
from tests.poppler import needs_poppler

ROOT = Path(__file__).parents[2]
FOLDER = current_release(ROOT / "data" / "release")
TABLES = Tables(load_release(FOLDER))
CODES = sorted(TABLES.release.areas.within(PROVINCE))
A4 = (595.276, 841.89)
SIDE, ABOVE_THE_FOOT = 36.8, 803.0  # points: 13 mm, and the room above the foot


def one_word(text: str) -> str:
    return re.sub(r"[\s\u200b]", "", text)


@pytest.fixture(scope="module")
def sheets() -> dict[str, bytes]:
    found = list(make_all(Order(FOLDER, "https://streek.test"), [Job(code, "pdf") for code in CODES], 2))
    assert [done.problem for done in found if done.content is None] == []
    return {done.job.code: done.content for done in found if done.content is not None}


@needs_poppler
@pytest.mark.parametrize("code", CODES)
def test_a_fact_sheet_has_two_sides_with_everything_on_them(code: str, sheets: dict[str, bytes]) -> None:
    pdf = sheets[code]
    facts = poppler.info(pdf)
    name = TABLES.release.areas.name(code)
    assert (facts["Pages"], facts["Tagged"], facts["Title"]) == ("2", "yes", f"{name}: gemeentefiche")
    first, second = poppler.pages(pdf)
    assert name in first
    assert name in second
    text = one_word(poppler.text(pdf))
    frame = municipality_of(Frame(TABLES, View(selected=(code,)), page="gemeente"))
    for theme in frame.catalog.themes:
        for indicator in of_theme(frame, theme):
            row = Row(frame, frame.columns, indicator)
            for expected in (indicator.label, row.stand, row.value(code), row.told, row.reason(code)):
                assert one_word(readable(expected, FONT)) in text
    for word in poppler.words(pdf):
        assert word.left >= SIDE - 1
        assert word.right <= A4[0] - SIDE + 1
        assert word.bottom <= ABOVE_THE_FOOT or word.top >= ABOVE_THE_FOOT


@needs_poppler
def test_fonts_are_inside_and_the_page_has_a_link(sheets: dict[str, bytes]) -> None:
    pdf = sheets["24062"]
    assert all(font.embedded and font.name.startswith("InterTabular") for font in poppler.fonts(pdf))
    assert b"https://streek.test/gemeente?" in pdf


@needs_poppler
def test_no_picture_is_empty(sheets: dict[str, bytes]) -> None:
    """The mark of the municipality is on the map, in the head of the table and on every strip."""
    for picture in poppler.pictures(sheets["24062"], dpi=100):
        marked = (np.asarray(picture) == ImageColor.getrgb(SELECTION_COLOURS[0])).all(axis=2)
        assert marked.any(axis=1).sum() > 60


@pytest.mark.skipif(sys.platform == "win32", reason="Een proces op Windows krijgt geen SIGINT van een test.")
@pytest.mark.parametrize("stop", [signal.SIGINT, signal.SIGTERM])
def test_a_stop_leaves_whole_files_only(stop: signal.Signals, tmp_path: Path) -> None:
    command = [
        sys.executable,
        "-m",
        "streekmonitor.cli",
        "report",
        "--all-municipalities",
        "--to",
        str(tmp_path),
    ]
    process = subprocess.Popen(
        [*command, "--processes", "2"], cwd=ROOT, stderr=subprocess.DEVNULL, stdout=subprocess.DEVNULL
    )
    until = time.monotonic() + 120
    while len(list(tmp_path.iterdir())) < 2 and time.monotonic() < until and process.poll() is None:
        time.sleep(0.05)
    process.send_signal(stop)
    assert process.wait(timeout=60) == {signal.SIGINT: 130, signal.SIGTERM: 143}[stop]
    files = list(tmp_path.iterdir())
    assert 2 <= len(files) < len(CODES)
    assert all(path.read_bytes().endswith(b"%%EOF") for path in files)
