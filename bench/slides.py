"""Slides: a presentation of 12 figures with 4 maps as PowerPoint, against one plain chart by python-pptx."""

import sys
from io import BytesIO
from pathlib import Path
from statistics import median

from pptx import Presentation
from pptx.chart.data import CategoryChartData
from pptx.enum.chart import XL_CHART_TYPE
from pptx.util import Inches

from bench.paper import TIMES, timed, twelve_figures
from bench.results import Measurement, busy, table, write_section
from streekmonitor.analysis.tables import Tables
from streekmonitor.export.slides.deck import make_slides
from streekmonitor.release import current_release, load_release

ROOT = Path(__file__).resolve().parent.parent
SAYS = (
    "A presentation of 12 figures, 4 of them maps, rebuilt from its views and made into slides with native "
    "charts: the first in a process, which starts the engines, and a later one. The plain chart is a bar "
    "chart of 20 values on one slide, made by python-pptx alone, in the same run."
)


def run(_sources: Path) -> bool:
    """Measure everything and write it down; whether all limits are kept."""
    others = busy()
    tables = Tables(load_release(current_release(ROOT / "data" / "release")))
    first, deck = timed(lambda: _presentation(tables))
    later = median(timed(lambda: _presentation(tables))[0] for _ in range(TIMES))
    plain = median(timed(_plain_chart)[0] for _ in range(TIMES))
    measurements = (
        Measurement("presentation of 12 figures, first", first, "s", 6, 2),
        Measurement("presentation of 12 figures, later", later, "s", 6, 2),
        Measurement("one plain chart", plain, "s", None, 3),
        Measurement("a figure of the presentation against it", later / 12 / plain, "×", None, 2),
        Measurement("size of the presentation", len(deck) / 1e6, "MB", None, 2),
    )
    sys.stdout.write(write_section("slides", [SAYS, "", *table(measurements)], others))
    return all(measurement.kept for measurement in measurements)


def _presentation(tables: Tables) -> bytes:
    return make_slides(twelve_figures(tables), {tables.release.id: tables.release.boundaries})


def _plain_chart() -> bytes:
    deck = Presentation()
    data = CategoryChartData()
    data.categories = [f"Gemeente {number}" for number in range(20)]
    data.add_series("Waarde", range(20))
    slide = deck.slides.add_slide(deck.slide_layouts[6])
    slide.shapes.add_chart(XL_CHART_TYPE.BAR_CLUSTERED, 0, 0, Inches(9), Inches(6), data)
    target = BytesIO()
    deck.save(target)
    return target.getvalue()
