"""Paper: a presentation of 12 figures with 4 maps, all fact sheets on two cores, against one plain chart."""

import sys
import time
from collections.abc import Callable
from pathlib import Path
from statistics import median
from tempfile import TemporaryDirectory
from typing import TypeVar

import altair as alt
import pandas as pd
import typst
import vl_convert

from bench.results import Measurement, busy, table, write_section
from streekmonitor.analysis.tables import Tables
from streekmonitor.areas import PROVINCE
from streekmonitor.export.document import Document, Section, Shown
from streekmonitor.export.paper.meeting import make_paper
from streekmonitor.figures.registry import build_figure
from streekmonitor.release import current_release, load_release
from streekmonitor.report.batch import Job, Order, make_all

ROOT = Path(__file__).resolve().parent.parent
PROCESSES = 2
TIMES = 5
THEMES = {
    "werk": ("jobseeker_rate", ("kaart", "rangschikking", "evolutie")),
    "bevolking": ("age_65_plus_share", ("kaart", "evolutie", "spreiding")),
    "ruimte": ("median_house_price", ("kaart", "rangschikking", "evolutie")),
    "onderwijs": ("non_belgian_origin_share", ("kaart", "evolutie", "spreiding")),
}
SAYS = (
    "A presentation of 12 figures, 4 of them maps, rebuilt from its views and set as PDF/UA: the first in a "
    "process, which starts the engines, and a later one. The plain chart is a bar chart of 20 values drawn "
    "by vl-convert and set alone on a page by Typst, in the same run."
)
PLAIN = '#set page(paper: "a4")\n#image(bytes(sys.inputs.picture), format: "svg", width: 100%)'
T = TypeVar("T")


def run(_sources: Path) -> bool:
    """Measure everything and write it down; whether all limits are kept."""
    others = busy()
    folder = current_release(ROOT / "data" / "release")
    tables = Tables(load_release(folder))
    first, pdf = timed(lambda: _presentation(tables))
    later = median(timed(lambda: _presentation(tables))[0] for _ in range(TIMES))
    plain = median(timed(_plain_chart)[0] for _ in range(TIMES))
    codes = sorted(tables.release.areas.within(PROVINCE))
    all_sheets, sizes = timed(lambda: _fact_sheets(folder, codes))
    measurements = (
        Measurement("presentation of 12 figures, first", first, "s", 6, 2),
        Measurement("presentation of 12 figures, later", later, "s", 6, 2),
        Measurement("one plain chart", plain, "s", None, 3),
        Measurement("a figure of the presentation against it", later / 12 / plain, "×", None, 2),
        Measurement("size of the presentation", len(pdf) / 1e6, "MB", None, 2),
        Measurement(f"all {len(codes)} fact sheets, {PROCESSES} processes", all_sheets, "s", 180, 1),
        Measurement(
            "one of them against a plain chart", all_sheets * PROCESSES / len(codes) / plain, "×", None, 2
        ),
        Measurement("size of a fact sheet", median(sizes) / 1e6, "MB", None, 2),
    )
    sys.stdout.write(write_section("paper", [SAYS, "", *table(measurements)], others))
    return all(measurement.kept for measurement in measurements)


def twelve_figures(tables: Tables) -> Document:
    """A presentation of 12 figures in sections, 4 of them maps, rebuilt from its views."""
    items: list[Section | Shown] = []
    for page, (indicator, figures) in THEMES.items():
        query = {"indicator": indicator, "gemeenten": "24062"}
        items.append(Section(page.capitalize()))
        items += [Shown(build_figure(tables, page, query, figure)) for figure in figures]
    return Document("Twaalf figuren", tuple(items))


def _presentation(tables: Tables) -> bytes:
    return make_paper(twelve_figures(tables), {tables.release.id: tables.release.boundaries})


def _plain_chart() -> bytes:
    rows = pd.DataFrame({"naam": [f"Gemeente {number}" for number in range(20)], "waarde": range(20)})
    chart = alt.Chart(rows).mark_bar().encode(x="waarde:Q", y="naam:N")
    picture = vl_convert.vegalite_to_svg(chart.to_dict())
    made: bytes = typst.compile(PLAIN.encode(), sys_inputs={"picture": picture})
    return made


def _fact_sheets(release: Path, codes: list[str]) -> list[int]:
    """The sizes of all fact sheets, written as files."""
    with TemporaryDirectory(prefix="streekmonitor-bench-") as folder:
        for done in make_all(Order(release), [Job(code, "pdf") for code in codes], PROCESSES):
            if done.content is None:
                raise RuntimeError(done.problem)
            (Path(folder) / f"{done.job.code}.pdf").write_bytes(done.content)
        return [path.stat().st_size for path in Path(folder).iterdir()]


def timed(work: Callable[[], T]) -> tuple[float, T]:
    """How many seconds some work takes, and what it makes."""
    start = time.perf_counter()
    result = work()
    return time.perf_counter() - start, result
