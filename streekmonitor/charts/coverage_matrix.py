"""The coverage matrix: indicators by years, each cell with the number of municipalities."""

import math

import pandas as pd

from streekmonitor import formats
from streekmonitor.charts.heatmap import heat_map_chart
from streekmonitor.charts.theme import BLUES, NO_DATA, Chart, text_on

YEAR_WIDTH = 46
# The least share of the municipalities, its colour and how the legend tells it.
CLASSES = (
    (1.0, BLUES[3], "alle gemeenten"),
    (0.9, BLUES[2], "90 % of meer"),
    (0.5, BLUES[1], "50 tot 90 %"),
    (0.0, BLUES[0], "minder dan 50 %"),
)
NONE = (NO_DATA, "geen cijfers")
MATRIX_KEY = tuple((words, colour, "■") for colour, words in [*((c, w) for _, c, w in CLASSES), NONE])


def matrix_chart() -> Chart:
    """For `matrix_cells`."""
    return heat_map_chart(cell_width=YEAR_WIDTH)


def matrix_cells(matrix: pd.DataFrame) -> pd.DataFrame:
    """Rows for `matrix_chart`, one per indicator and year; years without figures have an empty cell.

    `matrix` is as of `analysis.coverage_matrix`; it may not be empty.
    """
    labels = dict(zip(matrix["indicator"], matrix["label"], strict=True))
    years = range(int(matrix["year"].min()), int(matrix["year"].max()) + 1)
    every = pd.MultiIndex.from_product([labels, years], names=["indicator", "year"])
    found = matrix.set_index(["indicator", "year"]).reindex(every).reset_index()
    order = list(labels)
    looks = [
        _look(covered, wanted) for covered, wanted in zip(found["covered"], found["wanted"], strict=True)
    ]
    return pd.DataFrame(
        {
            "rij": found["indicator"].map(labels),
            "rijorde": [order.index(name) for name in found["indicator"]],
            "kolom": found["year"].astype(str),
            "kolomorde": found["year"],
            "naam": found["year"].astype(str),
            "kleur": [colour for colour, _, _ in looks],
            "inkt": [text_on(colour) for colour, _, _ in looks],
            "tekst": [text for _, text, _ in looks],
            "tekst2": "",
            "label": [told for _, _, told in looks],
        }
    )


def _look(covered: float, wanted: float) -> tuple[str, str, str]:
    """Colour, text, and what is told on pointing."""
    if math.isnan(covered):
        return NONE[0], "", NONE[1]
    colour = next(colour for least, colour, _ in CLASSES if covered / wanted >= least)
    return (
        colour,
        formats.number(covered),
        f"{formats.number(covered)} van {formats.number(wanted)} gemeenten",
    )
