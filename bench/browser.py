"""First load and changes in a browser: each page against the least Streamlit can do, and a beginner's map."""

import shutil
import sys
import tempfile
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from statistics import mean, median

from playwright.sync_api import Browser

from bench import baseline_data
from bench.results import busy, write_section, yes_or_no
from bench.server import Server, serve
from bench.window import Change, Timed, chromium, fresh
from streekmonitor.analysis.tables import Tables
from streekmonitor.release import current_release, load_release

ROOT = Path(__file__).resolve().parent.parent
SCRIPTS = Path(__file__).with_name("pages")
PAGES = sorted(path.stem for path in (ROOT / "pages").glob("*.py"))
LOADS = 5
CHOICES = 6  # of each kind of change, each made twice: the first time figures may still be computed
PERIOD, INDICATOR, CLICK = "other period", "other indicator", "click on the map"
FIELDS = {"Periode": PERIOD, "Indicator": INDICATOR, "Gemeente": "other municipality"}
LIMITS = {PERIOD: 150.0, CLICK: 150.0, INDICATOR: 250.0}  # milliseconds
MOST_BYTES, MOST_PROCESSOR, MOST_LOAD, LEAST_GAIN = 20_000, 0.030, 1.25, 6.0
EXPLANATION = (
    "Chromium on the same machine, by the clock of the page itself: from the input to the last change of "
    "the document. Bytes are those on the wire. The floor is a page with one chart and one table of two "
    "rows; the baseline is one map as a beginner makes it. The first time the server still computed."
)
HEAD = (
    "| page | change | median (ms) | first time (ms) | websocket (kB) | processor of the server (ms) | "
    "× faster than the baseline | kept |"
)


@dataclass(frozen=True)
class Series:
    """The changes of one kind on one page: those of the first round, and of the second."""

    page: str
    kind: str
    first: Sequence[Change]
    again: Sequence[Change]

    @property
    def milliseconds(self) -> float:
        """The median of the second round."""
        return median(change.milliseconds for change in self.again)

    @property
    def size(self) -> float:
        """The median of bytes over the websocket, both rounds."""
        return median(change.size for change in (*self.first, *self.again))

    @property
    def processor(self) -> float:
        """The mean of the second round: the clock of processes ticks too slowly for a median."""
        return mean(change.processor for change in self.again)

    def kept(self, baseline: float) -> bool:
        """Whether every limit is kept."""
        limit = LIMITS.get(self.kind, max(LIMITS.values()))
        gain = baseline / self.milliseconds >= LEAST_GAIN or self.kind not in (PERIOD, CLICK)
        within = self.milliseconds <= limit and self.size <= MOST_BYTES
        return within and gain and not self.processor > MOST_PROCESSOR


def run(_sources: Path) -> bool:
    """Measure everything and write it down; whether all limits are kept."""
    others = busy()
    with _servers() as (floor, baseline, dashboard), chromium() as browser:
        least = _loads(browser, floor, "/")
        beginner_load = _loads(browser, baseline, "/")
        loads = {page: _loads(browser, dashboard, f"/{page}") for page in PAGES}
        floor_changes = changes(browser, floor, "")
        beginner = changes(browser, baseline, "")
        ours = [series for page in PAGES for series in changes(browser, dashboard, page)]
    slow = next(series.milliseconds for series in beginner if series.kind == PERIOD)
    lines = [
        EXPLANATION,
        "",
        *_load_table(least, beginner_load, loads),
        "",
        HEAD,
        "|---|---|---|---|---|---|---|---|",
        *(_row(series, "floor", None) for series in floor_changes),
        *(_row(series, "baseline", None) for series in beginner),
        *(_row(series, series.page, slow) for series in ours),
    ]
    sys.stdout.write(write_section("browser", lines, others))
    return all(series.kept(slow) for series in ours) and max(loads.values()) <= MOST_LOAD * least


@contextmanager
def _servers() -> Iterator[tuple[Server, Server, Server]]:
    """The floor, the beginner's page and the dashboard, with the same settings."""
    with tempfile.TemporaryDirectory(prefix="streekmonitor-bench-") as folder:
        root = Path(folder)
        shutil.copytree(
            ROOT / ".streamlit", root / ".streamlit", ignore=shutil.ignore_patterns("secrets.toml")
        )
        shutil.copytree(ROOT / "static", root / "static")
        for name in ("floor", "baseline"):
            (root / name).mkdir()
            shutil.copy(SCRIPTS / f"{name}.py", root / f"{name}.py")
        tables = Tables(load_release(current_release(ROOT / "data" / "release")))
        baseline_data.write(tables, baseline_indicators(tables), root)
        with (
            serve(root / "floor.py", root) as floor,
            serve(root / "baseline.py", root) as baseline,
            serve(ROOT / "dashboard.py", ROOT) as dashboard,
        ):
            yield floor, baseline, dashboard


def baseline_indicators(tables: Tables) -> list[str]:
    """What the first theme page offers first, so that both choose from the same."""
    catalog = tables.release.catalog
    return [entry.id for entry in catalog.of_theme(catalog.themes[0].id)][:CHOICES]


def _loads(browser: Browser, server: Server, path: str) -> float:
    """The median of first loads, each in a browser without a cache; one before does not count."""
    taken = []
    for _ in range(LOADS + 1):
        with fresh(browser, server) as window:
            taken.append(window.load(path).milliseconds)
    _tell(f"{path}: {taken[1:]}")
    return median(taken[1:])


def changes(browser: Browser, server: Server, page: str) -> list[Series]:
    """Every kind of change that a page knows."""
    found = []
    with fresh(browser, server) as window:
        window.load(f"/{page}")
        for label, kind in FIELDS.items():
            if window.field(label) is not None:
                names = window.options(label)[:CHOICES]
                work = [_chooser(window, label, name) for name in [*names[1:], names[0]]]
                if len(work) > 1:
                    found.append(_twice(page, kind, work))
        shapes = window.shapes(CHOICES)
        if shapes:
            found.append(_twice(page, CLICK, [_clicker(window, number) for number in range(shapes)]))
    return found


def _chooser(window: Timed, label: str, name: str) -> Callable[[], Change]:
    return lambda: window.choose(label, name)


def _clicker(window: Timed, shape: int) -> Callable[[], Change]:
    return lambda: window.click_shape(shape)


def _twice(page: str, kind: str, work: Sequence[Callable[[], Change]]) -> Series:
    first = [action() for action in work]
    series = Series(page, kind, first, [action() for action in work])
    _tell(
        f"{page} {kind}: {series.milliseconds:.0f} ms, {series.size:.0f} B, {series.processor * 1000:.0f} ms"
    )
    return series


def _load_table(least: float, beginner: float, loads: dict[str, float]) -> list[str]:
    rows = [
        f"| {name} | {taken:,.0f} | {taken / least:.2f} | {yes_or_no(taken <= MOST_LOAD * least)} |"
        for name, taken in loads.items()
    ]
    return [
        f"| page | first load (ms) | × the floor (at most {MOST_LOAD:.2f}) | kept |",
        "|---|---|---|---|",
        f"| floor | {least:,.0f} | 1 | |",
        f"| baseline | {beginner:,.0f} | {beginner / least:.2f} | |",
        *rows,
    ]


def _row(series: Series, name: str, baseline: float | None) -> str:
    first = median(change.milliseconds for change in series.first)
    cells = [name, series.kind, f"{series.milliseconds:,.0f}", f"{first:,.0f}"]
    cells += [f"{series.size / 1000:.1f}", f"{series.processor * 1000:,.0f}"]
    gain = (
        [f"{baseline / series.milliseconds:.1f}", yes_or_no(series.kept(baseline))] if baseline else ["", ""]
    )
    return f"| {' | '.join([*cells, *gain])} |"


def _tell(what: str) -> None:
    sys.stderr.write(f"  {what}\n")
